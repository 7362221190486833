"""Text to spans of source, cue and content, by a trained tagger: two small ONNX graphs.

:func:`tag_text` returns, for every attribution, the character spans of its source, its cue and its content,
and how sure the tagger is. The text is encoded once, in overlapping windows; every piece keeps its states
from the window in whose middle it is best placed. Each candidate cue then has the pieces around it labelled
by the second graph. The same text gives the same spans in every run: one thread, no batches whose make-up
depends on other texts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

Span = tuple[int, int]
Tagging = tuple[list[Span], list[Span], list[Span], float]

OUTSIDE, SOURCE, CUE, CONTENT = range(4)
_CLS, _SEP = 101, 102
_WINDOW = 382  # pieces a window holds besides CLS and SEP
_MARGIN = 48  # pieces at a window's inner edges that are taken from its neighbour
_REACH = 128  # pieces on either side of a cue that the second graph knows distances for
_CUES_AT_ONCE = 16
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Settings:
    """Thresholds of the decoder, chosen on articles kept out of training."""

    candidate: float = 0.3  # least probability of a word to start a candidate cue
    keep: float = 0.35  # least confidence of an attribution to be returned
    near: int = 64  # pieces on either side that are read first
    edge: int = 4  # content that comes this close to the end of what was read makes it read `_REACH` pieces
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


class Tagger:
    """The two graphs, their tokenizer and settings, from one folder."""

    def __init__(self, folder: Path, kind: str = "int8", settings: Settings | None = None):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.encoder, self.head = (
            onnxruntime.InferenceSession(folder / f"{name}.{kind}.onnx", options, ["CPUExecutionProvider"])
            for name in ("encoder", "head")
        )
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        if settings is None:
            stored = folder / "settings.json"
            settings = Settings(**json.loads(stored.read_text())) if stored.exists() else Settings()
        self.settings = settings

    def encode(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """BIO log-probabilities [pieces, 3 tasks, 3] and the states [pieces, width] at the branch and at the end."""
        parts: list[list[np.ndarray]] = [[], [], []]
        for start, end, a, b in windows(len(ids)):
            piece = np.concatenate([[_CLS], ids[start:end], [_SEP]])[None]
            for part, value in zip(parts, self.encoder.run(None, {"ids": piece}), strict=True):
                part.append(value[0, a - start + 1 : b - start + 1])
        logits, branch, last = (np.concatenate(part) for part in parts)
        return log_softmax(logits.reshape(len(ids), 3, 3)), branch, last

    def label(self, branch, last, start, end, reach):
        """Role log-probabilities [cues, 2 * reach + 1, 4], their pieces (-1 outside) and logits of being a cue."""
        middle = (start + end) // 2
        offsets = np.arange(-reach, reach + 1)
        index = middle[:, None] + offsets
        inside = (index >= 0) & (index < len(branch))
        clipped = index.clip(0, len(branch) - 1)
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
                        "mask": inside[part].astype(np.int64),
                    },
                )
            )
        logits, valid = (np.concatenate(part) for part in zip(*outputs, strict=True))
        return log_softmax(logits), np.where(inside, index, -1), valid

    def candidates(self, text: str):
        """Words of a text and, per candidate cue: first and last word, probability, logit, role log-probabilities."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        if not encoding.ids:
            return None, []
        offsets = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
        words = Words.of(encoding.tokens, offsets)
        bio, branch, last = self.encode(np.asarray(encoding.ids, np.int64))
        cues = candidates(bio[:, 0], words, self.settings.candidate)
        if not cues:
            return words, []
        start = np.array([words.first[a] for a, _, _ in cues])
        end = np.array([words.first[b] + words.count[b] - 1 for _, b, _ in cues])
        found = []
        near = self.settings.near
        logits, index, valid = self.label(branch, last, start, end, near)
        content = logits.argmax(-1) == CONTENT
        edge = self.settings.edge
        far = np.flatnonzero(
            (content[:, :edge] & (index[:, :edge] >= 0)).any(1) | (content[:, -edge:] & (index[:, -edge:] >= 0)).any(1)
        )
        wide = {}
        if len(far):
            again = self.label(branch, last, start[far], end[far], _REACH)
            wide = {int(k): [part[n] for part in again] for n, k in enumerate(far)}
        for k, (a, b, p) in enumerate(cues):
            roles, pieces, sure = wide.get(k, [logits[k], index[k], valid[k]])
            there = pieces >= 0
            found.append((a, b, p, float(sure), *by_word(roles[there], pieces[there], words)))
        return words, found

    def tag(self, text: str) -> list[Tagging]:
        """Attributions of a text: (source, cue and content spans, confidence), in order of their cues."""
        words, found = self.candidates(text)
        return decode(text, words, found, self.settings)


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


def decode(text: str, words: Words | None, found: list, settings: Settings) -> list[Tagging]:
    """Choose among candidates and delimit their roles (see `Tagger.candidates`)."""
    return [tagging for tagging, _ in decode_with_traits(text, words, found, settings)]


def decode_with_traits(text: str, words: Words | None, found: list, settings: Settings) -> list:
    """As `decode`, each with its `traits`."""
    kept = []
    for a, b, p, sure, first, scores in found:
        if not len(scores):
            continue
        path = without_holes(scores.argmax(-1))
        source, cue, content = (first + np.flatnonzero(path == role) for role in (SOURCE, CUE, CONTENT))
        spans = char_spans(text, words, content)
        if not spans:
            continue
        seen = traits(path, scores, p, sure)
        confidence = 1 / (1 + float(np.exp(-(seen @ np.array(settings.confidence)))))
        if confidence < settings.keep:
            continue
        own = cue[(cue >= a - 6) & (cue <= b + 6)]
        if not len(own):
            own = np.arange(a, b + 1)
        cue_span = (int(words.start[own[0]]), int(words.end[own[-1]]))
        tagging = (char_spans(text, words, source), [cue_span], spans, confidence)
        kept.append((tagging, seen, set(content.tolist())))
    return _without_doubles(kept)


def _without_doubles(kept: list) -> list:
    """Of attributions that share a cue or nearly the same content and source, only the surest."""
    out = []
    for tagging, seen, words in sorted(kept, key=lambda k: (-k[0][3], k[0][1])):
        (start, end), source = tagging[1][0], tagging[0]
        for other, _, other_words in out:
            same_cue = start < other[1][0][1] and other[1][0][0] < end
            common = len(words & other_words) / len(words | other_words)
            if common > 0.8 and (same_cue or source == other[0]):
                break
        else:
            out.append((tagging, seen, words))
    return [(tagging, seen) for tagging, seen, _ in sorted(out, key=lambda k: (k[0][1], k[0][2]))]


@lru_cache(maxsize=1)
def _default() -> Tagger:
    return Tagger(Path(__file__).parent / "model")


def tag_text(text: str) -> list[Tagging]:
    """
    Attributions of ``text`` as (source spans, cue spans, content spans, confidence).

    >>> text = 'The minister said on Monday that talks would resume.'
    >>> [[text[a:b] for a, b in spans] for spans in tag_text(text)[0][:2]]
    [['The minister'], ['said']]
    """
    return _default().tag(text)
