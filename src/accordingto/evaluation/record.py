"""Keeping scores: one CSV file of all measured figures, one of the typical errors."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from pathlib import Path

from accordingto.evaluation.scores import Evaluation
from accordingto.writing import write_text

SCORE_COLUMNS = ("task", "corpus", "metric", "precision", "recall", "f1", "low", "high", "n", "command")
ERROR_COLUMNS = ("task", "corpus", "kind", "count", "example")


def corpus_name(gold: Path) -> str:
    """Name a gold corpus by its file, or by its folder and the one above.

    Examples
    --------
    >>> corpus_name(Path("corpora/polnear/dev")), corpus_name(Path("newsquant-dev.jsonl"))
    ('polnear/dev', 'newsquant-dev')
    """
    return gold.stem if gold.suffix else "/".join(gold.resolve().parts[-2:])


def is_held(gold: Path) -> bool:
    """Whether a gold corpus is kept for a last look: its figures are told, its errors are not.

    Examples
    --------
    >>> is_held(Path("tests/gold/held")), is_held(Path("tests/gold/look"))
    (True, False)
    """
    return "held" in gold.resolve().parts[-2:]


def show(task: str, gold: Path, found: Evaluation) -> str:
    """Write an evaluation as the lines a person reads.

    Parameters
    ----------
    task : str
        What was evaluated.
    gold : path
        Against what.
    found : Evaluation
        The result.

    Returns
    -------
    str
    """
    lines = [f"{task} on {corpus_name(gold)}: {found.documents} documents", ""]
    lines.append(f"{'metric':<28}{'P':>7}{'R':>7}{'F1':>7}   95 % interval      n")
    for s in found.scores:
        interval = f"{s.low:.1f} to {s.high:.1f}"
        lines.append(f"{s.metric:<28}{s.precision:7.1f}{s.recall:7.1f}{s.f1:7.1f}   {interval:<14}{s.n:>6}")
    if found.errors:
        lines += ["", "typical errors"]
        lines += [f"{e.count:>6}  {e.kind}{f' ({e.example})' if e.example else ''}" for e in found.errors]
    return "\n".join(lines)


def record(path: Path, task: str, gold: Path, found: Evaluation) -> None:
    """Put an evaluation's figures in place of those of the same task and corpus.

    Parameters
    ----------
    path : path
        The CSV file of scores; the errors go beside it into ``<stem>-errors.csv``.
    task, gold, found
        As for :func:`show`.
    """
    corpus = corpus_name(gold)
    command = f"accordingto evaluate {task} {corpus}"
    scores = [
        {k: f"{v:.1f}" if isinstance(v, float) else str(v) for k, v in asdict(s).items()}
        | {"task": task, "corpus": corpus, "command": command}
        for s in found.scores
    ]
    errors = [{k: str(v) for k, v in asdict(e).items()} | {"task": task, "corpus": corpus} for e in found.errors]
    _put(path, SCORE_COLUMNS, task, corpus, scores)
    _put(path.with_name(f"{path.stem}-errors.csv"), ERROR_COLUMNS, task, corpus, errors)


def _put(path: Path, columns: tuple[str, ...], task: str, corpus: str, rows: list[dict[str, str]]) -> None:
    kept: list[dict[str, str]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            kept = [row for row in csv.DictReader(lines) if (row["task"], row["corpus"]) != (task, corpus)]
    order = {id(row): n for n, row in enumerate(kept + rows)}
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(kept + rows, key=lambda row: (row["task"], row["corpus"], order[id(row)])))
    write_text(path, out.getvalue())
