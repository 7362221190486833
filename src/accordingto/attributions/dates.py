"""Expressions of days ("Monday", "on Oct. 3", "yesterday") to dates, against the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_BACK = {"today": 0, "tonight": 0, "yesterday": 1}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s{1,3}(?P<year>(?:19|20)\d\d))?"
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"\b{_MONTH}\s{{1,3}}{_DAY}\b{_YEAR}",
        rf"\b{_DAY}\s{{1,3}}(?:of\s)?{_MONTH}\b{_YEAR}",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
    )
)
_WEEKDAY = re.compile(r"\b(?:(?P<which>last|next|this)\s{1,3})?(?P<name>" + "|".join(_WEEKDAYS) + r")\b")
_SHORT = re.compile(r"\b(?P<name>mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?")
_FUTURE = re.compile(r"\b(?:tomorrow|next)\b")


def resolve_day(expression: str, published: date | None) -> date | None:
    """Say which day an expression means.

    A weekday is the latest one on or before the day of publication; *last Monday* on Monday is the
    week before. A day without a year is the latest one that lies at most a month ahead.

    Parameters
    ----------
    expression : str
        Words that name a day; a week, a month or a time of day is not a day.
    published : date or None
        The article's date. Without it only a full date resolves.

    Returns
    -------
    date or None
        None when the words do not name one day.

    Examples
    --------
    >>> resolve_day("late on Monday", date(2024, 10, 21))
    datetime.date(2024, 10, 21)
    >>> resolve_day("Oct. 3", date(2024, 10, 21))
    datetime.date(2024, 10, 3)
    >>> resolve_day("last week", date(2024, 10, 21)) is None
    True
    """
    words = " ".join(expression.lower().split())[:200]
    for pattern in _PATTERNS:
        found = pattern.search(words)
        if found:
            return _calendar_day(found.groupdict(), published)
    if published is None:
        return None
    for word, back in _BACK.items():
        if re.search(rf"\b{word}\b", words):
            return published - timedelta(days=back)
    if re.search(r"\btomorrow\b", words):
        return published + timedelta(days=1)
    found = _WEEKDAY.search(words)
    if found:
        back = (published.weekday() - _WEEKDAYS.index(found["name"])) % 7
        if found["which"] == "last" and back == 0:
            back = 7
        if found["which"] == "next":
            back -= 7
        return published - timedelta(days=back)
    found = _SHORT.search(words)
    if found:
        number = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(found["name"][:3]))
        return published - timedelta(days=(published.weekday() - number) % 7)
    return None


def _calendar_day(parts: dict[str, str | None], published: date | None) -> date | None:
    if parts.get("number"):
        month = int(parts["number"])
    else:
        month = next(n for n, name in enumerate(_MONTHS, start=1) if name.startswith(parts["month"][:3]))
    day = int(parts["day"])
    if parts.get("year"):
        return _date(int(parts["year"]), month, day)
    if published is None:
        return None
    this, last = _date(published.year, month, day), _date(published.year - 1, month, day)
    if this is not None and this > published and (this - published).days > 31 and last is not None:
        return last
    return this if this is not None else last


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
