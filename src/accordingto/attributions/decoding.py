"""Word labels to attributions: which candidate cues to keep, and where their sources and contents begin and end.

The tagger labels the words around every candidate cue one by one; here labels become spans. Small holes in a content
are closed, and a quotation of which a part is content is content as a whole, of one cue only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from accordingto.attributions.quotes import find_quotations
from accordingto.records import Span

Tagging = tuple[list[Span], list[Span], list[Span], float]
"""Spans of source, cue and content, and the confidence."""

OUTSIDE, SOURCE, CUE, CONTENT = range(4)

_WORD = re.compile(r"\w")
_QUOTED_PART = 0.1
"""Share of a quotation's words that have to be content for all of them to be."""

_CUE_WIDTH = 6
"""Words on either side of a candidate that its cue may reach."""


@dataclass(frozen=True)
class Settings:
    """Thresholds of the tagger, chosen on articles kept out of training."""

    candidate: float = 0.3  # least probability of a word to start a candidate cue
    keep: float = 0.35  # least confidence of an attribution to be returned
    near: int = 48  # pieces on either side that are read first
    edge: int = 4  # content that comes this close to the end of what was read makes more be read
    confidence: tuple[float, ...] = (-1.0, 0.5, 0.5, 0.0, 0.0, 0.0)  # a constant and a weight per trait (see `traits`)


@dataclass(frozen=True)
class Words:
    """Whole words (and punctuation marks) over word pieces."""

    first: np.ndarray  # first piece of each word
    count: np.ndarray  # pieces of each word
    start: np.ndarray  # characters
    end: np.ndarray

    @classmethod
    def of(cls, tokens: list[str], offsets: np.ndarray) -> Words:
        """Join the pieces of a word."""
        first = np.array([i for i, token in enumerate(tokens) if not (i and token.startswith("##"))], np.int64)
        last = np.append(first[1:], len(tokens)) - 1
        return cls(first, last - first + 1, offsets[first, 0], offsets[last, 1])

    def mean(self, values: np.ndarray) -> np.ndarray:
        """Mean over the pieces of each word, along the first axis."""
        sums = np.add.reduceat(values, self.first, axis=0)
        return sums / self.count.reshape(-1, *[1] * (values.ndim - 1))


class Reading(NamedTuple):
    """What the tagger read around one candidate cue."""

    first: int  # words of the candidate
    last: int
    probability: float  # of being a cue, by the encoder
    sure: float  # logit of being a cue, by the head
    start: int  # first word that has labels
    scores: np.ndarray  # log-probabilities of the roles [words, 4]


@dataclass
class _Kept:
    source: list[Span]
    cue: Span
    word: int  # where the cue begins
    content: set[int]
    confidence: float
    traits: np.ndarray
    quotations: dict[int, float]  # filled in as a whole: how likely their words are content


def decode(text: str, words: Words | None, readings: list[Reading], settings: Settings) -> list[Tagging]:
    """Choose among candidates and delimit their roles, in order of their cues."""
    return [tagging for tagging, _ in decode_with_traits(text, words, readings, settings)]


def decode_with_traits(
    text: str, words: Words | None, readings: list[Reading], settings: Settings
) -> list[tuple[Tagging, np.ndarray]]:
    """As `decode`, each with its `traits`."""
    if words is None:
        return []
    quotations = [
        (int(np.searchsorted(words.start, q.start)), int(np.searchsorted(words.start, q.end)))
        for q in find_quotations(text)
    ]
    kept = [k for r in readings if (k := _delimit(text, words, r, quotations, settings)) is not None]
    _share_out(kept, quotations)
    found = []
    for k in _without_doubles(kept):
        spans = char_spans(text, words, np.array(sorted(k.content), np.int64))
        if spans:
            found.append(((k.source, [k.cue], spans, k.confidence), k.traits))
    return sorted(found, key=lambda f: (f[0][1], f[0][2]))


def _delimit(text: str, words: Words, r: Reading, quotations: list[Span], settings: Settings) -> _Kept | None:
    if not len(r.scores):
        return None
    path = without_holes(r.scores.argmax(-1))
    source, cue, content = (r.start + np.flatnonzero(path == role) for role in (SOURCE, CUE, CONTENT))
    if not any(_WORD.search(text, words.start[w], words.end[w]) for w in content):
        return None
    seen = traits(path, r.scores, r.probability, r.sure)
    confidence = 1 / (1 + float(np.exp(-(seen @ np.array(settings.confidence)))))
    if confidence < settings.keep:
        return None
    own = cue[(cue >= r.first - _CUE_WIDTH) & (cue <= r.last + _CUE_WIDTH)]
    if not len(own):
        own = np.arange(r.first, r.last + 1)
    filled, whole = _whole_quotations(r, path, quotations)
    span = (int(words.start[own[0]]), int(words.end[own[-1]]))
    return _Kept(char_spans(text, words, source), span, r.first, filled, confidence, seen, whole)


def _whole_quotations(r: Reading, path: np.ndarray, quotations: list[Span]) -> tuple[set[int], dict[int, float]]:
    """Words of the content with every quotation filled in that a part of it lies in, and those quotations."""
    low, high = r.start, r.start + len(path)
    content = set((low + np.flatnonzero(path == CONTENT)).tolist())
    spoken = path.copy()
    spoken[r.first - low : r.last + 1 - low] = CUE
    whole = {}
    for number in range(bisect_left(quotations, low, key=lambda q: q[1]), len(quotations)):
        a, b = quotations[number]
        if a >= high:
            break
        here = spoken[max(a - low, 0) : b - low]
        if len(here) and np.mean(here == CONTENT) >= _QUOTED_PART and not np.isin(here, (SOURCE, CUE)).any():
            content.update(range(a, b))
            whole[number] = float(np.exp(r.scores[max(a - low, 0) : b - low, CONTENT]).mean())
    return content, whole


def _share_out(kept: list[_Kept], quotations: list[Span]) -> None:
    """Leave a quotation that two cues claim to the likelier one, unless one cue stands in the other's content."""
    claims: dict[int, list[_Kept]] = {}
    for k in kept:
        for number in k.quotations:
            claims.setdefault(number, []).append(k)
    for number, claimants in claims.items():
        best = max(claimants, key=lambda k: (k.quotations[number], k.confidence))
        for k in claimants:
            rest = k.content.difference(range(*quotations[number]))
            if k is not best and rest and k.word not in best.content and best.word not in k.content:
                k.content = rest


def without_holes(path: np.ndarray, widest: int = 3) -> np.ndarray:
    """
    Roles of words, where up to ``widest`` words outside every role between two words of content are content too.

    >>> without_holes(np.array([3, 0, 3, 2, 0, 3])).tolist()
    [3, 3, 3, 2, 0, 3]
    """
    path = path.copy()
    content = np.flatnonzero(path == CONTENT)
    for a, b in pairwise(content):
        if 1 < b - a <= widest + 1 and not path[a + 1 : b].any():
            path[a + 1 : b] = CONTENT
    return path


def char_spans(text: str, words: Words, chosen: np.ndarray) -> list[Span]:
    """Spans of runs of words; runs with no letter or digit between them are joined, runs without any are dropped."""
    spans: list[list[int]] = []
    for word in chosen.tolist():
        a, b = int(words.start[word]), int(words.end[word])
        if spans and not _WORD.search(text, spans[-1][1], a) and not text[spans[-1][1] : a].count("\n"):
            spans[-1][1] = b
        else:
            spans.append([a, b])
    return [_trimmed(text, a, b) for a, b in spans if _WORD.search(text, a, b)]


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space and commas around it."""
    while text[start].isspace() or text[start] in ",;:.)":
        start += 1
    while text[end - 1].isspace() or text[end - 1] in ",;:(":
        end -= 1
    return start, end


def traits(path: np.ndarray, scores: np.ndarray, p: float, sure: float) -> np.ndarray:
    """What a confidence is computed from: both graphs' logits of the cue, and how sure the labels are."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    chosen = scores[np.arange(len(path)), path]
    source, content = chosen[path == SOURCE], chosen[path == CONTENT]
    return np.array(
        [
            1.0,
            np.log(p / (1 - p)),
            min(max(sure, -9.0), 9.0),
            content.mean() if len(content) else -2.0,
            source.mean() if len(source) else 0.0,
            1.0 if len(source) else 0.0,
        ]
    )


def _without_doubles(kept: list[_Kept]) -> list[_Kept]:
    """Of attributions that share a cue or a source and nearly all of their content, only the surest."""
    out: list[_Kept] = []
    having: dict[int, list[_Kept]] = {}
    for k in sorted(kept, key=lambda k: (-k.confidence, k.cue)):
        rivals = {id(other): other for word in k.content for other in having.get(word, ())}
        if any(_double(k, other) for other in rivals.values()):
            continue
        out.append(k)
        for word in k.content:
            having.setdefault(word, []).append(k)
    return out


def _double(k: _Kept, other: _Kept) -> bool:
    common = len(k.content & other.content) / len(k.content | other.content)
    same_cue = k.cue[0] < other.cue[1] and other.cue[0] < k.cue[1]
    return common > 0.8 and (same_cue or k.source == other.source)
