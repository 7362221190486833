"""Learn how likely a pair of figures is compared, and opposed, by a careful reader, and what relation it has.

python training/pairs OUT/chances.csv
"""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from corpus import Pair, read

from accordingto.figures.chances import _MOSTLY, IN_WORDS, MORE_LIKELY

STRENGTH = 10.0
"""Of the pull of every weight towards nothing."""
FEWEST = 8
"""Pairs that must show a trait."""
EARLIEST = "4e58eb6"
"""Learned from, but too far from the present rules to measure on."""
NEWEST = "fa7d67f"
"""Teaches relations only: of what is left of its contradictions as many are right without it, and more are left."""


def fit(pairs: list[Pair], label: Callable[[Pair], bool]) -> dict[str, float]:
    """Weights by trait, "" for the constant: Newton's method on the penalised likelihood, which has one maximum."""
    seen = Counter(t for p in pairs for t in p.traits)
    names = ["", *sorted(t for t, n in seen.items() if n >= FEWEST)]
    place = {t: k for k, t in enumerate(names)}
    x = np.zeros((len(pairs), len(names)))
    x[:, 0] = 1.0
    for i, pair in enumerate(pairs):
        x[i, [place[t] for t in pair.traits if t in place]] = 1.0
    y = np.array([label(p) for p in pairs], float)
    pull = np.full(len(names), STRENGTH)
    pull[0] = 1e-6
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(pull), x.T @ (y - p) - pull * w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(names, w.tolist(), strict=True))


def chance(weights: dict[str, float], pair: Pair) -> float:
    """As the package weighs a pair."""
    return float(1 / (1 + np.exp(-weights[""] - sum(weights.get(t, 0.0) for t in pair.traits))))


def apart(pairs: list[Pair], learned: list[Pair], label: Callable[[Pair], bool]) -> list[float]:
    """The chance of each pair by weights learned without its event."""
    weights = {e: fit([p for p in learned if p.event != e], label) for e in sorted({p.event for p in pairs})}
    return [chance(weights[p.event], p) for p in pairs]


def main(out: Path) -> None:
    """Learn, print what cross-validation by event gives, and write the weights."""
    here = Path(__file__).resolve().parent
    pairs = read(here.parents[1], here / "stages.csv")
    earlier = [p for p in pairs if p.stage != NEWEST]
    opposite = [p for p in earlier if p.disjoint]
    stages: dict[str, str] = {}
    for pair in pairs:
        stages.setdefault(pair.event, pair.stage)
    measured = [p for p in pairs if stages[p.event] == p.stage != EARLIEST]
    listed = apart(measured, earlier, lambda p: p.listed)
    print(f"{len(pairs)} pairs, {len(measured)} measured on")
    for limit in (0, 0.05, 0.1, 0.15, 0.2, 0.3):
        kept = [p for p, c in zip(measured, listed, strict=True) if c >= limit]
        print(f"listed >= {limit}: {len(kept)} pairs, {sum(p.listed for p in kept)} listed")
    opposed = apart(measured, opposite, lambda p: p.opposed)
    for relation in ("contradictory", "revision", "denied_or_conceded"):
        for limit in (0, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6):
            kept = [p for p, c in zip(measured, opposed, strict=True) if c >= limit and p.relation == relation]
            right, known = sum(p.opposed for p in kept), sum(bool(p.gold) for p in kept)
            print(f"{relation}, opposed >= {limit}: {len(kept)} pairs, {known} known to the gold, {right} right")
    compared = [p for p in pairs if p.listed]
    known = [p for p in measured if p.listed]
    each = {r: apart(known, compared, lambda p, r=r: p.gold == r) for r in _MOSTLY}
    print(f"relation: {len(known)} pairs, {sum(p.relation == p.gold for p in known)} right by the rules")
    for least in (0, 0.3, 0.4, 0.5, 0.6):
        told = [_likelier(p, {r: each[r][k] for r in each}, least) for k, p in enumerate(known)]
        changed = [(r, p) for r, p in zip(told, known, strict=True) if r != p.relation]
        new, right = (sum(r == p.gold for r, p in some) for some in (changed, zip(told, known, strict=True)))
        print(f"likely >= {least}: {len(changed)} changed, {new} of them right; {right} right")
    learned = {"listed": fit(earlier, lambda p: p.listed), "opposed": fit(opposite, lambda p: p.opposed)}
    learned |= {r: fit(compared, lambda p, r=r: p.gold == r) for r in _MOSTLY}
    names = sorted({t for weights in learned.values() for t in weights})
    rows = [",".join((t, *(f"{w.get(t, 0.0):.3f}" for w in learned.values()))) + "\n" for t in names]
    out.write_text(",".join(("trait", *learned)) + "\n" + "".join(rows), encoding="utf-8")


def _likelier(pair: Pair, chances: dict[str, float], least: float) -> str:
    """What the package makes of the rules' relation."""
    if pair.rule in IN_WORDS or pair.relation not in chances:
        return pair.relation
    best = max(chances, key=lambda r: chances[r])
    return best if chances[best] > max(least, MORE_LIKELY * chances[pair.relation]) else pair.relation


if __name__ == "__main__":
    main(Path(sys.argv[1]))
