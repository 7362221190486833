"""The cases to learn from: a strange name of an article, and what the gold calls its bearer."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from accordingto import language
from accordingto.actors import classing, scan
from accordingto.actors.words import words
from accordingto.evaluation.gold import GoldRow, by_article, read_articles
from accordingto.evaluation.speakers import read_actors

LEFT_OUT = ("unnamed", "group")
"""Kinds of actors that have no name."""


class Case(NamedTuple):
    """One name: what is true of it, what it is, and what rules take it for."""

    article: str
    signs: tuple[str, ...]
    kind: str
    rule: str
    count: float = 1.0

    @property
    def traits(self) -> tuple[tuple[str, ...], ...]:
        """The traits of each kind that it may be of."""
        return tuple(classing.traits_of(kind, self.signs) for kind in classing.KINDS)

    @property
    def right(self) -> tuple[bool, ...]:
        """Which kind it is of."""
        return tuple(kind == self.kind for kind in classing.KINDS)


def read(folder: Path) -> Iterator[Case]:
    """Collect the strange names of every article; one that names no actor of the gold is of the last kind."""
    articles = read_articles(folder, ".txt")
    texts = {a.article_id: a.text for a in articles}
    gold = by_article(read_actors(folder, texts))
    for article in articles:
        yield from cases(article.article_id, article.text, gold.get(article.article_id, []))


def cases(article_id: str, article: str, gold: Iterable[GoldRow]) -> Iterator[Case]:
    """The cases of one article."""
    known: dict[classing.Keys, set[str]] = {}
    for actor in gold:
        if actor["kind"] not in LEFT_OUT:
            for name in (actor["name"], *actor.names("aliases")):
                keys = tuple(w.key for w in words(name))
                kind = classing.KINDS[actor["kind"] != "person"]
                known.setdefault(keys[1:] if keys[:1] == ("the",) else keys, set()).add(kind)
    with patch.object(scan, "know_kinds", lambda text: None):
        text = scan.read(language.pipeline()(article))
    shared = classing.sharing(text)
    for keys, names in classing.strange(text).items():
        kinds = known.get(keys, {classing.KINDS[-1]})
        if len(kinds) == 1:
            yield Case(article_id, classing.signs_of(text, names, shared), *kinds, names[0].kind)
