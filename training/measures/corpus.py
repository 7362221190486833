"""The cases to learn from: a number, the others of its article, and which of these measure the same by the gold."""

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from accordingto.evaluation.discrepancies import cluster
from accordingto.records import Span

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "givers")]
import scenes
from events import annotated

_UNKNOWN = "-"
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}")
_ENDING = re.compile(r"(?:ies|es|s|ed|ing)$")
_SHORT = 4
_EMPTY = frozenset(
    (
        *("the", "of", "a", "an", "in", "for", "to", "on", "by", "per", "and", "or", "with", "without", "at", "from"),
        *("as", "that", "is", "be", "its", "their", "his", "her", "than", "more", "before", "after", "up", "off"),
        *("number", "total", "share", "people", "length", "amount"),
    )
)
"""Words that tell nothing of what is measured."""


class Case(NamedTuple):
    """One number of an article; ``measures`` are all of its numbers' measures by the gold, empty for unknown ones.

    ``head`` is the last word of what the gold says is counted; ``told`` whether it stands in the number's own words.
    """

    event: str
    text: str
    numbers: tuple[Span, ...]
    measures: tuple[str, ...]
    which: int
    head: str
    told: bool

    @property
    def again(self) -> set[int]:
        """The numbers before that measure the same."""
        return {k for k in range(self.which) if self.measures[k] == self.measures[self.which]}

    def tells(self, word: str) -> bool:
        """Whether a word is one of those by which the gold names what is measured."""
        named = {_stem(w) for w in _WORD.findall(self.measures[self.which]) if w.lower() not in _EMPTY}
        return _stem(word) in named | ({_stem(self.head)} if self.head else set())


def words(text: str, start: int, end: int) -> list[Span]:
    """Where the words of a part of a text are."""
    return [m.span() for m in _WORD.finditer(text, start, end)]


def of_events(folder: Path) -> list[Case]:
    """The figures of our own events that are found and annotated."""
    articles: dict[str, list] = defaultdict(list)
    for row in annotated(folder):
        articles[row.article].append(row)
    cases = []
    for article, rows in articles.items():
        rows.sort(key=lambda row: row.found["start"])
        spans = tuple((row.found["start"], row.found["end"]) for row in rows)
        heads = [row.gold["noun"].split()[-1:] for row in rows]
        measures = [row.gold["measure"] for row in rows]
        cases += _cases(cluster(article), rows[0].text, spans, measures, ["".join(head) for head in heads])
    return cases


def of_scenes(keys: Path, *folders: Path) -> list[Case]:
    """The quantities of scenes, each with the key of what it measures."""
    texts, quantities = {}, defaultdict(list)
    for folder in folders:
        articles, rows = scenes.read(folder)
        texts |= {a.article_id: a.text for a in articles}
        for row in rows:
            quantities[row["article"]].append(row.spans["quote"][0])
    cases = []
    for file in sorted(keys.glob("*.txt")):
        for block in re.split(r"(?m)^# ", file.read_text(encoding="utf-8"))[1:]:
            name, told = (line.strip() for line in block.strip().split("\n"))
            measures = ["" if key.strip() == _UNKNOWN else key.strip() for key in told.split(";")]
            spans = tuple(quantities[name])
            if len(spans) != len(measures):
                raise SystemExit(f"{file.name}, {name}: {len(measures)} keys for {len(spans)} quantities")
            cases += _cases(name, texts[name], spans, measures, [""] * len(spans))
    return cases


def _cases(event: str, text: str, spans: tuple[Span, ...], measures: list[str], heads: list[str]) -> list[Case]:
    shared = tuple(measures)
    return [
        Case(event, text, spans, shared, k, head, bool(head) and head.lower() in text[slice(*spans[k])].lower())
        for k, head in enumerate(heads)
        if measures[k]
    ]


def _stem(word: str) -> str:
    word = word.lower()
    return _ENDING.sub("", word) if len(word) > _SHORT else word
