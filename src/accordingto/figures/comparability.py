"""Which figures can be compared at all: the same class, event, scope and sense of counting."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.events import once
from accordingto.figures.lexicon import rows, word_set
from accordingto.figures.threads import is_open

SAME_EVENT_DAYS = 31
"""Counts of an undated event are taken for the same event when reported so many days apart at most."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure made ready for comparing: in the base unit, its measure taken apart.

    ``head`` is the class counted, ``modifiers`` the words that narrow it, ``event`` what happened
    to those counted. ``anchored`` tells that head or event is a known class, not just a word.
    """

    figure_id: str
    article_id: str
    quote: str
    value: float | None
    low: float
    high: float
    low_closed: bool
    high_closed: bool
    bound: str
    scale: float
    unit: str
    dimension: str
    measure: str
    head: str
    broader: str
    modifiers: tuple[str, ...]
    event: str
    anchored: bool
    population: str
    place: str
    holds_from: date | None
    holds_to: date | None
    modality: str
    kind: str
    originators: frozenset[str]
    nation: str
    source_nations: frozenset[str]
    idle: bool = False
    story: str = ""
    peers: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    admits: bool = False
    firm: bool = False
    actors: frozenset[str] = frozenset()
    alone: bool = False
    hints: frozenset[str] = frozenset()
    base: float | None = None
    increments: frozenset[float] = frozenset()
    grounded: bool = True
    single: bool = False
    bare: bool = False
    makes_up: float | None = None
    moved: frozenset[tuple[float, float]] = frozenset()
    paragraph: int = 0
    sentence: int = 0
    lent: bool = False
    vessel: str = ""
    occurrence: str = ""
    own: bool = False
    denies: frozenset[float] = frozenset()
    noun: str = ""
    number: int = 0
    rivals: int = 0
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    forces: bool = False
    basis: frozenset[str] = frozenset()
    area: str = ""

    @property
    def headline(self) -> float:
        """The number a reader remembers: the value, else the middle, else the closed end."""
        if self.value is not None:
            return self.value
        if math.isinf(self.low) or math.isinf(self.high):
            return self.high if math.isinf(self.low) else self.low
        return (self.low + self.high) / 2

    @property
    def as_of(self) -> date | None:
        """The day for which a level or running total holds; None for a longer period and where it is not known."""
        lasting = self.holds_from is not None and self.holds_from != self.holds_to and self.kind != "cumulative"
        stock = self.kind == "level" and self.dimension == "count" and not self.event
        if lasting and self.holds_to is not None and stock:
            # How many there were in February, there were at its end.
            lasting = (self.holds_to - self.holds_from).days > SAME_EVENT_DAYS
        return None if lasting else self.holds_to

    @property
    def open(self) -> bool:
        """One end has no limit."""
        return math.isinf(self.low) or math.isinf(self.high)


@cache
def covers() -> dict[str, frozenset[str]]:
    """Event to the events that it includes."""
    return {row["event"]: frozenset(row["covers"].split("|")) - {""} for row in rows("events")}


def comparable(a: Compared, b: Compared) -> bool:
    """Rule 0: the same class, the same event, the same sense of counting."""
    if (a.kind == "change") != (b.kind == "change") or a.kind == b.kind == "increment":
        return False
    if "increment" in (a.kind, b.kind) and not _makes_up(a, b):
        return False
    if not _related(a, b):
        return False
    if a.kind == "change" and (a.dimension != b.dimension or a.measure != b.measure):
        return False
    if a.head != b.head and a.head != b.broader and b.head != a.broader:
        return False
    if a.event != b.event and not (part_event(a, b) or part_event(b, a)):
        return False
    if a.vessel and b.vessel and a.vessel != b.vessel:
        # Those in the bus are not those in the train.
        return False
    if a.occurrence and b.occurrence and a.occurrence != b.occurrence:
        # What the Ridge fire burned and what the Creek fire did.
        return False
    if a.own and b.own and a.originators and b.originators and not a.originators & b.originators:
        # Each tells of its own losses.
        return False
    if a.nation and b.nation and a.nation != b.nation:
        return False
    narrow_a, narrow_b = ({m for m in x.modifiers if not (x.nation and m[:1].isupper())} for x in (a, b))
    if not (narrow_a <= narrow_b or narrow_b <= narrow_a):
        return False
    if a.population and b.population and a.population.lower() != b.population.lower():
        return False
    if elsewhere(a, b) and not (a.article_id == b.article_id and (_names_whole(a, b) or _names_whole(b, a))):
        return False
    running = a.kind == b.kind == "cumulative"
    if running and None not in (a.holds_from, b.holds_from) and a.holds_from != b.holds_from:
        return False
    if running and not _near(a, b):
        return False
    if a.dimension == b.dimension:
        return running or not _apart(a, b)
    # Money in another currency, short against metric tons, and weight against volume stay comparable without a factor.
    kinds = {a.dimension.split(" ")[0], b.dimension.split(" ")[0]}
    return kinds in _FACTORLESS and not _apart(a, b)


def _makes_up(a: Compared, b: Compared) -> bool:
    """A total told after the addition, and larger, may have it in it."""
    added, total = (a, b) if a.kind == "increment" else (b, a)
    if a.article_id == b.article_id and added is b:
        return False
    return total.headline > added.headline or total.kind == "change"


_FACTORLESS = ({"money"}, {"mass"}, {"temperature"}, {"mass", "volume"})


def _related(a: Compared, b: Compared) -> bool:
    """Ask for more than one noun in common: an event, a name, a longer description, a place.

    Within an article a known class from two sources will do, and a part of a whole or an addition.
    """
    if a.idle or b.idle or ("occasion" in a.hints) != ("occasion" in b.hints):
        return False
    if told_together(a, b) and a.anchored and b.anchored and (a.event or b.event or a.dimension != "count"):
        return True
    if told_together(a, b) and a.measure == b.measure and not is_open(a.measure):
        # "Beds to be closed", "hectares treated": in articles of one event the same words are of the same thing.
        return True
    if a.event and b.event:
        return a.article_id == b.article_id or _placed(a, b)
    shared = set(a.modifiers) & set(b.modifiers)
    if a.article_id == b.article_id:
        told = a.originators and b.originators
        parts = _names_whole(a, b) or _names_whole(b, a) or "increment" in (a.kind, b.kind)
        measured = a.dimension != "count" and a.measure == b.measure and not a.head[:1].isupper()
        return bool(shared or measured or _placed(a, b) or (a.anchored and told) or parts)
    if a.dimension != "count":
        return a.measure == b.measure and bool(shared)
    return bool(any(m[:1].isupper() for m in shared) or len(shared) > 1 or (shared and _placed(a, b)))


def same_nation(a: Compared, b: Compared) -> bool:
    """The nation of one is that of the other, or goes without saying there."""
    return bool(a.nation or b.nation) and (a.nation == b.nation or not (a.nation and b.nation))


def told_together(a: Compared, b: Compared) -> bool:
    """Both are in one article, or in two about the same event."""
    return a.article_id == b.article_id or b.article_id in a.peers


def is_house(x: Compared) -> bool:
    """The figure comes from a house that tells of its own: a hospital, a school."""
    return any(o.split(" ")[-1] in word_set("counting", "house") for o in x.originators)


def elsewhere(a: Compared, b: Compared) -> bool:
    """The places are known and neither lies in the other; what an article opens with is its own place."""
    if a.place and b.place:
        return not within_place(a.place, b.place) and not within_place(b.place, a.place) and not (home(a) or home(b))
    return told_together(a, b) and bool(a.place or b.place) and not (home(a) and home(b)) and not (wide(a) and wide(b))


def home(x: Compared) -> bool:
    """The figure holds where its article is set."""
    return not x.place or set(re.findall(r"\w+", x.place.lower())) <= x.lead


def wide(x: Compared) -> bool:
    """The article opens with the name of a country, of which another place may be a part."""
    return not countries().isdisjoint(x.lead)


@cache
def countries() -> frozenset[str]:
    """Names of countries, in one word and lower case."""
    return frozenset(row["name"].lower() for row in gazetteer_rows("countries.csv"))


def _names_whole(part: Compared, whole: Compared) -> bool:
    """The part's words give the whole's number: "54 of the 60 schools" and "60 schools"."""
    return bool(part.population) and whole.quote.lower() in part.population.lower()


def _placed(a: Compared, b: Compared) -> bool:
    return bool(a.place) and a.place.lower() == b.place.lower()


def _near(a: Compared, b: Compared) -> bool:
    """Running totals of undated events count for one event only while the reports are close in time."""
    if a.holds_to is None or b.holds_to is None or (a.holds_from is not None and a.holds_from == b.holds_from):
        return True
    return abs((a.holds_to - b.holds_to).days) <= SAME_EVENT_DAYS


def part_event(a: Compared, b: Compared) -> bool:
    return a.event in covers().get(b.event, frozenset())


def within_place(a: str, b: str) -> bool:
    return a.lower() in b.lower()


def _apart(a: Compared, b: Compared) -> bool:
    """The two periods are known and have no day in common; levels of days near each other make a series."""
    if a.as_of is not None and b.as_of is not None and a.event not in once() and a.kind in ("level", "cumulative"):
        return abs((a.as_of - b.as_of).days) > SAME_EVENT_DAYS
    # What is told today of a year that is not over is for that year.
    now = next((x for x in (a, b) if x.holds_from is None and x.holds_to is not None), None)
    if now is not None and told_together(a, b):
        year = b if now is a else a
        ahead = year.holds_from is not None and year.holds_from > now.holds_to and now.modality != year.modality
        ahead = ahead and a.value != b.value
        if year.holds_from is not None and year.holds_to is not None and year.holds_to >= now.holds_to and not ahead:
            return False
    ends = (
        a.holds_to or a.holds_from,
        b.holds_from or b.holds_to,
        b.holds_to or b.holds_from,
        a.holds_from or a.holds_to,
    )
    if None in ends:
        return False
    return ends[0] < ends[1] or ends[2] < ends[3]
