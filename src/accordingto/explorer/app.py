"""The explorer's widget: choices on top, the article beside what was found in it, and views that follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import ipywidgets as widgets

from accordingto import corrections
from accordingto.analysis.naming import count
from accordingto.corrections import Decision
from accordingto.explorer.correcting import Desk
from accordingto.explorer.grid import PAGE, grid
from accordingto.explorer.live import Live
from accordingto.explorer.questions import FACETS, Question, Rows
from accordingto.explorer.reader import reader
from accordingto.explorer.views import Views
from accordingto.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {"kind": "Kind", "actor": "Actor", "what": "What", "words": "Words", "confidence": "Sure"}
_FIRST = ("kind", "actor", "country", "act", "issue")
_MOST = 200
"""Choices listed in one facet; the search finds the others."""


class Explorer:
    """The state of one explorer, and its widget.

    Parameters
    ----------
    tables : Tables
        As extracted, or as read from a folder.
    folder : path, optional
        Where ``corrections.csv`` is kept; None keeps decisions as long as the kernel lives.

    Attributes
    ----------
    widget : Widget
        What to display.
    question : Question
        What is asked at the moment.
    tables : Tables
        With the corrections.
    """

    def __init__(self, tables: Tables, folder: Path | None = None) -> None:
        self._extracted, self._folder = tables, folder
        self._unsaved: list[Decision] = []
        self.question = Question(article=tables.articles["article_id"].iloc[0] if len(tables.articles) else "")
        self._sort, self._down, self._page = "", False, 0
        self._busy = False
        self._make()
        self.again()

    def decisions(self) -> list[Decision]:
        """Every decision made so far, undone ones too."""
        return self._unsaved if self._folder is None else corrections.read(self._folder / corrections.FILE)

    def decide(self, *made: Decision) -> None:
        """Keep decisions, at once and for good, and show the tables as they are after them."""
        if self._folder is None:
            self._unsaved += [replace(d, when=str(len(self._unsaved) + n)) for n, d in enumerate(made)]
        else:
            corrections.append(self._folder / corrections.FILE, made)
        self.again()

    def again(self) -> None:
        """Replay the decisions and draw everything anew."""
        self.tables, self.gone = corrections.replay(self._extracted, self.decisions())
        self.rows = Rows(self.tables)
        if self.question.row and self.question.row not in self.rows.place:
            self.question = self.question.replace(row="")
        self.ask()

    def ask(self, **changes: object) -> None:
        """Ask something else, and show what is found."""
        self.question = self.question.replace(**changes)
        self._page = 0
        self.found, counts = self.rows.ask(self.question)
        shown = self.question.article
        if len(self.found) and shown not in set(self.found["article_id"]):
            self.question = self.question.replace(article=self.found["article_id"].iloc[0])
        self._fill(counts)
        self._read()
        self._list()
        self._views.refresh()
        self._desk.refresh()

    def choose(self, row: str) -> None:
        """Choose a row: its article opens at its words, and the list at its line."""
        if row not in self.rows.place:
            return
        article = self.rows.frame["article_id"].iloc[self.rows.place[row]]
        other = article != self.question.article
        self.question = self.question.replace(row=row, article=article)
        if other:
            self._fill_articles()
            self._read()
        order = self._ordered()["id"].tolist()
        if row in order:
            self._page = order.index(row) // PAGE
        self._list()
        self._text.chosen = self._grid.chosen = row
        self._desk.refresh()

    def save(self, path: str | Path) -> None:
        """Keep what is asked in a small file."""
        self.question.save(path)

    def restore(self, path: str | Path) -> None:
        """Ask again what a file keeps; what the tables do not have any more is left out."""
        kept = Question.load(path)
        if kept.article not in self.tables.texts:
            kept = kept.replace(article=self.question.article)
        self.question = kept.replace(row="")
        self.ask()
        if kept.row:
            self.choose(kept.row)

    # The widgets.

    def _make(self) -> None:
        wide = {"layout": widgets.Layout(width="auto"), "style": {"description_width": "7em"}}
        self._article = widgets.Dropdown(description="Article", **wide)
        self._words = widgets.Text(description="Search", placeholder="words in the evidence or a name", **wide)
        self._words.continuous_update = False
        self._since = widgets.Text(description="From day", placeholder="2024-10-01", continuous_update=False)
        self._until = widgets.Text(description="To day", placeholder="2024-10-31", continuous_update=False)
        self._sure = widgets.FloatSlider(
            min=0, max=1, step=0.05, description="Confidence", readout_format=".2f", continuous_update=False
        )
        self._facets = {
            name: widgets.SelectMultiple(
                description=title,
                rows=5,
                layout=widgets.Layout(width="32em" if name == "issue" else "18em"),
                style={"description_width": "auto"},
            )
            for name, title in FACETS.items()
        }
        self._state = widgets.Text(value="question.json", description="File")
        self._note = widgets.HTML()
        self._text, self._grid = Live(self.choose, on_words=self._select), Live(self.choose, self._turn)
        self._words_chosen: tuple[int, int] | None = None
        self._desk = Desk(self)
        self._views = Views(self)
        first = widgets.HBox([self._facets[n] for n in _FIRST], layout=widgets.Layout(flex_flow="row wrap"))
        rest = widgets.HBox([self._facets[n] for n in FACETS if n not in _FIRST])
        rest.layout.flex_flow = "row wrap"
        more = widgets.Accordion([widgets.VBox([rest, widgets.HBox([self._since, self._until, self._sure])])])
        more.titles, more.selected_index = ("More choices",), None
        buttons = [
            self._button("Ask for everything", self._clear),
            self._state,
            self._button("Keep this question", lambda: self._told(self.save, f"Kept in {self._state.value}.")),
            self._button("Ask a kept one", lambda: self._told(self.restore, "")),
        ]
        line = widgets.HBox(buttons, layout=widgets.Layout(flex_flow="row wrap"))
        half = widgets.Layout(width="50%", min_width="24em", padding="0 .5em 0 0")
        self._text.layout, self._grid.layout = half, half
        reading = widgets.HBox([self._text, self._grid], layout=widgets.Layout(width="auto"))
        tabs = widgets.Tab([widgets.VBox([self._article, reading, self._desk.widget]), *self._views.widgets])
        tabs.titles = ("Read and correct", *self._views.titles)
        tabs.observe(lambda change: self._views.open(change["new"] - 1), "selected_index")
        self.widget = widgets.VBox([self._words, first, more, line, self._note, tabs])
        self._observe()

    def _observe(self) -> None:
        def follow(widget: widgets.Widget, ask: Callable[[object], dict[str, object]]) -> None:
            widget.observe(lambda change: None if self._busy else self._try(ask(change["new"])), "value")

        follow(self._article, lambda v: {"article": v, "row": ""})
        follow(self._words, lambda v: {"words": v})
        follow(self._since, lambda v: {"since": v.strip()})
        follow(self._until, lambda v: {"until": v.strip()})
        follow(self._sure, lambda v: {"confidence": v})
        for name, widget in self._facets.items():
            follow(widget, lambda v, name=name: {"chosen": {**self.question.chosen, name: tuple(v)}})

    def _try(self, changes: dict[str, object]) -> None:
        before = self.question
        try:
            self.ask(**changes)
        except ValueError as error:
            self.question = before
            self.tell(str(error))

    def tell(self, words: str) -> None:
        """Say something to the reader above the tabs."""
        self._note.value = f'<p role="status">{escape(words)}</p>' if words else ""

    def _button(self, title: str, do: Callable[[], object]) -> widgets.Button:
        button = widgets.Button(description=title, layout=widgets.Layout(width="auto"))
        button.on_click(lambda _: do())
        return button

    def _told(self, do: Callable[[Path], None], done: str) -> None:
        name = self._state.value.strip() or "question.json"
        try:
            do((self._folder or Path()) / Path(name).name)
            if done:
                self.tell(done)
        except (OSError, ValueError) as error:
            self.tell(str(error))

    def _clear(self) -> None:
        self.question = Question(article=self.question.article)
        self.ask()

    def _fill(self, counts: dict[str, list[tuple[str, str, int]]]) -> None:
        """Fill in the choices with their counts; what is set by us is not asked again."""
        q = self.question
        self._busy = True
        try:
            for name, widget in self._facets.items():
                chosen = tuple(q.chosen.get(name, ()))
                listed = [c for k, c in enumerate(counts[name]) if k < _MOST or c[1] in chosen]
                widget.options = [(f"{label} ({n:,})", value) for label, value, n in listed]
                widget.value = tuple(v for v in chosen if v in {value for _, value, _ in listed})
            self._words.value, self._since.value, self._until.value = q.words, q.since, q.until
            self._sure.value = q.confidence
        finally:
            self._busy = False
        self._fill_articles()
        articles = self.found["article_id"].nunique()
        rows = count(len(self.found), "row", "rows")
        self.tell(f"{rows} in {count(articles, 'article', 'articles')}.")

    def _fill_articles(self) -> None:
        here = self.found["article_id"].value_counts()
        titles = self.rows.titles
        options = [(f"{titles.get(a) or a} ({here.get(a, 0):,})", a) for a in titles]
        self._busy = True
        try:
            if tuple(options) != tuple(self._article.options):
                self._article.options = options
            self._article.value = self.question.article or None
        finally:
            self._busy = False

    def _read(self) -> None:
        html, tips = reader(self.tables, self.question.article, self.found) if self.question.article else ("", {})
        self._words_chosen = None
        with self._text.hold_sync():
            self._text.html, self._text.tips, self._text.chosen = str(html), tips, self.question.row

    def _ordered(self) -> pd.DataFrame:
        if not self._sort:
            return self.found
        return self.found.sort_values(self._sort, ascending=not self._down, kind="stable", na_position="last")

    def _list(self) -> None:
        html = grid(
            self._ordered(), COLUMNS, caption="What was found", sort=self._sort, down=self._down, page=self._page
        )
        with self._grid.hold_sync():
            self._grid.html, self._grid.chosen = str(html), self.question.row

    def _turn(self, wish: str) -> None:
        what, _, value = wish.partition(":")
        if what == "sort" and value in COLUMNS:
            self._sort, self._down = value, value == self._sort and not self._down
            self._page = 0
        elif what == "page" and value.isdecimal():
            self._page = int(value)
        self._list()

    def _select(self, start: int, end: int) -> None:
        text = self.tables.texts.get(self.question.article, "")
        if 0 <= start < end <= len(text):
            self._words_chosen = (start, end)
            self._desk.words(start, end, text[start:end])
