"""Polarity towards a marked name, against NewsMTSC's annotation."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from functools import cache
from importlib import resources
from pathlib import Path

from accordingto.evaluation.factuality import macro
from accordingto.evaluation.scores import ErrorKind, Evaluation, micro
from accordingto.positions.stance import LABELS, stance_towards
from accordingto.writing import write_text

CLASSES = LABELS


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Measure the polarity towards marked names: macro-F1 over neg, neu and pos.

    Parameters
    ----------
    gold : path
        CSV with ``id``, ``sentence``, ``start``, ``end`` and ``polarity`` (neg, neu, pos). Sentences
        that taught the weights are not measured on.
    out : path, optional
        Where to write ``id,polarity`` as predicted, of every row.

    Returns
    -------
    Evaluation
    """
    with Path(gold).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    counts: dict[str, Counter] = {}
    errors: Counter[str] = Counter()
    lines = ["id,polarity\n"]
    for record in records:
        text = record["sentence"]
        fresh = measured(text)
        if not fresh and out is None:
            continue
        chances = stance_towards(text, int(record["start"]), int(record["end"]))
        found = CLASSES[chances.index(max(chances))]
        lines.append('"' + record["id"].replace('"', '""') + f'",{found}\n')
        if not fresh:
            continue
        seen = counts.setdefault(text, Counter())
        for name in CLASSES:
            seen[f"{name} p"] += found == name
            seen[f"{name} g"] += record["polarity"] == name
            seen[f"{name} h"] += found == record["polarity"] == name
        seen["right"] += found == record["polarity"]
        seen["n"] += 1
        if found != record["polarity"]:
            errors[f"{record['polarity']} taken for {found}"] += 1
    if out is not None:
        write_text(out, "".join(lines))
    rows = list(counts.values())
    classes = [micro(rows, f"{name} h", f"{name} p", f"{name} g", f"polarity {name}") for name in CLASSES]
    scores = (macro(classes, "polarity macro-F1"), micro(rows, "right", "n", "n", "polarity accuracy"), *classes)
    kinds = sorted(errors.items(), key=lambda kv: (-kv[1], kv[0]))
    return Evaluation(scores, tuple(ErrorKind(kind, n) for kind, n in kinds), len(rows))


def measured(sentence: str) -> bool:
    """Whether a sentence has not taught the weights.

    Examples
    --------
    >>> measured("Nobody has read this sentence before.")
    True
    """
    return hashlib.sha256(sentence.encode("utf-8")).hexdigest()[:10] not in _taught()


@cache
def _taught() -> frozenset[str]:
    """First digits of the hashes of the sentences that taught the weights."""
    file = resources.files("accordingto.positions").joinpath("opinion_taught.txt")
    return frozenset(file.read_text(encoding="ascii").split())
