"""Rules on the numbers alone: the same, one rounded to the other, inside the other's bounds."""

from __future__ import annotations

import math

from accordingto.figures.comparability import Compared, told_together
from accordingto.figures.verdicts import Verdict, verdict

_TOLERANCE = 1e-9
_ROUNDING_LIMIT = 0.05
_CLOSED = {"exact", "at_least", "at_most"}


def disjoint(a: Compared, b: Compared) -> bool:
    """Tell two intervals without a number in common."""
    return _below(a, b) or _below(b, a)


def _below(a: Compared, b: Compared) -> bool:
    if a.high == b.low:
        return not (a.high_closed and b.low_closed)
    return a.high < b.low and not _same(a.high, b.low)


def _same(x: float, y: float) -> bool:
    return x == y or math.isclose(x, y, rel_tol=_TOLERANCE)


def times(a: Compared, b: Compared) -> float:
    """How many times the larger headline is the smaller."""
    small, large = sorted((abs(a.headline), abs(b.headline)))
    return large / small if small else math.inf


def equal(a: Compared, b: Compared) -> Verdict | None:
    """Rule 8."""
    if a.bound == b.bound and _same(a.low, b.low) and _same(a.high, b.high):
        return verdict("equal", "same_interval", "both say the same")
    # A source that repeats its number repeats it, with or without "at least".
    if a.value is not None and a.originators == b.originators != frozenset() and a.value == b.value:
        return verdict("equal", "same_number", "the same source gives the same number")
    if same_number(a, b) and told_together(a, b) and a.article_id != b.article_id:
        # "At least 19 people have died" is how a first report tells of the 19 that others tell of.
        return verdict("equal", "same_number", "both give the same number")
    return None


def same_number(a: Compared, b: Compared) -> bool:
    """Tell the same number, of which one may say that it is the least or the most."""
    plain = a.bound == b.bound or ("exact" in (a.bound, b.bound) and {a.bound, b.bound} <= _CLOSED)
    return plain and a.dimension == b.dimension and a.value == b.value is not None


def rounding(a: Compared, b: Compared) -> Verdict | None:
    """Rule 9."""
    if {a.bound, b.bound} - {"exact", "approximate"} or a.value is None or b.value is None:
        return None
    for fine, coarse in ((a, b), (b, a)):
        assert fine.value is not None and coarse.value is not None
        digits = significant(coarse.value / coarse.scale)
        if (
            digits
            and fine.bound == "exact"
            and _same(_rounded(fine.value / coarse.scale, digits), coarse.value / coarse.scale)
            and abs(fine.value - coarse.value) <= _ROUNDING_LIMIT * abs(fine.value)
            and significant(fine.value / fine.scale) > digits
        ):
            return verdict("rounding_compatible", "one_rounds_to_the_other", "one rounds to the other")
    return None


def significant(value: float) -> int:
    """Count the digits that are not trailing zeros."""
    if value == 0 or not math.isfinite(value):
        return 0
    return len(f"{abs(value):.12e}".split("e")[0].replace(".", "").rstrip("0"))


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits - 1}e}")


def approximate(a: Compared, b: Compared) -> Verdict | None:
    """Rule 10."""
    if "approximate" not in (a.bound, b.bound) or a.open or b.open or "range" in (a.bound, b.bound) or disjoint(a, b):
        return None
    return verdict("approximation_compatible", "inside_around", "one lies within what the other's “around” allows")


def bounded(a: Compared, b: Compared) -> Verdict | None:
    """Rule 11: a number, not a range, that the other's bound allows."""
    points = any(x.bound in ("exact", "approximate") for x in (a, b))
    limits = any(x.open or x.bound == "less_than" for x in (a, b))
    if not points or not limits or disjoint(a, b):
        return None
    return verdict("bound_compatible", "satisfies_bound", "one number satisfies the other's bound")


def ranged(a: Compared, b: Compared) -> Verdict | None:
    """Rules 12 and 13."""
    if disjoint(a, b):
        return None
    if (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high):
        return verdict("range_subsumed", "inside_range", "one lies inside the other's range")
    return verdict("range_overlap", "ranges_overlap", "their ranges overlap in part")
