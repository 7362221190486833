"""How fast, against tools that do a part of it: textacy's direct quotations and quantulum3's quantities.

    uv run --with textacy --with quantulum3 python benchmarks/peers.py FOLDER_OF_TEXTS [--articles 84] [--out peers.csv]

Prints CPU seconds on one core, as multiples of the bare spaCy parse of the same texts in the same run, and how many rows
each has found. textacy and this package get parsed texts; quantulum3 reads plain ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
import spacy
from quantulum3 import parser
from speed import read, seconds
from textacy.extract import direct_quotations

from accordingto import actors, attributions, figures
from accordingto.language import MODEL, parse_texts


def measure(texts: list[str]) -> list[tuple[str, str, float, int]]:
    """System, what it finds, CPU seconds, and the number of rows."""
    bare = spacy.load(MODEL)
    list(bare.pipe(texts[:1]))
    attributions.tag(next(parse_texts(texts[:1])))  # loads the models
    parser.parse(texts[0][:200])
    docs: list = []
    found: dict[str, list] = {name: [] for name in ("textacy", "tagged", "quantities", "quantulum3", "figures")}
    rows = [("bare nlp.pipe", "the parse", seconds(lambda: docs.extend(bare.pipe(texts))), len(docs))]
    own = list(parse_texts(texts))

    def told() -> None:
        for doc in own:
            tagged = attributions.tag(doc)
            cast = actors.cast(doc, tagged, publisher="", article_id="a", people=())
            found["tagged"].append((doc, cast, attributions.describe(doc, tagged, cast, None)))

    def tasks():
        yield "textacy", "direct quotations", lambda: [found["textacy"].extend(direct_quotations(d)) for d in docs]
        yield "accordingto", "attributions with speakers", told
        yield "quantulum3", "quantities", lambda: [found["quantulum3"].extend(parser.parse(t)) for t in texts]
        yield "accordingto", "quantities", lambda: [found["quantities"].extend(figures.quantities(d)) for d in own]
        yield (
            "accordingto",
            "figures in context",
            lambda: [found["figures"].extend(figures.extract(d, s, c, None, "")) for d, c, s in found["tagged"]],
        )

    keys = ("textacy", "tagged", "quantulum3", "quantities", "figures")
    for key, (system, task, work) in zip(keys, tasks(), strict=True):
        spent = seconds(work)
        number = sum(len(said) for *_, said in found[key]) if key == "tagged" else len(found[key])
        rows.append((system, task, spent, number))
    return rows


def main() -> None:
    """Command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=84)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    rows = measure(read(given.folder, given.articles))
    table = pd.DataFrame(rows, columns=["system", "finds", "cpu_s", "rows"])
    table.insert(3, "times_bare", (table["cpu_s"] / table["cpu_s"].iloc[0]).round(2))
    table["cpu_s"] = table["cpu_s"].round(1)
    print(table.to_string(index=False))
    if given.out:
        table.to_csv(given.out, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
