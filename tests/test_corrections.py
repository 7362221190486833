"""What reviewers decide: the file, its replay, and how far they agree."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest
from sample_tables import ATTACK, sample_tables

import accordingto
from accordingto import cli, corrections
from accordingto.analysis import select
from accordingto.corrections import CorrectionsError, Decision, append, read
from accordingto.figures import compare
from accordingto.tables import check_offsets, read_tables

TABLES = sample_tables()
WHEN = "2026-01-01T00:00:00.00000{}Z"
ARTICLE = "At least 12 people have died, the fire service said. Ann Hill condemned the delay.\n"


def decide(table, row_id, field, new="", old="", n=0, who="ann"):
    return Decision(who, WHEN.format(n), table, row_id, field, old, new)


def done(*decisions, again=False):
    tables, gone = corrections.replay(TABLES, decisions, **({} if again else {"compare": compare}))
    check_offsets(tables)
    return tables, [g.reason for g in gone]


def training_corpus():
    """The module of the training that reads articles; it is no part of the package."""
    path = Path(__file__).parent.parent / "training" / "tagger" / "corpus.py"
    spec = spec_from_file_location("training_corpus", path)
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row_of(frame, row_id):
    rows = frame[frame.iloc[:, 0] == row_id]
    return rows.iloc[0] if len(rows) else None


FIRST = TABLES.attributions["attribution_id"].iloc[0]


def test_what_is_appended_is_read_back_whatever_the_text(tmp_path):
    path = tmp_path / "corrections.csv"
    notes = [ATTACK, 'a "b", c', "two\nlines\u2028more", " edges ", "é“”"]
    for note in notes:
        append(path, [replace(decide("figures", "a:f1", "status", "rejected"), when="", note=note)])
    found = read(path)
    assert [d.note for d in found] == [ATTACK, 'a "b", c', "two lines more", " edges ", "é“”"]
    assert len({d.name for d in found}) == len(notes)
    assert path.read_text(encoding="utf-8").count("\n") == len(notes) + 1


@pytest.mark.parametrize(("damage", "message"), [
    (lambda t: t[:-1], "line 3 is cut off"),
    (lambda t: t[:-20], "line 3 is cut off"),
    (lambda t: t.replace("status", "statsu", 1), "line 2 is about 'statsu'"),
    (lambda t: t.replace("figures", "figurs", 1), "line 2 is about 'figurs'"),
    (lambda t: t.split("\n", 1)[1], "line 1 must be the header"),
    (lambda t: t + 'ann,2026-01-01,figures,a,status,,"rejec\n', "line 4 is cut off or not CSV"),
    (lambda t: t + "ann,2026-01-01,figures\n", "line 4 has 3 cells"),
    (lambda t: t + "ann,yesterday,figures,a,status,,rejected,\n", "line 4 has 'yesterday'"),
])  # fmt: skip
def test_a_damaged_file_is_refused_with_its_line_and_left_alone(tmp_path, damage, message):
    path = tmp_path / "corrections.csv"
    append(path, [decide("figures", f"a:f{n}", "status", "rejected", n=n) for n in range(2)])
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(CorrectionsError, match=message):
        read(path)
    with pytest.raises(CorrectionsError, match=message):
        append(path, [decide("figures", "a:f9", "status", "rejected", n=9)])
    assert path.read_bytes() == before


def test_every_prefix_of_a_file_is_read_in_whole_lines_or_refused(tmp_path):
    path = tmp_path / "corrections.csv"
    append(path, [decide("figures", f"a:f{n}", "status", "rejected", n=n) for n in range(3)])
    whole = path.read_bytes()
    for end in range(1, len(whole)):
        path.write_bytes(whole[:end])
        if whole[end - 1 : end] == b"\n":
            assert len(read(path)) == whole[:end].count(b"\n") - 1
        else:
            with pytest.raises(CorrectionsError):
                read(path)


def write_some(task):
    path, who = task
    for n in range(20):
        append(path, [Decision(who, "", "figures", f"{who}:f{n}", "status", new="rejected")])


def test_writers_at_the_same_time_lose_nothing(tmp_path):
    path = tmp_path / "corrections.csv"
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(write_some, [(path, f"reviewer {k}") for k in range(4)]))
    found = read(path)
    assert len(found) == len({d.row_id for d in found}) == len({d.name for d in found}) == 80
    assert [p.name for p in tmp_path.iterdir()] == ["corrections.csv"]


def test_a_status_and_an_edit_win_over_the_extractor():
    tables, gone = done(
        decide("attributions", FIRST, "status", "accepted", n=1),
        decide("attributions", FIRST, "act", "belief", n=2),
        decide("attributions", "flood-1:999", "act", "belief", n=3),
        decide("attributions", FIRST, "act", "shouting", n=4),
    )
    assert (row_of(tables.attributions, FIRST)[["act", "status"]] == ["belief", "edited"]).all()
    assert len(gone) == 2 and "no longer there" in gone[0] and "allowed are" in gone[1]


def test_a_rejected_row_is_in_no_report():
    tables, _ = done(decide("attributions", FIRST, "status", "rejected"))
    assert row_of(tables.attributions, FIRST).status == "rejected"
    assert FIRST not in set(select(tables).attributions["attribution_id"])


def test_a_rejected_figure_takes_its_pairs_along():
    figure = TABLES.figures["figure_id"].iloc[0]
    for again in (False, True):
        tables, _ = done(decide("figures", figure, "status", "rejected"), again=again)
        assert row_of(tables.figures, figure) is None
        assert not tables.discrepancies[["figure_a", "figure_b"]].isin([figure]).any(axis=None)


def test_an_edited_span_brings_its_words():
    figure = TABLES.figures["figure_id"].iloc[0]
    tables, gone = done(
        decide("attributions", FIRST, "content_spans", "0:18"),
        decide("figures", figure, "span", "9:18", n=1),
        decide("figures", figure, "span", "9:99999", n=2),
    )
    assert row_of(tables.attributions, FIRST).content == "At least 12 people"
    assert row_of(tables.figures, figure).quote == "12 people"
    assert gone == ["the words are no longer in the article"]


def test_an_edited_speaker_takes_what_was_read_from_it_along():
    figures = TABLES.figures.assign(attribution_id=[FIRST, *[""] * (len(TABLES.figures) - 1)])
    own = row_of(TABLES.attributions, FIRST).actor_id
    figures.loc[0, "originator_id"] = own
    tables, _ = corrections.replay(
        TABLES.replace(figures=figures), [decide("attributions", FIRST, "actor_id", "person:tom-reed", own)]
    )
    assert tables.figures["originator_id"].iloc[0] == "person:tom-reed"


def test_two_actors_become_one_and_one_becomes_two():
    tables, gone = done(decide("actors", "person:ann-lee", "merge", "person:tom-reed"))
    assert gone == [] and row_of(tables.actors, "person:ann-lee") is None
    assert not tables.attributions["actor_id"].str.contains("ann-lee").any()
    assert "Ann Lee" in row_of(tables.actors, "person:tom-reed").aliases.split(";")
    other = corrections.split_off("person:ann-lee", "Bo Lee", [("attributions", FIRST)], "ann")
    tables, gone = done(replace(other, when=WHEN.format(1)))
    assert gone == [] and row_of(tables.attributions, FIRST).actor_id == "person:bo-lee"
    assert row_of(tables.actors, "person:bo-lee")["name"] == "Bo Lee"
    assert (tables.attributions["actor_id"] == "person:ann-lee").any()


def test_a_missed_row_is_added_with_its_words_and_its_sentence():
    text = TABLES.texts["flood-1"]
    start = text.index("whole streets")
    decision = corrections.added_row(
        TABLES, "figures", "flood-1", {"words": [(start, start + 13)]}, {"measure": "streets"}, "ann", "missed"
    )
    tables, gone = done(replace(decision, when=WHEN.format(0)))
    added = row_of(tables.figures, decision.row_id)
    assert gone == [] and (added.quote, added.measure, added.sentence) == ("whole streets", "streets", 2)
    broken = json.loads(decision.new) | {"quote": "half streets"}
    assert done(replace(decision, when=WHEN.format(0), new=json.dumps(broken)))[1] == [
        "the words are no longer in the article"
    ]
    with pytest.raises(ValueError, match="Choose the words"):
        corrections.added_row(TABLES, "figures", "flood-1", {"words": []}, {}, "ann")


def test_a_relation_and_an_issues_label():
    pair = TABLES.discrepancies["discrepancy_id"].iloc[0]
    tables, gone = done(
        decide("discrepancies", pair, "relation", "equal"),
        decide("issues", "dam", "label", "Build it", n=1),
        again=True,
    )
    assert gone == []
    assert (row_of(tables.discrepancies, pair)[["relation", "flagged", "rule"]] == ["equal", "no", "reviewer"]).all()
    assert row_of(tables.issues, "dam").label == "Build it"


def test_undone_decisions_leave_no_trace_before_and_after_a_parse():
    made = [
        decide("attributions", FIRST, "act", "belief", "statement", n=1),
        decide("attributions", FIRST, "actor_id", "person:tom-reed", "person:ann-lee", n=2),
    ]
    undone = [*made, *(replace(corrections.undo(d, "ann"), when=WHEN.format(5 + k)) for k, d in enumerate(made))]
    assert done(*undone)[0].attributions.equals(TABLES.attributions)
    parsed = done(*made)[0]
    back, gone = corrections.replay(parsed, undone)
    assert gone == [] and back.attributions.equals(TABLES.attributions)


def test_doing_it_again_changes_nothing():
    made = [
        decide("actors", "person:ann-lee", "merge", "person:tom-reed", n=0),
        decide("attributions", FIRST, "status", "rejected", n=1),
        decide("figures", TABLES.figures["figure_id"].iloc[0], "status", "rejected", n=2),
    ]
    once, _ = done(*made)
    twice, gone = corrections.replay(once, made)
    assert gone == []
    for name, frame in once.frames():
        assert frame.equals(getattr(twice, name)), name


def test_every_later_parse_replays_what_was_decided(tmp_path, capsys):
    seeds, out = tmp_path / "seeds", tmp_path / "data"
    seeds.mkdir()
    (seeds / "fire.txt").write_text(ARTICLE, encoding="utf-8")
    assert cli.main(["parse", str(seeds), "--out", str(out), "--workers", "1"]) == 0
    row = read_tables(out).attributions["attribution_id"].iloc[0]
    append(out / "corrections.csv", [decide("attributions", row, "act", "belief", "statement")])
    append(out / "corrections.csv", [decide("positions", "nowhere:p1", "status", "rejected", n=1)])
    (seeds / "other.txt").write_text("“It is late,” said Mary Hill.\n", encoding="utf-8")
    assert cli.main(["parse", str(seeds), "--out", str(out), "--workers", "1"]) == 0
    tables = read_tables(out)
    assert row_of(tables.attributions, row)[["act", "status"]].tolist() == ["belief", "edited"]
    assert "nowhere:p1" in tables.rejects["detail"].iloc[0]
    assert "2 corrections" in capsys.readouterr().out
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "corrections.csv").write_bytes((out / "corrections.csv").read_bytes())
    assert cli.main(["parse", str(seeds), "--out", str(fresh), "--workers", "1", "--no-cache"]) == 0
    for name, _ in tables.frames():
        assert (fresh / f"{name}.csv").read_bytes() == (out / f"{name}.csv").read_bytes(), name
    (out / "corrections.csv").write_bytes((out / "corrections.csv").read_bytes()[:-5])
    assert cli.main(["parse", str(seeds), "--out", str(out), "--workers", "1"]) == 1
    assert "line 3 is cut off" in capsys.readouterr().err


def test_the_extractor_is_measured_against_what_was_decided(tmp_path, capsys):
    seeds, out = tmp_path / "seeds", tmp_path / "data"
    seeds.mkdir()
    (seeds / "fire.txt").write_text(ARTICLE, encoding="utf-8")
    assert cli.main(["parse", str(seeds), "--out", str(out), "--workers", "1"]) == 0
    before = read_tables(out)
    first, position = before.attributions.iloc[0], before.positions.iloc[0]
    missed = first.to_dict() | {
        "attribution_id": "fire:a99",
        "cue_spans": "9:11",
        "content_spans": "",
        "status": "added",
    }
    missed |= {"cue": "12", "content": "", "source": "", "source_spans": ""}
    row = json.dumps({key: str(value) if hasattr(value, "isoformat") else value for key, value in missed.items()})
    made = [
        decide("attributions", first.attribution_id, "act", "belief", first.act),
        decide("attributions", "fire:a99", "add", row, n=1),
        decide("positions", position.position_id, "status", "rejected", n=2),
        decide("figures", before.figures["figure_id"].iloc[0], "status", "accepted", n=3),
    ]
    append(out / "corrections.csv", made)
    for _ in range(2):  # Whether the tables have the corrections in them already or not.
        assert cli.main(["evaluate", "corrections", str(out), "--record", str(tmp_path / "scores.csv")]) == 0
        scores = pd.read_csv(tmp_path / "scores.csv").set_index("metric")
        assert scores.loc["attributions: rows", ["precision", "recall"]].tolist() == [100, 50]
        assert scores.loc[["attributions: act", "attributions: actor_id"], "f1"].tolist() == [0, 100]
        assert scores.loc["positions: rows", "precision"] == 0
        assert scores.loc["figures: bound", ["f1", "n"]].tolist() == [100, 1]
        assert cli.main(["parse", str(seeds), "--out", str(out), "--workers", "1"]) == 0
    (article,) = training_corpus().read_reviewed(out)
    cues = [[article.text[start:end] for start, end in relation.cue] for relation in article.relations]
    assert cues == [["said"], ["condemned"], ["12"]]
    (out / "corrections.csv").unlink()
    assert cli.main(["evaluate", "corrections", str(out)]) == 1
    assert "no corrections" in capsys.readouterr().err


def test_a_renamed_issue_keeps_its_positions(seed_tables):
    issue = seed_tables.issues.iloc[0]
    renamed = [decide("issues", issue.issue_id, "label", "A label of our own", issue.label)]
    tables, _ = corrections.replay(seed_tables, renamed, compare=compare)
    assert row_of(tables.issues, issue.issue_id).label == "A label of our own"
    assert corrections.as_extracted(tables.issues, renamed).equals(seed_tables.issues)


def test_reviewers_agree_as_krippendorff_computes():
    # Four observers, twelve units, with gaps: the example of the paper's section C, unit by unit.
    units = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]
    assert corrections.alpha(units) == pytest.approx(0.743, abs=0.0005)
    assert corrections.alpha(["aa", "bb"]) == 1
    assert corrections.alpha(["a", "b"]) is None


def test_the_report_counts_last_words():
    made = [
        decide("figures", "a:f1", "status", "accepted", n=1),
        decide("figures", "a:f1", "status", "accepted", n=2, who="bo"),
        decide("figures", "a:f2", "status", "accepted", n=3),
        decide("figures", "a:f2", "value", "12", n=4),
        decide("figures", "a:f3", "status", "rejected", n=5),
        decide("figures", "a:f3", "status", "accepted", n=6, who="bo"),
        decide("figures", "a:f4", "add", "{}", n=7),
    ]
    row = corrections.report(made).iloc[0]
    assert row[["decisions", "rows", "accepted", "edited", "rejected", "added"]].tolist() == [7, 4, 2, 1, 0, 1]
    assert row.agreement == pytest.approx(2 / 3)
    assert row.alpha == pytest.approx(0.0)
    assert corrections.report([]).empty


def test_who_is_meant_by_a_name():
    assert corrections.given_name(TABLES, " ann  LEE ") == ("person:ann-lee", False)
    assert corrections.given_name(TABLES, "mayor lee") == ("person:ann-lee", False)
    assert corrections.given_name(TABLES, "Zoë Hill") == ("person:zoe-hill", True)
    with pytest.raises(ValueError, match="a name"):
        corrections.given_name(TABLES, "  ")
    assert accordingto.tables.make_table(
        "actors", [json.loads(corrections.added_actor("person:x", "X", "ann").new)]
    ).shape
