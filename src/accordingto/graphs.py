"""The trained networks as ONNX graphs, and the one tokenizer that all of them read."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

_WORD = re.compile(r"\S+")


def open_graph(path: Path) -> onnxruntime.InferenceSession:
    """Open a graph that gives the same answer in every run: on the processor, in one thread.

    Parameters
    ----------
    path : Path
        The ONNX file.

    Returns
    -------
    InferenceSession

    Examples
    --------
    >>> from importlib.resources import files
    >>> graph = open_graph(Path(str(files("accordingto") / "positions" / "model" / "stance.int8.onnx")))
    >>> [output.name for output in graph.get_outputs()]
    ['logits']
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # An arena would keep the memory of the longest article for good.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])


@cache
def open_tokenizer(path: Path | None = None) -> Tokenizer:
    """Open a tokenizer that neither cuts nor fills up, once in a process: the shipped one, of all-MiniLM-L6-v2.

    Parameters
    ----------
    path : Path, optional
        Another ``tokenizer.json``.

    Returns
    -------
    Tokenizer

    Examples
    --------
    >>> open_tokenizer().encode("She said so.", add_special_tokens=False).tokens
    ['she', 'said', 'so', '.']
    """
    path = path or Path(__file__).parent / "attributions" / "model" / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces(tokenizer: Tokenizer, text: str) -> list[int]:
    """Cut a text into word pieces, any white space being one space.

    Examples
    --------
    >>> pieces(open_tokenizer(), "She\\n said") == pieces(open_tokenizer(), "She said")
    True
    """
    return tokenizer.encode(" ".join(text.split()), add_special_tokens=False).ids


def placed_pieces(tokenizer: Tokenizer, text: str, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    """Cut a part of a text into word pieces, as :func:`pieces` does, each with its offsets in the text.

    Examples
    --------
    >>> text = "“No,” she  said"
    >>> [text[a:b] for _, (a, b) in placed_pieces(open_tokenizer(), text, 5, len(text))]
    ['she', 'said']
    """
    words = [m.span() for m in _WORD.finditer(text, start, end)]
    encoding = tokenizer.encode(" ".join(text[a:b] for a, b in words), add_special_tokens=False)
    places = [at for a, b in words for at in range(a, b + 1)]  # Each word with the space behind it.
    return [(i, (places[a], places[b - 1] + 1)) for i, (a, b) in zip(encoding.ids, encoding.offsets, strict=True)]


def ask(graph: onnxruntime.InferenceSession, **inputs: object) -> list[float]:
    """Ask a graph about one text: the chances of its answers, which sum up to 1.

    Parameters
    ----------
    graph : InferenceSession
        Its logits have a row a text.
    **inputs : sequence of int or int
        What goes in, by the names that the graph has for it.

    Returns
    -------
    list of float

    Examples
    --------
    >>> from importlib.resources import files
    >>> graph = open_graph(Path(str(files("accordingto") / "positions" / "model" / "stance.int8.onnx")))
    >>> round(sum(ask(graph, ids=[101, 2016, 102], marks=[0, 1, 0])), 9)
    1.0
    """
    return shares(answer(graph, **inputs)[0])


def answer(graph: onnxruntime.InferenceSession, **inputs: object) -> list[np.ndarray]:
    """Ask a graph about one text: what comes out, as it is.

    Parameters
    ----------
    graph : InferenceSession
        What comes out has a row a text.
    **inputs : sequence of int or int
        What goes in, by the names that the graph has for it.

    Returns
    -------
    list of ndarray
    """
    return [out[0] for out in graph.run(None, {name: np.array([value], np.int64) for name, value in inputs.items()})]


def shares(logits: np.ndarray) -> list[float]:
    """Chances that sum up to 1.

    Examples
    --------
    >>> shares(np.array([2.0, 2.0]))
    [0.5, 0.5]
    """
    share = np.exp(logits.astype(np.float64) - logits.max())
    return (share / share.sum()).tolist()
