"""Actor ids to what a reader calls them, and to the kind of source they are."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from accordingto.analysis.selection import split
from accordingto.tables import Tables

NOBODY = "source not stated"
NO_COUNTRY = "country not known"
STANDINGS = ("official", "politics", "expert", "media", "business", "civil society", "other")


def names(tables: Tables) -> dict[str, str]:
    """Map each actor's id to its name; one that two share comes with the article or the kind that tells them apart."""
    plain = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    told = {i: f"{name} ({i.split(':')[1 if i.count(':') > 1 else 0]})" for i, name in plain.items()}
    full = {i: f"{name} ({', '.join(i.split(':')[:2])})" for i, name in plain.items()}
    often, told_often = Counter(plain.values()), Counter(told.values())
    return {
        i: name if often[name] == 1 else told[i] if told_often[told[i]] == 1 else full[i] for i, name in plain.items()
    }


def name_of(cell: str, called: Mapping[str, str]) -> str:
    """Name the actors in a cell of ids.

    Examples
    --------
    >>> name_of("country:JPN;person:ann-lee", {"country:JPN": "Japan"})
    'Japan and ann lee'
    >>> name_of("", {})
    ''
    """
    found = [called.get(i) or i.rsplit(":", 1)[-1].replace("-", " ") for i in split(cell)]
    return found[0] if len(found) == 1 else ", ".join(found[:-1]) + " and " + found[-1] if found else ""


def standings(tables: Tables) -> dict[str, str]:
    """Map each actor's id to the kind of source it is, one of :data:`STANDINGS`.

    The sector decides, then the words of its role and name, then its kind.
    """
    rules = _rules()
    found = {}
    for row in tables.actors.itertuples():
        words = f"{row.role} {row.name} {row.organisation}".casefold().replace(",", " ").split()
        tests = [("sector", row.sector), *(("word", w) for w in words), ("kind", row.kind)]
        found[row.actor_id] = next((rules[test] for test in tests if test in rules), "other")
    return found


def country_name(code: str) -> str:
    """Name a country by its ISO 3166-1 alpha-3 code; what is no code stays as it is.

    Examples
    --------
    >>> country_name("KOR"), country_name("PRK, RUS"), country_name("")
    ('South Korea', 'North Korea, Russia', '')
    """
    return ", ".join(_countries().get(part, part) for part in code.split(", "))


@cache
def _countries() -> dict[str, str]:
    # By the package's path: importing accordingto.actors would load spaCy.
    lines = files("accordingto").joinpath("actors", "countries.csv").read_text(encoding="utf-8").splitlines()
    return {row["iso3"]: row["name"] for row in csv.DictReader(lines)}


@cache
def _rules() -> dict[tuple[str, str], str]:
    lines = files("accordingto.analysis").joinpath("standing.csv").read_text(encoding="utf-8").splitlines()
    return {(row["by"], row["value"]): row["standing"] for row in csv.DictReader(lines)}


def count(n: int, noun: str, many: str = "") -> str:
    """Say how many.

    Examples
    --------
    >>> count(1, "article"), count(1200, "article"), count(0, "country", "countries")
    ('1 article', '1,200 articles', 'no countries')
    """
    word = noun if n == 1 else many or noun + "s"
    return f"{n:,} {word}" if n else f"no {word}"


def number(value: object) -> str:
    """Write a number the way a newspaper does, and an unknown one as nothing.

    Examples
    --------
    >>> number(1500.0), number(2.5), number(1_200_000), number(None), number(0.333333)
    ('1,500', '2.5', '1.2 million', '', '0.33')
    """
    try:
        value = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return ""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    for unit, size in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)):
        if abs(value) >= size:
            short = value / size
            return f"{short:,.6g} {unit}" if float(f"{short:.4g}") == short else f"{value:,.0f}"
    if value == int(value):
        return f"{int(value):,}"
    return (
        f"{value:,.1f}"
        if abs(value) >= 100
        else f"{value:.2f}".rstrip("0").rstrip(".")
        if abs(value) >= 0.1
        else f"{value:.2g}"
    )
