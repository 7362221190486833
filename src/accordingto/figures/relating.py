"""Two figures of one measure to their relation: the first rule that holds wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.figures import intervals
from accordingto.figures.bases import otherwise
from accordingto.figures.changing import moved, replaced, revised, updated
from accordingto.figures.comparability import Compared, comparable, part_event, told_together
from accordingto.figures.denying import denied
from accordingto.figures.doubting import doubt
from accordingto.figures.intervals import times
from accordingto.figures.lexicon import word_set
from accordingto.figures.narrowing import is_part, scope
from accordingto.figures.verdicts import Rule, Verdict, verdict

_DONE = ("reported", "confirmed", "estimated", "denied")
_AHEAD = {"planned": "projected"}
_OF_ANYTHING = ("may_be_other_things", "too_unlike", "source_not_stated", "addition")
_ONE_SIZE = 1.6


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
    if a.dimension != b.dimension:
        a, b = _per_left_out(a, b)
    if a.makes_up is not None or b.makes_up is not None:
        composed = _composed(a, b)
        if composed is not None:
            return composed
    if not comparable(a, b):
        return None
    found = next(told for rule in RULES if (told := rule(a, b)) is not None)
    # One source's two numbers in one article, of which nothing says how they hang together, are of two things.
    if found.rule == "same_source_date_unknown" and a.article_id == b.article_id:
        return None
    # What two articles count may be anything where the words of neither tell that it is the same.
    if found.rule in _OF_ANYTHING and a.article_id != b.article_id:
        return None
    # Shares of an article that are told apart from each other answer questions of their own.
    if found.rule == "may_be_other_things" and a.dimension == "share" and abs(a.sentence - b.sentence) > 1:
        return None
    if (
        found.rule == "source_not_stated"
        and not (a.originators or b.originators)
        and "denied" not in (a.modality, b.modality)
    ):
        return None
    return found


def _per_left_out(a: Compared, b: Compared) -> tuple[Compared, Compared]:
    """ "9m a day", and then "8m": per what goes without saying where the amounts are of one size."""
    one, other = a.dimension, b.dimension
    if a.measure != b.measure or not told_together(a, b) or times(a, b) > _ONE_SIZE:
        return a, b
    if one.startswith(f"{other} per "):
        return a, replace(b, dimension=one)
    return (replace(a, dimension=other), b) if other.startswith(f"{one} per ") else (a, b)


def _unit(a: Compared, b: Compared) -> Verdict | None:
    if a.dimension == b.dimension:
        return None
    return verdict(
        "unit_differs", "no_fixed_factor", f"they are in {a.unit} and {b.unit}, between which no fixed factor holds"
    )


def _definition(a: Compared, b: Compared) -> Verdict | None:
    if a.event == b.event or _narrower(a, b) or _narrower(b, a):
        return _counted_otherwise(a, b)
    return verdict("definition_differs", "other_definition", f"one counts “{a.event}”, the other “{b.event}”")


def _counted_otherwise(a: Compared, b: Compared) -> Verdict | None:
    """One source tells that it counts in, or leaves out, what others may not: "which adds leases"."""
    if not otherwise(a.basis, b.basis) or a.originators & b.originators or not told_together(a, b):
        return None
    # A part is told of as such, and who admits something admits it whatever others count.
    told = is_part(a, b) != is_part(b, a) or {"part", "portion"} & (a.hints ^ b.hints) or a.admits or b.admits
    if told or "undated" in a.hints | b.hints or "increment" in (a.kind, b.kind):
        return None
    return verdict("definition_differs", "counted_otherwise", "one source counts in, or leaves out, what it names")


def _narrower(part: Compared, whole: Compared) -> bool:
    """Those in hospital are some of the hurt; "killed or missing" is another definition."""
    return (
        part_event(part, whole)
        and " or " not in whole.event
        and whole.event not in part.event.split(" ")
        and (part.event not in whole.event.split(" "))
    )


def _composed(a: Compared, b: Compared) -> Verdict | None:
    """596,000, 88,500 and 27,900 make up the 712,400."""
    # A part that is told as one of all ("seven of whom") is compared as such; 14 dead and 27 hurt make up nothing.
    apart = a.population or b.population or "part" in a.hints | b.hints
    other = bool(a.event and b.event) and a.event != b.event
    if apart or other or {a.bound, b.bound} - {"exact", "approximate"}:
        return None
    if a.dimension == b.dimension and told_together(a, b) and (a.makes_up == b.headline or b.makes_up == a.headline):
        return verdict("part_of_total", "makes_up", "with the numbers beside it one makes up the other")
    return None


def _part(a: Compared, b: Compared) -> Verdict | None:
    if "increment" in (a.kind, b.kind):
        return verdict("part_of_total", "addition", "one is an addition, the other a total")
    # 600, and another 130, which makes 730.
    if a.article_id == b.article_id and abs(a.headline - b.headline) in a.increments and a.originators == b.originators:
        return verdict("part_of_total", "adds_up", "with the addition that the article names, one makes the other")
    return None


def _undated(a: Compared, b: Compared) -> Verdict | None:
    if "undated" not in a.hints | b.hints:
        return None
    return verdict("undecided", "date_not_stated", "it is not said when one of them held")


def _modality(a: Compared, b: Compared) -> Verdict | None:
    # What one plans another may foresee; that they differ then is an undecided matter.
    sure_a, sure_b = ("done" if x.modality in _DONE else _AHEAD.get(x.modality, x.modality) for x in (a, b))
    # Who gives the same number again foresees the same.
    again = a.originators and a.originators == b.originators and a.value == b.value is not None
    # Jobs that "go" are as announced as those that "will go".
    if "estimated" in (a.modality, b.modality) and {sure_a, sure_b} == {"done", "projected"}:
        # What a loss will be is estimated as much as foreseen.
        return None
    announced = a.event == b.event in word_set("counting", "announced") and told_together(a, b)
    if announced and {sure_a, sure_b} == {"done", "projected"} and {a.modality, b.modality} & {"reported"}:
        return None
    if sure_a == sure_b or (again and {sure_a, sure_b} == {"done", "projected"}):
        return None
    return verdict("modality_differs", "other_modality", f"one is {a.modality}, the other {b.modality}")


def _contradictory(a: Compared, b: Compared) -> Verdict | None:
    """Rule 14: only where the same thing, place and time and two known sources leave no way out."""
    return doubt(a, b) or verdict("contradictory", "disjoint", "both cannot be true of the same thing")


RULES: Sequence[Rule] = (
    _unit,
    _definition,
    replaced,
    scope,
    _part,
    _modality,
    denied,
    _undated,
    moved,
    updated,
    revised,
    intervals.equal,
    intervals.rounding,
    intervals.approximate,
    intervals.bounded,
    intervals.ranged,
    _contradictory,
)
"""The rules in the order in which they are asked."""
