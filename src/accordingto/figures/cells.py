"""The cells of a row of the table of figures as values: its unit and dimension, its numbers, its days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from accordingto.figures.lexicon import Unit, rows

UNCOMPARED = ("age", "multiple", "time")
"""Dimensions whose numbers are never set against each other."""


def dimension_of(row: Mapping[str, object]) -> tuple[Unit, str]:
    """The unit of a figure and what it measures, with what it is per.

    Examples
    --------
    >>> dimension_of({"unit": "hectare"})[1], dimension_of({"unit": "EUR per day"})[1], dimension_of({"unit": ""})[1]
    ('area', 'money EUR per day', 'count')
    """
    name, _, per = str(row["unit"] or "").partition(" per ")
    unit = units_by_name().get(name, Unit(name, f"other {name}" if name else "count", 1.0))
    return unit, f"{unit.dimension} per {per}" if per else unit.dimension


@cache
def units_by_name() -> dict[str, Unit]:
    """The units and the currencies by the names that the table has for them."""
    money = {row["code"]: Unit(row["code"], f"money {row['code']}", 1.0) for row in rows("currencies")}
    return {row["unit"]: Unit(row["unit"], row["dimension"], float(row["factor"])) for row in rows("units")} | money


def _known(value: object) -> object | None:
    return None if value is None or value is pd.NA or value is pd.NaT or value != value else value


def number(value: object) -> float | None:
    """A number of a cell; None where the cell is empty.

    Examples
    --------
    >>> number(3), number(float("nan"))
    (3.0, None)
    """
    value = _known(value)
    return None if value is None else float(value)


def day(value: object) -> date | None:
    """A day of a cell; None where the cell is empty.

    Examples
    --------
    >>> day("2024-05-08"), day(None)
    (datetime.date(2024, 5, 8), None)
    """
    value = _known(value)
    return None if value is None else pd.Timestamp(value).date()


def year_of(row: Mapping[str, object]) -> int:
    """The year for which a figure holds as of a day that it does not name."""
    last = day(row["holds_to"])
    return last.year if last is not None and day(row["holds_from"]) is None else 0
