"""Around a quantity: what is measured, of whom, where, when, how surely, and in what sense of counting."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from accordingto.figures.kinds import kind_of
from accordingto.figures.measuring import event_at, measure_of, measured_of
from accordingto.figures.modality import modality_of
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading
from accordingto.figures.walking import REACH, governor_of
from accordingto.figures.whereabouts import period_of, place_of, running_period


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is about; the fields are columns of the table ``figures``."""

    noun: str
    measure: str
    population: str
    place: str
    holds_from: date | None
    holds_to: date | None
    modality: str
    kind: str


def scope_of(reading: Reading, quantity: Quantity, published: date | None, cue: str = "", act: str = "") -> Scope:
    """Work out a quantity's scope.

    Parameters
    ----------
    reading : Reading
        The parsed text.
    quantity : Quantity
        One of :func:`accordingto.figures.quantities.quantities`.
    published : date or None
        The day of publication.
    cue, act : str
        Cue lemma and speech act of the attribution that holds it, empty where there is none.

    Returns
    -------
    Scope
    """
    doc = reading.doc
    names = reading.names.get(bisect_right(reading.sentences, quantity.word) - 1, [])
    names = [e for e in names if abs(e.start - quantity.word) <= REACH]
    number = doc[quantity.word]
    noun = doc[quantity.noun] if quantity.noun is not None else None
    head = noun if noun is not None and not quantity.partitive else number
    verb = governor_of(head)
    measured = noun if quantity.unit is None else measured_of(doc, quantity, noun, verb)
    event = event_at(number, noun, head, verb) if quantity.unit is None else ""
    measure, cumulative = measure_of(quantity, measured, event)
    kind = kind_of(doc, reading.text, quantity, cumulative)
    start, end = period_of(names, number, verb, published, cumulative)
    if kind == "cumulative":
        start, end = running_period(verb, start, end, published)
    return Scope(
        measured.text if measured is not None else "",
        measure,
        quantity.whole,
        place_of(names, head, verb),
        start,
        end,
        modality_of(doc, quantity, number, verb, cue, act),
        kind,
    )
