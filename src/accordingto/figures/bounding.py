"""Words around an amount to an interval: "around", "no fewer than", "or more", "nearly"."""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.figures.lexicon import bounds, longest
from accordingto.figures.measured import Amount
from accordingto.figures.tokens import Token

NEARLY = 0.9
"""Share of the number that "nearly" reaches at least."""

_NOT = ("not", "no", "n't", "never")
_TURNED = {"more_than": "at_most", "less_than": "at_least", "at_least": "less_than", "at_most": "more_than"}
_STRONGEST = ("at_least", "at_most", "more_than", "less_than", "nearly", "exact", "approximate")


@dataclass(frozen=True, slots=True)
class Bound:
    """How the words bound an amount, and the tokens they take.

    ``kind`` is one of the schema's bounds or ``nearly``; ``words`` are the token spans of the
    bounding words before and after the amount.
    """

    kind: str
    first: int
    last: int
    before: tuple[int, int] | None
    after: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that the words allow; an end that is None is open without limit."""

    value: float | None
    low: float | None
    high: float | None
    low_closed: bool
    high_closed: bool
    bound: str


def bound_of(tokens: list[Token], amount: Amount, floor: int, ceiling: int) -> Bound:
    """Find the bounding words beside an amount, between tokens ``floor`` and ``ceiling``."""
    first, start, kinds = amount.first, amount.first, []
    outermost = None
    while True:
        found = _before(tokens, start, floor)
        if found is None:
            step = _skipped(tokens, start, floor)
            found = _before(tokens, step, floor) if step < start else None
        if found is None:
            break
        kind, start = found
        outermost = start
        kinds.append(kind)
    before = (outermost, first) if outermost is not None else None
    after, last = None, amount.last
    for at in dict.fromkeys((amount.last, amount.number[1])):
        found_after = _after(tokens, at, ceiling)
        if found_after is not None:
            kind, end = found_after
            kinds.append(kind)
            after, last = (at, end), max(last, end)
            break
    kinds = [k for k in kinds if k]
    if kinds and after is not None and "closed" in kinds:
        kinds = [{"more_than": "at_least", "less_than": "at_most"}.get(k, k) for k in kinds if k != "closed"]
    if "exact" in kinds and len(kinds) > 1:
        kinds = [k for k in kinds if k != "exact"]
    kind = next((k for k in _STRONGEST if k in kinds), "exact")
    return Bound(kind, outermost if outermost is not None else first, last, before, after)


def interval(amount: Amount, kind: str, around: float = 0.10) -> Interval:
    """Turn an amount and its bound to an interval.

    Examples
    --------
    >>> from accordingto.figures.measured import Amount
    >>> number = Amount(0, 1, (0, 1), 200.0, None, None, "digits", 1.0)
    >>> i = interval(number, "nearly")
    >>> i.low, i.low_closed, i.high, i.high_closed
    (180.0, True, 200.0, False)
    """
    if amount.value is None:
        low, high = amount.low, amount.high
        assert low is not None and high is not None
        if amount.vague:
            if kind in ("at_least", "more_than"):
                return Interval(None, low, None, True, False, kind)
            if kind in ("at_most", "less_than", "nearly"):
                return Interval(None, None, high, False, False, "less_than")
            return Interval(None, low, high, True, False, "range")
        low, high = min(low, high), max(low, high)
        if kind in ("at_least", "more_than"):
            return Interval(None, low, None, kind == "at_least", False, kind)
        if kind in ("at_most", "less_than"):
            return Interval(None, None, high, False, kind == "at_most", kind)
        return Interval(None, low, high, True, True, "range")
    value = amount.value
    if kind == "approximate":
        low, high = sorted((value * (1 - around), value * (1 + around)))
        return Interval(value, _tidy(low), _tidy(high), True, True, "approximate")
    if kind == "at_least":
        return Interval(value, value, None, True, False, kind)
    if kind == "more_than":
        return Interval(value, value, None, False, False, kind)
    if kind == "at_most":
        return Interval(value, None, value, False, True, kind)
    if kind == "less_than":
        return Interval(value, None, value, False, False, kind)
    if kind == "nearly":
        if value < 0:
            return Interval(value, value, _tidy(NEARLY * value), False, True, "approximate")
        return Interval(value, _tidy(NEARLY * value), value, True, False, "less_than")
    return Interval(value, value, value, True, True, "exact")


def _tidy(value: float) -> float:
    """Drop the last bits that multiplying adds, so that 1.1 times 1500 is 1650."""
    return float(f"{value:.12g}")


def _before(tokens: list[Token], end: int, floor: int) -> tuple[str, int] | None:
    table = bounds("before")
    for size in range(min(longest("before"), end - floor), 0, -1):
        kind = table.get(tuple(t.lower for t in tokens[end - size : end]))
        if kind is None:
            continue
        start = end - size
        before = tokens[start - 1].lower if start > floor else ""
        if kind in _TURNED and (before in _NOT or before.endswith("n't")):
            return _TURNED[kind], start - 1 if before in _NOT else start
        return kind, start
    return None


def _skipped(tokens: list[Token], end: int, floor: int) -> int:
    """Pass over words that may stand between the bound and the number: "up to another 500"."""
    table = bounds("skip")
    for size in range(min(longest("skip"), end - floor), 0, -1):
        if tuple(t.lower for t in tokens[end - size : end]) in table:
            return end - size
    return end


def _after(tokens: list[Token], start: int, ceiling: int) -> tuple[str, int] | None:
    for name in ("after", "closes"):
        table = bounds(name)
        for size in range(min(longest(name), ceiling - start), 0, -1):
            key = tuple(t.lower for t in tokens[start : start + size])
            if key not in table:
                continue
            end = start + size
            follows = tokens[end] if end < len(tokens) else None
            if follows is not None and (
                follows.kind == "n" or (follows.lower in ("than", "a", "an", "the") and key[-1] != "odd")
            ):
                continue
            if key == ("+",) and not tokens[start].glued:
                continue
            if (
                key[-1] in ("ish", "odd", "plus")
                and follows is not None
                and key[0] == "plus"
                and not tokens[start].glued
            ):
                continue
            return ("closed" if name == "closes" else table[key]), end
    return None
