"""Short passages written for the purpose: a few words make two numbers of one thing contradict, or only seem to.

A file holds cases. One has a line with its id, for each passage a line with its day and one with its text, numbers
that are compared in brackets, and a line with what each pair of them is:

    # p12a
    date: 2024-10-03
    A: The ministry counts [1:68 dead]. A commission has [2:77], since it no longer expects the missing back.
    pairs: 1-2 definition_differs
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus import AROUND, Pair, paired, reading_of

from accordingto.articles import Article
from accordingto.evaluation.discrepancies import NOT_COMPARABLE
from accordingto.evaluation.gold import extract
from accordingto.figures.preparing import Preparing
from accordingto.schemas import RELATIONS

_MARK = re.compile(r"\[(\d):([^\]]+)\]")
_TOGETHER = 100
"""Cases that are extracted as one corpus."""


class Case(NamedTuple):
    """Articles, where their numbers are by what they are called, and the relations of pairs of them."""

    articles: list[Article]
    numbers: dict[str, tuple[str, int, int]]
    pairs: list[tuple[str, str, str]]


def read(folder: Path) -> list[Pair]:
    """All pairs of the cases of a folder whose numbers the extraction finds."""
    cases = [case for file in sorted(folder.glob("*.txt")) for case in told(file)]
    found: list[Pair] = []
    for start in range(0, len(cases), _TOGETHER):
        found += _pairs(cases[start : start + _TOGETHER])
    return found


def told(file: Path) -> Iterator[Case]:
    """Read the cases of a file."""
    for block in re.split(r"(?m)^# ", file.read_text(encoding="utf-8"))[1:]:
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        case, day = Case([], {}, []), None
        for line in lines[1:]:
            kind, _, words = line.partition(":")
            if kind == "date":
                day = date.fromisoformat(words.strip())
            elif kind == "pairs":
                for pair in words.split(","):
                    a, b, relation = re.fullmatch(r"\s*(\d)-(\d) (\w+)\s*", pair).groups()
                    if relation not in (*RELATIONS, NOT_COMPARABLE):
                        raise ValueError(f"{file}: {lines[0]}: no relation {relation!r}.")
                    case.pairs.append((a, b, relation))
            else:
                _add(case, f"{lines[0]}-{kind}", words.strip(), day)
        yield case


def _add(case: Case, article_id: str, words: str, day: date | None) -> None:
    """Take in a passage, its brackets taken out."""
    text, last = "", 0
    for mark in _MARK.finditer(words):
        text += words[last : mark.start()]
        case.numbers[mark[1]] = article_id, len(text), len(text) + len(mark[2])
        text += mark[2]
        last = mark.end()
    case.articles.append(Article(article_id, text + words[last:], published=day, publisher=f"Paper {article_id[-1]}"))


def _pairs(cases: list[Case]) -> Iterator[Pair]:
    articles = [article for case in cases for article in case.articles]
    texts = {a.article_id: a.text for a in articles}
    tables = extract(articles)
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    rows = tables.figures.to_dict("records")
    ready, of = Preparing(rows, texts, AROUND), {}
    for row in rows:
        of.setdefault(row["article_id"], []).append(row)
    for case in cases:
        known = {}
        for number, (article, start, end) in case.numbers.items():
            near = [r for r in of.get(article, ()) if r["start"] < end and start < r["end"]]
            figure = ready.figure(near[0]) if len(near) == 1 else None
            if figure is not None:
                known[number] = figure
        for a, b, relation in case.pairs:
            if a in known and b in known:
                yield paired(known[a], known[b], texts, names, reading_of(relation), "cases")
