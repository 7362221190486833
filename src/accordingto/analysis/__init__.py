"""Tables to tidy summaries: what the notebooks say, as DataFrames and sentences."""

from accordingto.analysis.comparisons import (
    comparisons_finding,
    dated_figures,
    figure_list,
    grouped_figures,
    measures,
    pair_list,
    undecided,
)
from accordingto.analysis.overview import articles_read, corpus_summary, findings, period, remarks
from accordingto.analysis.quality import plain_scores, read_errors, read_scores
from accordingto.analysis.selection import load, select
from accordingto.analysis.sources import (
    attribution_list,
    by_country,
    by_source,
    by_standing,
    quote_types,
    relays,
    sources_finding,
)
from accordingto.analysis.stands import (
    acts_by_country,
    dated_positions,
    position_list,
    position_matrix,
    positions_finding,
    relations,
    shared_issues,
)

__all__ = [
    "acts_by_country",
    "articles_read",
    "attribution_list",
    "by_country",
    "by_source",
    "by_standing",
    "comparisons_finding",
    "corpus_summary",
    "dated_figures",
    "dated_positions",
    "figure_list",
    "findings",
    "grouped_figures",
    "load",
    "measures",
    "pair_list",
    "period",
    "plain_scores",
    "position_list",
    "position_matrix",
    "positions_finding",
    "quote_types",
    "read_errors",
    "read_scores",
    "relations",
    "relays",
    "remarks",
    "select",
    "shared_issues",
    "sources_finding",
    "undecided",
]
