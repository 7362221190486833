"""The act of a saying whose cue tells nothing, by a small trained network.

The source, the cue and what is said go in as word pieces, with what the rules see in it; out come the chances of the
acts. One ONNX graph in int8, one thread, one saying at a time: the same text gives the same answer in every run. What
it was trained on and how well it does is in ``training/acts/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.graphs import ask, open_graph, open_tokenizer, pieces
from accordingto.positions.clauses import is_conditional
from accordingto.positions.stand import Stand

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

_OPEN = 0.4
"""Chance of no stand below which the likeliest stand is taken where the rules see none."""

_WHICH = 0.7
"""Share of the rules' confidence that suffices for another stand: they are surer of that there is one than of which."""

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
        if chances["neutral"] > _OPEN or not heads:
            return None
        return Stand(act, (heads[0].i,), False, is_conditional(heads[0]), "learned", chances[act], heads[0].i)
    least = stand.confidence * (1 if act == "neutral" else _WHICH)
    if stand.negated or act == stand.act or chances[act] <= least:
        return stand
    return None if act == "neutral" else replace(stand, act=act, rule="learned", confidence=chances[act])


def act_chances(source: str, cue: str, said: str, seen: str, before: str = "", after: str = "") -> dict[str, float]:
    """Tell the chances of each act.

    Parameters
    ----------
    source, cue : str
        Who says it, and the words that show that it is said.
    said : str
        One sentence of what is said.
    seen : str
        The act that the rules see in it.
    before, after : str
        What stands before and behind it in the article.

    Returns
    -------
    dict of str to float
        Chance by act; they sum up to 1.

    Examples
    --------
    >>> chances = act_chances("the mayor", "said", "“This is a disgrace and an insult to the town,”", "neutral")
    >>> max(chances, key=chances.get)
    'condemns'
    """
    tokenizer, graph = _model()
    ids, marks = pieces_of(tokenizer, source, cue, said, before, after)
    return dict(zip(ACTS, ask(graph, ids=ids, marks=marks, rule=ACTS.index(seen)), strict=True))


def pieces_of(
    tokenizer: Tokenizer, source: str, cue: str, said: str, before: str, after: str
) -> tuple[list[int], list[int]]:
    """Cut a saying into word pieces: CLS, who says it and how, SEP, what is said, SEP, what stands before, SEP, behind.

    1 marks what is said.
    """
    told = pieces(tokenizer, f"{source} {cue} :"[:_LETTERS])[:_TOLD]
    words = pieces(tokenizer, said[:_LETTERS])[:_SAID]
    around = [*pieces(tokenizer, before[-_NEAR:])[-_BEFORE:], _SEP, *pieces(tokenizer, after[:_NEAR])[:_BEHIND]]
    ids = [_CLS, *told, _SEP, *words, _SEP, *around, _SEP]
    return ids, [0] * (len(told) + 2) + [1] * len(words) + [0] * (len(around) + 2)


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "acts.int8.onnx")
