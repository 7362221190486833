"""The cases to learn from: what may be a saying inside a content, and whether the gold has it as a relayed row."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from accordingto import language
from accordingto.attributions import tagging
from accordingto.attributions.candidates import Candidate
from accordingto.attributions.judging import setting, traits
from accordingto.attributions.relaying import Relay, completed, possible
from accordingto.attributions.weights import load_weights
from accordingto.evaluation.gold import by_article, read_articles
from accordingto.evaluation.speakers import read_attributions


class Case(NamedTuple):
    """One possible relay."""

    article: str
    later: bool
    how: str
    relayed: bool
    traits: tuple[str, ...]
    told: str


def sayings() -> list[Case]:
    """Sentences written for the purpose, of kinds that the articles hardly show: ``sayings.tsv``."""
    cases: list[Case] = []
    with (Path(__file__).parent / "sayings.tsv").open(encoding="utf-8", newline="") as lines:
        for k, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            for tree, relay, c, signs in _possible(row["text"]):
                if row["cue"] in (tree.lower[c.head], *tree.lower[c.cue[0][0] : c.cue[-1][1]]):
                    told = row["relayed"] == "yes"
                    cases.append(Case(f"sayings-{k}", False, relay.how, told, tuple(signs), row["text"]))
    return cases


def read(folders: Sequence[Path]) -> list[Case]:
    """Collect the cases of every article; what the gold has as a row that nobody relays teaches nothing."""
    later = tuple((Path(__file__).parent / "later.txt").read_text(encoding="utf-8").split())
    cases: list[Case] = []
    for folder in folders:
        articles = read_articles(folder, ".txt")
        rows = by_article(read_attributions(folder, {a.article_id: a.text for a in articles}))
        for article in articles:
            name = article.article_id
            for tree, relay, c, signs in _possible(article.text):
                at = tree.doc[c.head].idx
                words = {k for a, b in tree.characters(c.content) for k in range(a, b)}
                held = [row for row in rows.get(name, []) if any(a <= at < b for a, b in row.spans["cue"])]
                plain = [row for row in held if not row["parent"]]
                own = any(words & {*range(a, b)} for row in plain for a, b in row.spans["content"])
                relayed = any(r["parent"] for r in held)
                if relayed or not own:
                    told = " ".join(tree.lower[relay.candidate.head - 5 : relay.candidate.head + 8])
                    cases.append(Case(name, name.startswith(later), relay.how, relayed, tuple(signs), told))
    return cases


def _possible(text: str) -> list[tuple]:
    """The possible relays of a text, complete, with their traits."""
    found: list[tuple] = []

    def collect(tree, contents, stated, taken, likeness):
        known = setting(tree, contents)
        for relay in possible(tree, contents, stated, taken, likeness):
            c = None if isinstance(relay, Candidate) else completed(tree, relay, likeness)
            if c is not None and isinstance(relay, Relay):
                found.append((tree, relay, c, traits(tree, relay, known)))
        return ()

    judge, tagging.relayed = tagging.relayed, collect
    try:
        load_weights()
        tagging.tag(language.pipeline()(text))
    finally:
        tagging.relayed = judge
    return found
