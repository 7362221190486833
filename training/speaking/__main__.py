"""Learn for whom an actor of an article speaks.

python training/speaking OUT/speaking.csv tests/gold/look
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import Case, read, sayings

from accordingto.weighing import weigh

sys.path.append(str(Path(__file__).parents[1]))
from choosing import learn, write

STRENGTH = 4.0
"""Of the pull of every weight towards nothing."""
FOLDS = 8
NOBODY = -0.3
"""Added to the weight of nobody: as many of those who speak for somebody are missed as others are given one."""


def chosen(weights: dict[str, float], case: Case) -> int:
    """The candidate that the package takes."""
    scores = [weigh(weights, signs) for signs in case.traits]
    scores[0] += NOBODY
    return max(range(len(scores)), key=scores.__getitem__)


def apart(cases: Sequence[Case], more: Sequence[Case]) -> list[int]:
    """What is chosen for each case by weights learned without its article."""
    fold = {article: k % FOLDS for k, article in enumerate(sorted({c.article for c in (*cases, *more)}))}
    weights = [learn([c for c in (*cases, *more) if fold[c.article] != k], STRENGTH) for k in range(FOLDS)]
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
    weights = learn([*before, *now, *written], STRENGTH)
    weights["nobody"] = weights.get("nobody", 0.0) + NOBODY
    write(out, weights, [*before, *now, *written])


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
