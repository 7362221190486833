"""Whose dollar, peso or franc is meant where the words do not say it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from accordingto.figures.lexicon import currencies, keys, rows
from accordingto.figures.nations import nation_of
from accordingto.records import Figure

_SIGN = "$"
_PLAIN = "USD"


def own_dollars(table: Sequence[Mapping[str, object]], story: Mapping[str, str]) -> Mapping[str, str]:
    """Figure in bare dollars to the currency that they are in, where it is another than the American one.

    A paper at home writes "$46 million" of what a wire calls "NZ$46 million". An article that names any
    dollar itself means the American one where it does not.

    Parameters
    ----------
    table : sequence of mapping
        Rows of the table ``figures``.
    story : mapping of str to str
        Article to its story.

    Returns
    -------
    mapping of str to str

    Examples
    --------
    >>> told = [("wire", "NZ$46 million", "NZD"), ("home", "$39 million", "USD"), ("wire", "$24 million", "USD")]
    >>> names = ("article_id", "quote", "unit")
    >>> table = [{"figure_id": k, **dict(zip(names, row, strict=True))} for k, row in zip("abc", told, strict=True)]
    >>> own_dollars(table, {"wire": "rates", "home": "rates"})
    {'b': 'NZD'}
    """
    named: dict[str, set[str]] = defaultdict(set)
    naming: set[str] = set()
    bare = []
    for row in table:
        quote, article = str(row["quote"]), str(row["article_id"])
        code, _, per = str(row["unit"] or "").partition(" per ")
        if _SIGN not in quote or code not in _dollars():
            continue
        if code == _PLAIN and not any(mark in quote for mark in _american()):
            bare.append((str(row["figure_id"]), article, per))
        else:
            naming.add(article)
            named[story.get(article, article)].add(code)
    return {
        figure: f"{code} per {per}" if per else code
        for figure, article, per in bare
        for code in named.get(story.get(article, article), ())
        if article not in naming and len(named[story.get(article, article)]) == 1 and code != _PLAIN
    }


def named_countries(cast: object) -> tuple[str, ...]:
    """Codes of the countries that an article's actors are, or are of: those it names most come first."""
    if cast is None:
        return ()
    countries = Counter(cast.actors[m.actor_id].country for m in cast.mentions if m.actor_id in cast.actors)
    return tuple(country for country, _ in countries.most_common() if country)


def own_money(figure: Figure, quote: str, countries: Sequence[str]) -> Figure:
    """Put the country's own currency for a name that several countries' money has: pesos, rupees, francs.

    Parameters
    ----------
    figure : Figure
        With the unit that the words alone tell.
    quote : str
        Its words.
    countries : sequence of str
        Codes of the countries that the article names, those it names most first.

    Returns
    -------
    Figure
        As it was where the words name the nation, or no country is named that has such money.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.figures.extracting import extract
    >>> [f] = extract(pipeline()("The bridge cost 400 million pesos."), [], None, None, "")
    >>> f.unit, own_money(f, "400 million pesos", ("PER", "CHL")).unit
    ('MXN', 'CLP')
    """
    plain, per, rest = figure.unit.partition(" per ")
    words = re.findall(r"\w+", quote.lower())
    shared = next((word for word in words if word in _shared()), "")
    if not shared or any(nation_of(word) for word in words) or plain not in _plain(shared):
        return figure
    code = next((_shared()[shared][country] for country in countries if country in _shared()[shared]), plain)
    return replace(figure, unit=f"{code}{per}{rest}")


@cache
def _shared() -> dict[str, dict[str, str]]:
    """Name of money that several countries have, to the currency of each."""
    found: dict[str, dict[str, str]] = {}
    for row in rows("shared_money"):
        found.setdefault(row["word"].lower(), {})[row["country"]] = row["code"]
    return found


def _plain(word: str) -> frozenset[str]:
    """The currency that a shared name is taken for, as a word and as a sign."""
    forms = (table.get(key) for table in currencies() for key in (keys(word), keys(word.title(), exact=True)))
    plain = frozenset(unit.name for unit in forms if unit is not None)
    return plain or frozenset(_shared()[word].values())


@cache
def _dollars() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("currencies") if _SIGN in row["symbols"])


@cache
def _american() -> tuple[str, ...]:
    marks = next(row["symbols"] for row in rows("currencies") if row["code"] == _PLAIN).split("|")
    return tuple(mark for mark in marks if mark != _SIGN)
