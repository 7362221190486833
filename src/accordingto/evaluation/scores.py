"""Counts per document to precision, recall and F1 with a bootstrap interval."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DRAWS = 1000
SEED = 20240101


@dataclass(frozen=True)
class Score:
    """One measured figure, in percent.

    Parameters
    ----------
    metric : str
        What was measured, for instance ``triple`` or ``value+unit``.
    precision, recall, f1 : float
        In percent; for an accuracy all three are the same.
    low, high : float
        Ends of the 95 % bootstrap interval of ``f1``, resampling documents.
    n : int
        Gold items.
    """

    metric: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class ErrorKind:
    """One typical error: how often it happened and, where the text may be shown, one example."""

    kind: str
    count: int
    example: str = ""


@dataclass(frozen=True)
class Evaluation:
    """What an evaluation found: scores, typical errors, and how many documents were read."""

    scores: tuple[Score, ...]
    errors: tuple[ErrorKind, ...]
    documents: int


def micro(counts: Sequence[Mapping[str, float]], hit: str, found: str, gold: str, metric: str) -> Score:
    """Precision, recall and F1 over all documents.

    Parameters
    ----------
    counts : sequence of mapping
        One mapping of counter to number a document.
    hit, found, gold : str
        The counters of right predictions, of predictions, and of gold items.
    metric : str
        The score's name.

    Returns
    -------
    Score

    Examples
    --------
    >>> s = micro([{"tp": 8, "p": 10, "g": 16}], "tp", "p", "g", "triple")
    >>> s.precision, s.recall, round(s.f1, 1)
    (80.0, 50.0, 61.5)
    """
    triples = [(c.get(hit, 0), c.get(found, 0), c.get(gold, 0)) for c in counts]

    def measure(rows: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
        h, f, g = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0)
        p, r = (100 * h / f if f else 0.0), (100 * h / g if g else 0.0)
        return p, r, (2 * p * r / (p + r) if p + r else 0.0)

    draw = random.Random(SEED)
    drawn = sorted(measure(draw.choices(triples, k=len(triples)))[2] for _ in range(DRAWS)) if triples else [0.0]
    low, high = drawn[int(0.025 * len(drawn))], drawn[max(0, int(0.975 * len(drawn)) - 1)]
    return Score(metric, *measure(triples), low, high, int(sum(t[2] for t in triples)))
