"""The sayings of our own gold with their acts and targets, by offsets: python training/acts/gold.py tests/gold/look

Writes ``sayings/gold.tsv``. A saying is the sentence of an attribution's content that shows the stand; its target is
empty where there is none. What the rules
see in it is kept for articles that are new to the file: of the others, rules that were made since know too much.
"""

import csv
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from corpus import GOLD, SAYINGS

from accordingto.evaluation.gold import GoldRow, read_articles
from accordingto.evaluation.positions import read_positions
from accordingto.evaluation.speakers import read_attributions
from accordingto.language import pipeline
from accordingto.pipeline import article_rows
from accordingto.positions.learned import ACTS, Reading
from accordingto.records import Span


@contextmanager
def overheard() -> Iterator[dict[str, str]]:
    """What the rules see in each saying that is extracted meanwhile, by its words."""
    seen: dict[str, str] = {}

    def listen(text, start, end, source, cue, rules):
        seen[text[start:end]] = rules
        return Reading(dict.fromkeys(ACTS, 0.0) | {"neutral": 1.0})

    with patch("accordingto.positions.attributed.read_saying", listen):
        yield seen


def nearest(text: str, row: GoldRow, start: int, end: int) -> Span | None:
    """Where the words of a row's target stand: in the sentence, or else as near to it as they do."""
    told = row.spans["target"]
    if not told:
        return None
    words = re.escape(text[slice(*told[0])])
    places = [told[0], *(m.span() for m in re.finditer(rf"(?<!\w){words}(?!\w)", text))]
    return min(places, key=lambda place: max(0, start - place[0], place[1] - end))


def main(folder: str):
    """Write the file."""
    gold = Path(folder)
    with (SAYINGS / GOLD).open(encoding="utf-8", newline="") as file:
        known = {(row["article"], int(row["start"])): row["rules"] for row in csv.DictReader(file, delimiter="\t")}
    old = {article for article, _ in known}
    articles = read_articles(gold, ".txt")
    texts = {a.article_id: a.text for a in articles}
    with overheard() as seen:
        for article in articles:
            if article.article_id not in old:
                article_rows(article)
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
            name = row["article"]
            rules = known.get((name, start), "") if name in old else seen.get(texts[name][start:end], "")
            target = nearest(texts[name], row, start, end)
            rows.add((name, start, end, *told, row["act"], rules, "" if target is None else f"{target[0]}-{target[1]}"))
    with (SAYINGS / GOLD).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("article", "start", "end", "source", "cue", "act", "rules", "target"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
