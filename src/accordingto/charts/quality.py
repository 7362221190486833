"""Measured accuracy, as a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from accordingto.charts.style import BLUE, GREY, canvas, chart, describe, label, more

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@chart
def scores(data: pd.DataFrame, limit: int = 48) -> Figure | str:
    """Draw the scores with their 95 % intervals: of every task on every gold as many as there is room for.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.headlines`.
    limit : int
        Most scores to draw. How often a row of some confidence is right is left to the table.

    Returns
    -------
    Figure or str
    """
    rows = data if data.empty else _first(data[~data["metric"].str.startswith("right_at_confidence")], limit)
    if rows.empty:
        return "The extraction has not been measured here."
    # The weakest is what a reader has to reckon with, so the title names it.
    worst = rows[rows["better"] == "more"].sort_values(["f1", "task"], kind="stable").iloc[0]
    title = f"Weakest: {label(worst['meaning'], 44)}, {worst['f1']:.0f} of 100 right"
    source = "Source: quality.csv; F1 or accuracy in percent on gold, with the 95 % bootstrap interval."
    figure, (axes,) = canvas(title, source + more(len(data) - len(rows), "score"), height=0.36 * len(rows) + 0.7)
    texts = []
    for y, row in enumerate(rows.itertuples()):
        if pd.notna(row.low) and pd.notna(row.high):
            axes.plot([row.low, row.high], [y, y], color=BLUE, linewidth=2.5, alpha=0.5, solid_capstyle="butt")
        axes.plot(row.f1, y, "o", color=BLUE, markersize=7, markeredgecolor="white", zorder=3)
        edge = max(v for v in (row.high, row.f1) if pd.notna(v))
        size = f" of {int(row.n):,}" if pd.notna(row.n) else ""
        axes.annotate(
            f"{row.f1:.1f}",
            (edge, y),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
        texts.append(f"{row.question}, {row.meaning}: {row.f1:.1f}{size}")
    names = [label(f"{r.meaning} ({r.corpus})", 72) for r in rows.itertuples()]
    axes.set_yticks(range(len(rows)), names, fontsize=9)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 108)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.grid(axis="x")
    for y in range(1, len(rows)):
        if rows["question"].iloc[y] != rows["question"].iloc[y - 1]:
            axes.axhline(y - 0.5, color=GREY, linewidth=0.6)
    return describe(figure, f"Dot chart with intervals. {title}. {'; '.join(texts)}.")


def _first(data: pd.DataFrame, limit: int) -> pd.DataFrame:
    """As many of the first rows of each task and gold as fit."""
    rank = data.groupby(["task", "corpus"], sort=False).cumcount()
    most = max(n for n in range(1, limit + 1) if n == 1 or (rank < n).sum() <= limit)
    return data[rank < most].head(limit)
