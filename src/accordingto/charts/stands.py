"""Who stands where, as charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.patches import Rectangle

from accordingto.analysis.naming import NO_COUNTRY, count
from accordingto.charts.style import BLUE, GREY, PALE, VERMILION, canvas, chart, describe, label, more, wrap
from accordingto.schemas import STANCE_ACTS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST_DAYS = 31
_NOTHING = "No positions on an issue were found."
_STANDS = {"for": (BLUE, "^"), "against": (VERMILION, "v"), "divided": (GREY, "D"), "no side": (GREY, "o")}


@chart
def position_matrix(data: pd.DataFrame, actors: int = 20, issues: int = 6) -> Figure | str:
    """Draw the positions of each actor on each issue as cells: how many, and which way.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.position_matrix`.
    actors, issues : int
        Most rows and columns to draw.

    Returns
    -------
    Figure or str
    """
    if data.empty:
        return _NOTHING
    across = _ranked(data, "issue")
    columns = across[:issues]
    shown = data[data["issue"].isin(columns)]
    rows = _ranked(shown, "holder")[:actors]
    cells = shown[shown["holder"].isin(rows)]
    first = data[data["issue"] == columns[0]]
    favour, against = (
        int((first[a] > first[b]).sum()) for a, b in (("in_favour", "against"), ("against", "in_favour"))
    )
    title = f"“{label(columns[0], 60)}”: {favour or 'none'} in favour, {against or 'none'} against"
    source = "Source: positions. ▲ agrees with the issue as worded, ▼ disagrees, ◆ divided, ○ takes no side."
    source += more(data["holder"].nunique() - len(rows), "actor") + more(len(across) - len(columns), "issue")
    figure, (axes,) = canvas(title, source, height=0.38 * len(rows) + 1.0)
    texts = []
    for row in cells.itertuples():
        x, y = columns.index(row.issue), rows.index(row.holder)
        stand = _stand(row)
        colour, marker = _STANDS[stand]
        axes.add_patch(
            Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, facecolor=colour, alpha=0.16 if stand != "no side" else 0.08)
        )
        hollow = "white" if stand == "no side" else colour
        axes.plot(x - 0.3 * min(1, 3 / len(columns)), y, marker, color=colour, markerfacecolor=hollow, markersize=7)
        words = _cell_words(row) if len(columns) <= 4 else str(int(row.n))
        axes.annotate(
            words,
            (x - 0.3 * min(1, 3 / len(columns)), y),
            xytext=(9, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
        texts.append(f"{row.holder} on {row.issue}: {_cell_words(row)}")
    axes.set_xticks(range(len(columns)), [wrap(c, max(12, 78 // len(columns)), lines=3) for c in columns], fontsize=9)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    axes.set_yticks(range(len(rows)), [label(r, 34) for r in rows])
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.spines["bottom"].set_visible(False)
    for y in range(len(rows) + 1):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.8, zorder=0)
    return describe(figure, f"Matrix of actors and issues. {title}. {'; '.join(texts)}.")


@chart
def country_acts(data: pd.DataFrame, countries: int = 15, acts: int = len(STANCE_ACTS)) -> Figure | str:
    """Draw how often the actors of each country do what.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.acts_by_country`.
    countries, acts : int
        Most rows and columns to draw.
    """
    if data.empty:
        return "No positions were found."
    rows = list(dict.fromkeys(data["name"]))
    by_act = data.groupby("act", sort=True)["n"].sum()
    often = set(sorted(by_act.index, key=lambda a: (-by_act[a], a))[:acts])
    columns = [act for act in STANCE_ACTS if act in often]
    total = data.groupby("name", sort=False)["n"].sum()
    known = data[data["country"] != NO_COUNTRY]
    first = (known if len(known) else data)["name"].iloc[0]
    own = data[data["name"] == first]
    against, favour = int(own["against"].sum()), int(own["in_favour"].sum())
    stands = f"{against or 'none'} against its target, {favour or 'none'} for it"
    title = f"{label(first, 40)} takes most positions, {count(int(total[first]), 'act')}: {stands}"
    if (alike := int((total[list(dict.fromkeys(known["name"]))] == total[first]).sum())) > 1:
        title = f"{label(first, 40)} and {alike - 1} more take most positions, {total[first]} each"
    source = "Source: positions." + more(len(rows) - countries, "country", "countries")
    source += more(len(by_act) - len(columns), "act")
    shown = rows[:countries]
    figure, (axes,) = canvas(title, source, height=0.36 * len(shown) + 1.2)
    largest = int(data["n"].max())
    texts = []
    for row in data.itertuples():
        texts.append(f"{row.name} {row.act.replace('_', ' ')} {int(row.n)}")
        if row.name in shown and row.act in columns:
            x, y = columns.index(row.act), shown.index(row.name)
            axes.scatter(x, y, s=110 + 330 * int(row.n) / largest, color=BLUE, alpha=0.2, linewidths=0)
            axes.annotate(str(int(row.n)), (x, y), ha="center", va="center", fontsize=9)
    axes.set_xticks(
        range(len(columns)), [c.replace("_", " ") for c in columns], rotation=40, ha="left", rotation_mode="anchor"
    )
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0, labelsize=9)
    axes.set_yticks(range(len(shown)), [f"{label(c, 30)} ({total[c]})" for c in shown])
    axes.set_xlim(-0.5, max(len(columns), 6) - 0.5)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.spines["bottom"].set_visible(False)
    for y in range(len(shown) + 1):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.8, zorder=0)
    return describe(figure, f"Table chart of acts by country. {title}. {'; '.join(texts)}.")


@chart
def position_timeline(data: pd.DataFrame, actors: int = 15) -> Figure | str:
    """Draw positions along the days they were taken on.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.dated_positions`.
    actors : int
        Most actors to draw, those with most positions.
    """
    if data.empty:
        return "Positions of different days were not found."
    counts = data["holder"].value_counts(sort=False)
    names = sorted(counts.index, key=lambda h: (-counts[h], h))
    rows = names[:actors]
    days = data["day"].sort_values()
    title = (
        f"{count(len(data), 'position')} between {_day(days.iloc[0])} and {_day(days.iloc[-1])}; "
        f"{label(rows[0], 40)} takes most"
    )
    source = "Source: positions; ▲ for, ▼ against, ○ neither. The day of the statement, or else of publication."
    if data["day"].nunique() > _MOST_DAYS:
        source += " Summed up by month."
    figure, (axes,) = canvas(title, source + more(len(names) - len(rows), "actor"), height=0.36 * len(rows) + 0.6)
    cells = data[data["holder"].isin(rows)].copy()
    cells["stand"] = [_sign(p) for p in cells["polarity"]]
    # Marks of so many days would lie on one another: one a month says as much.
    crowded = data["day"].nunique() > _MOST_DAYS
    if crowded:
        cells["day"] = cells["day"].dt.to_period("M").dt.start_time
    cells = cells.groupby(["holder", "day", "stand"], sort=True).size().reset_index(name="n")
    crowded = crowded and cells["day"].nunique() > _MOST_DAYS
    lift = {"for": -0.22, "no side": 0.0, "against": 0.22}
    for stand, own in cells.groupby("stand", sort=True):
        colour, marker = _STANDS[stand]
        heights = [rows.index(h) + lift[stand] for h in own["holder"]]
        hollow = "white" if stand == "no side" else colour
        axes.plot(own["day"], heights, marker, color=colour, markerfacecolor=hollow, markersize=6)
        if crowded:
            continue
        for day, y, n in zip(own["day"], heights, own["n"], strict=True):
            if n > 1:
                axes.annotate(str(n), (day, y), xytext=(5, 0), textcoords="offset points", va="center", fontsize=7.5)
    axes.set_yticks(range(len(rows)), [label(r, 34) for r in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for y in range(len(rows) + 1):
        axes.axhline(y - 0.5, color=PALE, linewidth=0.8, zorder=0)
    axes.margins(x=0.06)
    locator = mdates.AutoDateLocator(minticks=2, maxticks=7)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    listed = "; ".join(f"{_day(r.day)}, {r.holder}: {r.stand} ({r.n})" for r in cells.itertuples())
    return describe(figure, f"Time line of positions. {title}. {listed}.")


def _ranked(data: pd.DataFrame, column: str) -> list[str]:
    totals = data.groupby(column, sort=True)["n"].sum()
    return sorted(totals.index, key=lambda k: (-totals[k], k))


def _stand(row) -> str:
    if pd.isna(row.polarity):
        return "no side"
    return "for" if row.polarity > 0 else "against" if row.polarity < 0 else "divided"


def _sign(polarity: object) -> str:
    return "no side" if pd.isna(polarity) or polarity == 0 else "for" if polarity > 0 else "against"


def _cell_words(row) -> str:
    words = ((row.in_favour, "for"), (row.against, "against"), (row.neither, "neither"), (row.no_side, "no side"))
    return ", ".join(f"{int(n)} {word}" for n, word in words if n)


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%b %Y}"
