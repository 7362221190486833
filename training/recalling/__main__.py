"""Learn whom a pronoun stands for.

python training/recalling OUT/recalling.csv tests/gold/look
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import Case, read

from accordingto.weighing import weigh

sys.path.append(str(Path(__file__).parents[1]))
from choosing import learn, write

STRENGTH = 3.0
"""Of the pull of every weight towards nothing."""
FOLDS = 5


def chosen(weights: dict[str, float], case: Case) -> int:
    """The candidate that the package takes."""
    scores = [weigh(weights, signs) for signs in case.traits]
    return scores.index(max(scores))


def apart(cases: Sequence[Case]) -> list[int]:
    """What is chosen for each case by weights learned without its article."""
    fold = {article: k % FOLDS for k, article in enumerate(sorted({c.article for c in cases}))}
    weights = [learn([c for c in cases if fold[c.article] != k], STRENGTH) for k in range(FOLDS)]
    return [chosen(weights[fold[c.article]], c) for c in cases]


def report(name: str, cases: Sequence[Case], picks: Sequence[int]) -> None:
    """Print how many are right, by pronoun."""
    for kind in ("male", "female", "it", "they"):
        right = [c.right[p] for c, p in zip(cases, picks, strict=True) if c.kind == kind]
        print(f"{name:24} {kind:8} {100 * sum(right) / max(len(right), 1):5.1f} of {len(right)}")


def main(out: Path, folder: Path) -> None:
    """Learn, print what cross-validation by article gives, and write the weights."""
    cases = read(folder)
    print(f"the right one is among the candidates in {100 * sum(any(c.right) for c in cases) / len(cases):.1f} %")
    report("weights of the package", cases, [c.chosen for c in cases])
    report("weights learned apart", cases, apart(cases))
    write(out, learn(cases, STRENGTH), cases)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
