"""The explorer's other views of what was found: charts, comparisons, and what reviewers decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as widgets

from accordingto import analysis, charts, corrections
from accordingto.analysis.naming import name_of
from accordingto.charts.output import as_html
from accordingto.display.html import style, table
from accordingto.explorer.compare import story, two_actors, two_figures
from accordingto.explorer.correcting import offer
from accordingto.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

    from accordingto.explorer.app import Explorer

CHARTS: dict[str, tuple[Callable, Callable]] = {
    "Who is quoted": (analysis.by_source, charts.source_shares),
    "How they are quoted": (analysis.quote_types, charts.quote_types),
    "Whose figures disagree": (analysis.grouped_figures, charts.figure_ranges),
    "Who stands where": (analysis.position_matrix, charts.position_matrix),
    "Acts by country": (analysis.acts_by_country, charts.country_acts),
}
"""The reports' charts, each by the function that counts and the one that draws."""

_MOST = 300
"""Most actors and pairs to choose from in a comparison; those with most rows."""


def narrowed(tables: Tables, found: pd.DataFrame) -> Tables:
    """Keep only the rows that were found, and what belongs to them."""
    ids = set(found["id"])
    figures = tables.figures[tables.figures["figure_id"].isin(ids)]
    pairs = tables.discrepancies
    both = pairs["figure_a"].isin(figures["figure_id"]) & pairs["figure_b"].isin(figures["figure_id"])
    return tables.replace(
        attributions=tables.attributions[tables.attributions["attribution_id"].isin(ids)].reset_index(drop=True),
        figures=figures.reset_index(drop=True),
        positions=tables.positions[tables.positions["position_id"].isin(ids)].reset_index(drop=True),
        discrepancies=pairs[both].reset_index(drop=True),
    )


class Views:
    """The tabs beside the reader; only the open one is drawn, so that a filter answers at once.

    Parameters
    ----------
    explorer : Explorer
    """

    titles = ("Charts", "Two actors", "Two figures", "One story", "Corrections")

    def __init__(self, explorer: Explorer) -> None:
        self._explorer, self._open = explorer, -1
        wide = widgets.Layout(width="32em")
        self._chart = widgets.Dropdown(options=list(CHARTS), description="Chart", layout=wide)
        self._a = widgets.Dropdown(description="Actor", layout=wide)
        self._b = widgets.Dropdown(description="Actor", layout=wide)
        self._pair = widgets.Dropdown(description="Pair", layout=widgets.Layout(width="60em"))
        self._pages = [widgets.HTML() for _ in self.titles]
        self._drawers = (self._draw_chart, self._draw_actors, self._draw_figures, self._draw_story, self._draw_report)
        choices = ([self._chart], [self._a, self._b], [self._pair], [], [])
        self.widgets = [widgets.VBox([*own, page]) for own, page in zip(choices, self._pages, strict=True)]
        for choice in (self._chart, self._a, self._b, self._pair):
            choice.observe(lambda _: self._draw(), "value")

    def open(self, number: int) -> None:
        """Draw the view that is opened; -1 is the reader."""
        self._open = number
        self.refresh()

    def refresh(self) -> None:
        """Draw the open view for what is found now."""
        if self._open == 1:
            self._fill_actors()
        if self._open == 2:
            self._fill_pairs()
        self._draw()

    def _draw(self) -> None:
        if 0 <= self._open < len(self._pages):
            self._pages[self._open].value = str(style().data) + str(self._drawers[self._open]())

    def _draw_chart(self) -> str:
        count, draw = CHARTS[self._chart.value]
        data = count(narrowed(self._explorer.tables, self._explorer.found))
        return as_html(draw(data), data=data)

    def _draw_actors(self) -> str:
        if not self._a.value or not self._b.value:
            return '<p class="nothing">Nobody takes a position in what was found.</p>'
        return two_actors(self._explorer.tables, self._a.value, self._b.value)

    def _draw_figures(self) -> str:
        return two_figures(self._explorer.tables, self._pair.value or "")

    def _draw_story(self) -> str:
        return story(self._explorer.tables, self._explorer.found)

    def _draw_report(self) -> str:
        counts = corrections.report(self._explorer.decisions())
        columns = {c: c.capitalize() for c in counts.columns}
        gone = "".join(f"<li>{g.decision}: {g.reason}</li>" for g in map(_escaped, self._explorer.gone))
        left = f"<p>Not applied, and kept:</p><ul>{gone}</ul>" if gone else ""
        page = table(counts, columns, name="corrections", caption="What reviewers decided", nothing="Nothing yet.")
        return str(page.data) + left

    def _fill_actors(self) -> None:
        counts = self._explorer.tables.positions["actor_id"].value_counts()
        called = self._explorer.rows.called
        options = [(f"{name_of(i, called)} ({n:,})", i) for i, n in counts.head(_MOST).items() if i]
        for k, choice in enumerate((self._a, self._b)):
            offer(choice, options, first=k)

    def _fill_pairs(self) -> None:
        pairs = narrowed(self._explorer.tables, self._explorer.found).discrepancies
        order = {"yes": 0, "show": 1, "weak": 2, "note": 3, "no": 4}
        pairs = pairs.sort_values("flagged", key=lambda c: c.map(order), kind="stable").head(_MOST)
        options = [
            (f"{row.measure}: {row.relation.replace('_', ' ')}"[:110], row.discrepancy_id) for row in pairs.itertuples()
        ]
        offer(self._pair, options)


def _escaped(gone: corrections.Gone) -> corrections.Gone:
    from html import escape

    return corrections.Gone(escape(str(gone.decision)), escape(gone.reason))
