"""The cases to learn from: a figure of our own events, the names around it, and which of them gives it by the gold."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from accordingto.articles import Article
from accordingto.evaluation.discrepancies import cluster
from accordingto.evaluation.gold import GoldRow
from accordingto.figures.givers import Near
from accordingto.figures.originating import Sources

sys.path.append(str(Path(__file__).parents[1]))
from events import article_at_hand, matched


class Case(NamedTuple):
    """One figure with the names around it, and who is right; nobody is the empty one.

    ``rule`` is whom the extraction without the network names, ``found`` whether that is right, ``way`` how it came to
    it (`accordingto.figures.originating`).
    """

    event: str
    text: str
    start: int
    end: int
    names: tuple[Near, ...]
    right: frozenset[str]
    rule: str
    way: float
    found: bool


def read(articles: Sequence[Article], gold: Sequence[GoldRow]) -> list[Case]:
    """Collect the figures of articles that are found and annotated."""
    seen: dict[tuple[str, int], tuple[list[Near], float]] = {}
    weighed = Sources.weighed

    def listen(sources, quantity, before, figure):
        names = sources.near(figure) if sources.cast is not None else []
        seen[current(), figure.start] = names, sources.way
        return weighed(sources, quantity, before, figure)

    with article_at_hand() as current, patch.object(Sources, "weighed", listen):
        rows = matched(articles, gold)
    cases: list[Case] = []
    for article, text, found, gold, gives in rows:
        names, way = seen[article, found["start"]]
        right = frozenset(n.giver for n in names if gives(n.giver)) if gold["originator"] else frozenset(("",))
        rule, place = found["originator_id"] or "", (found["start"], found["end"])
        cases.append(Case(cluster(article), text, *place, tuple(names), right, rule, way, gives(rule)))
    return cases
