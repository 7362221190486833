"""All that was found as one list of rows, and what a reader asks of it: choices, counts, words, days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from accordingto.analysis.naming import country_name, name_of, names
from accordingto.analysis.selection import split
from accordingto.tables import Tables
from accordingto.writing import write_text

FACETS = {
    "kind": "Kind",
    "actor": "Actor",
    "country": "Country",
    "actor_kind": "Kind of actor",
    "act": "Act",
    "quote_type": "Quote",
    "issue": "Issue",
    "measure": "Measure",
    "status": "Review",
}
"""What rows can be chosen by, and what a reader calls it."""

COLUMNS = ["kind", "id", "article_id", "start", "actor_id", "actor", "what", "act", "quote_type", "issue", "measure"]
COLUMNS += ["day", "confidence", "words", "status"]
KEYS = {"attribution": "attributions", "figure": "figures", "position": "positions"}


@dataclass(frozen=True)
class Question:
    """What is asked for; choices of one facet are alternatives, those of several hold together.

    Parameters
    ----------
    chosen : mapping of str to tuple of str
        Values of :data:`FACETS`; a facet that is not there is not asked about. Rejected rows are
        only shown when the facet ``status`` asks for them.
    words : str
        What must stand in the evidence or the actor's name, in any case of letters.
    since, until : str
        First and last day, ``YYYY-MM-DD``.
    confidence : float
        Least confidence.
    article : str
        The article that is open.
    row : str
        The row that is chosen.

    Examples
    --------
    >>> Question({"kind": ("figure",)}, words="troops").chosen["kind"]
    ('figure',)
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    since: str = ""
    until: str = ""
    confidence: float = 0.0
    article: str = ""
    row: str = ""

    def replace(self, **changes: object) -> Question:
        """Make a copy that asks otherwise."""
        return replace(self, **changes)

    def save(self, path: str | Path) -> None:
        """Write the question into a small JSON file."""
        write_text(path, json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n")

    @classmethod
    def load(cls, path: str | Path) -> Question:
        """Read a question from a file that :meth:`save` wrote; the message of an error says what is wrong."""
        path = Path(path)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            made = cls(**found)
            chosen = {str(f): tuple(map(str, values)) for f, values in made.chosen.items()}
            question = made.replace(chosen=chosen, confidence=float(made.confidence))
        except (ValueError, TypeError, AttributeError) as error:
            raise ValueError(f"{path} holds no saved question ({error}).") from None
        unknown = sorted(set(chosen) - set(FACETS))
        if unknown:
            raise ValueError(f"{path} asks about {unknown[0]!r}; known are {', '.join(FACETS)}.")
        return question


class Rows:
    """Every attribution, figure and position as one list, with an index of what it can be asked by.

    Parameters
    ----------
    tables : Tables
    """

    def __init__(self, tables: Tables) -> None:
        self.called = names(tables)
        self.frame = pd.concat(list(_parts(tables, self.called)), ignore_index=True)[COLUMNS]
        order = self.frame.sort_values(["article_id", "start", "kind", "id"], kind="stable").index
        self.frame = self.frame.loc[order].reset_index(drop=True)
        self.place = {row: k for k, row in enumerate(self.frame["id"])}
        self.titles = dict(zip(tables.articles["article_id"], tables.articles["title"], strict=True))
        self._search = (self.frame["words"] + "\n" + self.frame["actor"]).str.casefold()
        self._days = self.frame["day"].to_numpy(dtype="datetime64[s]")
        self._sure = self.frame["confidence"].astype("Float64").to_numpy(dtype=float, na_value=2.0)
        self._rejected = (self.frame["status"] == "rejected").to_numpy()
        self._facets = {name: _Facet(values) for name, values in self._values(tables).items()}

    def ask(self, question: Question) -> tuple[pd.DataFrame, dict[str, list[tuple[str, str, int]]]]:
        """Find the rows, and how many each further choice would give.

        Parameters
        ----------
        question : Question

        Returns
        -------
        tuple of DataFrame and dict
            The rows; and for each facet ``(label, value, count)``, most first, where the count is
            of the rows that hold all the other facets' choices.
        """
        others = self._others(question)
        masks = {
            name: self._facets[name].mask(values, len(self.frame))
            for name, values in question.chosen.items()
            if values and name in self._facets
        }
        shown = others if "status" in masks else others & ~self._rejected
        counts = {}
        for name, facet in self._facets.items():
            mask = others.copy() if name == "status" else shown.copy()
            for other, own in masks.items():
                if other != name:
                    mask &= own
            counts[name] = [(self._label(name, v), v, n) for v, n in facet.counts(mask, question.chosen.get(name, ()))]
        for own in masks.values():
            shown = shown & own
        return self.frame[shown], counts

    def _others(self, q: Question) -> np.ndarray:
        mask = self._sure >= q.confidence
        if q.words.strip():
            mask &= self._search.str.contains(" ".join(q.words.casefold().split()), regex=False).to_numpy(dtype=bool)
        for bound, after in ((q.since, True), (q.until, False)):
            if bound:
                try:
                    day = np.datetime64(pd.Timestamp(bound).normalize(), "s")
                except ValueError:
                    raise ValueError(f"{bound!r} is no day; write it as 2024-10-21.") from None
                # What has no day is neither before nor after: comparing with it is false.
                mask &= (self._days >= day) if after else (self._days <= day)
        return mask

    def _values(self, tables: Tables) -> dict[str, Iterable[list[str]]]:
        country = dict(zip(tables.actors["actor_id"], tables.actors["country"], strict=True))
        kind = dict(zip(tables.actors["actor_id"], tables.actors["kind"], strict=True))
        ids = [split(cell) for cell in self.frame["actor_id"]]
        one = {name: [[v] if v else [] for v in self.frame[name]] for name in FACETS if name in self.frame.columns}
        one["actor"] = ids
        one["country"] = [list({country.get(i, ""): 0 for i in row if country.get(i)}) for row in ids]
        one["actor_kind"] = [list({kind.get(i, ""): 0 for i in row if kind.get(i)}) for row in ids]
        return {name: one[name] for name in FACETS}

    def _label(self, facet: str, value: str) -> str:
        if facet == "actor":
            return name_of(value, self.called)
        if facet == "country":
            return country_name(value)
        return value.replace("_", " ") if facet in ("act", "quote_type") else value


class _Facet:
    """Which rows have which values, as two arrays: fast to count whatever the number of rows."""

    def __init__(self, values: Iterable[list[str]]) -> None:
        pairs = [(k, v) for k, own in enumerate(values) for v in own]
        self.rows = np.fromiter((k for k, _ in pairs), dtype=np.int64, count=len(pairs))
        self.codes, self.names = pd.factorize(np.array([v for _, v in pairs], dtype=object))

    def mask(self, wanted: Iterable[str], size: int) -> np.ndarray:
        wanted = set(wanted)
        codes = np.array([name in wanted for name in self.names], dtype=bool)
        mask = np.zeros(size, dtype=bool)
        if len(codes):
            mask[self.rows[codes[self.codes]]] = True
        return mask

    def counts(self, mask: np.ndarray, keep: Iterable[str]) -> list[tuple[str, int]]:
        found = np.bincount(self.codes[mask[self.rows]], minlength=len(self.names)) if len(self.names) else []
        keep = set(keep)
        own = [(v, int(n)) for v, n in zip(self.names, found, strict=True) if n or v in keep]
        return sorted(own + [(v, 0) for v in keep - set(self.names)], key=lambda p: (-p[1], p[0]))


def _parts(tables: Tables, called: Mapping[str, str]) -> Iterable[pd.DataFrame]:
    published = dict(zip(tables.articles["article_id"], tables.articles["published"], strict=True))
    labels = dict(zip(tables.issues["issue_id"], tables.issues["label"], strict=True))
    sure = dict(zip(tables.attributions["attribution_id"], tables.attributions["confidence"], strict=True))

    def named(ids: pd.Series) -> list[str]:
        known = {cell: name_of(cell, called) for cell in ids.unique()}
        return [known[cell] for cell in ids]

    def day(frame: pd.DataFrame, *own: str) -> pd.Series:
        found = pd.to_datetime(frame["article_id"].map(published)).astype("datetime64[s]")
        for column in own:
            found = frame[column].fillna(found)
        return found

    a, f, p = tables.attributions, tables.figures, tables.positions
    firsts = [[int(c.partition(":")[0]) for c in cells if c] for cells in
              zip(a["source_spans"], a["cue_spans"], a["content_spans"], strict=True)]  # fmt: skip
    yield a.assign(
        kind="attribution",
        id=a["attribution_id"],
        start=[min(own, default=0) for own in firsts],
        actor=named(a["actor_id"]),
        what=a["act"].str.replace("_", " ") + ", " + a["quote_type"],
        issue="",
        measure="",
        day=day(a, "said_on"),
        words=a["content"].where(a["content"] != "", a["source"] + " " + a["cue"]),
    )[COLUMNS]
    yield f.assign(
        kind="figure",
        id=f["figure_id"],
        actor_id=f["originator_id"],
        actor=named(f["originator_id"]),
        what=f["measure"],
        act=f["modality"],
        quote_type="",
        issue="",
        day=day(f, "holds_from", "holds_to"),
        confidence=pd.Series([sure.get(i) for i in f["attribution_id"]], index=f.index, dtype="Float64"),
        words=f["quote"],
        status="extracted",
    )[COLUMNS]
    yield p.assign(
        kind="position",
        id=p["position_id"],
        actor=named(p["actor_id"]),
        what=p["act"].str.replace("_", " "),
        quote_type="",
        issue=p["issue_id"].map(labels).fillna("").astype("str"),
        measure="",
        day=day(p),
        words=p["evidence"],
    )[COLUMNS]
