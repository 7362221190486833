"""Whether the rules' target or the one that the network points at is believed: a log-linear choice.

The weights are in ``pointed.csv``, written by ``training/acts/pointed.py``.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.positions.aims import Target, plain_words
from accordingto.positions.clauses import tokens_of
from accordingto.positions.pointing import within
from accordingto.weighing import trait_weights

if TYPE_CHECKING:
    from accordingto.positions.speakers import Speaker
    from accordingto.positions.stand import Stand

_ALIKE = 0.5
"""Share of words from which two targets are one."""

_LEAST = 1e-3
"""Chances nearer to 0 or 1 count as this."""

_RULES = ("cue", "plain", "learned", "evaluation", "own_act")
"""Rules that tell the act and have a weight of their own."""

_WORD = re.compile(r"[\w'’-]+")


def pointed(stand: Stand, found: Target, speaker: Speaker) -> Target:
    """Take the target that the network points at where it is another one than the rules' and likelier.

    Parameters
    ----------
    stand : Stand
        With the network's reading, where it was asked.
    found : Target
        The rules' target.
    speaker : Speaker
        Who takes the stand.

    Returns
    -------
    Target
    """
    if stand.reading is None:
        return found
    aim, chance = shown(stand, speaker)
    if alike(aim.text, found.text) or (aim.kind == "actor" and aim.actor_id == found.actor_id):
        return found
    of = trait_weights("positions/pointed.csv")
    return aim if sum(of.get(t, 0.0) * n for t, n in traits(stand, found, aim, chance).items()) > 0 else found


def shown(stand: Stand, speaker: Speaker) -> tuple[Target, float]:
    """The target that the network points at, and its chance."""
    span, chance = stand.reading.target(stand.act)
    if span is None:
        return Target(), chance
    doc = speaker.doc
    words = doc[slice(*tokens_of(doc, *span))]
    head, text = words.root, plain_words(words)
    actor_id = speaker.other(speaker.resolved(head))
    doer = within(head, stand, speaker) if not actor_id else None
    if doer is not None:
        return replace(doer, text=text, head=head.i), chance
    return Target(text, actor_id, "actor" if actor_id else "event", head.i), chance


def traits(stand: Stand, found: Target, aim: Target, chance: float) -> dict[str, float]:
    """Name what speaks for the network's target against the rules'.

    Parameters
    ----------
    stand : Stand
        Of which act, by which rule.
    found, aim : Target
        The rules' and the network's.
    chance : float
        The network's chance of its own.

    Returns
    -------
    dict of str to float
        How much there is of each trait.
    """
    sure = min(max(chance, _LEAST), 1 - _LEAST)
    told = {
        "always": 1.0,
        "log odds": math.log(sure / (1 - sure)),
        f"rule={stand.rule if stand.rule in _RULES else 'other'}": 1.0,
        "network points at none": float(not aim.text),
        "rules find none": float(not found.text),
    }
    return {trait: n for trait, n in told.items() if n}


def alike(one: str, other: str) -> bool:
    """Whether two phrases share so many words that they tell the same target.

    Examples
    --------
    >>> alike("the new toll", "the toll on lorries"), alike("the toll", "lorries")
    (True, False)
    """
    a, b = (frozenset(_WORD.findall(words.lower())) for words in (one, other))
    return 2 * len(a & b) >= _ALIKE * (len(a) + len(b))
