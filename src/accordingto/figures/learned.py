"""What two numbers have to do with each other, by a small trained network that reads both passages side by side.

Rules know what a number counts, of whom, when and by whom; whether two passages tell of the same thing shows in their
words. Both passages go in as word pieces, each with what the extraction knows of its number, and before them how the
numbers, days and sources compare; out come the chances of what a careful reader would say of the pair. One ONNX graph
in int8, one thread, one pair at a time: the same text gives the same answer in every run. What it was trained on and
how well it does is in ``training/passages/README.md``.
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
_TOLD, _COUNTED, _BEFORE, _QUOTE, _BEHIND = 14, 19, 38, 16, 24
"""Pieces that are read of whom a number comes from, of what it counts, before it, of it, and behind it."""
_BACK, _ON, _NAME, _WORDS = 360, 260, 40, 60
"""Letters that are cut into these pieces."""
_KEPT = 4096
"""Readings that are kept: reports compare the same figures again."""


class Passage(NamedTuple):
    """A number with the words around it, and what is known of it: its source, day and modality, and what it counts."""

    source: str
    day: str
    modality: str
    counted: tuple[str, ...]
    before: str
    quote: str
    behind: str


def passage(
    text: str, start: int, end: int, source: str, day: str, modality: str, counted: tuple[str, ...] = ()
) -> Passage:
    """Cut out what the network reads of one number.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Where the number is.
    source, day, modality : str
        Whom it comes from, the last day for which it holds (MM-DD), and its modality; empty where unknown.
    counted : tuple of str
        What is known of what it counts: its measure, population, place, way of counting, area.

    Examples
    --------
    >>> passage("Police counted 40 marchers.", 15, 17, "Police", "05-01", "reported").before
    'Police counted '
    """
    around = (text[max(0, start - _BACK) : start], text[start:end], text[end : end + _ON])
    return Passage(source, day, modality, counted, *around)


@lru_cache(_KEPT)
def reading_chances(a: Passage, b: Passage, compared: str) -> Mapping[str, float]:
    """Tell what two numbers of one story have to do with each other.

    Parameters
    ----------
    a, b : Passage
        In the order of their articles and offsets.
    compared : str
        How their numbers, days, sources and articles compare: "different, same day, other source, same article".

    Returns
    -------
    mapping of str to float
        Chance by reading; they sum up to 1.

    Examples
    --------
    >>> text = "At least 31 people were killed, the mayor said. The fire brigade put the dead at 24."
    >>> one = passage(text, 9, 18, "the mayor", "05-01", "reported")
    >>> other = passage(text, 81, 83, "The fire brigade", "05-01", "reported")
    >>> read = reading_chances(one, other, "different, same day, other source, same article")
    >>> max(read, key=read.get)
    'contradictory'
    """
    tokenizer, graph = _model()
    ids, marks = pieces_of(tokenizer, a, b, compared)
    return dict(zip(READINGS, ask(graph, ids=ids, marks=marks), strict=True))


def pieces_of(tokenizer: Tokenizer, a: Passage, b: Passage, compared: str) -> tuple[list[int], list[int]]:
    """Cut two passages into word pieces: CLS, how they compare, SEP, then of each what is known, SEP, the words, SEP.

    Marks are 0 and 1 on the first and second passage, 2 and 3 on their numbers.
    """
    ids = [_CLS, *pieces(tokenizer, compared), _SEP]
    marks = [0] * len(ids)
    for side, x in enumerate((a, b)):
        told = f"{(x.source or 'nobody')[:_NAME]}, {x.day}, {x.modality}"
        counted = "; " + ", ".join(words[:_WORDS] for words in x.counted if words)
        known = [*pieces(tokenizer, told)[:_TOLD], *pieces(tokenizer, counted)[:_COUNTED]]
        before = pieces(tokenizer, x.before)[-_BEFORE:]
        quote = pieces(tokenizer, x.quote)[:_QUOTE]
        behind = pieces(tokenizer, x.behind)[:_BEHIND]
        ids += [*known, _SEP, *before, *quote, *behind, _SEP]
        marks += [side] * (len(known) + 1 + len(before)) + [2 + side] * len(quote) + [side] * (len(behind) + 1)
    return ids, marks


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "passages.int8.onnx")
