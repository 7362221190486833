"""Two figures of one measure to their relation: the first rule that holds wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.figures import intervals
from accordingto.figures.bases import otherwise
from accordingto.figures.comparability import (
    Compared,
    comparable,
    home,
    is_house,
    part_event,
    same_nation,
    told_together,
    within_place,
)
from accordingto.figures.doubting import doubt, other_area, unlike
from accordingto.figures.events import answering, known_events, once, parts_of_people
from accordingto.figures.intervals import disjoint, times
from accordingto.figures.lexicon import word_set
from accordingto.figures.portions import other_kind
from accordingto.figures.threads import is_open, is_telling
from accordingto.figures.verdicts import Rule, Verdict, verdict

_DONE = ("reported", "confirmed", "estimated", "denied")
_AHEAD = {"planned": "projected"}
_OF_ANYTHING = ("may_be_other_things", "too_unlike", "source_not_stated", "addition")
_ONE_SIZE = 1.6
_TOTALS = ("level", "cumulative")
_OVER = ("exact", "at_least", "more_than")


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
    a, b = _per_left_out(a, b)
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
    if one == other or a.measure != b.measure or not told_together(a, b) or times(a, b) > _ONE_SIZE:
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
    told = _is_part(a, b) != _is_part(b, a) or {"part", "portion"} & (a.hints ^ b.hints) or a.admits or b.admits
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


def _scope(a: Compared, b: Compared) -> Verdict | None:
    """One population, place or period lies inside the other's."""
    if _repeated(a, b):
        return None
    part, whole, what = None, None, ""
    narrow_a, narrow_b = (_narrowing(x, a, b) for x in (a, b))
    if a.head != b.head and not _same_people(a, b):
        part, whole = (a, b) if a.broader == b.head else (b, a)
        what = f"one is about {part.head} only, the other about {whole.head}"
    elif a.event != b.event:
        part, whole = (a, b) if part_event(a, b) else (b, a)
        what = f"one counts those {part.event} only"
    elif _is_part(a, b) != _is_part(b, a):
        part, whole = (a, b) if _is_part(a, b) else (b, a)
        what = f"one is a part ({part.quote}) of what the other counts"
    elif narrow_a != narrow_b:
        part, whole = (a, b) if len(narrow_a) > len(narrow_b) else (b, a)
        extra = " ".join(m for m in part.modifiers if m not in whole.modifiers)
        what = f"only one is limited to “{extra}”"
    elif other_area(a, b):
        part, whole = (b, a) if not a.place or (b.place and within_place(a.place, b.place)) else (a, b)
        if home(part) and not home(whole):
            part, whole = whole, part
        what = f"they are for other areas ({a.place or 'all'}; {b.place or 'all'})"
    elif other_kind(a.area, b.area) and told_together(a, b):
        part, whole = (a, b) if a.headline < b.headline else (b, a)
        what = "they are for areas of other kinds"
    elif _hinted(a, b, "including") and a.originators and b.originators and not a.originators & b.originators:
        part, whole = (b, a) if "including" in a.hints else (a, b)
        what = "one says what it includes or leaves out"
    elif _of_one_house(a, b) or _of_one_house(b, a):
        part, whole = (a, b) if _of_one_house(a, b) else (b, a)
        what = "one is of those whom one house treats"
    elif _of_its_own(a, b) or _of_its_own(b, a):
        part, whole = (a, b) if _of_its_own(a, b) else (b, a)
        what = "one source tells of its own part only"
    elif a.alone != b.alone and a.event:
        part, whole = (a, b) if a.alone else (b, a)
        what = "one is about a part alone"
    elif _hinted(a, b, "part") or _hinted(a, b, "nationwide") or "portion" in a.hints ^ b.hints or _of_all(a, b):
        part, whole = (a, b) if {"part", "portion"} & a.hints or "nationwide" in b.hints else (b, a)
        what = "one is a part of what the other counts"
    elif _longer(a, b) or _longer(b, a):
        part, whole = (b, a) if _longer(a, b) else (a, b)
        what = "one period is part of the other"
    if part is None or whole is None:
        return None
    # As for a contradiction: only where nothing is left open is the larger part an editor's matter.
    if part.low > whole.high and part.dimension == whole.dimension and doubt(a, b) is None:
        return verdict("scope_differs", "part_exceeds_whole", f"{what}, and the part is the larger", "yes")
    return verdict("scope_differs", "other_scope", what)


def _repeated(a: Compared, b: Compared) -> bool:
    """Who gives the very number that another has given means the same, whatever words it is given in."""
    return intervals.same_number(a, b) and told_together(a, b) and a.article_id != b.article_id


def _same_people(a: Compared, b: Compared) -> bool:
    """ "The toll is 19" after "14 miners were killed": who are counted goes without saying, unless a part is named."""
    part, whole = (a, b) if a.broader == b.head else (b, a)
    if part.nation and part.nation != whole.nation:
        # The army's dead are not all the dead.
        return False
    again = a.value == b.value and is_telling(a.value or 0.0)
    return (whole.bare or again) and told_together(a, b) and part.head not in parts_of_people()


def _of_one_house(part: Compared, whole: Compared) -> bool:
    """A hospital tells of its own patients, of whom others tell of all."""
    if "house" in part.hints and "house" not in whole.hints and whole.originators and part.event:
        return True
    if part.event not in word_set("counting", "treated") or part.headline >= whole.headline:
        return False
    return is_house(part) and not is_house(whole) and bool(whole.originators)


def _of_its_own(part: Compared, whole: Compared) -> bool:
    """A coroner, a sheriff or a firm tells of its own town or its own customers, a state's office of all."""
    if not told_together(part, whole) or part.headline > whole.headline or part.place == whole.place != "":
        return False
    one, all_ = ({w for o in x.originators for w in o.split(" ")} for x in (part, whole))
    if not one or not all_ or not all_ & word_set("counting", "public body"):
        return False
    local = word_set("counting", "local office")
    if one & local and not all_ & local:
        return True
    clients = {part.head, whole.head} & word_set("counting", "client") and not one & word_set("counting", "public body")
    return bool(clients) and bool(one & word_set("counting", "serves"))


def _is_part(x: Compared, other: Compared) -> bool:
    """A part of what the other counts; "two of 12 tanks" is, unless the other gives the 12, all that are meant."""
    return bool(x.population) and (x.base is None or x.base == other.headline)


def _narrowing(x: Compared, a: Compared, b: Compared) -> frozenset[str]:
    """The words that narrow a figure; in articles of one event the nation goes without saying."""
    return frozenset(m for m in x.modifiers if not (told_together(a, b) and same_nation(a, b) and m[:1].isupper()))


def _hinted(a: Compared, b: Compared, hint: str) -> bool:
    """Only one of two counts of one event bears the hint."""
    return bool(a.event) and (hint in a.hints) != (hint in b.hints)


def _of_all(a: Compared, b: Compared) -> bool:
    """ "Of this year's deficit, 19 million comes from pipes": only one is told as a part of an amount."""
    amounts = a.dimension == b.dimension and a.dimension.startswith(("money", "mass", "volume", "area"))
    return amounts and told_together(a, b) and a.measure == b.measure and ("part" in a.hints) != ("part" in b.hints)


def _longer(a: Compared, b: Compared) -> bool:
    if None in (a.holds_from, a.holds_to, b.holds_from, b.holds_to) or a.kind == b.kind == "cumulative":
        return False
    if (
        a.holds_from == b.holds_from
        and a.holds_from.replace(month=1, day=1) == a.holds_from
        and b.holds_to.year == (a.holds_to.year)
    ):
        # This year is this year, on whatever day it is spoken of.
        return False
    return (
        a.holds_from <= b.holds_from
        and b.holds_to <= a.holds_to
        and (a.holds_from, a.holds_to) != (b.holds_from, b.holds_to)
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


def _replaced(a: Compared, b: Compared) -> Verdict | None:
    """The story tells that one number was corrected to the other."""
    pairs = {(a.value, b.value), (b.value, a.value)}
    if a.moved.isdisjoint(pairs):
        return None
    return verdict("revision", "corrected_to", "one was corrected to the other")


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


def _denied(a: Compared, b: Compared) -> Verdict | None:
    """The party concerned rejects the other's number, or admits fewer."""
    if (a.modality == "denied") != (b.modality == "denied"):
        # Who rejects the very number that another gives means that one.
        same = a.value == b.value is not None and a.originators and b.originators and told_together(a, b)
        if same and not a.originators & b.originators:
            return verdict("denied_or_conceded", "denied", "one of them is denied")
        return doubt(a, b) or verdict("denied_or_conceded", "denied", "one of them is denied")
    if a.dimension != b.dimension or not disjoint(a, b) or unlike(a, b) or not (a.originators and b.originators):
        return None
    less, other = (a, b) if a.headline < b.headline else (b, a)
    if less.originators & other.originators:
        return None
    if less.nation and less.nation in less.source_nations and less.nation not in other.source_nations:
        return verdict("denied_or_conceded", "own_side_admits_fewer", "the side concerned admits fewer")
    if told_together(a, b) and other.value is not None and other.value in less.denies:
        return verdict("denied_or_conceded", "denied_beside", "who gives the lower number denies the other")
    same = a.measure == b.measure and not is_open(a.measure)
    if not told_together(a, b) or not (a.event or (a.anchored and b.anchored) or (same and less.admits)):
        return None
    # "A shift manager" without a name does not speak for the employer.
    employs = less.firm or any(not actor.startswith("unnamed:") for actor in less.actors)
    employer = answering().get(a.event) == "employer" and _labour(other) and employs
    liable = a.event in answering() or a.measure in word_set("counting", "liable")
    concerned = less.firm and not other.firm and (liable or less.forces)
    # Fewer on an earlier day, when fewer were known of, is nothing that a party keeps back.
    dated = a.kind == b.kind == "cumulative" and None not in (less.as_of, other.as_of)
    if dated and less.as_of < other.as_of and not less.admits and not less.forces:
        return None
    if employer or concerned or less.admits:
        return verdict("denied_or_conceded", "party_admits_fewer", "the party concerned admits fewer")
    return None


def _labour(x: Compared) -> bool:
    return any(word in name.split() for name in x.originators for word in word_set("counting", "labour"))


def _moved(a: Compared, b: Compared) -> Verdict | None:
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


def _undated_level(a: Compared, b: Compared) -> bool:
    return any(x.kind == "level" and x.holds_from is None for x in (a, b))


def _stock(x: Compared) -> bool:
    """What there is of something at a time, and may be less later; not what happened."""
    return x.dimension in ("count", "area") and x.event not in known_events()


def _update(a: Compared, b: Compared) -> Verdict | None:
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


def _revision(a: Compared, b: Compared) -> Verdict | None:
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


def _contradictory(a: Compared, b: Compared) -> Verdict | None:
    """Rule 14: only where the same thing, place and time and two known sources leave no way out."""
    return doubt(a, b) or verdict("contradictory", "disjoint", "both cannot be true of the same thing")


RULES: Sequence[Rule] = (
    _unit,
    _definition,
    _replaced,
    _scope,
    _part,
    _modality,
    _denied,
    _undated,
    _moved,
    _update,
    _revision,
    intervals.equal,
    intervals.rounding,
    intervals.approximate,
    intervals.bounded,
    intervals.ranged,
    _contradictory,
)
"""The rules in the order in which they are asked."""
