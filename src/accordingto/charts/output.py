"""Figures to notebook output and to files that are the same bytes every time."""

from __future__ import annotations

import base64
import io
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from IPython.display import HTML, display

from accordingto.charts.style import STYLE
from accordingto.display.html import plain_table
from accordingto.project import project_path
from accordingto.writing import write_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def show(
    chart: Figure | str,
    name: str = "",
    *,
    data: pd.DataFrame | None = None,
    alt: str = "",
    folder: str | Path = "",
) -> None:
    """Show a chart in the notebook, with its numbers in a table beneath, and save it if asked to.

    Parameters
    ----------
    chart : Figure or str
        What a function of :mod:`accordingto.charts` returned; a sentence is shown as it is.
    name : str
        File name without suffix, for saving.
    data : DataFrame, optional
        The numbers that are plotted.
    alt : str
        What the chart shows, in words; the chart's own description when empty.
    folder : path
        Where to save it; empty: nowhere.
    """
    if not isinstance(chart, str) and folder and name:
        save(chart, name, folder, data)
    display(HTML(as_html(chart, data=data, alt=alt)))


def as_html(chart: Figure | str, *, data: pd.DataFrame | None = None, alt: str = "") -> str:
    """Write a chart as HTML: the picture, described, and its numbers beneath.

    Parameters
    ----------
    chart, data, alt
        As for :func:`show`.

    Examples
    --------
    >>> as_html("Nothing was said.")
    '<p class="nothing">Nothing was said.</p>'
    """
    if isinstance(chart, str):
        return f'<p class="nothing">{escape(chart)}</p>'
    image = base64.b64encode(_bytes(chart, "svg")).decode("ascii")
    alt = alt or chart.get_label()
    parts = [
        '<figure class="chart">',
        f'<img src="data:image/svg+xml;base64,{image}" alt="{escape(alt)}" style="max-width:100%;height:auto">',
    ]
    if data is not None and len(data):
        parts.append(f"<figcaption><details><summary>The numbers</summary>{plain_table(data)}</details></figcaption>")
    return "\n".join([*parts, "</figure>"])


def save(chart: Figure | str, name: str, folder: str | Path, plotted: pd.DataFrame | None = None) -> list[Path]:
    """Write a chart as SVG and PNG, and its numbers as CSV; the same chart gives the same bytes.

    Parameters
    ----------
    chart : Figure or str
        Of a sentence nothing is written.
    name : str
        File name without suffix.
    folder : path
        Made when it is not there; a relative one is in the project.
    plotted : DataFrame, optional
        The numbers that are plotted.

    Returns
    -------
    list of Path
        What was written.
    """
    if isinstance(chart, str):
        return []
    folder = project_path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in ("svg", "png"):
        path = folder / f"{name}.{kind}"
        path.write_bytes(_bytes(chart, kind))
        written.append(path)
    if plotted is not None:
        path = folder / f"{name}.csv"
        write_text(path, plotted.to_csv(index=False, lineterminator="\n", float_format="%.10g", date_format="%Y-%m-%d"))
        written.append(path)
    return written


def _bytes(chart: Figure, kind: str) -> bytes:
    stream = io.BytesIO()
    # Style settings such as the hash salt count when a figure is written, not when it is drawn.
    with plt.style.context(STYLE):
        chart.savefig(stream, format=kind, metadata={"Date": None} if kind == "svg" else {"Software": None})
    return stream.getvalue()
