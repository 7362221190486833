"""Tidy summaries to matplotlib figures: the finding as title, labels on the marks, a source line.

Every function takes a DataFrame of :mod:`accordingto.analysis` and returns a
:class:`matplotlib.figure.Figure`, or a sentence where there is nothing to draw.
"""

from accordingto.charts.comparisons import figure_ranges, figure_timeline
from accordingto.charts.network import network
from accordingto.charts.output import save, show
from accordingto.charts.quality import scores
from accordingto.charts.sources import country_shares, named_and_unnamed, quote_types, source_shares
from accordingto.charts.stands import country_acts, position_matrix, position_timeline

__all__ = [
    "country_acts",
    "country_shares",
    "figure_ranges",
    "figure_timeline",
    "named_and_unnamed",
    "network",
    "position_matrix",
    "position_timeline",
    "quote_types",
    "save",
    "scores",
    "show",
    "source_shares",
]
