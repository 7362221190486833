"""The evaluation of attributions, on gold of our own."""

import json

import pytest

from accordingto.evaluation import attributions as evaluation

TEXT = "Mary Hill said that the bridge was unsafe. “Close it,” she added. It rained in Oslo.\n"


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def brat(rows):
    lines, number = [], 0
    for n, row in enumerate(rows, start=1):
        arguments = []
        for role, words in row.items():
            if words:
                number += 1
                start, end = span(words)
                lines.append(f"T{number}\t{role} {start} {end}\t{words}")
                arguments.append(f"{role}:T{number}")
        lines.append(f"E{n}\tAttribution:T0 " + " ".join(arguments))
    return "\n".join(lines) + "\n"


SAID = {"Source": "Mary Hill", "Cue": "said", "Content": "that the bridge was unsafe"}
ADDED = {"Source": "she", "Cue": "added", "Content": "“Close it,”"}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "one_1a2b.ann").write_text(brat([SAID, ADDED]), encoding="utf-8")
    # A second annotator, who does not count.
    (tmp_path / "attributions" / "one_ffff.ann").write_text(brat([ADDED]), encoding="utf-8")
    return tmp_path


def rows(*found):
    return [{role.lower(): [span(words)] for role, words in row.items() if words} for row in found]


def test_evaluate_writes_what_it_scored(folder):
    out = folder / "predictions.jsonl"
    result = evaluation.evaluate(folder, out)
    assert result.documents == 1
    triple = {s.metric: s for s in result.scores}["triple"]
    assert (triple.f1, triple.n) == (100, 2)
    written = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["doc_id"] for row in written] == ["one", "one"]
    assert TEXT[slice(*written[0]["source"][0])] == "Mary Hill"


def test_errors_are_named(folder):
    gold = evaluation.read_gold(folder)["one"]
    assert len(gold) == 2
    found = rows(
        {**SAID, "Source": "Oslo"}, {"Source": "", "Cue": "rained", "Content": "in Oslo"}, {**ADDED, "Content": "it"}
    )
    errors = evaluation.Counter()
    counts = evaluation.count(TEXT, found, gold, errors)
    assert (counts["triple"], counts["found"], counts["gold"]) == (1, 3, 2)
    assert errors == {"source wrong": 1, "not an attribution": 1}


def test_words_decide_not_marks():
    index = evaluation.WordIndex("“No,” she said: yes")
    assert index.touched([(0, 5)]) == index.touched([(1, 3)]) == {0}
    assert index.touched([(14, 15)]) == {-16}
    assert index.read({"content": [(0, 5)]}).kind == "direct"
    assert index.read({"content": [(0, 14)]}).kind == "mixed"
    assert index.read({"content": [(6, 14)]}).kind == "indirect"


def test_nothing_found_scores_nothing(folder):
    gold = evaluation.read_gold(folder)["one"]
    scores = {s.metric: s for s in evaluation.scores([evaluation.count(TEXT, [], gold)])}
    assert scores["triple"].f1 == scores["cue"].f1 == 0
    assert scores["triple_recall_direct"].n == 1


def test_a_folder_without_texts_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"text/\*\.txt"):
        evaluation.evaluate(tmp_path)
