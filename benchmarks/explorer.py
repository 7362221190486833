"""How long the explorer takes to open, and to answer, over many articles.

    python benchmarks/explorer.py [--articles 2000] [--tables data]

The corpus is the tables of a folder, repeated under other ids.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import pandas as pd

from accordingto.explorer import Explorer
from accordingto.tables import Tables, read_tables

OWN = {"articles": (), "attributions": ("attribution_id", "parent_id"), "figures": ("figure_id", "attribution_id")}
OWN |= {"positions": ("position_id", "attribution_id"), "discrepancies": ("discrepancy_id", "figure_a", "figure_b")}


def repeated(tables: Tables, times: int) -> Tables:
    """The same articles so many times, each under an id of its own."""
    frames = {}
    for name, columns in OWN.items():
        frame = getattr(tables, name)
        parts = []
        for n in range(times):
            part = frame.copy()
            for column in {*columns, "article_id"} & set(part.columns):
                part[column] = [f"{n:05d}-{cell}" if isinstance(cell, str) and cell else cell for cell in part[column]]
            parts.append(part)
        frames[name] = pd.concat(parts, ignore_index=True)
    texts = {f"{n:05d}-{key}": text for n in range(times) for key, text in tables.texts.items()}
    return Tables(**{**vars(tables.replace(**frames)), "texts": texts})


def timed(what: str, task) -> None:
    """Print the seconds that a task takes."""
    start = time.perf_counter()
    task()
    print(f"{what:44} {time.perf_counter() - start:6.2f} s")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--tables", type=Path, default=Path("data"))
    args = parser.parse_args()
    tables = read_tables(args.tables)
    tables = repeated(tables, -(-args.articles // len(tables.articles)))
    rows = sum(len(getattr(tables, name)) for name in ("attributions", "figures", "positions"))
    print(f"{len(tables.articles):,} articles, {rows:,} rows")
    made = []
    timed("open", lambda: made.append(Explorer(tables)))
    app = made[0]
    actor = tables.attributions["actor_id"].iloc[0]
    timed("filter by kind", lambda: app.ask(chosen={"kind": ("figure",)}))
    timed("filter by actor and kind", lambda: app.ask(chosen={"kind": ("position",), "actor": (actor,)}))
    timed("search in the evidence", lambda: app.ask(chosen={}, words="troops"))
    timed("ask for everything", lambda: app.ask(words=""))
    timed("choose a row of another article", lambda: app.choose(app.rows.frame["id"].iloc[-1]))
    timed("sort by confidence", lambda: app._turn("sort:confidence"))


if __name__ == "__main__":
    main()
