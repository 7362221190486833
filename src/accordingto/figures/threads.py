"""Which figures of a story count the same under different words, as the numbers that they share tell."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from accordingto.figures.events import known_events, noun_classes
from accordingto.figures.lexicon import word_set
from accordingto.figures.topics import topic_measures

_DIGITS = 3
"""A number with so many digits before its zeros is hardly given twice by chance."""
_FEWER = 2
_LARGE = 100
_ROUND = 10_000
_SIZE = 1.0
"""What is counted under one name is of one size, up to so many powers of ten."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure is taken to count, and whether its own words say so."""

    figure_id: str
    story: str
    dimension: str
    value: float | None
    measure: str
    own: bool
    makes_up: float | None = None


def threads(told: Iterable[Told]) -> dict[str, str]:
    """Figure to the measure under which it is compared with the others of its story: its own, or one that they share.

    Two articles that write 712,400 mean the same, whether one of them counts "names" and the other
    "entries", or leaves the noun out. A number alone proves nothing where it is small or round, or
    where each has a known and a different class or event.

    Parameters
    ----------
    told : iterable of Told
        The figures of many articles.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> told = [Told("a", "s", "count", 712400, "entry", True), Told("b", "s", "count", 712400, "", False)]
    >>> threads(told)
    {'a': 'entry', 'b': 'entry'}
    """
    stories: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for figure in told:
        stories[figure.story, figure.dimension].append(figure)
    found: dict[str, str] = {}
    for figures in stories.values():
        found |= _renamed(figures)
    return found


def _renamed(figures: Sequence[Told]) -> dict[str, str]:
    same: dict[float, list[Told]] = defaultdict(list)
    for figure in figures:
        # "Some 60,000 people shuffled down the avenue": round, but large, and only one of those counts is known.
        if figure.value is not None and (is_telling(figure.value) or abs(figure.value) >= _ROUND):
            same[figure.value].append(figure)
    sizes: dict[str, list[float]] = defaultdict(list)
    for figure in figures:
        if figure.own and figure.value:
            sizes[figure.measure].append(math.log10(abs(figure.value)))
    often = Counter(f.measure for f in figures)
    joined: dict[str, str] = {}
    named: dict[str, str] = {}
    for value in sorted(same):
        group = same[value]
        if not is_telling(value) and all(is_known(f.measure) for f in group):
            continue
        fitting = {f.measure for f in group if f.measure and _of_the_size(value, sizes.get(f.measure, ()))}
        best = _best(fitting, often)
        for figure in group:
            if figure.measure != best and best and may_be_one(figure.measure, best):
                if figure.measure in fitting and not is_open(figure.measure):
                    joined[figure.measure] = best
                elif not figure.measure or not figure.own or is_open(figure.measure):
                    named[figure.figure_id] = best
    totals = {f.value: named.get(f.figure_id, f.measure) for f in figures if f.value is not None}
    for figure in figures:
        # What 712,400 is made up of is of the same.
        total = totals.get(figure.makes_up, "") if figure.makes_up is not None else ""
        if total and not figure.measure:
            named[figure.figure_id] = total
    names = {f.figure_id: named.get(f.figure_id, f.measure) for f in figures}
    return {i: _last(name, joined) for i, name in names.items() if name}


def _last(name: str, joined: dict[str, str]) -> str:
    seen = {name}
    while name in joined and joined[name] not in seen:
        name = joined[name]
        seen.add(name)
    return name


def _best(measures: Iterable[str], often: Counter[str]) -> str:
    """The known one, else the one of most figures; what is open to all is no name."""
    ranked = sorted(measures, key=lambda m: (is_open(m), not is_known(m), -often[m], m))
    return ranked[0] if ranked else ""


def _of_the_size(value: float, sizes: Sequence[float]) -> bool:
    return any(abs(math.log10(abs(value)) - size) <= _SIZE for size in sizes)


def is_telling(value: float) -> bool:
    """Whether a number is hardly given twice by chance.

    Examples
    --------
    >>> is_telling(712400.0), is_telling(310.0), is_telling(26.0), is_telling(2000.0)
    (True, True, False, False)
    """
    digits = len(re.sub(r"\D", "", f"{value:.12g}".partition("e")[0]).strip("0"))
    return digits >= _DIGITS or (digits >= _FEWER and abs(value) >= _LARGE)


def is_known(measure: str) -> bool:
    """Whether the lists have what happens to those counted, or what the amount is of."""
    return measure.partition(", ")[2] in known_events() or measure in topic_measures()


def is_open(measure: str) -> bool:
    """People, of whom nothing more is told, may be any people."""
    return not measure or measure in word_set("counting", "open")


def may_be_one(a: str, b: str) -> bool:
    """Two names may mean one thing unless the lists tell them apart."""
    if not a or not b:
        return True
    if is_known(a) and is_known(b):
        return False
    one, other = (_root(m.partition(", ")[0].split(" ")[-1]) for m in (a, b))
    return one == other or not (one and other)


@cache
def _broader() -> dict[str, str]:
    return dict(noun_classes().values())


def _root(head: str) -> str:
    """The broadest class of a noun; empty for one that is in no list."""
    if head not in _broader():
        return ""
    while _broader().get(head):
        head = _broader()[head]
    return head
