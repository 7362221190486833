"""Many articles to tables: each article by itself, on one process or several, then what needs them all."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import cache, partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from accordingto import actors, figures, language, positions
from accordingto.articles import Article, Reject
from accordingto.corrections import FILE, Decision, Gone, as_extracted, replay
from accordingto.pipeline import ArticleRows, Row, article_rows
from accordingto.records import Actor
from accordingto.tables import Tables, check_offsets, make_table, write_text


def parse(
    articles: Iterable[Article | Reject],
    *,
    workers: int = 1,
    issues: pd.DataFrame | None = None,
    people: Sequence[Row] = (),
    corrections: Sequence[Decision] = (),
    cache_folder: Path | None = None,
    progress: bool = False,
) -> Tables:
    """Turn articles into tables.

    Parameters
    ----------
    articles : iterable of Article or Reject
        From :func:`accordingto.read_seeds`, or made by hand. An article that fails goes to
        ``rejects`` and the rest go on.
    workers : int
        Processes; the tables are the same on any number.
    issues : DataFrame, optional
        The table ``issues``; when it is empty, issues are proposed from the corpus.
    people : sequence of mapping
        Rows of ``people.csv``: name, role, organisation, country, from, to.
    corrections : sequence of Decision
        What reviewers decided, from :func:`accordingto.corrections.read`; it wins over the
        extractor. One whose row is not there any more becomes a remark in ``rejects``.
    cache_folder : path, optional
        A folder in which each article's rows are kept, so that an interrupted or repeated run
        does not extract them again.
    progress : bool
        Whether to show a progress bar.

    Returns
    -------
    Tables

    Examples
    --------
    >>> from accordingto import Article, parse
    >>> tables = parse([Article("flood", "At least 12 people have died, the fire service said.")])
    >>> tables.figures[["quote", "bound", "low"]].values.tolist()
    [['At least 12 people', 'at_least', 12.0]]
    """
    kept: list[Article] = []
    rejected: list[Row] = [asdict(r) for r in getattr(articles, "rejects", ())]
    for item in articles:
        kept.append(item) if isinstance(item, Article) else rejected.append(asdict(item))
    work = partial(_rows_or_reject, people=tuple(people), cache=cache_folder)
    done: list[ArticleRows] = []
    for result in _map(work, kept, workers, progress):
        if isinstance(result, ArticleRows):
            done.append(result)
        else:
            rejected.append(asdict(result))
    for rows in done:
        if rows.article["language"] is None:
            rejected.append(
                {
                    "path": rows.article["path"] or rows.article["article_id"],
                    "stage": "note",
                    "reason": "not in English",
                    "detail": "It is listed among the articles, but nothing is extracted from it.",
                }
            )
    return _assemble(kept, done, rejected, issues, corrections)


def read_people(path: Path) -> list[Row]:
    """Read the hand-kept list of people; an absent file is an empty list.

    Parameters
    ----------
    path : path
        A CSV file with the columns name, role, organisation, country, from, to.

    Returns
    -------
    list of dict
    """
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _assemble(
    articles: list[Article],
    done: list[ArticleRows],
    rejected: list[Row],
    issues: pd.DataFrame | None,
    corrections: Sequence[Decision],
) -> Tables:
    read = {rows.article["article_id"] for rows in done}
    texts = {a.article_id: a.text for a in sorted(articles, key=lambda a: a.article_id) if a.article_id in read}
    cast = actors.merge([_actor(row) for rows in done for row in rows.actors])
    numbers = make_table("figures", (row for rows in done for row in rows.figures))
    stands = make_table("positions", (row for rows in done for row in rows.positions))
    issues = make_table("issues", []) if issues is None else as_extracted(issues, corrections)
    stands, issues = positions.assign_issues(stands, issues, texts)
    unique = {tuple(sorted(row.items())): row for row in rejected}
    tables = Tables(
        articles=make_table("articles", (rows.article for rows in done)),
        attributions=make_table("attributions", (row for rows in done for row in rows.attributions)),
        actors=make_table("actors", (_actor_row(actor) for actor in cast)),
        figures=numbers,
        discrepancies=figures.compare(numbers, texts),
        positions=stands,
        issues=issues,
        rejects=make_table("rejects", unique.values()),
        texts=texts,
    )
    if corrections:
        tables, gone = replay(tables, corrections, compare=figures.compare)
        remarks = {tuple(row.items()): row for row in map(_remark, gone)}
        tables = tables.replace(rejects=make_table("rejects", [*unique.values(), *remarks.values()]))
    check_offsets(tables)
    return tables


def _remark(gone: Gone) -> Row:
    reason = f"a correction was not applied: {gone.reason}"
    detail = f"{gone.decision}. It is kept, and tried again by the next parse."
    return {"path": FILE, "stage": "note", "reason": reason, "detail": detail}


def _map(work: partial, articles: list[Article], workers: int, progress: bool) -> Iterator[ArticleRows | Reject]:
    bar = partial(tqdm, total=len(articles), unit="article", disable=not progress, file=sys.stderr)
    if workers <= 1 or len(articles) <= 1:
        yield from bar(map(work, articles))
        return
    # Fresh processes: a forked one would inherit the notebook's or the test's threads and locks.
    with ProcessPoolExecutor(min(workers, len(articles)), mp_context=get_context("spawn")) as pool:
        yield from bar(pool.map(work, articles, chunksize=max(1, min(16, len(articles) // (4 * workers)))))


def _rows_or_reject(article: Article, people: Sequence[Row], cache: Path | None) -> ArticleRows | Reject:
    kept = None if cache is None else cache / f"{_key(article, people)}.json"
    if kept is not None and kept.exists():
        try:
            return ArticleRows(**json.loads(kept.read_text(encoding="utf-8")))
        except (ValueError, TypeError):
            kept.unlink()  # Not what was written: extract again.
    try:
        rows = article_rows(article, people)
    except Exception as error:
        reason = f"the extraction failed ({type(error).__name__}: {error})"
        detail = "The rest of the corpus is complete. Please report it with the article, if you may share it."
        return Reject(article.path or article.article_id, "parse", reason, detail)
    if kept is not None:
        write_text(kept, json.dumps(asdict(rows), ensure_ascii=False))
    return rows


def _key(article: Article, people: Sequence[Row]) -> str:
    facts = (_fingerprint(), version("spacy"), version(language.MODEL), asdict(article), list(people))
    return hashlib.sha256(json.dumps(facts, default=str).encode("utf-8")).hexdigest()


@cache
def _fingerprint() -> str:
    """Hash of the package's own code, word lists and models: any change makes what was kept out of date."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".csv", ".json", ".onnx"):
            found.update(path.name.encode("utf-8") + path.read_bytes())
    return found.hexdigest()


def _actor(row: Row) -> Actor:
    return Actor(**(row | {"aliases": tuple(row["aliases"])}))


def _actor_row(actor: Actor) -> Row:
    row = asdict(actor) | {"aliases": ";".join(a.replace(";", ",") for a in actor.aliases)}
    del row["speaks_for"]  # A column of positions: one person may speak for another body elsewhere.
    return row
