"""Tables to what was read, by whom and when, and the findings in three sentences."""

from __future__ import annotations

import pandas as pd

from accordingto.analysis.comparisons import comparisons_finding
from accordingto.analysis.naming import count
from accordingto.analysis.sources import sources_finding
from accordingto.analysis.stands import positions_finding
from accordingto.tables import Tables


def corpus_summary(tables: Tables) -> pd.DataFrame:
    """Count what the tables hold.

    Returns
    -------
    DataFrame
        ``what``, ``n``.
    """
    pairs, rejects = tables.discrepancies, tables.rejects
    rows = [
        ("articles", len(tables.articles)),
        ("words", int(tables.articles["words"].sum())),
        ("sentences", int(tables.articles["sentences"].sum())),
        ("attributions", len(tables.attributions)),
        ("actors", len(tables.actors)),
        ("figures", len(tables.figures)),
        ("pairs of comparable figures", len(pairs)),
        ("pairs to look at", int((pairs["flagged"] != "no").sum())),
        ("positions", len(tables.positions)),
        ("not read", int((rejects["stage"] != "note").sum())),
        ("remarks", int((rejects["stage"] == "note").sum())),
    ]
    return pd.DataFrame(rows, columns=["what", "n"])


def articles_read(tables: Tables) -> pd.DataFrame:
    """List the articles with what was found in each.

    Returns
    -------
    DataFrame
        ``article_id``, ``title``, ``publisher``, ``author``, ``published``, ``words``,
        ``attributions``, ``figures``, ``positions``, oldest first, undated last.
    """
    frame = tables.articles[["article_id", "title", "publisher", "author", "published", "words"]].copy()
    for name in ("attributions", "figures", "positions"):
        n = getattr(tables, name)["article_id"].value_counts()
        frame[name] = [int(n.get(a, 0)) for a in frame["article_id"]]
    return frame.sort_values(["published", "article_id"], kind="stable", ignore_index=True)


def period(tables: Tables) -> str:
    """Say how much was read and from when.

    Examples
    --------
    >>> from accordingto.tables import empty_tables
    >>> period(empty_tables())
    'No articles were read.'
    """
    articles = tables.articles
    if articles.empty:
        return "No articles were read."
    text = f"{count(len(articles), 'article')} with {count(int(articles['words'].sum()), 'word')}"
    publishers = articles["publisher"][articles["publisher"] != ""].nunique()
    text += f" from {count(publishers, 'publisher')}" if publishers else ", the publisher not stated"
    days = articles["published"].dropna()
    if len(days):
        first, last = (f"{d.day} {d:%B %Y}" for d in (days.min(), days.max()))
        text += f", published on {first}" if first == last else f", published from {first} to {last}"
    undated = len(articles) - len(days)
    if undated:
        text += f" ({undated} without a date)" if len(days) else ", the day not stated"
    return f"{text}."


def findings(tables: Tables) -> pd.DataFrame:
    """Say what was found about sources, figures and positions.

    Returns
    -------
    DataFrame
        ``topic``, ``finding`` (a sentence or two), ``more`` (the notebook with the evidence).
    """
    rows = [
        ("Sources", sources_finding(tables), "01-source-attributions"),
        ("Figures", comparisons_finding(tables), "02-figure-discrepancies"),
        ("Positions", positions_finding(tables), "03-actor-positions"),
    ]
    return pd.DataFrame(rows, columns=["topic", "finding", "more"])


def remarks(tables: Tables) -> pd.DataFrame:
    """List what could not be read, and what was read with a remark, the former first."""
    order = tables.rejects["stage"].eq("note")
    return (
        tables.rejects.assign(_o=order).sort_values(["_o", "path"], kind="stable", ignore_index=True).drop(columns="_o")
    )
