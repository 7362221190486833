"""How fast, against the bare spaCy parse of the same texts in the same run, and how much memory.

    python benchmarks/speed.py FOLDER_OF_TEXTS [--articles 84] [--out speed.csv]

Prints CPU seconds on one core as multiples of bare ``nlp.pipe``, words and sentences per CPU second, and the peak
memory of a process of its own that reads the texts once and ten times over.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import spacy

from accordingto import actors, attributions, figures, positions
from accordingto.articles import Article
from accordingto.language import MODEL, parse_texts, pipeline
from accordingto.pipeline import article_rows


def read(folder: Path, most: int) -> list[str]:
    """The first texts of a folder, in the order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))[:most]]


def seconds(task: Callable[[], object]) -> float:
    """CPU seconds that a task takes."""
    start = time.process_time()
    task()
    return time.process_time() - start


def peak_memory(folder: Path, most: int, times: int) -> int:
    """Peak memory, in MB, of a process that extracts from the texts so many times."""
    command = [sys.executable, __file__, str(folder), "--articles", str(most), "--memory", str(times)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def own_peak() -> int:
    """Peak memory of this process, in MB; on Linux that of the program alone, not of the process it was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(texts: list[str]) -> tuple[dict[str, float], int]:
    """CPU seconds of the bare parse and of what is added to it, and how many sentences there are."""
    bare = spacy.load(MODEL)
    list(bare.pipe(texts[:1]))
    attributions.tag(pipeline()(texts[0]))  # loads the models
    docs, tagged, casts, said = [], [], [], []
    articles = [Article(str(n), text) for n, text in enumerate(texts)]
    article_rows(articles[0])
    spent = {
        "bare nlp.pipe": seconds(lambda: list(bare.pipe(texts))),
        "parse": seconds(lambda: docs.extend(parse_texts(texts))),
        "attributions": seconds(lambda: tagged.extend(attributions.tag(doc) for doc in docs)),
    }

    def describe() -> None:
        for doc, found in zip(docs, tagged, strict=True):
            casts.append(actors.cast(doc, found, publisher="", article_id="a", people=()))
            said.append(attributions.describe(doc, found, casts[-1], None))

    spent["actors"] = seconds(describe)
    read = list(zip(docs, said, casts, strict=True))
    spent["figures"] = seconds(lambda: [figures.extract(*article, None, "") for article in read])
    spent["positions"] = seconds(lambda: [positions.extract(*article) for article in read])
    spent["whole pipeline"] = seconds(lambda: [article_rows(article) for article in articles])
    return spent, sum(len(list(doc.sents)) for doc in docs)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    texts = read(args.folder, args.articles)
    if not texts:
        parser.error(f"no *.txt in {args.folder}")
    if args.memory:
        for _ in range(args.memory):
            for text in texts:
                article_rows(Article("a", text))
        print(own_peak())
        return
    words = sum(len(text.split()) for text in texts)
    spent, sentences = measure(texts)
    bare = spent["bare nlp.pipe"]
    print(f"{len(texts)} articles, {words} words, {sentences} sentences")
    for name, value in spent.items():
        rates = f"{words / value:8.0f} words/s {sentences / value:8.0f} sentences/s"
        print(f"{name:<24}{value:8.1f} s CPU {value / bare:6.2f} x bare{rates}", flush=True)
    if args.out:
        rows = [(name, round(value, 1), round(value / bare, 2), round(words / value)) for name, value in spent.items()]
        columns = ["stage", "cpu_s", "times_bare", "words_per_cpu_s"]
        pd.DataFrame(rows, columns=columns).to_csv(args.out, index=False, lineterminator="\n")
    once, often = (peak_memory(args.folder, args.articles, times) for times in (1, 10))
    print(f"peak memory: {once} MB for {len(texts)} articles, {often} MB for {10 * len(texts)}")


if __name__ == "__main__":
    main()
