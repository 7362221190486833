"""The cases to learn from: a figure that nobody is said to give, those who may, and who does by the gold."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from accordingto.evaluation.discrepancies import cluster
from accordingto.figures import carrying, originating

sys.path.append(str(Path(__file__).parents[1]))
from events import annotated, article_at_hand


class Case(NamedTuple):
    """One figure with its candidates: the traits of each, which are right, which one the rules chose."""

    event: str
    figure: str
    told: bool
    traits: dict[str, list[str]]
    right: frozenset[str]
    rule: str


def read(folder: Path) -> list[Case]:
    """Collect the figures in the narrator's voice of every article; what came before is as the rules have it."""
    seen: dict[tuple[str, int], tuple[dict[str, list[str]], str]] = {}

    def as_the_rules(setting: carrying.Setting) -> str:
        rule = setting.roles["rule"]
        seen[current(), setting.figure.start] = (carrying.traits(setting), rule)
        return rule

    with article_at_hand() as current, patch.object(originating, "choose", as_the_rules):
        rows = annotated(folder)
    cases: list[Case] = []
    for article, _, found, gold, gives in rows:
        if (article, found["start"]) in seen:
            traits, rule = seen[article, found["start"]]
            right = frozenset(who for who in traits if gives(who))
            cases.append(Case(cluster(article), gold["id"], bool(gold["originator"]), traits, right, rule))
    return cases


def rows_of(cases: list[Case]) -> Iterator[tuple[int, str]]:
    """Which candidate, counted through all cases, shows which trait."""
    row = 0
    for case in cases:
        for signs in case.traits.values():
            for sign in dict.fromkeys(signs):
                yield row, sign
            row += 1
