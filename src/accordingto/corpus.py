"""Many articles to tables: each article by itself, on one process or several, then what needs them all."""

from __future__ import annotations

import csv
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from accordingto import actors, figures, positions
from accordingto.articles import Article, Reject
from accordingto.cache import Cache
from accordingto.corrections import FILE, Decision, Gone, as_extracted, replay
from accordingto.records import Actor, ArticleRows, Row
from accordingto.spreading import spread
from accordingto.tables import Tables, check_offsets, join_tables, make_table

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 2000  # Rows that are put into columns at a time.
_one_at_a_time = threading.Lock()  # A Dask worker may run several threads; the models are not made for that.

log = logging.getLogger(__name__)


def parse(
    articles: Iterable[Article | Reject],
    *,
    workers: int = 1,
    dask: str | None = None,
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
    dask : str, optional
        The address of a Dask scheduler whose workers extract instead.
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
    done = _Gathered()
    read: set[str] = set()
    found = _extracted(kept, people, Cache(cache_folder, people), workers, dask)
    bar = tqdm(found, total=len(kept), unit="article", disable=not progress, file=sys.stderr, smoothing=0.05)
    for result in _told(bar, len(kept)):
        if isinstance(result, Reject):
            rejected.append(asdict(result))
            continue
        done.add(result)
        read.add(result.article["article_id"])
        if result.article["language"] is None:
            rejected.append(
                {
                    "path": result.article["path"] or result.article["article_id"],
                    "stage": "note",
                    "reason": "not in English",
                    "detail": "It is listed among the articles, but nothing is extracted from it.",
                }
            )
    texts = {a.article_id: a.text for a in sorted(kept, key=lambda a: a.article_id) if a.article_id in read}
    return _assemble(texts, done, rejected, issues, corrections)


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
    texts: dict[str, str],
    done: _Gathered,
    rejected: list[Row],
    issues: pd.DataFrame | None,
    corrections: Sequence[Decision],
) -> Tables:
    log.info("Comparing the figures and the stands of all articles")
    cast = actors.merge(done.actors)
    numbers, stands = done.table("figures"), done.table("positions")
    issues = make_table("issues", []) if issues is None else as_extracted(issues, corrections)
    stands, issues = positions.assign_issues(stands, issues, texts)
    unique = {tuple(sorted(row.items())): row for row in rejected}
    tables = Tables(
        articles=done.table("articles"),
        attributions=done.table("attributions"),
        actors=make_table("actors", (_actor_row(actor) for actor in cast)),
        figures=numbers,
        discrepancies=figures.compare(numbers, texts, {actor.actor_id: actor.name for actor in cast}),
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


def _extracted(
    articles: Sequence[Article], people: Sequence[Row], kept: Cache, workers: int, dask: str | None
) -> Iterator[ArticleRows | Reject]:
    """Each article's rows, in order: those that are kept, and the others extracted and kept."""
    fresh = deque(a for a in articles if not kept.has(a))
    log.info(
        "%d articles: %d as extracted before, %d to extract", len(articles), len(articles) - len(fresh), len(fresh)
    )
    todo = {a.article_id for a in fresh}
    work = partial(_rows_or_reject, people=tuple(people))
    results = spread(work, fresh, _lost, workers=min(workers, len(fresh)), dask=dask if fresh else None)
    for article in articles:
        rows = None if article.article_id in todo else kept.get(article)
        if rows is not None:
            yield rows
            continue
        # What was there a moment ago may be broken: then it is extracted here.
        rows = next(results) if article.article_id in todo else work(article)
        if isinstance(rows, ArticleRows):
            kept.put(article, rows)
        yield rows


def _rows_or_reject(article: Article, people: Sequence[Row]) -> ArticleRows | Reject:
    try:
        with _one_at_a_time:
            # Brings spaCy along, which a corpus that is all in the cache can do without.
            from accordingto.pipeline import article_rows

            return article_rows(article, people)
    except Exception as error:
        reason = f"the extraction failed ({type(error).__name__}: {error})"
        detail = "The rest of the corpus is complete. Please report it with the article, if you may share it."
        return Reject(article.path or article.article_id, "parse", reason, detail)


def _lost(article: Article) -> Reject:
    reason = "the process that extracted from it was killed"
    detail = "Perhaps memory ran out: run again with fewer --workers. The rest of the corpus is complete."
    return Reject(article.path or article.article_id, "parse", reason, detail)


class _Gathered:
    """Rows put into typed columns as they come: a thousand articles' dictionaries would take ten times the memory."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[Row]] = {}
        self.frames: dict[str, list[pd.DataFrame]] = {}
        self.actors: list[Actor] = []

    def add(self, rows: ArticleRows) -> None:
        self.actors += map(_actor, rows.actors)
        own = {"articles": [rows.article], "attributions": rows.attributions}
        for name, more in (own | {"figures": rows.figures, "positions": rows.positions}).items():
            waiting = self.waiting.setdefault(name, [])
            waiting += more
            if len(waiting) >= _AT_ONCE:
                self._settle(name)

    def table(self, name: str) -> pd.DataFrame:
        self._settle(name)
        return join_tables(name, self.frames.pop(name))

    def _settle(self, name: str) -> None:
        self.frames.setdefault(name, []).append(make_table(name, self.waiting.pop(name, [])))


def _told(results: Iterable, total: int) -> Iterator:
    """Say twice a minute how far it is, for a log that nobody can draw a bar in."""
    begin = last = time.monotonic()
    for done, result in enumerate(results, 1):
        now = time.monotonic()
        if now - last > 30:
            last, rate = now, done / (now - begin)
            log.info("%d of %d articles, %.1f a second, %.0f min left", done, total, rate, (total - done) / rate / 60)
        yield result


def _actor(row: Row) -> Actor:
    return Actor(**(row | {"aliases": tuple(row["aliases"])}))


def _actor_row(actor: Actor) -> Row:
    row = asdict(actor) | {"aliases": ";".join(a.replace(";", ",") for a in actor.aliases)}
    del row["speaks_for"]  # A column of positions: one person may speak for another body elsewhere.
    return row
