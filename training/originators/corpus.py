"""The cases to learn from: figures, their candidates by an earlier state of the rules, and which the gold has."""

import csv
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pandas as pd

from accordingto.actors.casting import Cast
from accordingto.evaluation import discrepancies as gold
from accordingto.evaluation.gold import by_article, extract, match, read_articles
from accordingto.figures import originating
from accordingto.figures.candidates import Candidates
from accordingto.tables import Tables


class Case(NamedTuple):
    """One figure: the traits of each candidate, which of them are right, and whom the rules name."""

    event: str
    figure: str
    candidates: tuple[str, ...]
    traits: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    ruled: int
    named: bool


def answers(root: Path, stages: Path, folder: Path) -> dict[tuple[str, int], tuple[list[str], str]]:
    """Whom each state names on the events that were new to it, by article and place."""
    found = {}
    for row in csv.DictReader(stages.open(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as there:
            packed = subprocess.run(["git", "archive", row["commit"], "src"], cwd=root, capture_output=True, check=True)
            with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
                archive.extractall(there, filter="data")
            out = Path(there) / "told.json"
            command = [sys.executable, str(Path(__file__).with_name("told.py")), str(out), *row["events"].split()]
            path = {**os.environ, "PYTHONPATH": str(Path(there) / "src")}
            subprocess.run([*command, str(folder.resolve())], cwd=there, env=path, check=True)
            for article, start, names, via in json.loads(out.read_text(encoding="utf-8")):
                found[article, start] = names, via
    return found


def read(folder: Path, told: dict[tuple[str, int], tuple[list[str], str]]) -> list[Case]:
    """Run the present package on a folder with the answers of earlier states instead of its own."""
    articles = read_articles(folder, ".md")
    texts = {a.article_id: a.text for a in articles}
    figures = gold.read_figures(folder, texts)
    seen: dict[tuple[str, int], tuple[dict, str]] = {}
    known = {text: name for name, text in texts.items()}
    by_rules, of, choose = originating.Sources.by_rules, Candidates.of, originating.choose
    state = {"answer": ""}

    def earlier(self, quantity, index, before, value):
        answer, via = by_rules(self, quantity, index, before, value)
        names, via = told.get((known[self.text], quantity.start), (None, via))
        if names is not None:
            answer = _ids(names, self.cast, answer)
        state["answer"] = answer
        return answer, via

    def noting(self, quantity, index, before, value, answer, via):
        found = of(self, quantity, index, before, value, answer, via)
        seen[known[self.text], quantity.start] = found, answer
        return found

    originating.Sources.by_rules, Candidates.of = earlier, noting
    originating.choose = lambda found: state["answer"]
    try:
        tables = extract(articles)
    finally:
        originating.Sources.by_rules, Candidates.of, originating.choose = by_rules, of, choose
    return list(_cases(texts, figures, tables, seen))


def _ids(names: Sequence[str], cast: Cast, answer: str) -> str:
    """The actors of today that have the names of an earlier state; the present answer where one has gone."""
    called: dict[str, str] = {}
    for actor in cast.actors.values():
        for name in (*actor.aliases, actor.name):
            called[name.lower()] = actor.actor_id
    found = [called.get(name.lower(), "") for name in names]
    return ";".join(dict.fromkeys(found)) if all(found) else answer


def _cases(texts: dict, figures: Sequence, tables: Tables, seen: dict) -> Iterator[Case]:
    listed = [(article, ";".join(who for who in found if who)) for (article, _), (found, _) in seen.items()]
    every = SimpleNamespace(actors=tables.actors, figures=pd.DataFrame(listed, columns=["article_id", "originator_id"]))
    actors, golden = gold._actors(every, texts), by_article(figures)
    extracted = tables.figures.astype(object).to_dict("records")
    for article in texts:
        found, rows = [r for r in extracted if r["article_id"] == article], golden.get(article, [])
        for i, j in match(gold._overlaps(found, rows)):
            if (article, found[i]["start"]) not in seen:
                continue
            candidates, answer = seen[article, found[i]["start"]]
            names, wanted = list(candidates), rows[j]["originator"]
            right = tuple(k for k, who in enumerate(names) if _is_right(who, wanted, actors))
            traits = tuple(tuple(candidates[who]) for who in names)
            own = gold.cluster(article), rows[j]["id"]
            yield Case(*own, tuple(names), traits, right, names.index(answer), bool(wanted))


def _is_right(who: str, wanted: str, actors: dict) -> bool:
    if not wanted:
        return not who
    return any(gold.same_originator(wanted, actors[i]) for i in who.split(";") if i in actors)
