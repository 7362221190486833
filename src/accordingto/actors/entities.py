"""The actors of one article while it is read: looked up by name, made when new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from accordingto.actors.gazetteer import SUFFIXES, Entry, gazetteer
from accordingto.actors.words import Word, fold, slug

UNKNOWN_TYPES = frozenset(["agency", "company", "firm", "group", "organisation", "organization"])
"""What an organisation may be called later of which nothing but its name is known."""
TOWN_TYPES = frozenset(("city", "town"))
"""And what a town may be called."""


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody an article speaks of, as far as it has been read.

    ``keys`` are the folded words of the fullest name; ``forms`` counts what it is called;
    ``types`` are the words a later "the alliance" may mean it by; ``body`` is an organisation's type;
    ``ranks`` are the offices beside ``role`` that a later "the general" may mean a person by;
    ``region`` is the part of a country whose government it is, if not the country's;
    ``speaks`` is ``country``, ``organisation``, ``either`` or empty; ``national`` tells that the name of a body, or the
    word before it, says which country's it is.
    """

    kind: str
    name: str
    keys: tuple[str, ...]
    first: int
    role: str = ""
    role_key: str = ""
    organisation: str = ""
    belongs: Entity | None = None
    country: str = ""
    sector: str = ""
    gender: str = ""
    speaks: str = ""
    plural: bool = False
    vague: bool = False
    types: frozenset[str] = frozenset()
    resolved_by: str = "article"
    identity: str = ""
    forms: dict[str, int] = field(default_factory=dict)
    mentions: int = 0
    spoke: int = -1
    bloc: bool = False
    body: str = ""
    ranks: frozenset[str] = frozenset()
    region: Entity | None = None
    national: bool = False

    @property
    def family_first(self) -> bool:
        """Whether the family name leads: Kim Hong-kyun, but not Mary Smith-jones of Canada."""
        if self.country in gazetteer().family_first:
            return True
        # Romanised Korean given names: two syllables, a hyphen, the second in lower case.
        given = self.name.split()[1:]
        return not self.country and len(given) == 1 and "-" in given[0] and given[0].split("-")[1][:1].islower()

    @property
    def offices(self) -> set[str]:
        """The office by its name and by the last word of it: chief adviser, adviser."""
        return {self.role_key, *self.role_key.split()[-1:]}

    @property
    def surname(self) -> str:
        """The folded family name."""
        return self.keys[0] if self.family_first else bare(self.keys[-1])


def bare(key: str) -> str:
    """A name's word without an Arabic article: al-assad is assad."""
    return key[3:] if key.startswith(("al-", "el-")) and len(key) > 4 else key


def person_keys(ws: Sequence[Word]) -> tuple[str, ...]:
    """The folded words of a person's name without initials and suffixes."""
    keys = tuple(w.key for w in ws if len(w.key) > 1 and w.key not in SUFFIXES)
    return keys or tuple(w.key for w in ws)


class Registry:
    """Every actor of an article, found by name."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._persons: dict[str, list[Entity]] = {}
        self._named: dict[tuple[str, ...], Entity] = {}
        self._countries: dict[str, Entity] = {}
        self._by_first: dict[str, list[Entity]] = {}

    def add(self, entity: Entity) -> Entity:
        """Take in an actor that is not there yet."""
        self.entities.append(entity)
        return entity

    def country(self, iso3: str, offset: int) -> Entity:
        """The country, made when new."""
        if iso3 not in self._countries:
            name = gazetteer().countries[iso3]
            entity = Entity("country", name, tuple(fold(w) for w in name.split()), offset, country=iso3)
            entity.resolved_by = "gazetteer"
            entity.identity = iso3
            entity.types = frozenset(("country", "nation", "state"))
            self._countries[iso3] = self.add(entity)
            self._by_first.setdefault(entity.keys[0], []).append(entity)
        entity = self._countries[iso3]
        entity.first = min(entity.first, offset)
        return entity

    def persons(self, key: str) -> list[Entity]:
        """The persons with this word in their name, in order of appearance."""
        return self._persons.get(bare(key), [])

    def person(self, ws: Sequence[Word], name: str, offset: int) -> Entity:
        """The person of this full name, made when new; Donald J. Trump is Donald Trump."""
        keys = person_keys(ws)
        for known in self.persons(keys[-1]) if len(keys) > 1 else ():
            if len(known.keys) > 1 and _same_person(known.keys, keys):
                if _fuller(keys, name, known):
                    known.name = name
                    self._index(known, keys)
                return known
        entity = Entity("person", name, keys, offset)
        entity.gender = gazetteer().genders.get(keys[0], "") if len(keys) > 1 else ""
        self._index(self.add(entity), keys)
        return entity

    def _index(self, entity: Entity, keys: tuple[str, ...]) -> None:
        entity.keys = keys
        for key in dict.fromkeys(bare(k) for k in keys):
            known = self._persons.setdefault(key, [])
            if entity not in known:
                known.append(entity)

    def organisation(self, keys: tuple[str, ...], name: str, kind: str, offset: int) -> Entity:
        """The organisation of this name, made when new; Acme is Acme Corp., once that is known."""
        keys = keys[1:] if keys[:1] == ("the",) and len(keys) > 1 else keys
        known = self._named.get(keys)
        if known is None and len(keys) == 1:
            longer = [e for e in self._by_first.get(keys[0], ()) if e.kind in ("organisation", "media")]
            known = longer[-1] if longer else None
        if known is None:
            known = self.add(Entity(kind, name, keys, offset))
            self._named[keys] = known
            self._by_first.setdefault(keys[0], []).append(known)
        return known

    def exact(self, keys: tuple[str, ...]) -> Entity | None:
        """The organisation of just these words, if it is known."""
        return self._named.get(keys)

    def alias(self, keys: tuple[str, ...], entity: Entity) -> None:
        """Let another name stand for an organisation."""
        self._named.setdefault(keys, entity)

    def led_by(self, key: str) -> Entity | None:
        """The actor introduced last whose name of several words begins with this one: the South."""
        found = [e for e in self._by_first.get(key, ()) if len(e.keys) > 1 and e.kind == "country" and e.mentions]
        return max(found, key=lambda e: e.first, default=None)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if bare(a[-1]) != bare(b[-1]):
        return False
    return a[0] == b[0] or set(a) <= set(b) or set(b) <= set(a)


def _fuller(keys: tuple[str, ...], name: str, known: Entity) -> bool:
    """Whether a name says more than the known one; what precedes a given name is no part of it."""
    if keys[0] == known.keys[0]:
        return len(name) > len(known.name) and len(keys) >= len(known.keys)
    given = gazetteer().genders
    if known.keys[0] not in given and keys[0] in given:
        return True
    return known.keys[0] not in given and len(keys) > len(known.keys)


def describe_entry(entity: Entity, entry: Entry) -> None:
    """Give an organisation what the gazetteers know of it."""
    entity.country = entity.country or entry.country
    entity.sector = entity.sector or entry.sector
    entity.types |= frozenset(entry.types)
    entity.speaks = entity.speaks or entry.speaks_for
    entity.bloc = bool(entry.bloc)
    entity.resolved_by = "gazetteer"


def identify(entity: Entity, article_id: str) -> str:
    """The actor's id: kind and name, and the article where the name is no name."""
    if entity.vague and not entity.identity:
        return f"{entity.kind}:{article_id.replace(';', '-')}:{slug(entity.name)}"
    if entity.kind == "person":
        # Without initials, so that Donald J. Trump of one article is Donald Trump of another.
        words = [w for w in entity.name.split() if len(fold(w)) > 1]
        return f"person:{slug(' '.join(words) or entity.name)}"
    return f"{entity.kind}:{entity.identity or slug(entity.name)}"
