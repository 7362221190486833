"""Learn whom a figure in the narrator's voice comes from.

python training/originators OUT/carrying.csv tests/gold/look/figures
"""

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from corpus import Case, read, rows_of

from accordingto.weighing import weigh

sys.path.append(str(Path(__file__).parents[1]))
from descent import descend

STRENGTH = 24.0
"""Of the pull of every weight towards nothing, and of that of the rules' answer towards ``RULE``."""
RULE = 2.0
FEWEST = 4
"""Cases that must show a trait."""
FRESH = ("stadiumcrush", "plantclosure", "clash", "breach", "ballot", "dataleak", "slick", "nurses", "tremor")
"""Events that few rules were made on: they count double, as there the rules fail as they will on others."""
OWN = 0.3
"""What a figure of the article's own counts: there are twice as many, and taking one away from its source is worse."""
NOBODY = -1.3
"""Added to the weight of nobody, for the same reason."""
LEAST = 0.02
"""Weights nearer to nothing are left out."""
STEPS = 150
"""Of the descent, at most."""


class Learner:
    """Cases as numbers: which candidate shows which trait."""

    def __init__(self, cases: Sequence[Case]) -> None:
        seen = Counter(t for c in cases for t in {t for signs in c.traits.values() for t in signs})
        self.names = sorted(t for t, n in seen.items() if n >= FEWEST)
        place = {t: k for k, t in enumerate(self.names)}
        shown = [(r, place[t]) for r, t in rows_of(list(cases)) if t in place]
        self.row, self.trait = np.array([s[0] for s in shown]), np.array([s[1] for s in shown])
        sizes = [len(c.traits) for c in cases]
        self.begin = np.cumsum([0, *sizes[:-1]])
        self.case = np.repeat(np.arange(len(cases)), sizes)
        self.right = np.array([who in c.right for c in cases for who in c.traits], float)
        self.count = np.array([(2.0 if c.event in FRESH else 1.0) * (1.0 if c.told else OWN) for c in cases])
        self.rest = np.array([RULE if name == "rule" else 0.0 for name in self.names])

    def loss(self, w: np.ndarray) -> tuple[float, np.ndarray]:
        """The penalised likelihood that some right candidate is chosen, negative, and its slope."""
        z = np.bincount(self.row, w[self.trait], minlength=len(self.case))
        e = np.exp(z - np.maximum.reduceat(z, self.begin)[self.case])
        every, right = np.add.reduceat(e, self.begin), np.add.reduceat(e * self.right, self.begin)
        pull = (e / every[self.case] - e * self.right / right[self.case]) * self.count[self.case]
        slope, off = np.bincount(self.trait, pull[self.row], minlength=len(w)), w - self.rest
        value = -(self.count * (np.log(right) - np.log(every))).sum() + STRENGTH / 2 * (off @ off)
        return value, slope + STRENGTH * off


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """Weights by trait, by L-BFGS: the same cases give the same weights."""
    learner = Learner([c for c in cases if c.right and len(c.traits) > 1])
    w = descend(learner.loss, learner.rest, STEPS)
    weights = dict(zip(learner.names, w.tolist(), strict=True))
    return weights | {"nobody": weights.get("nobody", 0.0) + NOBODY}


def chosen(weights: dict[str, float], case: Case) -> str:
    """The candidate that the package takes."""
    return max(case.traits, key=lambda who: weigh(weights, case.traits[who]))


def report(cases: Sequence[Case]) -> None:
    """Print how many are right by the rules, and by weights learned without the event."""
    picks: dict[str, str] = {}
    for event in sorted({c.event for c in cases}):
        weights = learn([c for c in cases if c.event != event])
        picks |= {c.figure: chosen(weights, c) for c in cases if c.event == event}
    for name, fresh in (("events that rules were made on", False), ("fresh events", True)):
        for what, told in (("somebody's", True), ("the article's own", False)):
            part = [c for c in cases if (c.event in FRESH) == fresh and c.told == told]
            rule, model = (
                sum(pick in c.right for c, pick in zip(part, p, strict=True))
                for p in ([c.rule for c in part], [picks[c.figure] for c in part])
            )
            print(f"{name:32} {what:20} {len(part):4}: rules {rule}, model {model}")
    gain = Counter()
    for c in cases:
        gain[c.event] += c.told * ((picks[c.figure] in c.right) - (c.rule in c.right))
    better, worse = sum(n > 0 for n in gain.values()), sum(n < 0 for n in gain.values())
    print(f"somebody's: better in {better} events, worse in {worse}")


def main(out: Path, folder: Path) -> None:
    """Learn, print what leaving out events gives, and write the weights."""
    cases = read(folder)
    report(cases)
    weights = learn(cases)
    seen = Counter(t for c in cases for t in {t for signs in c.traits.values() for t in signs})
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("trait", "weight", "cases"))
        writer.writerows((t, f"{w:.2f}", seen[t]) for t, w in sorted(weights.items()) if abs(w) >= LEAST)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
