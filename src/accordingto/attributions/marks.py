"""What the tagger is told besides the words: letter case, paragraphs, quotation marks and the parse.

Word pieces are in lower case and know no line ends; these marks give both back, and add part of speech and
grammatical relation from spaCy. For a cue, :meth:`Parse.seen_from` says of every piece near it how it hangs on the cue:
in its subject, in its clause, above it, or so many sentences away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from accordingto.attributions.quotes import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TAG_NAMES = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"
)
TAGS = tuple(_TAG_NAMES.split())
"""Penn Treebank tags, as spaCy's English models give them."""

_RELATION_NAMES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp"
)
RELATIONS = tuple(_RELATION_NAMES.split())
"""Dependency labels (CLEAR), as spaCy's English models give them."""

_TAG = {name: n for n, name in enumerate(TAGS, 1)}
_RELATION = {name: n for n, name in enumerate(RELATIONS, 1)}
_CASE, _BREAK, _QUOTED = 3, 3, 2
OFFSETS = np.cumsum([0, _CASE, _BREAK, _QUOTED, len(TAGS) + 1])
_PARSED = slice(3, 5)

MARKS = int(OFFSETS[-1]) + len(RELATIONS) + 1
"""How many marks there are: rows of the table that holds their vectors."""

KINDS = len(OFFSETS)
"""Marks of one piece."""

_UNKNOWN, _ON_CUE = 0, 1
_APART = 2  # three sentences or more before, two, one; one after, two, three or more
_ABOVE = 8  # the cue hangs on this token: directly, or by two steps or more
_BELOW = 10  # relation by which the token's branch leaves the cue, the one above it, or one further up
_STEPS = 40

SEEN = _BELOW + 3 * (len(RELATIONS) + 1)
"""How many ways there are in which a piece can lie to a cue."""

_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of a document as arrays over its tokens, and the token of each word piece."""

    start: np.ndarray
    end: np.ndarray
    tag: np.ndarray
    relation: np.ndarray
    head: np.ndarray
    left: np.ndarray
    right: np.ndarray
    sentence: np.ndarray
    token: np.ndarray

    @classmethod
    def of(cls, doc: Doc, offsets: np.ndarray) -> Parse:
        """Read the arrays off a document; ``offsets`` [pieces, 2] are characters."""
        rows = [
            (
                t.idx,
                t.idx + len(t),
                _TAG.get(t.tag_, 0),
                _RELATION.get(t.dep_, 0),
                t.head.i,
                t.left_edge.i,
                t.right_edge.i,
                bool(t.is_sent_start),
            )
            for t in doc
        ]
        start, end, tag, relation, head, left, right, first = np.array(rows, np.int32).reshape(-1, 8).T
        token = np.searchsorted(start, offsets[:, 0], side="right") - 1
        return cls(start, end, tag, relation, head, left, right, np.cumsum(first), token.clip(0))

    def seen_from(self, first: int, last: int, low: int, high: int) -> np.ndarray:
        """
        How pieces ``low`` to ``high`` lie to the cue made up of pieces ``first`` to ``last``.

        Returns codes below `SEEN`, one per piece.
        """
        a, b = int(self.token[low]), int(self.token[high - 1]) + 1
        cue = np.arange(self.token[first], self.token[last] + 1)
        top = int(cue[np.argmax((self.right - self.left)[cue])])
        apart = (self.sentence[a:b] - self.sentence[top]).clip(-3, 3)
        codes = np.where(apart < 0, _APART + 3 + apart, _APART + 2 + apart)
        chain = [top]
        while self.head[chain[-1]] != chain[-1] and len(chain) < _STEPS:
            chain.append(int(self.head[chain[-1]]))
        here = np.flatnonzero(apart == 0) + a
        codes[apart == 0] = _UNKNOWN
        heads = self.head[here]
        for step, node in reversed(list(enumerate(chain))):
            shift = _BELOW + min(step, 2) * (len(RELATIONS) + 1)
            for child in here[heads == node].tolist():
                if child != node:
                    codes[max(self.left[child], a) - a : min(self.right[child] + 1, b) - a] = (
                        shift + self.relation[child]
                    )
            if a <= node < b:
                codes[node - a] = _ABOVE + (step > 1)
        codes[max(cue[0], a) - a : max(min(cue[-1] + 1, b) - a, 0)] = _ON_CUE
        return codes[self.token[low:high] - a]


def marks_of(text: str, offsets: np.ndarray, parse: Parse) -> np.ndarray:
    """
    The marks of each word piece, ready to look up: [pieces, `KINDS`], values below `MARKS`.

    Columns: case of the token (small, capital, capitals), line end before the piece (none, one, a blank line), inside
    quotation marks or not, part of speech, relation.
    """
    marks = np.zeros((len(offsets), KINDS), np.int64)
    starts = offsets[:, 0]
    case = np.zeros(len(parse.start), np.int64)
    for n, (a, b) in enumerate(zip(parse.start.tolist(), parse.end.tolist(), strict=True)):
        word = text[a:b]
        case[n] = 0 if not word[0].isupper() else 2 if len(word) > 1 and word.isupper() else 1
    marks[:, 0] = case[parse.token]
    for found in _BREAKS.finditer(text):
        piece = np.searchsorted(starts, found.end())
        if piece < len(starts):
            marks[piece, 1] = 1 if found[0].count("\n") == 1 else 2
    for quotation in find_quotations(text):
        a, b = np.searchsorted(starts, (quotation.start, quotation.end))
        marks[a:b, 2] = 1
    marks[:, 3], marks[:, 4] = parse.tag[parse.token], parse.relation[parse.token]
    return marks + OFFSETS


def without_parse(marks: np.ndarray) -> np.ndarray:
    """The same marks for a text of which no parse is known."""
    marks = marks.copy()
    marks[:, _PARSED] = OFFSETS[_PARSED]
    return marks


def without_marks(pieces: int) -> np.ndarray:
    """Marks of pieces of which nothing is known, such as those that begin and end a window."""
    return np.zeros((pieces, KINDS), np.int64) + OFFSETS
