"""Figures side by side, as charts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from accordingto.analysis.comparisons import UNKNOWN_ORIGIN
from accordingto.analysis.naming import count, number
from accordingto.charts.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PINK,
    SKY,
    VERMILION,
    canvas,
    chart,
    describe,
    label,
    more,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MODALITY_LOOKS = {
    "reported": (BLUE, "o"),
    "confirmed": (GREEN, "D"),
    "estimated": (ORANGE, "s"),
    "planned": (SKY, "^"),
    "projected": (PINK, "v"),
    "feared": (VERMILION, "P"),
    "denied": (GREY, "X"),
}
_NOTHING = "No figures could be compared."
_LOG_FROM = 25
_FIGURES_A_PANEL = 14


@chart
def figure_ranges(data: pd.DataFrame, limit: int = 6) -> Figure | str:
    """Draw each compared figure as a dot with the interval its words allow.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.grouped_figures`.
    limit : int
        Most groups to draw, one a panel.

    Returns
    -------
    Figure or str
    """
    if data.empty:
        return _NOTHING
    groups = list(dict.fromkeys(data["group"]))
    left = len(groups) - len(groups[:limit]) + int(data["left_out"].iloc[0])
    panels = [data[data["group"] == g] for g in groups[:limit]]
    distinct = [_distinct(rows) for rows in panels]
    shown = [_ends(rows) for rows in distinct]
    heights = [len(rows) + 1.6 for rows in shown]
    title = _title(panels[0])
    source = "Source: figures. Whiskers: what the words allow; an arrow: no end on that side." + more(
        left, "measure in the table", "measures in the table"
    )
    figure, axes = canvas(title, source, height=0.46 * sum(heights), panels=heights)
    texts = []
    for ax, rows, panel in zip(axes, shown, distinct, strict=True):
        _ranges(ax, rows)
        unit = next((u for u in rows["unit"] if u), "")
        left_out = more(len(panel) - len(rows), "figure").rstrip(".")
        if len(panels) > 1 or unit or left_out:
            heading = rows["label"].iloc[0] + (f" ({unit})" if unit else "")
            ax.set_title(label(heading, 80) + left_out, fontsize=10, pad=8)
        texts += [f"{r.label}: {r.originator}, {r.quote}" for r in rows.itertuples()]
    used = [m for m in MODALITY_LOOKS if any((rows["modality"] == m).any() for rows in shown)]
    for name in used:
        colour, marker = MODALITY_LOOKS[name]
        axes[-1].plot([], [], marker=marker, color=colour, linestyle="", label=name)
    axes[-1].legend(loc="upper left", bbox_to_anchor=(-0.01, -0.14 * 5 / heights[-1]), ncols=7, fontsize=9)
    return describe(figure, f"Dot-and-whisker chart. {title}. {'; '.join(texts)}.")


@chart
def figure_timeline(data: pd.DataFrame, limit: int = 4) -> Figure | str:
    """Draw compared figures along the days they hold for, one line an originator.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.dated_figures`.
    limit : int
        Most groups to draw, one a panel.
    """
    if data.empty:
        return "No figures of different days could be compared."
    groups = list(dict.fromkeys(data["group"]))
    panels = [data[data["group"] == g] for g in groups[:limit]]
    title = _course(panels[0])
    source = "Source: figures; the day a figure holds for, or else the day of publication (hollow)."
    source += " A line joins the highest of each day." + more(len(groups) - len(panels), "measure")
    figure, axes = canvas(title, source, height=2.7 * len(panels), panels=[1] * len(panels))
    looks = list(MODALITY_LOOKS.values())
    for ax, rows in zip(axes, panels, strict=True):
        names = list(dict.fromkeys(rows["originator"]))
        rows = rows[rows["originator"].isin(names[: len(looks)])]
        for i, name in enumerate(names[: len(looks)]):
            own = rows[rows["originator"] == name].sort_values(["day", "best"])
            colour, marker = looks[i]
            if name != UNKNOWN_ORIGIN:
                # One point a day: parts given on one day are not a course.
                course = own.drop_duplicates("day", keep="last")
                ax.plot(course["day"], course["best"].astype(float), color=colour, linewidth=1.2, alpha=0.7)
            for day, best, known in zip(own["day"], own["best"], own["day_from"], strict=True):
                fill = colour if known == "article" else "white"
                ax.plot(day, float(best), marker=marker, color=colour, markerfacecolor=fill, linestyle="")
            line = "" if name == UNKNOWN_ORIGIN else "-"
            ax.plot([], [], color=colour, marker=marker, linestyle=line, label=label(name, 34))
        heading = label(rows["label"].iloc[0], 80) + more(len(names) - len(looks), "source").rstrip(".")
        ax.set_title(heading, fontsize=10)
        _scale(ax, [float(b) for b in rows["best"]], axis="y")
        _number_points(ax, rows)
        ax.grid(axis="y")
        ax.margins(x=0.12)
        locator = mdates.AutoDateLocator(minticks=2, maxticks=6)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
        ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), fontsize=9)
    listed = "; ".join(f"{_day(r.day)}, {r.originator}: {r.quote}" for r in data.itertuples())
    return describe(figure, f"Line chart. {title}. {listed}.")


def _course(rows: pd.DataFrame) -> str:
    """Say how far the figures of one originator moved, of the one whose moved furthest."""
    measure = _capital(label(rows["label"].iloc[0], 50))
    moved = []
    known = rows[rows["originator"] != UNKNOWN_ORIGIN].sort_values(["day", "best"], kind="stable")
    for name, own in known.drop_duplicates(["originator", "day"], keep="last").groupby("originator", sort=True):
        a, b = own.iloc[0], own.iloc[-1]
        if a["day"] != b["day"] and a["best"] != b["best"] and min(a["best"], b["best"]) > 0:
            moved.append((-max(a["best"] / b["best"], b["best"] / a["best"]), name, a, b))
    if not moved:
        return f"{measure}: figures from {_day(rows['day'].min())} to {_day(rows['day'].max())}"
    _, name, a, b = min(moved, key=lambda m: m[:2])
    start, end = (f"{number(row['best'])} on {_day(row['day'])}" for row in (a, b))
    return f"{measure}: {label(name, 40)} goes from {start} to {end}"


def _distinct(rows: pd.DataFrame) -> pd.DataFrame:
    """Put together what one originator says in the same words on several days."""
    rows = rows.assign(words=rows["quote"].str.casefold())
    same = ["originator", "words", "modality", "best"]
    groups = rows.groupby(same, sort=False, dropna=False)
    rows = rows.assign(first_day=groups["day"].transform("min"), last_day=groups["day"].transform("max"))
    return rows.drop_duplicates(same).reset_index(drop=True)


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    """Of more figures than fit keep the lowest and the highest: those between say least."""
    if len(rows) <= _FIGURES_A_PANEL:
        return rows
    half = _FIGURES_A_PANEL // 2
    return pd.concat([rows.head(half), rows.tail(half)]).reset_index(drop=True)


def _title(rows: pd.DataFrame) -> str:
    low, high = rows["best"].min(), rows["best"].max()
    measure = _capital(label(rows["label"].iloc[0], 50))
    sources = count(rows["originator"].nunique(), "source")
    if low == high:
        return f"{measure}: {sources} with one number, {number(low)}"
    apart = f", {number(round(high / low, 1))} times apart" if low > 0 else ""
    return f"{measure}: from {number(low)} to {number(high)}{apart} ({sources})"


def _ranges(ax: Axes, rows: pd.DataFrame) -> None:
    ends = [float(v) for column in ("best", "least", "most") for v in rows[column] if pd.notna(v)]
    _scale(ax, ends)
    low, high = ax.get_xlim()
    for y, row in enumerate(rows.itertuples()):
        colour, marker = MODALITY_LOOKS[row.modality]
        left = low if pd.isna(row.least) else float(row.least)
        right = high if pd.isna(row.most) else float(row.most)
        if left != right:
            ax.plot([left, right], [y, y], color=colour, linewidth=2, alpha=0.55, solid_capstyle="butt")
        for end, open_end, arrow in ((left, pd.isna(row.least), "<"), (right, pd.isna(row.most), ">")):
            if left != right:
                ax.plot(end, y, marker=arrow if open_end else "|", color=colour, markersize=8, clip_on=False)
        ax.plot(float(row.best), y, marker=marker, color=colour, markersize=8, markeredgecolor="white", zorder=3)
        # Above the whisker, where no other mark is; turned inwards near the right edge.
        inward = ax.transData.transform((float(row.best), y))[0] > ax.transData.transform((_at(ax, 0.6), y))[0]
        ax.annotate(
            f"“{label(row.quote, 44)}”",
            (float(row.best), y),
            xytext=(0, 8),
            textcoords="offset points",
            ha="right" if inward else "left",
            fontsize=8.5,
            color=INK,
        )
    names = [f"{label(r.originator, 34)}{_when(r)}" for r in rows.itertuples()]
    ax.set_yticks(range(len(rows)), names, fontsize=9)
    ax.tick_params(axis="y", pad=9)
    ax.set_ylim(len(rows) - 0.4, -0.8)
    ax.grid(axis="x")


def _scale(ax: Axes, ends: list[float], axis: str = "x") -> None:
    """Set limits with room for arrows; numbers far apart get a scale of equal ratios."""
    low, high = min(ends), max(ends)
    set_scale, set_limits = (ax.set_xscale, ax.set_xlim) if axis == "x" else (ax.set_yscale, ax.set_ylim)
    ticks = ax.xaxis if axis == "x" else ax.yaxis
    if low > 0 and high / low > _LOG_FROM:
        set_scale("log")
        room = (high / low) ** 0.12
        set_limits(low / room, high * room)
        ticks.set_minor_formatter(NullFormatter())
    else:
        room = 0.12 * (high - low) or max(abs(high) * 0.2, 1.0)
        set_limits(max(0.0, low - room) if low >= 0 else low - room, high + room)
        ticks.set_major_locator(MaxNLocator(5, integer=all(e == int(e) for e in ends)))
    ticks.set_major_formatter(FuncFormatter(lambda v, _: number(v)))


def _number_points(ax: Axes, rows: pd.DataFrame) -> None:
    """Write numbers at points, the first and the last of each line first, where they do not overlap."""
    points: list[tuple[int, pd.Timestamp, float]] = []
    for _, own in rows.sort_values(["originator", "day", "best"]).groupby("originator", sort=True):
        values = [float(b) for b in own["best"]]
        for i, (day, best) in enumerate(zip(own["day"], values, strict=True)):
            if i in (0, len(own) - 1) or best != values[i - 1]:
                points.append((0 if i in (0, len(own) - 1) else 1, day, best))
    first, last = rows["day"].min(), rows["day"].max()
    low, high = ax.get_ylim()
    log = ax.get_yscale() == "log"
    taken: list[tuple[float, float, float]] = []
    for _, day, best in sorted(points):
        x = (day - first) / (last - first)
        y = math.log(best / low) / math.log(high / low) if log else (best - low) / (high - low)
        width = 0.02 * (len(number(best)) + 1)
        if any(abs(y - v) < 0.1 and x < u + w and u < x + width for u, v, w in taken):
            continue
        taken.append((x, y, width))
        ax.annotate(number(best), (day, best), xytext=(6, 4), textcoords="offset points", fontsize=9)


def _at(ax: Axes, part: float) -> float:
    low, high = ax.get_xlim()
    if ax.get_xscale() == "log":
        return math.exp(math.log(low) + part * (math.log(high) - math.log(low)))
    return low + part * (high - low)


def _when(row) -> str:
    if pd.isna(row.first_day):
        return ""
    first, last = _day(row.first_day), _day(row.last_day)
    days = first if first == last else f"{first} to {last}"
    return f"\n{days}" if row.day_from == "article" else f"\npublished {days}"


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%b %Y}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
