"""Whom a figure comes from: the source that holds it, the words beside it, or who was speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING

from accordingto.figures.carrying import Setting, choose
from accordingto.figures.givers import Near, giver_chances, likeliest
from accordingto.figures.lexicon import word_set
from accordingto.figures.naming import Bodies
from accordingto.figures.quantities import Quantity
from accordingto.figures.referring import NOBODY, Referring
from accordingto.figures.serving import Serving
from accordingto.figures.telling import tellers
from accordingto.figures.threads import is_telling
from accordingto.figures.walking import ancestors, children, sentence_end, sentence_start
from accordingto.figures.whose import author, by_name, tells
from accordingto.records import Attribution, Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


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


NAMED, TOLD, CARRIED, DESCRIBED = inf, 2.0, 1.5, 0.0
"""How a figure has come to its originator, as the log odds by which the rules are believed against the network: a name
beside the number tells it, and nothing is asked; a description or an attribution does; nobody does. Whom they know by
no more than a description they do not know better than the network knows another."""


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
    publisher : str
        Whose reporters count for the article itself.
    """

    def __init__(
        self, doc: Doc, text: str, attributions: Sequence[Attribution], cast: object, publisher: str = ""
    ) -> None:
        self.doc, self.text, self.attributions, self.cast = doc, text, attributions, cast
        self.house = publisher.lower().removeprefix("the ")
        given = () if cast is None else tellers(doc)
        self.told = {t.number: t.source for t in given}
        self.weak = {t.number for t in given if t.weak}
        self.bare = {t.number for t in given if t.bare}
        self.starts = sorted((s, k) for k, a in enumerate(attributions) for s, _ in (*a.content[:1], *a.cue[:1]))
        self.bodies = Bodies(text, cast) if cast is not None else None
        self.refer = Referring(doc, text, cast, self.bodies)
        self.serving = Serving(doc, text, attributions, self.bodies, self.refer) if cast is not None else None
        self.last: tuple[int, str] = (-1, "")
        self.way, self.sure = NAMED, False
        self.papers: dict[str, str] = {}
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
        self.way, self.sure = NAMED, False
        number, index = self.doc[quantity.word], figure.attribution
        if index is None and self._is_plain(quantity, figure):
            return ""
        first, last = sentence_start(number), sentence_end(number)
        source = next((self.told[k] for k in self._tokens(quantity) if k in self.told), None)
        said = self.attributions[index].source if index is not None else ()
        if self._is_own_reporter(source or (said[0] if said else None)):
            return ""
        if source is not None and (source[0] < self.opening or _OUR.match(self.text[slice(*source)])):
            source = None
        quoted = index is not None and self.attributions[index].quote_type == "direct"
        if source is not None and quoted and self.text[slice(*source)].lower() in ("he", "she"):
            # "“He will not find 400 roofs there,” Falk said": Falk speaks.
            source = None
        if source is not None and index is not None and not self.weak.isdisjoint(self._tokens(quantity)):
            # "Police detained 37, the ministry said": who says so before who does it.
            apart = said and all(e <= source[0] or s >= source[1] for s, e in said)
            # "It was 12, Orbis says; the institute has 15": what stands behind a semicolon is not Orbis's.
            begun = apart and said[0][1] <= source[0] and ";" in self.text[said[0][1] : source[0]]
            if apart and not begun and self._whose(self.attributions[index]):
                source = None
        ids = self._resumed(source) or (self.refer.who(*source) if source is not None else ())
        ids = (self._paper(self.doc.char_span(*source, alignment_mode="expand")) if source is not None else ()) or ids
        if ids and not self.bare.isdisjoint(self._tokens(quantity)) and not any(map(self._institution, ids)):
            # "Cruz has 538", whom nobody asked; "Orbis has 240m" may be a firm that is taken for a human.
            money = quantity.unit is not None and quantity.unit.dimension.split(" ")[0] == "money"
            source, ids = (source, ids) if money and any(map(self.refer.is_bodily, ids)) else (None, ())
        if source is not None and _DESCRIPTION.match(self.text, source[0]):
            self.way = TOLD
        if not ids and source is None and self.cast is not None:
            ids = self.refer.answering(quantity, first)
        if not ids and index is not None:
            named = said and not any(words.match(self.text, said[0][0]) for words in (_DESCRIPTION, _PRONOUN))
            self.way, ids = NAMED if named else TOLD, self._whose(self.attributions[index])
        if not ids and source is not None:
            # Somebody counts here who is no actor: not whoever spoke before.
            return ""
        if not ids and self.cast is not None:
            self.way, ids = TOLD, self._sentence(*self._stretch(number, first, last))
        if ids:
            told = ";".join(dict.fromkeys(self._giver(i, quantity.start) for i in ids))
            asked = self.way != NAMED and source is not None
            self.sure = asked and self._is_called(told, self.text[slice(*source)])
            self.last = quantity.start, told
            return told
        self.way = CARRIED
        return "" if self.cast is None else self._carried(quantity, number, before, figure.value)

    def weighed(self, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> str:
        """Whom a figure comes from when the words around it are read once more: what the rules say, or somebody else.

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
        told = figure.originator_id
        if self.cast is None or self.way == NAMED:
            return told
        if self.way == CARRIED:
            rule = told or (self._of_same(before, figure) if figure.measure else "")
            told = choose(self._setting(quantity, before, figure, rule))
        chances = giver_chances(self.text, figure.start, figure.end, self.near(figure))
        if self.sure:
            # "The bank" is the bank: it gives the figure, or nobody does.
            chances = {giver: chances.get(giver, 0.0) for giver in ("", *told.split(";"))}
        named = not told or any(i in self.bodies.named for i in told.split(";"))
        other = max(chances, key=chances.__getitem__)
        return likeliest(chances, told, DESCRIBED if other and not named else self.way)

    def near(self, figure: Figure) -> list[Near]:
        """The names of actors in the article, or near a figure of a long one, each with whom its bearer speaks for."""
        mentions = self.cast.mentions
        first = bisect_left(mentions, figure.start - _FAR, key=attrgetter("start"))
        named = mentions[first : bisect_left(mentions, figure.end + _FAR, key=attrgetter("start"))]
        givers = {i: self._giver(i, figure.start) or i for i in {m.actor_id for m in named}}
        return [Near(m.start, m.end, givers[m.actor_id]) for m in named]

    def _is_called(self, told: str, described: str) -> bool:
        """Whether a body's own name has a word by which it is described: "the bank", of Sparbanken Vest."""
        names = [self.bodies.named[i] for i in told.split(";") if i in self.bodies.named]
        words = [word for word in re.findall(r"\w+", described.lower()) if len(word) >= _WORD]
        return any(word in name.lower() for name in names for word in words)

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

    def _is_own_reporter(self, source: tuple[int, int] | None) -> bool:
        """ "Our reporter heard 20 shots", "a Paria Wire reporter got to 520": what the article's own people see."""
        words = self.text[slice(*source)].lower() if source is not None else ""
        if word_set("counting", "reporter").isdisjoint(re.findall(r"\w+", words)):
            return False
        return words.startswith(("our ", "one of our ", "this ")) or bool(self.house and self.house in words)

    def _is_plain(self, quantity: Quantity, figure: Figure) -> bool:
        """What everybody can see or look up: how many live in a town, and how a vote went, "by 17 votes to 12"."""
        before = self.text[max(0, quantity.start - _VOTED) : quantity.start]
        if figure.noun.lower() in word_set("counting", "inhabitants"):
            place = next((self.told[k] for k in self._tokens(quantity) if k in self.told), None)
            told = place is not None and not self.text[place[0] : place[0] + 1].isupper()
            return not told and not _SURVEYED.search(before)
        # A lead that shrinks "from 400 votes to 300" is somebody's count.
        votes = _VOTES.match(self.text, quantity.start) and not before.endswith("from ")
        return bool(votes or _VOTES_TO.search(before))

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
        if not found and owner is None and name is None:
            found = self._paper(span, signed=True)
        if not found and owner is None and name is None and self._known_document(span):
            return tuple(self.last[1].split(";"))
        return found or self._paper(span) or said.actor_ids

    def _paper(self, span: Span | None, *, signed: bool = False) -> tuple[str, ...]:
        """ "The filing puts it at 47": whose the text told before, or said in words (``signed``), that there is one."""
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
            told = bool(ids)
            if not (told or signed):
                ids = self._sentence(sentence_start(token), sentence_end(token))
            ids = tuple(i for i in ids if i in self.cast.actors and lemma not in self.cast.actors[i].name.lower())
            if ids and told:
                self._write(span, ids)
            if ids:
                return ids
        return ()

    def _write(self, span: Span, ids: tuple[str, ...]) -> None:
        """Keep whose a document is that is an actor itself, so that it is not taken for another giver."""
        for paper in self.cast.resolve(span.start_char, span.end_char).actor_ids:
            if self.cast.actors[paper].kind == "unnamed":
                self.papers[paper] = ";".join(ids)

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

    def _stretch(self, number: Token, first: int, last: int) -> tuple[int, int]:
        """ "It had arrested three men; the prosecutor spoke of five": who speaks behind a semicolon tells of five."""
        begin = next((k + 1 for k in range(number.i - 1, first, -1) if self.doc[k].text == ";"), first)
        end = next((k for k in range(number.i + 1, last) if self.doc[k].text == ";"), last)
        own = any(t.lower_ == "it" and t.dep_ == "nsubj" and t.i < number.i for t in self.doc[begin:end])
        return (begin, end) if own else (first, last)

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

    def _giver(self, actor_id: str, at: int) -> str:
        """Whose a document is that is an actor itself, else whom somebody speaks for."""
        return self.papers.get(actor_id) or self._spoken_for(actor_id, at)

    def _spoken_for(self, actor_id: str, at: int) -> str:
        """The organisation that somebody speaks for, and the named actor that "the union" is at a place of the text."""
        if self.serving is None or actor_id not in self.cast.actors:
            return actor_id
        return self.serving.of(actor_id, at, self.last[1])


def _is_crowd(span: Span) -> bool:
    """More than a few people, by their number: "88,000", "some 1,450 people", "tens of thousands"."""
    k = next((k for k, t in enumerate(span) if t.lower_ not in word_set("counting", "rough")), 0)
    first = span[k].text.replace(",", "")
    if span[k].lower_ in word_set("counting", "many"):
        return True
    return (first.isdigit() and int(first) > _FEW) or (span[k].like_num and len(span) > k + 1 and span[k + 1].like_num)


_FEW = 12
_VOTED = 24
_VOTES = re.compile(r"[\w,]+ votes? to [\w,]+")
_VOTES_TO = re.compile(r"(?<!\bfrom )(?<![\w,])[\w,]+ votes? to $")
_SURVEYED = re.compile(r"\b(?:poll|survey|sample) of ")
_PAPER = 500
_PRONOUN = re.compile(r"(?:it|they|he|she|we|i)\b", re.IGNORECASE)
_DESCRIPTION = re.compile(r"(?:The|An?|Its|Their|His|Her|One|Both)\b|(?!(?:it|they|he|she|we)\b)[a-z]")
_WORD = 4
_FAR = 8000
"""Letters before and behind a figure whose names are looked at."""


def _is_round(value: float) -> bool:
    return value >= 100 and value % 100 == 0


_SHARE = re.compile(r"\b\w+(?:%| per ?cent| in (?:\d+|ten|five|four|three)) of\b")
_OUR = re.compile(r"(?:our|my|we|us|i)\b", re.IGNORECASE)
"""Of "our people counted 23" who speaks is the source."""
_STATES = ("be", "stand", "rise", "fall", "reach", "hit", "come", "cost", "take", "drop", "climb", "total")
"""Of "it was 171" a number is the subject."""
