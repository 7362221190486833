"""Short articles written for the purpose, in which each quantity is marked with who gives it.

A file holds scenes. One has a line with its id, one with its publisher, one with its day, and its paragraphs, a line
each; quantities stand in brackets with their giver as the article names it, those of the article's own with a dash:

    # u02
    publisher: Baltic Shipping Letter
    date: 2023-11-07
    [Fourteen containers = Kalmarin Line] went overboard, said their owner, Kalmarin Line. The crew is [17 = -].
"""

import re
from datetime import date
from pathlib import Path

from accordingto.articles import Article
from accordingto.evaluation.gold import GoldRow

_MARK = re.compile(r"\[([^\[\]=]+) = ([^\[\]=]+)\]")
_NOBODY = "-"


def read(folder: Path) -> tuple[list[Article], list[GoldRow]]:
    """All scenes of a folder as articles, and their marked quantities."""
    articles: list[Article] = []
    rows: list[GoldRow] = []
    for file in sorted(folder.glob("*.txt")):
        for block in re.split(r"(?m)^# ", file.read_text(encoding="utf-8"))[1:]:
            name, publisher, day, *paragraphs = (line.strip() for line in block.split("\n") if line.strip())
            text, found = _unmarked("\n\n".join(paragraphs))
            day, publisher = date.fromisoformat(day.removeprefix("date: ")), publisher.removeprefix("publisher: ")
            articles.append(Article(name, text, published=day, publisher=publisher))
            rows += (_row(name, text, *of) for of in found)
    return articles, rows


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A text without its marks, and where each quantity stands in it with its giver."""
    text, last, found = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append((len(text), len(text) + len(mark[1]), mark[2].removeprefix(_NOBODY)))
        text, last = text + mark[1], mark.end()
    return text + marked[last:], found


def _row(article: str, text: str, start: int, end: int, giver: str) -> GoldRow:
    blank = dict.fromkeys(("value", "low", "high", "bound", "unit"), "")
    cells = {"article": article, "id": f"{article}:{start}", "quote": text[start:end], "originator": giver}
    return GoldRow(article, blank | cells, {"quote": ((start, end),)})
