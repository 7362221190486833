"""Who gives a figure that nobody is said to give: by a small trained network that points at a name near by, or at none.

What stands around the number goes in as word pieces, with the number and the names of actors marked; out comes for each
name the chance that its bearer gives the figure, and the chance that nobody does: it is the article's own. One ONNX
graph in int8, one thread, one figure at a time: the same text gives the same answer in every run. What it was trained
on and how well it does is in ``training/givers/README.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accordingto.graphs import answer, open_graph, open_tokenizer, placed_pieces, shares

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SURE = 0.6
"""Chance above which the network is believed against the rules and the weights of traits."""

BACK, ON = 900, 350
"""Letters before and behind a number in which names are looked for."""

_CLS, _SEP = 101, 102
_BEFORE, _NUMBER, _BEHIND = 110, 12, 40
"""Pieces that are read of what stands before, of the number, and of what stands behind it."""

_IS_NUMBER, _IS_NAME = 1, 2
"""Marks of pieces."""


class Near(NamedTuple):
    """A name near a figure.

    Parameters
    ----------
    start, end : int
        Where it stands in the article.
    giver : str
        The actor who gives the figure if its bearer does: the organisation for the person who speaks for it.
    """

    start: int
    end: int
    giver: str


def giver_chances(text: str, start: int, end: int, names: Sequence[Near]) -> dict[str, float]:
    """Tell who gives a figure.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The number.
    names : sequence of Near
        The names of actors around it.

    Returns
    -------
    dict of str to float
        Chance by giver; empty is nobody: the figure is the article's own. They sum up to 1.

    Examples
    --------
    >>> text = "Police said 300 had marched. The march began at the station and went on for two hours."
    >>> chances = giver_chances(text, text.index("two"), len(text) - 1, [Near(0, 6, "police")])
    >>> chances[""] > chances["police"]
    True
    """
    tokenizer, graph = _model()
    ids, marks, places = pieces_of(tokenizer, text, start, end, names)
    logits = answer(graph, ids=ids, marks=marks)[0]
    pointed = [(0, ""), *((place, giver) for giver, at in places.items() for place in at)]
    told: dict[str, float] = {}
    for (_, giver), chance in zip(pointed, shares(logits[[place for place, _ in pointed]]), strict=True):
        told[giver] = told.get(giver, 0.0) + chance
    return told


def pieces_of(
    tokenizer: Tokenizer, text: str, start: int, end: int, names: Sequence[Near]
) -> tuple[list[int], list[int], dict[str, list[int]]]:
    """Cut what stands around a number into word pieces: CLS, before, number, behind, SEP.

    Marks are 1 on the number, 2 on names. By giver it is told which pieces begin its names.
    """
    before = placed_pieces(tokenizer, text, max(0, start - BACK), start)[-_BEFORE:]
    own = placed_pieces(tokenizer, text, start, end)[:_NUMBER]
    behind = placed_pieces(tokenizer, text, end, min(len(text), end + ON))[:_BEHIND]
    row = [*before, *own, *behind]
    first, last = len(before) + 1, len(before) + len(own)
    marks = [_IS_NUMBER if first <= place <= last else 0 for place in range(len(row) + 2)]
    begins = {a: place for place, (_, (a, _)) in enumerate(row, 1)}
    places: dict[str, list[int]] = {}
    for name in names:
        place = begins.get(name.start)
        if place is None:
            continue
        places.setdefault(name.giver, []).append(place)
        while place <= len(row) and row[place - 1][1][0] < name.end:
            marks[place] = marks[place] or _IS_NAME
            place += 1
    return [_CLS, *(i for i, _ in row), _SEP], marks, places


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "givers.int8.onnx")
