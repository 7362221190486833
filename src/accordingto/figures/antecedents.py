"""What a bare number speaks of again: a figure before it, in another unit, resumed, moved on or left out."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.figures.events import known_events
from accordingto.figures.lexicon import dimension, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading
from accordingto.figures.walking import children, governor_of
from accordingto.records import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FAR = 4.5
BACK = 12
_MEMORY = 60
_ALIKE = 0.5
"""A number is of the size of another up to so many powers of ten."""
_UNLIKE = 1.5
"""So many powers of ten apart one is not the other told anew."""
_ELLIPSIS = 140
_UNCOUNTED = ("share", "age", "time", "multiple")


def converted(text: str, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure | None:
    """The figure before, told in another unit: "3,400 tonnes. That is some 4 million litres"; "(41 sq km)"."""
    last = before[-1] if before else None
    if last is None or not last.unit or not figure.unit or last.unit == figure.unit or not last.measure:
        return None
    between = text[last.end : quantity.start]
    between = (between.split(". ", 1)[1] if between.count(". ") == 1 else between).strip(" \n.,;").lower()
    words = between.split()
    opened = between in ("(", "/", "[") or (words[:1] == ["or"] and len(words) <= 2)
    if not opened and not (
        len(words) <= 6 and any(between == w or between.startswith(f"{w} ") for w in word_set("counting", "converts"))
    ):
        return None
    if quantity.change or figure.kind == "change" or "points" in figure.unit:
        return None
    shared = ("noun", "measure", "population", "place", "holds_from", "holds_to", "modality", "kind")
    return replace(figure, **{name: getattr(last, name) for name in shared})


def resumed(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """Things counted again: "3,400 homes were destroyed. The governor spoke of 3,600 homes." """
    verb = governor_of(reading.doc[quantity.word])
    if "," in figure.measure or (verb is not None and verb.lemma_.lower() not in word_set("counting", "strong")):
        return figure
    for last in reversed(before[-BACK:]):
        if last.measure.partition(", ")[0] == figure.measure and "\n" not in reading.text[last.end : quantity.start]:
            return replace(figure, measure=last.measure, kind=last.kind if figure.kind == "level" else figure.kind,
                           place=figure.place or last.place)  # fmt: skip
    return figure


def elliptic(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """A bare number right after amounts of its size is in their unit: "130 tonnes, while others say 120"."""
    # "Half my life" is no amount that another could be told in the unit of.
    last = next((f for f in reversed(before[-2:]) if f.measure or f.noun or f.unit not in ("", "share")), None)
    if last is None or figure.unit or figure.noun or figure.measure or not last.unit or quantity.partitive:
        return figure
    between = reading.text[last.end : quantity.start]
    near = _apart(headline(figure), headline(last)) < _ALIKE
    if "\n" in between or len(between) > _ELLIPSIS or not near:
        return figure
    if last.unit in ("share", "percentage") and not _again(reading.doc, quantity):
        # "Turnout was 48 per cent; observers put it at 31."
        return figure
    i = quantity.word + 1
    closed = i >= len(reading.doc) or reading.doc[i].is_punct
    if (
        (dimension(last.unit) in _UNCOUNTED and last.unit not in ("share", "percentage"))
        or last.kind == "change"
        or (dimension(last.unit) == "money" and not closed)
    ):
        return figure
    return replace(figure, unit=last.unit, noun=last.noun, measure=last.measure, place=figure.place or last.place)


def counted_beside(reading: Reading, quantity: Quantity, last: Figure, figure: Figure) -> bool:
    """Whether another counts the same in the same sentence: "42 hospitals, the union said; the ministry counted 35"."""
    if figure.noun or last.unit or not last.noun or not last.measure or quantity.partitive or last.population:
        return False
    verb = governor_of(reading.doc[quantity.word])
    between = reading.text[last.end : quantity.start]
    told = verb is not None and verb.lemma_.lower() in word_set("counting", "strong")
    # Another teller, with a clause of its own.
    told = told and any(c.dep_ == "nsubj" and c.idx >= last.end for c in children(verb))
    alike = _apart(headline(figure), headline(last)) < _ALIKE
    return told and alike and len(between) < _ELLIPSIS and not re.search(r"[.?!]\s|\n", between)


def moved(text: str, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure | None:
    """The level after a change has the measure of the one before it: "cut the jobs to go from 1,800 to 1,450"."""
    last = before[-1] if before else None
    if last is None or figure.noun or last.unit != figure.unit or not last.measure:
        return None
    if text[last.end : quantity.start].strip() != "to" or not text[: last.start].rstrip().endswith("from"):
        return None
    kind = last.kind if last.kind == "cumulative" and figure.kind == "level" else figure.kind
    return replace(figure, noun=last.noun, measure=last.measure, place=figure.place or last.place, kind=kind)


def summed(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure | None:
    """The sum after an addition counts the same: "another 150 beds, which would make 330"."""
    last, verb = before[-1] if before else None, governor_of(reading.doc[quantity.word])
    if last is None or verb is None or last.unit != figure.unit or not last.measure:
        return None
    if verb.lemma_.lower() not in word_set("counting", "sums") or re.search(
        r"[.;]\s|\n", reading.text[last.end : quantity.start]
    ):
        return None
    if last.kind not in ("increment", "change") or quantity.noun is not None:
        return None
    kind = "level" if figure.kind in ("increment", "change") else figure.kind
    return replace(figure, noun=last.noun, measure=last.measure, place=figure.place or last.place, kind=kind)


def antecedent(
    reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure, unit: str, apart: bool
) -> tuple[tuple[int, int, str] | None, Figure | None]:
    """What this figure speaks of again: the same number before, or one near in place and in size.

    A noun that is counted without a number may be nearer than any figure; it comes first, and the
    figure then tells what happened to those counted.
    """
    kind = dimension(figure.unit) if figure.unit else unit
    same = [f for f in before[-_MEMORY:] if f.measure and (dimension(f.unit) if f.unit else "count") == kind]
    # One of them is a part of what is counted, not what is counted.
    same = [f for f in same if f.value != 1] or same
    mine, text = headline(figure), reading.text
    for f in reversed(same if not apart else ()):
        if mine is not None and headline(f) == mine and mine > 12:
            return None, f
    if same and not apart and _again(reading.doc, quantity) and _apart(mine, headline(same[-1])) < _UNLIKE:
        return None, same[-1]
    best: tuple[float, Figure] | None = None
    for f in reversed(same[-BACK:]):
        gap = min(text.count("\n", f.end, quantity.start), 4) if quantity.start - f.end < 4000 else 4
        if gap > (0 if unit == "share" else 1 if unit == "money" else 4):
            break
        cost = (1.0 if gap else 0.0) + 0.4 * gap
        if not apart:
            often = sum(f.measure == g.measure for g in same) / len(same)
            cost += 1.5 * _apart(mine, headline(f)) + (0.0 if _anchored(f.measure) else 0.7) - often
        if best is None or cost < best[0]:
            best = cost, f
    last = best[1] if best is not None and best[0] <= _FAR else None
    if unit != "count":
        return None, last
    k = bisect_left(reading.anchors, (quantity.start, 0, "")) - 1
    if (
        k >= 0
        and (last is None or reading.anchors[k][0] > last.end)
        and ("\n" not in text[reading.anchors[k][0] : quantity.start])
    ):
        return reading.anchors[k], last
    return None, last


def _again(doc: Doc, quantity: Quantity) -> bool:
    """ "Put it at 47", "gave the number as 47": what has just been counted."""
    verb = governor_of(doc[quantity.word])
    if verb is None or verb.lemma_.lower() not in word_set("counting", "strong"):
        return False
    return any(c.dep_ in ("dobj", "nsubjpass") and c.i < quantity.word and c.lower_ in _IT for c in children(verb))


def _anchored(measure: str) -> bool:
    return measure.partition(", ")[2] in known_events()


def of_them(text: str, quantity: Quantity) -> bool:
    # "The 2,600 of which it warned" are no part.
    return _THEM.match(text, quantity.number[1]) is not None


def headline(figure: Figure) -> float | None:
    """The number a reader remembers."""
    if figure.value is not None:
        return figure.value
    ends = [x for x in (figure.low, figure.high) if x is not None]
    return sum(ends) / len(ends) if ends else None


def _apart(x: float | None, y: float | None) -> float:
    """How many powers of ten lie between two numbers."""
    if not x or not y or x * y <= 0:
        return 1.0
    return abs(math.log10(x / y))


def first_token(doc: Doc, quantity: Quantity) -> Token:
    i = quantity.word
    while i > 0 and doc[i - 1].idx >= quantity.start:
        i -= 1
    return doc[i]


_IT = ("it", "number", "figure", "total", "count", "tally", "this", "them")


_THEM = re.compile(
    r"\s+of\s+(?:(?:them|these|those|that)\b|(?:whom|which)\b(?! (?:it|he|she|they|the|a)\b))", re.IGNORECASE
)
