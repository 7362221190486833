"""Pairs of figures that the rules wrote of events they had not been made on, with what the gold says of each."""

import csv
import dataclasses
import io
import os
import pickle
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accordingto.evaluation.discrepancies import (
    NOT_COMPARABLE,
    _overlaps,
    cluster,
    match,
    read_articles,
    read_figures,
    read_pairs,
)
from accordingto.evaluation.gold import by_article
from accordingto.figures.chances import traits
from accordingto.figures.comparability import Compared
from accordingto.figures.grounding import said_with
from accordingto.figures.intervals import disjoint
from accordingto.figures.verdicts import verdict

EMPTY = {"nation": "", "source_nations": frozenset()}
"""What the earliest state did not know of a figure."""


@dataclass(frozen=True)
class Pair:
    """A pair as an earlier state of the rules wrote it, and what the gold says."""

    stage: str
    event: str
    relation: str
    rule: str
    traits: tuple[str, ...]
    disjoint: bool
    gold: str
    flagged: str

    @property
    def listed(self) -> bool:
        """A careful reader compares the two."""
        return self.gold not in ("", NOT_COMPARABLE)

    @property
    def opposed(self) -> bool:
        """A careful reader holds that not both are so."""
        return self.gold == "contradictory" or self.flagged == "yes"


def read(root: Path, stages: Path) -> list[Pair]:
    """Run each earlier state on the events that were new to it."""
    folder = root / "tests" / "gold" / "look" / "figures"
    texts = {a.article_id: a.text for a in read_articles(folder, ".md")}
    figures = read_figures(folder, texts)
    pairs, golden, found = read_pairs(folder, figures), by_article(figures), []
    for row in csv.DictReader(stages.open(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as there:
            packed = subprocess.run(["git", "archive", row["commit"], "src"], cwd=root, capture_output=True, check=True)
            with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
                archive.extractall(there, filter="data")
            out = Path(there) / "told"
            command = [sys.executable, str(Path(__file__).with_name("told.py")), str(out), *row["events"].split()]
            path = {**os.environ, "PYTHONPATH": str(Path(there) / "src")}
            subprocess.run([*command, str(folder)], cwd=there, env=path, check=True)
            found += _labelled(row["commit"], pickle.loads(out.read_bytes()), golden, pairs)
    return found


def _labelled(stage: str, told: tuple, golden: dict, pairs: dict) -> Iterator[Pair]:
    texts, rows, plain, written = told
    names = {}
    for article in texts:
        own, gold = [r for r in rows if r["article_id"] == article], golden.get(article, [])
        names |= {own[i]["figure_id"]: gold[j]["id"] for i, j in match(_overlaps(own, gold))}
    ready = _ready(texts, rows, plain)
    for x, y, relation, rule in written:
        a, b = ready[x], ready[y]
        if cluster(x) != cluster(y):
            continue
        row = pairs.get(frozenset((names.get(x, x), names.get(y, y))))
        gold, flagged = (row["relation"], row["flagged"]) if row is not None else ("", "")
        apart = a.dimension == b.dimension and disjoint(a, b)
        shown = tuple(traits(a, b, verdict(relation, rule, "")))
        yield Pair(stage, cluster(x), relation, rule, shown, apart, gold, flagged)


def _ready(texts: dict, rows: list, plain: dict) -> dict[str, Compared]:
    """The figures with what only the present state knows of them, as it would."""
    seen, place = Counter(), {}
    for row in sorted(rows, key=lambda r: (r["article_id"], r["start"])):
        place[row["figure_id"]] = (row, seen[row["article_id"]])
        seen[row["article_id"]] += 1
    rivals = Counter((cluster(i), f["measure"], f["dimension"]) for i, f in plain.items())
    found = {}
    for i, f in plain.items():
        row, number = place[i]
        text = texts[row["article_id"]]
        known = EMPTY | {x.name: f[x.name] for x in dataclasses.fields(Compared) if x.name in f}
        words, called = said_with(text, row["start"], row["end"])
        known |= {
            "noun": row["noun"] or "",
            "number": number,
            "rivals": rivals[cluster(i), f["measure"], f["dimension"]],
            "words": words,
            "names": called,
            "paragraph": text.count("\n", 0, row["start"]),
            "sentence": int(row["sentence"] or 0),
            "actors": frozenset(o for o in (row["originator_id"] or "").split(";") if o),
        }
        found[i] = Compared(**known)
    return found
