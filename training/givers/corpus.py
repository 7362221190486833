"""The cases to learn from: a figure of our own events, the names around it, and which of them gives it by the gold."""

import sys
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from accordingto.evaluation.discrepancies import cluster
from accordingto.figures.givers import Near
from accordingto.figures.originating import Sources

sys.path.append(str(Path(__file__).parents[1]))
from events import annotated, article_at_hand


class Case(NamedTuple):
    """One figure with the names around it, and who is right; nobody is the empty one.

    ``found`` says whether the extraction without the network has it right, ``open`` whether nobody is said to give it.
    """

    event: str
    text: str
    start: int
    end: int
    names: tuple[Near, ...]
    right: frozenset[str]
    found: bool
    open: bool


def read(folder: Path) -> list[Case]:
    """Collect the figures of every article that are found and annotated."""
    seen: dict[tuple[str, int], tuple[list[Near], bool]] = {}
    weighed = Sources.weighed

    def listen(sources, quantity, before, figure):
        names = sources.near(figure) if sources.cast is not None else []
        seen[current(), figure.start] = names, sources.unsaid
        return weighed(sources, quantity, before, figure)

    with article_at_hand() as current, patch.object(Sources, "weighed", listen):
        rows = annotated(folder)
    cases: list[Case] = []
    for article, text, found, gold, gives in rows:
        names, is_open = seen[article, found["start"]]
        right = frozenset(n.giver for n in names if gives(n.giver)) if gold["originator"] else frozenset(("",))
        is_right = gives(found["originator_id"] or "")
        place = found["start"], found["end"]
        cases.append(Case(cluster(article), text, *place, tuple(names), right, is_right, is_open))
    return cases
