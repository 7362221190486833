"""Whose voice an actor is, where the signs leave it open: by a small trained network that reads the words around it.

*The Harbour Office*, *the registry*, *a duty officer*: whether such a one speaks for a state, a town, another body or
only for itself is known to who has read much, and told by no list. The name goes in as word pieces with its office, the
country that the article is set in, and the words around its mention; out come the chances of five voices. One ONNX
graph in int8, one thread, one name at a time: the same text gives the same answer in every run. What it was trained on
and how well it does is in ``training/voices/README.md``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.actors.entities import Entity
from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.surveying import Key, Setting
from accordingto.graphs import ask, open_graph, open_tokenizer, pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

VOICES = ("nobody", "home", "country", "region", "body")
"""For whom: only itself, the state that the article is set in, another one, a part of a country, another body."""

CLOSE, CLOSE_OF_STATES = 1.5, 2.5
"""Lead, in log odds, from which the best candidate is taken without asking; the second where one of both is a state."""
TRUST = 0.7
"""Weight of the logarithm of its chances beside the weights of the signs."""

_STATES = frozenset(("home", "country"))
_ALSO = {"state body": "home", "place": "region", "town": "region"}
"""Kinds of candidates whose voices have other names."""
_CLS, _SEP = 101, 102
_NAME, _HOME, _BEFORE, _OWN, _BEHIND = 16, 6, 34, 12, 30
"""Pieces that are read of a name and office, of a country, of what stands before, of the mention, and behind it."""
_BACK, _ON = 300, 260
"""Letters that are cut into these pieces."""


def heard(
    setting: Setting, entity: Entity, scores: Mapping[Key, float], signs: Mapping[Key, Collection[str]]
) -> Mapping[Key, float]:
    """Weigh in whose voice an actor is taken to be by the network, where two candidates of different kinds are close.

    Parameters
    ----------
    setting : Setting
        From :func:`accordingto.actors.surveying.survey`.
    entity : Entity
        The actor. The network is not asked of those who say and do nothing, nor of members of a parliament: that they
        speak for nobody is a convention, which the words around them do not show.
    scores : mapping of key to float
        What speaks for each candidate, in log odds; None is nobody.
    signs : mapping of key to collection of str
        The traits of each candidate. That an actor is somebody's voice does not tell whose: a body to which no words
        tie it (``tied``) is not chosen for it.

    Returns
    -------
    mapping of key to float
        The same, or with the network's word.

    Examples
    --------
    >>> from accordingto.actors.entities import Entity
    >>> heard(None, Entity("person", "Rosa Lima", ("rosa", "lima"), 0), {None: 0.3}, {})
    {None: 0.3}
    """
    if entity.spoke < 0 or (entity.kind == "person" and entity.sector == "LEG"):
        return scores
    best = max(scores, key=scores.__getitem__)
    voices = {key: voice_of(setting, key) for key in scores}
    others = [key for key in scores if voices[key] != voices[best]]
    if not others:
        return scores
    second = max(others, key=scores.__getitem__)
    close = CLOSE if _STATES.isdisjoint((voices[best], voices[second])) else CLOSE_OF_STATES
    if scores[best] - scores[second] >= close:
        return scores
    chances = voice_chances(setting.text.text, *setting.mention(entity), entity.name, entity.role, setting.home)
    if max(chances, key=chances.__getitem__) not in voices.values():
        # In whose voice it is, none of them has.
        return scores
    weighed = {key: score + TRUST * math.log(chances[voices[key]]) for key, score in scores.items()}
    chosen = max(weighed, key=weighed.__getitem__)
    return scores if voices[chosen] == "body" and "tied" not in signs[chosen] else weighed


def voice_of(setting: Setting, key: Key) -> str:
    """Whose voice somebody is who speaks for a candidate; None is nobody."""
    if key is None:
        return "nobody"
    kind = setting.candidates[key].kind
    return _ALSO.get(kind, kind if kind in VOICES else "body")


def voice_chances(text: str, start: int, end: int, name: str, role: str, home: str) -> dict[str, float]:
    """Tell whose voice an actor is.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        A mention of the actor.
    name, role : str
        Its fullest name and its office.
    home : str
        ISO 3166 code of the country that the article is set in, or empty.

    Returns
    -------
    dict of str to float
        Chance by voice; they sum up to 1.

    Examples
    --------
    >>> text = "Nobody had told her, said a neighbour, Rosa Lima, who watched from her window."
    >>> told = voice_chances(text, 39, 48, "Rosa Lima", "neighbour", "BRA")
    >>> max(told, key=told.get)
    'nobody'
    """
    tokenizer, graph = _model()
    ids, marks = pieces_of(tokenizer, text, start, end, name, role, home)
    return dict(zip(VOICES, ask(graph, ids=ids, marks=marks), strict=True))


def pieces_of(
    tokenizer: Tokenizer, text: str, start: int, end: int, name: str, role: str, home: str
) -> tuple[list[int], list[int]]:
    """Cut into word pieces: CLS, name and office, SEP, country, SEP, the words around the mention, SEP.

    Marks are 1 on the name, wherever it stands.
    """
    named = pieces(tokenizer, f"{name}; {role}" if role else name)[:_NAME]
    country = pieces(tokenizer, gazetteer().countries.get(home, "none"))[:_HOME]
    before = pieces(tokenizer, text[max(0, start - _BACK) : start])[-_BEFORE:]
    own = pieces(tokenizer, text[start:end])[:_OWN]
    behind = pieces(tokenizer, text[end : end + _ON].split("\n")[0])[:_BEHIND]
    ids = [_CLS, *named, _SEP, *country, _SEP, *before, *own, *behind, _SEP]
    unmarked = [0] * (len(country) + 2 + len(before))
    return ids, [0, *[1] * len(named), *unmarked, *[1] * len(own), *[0] * (len(behind) + 1)]


@cache
def _model() -> tuple[Tokenizer, InferenceSession]:
    return open_tokenizer(), open_graph(Path(__file__).parent / "model" / "voices.int8.onnx")
