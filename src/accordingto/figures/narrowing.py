"""The rule on scope: one figure is of a part, a place or a period that lies inside the other's."""

from __future__ import annotations

from accordingto.figures import intervals
from accordingto.figures.comparability import (
    Compared,
    home,
    is_house,
    part_event,
    same_nation,
    told_together,
    within_place,
)
from accordingto.figures.doubting import doubt, other_area
from accordingto.figures.events import parts_of_people
from accordingto.figures.lexicon import word_set
from accordingto.figures.portions import other_kind
from accordingto.figures.threads import is_telling
from accordingto.figures.verdicts import Verdict, verdict


def scope(a: Compared, b: Compared) -> Verdict | None:
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
    elif is_part(a, b) != is_part(b, a):
        part, whole = (a, b) if is_part(a, b) else (b, a)
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


def is_part(x: Compared, other: Compared) -> bool:
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
