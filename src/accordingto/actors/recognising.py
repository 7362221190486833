"""The names of an article to actors, mention by mention: full names, surnames, countries, what speaks by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.belonging import headed, type_names
from accordingto.actors.discourse import SUBJECTS
from accordingto.actors.entities import TOWN_TYPES, UNKNOWN_TYPES, Entity, bare
from accordingto.actors.epithets import GROUP_LEADS, Meant
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.groups import several
from accordingto.actors.heads import is_modifier
from accordingto.actors.phrases import COMPARED, DEFINITE, Phrase
from accordingto.actors.portrait import binds, hold_office
from accordingto.actors.referring import Referring
from accordingto.actors.regions import place_words
from accordingto.actors.text import Name

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "around",
        "through",
        "throughout",
        "into",
        "across",
        "inside",
        "toward",
        "towards",
        "to",
    ]
)


class Recognising(Referring):
    """Finds whom names stand for, and gives those named the office and the organisation told near by."""

    younger: dict[str, Entity]

    def _name(self, name: Name) -> None:
        words, text = self.text.words, self.text
        head = text.head(name.first, name.last)
        titles = self.links.titles.get(name.first, ())
        source = head.i in self.source_of or any(text.word_token(t.last - 1).i in self.source_of for t in titles)
        if name.first in self.full:
            if any(p.pronoun is not None or p.owner or p.inner_body for p in self.links.held.get(name.first, ())):
                self._describe(name, self.full[name.first])
            self._employ(name, self.full[name.first])
            self._serve(name, self.full[name.first])
            if source and not self.full[name.first].mentions:
                self._announced(name, self.full[name.first])
            self._note(name.first, name.last, (self.full[name.first],), 0.95, head)
            return
        key = words[name.last - 1].key
        if name.last - name.first == 1 and name.entry is None and key.endswith("s"):
            first = name.first - 1 - (text.key(name.first - 2) in GROUP_LEADS)
            together = several(self.discourse, text.quote(first, name.last), words[first].start) if first >= 0 else ()
            if together:
                self._note(first, name.last, together, 0.8, head)
                return
        if name.entry is None and name.last - name.first == 1 and not name.titled and text.key(name.first - 1) == "the":
            led = self.registry.led_by(key)
            if led is not None:
                self._note(name.first - 1, name.last, (led,), 0.9, head)
                return
        if name.kind in ("country", "group") and name.country and name.entry is not None:
            self._country(name, head, source)
        elif name.kind in ("organisation", "media") and (name.entry is not None or name.body is not None):
            self._note(name.first, name.last, (self._organisation(name),), 0.9, head)
        elif name.kind == "person" or self._is_surname(name):
            self._single(name, head)
        elif name.kind == "organisation":
            self._note(name.first, name.last, (self._organisation(name),), 0.75, head)
        elif name.kind == "group":
            self._note(name.first, name.last, (self._people(name.first, name.last, ""),), 0.7, head)
        elif name.kind == "unknown" and source and self._of_firm(name):
            self._note(name.first, name.last, (self._organisation(name),), 0.6, head)
        elif name.kind == "unknown" and source:
            self._single(name, head)
        elif name.kind == "place" and source:
            entity = self._organisation(name)
            entity.country = entity.country or name.country
            entity.types = entity.types - UNKNOWN_TYPES | TOWN_TYPES
            self._note(name.first, name.last, (entity,), 0.5, head)

    def _of_firm(self, name: Name) -> bool:
        """Whether a single strange name that speaks is no person's: "Unifor backed it", but "Sutinah, 47, said"."""
        after = self.text.key(name.last)
        known = self.links.held.get(name.first) or name.titled or self.registry.persons(self.text.words[name.first].key)
        return (
            name.last - name.first == 1
            and not known
            and after not in (",", "(")
            and "-" not in self.text.quote(name.first, name.last)
        )

    def _is_surname(self, name: Name) -> bool:
        if name.entry is not None or name.body is not None or name.last - name.first > 1:
            return False
        key = self.text.words[name.first].key
        # The given name of somebody named in full counts as well: "Ingrid declined".
        return any(e.surname == key or e.keys[0] == key for e in self.registry.persons(key))

    def _single(self, name: Name, head: Token) -> None:
        """A person's single name, or a name of several words that was not known as a person's."""
        held = [p for p in self.links.held.get(name.first, ()) if p.is_role]
        gender = next((p.entry.gender for p in held if p.entry.gender), "")
        offices = [p for p in held if p.entry.actor_kind != "title"]
        role, country = (offices[0].entry.name, offices[0].country) if offices else ("", "")
        offset, key = self.text.words[name.first].start, self.text.words[name.last - 1].key
        entity, confidence = self._compared(name) or self.discourse.surname(key, offset, gender, role, country)
        if entity is None or (country and entity.country and country != entity.country):
            entity, confidence = self._person(name), 0.7
        self._describe(name, entity)
        self._note(name.first, name.last, (entity,), confidence, head)

    def _compared(self, name: Name) -> Meant | None:
        """Whom "the younger Hill" stands for: the one just spoken of; afterwards "the elder Hill" is the other."""
        word, key = self.text.key(name.first - 1), self.text.words[name.last - 1].key
        offset = self.text.words[name.first].start
        bearers = [e for e in self.registry.persons(key) if e.surname == bare(key) and e.first < offset]
        if word not in COMPARED or len(bearers) != 2:
            return None
        young = word == "younger"
        if key not in self.younger:
            last = {id(e): r.start for r in self.discourse.recent for e in r.entities}
            latest = max(bearers, key=lambda e: last.get(id(e), -1))
            self.younger[key] = next(e for e in bearers if (e is latest) == young)
        return next(e for e in bearers if (e is self.younger[key]) == young), 0.75

    def _employ(self, name: Name, entity: Entity) -> None:
        """Let a chief executive or spokesman without an organisation be of the one just spoken of."""
        held = self.links.held.get(name.first, ())
        phrase = next((p for p in held if p.is_role and (p.entry.is_office or headed(p.entry.name))), None)
        if phrase is None or entity.belongs is not None or entity.organisation:
            return
        if entity.country and not headed(phrase.entry.name):
            return
        owner = self._belongs(phrase) or self._where(phrase) or self._behind(phrase)
        if owner is not None and owner is not entity:
            hold_office(self.text, entity, phrase, owner)

    def _where(self, phrase: Phrase) -> Entity | None:
        """The organisation of "At Carrick High, head teacher Ann Hill said"."""
        start = self.text.words[phrase.first].start
        i = self.text.word_at(self.text.token(start).sent.start_char)
        name = self.text.name_at.get(i + 1 + (self.text.key(i + 1) == "the")) if self.text.key(i) == "at" else None
        beside = name is not None and name.last + 1 == phrase.first and self.text.key(name.last) == ","
        if name is None or not beside or name.kind == "country" or name.titled or place_words(self.text, name):
            return None
        return self._organisation(name)

    def _serve(self, name: Name, entity: Entity) -> None:
        """Let "the union's Ann Hill" speak for the union spoken of."""
        phrase = self.links.typed.get(name.first)
        if phrase is None or entity.belongs is not None:
            return
        offset = self.text.words[phrase.first].start
        entity.belongs = self._belongs(phrase) or self.discourse.typed(*type_names(phrase.entry), offset)[0]
        if entity.belongs is not None and binds(entity.belongs):
            entity.organisation = entity.organisation or entity.belongs.name
            entity.speaks = entity.speaks or "organisation"

    def _announced(self, name: Name, entity: Entity) -> None:
        """Give who speaks first the office told in the sentence before: "Its lawyer disagrees. Ann Hill said"."""
        held = self.links.held.get(name.first, ())
        if entity.speaks or entity.belongs or any(p.entry.is_office or p.entry.sector != "LEG" for p in held):
            return
        if entity.role and entity.sector != "LEG":
            return
        offset = self.text.words[name.first].start
        here, paragraph = self.discourse.places.sentence(offset), self.discourse.places.paragraph(offset)
        for phrase in reversed([p for p in self.phrases if p.last <= name.first and p.is_role][-6:]):
            start, token = self.text.words[phrase.first].start, self.text.word_token(phrase.last - 1)
            near = here - self.discourse.places.sentence(start) <= 2
            if (not near or self.discourse.places.paragraph(start) != paragraph) and not self._leads(phrase, entity):
                continue
            known = self.by_head.get(token.i)
            if known is not None and any(e.kind == "person" for e in known.entities):
                return
            definite = phrase.determiner in DEFINITE or phrase.clients[1] or phrase.organisation or phrase.owner
            definite = definite and phrase.entry.is_office
            if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT" and definite and not phrase.entry.plural:
                gender = not (phrase.entry.gender and entity.gender and phrase.entry.gender != entity.gender)
                if gender and phrase.last not in self.links.attached:
                    belongs = self._belongs(phrase) or self._behind(phrase)
                    hold_office(self.text, entity, phrase, belongs)
                    if token.head.lemma_ in of_kind("leaving"):
                        entity.speaks = ""  # "The dean resigned. Ann Hill said"
                return

    def _leads(self, phrase: Phrase, entity: Entity) -> bool:
        """Whether an article begins with an office and names its holder first of all, in the next paragraph."""
        start, places = self.text.words[phrase.first].start, self.discourse.places
        opening = places.sentence(start) == 1 and places.paragraph(entity.first) - places.paragraph(start) in (0, 1, 2)
        first = min((e.first for e in self.full.values()), default=-1)
        return opening and first == entity.first and phrase.organisation is not None

    def _country(self, name: Name, head: Token, source: bool) -> None:
        entry = name.entry
        before = self.text.key(name.first - 1)
        offset = self.text.words[name.first].start
        if entry.kind == "capital":
            other = gazetteer().other(self.text.words, name.first, entry)
            if before in PLACE_PREPOSITIONS and not source:
                return
            if other is not None and not self._own_capital(entry.country, other.name):
                name = Name(name.first, name.last, other.actor_kind, other)
                self._note(name.first, name.last, (self._organisation(name),), 0.7, head)
                return
        if entry.kind == "national":
            entity = self._people(name.first, name.last, "")
            entity.country = name.country
            self._note(name.first, name.last, (entity,), 0.8, head)
            return
        attributive = is_modifier(head, self.text.word_token(name.last - 1).i)
        first = name.first - 1 if before == "the" and not attributive else name.first
        self._note(first, name.last, (self.registry.country(entry.country, offset),), 0.95, head)

    def _own_capital(self, country: str, other: str) -> bool:
        """Whether an article tells of a capital's country and never of the union that sits there: Brussels."""
        kinds = ("country", "demonym", "national", "place")
        own = any(m.entry.country == country and m.entry.kind in kinds for m in self.text.matches)
        return own and not any(m.entry.name == other or "executive" in m.entry.types for m in self.text.matches)
