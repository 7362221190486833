"""One pass over an article: each mention, in text order, to the actor it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.actors.discourse import SUBJECTS, Discourse, Record
from accordingto.actors.entities import Entity, bare, identify
from accordingto.actors.epithets import GROUP_LEADS, LONGEST_NAME, Meant, headed, type_names, without_clause
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.groups import several
from accordingto.actors.heads import is_modifier, source_heads
from accordingto.actors.home import at_home, in_place
from accordingto.actors.merging import unite
from accordingto.actors.naming import UNKNOWN_TYPES
from accordingto.actors.phrases import COMPARED, DEFINITE, Phrase
from accordingto.actors.places import Places
from accordingto.actors.portrait import as_actor, binds, hold_office, know_figures, know_people
from accordingto.actors.pronouns import pronouns
from accordingto.actors.referring import Referring
from accordingto.actors.regions import Division, in_regions, place_words, region_of, settle_governors
from accordingto.actors.scan import read
from accordingto.actors.serving import serve_nearest
from accordingto.actors.speaking import decide
from accordingto.actors.surveying import Candidate, survey
from accordingto.actors.text import Name
from accordingto.actors.towns import in_town
from accordingto.attributions.lexicon import word_list
from accordingto.records import Actor, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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
FIRST_NAME, FIRST_PHRASE, FIRST_PRONOUN, FIRST_SOURCE = 1, 2, 0, 3


class Reading(Referring):
    """Reads an article once and remembers who was meant where."""

    def __init__(
        self, doc: Doc, tagged: Sequence[Tagged], publisher: str, people: Sequence[Mapping[str, object]]
    ) -> None:
        super().__init__(read(doc), people)
        self.clients: dict[int, Entity] = {}
        self.tagged, self.publisher = tagged, publisher
        self.discourse = Discourse(self.text, Places(self.text, tagged), self.registry)
        self.speakers: dict[int, list[Entity]] = {}
        self.by_head: dict[int, Record] = {}
        self.heads: dict[tuple[int, int], list[int]] = {}
        self.later: list[int] = []
        # For each word inside an office but its last: the token of the last.
        self.cut_off = {
            self.text.word_token(i).i: self.text.word_token(p.last - 1).i
            for p in self.phrases
            for i in range(p.core, p.last - 1)
            if self.text.words[i].text[0].isalpha()
        }
        # For each word of a name: the token of its head; "Hill & Sons" is one.
        self.name_head = {
            self.text.word_token(i).i: self.text.head(n.first, n.last).i
            for n in self.text.names
            for i in range(n.first, n.last)
        }
        self.reading = False
        self.younger: dict[str, Entity] = {}
        self.spoken: dict[int, Entity | str | None] = {}

    def run(self) -> None:
        """Resolve every mention, and choose whom everybody speaks for."""
        self.read()
        setting = survey(self.text, self.registry, self.discourse, self.sources())
        for entity, chosen in list(decide(setting, self.registry.entities)):
            self.spoken[id(entity)] = self._spoken_for(entity, chosen) if chosen is not None else None

    def _spoken_for(self, entity: Entity, chosen: Candidate) -> Entity | str:
        """Whom somebody speaks for, made an actor where it is a name or a part of a country only."""
        answer = chosen.answer
        if isinstance(answer, Division):
            return region_of(self.registry, answer, self.text)
        if isinstance(answer, tuple):
            answer = self.registry.organisation(answer, chosen.name, "organisation", chosen.places[0][0])
        if isinstance(answer, Entity) and entity.kind == "person" and not entity.organisation:
            entity.organisation = answer.name if answer.kind == "organisation" and answer.region is None else ""
        return answer

    def read(self) -> None:
        """Resolve every mention, and give everybody the office and the body that rules tell."""
        heads: dict[tuple[int, int], list[int]] = {}
        for k, t in enumerate(self.tagged):
            for start, end in t.source:
                span = self.text.doc.char_span(start, end, alignment_mode="expand")
                if span is not None and len(span):
                    heads[start, end] = self._source_heads(span, t)
                    for i in heads[start, end]:
                        self.source_of.setdefault(i, []).append(k)
        self.heads = heads
        self.introduce()
        self.reading = True
        items = sorted(self._items(heads), key=lambda item: (item[0], item[1]))
        for _, kind, thing in items:
            if kind == FIRST_NAME:
                self._name(thing)
            elif kind == FIRST_PHRASE:
                self._phrase(thing)
            elif kind == FIRST_PRONOUN:
                self._pronoun(thing)
            else:
                self._source(*thing)
        for i in self.later:
            self._first_person(i)
        self._call_in_full()
        know_people(self.registry, self.people, self._organisation_called)
        know_figures(self.registry, self._organisation_called)
        self._settle()
        serve_nearest(self.text, self.registry, self.discourse)
        in_regions(self.text, self.registry)
        in_place(self.text, self.registry)
        settle_governors(self.text, self.registry)
        in_town(self.text, self.registry)
        at_home(self.text, self.registry, self.discourse.records, self._said_by)

    def _settle(self) -> None:
        """Let who holds an office of no organisation hold it in the only one of its kind that the article tells of.

        "Bishop Hill", and five paragraphs later "the diocese"; "opposition leader Ann Roy", and "her party, the Unity".
        """
        bodies = [e for e in self.registry.entities if e.kind == "organisation" and e.mentions]
        for entity in self.registry.entities:
            types = headed(entity.role_key) if entity.kind == "person" and entity.mentions else ()
            if (
                not types
                or entity.belongs is not None
                or entity.organisation
                or entity.country
                or entity.sector == "ELI"
            ):
                continue
            own = [
                e for e in bodies if (e.body in types or e.body.split()[-1] in types if e.body else e.types & {*types})
            ]
            if len(own) == 1:
                entity.belongs, entity.organisation = own[0], own[0].name
                entity.speaks = entity.speaks or "organisation"
        for party in bodies:
            leader = party.belongs
            if party.sector == "PTY" and leader is not None and leader.kind == "person" and leader.sector == "OPP":
                self._lead(leader, party)
        for phrase in self.phrases:
            name = self.text.name_at.get(phrase.last + 1 + (self.text.key(phrase.last + 1) == "the"))
            if (
                phrase.entry.sector == "PTY"
                and not phrase.is_role
                and phrase.owner
                and phrase.last in self.links.attached
            ):
                record, named = self.meant_at.get(phrase.owner.first), self.meant_at.get(name.first) if name else None
                if record is not None and named is not None:
                    self._lead(record.entities[0], named.entities[0])

    def _lead(self, leader: Entity, party: Entity) -> None:
        """Let the head of the opposition speak for a party that is told to be theirs."""
        if leader.sector in ("OPP", "PTY") and leader.speaks == "organisation" and leader.belongs is None:
            leader.belongs, leader.organisation = party, party.name

    def _said_by(self, offset: int) -> list[Entity]:
        """Who says what stands at a character, innermost first."""
        return [e for k in self.discourse.places.contents(offset) for e in self.speakers.get(k, ())]

    def _call_in_full(self) -> None:
        """Let who is only described be called by the whole source as well: "the police in the state"."""
        for (start, end), meant, _ in self.sources():
            words = " ".join(without_clause(self.text.text[start:end].strip()).split())
            plain = len(meant) == 1 and (meant[0].vague or meant[0].name[:1].islower()) and len(words) <= LONGEST_NAME
            if plain and "," not in words and words.lower() not in pronouns():
                meant[0].forms.setdefault(words, 1)

    def _source_heads(self, span: Span, row: Tagged) -> list[int]:
        """The head words of a source; of "the bank, the broker said" only the broker."""
        found = source_heads(span)
        cue = {t.i for s, e in row.cue if (c := self.text.doc.char_span(s, e, alignment_mode="expand")) for t in c[:9]}
        if len(found) > 1 and any(t.dep_ == "nsubj" and t.head.i in cue for t in found):
            kept: list[int] = []
            for t in found:
                if (t.dep_ == "nsubj" and t.head.i in cue) or (t.dep_ == "conj" and t.head.i in kept):
                    kept.append(t.i)
            return list(dict.fromkeys(self.name_head.get(i, i) for i in kept))
        own = next((k for k in found[0].lefts if k.dep_ == "poss"), None) if len(found) == 1 else None
        if own is not None and found[0].lemma_.lower() in word_list("own_words"):
            # "According to her account": she says it.
            return self._heads_of([own])
        phrase = self.cut_off.get(self.text.word_token(max(0, self.text.word_at(span.end_char) - 1)).i)
        # "NATO's secretary" is cut short: the office goes on with "general".
        return [phrase] if phrase is not None else self._heads_of(found)

    def _heads_of(self, tokens: Sequence[Token]) -> list[int]:
        """The heads of the names and offices that some words belong to."""
        return list(dict.fromkeys(self.name_head.get(t.i, self.cut_off.get(t.i, t.i)) for t in tokens))

    def _items(self, heads: dict[tuple[int, int], list[int]]) -> Iterator[tuple[int, int, object]]:
        words, covered = self.text.words, set()
        for name in self.text.names:
            covered.add(self.text.head(name.first, name.last).i)
            yield words[name.first].start, FIRST_NAME, name
        for phrase in self.phrases:
            covered.add(self.text.word_token(phrase.last - 1).i)
            if phrase.last not in self.links.attached:
                yield words[phrase.last - 1].start, FIRST_PHRASE, phrase
        known = pronouns()
        for i, word in enumerate(words):
            if word.key in known and i not in self.text.name_at and not (word.key == "us" and word.text.isupper()):
                covered.add(self.text.word_token(i).i)
                yield word.start, FIRST_PRONOUN, i
        for (start, end), tokens in heads.items():
            for i in tokens:
                if i not in covered:
                    covered.add(i)
                    yield start, FIRST_SOURCE, (start, end, i)

    def _note(
        self, first: int, last: int, meant: Sequence[Entity], confidence: float, head: Token | None = None
    ) -> Record:
        words = self.text.words
        head = head or self.text.word_token(last - 1)
        modifier = words[last - 1].possessive or is_modifier(head, self.text.word_token(last - 1).i)
        record = self.discourse.note(words[first].start, words[last - 1].end, tuple(meant), confidence, modifier)
        record.head = head.i
        if first > 0 and words[first - 1].text in ("By", "BY") and self.text.key(first - 2) in ("", "\n"):
            record.possessive = True
        self.meant_at[first] = record
        titles = self.links.titles.get(first, ())
        for phrase in titles:
            record.possessive = words[last - 1].possessive or (record.possessive and not is_modifier(head, head.i))
            called = self.text.quote(phrase.first, last) if phrase.last == first and not phrase.entry.plural else ""
            for entity in meant if called else ():
                entity.forms.setdefault(called, 1)
        self._keep(record)
        for phrase in titles:
            self._keep_title(record, self.text.word_token(phrase.last - 1))
        return record

    def _keep_title(self, record: Record, token: Token) -> None:
        """Let the head of a title stand for whom it introduces; "leaders" for both of "leaders A and B"."""
        if record.possessive or token.i == record.head:
            return
        before = self.by_head.get(token.i)
        known = before.entities if before is not None else ()
        together = tuple(dict.fromkeys((*known, *record.entities)))
        self.by_head[token.i] = replace(record, head=token.i, entities=together)
        self._join(self.by_head[token.i])
        for k in self.source_of.get(token.i, ()):
            self.speakers.setdefault(k, []).extend(e for e in record.entities if e not in self.speakers.get(k, ()))
        if token.i in self.source_of:
            for entity in record.entities:
                entity.spoke = record.start

    def _keep(self, record: Record) -> Record:
        if record.possessive and record.head not in self.source_of:
            return record
        self.by_head[record.head] = record
        for k in self.source_of.get(record.head, ()):
            self.speakers.setdefault(k, []).extend(record.entities)
        self._join(record)
        return record

    def _join(self, record: Record) -> None:
        """Remember "A and B" as those two together."""
        token = self.text.doc[record.head]
        before = self.by_head.get(token.head.i) if token.dep_ == "conj" else None
        if before is not None and before is not record and before.entities and record.entities:
            together = tuple(dict.fromkeys((*before.entities, *record.entities)))
            self.discourse.recent.append(
                Record(
                    before.start,
                    record.end,
                    together,
                    min(before.confidence, record.confidence),
                    before.head,
                    before.sentence,
                    before.subject,
                    False,
                    record.quoted,
                    before.source,
                )
            )

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
            entity.types = entity.types - UNKNOWN_TYPES | {"city", "town"}
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

    def sources(self) -> Iterator[tuple[tuple[int, int], tuple[Entity, ...], float]]:
        """Each source span with whom it stands for."""
        for (start, end), tokens in self.heads.items():
            found = [self.by_head[i] for i in tokens if i in self.by_head]
            meant = tuple(dict.fromkeys(e for r in found for e in r.entities))
            if meant:
                yield (start, end), meant, min(r.confidence for r in found)

    def ids(self, article_id: str) -> dict[int, str]:
        """Each actor's id; two unnamed of the same words are told apart by a number."""
        ids: dict[int, str] = {}
        taken: dict[str, int] = {}
        for entity in self.registry.entities:
            own = identify(entity, article_id)
            if entity.vague:
                n = taken[own] = taken.get(own, 0) + 1
                own = own if n == 1 else f"{own}-{n}"
            ids[id(entity)] = own
        return ids

    def actors(self, ids: dict[int, str]) -> dict[str, Actor]:
        """The actors by id, in order of first appearance."""
        speaks: dict[int, str] = {}
        for entity in [e for e in self.registry.entities if e.mentions]:
            whom = self.spoken.get(id(entity))
            if isinstance(whom, str):
                whom = self.registry.country(whom, len(self.text.text))
                ids.setdefault(id(whom), identify(whom, ""))
            if whom is not None:
                speaks[id(entity)] = ids[id(whom)]
        wanted = set(speaks.values())
        first: dict[int, int] = {}
        for record in self.discourse.records:
            for entity in record.entities:
                first[id(entity)] = min(first.get(id(entity), record.start), record.start)
        listed = [e for e in self.registry.entities if e.mentions or ids[id(e)] in wanted]
        listed.sort(key=lambda e: (first.get(id(e), len(self.text.text) + 1), ids[id(e)]))
        actors: dict[str, Actor] = {}
        for entity in listed:
            actor = as_actor(entity, ids[id(entity)], speaks.get(id(entity), ""))
            actors[actor.actor_id] = unite([actors[actor.actor_id], actor]) if actor.actor_id in actors else actor
        return actors
