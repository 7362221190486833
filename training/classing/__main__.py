"""Learn whether a strange name is a person's or a body's.

python training/classing OUT/classing.csv tests/gold/look
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import Case, read

from accordingto.actors.classing import KINDS, LIKELY, chances_of

sys.path.append(str(Path(__file__).parents[1]))
from choosing import learn, write

STRENGTH = 0.5
"""Of the pull of every weight towards nothing."""
FOLDS = 5


def settled(weights: dict[str, float], case: Case) -> str:
    """The kind that the package takes a name for: what rules say, unless another is likely."""
    chances = chances_of(weights, case.signs)
    kind = max(chances, key=chances.__getitem__)
    return kind if kind and chances[kind] > LIKELY else case.rule


def apart(cases: Sequence[Case]) -> list[str]:
    """What is chosen for each case by weights learned without its article."""
    fold = {article: k % FOLDS for k, article in enumerate(sorted({c.article for c in cases}))}
    weights = [learn([c for c in cases if fold[c.article] != k], STRENGTH) for k in range(FOLDS)]
    return [settled(weights[fold[c.article]], c) for c in cases]


def report(name: str, cases: Sequence[Case], kinds: Sequence[str]) -> None:
    """Print how many are taken for a person's and for a body's, by what they are."""
    for kind in KINDS:
        taken = [k for c, k in zip(cases, kinds, strict=True) if c.kind == kind]
        told = ", ".join(f"{k} {taken.count(k)}" for k in KINDS[:2])
        print(f"{name:16} {kind or 'no actor':14} {len(taken):5}: taken for {told}")


def main(out: Path, folder: Path) -> None:
    """Learn, print what cross-validation by article gives, and write the weights."""
    cases = list(read(folder))
    report("rules", cases, [c.rule for c in cases])
    report("learned apart", cases, apart(cases))
    write(out, learn(cases, STRENGTH), cases)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
