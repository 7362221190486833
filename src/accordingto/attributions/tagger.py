"""Parsed text to spans of source, cue and content, by a trained tagger: two small ONNX graphs.

:func:`tag_doc` returns, for every attribution, the character spans of its source, its cue and its content,
and how sure the tagger is. The text is encoded once, in overlapping windows; every piece keeps its states
from the window in whose middle it is best placed. Each candidate cue then has the pieces around it labelled
by the second graph. What both are told besides the words is in :mod:`accordingto.attributions.marks`, how labels
become spans in :mod:`accordingto.attributions.decoding`. The same text gives the same spans in every run: one thread,
no batches whose make-up depends on other texts.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from accordingto.attributions.decoding import CONTENT, Reading, Settings, Tagging, Words, decode
from accordingto.attributions.marks import Parse, marks_of, without_marks
from accordingto.graphs import open_graph, open_tokenizer

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLS, _SEP = 101, 102
_WINDOW = 382  # pieces a window holds besides CLS and SEP
_MARGIN = 48  # pieces at a window's inner edges that are taken from its neighbour
_REACH = 128  # pieces on either side of a cue that the second graph knows distances for
_CUES_AT_ONCE = 4  # more at once are no faster and take more memory


def windows(total: int, size: int = _WINDOW, margin: int = _MARGIN) -> list[tuple[int, int, int, int]]:
    """
    Windows over ``total`` pieces as (start, end, first kept, end of kept).

    >>> windows(10, size=6, margin=1)
    [(0, 6, 0, 5), (4, 10, 5, 10)]
    """
    if total <= size:
        return [(0, total, 0, total)]
    starts = [*range(0, total - size, size - 2 * margin), total - size]
    cuts = [0, *[(a + size + b) // 2 for a, b in pairwise(starts)], total]
    return [(s, s + size, a, b) for s, a, b in zip(starts, cuts, cuts[1:], strict=False)]


def log_softmax(x: np.ndarray) -> np.ndarray:
    """Logarithm of the softmax along the last axis."""
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def candidates(cue: np.ndarray, words: Words, least: float) -> list[tuple[int, int, float]]:
    """Candidate cues as (first word, last word, probability) from BIO log-probabilities of pieces."""
    share = np.exp(cue)
    inside = words.mean(1 - share[:, 0])
    begins = share[words.first, 1] > share[words.first, 2]
    runs: list[list[int]] = []
    for word in np.flatnonzero(inside > least).tolist():
        if runs and runs[-1][-1] == word - 1 and not (begins[word] and inside[word] > 0.5):
            runs[-1].append(word)
        else:
            runs.append([word])
    out = []
    for run in runs:
        peak = float(inside[run].max())
        strong = [word for word in run if inside[word] >= 0.5 * peak]
        out.append((strong[0], strong[-1], peak))
    return out


class Tagger:
    """The two graphs, their tokenizer and settings, from one folder."""

    def __init__(self, folder: Path, kind: str = "int8", settings: Settings | None = None):
        self.encoder, self.head = (open_graph(folder / f"{name}.{kind}.onnx") for name in ("encoder", "head"))
        labels, *states = (output.shape[-1] for output in self.encoder.get_outputs())
        outside = np.tile([0.0, -30.0, -30.0], labels // 3)
        self._silence = [row[None].astype(np.float32) for row in (outside, *map(np.zeros, states))]
        self.tokenizer = open_tokenizer(folder / "tokenizer.json")
        if settings is None:
            stored = folder / "settings.json"
            settings = Settings(**json.loads(stored.read_text())) if stored.exists() else Settings()
        self.settings = settings

    def encode(self, ids: np.ndarray, marks: np.ndarray, said: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """BIO log-probabilities [pieces, 3 tasks, 3] and the states [pieces, width] at the branch and at the end.

        ``said`` tells which pieces hold a letter or digit: where a window has none, nobody says anything.
        """
        parts: list[list[np.ndarray]] = [[], [], []]
        nothing = without_marks(1)
        for start, end, a, b in windows(len(ids)):
            if not said[start:end].any():
                for part, silent in zip(parts, self._silence, strict=True):
                    part.append(np.repeat(silent, b - a, axis=0))
                continue
            window = {
                "ids": np.concatenate([[_CLS], ids[start:end], [_SEP]])[None],
                "marks": np.concatenate([nothing, marks[start:end], nothing])[None],
            }
            for part, value in zip(parts, self.encoder.run(None, window), strict=True):
                part.append(value[0, a - start + 1 : b - start + 1])
        logits, branch, last = (np.concatenate(part) for part in parts)
        return log_softmax(logits.reshape(len(ids), 3, 3)), branch, last

    def label(self, branch, last, parse: Parse, start, end, reach):
        """Role log-probabilities [cues, 2 * reach + 1, 4], their pieces (-1 outside) and logits of being a cue."""
        middle = (start + end) // 2
        offsets = np.arange(-reach, reach + 1)
        index = middle[:, None] + offsets
        inside = (index >= 0) & (index < len(branch))
        clipped = index.clip(0, len(branch) - 1)
        seen = np.zeros(index.shape, np.int64)
        for n, (first, final) in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
            low, high = int(clipped[n, 0]), int(clipped[n, -1]) + 1
            seen[n, inside[n]] = parse.seen_from(first, final, low, high)
        outputs = []
        for k in range(0, len(start), _CUES_AT_ONCE):
            part = slice(k, k + _CUES_AT_ONCE)
            outputs.append(
                self.head.run(
                    None,
                    {
                        "branch": branch[clipped[part]],
                        "last": last[clipped[part]],
                        "start": (start - middle + reach)[part].clip(0),
                        "end": (end - middle + reach)[part].clip(None, 2 * reach),
                        "distance": np.broadcast_to(offsets + _REACH, inside[part].shape).copy(),
                        "seen": seen[part],
                        "mask": inside[part].astype(np.int64),
                    },
                )
            )
        logits, valid = (np.concatenate(part) for part in zip(*outputs, strict=True))
        return log_softmax(logits), np.where(inside, index, -1), valid

    def candidates(self, doc: Doc):
        """Words of a text and, per candidate cue: first and last word, probability, logit, role log-probabilities."""
        text = doc.text
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        if not encoding.ids:
            return None, []
        offsets = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
        words = Words.of(encoding.tokens, offsets)
        parse = Parse.of(doc, offsets)
        said = np.array([any(map(str.isalnum, token)) for token in encoding.tokens])
        bio, branch, last = self.encode(np.asarray(encoding.ids, np.int64), marks_of(text, offsets, parse), said)
        cues = candidates(bio[:, 0], words, self.settings.candidate)
        if not cues:
            return words, []
        start = np.array([words.first[a] for a, _, _ in cues])
        end = np.array([words.first[b] + words.count[b] - 1 for _, b, _ in cues])
        found = []
        near = min(self.settings.near, len(branch))  # A short text is seen whole.
        logits, index, valid = self.label(branch, last, parse, start, end, near)
        content = (logits.argmax(-1) == CONTENT) & (index >= 0)
        edge = self.settings.edge if near == self.settings.near else 0
        far = np.flatnonzero(content[:, :edge].any(1) | content[:, 2 * near + 1 - edge :].any(1))
        wide = {}
        if len(far):
            again = self.label(branch, last, parse, start[far], end[far], _REACH)
            wide = {int(k): [part[n] for part in again] for n, k in enumerate(far)}
        for k, (a, b, p) in enumerate(cues):
            roles, pieces, sure = wide.get(k, [logits[k], index[k], valid[k]])
            there = pieces >= 0
            found.append(Reading(a, b, p, float(sure), *by_word(roles[there], pieces[there], words)))
        return words, found

    def tag(self, doc: Doc) -> list[Tagging]:
        """Attributions of a text: (source, cue and content spans, confidence), in order of their cues."""
        words, found = self.candidates(doc)
        return decode(doc.text, words, found, self.settings)

    def tag_with_doubtful(self, doc: Doc, least: float) -> tuple[list[Tagging], list[Tagging]]:
        """As `tag`, and what the tagger is less sure of, down to a confidence."""
        words, found = self.candidates(doc)
        sure = decode(doc.text, words, found, self.settings)
        more = decode(doc.text, words, found, replace(self.settings, keep=least))
        return sure, [row for row in more if row[3] < self.settings.keep]


def by_word(roles: np.ndarray, pieces: np.ndarray, words: Words) -> tuple[int, np.ndarray]:
    """First word wholly among ``pieces`` (consecutive ones), and mean log-probabilities of the whole words there."""
    low, high = int(pieces[0]), int(pieces[-1])
    first = int(np.searchsorted(words.first, low))
    stop = int(np.searchsorted(words.first + words.count - 1, high, side="right"))
    if stop <= first:
        return first, np.zeros((0, 4), np.float32)
    until = words.first[stop - 1] + words.count[stop - 1] - low
    starts = words.first[first:stop] - low
    return first, np.add.reduceat(roles[:until], starts, axis=0) / words.count[first:stop, None]


@lru_cache(maxsize=1)
def _default() -> Tagger:
    return Tagger(Path(__file__).parent / "model")


def tag_doc(doc: Doc) -> list[Tagging]:
    """
    Attributions of a parsed text as (source spans, cue spans, content spans, confidence).

    >>> from accordingto.language import pipeline
    >>> doc = pipeline()('The minister said on Monday that talks would resume.')
    >>> [[doc.text[a:b] for a, b in spans] for spans in tag_doc(doc)[0][:2]]
    [['The minister'], ['said']]
    """
    return _default().tag(doc)


def tag_with_doubtful(doc: Doc, least: float) -> tuple[list[Tagging], list[Tagging]]:
    """
    As `tag_doc`, and apart from it what the tagger is less sure of, down to a confidence.

    >>> from accordingto.language import pipeline
    >>> sure, doubtful = tag_with_doubtful(pipeline()('The minister said on Monday that talks would resume.'), 0.2)
    >>> len(sure), doubtful
    (1, [])
    """
    return _default().tag_with_doubtful(doc, least)
