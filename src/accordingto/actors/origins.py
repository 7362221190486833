"""Which state a person may be of, by the letters of the name, where an article names several.

*Rimas Jokubaitis* in an article about Belarus and Lithuania: who reads that "the minister" is he takes him for
Lithuania's. Only the balance between states that the article itself names is tipped so, never whether somebody speaks
for one; no table tells where a name is from. The parts of a name go into a small network of one layer, an ONNX graph in
int8; out come the chances of countries. What it was trained on and how well it does is in
``training/origins/README.md``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from accordingto.graphs import ask, open_graph, shares

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from accordingto.actors.entities import Entity
    from accordingto.actors.surveying import Key, Setting

TRUST, LEAST = 0.6, -6.0
"""Weight of the logarithm of a country's chance beside the weights of the signs, and the least that it is taken for."""

ROWS = 16384
"""Rows of the table of parts of names; what is told apart by its hash shares a row with some others."""

_LONGEST = 4
_STATES = frozenset(("home", "country"))


def by_name(setting: Setting, entity: Entity, scores: Mapping[Key, float]) -> Mapping[Key, float]:
    """Weigh in which of several states a person's name is from.

    Parameters
    ----------
    setting : Setting
        From :func:`accordingto.actors.surveying.survey`.
    entity : Entity
        The actor. Of those who are not people, or known by one name only, nothing is told.
    scores : mapping of key to float
        What speaks for each candidate, in log odds; None is nobody.

    Returns
    -------
    mapping of key to float
        The same, with the scores of states moved so that all of them together are as likely as before.

    Examples
    --------
    >>> from accordingto.actors.entities import Entity
    >>> by_name(None, Entity("person", "Lima", ("lima",), 0), {None: 0.3})
    {None: 0.3}
    """
    if entity.kind != "person" or len(entity.name.split()) < 2:
        return scores
    states = [key for key in scores if key is not None and setting.candidates[key].kind in _STATES]
    if len(states) < 2:
        return scores
    chances = name_chances(entity.name)
    known = {key: scores[key] for key in states if key in chances}
    told = {key: score + TRUST * _log(chances[key]) for key, score in known.items()}
    if len(told) < 2:
        return scores
    kept = _together(known) - _together(told)
    return {**scores, **{key: score + kept for key, score in told.items()}}


@lru_cache(maxsize=16)
def common_origin(names: tuple[str, ...]) -> Mapping[str, float]:
    """Tell how likely each country is the one that most of several people's names are from.

    Relatives and compatriots come together, so that many names are not as many witnesses.

    Parameters
    ----------
    names : tuple of str
        Given names and surnames, at least one.

    Returns
    -------
    mapping of str to float
        Chance by ISO 3166 code; they sum up to 1.

    Examples
    --------
    >>> told = common_origin(("Rimas Petraitis", "Jurgita Kazlauskaitė"))
    >>> max(told, key=told.get)
    'LTU'
    """
    told, many = [name_chances(name) for name in names], math.sqrt(len(names))
    found = [sum(_log(chances[country]) for chances in told) / many for country in told[0]]
    return dict(zip(told[0], shares(np.array(found)), strict=True))


def _log(chance: float) -> float:
    return max(math.log(chance), LEAST)


def _together(scores: Mapping[Key, float]) -> float:
    """The log odds of any of several."""
    return math.log(sum(map(math.exp, scores.values())))


@lru_cache(maxsize=4096)
def name_chances(name: str) -> Mapping[str, float]:
    """Tell how likely countries are to be the one that a person's name is from.

    Parameters
    ----------
    name : str
        Given name and surname.

    Returns
    -------
    mapping of str to float
        Chance by ISO 3166 code; they sum up to 1.

    Examples
    --------
    >>> told = name_chances("Rimas Jokubaitis")
    >>> max(told, key=told.get)
    'LTU'
    """
    graph, countries = _model()
    rows = rows_of(name)
    return (
        dict(zip(countries, ask(graph, ids=rows), strict=True))
        if rows
        else dict.fromkeys(countries, 1 / len(countries))
    )


def rows_of(name: str) -> list[int]:
    """The rows that the words of a name and their parts of two to four letters have in the table.

    Examples
    --------
    >>> rows_of("Ng") == [crc32(part.encode()) % ROWS for part in ("^ng$", "^n", "ng", "g$", "^ng", "ng$", "^ng$")]
    True
    """
    found = []
    for word in name.lower().replace("-", " ").replace("’", "'").split():
        whole = f"^{word}$"
        cuts = range(2, _LONGEST + 1)
        parts = [whole, *(whole[i : i + n] for n in cuts for i in range(len(whole) - n + 1))]
        found += [crc32(part.encode()) % ROWS for part in parts]
    return found


@cache
def _model() -> tuple[InferenceSession, tuple[str, ...]]:
    graph = open_graph(Path(__file__).parent / "model" / "origins.int8.onnx")
    return graph, tuple(graph.get_modelmeta().custom_metadata_map["countries"].split())
