"""Measured accuracy of the extraction to what it means for a reader."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pandas as pd

from accordingto.project import project_path

SCORE_COLUMNS = ["task", "corpus", "metric", "precision", "recall", "f1", "low", "high", "n", "command"]
ERROR_COLUMNS = ["task", "corpus", "kind", "count", "example"]
_NUMBERS = ("precision", "recall", "f1", "low", "high")


def read_scores(folder: str | Path) -> pd.DataFrame:
    """Read the measured scores.

    Parameters
    ----------
    folder : path
        The folder with ``quality.csv``; a relative one is looked for in the project.

    Returns
    -------
    DataFrame
        ``task``, ``corpus``, ``metric``, ``precision``, ``recall``, ``f1``, ``low``, ``high`` (ends
        of the 95 % interval of ``f1``; all in percent), ``n`` (gold items), ``command``. No rows where
        there is no such file.

    Raises
    ------
    ValueError
        If the columns are others.
    """
    frame = _read(folder, "quality.csv", SCORE_COLUMNS)
    for column in _NUMBERS:
        frame[column] = pd.to_numeric(frame[column])
    frame["n"] = pd.to_numeric(frame["n"]).astype("Int64")
    return frame


def headlines(scores: pd.DataFrame) -> pd.DataFrame:
    """Choose the scores that matter most to a reader, in the order of ``headlines.csv``.

    Parameters
    ----------
    scores : DataFrame
        As from :func:`read_scores`.

    Returns
    -------
    DataFrame
        The same columns with ``question``, ``meaning`` (what is measured, in plain words) and ``better`` (more or
        less); all scores, by their own names, where none of them is a headline.
    """
    path = resources.files("accordingto").joinpath("headlines.csv")
    with path.open(encoding="utf-8") as lines:
        chosen = pd.read_csv(lines, dtype=str).merge(scores, on=["task", "corpus", "metric"], how="inner")
    if chosen.empty:
        return scores.assign(question=scores["task"], meaning=scores["metric"], better="more")
    return chosen


def read_errors(folder: str | Path) -> pd.DataFrame:
    """Read the typical errors: ``task``, ``corpus``, ``kind``, ``count``, ``example``."""
    frame = _read(folder, "quality-errors.csv", ERROR_COLUMNS)
    frame["count"] = pd.to_numeric(frame["count"]).astype("Int64")
    return frame.sort_values(
        ["task", "corpus", "count"], ascending=[True, True, False], kind="stable", ignore_index=True
    )


def plain_scores(scores: pd.DataFrame) -> list[str]:
    """Say what each task's first score means for a reader, one sentence a task and corpus."""
    found = []
    for (task, corpus), rows in scores.groupby(["task", "corpus"], sort=False):
        row = rows.iloc[0]
        if row["precision"] == row["recall"]:
            what = f"{row['precision']:.0f} of 100 are right"
        else:
            what = (
                f"of 100 that are reported {row['precision']:.0f} are right, "
                f"and of 100 that are in the text {row['recall']:.0f} are found"
            )
        found.append(f"{task.capitalize()} ({row['metric']}, {corpus}): {what}.")
    return found


def _read(folder: str | Path, name: str, columns: list[str]) -> pd.DataFrame:
    path = project_path(folder) / name
    if not path.exists() or not path.stat().st_size:
        return pd.DataFrame(columns=columns)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    if list(frame.columns) != columns:
        raise ValueError(f"{path}: the columns must be {', '.join(columns)}.")
    return frame
