"""The word lists beside the code, read once: numbers, bounds, units, currencies, nouns, cues."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accordingto.figures.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: its name, what it measures, and its size in the dimension's base unit."""

    name: str
    dimension: str
    factor: float
    plain: str = ""


def rows(name: str) -> list[dict[str, str]]:
    """Read one of this package's CSV files as mappings of column to text."""
    with files(__package__).joinpath(f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives of a regular expression, longer ones first: *mayor* must not hide *mayor's office*."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


def keys(phrase: str, exact: bool = False) -> tuple[str, ...]:
    """Cut a phrase the way texts are cut, so that both can be looked up alike."""
    return tuple(token.text if exact else token.lower for token in tokenize(phrase))


@cache
def numbers() -> dict[str, dict[str, float]]:
    """Role (one, ten, multiplier, plural, part, vulgar, vague, couple, suffix) to word to value."""
    table: dict[str, dict[str, float]] = {}
    for row in rows("numbers"):
        table.setdefault(row["role"], {})[row["word"]] = float(row["value"])
    return table


@cache
def bounds(place: str) -> dict[tuple[str, ...], str]:
    """Phrases that bound a number from ``before``, ``after`` or that close an open end (``closes``)."""
    return {keys(row["words"]): row["bound"] for row in rows("bounds") if row["place"] == place}


@cache
def modalities(where: str) -> dict[str, str]:
    """Words to how surely they give a number, of those that stand in one place: ``verb``, ``adverb``, ``before``."""
    return {row["word"]: row["modality"] for row in rows("modality") if row["where"] == where}


@cache
def units() -> tuple[dict[tuple[str, ...], Unit], dict[tuple[str, ...], Unit]]:
    """Units by their words (in lower case) and by their symbols (case counts), currencies' words included."""
    words, symbols = {}, {}
    for row in rows("units"):
        unit = Unit(row["unit"], row["dimension"], float(row["factor"]))
        words |= {keys(form): unit for form in row["words"].split("|") if form}
        symbols |= {keys(form, exact=True): unit for form in row["symbols"].split("|") if form}
    money, signs = currencies()
    # Behind a number, "PS" is a unit before it is what a text without "£" writes for it.
    return words | money, signs | symbols


@cache
def currencies() -> tuple[dict[tuple[str, ...], Unit], dict[tuple[str, ...], Unit]]:
    """Currencies by their words and by their signs."""
    words, signs = {}, {}
    for row in rows("currencies"):
        unit = Unit(row["code"], f"money {row['code']}", 1.0, row["name"])
        words |= {keys(form): unit for form in row["words"].split("|") if form}
        signs |= {keys(form, exact=True): unit for form in row["symbols"].split("|") if form}
    return words, signs


@cache
def word_set(name: str, kind: str = "") -> frozenset[str]:
    """The words of one kind in a list with the columns ``word`` and ``kind``."""
    return frozenset(row["word"] for row in rows(name) if not kind or row["kind"] == kind)


@cache
def longest(table_id: str) -> int:
    """Greatest number of tokens in a key of a table, for longest-match look-up."""
    tables = {
        "before": bounds("before"),
        "after": bounds("after"),
        "closes": bounds("closes"),
        "skip": bounds("skip"),
        "units": units()[0],
        "symbols": units()[1],
        "signs": currencies()[1],
    }
    return max(map(len, tables[table_id]))


@cache
def dimension(unit: str) -> str:
    """What a unit of the table measures: "length" for metres, "money" for any currency.

    Examples
    --------
    >>> dimension("hectare"), dimension("EUR"), dimension("barrel per day")
    ('area', 'money', 'volume')
    """
    name = unit.partition(" per ")[0]
    known = {u.name: u.dimension for table in (*units(), *currencies()) for u in table.values()}
    return known.get(name, name).split(" ")[0]
