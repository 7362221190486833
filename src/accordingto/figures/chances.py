"""How likely a careful reader would compare two figures, and what of them: learned where rules know no more.

The rules read words; whether two numbers that pass them are of the same thing, and how they hang
together, shows in many small signs none of which decides. They are weighed here as log-linear
models weigh them; how the weights were found is in ``training/pairs``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import repeat

from accordingto.figures.comparability import Compared, told_together
from accordingto.figures.doubting import contrasted
from accordingto.figures.events import known_events
from accordingto.figures.intervals import disjoint, same_number, significant, times
from accordingto.figures.lexicon import rows
from accordingto.figures.threads import is_open
from accordingto.figures.verdicts import Verdict, verdict

_AHEAD = ("planned", "projected", "feared", "possible")
_FEW = 3
_NEXT = 2
_ALIKE = 1.15
_MONTH = 31


LISTED = 0.1
"""Below this chance that a careful reader would compare two figures, they are not compared."""
OPPOSED = {"contradictory": 0.3, "revision": 0.2, "denied_or_conceded": 0.3}
"""Below this chance that two figures cannot both be true, it is left open, or not flagged."""
LIKELY, MORE_LIKELY = 0.4, 2.0
"""Least chance of another relation than the rules found, and how many times likelier it must be than that."""
_MOSTLY = {
    "update": "mostly of two days",
    "scope_differs": "mostly of one thing and a part of it",
    "definition_differs": "mostly of things that are counted differently",
    "modality_differs": "mostly not equally certain",
    "denied_or_conceded": "mostly a charge and what the party concerned says of it",
    "part_of_total": "mostly a total and what belongs to it",
}
"""Relations that many signs tell as well as one word, and what they are said to be; doubts stay doubts."""
_LIKELIEST = ("denied_or_conceded", "revision")
"""What most pairs that these rules find are, if a careful reader compares them at all."""
IN_WORDS = (
    "corrected_to",
    "lowered_from",
    "rose_from",
    "raised_later",
    "denied_beside",
    "makes_up",
    "adds_up",
    "counted_otherwise",
)
"""Rules that rest on what the text says of the two numbers: there is nothing to weigh."""


def weighed(a: Compared, b: Compared, found: Verdict | None) -> Verdict | None:
    """Leave out what hardly anyone would compare, and leave open what may well be no disagreement.

    Parameters
    ----------
    a, b : Compared
        Two figures, in the order of their articles and offsets.
    found : Verdict or None
        What the rules say of them.

    Returns
    -------
    Verdict or None
        As found for figures of two stories, on which nothing was learned.

    Examples
    --------
    >>> weighed(None, None, None) is None
    True
    """
    if found is None or found.rule in IN_WORDS or not told_together(a, b):
        return found
    shown = traits(a, b, found)
    if _chance("listed", shown) < LISTED:
        return None
    if found.relation in _MOSTLY:
        chances = {relation: _chance(relation, shown) for relation in _MOSTLY}
        likelier = max(_MOSTLY, key=lambda relation: chances[relation])
        if chances[likelier] > max(LIKELY, MORE_LIKELY * chances[found.relation]):
            # What an editor must look at has a reason in the text.
            flagged = "show" if likelier in _LIKELIEST else ""
            return verdict(likelier, "told_like_these", f"numbers told like these two are {_MOSTLY[likelier]}", flagged)
    if "same event" in shown and "same place" in shown:
        # Both name what happened, and where.
        return found
    if _chance("opposed", shown) >= OPPOSED.get(found.relation, 0.0):
        return found
    if found.relation in _LIKELIEST:
        # If they are compared at all it is this; but an editor need not look.
        return replace(found, flagged="show")
    return verdict("undecided", "seldom_the_same", "numbers told like these two are seldom of the same thing")


def _chance(asked: str, shown: list[str]) -> float:
    """How likely a careful reader compares the two (``listed``), holds that not both are so, or names a relation."""
    weights = _weights()[asked]
    total = weights[""] + sum(map(weights.get, shown, repeat(0.0)))
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> dict[str, dict[str, float]]:
    table = rows("chances")
    asked = ("listed", "opposed", *_MOSTLY)
    return {name: {row["trait"]: float(row[name]) for row in table} for name in asked}


def traits(a: Compared, b: Compared, found: Verdict) -> list[str]:
    """Name what is true of a pair.

    Parameters
    ----------
    a, b : Compared
        Two figures of one story, in the order of their articles and offsets.
    found : Verdict
        What the rules found.

    Returns
    -------
    list of str
    """
    shown = [f"rule {found.relation}", f"by {found.rule}"]
    add = shown.append
    _places(a, b, add)
    _things(a, b, add)
    _sources(a, b, add)
    _sizes(a, b, add)
    _times(a, b, add)
    return shown


def _places(a: Compared, b: Compared, add: Callable[[str], None]) -> None:
    """Where the two stand to each other."""
    if a.article_id == b.article_id:
        add("one article")
        between = abs(a.number - b.number) - 1
        add("next to each other" if not between else "few between" if between < _FEW else "many between")
        apart = abs(a.sentence - b.sentence)
        if a.paragraph == b.paragraph:
            add("one paragraph")
            add("one sentence" if not apart else "next sentence" if apart < _NEXT else "further sentence")
        if contrasted(a, b):
            add("set against each other")
    else:
        add("two articles")
        # How a story opens is what it is about.
        add(("neither opens", "one opens", "both open")[(a.paragraph < _NEXT) + (b.paragraph < _NEXT)])
    shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    add(
        "words apart"
        if shared < 0.1
        else "some words"
        if shared < 0.3
        else "many words"
        if shared < 0.5
        else "same words"
    )
    if len(a.names & b.names) > 0:
        add("same names")
    elif a.names and b.names:
        add("other names")


def _things(a: Compared, b: Compared, add: Callable[[str], None]) -> None:
    """What the two count."""
    add("same measure" if a.measure == b.measure else "other measure")
    if a.head != b.head:
        add("other head")
    if a.event == b.event:
        add("same event" if a.event in known_events() else "same deed" if a.event else "no event")
    else:
        add("one event" if not (a.event and b.event) else "other event")
    if a.measure == b.measure and is_open(a.measure):
        add("open measure")
    noun = a.noun and a.noun.lower() == b.noun.lower()
    add(
        "same noun"
        if noun
        else "no noun"
        if not (a.noun or b.noun)
        else "one noun"
        if not (a.noun and b.noun)
        else "other noun"
    )
    add(f"dimension {a.dimension.split(' ')[0]}" if a.dimension == b.dimension else "other dimension")
    if a.modifiers != b.modifiers:
        add("other modifiers")
    elif a.modifiers:
        add("same modifiers")
    for name in ("anchored", "lent", "bare", "grounded", "own", "alone"):
        n = getattr(a, name) + getattr(b, name)
        add(f"{name} {n}")
    n = bool(a.population) + bool(b.population)
    if n:
        add(f"population {n}")
    if a.place.lower() == b.place.lower():
        add("same place" if a.place else "no place")
    else:
        add("other place" if a.place and b.place else "one place")
    kinds = sorted((a.kind, b.kind))
    add(f"kinds {kinds[0]} {kinds[1]}")
    for hint in sorted(a.hints ^ b.hints):
        add(f"one {hint}")
    if a.hints & b.hints:
        add("same hints")
    most = max(a.rivals, b.rivals)
    add("few of this" if most < _FEW + 1 else "some of this" if most < 2 * _FEW + 2 else "many of this")


def _sources(a: Compared, b: Compared, add: Callable[[str], None]) -> None:
    """Whom the two come from."""
    if a.originators and b.originators:
        add("same source" if a.originators & b.originators else "other sources")
    else:
        add("one source known" if a.originators or b.originators else "no source known")
    n = sum(any(i.startswith("unnamed:") for i in x.actors) for x in (a, b))
    if n:
        add(f"unnamed {n}")
    if a.firm or b.firm:
        add("of a party")
    if a.admits or b.admits:
        add("admitted")
    firm = [x.modality not in _AHEAD for x in (a, b)]
    add("both done" if all(firm) else "one done" if any(firm) else "none done")
    n = sum(x.modality == "estimated" for x in (a, b))
    if n:
        add(f"estimated {n}")
    if "denied" in (a.modality, b.modality):
        add("denied")
    both = " ".join(sorted((a.modality, b.modality)))
    add(f"told as {both}")
    if a.originators and b.originators:
        add(f"{'same' if a.originators & b.originators else 'other'} source told as {both}")


def _sizes(a: Compared, b: Compared, add: Callable[[str], None]) -> None:
    """How large the two are."""
    ratio = times(a, b)
    add("alike" if ratio < _ALIKE else "near" if ratio < 1.5 else "twice" if ratio < _FEW else "far")
    n = sum(x.bound == "exact" for x in (a, b))
    add(f"exact {n}")
    if a.bound == "range" or b.bound == "range":
        add("range")
    add(f"bounds {' '.join(sorted((a.bound, b.bound)))}")
    add("same number" if same_number(a, b) else "other number")
    add("nothing in common" if a.dimension == b.dimension and disjoint(a, b) else "something in common")
    digits = sorted(significant(x.headline / x.scale) for x in (a, b))
    add("round" if digits[1] < _NEXT else "one round" if digits[0] < _NEXT < digits[1] else "precise")
    small = min(abs(a.headline / a.scale), abs(b.headline / b.scale)) if a.dimension == "count" else 1e9
    if small < 10:
        add("small")


def _times(a: Compared, b: Compared, add: Callable[[str], None]) -> None:
    """When the two hold."""
    if a.as_of is None or b.as_of is None:
        add("one day known" if a.as_of or b.as_of else "no day known")
    else:
        days = abs((a.as_of - b.as_of).days)
        add("same day" if not days else "next day" if days == 1 else "other day" if days < _MONTH else "long after")
    if a.holds_to is None or b.holds_to is None:
        add("an end unknown")
    else:
        days = (a.holds_to - b.holds_to).days
        add(_until(abs(days)))
        if days:
            add("later is higher" if (a.headline > b.headline) == (days > 0) else "later is lower")
    if a.holds_from is not None and b.holds_from is not None:
        add("same begin" if a.holds_from == b.holds_from else "other begin")
    elif a.holds_from is not None or b.holds_from is not None:
        add("one begin")


def _until(days: int) -> str:
    if days < _NEXT:
        return "until the next" if days else "until one day"
    return "until a week" if days < 8 else "until a year"
