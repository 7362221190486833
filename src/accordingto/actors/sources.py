"""Sources that are neither name, office nor pronoun to actors: "a study", "the Dutchman", "one of them, Ann Hill"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from accordingto.actors.belonging import Belonging
from accordingto.actors.describe import describe_mention
from accordingto.actors.entities import Entity
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.groups import several
from accordingto.actors.introducing import of_a_body
from accordingto.actors.pronouns import pronouns
from accordingto.actors.recalling import referent
from accordingto.actors.through import issuer, servant

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME = 120
DEMONSTRATIVES = frozenset(["this", "that", "these", "those", "what"])
COORDINATING = frozenset(["and", "or", "through", "via", "who", "whose", "whom", "which", "that", "“", "”", '"', "\n"])
CLOSING = frozenset(["", ",", ".", ";", ":", ")", "(", "–", "—", "-", "\n"])

LONGEST_KIND = 7
"""Words between a comma and a body's name: "the Swedish-owned consortium"."""

_TELLING = frozenset(("DET", "ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "VERB", "NUM"))
_SOME = "one|two|three|four|some|several|many|most|both|all|neither|none"
_ONE_OF = re.compile(rf"(?i)(?:(?:{_SOME}) of them|the others?|another|one)")
_AGE = re.compile(r"\d{1,3}-year-old$")
_WITH = "of|to|from|with|by|in|for|on|at|about|against|under"
_RELATIVE = re.compile(rf", (?:(?:\w+ ){{0,2}}(?:{_WITH}) )?(?:who|whose|whom|which)\b.*", re.DOTALL)


class Sources(Belonging):
    """Finds whom such sources stand for, and makes actors of those that stand for nobody known."""

    heads: dict[tuple[int, int], list[int]]
    speaks_as: list[tuple[Entity, Entity]]
    """Who speaks for nobody else than another does: one of several, somebody's superior; and those."""

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
        of_another = token.dep_ == "pobj" and token.head.idx > start  # "a report by the port office"
        if len(self.heads[start, end]) > 1 or end - start > LONGEST_NAME or of_another:
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
                closed = closed or of_a_body(self.text, name.last)
                return self.full[i] if beside and closed and not between else None
            name = self.text.name_at.get(i)
            if name is not None and name.kind == "country" and self.text.key(i - 1) == "," and i - 1 > begin:
                closed = self.text.key(name.last) in CLOSING
                return self.registry.country(name.country, self.text.words[i].start) if closed and not between else None
            if name is not None and not between and self._is_body_beside(begin, i, end):
                return self._organisation(name)
            between += self.text.key(i) in COORDINATING
            i += 1
        return None

    def _is_body_beside(self, begin: int, i: int, end: int) -> bool:
        """Whether a source tells what a body is and then its name: "the developer, Boston-based Northlight Wind"."""
        name = self.text.name_at[i]
        offices = [m.entry.name for k in range(begin, i) if (m := self.text.match_at.get(k)) and m.entry.kind == "role"]
        either = of_kind("person or firm")
        # "The operator, Sylnes", but not "its former inspector, Alasdair Roy".
        kinds = ("organisation", "unknown", "person" if offices and name.last - name.first == 1 else "")
        strange = name.kind in kinds and name.entry is None and not name.titled and either.issuperset(offices)
        if not strange or self.text.key(begin) not in ("the", "its", "their"):
            return False
        comma = next((k for k in range(i - 1, max(begin + 1, i - LONGEST_KIND), -1) if self.text.key(k) == ","), 0)
        told = all(self.text.word_token(k).pos_ in _TELLING for k in range(comma + 1, i))
        closed = self.text.key(name.last) in CLOSING or self.text.words[name.last - 1].end >= end
        return bool(comma) and told and (closed or self.text.key(name.last) == "in")

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

    def _antecedent_noun(self, noun: Token) -> None:
        """Make an actor of "state legislators" in "state legislators who said"."""
        first = next((t for t in noun.lefts if t.dep_ in ("det", "amod", "compound", "nummod", "poss")), noun)
        start, end = self.text.doc[min(first.left_edge.i, noun.i)].idx, noun.idx + len(noun)
        if end - start <= LONGEST_NAME and "\n" not in self.text.text[start:end]:
            self._plain(start, end, noun)

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
        if _ONE_OF.fullmatch(words):
            self._take_after(entity)
        before = self.text.name_end.get(self.text.word_at(token.idx))
        if before is not None and before.kind == "organisation" and token.lower_ in of_kind("organ"):
            entity.belongs, entity.body = self._organisation(before), token.lower_
        self._keep_source(start, end, token, (entity,), 0.5)

    def _take_after(self, entity: Entity) -> None:
        """Let "one of them" be of whom those are that were spoken of last: "two officials of the ministry"."""
        for record in reversed(self.discourse.recent):
            them = record.entities[0]
            if len(record.entities) == 1 and them.kind == "unnamed" and them.plural and them is not entity:
                entity.country, entity.sector = them.country, them.sector
                entity.role_key, entity.belongs, entity.speaks = them.role_key, them.belongs, them.speaks
                self.speaks_as.append((entity, them))
                return

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


def without_clause(words: str) -> str:
    """A noun phrase without its relative clause.

    Examples
    --------
    >>> without_clause("Officials in the ministry, who would have to sign")
    'Officials in the ministry'
    """
    return _RELATIVE.sub("", words) or words
