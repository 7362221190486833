"""Offices and bodies of a state, province or autonomous region: a premier, a Scottish minister, Quebec's ministry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from accordingto.actors.country import home_of
from accordingto.actors.entities import Entity, Registry
from accordingto.actors.gazetteer import gazetteer, of_kind, rows
from accordingto.actors.home import REGION_ROLES, REGIONS, of_field
from accordingto.actors.text import Name, Text
from accordingto.actors.words import fold

HEADS = frozenset(("premier", "chief minister", "minister president", "first minister", "state premier"))
"""Heads of the government of a part of a country."""

PREMIERS = frozenset(("AUS", "CAN", "ZAF"))
"""Countries where a premier is that of a part; elsewhere one may be the prime minister."""

PARTS = REGIONS | {"canton"}

OPENING = 400
"""Characters in which an article says where it is set."""

LEAD = 3.0

_NATIONAL = re.compile(r"prime|foreign|defen[cs]e|deputy prime|federal|cabinet|national")
_GOVERNMENT = re.compile(
    r"\b(?:state|provincial|regional|devolved|cantonal) (?:government|parliament|assembly|cabinet)\b", re.I
)
_THE_STATE = re.compile(r"(?<![.!?] )(?<!^)\bthe State\b")
_PART = re.compile(r"\b(?:cantonal|provincial|[Ss]tate attorney general)(?: [a-z]+){0,3},? $")
_FEDERAL = re.compile(r"\b(?:federal|national|union) (?:\w+ ){0,3}minister\b", re.I)


class Division(NamedTuple):
    """A part of a country that has a government: name and country."""

    name: str
    country: str


@cache
def divisions() -> dict[tuple[str, ...], tuple[Division, float]]:
    """States, provinces and autonomous regions by the words of their names, adjectives and towns, with their weight.

    Examples
    --------
    >>> divisions()[("scottish",)][0].name, divisions()[("geelong",)][0].name
    ('Scotland', 'Victoria')
    """
    found: dict[tuple[str, ...], tuple[Division, float]] = {}
    listed = rows("divisions.csv")
    for column, weight in (("name", 2.0), ("aliases", 2.0), ("towns", 1.0)):
        for row in listed:
            for name in row[column].split(";"):
                keys = tuple(fold(word) for word in name.split())
                if keys:
                    found.setdefault(keys, (Division(row["name"], row["country"]), weight))
    return found


@cache
def _longest() -> dict[str, int]:
    """Words of the longest name by its first word."""
    found: dict[str, int] = {}
    for keys in divisions():
        found[keys[0]] = max(found.get(keys[0], 0), len(keys))
    return found


def told(text: Text) -> Iterator[tuple[int, int, Division, float]]:
    """The parts of countries that a text names: first word, word after the last, which, weight."""
    known, longest, i, words = divisions(), _longest(), 0, text.words
    while i < len(words):
        step = 1
        for n in range(longest.get(words[i].key, 0), 0, -1) if words[i].is_name else ():
            found = known.get(tuple(w.key for w in words[i : i + n]))
            if found is not None and words[min(i + n, len(words)) - 1].is_name:
                yield i, i + n, *found
                step = n
                break
        i += step


def place_words(text: Text, name: Name) -> bool:
    """Whether a name is a place that gazetteers know, or a part of a country."""
    keys = text.keys(name.first, name.last)
    return name.entry is not None or keys in divisions()


def in_regions(text: Text, registry: Registry) -> None:
    """Let ministers, premiers and bodies of a part of a country speak for it.

    Parameters
    ----------
    text : Text
        With its names.
    registry : Registry
        Its actors, all read; countries are not yet given to those that tell none.
    """
    named = list(told(text))
    if not named:
        return
    for entity in registry.entities:
        public = entity.sector in ("GOV", "COP", "JUD", "LEG") or (not entity.sector and of_field(entity))
        if entity.kind == "organisation" and public and entity.mentions:
            _own(entity, named, text, registry)
    home = home_of(text).country
    here = _setting(text, named, home)
    if here is None:
        return
    heads = [e for e in registry.entities if e.role_key in HEADS and e.mentions]
    if home not in PREMIERS:
        heads = [e for e in heads if e.role_key != "premier"]
    governs = (
        bool(heads)
        or _alone(text, named, here)
        or _GOVERNMENT.search(text.text)
        or _THE_STATE.search(text.text)
        or _of_own(registry, here)
    )
    if not governs:
        return
    for entity in list(registry.entities):
        if entity.belongs is not None and entity.belongs.kind != "person":
            continue
        if entity.country not in ("", here.country) or not entity.mentions:
            continue
        if not (_governs(entity, here) or _of_part(text, entity)):
            continue
        if _federal(text, entity):
            continue
        division = _beside(text, entity, named) or here
        entity.region, entity.country = region_of(registry, division, text), division.country
        entity.speaks = entity.speaks if entity.kind == "organisation" else "country"


def _alone(text: Text, named: list[tuple[int, int, Division, float]], here: Division) -> bool:
    """Whether an article begins with a part of a country, and tells of no other one nor of the whole's government."""
    begin = any(d == here and text.words[f].start < OPENING / 2 for f, _, d, _ in named)
    other = any(d != here and d.country == here.country for _, _, d, _ in named)
    whole = any(m.entry.kind in ("capital", "metonym") and m.entry.country == here.country for m in text.matches)
    return begin and not other and not whole and "federal" not in text.text.lower()


def _own(entity: Entity, named: list[tuple[int, int, Division, float]], text: Text, registry: Registry) -> None:
    """Let a body be of the part of a country that its own name tells: the Welsh Government, Quebec's ministry."""
    first = entity.name.replace("’", "'").removeprefix("the ").removeprefix("The ").split("'s ")[0].split()
    keys, known = tuple(fold(word) for word in first), divisions()
    for n in range(min(_longest().get(keys[0], 0) if keys else 0, len(keys)), 0, -1):
        found = known.get(keys[:n])
        if found is not None and found[1] > 1 and entity.country in ("", found[0].country):
            own = not entity.speaks and entity.body.rpartition(" ")[2] in of_kind("agency")
            if own and len(first) == n:
                return  # "Bavaria's data protection authority" is its own.
            if len(first) > n or "'s " in entity.name.replace("’", "'"):
                entity.region, entity.country, entity.speaks = (
                    region_of(registry, found[0], text),
                    found[0].country,
                    "country",
                )
                region_of(registry, found[0], text)
            return


def _of_own(registry: Registry, here: Division) -> bool:
    """Whether a part of a country has a government in the article: "the Scottish Government"."""
    bodies = (e for e in registry.entities if e.region is not None and e.region.name == here.name)
    return any(e.body.endswith(("government", "council", "parliament", "ministry", "department")) for e in bodies)


def _of_part(text: Text, entity: Entity) -> bool:
    """Whether words before a name tell an office of a part: "the cantonal hunting inspector Ann Hill"."""
    before = text.text[max(0, entity.first - 60) : entity.first]
    return entity.kind == "person" and bool(entity.role_key) and _PART.search(before) is not None


def _federal(text: Text, entity: Entity) -> bool:
    """Whether an office is told to be the whole country's: "federal health minister Ann Hill"."""
    around = text.text[max(0, entity.first - 60) : entity.first + 100]
    return _FEDERAL.search(around) is not None


def _beside(text: Text, entity: Entity, named: list[tuple[int, int, Division, float]]) -> Division | None:
    """The part of a country told before an office: "Alberta Premier Ann Hill"."""
    i = text.word_at(entity.first)
    for _, last, division, weight in named:
        if weight > 1 and 0 < i - last <= 4 and all(w.text[0].isalpha() for w in text.words[last:i]):
            return division
    return None


def _governs(entity: Entity, here: Division) -> bool:
    """Whether an office or body may be that of a part of a country, as far as its words tell."""
    role = entity.role_key
    if entity.kind == "organisation":
        local = entity.name.lower().removeprefix("the ").startswith(("provincial ", "state ", "regional ", "cantonal "))
        plain = entity.vague and entity.name.lower() in ("the department", "the ministry", "the government")
        return entity.sector == "GOV" and entity.speaks == "country" and (plain or local)
    if role in HEADS and entity.kind == "unnamed":
        return not entity.plural
    if entity.kind != "person" or _NATIONAL.search(f"{role} {entity.role.lower()}"):
        return False
    minister = role.endswith(("minister", "health councillor", "state councillor")) or role.startswith("minister ")
    own = here.country.lower() in of_kind("ministers of parts")
    minister = minister or (here.country == "GBR" and role.endswith(" secretary") and entity.speaks == "country")
    return role in HEADS or (minister and own and entity.belongs is None)


def _setting(text: Text, named: list[tuple[int, int, Division, float]], home: str) -> Division | None:
    """The part of a country that an article is set in: the one it names first and most."""
    votes: Counter[Division] = Counter()
    for first, _, division, weight in named:
        if home in ("", division.country) and not _is_capital(division):
            votes[division] += weight
            if text.words[first].start < OPENING:
                votes[division] += LEAD - 2.0 * text.words[first].start / OPENING
    ranked = votes.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


@cache
def _is_capital(division: Division) -> bool:
    """Whether a part is called by the capital, which stands for the whole country: "Delhi denied it"."""
    entry = gazetteer().lookup(division.name)
    return entry is not None and entry.kind == "capital" and entry.country == division.country


def region_of(registry: Registry, division: Division, text: Text) -> Entity:
    """The actor that a part of a country is, called by its government's words as well."""
    keys = tuple(fold(word) for word in division.name.split())
    region = registry.exact(keys) or registry.exact((*keys, "region"))
    if region is None:
        region = registry.organisation((*keys, "region"), division.name, "organisation", len(text.text))
    region.country = region.country or division.country
    for first, last, other, _ in told(text):
        if other == division and text.keys(first, last) == keys:
            last += text.key(last) in REGIONS and text.words[last].is_name  # "Benue State"
            region.forms.setdefault(text.quote(first, last), 1)
            if text.key(first - 1) == "of" and text.key(first - 2) in PARTS:
                region.forms.setdefault(text.quote(first - 2, last), 1)  # "the canton of Valais"
    for entity in registry.entities:
        if entity.body.endswith("government") and entity.region is region:
            for form in (entity.name, *entity.forms):
                region.forms.setdefault(form, 1)
    return region


def settle_governors(text: Text, registry: Registry) -> None:
    """Let governors whose region is not told speak for that of the article; those sent by a state for the country."""
    named, home = list(told(text)), home_of(text).country
    for entity in registry.entities:
        holds = entity.role_key in REGION_ROLES and entity.kind in ("person", "unnamed")
        if not entity.mentions or not (holds or _is_office(entity)):
            continue
        if entity.sector == "ELI" or (entity.belongs is not None and (entity.belongs.sector or entity.belongs.body)):
            continue
        whole = entity.country or home
        if appointed(whole) and entity.role_key != "chief minister":
            entity.country, entity.speaks, entity.belongs = whole, "country", None
        elif entity.belongs is None and (here := _setting(text, named, whole)) is not None and entity.region is None:
            entity.region, entity.country, entity.speaks = region_of(registry, here, text), here.country, "country"


def _is_office(entity: Entity) -> bool:
    """Whether it is the office of a governor who is not told: "the governor's office"."""
    words = entity.name.lower().replace("’", "'").removeprefix("the ")
    return entity.kind == "organisation" and words in ("governor's office", "provincial governor's office")


def appointed(country: str) -> bool:
    """Whether a country's governors are sent by its government.

    Examples
    --------
    >>> appointed("TUR"), appointed("USA")
    (True, False)
    """
    return country.lower() in of_kind("appointed governors")
