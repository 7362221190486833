"""Whose an office or a body is: the organisation told beside it, spoken of before, or meant without being told."""

from __future__ import annotations

import re
from functools import cache, cached_property

from accordingto.actors.entities import Entity
from accordingto.actors.expecting import Expecting
from accordingto.actors.gazetteer import Entry, gazetteer, of_kind, rows
from accordingto.actors.home import STATE_ROLES
from accordingto.actors.naming import POSSESSIVE
from accordingto.actors.phrases import INDEFINITE, Phrase
from accordingto.actors.pronouns import pronouns
from accordingto.actors.recalling import referent

STATE_SECTORS = frozenset(("COP", "GOV", "JUD", "LEG", "MIL", "SPY"))
"""Sectors whose bodies are not taken for each other: the central bank is not the bank, the police force no force."""

OFFICES = frozenset(["office", "offices", "headquarters", "press office"])
"""What speaks as the organisation itself."""

HIRED = re.compile(
    r"spokes|publicist$|press (?:officer|advis[eo]r|chief|director)$|communications? (?:advis[eo]r|officer)$|"
    r"chief .*(executive|officer)$|chief executive|managing director$|ceo$|cfo$"
)
"""Offices of an organisation that is told in the sentence before, if not beside them."""


class Belonging(Expecting):
    """Finds the organisation or person that an office or a body belongs to."""

    reading: bool
    clients: dict[int, Entity]

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
                words = POSSESSIVE.sub("", self.text.quote(first, last))
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
                known.types, known.mentions = called_later(near.entry), 1
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


def type_names(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words by which a type of organisation may be meant, exact and general: a carmaker is a company, too."""
    general = tuple(sorted(gazetteer().type_words.get(entry.sector, ()))) if entry.sector == "BUS" else ()
    last = entry.name.split()[-1]
    # The prosecutor's office is not the office spoken of before.
    plain = last not in OFFICES and (entry.sector not in STATE_SECTORS or entry.name == last)
    return (entry.name, *((last,) if plain else ())), general


def called_later(entry: Entry) -> frozenset[str]:
    """The words by which a body is meant later: the disaster management centre is "the centre"."""
    return frozenset((entry.name, entry.name.split()[-1]))
