"""Evaluations of acts, certainty and polarity on small gold files of our own."""

import csv

import pytest

from accordingto.evaluation import events, factuality, targets


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


def score(found, metric):
    return next(s for s in found.scores if s.metric == metric)


def test_events(tmp_path):
    gold = write(
        tmp_path / "gold.csv",
        ["id", "text", "event_plover_2021", "quad"],
        [
            ["1", "Norway demanded that Portugal release the crew, officials said.", "REQUEST", "VCONF"],
            ["2", "Norway said it would boycott the games unless the rules change.", "THREATEN", "VCONF"],
            ["3", "Portugal sent troops to the border on Friday.", "MOBILIZE", "MCONF"],
            ["4", "The delegates ate lunch.", "CONSULT", "VCOOP"],
        ],
    )
    found = events.evaluate(gold, tmp_path / "out.csv")
    assert score(found, "event type").f1 == score(found, "quad class").f1 == 75
    assert found.documents == 4
    assert [(e.count, e.example) for e in found.errors] == [(1, "")]
    assert (tmp_path / "out.csv").read_text().splitlines()[1] == "1,REQUEST,VCONF"


def test_factuality(tmp_path):
    gold = write(
        tmp_path / "gold.csv",
        ["doc", "sentence", "tok_start", "tok_end", "event", "certainty", "polarity", "time"],
        [
            ["d", "The firm sold the plant .", "2", "3", "sold", "CERTAIN", "POS", "NON_FUTURE"],
            ["d", "The firm may sell the plant .", "3", "4", "sell", "POSSIBLE", "POS", "FUTURE"],
            ["d", "The firm did not sell the plant .", "4", "5", "sell", "CERTAIN", "NEG", "NON_FUTURE"],
            ["e", "The firm plans to sell the plant .", "4", "5", "sell", "UNDERSPECIFIED", "POS", "FUTURE"],
            ["e", "The firm will probably sell the plant .", "4", "5", "sell", "PROBABLE", "POS", "FUTURE"],
        ],
    )
    found = factuality.evaluate(gold, tmp_path / "out.csv")
    assert score(found, "certainty macro-F1").f1 == 100
    assert score(found, "negation").f1 == 100
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 6


def test_targets(tmp_path):
    rows = []
    for name in ("Hill", "Sousa", "Berg", "Lund", "Costa", "Dahl", "Viken", "Pinto", "Moe", "Reis", "Alm", "Faro"):
        for text, polarity in (
            (f"Critics condemned {name} for the reckless plan.", "neg"),
            (f"Everyone praised {name} for the excellent plan.", "pos"),
            (f"On Monday {name} took the train.", "neu"),
        ):
            start = text.index(name)
            rows.append([f"{name}-{polarity}", text, start, start + len(name), name, polarity])
    gold = write(tmp_path / "gold.csv", ["id", "sentence", "start", "end", "mention", "polarity"], rows)
    found = targets.evaluate(gold, tmp_path / "out.csv")
    assert score(found, "polarity accuracy").n == len(rows)
    assert score(found, "polarity accuracy").f1 >= 80
    assert len((tmp_path / "out.csv").read_text().splitlines()) == len(rows) + 1


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        events.evaluate(tmp_path / "none.csv")
