"""The training scripts that need no torch still read what they learn from."""

from __future__ import annotations

import importlib.util
import random
import shutil
import sys

import pytest
from conftest import ROOT

from accordingto.actors.voices import VOICES
from accordingto.evaluation.discrepancies import read_figures
from accordingto.evaluation.gold import read_articles
from accordingto.graphs import open_tokenizer

ARTICLE = "a5-latvia-airspace-incident"


def corpus(name: str, monkeypatch: pytest.MonkeyPatch):
    """The module ``corpus`` of a training folder."""
    return module("corpus", name, monkeypatch)


def module(file: str, name: str, monkeypatch: pytest.MonkeyPatch):
    """A module of a training folder."""
    spec = importlib.util.spec_from_file_location(f"{file}_{name}", ROOT / "training" / name / f"{file}.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def annotated(folder, file, *tables):
    """Put one file of our gold, and the rows on it of some tables, into a folder."""
    gold = ROOT / "tests" / "gold" / "look"
    shutil.copy(gold / file, folder)
    for table in tables:
        head, *rows = (gold / file).with_name(table).read_text(encoding="utf-8").splitlines()
        own = [row for row in rows if row.startswith(f"{(gold / file).stem}\t")]
        (folder / table).write_text("\n".join((head, *own)) + "\n", encoding="utf-8")


@pytest.mark.parametrize(("name", "given"), [("relays", ()), ("speaking", (False,))])
def test_an_annotated_article_gives_cases(name, given, tmp_path, monkeypatch):
    annotated(tmp_path, f"{ARTICLE}.txt", "attributions.tsv", "actors.tsv")
    assert len(corpus(name, monkeypatch).read([tmp_path], *given)) > 2


def test_an_annotated_event_gives_cases_of_who_tells(tmp_path, monkeypatch):
    annotated(tmp_path, "figures/vote-wire.md", "figures.tsv")
    cases = corpus("originators", monkeypatch).read(tmp_path)
    assert cases and all("" in case.traits for case in cases)
    articles = read_articles(tmp_path, ".md")
    gold = read_figures(tmp_path, {a.article_id: a.text for a in articles})
    figures = corpus("givers", monkeypatch).read(articles, gold)
    assert len(figures) > len(cases)
    assert all(f.right <= {"", *(n.giver for n in f.names)} and f.text[f.start : f.end].strip() for f in figures)


def test_written_scenes_are_articles_with_whom_each_quantity_comes_from(monkeypatch):
    folder = ROOT / "training" / "givers" / "scenes"
    articles, rows = module("scenes", "givers", monkeypatch).read(folder)
    texts = {a.article_id: a.text for a in articles}
    assert len(texts) == len(articles) > 1000
    assert not any(mark in text for text in texts.values() for mark in "[]")
    assert all(texts[r["article"]][slice(*r.spans["quote"][0])] == r["quote"] for r in rows)
    givers = [(r["originator"], texts[r["article"]]) for r in rows if r["originator"]]
    assert all(name.lower() in text.lower() for name, text in givers)
    assert 0.7 < len(givers) / len(rows) < 0.8


def test_quantities_of_scenes_have_a_key_each_for_what_they_measure(monkeypatch):
    measures, folder = corpus("measures", monkeypatch), ROOT / "training"
    cases = measures.of_scenes(folder / "measures" / "keys", folder / "givers" / "scenes", folder / "givers" / "more")
    assert len({case.event for case in cases}) > 1300
    assert all(case.numbers == tuple(sorted(case.numbers)) for case in cases)
    assert 0.2 < sum(bool(case.again) for case in cases) / len(cases) < 0.4


def test_an_annotated_event_gives_numbers_with_what_they_measure(tmp_path, monkeypatch):
    annotated(tmp_path, "figures/vote-wire.md", "figures.tsv")
    cases = corpus("measures", monkeypatch).of_events(tmp_path)
    assert any(case.again for case in cases) and not all(case.again for case in cases)
    assert any(case.tells(case.head) for case in cases)


def test_the_written_passages_give_actors_with_the_voice_that_is_told(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "training" / "speaking"))
    spec = importlib.util.spec_from_file_location("examples", ROOT / "training" / "voices" / "examples.py")
    examples = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, examples)
    spec.loader.exec_module(examples)
    found = list(examples.written(open_tokenizer()))
    assert {voice for e in found for voice in e.right} == set(VOICES)
    assert all(len(e.ids) == len(e.marks) and 0 < sum(e.marks) < len(e.ids) for e in found)


def test_annotated_events_give_pairs_of_passages(tmp_path, monkeypatch):
    gold = ROOT / "tests" / "gold" / "look" / "figures"
    for path in gold.glob("vote-*.md"):
        shutil.copy(path, tmp_path)
    kept = {path.stem for path in tmp_path.iterdir()}
    head, *rows = (gold / "figures.tsv").read_text(encoding="utf-8").splitlines()
    own = [row for row in rows if row.split("\t")[0] in kept]
    (tmp_path / "figures.tsv").write_text("\n".join((head, *own)) + "\n", encoding="utf-8")
    ids = {row.split("\t")[1] for row in own}
    head, *rows = (gold / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    listed = [row for row in rows if set(row.split("\t")[:2]) <= ids]
    (tmp_path / "pairs.tsv").write_text("\n".join((head, *listed)) + "\n", encoding="utf-8")
    pairs = corpus("passages", monkeypatch).read(tmp_path, random.Random(1))
    assert len(pairs) >= len(listed) > 2
    assert all(pair.event == "vote" and pair.a.quote and pair.b.quote for pair in pairs)


def test_an_annotated_article_tells_what_its_names_are(tmp_path, monkeypatch):
    annotated(tmp_path, f"{ARTICLE}.txt", "actors.tsv")
    cases = list(corpus("classing", monkeypatch).read(tmp_path))
    assert any(case.kind == "person" for case in cases)
    assert all(sum(case.right) == 1 and case.signs for case in cases)


def test_the_written_cases_tell_where_their_numbers_are_and_what_each_pair_is(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "training" / "passages"))
    monkeypatch.setitem(sys.modules, "corpus", corpus("passages", monkeypatch))
    spec = importlib.util.spec_from_file_location("cases", ROOT / "training" / "passages" / "cases.py")
    cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cases)
    for file in sorted((ROOT / "training" / "passages" / "cases").glob("*.txt")):
        found = list(cases.told(file))
        assert len(found) > 100
        for case in found:
            texts = {a.article_id: a.text for a in case.articles}
            assert case.pairs and all(a in case.numbers and b in case.numbers for a, b, _ in case.pairs)
            assert all(texts[i][start:end].strip() for i, start, end in case.numbers.values())
            assert not any("[" in text or "]" in text for text in texts.values())
