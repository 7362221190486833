"""The names of an article to the actors they name, with their offices: known before the first mention is resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from accordingto.actors.discourse import Record
from accordingto.actors.entities import TOWN_TYPES, UNKNOWN_TYPES, Entity, Registry, describe_entry, person_keys
from accordingto.actors.gazetteer import Entry, gazetteer, of_kind
from accordingto.actors.home import LOCAL_ROLES, REGIONS
from accordingto.actors.links import link
from accordingto.actors.matching import countries_within
from accordingto.actors.phrases import Phrase, phrases
from accordingto.actors.portrait import binds, hold_office, know_figures, know_people, share_countries
from accordingto.actors.text import Name, Text
from accordingto.actors.towns import dateline
from accordingto.actors.words import fold, slug

POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


class Naming:
    """What the names of an article stand for."""

    def __init__(self, text: Text, people: Sequence[Mapping[str, object]]) -> None:
        self.text, self.people = text, people
        self.town = dateline(text.text)
        self.phrases = phrases(text)
        self.links = link(text, self.phrases)
        self.registry = Registry()
        self.full: dict[int, Entity] = {}
        self.bodies: dict[str, Entity] = {}
        self.owned: dict[tuple[object, str], Entity] = {}
        self.by_pronoun: dict[int, tuple[Entity, ...]] = {}
        self.meant_at: dict[int, Record] = {}
        self.source_of: dict[int, list[int]] = {}
        # Sources that are a document of somebody: "a report by the port office".
        self.papers: set[tuple[int, int]] = set()

    def introduce(self) -> None:
        """Know all full names, with their offices, before the first mention is resolved."""
        persons = {self._keys(n) for n in self.text.names if n.kind == "person"}
        for name in self.text.names:
            open_ = name.entry is None and name.body is None and name.kind in ("organisation", "place", "unknown")
            several = name.last - name.first > 1
            if open_ and several and (self._keys(name) in persons or self._speaks_like_a_person(name)):
                name.kind = "person"
            if name.kind == "person" and len(self._keys(name)) > 1:
                self.full[name.first] = self._person(name)
        for name in self.text.names:
            self._acronym(name)
        for name in self.text.names:
            if name.first in self.full:
                self._describe(name, self.full[name.first])
        for phrase, people in self.links.shared:
            entities = [self.full[n.first] for n in people if n.first in self.full]
            if phrase.entry.speaks_for and len(entities) == len(people):
                share_countries(entities, self._countries_of_sentence(phrase.first))
        self._delegate()
        know_people(self.registry, self.people, self._organisation_called)
        know_figures(self.registry, self._organisation_called)

    def _keys(self, name: Name) -> tuple[str, ...]:
        return person_keys(self.text.words[name.first : name.last])

    def _person(self, name: Name) -> Entity:
        ws = self.text.words[name.first : name.last]
        return self.registry.person(ws, self.text.quote(name.first, name.last), ws[0].start)

    def _speaks_like_a_person(self, name: Name) -> bool:
        """Whether an unknown name of two to four words is a whole source: most such are persons."""
        if name.kind != "unknown" or name.last - name.first > 4:
            return False
        head = self.text.head(name.first, name.last).i
        return head in self.source_of

    def _acronym(self, name: Name) -> None:
        """Know "Korea Policy Institute (KPI)" by its initials."""
        words, i = self.text.words, name.last
        if name.kind not in ("organisation", "media", "unknown") or i + 2 >= len(words):
            return
        short = words[i + 1].text
        if (words[i].text, words[i + 2].text) != ("(", ")") or not short.isupper() or len(short) < 2:
            return
        initials = "".join(w.text[0] for w in words[name.first : i] if w.is_name)
        if initials.upper() == short.replace(".", ""):
            name.kind = "organisation" if name.kind == "unknown" else name.kind
            self.registry.alias((words[i + 1].key,), self._organisation(name))

    def _countries_of_sentence(self, i: int) -> list[str]:
        sentence = self.text.word_token(i).sent
        k = bisect_left(self.text.matches, sentence.start_char, key=lambda m: self.text.words[m.first].start)
        found: list[str] = []
        for match in self.text.matches[k : k + 40]:
            if self.text.words[match.first].start >= sentence.end_char:
                break
            if match.entry.kind in ("country", "capital") and match.entry.country not in found:
                found.append(match.entry.country)
        return found

    def _describe(self, name: Name, entity: Entity) -> None:
        for phrase in self.links.held.get(name.first, ()):
            hold_office(self.text, entity, phrase, self._belongs(phrase))
        body = self.links.of_body.get(name.first)
        if body is not None and entity.belongs is None and body.country:
            words = self.text.quote(body.first + (body.determiner == "the"), body.last)
            entity.belongs = self._owned(body.country, None, body.entry, words, body.first, local=body.local)
            entity.belongs.mentions = max(1, entity.belongs.mentions)
            entity.organisation = entity.organisation or entity.belongs.name
            entity.country, entity.speaks = entity.country or body.country, entity.speaks or "organisation"
        of = self.links.of.get(name.first)
        if of is not None:
            if of.kind == "place" and entity.role_key in LOCAL_ROLES and entity.belongs is None:
                entity.belongs, entity.speaks = self._locality(of), "organisation"
            if of.kind in ("country", "place"):
                entity.country = entity.country or of.country
                entity.speaks = entity.speaks or ("country" if name.first in self.links.speaks else "")
            elif entity.belongs is None:
                entity.belongs = self._organisation(of)
                entity.organisation = entity.organisation or entity.belongs.name
                entity.country = entity.country or ("" if entity.belongs.bloc else entity.belongs.country)
                if entity.belongs.kind == "organisation" and binds(entity.belongs):
                    entity.speaks = entity.speaks or "organisation"

    def _delegate(self) -> None:
        """Let "Hu Wen of China" speak for it where envoys and ministers speak; elsewhere it is where she comes from."""
        if not any(e.speaks == "country" for e in self.full.values()):
            return
        for first, of in self.links.of.items():
            entity = self.full.get(first)
            if entity is not None and of.kind == "country" and not entity.role:
                entity.speaks = "country"

    def _belongs(self, phrase: Phrase) -> Entity | None:
        """The organisation or person that an office belongs to."""
        if fold(phrase.entry.name) in LOCAL_ROLES and phrase.place is not None:
            return self._locality(phrase.place)
        if phrase.organisation is not None:
            if phrase.organisation.kind in ("organisation", "media"):
                return self._organisation(phrase.organisation)
            known = self.meant_at.get(phrase.organisation.first)
            return known.entities[0] if known is not None else None
        if phrase.inner_body is not None and phrase.country:
            first, last = phrase.inner
            return self._owned(phrase.country, None, phrase.inner_body, self.text.quote(first, last), first)
        if phrase.owner is not None and phrase.owner.kind == "person":
            record = self.meant_at.get(phrase.owner.first)
            known = record is not None and record.start <= self.text.words[phrase.owner.last - 1].start < record.end
            # "Hill's lawyer" as a whole is meant at the same word.
            whole = known and record.end > self.text.words[phrase.owner.last - 1].end
            return record.entities[0] if known and not whole else self.full.get(phrase.owner.first)
        if phrase.pronoun is not None and self.by_pronoun.get(phrase.pronoun):
            return self.by_pronoun[phrase.pronoun][0]
        first = gazetteer().lookup(self.text.words[phrase.core].text) if phrase.entry.sector == "IGO" else None
        if first is not None and first.kind == "organisation":
            return self._organisation_called(first.name)  # "the UN envoy"
        return None

    def _locality(self, name: Name) -> Entity:
        """The town or region that a mayor or governor speaks for."""
        last = name.last
        if self.text.key(last) in REGIONS and self.text.words[last].is_name:
            last += 1  # "Harlow | County Sheriff"
        words = self.text.quote(name.first, last)
        keys = self.text.keys(name.first, last)
        entity = self.registry.organisation(keys, words, "organisation", self.text.words[name.first].start)
        entity.country = entity.country or name.country
        return entity

    def _organisation(self, name: Name) -> Entity:
        offset = self.text.words[name.first].start
        words = self.text.quote(name.first, name.last)
        kind = "media" if name.kind == "media" else "organisation"
        if name.entry is not None and name.entry.kind in ("organisation", "media", "metonym"):
            keys = tuple(w.key for w in gazetteer().words(name.entry.name))
            entity = self.registry.organisation(keys, name.entry.name, kind, offset)
            before = self._country_before(name)
            if not name.entry.country:
                entity.country = entity.country or before  # Many states have a treasury.
            describe_entry(entity, name.entry)
            if entity.country and not entity.national:
                entity.national = entity.country in (before, *countries_within(self.text, name.first, name.last))
            return entity
        if name.country and name.body is not None and name.body.speaks_for == "country" and name.body.name != "state":
            return self._owned(name.country, None, name.body, words, name.first, named=True)
        entity = self.registry.organisation(self.text.keys(name.first, name.last), words, kind, offset)
        whose = name.country or (self._country_before(name) if name.body is not None else "")
        entity.country, entity.national = entity.country or whose, entity.national or bool(whose)
        if name.body is not None:
            entity.body = entity.body or name.body.name
            national = self._national(name)
            # A Federal Board of Audit is no company's board.
            entity.sector = entity.sector or ("GOV" if national else name.body.sector)
            # Benue State is no country.
            own = "" if name.body.name == "state" else "country" if national else name.body.speaks_for
            entity.speaks = entity.speaks or own
            entity.types |= {name.body.name, *name.body.name.split()[-1:]}
            entity.types |= gazetteer().type_words.get(entity.sector, frozenset())
            if entity.sector == "GOV" and of_kind("agency") & entity.types:
                entity.types |= of_kind("overseer")
        elif not entity.types:
            entity.types = TOWN_TYPES if words.title() == self.town else UNKNOWN_TYPES
        return entity

    def _country_before(self, name: Name) -> str:
        """Whose a body is by the word before its name: the Russian Treasury, Iceland's Heritage Agency."""
        whose = self.text.match_end.get(name.first)
        return whose.entry.country if whose is not None and whose.entry.kind in ("country", "demonym") else ""

    def _national(self, name: Name) -> bool:
        """Whether a body is the state's by its name: the National Penitentiary Institute, the Federal Roads Agency."""
        return self.text.key(name.first) in of_kind("of state") and name.body.name.split()[-1] in of_kind("state body")

    def _organisation_called(self, name: str) -> Entity:
        entry = gazetteer().lookup(name)
        keys = tuple(w.key for w in gazetteer().words(entry.name if entry else name))
        entity = self.registry.organisation(keys, entry.name if entry else name, "organisation", len(self.text.text))
        if entry is not None and entry.is_name:
            describe_entry(entity, entry)
        return entity

    def _owned(
        self,
        country: str,
        owner: Entity | None,
        body: Entry,
        words: str,
        i: int,
        named: bool = False,
        local: bool = False,
    ) -> Entity:
        """The organisation of a country, a place in it, an organisation or person: Seoul's intelligence agency."""
        key = (slug(words) if local else country or id(owner), body.name)
        if key not in self.owned:
            offset = self.text.words[i].start
            entity = Entity(body.actor_kind, words, tuple(words.split()), offset, country=country, sector=body.sector)
            # "Georgia's nuclear agency": what a country itself has and what keeps watch or order is the state's.
            state = bool(country) and body.sector == "GOV" and body.name.split()[-1] in of_kind("state body")
            entity.speaks = "" if local and body.sector != "COP" else "country" if state else body.speaks_for
            entity.belongs = owner
            entity.types, entity.body = frozenset((body.name, body.name.split()[-1])), body.name
            whose = country.lower() if country else slug(owner.name)
            entity.identity = slug(words) if local else f"{whose}-{slug(body.name)}"
            if owner is not None:
                entity.country = "" if owner.bloc else owner.country
                entity.sector = entity.sector or owner.sector
            self.owned[key] = self.registry.add(entity)
        entity = self.owned[key]
        if named and entity.name.islower():
            entity.name = words
        return entity

    def _people(self, first: int, last: int, sector: str) -> Entity:
        """A people or the members of a party: Russians, Democrats."""
        key, words = self.text.words[last - 1].key, self.text.quote(first, last)
        entry = gazetteer().lookup(words)
        # Conservatives and "the Conservative leader" are of one party.
        key = entry.name if entry is not None and entry.kind == "role" and entry.sector == "PTY" else key
        entity = self.registry.organisation((key, "people"), words, "group", self.text.words[first].start)
        entity.name = words if words.endswith("s") and entity.name == words[:-1] else entity.name
        entity.plural, entity.sector = True, entity.sector or sector
        return entity

    def _unnamed(self, words: str, offset: int, kind: str = "unnamed") -> Entity:
        """Somebody or something without a name, called by its words."""
        words = " ".join(words.split())
        name = POSSESSIVE.sub("", words) or words
        first, _, rest = name.partition(" ")
        if rest and first.lower() in ("only", "just", "even") and kind == "unnamed":
            # "Only two of 41 economists": how many is no part of who.
            name = rest
        entity = Entity(kind, name, tuple(name.lower().split()), offset, vague=True, resolved_by="none")
        return self.registry.add(entity)
