"""What a number is about where its own words do not tell: words near it, or a figure before it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from spacy.tokens import Doc, Token

from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.lexicon import dimension, units, word_set
from accordingto.figures.parts import apart_state
from accordingto.figures.quantities import Quantity
from accordingto.figures.scope import Reading, event_of, happened, noun_classes, running
from accordingto.figures.senses import governor_of
from accordingto.figures.topics import Topic, following, known_events, nearby, topic_words, unit_kind
from accordingto.figures.walking import REACH, children, sentence_end, sentence_start
from accordingto.records import Figure

_FAR = 4.5
_BACK = 12
_MEMORY = 60
_GENERIC = (
    "people",
    "person",
    "total",
    "number",
    "figure",
    "count",
    "some",
    "others",
    "them",
    "those",
    "of",
    "whom",
    "names",
    "entries",
)
_WIDE = ("people", "workers", "jobs", "men")
_ALIKE = 0.5
"""A number is of the size of another up to so many powers of ten."""
_ELLIPSIS = 140
_UNCOUNTED = ("share", "age", "time", "multiple")
_LEFT = ("leave", "remain")
_WEIGHED = ("mass", "volume")


def settle(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure, told_on: date | None):
    """Give a figure without noun or known measure the ones that its sentence or an earlier figure tells.

    Parameters
    ----------
    reading : Reading
        The parsed text.
    quantity : Quantity
        The quantity that the figure was made from.
    before : sequence of Figure
        The article's figures so far.
    figure : Figure
        As its own words tell it.
    told_on : date or None
        The day when it was told: of the utterance, or of publication.

    Returns
    -------
    Figure
    """
    unit = unit_kind(quantity, figure)
    if unit == "count" and figure.value is not None and figure.value != int(figure.value):
        return figure
    again = _converted(reading.text, quantity, before, figure) or _moved(reading.text, quantity, before, figure)
    if again is not None:
        return again
    figure = _elliptic(reading, quantity, before, _cleaned(reading, quantity, figure, unit))
    if figure.unit and unit == "count":
        return figure
    if figure.measure.startswith(", "):
        # "Of the 16 people detained 14 were freed": who, the number before tells.
        last = next((f for f in reversed(before[-_BACK:]) if not f.unit and f.measure), None)
        head = last.measure.partition(", ")[0] if last is not None else "people"
        noun = last.noun if last is not None else "people"
        return _with(figure, Topic(f"{head}{figure.measure}", noun), last, told_on)
    if apart_state(reading.doc, quantity):
        # "46 birds, 11 of them dead": a part of those taken in.
        whole = next((f for f in reversed(before[-_BACK:]) if not f.unit and f.measure), None)
        if whole is not None:
            return replace(_with(figure, Topic(whole.measure, whole.noun), whole, told_on), kind=whole.kind)
    own = _own(reading, quantity, figure, unit)
    if own is not None and unit not in _WEIGHED:
        return _told(figure, own, before, told_on)
    if own is None and not _open(figure, unit):
        figure = _resumed(reading, quantity, before, figure) if unit == "count" else figure
        return (
            figure if figure.noun or unit != "count" else _with(figure, Topic(figure.measure, "people"), None, told_on)
        )
    told = following(reading, quantity, unit) or (_of_those(reading.doc, quantity) if unit == "count" else None)
    apart = unit == "count" and (quantity.partitive or _of_them(reading.text, quantity))
    if told is None and not apart:
        # A range may be cut in two by the parser.
        opening, number = _first_token(reading.doc, quantity), reading.doc[quantity.word]
        told = nearby(reading, quantity, unit, sentence_start(opening), sentence_end(number))
    if told is None and own is not None:
        return _with(figure, own, None, told_on)
    # What the sentence says of people is not said of things.
    if _counts_things(figure):
        return _resumed(reading, quantity, before, figure)
    anchor, last = _antecedent(reading, quantity, before, figure, unit, apart)
    # "700 people" that no word of the sentence tells more of may be any people.
    if figure.noun and unit == "count" and last is not None and headline(last) != headline(figure):
        last = None
    noun = anchor[2] if anchor is not None else ""
    if anchor is not None and reading.text[anchor[0] : quantity.start].count(".") == 0:
        event = event_of(reading.doc, anchor[1])
        told = Topic(_merged(_class(noun), event), noun) if event else told
    verb = governor_of(reading.doc[quantity.word])
    open_to_all = not figure.noun or verb is None or verb.lemma_.lower() in word_set("counting", "strong")
    if (
        told is None
        and open_to_all
        and unit == "count"
        and (last is None or "\n" in reading.text[last.end : quantity.start])
    ):
        first, end = _paragraph(reading.doc, quantity.word)
        told = None if noun else nearby(reading, quantity, unit, first, end)
    if told is not None:
        return _told(figure, told, before, told_on)
    people = unit == "count" and (figure.noun or "people") == "people"
    if last is None and reading.event and not noun and people and open_to_all:
        return _with(figure, Topic(_merged("people", reading.event), "people"), None, told_on)
    if last is None:
        return replace(figure, noun=figure.noun or noun, measure=figure.measure or _class(noun))
    measure = last.measure
    if verb is not None and verb.lemma_.lower() in _LEFT:
        # Those that are left are not those that went.
        measure = measure.partition(", ")[0]
    if noun:
        event = measure.partition(", ")[2]
        measure = _merged(_class(noun), event)
    settled = _with(figure, Topic(measure, noun or last.noun), last, told_on)
    if apart and not settled.population:
        settled = replace(settled, population=" ".join(reading.text[last.start : last.end].split()))
    return settled if settled.place or apart else replace(settled, place=last.place)


def _own(reading: Reading, quantity: Quantity, figure: Figure, unit: str) -> Topic | None:
    """What the figure's own noun makes of it."""
    if unit == "count":
        if _class(figure.noun) == "votes":
            return following(reading, quantity, unit)
        if figure.measure.partition(", ")[2] in known_events():
            return None
    told = topic_words(unit).get(figure.noun.lower())
    # Passengers are those aboard where a ship sinks, and so are the names on its manifest.
    return told if told is not None and told.holds(reading) and (unit != "count" or told.needs) else None


def _first_token(doc: Doc, quantity: Quantity) -> Token:
    i = quantity.word
    while i > 0 and doc[i - 1].idx >= quantity.start:
        i -= 1
    return doc[i]


def _converted(text: str, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure | None:
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


def _resumed(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """Things counted again: "3,400 homes were destroyed. The governor spoke of 3,600 homes." """
    verb = governor_of(reading.doc[quantity.word])
    if "," in figure.measure or (verb is not None and verb.lemma_.lower() not in word_set("counting", "strong")):
        return figure
    for last in reversed(before[-_BACK:]):
        if last.measure.partition(", ")[0] == figure.measure and "\n" not in reading.text[last.end : quantity.start]:
            return replace(figure, measure=last.measure, kind=last.kind if figure.kind == "level" else figure.kind,
                           place=figure.place or last.place)  # fmt: skip
    return figure


def _elliptic(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """A bare number right after amounts of its size is in their unit: "130 tonnes, while others say 120"."""
    last = before[-1] if before else None
    if last is None or figure.unit or figure.noun or figure.measure or not last.unit or quantity.partitive:
        return figure
    between = reading.text[last.end : quantity.start]
    near = abs(math.log10((headline(figure) or 1) / (headline(last) or 1))) < _ALIKE if headline(last) else False
    if "\n" in between or len(between) > _ELLIPSIS or last.unit in ("share", "percentage") or not near:
        return figure
    i = quantity.word + 1
    closed = i >= len(reading.doc) or reading.doc[i].is_punct
    if dimension(last.unit) in _UNCOUNTED or last.kind == "change" or (dimension(last.unit) == "money" and not closed):
        return figure
    return replace(figure, unit=last.unit, noun=last.noun, measure=last.measure, place=last.place)


def _moved(text: str, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure | None:
    """The level after a change has the measure of the one before it: "cut the jobs to go from 1,800 to 1,450"."""
    last = before[-1] if before else None
    if last is None or figure.noun or last.unit != figure.unit or not last.measure:
        return None
    if text[last.end : quantity.start].strip() != "to" or not text[: last.start].rstrip().endswith("from"):
        return None
    return replace(figure, noun=last.noun, measure=last.measure, place=figure.place or last.place)


def _cleaned(reading: Reading, quantity: Quantity, figure: Figure, unit: str) -> Figure:
    """Take away the noun of an amount that is who tells it, a unit, or the word "figure"."""
    if unit == "count" or not figure.noun:
        return figure
    noun = figure.noun.lower()
    if quantity.noun is not None and quantity.start <= reading.doc[quantity.noun].idx < quantity.end:
        stray = (noun,) in units()[0]
    else:
        stray = figure.noun[:1].isupper() or noun in _tellers() or noun in word_set("counting", "amount")
    return replace(figure, noun="", measure="") if stray or (noun,) in units()[0] else figure


@cache
def _tellers() -> frozenset[str]:
    """Words for those who tell numbers: roles, bodies, firms."""
    roles = {row[c] for row in gazetteer_rows("roles.csv") for c in ("role", "plural")}
    bodies = {row[c] for row in gazetteer_rows("bodies.csv") for c in ("body", "plural")}
    return frozenset(roles | bodies | word_set("counting", "firm") | word_set("counting", "labour")) - {""}


def _merged(name: str, event: str) -> str:
    if event == "dismissed" and name in ("jobs", "people"):
        name = "workers"
    return f"{name}, {event}" if event else name


def _class(noun: str) -> str:
    lemma = noun.lower()
    known = noun_classes().get(lemma) or noun_classes().get(lemma.removesuffix("s"))
    return known[0] if known else lemma


def _paragraph(doc: Doc, i: int) -> tuple[int, int]:
    """The tokens of the paragraph around a token, so many at most."""
    first = next((k + 1 for k in range(i, max(-1, i - REACH), -1) if "\n" in doc[k].text), max(0, i - REACH))
    last = min(len(doc), i + REACH)
    return first, next((k for k in range(i, last) if "\n" in doc[k].text), last)


def _open(figure: Figure, unit: str) -> bool:
    """The figure's own words do not tell what is counted, or nothing that is known."""
    phrase, _, event = figure.measure.partition(", ")
    if unit == "count" and event in known_events():
        return False
    if not figure.noun or not figure.measure:
        return True
    if unit == "count":
        # "11 men were brought to the surface" is told, though not in the list.
        told = bool(event) and event not in word_set("counting", "strong")
        return (phrase in _WIDE or figure.noun.lower() in _GENERIC) and not told
    return unit in ("share", "money") or figure.noun[:1].isupper()


def _counts_things(figure: Figure) -> bool:
    lemma = figure.noun.lower()
    known = noun_classes().get(lemma) or noun_classes().get(lemma.rstrip("s"))
    return bool(figure.noun) and bool(known) and known[0] not in _WIDE and known[1] not in _WIDE and not figure.unit


def _antecedent(
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
    if same and not apart and _again(reading.doc, quantity):
        return None, same[-1]
    best: tuple[float, Figure] | None = None
    for f in reversed(same[-_BACK:]):
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


_IT = ("it", "number", "figure", "total", "count", "tally", "this", "them")


def _anchored(measure: str) -> bool:
    return measure.partition(", ")[2] in known_events()


def _of_them(text: str, quantity: Quantity) -> bool:
    # "The 2,600 of which it warned" are no part.
    return _THEM.match(text, quantity.number[1]) is not None


_THEM = re.compile(
    r"\s+of\s+(?:(?:them|these|those|that)\b|(?:whom|which)\b(?! (?:it|he|she|they|the|a)\b))", re.IGNORECASE
)


def _of_those(doc: Doc, quantity: Quantity) -> Topic | None:
    """ "Seven of the dead", "twelve of those rescued": what had happened to all of them."""
    i = quantity.word + 1
    if i + 2 >= len(doc) or doc[i].lower_ != "of" or doc[i + 1].lower_ not in ("the", "those"):
        return None
    event = happened(doc[i + 2])
    return Topic(_merged("people", event), "people") if event else None


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


def _told(figure: Figure, told: Topic, before: Sequence[Figure], told_on: date | None) -> Figure:
    earlier = next((f for f in reversed(before[-_BACK:]) if f.measure == told.measure), None)
    if earlier is None and told.measure in word_set("counting", "forces"):
        # "1,800 men": those of the nation spoken of.
        ends = f" {told.measure}"
        earlier = next((f for f in reversed(before[-_BACK:]) if f.measure.endswith(ends)), None)
        told = replace(told, measure=earlier.measure) if earlier is not None else told
    return _with(figure, told, earlier, told_on)


def _with(figure: Figure, told: Topic, earlier: Figure | None, told_on: date | None) -> Figure:
    noun = figure.noun if figure.noun and not figure.unit and figure.noun.lower() not in _GENERIC else ""
    if not noun:
        noun = told.noun or (earlier.noun if earlier is not None else "") or figure.noun
        if noun == "people" and earlier is not None and _class(earlier.noun) in ("workers", "jobs", "pilots"):
            noun = earlier.noun
    if figure.noun.lower() in ("people", "person"):
        noun = figure.noun
    settled = replace(figure, noun=noun, measure=told.measure)
    event = told.measure.partition(", ")[2]
    if settled.kind == "level" and event in running():
        settled = replace(settled, kind="cumulative", holds_to=settled.holds_to or told_on)
    return settled
