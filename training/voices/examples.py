"""The actors of our own articles, and of short passages written for the purpose, with whose voice each is."""

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.voices import pieces_of, voice_of
from accordingto.evaluation.gold import by_article, read_articles
from accordingto.evaluation.speakers import read_actors

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "speaking")]
from corpus import Weighed, weighed
from readings import reading_of

PASSAGES = Path(__file__).parent / "passages.tsv"


@dataclass(frozen=True)
class Example:
    """An actor as word pieces, and the voices that are right: several where an agency is its state's and itself."""

    ids: Sequence[int]
    marks: Sequence[int]
    right: frozenset[str]
    article: str


def annotated(folder: Path, tokenizer) -> Iterator[Example]:
    """The actors of annotated articles that the extraction finds."""
    articles = read_articles(folder, ".txt")
    gold = by_article(read_actors(folder, {a.article_id: a.text for a in articles}))
    for article in articles:
        for known in weighed(article.article_id, reading_of(article.text), gold.get(article.article_id, []), None):
            entity, setting = known.entity, known.setting
            words = (*setting.mention(entity), entity.name, entity.role, setting.home)
            yield Example(*pieces_of(tokenizer, article.text, *words), _voices(known), article.article_id)


def _voices(known: Weighed) -> frozenset[str]:
    if not known.wanted:
        return frozenset(("nobody",))
    right = frozenset(voice_of(known.setting, key) for key, is_right in known.right.items() if is_right)
    return right or frozenset((_named(known.wanted, known.setting.home),))


def _named(wanted: str, home: str) -> str:
    """The voice of somebody that the extraction does not name as a candidate."""
    entry = gazetteer().lookup(wanted)
    if entry is None or entry.kind != "country":
        return "body"
    return "home" if entry.country == home else "country"


def written(tokenizer) -> Iterator[Example]:
    """The actors of the passages: text, actor, home, kind, and nobody, ``country:XXX``, ``region:`` or ``body:``."""
    with PASSAGES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            start = row["text"].index(row["actor"])
            words = (start, start + len(row["actor"]), row["actor"], "", row["home"])
            voice, _, whom = row["speaks_for"].partition(":")
            if voice == "country" and whom == row["home"]:
                voice = "home"
            yield Example(*pieces_of(tokenizer, row["text"], *words), frozenset((voice,)), "")
