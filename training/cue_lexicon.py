"""Measure on labelled articles what each sign of an attribution is worth, and write the weights.

    python training/cue_lexicon.py GOLD [--parses FILE]

GOLD is a brat folder in PolNeAR's layout. Every candidate attribution of its texts is a case; it is
right when its content shares half of its words with a gold content (IoU) and its source is that
attribution's. A logistic model with L2 regularisation over the candidates' signs is fitted by L-BFGS, in
float64 and in a fixed order, and the weights that matter are written to
``src/accordingto/attributions/weights.csv``: ``sign, weight, cases``. No word sequences of the texts are kept,
only lemmas and constructions that occur in several articles.
"""

from __future__ import annotations

import argparse
import csv
import sys
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, DocBin

from accordingto import language
from accordingto.attributions.tagging import candidates
from accordingto.attributions.tree import build_tree
from accordingto.evaluation.attributions import WordIndex, overlap, read_gold, right_source

TARGET = Path(__file__).parents[1] / "src/accordingto/attributions/weights.csv"
LEAST_ARTICLES = 5
SMALLEST = 0.04


def cases(doc: Doc, gold: list[dict]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield how right each candidate of an article is, and its signs."""
    tree, index = build_tree(doc), WordIndex(doc.text)
    rows = [index.read(row) for row in gold]
    rows = [r for r in rows if r.content]
    by_word: dict[int, list[int]] = {}
    for n, row in enumerate(rows):
        for word in row.content:
            by_word.setdefault(word, []).append(n)
    for c in candidates(tree):
        spans = {
            "source": tree.characters((c.source,)) if c.source else (),
            "cue": tree.characters(c.cue),
            "content": tree.characters(c.content),
        }
        said, who = index.touched(spans["content"]), index.touched(spans["source"])
        best = 0.0
        for n in sorted({n for word in said for n in by_word.get(word, ())}):
            shared = overlap(said, rows[n].content)
            if shared >= 0.5 and right_source(who, rows[n].source):
                best = max(best, 0.7 + 0.3 * (shared - 0.5) / 0.5)
        yield best, c.signs


def parsed(gold: Path, parses: Path | None) -> Iterator[tuple[str, Doc]]:
    """Yield the texts' names and parses."""
    nlp = language.pipeline()
    if parses is not None and parses.exists():
        for doc in DocBin().from_disk(parses).get_docs(nlp.vocab):
            yield doc.user_data["id"], doc
        return
    kept = DocBin(
        attrs=["ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "SPACY"],
        store_user_data=True,
    )
    for path in sorted((gold / "text").glob("*.txt")):
        doc = nlp(path.read_bytes().decode("utf-8"))
        doc.user_data["id"] = path.stem
        kept.add(doc)
        yield path.stem, doc
    if parses is not None:
        kept.to_disk(parses)


def fit(rows: np.ndarray, columns: np.ndarray, right: np.ndarray, strength: np.ndarray, rounds: int) -> np.ndarray:
    """Minimise the logistic loss with L2 penalty by L-BFGS.

    Parameters
    ----------
    rows, columns : array of int
        Case and sign of each pair that goes together.
    right : array of float
        How right each case is, 0 to 1.
    strength : array of float
        The L2 penalty of each sign.
    rounds : int
        Steps.

    Returns
    -------
    array of float
        The weight of each sign.
    """
    n, m = len(right), len(strength)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.bincount(rows, weights=w[columns], minlength=n)
        p = 1 / (1 + np.exp(-z))
        value = np.sum(np.logaddexp(0, z) - right * z) + 0.5 * np.sum(strength * w * w)
        return value, np.bincount(columns, weights=(p - right)[rows], minlength=m) + strength * w

    w = np.zeros(m)
    value, slope = loss(w)
    past: list[tuple[np.ndarray, np.ndarray]] = []
    for step in range(rounds):
        direction = -slope
        alphas = []
        for s, y in reversed(past):
            alpha = s @ direction / (s @ y)
            alphas.append(alpha)
            direction = direction - alpha * y
        if past:
            s, y = past[-1]
            direction = direction * (s @ y) / (y @ y)
        else:
            direction = direction / max(1.0, float(np.linalg.norm(slope)))
        for (s, y), alpha in zip(past, reversed(alphas), strict=True):
            direction = direction + (alpha - y @ direction / (s @ y)) * s
        size = 1.0
        while True:
            trial_value, trial_slope = loss(w + size * direction)
            if trial_value <= value + 1e-4 * size * (slope @ direction) or size < 1e-6:
                break
            size /= 2
        s, y = size * direction, trial_slope - slope
        if s @ y > 1e-10:
            past = [*past[-9:], (s, y)]
        gain = value - trial_value
        w, value, slope = w + size * direction, trial_value, trial_slope
        if step % 20 == 0:
            print(f"step {step}: loss {value / n:.5f}", file=sys.stderr, flush=True)
        if gain < 1e-6 * value:
            break
    return w


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--parses", type=Path, help="file that keeps the parses between runs")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--penalty", type=float, default=15.0)
    parser.add_argument("--rounds", type=int, default=70)
    parser.add_argument("--every", type=int, default=1, help="use only every n-th article")
    arguments = parser.parse_args()
    gold = read_gold(arguments.gold)
    articles: Counter[str] = Counter()
    number_of: dict[str, int] = {}
    right_list, sizes, flat = array("d"), array("i"), array("i")
    for number, (name, doc) in enumerate(parsed(arguments.gold, arguments.parses)):
        if number % arguments.every:
            continue
        here: set[str] = set()
        for best, found in cases(doc, gold.get(name, [])):
            here.update(found)
            right_list.append(best)
            sizes.append(len(found))
            flat.extend(number_of.setdefault(sign, len(number_of)) for sign in found)
        articles.update(here)
    signs = sorted(sign for sign, n in articles.items() if n >= LEAST_ARTICLES)
    place = np.full(len(number_of), -1, dtype=np.int32)
    for n, sign in enumerate(signs):
        place[number_of[sign]] = n
    right = np.array(right_list)
    columns = place[np.frombuffer(flat, dtype=np.int32)]
    rows = np.repeat(np.arange(len(right), dtype=np.int32), np.frombuffer(sizes, dtype=np.int32))
    rows, columns = rows[columns >= 0], columns[columns >= 0]
    print(f"{len(right)} cases, {right.astype(bool).sum()} right, {len(signs)} signs", file=sys.stderr)
    weights = fit(rows, columns, right, np.full(len(signs), arguments.penalty), arguments.rounds)
    number = np.bincount(columns, minlength=len(signs))
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sign", "weight", "cases"])
        for sign, weight, n in zip(signs, weights, number, strict=True):
            if abs(weight) >= SMALLEST:
                writer.writerow([sign, f"{weight:.2f}", int(n)])


if __name__ == "__main__":
    main()
