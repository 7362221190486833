"""Learn which sayings inside another's content are relayed.

python training/relays OUT/relays.csv tests/gold/look
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from corpus import Case, read, sayings

from accordingto.attributions.relaying import ANY

STRENGTH = 8.0
"""Of the pull of every weight towards nothing."""
FEWEST = 5
"""Cases that must show a trait."""
MOST = 300
"""Traits that are kept."""
FOLDS = 10
LATER = 3.0
"""How much an article counts that nobody had seen when the constructions were written."""


def fit(cases: list[Case], names: list[str]) -> dict[str, float]:
    """Weights by trait: Newton's method on the penalised likelihood, which has one maximum."""
    place = {t: k for k, t in enumerate(names)}
    x = np.zeros((len(cases), len(names)))
    for i, case in enumerate(cases):
        x[i, [place[t] for t in case.traits if t in place]] = 1.0
    y = np.array([case.relayed for case in cases], float)
    count = np.array([LATER if case.later else 1.0 for case in cases])
    pull = np.full(len(names), STRENGTH)
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(
            (x * (count * p * (1 - p))[:, None]).T @ x + np.diag(pull), x.T @ (count * (y - p)) - pull * w
        )
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(names, w.tolist(), strict=True))


def learn(cases: list[Case]) -> dict[str, float]:
    """Weights of the traits that tell most: large ones, or such as many cases show."""
    seen = Counter(t for c in cases for t in c.traits)
    names = sorted(t for t, n in seen.items() if n >= FEWEST)
    first = fit(cases, names)
    kept = sorted(names, key=lambda t: (-abs(first[t]) * min(seen[t], len(cases) - seen[t] + FEWEST) ** 0.5, t))[:MOST]
    return fit(cases, sorted(kept))


def chance(weights: dict[str, float], case: Case) -> float:
    """As the package weighs a case."""
    return float(1 / (1 + np.exp(-sum(weights.get(t, 0.0) for t in case.traits))))


def apart(cases: list[Case], always: list[Case]) -> list[float]:
    """The chance of each case by weights learned without its article."""
    articles = sorted({c.article for c in cases})
    fold = {article: k % FOLDS for k, article in enumerate(articles)}
    weights = [learn([*always, *(c for c in cases if fold[c.article] != k)]) for k in range(FOLDS)]
    return [chance(weights[fold[c.article]], c) for c in cases]


def balance(cases: list[Case], chosen: Callable[[int], bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 among the cases, in per cent."""
    picked = [c for k, c in enumerate(cases) if chosen(k)]
    right, gold = sum(c.relayed for c in picked), sum(c.relayed for c in cases)
    return 100 * right / max(len(picked), 1), 100 * right / gold, 200 * right / max(len(picked) + gold, 1)


def main(out: Path, folders: list[Path]) -> None:
    """Learn, print what cross-validation by article gives, and write the weights."""
    cases = read(folders)
    written = sayings()
    chances = apart(cases, written)
    for name, later in (("articles known to the constructions", False), ("later articles", True)):
        part = [k for k, c in enumerate(cases) if c.later == later]
        if not any(cases[k].relayed for k in part):
            continue
        own, own_chances = [cases[k] for k in part], [chances[k] for k in part]
        print(f"{name}: {len(own)} cases, {sum(c.relayed for c in own)} relays: precision, recall, F1")
        told = balance(own, lambda k, own=own: own[k].how != ANY)
        print("  constructions alone         ", *(f"{v:5.1f}" for v in told))
        for least in ((0.25, 0.5), (0.3, 0.5), (0.3, 0.6), (0.4, 0.5), (0.45, 0.45)):
            told = balance(own, lambda k, least=least, own=own, by=own_chances: by[k] >= least[own[k].how == ANY])
            print("  a chance of {:.2f}, of any {:.2f}".format(*least), *(f"{v:5.1f}" for v in told))
    weights, seen = learn([*written, *cases]), Counter(t for c in (*written, *cases) for t in c.traits)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("sign", "weight", "cases"))
        writer.writerows((t, f"{w:.2f}", seen[t]) for t, w in sorted(weights.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
