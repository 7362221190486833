"""How fast, against tools that do a part of it: textacy's direct quotations and quantulum3's quantities.

    uv run --with textacy --with quantulum3 python benchmarks/peers.py FOLDER_OF_TEXTS [--articles 84] [--out peers.csv]

Prints CPU seconds on one core, as multiples of the bare spaCy parse of the same texts in the same run, how many rows
each has found, and how many articles it refuses. textacy and this package get parsed texts, quantulum3 plain ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
import spacy
from quantulum3 import classifier, parser
from speed import read, seconds
from textacy.extract import direct_quotations

from accordingto import actors, attributions, figures
from accordingto.language import MODEL, parse_texts

classifier.USE_CLF = False  # Its stored one does not load with today's scikit-learn; rules choose between units then.


def measure(texts: list[str]) -> list[tuple[str, str, float, int, int]]:
    """System, what it finds, CPU seconds, the number of rows, and of articles that it refuses."""
    bare = spacy.load(MODEL)
    list(bare.pipe(texts[:1]))
    attributions.tag(next(parse_texts(texts[:1])))  # loads the models
    parser.parse(texts[0][:200])
    docs: list = []
    rows = [("bare nlp.pipe", "the parse", seconds(lambda: docs.extend(bare.pipe(texts))), 0, 0)]
    own = list(parse_texts(texts))
    told: list = []

    def attribute(doc) -> list:
        tagged = attributions.tag(doc)
        cast = actors.cast(doc, tagged, publisher="", article_id="a", people=())
        told.append((doc, attributions.describe(doc, tagged, cast, None), cast))
        return tagged

    tasks = [
        ("textacy", "direct quotations", lambda doc: list(direct_quotations(doc)), docs),
        ("accordingto", "attributions with speakers", attribute, own),
        ("quantulum3", "quantities", parser.parse, texts),
        ("accordingto", "quantities", figures.quantities, own),
        ("accordingto", "figures in context", lambda three: figures.extract(*three, None, ""), told),
    ]
    for system, task, work, items in tasks:
        found: list = []
        refused: list = []

        def run(work=work, items=items, found=found, refused=refused) -> None:
            for item in items:
                try:
                    found += work(item)
                except ValueError:  # textacy does so where a quotation mark is missing.
                    refused.append(item)

        rows.append((system, task, seconds(run), len(found), len(refused)))
    return rows


def main() -> None:
    """Command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=84)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    rows = measure(read(given.folder, given.articles))
    table = pd.DataFrame(rows, columns=["system", "finds", "cpu_s", "rows", "refused"])
    table.insert(3, "times_bare", (table["cpu_s"] / table["cpu_s"].iloc[0]).round(2))
    table["cpu_s"] = table["cpu_s"].round(1)
    print(table.to_string(index=False))
    if given.out:
        table.to_csv(given.out, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
