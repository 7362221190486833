"""Side by side: two actors over issues, two figures with the rule that fired, one story across articles."""

from __future__ import annotations

from html import escape

import pandas as pd

from accordingto.analysis.comparisons import RELATION_WORDS, UNKNOWN_ORIGIN
from accordingto.analysis.naming import name_of, names
from accordingto.display.comparisons import FLAG_WORDS
from accordingto.display.evidence import passage_html
from accordingto.display.html import Html, cell, htmls, table
from accordingto.tables import Tables

_SIDES = {1: "▲ for", -1: "▼ against", 0: "◆ neither"}
_MOST = 5


def two_actors(tables: Tables, a: str, b: str) -> Html:
    """Show where two actors, or those who speak for them, stand on each issue either stands on."""
    called = names(tables)
    p = tables.positions[(tables.positions["issue_id"] != "") & (tables.positions["status"] != "rejected")]
    own = {i: p[(p["actor_id"] == i) | (p["speaks_for"] == i)] for i in (a, b)}
    issues = dict(zip(tables.issues["issue_id"], tables.issues["label"], strict=True))
    wanted = list(dict.fromkeys([*own[a]["issue_id"], *own[b]["issue_id"]]))
    rows = []
    for issue in sorted(wanted, key=lambda i: issues.get(i, i)):
        parts = [own[i][own[i]["issue_id"] == issue] for i in (a, b)]
        means = [part["issue_polarity"].dropna().mean() if len(part) else pd.NA for part in parts]
        stand = [0 if pd.isna(m) or m == 0 else 1 if m > 0 else -1 for m in means]
        same = "" if 0 in stand else "the same side" if stand[0] == stand[1] else "opposite sides"
        rows.append((issues.get(issue, issue), *(_stands(tables, part) for part in parts), same))
    frame = pd.DataFrame(rows, columns=["issue", "evidence_a", "evidence_b", "together"])
    for side in ("evidence_a", "evidence_b"):
        frame[side] = htmls(frame[side])
    columns = {"issue": "Issue", "evidence_a": name_of(a, called), "evidence_b": name_of(b, called), "together": "Both"}
    both = f"{name_of(a, called)} and {name_of(b, called)}"
    return Html(
        table(
            frame, columns, name="two-actors", caption=f"{both} over issues", nothing=f"{both} stand on no issue."
        ).data
    )


def two_figures(tables: Tables, pair: str) -> Html:
    """Show the two figures of a pair with their sentences, how they stand, and which rule said so."""
    found = tables.discrepancies[tables.discrepancies["discrepancy_id"] == pair]
    if found.empty:
        return Html('<p class="nothing">No figures could be compared.</p>')
    row = found.iloc[0]
    sides = "".join(f"<div>{_figure(tables, i)}</div>" for i in (row["figure_a"], row["figure_b"]))
    ratio = f", {cell(row['ratio'])} times apart" if pd.notna(row["ratio"]) else ""
    return Html(
        f'<div class="sides evidence-table">{sides}</div>'
        f"<p><strong>{escape(FLAG_WORDS[row['flagged']])}: {escape(RELATION_WORDS[row['relation']])}</strong>{ratio}. "
        f"{escape(row['explanation'])} Rule: {escape(row['rule'])}.</p>"
    )


def story(tables: Tables, found: pd.DataFrame, limit: int = 100) -> Html:
    """Show the rows found through the articles, by day: one story as each article tells it."""
    titles = dict(zip(tables.articles["article_id"], tables.articles["title"], strict=True))
    frame = found.sort_values(["day", "article_id", "start"], kind="stable", na_position="last")
    frame = frame.assign(article=[titles.get(i) or i for i in frame["article_id"]])
    columns = {"day": "Day", "article": "Article", "actor": "Actor", "what": "What", "words": "Words"}
    return Html(
        table(
            frame,
            columns,
            name="story",
            caption=f"One story across {frame['article_id'].nunique():,} articles",
            nothing="Nothing was found.",
            limit=limit,
        ).data
    )


def _figure(tables: Tables, figure_id: str) -> Html:
    row = tables.figures[tables.figures["figure_id"] == figure_id].iloc[0]
    who = name_of(row["originator_id"], names(tables)) or UNKNOWN_ORIGIN
    words = passage_html(
        tables.texts.get(row["article_id"], ""), {"figure": [(int(row["start"]), int(row["end"]))]}, row["article_id"]
    )
    facts = ", ".join(str(v) for v in (row["bound"], row["modality"], row["kind"], row["place"]) if v)
    return Html(f"<h4>{escape(who)}</h4><p>{words}</p><p>{escape(facts.replace('_', ' '))}</p>")


def _stands(tables: Tables, part: pd.DataFrame) -> Html:
    said = []
    for row in part.head(_MOST).itertuples():
        side = "○ no side" if pd.isna(row.issue_polarity) else _SIDES[int(row.issue_polarity)]
        words = passage_html(
            tables.texts.get(row.article_id, ""), {"position": [(int(row.start), int(row.end))]}, row.article_id
        )
        said.append(f"<p><strong>{side}</strong>, {escape(row.act.replace('_', ' '))}: {words}</p>")
    if len(part) > _MOST:
        said.append(f'<p class="more">… and {len(part) - _MOST:,} more.</p>')
    return Html("".join(said))
