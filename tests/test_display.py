"""The lists in the notebooks: everything escaped, every number beside its sentence."""

from __future__ import annotations

import inspect

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from sample_tables import ATTACK, sample_tables

from accordingto import display
from accordingto.tables import empty_tables

TABLES = sample_tables()
LISTS = [
    display.summary,
    display.findings,
    display.articles,
    display.remarks,
    display.sources,
    display.relays,
    display.attributions,
    display.measures,
    display.pairs,
    display.undecided,
    display.figures,
    display.positions,
]
of_each_list = pytest.mark.parametrize("show", LISTS, ids=lambda f: f.__name__)


def page(shown) -> BeautifulSoup:
    return BeautifulSoup(shown.data, "html.parser")


@of_each_list
def test_a_list_is_a_table_that_can_be_read_aloud(show):
    found = page(show(TABLES))
    assert found.caption.get_text()
    assert found.table["id"] == "table-" + found.table["id"].removeprefix("table-")
    heads = found.select("thead th")
    assert heads
    assert all(head["scope"] == "col" and head.get_text() for head in heads)
    assert all(len(row.find_all("td")) == len(heads) for row in found.select("tbody tr"))
    cells = [cell.get_text().lower() for cell in found.find_all("td")]
    assert not {"nan", "nat", "<na>", "none"} & set(cells)


@of_each_list
def test_a_list_is_the_same_every_time(show):
    assert show(TABLES).data == show(sample_tables()).data


@of_each_list
def test_a_list_of_nothing_is_a_sentence_or_zeros(show):
    found = page(show(empty_tables()))
    assert found.get_text().strip()
    assert found.find("table") is None or found.find("td")


def test_ids_of_all_lists_differ():
    ids = [page(show(TABLES)).table["id"] for show in LISTS]
    assert len(set(ids)) == len(ids)


@of_each_list
def test_nothing_of_an_article_is_markup(show):
    assert page(show(TABLES)).find("script") is None


def test_hostile_words_are_shown_as_they_are():
    assert ATTACK in page(display.remarks(TABLES)).get_text()
    assert ATTACK in page(display.articles(TABLES)).get_text()
    assert ATTACK in page(display.positions(TABLES)).get_text()
    hostile = TABLES.replace(actors=TABLES.actors.assign(name='"><img src=x onerror=alert(1)>'))
    for show in LISTS:
        assert page(show(hostile)).find("img") is None


def test_an_attribution_stands_in_its_sentence_with_its_place():
    row = page(display.attributions(TABLES)).select_one("tbody tr")
    assert row.select_one("mark.source").get_text() == "Mayor Ann Lee"
    assert row.select_one("mark.cue").get_text() == "said"
    assert row.select_one("mark.content").get_text() == "At least 12 people died in the flood at Port Ellery"
    assert row.select_one(".where").get_text() == "flood-1, characters 0–71"


def test_filters_are_marked_for_the_page():
    found = page(display.attributions(TABLES))
    assert "filterable" in found.table["class"]
    assert [th.get_text() for th in found.find_all("th") if th.has_attr("data-filter")] == [
        "Source",
        "Country",
        "Quote",
    ]


def test_a_pair_shows_both_sentences_and_the_rule():
    rows = page(display.pairs(TABLES, flagged=True)).select("tbody tr")
    assert len(rows) == 3
    assert [m.get_text() for m in rows[0].select("mark.figure")] == ["19 people", "23"]
    assert "The Civil Guard now puts the dead at 23." in rows[0].get_text()
    assert "rule: rule of revision" in rows[0].get_text()
    assert len(page(display.pairs(TABLES, flagged=False)).select("tbody tr")) == 1


def test_figures_say_what_their_words_allow():
    text = page(display.figures(TABLES)).get_text(" ")
    assert "12 or more" in text
    assert "12,000 or fewer" in text
    assert "1,350 to 1,650" in text
    assert "5 million" in text


def test_thresholds_are_those_of_the_comparison():
    figures = pytest.importorskip("accordingto.figures")
    theirs = inspect.signature(figures.compare).parameters
    ours = inspect.signature(display.thresholds).parameters
    assert (theirs["around"].default, tuple(theirs["grades"].default)) == (
        ours["around"].default,
        ours["grades"].default,
    )
    assert "1.5 to 3 times" in page(display.thresholds()).get_text()


def test_more_than_fits_is_counted():
    found = page(display.attributions(TABLES, limit=5))
    assert len(found.select("tbody tr")) == 5
    assert found.select_one(".more").get_text() == "… and 7 more. The whole list is in attributions.csv."


def test_quality_lists():
    scores = pd.DataFrame(
        [("attributions", "X", "triple", 73.0, 72.0, 72.5, 70.0, pd.NA, 3000, "a < b")],
        columns=["task", "corpus", "metric", "precision", "recall", "f1", "low", "high", "n", "command"],
    ).astype({"high": "Float64"})
    found = page(display.scores(scores.assign(high=75.0)))
    assert found.code.get_text() == "a < b"
    assert "70.0 to 75.0" in found.get_text()
    errors = pd.DataFrame([("a", "X", "missed", 3, ATTACK)], columns=["task", "corpus", "kind", "count", "example"])
    assert ATTACK in page(display.errors(errors)).get_text()
    assert "No errors are listed." in display.errors(errors.head(0)).data
    assert "not been measured" in display.scores(scores.head(0)).data


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1])), max_size=4)


@given(st.text(min_size=1, max_size=40), spans, spans)
def test_marking_changes_no_letter(text, sources, contents):
    inside = {
        "source": [(s, min(e, len(text))) for s, e in sources if s < len(text)],
        "content": [(s, min(e, len(text))) for s, e in contents if s < len(text)],
    }
    # A parser turns a carriage return into a line feed, drops the character 0, and white space outside of pre.
    clean = text.replace("\r", " ").replace("\0", " ")
    found = BeautifulSoup(f"<pre>{display.mark(clean, inside)}</pre>", "html.parser")
    assert found.get_text() == clean
    marked = sum(len(m.get_text()) for m in found.select("mark.source"))
    wanted = {i for s, e in inside["source"] for i in range(s, e)}
    assert marked <= len(wanted)
    assert len(wanted) - marked <= sum(clean[i].isspace() for i in wanted)


def test_overlapping_marks_carry_both_names():
    found = BeautifulSoup(display.mark("abcdef", {"content": [(0, 4)], "source": [(2, 6)]}), "html.parser")
    assert [(m["class"], m.get_text()) for m in found.find_all("mark")] == [
        (["content"], "ab"),
        (["content", "source"], "cd"),
        (["source"], "ef"),
    ]


def test_the_style_is_one_block_without_a_remote_part():
    css = display.style().data
    assert css.startswith("<style>")
    assert "url(" not in css
    assert "@import" not in css
    assert all(f"mark.{layer}" in css for layer in ("source", "cue", "content", "figure", "position"))
