"""Words for days and periods to the first and last day they mean, against the day of publication."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache

from accordingto.figures.lexicon import rows
from accordingto.figures.tokens import tokenize

Period = tuple[date | None, date | None]
_TWO_YEARS = re.compile(r"\b((?:19|20)\d\d) ?[-–/] ?(\d\d)\b")
_EARLIEST = 1500
_LATEST = 2199


@cache
def _ordered(kind: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("words") if row["kind"] == kind)


def period(words: str, published: date | None) -> Period:
    """Resolve a date expression; (None, None) where it cannot be.

    Parameters
    ----------
    words : str
        Such as "Monday", "last year", "June", "July 4, 2016", "2018", "since 1985".
    published : date or None
        The day of publication; without it only full dates and years are resolved.

    Returns
    -------
    tuple of date or None
        First and last day.

    Examples
    --------
    >>> period("on Monday", date(2024, 10, 23))
    (datetime.date(2024, 10, 21), datetime.date(2024, 10, 21))
    >>> period("in 2018", None)
    (datetime.date(2018, 1, 1), datetime.date(2018, 12, 31))
    """
    cut = tokenize(words)
    low = [t.lower for t in cut]
    years = [int(t.text) for t in cut if t.kind == "n" and t.text.isdigit() and len(t.text) == 4]
    years = [y for y in years if _EARLIEST <= y <= _LATEST]
    days = [
        int(t.text) for t in cut if t.kind == "n" and t.text.isdigit() and len(t.text) <= 2 and 1 <= int(t.text) <= 31
    ]
    months = [_month(t.text) for t in cut]
    months = [m for m in months if m]
    found = _fiscal(words) or _calendar(years, months, days, published, low[:1] == ["by"]) or _relative(low, published)
    if found is None:
        return None, None
    first, last = found
    if "since" in low:
        return first, published
    if low[:2] == ["as", "of"] or low[:1] == ["by"]:
        return None, last
    return first, last


def _fiscal(words: str) -> tuple[date, date] | None:
    """A year across two, "2024-25" or "2024/25": from April on, as good a day as any to tell them apart."""
    found = _TWO_YEARS.search(words)
    if found is None or (int(found.group(1)) + 1) % 100 != int(found.group(2)):
        return None
    return date(int(found.group(1)), 4, 1), date(int(found.group(1)) + 1, 3, 31)


def _month(word: str) -> int:
    names = _ordered("month")
    if not word[:1].isupper() or word.lower() not in names:
        return 0
    return next(k for k, name in enumerate(names[:12], 1) if name.startswith(word.lower()[:3]))


def _calendar(
    years: list[int], months: list[int], days: list[int], published: date | None, ahead: bool
) -> tuple[date, date] | None:
    if years and not months:
        return date(years[0], 1, 1), date(years[-1] if years[-1] >= years[0] else years[0], 12, 31)
    if not months:
        return None
    month, year = months[0], years[0] if years else None
    if year is None:
        if published is None:
            return None
        # A month without a year is the latest one that is not after publication, but "by June" is the next.
        year = published.year if month <= published.month or ahead else published.year - 1
    last = calendar.monthrange(year, month)[1]
    if days and days[0] <= last:
        return date(year, month, days[0]), date(year, month, days[0])
    return date(year, month, 1), date(year, month, last)


def _relative(low: list[str], published: date | None) -> tuple[date, date] | None:
    if published is None:
        return None
    weekdays = _ordered("weekday")
    for word in low:
        if word in weekdays:
            back = (published.weekday() - weekdays.index(word)) % 7
            day = published - timedelta(days=back)
            return day, day
    text = " ".join(low)
    if "yesterday" in low or text in ("the day before", "a day earlier", "a day before", "the previous day"):
        return published - timedelta(days=1), published - timedelta(days=1)
    if "today" in low or "tonight" in low:
        return published, published
    if "last year" in text or "a year earlier" in text or "a year ago" in text or "previous year" in text:
        return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
    if "current year" in text or "current financial year" in text or "current fiscal year" in text:
        return date(published.year, 1, 1), date(published.year, 12, 31)
    if "this year" in text:
        return date(published.year, 1, 1), published
    if "next year" in text:
        return date(published.year + 1, 1, 1), date(published.year + 1, 12, 31)
    monday = published - timedelta(days=published.weekday())
    if "last week" in text:
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if "this week" in text:
        return monday, published
    if "last month" in text:
        last = published.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if "this month" in text:
        return published.replace(day=1), published
    return None
