"""A parsed article to its figures: each quantity with its scope and with whom it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from accordingto.figures.antecedents import converted
from accordingto.figures.events import known_events, once
from accordingto.figures.hints import is_give_or_take, margin
from accordingto.figures.lexicon import word_set
from accordingto.figures.money import named_countries, own_money
from accordingto.figures.nations import owned
from accordingto.figures.originating import NAMED, Sources, innermost, relayer
from accordingto.figures.parts import apart
from accordingto.figures.quantities import Quantity, from_to, quantities
from accordingto.figures.reading import Reading, read
from accordingto.figures.resuming import parts_of_plan, resumed
from accordingto.figures.scope import scope_of
from accordingto.figures.settling import settle
from accordingto.figures.walking import ancestors
from accordingto.records import Attribution, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SAID = ("reported", "estimated", "confirmed")
_WHOLE = 40
_AHEAD = ("planned", "projected")
_NEAR = 200
"""A bare total is of the count so many characters before it at most."""
_NEXT = 260
_BESIDE = 4
_PERIOD = 28
_PARTS = 6
_LATER = re.compile(r"\b(?:now|since|later|latest|today|yesterday|then|updated?|meanwhile)\b")


def extract(
    doc: Doc, attributions: Sequence[Attribution], cast: object, published: date | None, publisher: str
) -> list[Figure]:
    """Find the figures of an article.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    attributions : sequence of Attribution
        Who said what in it.
    cast : Cast
        The article's actors; speakers are already resolved in ``attributions``.
    published : date or None
        The day of publication, which weekdays are resolved against.
    publisher : str
        Who passed a figure on where no source relays it.

    Returns
    -------
    list of Figure
        In text order.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> [f] = extract(pipeline()("Nearly 300 houses burned down."), [], None, None, "The Daily")
    >>> f.value, f.low, f.high, f.high_closed, f.noun, f.reported_by
    (300.0, 270.0, 300.0, False, 'houses', 'The Daily')
    """
    figures: list[Figure] = []
    reading = read(doc)
    sources = Sources(doc, reading.text, attributions, cast, publisher)
    countries = named_countries(cast)
    found = quantities(doc)
    numbers = [(q.start, q.end) for q in found]
    for quantity in found:
        if is_give_or_take(reading.text, quantity.start):
            # How far another number may be off is no number of its own.
            continue
        both = from_to(quantity, _changed(reading, quantity))
        for part in both or (quantity,):
            figure = _figure(reading, part, attributions, published, publisher)
            figure = own_money(figure, reading.text[figure.start : figure.end], countries)
            told = sources.of(part, figures, figure)
            figure = replace(figure, originator_id=told)
            figure = _inherited(reading.text, figures, figure)
            said = attributions[figure.attribution].said_on if figure.attribution is not None else None
            if converted(reading.text, part, figures, figure) is not None and figures[-1].originator_id:
                # "R7.9bn is about $420m": whose the one is, the other is.
                figure, sources.way = replace(figure, originator_id=figures[-1].originator_id), NAMED
            figure = settle(reading, part, figures, figure, said or published, numbers)
            if (
                figures
                and reading.text[figure.start : figure.end] in figures[-1].population.split(", ")[0]
                and (figure.start - figures[-1].start < _WHOLE)
            ):
                # "Two of 12 tanks were torn": the 12 were not.
                figure = replace(figure, measure=figure.measure.partition(", ")[0], kind="level")
            if figure.kind == "increment" and figures and _and_more(reading.text, figures[-1], part, figure):
                figure = replace(figure, kind="cumulative")
            if figure.kind == "change" and _amounts(part, figure):
                figure = replace(figure, kind="level")
            if (
                said is not None
                and figure.kind == "cumulative"
                and (figure.holds_from, figure.holds_to) == (None, published)
            ):
                figure = replace(figure, holds_to=said)
            if figure.place and sources.is_body(figure.place):
                figure = replace(figure, place="")
            figure = _dated(reading.text, figures, figure, said or published)
            figure = apart(doc, part, figures, owned(reading, part, figure, cast))
            figure = replace(figure, originator_id=sources.weighed(part, figures, figure))
            figure = resumed(reading, part, figures, figure)
            figure = _same_period(reading.text, figures, figure)
            if published and figure.modality in _AHEAD and figure.holds_to == published and _year_to(figure):
                # What is foreseen for this year is for all of it.
                figure = replace(figure, holds_to=date(published.year, 12, 31))
            if published and figure.holds_from and figure.holds_from > published and figure.modality in _SAID:
                # What is said of a time to come is a projection.
                figure = replace(figure, modality="projected")
            figures.append(_give_or_take(reading.text, figure))
            figures[-_PARTS:] = parts_of_plan(reading.text, figures[-_PARTS:])
        if both and figures[-1].modality in _AHEAD and _changed(reading, quantity):
            # A plan that is cut from 1,800 to 1,450 was a plan before.
            figures[-2] = replace(figures[-2], modality=figures[-1].modality)
    return figures


def _give_or_take(text: str, figure: Figure) -> Figure:
    """ "61 per cent, give or take four points": an estimate, and how far it may be off."""
    off = margin(text, figure.end)
    if not off or figure.value is None or figure.bound != "exact":
        return figure
    modality = "estimated" if figure.modality in ("reported", "confirmed") else figure.modality
    low, high = figure.value - off, figure.value + off
    return replace(
        figure, low=low, high=high, low_closed=True, high_closed=True, bound="approximate", modality=modality
    )


def _year_to(figure: Figure) -> bool:
    first = figure.holds_from
    return first is not None and (first.month, first.day) == (1, 1) and first.year == figure.holds_to.year


def _changed(reading: Reading, quantity: Quantity) -> bool:
    """ "Cut its count up to Monday from 55 to 51": who corrects gives two numbers, and no range."""
    if quantity.joined != "from" or not quantity.ends:
        return False
    if quantity.ends[0] > quantity.ends[1]:
        # A range begins with its lower end.
        return True
    above = (t for t in ancestors(reading.doc[quantity.word]) if t.i < quantity.word and t.pos_ in ("VERB", "AUX"))
    return any(t.lemma_.lower() in word_set("counting", "corrects") for t in above)


def _inherited(text: str, before: Sequence[Figure], figure: Figure) -> Figure:
    """Give a bare total ("bringing the total to 3,000") the measure of the count before it."""
    if figure.measure or figure.unit or figure.kind != "cumulative" or not before:
        return figure
    last = before[-1]
    apart = figure.start - last.end
    if last.unit or not last.measure or apart > _NEAR or "\n" in text[last.end : figure.start]:
        return figure
    return replace(figure, noun=last.noun, measure=last.measure)


def _and_more(text: str, last: Figure, quantity: Quantity, figure: Figure) -> bool:
    """ "14 were killed and 30 more injured" adds nothing to the 14."""
    after = text[quantity.number[1] : quantity.number[1] + 12].split()
    events = [f.measure.partition(", ")[2] for f in (last, figure)]
    return after[:1] in (["more"], ["others"]) and all(events) and events[0] != events[1]


def _amounts(quantity: Quantity, figure: Figure) -> bool:
    """ "Cut 1,800 jobs", "lost 300 tonnes of oil": so many go, however many there were."""
    if figure.measure.partition(", ")[2] in known_events():
        return True
    weighed = quantity.unit is not None and quantity.unit.dimension.split(" ")[0] not in ("share", "money")
    return weighed and quantity.noun is not None and quantity.phrase is not None


def _dated(text: str, before: Sequence[Figure], figure: Figure, told_on: date | None) -> Figure:
    """What is told without a date holds for the day told just before, or as of the day when it is told."""
    event = figure.measure.partition(", ")[2]
    if figure.holds_from or event in once() or figure.kind not in ("level", "cumulative") or figure.modality in _AHEAD:
        return figure
    if figure.kind == "cumulative":
        return _as_of_before(text, before, figure, told_on)
    last = next((f for f in reversed(before) if f.measure == figure.measure and f.kind == figure.kind == "level"), None)
    if last is not None and figure.start - last.end < _NEAR and "\n" not in text[last.end : figure.start]:
        stated = last.holds_from is not None and last.holds_from == last.holds_to
        if stated and last.modality not in _AHEAD:
            return replace(figure, holds_from=last.holds_from, holds_to=last.holds_to)
    return figure if figure.holds_to else replace(figure, holds_to=told_on)


def _as_of_before(text: str, before: Sequence[Figure], figure: Figure, told_on: date | None) -> Figure:
    """Another source's count told beside one is as of the same day: "74 had died by Monday; the charity says 90"."""
    own = figure.holds_to or told_on
    last = next((f for f in reversed(before[-_BESIDE:]) if f.measure == figure.measure and f.kind == figure.kind), None)
    if last is None or own is None or own != told_on or last.holds_to is None or last.holds_to >= own:
        return replace(figure, holds_to=own)
    between = text[last.end : figure.start]
    beside = len(between) < _NEXT and "\n" not in between and not _LATER.search(between.lower())
    others = figure.originator_id and last.originator_id and figure.originator_id != last.originator_id
    return replace(figure, holds_to=last.holds_to if beside and others else own)


def _same_period(text: str, before: Sequence[Figure], figure: Figure) -> Figure:
    """Another amount foreseen in a sentence is for the same year: "5bn in 2024-25, and it will be 400m short"."""
    if figure.holds_from or figure.modality not in _AHEAD:
        return figure
    last = before[-1] if before else None
    near = last is not None and last.unit == figure.unit and "." not in text[last.end : figure.start]
    if near and not figure.holds_to and last.holds_from and last.holds_from != last.holds_to:
        return replace(figure, holds_from=last.holds_from, holds_to=last.holds_to)
    # The next forecast of the same is for the year of the one before it.
    last = next((f for f in reversed(before[-_BESIDE:]) if f.measure == figure.measure and f.unit == figure.unit), None)
    if not figure.measure or last is None or last.modality not in _AHEAD or None in (last.holds_from, last.holds_to):
        return figure
    between = text[last.end : figure.start]
    if (last.holds_to - last.holds_from).days < _PERIOD or between.count("\n") > 2 or _LATER.search(between.lower()):
        return figure
    return replace(figure, holds_from=last.holds_from, holds_to=last.holds_to)


def _figure(
    reading: Reading, quantity: Quantity, attributions: Sequence[Attribution], published: date | None, publisher: str
) -> Figure:
    index = innermost(attributions, quantity.number)
    said = attributions[index] if index is not None else None
    scope = scope_of(
        reading, quantity, published, said.cue_lemma if said else "", said.act if said and not said.negated else ""
    )
    reached = quantity.interval
    unit = quantity.unit.name if quantity.unit is not None else ""
    if not unit and quantity.form in ("fraction", "share"):
        unit = "share"
    return Figure(
        quantity.start,
        quantity.end,
        reached.value,
        reached.low,
        reached.high,
        reached.low_closed,
        reached.high_closed,
        reached.bound,
        quantity.approximator,
        f"{unit} per {quantity.per}" if quantity.per else unit,
        scope.noun,
        scope.measure,
        scope.population,
        scope.place,
        scope.holds_from,
        scope.holds_to,
        scope.modality,
        scope.kind,
        index,
        "",
        relayer(attributions, index) or publisher,
    )
