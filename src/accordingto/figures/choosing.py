"""Which of its candidates a figure comes from: a log-linear choice, learned where rules carry over badly.

What speaks for each is named in :mod:`accordingto.figures.candidates`; how the weights in
``originators.csv`` were found is in ``training/originators``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from accordingto.figures.lexicon import rows


def choose(candidates: Mapping[str, Sequence[str]]) -> str:
    """Return the likeliest candidate, the first of those that are equally likely.

    Parameters
    ----------
    candidates : mapping of str to sequence of str
        Traits by candidate.

    Examples
    --------
    >>> choose({"": ["nobody"], "organisation:police": ["rule told", "as the rules"]})
    'organisation:police'
    """
    get = weights().get
    return max(candidates, key=lambda who: math.fsum(get(trait, 0.0) for trait in candidates[who]))


@cache
def weights() -> dict[str, float]:
    """The weight of each trait, in log odds.

    Examples
    --------
    >>> weights()["rule told"] > 0 > weights()["rule carried"]
    True
    """
    return {row["trait"]: float(row["weight"]) for row in rows("originators")}
