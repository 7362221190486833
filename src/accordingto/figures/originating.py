"""Whom a figure comes from: the source that holds it, the words beside it, or who was speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.carrying import Setting, choose
from accordingto.figures.companies import company
from accordingto.figures.lexicon import rows, word_set
from accordingto.figures.naming import BODIES, Bodies, body_words
from accordingto.figures.quantities import Quantity
from accordingto.figures.referring import NOBODY, Referring
from accordingto.figures.telling import tellers
from accordingto.figures.threads import is_telling
from accordingto.figures.walking import ancestors, children, sentence_end, sentence_start
from accordingto.figures.whose import author, by_name, tells
from accordingto.records import Actor, Attribution, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("counting") if row["kind"] == kind)


def innermost(attributions: Sequence[Attribution], number: tuple[int, int]) -> int | None:
    """Return the index of the attribution with the shortest content that holds the number."""
    holding = [
        (sum(end - start for start, end in a.content), k)
        for k, a in enumerate(attributions)
        if any(start <= number[0] and number[1] <= end for start, end in a.content)
    ]
    return min(holding)[1] if holding else None


def relayer(attributions: Sequence[Attribution], index: int | None) -> str:
    """Return who relays the figure in the article: the source of the attribution's parent."""
    if index is None or attributions[index].parent is None:
        return ""
    return ";".join(attributions[attributions[index].parent].actor_ids)


_DATELINE = re.compile(
    r"\s*([^\W\d_][\w .'’/-]{2,40})(?:, [^\W\d_][^\n—–()-]{1,40})?(?: \([^)\n]{2,60}\))? ?(?:--|[-—–]) "
)
"""Where and for whom an agency writes: "GENEVA, March 3 (Lakewire) - "; nobody there gives a number."""


class Sources:
    """Who is behind the figures of one article.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    text : str
        Its text.
    attributions : sequence of Attribution
        Who said what in it.
    cast : Cast or None
        Its actors; without it only the attributions tell.
    """

    def __init__(self, doc: Doc, text: str, attributions: Sequence[Attribution], cast: object) -> None:
        self.doc, self.text, self.attributions, self.cast = doc, text, attributions, cast
        given = () if cast is None else tellers(doc)
        self.told = {t.number: t.source for t in given}
        self.weak = {t.number for t in given if t.weak}
        self.bare = {t.number for t in given if t.bare}
        self.starts = sorted((s, k) for k, a in enumerate(attributions) for s, _ in (*a.content[:1], *a.cue[:1]))
        self.halls, self.armies = tuple(word_set("counting", "seat")), tuple(word_set("counting", "army"))
        self.words: dict[str, str] = {}
        for a in attributions:
            for i in a.actor_ids:
                self.words[i] = (self.words.get(i, "") + " " + " ".join(text[s:e] for s, e in a.source))[:400].lower()
        self.spoken: dict[tuple[str, int], str] = {}
        self.bodies = Bodies(text, cast) if cast is not None else None
        self.refer = Referring(doc, text, cast, self.bodies)
        self.last: tuple[int, str] = (-1, "")
        self.unsaid = False
        opened = _DATELINE.match(text)
        self.opening = opened.end() if opened is not None and opened[1].isupper() else 0

    def of(self, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> str:
        """Return whom a figure comes from; several actors are joined by ``;``.

        The source that stands with the number itself counts before the attribution whose content
        holds it, because that may run over several ("police counted 6,000, organisers 6,500").

        Parameters
        ----------
        quantity : Quantity
            The quantity.
        before : sequence of Figure
            The figures found so far.
        figure : Figure
            What is known of it: its number, its attribution, what it counts.

        Returns
        -------
        str
        """
        self.unsaid = False
        number, index = self.doc[quantity.word], figure.attribution
        first, last = sentence_start(number), sentence_end(number)
        source = next((self.told[k] for k in self._tokens(quantity) if k in self.told), None)
        if source is not None and (source[0] < self.opening or _OUR.match(self.text[slice(*source)])):
            source = None
        quoted = index is not None and self.attributions[index].quote_type == "direct"
        if source is not None and quoted and self.text[slice(*source)].lower() in ("he", "she"):
            # "“He will not find 400 roofs there,” Falk said": Falk speaks.
            source = None
        if source is not None and index is not None and not self.weak.isdisjoint(self._tokens(quantity)):
            # "Police detained 37, the ministry said": who says so before who does it.
            said = self.attributions[index].source
            if (
                said
                and all(e <= source[0] or s >= source[1] for s, e in said)
                and self._whose(self.attributions[index])
            ):
                source = None
        ids = self._resumed(source) or (self.refer.who(*source) if source is not None else ())
        ids = (self._paper(self.doc.char_span(*source, alignment_mode="expand")) if source is not None else ()) or ids
        if ids and not self.bare.isdisjoint(self._tokens(quantity)) and not any(map(self._institution, ids)):
            # "Cruz has 538", whom nobody asked; "Orbis has 240m" may be a firm that is taken for a human.
            money = quantity.unit is not None and quantity.unit.dimension.split(" ")[0] == "money"
            source, ids = (source, ids) if money and any(map(self.refer.is_bodily, ids)) else (None, ())
        if not ids and source is None and self.cast is not None:
            ids = self.refer.answering(quantity, first)
        if not ids and index is not None:
            ids = self._whose(self.attributions[index])
        if not ids and source is not None:
            # Somebody counts here who is no actor: not whoever spoke before.
            return ""
        if not ids and self.cast is not None:
            ids = self._sentence(first, last)
        if ids:
            told = ";".join(dict.fromkeys(self._spoken_for(i, quantity.start) for i in ids))
            self.last = quantity.start, told
            return told
        self.unsaid = self.cast is not None
        return "" if self.cast is None else self._carried(quantity, number, before, figure.value)

    def weighed(self, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> str:
        """Whom a figure comes from that nobody is said to give: what the rules say against the others who may.

        Parameters
        ----------
        quantity : Quantity
            The quantity.
        before : sequence of Figure
            The figures found so far.
        figure : Figure
            What is known of it by now; the rules' answer is its originator.

        Returns
        -------
        str
        """
        if not self.unsaid:
            return figure.originator_id
        rule = figure.originator_id or (self._of_same(before, figure) if figure.measure else "")
        return choose(self._setting(quantity, before, figure, rule))

    def _setting(self, quantity: Quantity, before: Sequence[Figure], figure: Figure, rule: str) -> Setting:
        """Who may give a figure that nobody is said to give."""
        number = self.doc[quantity.word]
        at, begin = self.last[0], self.text.rfind("\n", 0, quantity.start) + 1
        top = next((a for a in ancestors(number) if a.dep_ == "ROOT"), None)
        subject = (
            next((c for c in children(top) if c.dep_ in ("nsubj", "nsubjpass")), None) if top is not None else None
        )
        subject = subject if subject is not None and subject.i < number.i and tells(subject) else None
        owner = next((c for c in children(subject) if c.dep_ == "poss"), None) if subject is not None else None
        end = self.text.find("\n", quantity.end)
        k = bisect_left(self.starts, (quantity.end + 1, -1))
        after = self.starts[k] if k < len(self.starts) and (end < 0 or self.starts[k][0] < end) else None
        spoken = self._whose(self.attributions[after[1]]) if after is not None else ()
        roles = {
            "rule": rule,
            "subject": self._one(self.refer.phrase(subject)[:1], quantity.start) if subject is not None else "",
            "owner": self._one(self.refer.phrase(owner)[:1], quantity.start) if owner is not None else "",
            "next": self._one(spoken, quantity.start),
        }
        kinds = {i: a.kind for i, a in self.cast.actors.items()}
        breaks = self.text.count("\n\n", max(0, at), quantity.start)
        last = end < 0 or not self.text[end:].strip()
        return Setting(number, figure, before, self.last, breaks, begin, last, roles, kinds)

    def _one(self, ids: Sequence[str], at: int) -> str:
        return self._spoken_for(ids[0], at) if len(ids) == 1 else ""

    def _resumed(self, source: tuple[int, int] | None) -> tuple[str, ...]:
        """ "It is 58m to the firm. Repairs will cost 41m, by its estimate": whose the figure before it is."""
        if source is None or self.text[source[0] - 3 : source[1]].lower() != "by its" or not self.last[1]:
            return ()
        return tuple(self.last[1].split(";")) if "\n" not in self.text[self.last[0] : source[0]] else ()

    def is_body(self, name: str) -> bool:
        """What the text calls a firm, an institute or a group is no place, whatever it sounds like."""
        return self.bodies is not None and self.bodies.is_called(name)

    def _tokens(self, quantity: Quantity) -> range:
        """The tokens of a number, which may be several: "between 130 and 150"."""
        last = first = quantity.word
        while first > 0 and self.doc[first - 1].idx >= quantity.start:
            first -= 1
        return range(first, last + 1)

    def _whose(self, said: Attribution) -> tuple[str, ...]:
        """The actors of an attribution; whose document it is, where a document tells."""
        if self.cast is None or len(said.source) != 1:
            return said.actor_ids
        if said.source[0][0] < self.opening or _SHARE.search(self.text[slice(*said.source[0])].lower()):
            # "52 percent of voters say they would": those counted count nothing.
            return ()
        span = self.doc.char_span(*said.source[0], alignment_mode="expand")
        if span is None or not len(span):
            return said.actor_ids
        if len(span) <= 2 and span.root.lower_ in NOBODY:
            # "Who is without power? Nobody, says Orbis."
            return ()
        if _is_crowd(span):
            # "Eighteen thousand customers have asked for their money": so many give no number.
            return ()
        if len(span) == 1 and span[0].lower_ == "they" and len(said.actor_ids) == 1:
            # "The accountants Finch & Lowe find 12m. The rest, they argue, is an effect of prices."
            found = self.refer.before(span[0])
            return (found,) if found else said.actor_ids
        if len(span) == 1 and span[0].lower_ == "it":
            found = self.refer.topic(span[0])
            return (found,) if found else () if self.refer.blocked else said.actor_ids
        described = self.refer.described(*said.source[0])
        if described:
            return described
        owner, name = author(span.root), by_name(span.root)
        if owner is None and name is not None:
            owner = name.idx, name.idx + len(name)
        found = self.refer.who(*owner) if owner is not None else ()
        if not found and owner is not None and self.text[slice(*owner)].lower() in ("its", "their") and self.last[1]:
            found = tuple(self.last[1].split(";"))
        if not found and owner is None and name is None and self._known_document(span):
            return tuple(self.last[1].split(";"))
        return found or self._paper(span) or said.actor_ids

    def _paper(self, span: Span | None) -> tuple[str, ...]:
        """ "The filing puts the deaths at 47": of whom the text has told before that there is one."""
        root = span.root if span is not None and len(span) else None
        if root is None or root.pos_ != "NOUN" or span[0].lower_ not in ("the", "this"):
            return ()
        lemma = root.lemma_.lower()
        # An inquiry is a body itself.
        bodies = word_set("counting", "public inquiry") | word_set("counting", "standing body")
        if lemma in bodies or lemma not in word_set("counting", "document") or author(root) is not None:
            return ()
        for k in range(root.i - 1, max(0, root.i - _PAPER), -1):
            token = self.doc[k]
            if token.lemma_ != root.lemma_ or token.pos_ != "NOUN":
                continue
            owner = author(token)
            ids = self.refer.who(*owner) if owner is not None else ()
            ids = ids or self._sentence(sentence_start(token), sentence_end(token))
            ids = tuple(i for i in ids if i in self.cast.actors and lemma not in self.cast.actors[i].name.lower())
            if ids:
                return ids
        return ()

    def _known_document(self, span: Span) -> bool:
        """ "The interim report": the one of the body that the sentences before are about."""
        near = self.last[1] and self.text.count("\n", self.last[0], span.start_char) == 0 <= self.last[0]
        known = span.root.lemma_.lower() in word_set("counting", "document") and span[0].lower_ == "the"
        return bool(near) and known and not any(t.pos_ == "PROPN" and t.ent_type_ != "DATE" for t in span)

    def _carried(self, quantity: Quantity, number: Token, before: Sequence[Figure], value: float | None) -> str:
        """In the narrator's voice: who gave the number before, or who is speaking in the paragraph."""
        # A round number is given by many: "nine hundred families", and then "around 900 more".
        if value is not None and value > 12 and (is_telling(value) or not _is_round(value)):
            same = next((f for f in before if f.value == value and f.originator_id), None)
            if same is not None:
                return same.originator_id
        top = next((a for a in ancestors(number) if a.dep_ == "ROOT"), None)
        subject = next((c for c in children(top) if c.dep_ == "nsubj"), None) if top is not None else None
        costs = (
            next((c for c in children(top) if c.lower_ == "it" and c.i < number.i), None) if top is not None else None
        )
        if costs is not None and costs != subject:
            # "A dose costs it 1.85."
            found = self.refer.topic(costs)
            if found:
                return self._spoken_for(found, quantity.start)
        clause = next((a for a in ancestors(number) if a.pos_ in ("VERB", "AUX")), None)
        own = next((c for c in children(clause) if c.dep_ == "nsubj"), None) if clause not in (None, top) else None
        if own is not None and own.lower_ == "it" and own.i < number.i and clause.lemma_.lower() not in _STATES:
            # "The union has struck a name off its list, so that it has 14."
            found = self.refer.topic(own)
            if found:
                return self._spoken_for(found, quantity.start)
        if subject is not None and subject.lower_ == "it" and top.lemma_.lower() not in _STATES:
            found = self.refer.topic(subject)
            if found:
                return self._spoken_for(found, quantity.start)
        if subject is not None and subject.idx < self.opening:
            subject = next((c for c in children(top) if c.dep_ == "nsubj" and c.idx >= self.opening), None)
        if subject is not None and subject.i < number.i and subject.lower_ not in NOBODY:
            found = [i for i in self.refer.phrase(subject) if self._institution(i)]
            if found:
                return ";".join(dict.fromkeys(self._spoken_for(i, quantity.start) for i in found))
        owner = next((c for c in children(subject) if c.dep_ == "poss"), None) if subject is not None else None
        if owner is not None and quantity.unit is not None and owner.i < number.i:
            # "Orbis's net loss was 41m": its own accounts.
            topic = self.refer.topic(owner) if owner.lower_ == "its" else ""
            found = [i for i in ((topic,) if topic else self.refer.phrase(owner)) if self._institution(i)]
            if len(found) == 1 and owner.lower_ != "their":
                return self._spoken_for(found[0], quantity.start)
        at, told = self.last
        if at >= 0 and "\n" not in self.text[at : quantity.start]:
            return told
        begin = self.text.rfind("\n", 0, quantity.start) + 1
        return self._only(begin, quantity.end)

    def _institution(self, actor_id: str) -> bool:
        return self.cast.actors[actor_id].kind in ("organisation", "unnamed") or actor_id in self.bodies.firms

    def _of_same(self, before: Sequence[Figure], figure: Figure) -> str:
        """Who gave the figures of the same class in this paragraph or the one before."""
        head = figure.measure.partition(", ")[0]
        for f in reversed(before[-8:]):
            if f.measure.partition(", ")[0] == head and f.originator_id:
                return f.originator_id if self.text.count("\n", f.end, figure.start) <= 2 else ""
        return ""

    def _sentence(self, first: int, last: int) -> tuple[str, ...]:
        """The one source of the sentence."""
        begin, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        told = self._only(begin, end)
        return tuple(told.split(";")) if told else ()

    def _only(self, begin: int, end: int) -> str:
        """Who alone speaks between two places of the text."""
        k = bisect_left(self.starts, (begin, -1))
        told = set()
        while k < len(self.starts) and self.starts[k][0] < end:
            said = self.attributions[self.starts[k][1]]
            ids = self._whose(said) if said.act != "no_response" else ()
            if ids:
                told.add(";".join(dict.fromkeys(self._spoken_for(i, begin) for i in ids)))
            k += 1
        return told.pop() if len(told) == 1 else ""

    def _spoken_for(self, actor_id: str, at: int) -> str:
        """The organisation that somebody speaks for, and the named actor that "the union" is at a place of the text."""
        if self.cast is None or actor_id not in self.cast.actors:
            return actor_id
        paragraph = self.text.rfind("\n", 0, at)
        if (actor_id, paragraph) not in self.spoken:
            body = (
                self.bodies.officer(actor_id)
                or self._office(actor_id)
                or self.refer.members(actor_id)
                or self.bodies.beside(actor_id)
                or (actor_id if self.bodies.is_territorial(actor_id) else "")
            )
            body = self._of_a_firm(actor_id, body or self._body(actor_id))
            named = self.bodies.longer(body) or self.bodies.of(self.cast.actors[body].name, at) or self._named(body)
            self.spoken[actor_id, paragraph] = self.bodies.plain(self.bodies.longer(named) or named)
        return self.spoken[actor_id, paragraph]

    def _of_a_firm(self, actor_id: str, body: str) -> str:
        """A managing director without more is the firm's, and not that of the hospital named before."""
        role = self.cast.actors[actor_id].role.lower()
        if not any(title in role for title in word_set("counting", "corporate")) or self.bodies.may_be_company(body):
            return body
        at = next((m.start for m in self.bodies.mentions if m.actor_id == actor_id), 0)
        return company(self.bodies, at) or body

    def _office(self, actor_id: str) -> str:
        """Whose boss, lawyer or secretary the text calls somebody; empty where it does not."""
        if self.cast.actors[actor_id].kind != "person":
            return ""
        owner, at = self.bodies.speaks_for(actor_id)
        if not owner or owner in word_set("counting", "territory"):
            # "The parish president" is no parish.
            return ""
        if owner.lower() in ("its", "their"):
            token = self.doc.char_span(at, at + 1, alignment_mode="expand")
            return self.refer.topic(token[0]) if token is not None and len(token) else ""
        found = self.bodies.by_name(owner) if owner[:1].isupper() else self.refer.body_called(owner, at)
        # A minister speaks for the ministry before the country.
        minister = "minister" in self.cast.actors[actor_id].role.lower() and found in self.cast.actors
        state = minister and (self.cast.actors[found].kind == "country" or "government" in found)
        return "" if state else found

    def _body(self, actor_id: str) -> str:
        actor = self.cast.actors[actor_id]
        if actor.kind == "person" and self.refer.is_scholar(actor_id):
            # "Ines Falk of the Delta Institute thinks": she, and not the institute.
            return actor_id
        if actor.kind == "person" and " " in actor.name and actor.name.lower().split(" ")[-1] in body_words():
            # "Orbis Footwear" may be taken for a human.
            return actor_id
        if "mayor" in actor.role.lower().split():
            halls = [a.actor_id for a in self.cast.actors.values() if a.name.lower().endswith(self.halls)]
            if len(halls) == 1:
                return halls[0]
        roles = {w for alias in (actor.role, *actor.aliases) for w in alias.lower().split()}
        if actor.kind != "person" or (actor.role and not set(actor.role.lower().split()) & _kind("speaks")):
            return actor_id
        words = " ".join((actor.name, *actor.aliases, self.words.get(actor_id, ""))).lower()
        roles |= set(re.findall(r"\w+", words))
        owner = actor.organisation.lower()
        if owner.endswith("government") and "minister" in actor.role.lower():
            owner = ""
        if owner.split(" ")[-1] in word_set("counting", "territory"):
            return actor_id
        for other in self.cast.actors.values():
            if other.kind == "organisation" and owner and owner == other.name.lower():
                return other.actor_id
        office = {w[:_STEM] for w in actor.role.lower().split() if w not in _kind("speaks")}
        if len(office) < 2 and not set(actor.role.lower().split()) & _kind("state office"):
            # A minister has a ministry; the director of health is not of any body with "health" in its name.
            office = set()
        for other in self.cast.actors.values():
            named = {w[:_STEM] for w in other.name.lower().split()}
            if "minister" in actor.role.lower() and not named & {w[:_STEM] for w in word_set("counting", "ministry")}:
                # The minister of health is not of the Health Executive.
                continue
            if office and other.kind == "organisation" and office <= named:
                return other.actor_id
        for other in self.cast.actors.values():
            if other.actor_id != actor_id and roles & _kind("speaks"):
                head = other.name.lower().split()[-1]
                # "The parish president" is no parish, "the region's spokesman" is the region.
                owned = "['’]s " if head in word_set("counting", "territory") else "['’]?s? "
                if re.search(rf"\b(?:the )?{re.escape(head)}{owned}", words) and other.kind in BODIES:
                    return other.actor_id
        return self._speaks_for(actor) or actor_id

    def _speaks_for(self, actor: Actor) -> str:
        """A spokesman's firm, as it is known of him, and the army for its officers, of which the text has one."""
        role = set(actor.role.lower().split())
        if role & word_set("counting", "spokesman") and actor.speaks_for in self.cast.actors:
            spoken = self.cast.actors[actor.speaks_for]
            return spoken.actor_id if spoken.kind in BODIES or self.bodies.may_be_company(spoken.actor_id) else ""
        titles = role | {w for alias in actor.aliases for w in alias.lower().split()}
        if "chief of staff" in actor.role.lower() or (not role and titles & word_set("counting", "military")):
            armies = [a.actor_id for a in self.cast.actors.values() if a.name.lower().endswith(self.armies)]
            return armies[0] if len(armies) == 1 else ""
        return ""

    def _owner_of(self, actor: Actor) -> str:
        """Whose a document is that an article takes for an actor: "a draft of the commission's report"."""
        found = _PAPER_OF.match(actor.name)
        if found is None or found[1].lower() not in word_set("counting", "document"):
            return ""
        name = re.sub(r"['’]s? .*$", "", found[2])
        at = next((m.start for m in self.bodies.mentions if m.actor_id == actor.actor_id), 0)
        if not name[:1].isupper():
            return self.refer.body_called(name, at)
        return next((i for i, n in self.bodies.named.items() if n == name and i != actor.actor_id), "")

    def _named(self, actor_id: str) -> str:
        actor = self.cast.actors[actor_id]
        if actor.kind in ("unnamed", "media"):
            owner = self._owner_of(actor)
            if owner:
                return owner
        if actor.kind != "unnamed":
            return actor_id
        if _AMONG.match(actor.name.lower()) and self.last[1]:
            # "One of them said": of those who spoke before.
            return self.last[1].split(";")[0]
        head = re.sub(r"^(the|its|a) ", "", actor.name.lower()).split(" ")
        owned = re.fullmatch(r"(?:the )?(.+)['’]s? (?:management|owners?|operator|board)", actor.name, re.IGNORECASE)
        if owned is not None:
            # "The hospital's management": the hospital.
            at = next((m.start for m in self.bodies.mentions if m.actor_id == actor_id), 0)
            return self.bodies.of(owned[1], at) or self.bodies.by_name(owned[1]) or actor_id
        others = [a for a in self.cast.actors.values() if a.actor_id != actor_id and a.name[:1].isupper()]
        if len(head) == 1:
            for other in others:
                if other.kind in BODIES and other.name.lower().split()[-1] == head[0] and len(other.name.split()) > 1:
                    return other.actor_id
        if len(head) <= 2 and head[-1] in _kind("firm") and head[0] != "airport":
            spoke = self.cast.actors.get(self.last[1])
            if spoke is not None and spoke.kind in ("organisation", "person") and not spoke.role:
                return spoke.actor_id
            if actor.name.lower().startswith(("its ", "their ")) and head[-1] != "owner":
                # "The airport's flights were cancelled, its operator said."
                return actor_id
            at = next((m.start for m in self.bodies.mentions if m.actor_id == actor_id), 0)
            firms = [a for a in others if a.kind == "organisation" and not self.bodies.is_no_firm(a.actor_id)]
            main = max(firms, key=lambda a: a.mentions).actor_id if firms else actor_id
            return company(self.bodies, at) or main
        return actor_id


def _is_crowd(span: Span) -> bool:
    """More than a few people, by their number: "88,000", "some 1,450 people", "tens of thousands"."""
    k = next((k for k, t in enumerate(span) if t.lower_ not in word_set("counting", "rough")), 0)
    first = span[k].text.replace(",", "")
    if span[k].lower_ in word_set("counting", "many"):
        return True
    return (first.isdigit() and int(first) > _FEW) or (span[k].like_num and len(span) > k + 1 and span[k + 1].like_num)


_FEW = 12
_PAPER = 500


def _is_round(value: float) -> bool:
    return value >= 100 and value % 100 == 0


_SHARE = re.compile(r"\b\w+(?:%| per ?cent| in (?:\d+|ten|five|four|three)) of\b")
_OUR = re.compile(r"(?:our|my|we|us|i)\b", re.IGNORECASE)
"""Of "our people counted 23" who speaks is the source."""
_AMONG = re.compile(r"(?:one|two|another|some|several|most) of them\b")
_STATES = ("be", "stand", "rise", "fall", "reach", "hit", "come", "cost", "take", "drop", "climb", "total")
"""Of "it was 171" a number is the subject."""
_PAPER_OF = re.compile(r"(?:an?|the) (?:[a-z-]+ ){0,2}?([a-z]+) (?:by|of|from) (?:the )?(.+)$", re.IGNORECASE)
_STEM = 6
"""A minister has a ministry: words are told apart by so many letters."""
