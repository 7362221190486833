"""Family names that are countries or towns as well: Superintendent Masaru Togo, and later "Togo said"."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.actors.gazetteer import Match
from accordingto.actors.words import Word

NAMESAKES = frozenset(("country", "capital", "place"))
_PLACED = frozenset(
    ("in", "at", "near", "outside", "across", "from", "of", "to", "with", "and", "or", "between", "for")
)
"""Words before a country rather than before a person whose name it is."""


def without_namesakes(words: Sequence[Word], matches: Sequence[Match], surnames: Sequence[Match]) -> list[Match]:
    """Leave out the countries and towns whose word is only ever somebody's family name here.

    Parameters
    ----------
    words : sequence of Word
        Of the article.
    matches : sequence of Match
        What gazetteers know in it, parts of persons' names left out.
    surnames : sequence of Match
        Those left out.

    Returns
    -------
    list of Match
        All of them where the country is told otherwise, too: by its people or its capital, or as a place.
    """
    family = (m for m in surnames if m.entry.kind in NAMESAKES and _ends_a_name(words, m))
    borne = {words[m.first].key: m.entry.country for m in family}
    if not borne:
        return list(matches)
    for m in matches:
        key = words[m.first].key
        other = m.entry.country in borne.values() and borne.get(key) != m.entry.country
        placed = key in borne and m.first > 0 and words[m.first - 1].key in _PLACED
        if other or placed:
            borne = {k: c for k, c in borne.items() if c != m.entry.country}
    single = (m for m in matches if m.last - m.first > 1 or m.entry.kind not in NAMESAKES)
    kept = {m.first for m in single}
    return [m for m in matches if m.first in kept or words[m.first].key not in borne]


def _ends_a_name(words: Sequence[Word], match: Match) -> bool:
    after = match.last < len(words) and words[match.last].is_name
    return match.first > 0 and words[match.first - 1].is_name and not after
