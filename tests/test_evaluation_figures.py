"""The evaluation of figures on small gold of our own."""

import json

import pytest

from accordingto.evaluation.figures import evaluate, normal_unit


def gold(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def quantity(value, unit, bound="=", concept=(), low=None, high=None):
    return {"value": value, "low": low, "high": high, "unit": unit, "bound": bound, "concept": list(concept)}


def scores(evaluation):
    return {score.metric: score for score in evaluation.scores}


def test_everything_right(tmp_path):
    rows = [
        {"id": "1", "text": "About 300 barges sank.", "quantities": [quantity(300, "barges", "~")]},
        {"id": "2", "text": "It rained.", "quantities": []},
    ]
    found = evaluate(gold(tmp_path / "g.jsonl", rows), tmp_path / "out.jsonl")
    assert found.documents == 2
    assert scores(found)["value+unit+bound"].f1 == 100
    assert not found.errors
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in written] == ["1", "2"]
    assert written[0]["quantities"][0]["bound"] == "~"


def test_errors_are_counted_by_kind(tmp_path):
    rows = [
        {
            "id": "1",
            "text": "About 300 barges sank.",
            "quantities": [quantity(300, "dollar", "up"), quantity(7, "mile")],
        },
        {"id": "2", "text": "She sold 12 boats.", "quantities": []},
    ]
    found = evaluate(gold(tmp_path / "g.jsonl", rows))
    value = scores(found)["value"]
    assert (value.precision, value.recall, value.n) == (50, 50, 2)
    assert scores(found)["value+unit"].f1 == scores(found)["value+bound"].f1 == 0
    kinds = {error.kind: error.count for error in found.errors}
    assert kinds == {"bound wrong": 1, "unit wrong": 1, "quantity missed": 1, "no quantity there": 1}


def test_a_range_does_not_match_a_point(tmp_path):
    rows = [{"id": "1", "text": "Between 40 and 60 boats sank.", "quantities": [quantity(50, "boat")]}]
    assert scores(evaluate(gold(tmp_path / "g.jsonl", rows)))["value"].f1 == 0
    rows[0]["quantities"] = [quantity(None, "boat", low=40, high=60)]
    assert scores(evaluate(gold(tmp_path / "g.jsonl", rows)))["value"].f1 == 100


def test_intervals(tmp_path):
    rows = [
        {
            "id": "1",
            "text": "The depth is above 100 and below 150.",
            "intervals": [{"low": 100.0, "high": 150.0, "low_closed": False, "high_closed": False}],
        },
        {"id": "2", "text": "The depth is 20.", "intervals": []},
        {
            "id": "3",
            "text": "They sold no less than 194 boats.",
            "intervals": [{"low": 194.0, "high": None, "low_closed": True, "high_closed": False}],
        },
    ]
    [score] = evaluate(gold(tmp_path / "g.jsonl", rows), tmp_path / "out.jsonl").scores
    assert (score.metric, score.f1, score.n) == ("interval", 100, 2)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Per Cent", "percentage"), ("metres", "metre"), ("$/h", "$ per h"), (None, "-"), ("people", "people")],
)
def test_unit_spelling(written, expected):
    assert normal_unit(written) == expected
