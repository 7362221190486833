"""What two numbers have to do with each other, by a small trained network that reads both passages side by side.

Rules know what a number counts, of whom, when and by whom; whether two passages tell of the same thing shows in their
words. Both passages go in as word pieces, each with whom its number comes from, its day and how certain it is; out come
the chances of what a careful reader would say of the pair. One ONNX graph in int8, one thread, one pair at a time: the
same text gives the same answer in every run. What it was trained on and how well it does is in
``training/passages/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accordingto.graphs import ask, open_graph, open_tokenizer, pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

READINGS = (
    "not_comparable", "unit_differs", "definition_differs", "scope_differs", "part_of_total", "modality_differs",
    "denied_or_conceded", "update", "revision", "agree", "contradictory", "undecided",
)  # fmt: skip
"""What a pair may be, in the order of the chances; all relations of numbers that agree are one."""

_CLS, _SEP = 101, 102
_TOLD, _BEFORE, _QUOTE, _BEHIND = 14, 30, 16, 22
"""Pieces that are read of whom a number comes from, what stands before it, the number, and what stands behind."""
_BACK, _ON, _NAME = 260, 220, 40
"""Letters that are cut into these pieces."""
_KEPT = 4096
"""Readings that are kept: reports compare the same figures again."""


class Passage(NamedTuple):
    """A number with the words around it, and what is known of it: ``told`` is its source, day and modality."""

    told: str
    before: str
    quote: str
    behind: str


def passage(text: str, start: int, end: int, source: str, day: str, modality: str) -> Passage:
    """Cut out what the network reads of one number.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Where the number is.
    source, day, modality : str
        Whom it comes from, the last day for which it holds (MM-DD), and its modality; empty where unknown.

    Examples
    --------
    >>> passage("Police counted 40 marchers.", 15, 17, "Police", "05-01", "reported").before
    'Police counted '
    """
    told = f"{(source or 'nobody')[:_NAME]}, {day}, {modality}"
    return Passage(told, text[max(0, start - _BACK) : start], text[start:end], text[end : end + _ON])


@lru_cache(_KEPT)
def reading_chances(a: Passage, b: Passage) -> Mapping[str, float]:
    """Tell what two numbers of one story have to do with each other.

    Parameters
    ----------
    a, b : Passage
        In the order of their articles and offsets.

    Returns
    -------
    mapping of str to float
        Chance by reading; they sum up to 1.

    Examples
    --------
    >>> text = "At least 31 people were killed, the mayor said. The fire brigade put the dead at 24."
    >>> one = passage(text, 9, 18, "the mayor", "05-01", "reported")
    >>> other = passage(text, 81, 83, "The fire brigade", "05-01", "reported")
    >>> read = reading_chances(one, other)
    >>> max(read, key=read.get)
    'contradictory'
    """
    tokenizer, graph = _model()
    ids, marks = pieces_of(tokenizer, a, b)
    return dict(zip(READINGS, ask(graph, ids=ids, marks=marks), strict=True))


def pieces_of(tokenizer: Tokenizer, a: Passage, b: Passage) -> tuple[list[int], list[int]]:
    """Cut two passages into word pieces: CLS, then for each its source, SEP, the passage, SEP.

    Marks are 0 and 1 on the first and second passage, 2 and 3 on their numbers.
    """
    ids, marks = [_CLS], [0]
    for side, told in enumerate((a, b)):
        source = pieces(tokenizer, told.told)[:_TOLD]
        before = pieces(tokenizer, told.before)[-_BEFORE:]
        quote = pieces(tokenizer, told.quote)[:_QUOTE]
        behind = pieces(tokenizer, told.behind)[:_BEHIND]
        ids += [*source, _SEP, *before, *quote, *behind, _SEP]
        marks += [side] * (len(source) + 1 + len(before)) + [2 + side] * len(quote) + [side] * (len(behind) + 1)
    return ids, marks


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "passages.int8.onnx")
