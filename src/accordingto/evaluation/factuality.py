"""How sure and whether negated: certainty and polarity of events against MEANTIME's annotation."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.evaluation.scores import ErrorKind, Evaluation, Score, micro
from accordingto.language import pipeline
from accordingto.positions.commitment import commitment_at
from accordingto.writing import write_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CERTAINTY = {"ct": "CERTAIN", "pr": "PROBABLE", "ps": "POSSIBLE", "uu": "UNDERSPECIFIED"}
CLASSES = ("CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED")


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Measure certainty (macro-F1 over four classes) and negation (F1).

    Parameters
    ----------
    gold : path
        CSV with ``doc``, ``sentence`` (tokens joined by spaces), ``tok_start``, ``tok_end``,
        ``certainty`` and ``polarity``.
    out : path, optional
        Where to write the same rows with the predicted ``certainty`` and ``polarity``.

    Returns
    -------
    Evaluation
    """
    with Path(gold).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    parsed: dict[str, Doc] = {}
    counts: dict[str, Counter] = {}
    errors: Counter[str] = Counter()
    lines = ["id,doc,tok_start,tok_end,certainty,polarity\n"]
    for number, record in enumerate(records):
        doc = parsed.get(record["sentence"])
        if doc is None:
            doc = parsed[record["sentence"]] = pipeline()(_plain(record["sentence"]))
        certainty, polarity = _predicted(doc, record)
        seen = counts.setdefault(record["doc"], Counter())
        for name in CLASSES:
            seen[f"{name} p"] += certainty == name
            seen[f"{name} g"] += record["certainty"] == name
            seen[f"{name} h"] += certainty == record["certainty"] == name
        seen["neg p"] += polarity == "NEG"
        seen["neg g"] += record["polarity"] == "NEG"
        seen["neg h"] += polarity == record["polarity"] == "NEG"
        seen["right"] += certainty == record["certainty"]
        seen["n"] += 1
        if certainty != record["certainty"]:
            errors[f"{record['certainty']} taken for {certainty}"] += 1
        place = ",".join((record["doc"].replace(",", ""), record["tok_start"], record["tok_end"]))
        lines.append(f"{number},{place},{certainty},{polarity}\n")
    if out is not None:
        write_text(out, "".join(lines))
    rows = list(counts.values())
    classes = [micro(rows, f"{name} h", f"{name} p", f"{name} g", f"certainty {name.lower()}") for name in CLASSES]
    scores = (
        macro(classes, "certainty macro-F1"),
        micro(rows, "neg h", "neg p", "neg g", "negation"),
        micro(rows, "right", "n", "n", "certainty accuracy"),
        *classes,
    )
    kinds = sorted(errors.items(), key=lambda kv: (-kv[1], kv[0]))
    return Evaluation(scores, tuple(ErrorKind(kind, n) for kind, n in kinds), len(rows))


def macro(scores: Sequence[Score], metric: str) -> Score:
    """The mean of the classes' scores; its interval is the mean of theirs, which is on the wide side.

    Examples
    --------
    >>> macro([Score("a", 100, 100, 100, 90, 100, 5), Score("b", 0, 0, 0, 0, 10, 5)], "both").f1
    50.0
    """
    n = len(scores)
    means = [sum(getattr(s, name) for s in scores) / n for name in ("precision", "recall", "f1", "low", "high")]
    return Score(metric, *means, sum(s.n for s in scores))


def _plain(sentence: str) -> str:
    """The sentence with the corpus's quotation marks as people write them; tokens stay in place."""
    return sentence.replace("``", '"').replace("''", '"')


def _predicted(doc: Doc, record: dict[str, str]) -> tuple[str, str]:
    words = _plain(record["sentence"]).split(" ")
    first, last = int(record["tok_start"]), int(record["tok_end"])
    start = sum(len(word) + 1 for word in words[:first])
    end = start + len(" ".join(words[first:last]))
    span = doc.char_span(start, min(end, len(doc.text)), alignment_mode="expand")
    value, negated = commitment_at(doc, span.root.i) if span is not None else ("ct+", False)
    return _CERTAINTY[value[:2]], "NEG" if negated else "POS"
