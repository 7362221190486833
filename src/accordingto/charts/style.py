"""What all charts share: the style sheet, colours with markers and hatches, and labels that fit."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Patch

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

STYLE = "accordingto.accordingto"
"""The style sheet ``accordingto.mplstyle`` of this package."""

WIDTH = 8.2
BLUE, VERMILION, GREEN, PINK, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
GREY, PALE, INK = "#8A8A8A", "#E4E4E4", "#222222"

STANDING_LOOKS = {
    "official": (BLUE, ""),
    "politics": (SKY, "//"),
    "expert": (GREEN, "\\\\"),
    "media": (ORANGE, "--"),
    "business": (PINK, "xx"),
    "civil society": (VERMILION, "++"),
    "other": (GREY, "||"),
}
QUOTE_LOOKS = {"direct": (BLUE, ""), "mixed": (SKY, "//"), "indirect": (ORANGE, "\\\\")}


def chart(draw: Callable[..., Figure | str]) -> Callable[..., Figure | str]:
    """Make a chart function draw in the package's style, whatever the reader's settings are."""

    @functools.wraps(draw)
    def styled(*args: object, **options: object) -> Figure | str:
        with plt.style.context(["default", STYLE]):
            return draw(*args, **options)

    return styled


def canvas(title: str, source: str, *, height: float, panels: Sequence[float] = (1,)) -> tuple[Figure, list[Axes]]:
    """Make a figure with its finding above and its source line below.

    Parameters
    ----------
    title, source : str
    height : float
        Of the panels together, in inches.
    panels : sequence of float
        Relative heights, one a panel.
    """
    wrapped = wrap(title, 82)
    lines = wrapped.count("\n") + 1
    figure = Figure(figsize=(WIDTH, height + 0.24 * lines + 0.4), layout="constrained")
    figure.suptitle(wrapped, x=0.01, ha="left")
    figure.supxlabel(wrap(source, 120), x=0.01, ha="left", fontsize=8.5, color="#555555")
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=list(panels))
    return figure, [row[0] for row in axes]


def describe(figure: Figure, text: str) -> Figure:
    """Keep the chart's description in words, for readers who do not see it."""
    figure.set_label(text)
    return figure


def label(text: object, width: int = 38) -> str:
    """Make a text fit for a label: on one line, of at most some characters, in letters the font has.

    Examples
    --------
    >>> label("The  Ministry of\\nPublic Works", 16)
    'The Ministry of…'
    """
    clean = " ".join(str(text).split())
    clean = "".join(c if c in _letters() else "□" for c in clean)
    return clean if len(clean) <= width else clean[: width - 1].rstrip() + "…"


def wrap(text: str, width: int, lines: int = 0) -> str:
    """Break a text into lines; beyond a number of lines it is cut short."""
    clean = label(text, 10_000)
    limit = {"max_lines": lines, "placeholder": " …"} if lines else {}
    return "\n".join(textwrap.wrap(clean, width, **limit))


def key(axes: Axes, looks: dict[str, tuple[str, str]], used: Sequence[str], columns: int = 4) -> None:
    """Explain colours and hatches above the panel."""
    handles = [Patch(facecolor=looks[u][0], hatch=looks[u][1], edgecolor="white", label=u) for u in looks if u in used]
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=columns,
        fontsize=9,
        handlelength=1.6,
        columnspacing=1.2,
        borderaxespad=0.2,
    )


def bare(axes: Axes) -> None:
    """Leave out the x axis, where every mark carries its number."""
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def top(frame: pd.DataFrame, limit: int) -> tuple[pd.DataFrame, int]:
    """Keep the first rows, and say how many more there are."""
    return frame.head(limit).reset_index(drop=True), max(0, len(frame) - limit)


def more(n: int, noun: str, many: str = "") -> str:
    """Say what is left out.

    Examples
    --------
    >>> more(3, "source"), more(0, "source")
    (' … and 3 more sources.', '')
    """
    return f" … and {n:,} more {noun if n == 1 else many or noun + 's'}." if n > 0 else ""


@functools.cache
def _letters() -> frozenset[str]:
    font = get_font(findfont(FontProperties(family="DejaVu Sans")))
    return frozenset(chr(code) for code in font.get_charmap())
