"""Keeping measured figures: a task's rows are replaced, the others stay."""

from __future__ import annotations

import csv
from pathlib import Path

from accordingto.evaluation.record import record, show
from accordingto.evaluation.scores import ErrorKind, Evaluation, Score, micro
from accordingto.readme import quality_table, refresh_readme

FOUND = Evaluation((Score("triple", 66.41, 59.32, 62.66, 59.5, 65.5, 1400),), (ErrorKind("cue missed", 7),), 84)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_measuring_again_replaces_the_figures_of_that_task_and_corpus_only(tmp_path):
    path = tmp_path / "quality.csv"
    record(path, "figures", Path("newsquant-dev.jsonl"), FOUND)
    record(path, "attributions", Path("polnear/dev"), FOUND)
    better = Evaluation((Score("triple", 70, 60, 64.6, 61, 67, 1400),), (), 84)
    record(path, "attributions", tmp_path / "polnear" / "dev", better)
    record(path, "attributions", Path("other.jsonl"), FOUND)
    rows = read(path)
    assert [(r["task"], r["corpus"], r["f1"]) for r in rows][-1] == ("figures", "newsquant-dev", "62.7")
    assert {r["corpus"] for r in rows if r["task"] == "attributions"} >= {"polnear/dev", "other"}
    assert [r["f1"] for r in rows if r["corpus"] == "polnear/dev"].count("64.6") == 1
    errors = read(tmp_path / "quality-errors.csv")
    assert ("figures", "newsquant-dev", "cue missed", "7") in [tuple(r.values())[:4] for r in errors]


def test_the_printed_evaluation_names_task_corpus_scores_and_errors():
    words = show("attributions", Path("polnear/dev"), FOUND)
    assert "84 documents" in words
    assert "66.4   59.3   62.7   59.5 to 65.5" in words
    assert "7  cue missed" in words


def test_micro_scores_hold_their_interval_and_survive_no_documents():
    counts = [{"tp": n, "p": 10, "g": 10} for n in (2, 5, 8)]
    score = micro(counts, "tp", "p", "g", "triple")
    assert score.low < score.f1 == 50 < score.high
    assert micro([], "tp", "p", "g", "triple").f1 == 0


def test_the_readme_is_written_between_its_marks(tmp_path):
    quality, readme = tmp_path / "quality.csv", tmp_path / "README.md"
    record(quality, "attributions", Path("polnear/dev"), FOUND)
    record(quality, "figures", Path("nobody-asks.jsonl"), FOUND)
    readme.write_text(
        "a\n<!-- quality -->\n<!-- end quality -->\n<!-- dictionary -->\noutdated words\n<!-- end dictionary -->\nz\n"
    )
    assert refresh_readme(readme, quality)
    text = readme.read_text()
    assert quality_table(quality) in text
    assert "| source, cue and content right | 62.7 | 59.5 to 65.5 | 1400 | polnear/dev |" in text
    assert "nobody-asks" not in text
    assert "| `actor_id` |" in text
    assert "outdated words" not in text
    assert (text[:2], text[-2:]) == ("a\n", "z\n")
    assert not refresh_readme(readme, quality)
