"""How long the matrices, networks, charts and exports of a large corpus take; the corpus is made up.

    python benchmarks/networks.py [--actors 1000] [--positions 50000] [--issues 100] [--days 365]

Prints the seconds of each on one core and of all matrices and networks together, which should be under 10.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from accordingto import analysis, charts
from accordingto.exports import export
from accordingto.schemas import STANCE_ACTS
from accordingto.tables import Tables, empty_tables, make_table

COUNTRIES = ("DEU", "FRA", "GBR", "IND", "JPN", "KEN", "KOR", "POL", "PRK", "RUS", "UKR", "USA")
TEXT = "Somebody said that something is to be done. "


def corpus(actors: int, positions: int, issues: int, days: int) -> Tables:
    """Make up tables: few actors and issues have most positions, as in the news; the same ones every time."""
    chance = random.Random(1)
    called = [f"person:actor-{n:05}" for n in range(actors)]
    topics = [f"issue-{n:03}" for n in range(issues)]
    who = chance.choices(called, [1 / (n + 10) for n in range(actors)], k=positions)
    what = chance.choices(topics, [1 / (n + 3) for n in range(issues)], k=positions)
    articles = max(1, positions // 20)
    stands = [
        {
            "position_id": f"p{n:06}",
            "article_id": f"a{n % articles:05}",
            "sentence": 1,
            "start": 0,
            "end": len("Somebody said"),
            "evidence": "Somebody said",
            "cue": "said",
            "actor_id": actor,
            "speaks_for": f"country:{COUNTRIES[int(actor[-5:]) % len(COUNTRIES)]}" if int(actor[-5:]) % 3 == 0 else "",
            "act": chance.choice(STANCE_ACTS),
            "polarity": chance.choice((1, -1, -1, 0, None)),
            "target_id": chance.choice((chance.choice(called), "", "")),
            "issue_id": issue,
            "issue_polarity": chance.choice((1, 1, -1, 0, None)),
            "commitment": "ct+",
            "negated": False,
            "conditional": False,
            "confidence": 0.8,
            "status": "extracted",
        }
        for n, (actor, issue) in enumerate(zip(who, what, strict=True))
    ]
    people = [
        {"actor_id": i, "name": f"Actor Number {n}", "kind": "person", "country": COUNTRIES[n % len(COUNTRIES)]}
        | {"mentions": 1, "resolved_by": "article"}
        for n, i in enumerate(called)
    ]
    people += [
        {"actor_id": f"country:{c}", "name": c, "kind": "country", "country": c, "mentions": 1}
        | {"resolved_by": "gazetteer"}
        for c in COUNTRIES
    ]
    read = [
        {"article_id": f"a{n:05}", "published": date(2024, 1, 1) + timedelta(n % days), "language": "en"}
        | {"path": f"a{n:05}.txt", "sha256": "0" * 64, "characters": len(TEXT), "words": 8, "sentences": 1}
        for n in range(articles)
    ]
    return empty_tables().replace(
        articles=make_table("articles", read),
        actors=make_table("actors", people),
        positions=make_table("positions", stands),
        issues=make_table("issues", [{"issue_id": t, "label": f"Issue {t[-3:]}"} for t in topics]),
        texts={row["article_id"]: TEXT for row in read},
    )


def seconds(task: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds that a task takes, and what it returns."""
    start = time.process_time()
    found = task()
    return time.process_time() - start, found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("actors", 1000), ("positions", 50_000), ("issues", 100), ("days", 365)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    tables = corpus(args.actors, args.positions, args.issues, args.days)
    print(f"{args.actors:,} actors, {args.positions:,} positions on {args.issues} issues in {args.days} days")
    tasks = {
        "matrix": lambda: analysis.position_matrix(tables),
        "two-mode network": lambda: analysis.two_mode(tables, "actor"),
        "agreement, conflict, subtract": lambda: analysis.shared_issues(tables, "actor"),
        "the same as a matrix": lambda: analysis.one_mode(found["agreement, conflict, subtract"]),
        "the same, normalised": lambda: analysis.shared_issues(tables, "actor", normalise="jaccard"),
        "issues by shared actors": lambda: analysis.linked_issues(tables, "actor"),
        "towards each other": lambda: analysis.relations(tables, "actor"),
        "course by month": lambda: analysis.stand_course(tables, "actor"),
        "turns": lambda: analysis.turns(tables, "actor"),
        "divided countries": lambda: analysis.divided_countries(tables),
    }
    found: dict[str, object] = {}
    spent = 0.0
    for name, task in tasks.items():
        taken, found[name] = seconds(task)
        spent += taken
        print(f"{name:<32}{taken:8.2f} s {len(found[name]):>10,} rows")
    print(f"{'all matrices and networks':<32}{spent:8.2f} s")
    drawn = {
        "chart of the matrix": lambda: charts.position_matrix(found["matrix"]),
        "chart of the network": lambda: charts.network(found["agreement, conflict, subtract"], directed=False),
        "chart of the time line": lambda: charts.position_timeline(analysis.dated_positions(tables)),
    }
    for name, draw in drawn.items():
        print(f"{name:<32}{seconds(draw)[0]:8.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("dna", "dna-subtract", "graphml", "gexf"):
            taken, _ = seconds(lambda kind=kind: export(kind, tables, Path(folder, kind)))
            print(f"{'export ' + kind:<32}{taken:8.2f} s {Path(folder, kind).stat().st_size / 1e6:>10,.1f} MB")


if __name__ == "__main__":
    main()
