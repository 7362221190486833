"""Who agrees and conflicts with whom, as a network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from accordingto.analysis.naming import count
from accordingto.charts.style import BLUE, GREY, INK, PINK, VERMILION, canvas, chart, describe, label, more, wrap

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_LOOKS = {
    "agreement": (BLUE, "-"),
    "conflict": (VERMILION, "--"),
    "mixed": (PINK, "-."),
    "neither": (GREY, ":"),
}

_INWARD = 0.85  # Lines between neighbours would run over those beside them were they straight.


@chart
def network(data: pd.DataFrame, limit: int = 14, *, directed: bool = True) -> Figure | str:
    """Draw actors on an oval, with lines for agreement and conflict.

    The places are computed from the order of the actors alone: neighbours in the network stand
    side by side, labels stand outside the oval at equal distances and cannot collide.

    Parameters
    ----------
    data : DataFrame
        As from :func:`accordingto.analysis.relations` or :func:`accordingto.analysis.shared_issues`.
    limit : int
        Most actors to draw, those with most positions.
    directed : bool
        Whether a line has an arrow, from who acts to whom it is about.

    Returns
    -------
    Figure or str
    """
    if data.empty:
        return "No positions of one actor towards another were found." if directed else "No actors share an issue."
    weight: dict[str, int] = {}
    for a, b, n in data[["source", "target", "n"]].itertuples(index=False):
        weight[a] = weight.get(a, 0) + int(n)
        weight[b] = weight.get(b, 0) + int(n)
    ranked = sorted(weight, key=lambda name: (-weight[name], name))
    kept = _busiest(data, limit) or set(ranked[:limit])
    edges = data[data["source"].isin(kept) & data["target"].isin(kept)]
    places = oval(_order(edges, [n for n in ranked if n in kept]))
    opposed = int((data["conflict"] > 0).sum())
    first = data.sort_values(["conflict", "n", "source", "target"], ascending=[False, False, True, True]).iloc[0]
    title = _title(first, directed)
    if not directed and opposed > 1 and (data["conflict"] == first["conflict"]).sum() > 1:
        # Where several are opposed alike, naming one of them would be no finding.
        title = f"{opposed:,} of {count(len(data), 'pair')} of actors stand on opposite sides of an issue"
    unit = "positions of one towards the other" if directed else "issues that both stand on"
    source = f"Source: positions. The number on a line: {unit}." + more(len(ranked) - len(kept), "actor")
    figure, (axes,) = canvas(title, source, height=max(2.6, 0.5 * math.ceil(len(places) / 2) + 1.2))
    largest = int(edges["n"].max())
    both = {(a, b) for a, b in zip(edges["source"], edges["target"], strict=True)}
    for row in edges.itertuples():
        colour, dash = _LOOKS[row.tone]
        start, end = places[row.source], places[row.target]
        bend = 0.2 if (row.target, row.source) in both else 0.08
        curve = _curve(start, end, bend)
        axes.add_patch(
            FancyArrowPatch(
                path=Path(curve, [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
                arrowstyle="-|>,head_length=6,head_width=3" if directed else "-",
                linewidth=1.2 + 2.0 * (int(row.n) - 1) / max(largest - 1, 1),
                linestyle=dash,
                edgecolor=colour,
                facecolor=colour if directed else "none",
                alpha=0.85,
            )
        )
        if int(row.n) > 1:
            # Nearer to who acts, so that the numbers of two opposite lines keep apart.
            x, y = _along(curve, 0.38)
            axes.annotate(
                str(int(row.n)),
                (x, y),
                ha="center",
                va="center",
                fontsize=8,
                color=colour,
                bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"},
            )
    for name, (x, y) in places.items():
        axes.plot(x, y, "o", color=INK, markersize=6, zorder=4)
        side = 1 if x >= 0 else -1
        axes.annotate(
            wrap(name, 26, lines=2),
            (x, y),
            xytext=(9 * side, 0),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="center",
            fontsize=9.5,
            zorder=5,
            bbox={"boxstyle": "round,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.8},
        )
    used = [t for t in _LOOKS if (edges["tone"] == t).any()]
    handles = [Line2D([], [], color=_LOOKS[t][0], linestyle=_LOOKS[t][1], linewidth=2, label=t) for t in used]
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=4, fontsize=9, handlelength=3)
    axes.set_xlim(-2.6, 2.6)
    axes.set_ylim(-1.15, 1.15)
    axes.set_axis_off()
    word = "towards" if directed else "and"
    listed = "; ".join(f"{r.source} {word} {r.target}: {r.tone} ({int(r.n)})" for r in edges.itertuples())
    return describe(figure, f"Network. {title}. {listed}.")


def _busiest(data: pd.DataFrame, limit: int) -> set[str]:
    """The actors of the strongest lines, so that nobody is drawn without one."""
    kept: set[str] = set()
    for a, b in data.sort_values("n", ascending=False, kind="stable")[["source", "target"]].itertuples(index=False):
        if len(kept) + (a not in kept) + (b not in kept) <= limit:
            kept |= {a, b}
        if len(kept) >= limit:
            break
    return kept


def _curve(start: tuple[float, float], end: tuple[float, float], bend: float) -> list[tuple[float, float]]:
    """Bow a line towards the middle of the oval and to the right of its way, and end it a little before the dots."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    gap = min(0.13, 0.07 / (math.hypot(dx, dy) or 1.0))
    middle = (_INWARD * (x1 + x2) / 2 + bend * dy, _INWARD * (y1 + y2) / 2 - bend * dx)
    whole = [start, middle, end]
    first, last = _along(whole, gap), _along(whole, 1 - gap)
    # The control point of the same curve when both ends are cut off: its blossom at the two cuts.
    outer, inner = gap * (1 - gap), gap**2 + (1 - gap) ** 2
    control = tuple(outer * (a + c) + inner * b for a, b, c in zip(start, middle, end, strict=True))
    return [first, control, last]


def _along(curve: list[tuple[float, float]], t: float) -> tuple[float, float]:
    (x1, y1), (x2, y2), (x3, y3) = curve
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return a * x1 + b * x2 + c * x3, a * y1 + b * y2 + c * y3


def oval(names: list[str]) -> dict[str, tuple[float, float]]:
    """Place names on an oval, with equal heights between neighbours of one side.

    Examples
    --------
    >>> oval(["a", "b", "c", "d"])
    {'a': (0.967, 0.667), 'b': (0.967, -0.667), 'c': (-0.967, -0.667), 'd': (-0.967, 0.667)}
    """
    right = names[: math.ceil(len(names) / 2)]
    left = names[len(right) :][::-1]
    places = {}
    for side, column in ((1, right), (-1, left)):
        for i, name in enumerate(column):
            y = 0.0 if len(column) == 1 else (1 - 2 * i / (len(column) - 1)) * (2 / 3 if len(column) < 4 else 0.95)
            places[name] = (side * round(math.sqrt(1 - (0.95 * y) ** 2) * 1.25, 3), round(y, 3))
    return {name: places[name] for name in names}


def _order(edges: pd.DataFrame, ranked: list[str]) -> list[str]:
    """Put those who deal with each other side by side: walk the network from its busiest actors."""
    graph = nx.Graph()
    graph.add_nodes_from(ranked)
    graph.add_edges_from(sorted(zip(edges["source"], edges["target"], strict=True)))
    order: list[str] = []
    for start in ranked:
        if start not in order and graph.degree(start):
            order += nx.dfs_preorder_nodes(graph, start, sort_neighbors=lambda near: sorted(near, key=ranked.index))
    return list(dict.fromkeys(order)) + [n for n in ranked if n not in order]


def _title(first: pd.Series, directed: bool) -> str:
    a, b = label(first["source"], 40), label(first["target"], 40)
    n, conflict = int(first["n"]), int(first["conflict"])
    if directed:
        stands = f"{conflict} of {n} positions" if n > 1 else "its one position"
        if conflict:
            return f"Most conflict: {a} towards {b}, {stands} against"
        return f"No conflict; most positions: {a} towards {b} ({n})"
    if conflict:
        return f"Most opposed: {a} and {b}, on {conflict} of {n} shared issues"
    return f"No actors stand on opposite sides; most in common: {a} and {b}"
