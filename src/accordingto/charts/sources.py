"""Who is quoted, as charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from accordingto.analysis.naming import NO_COUNTRY, count
from accordingto.analysis.sources import share
from accordingto.charts.style import (
    BLUE,
    GREY,
    ORANGE,
    QUOTE_LOOKS,
    STANDING_LOOKS,
    bare,
    canvas,
    chart,
    describe,
    key,
    label,
    more,
    top,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NARROW = 0.04
_NOBODY = "Nobody is quoted."
_SOURCE = "Source: attributions. Words that one source passes on for another count for the other."


@chart
def source_shares(data: pd.DataFrame, limit: int = 12) -> Figure | str:
    """Draw the share of words of each source.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.by_source`.
    limit : int
        Most sources to draw.

    Returns
    -------
    Figure or str
    """
    if data.empty:
        return _NOBODY
    rows, left = top(data, limit)
    first = rows.iloc[0]
    title = f"{label(first['name'], 60)} is given most words: {share(first['share'])} of those attributed"
    figure, (axes,) = canvas(title, _SOURCE + more(left, "source"), height=0.34 * len(rows) + 0.5)
    texts = [
        f"{share(s)} ({count(int(n), 'statement')})" for s, n in zip(rows["share"], rows["statements"], strict=True)
    ]
    _bars(axes, [label(n) for n in rows["name"]], rows["share"], texts, [STANDING_LOOKS[s] for s in rows["standing"]])
    key(axes, STANDING_LOOKS, list(rows["standing"]), columns=7)
    listed = "; ".join(f"{n}, {t}" for n, t in zip(rows["name"], texts, strict=True))
    return describe(figure, f"Bar chart. {title}. {listed}.")


@chart
def country_shares(data: pd.DataFrame, limit: int = 12) -> Figure | str:
    """Draw the share of words of each country's sources.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.by_country`.
    limit : int
        Most countries to draw.
    """
    if data.empty:
        return _NOBODY
    rows, left = top(data, limit)
    known = data[data["country"] != NO_COUNTRY]
    title = (
        f"Sources from {label(known['name'].iloc[0], 40)} are given {share(known['share'].iloc[0])} of the words"
        if len(known)
        else "The countries of the sources are not known"
    )
    height = 0.34 * len(rows) + 0.3
    figure, (axes,) = canvas(title, _SOURCE + more(left, "country", "countries"), height=height)
    texts = [f"{share(s)} ({count(int(n), 'source')})" for s, n in zip(rows["share"], rows["sources"], strict=True)]
    looks = [(GREY, "||") if c == NO_COUNTRY else (BLUE, "") for c in rows["country"]]
    _bars(axes, [label(n) for n in rows["name"]], rows["share"], texts, looks)
    listed = "; ".join(f"{c}, {t}" for c, t in zip(rows["name"], texts, strict=True))
    return describe(figure, f"Bar chart. {title}. {listed}.")


@chart
def named_and_unnamed(data: pd.DataFrame) -> Figure | str:
    """Draw statements by the kind of source, named and unnamed apart.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.by_standing`.
    """
    if data.empty:
        return _NOBODY
    unnamed, total = int(data["unnamed"].sum()), int(data["statements"].sum())
    title = f"{share(unnamed / total)} of the statements come from sources without a name"
    looks = {"named": (BLUE, ""), "unnamed": (ORANGE, "//")}
    source = "Source: attributions; a statement by several sources counts for each."
    return _stacked(data, looks, title, source)


@chart
def quote_types(data: pd.DataFrame) -> Figure | str:
    """Draw statements by the kind of source and by how they are quoted.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.quote_types`.
    """
    if data.empty:
        return _NOBODY
    quoted, total = int((data["direct"] + data["mixed"]).sum()), int(data["statements"].sum())
    title = f"{share(quoted / total)} of the statements are quoted word for word, at least in part"
    source = "Source: attributions. Direct: all in quotation marks; mixed: some words; indirect: none."
    return _stacked(data, QUOTE_LOOKS, title, source)


def _stacked(data: pd.DataFrame, looks: dict[str, tuple[str, str]], title: str, source: str) -> Figure:
    figure, (axes,) = canvas(title, source, height=0.36 * len(data) + 0.55)
    left = pd.Series(0, index=data.index)
    widest = int(data["statements"].max())
    beside: list[list[str]] = [[] for _ in range(len(data))]
    for column, (colour, hatch) in looks.items():
        bars = axes.barh(
            data["standing"], data[column], left=left, color=colour, hatch=hatch, edgecolor="white", height=0.62
        )
        for i, (bar, value) in enumerate(zip(bars, data[column], strict=True)):
            if 0 < value < _NARROW * widest:
                beside[i].append(f"{int(value)} {column}")
            elif value:
                # A pale ground keeps the digits readable on a hatch.
                axes.annotate(
                    str(int(value)),
                    (bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2),
                    ha="center",
                    va="center",
                    fontsize=9,
                    bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
                )
        left = left + data[column]
    for i, texts in enumerate(beside):
        # What has no room in its segment stands at the end of the bar.
        end = (float(left.iloc[i]), i)
        axes.annotate(", ".join(texts), end, xytext=(5, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_ylim(len(data) - 0.5, -0.5)
    axes.set_xlim(0, widest * (1.25 if any(beside) else 1.02))
    bare(axes)
    key(axes, looks, list(looks))
    listed = "; ".join(
        f"{row['standing']}: " + ", ".join(f"{int(row[c])} {c}" for c in looks) for _, row in data.iterrows()
    )
    return describe(figure, f"Stacked bar chart. {title}. {listed}.")


def _bars(axes, names: list[str], values: pd.Series, texts: list[str], looks: list[tuple[str, str]]) -> None:
    places = range(len(names))
    bars = axes.barh(places, values, color=[c for c, _ in looks], edgecolor="white", height=0.62)
    for bar, (_, hatch), text in zip(bars, looks, texts, strict=True):
        bar.set_hatch(hatch)
        axes.annotate(
            text,
            (bar.get_width(), bar.get_y() + bar.get_height() / 2),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    axes.set_yticks(list(places), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, max(float(values.max()), 0.01) * 1.35)
    bare(axes)
