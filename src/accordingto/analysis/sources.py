"""Attributions to who is quoted: counts, shares of words, and the full list."""

from __future__ import annotations

import pandas as pd

from accordingto.analysis.naming import NO_COUNTRY, NOBODY, STANDINGS, count, country_name, name_of, names, standings
from accordingto.analysis.selection import split
from accordingto.schemas import QUOTE_TYPES
from accordingto.tables import Tables

SOURCE_COLUMNS = ["actor_id", "name", "standing", "country", "statements", "words", "share", *QUOTE_TYPES, "relayed"]


def attribution_list(tables: Tables) -> pd.DataFrame:
    """List every attribution with who that is and who passed it on.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        The table ``attributions`` with the columns ``name`` (of the actors), ``country``,
        ``standing``, ``named`` (bool), ``relayed_by`` (name of who passed it on), ``relays``
        (bool, passes another's words on), ``published`` and ``words`` (words of content; 0 for one
        that passes another's words on, so that nothing counts twice), in the order of the articles.
    """
    called, kinds = names(tables), standings(tables)
    countries = dict(zip(tables.actors["actor_id"], tables.actors["country"], strict=True))
    frame = tables.attributions.copy()
    by_id = dict(zip(frame["attribution_id"], frame["actor_id"], strict=True))
    parents = set(frame["parent_id"]) - {""}
    frame["name"] = [name_of(cell, called) or source or NOBODY for cell, source in _two(frame, "actor_id", "source")]
    frame["country"] = [_joined(countries.get(i, "") for i in split(cell)) for cell in frame["actor_id"]]
    frame["standing"] = [next((kinds.get(i, "other") for i in split(cell)), "other") for cell in frame["actor_id"]]
    frame["named"] = ~frame["anonymous"].astype(bool)
    frame["relayed_by"] = [name_of(by_id.get(parent, ""), called) for parent in frame["parent_id"]]
    frame["relays"] = frame["attribution_id"].isin(parents)
    # A column of a table without rows has no type of its own.
    words = [0 if relays else len(content.split()) for relays, content in _two(frame, "relays", "content")]
    frame["words"] = pd.Series(words, index=frame.index, dtype="int64")
    frame["published"] = frame["article_id"].map(
        dict(zip(tables.articles["article_id"], tables.articles["published"], strict=True))
    )
    return (
        frame.assign(_at=frame["content_spans"].map(_first))
        .sort_values(["article_id", "sentence", "_at"], kind="stable", ignore_index=True)
        .drop(columns="_at")
    )


def by_source(tables: Tables) -> pd.DataFrame:
    """Count what each actor is given to say.

    Words of a statement by several actors are divided among them.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        ``actor_id``, ``name``, ``standing``, ``country``, ``statements``, ``words``, ``share`` (of
        all words attributed, 0 to 1), ``direct``, ``indirect``, ``mixed``, ``relayed``
        (statements that came through somebody else), most words first.
    """
    rows = _one_actor_a_row(tables)
    if rows.empty:
        return pd.DataFrame(columns=SOURCE_COLUMNS)
    found = _summed(rows, ["actor_id", "name", "standing", "country"])
    return found.sort_values(["words", "statements", "name"], ascending=[False, False, True], ignore_index=True)[
        SOURCE_COLUMNS
    ]


def by_country(tables: Tables) -> pd.DataFrame:
    """Count what the actors of each country are given to say.

    Returns
    -------
    DataFrame
        ``country`` (ISO 3166-1 alpha-3, or "country not known"), ``name``, ``sources`` (number of
        actors), ``statements``, ``words``, ``share``, most words first.
    """
    rows = _one_actor_a_row(tables)
    columns = ["country", "name", "sources", "statements", "words", "share"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    rows["country"] = rows["country"].replace("", NO_COUNTRY)
    found = _summed(rows, ["country"])
    found["sources"] = found["country"].map(rows.groupby("country")["name"].nunique())
    found["name"] = found["country"].map(country_name)
    return found.sort_values(["words", "country"], ascending=[False, True], ignore_index=True)[columns]


def by_standing(tables: Tables) -> pd.DataFrame:
    """Count statements by the kind of source and by whether it is named.

    Returns
    -------
    DataFrame
        ``standing``, ``named``, ``unnamed``, ``statements``, ``words``, ``share``; only kinds that
        occur, in a fixed order.
    """
    rows = _one_actor_a_row(tables)
    columns = ["standing", "named", "unnamed", "statements", "words", "share"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    rows["unnamed"] = ~rows["named"]
    found = _summed(rows, ["standing"])
    for column in ("named", "unnamed"):
        found[column] = found["standing"].map(rows.groupby("standing")[column].sum()).astype(int)
    order = found["standing"].map(STANDINGS.index)
    return found.assign(_o=order).sort_values("_o", ignore_index=True)[columns]


def quote_types(tables: Tables) -> pd.DataFrame:
    """Count statements by the kind of source and by how they are quoted.

    Returns
    -------
    DataFrame
        ``standing``, ``direct``, ``mixed``, ``indirect``, ``statements``.
    """
    rows = _one_actor_a_row(tables)
    columns = ["standing", "direct", "mixed", "indirect", "statements"]
    if rows.empty:
        return pd.DataFrame(columns=columns)
    found = _summed(rows, ["standing"])
    return found.assign(_o=found["standing"].map(STANDINGS.index)).sort_values("_o", ignore_index=True)[columns]


def relays(tables: Tables) -> pd.DataFrame:
    """Count whose words came through whom.

    Returns
    -------
    DataFrame
        ``through``, ``name`` (whose words), ``statements``, most first.
    """
    rows = attribution_list(tables)
    rows = rows[rows["relayed_by"] != ""]
    found = rows.groupby(["relayed_by", "name"], sort=True).size().reset_index(name="statements")
    found = found.rename(columns={"relayed_by": "through"})
    return found.sort_values(["statements", "through", "name"], ascending=[False, True, True], ignore_index=True)


def sources_finding(tables: Tables) -> str:
    """Say in a sentence or two who is quoted most, and how."""
    rows, ranked = attribution_list(tables), by_source(tables)
    if rows.empty:
        return "Nobody is quoted."
    top = ranked[ranked["actor_id"] != ""].head(1)
    several = f"{count(len(rows), 'statement')} by {count(ranked['name'].nunique(), 'source')}"
    quoted = int((rows["quote_type"] != "indirect").sum())
    unnamed = int(rows["anonymous"].sum())
    first = f"The articles report {several}"
    if len(top) and top["words"].iloc[0]:
        first += f"; {top['name'].iloc[0]} is given most words ({share(top['share'].iloc[0])})"
    return (
        f"{first}. {_of(quoted, len(rows))} quoted word for word at least in part, "
        f"{_of(unnamed, len(rows)).lower()} by somebody unnamed."
    )


def share(value: float) -> str:
    """Write a share as a percentage.

    Examples
    --------
    >>> share(0.214), share(0.004), share(0.0)
    ('21 %', 'under 1 %', '0 %')
    """
    return "under 1 %" if 0 < value < 0.005 else f"{100 * value:.0f} %"


def _of(n: int, total: int) -> str:
    return f"{'None' if not n else 'All' if n == total else n} of the {total:,} {'is' if n == 1 else 'are'}"


def _one_actor_a_row(tables: Tables) -> pd.DataFrame:
    rows = attribution_list(tables)
    if rows.empty:
        return rows
    called, kinds = names(tables), standings(tables)
    countries = dict(zip(tables.actors["actor_id"], tables.actors["country"], strict=True))
    rows["actor"] = [split(cell) or [""] for cell in rows["actor_id"]]
    rows["words"] = [words / len(actors) for words, actors in _two(rows, "words", "actor")]
    rows = rows.explode("actor", ignore_index=True)
    known = rows["actor"] != ""
    rows["actor_id"] = rows["actor"]
    rows["name"] = [name_of(a, called) if a else NOBODY for a in rows["actor"]]
    rows["standing"] = rows["actor"].map(kinds).where(known, "other").fillna("other")
    rows["country"] = rows["actor"].map(countries).fillna("")
    return rows


def _summed(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    for kind in QUOTE_TYPES:
        rows[kind] = rows["quote_type"] == kind
    rows["relayed"] = rows["relayed_by"] != ""
    groups = rows.groupby(keys, sort=True)
    found = groups[["words", *QUOTE_TYPES, "relayed"]].sum().reset_index()
    found["statements"] = groups.size().to_numpy()
    found["words"] = found["words"].round(1)
    total = found["words"].sum()
    found["share"] = (found["words"] / total if total else found["words"] * 0.0).round(4)
    return found.astype(dict.fromkeys((*QUOTE_TYPES, "relayed"), int))


def _two(frame: pd.DataFrame, a: str, b: str) -> zip:
    return zip(frame[a], frame[b], strict=True)


def _joined(values) -> str:
    return ", ".join(dict.fromkeys(v for v in values if v))


def _first(spans: str) -> int:
    return int(spans.split(":", 1)[0]) if spans else -1
