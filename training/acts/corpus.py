"""What the network learns from: sayings with their acts, real ones by their offsets and invented ones in words."""

import csv
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accordingto.positions.learned import ACTS, pieces_of
from accordingto.records import Span

SAYINGS = Path(__file__).parent / "sayings"
FOLDS = 5
STORY = 12
"""Lines of our own sayings that are left out together: neighbours are of one story."""

REAL = ("polnear.tsv", "polnear-doubtful.tsv")
"""Files of real sayings, by their offsets; the second holds such as an earlier network was unsure of: taught, but not
measured on."""

GOLD = "gold.tsv"
"""The sayings of our own articles, by their offsets, written by gold.py; taught, but not measured on. All other files
are invented sayings in words."""

REDRAWN = 0.4
"""Share of our own sayings whose source and cue, or quotation marks, are drawn anew."""
UNKNOWN = len(ACTS)
"""What the rules see where they were not asked."""

NOWHERE = (-1, -1)
"""Of a target that is not told, or not among the pieces."""

TOLD = 0.7
"""Share of our own sayings that come with the lines before them in their story, and of those with the lines behind."""

_LINES = 3
"""Lines that are given before and behind."""

_WHO = (
    "", "", "", "", "the minister", "she", "he", "a spokesman for the union", "Maria Lopez", "the company", "residents",
    "one official", "Dr Chen", "the governor", "an aide", "the Kremlin", "Tan", "the charity", "police", "Seoul",
)  # fmt: skip
_SAYS = (
    "said", "said", "said", "said", "told reporters", "added", "told the paper", "according to", "wrote", "says",
    "told parliament", "said in a statement", "went on", "posted", "continued", "insisted", "argued",
    "told the court", "explained", "noted",
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One saying: pieces, marks, act, what the rules see, fold of its article; whether it is measured on, and ours.

    The target is its first and last piece, the first piece of all where there is none, and NOWHERE where it is unknown.
    """

    ids: list[int]
    marks: list[int]
    act: int
    seen: int
    fold: int
    measured: bool
    own: bool = False
    target: tuple[int, int] = NOWHERE


def real(texts: Path, own: Path, tokenizer) -> list[Example]:
    """The labelled sayings of PolNeAR train, whose texts are in ``texts``, and of our own articles in ``own``."""
    rows = [row | {"file": name} for name in (*REAL, GOLD) for row in _rows(SAYINGS / name)]
    articles = sorted({row["article"] for row in rows})
    random.Random(0).shuffle(articles)
    fold = {name: number % FOLDS for number, name in enumerate(articles)}
    found = []
    for row in rows:
        name = row["article"]
        text = _text((own if row["file"] == GOLD else texts) / f"{name}.txt")
        source, cue = (_spelled(text, row[column]) for column in ("source", "cue"))
        start, end = int(row["start"]), int(row["end"])
        ids, marks, spans = pieces_of(tokenizer, text, start, end, source, cue)
        target = _placed(row["target"], spans) if row["file"] == GOLD else NOWHERE
        act, seen = ACTS.index(row["act"]), ACTS.index(row["rules"]) if row["rules"] else UNKNOWN
        found.append(Example(ids, marks, act, seen, fold[name], row["file"] == REAL[0], row["file"] == GOLD, target))
    return found


def invented(tokenizer, rng: random.Random) -> list[Example]:
    """Our own sayings; source, cue and quotation marks are now and then drawn anew, as they must not tell the act."""
    found = []
    for path in sorted(SAYINGS.glob("*.tsv")):
        if path.name in (*REAL, GOLD):
            continue
        rows = _rows(path)
        for number, row in enumerate(rows):
            source, cue, content = row.get("source"), row.get("cue"), row["content"]
            story = [] if source is None else rows[number - number % STORY :][:STORY]
            place = number % STORY
            before = _told(story[max(0, place - _LINES) : place], rng)
            after = _told(story[place + 1 : place + 1 + _LINES], rng)
            if source is None or rng.random() < REDRAWN:
                source, cue = rng.choice(_WHO), rng.choice(_SAYS)
            if rng.random() < REDRAWN:
                content = _dressed(content.strip('“”",'), rng)
            text, start = f"{before} {content} {after}", len(before) + 1
            ids, marks, _ = pieces_of(tokenizer, text, start, start + len(content), source, cue)
            seen = ACTS.index(row["rules"]) if row["rules"] else UNKNOWN
            found.append(Example(ids, marks, ACTS.index(row["act"]), seen, number // STORY % FOLDS, True))
    return found


def _placed(target: str, spans: tuple[Span | None, ...]) -> tuple[int, int]:
    """The first and last piece of a target that is told by its offsets."""
    if not target:
        return 0, 0
    start, end = map(int, target.split("-"))
    within = [i for i, span in enumerate(spans) if span is not None and start < span[1] and span[0] < end]
    whole = within and spans[within[0]][0] <= start and end <= spans[within[-1]][1]
    return (within[0], within[-1]) if whole else NOWHERE


def _told(lines: list[dict[str, str]], rng: random.Random) -> str:
    shown = rng.random() < TOLD
    return " ".join(f"{row['source']} {row['cue']}: {row['content']}" for row in lines) if shown else ""


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _spelled(text: str, spans: str) -> str:
    return " ".join(text[int(a) : int(b)] for a, b in (span.split("-") for span in spans.split(";") if span))


def _dressed(content: str, rng: random.Random) -> str:
    if content.startswith(("“", '"')):
        return content
    chance = rng.random()
    if chance < 0.35:
        return f"“{content}{rng.choice((',', '.'))}”"
    if chance < 0.5:
        return f'"{content}"'
    if chance < 0.65 and not content.startswith("that "):
        return f"that {content[0].lower()}{content[1:]}"
    return content
