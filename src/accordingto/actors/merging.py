"""Actors of many articles to one record an actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from accordingto.records import Actor

SURENESS = ("people", "gazetteer", "article", "none")
"""What told who it is, surest first."""


def merge(actors: Iterable[Actor]) -> list[Actor]:
    """Unite the actors of several articles by their ids.

    Parameters
    ----------
    actors : iterable of Actor
        In any order; the result is the same.

    Returns
    -------
    list of Actor
        One an id, sorted by id: aliases united, mentions summed, each other field the value that
        has most mentions behind it.

    Examples
    --------
    >>> a = Actor("country:FRA", "France", "country", aliases=("Paris",), mentions=2)
    >>> b = Actor("country:FRA", "France", "country", country="FRA", mentions=1)
    >>> merge([a, b]) == merge([b, a])
    True
    >>> m = merge([a, b])[0]
    >>> m.country, m.aliases, m.mentions
    ('FRA', ('Paris',), 3)
    """
    by_id: dict[str, list[Actor]] = {}
    for actor in actors:
        by_id.setdefault(actor.actor_id, []).append(actor)
    return [unite(by_id[actor_id], ordered=False) for actor_id in sorted(by_id)]


def unite(same: Sequence[Actor], ordered: bool = True) -> Actor:
    """One record of several of the same id.

    Parameters
    ----------
    same : sequence of Actor
        At least one.
    ordered : bool
        Keep the aliases' order of appearance; otherwise they are sorted, whatever the order given.
    """
    if len(same) == 1 and ordered:
        return same[0]
    aliases = dict.fromkeys(alias for actor in same for alias in actor.aliases)
    fields = {
        name: _weightiest(same, name) for name in ("name", "role", "organisation", "country", "sector", "speaks_for")
    }
    names = {a.name for a in same} - {fields["name"]}
    united = [*aliases, *sorted(names - set(aliases))]
    return replace(
        same[0],
        **fields,
        aliases=tuple(a for a in (united if ordered else sorted(united)) if a != fields["name"]),
        mentions=sum(actor.mentions for actor in same),
        resolved_by=min((a.resolved_by for a in same), key=SURENESS.index),
    )


def _weightiest(same: Sequence[Actor], field: str) -> str:
    """The value with most mentions behind it; of equals the longest, then the first by alphabet."""
    weight: Counter[str] = Counter()
    for actor in same:
        if getattr(actor, field):
            weight[getattr(actor, field)] += 1 + actor.mentions
    return min(weight, key=lambda value: (-weight[value], -len(value), value), default="")
