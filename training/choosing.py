"""A log-linear choice among candidates, learned from cases that tell which are right."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from descent import descend

FEWEST = 4
"""Cases that must show a trait."""
LEAST = 0.03
"""Weights nearer to nothing are left out."""
STEPS = 200
"""Of the descent, at most."""


class Case(Protocol):
    """What is learned from: how much it counts, the traits of each candidate, and which are right."""

    count: float
    traits: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


class Learner:
    """Cases as numbers: which candidate shows which trait."""

    def __init__(self, cases: Sequence[Case], strength: float) -> None:
        seen, self.strength = shown_by(cases), strength
        self.names = sorted(t for t, n in seen.items() if n >= FEWEST)
        place = {t: k for k, t in enumerate(self.names)}
        shown = [(r, place[t]) for r, t in _rows(cases) if t in place]
        self.row, self.trait = np.array([s[0] for s in shown]), np.array([s[1] for s in shown])
        sizes = [len(c.traits) for c in cases]
        self.begin = np.cumsum([0, *sizes[:-1]])
        self.case = np.repeat(np.arange(len(cases)), sizes)
        self.right = np.array([r for c in cases for r in c.right], float)
        self.count = np.array([c.count for c in cases])

    def loss(self, w: np.ndarray) -> tuple[float, np.ndarray]:
        """The penalised likelihood that some right candidate is chosen, negative, and its slope."""
        z = np.bincount(self.row, w[self.trait], minlength=len(self.case))
        e = np.exp(z - np.maximum.reduceat(z, self.begin)[self.case])
        every, right = np.add.reduceat(e, self.begin), np.add.reduceat(e * self.right, self.begin)
        pull = (e / every[self.case] - e * self.right / right[self.case]) * self.count[self.case]
        slope = np.bincount(self.trait, pull[self.row], minlength=len(w))
        value = -(self.count * (np.log(right) - np.log(every))).sum() + self.strength / 2 * (w @ w)
        return value, slope + self.strength * w


def _rows(cases: Sequence[Case]) -> Iterator[tuple[int, str]]:
    row = 0
    for case in cases:
        for signs in case.traits:
            for sign in dict.fromkeys(signs):
                yield row, sign
            row += 1


def shown_by(cases: Sequence[Case]) -> Counter[str]:
    """By how many cases each trait is shown."""
    return Counter(t for c in cases for t in {t for signs in c.traits for t in signs})


def learn(cases: Sequence[Case], strength: float) -> dict[str, float]:
    """Weights by trait, by L-BFGS from nothing: the same cases give the same weights.

    ``strength`` is that of the pull of every weight towards nothing.
    """
    learner = Learner([c for c in cases if any(c.right)], strength)
    w = descend(learner.loss, np.zeros(len(learner.names)), STEPS)
    return dict(zip(learner.names, w.tolist(), strict=True))


def write(out: Path, weights: dict[str, float], cases: Sequence[Case]) -> None:
    """Write the trait, its weight in log odds, and how many cases show it."""
    seen = shown_by(cases)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trait", "weight", "cases"))
        writer.writerows((t, f"{w:.2f}", seen[t]) for t, w in sorted(weights.items()) if abs(w) >= LEAST)
