"""One pass over an article: each mention, in text order, to the actor it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.actors.describe import describe_mention
from accordingto.actors.discourse import LATEST, Discourse, Places, Pronoun, Record, pronouns
from accordingto.actors.entities import Entity, identify
from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.heads import is_modifier, source_heads
from accordingto.actors.merging import unite
from accordingto.actors.naming import Naming
from accordingto.actors.phrases import DEFINITE, Phrase
from accordingto.actors.portrait import as_actor, hold_office, know_figures, know_people, spoken_for
from accordingto.actors.scan import Name, read
from accordingto.records import Actor, Tagged

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
LONGEST_NAME = 120
DEMONSTRATIVES = frozenset(["this", "that", "these", "those", "what"])

Meant = tuple[tuple[Entity, ...], float]


class Reading(Naming):
    """Reads an article once and remembers who was meant where."""

    def __init__(
        self, doc: Doc, tagged: Sequence[Tagged], publisher: str, people: Sequence[Mapping[str, object]]
    ) -> None:
        super().__init__(read(doc), people)
        self.tagged, self.publisher = tagged, publisher
        self.discourse = Discourse(self.text, Places(self.text, tagged), self.registry)
        self.speakers: dict[int, list[Entity]] = {}
        self.by_head: dict[int, Record] = {}
        self.heads: dict[tuple[int, int], list[int]] = {}
        self.later: list[int] = []

    def run(self) -> None:
        """Resolve every mention."""
        heads: dict[tuple[int, int], list[int]] = {}
        for k, t in enumerate(self.tagged):
            for start, end in t.source:
                span = self.text.doc.char_span(start, end, alignment_mode="expand")
                if span is not None and len(span):
                    heads[start, end] = [token.i for token in source_heads(span)]
                    for i in heads[start, end]:
                        self.source_of.setdefault(i, []).append(k)
        self.heads = heads
        self.introduce()
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
        know_people(self.registry, self.people, self._organisation_called)
        know_figures(self.registry)

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
        return record

    def _name(self, name: Name) -> None:
        words, text = self.text.words, self.text
        head = text.head(name.first, name.last)
        titles = self.links.titles.get(name.first, ())
        source = head.i in self.source_of or any(text.word_token(t.last - 1).i in self.source_of for t in titles)
        if name.first in self.full:
            self._note(name.first, name.last, (self.full[name.first],), 0.95, head)
            return
        key = words[name.last - 1].key
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
        elif name.kind == "unknown" and source:
            self._single(name, head)
        elif name.kind == "place" and source:
            entity = self._organisation(name)
            entity.country = entity.country or name.country
            self._note(name.first, name.last, (entity,), 0.5, head)

    def _is_surname(self, name: Name) -> bool:
        if name.entry is not None or name.body is not None or name.last - name.first > 1:
            return False
        key = self.text.words[name.first].key
        return any(e.surname == key or e.keys == (key,) for e in self.registry.persons(key))

    def _single(self, name: Name, head: Token) -> None:
        """A person's single name, or a name of several words that was not known as a person's."""
        held = [p for p in self.links.held.get(name.first, ()) if p.is_role]
        gender = next((p.entry.gender for p in held if p.entry.gender), "")
        offices = [p for p in held if p.entry.actor_kind != "title"]
        role, country = (offices[0].entry.name, offices[0].country) if offices else ("", "")
        offset, key = self.text.words[name.first].start, self.text.words[name.last - 1].key
        entity, confidence = self.discourse.surname(key, offset, gender, role, country)
        if entity is None or (country and entity.country and country != entity.country):
            entity, confidence = self._person(name), 0.7
        self._describe(name, entity)
        self._note(name.first, name.last, (entity,), confidence, head)

    def _country(self, name: Name, head: Token, source: bool) -> None:
        entry = name.entry
        before = self.text.key(name.first - 1)
        offset = self.text.words[name.first].start
        if entry.kind == "capital":
            other = gazetteer().other(self.text.words, name.first, entry)
            if before in PLACE_PREPOSITIONS and not source:
                return
            if other is not None:
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

    def _phrase(self, phrase: Phrase) -> None:
        head = self.text.word_token(phrase.last - 1)
        source = head.i in self.source_of
        if not source and is_modifier(head, head.i):
            return
        found = self._office(phrase, source) if phrase.is_role else self._body(phrase, source)
        if found is not None and found[0]:
            self._note(phrase.first, phrase.last, *found, head)

    def _office(self, phrase: Phrase, source: bool) -> Meant | None:
        belongs = self._belongs(phrase)
        definite = phrase.determiner in DEFINITE or (not phrase.determiner and bool(phrase.country or belongs))
        offset = self.text.words[phrase.first].start
        role = phrase.entry.name
        if definite and not phrase.entry.plural:
            entity, confidence = self.discourse.office(role, phrase.country, belongs, offset)
            if entity is not None:
                hold_office(self.text, entity, phrase, belongs)
                return (entity,), confidence
            if source and phrase.determiner == "the":
                entity, confidence = self.discourse.somebody(phrase.entry.gender, phrase.country, offset)
                if entity is not None:
                    return (entity,), confidence
        alone = phrase.last - phrase.first == 1 and self.text.words[phrase.first].is_name
        if alone and phrase.entry.plural and phrase.entry.sector == "PTY":
            return (self._people(phrase.first, phrase.last, phrase.entry.sector),), 0.8
        if not source and not (definite and phrase.country and phrase.entry.speaks_for and not phrase.entry.plural):
            return None
        if definite and not phrase.entry.plural:
            again = [
                e
                for e in self.registry.entities[-LATEST:]
                if e.kind == "unnamed" and e.role_key.endswith(role) and not e.plural
            ]
            again = [e for e in again if not phrase.country or e.country in ("", phrase.country)]
            if again:
                return (again[-1],), 0.6
        entity = self._unnamed(self._whole(phrase), offset)
        hold_office(self.text, entity, phrase, belongs)
        entity.plural = phrase.entry.plural
        if entity.plural:
            entity.speaks = ""
        entity.role = "" if entity.plural else entity.role
        return (entity,), 0.7

    def _whole(self, phrase: Phrase) -> str:
        """The words of a phrase, or of the whole source that it heads."""
        head = self.text.word_token(phrase.last - 1).i
        begin = self.text.words[phrase.first].start
        for k in self.source_of.get(head, ()):
            for start, end in self.tagged[k].source:
                if start <= begin < end and end - start <= LONGEST_NAME:
                    return self.text.text[start:end].strip()
        return self.text.quote(phrase.first, phrase.end)

    def _unnamed(self, words: str, offset: int, kind: str = "unnamed") -> Entity:
        name = " ".join(words.split())
        entity = Entity(kind, name, tuple(name.lower().split()), offset, vague=True, resolved_by="none")
        return self.registry.add(entity)

    def _body(self, phrase: Phrase, source: bool) -> Meant | None:
        entry, offset = phrase.entry, self.text.words[phrase.first].start
        owner = self._belongs(phrase)
        country = phrase.country
        if owner is not None and owner.kind == "country":
            owner, country = None, country or owner.country
        definite = phrase.determiner in DEFINITE or phrase.determiner == ""
        if (country or owner is not None) and not entry.plural and definite:
            if owner is None and entry.actor_kind == "media" and not source:
                return None
            return (
                self._owned(country if owner is None else "", owner, entry, self._own_words(phrase), phrase.first),
            ), 0.85
        if definite and not country and not entry.plural and (phrase.determiner or source):
            entity, confidence = self.discourse.antecedent((entry.name, entry.name.split()[-1]), offset)
            if entity is not None and (phrase.determiner or source):
                return (entity,), confidence
        if not source:
            return None
        kind = "media" if entry.actor_kind == "media" else "unnamed"
        entity = self._unnamed(self._whole(phrase), offset, kind)
        entity.country, entity.sector, entity.plural = country, entry.sector, entry.plural
        return (entity,), 0.7

    def _own_words(self, phrase: Phrase) -> str:
        first = phrase.first + 1 if self.text.key(phrase.first) in DEFINITE and phrase.pronoun is None else phrase.first
        return self.text.quote(first, phrase.last)

    def _pronoun(self, i: int) -> None:
        forms = pronouns()[self.text.words[i].key]
        token = self.text.word_token(i)
        if forms.person == "second":
            return
        if forms.person == "first":
            if token.i in self.source_of:
                self.later.append(i)
            return
        if forms.person == "relative":
            self._relative(i, token)
            return
        source = token.i in self.source_of
        possessive = token.tag_ == "PRP$" or (forms.possessive and token.tag_ != "PRP")
        if forms.gender == "neuter" or forms.plural:
            doer = (
                token.dep_ == "nsubj"
                and token.head.pos_ == "VERB"
                and token.head.lemma_ not in ("be", "seem", "appear", "take")
            )
            if not source and not doer and not possessive:
                return
        offset = self.text.words[i].start
        within = self.discourse.places.contents(offset)
        spoken = tuple(e for k in within for e in self.speakers.get(k, ()))
        quoted = self.discourse.places.quoted(offset)
        barred, favoured = (spoken, ()) if quoted else ((), spoken)
        meant, confidence = self.discourse.pronoun(i, forms, barred, favoured)
        if not meant:
            return
        if possessive:
            self.by_pronoun[i] = meant
            return
        self._learn_gender(meant, forms, confidence)
        self._note(i, i + 1, meant, confidence, token)

    def _learn_gender(self, meant: tuple[Entity, ...], forms: Pronoun, confidence: float) -> None:
        one = meant[0] if len(meant) == 1 and meant[0].kind == "person" and confidence >= 0.7 else None
        if one is not None and not one.gender and forms.gender in ("male", "female"):
            one.gender = forms.gender

    def _relative(self, i: int, token: Token) -> None:
        if token.i not in self.source_of:
            return
        clause = token
        while clause.dep_ != "relcl" and clause.head.i != clause.i and clause.i - token.i < 12:
            clause = clause.head
        noun = clause.head
        if clause.dep_ != "relcl":
            return
        if noun.i not in self.by_head and noun.pos_ in ("NOUN", "PROPN"):
            self._antecedent_noun(noun)
        record = self.by_head.get(noun.i)
        if record is not None:
            self._note(i, i + 1, record.entities, round(record.confidence * 0.9, 2), token)

    def _antecedent_noun(self, noun: Token) -> None:
        """Make an actor of "state legislators" in "state legislators who said"."""
        first = next((t for t in noun.lefts if t.dep_ in ("det", "amod", "compound", "nummod", "poss")), noun)
        start, end = self.text.doc[min(first.left_edge.i, noun.i)].idx, noun.idx + len(noun)
        if end - start <= LONGEST_NAME and "\n" not in self.text.text[start:end]:
            self._plain(start, end, noun)

    def _first_person(self, i: int) -> None:
        offset = self.text.words[i].start
        for k in self.discourse.places.contents(offset):
            meant = tuple(dict.fromkeys(self.speakers.get(k, ())))
            if meant:
                self._note(i, i + 1, meant, 0.7, self.text.word_token(i))
                return
        if self.publisher and not self.discourse.places.quoted(offset):
            entity = self._organisation_called(self.publisher)
            entity.kind = "media"
            self._note(i, i + 1, (entity,), 0.5, self.text.word_token(i))

    def _source(self, start: int, end: int, i: int) -> None:
        """A source whose head is neither name, office nor pronoun: "a study", "many of them"."""
        token = self.text.doc[i]
        alone = end - start == len(token) and token.lower_ in DEMONSTRATIVES
        if token.i in self.by_head or alone or token.pos_ in ("PUNCT", "SPACE", "VERB", "AUX", "ADP"):
            return
        if len(self.heads[start, end]) > 1 or end - start > LONGEST_NAME:
            # A source may begin inside a token ("-One poll shows"): only overlap is certain.
            first = next((t for t in token.subtree if t.idx + len(t) > start), token)
            start, end = max(start, first.idx), token.idx + len(token)
        self._plain(start, end, token)

    def _plain(self, start: int, end: int, token: Token) -> None:
        """Make an unnamed actor of a noun phrase."""
        told = describe_mention(self.text.text[start:end])
        entity = self._unnamed(self.text.text[start:end], start)
        entity.country, entity.sector = told.country, told.sector
        entity.plural = token.tag_ in ("NNS", "NNPS")
        record = self.discourse.note(start, end, (entity,), 0.5, False)
        record.head = token.i
        self._keep(record)

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
            whom = spoken_for(entity)
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
