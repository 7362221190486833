"""The explorer's desk: accept, reject, edit, add and take back, each kept as a decision at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

import ipywidgets as widgets

from accordingto import corrections
from accordingto.columns import written
from accordingto.corrections import Decision
from accordingto.explorer.questions import KEYS
from accordingto.schemas import RELATIONS, SCHEMAS, SPEECH_ACTS, STANCE_ACTS
from accordingto.spans import format_spans

if TYPE_CHECKING:
    from accordingto.explorer.app import Explorer

SPEAKER = {"attributions": "actor_id", "figures": "originator_id", "positions": "actor_id"}
ROLES = ("source", "cue", "content")
_MOST = 2000
"""Names offered while one is typed."""


class Desk:
    """Where a reviewer decides about the chosen row, the chosen words, actors, pairs and issues.

    Parameters
    ----------
    explorer : Explorer
    """

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._place: tuple[int, int] | None = None
        self._parts: dict[str, list[tuple[int, int]]] = {}
        box = widgets.Layout(width="30em")
        self._row = widgets.HTML()
        self._picked = widgets.HTML()
        self._speaker = widgets.Combobox(description="Speaker", ensure_option=False, layout=box)
        self._act = widgets.Dropdown(description="Act", layout=box)
        self._note = widgets.Text(description="Note", placeholder="why (may stay empty)", layout=box)
        self._kind = widgets.Dropdown(options=list(KEYS), description="Kind")
        self._from = widgets.Combobox(description="Actor", ensure_option=False, layout=box)
        self._into = widgets.Combobox(description="Other", ensure_option=False, layout=box)
        self._pair = widgets.Dropdown(description="Pair", layout=widgets.Layout(width="60em"))
        self._relation = widgets.Dropdown(options=[(r.replace("_", " "), r) for r in RELATIONS], description="Relation")
        self._issue = widgets.Dropdown(description="Issue", layout=box)
        self._label = widgets.Text(description="New name", layout=box)
        row = widgets.VBox(
            [
                self._row,
                _line(self._button("Accept", self.accept), self._button("Reject", self.reject),
                      self._button("Undo the last decision", self.undo), self._note),
                _line(self._speaker, self._button("Set the speaker", lambda: self.set_speaker(self._speaker.value))),
                _line(self._act, self._button("Set the act", lambda: self.set_act(self._act.value))),
            ]
        )  # fmt: skip
        words = widgets.VBox(
            [
                self._picked,
                _line(*(self._button(f"The row’s {role}", lambda role=role: self.set_words(role)) for role in ROLES),
                      self._button("The row’s words", lambda: self.set_words("words"))),
                widgets.HTML("<p>A row that was missed: mark its words, one part after the other, and add it.</p>"),
                _line(self._kind, *(self._button(f"Its {role}", lambda role=role: self.take(role)) for role in
                                    (*ROLES, "words")), self._button("Add the row", self.add)),
            ]
        )  # fmt: skip
        others = widgets.VBox(
            [
                _line(self._from, self._into),
                _line(
                    self._button("The first is the other", lambda: self.merge(self._from.value, self._into.value)),
                    self._button(
                        "The chosen row is the other’s", lambda: self.split(self._from.value, self._into.value)
                    ),
                ),
                _line(self._pair, self._relation, self._button("Set the relation", self.set_relation)),
                _line(self._issue, self._label, self._button("Rename the issue", self.rename_issue)),
            ]
        )
        folds = widgets.Accordion([row, words, others], selected_index=0)
        folds.titles = ("The chosen row", "The chosen words", "Actors, pairs and issues")
        self.widget = folds

    def refresh(self) -> None:
        """Show the chosen row, and offer what the tables hold now."""
        table, row = self._chosen()
        if not row:
            self._row.value = "<p>Choose a row, or words that are marked.</p>"
        else:
            found = self._explorer.rows.frame.iloc[self._explorer.rows.place[row]]
            self._row.value = f"<p><b>{escape(found['actor'] or 'nobody')}</b>, {escape(found['what'])}: " + (
                f"{escape(found['words'][:300])} <i>({escape(found['status'])})</i></p>"
            )
            self._speaker.value = found["actor"]
        acts = {"attributions": SPEECH_ACTS, "positions": STANCE_ACTS}.get(table, ())
        self._act.options = [(a.replace("_", " "), a) for a in acts]
        if acts:
            self._act.value = self._value(table, row, "act") or None
        actors = self._explorer.tables.actors
        names = tuple(dict.fromkeys(actors.sort_values("mentions", ascending=False)["name"].head(_MOST)))
        for box in (self._speaker, self._from, self._into):
            if box.options != names:
                box.options = names
        pairs = self._explorer.tables.discrepancies
        if table == "figures":
            pairs = pairs[(pairs["figure_a"] == row) | (pairs["figure_b"] == row)]
        offer(self._pair, [(f"{r.measure}: {r.explanation}"[:120], r.discrepancy_id) for r in
                           pairs.head(_MOST // 10).itertuples()])  # fmt: skip
        issues = self._explorer.tables.issues
        offer(self._issue, list(zip(issues["label"], issues["issue_id"], strict=True)))

    def words(self, start: int, end: int, text: str) -> None:
        """Take note of the words that were marked in the article."""
        self._place = (start, end)
        self._picked.value = f"<p>Marked: “{escape(text[:300])}” (characters {start}–{end})</p>"

    def accept(self) -> None:
        """The chosen row is right."""
        self._status("accepted")

    def reject(self) -> None:
        """The chosen row is wrong."""
        self._status("rejected")

    def undo(self) -> None:
        """Take back the last decision that holds."""
        held, _ = corrections.active(self._explorer.decisions())
        if held:
            self._keep(corrections.undo(held[-1], corrections.reviewer()))
        else:
            self._explorer.tell("There is no decision to take back.")

    def set_speaker(self, name: str) -> None:
        """Somebody else says it; a name that is not known becomes an actor."""
        table, row = self._chosen(needed=True)
        actor, new = corrections.given_name(self._explorer.tables, name)
        who = corrections.reviewer()
        column = SPEAKER[table]
        change = Decision(who, "", table, row, column, self._value(table, row, column), actor, self._note.value)
        self._keep(*([corrections.added_actor(actor, name, who)] if new else []), change)

    def set_act(self, act: str) -> None:
        """It is another act."""
        table, row = self._chosen(needed=True)
        self._change(table, row, "act", act)

    def set_words(self, role: str) -> None:
        """The chosen row's part is the words that were marked."""
        table, row = self._chosen(needed=True)
        place = self._marked()
        if table == "attributions" and role in ROLES:
            self._change(table, row, f"{role}_spans", format_spans([place]))
        elif table != "attributions" and role == "words":
            before = f"{self._value(table, row, 'start')}:{self._value(table, row, 'end')}"
            who = corrections.reviewer()
            self._keep(Decision(who, "", table, row, "span", before, f"{place[0]}:{place[1]}", self._note.value))
        else:
            raise ValueError("An attribution has a source, a cue and a content; figures and positions have words.")

    def take(self, role: str) -> None:
        """Keep the marked words as one part of the row to be added."""
        self._parts.setdefault(role, []).append(self._marked())
        self._explorer.tell("To be added: " + ", ".join(f"{r} ({len(p)})" for r, p in self._parts.items()) + ".")

    def add(self) -> None:
        """Add the row whose parts were marked, with the speaker and the act that stand in the first part."""
        q, tables = self._explorer.question, self._explorer.tables
        table, who = KEYS[self._kind.value], corrections.reviewer()
        roles = ROLES if table == "attributions" else ("words",)
        parts = {role: sorted(own) for role, own in self._parts.items() if role in roles}
        if table == "attributions" and not parts.get("content"):
            raise ValueError("Mark the words that are said, press “Its content”, and add the row then.")
        made: list[Decision] = []
        values: dict[str, object] = {}
        name = self._speaker.value.strip()
        if name:
            actor, new = corrections.given_name(tables, name)
            made += [corrections.added_actor(actor, name, who)] if new else []
            values[SPEAKER[table]] = actor
        made.append(corrections.added_row(tables, table, q.article, parts, values, who, self._note.value))
        self._parts = {}
        self._keep(*made)
        self._explorer.choose(made[-1].row_id)

    def merge(self, first: str, other: str) -> None:
        """Two actors are one."""
        a, b = self._known(first), self._known(other)
        self._keep(Decision(corrections.reviewer(), "", "actors", a, "merge", new=b, note=self._note.value))

    def split(self, first: str, other: str) -> None:
        """The chosen row is not this actor's but another's, who had the same name."""
        table, row = self._chosen(needed=True)
        self._keep(corrections.split_off(self._known(first), other, [(table, row)], corrections.reviewer()))

    def set_relation(self) -> None:
        """Two figures stand to each other in another way."""
        if not self._pair.value:
            raise ValueError("There is no pair of figures to decide about.")
        self._change("discrepancies", self._pair.value, "relation", self._relation.value)

    def rename_issue(self) -> None:
        """An issue gets another name."""
        if not self._issue.value or not self._label.value.strip():
            raise ValueError("Choose an issue, and write its new name.")
        self._change("issues", self._issue.value, "label", " ".join(self._label.value.split()))

    def _status(self, status: str) -> None:
        table, row = self._chosen(needed=True)
        self._change(table, row, "status", status)

    def _change(self, table: str, row: str, field: str, new: str) -> None:
        old = self._value(table, row, field)
        self._keep(Decision(corrections.reviewer(), "", table, row, field, old, new, self._note.value))

    def _keep(self, *made: Decision) -> None:
        self._note.value = ""
        self._explorer.decide(*made)
        last = made[-1]
        self._explorer.tell(f"Kept: {last.field} of {last.row_id}" + (f" is {last.new[:60]}" if last.new else "") + ".")

    def _chosen(self, needed: bool = False) -> tuple[str, str]:
        row = self._explorer.question.row
        if not row:
            if needed:
                raise ValueError("Choose a row first: in the table, or by its words in the article.")
            return "", ""
        kind = self._explorer.rows.frame["kind"].iloc[self._explorer.rows.place[row]]
        return KEYS[kind], row

    def _marked(self) -> tuple[int, int]:
        if self._place is None:
            raise ValueError("Mark words in the article with the mouse first.")
        return self._place

    def _known(self, name: str) -> str:
        actor, new = corrections.given_name(self._explorer.tables, name)
        if new:
            raise ValueError(f"No actor is called {name!r}, or several are.")
        return actor

    def _value(self, table: str, row: str, column: str) -> str:
        frame = getattr(self._explorer.tables, table)
        if column not in SCHEMAS[table].names:
            return ""
        own = frame.loc[frame[SCHEMAS[table].key[0]] == row, column]
        return written(table, column, own.iloc[0]) if len(own) else ""

    def _button(self, title: str, do: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(description=title, layout=widgets.Layout(width="auto"))

        def press(_: object) -> None:
            try:
                do()
            except (ValueError, OSError) as error:  # What went wrong is said to the analyst, not to a log.
                self._explorer.tell(str(error))

        button.on_click(press)
        return button


def _line(*parts: widgets.Widget) -> widgets.HBox:
    return widgets.HBox(parts, layout=widgets.Layout(flex_flow="row wrap"))


def offer(box: widgets.Dropdown, options: Sequence[tuple[str, str]], first: int = 0) -> None:
    """Offer other choices: what was chosen stays chosen while it is among them, else the one at ``first`` is."""
    before, known = box.value, [value for _, value in options]
    if tuple(options) != tuple(box.options):
        box.options = options
        # A box that was empty chooses nothing by itself.
        box.value = before if before in known else known[min(first, len(known) - 1)] if known else None
