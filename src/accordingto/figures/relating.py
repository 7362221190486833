"""Two figures of one measure to their relation: the first rule that holds wins."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accordingto.figures.comparability import Compared, comparable, home, told_together, within_place
from accordingto.figures.lexicon import word_set

FLAG_OF = {
    "unit_differs": "no",
    "definition_differs": "note",
    "scope_differs": "note",
    "part_of_total": "no",
    "modality_differs": "note",
    "update": "no",
    "revision": "yes",
    "equal": "no",
    "rounding_compatible": "no",
    "approximation_compatible": "no",
    "bound_compatible": "show",
    "range_subsumed": "show",
    "range_overlap": "weak",
    "contradictory": "yes",
    "denied_or_conceded": "yes",
    "undecided": "show",
}

_TOLERANCE = 1e-9
_FAR_APART = 5.0
_ROUNDING_LIMIT = 0.05
_DONE = ("reported", "confirmed", "estimated", "denied")
_TOTALS = ("level", "cumulative")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation with the rule that fired and why, and whether an editor should look."""

    relation: str
    rule: str
    why: str
    flagged: str


Rule = Callable[[Compared, Compared], "Verdict | None"]


def relate(a: Compared, b: Compared) -> Verdict | None:
    """Say how two figures stand to each other; None where they cannot be compared.

    Parameters
    ----------
    a, b : Compared
        Two figures, in the order of their articles and offsets.

    Returns
    -------
    Verdict or None
    """
    if not comparable(a, b):
        return None
    verdict = next(verdict for rule in RULES if (verdict := rule(a, b)) is not None)
    # One source's two numbers in one article, of which nothing says how they hang together, are of two things.
    if verdict.rule == "same_source_date_unknown" and a.article_id == b.article_id:
        return None
    if (
        verdict.rule == "source_not_stated"
        and not (a.originators or b.originators)
        and "denied" not in (a.modality, b.modality)
    ):
        return None
    return verdict


def _verdict(relation: str, rule: str, why: str, flagged: str = "") -> Verdict:
    return Verdict(relation, rule, why, flagged or FLAG_OF[relation])


def _unit(a: Compared, b: Compared) -> Verdict | None:
    if a.dimension == b.dimension:
        return None
    return _verdict(
        "unit_differs", "no_fixed_factor", f"they are in {a.unit} and {b.unit}, between which no fixed factor holds"
    )


def _definition(a: Compared, b: Compared) -> Verdict | None:
    if a.event == b.event:
        return None
    return _verdict("definition_differs", "other_definition", f"one counts “{a.event}”, the other “{b.event}”")


def _scope(a: Compared, b: Compared) -> Verdict | None:
    """One population, place or period lies inside the other's."""
    part, whole, what = None, None, ""
    if a.head != b.head:
        part, whole = (a, b) if a.broader == b.head else (b, a)
        what = f"one is about {part.head} only, the other about {whole.head}"
    elif bool(a.population) != bool(b.population):
        part, whole = (a, b) if a.population else (b, a)
        what = f"one is a part ({part.quote}) of what the other counts"
    elif set(a.modifiers) != set(b.modifiers):
        part, whole = (a, b) if len(a.modifiers) > len(b.modifiers) else (b, a)
        extra = " ".join(m for m in part.modifiers if m not in whole.modifiers)
        what = f"only one is limited to “{extra}”"
    elif _other_area(a, b):
        part, whole = (b, a) if not a.place or (b.place and within_place(a.place, b.place)) else (a, b)
        if home(part) and not home(whole):
            part, whole = whole, part
        what = f"they are for other areas ({a.place or 'all'}; {b.place or 'all'})"
    elif a.alone != b.alone and a.event:
        part, whole = (a, b) if a.alone else (b, a)
        what = "one is about a part alone"
    elif _hinted(a, b, "part") or _hinted(a, b, "nationwide"):
        part, whole = (a, b) if "part" in a.hints or "nationwide" in b.hints else (b, a)
        what = "one is a part of what the other counts"
    elif _longer(a, b) or _longer(b, a):
        part, whole = (b, a) if _longer(a, b) else (a, b)
        what = "one period is part of the other"
    if part is None or whole is None:
        return None
    # As for a contradiction: only where nothing is left open is the larger part an editor's matter.
    if part.low > whole.high and part.dimension == whole.dimension and _doubt(a, b) is None:
        return _verdict("scope_differs", "part_exceeds_whole", f"{what}, and the part is the larger", "yes")
    return _verdict("scope_differs", "other_scope", what)


def _hinted(a: Compared, b: Compared, hint: str) -> bool:
    """Only one of two counts of one event bears the hint."""
    return bool(a.event) and (hint in a.hints) != (hint in b.hints)


def _unlike(a: Compared, b: Compared) -> bool:
    """Something in the words or in the size tells that the two may well count other things."""
    return (
        "stray" in a.hints | b.hints
        or any((hint in a.hints) != (hint in b.hints) for hint in ("partial", "supposed"))
        or (_times(a, b) > _FAR_APART and not _explicit(a, b))
    )


def _explicit(a: Compared, b: Compared) -> bool:
    """Event, place and day are stated, and the same."""
    stated = a.event and a.place and a.holds_to is not None
    return bool(stated) and (a.event, a.place, a.holds_to) == (b.event, b.place, b.holds_to)


def _other_area(a: Compared, b: Compared) -> bool:
    if a.place and b.place:
        return a.place.lower() != b.place.lower() and not (home(a) and home(b))
    return a.article_id != b.article_id and told_together(a, b) and home(a) != home(b)


def _longer(a: Compared, b: Compared) -> bool:
    if None in (a.holds_from, a.holds_to, b.holds_from, b.holds_to) or a.kind == b.kind == "cumulative":
        return False
    return (
        a.holds_from <= b.holds_from
        and b.holds_to <= a.holds_to
        and (a.holds_from, a.holds_to) != (b.holds_from, b.holds_to)
    )


def _part(a: Compared, b: Compared) -> Verdict | None:
    if "increment" not in (a.kind, b.kind) or not {a.kind, b.kind} & set(_TOTALS):
        return None
    return _verdict("part_of_total", "addition", "one is an addition, the other a total")


def _modality(a: Compared, b: Compared) -> Verdict | None:
    sure_a, sure_b = ("done" if x.modality in _DONE else x.modality for x in (a, b))
    if sure_a == sure_b:
        return None
    return _verdict("modality_differs", "other_modality", f"one is {a.modality}, the other {b.modality}")


def _denied(a: Compared, b: Compared) -> Verdict | None:
    if (a.modality == "denied") != (b.modality == "denied"):
        return _doubt(a, b) or _verdict("denied_or_conceded", "denied", "one of them is denied")
    if _unlike(a, b):
        return None
    if a.event and a.dimension == b.dimension and _disjoint(a, b) and a.originators and b.originators:
        less = a if a.headline < b.headline else b
        own = any(m.lower() in less.speaks for m in less.modifiers if m[:1].isupper())
        other = b if less is a else a
        if own and not less.originators & other.originators:
            return _verdict("denied_or_conceded", "own_side_admits_fewer", "the side concerned admits fewer")
        employer = a.event in _PARTY and _labour(other) and not _labour(less)
        if (employer or less.admits) and not less.originators & other.originators and told_together(a, b):
            return _verdict("denied_or_conceded", "party_admits_fewer", "the party concerned admits fewer")
    return None


_PARTY = ("dismissed", "on strike")
"""Between an employer and those it employs."""


def _labour(x: Compared) -> bool:
    return any(word in name.split() for name in x.originators for word in word_set("counting", "labour"))


def _update(a: Compared, b: Compared) -> Verdict | None:
    if not (a.kind == b.kind == "cumulative") or a.holds_to is None or b.holds_to is None or a.holds_to == b.holds_to:
        return None
    early, late = (a, b) if a.holds_to < b.holds_to else (b, a)
    if late.headline > early.headline:
        return _verdict(
            "update", "later_count_is_higher", f"the count rose between {early.holds_to} and {late.holds_to}"
        )
    if _unlike(a, b) or a.bound != b.bound:
        return None
    if late.headline < early.headline and a.originators and a.originators == b.originators and _disjoint(a, b):
        return _verdict("revision", "later_count_is_lower", "the same source lowered its count")
    return None


def _revision(a: Compared, b: Compared) -> Verdict | None:
    if not a.originators or a.originators != b.originators or a.modality != b.modality or not _disjoint(a, b):
        return None
    if not (a.anchored and b.anchored) or _unlike(a, b):
        return None
    # A march is counted once: who gives two numbers has changed the first.
    once = bool(a.event) and a.event == b.event and told_together(a, b) and "cumulative" not in (a.kind, b.kind)
    if not once and (a.holds_to is None or a.holds_to != b.holds_to):
        return None
    return _verdict("revision", "same_source_same_day", "the same source gives another number for the same day")


def _disjoint(a: Compared, b: Compared) -> bool:
    return _below(a, b) or _below(b, a)


def _below(a: Compared, b: Compared) -> bool:
    if a.high == b.low:
        return not (a.high_closed and b.low_closed)
    return a.high < b.low and not _same(a.high, b.low)


def _same(x: float, y: float) -> bool:
    return x == y or math.isclose(x, y, rel_tol=_TOLERANCE)


def _equal(a: Compared, b: Compared) -> Verdict | None:
    if a.bound == b.bound and _same(a.low, b.low) and _same(a.high, b.high):
        return _verdict("equal", "same_interval", "both say the same")
    return None


def _rounding(a: Compared, b: Compared) -> Verdict | None:
    if a.bound != "exact" or b.bound != "exact" or a.value is None or b.value is None:
        return None
    for fine, coarse in ((a, b), (b, a)):
        assert fine.value is not None and coarse.value is not None
        digits = _significant(coarse.value / coarse.scale)
        if (
            digits
            and _same(_rounded(fine.value / coarse.scale, digits), coarse.value / coarse.scale)
            and (
                abs(fine.value - coarse.value) <= _ROUNDING_LIMIT * abs(fine.value)
                and _significant(fine.value / fine.scale) > digits
            )
        ):
            return _verdict("rounding_compatible", "one_rounds_to_the_other", "one rounds to the other")
    return None


def _significant(value: float) -> int:
    """Count the digits that are not trailing zeros."""
    if value == 0 or not math.isfinite(value):
        return 0
    return len(f"{abs(value):.12e}".split("e")[0].replace(".", "").rstrip("0"))


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits - 1}e}")


def _approximate(a: Compared, b: Compared) -> Verdict | None:
    if "approximate" not in (a.bound, b.bound) or a.open or b.open or "range" in (a.bound, b.bound) or _disjoint(a, b):
        return None
    return _verdict("approximation_compatible", "inside_around", "one lies within what the other's “around” allows")


def _bounded(a: Compared, b: Compared) -> Verdict | None:
    if not (a.open or b.open or "less_than" in (a.bound, b.bound)) or _disjoint(a, b):
        return None
    return _verdict("bound_compatible", "satisfies_bound", "one number satisfies the other's bound")


def _range(a: Compared, b: Compared) -> Verdict | None:
    if _disjoint(a, b):
        return None
    if (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high):
        return _verdict("range_subsumed", "inside_range", "one lies inside the other's range")
    return _verdict("range_overlap", "ranges_overlap", "their ranges overlap in part")


def _doubt(a: Compared, b: Compared) -> Verdict | None:
    """Say what leaves it open whether two figures are about the same thing; None where nothing does."""
    if not a.originators or not b.originators:
        return _verdict("undecided", "source_not_stated", "the article does not say whom one of them comes from")
    if a.originators & b.originators:
        return _verdict(
            "undecided", "same_source_date_unknown", "both come from the same source, and it is not said when each held"
        )
    # "four people" and "2,300 residents": a bare noun does not say which people.
    bare = any(x.dimension == "count" and not (x.event or x.modifiers) for x in (a, b))
    if bare or not (a.anchored and b.anchored):
        return _verdict("undecided", "may_be_other_things", "it is not certain that both count the same thing")
    if _unlike(a, b):
        return _verdict("undecided", "too_unlike", "they may count other things, or a part, or only a possibility")
    if any(x.bound == "range" and x.value is None and not any(c.isdigit() for c in x.quote) for x in (a, b)):
        return _verdict("undecided", "too_vague", "one of them is too vague a number")
    if a.article_id == b.article_id and bool(a.place) != bool(b.place) and not (home(a) and home(b)):
        return _verdict("undecided", "place_not_stated", "the place of one is not stated")
    if a.event and _long(a) != _long(b):
        return _verdict("undecided", "date_not_stated", "one is for a longer period, the other for no stated one")
    if told_together(a, b) and a.article_id != b.article_id:
        if a.kind == "cumulative" and a.holds_to != b.holds_to:
            return _verdict("undecided", "other_day", "they are counts of different days")
        if a.kind == b.kind and a.event and not _other_area(a, b):
            return None
    within = a.article_id == b.article_id
    if (a.place != b.place and not (within and not (a.place and b.place))) or not (a.place or b.place or within):
        return _verdict("undecided", "place_not_stated", "the place of one is not stated")
    if not within and a.kind == "cumulative" and (a.holds_from is None or a.holds_from != b.holds_from):
        return _verdict("undecided", "event_not_dated", "it is not stated that both are about the same event")
    dated = [x.holds_to is not None or x.holds_from is not None for x in (a, b)]
    if not all(dated) and not (within and not any(dated)) and not (within and a.event):
        return _verdict("undecided", "date_not_stated", "it is not stated when one of them held")
    return None


def _long(x: Compared) -> bool:
    return None not in (x.holds_from, x.holds_to) and (x.holds_to - x.holds_from).days > 7


def _times(a: Compared, b: Compared) -> float:
    small, large = sorted((abs(a.headline), abs(b.headline)))
    return large / small if small else math.inf


def _contradictory(a: Compared, b: Compared) -> Verdict | None:
    """Rule 14: only where the same thing, place and time and two known sources leave no way out."""
    return _doubt(a, b) or _verdict("contradictory", "disjoint", "both cannot be true of the same thing")


RULES: Sequence[Rule] = (
    _unit,
    _definition,
    _scope,
    _part,
    _modality,
    _denied,
    _update,
    _revision,
    _equal,
    _rounding,
    _approximate,
    _bounded,
    _range,
    _contradictory,
)
"""The rules in the order in which they are asked."""
