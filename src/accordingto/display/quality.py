"""Measured scores and typical errors to lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from accordingto.display.html import LIMIT, cell, htmls, is_blank, table

if TYPE_CHECKING:
    from IPython.display import HTML


def scores(frame: pd.DataFrame) -> HTML:
    """Show the measured scores and how to measure them again."""
    frame = frame.copy()
    frame["interval"] = pd.Series(
        [f"{r.low:.1f} to {r.high:.1f}" if pd.notna(r.low) else "" for r in frame.itertuples()], dtype="str"
    )
    for column in ("precision", "recall", "f1"):
        frame[column] = pd.Series([f"{v:.1f}" if pd.notna(v) else "" for v in frame[column]], dtype="str")
    frame["command"] = htmls(f"<code>{cell(c)}</code>" for c in frame["command"])
    columns = {
        "task": "Task",
        "corpus": "Corpus",
        "metric": "Measured",
        "precision": "Precision",
        "recall": "Recall",
        "f1": "F1",
        "interval": "95 % interval",
        "n": "Gold items",
        "command": "Command",
    }
    return table(
        frame,
        columns,
        name="scores",
        caption="Measured accuracy, in percent",
        nothing="The extraction has not been measured here.",
    )


def errors(frame: pd.DataFrame, limit: int = LIMIT) -> HTML:
    """Show typical errors, how often they happen, and an example where there is one."""
    columns = {"task": "Task", "corpus": "Corpus", "kind": "Error", "count": "How often", "example": "Example"}
    columns = {c: t for c, t in columns.items() if not is_blank(frame[c])}
    return table(
        frame,
        columns,
        name="errors",
        caption="Typical errors",
        nothing="No errors are listed.",
        filters=("task",),
        limit=limit,
        whole="quality-errors.csv",
    )
