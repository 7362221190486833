"""NewsMTSC's sentences as word pieces, and the split into those that teach, choose and measure."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from accordingto.positions.stance import LABELS, pieces_of

FIFTHS, SLICES = 5, 10


@dataclass(frozen=True)
class Example:
    """One name in one sentence."""

    sentence: str
    ids: np.ndarray
    marks: np.ndarray
    label: int


def part_of(sentence: str) -> str:
    """Which part a sentence is in: ``test`` (a fifth, never trained on), ``dev`` (a tenth of the rest) or ``train``."""
    digest = int(hashlib.sha256(sentence.encode("utf-8")).hexdigest(), 16)
    if digest % FIFTHS == 0:
        return "test"
    return "dev" if digest // FIFTHS % SLICES == 0 else "train"


def read(path: Path, tokenizer) -> dict[str, list[Example]]:
    """The examples of each part, from a CSV file with sentence, start, end and polarity."""
    parts: dict[str, list[Example]] = {"train": [], "dev": [], "test": []}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            text, start, end = row["sentence"], int(row["start"]), int(row["end"])
            encoding = tokenizer.encode(text, add_special_tokens=False)
            ids, marks = pieces_of(encoding.ids, encoding.offsets, start, end)
            parts[part_of(text)].append(Example(text, ids, marks, LABELS.index(row["polarity"])))
    return parts
