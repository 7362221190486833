"""The act and the target of a saying whose cue tells nothing, by a small trained network.

The source, the cue and what is said go in as word pieces, with what the rules see in it; out come the chances of the
acts and, for each act, where the words of its target begin and end. One ONNX graph in int8, one thread, one saying at a
time: the same text gives the same answer in every run. What it was trained on and how well it does is in
``training/acts/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from accordingto.graphs import answer, open_graph, open_tokenizer, pieces, placed_pieces, shares
from accordingto.positions.clauses import is_conditional
from accordingto.positions.plover import polarity
from accordingto.positions.stand import Stand
from accordingto.records import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Token
    from tokenizers import Tokenizer

ACTS = (
    "supports", "defends", "agrees", "promises", "concedes", "calls_for", "demands", "condemns", "accuses", "warns",
    "expresses_concern", "threatens", "rejects", "denies", "confirms", "doubts", "declines_to_confirm", "no_response",
    "neutral",
)  # fmt: skip
"""The acts, in the order of the chances."""

_CLS, _SEP = 101, 102
_TOLD, _SAID, _BEFORE, _BEHIND = 24, 90, 24, 12
"""Pieces that are read of who says it and how, of what is said, and of what stands before and behind."""

_LETTERS, _NEAR = 1200, 300
"""Letters that are cut into these pieces: of a saying, and of what stands on either side."""

_WIDEST, _TRIED = 30, 6
"""Most pieces of a target, and first pieces that are tried."""

_OPEN = 0.4
"""Chance of no stand up to which the likeliest stand is taken where the rules see none, if it is likelier."""

_WHICH = 0.7
"""Share of the rules' confidence that suffices for another stand: they are surer of that there is one than of which."""

_TURNED = 1.3
"""How much surer than the rules it must be to turn praise into blame, or blame into praise."""

REQUESTS = ("calls_for", "demands")
"""The acts that ask for something: of somebody, or against somebody."""

_TWICE = 2.0
"""How much likelier the other kind of request must be than the one that the rules see."""


def request_read(stand: Stand, chances: Mapping[str, float]) -> Stand:
    """Weigh whether what is asked is against somebody, which no cue tells: *asked them to wait*, *asked them to go*.

    Parameters
    ----------
    stand : Stand
        A request.
    chances : mapping of str to float
        Chance by act.

    Returns
    -------
    Stand
        The stand, with the other kind of request where that is at least twice as likely.

    Examples
    --------
    >>> stand = Stand("calls_for", (1,), False, False, "cue", 0.7)
    >>> request_read(stand, {"calls_for": 0.2, "demands": 0.6}).act
    'demands'
    """
    other = next(act for act in REQUESTS if act != stand.act)
    return replace(stand, act=other) if chances[other] > _TWICE * chances[stand.act] else stand


def second_reading(stand: Stand | None, heads: Sequence[Token], chances: Mapping[str, float]) -> Stand | None:
    """Weigh what the rules see in a saying against the network's chances: the surer one is believed.

    Parameters
    ----------
    stand : Stand or None
        What the rules see.
    heads : sequence of Token
        Heads of the saying's clauses; a stand that the rules do not see is put on the first.
    chances : mapping of str to float
        Chance by act.

    Returns
    -------
    Stand or None
        None where there is none.
    """
    act = max(ACTS, key=lambda name: chances[name])
    if stand is None:
        act = max(ACTS[:-1], key=lambda name: chances[name])
        if chances["neutral"] > min(_OPEN, chances[act]) or not heads:
            return None
        return Stand(act, (heads[0].i,), False, is_conditional(heads[0]), "learned", chances[act], heads[0].i)
    opposed = polarity(act) and polarity(stand.act) and polarity(act) != polarity(stand.act)
    least = stand.confidence * (_TURNED if opposed else 1 if act == "neutral" else _WHICH)
    if stand.negated or act == stand.act or chances[act] <= least:
        return stand
    return None if act == "neutral" else replace(stand, act=act, rule="learned", confidence=chances[act])


@dataclass(frozen=True)
class Reading:
    """What the network reads in one sentence of what is said.

    Parameters
    ----------
    chances : mapping of str to float
        Chance by act; they sum up to 1.
    spans : tuple of span or None
        Where the pieces that went in stand in the article; None for those that may not be a target.
    ends : ndarray
        Logits of each piece, if the act is the one of its column, to be the first and the last one of the target.
    """

    chances: Mapping[str, float]
    spans: tuple[Span | None, ...] = ()
    ends: np.ndarray | None = None

    def target(self, act: str) -> tuple[Span | None, float]:
        """Tell where the words of the target stand if the act is this one, and the chance of it; None for no target."""
        if self.ends is None:
            return None, 0.0
        firsts, lasts = (_log_chances(column, self.spans) for column in self.ends[:, ACTS.index(act)].T)
        best, found = firsts[0] + lasts[0], None
        for first in np.argsort(-firsts, kind="stable")[:_TRIED].tolist():
            for last in range(first, min(first + _WIDEST, len(self.spans))):
                if self.spans[first] is None or self.spans[last] is None:
                    break  # The sentence and what stands around it are not side by side.
                if firsts[first] + lasts[last] > best:
                    best, found = firsts[first] + lasts[last], (self.spans[first][0], self.spans[last][1])
        return found, float(np.exp(best))


def read_saying(text: str, start: int, end: int, source: str, cue: str, seen: str) -> Reading:
    """Read which act a source performs by one sentence, and towards whom or what.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The sentence of what is said.
    source, cue : str
        Who says it, and the words that show that it is said.
    seen : str
        The act that the rules see in it.

    Returns
    -------
    Reading

    Examples
    --------
    >>> said = "“The new toll is a disgrace and an insult to the town,”"
    >>> reading = read_saying(said, 0, len(said), "the mayor", "said", "neutral")
    >>> max(reading.chances, key=reading.chances.get)
    'condemns'
    >>> (start, end), chance = reading.target("condemns")
    >>> said[start:end]
    'The new toll'
    """
    tokenizer, graph = _model()
    ids, marks, spans = pieces_of(tokenizer, text, start, end, source, cue)
    logits, ends = answer(graph, ids=ids, marks=marks, rule=ACTS.index(seen))
    return Reading(dict(zip(ACTS, shares(logits), strict=True)), spans, ends)


def pieces_of(
    tokenizer: Tokenizer, text: str, start: int, end: int, source: str, cue: str
) -> tuple[list[int], list[int], tuple[Span | None, ...]]:
    """Cut a saying into word pieces: CLS, who says it and how, SEP, what is said, SEP, what stands before, SEP, behind.

    1 marks what is said. Of the words of the article it is told where they stand.
    """
    told = pieces(tokenizer, f"{source} {cue} :"[:_LETTERS])[:_TOLD]
    said = placed_pieces(tokenizer, text, start, min(end, start + _LETTERS))[:_SAID]
    before = placed_pieces(tokenizer, text, max(0, start - _NEAR), start)[-_BEFORE:]
    after = placed_pieces(tokenizer, text, end, min(end + _NEAR, len(text)))[:_BEHIND]
    apart = [(_SEP, None)]
    row = [(_CLS, None), *((i, None) for i in told), *apart, *said, *apart, *before, *apart, *after, *apart]
    marks = [0] * (len(told) + 2) + [1] * len(said) + [0] * (len(before) + len(after) + 3)
    return [i for i, _ in row], marks, tuple(span for _, span in row)


def _log_chances(logits: np.ndarray, spans: Sequence[Span | None]) -> np.ndarray:
    """Logarithms of the chances, where only pieces of the article and the first one, which is for none, have one."""
    barred = np.array([span is None and i > 0 for i, span in enumerate(spans)])
    scores = np.where(barred, -np.inf, logits.astype(np.float64))
    scores -= scores.max()
    return scores - np.log(np.exp(scores).sum())


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "acts.int8.onnx")
