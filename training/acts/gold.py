"""The sayings of our own gold with their acts, by their offsets: python training/acts/gold.py tests/gold/look

Writes ``sayings/gold.tsv``. A saying is the sentence of an attribution's content that shows the stand.
"""

import csv
import sys
from pathlib import Path

from corpus import SAYINGS

from accordingto.evaluation.gold import read_articles
from accordingto.evaluation.positions import read_positions
from accordingto.evaluation.speakers import read_attributions
from accordingto.language import pipeline
from accordingto.positions.learned import ACTS


def main(folder: str):
    """Write the file."""
    gold = Path(folder)
    texts = {a.article_id: a.text for a in read_articles(gold, ".txt")}
    attributions = read_attributions(gold, texts)
    said = {(a["article"], a["id"]): a.spans for a in attributions}
    sentences = {name: [(s.start_char, s.end_char) for s in pipeline()(text).sents] for name, text in texts.items()}
    rows = set()
    for row in read_positions(gold, texts, attributions):
        spans = said.get((row["article"], row["attribution"]))
        if spans is None or row["negated"] == "true" or row["act"] not in ACTS:
            continue
        pieces = [
            (max(a, c), min(b, d)) for a, b in spans["content"] for c, d in sentences[row["article"]] if a < d and c < b
        ]
        shown = [(sum(max(0, min(b, d) - max(a, c)) for c, d in row.spans["evidence"]), a, b) for a, b in pieces]
        if not shown:
            continue
        most, start, end = max(shown, key=lambda piece: (piece[0], -piece[1]))
        if most:
            told = [";".join(f"{a}-{b}" for a, b in spans[column]) for column in ("source", "cue")]
            rows.add((row["article"], start, end, *told, row["act"], ""))
    with (SAYINGS / "gold.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("article", "start", "end", "source", "cue", "act", "rules"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
