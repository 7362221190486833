"""The weights of traits in log odds: the tables that the package's log-linear models are."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


@cache
def trait_weights(table: str) -> Mapping[str, float]:
    """Read a table of weights, once in a process.

    Parameters
    ----------
    table : str
        A CSV file of this package with the columns ``trait`` and ``weight``.

    Returns
    -------
    mapping of str to float
        Weight by trait, in log odds.

    Examples
    --------
    >>> trait_weights("actors/recalling.csv")["source back=1 & speaks"] > 0
    True
    """
    with files("accordingto").joinpath(table).open(encoding="utf-8", newline="") as file:
        return {row["trait"]: float(row["weight"]) for row in csv.DictReader(file)}


def weigh(weights: Mapping[str, float], traits: Iterable[str]) -> float:
    """Sum up the weights of a candidate's traits; one without a weight counts nothing.

    Examples
    --------
    >>> weigh({"near": 1.5, "far": -2.0}, ["near", "blue"])
    1.5
    """
    return sum((weights.get(trait, 0.0) for trait in traits), 0.0)
