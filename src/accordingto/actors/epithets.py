"""Offices and bodies to actors: "the minister", "his spokesman", "the alliance", "two officials"."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from accordingto.actors.belonging import OFFICES, called_later, type_names
from accordingto.actors.discourse import LATEST
from accordingto.actors.entities import Entity
from accordingto.actors.gazetteer import gazetteer, of_kind, rows
from accordingto.actors.groups import several
from accordingto.actors.heads import is_modifier
from accordingto.actors.phrases import DEFINITE, INDEFINITE, Phrase
from accordingto.actors.portrait import hold_office
from accordingto.actors.pronouns import pronouns
from accordingto.actors.sources import CLOSING, LONGEST_NAME, Sources, without_clause

_JOINED = re.compile(r"[\s,]*(?:\b(?:and|or))?\s*$")
NEAR_BY = 25
"""Words after its sentence in which those are meant by a pronoun whom it brings in."""

GROUP_LEADS = frozenset(["both", "neither", "either", "of", "the", "these", "those", "two", "three", "four"])

OWN_CIRCLE = frozenset(("JUD", "COP", "MIL", "REL"))
"""Sectors of offices that an article may bring in unannounced: the judge, the pilot, the bishop."""

Meant = tuple[tuple[Entity, ...], float]


class Epithets(Sources):
    """Finds whom offices and types of organisation stand for."""

    def _phrase(self, phrase: Phrase) -> None:
        head = self.text.word_token(phrase.last - 1)
        source = head.i in self.source_of
        if not source and is_modifier(head, head.i):
            return
        if phrase.entry.plural or phrase.determiner in ("neither", "either") or self._led_by(phrase, "neither"):
            first = phrase.first
            while first > 0 and phrase.first - first < 3 and self.text.key(first - 1) in GROUP_LEADS:
                first -= 1
            together = several(self.discourse, self.text.quote(first, phrase.last), self.text.words[first].start)
            if together:
                self._note(first, phrase.last, together, 0.6, head)
                return
        found = self._office(phrase, source) if phrase.is_role else self._body(phrase, source)
        if found is not None and found[0]:
            self._note(phrase.first, phrase.last, *found, head)

    def _led_by(self, phrase: Phrase, word: str) -> bool:
        return self.text.key(phrase.first) == word or self.text.key(phrase.first - 1) == word

    def _office(self, phrase: Phrase, source: bool) -> Meant | None:
        entry, offset = phrase.entry, self.text.words[phrase.first].start
        head = self.text.word_token(phrase.last - 1)
        named = (self._aged(head) or self._named_beside(head)) if source else None
        if named is not None:
            return (named,), 0.85
        belongs = self._belongs(phrase)
        definite = phrase.determiner in DEFINITE or (not phrase.determiner and bool(phrase.country or belongs))
        owned = phrase.pronoun is not None and belongs is None
        if definite and not entry.plural and not owned:
            known = self._holder(phrase, belongs, source, offset)
            if known is not None:
                return known
        alone = (
            phrase.last - phrase.first - (phrase.determiner == "the") == 1 and self.text.words[phrase.last - 1].is_name
        )
        if alone and entry.plural and entry.sector == "PTY":
            return (self._people(phrase.first, phrase.last, entry.sector),), 0.8
        known = definite and phrase.country and entry.is_office and not entry.plural
        if not source and not known and not self._goes_on(phrase):
            return None
        entity = self._unnamed(self._whole(phrase), offset)
        belongs = belongs or self._behind(phrase)
        hold_office(self.text, entity, phrase, belongs)
        entity.plural = entry.plural
        if entity.plural and belongs is None:
            # Prosecutors are the state's, other officials need not speak for anybody.
            states = bool(phrase.country) and phrase.organisation is None and entry.speaks_for in ("country", "either")
            entity.speaks = "country" if states or entry.name in of_kind("prosecutor") else ""
        entity.role = "" if entity.plural else entity.role
        if entry.name in of_kind("superior") and belongs is not None and belongs.kind == "person":
            self.speaks_as.append((entity, belongs))
        return (entity,), 0.7

    def _goes_on(self, phrase: Phrase) -> bool:
        """Whether a pronoun speaks soon after: "Analysts were gloomier. They wrote", "Farmers left before they said".

        Of one, that pronoun begins the next sentence; of several, it is near.
        """
        head = self.text.word_token(phrase.last - 1)
        if head.dep_ not in ("nsubj", "nsubjpass") or phrase.determiner in DEFINITE:
            return False
        end = head.sent.end
        first = next((t for t in self.text.doc[end : end + 4] if not t.is_punct), None)
        near = [first] if first is not None else []
        if phrase.entry.plural:
            near += [t for t in self.text.doc[head.i : end + NEAR_BY] if t.tag_ == "PRP" and t.i in self.source_of]
        for token in near:
            forms = pronouns().get(token.lower_)
            speaks = forms is not None and token.i in self.source_of and forms.person == "third"
            if speaks and forms.plural == phrase.entry.plural and forms.gender != "neuter":
                return True
        return False

    def _holder(self, phrase: Phrase, belongs: Entity | None, source: bool, offset: int) -> Meant | None:
        """The person known before that "the minister" stands for."""
        entry, tellers = phrase.entry, self._tellers(offset)
        entity, confidence = self.discourse.office(entry.name, phrase.country, belongs, offset)
        if entity is not None:
            hold_office(self.text, entity, phrase, belongs)
            return (entity,), confidence
        roles = role_words().get(entry.name, ())
        if source and roles and phrase.determiner == "the" and belongs is None:
            entity, confidence = self.discourse.called(roles, entry.gender, phrase.country, offset)
            if entity is not None:
                return (entity,), confidence
        again = [
            e
            for e in self.registry.entities[-LATEST:]
            if e.kind == "unnamed" and e.role_key.endswith(entry.name) and not e.plural
        ]
        again = [e for e in again if (not phrase.country or e.country in ("", phrase.country))]
        again = [e for e in again if belongs is None or e.belongs in (None, belongs)]
        plain = entry.name in gazetteer().generic
        if source and plain and again and again[-1].spoke >= 0:
            # "A senior official said so. Hill objected. The official added".
            return (again[-1],), 0.7
        # "The former banker", "the Palauan leader": whoever has just been spoken of may be one.
        loose = phrase.past or plain
        if source and loose and phrase.determiner == "the" and (belongs is None or plain):
            entity, confidence = self.discourse.somebody(entry.gender, phrase.country, offset, True, tellers)
            if entity is not None and (belongs is None or entity.belongs in (None, belongs)):
                return (entity,), confidence
        if again and source:
            return (again[-1],), 0.6
        if not source or phrase.determiner != "the":
            return None
        if belongs is not None:
            # "Ann Hill said no. The Acme chief executive added": who has just spoken and holds nothing yet.
            entity, confidence = self.discourse.somebody(entry.gender, phrase.country, offset, False, tellers)
            firm = entry.is_office and entry.sector not in ("GOV", "LEG", "JUD") and belongs.kind == "organisation"
            if entity is None or entity.spoke < 0 or not firm:
                return None
            hold_office(self.text, entity, phrase, belongs)
            return (entity,), confidence
        entity, confidence = self.discourse.somebody(entry.gender, phrase.country, offset, False, tellers)
        if entity is None and not entry.is_office and entry.sector not in OWN_CIRCLE:
            entity, confidence = self.discourse.somebody(entry.gender, phrase.country, offset, True, tellers)
        elif entity is not None and entry.is_office:
            hold_office(self.text, entity, phrase, None)
        return ((entity,), confidence) if entity is not None else None

    def _whole(self, phrase: Phrase) -> str:
        """The words of a phrase, or of what it heads of a source, a relative clause aside."""
        head = self.text.word_token(phrase.last - 1).i
        begin = self.text.words[phrase.first].start
        for k in self.source_of.get(head, ()):
            for start, end in self.tagged[k].source:
                own = self._own_part(start, end, head, begin)
                words = without_clause(self.text.text[slice(*own)].strip())
                if start <= begin < end and len(words) <= LONGEST_NAME and (start, end) not in self.papers:
                    return words
        return self.text.quote(phrase.first, self._with_name(phrase.end))

    def _own_part(self, start: int, end: int, head: int, begin: int) -> tuple[int, int]:
        """What one head has of a source: "The police and the union" are two."""
        others = [self.text.doc[i].left_edge.idx for i in self.heads[start, end] if i != head]
        if not others:
            return start, end
        stop = min((at for at in others if at > begin), default=end)
        return begin, begin + len(_JOINED.sub("", self.text.text[begin:stop]))

    def _with_name(self, end: int) -> int:
        """Where a phrase ends that a name goes on: "aides to President | Anna Hill"."""
        name = self.text.name_at.get(end)
        return name.last if name is not None and name.kind == "person" else end

    def _told_what(self, phrase: Phrase) -> Entity | None:
        """The organisation of "The Nation, a Bangkok daily": written as a name, and told what it is."""
        name = self.text.words[phrase.last - 1]
        i = phrase.last
        if not name.is_name or name.text.isupper() or self.text.key(i) != "," or self.text.key(i + 1) not in INDEFINITE:
            return None
        told = next((p for p in self.phrases if i < p.first <= i + 2 and not p.is_role and not p.entry.plural), None)
        if told is None or self.text.key(told.last) not in CLOSING:
            return None
        words = self.text.quote(phrase.first, phrase.last)
        keys = self.text.keys(phrase.first, phrase.last)
        entity = self.registry.organisation(keys, words, told.entry.actor_kind, self.text.words[phrase.first].start)
        entity.types |= frozenset(type_names(told.entry)[0])
        return entity

    def _body(self, phrase: Phrase, source: bool) -> Meant | None:
        entry, offset = phrase.entry, self.text.words[phrase.first].start
        head = self.text.word_token(phrase.last - 1)
        called = (self._told_what(phrase) or self._named_beside(head)) if source else None
        if called is not None and called.kind in ("organisation", "media"):
            return (called,), 0.8
        owner = self._belongs(phrase)
        country = phrase.country
        if owner is not None and owner.kind == "country":
            owner, country = None, country or owner.country
        definite = phrase.determiner in DEFINITE or phrase.determiner == ""
        if (country or owner is not None) and not entry.plural and definite:
            if owner is None and entry.actor_kind == "media" and not source:
                return None
            if owner is not None and owner.kind in ("organisation", "media") and entry.name in OFFICES:
                return (owner,), 0.8
            words, whose = self._own_words(phrase), country if owner is None else ""
            return (self._owned(whose, owner, entry, words, phrase.first, local=phrase.local),), 0.85
        if entry.name in OFFICES and owner is None and self._of_another(phrase):
            # "The prosecutor's office" is not the office that the mayor sleeps in.
            again = self._called_before(self._own_words(phrase))
            if again is not None:
                return (again,), 0.7
            definite = definite and not source
        if definite and not country and not entry.plural and (phrase.determiner or source):
            exact, general = type_names(entry)
            # "The regional development bank" is brought in here, "the troubled bank" was before.
            more = range(phrase.first, phrase.last - len(entry.name.split()))
            new = any(self.text.word_token(i).pos_ in ("NOUN", "PROPN") for i in more)
            entity, confidence = self.discourse.typed(exact, () if new or self._brought_in(phrase) else general, offset)
            if entity is None and entry.actor_kind == "media" and source:
                # "The Tagblatt reported it. The newspaper said": what speaks and is nothing else.
                entity, confidence = self._paper(offset), 0.5
            if entity is not None:
                return (entity,), confidence
        if not source:
            return None
        # "Police said": a body of the state needs no article.
        bare = not phrase.determiner and entry.speaks_for == "country"
        bare = bare and (phrase.last - phrase.first == 1 or entry.sector == "COP")  # "Riot police said"
        known = (phrase.determiner == "the" or bare) and not entry.plural
        kind = "media" if entry.actor_kind == "media" else "organisation" if known else "unnamed"
        entity = self._unnamed(self._whole(phrase), offset, kind)
        if known:
            office = phrase.inner_body if entry.name in OFFICES else None
            entity.speaks = office.speaks_for if office is not None and office.kind == "role" else entry.speaks_for
            entity.types, entity.body = called_later(entry), entry.name
        entity.country, entity.sector, entity.plural = country, entry.sector, entry.plural
        if owner is not None and not entry.plural:
            entity.belongs, entity.body = owner, entry.name
        elif known and entry.name in of_kind("board"):
            entity.belongs = self._company(offset)
        return (entity,), 0.7

    def _brought_in(self, phrase: Phrase) -> bool:
        """Whether a body of that sort was named before that is no actor yet: "the development bank", "the bank"."""
        sort = phrase.entry.name.split()[-1]
        for other in self.phrases:
            if other.first >= phrase.first:
                return False
            same = not (other.is_role or other.entry.plural) and other.entry.name.split()[-1] == sort
            if same and self.text.word_token(other.last - 1).i not in self.by_head:
                return True
        return False

    def _paper(self, offset: int) -> Entity | None:
        """What has just spoken and of which nothing is known but a name."""
        here = self.discourse.places.sentence(offset)
        for record in reversed(self.discourse.recent):
            if here - record.sentence > 2:
                return None
            for entity in record.entities:
                named = entity.kind in ("organisation", "media") and entity.name[:1].isupper()
                if record.source and named and not entity.body and not entity.sector:
                    return entity
        return None

    def _of_another(self, phrase: Phrase) -> bool:
        """Whether somebody is named whose office it is: "the Comptroller's Office", not "his office"."""
        head = self.text.word_token(phrase.last - 1)
        return any(t.dep_ == "poss" and t.tag_ != "PRP$" for t in islice(head.lefts, 9))

    def _called_before(self, words: str) -> Entity | None:
        """What has been called by the same words before."""
        wanted = words.lower()
        for entity in reversed(self.registry.entities[-LATEST:]):
            if entity.vague and entity.name.lower().removeprefix("the ") == wanted:
                return entity
        return None

    def _own_words(self, phrase: Phrase) -> str:
        first = phrase.first + 1 if self.text.key(phrase.first) in DEFINITE and phrase.pronoun is None else phrase.first
        return self.text.quote(first, phrase.last)


@cache
def role_words() -> dict[str, tuple[str, ...]]:
    """The offices whose holder may be called by a wider or plainer word later, by that word.

    Examples
    --------
    >>> "bishop" in role_words()["cleric"]
    True
    """
    return {row["word"]: tuple(row["roles"].split(";")) for row in rows("role_words.csv")}
