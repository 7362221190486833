"""Which firm "the company" is: the one that the paragraph has just named, else the one that the article is about."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.lexicon import alternatives, rows, word_set
from accordingto.records import Span

if TYPE_CHECKING:
    from accordingto.figures.naming import Bodies

_LONGEST = 60_000
_JOINED = r"(?: (?:& )?[A-Z][\w’'-]+)"


@cache
def _endings() -> frozenset[str]:
    """Last words of the names of firms."""
    return frozenset(w for row in rows("kin") if row["head"] in ("company", "firm") for w in row["words"].split("|"))


@cache
def _named() -> re.Pattern[str]:
    words = alternatives(w.capitalize() for w in _endings() if w)
    return re.compile(rf"\b[A-Z][\w’'-]+{_JOINED}{{0,2}}? (?:{words})\b(?! [A-Z])")


@cache
def _site() -> str:
    return alternatives(word_set("counting", "site"))


def firm_names(text: str) -> list[Span]:
    """Where a text first gives each name that ends as a firm's does.

    Parameters
    ----------
    text : str
        The article.

    Returns
    -------
    list of (int, int)
        In text order.

    Examples
    --------
    >>> text = "A fire at Orbis Knitwear killed 26. Orbis Knitwear makes shirts."
    >>> [text[start:end] for start, end in firm_names(text)]
    ['Orbis Knitwear']
    """
    found: dict[str, Span] = {}
    for m in _named().finditer(text[:_LONGEST]):
        found.setdefault(m.group(), m.span())
    return list(found.values())


def company(bodies: Bodies, at: int) -> str:
    """Return the firm that "the company" is at a place of the text; empty where the article has none.

    Parameters
    ----------
    bodies : Bodies
        The bodies of the article.
    at : int
        Where.

    Returns
    -------
    str
    """
    tiers = bodies.tiers
    if not tiers:
        return ""
    paragraph = bodies.text.rfind("\n", 0, at) + 1
    here = {i: bodies.text.rfind(_first(bodies, i), paragraph, at) for i in tiers}
    near = [i for i in tiers if here[i] >= 0]
    if near:
        return min(near, key=lambda i: (tiers[i], -here[i], -len(bodies.named[i]), i))

    def rank(i: str) -> tuple[int, int, int, str]:
        first = _first(bodies, i)
        return tiers[i], -bodies.text.count(first), bodies.text.find(first), i

    return min(tiers, key=rank)


def ranked(bodies: Bodies) -> dict[str, int]:
    """How likely each body is the firm of the story: 0 by its name or its part, 1 an owner by name, 2 another firm."""
    words = word_set("counting", "firm")
    human = word_set("counting", "speaks")

    def named(kind: frozenset[str]) -> set[str]:
        return {i for w in kind for i in bodies.called.get(w, ())}

    main = named((words & word_set("counting", "main firm")) - human)
    found = dict.fromkeys(named(words - human), 2)
    found |= dict.fromkeys((i for i in named(words & human) if bodies.may_own(i)), 1)
    found |= {i: 0 for i in bodies.named if i in main or (is_firm(bodies, i) and bodies.may_own(i))}
    return {i: tier for i, tier in found.items() if not bodies.is_no_firm(i)}


def _first(bodies: Bodies, actor_id: str) -> str:
    return bodies.named[actor_id].split(" ")[0]


def is_firm(bodies: Bodies, actor_id: str) -> bool:
    """By its name, its people, or its works: "Orbis Knitwear", "an Orbis spokesman", "the Orbis shoe plant"."""
    name = bodies.named[actor_id]
    if actor_id in bodies.firms or name.lower().split(" ")[-1] in _endings():
        return True
    return bool(re.search(rf"\b{re.escape(name)} (?:[a-z]+ ){{0,2}}(?:{_site()})\b", bodies.text[:_LONGEST]))
