"""Figures and pairs of them to lists, each figure in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from accordingto import analysis
from accordingto.analysis.comparisons import RELATION_WORDS
from accordingto.analysis.naming import number
from accordingto.display.evidence import passage_html
from accordingto.display.html import LIMIT, Html, cell, htmls, is_blank, table
from accordingto.tables import Tables

if TYPE_CHECKING:
    from IPython.display import HTML

FLAG_WORDS = {
    "yes": "▲ check",
    "weak": "△ weak",
    "show": "○ look",
    "note": "○ note",
    "no": "– fits",
}


def measures(tables: Tables, limit: int = 50) -> HTML:
    """Show what is measured, how often and by how many."""
    columns = {
        "measure": "Measure",
        "unit": "Unit",
        "figures": "Figures",
        "originators": "Originators",
        "lowest": "Lowest",
        "highest": "Highest",
        "pairs": "Pairs compared",
        "flagged": "To look at",
    }
    rows = analysis.measures(tables)
    columns = {c: t for c, t in columns.items() if not is_blank(rows[c])}
    return table(
        rows,
        columns,
        name="measures",
        caption="What is measured",
        nothing="No figures were read.",
        limit=limit,
        whole="figures.csv",
    )


def pairs(tables: Tables, flagged: bool | None = None, limit: int = 40) -> HTML:
    """Show pairs of figures with both sentences, those to check first; what is said twice, once.

    Parameters
    ----------
    tables : Tables
    flagged : bool, optional
        True: only those to look at; False: only those that fit; None: all.
    limit : int
    """
    rows = analysis.pair_list(tables)
    if flagged is not None:
        rows = rows[(rows["flagged"] != "no") == flagged].reset_index(drop=True)
    rows = analysis.folded(rows)
    rows["flag"] = htmls(f'<span class="flag">{FLAG_WORDS[f]}</span>' for f in rows["flagged"])
    graded = [f", {grade}" if isinstance(grade, str) and grade else "" for grade in rows["grade"]]
    rows["relation"] = rows["relation"].map(RELATION_WORDS) + pd.Series(graded, index=rows.index, dtype="str")
    rows["why"] = htmls(
        f'{cell(why)} <span class="where">rule: {cell(rule)}{_again(again)}</span>'
        for why, rule, again in zip(rows["explanation"], rows["rule"], rows["again"], strict=True)
    )
    for side in "ab":
        rows[f"evidence_{side}"] = _figure_evidence(tables, rows, f"_{side}")
    columns = {
        "flag": "Look",
        "measure": "Measure",
        "evidence_a": "One figure",
        "evidence_b": "The other",
        "relation": "Relation",
        "ratio": "Ratio",
        "why": "Why",
    }
    columns = {c: t for c, t in columns.items() if not is_blank(rows[c])}
    name = {None: "pairs", True: "flagged-pairs", False: "fitting-pairs"}[flagged]
    captions = {None: "Every pair", True: "Pairs to look at", False: "Pairs that fit together"}
    nothing = "No figures could be compared."
    if len(tables.discrepancies):
        nothing = {None: "", True: "No pair of figures needs a look.", False: "No pair of figures fits together."}[
            flagged
        ]
    return table(
        rows,
        columns,
        name=name,
        caption=captions[flagged],
        nothing=nothing,
        filters=("measure", "relation"),
        limit=limit,
        whole="discrepancies.csv",
    )


def undecided(tables: Tables, limit: int = 40) -> HTML:
    """Show what would settle each undecided pair."""
    rows = analysis.folded(analysis.undecided(tables))
    for side in "ab":
        rows[f"evidence_{side}"] = _figure_evidence(tables, rows, f"_{side}")
    columns = {
        "measure": "Measure",
        "evidence_a": "One figure",
        "evidence_b": "The other",
        "to_settle": "What would settle it",
    }
    return table(
        rows,
        columns,
        name="undecided",
        caption="Pairs that the articles do not decide",
        nothing="No pair of figures is undecided.",
        limit=limit,
        whole="discrepancies.csv",
    )


def figures(tables: Tables, limit: int = LIMIT) -> HTML:
    """Show every figure with what its words allow and its sentence."""
    rows = analysis.figure_list(tables)
    rows["interval"] = pd.Series([_interval(r) for r in rows.itertuples()], dtype="str")
    rows["day"] = rows["day"].where(rows["day_from"] == "article")
    rows["reporter"] = rows["reporter"].where(rows["reporter"] != rows["originator"], "")
    rows["evidence"] = _figure_evidence(tables, rows, "")
    columns = {
        "measure": "Measure",
        "value": "Number",
        "interval": "What the words allow",
        "unit": "Unit",
        "modality": "Modality",
        "place": "Place",
        "day": "Holds on",
        "originator": "From",
        "reporter": "Through",
        "evidence": "Evidence",
    }
    columns = {c: t for c, t in columns.items() if not is_blank(rows[c])}
    return table(
        rows,
        columns,
        name="figures",
        caption="Figures",
        nothing="No figures were read.",
        filters=("measure", "originator"),
        limit=limit,
        whole="figures.csv",
    )


def thresholds(around: float = 0.10, grades: tuple[float, ...] = (1.1, 1.5, 3.0)) -> HTML:
    """Show how “around” is read and how far apart contradictory figures are.

    The defaults are those of :func:`accordingto.figures.compare`.
    """
    a, b, c = (number(g) for g in grades)
    rows = [
        ("“around n”", f"from n − {100 * around:.0f} % to n + {100 * around:.0f} %"),
        ("minor contradiction", f"less than {a} times apart"),
        ("moderate", f"{a} to {b} times"),
        ("large", f"{b} to {c} times"),
        ("extreme", f"{c} times or more"),
    ]
    frame = pd.DataFrame(rows, columns=["what", "means"])
    return table(frame, {"what": "Word", "means": "Meaning"}, name="thresholds", caption="The thresholds", nothing="")


def _figure_evidence(tables: Tables, rows: pd.DataFrame, suffix: str) -> pd.Series:
    columns = [f"{c}{suffix}" for c in ("article_id", "start", "end", "originator")]
    return htmls(
        Html(
            (f"<strong>{cell(originator)}</strong>: " if suffix else "")
            + passage_html(tables.texts.get(article, ""), {"figure": [(int(start), int(end))]}, article)
        )
        for article, start, end, originator in rows[columns].itertuples(index=False, name=None)
    )


def _again(more: int) -> str:
    return f"; the same in {number(more)} more pair{'' if more == 1 else 's'}" if more else ""


def _interval(row) -> str:
    if pd.notna(row.low) and pd.notna(row.high):
        return number(row.low) if row.low == row.high else f"{number(row.low)} to {number(row.high)}"
    if pd.notna(row.low):
        return f"{number(row.low)} or more" if row.low_closed else f"more than {number(row.low)}"
    if pd.notna(row.high):
        return f"{number(row.high)} or fewer" if row.high_closed else f"fewer than {number(row.high)}"
    return ""
