"""The reader of articles: marks in place, choices that filter, and its page without widgets."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sample_tables import ATTACK, TEXTS, sample_tables

from accordingto import explorer
from accordingto.tables import empty_tables

TABLES = sample_tables()


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_the_page_shows_every_article_letter_by_letter():
    page = parsed(explorer.page(TABLES).data)
    assert [t.get_text() for t in page.select(".article-text")] == list(TEXTS.values())
    assert page.find("script") is None
    assert [h.get_text() for h in page.find_all("h3")] == ["The flood, 1", "The flood, 2", f"The dam {ATTACK}"]
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(set(ids)) == len(ids) == 3


def test_the_page_counts_what_it_leaves_out():
    page = parsed(explorer.page(TABLES, limit=1).data)
    assert len(page.find_all("section")) == 1
    assert page.find_all("p")[-1].get_text() == "… and 2 more articles."


def test_choices_filter_marks_and_rows():
    everything = parsed(explorer.marked_article(TABLES, "flood-1"))
    assert {"source", "cue", "content", "figure"} <= {c for m in everything.find_all("mark") for c in m["class"]}
    lee = parsed(explorer.marked_article(TABLES, "flood-1", actor="person:ann-lee"))
    assert {r.find_all("td")[1].get_text() for r in lee.select("tbody tr")} == {"Ann Lee"}
    assert len(lee.select("tbody tr")) == 3
    figures = parsed(explorer.marked_article(TABLES, "flood-1", kinds=("figures",)))
    assert [m.get_text() for m in figures.select(".article-text mark")] == [
        "At least 12 people",
        "Around 1,500 residents",
    ]
    sure = parsed(explorer.marked_article(TABLES, "flood-1", minimum_confidence=0.5))
    assert "belief, indirect" in everything.get_text()
    assert "belief, indirect" not in sure.get_text()


def test_nothing_chosen_is_said():
    page = parsed(explorer.marked_article(TABLES, "flood-1", kinds=()))
    assert "Nothing was found with these choices." in page.get_text()
    assert page.select_one(".article-text").get_text() == TEXTS["flood-1"]


def test_the_widgets_follow_the_choices():
    box = explorer.build(TABLES)
    (article, actor), (kinds, confidence), view = box.children[0].children, box.children[1].children, box.children[2]
    assert "Port Ellery" in view.value
    actor.value = "person:ann-lee"
    assert "Civil Guard</td>" not in view.value
    article.value = "flood-2"
    assert actor.value == ""
    assert "Tom Reed" in dict(actor.options)
    assert "Ann Lee" not in dict(actor.options)
    assert "sluices" in view.value
    kinds.value = ("positions",)
    marks = {c for m in parsed(view.value).select(".article-text mark") for c in m["class"]}
    assert marks == {"position"}
    confidence.value = 0.95
    assert "Nothing was found" in view.value


@pytest.mark.parametrize(("interactive", "session", "expected"), [
    ("yes", False, "VBox"), ("no", True, "HTML"), ("auto", False, "HTML"), ("auto", True, "VBox"),
])  # fmt: skip
def test_widgets_only_where_somebody_can_use_them(interactive, session, expected, monkeypatch):
    shown = []
    monkeypatch.setattr(explorer, "display", shown.append)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    if session:
        monkeypatch.setenv("JPY_SESSION_NAME", "explore.ipynb")
    explorer.start(TABLES, interactive)
    assert type(shown[0]).__name__ == expected


def test_a_wrong_choice_and_no_articles():
    with pytest.raises(ValueError, match="auto, yes or no"):
        explorer.start(TABLES, "maybe")
    assert "No articles were read." in explorer.page(empty_tables()).data
    assert "No articles were read." in explorer.build(empty_tables()).value
