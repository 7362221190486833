"""Tables and what a reader asks for to the tables of just that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from accordingto.project import project_path
from accordingto.tables import Tables, make_table, read_tables

SEPARATOR = ";"


def load(
    folder: str | Path,
    *,
    articles: Sequence[str] = (),
    actors: Sequence[str] = (),
    since: str = "",
    until: str = "",
    minimum_confidence: float = 0.0,
) -> Tables:
    """Read the tables of a folder and keep what is asked for.

    Parameters
    ----------
    folder : path
        A folder that ``accordingto parse`` wrote; a relative one is looked for in the project.
    articles, actors, since, until, minimum_confidence
        As for :func:`select`.

    Returns
    -------
    Tables
    """
    return select(
        read_tables(project_path(folder)),
        articles=articles,
        actors=actors,
        since=since,
        until=until,
        minimum_confidence=minimum_confidence,
    )


def select(
    tables: Tables,
    *,
    articles: Sequence[str] = (),
    actors: Sequence[str] = (),
    since: str = "",
    until: str = "",
    minimum_confidence: float = 0.0,
) -> Tables:
    """Keep the rows of some articles, actors and days, of at least some confidence.

    Rows that a reviewer rejected are always left out. Articles without a date of publication are
    left out where a period is asked for, each with a remark in the table ``rejects``.

    Parameters
    ----------
    tables : Tables
        The whole corpus.
    articles : sequence of str
        Article ids; empty: all.
    actors : sequence of str
        Actor ids, names or aliases, in any case of letters; empty: all. Kept are what they say and
        who relays it, the figures that come from them and those compared with these, and the
        positions they take, have taken for them, or are the target of.
    since, until : str
        First and last day of publication, ``YYYY-MM-DD``; empty: no limit.
    minimum_confidence : float
        Least confidence of attributions and positions, 0 to 1. A figure goes with its attribution.

    Returns
    -------
    Tables

    Raises
    ------
    ValueError
        If an article or an actor is not in the tables (the message says which are close), or a
        day or the confidence is not one.
    """
    if not 0 <= minimum_confidence <= 1:
        raise ValueError(f"minimum_confidence is {minimum_confidence}; it must be between 0 and 1.")
    chosen, undated = _chosen_articles(tables.articles, articles, _day("since", since), _day("until", until))
    attributions, figures, positions = (
        frame[frame["article_id"].isin(chosen)] for frame in (tables.attributions, tables.figures, tables.positions)
    )
    attributions, positions = _kept(attributions, minimum_confidence), _kept(positions, minimum_confidence)
    gone = set(tables.attributions["attribution_id"]) - set(attributions["attribution_id"])
    figures = figures[~figures["attribution_id"].isin(gone)]
    positions = positions[~positions["attribution_id"].isin(gone)]
    discrepancies = _between(tables.discrepancies, figures)
    if actors:
        ids = _chosen_actors(tables.actors, actors)
        attributions = _said_by(attributions, ids)
        own = figures[figures["originator_id"].isin(ids) | figures["reported_by"].isin(ids)]
        own = set(own["figure_id"])
        pair = discrepancies["figure_a"].isin(own) | discrepancies["figure_b"].isin(own)
        discrepancies = discrepancies[pair]
        own |= {*discrepancies["figure_a"], *discrepancies["figure_b"]}
        figures = figures[figures["figure_id"].isin(own)]
        involved = positions["actor_id"].isin(ids) | positions["speaks_for"].isin(ids)
        positions = positions[involved | positions["target_id"].map(lambda cell: bool(ids & set(split(cell))))]
    kept_articles = tables.articles[tables.articles["article_id"].isin(chosen)]
    narrowed = len(chosen) < len(tables.articles) or bool(actors) or minimum_confidence > 0
    selected = tables.replace(
        articles=kept_articles.reset_index(drop=True),
        attributions=attributions.reset_index(drop=True),
        figures=figures.reset_index(drop=True),
        discrepancies=discrepancies.reset_index(drop=True),
        positions=positions.reset_index(drop=True),
        rejects=_with_remarks(tables.rejects, undated),
        texts={a: t for a, t in tables.texts.items() if a in chosen},
    )
    return selected.replace(actors=_referred_to(selected)) if narrowed else selected


def split(ids: str) -> list[str]:
    """Split a cell of several ids.

    Examples
    --------
    >>> split("country:JPN;country:USA"), split("")
    (['country:JPN', 'country:USA'], [])
    """
    return [part for part in ids.split(SEPARATOR) if part]


def _day(name: str, value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ValueError(f"{name} is {value!r}; write a day as YYYY-MM-DD, such as 2024-10-21.") from None


def _chosen_articles(
    frame: pd.DataFrame, wanted: Sequence[str], since: date | None, until: date | None
) -> tuple[set[str], pd.DataFrame]:
    if since and until and since > until:
        raise ValueError(f"since ({since}) is later than until ({until}).")
    known = list(frame["article_id"])
    for article in wanted:
        if article not in known:
            raise ValueError(f"no article is called {article!r}.{_did_you_mean(article, known)}")
    if wanted:
        frame = frame[frame["article_id"].isin(list(wanted))]
    undated = frame[frame["published"].isna()] if since or until else frame.head(0)
    if since:
        frame = frame[frame["published"] >= pd.Timestamp(since)]
    if until:
        frame = frame[frame["published"] <= pd.Timestamp(until)]
    return set(frame["article_id"]), undated


def _chosen_actors(frame: pd.DataFrame, wanted: Sequence[str]) -> set[str]:
    called: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for actor_id, name, aliases in frame[["actor_id", "name", "aliases"]].itertuples(index=False):
        for word in (actor_id, name, *split(aliases)):
            called.setdefault(word.casefold().strip(), set()).add(actor_id)
            names.setdefault(word.casefold().strip(), word)
    chosen: set[str] = set()
    for word in wanted:
        ids = called.get(word.casefold().strip())
        if not ids:
            raise ValueError(f"no actor is called {word!r}.{_did_you_mean(word.casefold(), sorted(called), names)}")
        chosen |= ids
    return chosen


def _did_you_mean(word: str, known: Sequence[str], names: dict[str, str] | None = None) -> str:
    close = get_close_matches(word, known, n=3, cutoff=0.6) or [k for k in known if word.casefold() in k.casefold()][:3]
    close = [(names or {}).get(k, k) for k in close]
    if close:
        return f" Did you mean {' or '.join(repr(c) for c in close)}?"
    if not known:
        return " The tables hold none."
    some = ", ".join((names or {}).get(k, k) for k in known[:5])
    return f" There are {len(known)}, such as {some}." if len(known) > 5 else f" There are: {some}."


def _kept(frame: pd.DataFrame, least: float) -> pd.DataFrame:
    return frame[(frame["status"] != "rejected") & (frame["confidence"] >= least)]


def _between(pairs: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    return pairs[pairs["figure_a"].isin(figures["figure_id"]) & pairs["figure_b"].isin(figures["figure_id"])]


def _said_by(frame: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    parent = dict(zip(frame["attribution_id"], frame["parent_id"], strict=True))
    keep = set(frame["attribution_id"][frame["actor_id"].map(lambda cell: bool(ids & set(split(cell))))])
    for row in sorted(keep):
        while (row := parent.get(row, "")) and row not in keep:
            keep.add(row)
    return frame[frame["attribution_id"].isin(keep)]


def _referred_to(tables: Tables) -> pd.DataFrame:
    columns = (
        tables.attributions["actor_id"],
        tables.figures["originator_id"],
        tables.figures["reported_by"],
        tables.positions["actor_id"],
        tables.positions["speaks_for"],
        tables.positions["target_id"],
    )
    ids = {part for column in columns for cell in column for part in split(cell)}
    return tables.actors[tables.actors["actor_id"].isin(ids)].reset_index(drop=True)


def _with_remarks(rejects: pd.DataFrame, undated: pd.DataFrame) -> pd.DataFrame:
    if undated.empty:
        return rejects
    remarks: Iterable[dict[str, str]] = [
        {
            "path": row.path or row.article_id,
            "stage": "note",
            "reason": "no date of publication",
            "detail": f"{row.article_id} is left out, because a period was asked for.",
        }
        for row in undated.itertuples()
    ]
    return make_table("rejects", [*rejects.to_dict("records"), *remarks])
