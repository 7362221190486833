"""Learn for whom an actor of an article speaks.

python training/speaking OUT/speaking.csv tests/gold/look
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from corpus import Case, read, sayings

sys.path.append(str(Path(__file__).parents[1]))
from descent import descend

STRENGTH = 4.0
"""Of the pull of every weight towards nothing."""
FEWEST = 4
"""Cases that must show a trait."""
FOLDS = 8
NOBODY = -0.3
"""Added to the weight of nobody: as many of those who speak for somebody are missed as others are given one."""
LEAST = 0.03
"""Weights nearer to nothing are left out."""
STEPS = 200
"""Of the descent, at most."""


class Learner:
    """Cases as numbers: which candidate shows which trait."""

    def __init__(self, cases: Sequence[Case]) -> None:
        seen = Counter(t for c in cases for t in {t for signs in c.traits for t in signs})
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
        value = -(self.count * (np.log(right) - np.log(every))).sum() + STRENGTH / 2 * (w @ w)
        return value, slope + STRENGTH * w


def _rows(cases: Sequence[Case]):
    row = 0
    for case in cases:
        for signs in case.traits:
            for sign in dict.fromkeys(signs):
                yield row, sign
            row += 1


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """Weights by trait, by L-BFGS from nothing: the same cases give the same weights."""
    learner = Learner([c for c in cases if any(c.right)])
    w = descend(learner.loss, np.zeros(len(learner.names)), STEPS)
    return dict(zip(learner.names, w.tolist(), strict=True))


def chosen(weights: dict[str, float], case: Case) -> int:
    """The candidate that the package takes."""
    scores = [sum(weights.get(t, 0.0) for t in signs) for signs in case.traits]
    scores[0] += NOBODY
    return max(range(len(scores)), key=scores.__getitem__)


def apart(cases: Sequence[Case], more: Sequence[Case]) -> list[int]:
    """What is chosen for each case by weights learned without its article."""
    fold = {article: k % FOLDS for k, article in enumerate(sorted({c.article for c in (*cases, *more)}))}
    weights = [learn([c for c in (*cases, *more) if fold[c.article] != k]) for k in range(FOLDS)]
    return [chosen(weights[fold[c.article]], c) for c in cases]


def report(name: str, cases: Sequence[Case], picks: Sequence[int]) -> None:
    """Print how many are right of those who speak for somebody, and of the others."""
    parts = [[c.right[p] for c, p in zip(cases, picks, strict=True) if c.told == told] for told in (True, False)]
    print(f"{name:40}", *(f"{100 * sum(part) / max(len(part), 1):5.1f} of {len(part)}" for part in parts))


def main(out: Path, folders: list[Path]) -> None:
    """Learn, print what cross-validation by article gives, and write the weights."""
    before, now, written = read(folders, earlier=True), read(folders, earlier=False), sayings()
    for name, cases in (("articles unknown to the rules", before), ("all articles, rules of now", now)):
        found = sum(any(c.right) for c in cases if c.told) / sum(c.told for c in cases)
        print(f"{name}: the right one is among the candidates in {100 * found:.1f} %")
        report("  rules", cases, [c.rule for c in cases])
    report("  model, articles unknown to the rules", before, apart(before, [*now, *written]))
    report("  rules, sayings", written, [c.rule for c in written])
    report("  model, sayings", written, apart(written, [*now, *before]))
    weights = learn([*before, *now, *written])
    weights["nobody"] = weights.get("nobody", 0.0) + NOBODY
    seen = Counter(t for c in (*before, *now, *written) for t in {t for signs in c.traits for t in signs})
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trait", "weight", "cases"))
        writer.writerows((t, f"{w:.2f}", seen[t]) for t, w in sorted(weights.items()) if abs(w) >= LEAST)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
