"""Whose figures disagree: figures and their pairs against gold of events told by several articles."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from accordingto.evaluation.bodies import is_officer, same_body
from accordingto.evaluation.figures import normal_unit
from accordingto.evaluation.gold import (
    Errors,
    GoldRow,
    by_article,
    extract,
    match,
    read_articles,
    read_rows,
    write_rows,
)
from accordingto.evaluation.scores import Evaluation, Score, micro
from accordingto.figures.stories import abbreviations
from accordingto.schemas import BOUNDS, FIGURE_KINDS, FLAGS, MODALITIES, RELATIONS
from accordingto.tables import Tables

COLUMNS = ("article", "id", "paragraph", "quote", "value", "low", "high", "bound", "unit", "noun", "originator")
PAIR_COLUMNS = ("figure_a", "figure_b", "relation", "flagged")
NOT_COMPARABLE = "not_comparable"
PREDICTED = ("figure_a", "figure_b", "discrepancy_id", "relation", "found_relation", "flagged", "found_flagged")

Pair = frozenset[str]
"""The gold ids of two figures."""


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Run the package on all the articles as one corpus, and compare its figures and their pairs.

    Parameters
    ----------
    gold : path
        A folder with ``*.md``, ``figures.tsv`` and ``pairs.tsv``. Articles of one event share their
        name up to the first hyphen.
    out : path, optional
        Where to write the gold's pairs with what was found: CSV.

    Returns
    -------
    Evaluation
        Figures are paired by their place. The gold lists the pairs that an analyst would compare
        and some that only look alike; ``comparable`` counts any other pair as wrong, ``of listed
        pairs`` leaves those out.
    """
    articles = read_articles(gold, ".md")
    texts = {a.article_id: a.text for a in articles}
    figures = read_figures(gold, texts)
    pairs = read_pairs(gold, figures)
    return score(texts, figures, pairs, extract(articles), out)


def cluster(article_id: str) -> str:
    """The event that an article, or the article of a figure's id, is about.

    Examples
    --------
    >>> cluster("flood-evening-post"), cluster("flood:f0000012")
    ('flood', 'flood')
    """
    return article_id.partition(":")[0].partition("-")[0]


def read_figures(folder: Path, texts: Mapping[str, str]) -> list[GoldRow]:
    """Read ``figures.tsv``; ids must be unique and numbers plain."""
    allowed = {"bound": BOUNDS, "modality": MODALITIES, "kind": FIGURE_KINDS}
    rows = read_rows(Path(folder) / "figures.tsv", (*COLUMNS, "modality", "kind"), texts, ("quote",), allowed)
    seen = set()
    for row in rows:
        if row["id"] in seen:
            raise ValueError(f"{row.where}: id {row['id']} occurs twice.")
        seen.add(row["id"])
        for column in ("value", "low", "high"):
            try:
                float(row[column] or 0)
            except ValueError:
                raise ValueError(f"{row.where}: {column} {row[column]!r} is not a plain number.") from None
    return rows


def read_pairs(folder: Path, figures: Sequence[GoldRow]) -> dict[Pair, GoldRow]:
    """Read ``pairs.tsv``: two known figures of one event each, no pair twice."""
    allowed = {"relation": (*RELATIONS, NOT_COMPARABLE), "flagged": (*FLAGS, "-")}
    home = {row["id"]: cluster(row["article"]) for row in figures}
    pairs: dict[Pair, GoldRow] = {}
    for row in read_rows(Path(folder) / "pairs.tsv", PAIR_COLUMNS, {}, allowed=allowed):
        a, b = row["figure_a"], row["figure_b"]
        for name in (a, b):
            if name not in home:
                raise ValueError(f"{row.where}: no figure {name!r} in figures.tsv.")
        if a == b or home[a] != home[b]:
            raise ValueError(f"{row.where}: {a} and {b} are not two figures of one event.")
        if frozenset((a, b)) in pairs:
            raise ValueError(f"{row.where}: the pair {a}, {b} occurs twice.")
        pairs[frozenset((a, b))] = row
    return pairs


def score(
    texts: Mapping[str, str],
    figures: Sequence[GoldRow],
    pairs: Mapping[Pair, GoldRow],
    tables: Tables,
    out: Path | None = None,
) -> Evaluation:
    """Compare extracted tables with gold that is read.

    Parameters
    ----------
    texts : mapping of str to str
        Text by article.
    figures : sequence of GoldRow
        From :func:`read_figures`.
    pairs : mapping
        From :func:`read_pairs`.
    tables : Tables
        What was extracted.
    out : path, optional
        As for :func:`evaluate`.

    Returns
    -------
    Evaluation
        Intervals of the figures' scores come from resampling articles, those of the pairs' scores
        from resampling events.
    """
    errors, counts = Errors(), []
    golden, actors = by_article(figures), _actors(tables, texts)
    said = dict(tables.attributions[["attribution_id", "actor_id"]].fillna("").itertuples(index=False, name=None))
    extracted = tables.figures.astype(object).to_dict("records")
    gold_id: dict[str, str] = {}
    for article_id in texts:
        found = [row for row in extracted if row["article_id"] == article_id]
        gold = golden.get(article_id, [])
        matched = match(_overlaps(found, gold))
        gold_id |= {found[i]["figure_id"]: gold[j]["id"] for i, j in matched}
        counts.append(_count_figures(found, gold, matched, actors, said, errors))
    compared = tables.discrepancies.to_dict("records")
    events = _count_pairs(figures, pairs, compared, gold_id, errors)
    write_rows(out, [PREDICTED, *_told(pairs, compared, gold_id)])
    return Evaluation(_scores(counts, events), errors.kinds(), len(texts))


def _overlaps(found: Sequence[Mapping], gold: Sequence[GoldRow]) -> dict[tuple[int, int], float]:
    """Shared characters over all; half a character each for numbers that are the same."""
    likeness = {}
    for i, a in enumerate(found):
        for j, b in enumerate(gold):
            # A quote in pieces ("54 ... of 60") reaches from the first to the last.
            start, end = b.spans["quote"][0][0], b.spans["quote"][-1][1]
            shared = min(end, a["end"]) - max(start, a["start"])
            if shared > 0:
                union = max(end, a["end"]) - min(start, a["start"])
                likeness[i, j] = shared / union + 0.5 * same_value(b, a)
    return likeness


def same_value(gold: GoldRow, found: Mapping) -> bool:
    """Whether a figure's number is right: both ends of a range, else the headline number."""
    # One in five is 20 percent to the gold and a share of 0.2 to the package.
    scale = 100 if gold["unit"] == "percent" and found["unit"] == "share" else 1
    columns = ("low", "high") if gold["bound"] == "range" else ("value",)
    return all(_close(gold[column], found[column], scale) for column in columns)


def _close(gold: str, found: object, scale: int) -> bool:
    known = isinstance(found, (int, float)) and not math.isnan(found)
    if not gold or not known:
        return not gold and not known
    return math.isclose(float(gold), found * scale, rel_tol=1e-4)


def _count_figures(
    found: Sequence[Mapping],
    gold: Sequence[GoldRow],
    matched: Sequence[tuple[int, int]],
    actors: Mapping[str, Mapping[str, str]],
    said: Mapping[str, str],
    errors: Errors,
) -> Counter[str]:
    n: Counter[str] = Counter(found=len(found), gold=len(gold), paired=len(matched))
    for i, j in matched:
        got, row = found[i], gold[j]
        where = f"{row['article']} {row['id']}: {row['quote']}"
        checks = {name: got[name] == row[name] for name in ("bound", "modality")} | {"value": same_value(row, got)}
        if row["noun"]:
            checks["noun"] = _head(got["noun"]) == _head(row["noun"])
        if row["originator"]:
            ids = [i for i in got["originator_id"].split(";") if i in actors]
            speakers = [actors[i] for i in str(said.get(got["attribution_id"], "")).split(";") if i in actors]
            checks["originator"] = any(
                same_body(row["originator"], actors[i])
                or any(is_officer(p, actors[i]) and same_body(row["originator"], p) for p in speakers)
                for i in ids
            )
        else:
            checks["own"] = not got["originator_id"]
        told = {column: got[column] for column in ("value", "bound", "noun", "modality")}
        told["originator"] = "; ".join(actors[i]["name"] for i in got["originator_id"].split(";") if i in actors)
        told["own"] = told["originator"] or got["originator_id"]
        for column, right in checks.items():
            n[f"{column}_n"] += 1
            n[column] += right
            if not right:
                meant = "the article's own" if column == "own" else row[column]
                errors.add(f"{column} wrong", f"{where}: {meant} taken for {told[column] or 'none'}")
    for number, kind, rows in ((1, "figure missed", gold), (0, "figure not in the gold", found)):
        used = {pair[number] for pair in matched}
        for k, row in enumerate(rows):
            if k not in used:
                errors.add(kind, f"{row['article' if number else 'article_id']}: {row['quote']}")
    return n


def _head(noun: str) -> str:
    return normal_unit(noun.split()[-1]) if noun.split() else ""


def _actors(tables: Tables, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The extracted actors by id, with the body that a person speaks for and what other articles of the event call it.

    The gold names a source alike in all the articles of an event, which may each use only a short form.
    """
    rows = tables.actors[["actor_id", "name", "kind", "role", "organisation", "aliases"]]
    actors = {row["actor_id"]: row for row in rows.fillna("").astype(str).to_dict("records")}
    events: dict[str, set[str]] = defaultdict(set)
    for article_id, ids in tables.figures[["article_id", "originator_id"]].itertuples(index=False, name=None):
        events[cluster(article_id)] |= {i for i in str(ids or "").split(";") if i in actors}
    told: dict[str, str] = defaultdict(str)
    for article_id, text in sorted(texts.items()):
        told[cluster(article_id)] += f"{text}\n"
    for event, ids in events.items():
        full = {
            short: name
            for article_id, text in sorted(texts.items())
            if cluster(article_id) == event
            for name, short in abbreviations(text)
        }
        for actor_id in sorted(ids):
            row = actors[actor_id]
            more = [row["aliases"], full.get(row["name"], ""), _longer(row["name"], told[event])]
            if row["kind"] == "person":
                more += [row["organisation"], row["role"]]
            row["aliases"] = ";".join(filter(None, more))
    return actors


def _longer(name: str, text: str) -> str:
    """The one longer name that a text has for one of a single word: "Orbis" where it tells of "Orbis Knitwear".

    Examples
    --------
    >>> _longer("Orbis", "Orbis Knitwear burned. Orbis has 40 dead."), _longer("Orbis", "Orbis Hospital, Orbis Mill")
    ('Orbis Knitwear', '')
    """
    if not re.fullmatch(r"[A-Z][\w-]+", name):
        return ""
    found = set(re.findall(rf"\b{name}(?: (?:& )?[A-Z][a-z]+)+", text))
    return found.pop() if len(found) == 1 else ""


def _count_pairs(
    figures: Sequence[GoldRow],
    pairs: Mapping[Pair, GoldRow],
    compared: Sequence[Mapping],
    gold_id: Mapping[str, str],
    errors: Errors,
) -> list[Counter[str]]:
    home = {row["id"]: cluster(row["article"]) for row in figures}
    read = set(gold_id.values())
    counts: dict[str, Counter[str]] = defaultdict(Counter, {name: Counter() for name in home.values()})
    rows = {_pair(row, gold_id): row for row in compared}
    for pair, row in pairs.items():
        n, got = counts[home[row["figure_a"]]], rows.get(pair)
        both, wanted = pair <= read, row["relation"] != NOT_COMPARABLE
        n["pairs"] += 1
        n["both"] += both
        n["gold"] += wanted
        n["yes_gold"] += row["flagged"] == "yes"
        if both and wanted:
            n["related"] += 1
            n["relation"] += got is not None and got["relation"] == row["relation"]
            n["both_compared"] += got is not None
            if got is None:
                errors.add(f"pair not compared: {row['relation']}", f"{row['figure_a']}, {row['figure_b']}")
            elif got["relation"] != row["relation"]:
                kind = f"relation: {row['relation']} taken for {got['relation']}"
                errors.add(kind, f"{row['figure_a']}, {row['figure_b']}: {got['explanation']}")
    for got in compared:
        event = cluster(got["figure_a"])
        n, row = counts[event], pairs.get(_pair(got, gold_id))
        yes, opposed = got["flagged"] == "yes", got["relation"] == "contradictory"
        n["found"] += 1
        n["yes_found"] += yes
        n["opposed"] += opposed
        if row is None:
            n["opposed_unlisted"] += opposed
            across = cluster(got["figure_b"]) != event
            kind = "pair across events" if across else "contradictory pair not listed" if opposed else "pair not listed"
            errors.add(kind, f"{got['discrepancy_id']}: {got['explanation']}")
            continue
        n["listed"] += 1
        n["yes_listed"] += yes
        n["hit"] += row["relation"] != NOT_COMPARABLE
        n["yes"] += yes and row["flagged"] == "yes"
        n["opposed_listed"] += opposed
        n["opposed_right"] += opposed and (row["relation"] == "contradictory" or row["flagged"] == "yes")
        if row["relation"] == NOT_COMPARABLE:
            errors.add(f"not comparable, taken for {got['relation']}", f"{row['figure_a']}, {row['figure_b']}")
    return list(counts.values())


def _pair(row: Mapping, gold_id: Mapping[str, str]) -> Pair:
    """The gold ids of a compared pair; an extracted id stands for itself where the gold has no such figure."""
    return frozenset(gold_id.get(row[column], row[column]) for column in ("figure_a", "figure_b"))


def _told(pairs: Mapping[Pair, GoldRow], compared: Sequence[Mapping], gold_id: Mapping[str, str]) -> Iterator[tuple]:
    rows = {_pair(row, gold_id): row for row in compared}
    for pair, row in pairs.items():
        got = rows.get(pair) or {"discrepancy_id": "", "relation": "", "flagged": ""}
        told = (got["discrepancy_id"], row["relation"], got["relation"], row["flagged"], got["flagged"])
        yield row["figure_a"], row["figure_b"], *told


def _scores(counts: Sequence[Mapping[str, float]], events: Sequence[Mapping[str, float]]) -> tuple[Score, ...]:
    return (
        micro(counts, "paired", "found", "gold", "figure found"),
        *(
            micro(counts, name, f"{name}_n", f"{name}_n", title)
            for name, title in (
                ("value", "value"),
                ("bound", "bound"),
                ("originator", "originator"),
                ("own", "originator: the article itself"),
                ("modality", "modality"),
                ("noun", "noun's head"),
            )
        ),
        micro(events, "both", "pairs", "pairs", "pairs, both figures found"),
        micro(events, "hit", "found", "gold", "comparable"),
        micro(events, "hit", "listed", "gold", "comparable, of listed pairs"),
        micro(events, "relation", "related", "related", "relation, both found"),
        micro(events, "relation", "both_compared", "both_compared", "relation, of those compared"),
        micro(events, "opposed_right", "opposed_listed", "opposed_listed", "contradictory is right"),
        micro(events, "opposed_unlisted", "opposed", "opposed", "contradictory, not listed"),
        micro(events, "yes", "yes_found", "yes_gold", "flagged"),
        micro(events, "yes", "yes_listed", "yes_gold", "flagged, of listed pairs"),
    )
