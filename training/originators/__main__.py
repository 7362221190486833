"""Learn which candidate a figure comes from.

python training/originators OUT/originators.csv tests/gold/look/figures
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from corpus import Case, answers, read

STRENGTH = 4.0
"""Of the pull of every weight towards nothing."""
FEWEST = 8
"""Candidates that must show a trait."""
ROUNDS = 4
FOLDS = 9
OWN = 0.3
"""How much a figure counts that is the article's own."""


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Weights by trait: Newton's method on the penalised likelihood of the choice.

    Where several candidates are right, each is as right as it is likely: rounds of expectation and maximisation.
    """
    cases = [c for c in cases if c.right]
    seen = Counter(t for c in cases for traits in c.traits for t in traits)
    names = sorted(t for t, n in seen.items() if n >= FEWEST)
    place = {t: k for k, t in enumerate(names)}
    sizes = [len(c.candidates) for c in cases]
    begin = np.cumsum([0, *sizes])
    x = np.zeros((begin[-1], len(names)))
    right = np.zeros(begin[-1])
    for c, at in zip(cases, begin, strict=False):
        for k, traits in enumerate(c.traits):
            x[at + k, [place[t] for t in traits if t in place]] = 1.0
        right[[at + k for k in c.right]] = 1.0
    count = np.repeat([1.0 if c.named else OWN for c in cases], sizes)
    group = np.repeat(np.arange(len(cases)), sizes)
    w = np.zeros(len(names))

    def shares(score: np.ndarray, among: np.ndarray) -> np.ndarray:
        """The chances within each figure, of those among whom it is."""
        score = np.where(among > 0, score, -np.inf)
        top = np.full(len(cases), -np.inf)
        np.maximum.at(top, group, score)
        p = np.exp(score - top[group])
        return p / np.bincount(group, p)[group]

    for _ in range(ROUNDS):
        target = shares(x @ w, right) if w.any() else right / np.bincount(group, right)[group]
        for _ in range(25):
            p = shares(x @ w, np.ones_like(right))
            mean = np.zeros((len(cases), len(names)))
            np.add.at(mean, group, p[:, None] * x)
            weight = np.array([1.0 if c.named else OWN for c in cases])
            h = (x * (count * p)[:, None]).T @ x - (mean * weight[:, None]).T @ mean
            g = x.T @ (count * (target - p)) - STRENGTH * w
            step = np.linalg.solve(h + STRENGTH * np.eye(len(names)), g)
            w += step
            if np.abs(step).max() < 1e-6:
                break
    return dict(zip(names, w.tolist(), strict=True))


def chosen(weights: dict[str, float], case: Case) -> int:
    """As the package chooses."""
    score = [sum(weights.get(t, 0.0) for t in traits) for traits in case.traits]
    return max(range(len(score)), key=score.__getitem__)


def apart(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Weights for each event, learned without it."""
    events = sorted({c.event for c in cases})
    found = {}
    for k in range(FOLDS):
        held = events[k::FOLDS]
        found |= dict.fromkeys(held, fit([c for c in cases if c.event not in held]))
    return found


def told(cases: Sequence[Case], right: Sequence[bool]) -> str:
    """How many are right, in per cent: of those with a source, of the article's own, of all."""
    named = [r for c, r in zip(cases, right, strict=True) if c.named]
    own = [r for c, r in zip(cases, right, strict=True) if not c.named]
    parts = (("with a source", named), ("the article's own", own), ("all", right))
    return ", ".join(f"{name} {100 * sum(part) / max(1, len(part)):.1f} of {len(part)}" for name, part in parts)


def main(out: Path, folder: Path) -> None:
    """Learn, print what cross-validation by event gives, and write the weights."""
    here = Path(__file__).resolve().parent
    cases = read(folder, answers(here.parents[1], here / "stages.csv", folder))
    weights = apart(cases)
    print("rules:", told(cases, [c.ruled in c.right for c in cases]))
    print("model:", told(cases, [chosen(weights[c.event], c) in c.right for c in cases]))
    learned, seen = fit(cases), Counter(t for c in cases for traits in c.traits for t in traits)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trait", "weight", "cases"))
        writer.writerows((t, f"{w:.2f}", seen[t]) for t, w in sorted(learned.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
