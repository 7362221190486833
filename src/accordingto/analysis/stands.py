"""Positions to who stands where: by issue, towards each other, by country and over time."""

from __future__ import annotations

import pandas as pd

from accordingto.analysis.naming import NO_COUNTRY, count, country_name, name_of, names
from accordingto.analysis.selection import split
from accordingto.schemas import STANCE_ACTS
from accordingto.tables import Tables

GROUPINGS = ("actor", "side")
NO_ISSUE = ""


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


def position_matrix(tables: Tables, by: str = "actor") -> pd.DataFrame:
    """Count the positions of each actor on each issue.

    Returns
    -------
    DataFrame
        ``holder``, ``side`` (most often), ``issue_id``, ``issue``, ``n``, ``in_favour``, ``neither``,
        ``against``, ``no_side`` (takes no side, such as a refusal to comment) and ``polarity`` (mean of
        ``issue_polarity`` where there is one, -1 to 1, else NA); most positions first. Positions on
        no issue are not counted.
    """
    rows = position_list(tables, by)
    rows = rows[rows["issue_id"] != NO_ISSUE].copy()
    columns = ["holder", "side", "issue_id", "issue", "n", "in_favour", "neither", "against", "no_side", "polarity"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    for column, value in (("in_favour", 1), ("neither", 0), ("against", -1)):
        rows[column] = (rows["issue_polarity"] == value).fillna(False).astype(int)
    rows["no_side"] = rows["issue_polarity"].isna().astype(int)
    groups = rows.groupby(["holder", "issue_id", "issue"], sort=True)
    found = groups[["in_favour", "neither", "against", "no_side"]].sum().reset_index()
    # Whom an actor speaks for may be told in one place and not in another.
    found["side"] = groups["side"].agg(lambda names: names.mode().iloc[0]).to_numpy()
    found["n"] = groups.size().to_numpy()
    sided = found["in_favour"] + found["neither"] + found["against"]
    mean = (found["in_favour"] - found["against"]) / sided.where(sided > 0)
    found["polarity"] = mean.round(4).astype("Float64")
    return found.sort_values(["n", "holder", "issue"], ascending=[False, True, True], ignore_index=True)[columns]


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
        polarity 1, -1, and 0 or none), ``tone`` (``agreement``, ``conflict``, ``mixed`` or
        ``neither``), most first.
    """
    rows = position_list(tables, by)
    columns = ["source", "target", "n", "agreement", "conflict", "neither", "tone"]
    rows["to"] = rows["target_id"].map(split)
    rows = rows.explode("to", ignore_index=True)
    called = names(tables)
    rows = rows[rows["to"].notna() & (rows["to"] != rows["holder_id"])].copy()
    if rows.empty:
        return pd.DataFrame(columns=columns)
    sides = _sides(tables) if by == "side" else {}
    rows["to"] = [sides.get(i, i) for i in rows["to"]]
    rows = rows[rows["to"] != rows["holder_id"]]
    rows["agreement"] = (rows["polarity"] == 1).fillna(False).astype(int)
    rows["conflict"] = (rows["polarity"] == -1).fillna(False).astype(int)
    groups = rows.groupby(["holder_id", "holder", "to"], sort=True)
    found = groups[["agreement", "conflict"]].sum().reset_index()
    if found.empty:
        return pd.DataFrame(columns=columns)
    found["n"] = groups.size().to_numpy()
    found["neither"] = found["n"] - found["agreement"] - found["conflict"]
    found["source"], found["target"] = found["holder"], [name_of(i, called) for i in found["to"]]
    return _toned(found[found["n"] >= minimum_n])[columns]


def shared_issues(tables: Tables, by: str = "side", minimum_n: int = 1) -> pd.DataFrame:
    """Count the issues on which two actors stand on the same side, and on opposite ones.

    An actor stands where its positions on the issue point on the whole; one whose positions
    balance stands nowhere. These are the congruence and the conflict network of discourse network
    analysis (Leifeld).

    Returns
    -------
    DataFrame
        ``source``, ``target`` (in alphabetical order), ``n`` (issues both stand on), ``agreement``,
        ``conflict``, ``neither`` (always 0), ``tone``, most first.
    """
    matrix = position_matrix(tables, by)
    columns = ["source", "target", "n", "agreement", "conflict", "neither", "tone"]
    cells = matrix[["holder", "issue_id"]].assign(balance=matrix["in_favour"] - matrix["against"])
    cells = cells.groupby(["holder", "issue_id"], sort=True)["balance"].sum().reset_index()
    cells = cells[cells["balance"] != 0]
    pairs: dict[tuple[str, str], list[int]] = {}
    for _, stands in cells.groupby("issue_id", sort=True):
        rows = [(holder, balance > 0) for holder, balance in zip(stands["holder"], stands["balance"], strict=True)]
        for i, (a, for_a) in enumerate(rows):
            for b, for_b in rows[i + 1 :]:
                pairs.setdefault((a, b), [0, 0])[0 if for_a == for_b else 1] += 1
    found = pd.DataFrame(
        [
            {"source": a, "target": b, "n": same + other, "agreement": same, "conflict": other, "neither": 0}
            for (a, b), (same, other) in sorted(pairs.items())
            if same + other >= minimum_n
        ],
        columns=columns[:-1],
    )
    return _toned(found)[columns]


def acts_by_country(tables: Tables) -> pd.DataFrame:
    """Count what the actors of each country do.

    Returns
    -------
    DataFrame
        ``country`` (ISO 3166-1 alpha-3), ``name``, ``act``, ``n``; countries with most acts
        first, acts in the order of the schema.
    """
    rows = position_list(tables)
    if rows.empty:
        return pd.DataFrame(columns=["country", "name", "act", "n"])
    rows["country"] = rows["country"].replace("", NO_COUNTRY)
    found = rows.groupby(["country", "act"], sort=True).size().reset_index(name="n")
    total = found.groupby("country")["n"].transform("sum")
    order = found["act"].map(STANCE_ACTS.index)
    found = found.assign(_t=-total, _u=found["country"] == NO_COUNTRY, _a=order)
    return found.sort_values(["_u", "_t", "country", "_a"], ignore_index=True).assign(
        name=lambda rows: rows["country"].map(country_name)
    )[["country", "name", "act", "n"]]


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


def _sides(tables: Tables) -> dict[str, str]:
    """Whom each actor speaks for most often; ties by id."""
    rows = tables.positions[tables.positions["speaks_for"] != ""]
    counts = rows.groupby(["actor_id", "speaks_for"], sort=True).size().reset_index(name="n")
    counts = counts.sort_values(["actor_id", "n", "speaks_for"], ascending=[True, False, True])
    counts = counts.drop_duplicates("actor_id")
    return dict(zip(counts["actor_id"], counts["speaks_for"], strict=True))


def _toned(found: pd.DataFrame) -> pd.DataFrame:
    tones = [
        "mixed" if a and c else "agreement" if a else "conflict" if c else "neither"
        for a, c in zip(found["agreement"], found["conflict"], strict=True)
    ]
    found = found.assign(tone=pd.Series(tones, index=found.index, dtype="str"))
    return found.sort_values(["n", "source", "target"], ascending=[False, True, True], ignore_index=True)
