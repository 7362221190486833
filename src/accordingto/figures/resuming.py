"""How surely a number is given that takes up one before it: "they reckon with 9,000, the chamber makes it 5,500"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.events import event_words
from accordingto.figures.lexicon import word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading
from accordingto.figures.walking import children, governor_of
from accordingto.records import Figure

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = ("planned", "projected")
_UNSURE = (*_AHEAD, "feared", "estimated")
_NEAR = 200
_OR = re.compile(r",? (?:or|that is|i\.e\.)(?: (?:about|around|some|roughly|nearly|over|almost))? |, or ")
_PUTS_IT = re.compile(r"\b(?:puts? (?:it|that|them|this) at|makes? (?:it|that|them|this)|it is) $")
_IT_WAS = re.compile(r"\bit was $")
_CUT = "dismissed"
_HAS = frozenset(("be", "have", "make", "get", "see", "come"))
_TURNS_OUT = ("take", "expect", "forecast", "predict", "project", "warn")
_PART = re.compile(r",? of (?:it|them|these|those|which)\b(?! so far| already)")
_OF_THESE = re.compile(r"\b(?:including|among them|among whom),? $")
_NOT_SO = re.compile(r"\b(?:instead of|rather than) (?:the )?$")
_SHARES = ("percent", "percentage", "share")
_QUOTED = re.compile(r"[“\"‘]$")
_WAVED_OFF = re.compile(
    r"(?: [a-z]+){0,2}(?: (?:is|was) (?:not|n['’]t|what (?:they|you|he|she)|simply|just|made up)\b"
    r"| (?:do|does|did|could|can|would|will)(?: not|n['’]t)\b(?! (?:survive|return|live|make|come back))"
    r"| (?:is|was) an? [a-z]+, not\b| would (?:mean|be|need|take)\b| bears? no\b)|,? my foot\b"
)
_STOP = re.compile(r"[.!?]\s|\n")


def resumed(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """Give a figure the modality of the one that it takes up, where the words tell that it does.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    quantity : Quantity
        The quantity.
    before : sequence of Figure
        The figures before it.
    figure : Figure
        What is known of it.

    Returns
    -------
    Figure
    """
    if not before:
        return figure
    if _is_waved_off(reading.text, before, figure):
        return replace(figure, modality="denied")
    figure = _cut(reading, quantity, before, _foreseen(reading, quantity, before, figure))
    return _or_that_is(reading.text, before, _beside(reading.text, before, _put_at(reading.text, before, figure)))


def parts_of_plan(text: str, figures: list[Figure]) -> list[Figure]:
    """Give the last two figures the modality of the plan they add up to: "1,980 will go: 1,390 here and 590 there".

    Parameters
    ----------
    text : str
        The article.
    figures : list of Figure
        The figures up to now, or the last few of them.

    Returns
    -------
    list of Figure
    """
    if len(figures) < 3 or any(f.modality != "reported" or f.value is None for f in figures[-2:]):
        return figures
    one, two = figures[-2:]
    for whole in reversed(figures[:-2]):
        if whole.modality in _AHEAD and whole.unit in (one.unit, two.unit) and whole.value == one.value + two.value:
            if _STOP.search(text[whole.end : two.start]):
                return figures
            return [*figures[:-2], *(replace(f, modality=whole.modality) for f in (one, two))]
    return figures


def _is_waved_off(text: str, before: Sequence[Figure], figure: Figure) -> bool:
    """ "“Eighty thousand” do not fit into the square": who opens with another's number will not have it."""
    if figure.modality == "denied" or not _QUOTED.search(text[max(0, figure.start - 1) : figure.start]):
        return False
    again = any(f.value == figure.value and figure.unit in (f.unit, "") for f in before if f.value is not None)
    return again and _WAVED_OFF.match(text[figure.end : figure.end + 60]) is not None


def _beside(text: str, before: Sequence[Figure], figure: Figure) -> Figure:
    """ "1.5bn is on its way, 900m of it as a loan", "1,980 will go instead of 2,350": as much a plan as the other."""
    last = before[-1]
    if last.modality not in _AHEAD or figure.modality not in ("reported", "projected"):
        return figure
    if last.unit != figure.unit or _STOP.search(text[last.end : figure.start]):
        return figure
    said = text[max(0, figure.start - 20) : figure.start]
    part = figure.modality == "reported" and (_PART.match(text, figure.end) or _OF_THESE.search(said))
    return replace(figure, modality=last.modality) if part or _NOT_SO.search(said) else figure


def _put_at(text: str, before: Sequence[Figure], figure: Figure) -> Figure:
    """ "The strike cost 5,800 cars, they reckon. The association puts it at 4,000": as much an estimate."""
    last = next((f for f in reversed(before[-2:]) if f.unit == figure.unit), before[-1])
    if figure.modality != "reported" or last.modality not in _UNSURE or last.unit != figure.unit:
        return figure
    near = "\n" not in text[last.end : figure.start] and figure.start - last.end < _NEAR
    said = text[max(0, figure.start - 20) : figure.start]
    # "In a poll 61 per cent were for it. Among parents it was 54 per cent."
    polled = last.modality == "estimated" and figure.unit in _SHARES and _IT_WAS.search(said)
    return replace(figure, modality=last.modality) if near and (polled or _PUTS_IT.search(said)) else figure


def _cut(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """ "The works will lose 1,700 jobs. The union has 2,600": dismissals to come are somebody's plan."""
    counted, _, event = figure.measure.partition(", ")
    if figure.modality not in ("reported", "projected") or not (event == _CUT or counted in _posts()):
        return figure
    verb = governor_of(reading.doc[quantity.word])
    lemma = verb.lemma_.lower() if verb is not None else ""
    if figure.modality == "projected":
        # "There will be 600", "900 will have to go", "480 will take early retirement": as it turns out.
        there = verb is not None and any(c.dep_ == "expl" for c in children(verb))
        open_yet = verb is None or there or lemma in _TURNS_OUT or verb.head.lemma_.lower() == "have"
        return figure if open_yet or event != _CUT else replace(figure, modality="planned")
    gives = word_set("counting", "gives")
    if counted in _cuts() and lemma in gives:
        # "It has announced 50,000 job cuts."
        return replace(figure, modality="planned")
    near = [f for f in before if f.modality == "planned" and figure.start - f.end < 2 * _NEAR]
    again = any(f.measure == figure.measure or (not event and f.measure == f"{counted}, {_CUT}") for f in near)
    told = verb is None or lemma in (gives | word_set("counting", "keeps") if event else gives - _HAS)
    return replace(figure, modality="planned") if again and told else figure


@cache
def _cuts() -> frozenset[str]:
    """What tells of dismissals by itself; departures may be of trains."""
    nouns = (noun for noun, event in event_words("nouns").items() if event == _CUT)
    return frozenset(noun for noun in nouns if not noun.startswith(("departure", "separation")))


def _posts() -> frozenset[str]:
    return _cuts() | {"jobs"}


def _foreseen(reading: Reading, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """Another number for what has just been foreseen: "the state expects 500, the agency has 420"."""
    verb = governor_of(reading.doc[quantity.word])
    last = before[-1] if figure.modality == "reported" else None
    if (
        last is not None
        and last.modality in _UNSURE
        and (last.measure, last.unit) == (figure.measure, figure.unit)
        and last.originator_id != figure.originator_id
    ):
        # "The auditors foresee a loss of 5m, the bank one of 7m."
        between = reading.doc.char_span(last.end, figure.start, alignment_mode="contract")
        gapped = between is not None and not any(t.pos_ in ("VERB", "AUX") for t in between)
        if gapped and not re.search(r"[.;\n]", between.text):
            return replace(figure, modality=last.modality)
    if figure.modality == "projected" and before[-1].modality == "planned" and verb is not None:
        # "Will set up another 150, which would make 330": the total is as planned as the addition.
        alone = not re.search(r"[.;\n]", reading.text[before[-1].end : figure.start])
        return replace(figure, modality="planned") if alone and verb.lemma_.lower() in _sums() else figure
    last = next((f for f in reversed(before) if f.measure == figure.measure), None)
    if last is None or figure.modality not in ("reported", "estimated") or last.modality not in (*_AHEAD, "feared"):
        return figure
    given = verb is not None and verb.lemma_.lower() in word_set("counting", "gives")
    between = reading.text[last.end : figure.start]
    near = len(between) < _NEAR and "\n" not in between
    kept = verb is not None and verb.lemma_.lower() in word_set("counting", "keeps")
    now = kept or (given and (verb.tag_ in ("VBZ", "VBP") or figure.modality == "estimated" or _shifted(verb)))
    return replace(figure, modality=last.modality) if now and near else figure


def _or_that_is(text: str, before: Sequence[Figure], figure: Figure) -> Figure:
    """ "It will release 150m, or $1.7m": the same once more, and as surely as the first time."""
    if figure.modality != "reported" or not _OR.fullmatch(text[before[-1].end : figure.start]):
        return figure
    return replace(figure, modality=before[-1].modality)


def _shifted(verb: Token) -> bool:
    """ "It said the true number was 1,900", "it had been told of 2,600": the tense of the telling, not of the event."""
    told = [c.lower_ for c in children(verb) if c.dep_ == "nsubj"]
    number = verb.lemma_ == "be" and verb.dep_ == "ccomp" and any(t in word_set("counting", "counted") for t in told)
    return number or (verb.lemma_ == "tell" and any(c.dep_ == "auxpass" for c in children(verb)))


def _sums() -> frozenset[str]:
    return word_set("counting", "sums")
