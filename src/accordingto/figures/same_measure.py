"""Which number before measures the same as one whose own words do not tell: by a small trained network.

"Police counted 300 marchers, the organisers 900", "And the missing? Eight, says the ministry": what so bare a number
counts, one before it tells, and often not the last one. What stands around the number goes in as word pieces, with the
number and all others marked; out comes for each number before it the chance that both measure the same, and the chance
that none does. One ONNX graph in int8, one thread, one number at a time: the same text gives the same answer in every
run. What it was trained on and how well it does is in ``training/measures/README.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accordingto.graphs import answer, open_graph, open_tokenizer, placed_pieces, shares
from accordingto.records import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FAR, ON = 1300, 350
"""Letters before and behind a number that are cut into pieces."""
_BEFORE, _NUMBER, _BEHIND = 170, 12, 40
"""Pieces that are read of what stands before, of the number, and of what stands behind it."""
_CLS, _SEP = 101, 102
_IS_NUMBER, _IS_OTHER = 1, 2
"""Marks of pieces."""


class Pointed(NamedTuple):
    """What a number is taken to measure.

    Parameters
    ----------
    first : float
        The chance that no number before it measures the same.
    before : dict of int to float
        By index the chance of each other number that stands before it, and near; with ``first`` they sum up to 1.
    words : dict of int to float
        By index the chance of each word near by that it tells what is measured.
    """

    first: float
    before: dict[int, float]
    words: dict[int, float]


def pointed(text: str, number: Span, others: Sequence[Span], words: Sequence[Span]) -> Pointed:
    """Tell which number before measures the same, and which words tell what is measured.

    Parameters
    ----------
    text : str
        The article.
    number : (int, int)
        The number asked about, as it stands there with its words.
    others : sequence of (int, int)
        The other numbers of the article.
    words : sequence of (int, int)
        Its nouns.

    Returns
    -------
    Pointed

    Examples
    --------
    >>> text = "Police counted 300 marchers and made nine arrests. The organisers spoke of 900."
    >>> told = pointed(text, (75, 78), [(15, 27), (37, 49)], [(19, 27)])
    >>> sorted(told.before), round(told.first + sum(told.before.values()), 6)
    ([0, 1], 1.0)
    """
    tokenizer, graph = _model()
    ids, marks, begins = pieces_of(tokenizer, text, number, others)
    before = {k: begins[a] for k, (a, _) in enumerate(others) if a < number[0] and a in begins}
    told = {k: begins[a] for k, (a, _) in enumerate(words) if a in begins}
    logits = answer(graph, ids=ids, marks=marks)[0]
    first, *chances = shares(logits[[0, *before.values()], 0])
    _, *of_words = shares(logits[[0, *told.values()], 1])
    return Pointed(first, dict(zip(before, chances, strict=True)), dict(zip(told, of_words, strict=True)))


def pieces_of(
    tokenizer: Tokenizer, text: str, number: Span, others: Sequence[Span]
) -> tuple[list[int], list[int], dict[int, int]]:
    """Cut what stands around a number into word pieces: CLS, before, number, behind, SEP.

    Marks are 1 on the number, 2 on others. It is told at which letter of the text which piece begins.
    """
    start, end = number
    before = placed_pieces(tokenizer, text, max(0, start - FAR), start)[-_BEFORE:]
    own = placed_pieces(tokenizer, text, start, end)[:_NUMBER]
    behind = placed_pieces(tokenizer, text, end, min(len(text), end + ON))[:_BEHIND]
    row = [*before, *own, *behind]
    marks = [0] * len(row)
    begins = {a: k for k, (_, (a, _)) in enumerate(row)}
    for first, last in others:
        k = begins.get(first, len(row))
        while k < len(row) and row[k][1][0] < last:
            marks[k] = _IS_OTHER
            k += 1
    marks[len(before) : len(before) + len(own)] = [_IS_NUMBER] * len(own)
    return [_CLS, *(i for i, _ in row), _SEP], [0, *marks, 0], {a: k + 1 for a, k in begins.items()}


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "measures.int8.onnx")
