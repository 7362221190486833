"""One pass over an article: each mention, in text order, to the actor it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from accordingto.actors.belonging import headed
from accordingto.actors.discourse import Discourse, Record
from accordingto.actors.entities import Entity, identify
from accordingto.actors.heads import source_heads
from accordingto.actors.home import LOCAL_SECTORS, REGION_ROLES, at_home, in_place
from accordingto.actors.merging import unite
from accordingto.actors.places import Places
from accordingto.actors.portrait import as_actor, is_agency, know_figures, know_people, spoken_for
from accordingto.actors.pronouns import pronouns
from accordingto.actors.recognising import Recognising
from accordingto.actors.regions import Division, in_regions, region_of, settle_governors
from accordingto.actors.scan import read
from accordingto.actors.serving import serve_nearest
from accordingto.actors.sources import LONGEST_NAME, without_clause
from accordingto.actors.speaking import decide
from accordingto.actors.surveying import Candidate, survey
from accordingto.actors.through import author
from accordingto.actors.towns import in_town
from accordingto.records import Actor, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FIRST_NAME, FIRST_PHRASE, FIRST_PRONOUN, FIRST_SOURCE = 1, 2, 0, 3


class Reading(Recognising):
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
        self.speaks_as: list[tuple[Entity, Entity]] = []
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
        for entity in self.registry.entities:
            self.spoken[id(entity)] = self._state_of(entity, self.spoken.get(id(entity)))
        for one, them in self.speaks_as:
            self.spoken[id(one)] = self.spoken.get(id(them))

    def _state_of(self, entity: Entity, whom: Entity | str | None) -> Entity | str | None:
        """The state, where one of its officers is found to speak for its ministry, embassy or government."""
        if not isinstance(whom, Entity) or entity.kind == "organisation" or entity.speaks != "country":
            return whom
        state = self.spoken.get(id(whom))
        whole = whom.speaks == "country" and whom.sector == "GOV" and whom.region is None and not whom.bloc
        return state if whole and isinstance(state, str) else whom

    def _spoken_for(self, entity: Entity, chosen: Candidate) -> Entity | str:
        """Whom somebody speaks for, made an actor where it is a name or a part of a country only."""
        answer = chosen.answer
        if isinstance(answer, Division):
            return region_of(self.registry, answer, self.text)
        if isinstance(answer, tuple):
            answer = self.registry.organisation(answer, chosen.name, "organisation", chosen.places[0][0])
        if isinstance(answer, Entity) and entity.kind == "person" and not entity.organisation:
            entity.organisation = answer.name if answer.kind == "organisation" and answer.region is None else ""
        if isinstance(answer, Entity) and answer.kind == "organisation":
            whole = answer.belongs
            known = answer.resolved_by == "gazetteer" and answer.speaks == "country" and not is_agency(answer)
            part = whole is not None and whole.kind == "organisation" and whole.speaks == "country"
            if known or (part and not is_agency(whole)):
                # The Treasury's man and the ministry's press department's are the state's, an agency's head is its own.
                return spoken_for(answer if known else whole) or answer
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
                or entity.role_key in REGION_ROLES
            ):
                continue
            # A police commissioner is of no high commission.
            suited = [e for e in bodies if entity.sector not in LOCAL_SECTORS or e.sector in ("", entity.sector)]
            own = [
                e for e in suited if (e.body in types or e.body.split()[-1] in types if e.body else e.types & {*types})
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
            named = len(meant) == 1 and (start, end) not in self.papers
            plain = named and (meant[0].vague or meant[0].name[:1].islower()) and len(words) <= LONGEST_NAME
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
        whose = author(self.text, span, found[0]) if len(found) == 1 else None
        if whose is not None:
            # "According to her account": she says it.
            self.papers.add((span.start_char, span.end_char))
            return self._heads_of([whose])
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
