"""The cases to learn from: a figure that nobody is said to give, those who may, and who does by the gold."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from accordingto import pipeline
from accordingto.evaluation import discrepancies
from accordingto.evaluation.bodies import same_body
from accordingto.evaluation.gold import by_article, match, read_articles
from accordingto.figures import carrying, originating
from accordingto.tables import Tables


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
    articles = read_articles(folder, ".md")
    texts = {a.article_id: a.text for a in articles}
    gold = by_article(discrepancies.read_figures(folder, texts))
    seen: dict[tuple[str, int], tuple[dict[str, list[str]], str]] = {}
    tables = _extracted(articles, seen)
    actors = discrepancies._actors(tables, texts)
    found = tables.figures.astype(object).to_dict("records")
    cases: list[Case] = []
    for article in texts:
        own, rows = [f for f in found if f["article_id"] == article], gold.get(article, [])
        for i, j in match(discrepancies._overlaps(own, rows)):
            if (article, own[i]["start"]) in seen:
                traits, rule = seen[article, own[i]["start"]]
                name = rows[j]["originator"]
                right = frozenset(who for who in traits if _is(name, who, actors))
                cases.append(Case(discrepancies.cluster(article), rows[j]["id"], bool(name), traits, right, rule))
    return cases


def _is(name: str, who: str, actors: dict[str, dict[str, str]]) -> bool:
    if not name or not who:
        return not name and not who
    return any(i in actors and same_body(name, actors[i]) for i in who.split(";"))


def _extracted(articles: list, seen: dict) -> Tables:
    """The tables by the rules alone, and what there was to choose from on the way."""
    from accordingto.corpus import parse

    chosen, rows = originating.choose, pipeline.article_rows
    current = ""

    def as_the_rules(setting: carrying.Setting) -> str:
        rule = setting.roles["rule"]
        seen[current, setting.figure.start] = (carrying.traits(setting), rule)
        return rule

    def one(article, people):
        nonlocal current
        current = article.article_id
        return rows(article, people)

    originating.choose, pipeline.article_rows = as_the_rules, one
    try:
        return parse(articles)
    finally:
        originating.choose, pipeline.article_rows = chosen, rows


def rows_of(cases: list[Case]) -> Iterator[tuple[int, str]]:
    """Which candidate, counted through all cases, shows which trait."""
    row = 0
    for case in cases:
        for signs in case.traits.values():
            for sign in dict.fromkeys(signs):
                yield row, sign
            row += 1
