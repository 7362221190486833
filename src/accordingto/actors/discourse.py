"""What has been said so far: finds whom a bare surname, an office or "the alliance" stands for."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accordingto.actors.entities import UNKNOWN_TYPES, Entity, Registry, bare
from accordingto.actors.places import Places
from accordingto.actors.pronouns import pronouns
from accordingto.actors.text import Text
from accordingto.actors.words import fold

if TYPE_CHECKING:
    pass

WINDOW = 60
"""Mentions that are looked back over."""

LATEST = 1000
"""Actors that are looked through for the holder of an office."""

REACH = 6
"""Sentences that are looked back over for a pronoun."""

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))


@dataclass(slots=True)
class Record:
    """A resolved mention, and what of its place matters to later ones."""

    start: int
    end: int
    entities: tuple[Entity, ...]
    confidence: float
    head: int
    sentence: int
    subject: bool
    possessive: bool
    quoted: bool
    source: bool
    told: bool = False


@dataclass
class Discourse:
    """The mentions so far, latest last."""

    text: Text
    places: Places
    registry: Registry
    recent: deque[Record] = field(default_factory=lambda: deque(maxlen=WINDOW))
    records: list[Record] = field(default_factory=list)

    def note(self, start: int, end: int, entities: tuple[Entity, ...], confidence: float, possessive: bool) -> Record:
        """Keep a resolved mention."""
        token = self.text.doc.char_span(start, end, alignment_mode="expand").root
        source = self.places.source(start, end) and not possessive
        # "A partner at Acme said": Acme has not spoken.
        source = source and not (token.dep_ == "pobj" and token.head.lower_ in ("at", "in", "of", "from"))
        record = Record(
            start,
            end,
            entities,
            confidence,
            token.i,
            self.places.sentence(start),
            token.dep_ in SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in SUBJECTS),
            possessive,
            self.places.quoted(start),
            source,
            not source and bool(self.places.contents(start)),
        )
        for entity in entities:
            entity.mentions += 1
            words = self.text.text[start:end]
            entity.forms[words] = entity.forms.get(words, 0) + 1
            if source:
                entity.spoke = start
        self.recent.append(record)
        self.records.append(record)
        return record

    def surname(
        self, key: str, offset: int, gender: str = "", role: str = "", country: str = ""
    ) -> tuple[Entity | None, float]:
        """Find the person a single name stands for.

        Those who have it as their family name come before those who have it as a given name, and
        those introduced before come before those introduced later. Among several of these the one
        who has been speaking is meant, then the one named last.
        """
        known = [e for e in self.registry.persons(key) if not (gender and e.gender and e.gender != gender)]
        if role:
            known = [e for e in known if role_agrees(e, role, country)] or known
        family = [e for e in known if e.surname == bare(key)] or known
        before = [e for e in family if e.first < offset and e.mentions] or family
        if not before:
            return None, 0.0
        if len(before) == 1:
            return before[0], 0.95 if len(known) == 1 else 0.85
        last = self._last_mentions()
        ranked = sorted(before, key=lambda e: (-self._salience(e, last, offset), e.first))
        gap = self._salience(ranked[0], last, offset) - self._salience(ranked[1], last, offset)
        return ranked[0], min(0.85, 0.4 + 0.15 * gap)

    def last_of(self, entity: Entity | None) -> int:
        """Where an actor was mentioned last, -1 where it was not."""
        return next((r.start for r in reversed(self.recent) if entity in r.entities), -1)

    def _last_mentions(self) -> dict[int, Record]:
        return {id(e): r for r in self.recent for e in r.entities}

    def _salience(self, entity: Entity, last: dict[int, Record], offset: int) -> float:
        record = last.get(id(entity))
        here = self.places.sentence(offset)
        near = max(0.0, 3 - 0.5 * (here - record.sentence)) if record else 0.0
        return near + (1.5 if entity.spoke >= 0 else 0) + 0.05 * min(entity.mentions, 20)

    def typed(self, exact: Sequence[str], general: Sequence[str], offset: int) -> tuple[Entity | None, float]:
        """Find whom "the carmaker" stands for: the latest that is one, else the latest company."""
        found, confidence = self.antecedent(exact, offset)
        return (found, confidence) if found is not None else self.antecedent(general, offset, firm=True)

    def antecedent(
        self, types: Sequence[str], offset: int, country: str = "", firm: bool = False
    ) -> tuple[Entity | None, float]:
        """Find the organisation that "the alliance" or "the company" stands for: the latest that is one.

        A ``firm`` is no federation, though that may be called a group.
        """
        best: dict[int, tuple[float, Entity]] = {}
        here = self.places.sentence(offset)
        for record in reversed(self.recent):
            for entity in record.entities:
                if not entity.types.intersection(types) or (country and entity.country and entity.country != country):
                    continue
                unknown = entity.types == UNKNOWN_TYPES
                if (firm and entity.body and entity.sector != "BUS") or (unknown and self._is_place(record)):
                    continue
                score = -0.4 * (here - record.sentence) + 0.5 * record.subject + 0.5 * record.source
                score -= 0.5 * unknown
                # "The agency" is the road agency, before a name that may be one.
                score += 1.0 * (entity.body.split()[-1:] == [*types][:1] and entity.speaks == "country")
                if id(entity) not in best or score > best[id(entity)][0]:
                    best[id(entity)] = (score, entity)
        ranked = sorted(best.values(), key=lambda s: (-s[0], -s[1].first))
        if not ranked:
            return None, 0.0
        gap = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 2.0
        return ranked[0][1], round(min(0.85, 0.5 + 0.2 * gap), 2)

    def _is_place(self, record: Record) -> bool:
        """Whether a mention tells where: "a plant in Leoben"."""
        head = self.text.doc[record.head]
        return head.dep_ == "pobj" and head.head.lower_ in ("in", "near", "outside", "around", "across")

    def office(self, role: str, country: str, organisation: Entity | None, offset: int) -> tuple[Entity | None, float]:
        """Find the person that "the Russian ambassador" or "the minister" stands for."""
        holders = [e for e in self.registry.entities[-LATEST:] if e.role_key and e.kind == "person"]
        fitting = [e for e in holders if role_agrees(e, role, country)]
        if organisation is not None:
            # "his spokesman" is nobody else's; "the firm's spokesman" may be one whose firm was not told.
            unsure = (None,) if organisation.kind != "person" else ()
            fitting = [e for e in fitting if e.belongs in (organisation, *unsure)]
        before = [e for e in fitting if e.mentions and e.first < offset]
        last = self._last_mentions()
        if before:
            ranked = sorted(before, key=lambda e: (-self._salience(e, last, offset), e.first))
            return ranked[0], 0.8 if len(ranked) == 1 else 0.6
        # An office may come before its holder's name: only where country or organisation agree too.
        after = [
            e
            for e in fitting
            if (country and e.country in (country, "")) or (organisation and e.belongs is organisation)
        ]
        exact = [e for e in after if e.role_key == role]
        after = exact if len(exact) == 1 else after
        return (after[0], 0.7) if len(after) == 1 else (None, 0.0)

    def somebody(
        self, gender: str, country: str, offset: int, described: bool = False, barred: tuple[Entity, ...] = ()
    ) -> tuple[Entity | None, float]:
        """Find a person who has just been spoken of, for "the senator said", and none of those barred.

        One of unknown office comes before one of another office, unless ``described``, as for "the
        Dutchman" or "the veteran": those fit any office.
        """
        here = self.places.sentence(offset)
        best: dict[int, tuple[float, Entity]] = {}
        for record in self.recent:
            named = record.subject or record.source
            # "For Hill there is no way back. The former banker said": who is described may be no subject.
            if record.possessive or here - record.sentence > (2 if named else 1) or not (named or described):
                continue
            for entity in record.entities:
                if (
                    entity.kind != "person"
                    or entity in barred
                    or ((entity.role_key or entity.belongs is not None) and not described)
                    or (gender and entity.gender and entity.gender != gender)
                    or (country and entity.country and entity.country != country)
                ):
                    continue
                score = -(here - record.sentence) - 0.6 * (not named) + 0.5 * record.start / (offset + 1)
                best[id(entity)] = max(best.get(id(entity), (score, entity)), (score, entity), key=lambda s: s[0])
        if not best:
            return None, 0.0
        return max(best.values(), key=lambda s: s[0])[1], 0.45

    def called(self, roles: Sequence[str], gender: str, country: str, offset: int) -> tuple[Entity | None, float]:
        """Find the holder of one of several offices who has just acted or spoken: a bishop for "the cleric"."""
        here = self.places.sentence(offset)
        for record in reversed(self.recent):
            if here - record.sentence > REACH:
                break
            for entity in record.entities if (record.subject or record.source) and not record.possessive else ():
                fits = entity.kind == "person" and not (gender and entity.gender and entity.gender != gender)
                fits = fits and not (country and entity.country and entity.country != country)
                if fits and any(entity.role_key == role or entity.role_key.endswith(" " + role) for role in roles):
                    return entity, 0.6
        return None, 0.0

    def acting_country(self, offset: int) -> str:
        """The country that is the subject before a place in its sentence: "Moscow was angry: ..."."""
        here = self.places.sentence(offset)
        for record in reversed(self.recent):
            if record.sentence != here:
                break
            one = record.entities[0] if len(record.entities) == 1 else None
            if one is not None and one.kind == "country" and record.subject and not record.possessive:
                return one.country
        return ""

    def weightiest(self, types: Sequence[str], offset: int) -> Entity | None:
        """The organisation of a type that has acted within sight and is spoken of most: "the chief executive said"."""
        here = self.places.sentence(offset)
        best: dict[int, tuple[float, Entity]] = {}
        for record in reversed(self.recent):
            distance = here - record.sentence
            if record.start >= offset or distance > 3 * REACH:
                continue
            for entity in record.entities:
                if entity.kind == "organisation" and entity.types.intersection(types):
                    known = entity.types != frozenset(types)
                    acted = 1.0 * (record.subject or record.source) + 0.5 * (entity.spoke >= 0)
                    named = sum(
                        n for form, n in entity.forms.items() if form[:1].isupper() and fold(form) not in pronouns()
                    )
                    apart = self.places.paragraph(record.start) != self.places.paragraph(offset)
                    score = acted + 0.4 * min(named, 8) - 0.1 * distance + 0.2 * known - 1.0 * apart
                    if id(entity) not in best or score > best[id(entity)][0]:
                        best[id(entity)] = (score, entity)
        return max(best.values(), key=lambda s: (s[0], -s[1].first))[1] if best else None

    def employer(self, offset: int) -> Entity | None:
        """The organisation for which somebody has just spoken in this paragraph or the one before."""
        here = self.places.sentence(offset)
        for record in reversed(self.recent):
            if here - record.sentence > REACH:
                break
            for entity in record.entities if record.source else ():
                body = entity.belongs if entity.kind == "person" and entity.speaks == "organisation" else None
                if body is not None and body.kind == "organisation" and body.speaks != "country":
                    return body
        return None

    def acting(self, offset: int, types: Sequence[str] = (), paragraph: bool = False) -> Entity | None:
        """The organisation, of a type if given, that has just acted or spoken, for "a spokesman said"."""
        here = self.places.sentence(offset)
        for record in reversed(self.recent):
            apart = paragraph and self.places.paragraph(record.start) != self.places.paragraph(offset)
            if here - record.sentence > 2 or apart:
                break
            for entity in record.entities:
                fits = entity.kind == "organisation" and (not types or entity.types.intersection(types))
                if fits and (record.subject or record.source) and not record.possessive:
                    return entity
        return None


def role_agrees(entity: Entity, role: str, country: str) -> bool:
    """Whether a person holds an office: the minister may be the foreign minister, not the reverse country's."""
    if country and entity.country and entity.country != country:
        return False
    if role in entity.ranks or any(rank.endswith(" " + role) for rank in entity.ranks):
        return True  # "Senator Hill, the committee's chairman", is the senator as well.
    held = entity.role_key
    return bool(held) and (held == role or held.endswith(" " + role) or role.endswith(" " + held))
