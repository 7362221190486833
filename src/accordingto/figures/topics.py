"""What a number without a noun of its own is about: words near it, or a figure before it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from spacy.tokens import Doc

from accordingto.figures.lexicon import rows
from accordingto.figures.quantities import Quantity
from accordingto.figures.scope import Reading, event_of, noun_classes, running
from accordingto.figures.walking import REACH, sentence_end, sentence_start
from accordingto.records import Figure

_BREAKS = {",": 2.0, "and": 2.0, "but": 4.0, ";": 8.0, ":": 3.0, "while": 4.0, "—": 4.0}
"""How many words a mark or conjunction between a topic word and the number is worth."""
_FAR = 4.5
_BACK = 12
_MEMORY = 60
_GENERIC = ("people", "person", "total", "number", "figure", "count", "some", "others", "them", "those")
_WIDE = ("people", "workers", "jobs")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a word makes of a number near it."""

    measure: str
    noun: str
    needs: frozenset[str] = frozenset()

    def holds(self, reading: Reading) -> bool:
        """The text has one of the words without which the topic word means something else."""
        return not self.needs or not self.needs.isdisjoint(reading.lemmas)


@cache
def _words(unit: str) -> dict[str, Topic]:
    """Lemma, or two lemmas, to what they make of a number with such a unit."""
    found: dict[str, Topic] = {}
    if unit == "count":
        for row in rows("events"):
            head = "workers" if row["event"] == "dismissed" else "people"
            told = Topic(f"{head}, {row['event']}", "people")
            if row["event"] and row["event"] not in _THINGS:
                found |= {w: told for column in ("nouns", "verbs") for w in row[column].split("|") if w}
    for row in rows("topics"):
        if unit in row["units"].split("|"):
            found |= {w: _topic(row) for w in row["words"].split("|") if w}
    return found


def _topic(row: dict[str, str]) -> Topic:
    return Topic(row["measure"], row["noun"], frozenset(row["needs"].split("|")) - {""})


_THINGS = ("destroyed", "damaged", "intercepted", "fired", "cancelled", "hired", "freed", "deployed")
"""Happens to things as well as people, so that the word alone does not tell who is counted."""


@cache
def _after(unit: str) -> dict[tuple[str, ...], Topic]:
    return {
        tuple(words.split()): _topic(row)
        for row in rows("topics")
        if unit in row["units"].split("|")
        for words in row["after"].split("|")
        if words
    }


def settle(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure, published: date | None):
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
    published : date or None
        The day of publication.

    Returns
    -------
    Figure
    """
    unit = unit_kind(quantity, figure)
    if unit == "count" and figure.value is not None and figure.value != int(figure.value):
        return figure
    own = _words(unit).get(figure.noun.lower()) if unit != "count" else None
    if (own is not None and own.holds(reading)) or not _open(quantity, figure, unit):
        return _with(figure, own, None, published) if own is not None else figure
    told = _following(reading, quantity, unit)
    apart = unit == "count" and (quantity.partitive or _of_them(reading.text, quantity))
    if told is None and not apart:
        number = reading.doc[quantity.word]
        told = _nearby(reading, quantity, unit, sentence_start(number), sentence_end(number))
    # What the sentence says of people is not said of things.
    if _counts_things(figure):
        return figure
    anchor, last = _antecedent(reading, quantity, before, figure, unit, apart)
    # "700 people" that no word of the sentence tells more of may be any people.
    if figure.noun and unit == "count" and last is not None and headline(last) != headline(figure):
        last = None
    noun = anchor[2] if anchor is not None else ""
    if anchor is not None and told is not None and reading.text[anchor[0] : quantity.start].count(".") == 0:
        event = event_of(reading.doc, anchor[1])
        told = Topic(_merged(_class(noun), event), noun) if event else told
    if told is None and unit == "count" and (last is None or "\n" in reading.text[last.end : quantity.start]):
        first, end = _paragraph(reading.doc, quantity.word)
        told = None if noun else _nearby(reading, quantity, unit, first, end)
    if told is not None:
        earlier = next((f for f in reversed(before[-_BACK:]) if f.measure == told.measure), None)
        return _with(figure, told, earlier, published)
    if last is None and reading.event and not noun and unit == "count" and (figure.noun or "people") == "people":
        return _with(figure, Topic(_merged("people", reading.event), "people"), None, published)
    if last is None:
        return replace(figure, noun=figure.noun or noun, measure=figure.measure or _class(noun))
    measure = last.measure
    if noun:
        event = measure.partition(", ")[2]
        measure = _merged(_class(noun), event)
    settled = _with(figure, Topic(measure, noun or last.noun), last, published)
    return settled if settled.place or apart else replace(settled, place=last.place)


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


def unit_kind(quantity: Quantity, figure: Figure) -> str:
    """Name the dimension of a figure: count, share, money, length."""
    if quantity.unit is not None:
        name = quantity.unit.dimension.split(" ")[0]
        return "share" if quantity.unit.dimension == "share points" else name
    return "share" if figure.unit == "share" else "count"


def _open(quantity: Quantity, figure: Figure, unit: str) -> bool:
    """The figure's own words do not tell what is counted, or nothing that is known."""
    if not figure.noun or not figure.measure:
        return True
    phrase, _, event = figure.measure.partition(", ")
    if unit == "count":
        if event and running_or_known(event):
            return False
        return phrase in _WIDE or figure.noun.lower() in _GENERIC
    return unit in ("share", "money") or figure.noun[:1].isupper()


@cache
def known_events() -> frozenset[str]:
    """What happens to those counted, as far as the list goes."""
    return frozenset(row["event"] for row in rows("events") if row["event"])


@cache
def topic_measures() -> frozenset[str]:
    """The measures that topic words tell."""
    return frozenset(row["measure"] for row in rows("topics"))


def running_or_known(event: str) -> bool:
    """Tell whether an event is one of the list."""
    return event in known_events()


def _counts_things(figure: Figure) -> bool:
    lemma = figure.noun.lower()
    known = noun_classes().get(lemma) or noun_classes().get(lemma.rstrip("s"))
    return bool(figure.noun) and bool(known) and known[0] not in _WIDE and known[1] not in _WIDE and not figure.unit


def _following(reading: Reading, quantity: Quantity, unit: str) -> Topic | None:
    """The words right after a number, before a mark or a conjunction: "148,057 for, 141,230 against"."""
    doc, i = reading.doc, quantity.word + 1
    while i < len(doc) and doc[i].idx < quantity.end:
        i += 1
    for size in (2, 1):
        told = _after(unit).get(tuple(t.lower_ for t in doc[i : i + size]))
        edge = doc[i + size].lower_ if i + size < len(doc) else "."
        if told is not None and told.holds(reading) and (size == 2 or edge in _EDGES):
            return told
    return None


_EDGES = (",", ";", ".", "and", "to", "with", "after", "while")


def _nearby(reading: Reading, quantity: Quantity, unit: str, first: int, last: int) -> Topic | None:
    """The nearest word that tells a topic; marks and other numbers between count as words."""
    doc, number, table = reading.doc, reading.doc[quantity.word], _words(unit)
    best: tuple[float, Topic] | None = None
    for step, end in ((-1, max(first, number.i - REACH) - 1), (1, min(last, number.i + REACH))):
        cost = 0.0
        for i in range(number.i + step, end, step):
            token = doc[i]
            cost += 1 + _BREAKS.get(token.lower_, 0.0) + (6.0 if token.like_num and abs(i - number.i) > 1 else 0.0)
            lemma = token.lemma_.lower()
            pair = f"{lemma} {doc[i + 1].lemma_.lower()}" if i + 1 < len(doc) else ""
            told = table.get(pair) or table.get(lemma) or table.get(token.lower_)
            if told is not None and told.holds(reading) and (best is None or cost < best[0]):
                best = cost, told
    return best[1] if best else None


def _antecedent(
    reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure, unit: str, apart: bool
) -> tuple[tuple[int, int, str] | None, Figure | None]:
    """What this figure speaks of again: the same number before, or one near in place and in size.

    A noun that is counted without a number may be nearer than any figure; it comes first, and the
    figure then tells what happened to those counted.
    """
    same = [f for f in before[-_MEMORY:] if f.measure and _dimension(f) == (figure.unit or unit)]
    mine, text = headline(figure), reading.text
    for f in reversed(same if not apart else ()):
        if mine is not None and headline(f) == mine and mine > 12:
            return None, f
    best: tuple[float, Figure] | None = None
    for f in reversed(same[-_BACK:]):
        gap = min(text.count("\n", f.end, quantity.start), 4) if quantity.start - f.end < 4000 else 4
        if unit != "count" and gap:
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


def _anchored(measure: str) -> bool:
    return running_or_known(measure.partition(", ")[2])


def _of_them(text: str, quantity: Quantity) -> bool:
    after = text[quantity.number[1] : quantity.number[1] + 14].lower().split()
    return after[:1] == ["of"] and after[1:2] in (["them"], ["these"], ["those"], ["that"])


def _dimension(figure: Figure) -> str:
    return figure.unit or "count"


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


def _with(figure: Figure, told: Topic, earlier: Figure | None, published: date | None) -> Figure:
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
        settled = replace(settled, kind="cumulative", holds_to=settled.holds_to or published)
    return settled
