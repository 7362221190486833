"""The cases to learn from: a figure of our own events, the names around it, and which of them gives it by the gold."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from accordingto import pipeline
from accordingto.corpus import parse
from accordingto.evaluation import discrepancies
from accordingto.evaluation.bodies import same_body
from accordingto.evaluation.gold import by_article, match, read_articles
from accordingto.figures import originating
from accordingto.figures.givers import Near
from accordingto.figures.originating import Sources


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
    articles = read_articles(folder, ".md")
    texts = {a.article_id: a.text for a in articles}
    gold = by_article(discrepancies.read_figures(folder, texts))
    with overheard() as seen:
        tables = parse(articles)
    actors = discrepancies._actors(tables, texts)
    found = tables.figures.astype(object).to_dict("records")
    cases: list[Case] = []
    for article, text in texts.items():
        own, rows = [f for f in found if f["article_id"] == article], gold.get(article, [])
        for i, j in match(discrepancies._overlaps(own, rows)):
            name, (start, end) = rows[j]["originator"], (own[i]["start"], own[i]["end"])
            names, is_open = seen[article, start]
            right = frozenset(n.giver for n in names if _is(name, n.giver, actors)) if name else frozenset(("",))
            is_right = _is(name, own[i]["originator_id"] or "", actors)
            event = discrepancies.cluster(article)
            cases.append(Case(event, text, start, end, tuple(names), right, is_right, is_open))
    return cases


def _is(name: str, who: str, actors: dict[str, dict[str, str]]) -> bool:
    if not name or not who:
        return not name and not who
    return any(i in actors and same_body(name, actors[i]) for i in who.split(";"))


@contextmanager
def overheard() -> Iterator[dict]:
    """The names around each figure that is extracted meanwhile, and whether nobody is said to give it."""
    seen: dict = {}
    article_rows, weighed, current = pipeline.article_rows, Sources.weighed, ""

    def listen(sources, quantity, before, figure):
        names = sources.near(figure) if sources.cast is not None else []
        seen[current, figure.start] = names, sources.unsaid
        return weighed(sources, quantity, before, figure)

    def one(article, people):
        nonlocal current
        current = article.article_id
        return article_rows(article, people)

    with (
        patch.object(Sources, "weighed", listen),
        patch.object(pipeline, "article_rows", one),
        patch.object(originating, "giver_chances", lambda *_: {"": 0.0}),
    ):
        yield seen
