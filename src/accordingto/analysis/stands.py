"""Positions to who stands where: the list, by issue, by country and by day."""

from __future__ import annotations

import pandas as pd

from accordingto.analysis.naming import NO_COUNTRY, count, country_name, name_of, names
from accordingto.schemas import STANCE_ACTS
from accordingto.tables import Tables

GROUPINGS = ("actor", "side")
NO_ISSUE = ""
STANDS = {"in_favour": 1, "neither": 0, "against": -1}
"""Columns that count positions, and the polarity that each stands for."""


def position_list(tables: Tables, by: str = "actor") -> pd.DataFrame:
    """List every position with the names of who takes it, for whom, towards whom and on what.

    Parameters
    ----------
    tables : Tables
    by : {"actor", "side"}
        Whether ``holder`` is the actor itself, or the country or organisation it speaks for.

    Returns
    -------
    DataFrame
        The table ``positions`` with ``name``, ``side`` (whom it speaks for, else the actor),
        ``holder``, ``target_name``, ``issue`` (its label), ``country`` and ``day`` (said on, else
        published; NaT unknown), in the order of the articles.
    """
    if by not in GROUPINGS:
        raise ValueError(f"by is {by!r}; it must be {' or '.join(GROUPINGS)}.")
    called = names(tables)
    frame = tables.positions.copy()
    labels = dict(zip(tables.issues["issue_id"], tables.issues["label"], strict=True))
    countries = dict(zip(tables.actors["actor_id"], tables.actors["country"], strict=True))
    published = dict(zip(tables.articles["article_id"], tables.articles["published"], strict=True))
    said = dict(zip(tables.attributions["attribution_id"], tables.attributions["said_on"], strict=True))
    frame["name"] = [name_of(i, called) for i in frame["actor_id"]]
    frame["side_id"] = frame["speaks_for"].where(frame["speaks_for"] != "", frame["actor_id"])
    frame["side"] = [name_of(i, called) for i in frame["side_id"]]
    frame["holder_id"] = frame["actor_id"] if by == "actor" else frame["side_id"]
    frame["holder"] = frame["name"] if by == "actor" else frame["side"]
    frame["target_name"] = [
        name_of(i, called) or target for i, target in zip(frame["target_id"], frame["target"], strict=True)
    ]
    frame["issue"] = [labels.get(i, i.replace("-", " ")) for i in frame["issue_id"]]
    frame["country"] = [
        countries.get(a) or countries.get(s) or "" for a, s in zip(frame["actor_id"], frame["side_id"], strict=True)
    ]
    frame["day"] = pd.to_datetime(frame["attribution_id"].map(said)).fillna(
        pd.to_datetime(frame["article_id"].map(published))
    )
    return frame.sort_values(["article_id", "start", "position_id"], kind="stable", ignore_index=True)


def position_matrix(tables: Tables, by: str = "actor", minimum_n: int = 1) -> pd.DataFrame:
    """Count the positions of each actor on each issue.

    Parameters
    ----------
    tables : Tables
    by : {"actor", "side"}
    minimum_n : int
        Least number of positions of a cell.

    Returns
    -------
    DataFrame
        ``holder``, ``side`` (most often), ``issue_id``, ``issue``, ``n``, ``in_favour``, ``neither``,
        ``against``, ``no_side`` (takes no side, such as a refusal to comment), ``polarity`` (mean of
        ``issue_polarity`` where there is one, -1 to 1, else NA), ``first`` and ``last`` (days of its
        first and last position; NaT unknown); most positions first. Positions on no issue are not
        counted.
    """
    rows = position_list(tables, by)
    return counted_stands(rows[rows["issue_id"] != NO_ISSUE], ["holder", "issue_id", "issue"], minimum_n)


def counted_stands(rows: pd.DataFrame, keys: list[str], minimum_n: int = 1) -> pd.DataFrame:
    """Count rows of :func:`position_list` by what they stand for; see :func:`position_matrix`."""
    columns = [keys[0], "side", *keys[1:], "n", *STANDS, "no_side", "polarity", "first", "last"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    rows = rows[[*keys, "side", "issue_polarity", "day"]].copy()
    for column, value in STANDS.items():
        rows[column] = (rows["issue_polarity"] == value).fillna(False).astype(int)
    rows["no_side"] = rows["issue_polarity"].isna().astype(int)
    groups = rows.groupby(keys, sort=True)
    found = groups[[*STANDS, "no_side"]].sum()
    found["n"] = groups.size()
    found["first"], found["last"] = groups["day"].min(), groups["day"].max()
    # Whom an actor speaks for may be told in one place and not in another.
    named = rows.groupby([*keys, "side"], sort=True).size().sort_values(ascending=False, kind="stable").reset_index()
    found["side"] = named.drop_duplicates(keys).set_index(keys)["side"]
    found = found[found["n"] >= minimum_n].reset_index()
    sided = found["in_favour"] + found["neither"] + found["against"]
    mean = (found["in_favour"] - found["against"]) / sided.where(sided > 0)
    found["polarity"] = mean.round(4).astype("Float64")
    # Between two that speak as often, the one that takes sides says more.
    found = found.assign(_s=-found["no_side"])
    found = found.sort_values(["n", "_s", *keys], ascending=[False, False, *[True] * len(keys)], ignore_index=True)
    return found[columns]


def acts_by_country(tables: Tables) -> pd.DataFrame:
    """Count what the actors of each country do.

    Returns
    -------
    DataFrame
        ``country`` (ISO 3166-1 alpha-3), ``name``, ``act``, ``n``, ``in_favour`` and ``against`` (how
        many of them are for and against their target); countries with most acts first, acts in the
        order of the schema.
    """
    rows = position_list(tables)
    columns = ["country", "name", "act", "n", "in_favour", "against"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    rows["country"] = rows["country"].replace("", NO_COUNTRY)
    for column in ("in_favour", "against"):
        rows[column] = (rows["polarity"] == STANDS[column]).fillna(False).astype(int)
    groups = rows.groupby(["country", "act"], sort=True)
    found = groups[["in_favour", "against"]].sum().reset_index()
    found["n"] = groups.size().to_numpy()
    total = found.groupby("country")["n"].transform("sum")
    order = found["act"].map(STANCE_ACTS.index)
    found = found.assign(_t=-total, _u=found["country"] == NO_COUNTRY, _a=order)
    return found.sort_values(["_u", "_t", "country", "_a"], ignore_index=True).assign(
        name=lambda rows: rows["country"].map(country_name)
    )[columns]


def dated_positions(tables: Tables, by: str = "side") -> pd.DataFrame:
    """Keep the positions whose day is known, when there are two days or more.

    Returns
    -------
    DataFrame
        ``day``, ``holder``, ``act``, ``issue``, ``polarity`` (towards the issue, else towards the
        target; NA: takes no side), by day.
    """
    rows = position_list(tables, by)
    rows = rows[rows["day"].notna()]
    rows = rows.assign(polarity=rows["issue_polarity"].fillna(rows["polarity"]))
    if rows["day"].nunique() < 2:
        rows = rows.head(0)
    rows = rows.sort_values(["day", "holder", "position_id"], kind="stable", ignore_index=True)
    return rows[["day", "holder", "act", "issue", "polarity"]]


def positions_finding(tables: Tables) -> str:
    """Say in a sentence or two which issue is most disputed, and by whom."""
    rows = position_list(tables, "side")
    if rows.empty:
        return "No positions were found."
    matrix = position_matrix(tables, "side")
    first = f"{count(rows['side'].nunique(), 'side takes', 'sides take')} {count(len(rows), 'position')}"
    first = first[0].upper() + first[1:]
    if matrix.empty:
        return f"{first}; none is on an issue of the list."
    totals = matrix.groupby("issue")[["n", "in_favour", "against"]].sum().reset_index()
    totals = totals.sort_values(["n", "issue"], ascending=[False, True])
    issue = totals["issue"].iloc[0]
    on = matrix[matrix["issue"] == issue]
    against = int((on["against"] > on["in_favour"]).sum())
    favour = int((on["in_favour"] > on["against"]).sum())
    sides = [f"{count(n, 'side')} {word} it" for n, word in ((favour, "for"), (against, "against")) if n]
    stand = " and ".join(sides) or "no side clearly for or against it"
    return f"{first}. Most are on “{issue}” ({count(int(totals['n'].iloc[0]), 'position')}): {stand}."
