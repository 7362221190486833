"""Read attribution corpora in brat standoff, or reviewed articles, and align them with word pieces."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from accordingto import corrections
from accordingto.attributions.marks import Parse, marks_of
from accordingto.language import pipeline
from accordingto.spans import parse_spans
from accordingto.tables import read_tables

ROLES = ("source", "cue", "content")
_SPAN = re.compile(r"(T\d+)\t\S+ ([\d ;]+)(?:\t|$)")
_EVENT = re.compile(r"E\d+\t(.*)$")


@dataclass(frozen=True)
class Relation:
    """One attribution: character spans by role (a role may be empty or in several pieces)."""

    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()
    content: tuple[tuple[int, int], ...] = ()


@dataclass
class Article:
    """An article with its word pieces and, per attribution, the pieces of each role."""

    name: str
    text: str
    relations: list[Relation]
    ids: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    offsets: np.ndarray = field(default_factory=lambda: np.zeros((0, 2), np.int64))
    pieces: list[dict[str, np.ndarray]] = field(default_factory=list)
    parse: Parse | None = None
    marks: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int64))


def read_relations(path: Path) -> list[Relation]:
    """Attributions of one ``.ann`` file; ``Content2`` and the like count as content."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := _SPAN.match(line):
            spans[match[1]] = [tuple(map(int, piece.split())) for piece in match[2].strip().split(";")]
        elif match := _EVENT.match(line):
            events.append(match[1].split())
    relations = []
    for arguments in events:
        found: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES}
        for argument in arguments:
            role, _, span = argument.partition(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in found and span in spans:
                found[role].update(spans[span])
        if found["cue"] or found["content"]:
            relations.append(Relation(**{role: tuple(sorted(found[role])) for role in ROLES}))
    return relations


def read_split(folder: Path) -> list[Article]:
    """All articles below ``folder`` (``text/*.txt``, ``attributions/<name>_<annotator>.ann``), first annotator each."""
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        pattern = re.compile(re.escape(path.stem) + r"_[0-9a-f]{4}\.ann")
        annotations = sorted(p for p in (folder / "attributions").iterdir() if pattern.fullmatch(p.name))
        articles.append(Article(path.stem, text, read_relations(annotations[0]) if annotations else []))
    return articles


def read_reviewed(folder: Path) -> list[Article]:
    """The articles of a folder of tables in whose attributions a reviewer decided something, as they are then.

    A row that nobody decided on stands as it was extracted: review an article whole, or leave it.
    """
    decisions = corrections.read(folder / corrections.FILE)
    tables, _ = corrections.replay(read_tables(folder), decisions)
    rows = tables.attributions
    decided = {d.row_id for d in corrections.active(decisions)[0] if d.table == "attributions"}
    reviewed = dict.fromkeys(rows["article_id"][rows["attribution_id"].isin(decided)])
    rows = rows[rows["status"] != "rejected"]
    columns = [f"{role}_spans" for role in ROLES]
    relations = {name: [] for name in reviewed}
    for name, *spans in rows[["article_id", *columns]].itertuples(index=False, name=None):
        if name in relations:
            relations[name].append(Relation(*(tuple(map(tuple, parse_spans(role))) for role in spans)))
    return [Article(name, tables.texts[name], found) for name, found in relations.items()]


def align(article: Article, tokenizer) -> Article:
    """Fill in the word pieces of the text with their marks and parse, and the piece numbers of each role."""
    encoding = tokenizer.encode(article.text, add_special_tokens=False)
    article.ids = np.asarray(encoding.ids, np.int64)
    article.offsets = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
    article.parse = Parse.of(pipeline()(article.text), article.offsets)
    article.marks = marks_of(article.text, article.offsets, article.parse)
    start, end = article.offsets[:, 0], article.offsets[:, 1]
    for relation in article.relations:
        pieces = {}
        for role in ROLES:
            inside = np.zeros(len(start), bool)
            for a, b in getattr(relation, role):
                inside |= (start < b) & (end > a)
            pieces[role] = np.flatnonzero(inside)
        article.pieces.append(pieces)
    return article
