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
from accordingto.figures.comparability import Compared
from accordingto.figures.doubting import place_of
from accordingto.figures.learned import READINGS, Passage
from accordingto.figures.preparing import Preparing
from accordingto.figures.rereading import compared, passage_of

UNLISTED = 0.8
"""Pairs that nobody lists for each that somebody does: the likest ones of each event."""
VEILED, UNSURE = 0.2, 0.1
"""How often a number's measure, population or place is hidden in training, and how often its modality."""
AROUND = 0.10
"""Half-width of an approximate figure's interval, as a share of its value."""
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
    """Two passages, how they compare in either order, what the pair is (a place in ``READINGS``), and its event."""

    a: Passage
    b: Passage
    compared: str
    turned: str
    reading: int
    event: str

    def told(self, rng: random.Random) -> tuple[Passage, Passage, str]:
        """The pair in either order, with some of what is known hidden: on other texts the extraction errs more."""
        if rng.random() < 0.5:
            return veiled(self.a, rng), veiled(self.b, rng), self.compared
        return veiled(self.b, rng), veiled(self.a, rng), self.turned


def veiled(passage: Passage, rng: random.Random) -> Passage:
    """A passage with some of what is known of its number hidden."""
    modality = "" if rng.random() < UNSURE else passage.modality
    *shown, basis, area = passage.counted
    counted = (*("" if rng.random() < VEILED else words for words in shown), basis, area)
    return passage._replace(modality=modality, counted=counted)


def reading_of(relation: str) -> int:
    """The place in ``READINGS`` of a relation of the gold; none at all is ``not_comparable``."""
    if relation in ("", NOT_COMPARABLE):
        return 0
    return READINGS.index("agree" if relation in _AGREE else relation)


def read(folder: Path, rng: random.Random) -> list[Pair]:
    """All pairs that the gold lists and the extraction finds, and of each event the likest that it does not list."""
    articles = read_articles(folder, ".md")
    texts = {a.article_id: a.text for a in articles}
    figures = read_figures(folder, texts)
    listed = {ids: row["relation"] for ids, row in read_pairs(folder, figures).items()}
    known, names = _extracted(articles, texts, figures)
    events = defaultdict(list)
    for row in figures:
        if row["id"] in known:
            events[cluster(row["article"])].append(row["id"])
    found = []

    def pair(ids: tuple[str, str], reading: int, event: str) -> Pair:
        return paired(*(known[i] for i in ids), texts, names, reading, event)

    for event, ids in sorted(events.items()):
        pairs = [(x, y) for k, x in enumerate(ids) for y in ids[k + 1 :]]
        own = [p for p in pairs if frozenset(p) in listed]
        rest = (p for p in pairs if frozenset(p) not in listed)
        ranked = sorted((-_likeness(known[x], known[y]) - rng.random(), x, y) for x, y in rest)
        likest = [p for p in ranked if p[0] < -1][: int(UNLISTED * len(own))]
        found += [pair(p, reading_of(listed[frozenset(p)]), event) for p in own]
        found += [pair((x, y), 0, event) for _, x, y in likest]
    return found


def paired(a: Compared, b: Compared, texts: dict, names: dict, reading: int, event: str) -> Pair:
    """Two figures as the network reads them, in the order of their articles and offsets."""
    a, b = sorted((a, b), key=lambda x: (x.article_id, place_of(x.figure_id)))
    passages = (passage_of(x, texts, names) for x in (a, b))
    return Pair(*passages, compared(a, b), compared(b, a), reading, event)


def _likeness(a: Compared, b: Compared) -> int:
    """How much alike two numbers are taken to be: the words of their measures, their units."""
    one, other = (set(x.measure.replace(",", " ").split()) for x in (a, b))
    return 2 * bool(one & other) + (one == other != set()) + (a.unit == b.unit)


def _extracted(articles, texts: dict, figures: list) -> tuple[dict[str, Compared], dict[str, str]]:
    """Each figure of the gold that the extraction has, made ready for comparing; and the names of the actors."""
    tables = extract(articles)
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    rows = tables.figures.to_dict("records")
    ready = Preparing(tables.figures.to_dict("records"), texts, AROUND)
    golden, known = by_article(figures), {}
    for article in texts:
        own, gold = [r for r in rows if r["article_id"] == article], golden.get(article, [])
        for i, j in match(_overlaps(own, gold)):
            figure = ready.figure(own[i])
            if figure is not None:
                known[gold[j]["id"]] = figure
    return known, names
