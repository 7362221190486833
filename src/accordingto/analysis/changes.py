"""Positions to what moves and what splits: stands by period, actors that turn, countries that are divided."""

from __future__ import annotations

import pandas as pd

from accordingto.analysis.naming import country_name
from accordingto.analysis.networks import starts
from accordingto.analysis.stands import NO_ISSUE, counted_stands, position_list, position_matrix
from accordingto.tables import Tables

COURSE = ["period", "holder", "side", "issue_id", "issue", "n", "in_favour", "neither", "against", "no_side"]
COURSE += ["polarity", "change"]
TURNS = ["holder", "issue_id", "issue", "before", "before_n", "last_before", "after", "after_n", "first_after"]
DIVIDED = ["country", "name", "issue_id", "issue", "n", "in_favour", "against", "favourers", "opponents"]


def stand_course(tables: Tables, by: str = "side", period: str = "month", minimum_n: int = 1) -> pd.DataFrame:
    """Count the positions of each actor on each issue by period.

    Parameters
    ----------
    tables : Tables
    by : {"actor", "side"}
    period : {"day", "week", "month", "quarter", "year"}
    minimum_n : int
        Least number of positions of an actor on an issue in a period.

    Returns
    -------
    DataFrame
        ``period`` (its first day), ``holder``, ``side``, ``issue_id``, ``issue``, ``n``, ``in_favour``,
        ``neither``, ``against``, ``no_side`` and ``polarity`` as in
        :func:`~accordingto.analysis.position_matrix`, and ``change`` (of ``polarity`` since the actor's
        last period with a stand on the issue; NA where there is none), by actor, issue and period.
        Positions of unknown days are left out.
    """
    rows = position_list(tables, by)
    rows = rows[(rows["issue_id"] != NO_ISSUE) & rows["day"].notna()]
    rows = rows.assign(period=starts(rows["day"], period))
    found = counted_stands(rows, ["holder", "issue_id", "issue", "period"], minimum_n)
    if found.empty:
        return pd.DataFrame(columns=COURSE)
    found = found.sort_values(["holder", "issue_id", "period"], ignore_index=True)
    stands = found[found["polarity"].notna()]
    change = stands["polarity"] - stands.groupby(["holder", "issue_id"], sort=False)["polarity"].shift()
    return found.assign(change=change.round(4).reindex(found.index))[COURSE]


def turns(tables: Tables, by: str = "side") -> pd.DataFrame:
    """Find the actors that stood on one side of an issue and then on the other.

    A day on which an actor is found on both sides alike is passed over.

    Returns
    -------
    DataFrame
        A row a turn: ``holder``, ``issue_id``, ``issue``, ``before`` and ``after`` (``for`` or
        ``against``), ``before_n`` and ``after_n`` (positions of the days in a row on that side),
        ``last_before`` and ``first_after`` (days), the latest first.
    """
    course = stand_course(tables, by, "day")
    course["balance"] = course["in_favour"] - course["against"]
    course = course[course["balance"] != 0].copy()
    if course.empty:
        return pd.DataFrame(columns=TURNS)
    course["stand"] = (course["balance"] > 0).map({True: "for", False: "against"})
    keys = course[["holder", "issue_id", "stand"]]
    course["spell"] = (keys != keys.shift()).any(axis=1).cumsum()
    course["positions"] = course["in_favour"] + course["against"]
    spells = course.groupby("spell", sort=True).agg(
        holder=("holder", "first"),
        issue_id=("issue_id", "first"),
        issue=("issue", "first"),
        after=("stand", "first"),
        after_n=("positions", "sum"),
        first_after=("period", "min"),
        _last=("period", "max"),
    )
    earlier = spells.groupby(["holder", "issue_id"], sort=False)[["after", "after_n", "_last"]].shift()
    spells[["before", "before_n", "last_before"]] = earlier
    spells = spells[spells["before"].notna()].astype({"before_n": int})
    return spells.sort_values(["first_after", "holder", "issue"], ascending=[False, True, True], ignore_index=True)[
        TURNS
    ]


def divided_countries(tables: Tables, minimum_n: int = 1) -> pd.DataFrame:
    """Find the issues on which actors of one country stand on opposite sides.

    Parameters
    ----------
    tables : Tables
    minimum_n : int
        Least number of actors on the smaller side.

    Returns
    -------
    DataFrame
        ``country`` (ISO 3166-1 alpha-3), ``name``, ``issue_id``, ``issue``, ``n`` (actors with a stand),
        ``in_favour`` and ``against`` (how many of them), ``favourers`` and ``opponents`` (their names),
        the most evenly divided first. An actor stands where its positions point on the whole; one
        whose positions balance stands nowhere.
    """
    rows = position_list(tables)
    countries = dict(zip(rows["holder"], rows["country"], strict=True))
    cells = position_matrix(tables)
    cells = cells.assign(country=cells["holder"].map(countries), balance=cells["in_favour"] - cells["against"])
    cells = cells[(cells["balance"] != 0) & (cells["country"] != "")].sort_values("holder")
    found = []
    for (country, issue_id, issue), own in cells.groupby(["country", "issue_id", "issue"], sort=True):
        favourers, opponents = (list(own.loc[own["balance"] * sign > 0, "holder"]) for sign in (1, -1))
        if min(len(favourers), len(opponents)) >= max(1, minimum_n):
            counts = len(own), len(favourers), len(opponents)
            lists = ", ".join(favourers), ", ".join(opponents)
            found.append((country, country_name(country), issue_id, issue, *counts, *lists))
    frame = pd.DataFrame(found, columns=DIVIDED)
    frame["_smaller"] = frame[["in_favour", "against"]].min(axis=1)
    order = ["_smaller", "n", "name", "issue"]
    return frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)[DIVIDED]
