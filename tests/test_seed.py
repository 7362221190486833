"""The shipped article against the reading by hand in tests/gold/."""

from __future__ import annotations

import re

from conftest import ROOT, read_gold

import accordingto
from accordingto.spans import parse_spans

WORD = re.compile(r"\w+")


def words(text: str) -> set[str]:
    return {w.lower() for w in WORD.findall(text)}


def dice(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(not a and not b)


def iou(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def paragraph(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def named(tables, ids: str) -> str:
    names = tables.actors.set_index("actor_id")["name"]
    return "; ".join(names[i] for i in ids.split(";") if i)


def test_most_attributions_are_found_with_source_and_content(seed_tables):
    (text,) = seed_tables.texts.values()
    left = list(seed_tables.attributions.itertuples())
    missed = []
    for gold in read_gold("seed-attributions.tsv"):
        fits = [
            row
            for row in left
            if paragraph(text, parse_spans(row.cue_spans or row.content_spans)[0][0]) == int(gold["paragraph"])
            and iou(words(row.content), words(gold["content"])) >= 0.5
            and dice(words(row.source), words(gold["source"])) >= 0.5
        ]
        if fits:
            left.remove(fits[0])
        else:
            missed.append(f"{gold['id']}: {gold['source']} | {gold['cue']}")
    assert len(missed) <= 30 - 24, missed


def test_both_figures_and_their_pair_are_found(seed_tables):
    figures = seed_tables.figures.set_index("quote")
    for gold in read_gold("seed-figures.tsv"):
        row = figures.loc[gold["quote"]]
        assert row["value"] == float(gold["value"])
        assert (row["bound"], row["modality"]) == (gold["bound"], gold["modality"])
        assert named(seed_tables, row["originator_id"]) == gold["originator"]
    (pair,) = seed_tables.discrepancies.itertuples()
    (gold,) = read_gold("seed-discrepancies.tsv")
    assert (pair.relation, pair.flagged, pair.ratio) == (gold["relation"], gold["flagged"], float(gold["ratio"]))


def test_most_positions_have_the_right_actor_and_act(seed_tables):
    (text,) = seed_tables.texts.values()
    left = list(seed_tables.positions.itertuples())
    missed = []
    for gold in read_gold("seed-positions.tsv"):
        fits = [
            row
            for row in left
            if paragraph(text, row.start) == int(gold["paragraph"])
            and row.act == gold["act"]
            and named(seed_tables, row.actor_id) == gold["actor"]
        ]
        if fits:
            left.remove(fits[0])
        else:
            missed.append(f"{gold['id']}: {gold['actor']} {gold['act']}")
    assert len(missed) <= 26 - 18, missed


def test_bare_counts_of_people_are_not_set_against_each_other():
    tables = accordingto.parse(accordingto.read_seeds(ROOT / "tests" / "articles"))
    assert len(tables.figures) > 10
    opposed = tables.discrepancies[tables.discrepancies["relation"] == "contradictory"]
    # What organisers and police say of one march is.
    assert list(opposed["measure"]) == ["people, protesting"]


def test_actors_have_their_countries(seed_tables):
    actors = {row.name: row for row in seed_tables.actors.itertuples(index=False)}
    wrong = []
    for gold in read_gold("seed-actors.tsv"):
        row = actors.get(gold["name"])
        if row is None or row.country != gold["country"]:
            wrong.append(f"{gold['name']} ({gold['country'] or 'none'}): {row}")
    assert len(wrong) <= 5, wrong
