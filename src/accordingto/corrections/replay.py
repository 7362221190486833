"""Decisions to tables: each is done again, in order; one that cannot be is named and kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from accordingto.columns import TableError, typed, written
from accordingto.corrections.decisions import Decision, active
from accordingto.schemas import SCHEMAS
from accordingto.spans import format_spans, parse_spans, quoted
from accordingto.tables import Tables, make_table

IDS = {
    "attributions": ("actor_id",),
    "figures": ("originator_id", "reported_by"),
    "positions": ("actor_id", "speaks_for", "target_id"),
}
"""The columns that name actors."""

_FOLLOWERS = (("figures", "originator_id"), ("positions", "actor_id"))


@dataclass(frozen=True)
class Gone:
    """A decision that could not be done again, and why; it stays in the file."""

    decision: Decision
    reason: str


class _Refused(Exception):
    """Why a decision cannot be done; the replay goes on with the next."""


def replay(
    tables: Tables,
    decisions: Sequence[Decision],
    *,
    compare: Callable[[pd.DataFrame, Mapping[str, str]], pd.DataFrame] | None = None,
) -> tuple[Tables, list[Gone]]:
    """Do again what reviewers decided.

    Parameters
    ----------
    tables : Tables
        As extracted; or as read from a folder, where an earlier parse may have done it already.
    decisions : sequence of Decision
        From :func:`accordingto.corrections.read`.
    compare : callable, optional
        Figures and texts to the table ``discrepancies``, done when figures have changed. Given by
        ``parse``. Without it the tables may have been corrected before, so what was undone since
        is put back, and a row that is not there to reject or to merge is no surprise.

    Returns
    -------
    tuple of Tables and list of Gone
        A rejected row of ``attributions`` and ``positions`` stays, with that status; one of a table
        without a status is left out.

    Examples
    --------
    >>> from accordingto import Article, parse
    >>> tables = parse([Article("a", "“It is late,” said Mary Hill.")])
    >>> row = tables.attributions.loc[0, "attribution_id"]
    >>> decision = Decision("ann", "2026-01-01", "attributions", row, "act", "statement", "belief")
    >>> corrected, _ = replay(tables, [decision])
    >>> corrected.attributions[["act", "status"]].values.tolist()
    [['belief', 'edited']]
    """
    held, undone = active(decisions)
    work = _Work(tables, again=compare is None)
    if compare is None:
        for decision in reversed(undone):
            work.put_back(decision)
    for decision in held:
        if decision.table != "discrepancies":
            work.do(decision)
    if "figures" in work.changed:
        work.compare(compare)
    for decision in held:
        if decision.table == "discrepancies":
            work.do(decision)
    return work.tables(), work.gone


def as_extracted(issues: pd.DataFrame, decisions: Sequence[Decision]) -> pd.DataFrame:
    """Give renamed issues their old labels back: positions are assigned by them, then it is replayed."""
    labels = issues["label"].tolist()
    for d in reversed(active(decisions)[0]):
        if d.table == "issues" and d.field == "label":
            labels = [
                d.old if (i, label) == (d.row_id, d.new) else label
                for i, label in zip(issues["issue_id"], labels, strict=True)
            ]
    return issues.assign(label=pd.Series(labels, index=issues.index, dtype="str"))


class _Work:
    """The tables while decisions are done: only those that change are copied."""

    def __init__(self, tables: Tables, again: bool) -> None:
        self.before, self.again = tables, again
        self.changed: dict[str, pd.DataFrame] = {}
        self.places: dict[str, dict[str, int]] = {}
        self.gone: list[Gone] = []

    def tables(self) -> Tables:
        done = {}
        for name, frame in self.changed.items():
            done[name] = make_table(name, []) if frame.empty else frame.sort_values(
                list(SCHEMAS[name].key), kind="stable", ignore_index=True
            )  # fmt: skip
        return self.before.replace(**done)

    def do(self, decision: Decision) -> None:
        ways = {
            "status": self._status,
            "span": self._span,
            "add": self._add,
            "merge": self._merge,
            "split": self._split,
        }
        try:
            ways.get(decision.field, self._edit)(decision)
        except (_Refused, TableError, ValueError, KeyError, TypeError) as error:
            self.gone.append(Gone(decision, str(error)))

    def put_back(self, d: Decision) -> None:
        """Undo what an earlier parse has written into the tables."""
        if d.row_id not in self._places(d.table) or d.field in ("merge", "split"):
            return
        if d.field == "add":
            self._drop(d.table, d.row_id)
        elif d.field == "status" and self._value(d.table, d.row_id, "status") == d.new:
            self._set(d.table, d.row_id, "status", d.old or "extracted")
        elif d.field not in ("status", "span") and self._value(d.table, d.row_id, d.field) == d.new:
            self._edit(replace(d, old=d.new, new=d.old))
            self._set(d.table, d.row_id, "status", "extracted")
        elif d.field == "span":
            self._span(replace(d, old=d.new, new=d.old))

    def compare(self, compare: Callable | None) -> None:
        figures = self._frame("figures")
        if compare is not None:
            figures = figures.sort_values("figure_id", kind="stable", ignore_index=True)
            self.changed["figures"] = figures
            cast = self._frame("actors")
            pairs = compare(figures, self.before.texts, dict(zip(cast["actor_id"], cast["name"], strict=True)))
        else:
            pairs = self._frame("discrepancies")
            known = set(figures["figure_id"])
            pairs = pairs[pairs["figure_a"].isin(known) & pairs["figure_b"].isin(known)].reset_index(drop=True)
        self.changed["discrepancies"] = pairs
        self.places.clear()

    def _status(self, d: Decision) -> None:
        if d.row_id not in self._places(d.table):
            if d.new == "rejected" and self.again:
                return
            raise _Refused("the row is no longer there")
        if "status" in SCHEMAS[d.table].names:
            self._set(d.table, d.row_id, "status", typed(d.table, "status", d.new))
        elif d.new == "rejected":
            self._drop(d.table, d.row_id)

    def _span(self, d: Decision) -> None:
        (start, end), *more = parse_spans(d.new)
        text = self._text(d)
        if more or not 0 <= start < end <= len(text):
            raise _Refused("the words are no longer in the article")
        words, *_ = SCHEMAS[d.table].quotes[0]
        for column, value in (("start", start), ("end", end), (words, text[start:end])):
            self._set(d.table, d.row_id, column, value)
        self._edited(d)

    def _edit(self, d: Decision) -> None:
        value = typed(d.table, d.field, d.new)
        before = self._value(d.table, d.row_id, d.field)
        for words, *places in SCHEMAS[d.table].quotes:
            if places == [d.field]:
                spans, text = parse_spans(d.new), self._text(d)
                if any(not 0 <= s < e <= len(text) for s, e in spans):
                    raise _Refused("the words are no longer in the article")
                self._set(d.table, d.row_id, words, quoted(text, spans))
                value = format_spans(spans)
        self._set(d.table, d.row_id, d.field, value)
        if (d.table, d.field) == ("attributions", "actor_id"):
            self._follow(d.row_id, before, d.new)
        if (d.table, d.field) == ("positions", "act"):
            self._plover(d)
        if (d.table, d.field) == ("discrepancies", "relation"):
            self._relation(d)
        self._edited(d)

    def _add(self, d: Decision) -> None:
        row = json.loads(d.new)
        new = make_table(d.table, [row])
        for words, *places in SCHEMAS[d.table].quotes:
            spans = parse_spans(row.get(places[0]) or "") if len(places) == 1 else [(row["start"], row["end"])]
            text = self.before.texts.get(row["article_id"], "")
            if quoted(text, spans) != (row.get(words) or ""):
                raise _Refused("the words are no longer in the article")
        if d.row_id in self._places(d.table):
            if d.table in ("actors", "issues"):
                return
            self._drop(d.table, d.row_id)
        self._put(d.table, pd.concat([self._frame(d.table), new], ignore_index=True))

    def _merge(self, d: Decision) -> None:
        places = self._places("actors")
        if d.row_id not in places and self.again:
            return
        if d.row_id not in places or d.new not in places:
            raise _Refused("one of the two actors is no longer there")
        if d.row_id == d.new:
            raise _Refused("an actor cannot be merged with itself")
        for table, columns in IDS.items():
            for column in columns:
                self._rename(table, column, d.row_id, d.new)
        actors = self._copy("actors")
        gone, kept = actors.loc[places[d.row_id]], actors.loc[places[d.new]]
        aliases = [a for a in (*kept["aliases"].split(";"), gone["name"], *gone["aliases"].split(";")) if a]
        self._set("actors", d.new, "aliases", ";".join(dict.fromkeys(a.replace(";", ",") for a in aliases)))
        self._set("actors", d.new, "mentions", int(kept["mentions"]) + int(gone["mentions"]))
        self._drop("actors", d.row_id)

    def _split(self, d: Decision) -> None:
        other = json.loads(d.new)
        places, new = self._places("actors"), other["actor_id"]
        if d.row_id not in places:
            raise _Refused("the actor is no longer there")
        missing = []
        for place in other["rows"]:
            table, row_id = place.split("/", 1)
            if row_id not in self._places(table):
                missing.append(row_id)
                continue
            for column in IDS[table]:
                ids = self._value(table, row_id, column).split(";")
                self._set(table, row_id, column, ";".join(new if i == d.row_id else i for i in ids))
        if new not in places:
            row = self._frame("actors").loc[places[d.row_id]].to_dict()
            row |= {"actor_id": new, "name": other["name"], "aliases": "", "mentions": len(other["rows"])}
            row |= {"role": "", "resolved_by": "reviewer"}
            frame = pd.concat([self._frame("actors"), make_table("actors", [row])], ignore_index=True)
            self._put("actors", frame)
        if missing:
            raise _Refused(f"these rows are no longer there, the rest was split off: {', '.join(missing)}")

    def _follow(self, attribution_id: str, old: str, new: str) -> None:
        """What was read from an attribution comes from its speaker, too."""
        for table, column in _FOLLOWERS:
            frame = self._frame(table)
            if ((frame["attribution_id"] == attribution_id) & (frame[column] == old)).any():
                frame = self._copy(table)
                mask = (frame["attribution_id"] == attribution_id) & (frame[column] == old)
                frame.loc[mask, column] = new

    def _plover(self, d: Decision) -> None:
        from accordingto.positions import plover  # Loads the language model's library.

        for column, value in plover(d.new).items():
            text = "" if value is None else str(value)
            self._set(d.table, d.row_id, column, typed(d.table, column, text))

    def _relation(self, d: Decision) -> None:
        from accordingto.figures.verdicts import FLAG_OF

        said = f"A reviewer decided: {d.new.replace('_', ' ')}." + (f" {d.note}" if d.note else "")
        values = {"flagged": FLAG_OF[d.new], "rule": "reviewer", "explanation": said}
        if d.new != "contradictory":
            values["grade"] = ""
        for column, value in values.items():
            self._set(d.table, d.row_id, column, value)

    def _edited(self, d: Decision) -> None:
        if "status" in SCHEMAS[d.table].names and self._value(d.table, d.row_id, "status") != "added":
            self._set(d.table, d.row_id, "status", "edited")

    def _rename(self, table: str, column: str, old: str, new: str) -> None:
        cells = self._frame(table)[column]
        hits = [k for k, ids in enumerate(cells) if old in ids.split(";")]
        if hits:
            frame = self._copy(table)
            for k in hits:
                ids = (new if i == old else i for i in cells.iloc[k].split(";"))
                frame.iloc[k, frame.columns.get_loc(column)] = ";".join(dict.fromkeys(ids))

    def _frame(self, table: str) -> pd.DataFrame:
        return self.changed.get(table, getattr(self.before, table))

    def _copy(self, table: str) -> pd.DataFrame:
        if table not in self.changed:
            self.changed[table] = getattr(self.before, table).reset_index(drop=True)
        return self.changed[table]

    def _places(self, table: str) -> dict[str, int]:
        if table not in self.places:
            keys = self._frame(table)[SCHEMAS[table].key[0]]
            self.places[table] = {key: k for k, key in enumerate(keys)}
        return self.places[table]

    def _text(self, d: Decision) -> str:
        return self.before.texts.get(self._value(d.table, d.row_id, "article_id"), "")

    def _value(self, table: str, row_id: str, column: str) -> str:
        if column not in SCHEMAS[table].names:
            return ""
        if row_id not in self._places(table):
            raise _Refused("the row is no longer there")
        return written(table, column, self._frame(table).at[self._places(table)[row_id], column])

    def _set(self, table: str, row_id: str, column: str, value: object) -> None:
        if column in SCHEMAS[table].names:
            if row_id not in self._places(table):
                raise _Refused("the row is no longer there")
            self._copy(table).at[self._places(table)[row_id], column] = value

    def _put(self, table: str, frame: pd.DataFrame) -> None:
        self.changed[table] = frame
        self.places.pop(table, None)

    def _drop(self, table: str, row_id: str) -> None:
        self._put(table, self._frame(table).drop(index=self._places(table)[row_id]).reset_index(drop=True))
