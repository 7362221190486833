"""Descriptions to actors: "the minister", "his spokesman", "the alliance", "the Dutchman", "two officials"."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from accordingto.actors.agreeing import referent
from accordingto.actors.describe import describe_mention
from accordingto.actors.discourse import LATEST, Record
from accordingto.actors.entities import Entity
from accordingto.actors.expecting import Expecting
from accordingto.actors.gazetteer import Entry, gazetteer, of_kind, rows
from accordingto.actors.groups import several
from accordingto.actors.heads import is_modifier
from accordingto.actors.home import STATE_ROLES
from accordingto.actors.phrases import DEFINITE, INDEFINITE, Phrase
from accordingto.actors.portrait import hold_office
from accordingto.actors.pronouns import pronouns
from accordingto.actors.through import issuer, servant

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 120
NEAR_BY = 25
"""Words after its sentence in which those are meant by a pronoun whom it brings in."""

STATE_SECTORS = frozenset(("COP", "GOV", "JUD", "LEG", "MIL", "SPY"))
"""Sectors whose bodies are not taken for each other: the central bank is not the bank, the police force no force."""

DEMONSTRATIVES = frozenset(["this", "that", "these", "those", "what"])
GROUP_LEADS = frozenset(["both", "neither", "either", "of", "the", "these", "those", "two", "three", "four"])
COORDINATING = frozenset(["and", "or", "through", "via", "who", "whose", "whom", "which", "that", "“", "”", '"', "\n"])
CLOSING = frozenset(["", ",", ".", ";", ":", ")", "(", "–", "—", "-", "\n"])
OFFICES = frozenset(["office", "offices", "headquarters", "press office"])
"""What speaks as the organisation itself."""

OWN_CIRCLE = frozenset(("JUD", "COP", "MIL", "REL"))
"""Sectors of offices that an article may bring in unannounced: the judge, the pilot, the bishop."""

HIRED = re.compile(
    r"spokes|publicist$|press (?:officer|advis[eo]r|chief|director)$|communications? (?:advis[eo]r|officer)$|"
    r"chief .*(executive|officer)$|chief executive|managing director$|ceo$|cfo$"
)
"""Offices of an organisation that is told in the sentence before, if not beside them."""

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_AGE = re.compile(r"\d{1,3}-year-old$")
_WITH = "of|to|from|with|by|in|for|on|at|about|against|under"
_RELATIVE = re.compile(rf", (?:(?:\w+ ){{0,2}}(?:{_WITH}) )?(?:who|whose|whom|which)\b.*", re.DOTALL)

Meant = tuple[tuple[Entity, ...], float]


class Epithets(Expecting):
    """Finds whom offices, types of organisation and other descriptions stand for."""

    by_head: dict[int, Record]
    reading: bool
    clients: dict[int, Entity]
    heads: dict[tuple[int, int], list[int]]

    def _belongs(self, phrase: Phrase) -> Entity | None:
        """The organisation or person that an office belongs to, one named before included."""
        body, person = phrase.inner_body, phrase.owner
        if body is not None and body.speaks_for == "country" and phrase.determiner in INDEFINITE and not phrase.country:
            # "Moscow was angry: a foreign ministry spokesman said": that of the country at the head of the sentence.
            phrase.country = self.discourse.acting_country(self.text.words[phrase.first].start)
        of_state = body is not None and body.speaks_for == "country" and not phrase.country
        if of_state and phrase.inner_pronoun is not None and self.reading:
            # "China urged restraint. A spokesman for its foreign ministry said"
            forms = pronouns()[self.text.key(phrase.inner_pronoun)]
            whose = referent(self.discourse, phrase.inner_pronoun, forms)[0]
            phrase.country = next((e.country for e in whose[:1] if e.kind == "country" or e.speaks == "country"), "")
        owner = super()._belongs(phrase) if not phrase.clients[1] else None
        if owner is None and phrase.clients[1]:
            first, last = phrase.clients
            if first not in self.clients:
                words = _POSSESSIVE.sub("", self.text.quote(first, last))
                known = [e for e in self.registry.entities if e.vague and e.name.lower() == words.lower()]
                group = known[0] if known else self._unnamed(words, self.text.words[first].start)
                group.plural, group.mentions = self.text.word_token(last - 1).tag_ == "NNS", max(1, group.mentions)
                self.clients[first] = group
            return self.clients[first]
        if owner is None and person is not None and person.first in self.text.name_at:
            # "a spokesman for Hill": a surname that comes after the office.
            key, offset = self.text.words[person.last - 1].key, self.text.words[person.first].start
            return self.discourse.surname(key, offset)[0]
        members = body is not None and body.kind == "role" and body.sector == "PTY"
        if owner is None and members and self.text.words[phrase.inner[1] - 1].is_name:
            return self._party_of(phrase, body)  # "the Liberals' spokesman", "Conservative leader Ann Hill"
        if owner is None and body is not None and body.kind == "role" and not phrase.organisation:
            # "the mayor's spokeswoman": the mayor spoken of before.
            offset = self.text.words[phrase.first].start
            owner = self.discourse.office(body.name, phrase.country, None, offset)[0]
        if owner is None and body is not None and not phrase.country and not phrase.organisation:
            # "the firm's lawyer": the firm spoken of before.
            first, _ = phrase.inner
            offset = self.text.words[first].start
            owner, _ = self.discourse.typed(*type_names(body), offset)
            single = phrase.determiner not in INDEFINITE and not phrase.entry.plural
            office = self.reading and phrase.entry.is_office and single
            if owner is None and (phrase.told or body.speaks_for == "country" or office) and body.kind == "body":
                behind = first >= phrase.last and not phrase.told
                words = self.text.quote(phrase.last + 1 if behind else first, phrase.inner[1])
                owner = self.bodies.get(body.name) or self._unnamed(words, offset, "organisation")
                owner.sector, owner.speaks, owner.body, owner.mentions = body.sector, body.speaks_for, body.name, 1
                self.bodies[body.name] = owner
        if phrase.pronoun is not None and self.reading and self.text.key(phrase.pronoun) == "its":
            return self._spoken_of(phrase, self.discourse.last_of(owner)) or owner
        return owner

    def _party_of(self, phrase: Phrase, members: Entry) -> Entity:
        """The party that is called by its members: the Liberals, or the Liberal Party where that is named."""
        last = phrase.inner[1]
        named = self.registry.exact((self.text.key(last - 1).removesuffix("s"), "party"))
        return named or self._people(last - 1, last, members.sector)

    def _spoken_of(self, phrase: Phrase, since: int) -> Entity | None:
        """The body that "its" stands for where it has not spoken: "The party met. Its secretary, Ana Hill, said"."""
        offset = self.text.words[phrase.first].start
        here = self.discourse.places.sentence(offset)
        for near in reversed([p for p in self.phrases if p.last <= phrase.first][-6:]):
            start = self.text.words[near.first].start
            head = self.text.word_token(near.last - 1)
            if here - self.discourse.places.sentence(start) > 1 or start < since:
                break
            if near.is_role or near.entry.plural or near.determiner != "the" or head.dep_ != "nsubj":
                continue
            if head.head.dep_ == "relcl" or near.last in self.links.attached:
                continue
            known = self.discourse.typed(*type_names(near.entry), offset)[0] or self.bodies.get(near.entry.name)
            if known is None:
                known = self._unnamed(self.text.quote(near.first, near.last), start, "organisation")
                known.sector, known.speaks, known.body = near.entry.sector, near.entry.speaks_for, near.entry.name
                known.types, known.mentions = _called_later(near.entry), 1
                self.bodies[near.entry.name] = known
            return known
        return None

    def _behind(self, phrase: Phrase) -> Entity | None:
        """The organisation that a spokesman or chief executive without one works for: the one just spoken of."""
        role = phrase.entry
        offset = self.text.words[phrase.first].start
        if phrase.past or role.plural:
            return None
        types = headed(role.name) if phrase.determiner not in INDEFINITE else ()
        led = self.discourse.antecedent(types, offset, phrase.country)[0] if types else None
        if led is not None:
            # "The agency reported it. [...] Grupo Hill objects; finance director Ann Roy": whose paragraph it is.
            told = self.discourse.acting(offset, paragraph=True) if role.sector == "BUS" else None
            places = self.discourse.places
            here = places.paragraph(self.discourse.last_of(led)) == places.paragraph(offset)
            return led if here or told is None or phrase.determiner else told
        inner = phrase.inner_body
        if inner is not None and inner.kind == "role":
            # The secretary-general's spokeswoman is of what has a secretary-general.
            types = headed(inner.name)
            return self.discourse.antecedent(types, offset)[0] if types else None
        if phrase.country:
            return None
        if not HIRED.match(role.name):
            # "The firm has apologised. Local boss Ann Hill said": heads of the one that acted in the sentence before.
            title = not phrase.determiner and phrase.last in self.text.name_at
            if role.name in STATE_ROLES or role.name == "deputy president":
                # "President Hill" of an article in which no state acts is a club's or a university's.
                return self._leading(offset) if title and not self.state_acts else None
            heads = role.sector == "BUS" and role.speaks_for == "organisation" and not phrase.pronoun
            acting = self.discourse.acting(offset, paragraph=True) if heads else None
            return acting or (self._leading(offset) if heads and title else None)
        if role.name.startswith(("spokes", "press ", "communication")):
            return self.discourse.acting(offset, ()) or self._spoken_of(phrase, -1)
        return self._company(offset) or self._spoken_of(phrase, -1)

    @cached_property
    def state_acts(self) -> bool:
        """Whether an article tells of a government: a president without more is then the state's."""
        words = of_kind("government")
        return any(
            m.entry.name.split()[-1] in words if m.entry.kind in ("role", "body") else m.entry.speaks_for == "country"
            for m in self.text.matches
        )

    def _leading(self, offset: int) -> Entity | None:
        """The organisation of an office that is put before a name and nothing else: "Boss Ann Hill", "President Hill".

        That which has just acted, of which somebody has just spoken, or of which the article tells most.
        """
        return self.discourse.acting(offset, paragraph=True) or self.discourse.employer(offset) or self._most_told()

    def _most_told(self) -> Entity | None:
        opening = self.text.text.find("\n")
        told = [
            e
            for e in self.registry.entities
            if e.kind == "organisation" and e.mentions > (e.first > opening) and e.speaks != "country" and not e.vague
        ]
        return max(told, key=lambda e: (e.mentions, -e.first), default=None)

    def _company(self, offset: int) -> Entity | None:
        """The company that has just acted and of which the article tells most."""
        return self.discourse.weightiest(("company",), offset)

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
        # "The former banker", "the Palauan leader": whoever has just been spoken of may be one.
        loose = phrase.past or entry.name in gazetteer().generic
        if source and loose and phrase.determiner == "the" and (belongs is None or entry.name in gazetteer().generic):
            entity, confidence = self.discourse.somebody(entry.gender, phrase.country, offset, True, tellers)
            if entity is not None and (belongs is None or entity.belongs in (None, belongs)):
                return (entity,), confidence
        again = [
            e
            for e in self.registry.entities[-LATEST:]
            if e.kind == "unnamed" and e.role_key.endswith(entry.name) and not e.plural
        ]
        again = [e for e in again if (not phrase.country or e.country in ("", phrase.country))]
        again = [e for e in again if belongs is None or e.belongs in (None, belongs)]
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
        """The words of a phrase, or of the source that it heads, a relative clause aside."""
        head = self.text.word_token(phrase.last - 1).i
        begin = self.text.words[phrase.first].start
        for k in self.source_of.get(head, ()):
            for start, end in self.tagged[k].source:
                words = without_clause(self.text.text[start:end].strip())
                if start <= begin < end and len(words) <= LONGEST_NAME:
                    return words
        return self.text.quote(phrase.first, self._with_name(phrase.end))

    def _with_name(self, end: int) -> int:
        """Where a phrase ends that a name goes on: "aides to President | Anna Hill"."""
        name = self.text.name_at.get(end)
        return name.last if name is not None and name.kind == "person" else end

    def _unnamed(self, words: str, offset: int, kind: str = "unnamed") -> Entity:
        name = _POSSESSIVE.sub("", " ".join(words.split()))
        first, _, rest = name.partition(" ")
        if rest and first.lower() in ("only", "just", "even") and kind == "unnamed":
            # "Only two of 41 economists": how many is no part of who.
            name = rest
        entity = Entity(kind, name, tuple(name.lower().split()), offset, vague=True, resolved_by="none")
        return self.registry.add(entity)

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
        keys = tuple(w.key for w in self.text.words[phrase.first : phrase.last])
        entity = self.registry.organisation(keys, words, told.entry.actor_kind, self.text.words[phrase.first].start)
        entity.types |= frozenset(type_names(told.entry)[0])
        return entity

    def _body(self, phrase: Phrase, source: bool) -> Meant | None:
        entry, offset = phrase.entry, self.text.words[phrase.first].start
        called = self._told_what(phrase) if source else None
        if called is not None:
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
            entity, confidence = self.discourse.typed(*type_names(entry), offset)
            if entity is None and entry.actor_kind == "media" and source:
                # "The Tagblatt reported it. The newspaper said": what speaks and is nothing else.
                entity, confidence = self._paper(offset), 0.5
            if entity is not None:
                return (entity,), confidence
        if not source:
            return None
        # "Police said": a body of the state needs no article.
        bare = not phrase.determiner and entry.speaks_for == "country" and phrase.last - phrase.first == 1
        known = (phrase.determiner == "the" or bare) and not entry.plural
        kind = "media" if entry.actor_kind == "media" else "organisation" if known else "unnamed"
        entity = self._unnamed(self._whole(phrase), offset, kind)
        if known:
            office = phrase.inner_body if entry.name in OFFICES else None
            entity.speaks = office.speaks_for if office is not None and office.kind == "role" else entry.speaks_for
            entity.types, entity.body = _called_later(entry), entry.name
        entity.country, entity.sector, entity.plural = country, entry.sector, entry.plural
        if owner is not None and not entry.plural:
            entity.belongs, entity.body = owner, entry.name
        elif known and entry.name in of_kind("board"):
            entity.belongs = self._company(offset)
        return (entity,), 0.7

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

    def _antecedent_noun(self, noun: Token) -> None:
        """Make an actor of "state legislators" in "state legislators who said"."""
        first = next((t for t in noun.lefts if t.dep_ in ("det", "amod", "compound", "nummod", "poss")), noun)
        start, end = self.text.doc[min(first.left_edge.i, noun.i)].idx, noun.idx + len(noun)
        if end - start <= LONGEST_NAME and "\n" not in self.text.text[start:end]:
            self._plain(start, end, noun)

    def _source(self, start: int, end: int, i: int) -> None:
        """A source whose head is neither name, office nor pronoun: "a study", "many of them"."""
        token = self.text.doc[i]
        alone = end - start == len(token) and token.lower_ in DEMONSTRATIVES
        no_noun = token.pos_ in ("PUNCT", "SPACE", "VERB", "AUX", "ADP")
        # "The then warden, Ana Hill": the parser may take the warden for a verb.
        if token.i in self.by_head or alone or (no_noun and token.dep_ not in ("nsubj", "nsubjpass")):
            return
        if no_noun:
            beside = self._named_beside(token)
            if beside is not None:
                self._keep_source(start, end, token, (beside,), 0.6)
            return
        known = several(self.discourse, self.text.text[start:end], start) or self._listed(start, end)
        named = None if known else self._named_beside(token) or self._by_epithet(start, end, token)
        if known or named is not None:
            self._keep_source(start, end, token, known or (named,), 0.6)
            return
        if len(self.heads[start, end]) > 1 or end - start > LONGEST_NAME:
            # A source may begin inside a token ("-One poll shows"): only overlap is certain.
            first = next((t for t in token.subtree if t.idx + len(t) > start), token)
            start, end = max(start, first.idx), token.idx + len(token)
        self._plain(start, end, token)

    def _by_epithet(self, start: int, end: int, token: Token) -> Entity | None:
        """The person just spoken of that "the Dutchman" or "the 61-year-old" stands for."""
        words = self.text.text[start:end].split()
        if token.tag_ not in ("NN", "NNP", "JJ", "CD") or len(words) < 2 or words[0].lower() not in ("the", "that"):
            return None
        last = token.text
        told = describe_mention(last)
        home = next((t for p in token.rights if p.lower_ == "from" for t in p.rights if t.dep_ == "pobj"), None)
        if home is not None and last.islower() and home.i == self.text.token(end - 1).i:
            # "The visitor from Washington"
            whence = gazetteer().lookup(home.text)
            fits = whence is not None and whence.country and whence.kind in ("capital", "country")
            return self.discourse.somebody("", whence.country, start, described=True)[0] if fits else None
        if not _AGE.search(" ".join(words[:3])) and not (last[0].isupper() and told.country):
            return None
        gender = "female" if last.endswith("woman") else "male" if last.endswith("man") and len(last) > 6 else ""
        entry = gazetteer().lookup(last)
        gender = "" if entry is not None and entry.kind == "demonym" else gender
        return self.discourse.somebody(gender, told.country, start, described=True)[0]

    def _aged(self, token: Token) -> Entity | None:
        """The person just spoken of whom a source calls "the 61-year-old, long a critic of the bank"."""
        for k in self.source_of.get(token.i, ())[:4]:
            for start, end in self.tagged[k].source:
                words = self.text.text[start:end].split()[:3]
                if start <= token.idx < end and words[0].lower() == "the" and _AGE.search(" ".join(words).rstrip(",")):
                    return self.discourse.somebody("", "", start, described=True)[0]
        return None

    def _named_beside(self, token: Token) -> Entity | None:
        """The person whose name stands in apposition in a source: "one of them, Anna Hill, whose house burnt"."""
        for k in self.source_of.get(token.i, ())[:4]:
            for start, end in self.tagged[k].source:
                if start <= token.idx < end <= start + 300:
                    found = self._apposed(start, end)
                    if found is not None:
                        return found
        return None

    def _apposed(self, start: int, end: int) -> Entity | None:
        i = self.text.word_at(start)
        begin, between = i, 0
        while i < len(self.text.words) and self.text.words[i].start < end:
            titles = self.links.titles.get(i, ())
            lead = min([t.first for t in titles] + [i])
            if i in self.full and lead > begin:
                name = self.text.name_at[i]
                beside = self.text.key(lead - 1) in (",", "–", "—") and lead - 1 > begin
                closed = self.text.key(name.last) in CLOSING or self.text.words[name.last - 1].end >= end
                # "The receiver, Anna Hill of Hill & Sons, said."
                of = self.text.name_at.get(name.last + 1) if self.text.key(name.last) == "of" else None
                closed = closed or (of is not None and self.text.key(of.last) in CLOSING)
                return self.full[i] if beside and closed and not between else None
            name = self.text.name_at.get(i)
            if name is not None and name.kind == "country" and self.text.key(i - 1) == "," and i - 1 > begin:
                closed = self.text.key(name.last) in CLOSING
                return self.registry.country(name.country, self.text.words[i].start) if closed and not between else None
            between += self.text.key(i) in COORDINATING
            i += 1
        return None

    def _listed(self, start: int, end: int) -> tuple[Entity, ...]:
        """The persons told after a comma in a source: "two of its senators, Ann Hill and Jon Roy"."""
        first, last = self.text.word_at(start), self.text.word_at(end)
        comma = next((i for i in range(first, min(last, first + 15)) if self.text.key(i) == ","), last)
        named = [i for i in range(comma + 1, min(last, comma + 15)) if i in self.full]
        if len(named) < 2 or named[0] != comma + 1:
            return ()
        names = [self.text.name_at[i] for i in named]
        joined = all(self.text.key(a.last) in (",", "and") for a in names[:-1]) and names[-1].last >= last
        return tuple(self.full[i] for i in named) if joined and self.text.key(names[-2].last) == "and" else ()

    def _plain(self, start: int, end: int, token: Token) -> None:
        """Make an unnamed actor of a noun phrase."""
        words = without_clause(self.text.text[start:end])
        told = describe_mention(words)
        entity = self._unnamed(words, start)
        entity.country, entity.sector = told.country, told.sector
        entity.plural = token.tag_ in ("NNS", "NNPS")
        if token.lower_ in ("delegation", "mission"):
            entity.speaks = "country"  # "the Greek delegation"
        self._through(entity, start, end, token)
        before = self.text.name_end.get(self.text.word_at(token.idx))
        if before is not None and before.kind == "organisation" and token.lower_ in of_kind("organ"):
            entity.belongs, entity.body = self._organisation(before), token.lower_
        self._keep_source(start, end, token, (entity,), 0.5)

    def _through(self, entity: Entity, start: int, end: int, token: Token) -> None:
        """Let a state speak through its papers and through one of its officers."""
        body, officer = issuer(self.text, token), servant(self.text, start, end)
        if body is not None:
            entity.sector, entity.speaks, entity.body = body.sector, body.speaks_for, body.name
        elif officer is not None:
            i, office = officer
            whose = referent(self.discourse, i, pronouns()[self.text.key(i)])[0]
            entity.country = next((e.country for e in whose[:1] if e.kind == "country" or e.speaks == "country"), "")
            entity.sector, entity.speaks = office.sector, "country" if entity.country else ""

    def _keep_source(self, start: int, end: int, token: Token, meant: tuple[Entity, ...], confidence: float) -> None:
        record = self.discourse.note(start, end, meant, confidence, False)
        record.head = token.i
        self._keep(record)


def headed(role: str) -> tuple[str, ...]:
    """The types of organisation that have such an office: a commissioner is of a commission, an acting one too.

    Examples
    --------
    >>> headed("acting commissioner")
    ('commission', 'authority', 'regulator', 'watchdog')
    """
    words = role.split()
    offices = (" ".join(words[k:]) for k in range(len(words)))
    return next((heads()[office] for office in offices if office in heads()), ())


@cache
def heads() -> dict[str, tuple[str, ...]]:
    """The types of organisation that an office implies, by the office."""
    return {row["role"]: tuple(row["types"].split(";")) for row in rows("heads.csv")}


@cache
def role_words() -> dict[str, tuple[str, ...]]:
    """The offices whose holder may be called by a wider or plainer word later, by that word.

    Examples
    --------
    >>> "bishop" in role_words()["cleric"]
    True
    """
    return {row["word"]: tuple(row["roles"].split(";")) for row in rows("role_words.csv")}


def type_names(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words by which a type of organisation may be meant, exact and general: a carmaker is a company, too."""
    general = tuple(sorted(gazetteer().type_words.get(entry.sector, ()))) if entry.sector == "BUS" else ()
    last = entry.name.split()[-1]
    # The prosecutor's office is not the office spoken of before.
    plain = last not in OFFICES and (entry.sector not in STATE_SECTORS or entry.name == last)
    return (entry.name, *((last,) if plain else ())), general


def _called_later(entry: Entry) -> frozenset[str]:
    """The words by which a body is meant later: the disaster management centre is "the centre"."""
    return frozenset((entry.name, entry.name.split()[-1]))


def without_clause(words: str) -> str:
    """A noun phrase without its relative clause.

    Examples
    --------
    >>> without_clause("Officials in the ministry, who would have to sign")
    'Officials in the ministry'
    """
    return _RELATIVE.sub("", words) or words
