"""Whether a sentence speaks well or badly of somebody it names, by a small trained network.

The sentence's word pieces go in with those of the name marked; out come the chances of *against*, *neither* and *for*.
One ONNX graph in int8, one thread, one sentence at a time: the same text gives the same answer in every run. What it
was trained on and how well it does is in ``training/stance/README.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from accordingto.graphs import ask, open_graph, open_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LABELS = ("neg", "neu", "pos")
"""The classes, in the order of the chances."""

_CLS, _SEP = 101, 102
_AROUND = 120  # pieces on either side of a name that are read
_LETTERS = 1200  # characters on either side of a name that are cut into pieces


def stance_towards(text: str, start: int, end: int) -> tuple[float, float, float]:
    """Tell the chances that a sentence speaks against, neither for nor against, or for the one it names.

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        Characters of the name.

    Returns
    -------
    tuple of float
        Chances of ``neg``, ``neu`` and ``pos``; they sum up to 1.

    Examples
    --------
    >>> text = "Everyone praised the nurses for their excellent and brave work."
    >>> told = stance_towards(text, 17, 27)
    >>> LABELS[max(range(3), key=lambda k: told[k])]
    'pos'
    """
    tokenizer, graph = _model()
    first = max(0, start - _LETTERS)
    last = min(len(text), max(start, min(end, start + _LETTERS)) + _LETTERS)
    encoding = tokenizer.encode(text[first:last], add_special_tokens=False)
    ids, marks = pieces_of(encoding.ids, encoding.offsets, start - first, end - first)
    neg, neu, pos = ask(graph, ids=ids, marks=marks)
    return neg, neu, pos


def pieces_of(
    ids: Sequence[int], offsets: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[np.ndarray, np.ndarray]:
    """Cut out the word pieces around a name, with CLS before and SEP after, and mark which of them are the name.

    Parameters
    ----------
    ids : sequence of int
        The pieces.
    offsets : sequence of tuple of int
        Their characters.
    start, end : int
        Characters of the name.

    Returns
    -------
    tuple of array
        The pieces; 1 on those of the name, 0 on others.

    Examples
    --------
    >>> ids, marks = pieces_of([7, 8, 9], [(0, 3), (4, 8), (8, 9)], 4, 8)
    >>> ids.tolist(), marks.tolist()
    ([101, 7, 8, 9, 102], [0, 0, 1, 0, 0])
    """
    inside = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
    first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
    last = min(last, first + _AROUND)
    low, high = max(0, first - _AROUND), min(len(ids), last + _AROUND)
    marks = np.zeros(high - low + 2, np.int64)
    marks[first - low + 1 : last - low + 1] = 1
    return np.array([_CLS, *ids[low:high], _SEP], np.int64), marks


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "stance.int8.onnx")
