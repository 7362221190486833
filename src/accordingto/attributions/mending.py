"""The trained tagger's spans, mended by the parse, and what rules add to them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from accordingto.attributions.candidates import Candidate
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree
from accordingto.records import Span, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

_NAME = 5
"""Words of a name that a source may break off in."""

_DATELINE = re.compile(
    r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,3}(?:[,/] ?[\w.]+(?: [\w.]+){0,2}){0,3}(?: ?\([\w ]+\))? ?[-–—]+ "
)
"""A place in capitals, perhaps with country, day and agency, and a dash."""

_GAP = 12
"""Characters between two pieces of a source that are taken for part of it."""


def as_tagged(tree: Tree, confidence: float, c: Candidate) -> Tagged:
    """Turn a candidate into spans of characters."""
    source = tree.characters((c.source,)) if c.source else ()
    return Tagged(source, tree.characters(c.cue), tree.characters(c.content), round(confidence, 4))


def mended(tree: Tree, source: list[Span], cue: list[Span], content: list[Span], confidence: float) -> Tagged:
    """Mend what the tagger labels word by word.

    A source is one phrase, with its article, and the verb's subject where the tagger names none;
    content without quotation marks does not lie in another paragraph than its cue, unless all of it
    does.
    """
    text = tree.text
    others = (*cue, *content)
    joined = _joined(text, sorted(source), others)
    longest = max(joined, key=lambda s: (s[1] - s[0], -s[0]), default=None)
    if longest and _quoted_by_another(tree, longest, cue):
        longest = None
    elif longest:
        longest = _whole_phrase(tree, longest, others)
    who = _with_article(tree, longest, others) if longest else _subject(tree, cue, others)
    if who and text[who[0]].isupper() and (end := dateline(text, who[0])) >= who[1]:
        # "OSLO, May 3 - A herders' group asked": where the news is from has asked nothing.
        who = _subject_behind(tree, cue, end, others)
    here = [
        s for s in content if "\n" not in text[min(s[0], cue[0][0]) : max(s[1], cue[0][1])] or _goes_on(text, s, cue)
    ]
    return Tagged((who,) if who else (), tuple(cue), tuple(sorted(here or content)), round(confidence, 4))


def dateline(text: str, start: int) -> int:
    """Where the place and day at a paragraph's begin end, 0 where there are none.

    Examples
    --------
    >>> dateline("OSLO, May 3 (Tass) - A group asked.", 0), dateline("NATO said - again - no.", 0)
    (21, 0)
    """
    found = _DATELINE.match(text, start) if start == 0 or text[start - 1] == "\n" else None
    return found.end() if found else 0


def _subject_behind(tree: Tree, cue: list[Span], end: int, others: Iterable[Span]) -> Span | None:
    """The subject of a cue's verb that stands behind a dateline, where the parser has two."""
    head = _head(tree, cue)
    if head is None:
        return None
    kids = [k for k in tree.kids[head] if k < head and tree.dep[k] in ("nsubj", "nsubjpass") and tree.doc[k].idx >= end]
    span = _plain(tree, kids[-1], (tree.doc[head].idx, 0)) if kids else None
    return None if span is None or any(a < span[1] and span[0] < b for a, b in others) else span


def reaching_back(tree: Tree, row: Tagged) -> Tagged:
    """Let a content that is half of a sentence hold all of it: "They rejected it and vowed to go on, he said"."""
    whole = tree.doc.char_span(*row.content[0], alignment_mode="expand")
    end = min(s[0] for s in (*row.cue, *row.source))
    if whole is None or len(row.content) > 1 or row.content[0][1] > end or tree.text[row.content[0][1] : end] != ", ":
        return row
    top = next((t for t in whole if t.pos_ in ("VERB", "AUX") and not whole.start <= t.head.i < whole.end), None)
    if top is None or top.head.i > whole.start or top.dep_ not in ("conj", "advcl"):
        return row
    if top.dep_ == "conj" and tree.child(top.i, "nsubj", "nsubjpass", "expl") is not None:
        return row
    first = tree.trim(tree.sentence_of(top.i)[0], whole.end)
    if first is None or any(tree.quoted[k] >= 0 for k in (first[0], whole.start)):
        return row
    return Tagged(row.source, row.cue, ((tree.doc[first[0]].idx, row.content[0][1]),), row.confidence)


def _quoted_by_another(tree: Tree, source: Span, cue: list[Span]) -> bool:
    """Whether a source stands in a quotation and its cue outside: "called it “a hope, no plan” and urged her ..."."""
    source_words, cue_words = (tree.doc.char_span(*s, alignment_mode="expand") for s in (source, cue[0]))
    if not source_words or not cue_words:
        return False
    inside = tree.quoted[source_words.start]
    return inside >= 0 and tree.quoted[source_words.end - 1] == inside and tree.quoted[cue_words.start] < 0


def _whole_phrase(tree: Tree, source: Span, others: Iterable[Span]) -> Span:
    """The source with the noun before it where it is only a relative clause: "which owns a tenth of the club"."""
    words = tree.doc.char_span(*source, alignment_mode="expand")
    if not words or len(words) < 2 or tree.tag[words.start] not in ("WDT", "WP"):
        return source
    clause = words.start
    for _ in range(3):
        clause = tree.head[clause]
        if tree.dep[clause] == "relcl":
            break
    noun = tree.head[clause]
    if tree.dep[clause] != "relcl" or not clause < words.end or noun >= words.start or tree.pos[noun] == "VERB":
        return source
    start = tree.doc[tree.left[noun]].idx
    return source if any(a < source[1] and start < b for a, b in others) else (start, source[1])


def _joined(text: str, pieces: list[Span], others: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in pieces:
        gap = (out[-1][1], start) if out else (0, 0)
        near = out and gap[1] - gap[0] <= _GAP and "\n" not in text[slice(*gap)]
        if near and not any(a < gap[1] and gap[0] < b for a, b in others):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _with_article(tree: Tree, span: Span, others: Iterable[Span]) -> Span:
    """The span with its noun phrase's first words and its name's last: "the state-run paper", not "state-run paper"."""
    words = tree.doc.char_span(*span, alignment_mode="expand")
    if words is None or words.root.pos_ not in ("NOUN", "PROPN", "PRON"):
        return span
    start, floor = words.start, words.root.left_edge.i
    while start > floor and tree.pos[start - 1] not in ("PUNCT", "SPACE"):
        word = tree.doc[start - 1]
        if any(a < word.idx + len(word) and word.idx < b for a, b in others):
            break
        start -= 1
    if tree.tag[start] == "POS" and start + 1 < words.end:
        # "'s traders", of whom "the station" is taken for something else: a genitive's mark begins no phrase.
        return tree.doc[start + 1].idx, span[1]
    end, last = span[1], words.end - 1
    if tree.dep[last] == "compound" and last < tree.head[last] < last + _NAME:
        # "Aides to President" is cut short: "Hill" goes on with it.
        whole = tree.doc[tree.head[last]]
        if not any(a < whole.idx + len(whole) and end < b for a, b in others):
            end = whole.idx + len(whole)
    return min(span[0], tree.doc[start].idx), end


def _subject(tree: Tree, cue: list[Span], others: Iterable[Span]) -> Span | None:
    head = _head(tree, cue)
    if head is None or tree.pos[head] != "VERB" or (tree.tag[head] == "VBN" and tree.dep[head] in ("advcl", "acl")):
        # "Asked about it, she left": she is not who asked.
        return None
    found = verb_sources(tree, head)[0].span
    if found is not None and tree.quoted[head] < 0 <= tree.quoted[found[0]] and tree.head[head] != head:
        # "He called that “a hope” and urged her to act": the parser takes the quotation for the subject.
        found = verb_sources(tree, tree.head[head])[0].span
    if found is None:
        return None
    span = tree.characters((found,))[0]
    return None if any(a < span[1] and span[0] < b for a, b in others) else span


def _plain(tree: Tree, noun: int, stop: Span) -> Span:
    """A noun phrase up to what is not part of it: "Hill", not "Hill, according to the paper"."""
    first, last = tree.left[noun], tree.right[noun]
    while last > noun and (tree.doc[last].idx >= stop[0] or not tree.is_word(last)):
        last -= 1
    for k in tree.kids[noun]:
        if k > noun and tree.left[k] <= last <= tree.right[k] and tree.doc[tree.right[k]].idx >= stop[0]:
            last = tree.left[k] - 1
            while last > noun and not tree.is_word(last):
                last -= 1
    return tree.doc[first].idx, tree.doc[last].idx + len(tree.doc[last])


def _head(tree: Tree, cue: Iterable[Span]) -> int | None:
    words: list[Words] = [w for s in cue if (w := tree.doc.char_span(*s, alignment_mode="expand"))]
    tokens = [t for w in words for t in w]
    inside = {t.i for t in tokens}
    return next((t.i for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def _meets(held: list[Span], starts: list[int], span: Span) -> bool:
    # The spans held do not overlap each other.
    k = bisect_left(starts, span[1])
    return bool(k) and held[k - 1][1] > span[0]


def _goes_on(text: str, span: Span, cue: list[Span]) -> bool:
    """Whether a quotation of another paragraph is what the cue is about: behind the cue it begins its paragraph."""
    if not _in_quotes(text, span):
        return False
    start = text.rfind("\n", 0, span[0]) + 1
    return span[0] < cue[0][0] or start <= cue[0][0] or not any(map(str.isalnum, text[start : span[0]]))


def _in_quotes(text: str, span: Span) -> bool:
    return any(mark in text[max(0, span[0] - 1) : span[1] + 1] for mark in '“”"„«»')


class Said(NamedTuple):
    """The tokens of an attribution that is known: of the cue and the source, from the first word to the last."""

    content: tuple[Range, ...]
    cue: Range
    source: Range | None

    def holds(self, token: int) -> bool:
        """Whether a token stands in the content."""
        return any(start <= token < end for start, end in self.content)


class Found:
    """Attributions of one document; a word is the cue of one only.

    Parameters
    ----------
    tree : Tree
        The document.
    rows : list of Tagged
        What is known already.
    """

    def __init__(self, tree: Tree, rows: list[Tagged]) -> None:
        self._tree, self._rows = tree, rows
        self._cues = sorted(span for row in rows for span in row.cue)

    def tell_apart(self) -> None:
        """Give a verb its own subject where the tagger gave it the source of the clause that reports it."""
        held: dict[Span, list[int]] = {}
        for n, row in enumerate(self._rows):
            for span in row.source:
                held.setdefault(span, []).append(n)
        for (start, end), rows in held.items():
            for n in rows if len(rows) > 1 else ():
                row = self._rows[n]
                head = _head(self._tree, row.cue)
                who = None if head is None else self._tree.child(head, "nsubj")
                if who is None or self._tree.pos[head] != "VERB":
                    continue
                if self._tree.quoted[head] < 0 <= self._tree.quoted[who]:
                    continue
                named = self._tree.doc[who]
                if named.pos_ in ("NOUN", "PROPN") and not start <= named.idx < end:
                    span = _plain(self._tree, who, (start, end))
                    placed = span[1] <= dateline(self._tree.text, span[0])
                    if not placed and not any(a < span[1] and span[0] < b for a, b in (*row.cue, *row.content)):
                        self._rows[n] = Tagged((span,), row.cue, row.content, row.confidence)

    def add(self, confidence: float, c: Candidate) -> None:
        """Add a candidate unless its cue is taken."""
        row = as_tagged(self._tree, confidence, c)
        if not any(self._is_taken(span) for span in row.cue):
            self._rows.append(row)
            for span in row.cue:
                insort(self._cues, span)

    def change(self, how: Callable[[list[Tagged]], list[Tagged]]) -> None:
        """Put other rows with the same cues, or fewer, in their place."""
        self._rows = how(self._rows)
        self._cues = sorted(span for row in self._rows for span in row.cue)

    def without_questions(self, asked: frozenset[str]) -> None:
        """Leave out *Asked whether it was true, he ...*: nobody is named who asks, and the answer is a row."""
        tree = self._tree
        kept = []
        for row in self._rows:
            words = self._words(row.cue[0]) if row.cue else None
            first = words[0] if words is not None and len(words) else None
            # "The premier, asked about it, said": the parser may take the premier for who asks.
            patient = first is not None and (first.tag_ == "VBN" or first.head.i > first.i)
            patient = patient and tree.child(first.i, "agent") is None
            opens = patient and (first.i == tree.sentences[tree.sentence[first.i]][0] or tree.lower[first.i - 1] == ",")
            if not (opens and first.lower_ in asked):
                kept.append(row)
        self._rows = kept
        self._cues = sorted(span for row in kept for span in row.cue)

    def without_asking(self, asked: frozenset[str], answers: Iterable[Candidate]) -> None:
        """Leave out questions whose content holds the answer that is none: "when asked about it he said nothing"."""
        heads = [self._tree.doc[c.head].idx for c in answers]
        self._rows = [
            r
            for r in self._rows
            if not r.cue
            or self._tree.text[r.cue[0][0] : r.cue[0][1]].lower().split(" ")[0] not in asked
            or not any(a <= at < b for at in heads for a, b in r.content)
        ]
        self._cues = sorted(span for row in self._rows for span in row.cue)

    def without(self, sayings: Iterable[Said]) -> None:
        """Leave out rows by their cues."""
        starts = {self._tree.doc[said.cue[0]].idx for said in sayings}
        self.change(lambda rows: [row for row in rows if not row.cue or row.cue[0][0] not in starts])

    def cut(self, said: Said, at: int) -> None:
        """End a content before a token."""
        tree = self._tree
        for n, row in enumerate(self._rows):
            words = self._words(row.cue[0]) if row.cue else None
            if words is None or words.start != said.cue[0]:
                continue
            piece = tree.trim(said.content[-1][0], at)
            if piece is None:
                continue
            last = piece[1]
            start, stop = row.content[-1][0], tree.doc[last - 1].idx + len(tree.doc[last - 1])
            if start < stop < row.content[-1][1]:
                self._rows[n] = Tagged(row.source, row.cue, (*row.content[:-1], (start, stop)), row.confidence)

    def add_rows(self, rows: Iterable[Tagged]) -> None:
        """Add rows whose cues are neither taken nor in another's content."""
        for row in rows:
            inside = any(a < e and s < b for r in self._rows for a, b in r.content for s, e in row.cue)
            if not inside and not any(self._is_taken(span) for span in row.cue):
                self._rows.append(row)
                for span in row.cue:
                    insort(self._cues, span)

    def replace(self, confidence: float, together: Iterable[Candidate], *, same: bool = True) -> None:
        """Add candidates in the place of those that have their cues or, if *same*, their contents."""
        new = [as_tagged(self._tree, confidence, c) for c in together]
        old, said = self._rows, {row.content for row in new if same}
        self._rows, self._cues = [], sorted(span for row in new for span in row.cue)
        kept = [r for r in old if r.content not in said and not any(self._is_taken(span) for span in r.cue)]
        self._rows = kept + new
        self._cues = sorted(span for row in self._rows for span in row.cue)

    def laid_out(self, rows: Iterable[Tagged]) -> None:
        """Add rows that the layout names the source of, in the place of those that have their cue or source."""
        new = list(rows)
        held = sorted(span for row in new for span in (*row.source, *row.cue))
        starts = [start for start, _ in held]
        free = (r for r in self._rows if not any(_meets(held, starts, s) for s in (*r.source, *r.cue)))
        self._rows = [*free, *new]
        self._cues = sorted(span for row in self._rows for span in row.cue)

    def contents(self) -> list[Said]:
        """Of every row with a cue its content, its cue and its source as tokens."""
        found = []
        for row in self._rows:
            content, cue, source = ([self._words(s) for s in part] for part in (row.content, row.cue, row.source))
            if row.cue and all((*content, *cue, *source)):
                found.append(
                    Said(
                        tuple((w.start, w.end) for w in content),
                        (min(w.start for w in cue), max(w.end for w in cue)),
                        (source[0].start, source[-1].end) if source else None,
                    )
                )
        return found

    def cues(self) -> frozenset[int]:
        """The tokens of all cues."""
        return frozenset(t.i for span in self._cues for t in self._words(span) or ())

    def _words(self, span: Span) -> Words | None:
        return self._tree.doc.char_span(*span, alignment_mode="expand")

    def rows(self) -> list[Tagged]:
        """All of them in the order of the cues."""
        return sorted(self._rows, key=lambda t: (*(t.cue or t.content)[0], t.content))

    def _is_taken(self, span: Span) -> bool:
        # The cues do not overlap each other.
        k = bisect_left(self._cues, (span[1], -1))
        return bool(k) and self._cues[k - 1][1] > span[0]
