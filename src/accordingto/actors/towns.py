"""The town that an article is set in, and whose mayor and officers speak for it."""

from __future__ import annotations

import re
from collections import Counter

from accordingto.actors.country import PLACED
from accordingto.actors.entities import Entity, Registry
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.home import TOWN_ROLES
from accordingto.actors.regions import divisions
from accordingto.actors.text import Name, Text
from accordingto.actors.words import fold

OPENING = 450
"""Characters in which an article says where it is set."""

_DATED = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})(?=[.:]? ?\(|,[^\n]{2,30} [-–—] | ?[–—:-] |\. )")
"""A dateline: "RIGA - ", "CASTELVERO (Brescia) – ", "PROVIDENCE, R.I. - "."""

LOCAL = ("city ", "town ", "municipal ")
"""What the offices of a town begin with: a city attorney, the municipal treasurer."""


def in_town(text: Text, registry: Registry) -> None:
    """Let mayors and town officers whose town is not told speak for that of the article.

    "Voters in Alder Falls turned it down. Mayor Dale Okerlund said": the name with which an article tells first and
    most often where something is.

    Parameters
    ----------
    text : Text
        With its names.
    registry : Registry
        Its actors, all read.
    """
    open_ = [e for e in registry.entities if e.mentions and e.region is None and _officer(e)]
    if not open_:
        return
    told = dateline(text.text)
    town = _town(text) if not told else None
    if town is None and not told:
        return
    name = told or text.quote(town.first, town.last)
    keys = tuple(fold(word) for word in name.split())
    place = registry.exact(keys) or registry.organisation(keys, name, "organisation", len(text.text))
    for entity in open_:
        entity.belongs, entity.organisation, entity.speaks = place, entity.organisation or place.name, "organisation"


def dateline(text: str) -> str:
    """The town of an article's dateline.

    Examples
    --------
    >>> dateline("ALDER FALLS, Ore. - Voters turned it down."), dateline("Voters turned it down.")
    ('Alder Falls', '')
    """
    told = _DATED.match(text[:80].lstrip())
    return told[1].title() if told is not None else ""


def _officer(entity: Entity) -> bool:
    told = entity.role.lower()
    role = entity.role_key in TOWN_ROLES or (told.startswith(LOCAL) and "council" not in told)
    return role and entity.kind in ("person", "unnamed") and entity.belongs is None and not entity.plural


def _town(text: Text) -> Name | None:
    """The name that an article's opening tells as a place, and the text most often."""
    score: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], Name] = {}
    for name in text.names:
        keys = text.keys(name.first, name.last)
        start = text.words[name.first].start
        region = divisions().get(keys)
        if (region is not None and region[1] > 1) or keys[0] in of_kind("street"):
            continue
        if name.body is not None or name.titled or name.last - name.first > 4:
            continue
        if name.entry is not None and name.entry.kind not in ("place", "capital"):
            continue
        if name.kind == "person" and keys[0] in gazetteer().genders:
            continue
        placed = text.key(name.first - 1) in PLACED and not text.words[name.last - 1].possessive
        council = text.key(name.last) in of_kind("of a town") and not text.words[name.last - 1].possessive
        score[keys] += 2.0 * placed + 2.0 * council + 1.0 * (name.kind == "place")
        if start < OPENING and (placed or council or name.kind == "place"):
            first.setdefault(keys, name)
            score[keys] += 2.0 - 2.0 * start / OPENING
    known = [k for k in first if score[k] >= 2.0]
    best = max(known, key=lambda k: (score[k], -first[k].first), default=None)
    return first[best] if best is not None else None
