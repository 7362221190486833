"""The country an article is set in: by its dateline, its places and towns, its money, and what it names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from accordingto.actors.gazetteer import Match, gazetteer, of_kind, rows
from accordingto.actors.origins import common_origin
from accordingto.actors.text import Text
from accordingto.actors.words import fold

HOMES = frozenset(["country", "capital", "place", "metonym"])
VOTES = {"country": 1, "capital": 1, "place": 0.5, "metonym": 1, "demonym": 1, "national": 1, "organisation": 1}
"""What a name of each kind adds to its country's claim on the article; media are quoted from anywhere."""

FIRST, DATED = 2, 6
"""What the first place adds, and a dateline: "RIGA - "."""

SURE = 0.6
"""Share of the votes that makes an article one of its country alone."""

DATELINE = 40

OPENING = 300
"""Characters in which an article says where it is."""

PLACED = frozenset(("in", "at", "near", "outside", "around", "across", "from", "of", "to"))
"""Words before the name of a place."""

TOWN = 2.5
"""What each town adds that only one country has."""

WORD, WORDS = 0.5, 3
"""What each word adds that one country's papers use, or a few's, and what all of them add at most: a sheriff, a mum."""

PEOPLE = 3
"""What the people add by their names, shared out among the countries that are named."""

_CAPITALS = r"[A-ZÀ-Ž][A-ZÀ-Ž.'’]+(?:[ /-][A-ZÀ-Ž.'’]+){0,4}"
_DATELINE = re.compile(rf"\W*({_CAPITALS})(?:, ([A-Z][\w.]+(?: [A-Z][\w.]+){{0,2}}))?[^\n]{{0,28}}?(?: ?[-–—] |\. )")


class Home(NamedTuple):
    """The country an article is set in, whether hardly another one counts, and whether its dateline says so.

    ``guessed`` where only the words of its paper tell: offices of state are the country's then, police a town's.
    """

    country: str = ""
    sure: bool = False
    dated: bool = False
    guessed: bool = False


def home_of(text: Text) -> Home:
    """Find the country an article is set in, from its dateline, its first place and what it names most.

    Parameters
    ----------
    text : Text
        With its gazetteer entries.

    Returns
    -------
    Home
    """
    votes: dict[str, float] = Counter()
    named = [m for m in text.matches if m.entry.country and m.entry.kind in VOTES]
    named = [m for m in named if not _shared(m)] or named
    for match in named:
        if not _native_of(text, match):
            votes[match.entry.country] += VOTES[match.entry.kind]
    for table, weight in (("home_words.csv", 2), ("currencies.csv", 1)):
        words = _countries_of(table)
        for country in sorted({words[w.key] for w in text.words if w.key in words}):
            votes[country] += weight
    settled = _of_towns(text)
    for _, country in settled:
        votes[country] += TOWN
    told = frozenset(votes)
    for country, n in _in_use(text).items():
        votes[country] += min(WORDS, WORD * n)
    if not votes:
        # No country is named: an office that few have tells.
        offices = national_offices()
        votes |= Counter(offices[m.entry.name][0] for m in text.matches if m.entry.name in offices)
    places = [m for m in named if m.entry.kind in HOMES and text.words[m.first].start < OPENING]
    here, dated = _of_dateline(text.text), False
    if here:
        # "SAN JOSE - ": the capital, or the town in California.
        dated = here not in _shared_capitals().values()
        votes[here] += DATED if dated else 2 * FIRST
    elif places:
        first = text.words[places[0].first]
        dated = first.start < DATELINE and first.text.isupper() and len(first.text) > 3
        # "The Israeli army said": whose people and bodies come first, with or without a place.
        begins = places[0] if dated else next(m for m in named if _opens_article(text, m, places[0]))
        town = settled[0] if settled and settled[0][0] < begins.first else None
        votes[town[1] if town else begins.entry.country] += DATED if dated else FIRST
    if not votes:
        return Home()
    for country, share in _of_people(text).items():
        if country in votes:
            votes[country] += PEOPLE * share
    country, most = max(votes.items(), key=lambda v: v[1])
    guessed = country not in told and country != here
    sure = not guessed and most >= SURE * sum(n for c, n in votes.items() if c in told or c == country)
    return Home(country, sure, dated, guessed)


def _of_dateline(text: str) -> str:
    """The country of a dateline that tells a part of it, or a capital that has its name from elsewhere.

    Examples
    --------
    >>> _of_dateline("OJO VERDE, N.M. - The board"), _of_dateline("GEORGETOWN - Residents"), _of_dateline("LYON - The")
    ('USA', 'GUY', '')
    >>> _of_dateline("SAN JOSE, Antique - The court")
    ''
    """
    line = _DATELINE.match(text[:OPENING])
    if line is None:
        return ""
    town, region = fold(line[1].split("/")[0].strip()), fold(line[2] or "")
    return _parts().get(region, "") if region else _shared_capitals().get(town, "")


@cache
def _parts() -> dict[str, str]:
    """The country of its states and provinces, by name and as datelines shorten them."""
    found = {fold(row[column]): "USA" for row in rows("us_states.csv") for column in ("abbreviation", "name")}
    for row in rows("divisions.csv"):
        for name in filter(None, (row["name"], *row["aliases"].split(";"))):
            found.setdefault(fold(name), row["country"])
    # "TBILISI, Georgia" is no state.
    whole = set(map(fold, gazetteer().countries.values()))
    return {name: country for name, country in found.items() if name not in whole}


@cache
def _shared_capitals() -> dict[str, str]:
    """The country of a capital whose name others have, too, so that the gazetteer wants the country behind it."""
    capitals = ((c.split(", "), row["iso3"]) for row in rows("countries.csv") for c in row["capitals"].split(";"))
    return {fold(parts[0]): country for parts, country in capitals if len(parts) > 1}


@cache
def _countries_of(table: str) -> dict[str, str]:
    """The country that each word of a table tells."""
    return {row["word"]: row["country"] for row in rows(table)}


def _in_use(text: Text) -> Counter[str]:
    """How many of the words that only some countries' papers use an article has, by country."""
    known = dialects()
    keys = [w.key for w in text.words]
    used = {*keys, *map(" ".join, pairwise(keys))} & known.keys()
    return Counter(country for words in sorted(used) for country in known[words])


@cache
def dialects() -> dict[str, tuple[str, ...]]:
    """Words, one or two, to the countries whose papers use them.

    Examples
    --------
    >>> dialects()["triple zero"], dialects()["colour"]
    (('AUS',), ('AUS', 'GBR', 'IRL', 'NZL'))
    """
    return {row["words"]: tuple(row["countries"].split(";")) for row in rows("dialects.csv")}


def _of_towns(text: Text) -> list[tuple[int, str]]:
    """The first word of each town that a text names as a place, and its country: "in Loznica", "Brescia council"."""
    country, found = towns(), {}
    for name in text.names:
        place = name.entry is None or name.entry.kind in ("place", "capital")
        placed = text.key(name.first - 1) in PLACED or text.key(name.last) in of_kind("of a town")
        words = " ".join(text.keys(name.first, name.last))
        if place and placed and name.body is None and not (name.kind == "person" and name.titled) and words in country:
            found.setdefault(words, (name.first, country[words]))
    return list(found.values())


def _of_people(text: Text) -> Mapping[str, float]:
    """How likely each country is the one that the full names of a text are from."""
    names = {text.quote(n.first, n.last) for n in text.names if n.kind == "person" and n.last - n.first > 1}
    return common_origin(tuple(sorted(names))) if names else {}


@cache
def national_offices() -> dict[str, tuple[str, ...]]:
    """The countries that have an office which few have.

    Examples
    --------
    >>> national_offices()["chief cabinet secretary"]
    ('JPN',)
    """
    return {row["role"]: tuple(row["countries"].split(";")) for row in rows("national_offices.csv")}


@cache
def towns() -> dict[str, str]:
    """The country of a town by its name in small letters, where most who live in a town of that name live in one.

    Examples
    --------
    >>> towns()["loznica"], "valencia" in towns()
    ('SRB', False)
    """
    return {row["town"]: row["country"] for row in rows("towns.csv")}


def _shared(match: Match) -> bool:
    """Whether other countries have one of that name, too: Labour, Liberals, a House of Commons."""
    return match.entry.sector == "PTY" or match.entry.name.lower() in of_kind("shared")


def _opens_article(text: Text, match: Match, place: Match) -> bool:
    """Whether a name says where an article is set: its first place, or before that whose body or people act."""
    if match is place:
        return True
    adjective = match.entry.kind == "demonym" and text.word_token(match.last - 1).dep_ in ("amod", "compound", "poss")
    return adjective and not _native_of(text, match)


def _native_of(text: Text, match: Match) -> bool:
    """Whether a word only says where one person comes from, who is abroad here: "the Spaniard", "the Norwegian"."""
    token, office = text.word_token(match.last - 1), text.match_at.get(match.last)
    if office is not None and office.entry.name in of_kind("abroad"):
        return True  # "the US envoy", "a Saudi mediator"
    return (
        match.entry.kind == "demonym" and token.tag_ in ("NN", "NNP") and token.dep_ not in ("amod", "compound", "poss")
    )
