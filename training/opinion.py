"""Learn the weights of ``positions/opinion.csv``: polarity towards a marked name, from words around it.

usage: python training/opinion.py newsmtsc-train.csv

The gold is a CSV file with the columns sentence, start, end, polarity (neg, neu, pos); NewsMTSC's train part
(Hamborg and Donnay 2021) is what the shipped weights were learned from. Four fifths of the sentences teach; the
fifth whose hash is divisible by five is left for ``accordingto evaluate targets``, which finds it by
``positions/opinion_taught.txt``. A multinomial logistic regression, full batch, no randomness.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from accordingto import positions
from accordingto.language import pipeline
from accordingto.positions.opinion import opinion_features

LABELS = ("neg", "neu", "pos")
LEAST, PENALTY, STEPS, SMALLEST = 4, 5.0, 300, 0.06
OUT = Path(positions.__file__).parent


def main(gold: str) -> None:
    with open(gold, encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if _digest(r["sentence"]) % 5]
    docs = {sentence: pipeline()(sentence) for sentence in dict.fromkeys(r["sentence"] for r in rows)}
    features = []
    for row in rows:
        doc = docs[row["sentence"]]
        features.append(
            opinion_features(doc, doc.char_span(int(row["start"]), int(row["end"]), alignment_mode="expand"))
        )
    known = Counter(name for row in features for name in row)
    names = [name for name, count in sorted(known.items()) if count >= LEAST]
    weights, bias = _fit(features, np.array([LABELS.index(r["polarity"]) for r in rows]), names)
    with (OUT / "opinion.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["feature", *LABELS])
        out.writerow(["bias", *(f"{v:.3f}" for v in bias)])
        out.writerows(
            [n, *(f"{v:.2f}" for v in w)] for n, w in zip(names, weights, strict=True) if abs(w).max() >= SMALLEST
        )
    taught = sorted({hashlib.sha256(r["sentence"].encode()).hexdigest()[:10] for r in rows})
    (OUT / "opinion_taught.txt").write_text("\n".join(taught) + "\n", encoding="utf-8")
    print(f"{len(rows)} names in {len(docs)} sentences; {len(names)} features")


def _fit(features: list[dict[str, float]], gold: np.ndarray, names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    column = {name: n for n, name in enumerate(names)}
    cells = [
        (i, column[name], value) for i, row in enumerate(features) for name, value in row.items() if name in column
    ]
    row, col, value = (np.array(part) for part in zip(*cells, strict=True))
    wanted = np.eye(3)[gold]
    # Rare classes count more, by the square root: the measure is macro-F1.
    importance = np.sqrt(len(gold) / 3 / np.bincount(gold))[gold][:, None]
    weights, bias, size = np.zeros((len(names), 3)), np.zeros(3), np.zeros((len(names), 3))
    for step in range(STEPS):
        scores = np.stack([np.bincount(row, value * weights[col, k], len(gold)) for k in range(3)], 1) + bias
        chance = np.exp(scores - scores.max(1, keepdims=True))
        wrong = (chance / chance.sum(1, keepdims=True) - wanted) * importance
        slope = np.stack([np.bincount(col, value * wrong[row, k], len(names)) for k in range(3)], 1) + PENALTY * weights
        size = 0.9 * size + 0.1 * slope**2 if step else slope**2
        weights -= 0.1 * 0.99**step * slope / (np.sqrt(size) + 1e-6)
        bias -= 0.5 * wrong.sum(0) / len(gold)
    return weights, bias


def _digest(sentence: str) -> int:
    return int(hashlib.sha256(sentence.encode("utf-8")).hexdigest(), 16)


if __name__ == "__main__":
    main(sys.argv[1])
