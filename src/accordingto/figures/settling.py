"""What a number is about where its own words do not tell: words near it, or a figure before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import body_forms, role_forms
from accordingto.figures.antecedents import (
    BACK,
    antecedent,
    converted,
    counted_beside,
    elliptic,
    first_token,
    headline,
    moved,
    of_them,
    resumed,
    summed,
)
from accordingto.figures.bare import named, taken_up
from accordingto.figures.events import event_words, happened, known_events, noun_classes, once, running
from accordingto.figures.lexicon import units, word_set
from accordingto.figures.numbered import asked, numbered
from accordingto.figures.parts import apart_state
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading, event_of
from accordingto.figures.same_measure import FAR
from accordingto.figures.topics import Topic, following, nearby, topic_words, unit_kind
from accordingto.figures.walking import REACH, children, governor_of, sentence_end, sentence_start
from accordingto.records import Figure, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ITS = re.compile(r"\b(?:with|to|by|on|of|repeat\w*|maintain\w*|defend\w*) (?:its|their|his|her) (?:own )?$")
_BRIEF = 60
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
_LEFT = ("leave", "remain", "employ")
_SPREAD = ("area",)
_WEIGHED = ("mass", "volume")
_BARE = ("area", "mass", "volume")


def settle(
    reading: Reading,
    quantity: Quantity,
    before: Sequence[Figure],
    figure: Figure,
    told_on: date | None,
    numbers: Sequence[Span] = (),
) -> Figure:
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
    again = (
        converted(reading.text, quantity, before, figure)
        or moved(reading.text, quantity, before, figure)
        or summed(reading, quantity, before, figure)
    )
    if again is not None:
        return again
    if unit == "count" and not figure.noun and _restated(reading.text, quantity.start):
        # "The committee, with its 11,500": the number it gave before, for whatever that was.
        again = next((f for f in reversed(before) if f.value == figure.value and f.measure and not f.unit), None)
        return figure if again is None else _with(figure, Topic(again.measure, again.noun), again, told_on)
    word = None
    # Which counts take up which, the rules below know as well.
    if _is_bare(reading.text, figure) and _open(figure, unit) and (unit != "count" or _is_near_amounts(figure, before)):
        again, word = taken_up(reading, figure, before, numbers)
        if again is not None and (figure.unit or again.unit):
            return _taken_up(reading.text, quantity, figure, again, told_on)
        word, before = (None, before) if unit == "count" else (word, ())
    figure = elliptic(reading, quantity, before, _cleaned(reading, quantity, figure, unit))
    if figure.unit and unit == "count":
        return figure
    if figure.measure.startswith(", "):
        # "Of the 16 people detained 14 were freed": who, the number before tells.
        last = next((f for f in reversed(before[-BACK:]) if not f.unit and f.measure), None)
        head = last.measure.partition(", ")[0] if last is not None else "people"
        noun = last.noun if last is not None else "people"
        return _with(figure, Topic(f"{head}{figure.measure}", noun), last, told_on)
    if apart_state(reading.doc, quantity):
        # "46 birds, 11 of them dead": a part of those taken in.
        whole = next((f for f in reversed(before[-BACK:]) if not f.unit and f.measure), None)
        if whole is not None:
            return replace(_with(figure, Topic(whole.measure, whole.noun), whole, told_on), kind=whole.kind)
    toll = numbered(reading, quantity) if unit == "count" and not figure.noun else None
    if toll is not None:
        return _told(figure, toll, before, told_on)
    own = _joining(reading, quantity, figure, unit) or _own(reading, quantity, figure, unit)
    if unit in ("share", "money", "volume") and own is None:
        told = asked(reading, quantity, unit)
        if told is not None and _is_it(reading, quantity):
            return _told(figure, told, before, told_on)
    if own is not None and unit not in _WEIGHED:
        return _told(figure, own, before, told_on)
    if own is None and unit == "count" and _is_open_class(figure):
        told = asked(reading, quantity)
        if told is not None:
            event = told.measure.partition(", ")[2]
            return _told(figure, replace(told, measure=_merged(figure.measure, event)), before, told_on)
    if own is None and not _open(figure, unit):
        figure = (
            resumed(reading, quantity, before, figure) if unit == "count" else _of_unit(reading, quantity, figure, unit)
        )
        return (
            figure if figure.noun or unit != "count" else _with(figure, Topic(figure.measure, "people"), None, told_on)
        )
    last = before[-1] if before else None
    if last is not None and unit == "count" and counted_beside(reading, quantity, last, figure):
        between = reading.doc.char_span(last.end, quantity.start, alignment_mode="contract")
    else:
        between = None
    if between is not None and nearby(reading, quantity, unit, between.start, quantity.word) is None:
        return _with(figure, Topic(last.measure, last.noun), last, told_on)
    told = following(reading, quantity, unit) or (_of_those(reading.doc, quantity) if unit == "count" else None)
    apart = unit == "count" and (quantity.partitive or of_them(reading.text, quantity))
    if told is None and not apart:
        # A range may be cut in two by the parser.
        opening, number = first_token(reading.doc, quantity), reading.doc[quantity.word]
        told = nearby(reading, quantity, unit, sentence_start(opening), sentence_end(number))
    if told is None and unit == "count" and not apart:
        told = asked(reading, quantity)
    if told is None and own is not None:
        return _with(figure, own, None, told_on)
    if told is None and unit in _BARE and not figure.noun:
        told = _done(reading.doc, quantity, unit)
        if told is not None:
            return _with(figure, told, None, told_on)
    # What the sentence says of people is not said of things.
    if _counts_things(figure):
        return resumed(reading, quantity, before, figure)
    anchor, last = antecedent(reading, quantity, before, figure, unit, apart)
    if unit == "money" and last is not None and _names_another(reading, quantity, figure, last):
        last = None
    # "700 people" that no word of the sentence tells more of may be any people.
    if figure.noun and unit == "count" and last is not None and headline(last) != headline(figure):
        last = None
    noun = anchor[2] if anchor is not None else ""
    own_class = _class(reading.doc[anchor[1]].lemma_) if anchor is not None else ""
    if anchor is not None and reading.text[anchor[0] : quantity.start].count(".") == 0:
        event = event_of(reading.doc, anchor[1])
        told = Topic(_merged(own_class, event), noun) if event else told
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
    told = named(reading.doc, quantity, word) if last is None and not noun and word is not None else None
    if told is not None:
        return _with(figure, told, None, told_on)
    if last is None:
        return replace(figure, noun=figure.noun or noun, measure=figure.measure or own_class)
    measure = last.measure
    if verb is not None and verb.lemma_.lower() in _LEFT:
        # Those that are left are not those that went.
        measure = measure.partition(", ")[0]
    if noun:
        event = measure.partition(", ")[2]
        measure = _merged(own_class, event) if own_class in _known_classes() else own_class
    settled = _with(figure, Topic(measure, noun or last.noun), last, told_on)
    return _beside(reading.text, settled, last, apart)


def _is_bare(text: str, figure: Figure) -> bool:
    """The words of a number do not tell what it counts."""
    noun = figure.noun.lower()
    return not noun or noun in _GENERIC or noun not in text[figure.start : figure.end].lower()


def _is_near_amounts(figure: Figure, before: Sequence[Figure]) -> bool:
    """ "48 per cent, says the commission; observers put it at 31": a bare number may be in the unit of one before."""
    return any(f.unit and figure.start - f.start < FAR for f in before)


def _taken_up(text: str, quantity: Quantity, figure: Figure, last: Figure, told_on: date | None) -> Figure:
    """A number that measures what one before it does."""
    if not last.measure:
        return replace(figure, unit=figure.unit or last.unit, noun=figure.noun or last.noun)
    figure = replace(figure, unit=figure.unit or last.unit, noun="")
    settled = _with(figure, Topic(last.measure, last.noun), last, told_on)
    return _beside(text, settled, last, quantity.partitive or of_them(text, quantity))


def _beside(text: str, figure: Figure, last: Figure, apart: bool) -> Figure:
    """A figure takes up another: a part of it has that as its whole, the same told again is of the same place."""
    if apart and not figure.population:
        figure = replace(figure, population=" ".join(text[last.start : last.end].split()))
    return figure if figure.place or apart else replace(figure, place=last.place)


def _of_unit(reading: Reading, quantity: Quantity, figure: Figure, unit: str) -> Figure:
    """ "The fire has burned 81,000 hectares": not a measure of the fire, which is what the number hangs on."""
    number = reading.doc[quantity.word]
    if unit not in _SPREAD or figure.noun.lower() in reading.text[figure.start : figure.end].lower():
        return figure
    told = nearby(reading, quantity, unit, sentence_start(number), sentence_end(number))
    return replace(figure, noun=told.noun or figure.noun, measure=told.measure) if told is not None else figure


def _done(doc: Doc, quantity: Quantity, unit: str) -> Topic | None:
    """What is done to so much of something that has no noun: "265,000 hectares were infested"."""
    number = doc[quantity.word]
    head = number.head if number.dep_ == "nummod" else number
    verb = next((c for c in children(head) if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    if verb is None and head.dep_ in ("nsubjpass", "dobj") and head.head.pos_ == "VERB":
        verb = head.head
    if verb is None and head.dep_ == "pobj" and head.head.head.pos_ == "VERB":
        # "It destroyed crops on 61,000 hectares."
        thing = next((c for c in children(head.head.head) if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
        return Topic(thing.lemma_.lower(), thing.text) if thing is not None else None
    if verb is None or (verb.lemma_.lower() in event_words("verbs") and not event_words("verbs")[verb.lemma_.lower()]):
        return None
    if verb.lemma_.lower() in word_set("counting", "strong"):
        return None
    return Topic(f"{unit}, {verb.lemma_.lower()}", "")


def _names_another(reading: Reading, quantity: Quantity, figure: Figure, last: Figure) -> bool:
    """ "The package is worth 60m": not the deficit that was told of before."""
    verb = governor_of(reading.doc[quantity.word])
    if not figure.measure or verb is None or verb.lemma_ not in ("be", "amount", "total", "come"):
        return False
    subject = next((c for c in children(verb) if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    return subject is not None and subject.text == figure.noun and figure.noun.lower() != last.noun.lower()


def _joining(reading: Reading, quantity: Quantity, figure: Figure, unit: str) -> Topic | None:
    """ "It expects 2,400 people to join": what the article is about, if one can join it."""
    verb = governor_of(reading.doc[quantity.word])
    if unit != "count" or verb is None or verb.lemma_.lower() not in word_set("counting", "joins"):
        return None
    head = _class(figure.noun) or "people"
    if reading.event not in once() or (head not in _WIDE and noun_classes().get(head, ("", ""))[1] not in _WIDE):
        return None
    return Topic(_merged("people" if head in _WIDE else head, reading.event), figure.noun or "people")


def _own(reading: Reading, quantity: Quantity, figure: Figure, unit: str) -> Topic | None:
    """What the figure's own noun makes of it."""
    if unit == "count":
        if _class(figure.noun) == "votes":
            return following(reading, quantity, unit)
        if figure.measure.partition(", ")[2] in known_events():
            return None
    # "1,310 suspected cases" are no cases yet.
    words = " ".join(reading.text[figure.start : figure.end].lower().split()[-2:])
    told = topic_words(unit).get(words) or topic_words(unit).get(figure.noun.lower())
    # Passengers are those aboard where a ship sinks, and so are the names on its manifest.
    return told if told is not None and told.holds(reading) and (unit != "count" or told.needs) else None


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
    return role_forms() | body_forms() | word_set("counting", "firm") | word_set("counting", "labour")


def _merged(name: str, event: str) -> str:
    if event == "dismissed" and name in ("jobs", "people"):
        name = "workers"
    return f"{name}, {event}" if event else name


def _class(noun: str) -> str:
    lemma = noun.lower()
    known = noun_classes().get(lemma) or noun_classes().get(lemma.removesuffix("s"))
    return known[0] if known else lemma


@cache
def _known_classes() -> frozenset[str]:
    return frozenset(name for pair in noun_classes().values() for name in pair)


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


def _is_it(reading: Reading, quantity: Quantity) -> bool:
    """The sentence names nothing else than who tells and how much: "Compensation? The union wants 1,000." """
    begin = max(reading.text.rfind(mark, 0, quantity.start) + 1 for mark in (". ", "? ", "\n", "; "))
    return quantity.start - begin < _BRIEF


def _restated(text: str, start: int) -> bool:
    return bool(_ITS.search(text[max(0, start - 30) : start].lower()))


def _is_open_class(figure: Figure) -> bool:
    """Pupils, soldiers or patients, of whom nothing more is told."""
    return bool(figure.measure) and figure.measure in _known_classes() and not _counts_things(figure)


def _counts_things(figure: Figure) -> bool:
    lemma = figure.noun.lower()
    known = noun_classes().get(lemma) or noun_classes().get(lemma.rstrip("s"))
    return bool(figure.noun) and bool(known) and known[0] not in _WIDE and known[1] not in _WIDE and not figure.unit


def _of_those(doc: Doc, quantity: Quantity) -> Topic | None:
    """ "Seven of the dead", "twelve of those rescued": what had happened to all of them."""
    i = quantity.word + 1
    if i + 2 >= len(doc) or doc[i].lower_ != "of" or doc[i + 1].lower_ not in ("the", "those"):
        return None
    event = happened(doc[i + 2])
    return Topic(_merged("people", event), "people") if event else None


def _told(figure: Figure, told: Topic, before: Sequence[Figure], told_on: date | None) -> Figure:
    earlier = next((f for f in reversed(before[-BACK:]) if f.measure == told.measure), None)
    if earlier is None and told.measure in word_set("counting", "forces"):
        # "1,800 men": those of the nation spoken of.
        ends = f" {told.measure}"
        earlier = next((f for f in reversed(before[-BACK:]) if f.measure.endswith(ends)), None)
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
