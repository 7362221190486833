"""Pronouns to actors: third person, relative, and the first person inside quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.entities import Entity
from accordingto.actors.epithets import Epithets
from accordingto.actors.pronouns import Pronoun, pronouns
from accordingto.actors.recalling import referent

if TYPE_CHECKING:
    from spacy.tokens import Token


class Referring(Epithets):
    """Finds whom pronouns stand for."""

    publisher: str
    later: list[int]

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
        spoken = self._tellers(offset) if quoted else spoken
        if quoted and (forms.plural or forms.gender == "neuter"):
            # What a union's secretary calls "they" is not her union.
            spoken += tuple(e.belongs for e in spoken if e.belongs is not None)
        barred, favoured = (spoken, ()) if quoted else ((), spoken)
        meant, confidence = referent(self.discourse, i, forms, barred, favoured)
        if not meant:
            return
        if possessive:
            self.by_pronoun[i] = meant
            if not source:
                return
        if not within:
            # "His lawyer says he is innocent": what is said about "he" tells little of who says it.
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
        if token.lower_ == "who" and noun.ent_type_ in ("GPE", "LOC", "FAC") and noun.dep_ == "pobj":
            # "A manager in Oslo who asked not to be named": no town asks.
            noun = noun.head.head
        if noun.i not in self.by_head and noun.pos_ in ("NOUN", "PROPN"):
            self._antecedent_noun(noun)
        record = self.by_head.get(noun.i)
        above = noun.head.head if noun.dep_ == "pobj" else noun
        whose = self.by_head.get(above.i)
        if token.lower_ == "who" and whose is not None and all(e.kind == "person" for e in whose.entities):
            # "Laurent Hill, of the moderate union, who said": the parser hangs the clause on the union.
            record = whose
        if record is not None:
            self._note(i, i + 1, record.entities, round(record.confidence * 0.9, 2), token)

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
