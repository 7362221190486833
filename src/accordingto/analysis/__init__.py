"""Tables to tidy summaries: what the notebooks say, as DataFrames and sentences."""

from accordingto.analysis.changes import divided_countries, stand_course, turns
from accordingto.analysis.comparisons import (
    comparisons_finding,
    dated_figures,
    figure_list,
    folded,
    grouped_figures,
    measures,
    pair_list,
    recompared,
    undecided,
)
from accordingto.analysis.networks import linked_issues, one_mode, relations, shared_issues, two_mode
from accordingto.analysis.overview import articles_read, corpus_summary, findings, period, remarks
from accordingto.analysis.quality import headlines, plain_scores, read_errors, read_scores
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
    "divided_countries",
    "figure_list",
    "findings",
    "folded",
    "grouped_figures",
    "headlines",
    "linked_issues",
    "load",
    "measures",
    "one_mode",
    "pair_list",
    "period",
    "plain_scores",
    "position_list",
    "position_matrix",
    "positions_finding",
    "quote_types",
    "read_errors",
    "read_scores",
    "recompared",
    "relations",
    "relays",
    "remarks",
    "select",
    "shared_issues",
    "sources_finding",
    "stand_course",
    "turns",
    "two_mode",
    "undecided",
]
