"""Who may be behind a figure, and the traits of each that speak for it or against it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from accordingto.figures.lexicon import word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.telling import is_number
from accordingto.figures.threads import is_telling
from accordingto.figures.walking import ancestors, children, sentence_end, sentence_start
from accordingto.records import Figure

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accordingto.figures.originating import Sources

Add = Callable[..., None]
NOBODY = ""
"""The article's own figure."""
_VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass")
_BREAKS = (";", "—", "–", "while", "whereas", "but", "although")
_FINITE = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBN": "participle", "VBG": "ongoing", "VB": "bare"}
_NEAR = 3
_UP = 3
_MENTIONS = 12
_SPEAKERS = 3
_PREPS = ("by", "from", "of", "at", "for", "with", "in", "to", "on", "against", "than")


class Candidates:
    """The candidates of one article's figures.

    Parameters
    ----------
    sources : Sources
        What is known of who speaks in it.
    """

    def __init__(self, sources: Sources) -> None:
        self.sources, self.doc, self.text = sources, sources.doc, sources.text
        self.speaks: dict[str, int] = {}
        for a in sources.attributions:
            for i in a.actor_ids:
                self.speaks[i] = self.speaks.get(i, 0) + 1
        self._who: dict[tuple[int, int], tuple[str, ...]] = {}
        self._lines: dict[int, list[tuple[str, str]]] = {}

    def of(
        self,
        quantity: Quantity,
        index: int | None,
        before: Sequence[Figure],
        value: float | None,
        answer: str,
        via: str,
    ) -> dict[str, list[str]]:
        """Name the candidates of a figure, each with its traits.

        Parameters
        ----------
        quantity : Quantity
            The quantity.
        index : int or None
            The attribution whose content holds it.
        before : sequence of Figure
            The figures found so far.
        value : float or None
            Its number.
        answer : str
            Whom the rules name.
        via : str
            By which of them.

        Returns
        -------
        dict of str to list of str
            Actor ids joined by ``;`` (:data:`NOBODY` for the article's own), in a fixed order.
        """
        number = self.doc[quantity.word]
        first, last = sentence_start(number), sentence_end(number)
        found: dict[str, list[str]] = {NOBODY: []}

        def add(who: str, *traits: str) -> None:
            if who or not traits:
                found.setdefault(who, []).extend(t for t in traits if t not in found.get(who, ()))

        found.setdefault(answer, []).append(f"rule {via}")
        self._speakers(quantity, index, first, last, add)
        own = self._mentions(quantity, number, first, last, add)
        self._given(quantity, before, value, own, add)
        self._paragraph(quantity, number, first, add)
        self._settled(found, answer, via, before)
        found[NOBODY] += self._nobody(quantity, number, first, last, index, own, via)
        found[NOBODY] += self._rivals(found)
        return found

    def _told(self, ids: Sequence[str], at: int) -> str:
        return ";".join(dict.fromkeys(self.sources._spoken_for(i, at) for i in ids))

    def _phrase(self, start: int, end: int, known: str = "") -> tuple[str, ...]:
        """Whom words name; a description by what the article calls so."""
        if (start, end) not in self._who:
            named = self.text[start : start + 1].isupper() and self.text[start : start + 4].lower() != "the "
            described = () if named else self.sources.refer.described(start, end)
            self._who[start, end] = described or ((known,) if known else self.sources.refer.resolved(start, end))
        return self._who[start, end]

    def _speakers(self, quantity: Quantity, index: int | None, first: int, last: int, add: Add) -> None:
        """Those who say something around the number."""
        said = self.sources.attributions
        at, depth = index, 0
        while at is not None and depth < _SPEAKERS:
            a = said[at]
            traits = ["holds it" if not depth else "holds it further out"]
            if not depth:
                traits += [f"holds it, {a.quote_type}", f"holds it, {a.act}"]
                traits.append("holds it, own sentence" if self._cued(a, first, last) else "holds it, other sentence")
            add(self._told(self.sources._whose(a), quantity.start), *traits)
            at, depth = a.parent, depth + 1
        begin, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        for k in self._between(begin, end):
            if k != index and said[k].act != "no_response":
                place = "before" if self._begin(said[k]) < quantity.start else "behind"
                add(self._told(self.sources._whose(said[k]), quantity.start), f"speaks {place}")
        if last < len(self.doc):
            after = sentence_end(self.doc[last])
            stop = self.doc[after - 1].idx
            if "\n" not in self.text[quantity.end : stop]:
                for k in self._between(self.doc[last].idx, stop)[:_SPEAKERS]:
                    add(self._told(self.sources._whose(said[k]), quantity.start), "speaks next")

    def _between(self, begin: int, end: int) -> list[int]:
        starts = self.sources.starts
        span = starts[bisect_left(starts, (begin, -1)) : bisect_left(starts, (end, -1))]
        return list(dict.fromkeys(k for _, k in span))

    @staticmethod
    def _begin(said: object) -> int:
        spans = said.source or said.cue or said.content
        return spans[0][0]

    def _cued(self, said: object, first: int, last: int) -> bool:
        begin, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        return any(begin <= s < end for s, _ in (*said.source, *said.cue))

    def _mentions(self, quantity: Quantity, number: Token, first: int, last: int, add: Add) -> str:
        """Those whom the sentence names; returns the actor who is the subject over the number."""
        above = {}
        for t in ancestors(number):
            if t.pos_ in _VERBAL:
                above.setdefault(t.i, len(above))
        begin, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        places, mentions = self.sources.bodies.places, self.sources.bodies.mentions
        near = mentions[bisect_left(places, begin) : bisect_right(places, end)]
        inside = [m for m in near if not (m.start < quantity.end and quantity.start < m.end) and m.end <= end]
        inside.sort(key=lambda m: abs(m.start - quantity.start))
        own, rank = "", {"before": 0, "behind": 0}
        for m in inside[:_MENTIONS]:
            if m.start < self.sources.opening:
                continue
            span = self.doc.char_span(m.start, m.end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            ids = self._phrase(m.start, m.end, m.actor_id)
            who = self._told(ids, quantity.start)
            side = "before" if m.start < quantity.start else "behind"
            place = f"named {side} {min(rank[side], 2)}"
            rank[side] += 1
            role = self._role(span.root, above)
            parted = self._parted(span.root, number)
            add(who, place, f"as {role}", f"as {role} {side}", f"as {role}, {parted}", *self._kind(ids, span.root))
            if role.startswith("subject 0") or (not own and role.startswith(("subject 1", "subject 2"))):
                own = who
        return own

    def _role(self, head: Token, above: dict[int, int]) -> str:
        """What a noun is to the verbs over the number."""
        dep, over = head.dep_, head.head
        if dep in ("appos", "conj") and over.pos_ in ("PROPN", "NOUN"):
            head, dep, over = over, over.dep_, over.head
        if dep in _SUBJECTS:
            verb = over
            step = above.get(verb.i)
            if step is None:
                joined = next((c.i for c in children(verb) if c.dep_ == "conj" and c.i in above), None)
                step = above.get(joined) if joined is not None else None
                verb = verb if joined is None else self.doc[joined]
            if step is not None:
                return f"subject {min(step, _UP)} {_sort(verb)}"
            return "subject elsewhere"
        if dep == "poss":
            known = over.lemma_.lower() in word_set("counting", "document") | word_set("counting", "counted")
            what = "document" if known else "thing"
            return f"owner of {what}{' as subject' if over.dep_ in _SUBJECTS and over.head.i in above else ''}"
        if dep in ("pobj", "pcomp"):
            if over.lower_ == "to" and over.head.lower_ == "according":
                return "according to"
            noun = over.head.lemma_.lower()
            known = noun in word_set("counting", "document") | word_set("counting", "counted")
            preposition = over.lower_ if over.lower_ in _PREPS else "other"
            if known and preposition in ("by", "of", "from", "at"):
                return "author of document"
            return f"behind {preposition}"
        if any(c.dep_ == "relcl" and c.i in above for c in children(head)):
            return "of a relative clause"
        return dep if dep in ("dobj", "attr", "ROOT", "agent", "dative", "npadvmod", "compound") else "other"

    def _parted(self, head: Token, number: Token) -> str:
        """What stands between a name and the number."""
        low, high = sorted((head.i, number.i))
        between = self.doc[low + 1 : high]
        if any(t.text in _BREAKS for t in between):
            return "apart"
        numbers = any(is_number(t) and t.ent_type_ not in ("DATE", "TIME") for t in between)
        return "past a number" if numbers else "near" if high - low < 8 else "far"

    def _kind(self, ids: Sequence[str], head: Token) -> Iterator[str]:
        if len(ids) == 1 and ids[0] in self.sources.cast.actors:
            i = ids[0]
            yield f"is {self.sources.cast.actors[i].kind}"
            yield f"speaks elsewhere {min(self.speaks.get(i, 0), _NEAR)}"
            if i in self.sources.bodies.named:
                yield "has a name"
        if head.lemma_.lower() in word_set("counting", "document"):
            yield "is a document"
        if head.pos_ == "PRON":
            yield "by a pronoun"
        if head.ent_type_ in ("GPE", "LOC", "FAC"):
            yield "sounds like a place"

    def _given(self, quantity: Quantity, before: Sequence[Figure], value: float | None, own: str, add: Add) -> None:
        """Those who gave the figures before."""
        other = "" if not own else ", another is subject"
        for back, f in enumerate(reversed(before[-4:])):
            between = self.text[f.end : quantity.start]
            lines = between.count("\n")
            if not f.originator_id:
                if not back and not lines:
                    add(NOBODY, "last was nobody's")
                continue
            if lines:
                where = "a paragraph before" if lines <= 2 else "long before"
            elif any(s in between for s in (". ", "? ", "! ", ".” ", '." ')):
                where = "a sentence before"
            else:
                where = "same sentence"
                if not back and len(between) < 40 and not any(t.pos_ in _VERBAL for t in self._tokens(f, quantity)):
                    where = "joined"
            mark = other if own != f.originator_id else ""
            add(f.originator_id, f"gave {min(back, 2)} {where}", f"gave {min(back, 2)} {where}{mark}")
        if value is not None:
            same = next((f for f in reversed(before) if f.value == value and f.originator_id), None)
            if same is not None:
                add(same.originator_id, f"gave the same {'telling' if is_telling(value) else 'number'}")
        noun = quantity.noun is not None and self.doc[quantity.noun].lemma_.lower()
        for f in reversed(before[-12:]):
            if noun and f.originator_id and f.noun and f.noun.lower().split(" ")[-1].startswith(noun[:5]):
                add(f.originator_id, "gave the same noun")
                break
        often: dict[str, int] = {}
        for f in before:
            often[f.originator_id] = often.get(f.originator_id, 0) + 1
        self.often = often

    def _tokens(self, figure: Figure, quantity: Quantity) -> Sequence[Token]:
        found = self.doc.char_span(figure.end, quantity.start, alignment_mode="contract")
        return found if found is not None else ()

    def _paragraph(self, quantity: Quantity, number: Token, first: int, add: Add) -> None:
        """The subjects and speakers of the sentences before in the paragraph."""
        step, start = 0, first
        while start > 0 and step < _NEAR:
            end = start
            start = sentence_start(self.doc[start - 1])
            if "\n" in self.text[self.doc[start].idx : self.doc[first].idx]:
                break
            step += 1
            if start not in self._lines:
                self._lines[start] = self._line(start, end)
            for who, trait in self._lines[start]:
                add(who, f"{trait} {step} back")

    def _line(self, start: int, end: int) -> list[tuple[str, str]]:
        """Who is the subject of a sentence and who speaks in it."""
        found = []
        at = self.doc[start].idx
        stop = self.doc[end - 1].idx
        top = next((t for t in self.doc[start:end] if t.dep_ == "ROOT"), None)
        subject = next((c for c in children(top) if c.dep_ in _SUBJECTS), None) if top is not None else None
        if subject is not None and subject.idx >= self.sources.opening:
            ids = self.sources.refer.phrase(subject)
            if ids:
                found.append((self._told(ids, at), f"subject {_sort(top)}"))
        for k in self._between(at, stop)[:_SPEAKERS]:
            ids = self.sources._whose(self.sources.attributions[k])
            if ids:
                found.append((self._told(ids, at), "spoke"))
        return found

    def _settled(self, found: dict[str, list[str]], answer: str, via: str, before: Sequence[Figure]) -> None:
        """What else is true of each."""
        for who, traits in found.items():
            if not who:
                continue
            given = self.often.get(who, 0)
            traits.append(f"given {'none' if not given else 'few' if given < _NEAR else 'many'}")
            if ";" in who:
                traits.append("several")
            traits.append("as the rules" if who == answer else f"not the rules, {via}")

    def _nobody(
        self, quantity: Quantity, number: Token, first: int, last: int, index: int | None, own: str, via: str
    ) -> Iterator[str]:
        """What speaks for the article's own voice."""
        yield "nobody"
        yield f"nobody, {via}"
        if index is not None:
            yield "nobody, said"
        begin, end = self.doc[first].idx, self.doc[last - 1].idx
        speakers = bool(self._between(begin, end))
        line = self.text.rfind("\n", 0, quantity.start) + 1
        earlier = bool(self._between(line, begin))
        state = "speaker in sentence" if speakers else "speaker in paragraph" if earlier else "no speaker"
        yield f"nobody, {state}"
        yield f"nobody, {state}, {'a' if own else 'no'} subject"
        unit = quantity.unit.dimension.split(" ")[0] if quantity.unit is not None else "count"
        yield f"nobody, {unit}"
        yield f"nobody, {unit}, {state}"
        if quantity.per:
            yield "nobody, price"
        verb = next((t for t in ancestors(number) if t.pos_ in _VERBAL), None)
        if verb is not None:
            yield f"nobody, {_sort(verb)}"
            helpers = {c.lower_ for c in children(verb) if c.dep_ in ("aux", "auxpass")}
            yield f"nobody, {'had' if 'had' in helpers else _FINITE.get(verb.tag_, 'other')}"
            if "auxpass" in {c.dep_ for c in children(verb)}:
                yield "nobody, passive"
        if any(t.ent_type_ == "DATE" and t.shape_ == "dddd" for t in self.doc[first:last]):
            yield "nobody, a year"
        if self.text[begin : begin + 1] in '“"' or self.text.count("“", line, quantity.start) > self.text.count(
            "”", line, quantity.start
        ):
            yield "nobody, quoted"
        if not line:
            yield "nobody, opens the article"

    @staticmethod
    def _rivals(found: dict[str, list[str]]) -> Iterator[str]:
        """What others have for them that the figure could come from."""
        every = [t for traits in found.values() for t in traits]
        strong = any(t.startswith("as subject") and " strong" in t for t in every)
        named = any(t.startswith("named") for t in every)
        last = next((t.partition(",")[0] for t in every if t.startswith("gave 0")), "gave none")
        held = "held" if "holds it" in every else "free"
        yield f"nobody, {'strong' if strong else 'no strong'} {held} {'named' if named else 'unnamed'}"
        yield f"nobody, {last}"
        yield f"nobody, {last}, {'named' if named else 'unnamed'}"


def _sort(verb: Token) -> str:
    """What sort of verb it is, as far as numbers go."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return "be"
    for sort in ("strong", "weak", "moves"):
        if lemma in word_set("counting", sort):
            return sort
    return "other"
