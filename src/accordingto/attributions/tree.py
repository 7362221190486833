"""A parsed document as plain lists: what every rule asks for, computed once, without recursion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from accordingto.attributions.quotes import Quotation, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
"""Tokens from the first to the one after the last."""

_OPENING = frozenset("“‘\"'([{$#£€@") | {"``", "''"}
_STRAIGHT = frozenset(("'", '"', "''"))
_STEPS = 40
"""Marks in a row that are looked at; longer runs are not language."""

_NEAR = 400
"""Tokens of a sentence on either side of a word that are taken for its sentence."""

_CLOSING = frozenset("”’\"')]}%…") | {"''"}


@dataclass(frozen=True, slots=True)
class Tree:
    """The tokens of a document, their parse, and which of them stand inside quotation marks.

    Parameters
    ----------
    doc : Doc
        The parsed document.
    text : str
        Its text.
    head, left, right, sentence : list of int
        Of each token: its head, the first and last token below it, and its sentence.
    dep, pos, tag, lemma, lower : list of str
        Of each token; ``lemma`` is lower case.
    word : list of bool
        Of each token: whether it is more than punctuation or space.
    kids : list of list of int
        Of each token: its children, in text order; of hundreds, the nearest on either side.
    sentences : list of Range
        Tokens of each sentence.
    quotations : list of Quotation
        Passages inside quotation marks, in text order.
    quoted : list of int
        Of each token: the number of the quotation that it stands in, or -1.
    quote_range : list of Range
        Tokens of each quotation, with its marks.
    """

    doc: Doc
    text: str
    head: list[int]
    left: list[int]
    right: list[int]
    sentence: list[int]
    dep: list[str]
    pos: list[str]
    tag: list[str]
    lemma: list[str]
    lower: list[str]
    word: list[bool]
    kids: list[list[int]]
    sentences: list[Range]
    quotations: list[Quotation]
    quoted: list[int]
    quote_range: list[Range]

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of a token that has one of the relations."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def span(self, i: int) -> Range:
        """The tokens below a token, with it."""
        return self.left[i], self.right[i] + 1

    def is_word(self, i: int) -> bool:
        """Whether a token is more than punctuation or space."""
        return self.word[i]

    def trim(self, start: int, end: int) -> Range | None:
        """Cut punctuation from a range's ends, but keep quotation marks and brackets that belong."""
        for _ in range(_STEPS):
            if start >= end or self.is_word(start) or (self.lower[start] in _OPENING and not self._shuts(start)):
                break
            start += 1
        for _ in range(_STEPS):
            if start >= end or self.is_word(end - 1) or (self.lower[end - 1] in _CLOSING and not self._opens(end - 1)):
                break
            end -= 1
        if start >= end or not any(self.is_word(i) for i in range(start, min(end, start + _STEPS))):
            return None
        return self._close(start, end)

    def sentence_of(self, i: int) -> Range:
        """The sentence around a token; of one without end, what is near."""
        first, last = self.sentences[self.sentence[i]]
        return max(first, i - _NEAR), min(last, i + _NEAR)

    def trim_all(self, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
        """Trim each range and drop those of which nothing is left."""
        return tuple(p for p in (self.trim(a, b) for a, b in pieces if a < b) if p)

    def characters(self, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
        """Turn ranges of tokens into spans of characters."""
        doc = self.doc
        return tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in pieces)

    def _shuts(self, i: int) -> bool:
        # A straight mark opens when it hugs the word after it.
        after = self.doc[i].idx + len(self.doc[i])
        return self.lower[i] in _STRAIGHT and (after >= len(self.text) or self.text[after].isspace())

    def _opens(self, i: int) -> bool:
        at = self.doc[i].idx
        return self.lower[i] in _STRAIGHT and at > 0 and self.text[at - 1].isspace()

    def _close(self, start: int, end: int) -> Range:
        # A range that ends just before its quotation does takes the closing mark in, and one that
        # begins just after the opening mark, with the whole quotation inside, takes that in.
        last = self.quote_range[self.quoted[end - 1]] if self.quoted[end - 1] >= 0 else None
        near = last is not None and start <= last[0] + 1 and end < last[1] <= end + 3
        if near and not any(self.is_word(i) for i in range(end, last[1])):
            end = last[1]
        first = self.quote_range[self.quoted[start]] if self.quoted[start] >= 0 else None
        if first and first[0] == start - 1 and first[1] <= end:
            start -= 1
        return start, end


@lru_cache(maxsize=1)
def build_tree(doc: Doc) -> Tree:
    """Compute the lists; those of the latest document are kept, since several steps ask for them.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Mary Hill said it rained."))
    >>> [tree.lower[k] for k in tree.kids[2]]
    ['hill', 'rained', '.']
    """
    n = len(doc)
    head = [token.head.i for token in doc]
    kids: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h < i and len(kids[h]) < 2 * _STEPS:
            kids[h].append(i)
    for i in range(n - 1, -1, -1):
        if head[i] > i and (not kids[head[i]] or len(kids[head[i]]) < 3 * _STEPS):
            kids[head[i]].append(i)
    for found in kids:
        found.sort()
    sentence, sentences = [0] * n, []
    for number, span in enumerate(doc.sents):
        sentences.append((span.start, span.end))
        for i in range(span.start, span.end):
            sentence[i] = number
    text = doc.text
    quotations = find_quotations(text)
    quoted, quote_range, at = [-1] * n, [], 0
    for number, q in enumerate(quotations):
        while at < n and doc[at].idx + len(doc[at]) <= q.start:
            at += 1
        first = at
        while at < n and doc[at].idx < q.end:
            quoted[at] = number
            at += 1
        quote_range.append((first, max(at, first)))
        # Two marks can share a token; the next quotation may begin in this one's last token.
        at = max(first, at - 1)
    return Tree(
        doc=doc,
        text=text,
        head=head,
        left=[token.left_edge.i for token in doc],
        right=[token.right_edge.i for token in doc],
        sentence=sentence,
        dep=[token.dep_ for token in doc],
        pos=[token.pos_ for token in doc],
        tag=[token.tag_ for token in doc],
        lemma=[token.lemma_.lower() for token in doc],
        lower=[token.lower_ for token in doc],
        word=[t.pos_ not in ("PUNCT", "SPACE") and any(map(str.isalnum, t.text)) for t in doc],
        kids=kids,
        sentences=sentences,
        quotations=quotations,
        quoted=quoted,
        quote_range=quote_range,
    )
