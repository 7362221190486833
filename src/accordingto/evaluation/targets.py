"""Polarity towards a marked name, against NewsMTSC's annotation."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

from accordingto.evaluation.factuality import macro
from accordingto.evaluation.scores import ErrorKind, Evaluation, micro
from accordingto.language import pipeline
from accordingto.positions.opinion import opinion_of
from accordingto.tables import write_text

_LABELS = {-1: "neg", 0: "neu", 1: "pos"}
CLASSES = ("neg", "neu", "pos")
PART = 5
"""One sentence in so many is measured on, chosen by its hash."""


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Measure the polarity towards marked names: macro-F1 over neg, neu and pos.

    Parameters
    ----------
    gold : path
        CSV with ``id``, ``sentence``, ``start``, ``end`` and ``polarity`` (neg, neu, pos). Every fifth
        sentence, chosen by its hash, is measured on; the others may have taught the word lists.
    out : path, optional
        Where to write ``id,polarity`` as predicted.

    Returns
    -------
    Evaluation
    """
    with Path(gold).open(encoding="utf-8", newline="") as file:
        records = [record for record in csv.DictReader(file) if measured(record["sentence"])]
    parsed: dict[str, Doc] = {}
    counts: dict[str, Counter] = {}
    errors: Counter[str] = Counter()
    lines = ["id,polarity\n"]
    for record in records:
        text = record["sentence"]
        doc = parsed.get(text)
        if doc is None:
            doc = parsed[text] = pipeline()(text)
        found = _LABELS[opinion_of(doc, int(record["start"]), int(record["end"]))]
        seen = counts.setdefault(text, Counter())
        for name in CLASSES:
            seen[f"{name} p"] += found == name
            seen[f"{name} g"] += record["polarity"] == name
            seen[f"{name} h"] += found == record["polarity"] == name
        seen["right"] += found == record["polarity"]
        seen["n"] += 1
        if found != record["polarity"]:
            errors[f"{record['polarity']} taken for {found}"] += 1
        lines.append('"' + record["id"].replace('"', '""') + f'",{found}\n')
    if out is not None:
        write_text(out, "".join(lines))
    rows = list(counts.values())
    classes = [micro(rows, f"{name} h", f"{name} p", f"{name} g", f"polarity {name}") for name in CLASSES]
    scores = (macro(classes, "polarity macro-F1"), micro(rows, "right", "n", "n", "polarity accuracy"), *classes)
    kinds = sorted(errors.items(), key=lambda kv: (-kv[1], kv[0]))
    return Evaluation(scores, tuple(ErrorKind(kind, n) for kind, n in kinds), len(rows))


def measured(sentence: str) -> bool:
    """Whether a sentence belongs to the part that is measured on."""
    return int(hashlib.sha256(sentence.encode("utf-8")).hexdigest(), 16) % PART == 0
