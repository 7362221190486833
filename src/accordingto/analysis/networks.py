"""Positions to networks: who acts towards whom, who stands with and against whom, and on what.

Agreement, conflict and subtract networks follow Discourse Network Analyzer (Leifeld, Gruber and
Bossner 2019; Leifeld 2017, "Discourse network analysis: policy debates as dynamic networks", in the
Oxford Handbook of Political Networks). An actor is linked to an issue by being found for it, against
it, or both; saying the same again adds nothing (DNA: duplicates ignored across the date range). Over
all issues, two actors' *agreement* counts the stands both take, their *conflict* the pairs of
opposite stands, and *subtract* is the first less the second.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from accordingto.analysis.naming import name_of, names
from accordingto.analysis.selection import split
from accordingto.analysis.stands import position_list, position_matrix
from accordingto.tables import Tables

NORMALISATIONS = ("no", "average activity", "jaccard", "cosine")
"""How the weights of a one-mode network are made comparable; see :func:`shared_issues`."""
TWO_MODE = ("subtract", "combine", "ignore")
TWO_MODE_NORMALISATIONS = ("no", "activity", "prominence")
EDGES = ["source", "target", "n", "agreement", "conflict", "neither", "subtract", "tone"]
_BLOCK = 1000  # Rows of a network that are held in memory at a time.


def relations(tables: Tables, by: str = "side", minimum_n: int = 1) -> pd.DataFrame:
    """Count what actors do towards each other.

    Parameters
    ----------
    tables : Tables
    by : {"actor", "side"}
    minimum_n : int
        Least number of positions of one towards the other.

    Returns
    -------
    DataFrame
        ``source``, ``target``, ``n``, ``agreement``, ``conflict``, ``neither`` (positions of
        polarity 1, -1, and 0 or none), ``subtract`` (agreement less conflict), ``tone``
        (``agreement``, ``conflict``, ``mixed`` or ``neither``), most first.
    """
    rows = position_list(tables, by)
    rows["to"] = rows["target_id"].map(split)
    rows = rows.explode("to", ignore_index=True)
    rows = rows[rows["to"].notna()].copy()
    sides = _sides(tables) if by == "side" else {}
    rows["to"] = [sides.get(i, i) for i in rows["to"]]
    rows = rows[rows["to"] != rows["holder_id"]]
    if rows.empty:
        return pd.DataFrame(columns=EDGES)
    rows["agreement"] = (rows["polarity"] == 1).fillna(False).astype(int)
    rows["conflict"] = (rows["polarity"] == -1).fillna(False).astype(int)
    groups = rows.groupby(["holder_id", "holder", "to"], sort=True)
    found = groups[["agreement", "conflict"]].sum().reset_index()
    called = names(tables)
    found["n"] = groups.size().to_numpy()
    found["neither"] = found["n"] - found["agreement"] - found["conflict"]
    found["source"], found["target"] = found["holder"], [name_of(i, called) for i in found["to"]]
    return _edges(found[found["n"] >= minimum_n])


def shared_issues(
    tables: Tables, by: str = "side", minimum_n: int = 1, normalise: str = "no", period: str = ""
) -> pd.DataFrame:
    """Join actors by the stands they share: the agreement, conflict and subtract networks in one table.

    Parameters
    ----------
    tables : Tables
    by : {"actor", "side"}
    minimum_n : int
        Least number of issues on which both stand.
    normalise : {"no", "average activity", "jaccard", "cosine"}
        Divide ``agreement``, ``conflict`` and ``subtract`` by: nothing; the mean number of stands of
        the two; the number of different stands of the two; the geometric mean of their numbers of
        stands. (DNA's program divides by the product of the two numbers for "cosine".)
    period : {"", "day", "week", "month", "quarter", "year"}
        Make a network for each; positions of unknown days are left out then.

    Returns
    -------
    DataFrame
        ``source``, ``target`` (in alphabetical order), ``n`` (issues both stand on), ``agreement``,
        ``conflict``, ``neither`` (always 0), ``subtract``, ``tone``, most first; with a period its
        first day in ``period`` before them.

    Raises
    ------
    ValueError
        If there is no such normalisation or period.
    """
    cells = _sided(tables, by, period)
    return _networks(cells, "holder", "issue_id", minimum_n, normalise, bool(period))


def linked_issues(
    tables: Tables, by: str = "side", minimum_n: int = 1, normalise: str = "no", period: str = ""
) -> pd.DataFrame:
    """Join issues by the actors who take the same stand on both, and opposite ones.

    Returns
    -------
    DataFrame
        As :func:`shared_issues`, of issues; ``n`` is how many actors stand on both.
    """
    return _networks(_sided(tables, by, period), "issue", "holder", minimum_n, normalise, bool(period))


def two_mode(
    tables: Tables, by: str = "side", qualifier: str = "subtract", normalise: str = "no", minimum_n: int = 1
) -> pd.DataFrame:
    """Make the two-mode network of actors and issues, as a matrix.

    Parameters
    ----------
    tables : Tables
    by : {"actor", "side"}
    qualifier : {"subtract", "combine", "ignore"}
        Positions for less positions against; 0 none, 1 for, 2 against, 3 both; or how many positions
        for and against. Positions that take no side are not counted.
    normalise : {"no", "activity", "prominence"}
        Divide by: nothing; the positions of the actor; the positions on the issue.
    minimum_n : int
        Least number of positions for or against of a cell; cells of fewer are 0.

    Returns
    -------
    DataFrame
        A row an actor and a column an issue (its label), both in alphabetical order.

    Raises
    ------
    ValueError
        If there is no such qualifier or normalisation.
    """
    _check("qualifier", qualifier, TWO_MODE)
    _check("normalise", normalise, TWO_MODE_NORMALISATIONS)
    cells = position_matrix(tables, by)
    sided = (cells["in_favour"] + cells["against"]).astype(int)
    cells = cells[(sided > 0) & (sided >= minimum_n)]
    spread = {
        column: cells.pivot_table(index="holder", columns="issue", values=column, aggfunc="sum", fill_value=0)
        for column in ("in_favour", "against")
    }
    favour, against = (table.sort_index(axis=0).sort_index(axis=1).astype(int) for table in spread.values())
    all_of_them = favour + against
    found = {
        "subtract": favour - against,
        "combine": (favour > 0).astype(int) + 2 * (against > 0).astype(int),
        "ignore": all_of_them,
    }[qualifier]
    if normalise != "no":
        weights = (found > 0).astype(int) if qualifier == "combine" else all_of_them
        along = "columns" if normalise == "activity" else "index"
        found = found.div(weights.sum(axis=along), axis="index" if along == "columns" else "columns")
    return found


def one_mode(edges: pd.DataFrame, value: str = "subtract") -> pd.DataFrame:
    """Spread edges without direction into a symmetrical matrix.

    Parameters
    ----------
    edges : DataFrame
        As from :func:`shared_issues` or :func:`linked_issues`, of one period.
    value : str
        The column for the cells: ``agreement``, ``conflict`` or ``subtract``.

    Returns
    -------
    DataFrame
        A row and a column an actor, in alphabetical order, 0 on the diagonal.

    Examples
    --------
    >>> one_mode(pd.DataFrame({"source": ["a"], "target": ["b"], "subtract": [2]}))
       a  b
    a  0  2
    b  2  0
    """
    called = sorted({*edges["source"], *edges["target"]})
    at = {name: i for i, name in enumerate(called)}
    cells = np.zeros((len(called), len(called)), dtype=edges[value].dtype if len(edges) else int)
    rows, columns = ([at[name] for name in edges[end]] for end in ("source", "target"))
    cells[rows, columns] = cells[columns, rows] = edges[value]
    return pd.DataFrame(cells, index=called, columns=called)


def _sided(tables: Tables, by: str, period: str) -> pd.DataFrame:
    rows = position_list(tables, by)
    rows = rows[(rows["issue_id"] != "") & rows["issue_polarity"].isin([1, -1])]
    rows = rows[["holder", "issue_id", "issue", "issue_polarity", "day"]]
    rows["period"] = starts(rows["day"], period) if period else pd.NaT
    return rows[rows["period"].notna()] if period else rows


def starts(days: pd.Series, period: str) -> pd.Series:
    """The first day of the period that each day is in.

    Examples
    --------
    >>> starts(pd.Series(pd.to_datetime(["2024-10-21"])), "month")[0]
    Timestamp('2024-10-01 00:00:00')
    """
    _check("period", period, PERIODS)
    return days.dt.to_period(PERIODS[period]).dt.start_time


PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def _networks(
    cells: pd.DataFrame, nodes: str, through: str, minimum_n: int, normalise: str, dated: bool
) -> pd.DataFrame:
    _check("normalise", normalise, NORMALISATIONS)
    if not dated:
        return _network(cells, nodes, through, minimum_n, normalise)
    made = [
        _network(own, nodes, through, minimum_n, normalise).assign(period=day)
        for day, own in cells.groupby("period", sort=True)
    ]
    found = pd.concat([m for m in made if len(m)], ignore_index=True) if any(map(len, made)) else pd.DataFrame()
    return found.reindex(columns=["period", *EDGES])


def _network(cells: pd.DataFrame, nodes: str, through: str, minimum_n: int, normalise: str) -> pd.DataFrame:
    if cells.empty:
        return pd.DataFrame(columns=EDGES)
    rows, called = pd.factorize(cells[nodes], sort=True)
    columns, _ = pd.factorize(cells[through], sort=True)
    favour, against = np.zeros((2, len(called), columns.max() + 1), dtype=np.float32)
    polarity = cells["issue_polarity"].to_numpy(dtype=int)
    favour[rows[polarity > 0], columns[polarity > 0]] = 1
    against[rows[polarity < 0], columns[polarity < 0]] = 1
    any_side = np.maximum(favour, against)
    activity = (favour + against).sum(axis=1)
    parts = []
    for start in range(0, len(called), _BLOCK):
        own = slice(start, start + _BLOCK)
        n = np.triu(any_side[own] @ any_side.T, k=start + 1)
        a, b = np.nonzero(n >= max(1, minimum_n))
        agreement = (favour[own] @ favour.T + against[own] @ against.T)[a, b]
        conflict = (favour[own] @ against.T + against[own] @ favour.T)[a, b]
        share = _divisor(activity[a + start], activity[b], agreement, normalise)
        frame = {"a": a + start, "b": b, "n": n[a, b], "agreement": agreement / share, "conflict": conflict / share}
        parts.append(pd.DataFrame(frame))
    found = pd.concat(parts, ignore_index=True)
    labels = np.asarray(called, dtype=object)
    found["source"], found["target"] = labels[found["a"]], labels[found["b"]]
    whole = ["n", "agreement", "conflict"] if normalise == "no" else ["n"]
    return _edges(found.assign(neither=0).astype(dict.fromkeys(whole, int)))


def _divisor(one: np.ndarray, other: np.ndarray, both: np.ndarray, normalise: str) -> np.ndarray | float:
    one, other = one.astype(float), other.astype(float)
    if normalise == "average activity":
        return (one + other) / 2
    if normalise == "jaccard":
        return one + other - both
    return np.sqrt(one * other) if normalise == "cosine" else 1.0


def _edges(found: pd.DataFrame) -> pd.DataFrame:
    agree, oppose = found["agreement"] > 0, found["conflict"] > 0
    tone = np.select([agree & oppose, agree, oppose], ["mixed", "agreement", "conflict"], "neither")
    found = found.assign(tone=pd.Series(tone, index=found.index, dtype="str"))
    found["subtract"] = found["agreement"] - found["conflict"]
    return found.sort_values(["n", "source", "target"], ascending=[False, True, True], ignore_index=True)[EDGES]


def _sides(tables: Tables) -> dict[str, str]:
    """Whom each actor speaks for most often; ties by id."""
    rows = tables.positions[tables.positions["speaks_for"] != ""]
    counts = rows.groupby(["actor_id", "speaks_for"], sort=True).size().reset_index(name="n")
    counts = counts.sort_values(["actor_id", "n", "speaks_for"], ascending=[True, False, True])
    counts = counts.drop_duplicates("actor_id")
    return dict(zip(counts["actor_id"], counts["speaks_for"], strict=True))


def _check(name: str, value: str, allowed) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(map(repr, allowed))}.")
