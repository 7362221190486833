"""The weights of signs: how much each speaks for an attribution, from ``weights.csv``."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over signs.

    Parameters
    ----------
    of : dict of str to float
        The weight of each sign, in log odds.
    """

    of: dict[str, float]

    def knows(self, sign: str) -> bool:
        """Whether a sign has a weight."""
        return sign in self.of

    def probability(self, signs: Iterable[str]) -> float:
        """Probability that a candidate with these signs is an attribution.

        Examples
        --------
        >>> Weights({"a": 1.0, "b": -1.0}).probability(["a", "b", "c"])
        0.5
        """
        get = self.of.get
        total = math.fsum(get(sign, 0.0) for sign in signs)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def load_weights() -> Weights:
    """Read the shipped weights of the constructions."""
    return read_weights("weights.csv")


@cache
def read_weights(name: str) -> Weights:
    """Read the weights of a table beside the code, once in a process.

    Examples
    --------
    >>> "bias=" in read_weights("weights.csv").of
    True
    """
    with files("accordingto.attributions").joinpath(name).open(encoding="utf-8", newline="") as file:
        return Weights({row["sign"]: float(row["weight"]) for row in csv.DictReader(file)})
