"""Offices whose state or place the article leaves out, because it is its own: "Labour Minister Ana Vega"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from accordingto.actors.entities import Entity, Registry
from accordingto.actors.scan import Name, Text

HOMES = frozenset(["country", "capital", "place", "metonym"])
OPENING = 300
"""Characters in which an article says where it is."""

STATE_ROLES = frozenset(["president", "vice president", "press secretary"])
"""Offices that are a state's where no organisation is told."""

TOWN_ROLES = frozenset(["mayor", "deputy mayor"])
REGION_ROLES = frozenset(
    ["governor", "lieutenant governor", "provincial governor", "district governor", "county executive"]
)
LOCAL_ROLES = TOWN_ROLES | REGION_ROLES

_DATELINE = re.compile(
    r"^([A-Z][A-Z .'’-]{2,30}), ([A-Z]\w+(?: [A-Z]\w+){0,2})(?:,[^\n]{1,20})? ?(?:\([^)\n]*\) ?)?[-–—] "
)


def at_home(text: Text, registry: Registry) -> None:
    """Give ministers and ministries without a country that of their sentence's place, else the article's own.

    Parameters
    ----------
    text : Text
        With its names.
    registry : Registry
        Its actors, all read.
    """
    places = [m for m in text.matches if m.entry.kind in HOMES and m.entry.country]
    if not places:
        return
    starts = [text.words[m.first].start for m in places]
    told = Counter(m.entry.country for m in text.matches if m.entry.country)
    first = places[0].entry.country
    home = first if starts[0] < OPENING or told[first] == max(told.values()) else ""
    for entity in registry.entities:
        state = entity.speaks == "country" or (entity.speaks == "either" and entity.role_key in STATE_ROLES)
        if not state or entity.country or entity.plural or entity.belongs is not None or not entity.mentions:
            continue
        k = bisect_left(starts, text.token(entity.first).sent.start_char)
        here = places[k] if k < len(places) and starts[k] < entity.first else None
        near = here is not None and here.entry.kind in ("capital", "place") and text.key(here.first - 1) == "in"
        entity.country = here.entry.country if near else home


def in_place(text: Text, registry: Registry) -> None:
    """Let mayors and governors whose place is not told speak for that of their sentence, else of the dateline."""
    dateline = _DATELINE.match(text.text[:OPENING].lstrip())
    for entity in [e for e in registry.entities if e.role_key in LOCAL_ROLES and e.kind == "person"]:
        if entity.belongs is not None or not entity.role:
            continue
        place = _place_before(text, entity)
        if place is not None:
            _speak_for(registry, entity, text.quote(place.first, place.last), place.country)
        elif dateline is not None:
            named = dateline[2] if entity.role_key in REGION_ROLES else dateline[1].title()
            _speak_for(registry, entity, named, "")


def _place_before(text: Text, entity: Entity) -> Name | None:
    """The name after "in" at the head of the sentence that introduces somebody: "In Lyon, Mayor Paul Roux"."""
    i = text.word_at(text.token(entity.first).sent.start_char)
    name = text.name_at.get(i + 1) if text.key(i) == "in" else None
    return name if name is not None and name.kind != "organisation" and text.words[i].start < entity.first else None


def _speak_for(registry: Registry, entity: Entity, place: str, country: str) -> None:
    keys = tuple(place.lower().split())
    entity.belongs = registry.organisation(keys, place, "organisation", len(place) + entity.first)
    entity.belongs.country = entity.belongs.country or country
    entity.speaks = "organisation"
