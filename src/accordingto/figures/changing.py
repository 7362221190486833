"""Rules on change: a count that rose, was lowered, or was corrected."""

from __future__ import annotations

from accordingto.figures import intervals
from accordingto.figures.comparability import Compared, told_together
from accordingto.figures.doubting import unlike
from accordingto.figures.events import known_events, once
from accordingto.figures.intervals import disjoint
from accordingto.figures.lexicon import word_set
from accordingto.figures.verdicts import Verdict, verdict

_TOTALS = ("level", "cumulative")
_OVER = ("exact", "at_least", "more_than")


def replaced(a: Compared, b: Compared) -> Verdict | None:
    """The story tells that one number was corrected to the other."""
    pairs = {(a.value, b.value), (b.value, a.value)}
    if a.moved.isdisjoint(pairs):
        return None
    return verdict("revision", "corrected_to", "one was corrected to the other")


def moved(a: Compared, b: Compared) -> Verdict | None:
    """One source's numbers before and after: "187, up from 41", "cut from 1,800 to 1,450"."""
    if a.article_id != b.article_id or a.kind != b.kind or not disjoint(a, b) or not (a.anchored and b.anchored):
        return None
    # "The ministry later raised the figure to 23", whoever had said 19 before.
    # A budget, a share of the votes or a march does not grow: who gives more for it has changed the number.
    fixed = a.event in once() or a.dimension == "share" or (a.dimension.startswith("money") and a.kind == "level")
    grows = not fixed and "corrected" not in a.hints | b.hints
    if (
        "raised" in b.hints
        and "raised" not in a.hints
        and b.headline > a.headline
        and (grows or a.originators != b.originators)
    ):
        return verdict("update", "raised_later", "the higher number was given later")
    if ("earlier" in a.hints) == ("earlier" in b.hints):
        return None
    early, late = (a, b) if "earlier" in a.hints else (b, a)
    if a.originators != b.originators:
        # "41, up from 37 in the county's count": the one came after the other, whoever gave it.
        later = a.kind == "cumulative" and a.sentence == b.sentence and late.headline > early.headline
        return verdict("update", "rose_from", "one is what the other rose from") if later else None
    if abs(a.sentence - b.sentence) > 1:
        return None
    if a.dimension == "share" and a.event not in known_events() and "corrected" not in a.hints | b.hints:
        # Opinion moves: a poll that has more than the one before corrects nothing.
        return verdict("update", "moved_from", "one is what the other moved from")
    if late.headline > early.headline and grows:
        return verdict("update", "rose_from", "one is what the other rose from")
    return verdict("revision", "lowered_from", "the same source changed its number")


def updated(a: Compared, b: Compared) -> Verdict | None:
    """A count of a later day is higher, or what there is has become less."""
    if a.event in word_set("counting", "daily") and "cumulative" not in (a.kind, b.kind):
        # Thursday's cancellations are not Friday's.
        return None
    if a.kind not in _TOTALS or b.kind not in _TOTALS or None in (a.as_of, b.as_of) or a.as_of == b.as_of:
        return None
    early, late = (a, b) if a.as_of < b.as_of else (b, a)
    running = a.kind == b.kind == "cumulative"
    # Within an article the day of a level that is not told may well be the other's.
    if a.article_id == b.article_id and a.originators != b.originators and not running and _undated_level(a, b):
        return None
    # "Several hundred" and then 214 may be the same count, and so may 141,230 and 141,200.
    vague = any(x.value is None and not any(c.isdigit() for c in x.quote) for x in (a, b))
    exact = running and not vague and intervals.rounding(a, b) is None
    if late.headline > early.headline and (exact or disjoint(a, b)) and "stray" not in a.hints | b.hints:
        return verdict("update", "later_count_is_higher", f"the count rose between {early.as_of} and {late.as_of}")
    if unlike(a, b):
        return None
    # Who spoke of more than 40 arrests and now has 37 has lowered the count.
    over = running and early.bound in _OVER and a.originators == b.originators
    if a.bound != b.bound and not over:
        return None
    falls = a.event in word_set("counting", "falls") and a.event == b.event
    stock = a.kind == b.kind == "level" and a.originators and a.originators == b.originators and _stock(a)
    if late.headline < early.headline and disjoint(a, b) and (falls or stock) and not vague:
        # The missing are found, a list gets shorter.
        return verdict("update", "later_level", f"the number fell between {early.as_of} and {late.as_of}")
    if late.headline < early.headline and a.originators and a.originators == b.originators and disjoint(a, b):
        return verdict("revision", "later_count_is_lower", "the same source lowered its count")
    return None


def _undated_level(a: Compared, b: Compared) -> bool:
    return any(x.kind == "level" and x.holds_from is None for x in (a, b))


def _stock(x: Compared) -> bool:
    """What there is of something at a time, and may be less later; not what happened."""
    return x.dimension in ("count", "area") and x.event not in known_events()


def revised(a: Compared, b: Compared) -> Verdict | None:
    """One source gives two numbers for the same day in two articles."""
    if not a.originators or a.originators != b.originators or a.modality != b.modality or not disjoint(a, b):
        return None
    # Within an article a change is told as one ("raised to 23 from 19"), else the two count other things.
    if not (a.anchored and b.anchored) or unlike(a, b) or a.article_id == b.article_id:
        return None
    if not (a.grounded and b.grounded):
        return None
    # A march is counted once: who gives two numbers has changed the first.
    once = bool(a.event) and a.event == b.event and told_together(a, b) and "cumulative" not in (a.kind, b.kind)
    if not once and (a.holds_to is None or a.holds_to != b.holds_to):
        return None
    return verdict("revision", "same_source_same_day", "the same source gives another number for the same day")
