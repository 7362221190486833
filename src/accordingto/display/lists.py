"""The lists of articles, sources and positions, each row with its evidence."""

from __future__ import annotations

import pandas as pd
from IPython.display import HTML

from accordingto import analysis
from accordingto.analysis.naming import country_name
from accordingto.analysis.sources import share
from accordingto.display.evidence import LAYERS, passage_html
from accordingto.display.html import LIMIT, cell, htmls, is_blank, table
from accordingto.spans import parse_spans
from accordingto.tables import Tables


def legend(*layers: str) -> HTML:
    """Explain the marks.

    Examples
    --------
    >>> legend("cue").data
    '<p class="legend">Marked in the text: <mark class="cue">cue</mark>.</p>'
    """
    marks = ", ".join(f'<mark class="{cell(x)}">{cell(x)}</mark>' for x in layers or LAYERS[::-1])
    return HTML(f'<p class="legend">Marked in the text: {marks}.</p>')


def summary(tables: Tables) -> HTML:
    """Show what the tables hold."""
    return table(
        analysis.corpus_summary(tables),
        {"what": "What", "n": "How many"},
        name="summary",
        caption="What the tables hold",
        nothing="",
    )


def findings(tables: Tables) -> HTML:
    """Show the three findings and where their evidence is."""
    columns = {"topic": "About", "finding": "Finding", "more": "Evidence in"}
    return table(
        analysis.findings(tables), columns, name="findings", caption="The findings", nothing="Nothing was found."
    )


def articles(tables: Tables, limit: int = LIMIT) -> HTML:
    """Show what was read."""
    rows = analysis.articles_read(tables)
    # A column that no article fills tells a reader nothing.
    columns = {
        "article_id": "Article",
        "title": "Title",
        "publisher": "Publisher",
        "author": "Author",
        "published": "Published",
        "words": "Words",
        "attributions": "Attributions",
        "figures": "Figures",
        "positions": "Positions",
    }
    columns = {c: t for c, t in columns.items() if not is_blank(rows[c])}
    return table(
        rows,
        columns,
        name="articles",
        caption="What was read",
        nothing="No articles were read.",
        limit=limit,
        whole="articles.csv",
    )


def remarks(tables: Tables, limit: int = LIMIT) -> HTML:
    """Show what could not be read, and what was read with a remark."""
    rows = analysis.remarks(tables)
    rows["stage"] = rows["stage"].map({"read": "not read", "parse": "not parsed", "note": "read, with a remark"})
    columns = {"path": "File", "stage": "What happened", "reason": "Why", "detail": "Detail"}
    return table(
        rows,
        columns,
        name="remarks",
        caption="What could not be read, and remarks",
        nothing="Everything was read, without a remark.",
        limit=limit,
        whole="rejects.csv",
    )


def sources(tables: Tables, limit: int = 50) -> HTML:
    """Show who is quoted, with shares."""
    rows = analysis.by_source(tables)
    rows["country"] = rows["country"].map(country_name)
    rows["share"] = pd.Series([share(s) for s in rows["share"]], dtype="str")
    columns = {
        "name": "Source",
        "standing": "Kind",
        "country": "Country",
        "statements": "Statements",
        "words": "Words",
        "share": "Share of words",
        "direct": "Direct",
        "mixed": "Mixed",
        "indirect": "Indirect",
        "relayed": "Through others",
    }
    return table(
        rows,
        columns,
        name="sources",
        caption="Who is quoted",
        nothing="Nobody is quoted.",
        filters=("standing", "country"),
        limit=limit,
        whole="attributions.csv",
    )


def relays(tables: Tables, limit: int = 50) -> HTML:
    """Show whose words came through whom, with the sentences."""
    rows = analysis.attribution_list(tables)
    rows = rows[rows["relayed_by"] != ""].reset_index(drop=True)
    rows["evidence"] = _attribution_evidence(tables, rows)
    columns = {"relayed_by": "Through", "name": "Whose words", "evidence": "Evidence"}
    return table(
        rows,
        columns,
        name="relays",
        caption="Words that came through somebody else",
        nothing="No source is quoted through another.",
        filters=("relayed_by",),
        limit=limit,
        whole="attributions.csv",
    )


def attributions(tables: Tables, limit: int = LIMIT) -> HTML:
    """Show every attribution with its sentence."""
    rows = analysis.attribution_list(tables)
    rows["evidence"] = _attribution_evidence(tables, rows)
    rows["country"] = rows["country"].map(country_name)
    rows["act"] = rows["act"].str.replace("_", " ")
    columns = {
        "name": "Source",
        "standing": "Kind",
        "country": "Country",
        "quote_type": "Quote",
        "act": "Act",
        "relayed_by": "Through",
        "evidence": "Evidence",
        "confidence": "Confidence",
    }
    if is_blank(rows["relayed_by"]):
        del columns["relayed_by"]
    return table(
        rows,
        columns,
        name="attributions",
        caption="Attributions",
        nothing="Nobody is quoted.",
        filters=("name", "country", "quote_type"),
        limit=limit,
        whole="attributions.csv",
    )


def positions(tables: Tables, by: str = "actor", limit: int = LIMIT) -> HTML:
    """Show every position with its evidence, by issue and actor."""
    rows = analysis.position_list(tables, by)
    rows["evidence_html"] = htmls(
        passage_html(tables.texts.get(r.article_id, ""), {"position": [(r.start, r.end)]}, r.article_id)
        for r in rows.itertuples()
    )
    rows["stand"] = pd.Series([_stand(r) for r in rows.itertuples()], dtype="str")
    rows["doing"] = pd.Series([_act(r) for r in rows.itertuples()], dtype="str")
    rows["for_whom"] = rows["side"].where(rows["side"] != rows["name"], "")
    rows["_last"] = rows["issue"] == ""
    rows = rows.sort_values(["_last", "issue", "holder"], kind="stable", ignore_index=True)
    columns = {
        "issue": "Issue",
        "name": "Actor",
        "for_whom": "Speaks for",
        "doing": "Act",
        "target_name": "Towards",
        "stand": "Stand on the issue",
        "evidence_html": "Evidence",
        "confidence": "Confidence",
    }
    return table(
        rows,
        columns,
        name="positions",
        caption="Positions",
        nothing="No positions were found.",
        filters=("issue", "name", "for_whom", "doing"),
        limit=limit,
        whole="positions.csv",
    )


def turns(tables: Tables, by: str = "side", limit: int = LIMIT) -> HTML:
    """Show who stood on one side of an issue and later on the other."""
    columns = {
        "holder": "Who",
        "issue": "Issue",
        "before": "Stood",
        "last_before": "Until",
        "after": "Then stood",
        "first_after": "From",
    }
    return table(
        analysis.turns(tables, by),
        columns,
        name="turns",
        caption="Who changed sides",
        nothing="Nobody was found on one side of an issue and later on the other.",
        limit=limit,
        whole="positions.csv",
    )


def divided_countries(tables: Tables, limit: int = LIMIT) -> HTML:
    """Show the issues on which actors of one country stand on opposite sides."""
    columns = {"name": "Country", "issue": "Issue", "favourers": "For", "opponents": "Against"}
    return table(
        analysis.divided_countries(tables),
        columns,
        name="divided-countries",
        caption="Issues that divide a country",
        nothing="No issue was found on which actors of one country stand on opposite sides.",
        limit=limit,
        whole="positions.csv",
    )


def _attribution_evidence(tables: Tables, rows: pd.DataFrame) -> pd.Series:
    return htmls(
        passage_html(
            tables.texts.get(r.article_id, ""),
            {
                "content": parse_spans(r.content_spans),
                "cue": parse_spans(r.cue_spans),
                "source": parse_spans(r.source_spans),
            },
            r.article_id,
        )
        for r in rows.itertuples()
    )


def _stand(row) -> str:
    if not row.issue_id:
        return ""
    return (
        "○\u00a0no side"
        if pd.isna(row.issue_polarity)
        else {1: "▲\u00a0for", -1: "▼\u00a0against", 0: "◆\u00a0neither"}[row.issue_polarity]
    )


def _act(row) -> str:
    words = row.act.replace("_", " ")
    words = f"not: {words}" if row.negated else words
    return f"{words} (if)" if row.conditional else words
