"""Figures and pairs of them to what disagrees, what does not, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from accordingto.analysis.naming import count, name_of, names, number
from accordingto.schemas import FLAGS, GRADES
from accordingto.tables import Tables

FLAG_ORDER = ("yes", "weak", "show", "note", "no")
assert set(FLAG_ORDER) == set(FLAGS)

RELATION_WORDS = {
    "unit_differs": "other units",
    "definition_differs": "other definitions",
    "scope_differs": "other scope",
    "part_of_total": "a part and its total",
    "modality_differs": "fact against expectation",
    "update": "an update",
    "revision": "a revision",
    "equal": "equal",
    "rounding_compatible": "one rounds to the other",
    "approximation_compatible": "within “around”",
    "bound_compatible": "within the other's bound",
    "range_subsumed": "one range within the other",
    "range_overlap": "ranges overlap",
    "contradictory": "contradictory",
    "denied_or_conceded": "denied or conceded",
    "undecided": "undecided",
}
"""What a reader calls each relation."""

PLOTTED = ["group", "label", "unit", "originator", "quote", "modality", "day", "day_from", "best", "least", "most"]
PLOTTED += ["figure_id", "article_id", "flagged", "left_out"]

UNKNOWN_ORIGIN = "origin not stated"
AROUND = 0.10
APART = (1.1, 1.5, 3.0)
"""The thresholds that the tables were made with."""


def recompared(tables: Tables, *, around: float = AROUND, grades: Sequence[float] = APART) -> Tables:
    """Compare the figures again where a reader sets other thresholds.

    Parameters
    ----------
    tables : Tables
        The whole corpus: what is compared depends on which articles tell of one event.
    around : float
        Half-width of “around n”, as a share of n; from 0 to below 1.
    grades : sequence of float
        Ratios from which a contradiction is moderate, large and extreme.

    Returns
    -------
    Tables
        As given where the thresholds are those that the tables were made with.

    Raises
    ------
    ValueError
        If a threshold is not one.
    """
    if not 0 <= around < 1:
        raise ValueError(f"around is {around}; it must be at least 0 and less than 1, such as 0.1 for 10 %.")
    if len(grades) != 3 or not 1 <= grades[0] < grades[1] < grades[2]:
        raise ValueError(f"grades is {list(grades)}; give three ratios from 1 that rise, such as 1.1, 1.5, 3.")
    if (around, tuple(grades)) == (AROUND, APART):
        return tables
    # The comparison brings the parser with it, which a report with the usual thresholds does not need.
    from accordingto.figures import compare

    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    pairs = compare(tables.figures, tables.texts, names, around=around, grades=grades)
    return tables.replace(discrepancies=pairs)


def figure_list(tables: Tables) -> pd.DataFrame:
    """List every figure with who it comes from and when it holds.

    Returns
    -------
    DataFrame
        The table ``figures`` with ``originator`` and ``reporter`` (names), ``published``, ``day``
        (last day it holds for, else the day of publication; NaT unknown), ``day_from`` (``article``,
        ``publication`` or empty: which of the two), ``least`` and ``most`` (ends of the interval,
        NA where open), ``best`` (the headline number, else the middle of a range) and ``group``
        (0, 1, ...: figures that are compared with each other, largest groups first).
    """
    called = names(tables)
    frame = tables.figures.copy()
    frame["originator"] = [name_of(i, called) or UNKNOWN_ORIGIN for i in frame["originator_id"]]
    frame["reporter"] = [name_of(i, called) for i in frame["reported_by"]]
    frame["published"] = pd.to_datetime(
        frame["article_id"].map(dict(zip(tables.articles["article_id"], tables.articles["published"], strict=True)))
    )
    stated = frame["holds_to"].fillna(frame["holds_from"])
    frame["day"] = stated.fillna(frame["published"])
    frame["day_from"] = [
        "article" if s else "publication" if p else ""
        for s, p in zip(stated.notna(), frame["published"].notna(), strict=True)
    ]
    frame["least"], frame["most"] = frame["low"], frame["high"]
    frame["best"] = frame["value"].fillna((frame["low"] + frame["high"]) / 2).fillna(frame["low"]).fillna(frame["high"])
    frame["group"] = _groups(frame, tables.discrepancies)
    return frame.sort_values(["group", "article_id", "start"], kind="stable", ignore_index=True)


def grouped_figures(tables: Tables, limit: int = 6) -> pd.DataFrame:
    """Keep the figures that are compared with at least one other.

    Parameters
    ----------
    tables : Tables
    limit : int
        Most groups to keep: those with flagged pairs first, then the largest.

    Returns
    -------
    DataFrame
        ``group``, ``label`` (what the group measures), ``unit``, ``originator``, ``quote``,
        ``modality``, ``day``, ``day_from``, ``best``, ``least``, ``most``, ``figure_id``,
        ``article_id`` as in :func:`figure_list`, ``flagged`` (pairs of the group that an editor
        should look at) and ``left_out`` (groups beyond the limit).
    """
    figures = figure_list(tables)
    sizes = figures.groupby("group")["figure_id"].transform("size")
    figures = figures[sizes > 1].copy()
    group_of = dict(zip(figures["figure_id"], figures["group"], strict=True))
    flagged = tables.discrepancies[tables.discrepancies["flagged"] != "no"]
    hits = flagged["figure_a"].map(group_of).value_counts()
    figures["flagged"] = [int(hits.get(g, 0)) for g in figures["group"]]
    figures["label"] = figures["group"].map(_labels(figures))
    order = figures.drop_duplicates("group").sort_values(["flagged", "group"], ascending=[False, True])["group"]
    kept = list(order[:limit])
    figures["left_out"] = len(order) - len(kept)
    figures = figures[figures["group"].isin(kept)]
    rank = figures["group"].map(kept.index) if kept else figures["group"]
    return figures.assign(_r=rank).sort_values(["_r", "best", "figure_id"], kind="stable", ignore_index=True)[PLOTTED]


def measures(tables: Tables) -> pd.DataFrame:
    """Sum up each thing that is measured.

    Returns
    -------
    DataFrame
        ``measure``, ``unit``, ``figures``, ``originators``, ``lowest``, ``highest`` (of the headline
        numbers), ``pairs``, ``flagged``; flagged first, then by number of figures.
    """
    columns = ["measure", "unit", "figures", "originators", "lowest", "highest", "pairs", "flagged"]
    figures = figure_list(tables)
    if figures.empty:
        return pd.DataFrame(columns=columns)
    pairs = tables.discrepancies
    group_of = dict(zip(figures["figure_id"], figures["group"], strict=True))
    compared = pairs["figure_a"].map(group_of)
    flagged = compared[pairs["flagged"] != "no"].value_counts()
    compared = compared.value_counts()
    labels = _labels(figures)
    rows = [
        {
            "measure": labels[g],
            "unit": ", ".join(dict.fromkeys(u for u in rows["unit"] if u)),
            "figures": len(rows),
            "originators": rows["originator_id"].replace("", pd.NA).nunique(),
            "lowest": rows["best"].min(),
            "highest": rows["best"].max(),
            "pairs": int(compared.get(g, 0)),
            "flagged": int(flagged.get(g, 0)),
        }
        for g, rows in figures.groupby("group", sort=True)
    ]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["flagged", "figures", "measure"], ascending=[False, False, True], ignore_index=True)


def pair_list(tables: Tables) -> pd.DataFrame:
    """List every pair of compared figures, those to look at first.

    Returns
    -------
    DataFrame
        The table ``discrepancies`` with the columns of both figures, their names ending in ``_a``
        and ``_b`` (``quote_a``, ``originator_a``, ``article_id_a``, ``start_a``, ...), ordered by
        flag, then grade, then ratio.
    """
    figures = figure_list(tables).set_index("figure_id")
    pairs = tables.discrepancies
    pairs = pairs[pairs["figure_a"].isin(figures.index) & pairs["figure_b"].isin(figures.index)]
    wanted = ["article_id", "start", "end", "quote", "originator", "originator_id", "reporter", "day", "day_from"]
    wanted += ["best", "place", "population", "modality", "holds_from", "holds_to"]
    for side in "ab":
        own = figures[wanted].add_suffix(f"_{side}")
        pairs = pairs.join(own, on=f"figure_{side}")
    grade = pairs["grade"].map({g: -i for i, g in enumerate(GRADES)}).fillna(1)
    flag = pairs["flagged"].map(FLAG_ORDER.index)
    ordered = pairs.assign(_f=flag, _g=grade, _r=-pairs["ratio"].fillna(0))
    return ordered.sort_values(["_f", "_g", "_r", "discrepancy_id"], kind="stable", ignore_index=True).drop(
        columns=["_f", "_g", "_r"]
    )


def folded(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep one of the pairs in which the same sources give the same numbers, in other words or articles.

    Parameters
    ----------
    pairs : DataFrame
        As from :func:`pair_list`.

    Returns
    -------
    DataFrame
        The first of each with ``again``: how many more there are.
    """
    sides = [
        [tuple(side) for side in pairs[[f"{c}_{s}" for c in ("originator", "best", "modality")]].astype(str).to_numpy()]
        for s in "ab"
    ]
    rest = pairs[["measure", "relation", "rule"]].itertuples(index=False, name=None)
    keys = pd.Series([(*r, *sorted((a, b))) for r, a, b in zip(rest, *sides, strict=True)], dtype=object)
    again = keys.map(keys.value_counts()) - 1
    return pairs.assign(again=again.astype(int))[~keys.duplicated().to_numpy()].reset_index(drop=True)


def undecided(tables: Tables) -> pd.DataFrame:
    """Say what would settle each undecided pair.

    Returns
    -------
    DataFrame
        The undecided rows of :func:`pair_list` with ``to_settle``: what to find out, in a sentence.
    """
    pairs = pair_list(tables)
    pairs = pairs[pairs["relation"] == "undecided"].reset_index(drop=True)
    pairs["to_settle"] = pd.Series([_to_settle(row) for row in pairs.itertuples()], dtype="str")
    return pairs


def dated_figures(tables: Tables) -> pd.DataFrame:
    """Keep figures that are compared and whose days are known, where a group has two days or more.

    Returns
    -------
    DataFrame
        The rows of :func:`grouped_figures` (all groups), by group and day.
    """
    figures = grouped_figures(tables, limit=10_000)
    figures = figures[figures["day"].notna()]
    days = figures.groupby("group")["day"].transform("nunique")
    return figures[days > 1].sort_values(["group", "day", "figure_id"], kind="stable", ignore_index=True)


def comparisons_finding(tables: Tables) -> str:
    """Say in a sentence or two how many figures disagree, and which disagree most."""
    pairs = pair_list(tables)
    if pairs.empty:
        return (
            f"No figures could be compared; {count(len(tables.figures), 'figure')} were read."
            if len(tables.figures)
            else "No figures were read."
        )
    bad, look = int((pairs["flagged"] == "yes").sum()), int(pairs["flagged"].isin(["weak", "show", "note"]).sum())
    first = pairs.iloc[0]
    if len(pairs) == 1:
        verdict = "is a discrepancy to check" if bad else "needs a look" if look else "fits together"
        found = f"The one pair of comparable figures {verdict}"
    else:
        found = f"Of {len(pairs):,} pairs of comparable figures, {bad or 'none'} {'is' if bad < 2 else 'are'} "
        found += "a discrepancy to check" if bad < 2 else "discrepancies to check"
        found += f" and {look} {'needs' if look == 1 else 'need'} a look" if look else ""
    if first["flagged"] == "no":
        return f"{found}."
    ratio = f", {number(first['ratio'])} times apart" if pd.notna(first["ratio"]) and first["ratio"] > 1 else ""
    start = "" if len(pairs) == 1 else " The first of them"
    return (
        f"{found}{'.' if start else ''}{start}: “{first['quote_a']}” ({first['originator_a']}) and "
        f"“{first['quote_b']}” ({first['originator_b']}){ratio} – {RELATION_WORDS[first['relation']]}."
    )


def _groups(figures: pd.DataFrame, pairs: pd.DataFrame) -> list[int]:
    """Number the groups of figures that a pair joins, directly or through others; largest first."""
    ids = list(figures["figure_id"])
    root = {i: i for i in ids}

    def find(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    links = [(a, b) for a, b in zip(pairs["figure_a"], pairs["figure_b"], strict=True) if a in root and b in root]
    for a, b in links:
        root[max(find(a), find(b))] = min(find(a), find(b))
    members: dict[str, int] = {}
    for i in ids:
        members[find(i)] = members.get(find(i), 0) + 1
    rank = {r: n for n, r in enumerate(sorted(members, key=lambda r: (-members[r], r)))}
    return [rank[find(i)] for i in ids]


def _labels(figures: pd.DataFrame) -> dict[int, str]:
    found = {}
    for group, rows in figures.groupby("group", sort=True):
        words = rows["measure"].where(rows["measure"] != "", rows["noun"])
        words = words[words != ""].value_counts(sort=False)
        best = sorted(words.items(), key=lambda item: (-item[1], item[0]))
        found[group] = best[0][0] if best else "number"
    return found


def _to_settle(row) -> str:
    missing = []
    for side in "ab":
        quote = getattr(row, f"quote_{side}")
        if pd.isna(getattr(row, f"holds_from_{side}")) and pd.isna(getattr(row, f"holds_to_{side}")):
            missing.append(f"the day “{quote}” holds for")
        if not getattr(row, f"originator_id_{side}"):
            missing.append(f"who “{quote}” comes from")
    for scope in ("place", "population"):
        a, b = getattr(row, f"{scope}_a"), getattr(row, f"{scope}_b")
        if bool(a) != bool(b):
            quote = row.quote_b if a else row.quote_a
            missing.append(f"whether “{quote}” is about {a or b} too")
    if not missing:
        return "Ask both sources what exactly they counted, where and when."
    return f"Find out {'; '.join(missing)}."
