"""What the network learns from: sayings with their acts, real ones by their offsets and invented ones in words."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from accordingto.positions.learned import ACTS, pieces_of

SAYINGS = Path(__file__).parent / "sayings"
FOLDS = 5
STORY = 12
"""Lines of our own sayings that are left out together: neighbours are of one story."""

REAL = ("polnear.tsv", "polnear-doubtful.tsv")
"""Files of real sayings, by their offsets; the others are invented. The second holds such as an earlier network was
unsure of: taught, but not measured on."""

REDRAWN = 0.4
"""Share of our own sayings whose source and cue, or quotation marks, are drawn anew."""
UNKNOWN = len(ACTS)
"""What the rules see where they were not asked."""

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
    """One saying: word pieces, marks, act, what the rules see, its article's fold, and whether it is measured on."""

    ids: list[int]
    marks: list[int]
    act: int
    seen: int
    fold: int
    measured: bool


def real(texts: Path, tokenizer) -> list[Example]:
    """The labelled sayings of PolNeAR train, whose texts are in ``texts``."""
    rows = [
        row | {"file": name}
        for name in REAL
        for row in csv.DictReader((SAYINGS / name).open(encoding="utf-8"), delimiter="\t")
    ]
    articles = sorted({row["article"] for row in rows})
    random.Random(0).shuffle(articles)
    fold = {name: number % FOLDS for number, name in enumerate(articles)}
    read = {name: (texts / f"{name}.txt").read_text(encoding="utf-8") for name in articles}
    found = []
    for row in rows:
        text = read[row["article"]]
        source, cue = (_spelled(text, row[column]) for column in ("source", "cue"))
        ids, marks = pieces_of(tokenizer, source, cue, text[int(row["start"]) : int(row["end"])])
        act, seen = ACTS.index(row["act"]), ACTS.index(row["rules"])
        found.append(Example(ids, marks, act, seen, fold[row["article"]], row["file"] == REAL[0]))
    return found


def invented(tokenizer, rng: random.Random) -> list[Example]:
    """Our own sayings; source, cue and quotation marks are now and then drawn anew, as they must not tell the act."""
    found = []
    for path in sorted(SAYINGS.glob("*.tsv")):
        if path.name in REAL:
            continue
        lines = path.open(encoding="utf-8")
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
            source, cue, content = row.get("source"), row.get("cue"), row["content"]
            if source is None or rng.random() < REDRAWN:
                source, cue = rng.choice(_WHO), rng.choice(_SAYS)
            if rng.random() < REDRAWN:
                content = _dressed(content.strip('“”",'), rng)
            ids, marks = pieces_of(tokenizer, source, cue, content)
            seen = ACTS.index(row["rules"]) if row["rules"] else UNKNOWN
            found.append(Example(ids, marks, ACTS.index(row["act"]), seen, number // STORY % FOLDS, True))
    return found


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
