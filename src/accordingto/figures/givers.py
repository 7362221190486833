"""Who gives a figure: by a small trained network that points at a name near by, or at none.

What stands around the number goes in as word pieces, with the number and the names of actors marked; out comes for each
name the chance that its bearer gives the figure, and the chance that nobody does: it is the article's own. One ONNX
graph in int8, one thread, one figure at a time: the same text gives the same answer in every run. What it was trained
on and how well it does is in ``training/givers/README.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from accordingto.graphs import answer, open_graph, open_tokenizer, placed_pieces, shares
from accordingto.records import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_BACK, _ON = 900, 350
"""Letters before and behind a number that are cut into pieces."""

_UNSEEN = 0.02
"""Chance of somebody whose name is not near by."""

_CLS, _SEP = 101, 102
_BEFORE, _NUMBER, _BEHIND = 110, 12, 40
"""Pieces that are read of what stands before, of the number, and of what stands behind it."""
_OTHERS, _OF_EACH, _LEFT, _RIGHT = 5, 12, 20, 30
"""How many givers without a name among these are shown ahead of them, each with so many pieces of the words around its
first name, which are cut from so many letters on either side."""

_IS_NUMBER, _IS_NAME = 1, 2
"""Marks of pieces."""


class Near(NamedTuple):
    """A name of an actor.

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
        The names of actors in it.

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


def likeliest(chances: Mapping[str, float], told: str, trust: float) -> str:
    """Who gives a figure, by the network and by the rules, each counting as a witness of its own.

    Parameters
    ----------
    chances : mapping of str to float
        From :func:`giver_chances`.
    told : str
        Who gives it by the rules; several are joined by ``;``.
    trust : float
        How much likelier that makes him: log odds.

    Returns
    -------
    str

    Examples
    --------
    >>> likeliest({"": 0.6, "police": 0.4}, "police", 1.0), likeliest({"": 0.9, "police": 0.1}, "police", 1.0)
    ('police', '')
    """
    own = sum(chances.get(giver, 0.0) for giver in told.split(";")) or _UNSEEN
    best = max(chances, key=chances.__getitem__)
    return best if chances[best] > own * exp(trust) else told


def pieces_of(
    tokenizer: Tokenizer, text: str, start: int, end: int, names: Sequence[Near]
) -> tuple[list[int], list[int], dict[str, list[int]]]:
    """Cut what stands around a number into word pieces: CLS, others, before, number, behind, SEP.

    Others are givers of whom no name stands there, those with the most names first: their first name in the article.
    Marks are 1 on the number, 2 on names. By giver it is told which pieces begin its names.
    """
    before = placed_pieces(tokenizer, text, max(0, start - _BACK), start)[-_BEFORE:]
    own = placed_pieces(tokenizer, text, start, end)[:_NUMBER]
    behind = placed_pieces(tokenizer, text, end, min(len(text), end + _ON))[:_BEHIND]
    row = [*before, *own, *behind]
    begins = {a for _, (a, _) in row}
    here = {n.giver for n in names if n.start in begins}
    ids, marks, places = [_CLS], [0], {}
    for name in _others(names, here):
        shown = placed_pieces(tokenizer, text, max(0, name.start - _LEFT), min(len(text), name.end + _RIGHT))
        first = next((k for k, (_, (a, _)) in enumerate(shown) if a == name.start), None)
        if first is not None:
            _lay(shown[max(0, first - _OF_EACH // 3) :][:_OF_EACH], [name], ids, marks, places)
    _lay(row, names, ids, marks, places)
    first = len(ids) - len(row) + len(before)
    marks[first : first + len(own)] = [_IS_NUMBER] * len(own)
    return [*ids, _SEP], [*marks, 0], places


def _others(names: Sequence[Near], here: Collection[str]) -> list[Near]:
    """The first name of each giver who has none here, those with the most names first."""
    count = Counter(n.giver for n in names if n.giver not in here)
    firsts = {n.giver: n for n in reversed(names) if n.giver in count}
    return sorted(firsts.values(), key=lambda n: (-count[n.giver], n.start))[:_OTHERS]


def _lay(
    row: Sequence[tuple[int, Span]],
    names: Sequence[Near],
    ids: list[int],
    marks: list[int],
    places: dict[str, list[int]],
) -> None:
    """Put pieces behind others, with the names among them marked."""
    ahead = len(ids)
    ids += [i for i, _ in row]
    marks += [0] * len(row)
    begins = {a: k for k, (_, (a, _)) in enumerate(row)}
    for name in names:
        k = begins.get(name.start)
        if k is None:
            continue
        places.setdefault(name.giver, []).append(ahead + k)
        while k < len(row) and row[k][1][0] < name.end:
            marks[ahead + k] = _IS_NAME
            k += 1


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "givers.int8.onnx")
