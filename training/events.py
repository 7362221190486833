"""The figures of our own annotated events, each with what the extraction finds in its place."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from accordingto import pipeline
from accordingto.articles import Article
from accordingto.corpus import parse
from accordingto.evaluation import discrepancies
from accordingto.evaluation.bodies import same_body
from accordingto.evaluation.gold import GoldRow, by_article, match, read_articles
from accordingto.figures import originating

APART = frozenset(
    (
        *("asylum", "birdflu", "blackout", "bypoll", "cyclone", "dronestrike", "eviction", "famine"),
        *("flood", "fraud", "kidnap", "merger", "riot", "sinkhole", "stadiumcost", "walkout"),
    )
)
"""Events that are not taught."""
EACH, REST = 8, 3
"""Of as many scenes one is not taught: whose number leaves that rest, with its variants."""


class Annotated(NamedTuple):
    """A figure that is found and annotated; ``gives`` tells of an originator whether it is the gold's."""

    article: str
    text: str
    found: Mapping
    gold: GoldRow
    gives: Callable[[str], bool]


def is_apart(event: str) -> bool:
    """Whether an event, or a scene by its id, is not taught."""
    scene = re.fullmatch(r"[a-z]+(\d+)[a-z]?", event)
    return int(scene[1]) % EACH == REST if scene else event in APART


@contextmanager
def article_at_hand() -> Iterator[Callable[[], str]]:
    """Tell which article is being extracted meanwhile; the network that knows who gives a figure is not asked."""
    article_rows, current = pipeline.article_rows, ""

    def one(article, people):
        nonlocal current
        current = article.article_id
        return article_rows(article, people)

    nobody_sure = patch.object(originating, "giver_chances", lambda *_: {"": 0.0})
    with patch.object(pipeline, "article_rows", one), nobody_sure:
        yield lambda: current


def annotated(folder: Path) -> list[Annotated]:
    """Extract the articles of a folder, and match their figures with the gold's."""
    articles = read_articles(folder, ".md")
    return matched(articles, discrepancies.read_figures(folder, {a.article_id: a.text for a in articles}))


def matched(articles: Sequence[Article], figures: Sequence[GoldRow]) -> list[Annotated]:
    """Extract articles, and match their figures with the gold's."""
    texts, gold = {a.article_id: a.text for a in articles}, by_article(figures)
    tables = parse(articles)
    actors = discrepancies._actors(tables, texts)
    found = tables.figures.astype(object).to_dict("records")
    rows: list[Annotated] = []
    for article, text in texts.items():
        own, meant = [f for f in found if f["article_id"] == article], gold.get(article, [])
        for i, j in match(discrepancies._overlaps(own, meant)):
            gives = partial(_gives, actors, meant[j]["originator"])
            rows.append(Annotated(article, text, own[i], meant[j], gives))
    return rows


def _gives(actors: Mapping[str, Mapping[str, str]], name: str, who: str) -> bool:
    if not name or not who:
        return not name and not who
    return any(i in actors and same_body(name, actors[i]) for i in who.split(";"))
