"""Tables to HTML: every number beside its sentence, every word of an article escaped."""

from accordingto.display.comparisons import figures, measures, pairs, thresholds, undecided
from accordingto.display.evidence import mark, passage_html, reference
from accordingto.display.html import Html, paragraph, plain_table, sentences, style, table
from accordingto.display.lists import (
    articles,
    attributions,
    divided_countries,
    findings,
    legend,
    positions,
    relays,
    remarks,
    sources,
    summary,
    turns,
)
from accordingto.display.quality import errors, scores

__all__ = [
    "Html",
    "articles",
    "attributions",
    "divided_countries",
    "errors",
    "figures",
    "findings",
    "legend",
    "mark",
    "measures",
    "pairs",
    "paragraph",
    "passage_html",
    "plain_table",
    "positions",
    "reference",
    "relays",
    "remarks",
    "scores",
    "sentences",
    "sources",
    "style",
    "summary",
    "table",
    "thresholds",
    "turns",
    "undecided",
]
