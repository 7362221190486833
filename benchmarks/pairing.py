"""How long it takes to pair many figures, and how much memory: one core, invented articles, the same ones every time.

    python benchmarks/pairing.py [--figures 100000]

Prints CPU seconds, pairs, and the peak memory of the whole process. The articles come in groups that tell of one
event; what is counted, where, when and by whom is drawn so that few measures are common and most are rare, as in news.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from datetime import date, timedelta

import pandas as pd

from accordingto.figures import compare
from accordingto.tables import make_table

PER_ARTICLE = 20
PER_EVENT = 4
MEASURES = (
    "people, killed", "people, injured", "people, missing", "people, displaced", "people, arrested",
    "people, protesting", "workers, dismissed", "workers, on strike", "voters, turnout", "votes", "soldiers, killed",
    "soldiers, deployed", "houses, destroyed", "schools, closed", "loss", "budget", "complaints", "aircraft", "wage",
)  # fmt: skip
MONEY = {"loss", "budget", "wage"}
BOUNDS = ("exact",) * 6 + ("approximate", "at_least", "at_most", "more_than")
OPENINGS = {"approximate": "around", "at_least": "at least", "at_most": "up to", "more_than": "more than"}
SYLLABLES = ("ka", "ro", "mi", "te", "lu", "san", "dor", "vel", "bri", "nok", "pa", "shi")


def name(rng: random.Random) -> str:
    """An invented name."""
    return "".join(rng.choices(SYLLABLES, k=3)).capitalize()


def corpus(figures: int, seed: int = 1) -> tuple[pd.DataFrame, dict[str, str]]:
    """The table ``figures`` with so many rows, and the texts that they are from."""
    rng = random.Random(seed)
    rare = [f"{name(rng).lower()}s" for _ in range(400)]
    weights = [1 / (k + 1) for k in range(len(MEASURES) + len(rare))]
    rows: list[dict[str, object]] = []
    texts: dict[str, str] = {}
    for event in range(-(-figures // (PER_ARTICLE * PER_EVENT))):
        names = [name(rng) for _ in range(12)]
        day = date(2020, 1, 1) + timedelta(rng.randrange(1500))
        subjects = rng.choices([*MEASURES, *rare], weights, k=6)
        for report in range(PER_EVENT):
            article = f"event-{event:05}-{report}"
            told = [f"Officials of {names[0]} met in {names[1]} near {names[2]}."]
            offset = len(told[0]) + 1
            for _ in range(min(PER_ARTICLE, figures - len(rows))):
                row, sentence = figure(rng, article, offset, names, day + timedelta(report), rng.choice(subjects))
                rows.append(row)
                told.append(sentence)
                offset += len(sentence) + 1
            texts[article] = " ".join(told)
    return make_table("figures", rows), texts


def figure(
    rng: random.Random, article: str, offset: int, names: list[str], day: date, measure: str
) -> tuple[dict[str, object], str]:
    """One row and its sentence, which begins at the offset."""
    value = round(10 ** rng.uniform(0.5, 5))
    bound = rng.choice(BOUNDS)
    source, place = rng.choice(names[3:]), rng.choice(["", names[1], names[2]])
    opening = OPENINGS.get(bound, "")
    quote = f"{opening} {value:,}".strip()
    before = f"{source} said that "
    start = offset + len(before)
    dated = rng.random() < 0.6
    lower = {"exact": value, "approximate": 0.9 * value, "at_least": value, "more_than": value}
    upper = {"exact": value, "approximate": 1.1 * value, "at_most": value}
    row = {
        "figure_id": f"{article}:figure:{start}", "article_id": article, "sentence": 0, "start": start,
        "end": start + len(quote), "quote": quote, "value": value, "low": lower.get(bound), "high": upper.get(bound),
        "low_closed": bound != "more_than", "high_closed": True, "bound": bound, "approximator": opening,
        "unit": "USD" if measure in MONEY else "", "noun": measure.split(",")[0], "measure": measure,
        "place": place, "holds_from": day if dated else None, "holds_to": day if dated else None,
        "modality": rng.choice(["reported"] * 6 + ["confirmed", "estimated", "planned", "feared"]),
        "kind": rng.choice(["level", "level", "cumulative", "increment"]),
        "originator_id": f"organisation:{source.lower()}" if rng.random() < 0.8 else "",
    }  # fmt: skip
    return row, f"{before}{quote} {measure.replace(', ', ' were ')}{' in ' + place if place else ''}."


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=100_000)
    args = parser.parse_args()
    table, texts = corpus(args.figures)
    start, clock = time.process_time(), time.perf_counter()
    pairs = compare(table, texts)
    spent, wall = time.process_time() - start, time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(table):,} figures of {len(texts):,} articles: {spent:.1f} s CPU ({wall:.1f} s by the clock)")
    print(f"{len(pairs):,} pairs: {', '.join(f'{k} {n:,}' for k, n in Counter(pairs['relation']).most_common())}")
    print(f"peak memory: {peak} MB")


if __name__ == "__main__":
    main()
