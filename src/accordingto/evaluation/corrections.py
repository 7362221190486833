"""The extractor against what reviewers decided about its rows: their corrections, read as gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from accordingto.articles import Article
from accordingto.corpus import read_people
from accordingto.corrections import FILE, Decision, active, as_extracted, read, replay
from accordingto.evaluation.cast import plain
from accordingto.evaluation.gold import Errors, extract, match, write_rows
from accordingto.evaluation.scores import Evaluation, micro
from accordingto.records import Span
from accordingto.schemas import SCHEMAS
from accordingto.spans import parse_spans
from accordingto.tables import Tables, read_tables

COMPARED = {
    "attributions": ("actor_id", "act", "quote_type", "cue", "content"),
    "figures": ("quote", "bound", "noun", "originator_id", "modality"),
    "positions": ("actor_id", "act", "polarity", "target", "speaks_for"),
    "discrepancies": ("relation",),
}
"""The columns in which a row that should stand is compared with the extracted one."""

_ACTORS = frozenset(("actor_id", "originator_id", "speaks_for"))
_HALF = 0.5


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Extract again from a reviewed corpus and compare with the rows that were decided on.

    Parameters
    ----------
    gold : path
        The folder of the tables, with ``corrections.csv``.
    out : path, optional
        Where to write which reviewed row was found as which: CSV.

    Returns
    -------
    Evaluation
        For each table ``rows``: precision is the share of the extracted rows that were not rejected, recall
        the share of the accepted, edited and added rows that are extracted. Then each column of
        :data:`COMPARED`: how often it is as decided, of the rows that were found. Rows that nobody decided
        on are not counted, so a review of the doubtful rows alone shows the extractor at its worst.

    Raises
    ------
    FileNotFoundError
        If the folder has no corrections.
    """
    decisions = read(gold / FILE)
    if not decisions:
        raise FileNotFoundError(f"{gold / FILE}: no corrections to compare with; they are made in the explorer.")
    tables = read_tables(gold)
    decided, _ = replay(tables, decisions)
    found = extract(
        articles_of(tables), issues=as_extracted(tables.issues, decisions), people=read_people(gold / "people.csv")
    )
    return score(decided, found, decisions, out)


def articles_of(tables: Tables) -> list[Article]:
    """Make the articles that tables were extracted from."""
    columns = ["article_id", "title", "publisher", "author", "published", "url", "path"]
    rows = tables.articles[columns].to_dict("records")
    return [
        Article(text=tables.texts[row["article_id"]], **row | {"published": _day(row["published"])}) for row in rows
    ]


def score(decided: Tables, found: Tables, decisions: Sequence[Decision], out: Path | None = None) -> Evaluation:
    """Compare extracted tables with corrected ones, in the rows that were decided on.

    Parameters
    ----------
    decided : Tables
        The tables with the corrections in them.
    found : Tables
        What the extractor makes of the same articles.
    decisions : sequence of Decision
    out : path, optional
        As for :func:`evaluate`.

    Returns
    -------
    Evaluation
    """
    held, _ = active(decisions)
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    errors, paired = Errors(), [("table", "row_id", "extracted", "decided", "differs_in")]
    names = {table: _names(tables) for table, tables in (("decided", decided), ("found", found))}
    for table, columns in COMPARED.items():
        rejected = {d.row_id for d in held if (d.table, d.field, d.new) == (table, "status", "rejected")}
        reviewed = {d.row_id for d in held if d.table == table}
        gold, new = _rows(decided, table), _rows(found, table)
        stand = [key for key in sorted(reviewed - rejected) if key in gold]
        pairs = _pairs({key: gold[key] for key in stand}, new)
        wrong = sorted(rejected & set(new) - set(pairs.values()))
        for key in stand:
            count = counts[gold[key]["article_id"]]
            count[f"{table} stand"] += 1
            if key not in pairs:
                errors.add(f"{table}: missed", _shown(gold[key]))
                paired.append((table, key, "", "stands", ""))
                continue
            count[f"{table} hit"] += 1
            count[f"{table} found"] += 1
            row, other = gold[key], new[pairs[key]]
            differs = [c for c in columns if _value(row, c, names["decided"]) != _value(other, c, names["found"])]
            for column in columns:
                count[f"{table} {column}"] += column not in differs
            for column in differs:
                errors.add(f"{table}: {column}", f"{_shown(row)}: {other[column]} for {row[column]}")
            paired.append((table, key, pairs[key], "stands", " ".join(differs)))
        for key in wrong:
            counts[new[key]["article_id"]][f"{table} found"] += 1
            errors.add(f"{table}: rejected, found again", _shown(new[key]))
            paired.append((table, key, key, "rejected", ""))
    documents = [counts[article] for article in sorted(counts)]
    scores = []
    for table, columns in COMPARED.items():
        if not any(f"{table} stand" in c or f"{table} found" in c for c in documents):
            continue
        scores.append(micro(documents, f"{table} hit", f"{table} found", f"{table} stand", f"{table}: rows"))
        hits = f"{table} hit"
        if any(c[hits] for c in documents):
            scores += [micro(documents, f"{table} {c}", hits, hits, f"{table}: {c}") for c in columns]
    write_rows(out, paired)
    return Evaluation(tuple(scores), errors.kinds(), len(documents))


def _day(value: object) -> object:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _names(tables: Tables) -> dict[str, str]:
    return {key: plain(name) for key, name in tables.actors[["actor_id", "name"]].itertuples(index=False, name=None)}


def _rows(tables: Tables, name: str) -> dict[str, dict[str, object]]:
    """The rows of a table by key; a pair has the article of its first figure."""
    frame = getattr(tables, name)
    if name == "discrepancies":
        figures = tables.figures.set_index("figure_id")["article_id"]
        frame = frame.assign(article_id=frame["figure_a"].map(figures).fillna(""))
    keys = frame[SCHEMAS[name].key[0]]
    return dict(zip(keys, frame.to_dict("records"), strict=True))


def _pairs(gold: Mapping[str, dict], found: Mapping[str, dict]) -> dict[str, str]:
    """Which extracted row each decided one is: the one with its key, else the most alike in its words."""
    same = {key: key for key in gold if key in found}
    by_article: dict[object, list[str]] = defaultdict(list)
    for key, row in found.items():
        if key not in same and "figure_a" not in row:
            by_article[row["article_id"]].append(key)
    wanted, offered = [key for key in gold if key not in same], []
    likeness: dict[tuple[int, int], float] = {}
    for n, key in enumerate(wanted):
        for other in by_article.get(gold[key]["article_id"], ()):
            alike = _overlap(_characters(gold[key]), _characters(found[other]))
            if alike >= _HALF:
                offered.append(other)
                likeness[len(offered) - 1, n] = alike
    taken: dict[str, str] = {}
    for found_at, n in match(likeness):
        if offered[found_at] not in taken.values() and wanted[n] not in taken:
            taken[wanted[n]] = offered[found_at]
    return same | taken


def _characters(row: Mapping[str, object]) -> set[int]:
    spans: list[Span] = []
    if "start" in row:
        spans = [(int(row["start"]), int(row["end"]))]
    for column in ("cue_spans", "content_spans") if "cue_spans" in row else ():
        spans += parse_spans(str(row[column]))
    return {place for start, end in spans for place in range(start, end)}


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _value(row: Mapping[str, object], column: str, names: Mapping[str, str]) -> object:
    value = row[column]
    if column in _ACTORS:
        return sorted(names.get(actor, actor) for actor in str(value).split(";") if actor)
    return None if pd.isna(value) else value


def _shown(row: Mapping[str, object]) -> str:
    words = row.get("content") or row.get("evidence") or row.get("quote") or row.get("measure") or ""
    return str(words)[:60]
