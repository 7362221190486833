"""Pairs of numbers of one event, as the network reads them, with what the gold says of each pair."""

import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from accordingto.evaluation.discrepancies import (
    NOT_COMPARABLE,
    _overlaps,
    cluster,
    read_figures,
    read_pairs,
)
from accordingto.evaluation.gold import by_article, extract, match, read_articles
from accordingto.figures.learned import READINGS, Passage, passage

UNLISTED = 0.8
"""Pairs that nobody lists for each that somebody does: the likest ones of each event."""
_AGREE = {
    "equal",
    "rounding_compatible",
    "approximation_compatible",
    "bound_compatible",
    "range_subsumed",
    "range_overlap",
}


@dataclass(frozen=True)
class Pair:
    """Two passages, what the pair is (a place in ``READINGS``), and its event."""

    a: Passage
    b: Passage
    reading: int
    event: str


def reading_of(relation: str) -> int:
    """The place in ``READINGS`` of a relation of the gold; none at all is ``not_comparable``."""
    if relation in ("", NOT_COMPARABLE):
        return 0
    return READINGS.index("agree" if relation in _AGREE else relation)


def read(folder: Path, rng: random.Random) -> list[Pair]:
    """All pairs that the gold lists, and of each event the likest that it does not list."""
    articles = read_articles(folder, ".md")
    texts = {a.article_id: a.text for a in articles}
    figures = read_figures(folder, texts)
    listed = {ids: row["relation"] for ids, row in read_pairs(folder, figures).items()}
    known = _extracted(articles, texts, figures)
    told, events = {}, defaultdict(list)
    for row in figures:
        of = known.get(row["id"], {})
        start, end = row.spans["quote"][0][0], row.spans["quote"][-1][1]
        day = str(of.get("holds_to") or "")[5:10]
        text = texts[row["article"]]
        told[row["id"]] = passage(text, start, end, of.get("source", ""), day, of.get("modality") or "")
        events[cluster(row["article"])].append(row)
    found = []
    for event, rows in sorted(events.items()):
        own = [ids for ids in map(frozenset, _pairs(rows)) if ids in listed]
        others = [(-_likeness(x, y, known) - rng.random(), x["id"], y["id"]) for x, y in _rest(rows, listed)]
        likest = sorted(o for o in others if o[0] < -1)[: int(UNLISTED * len(own))]
        found += [Pair(*(told[i] for i in sorted(ids)), reading_of(listed[ids]), event) for ids in own]
        found += [Pair(told[x], told[y], 0, event) for _, x, y in likest]
    return found


def _pairs(rows: list):
    return ((x["id"], y["id"]) for k, x in enumerate(rows) for y in rows[k + 1 :])


def _rest(rows: list, listed: dict):
    for k, x in enumerate(rows):
        for y in rows[k + 1 :]:
            if frozenset((x["id"], y["id"])) not in listed:
                yield x, y


def _likeness(x, y, known: dict) -> int:
    """How much alike two numbers are taken to be: the words of their measures, their units."""
    one, other = (set((known.get(row["id"], {}).get("measure") or "").replace(",", " ").split()) for row in (x, y))
    return 2 * bool(one & other) + (one == other != set()) + (x["unit"] == y["unit"])


def _extracted(articles, texts: dict, figures: list) -> dict[str, dict]:
    """What the extraction tells of each figure of the gold that it has: source, day, modality, measure."""
    tables = extract(articles)
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    rows = tables.figures.astype(object).where(tables.figures.notna(), None).to_dict("records")
    golden, known = by_article(figures), {}
    for article in texts:
        own, gold = [r for r in rows if r["article_id"] == article], golden.get(article, [])
        for i, j in match(_overlaps(own, gold)):
            first = (own[i]["originator_id"] or "").split(";")[0]
            known[gold[j]["id"]] = own[i] | {"source": names.get(first, "")}
    return known
