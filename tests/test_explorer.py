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


def shown(app: explorer.Explorer) -> set[str]:
    return set(app.found["actor"])


def test_choices_combine_and_are_counted():
    app = explorer.Explorer(TABLES)
    everything = len(app.found)
    app.ask(chosen={"kind": ("attribution",), "actor": ("person:ann-lee",)})
    assert shown(app) == {"Ann Lee"}
    assert set(app.found["kind"]) == {"attribution"}
    other = dict(app.rows.ask(app.question)[1]["kind"][k][1:] for k in range(2))
    assert other["attribution"] == len(app.found) < everything
    app.ask(chosen={}, words="sluices")
    assert len(app.found) and all("sluices" in w.lower() for w in app.found["words"])
    assert app.question.article == app.found["article_id"].iloc[0]


def test_a_chosen_row_opens_its_article_at_its_words():
    app = explorer.Explorer(TABLES)
    row = app.rows.frame[app.rows.frame["article_id"] == "flood-2"]["id"].iloc[0]
    app.choose(row)
    assert app._text.chosen == app._grid.chosen == row
    assert parsed(app._text.html).select_one(".article-text").get_text() == TEXTS["flood-2"]
    assert any(row in m["data-rows"].split() for m in parsed(app._text.html).select(".article-text mark"))
    assert parsed(app._grid.html).find("tr", attrs={"data-rows": row})


def test_what_was_asked_is_kept_in_a_file(tmp_path):
    app = explorer.Explorer(TABLES)
    app.ask(chosen={"kind": ("figure",)}, confidence=0.1)
    app.save(tmp_path / "question.json")
    again = explorer.Explorer(TABLES)
    again.restore(tmp_path / "question.json")
    assert again.found["id"].tolist() == app.found["id"].tolist()
    (tmp_path / "question.json").write_text("{")
    with pytest.raises(ValueError, match="holds no saved question"):
        again.restore(tmp_path / "question.json")


def test_decisions_are_kept_at_once_and_found_again_by_another_kernel(tmp_path):
    app = explorer.Explorer(TABLES, tmp_path)
    first, second = app.rows.frame.loc[app.rows.frame["kind"] == "attribution", "id"].iloc[:2]
    app.choose(first)
    app._desk.set_speaker("Nora Quist")
    app.choose(second)
    app._desk.reject()
    again = explorer.Explorer(TABLES, tmp_path)
    assert again.rows.frame.set_index("id").at[first, "actor"] == "Nora Quist"
    assert second not in set(again.found["id"])
    again._desk.undo()
    assert second in set(again.found["id"])


def test_a_missed_row_is_added_from_marked_words(tmp_path):
    app = explorer.Explorer(TABLES, tmp_path)
    app.ask(article="flood-1")
    before = len(app.tables.attributions)
    with pytest.raises(ValueError, match="Mark words"):
        app._desk.take("content")
    app._select(0, 12)
    app._desk.take("content")
    app._desk._speaker.value = "Ann Lee"
    app._desk.add()
    assert len(app.tables.attributions) == before + 1
    assert app.rows.frame.set_index("id").at[app.question.row, "words"] == TEXTS["flood-1"][:12]


def test_a_mistake_is_told_to_the_analyst_and_changes_nothing():
    app = explorer.Explorer(TABLES)
    app.question = app.question.replace(row="")
    accept = next(b for b in _buttons(app.widget) if b.description == "Accept")
    accept.click()
    assert "Choose a row first" in app._note.value
    app._since.value = "last week"
    assert "2024-10-21" in app._note.value
    assert app.question.since == ""


def _buttons(widget):
    if type(widget).__name__ == "Button":
        yield widget
    for child in getattr(widget, "children", ()):
        yield from _buttons(child)


@pytest.mark.parametrize("number", range(5))
def test_every_view_follows_what_is_found(number):
    app = explorer.Explorer(TABLES)
    app._views.open(number)
    everything = app._views._pages[number].value
    assert len(parsed(everything).get_text(strip=True)) > 10
    assert ATTACK not in everything


def test_a_pair_of_figures_is_shown_at_once_and_stays_while_it_is_found():
    app = explorer.Explorer(TABLES)
    app._views.open(2)
    pairs = {p.discrepancy_id: p.explanation for p in TABLES.discrepancies.itertuples()}
    assert app._views._pair.value in pairs
    last = list(app._views._pair.options)[-1][1]
    app._views._pair.value = last
    app.ask(confidence=0.01)
    assert app._views._pair.value == last
    assert pairs[last] in parsed(app._views._pages[2].value).get_text()
    app.ask(chosen={"kind": ("position",)})
    assert "No figures could be compared" in app._views._pages[2].value
    app.ask(chosen={})
    assert app._views._pair.value in pairs


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
