"""What leaves it open whether two figures are about the same thing, so that nothing worse may be said of them."""

from __future__ import annotations

import re

from accordingto.figures.comparability import Compared, home, told_together
from accordingto.figures.events import known_events
from accordingto.figures.intervals import times
from accordingto.figures.lexicon import word_set
from accordingto.figures.threads import is_open
from accordingto.figures.topics import single_measures
from accordingto.figures.verdicts import Verdict, verdict

_FAR_APART = 5.0
_LONG = 7
_APART = 250
"""So many characters apart two figures of an article are no longer told together."""


def doubt(a: Compared, b: Compared) -> Verdict | None:
    """Say what leaves it open whether two figures are about the same thing; None where nothing does."""
    if not a.originators or not b.originators:
        return verdict("undecided", "source_not_stated", "the article does not say whom one of them comes from")
    if a.originators & b.originators:
        return verdict(
            "undecided", "same_source_date_unknown", "both come from the same source, and it is not said when each held"
        )
    if "planned" in (a.modality, b.modality) and {a.modality, b.modality} <= {"planned", "projected"}:
        return verdict("undecided", "own_plans", "each speaks of a plan or a demand of its own")
    if a.dimension == "share" and a.measure in word_set("counting", "several"):
        # One candidate's support and another's; the words do not tell what was asked.
        return verdict("undecided", "may_be_other_things", "it is not certain that both count the same thing")
    # "four people" and "2,300 residents": a bare noun does not say which people.
    bare = any(x.dimension == "count" and not (x.event or x.modifiers) for x in (a, b))
    if (bare or a.lent or b.lent or not (a.anchored and b.anchored)) and not contrasted(a, b):
        return verdict("undecided", "may_be_other_things", "it is not certain that both count the same thing")
    loose = a.event not in known_events() and a.measure not in single_measures() and not a.nation
    bare = a.dimension != "count" or a.bare or b.bare
    if loose and bare and a.article_id == b.article_id and (_far(a, b) or a.measure in word_set("counting", "several")):
        # A bill here and a bill there, "400 asked" and, further on, "1,000".
        return verdict("undecided", "may_be_other_things", "it is not certain that both count the same thing")
    if _whose(a, b):
        return verdict("undecided", "whose_not_stated", "it is not said whose losses they are")
    if ("average" in a.hints) != ("average" in b.hints) and a.article_id == b.article_id:
        return verdict("undecided", "average_or_one", "one is an average, the other may be a single one")
    if ("base" in a.hints) != ("base" in b.hints):
        return verdict("undecided", "all_of_them", "one is the number of all, of which another is a part")
    if ("act" in a.hints) != ("act" in b.hints) and a.originators != b.originators:
        return verdict("undecided", "own_part", "one tells of what its source did, which may be a part")
    if unlike(a, b):
        return verdict("undecided", "too_unlike", "they may count other things, or a part, or only a possibility")
    if not (a.grounded and b.grounded):
        return verdict("undecided", "not_told", "the words around one of them do not tell what it counts")
    if any(x.bound == "range" and x.value is None and not any(c.isdigit() for c in x.quote) for x in (a, b)):
        return verdict("undecided", "too_vague", "one of them is too vague a number")
    if a.article_id == b.article_id and bool(a.place) != bool(b.place) and not (home(a) and home(b)):
        return verdict("undecided", "place_not_stated", "the place of one is not stated")
    if (a.event or told_together(a, b)) and _long(a) != _long(b):
        return verdict("undecided", "date_not_stated", "one is for a longer period, the other for no stated one")
    days = {x.as_of for x in (a, b) if x.as_of is not None}
    if len(days) > 1 and (a.holds_from is None or a.holds_from != b.holds_from) and not _day_is_no_matter(a, b):
        return verdict("undecided", "other_day", "they are counts of different days")
    within = a.article_id == b.article_id
    if not (within or any((a.holds_from, a.holds_to, b.holds_from, b.holds_to))):
        return verdict("undecided", "date_not_stated", "it is not stated when they held")
    if told_together(a, b) and not within and a.kind == b.kind and a.single and not other_area(a, b):
        return None
    if (a.place != b.place and not (within and not (a.place and b.place))) or not (a.place or b.place or within):
        return verdict("undecided", "place_not_stated", "the place of one is not stated")
    if not within and a.kind == "cumulative" and (a.holds_from is None or a.holds_from != b.holds_from):
        return verdict("undecided", "event_not_dated", "it is not stated that both are about the same event")
    dated = [x.holds_to is not None or x.holds_from is not None for x in (a, b)]
    if not all(dated) and not (within and not any(dated)) and not (within and a.event):
        return verdict("undecided", "date_not_stated", "it is not stated when one of them held")
    return None


def _day_is_no_matter(a: Compared, b: Compared) -> bool:
    """What is over when it is counted has one number, on whatever day it is told."""
    if a.event != b.event or not told_together(a, b):
        return False
    if a.event in word_set("counting", "settled"):
        return True
    early, late = (a, b) if a.as_of < b.as_of else (b, a)
    # Arrests only add up: who later has fewer than another had before cannot mean the same.
    return a.event in word_set("counting", "adds up") and late.headline < early.headline and a.kind == b.kind


def contrasted(a: Compared, b: Compared) -> bool:
    """One passage sets two sources' numbers for one thing against each other: "81, says the union; they say 66"."""
    apart = a.article_id != b.article_id or a.paragraph != b.paragraph or abs(a.sentence - b.sentence) > 1
    if apart or a.measure != b.measure:
        return False
    if a.population or b.population or a.dimension == "share" or "part" in a.hints | b.hints:
        return False
    later = max((a, b), key=lambda x: place_of(x.figure_id))
    same = a.place == b.place and a.dimension == b.dimension and a.kind == b.kind
    return same and (later.bare or not is_open(a.measure))


def place_of(figure_id: str) -> int:
    """Where in its article a figure stands."""
    found = re.search(r"(\d{1,15})\D*$", figure_id)
    return int(found.group(1)) if found else -1


def _far(a: Compared, b: Compared) -> bool:
    """The two stand in other places of their article."""
    return abs(place_of(a.figure_id) - place_of(b.figure_id)) > _APART


def unlike(a: Compared, b: Compared) -> bool:
    """Something in the words or in the size tells that the two may well count other things."""
    # Of two plans each is only supposed.
    ahead = all(x.modality in ("planned", "projected") for x in (a, b))
    return (
        "stray" in a.hints | b.hints
        or any((hint in a.hints) != (hint in b.hints) for hint in (("partial",) if ahead else ("partial", "supposed")))
        or (times(a, b) > _FAR_APART and not _explicit(a, b))
    )


def _whose(a: Compared, b: Compared) -> bool:
    """A side of a war tells of losses, and it is not said of whose."""
    if a.nation and b.nation:
        return False
    fights = a.head in word_set("counting", "fights") or b.head in word_set("counting", "fights")
    if fights and (a.nation != b.nation or ("enemy" in a.hints) != ("enemy" in b.hints)):
        return True
    sides = a.source_nations, b.source_nations
    # A ministry of health or a coast guard tells of whom it found, not of what it did to anybody.
    civil = all(o.split(" ")[-1] in word_set("counting", "civil") for x in (a, b) for o in x.originators)
    if a.event in word_set("counting", "losses") and all(sides) and sides[0].isdisjoint(sides[1]) and not civil:
        # Each tells of what it did to the other.
        return True
    return fights and bool(a.event) and any(sides) and sides[0] != sides[1]


def _explicit(a: Compared, b: Compared) -> bool:
    """Event, place and day are stated, and the same."""
    stated = a.event and a.place and a.holds_to is not None
    return bool(stated) and (a.event, a.place, a.holds_to) == (b.event, b.place, b.holds_to)


def other_area(a: Compared, b: Compared) -> bool:
    """The two are for different places, as far as the words say."""
    if a.place and b.place:
        return a.place.lower() != b.place.lower() and not (home(a) and home(b))
    return a.article_id != b.article_id and told_together(a, b) and home(a) != home(b)


def _long(x: Compared) -> bool:
    return None not in (x.holds_from, x.holds_to) and (x.holds_to - x.holds_from).days > _LONG
