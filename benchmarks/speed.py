"""How fast, against the bare spaCy parse of the same texts in the same run, and how much memory.

    python benchmarks/speed.py FOLDER_OF_TEXTS [--articles 84]

Prints CPU seconds on one core as multiples of bare ``nlp.pipe``, words per CPU second, and the peak memory of a process
of its own that reads the texts once and ten times over.
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

import spacy

from accordingto import attributions
from accordingto.language import MODEL, parse_texts, pipeline


def read(folder: Path, most: int) -> list[str]:
    """The first texts of a folder, in the order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))[:most]]


def seconds(task: Callable[[], object]) -> float:
    """CPU seconds that a task takes."""
    start = time.process_time()
    task()
    return time.process_time() - start


def peak_memory(folder: Path, most: int, times: int) -> int:
    """Peak memory, in MB, of a process that finds the attributions of the texts so many times."""
    command = [sys.executable, __file__, str(folder), "--articles", str(most), "--memory", str(times)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(texts: list[str]) -> dict[str, float]:
    """CPU seconds of the bare parse and of what is added to it."""
    bare = spacy.load(MODEL)
    list(bare.pipe(texts[:1]))
    attributions.tag(pipeline()(texts[0]))  # loads the models
    docs = []
    return {
        "bare nlp.pipe": seconds(lambda: list(bare.pipe(texts))),
        "parse": seconds(lambda: docs.extend(parse_texts(texts))),
        "attributions": seconds(lambda: [attributions.tag(doc) for doc in docs]),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    texts = read(args.folder, args.articles)
    if not texts:
        parser.error(f"no *.txt in {args.folder}")
    if args.memory:
        for _ in range(args.memory):
            for doc in parse_texts(texts):
                attributions.tag(doc)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    words = sum(len(text.split()) for text in texts)
    spent = measure(texts)
    bare = spent["bare nlp.pipe"]
    print(f"{len(texts)} articles, {words} words")
    both = spent["parse"] + spent["attributions"]
    for name, value in {**spent, "parse + attributions": both}.items():
        print(f"{name:<24}{value:8.1f} s CPU {value / bare:6.2f} x bare {words / value:8.0f} words/s")
    once, often = (peak_memory(args.folder, args.articles, times) for times in (1, 10))
    print(f"peak memory: {once} MB for {len(texts)} articles, {often} MB for {10 * len(texts)}")


if __name__ == "__main__":
    main()
