"""Gold written by hand: tables of tab-separated rows that quote the articles beside them."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.articles import Article
from accordingto.evaluation.scores import ErrorKind
from accordingto.records import Span
from accordingto.seeds import read_seeds
from accordingto.tables import Tables
from accordingto.writing import write_text

PIECES = " | "
NAMES = "; "
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_NUMBERED = re.compile(r"(.+)@(\d+)$", re.DOTALL)


@dataclass(frozen=True)
class GoldRow:
    """One row of gold.

    Parameters
    ----------
    where : str
        File and line, for messages.
    cells : mapping of str to str
        The row's cells by column; ``row["act"]`` reads one.
    spans : mapping of str to tuple of span
        Where the quoted columns' words stand in the article's text.
    """

    where: str
    cells: Mapping[str, str]
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def names(self, column: str) -> tuple[str, ...]:
        """The names of a cell that joins several."""
        return tuple(name for name in self[column].split(NAMES) if name)


def read_articles(folder: Path, suffix: str) -> tuple[Article, ...]:
    """Read the articles that lie beside the gold, with the texts that the package itself reads.

    Parameters
    ----------
    folder : path
        The folder of the gold.
    suffix : str
        ``.txt`` or ``.md``.

    Returns
    -------
    tuple of Article

    Raises
    ------
    FileNotFoundError
        If there are none.
    ValueError
        If one cannot be read.
    """
    paths = sorted(Path(folder).glob(f"*{suffix}"))
    if not paths:
        raise FileNotFoundError(
            f"{folder}: no *{suffix}; the gold is a folder of articles with its tables beside them."
        )
    seeds = read_seeds(*paths)
    _fail_on([(r.path, r.stage, r.reason, r.detail) for r in seeds.rejects], folder)
    return seeds.articles


def extract(articles: Iterable[Article], **options: object) -> Tables:
    """Run the package on the articles as one corpus; fail where one of them fails.

    Parameters
    ----------
    articles : iterable of Article
    **options
        For :func:`accordingto.parse`: ``issues`` and ``people``, where they are given.

    Returns
    -------
    Tables

    Raises
    ------
    ValueError
        If an article's extraction failed: scores without it would mislead.
    """
    from accordingto.corpus import parse

    tables = parse(articles, **options)
    _fail_on(tables.rejects[["path", "stage", "reason", "detail"]].itertuples(index=False, name=None), "parse")
    return tables


def _fail_on(rejects: Iterable[tuple[str, str, str, str]], where: object) -> None:
    for path, stage, reason, detail in rejects:
        if stage != "note":
            raise ValueError(f"{where}: {path}: {reason}. {detail}")


def read_rows(
    path: Path,
    columns: Sequence[str],
    texts: Mapping[str, str],
    quoted: Sequence[str] = (),
    allowed: Mapping[str, Sequence[str]] | None = None,
) -> list[GoldRow]:
    """Read a table of gold and find its quotes.

    Parameters
    ----------
    path : path
        Tab-separated, with a header; quotation marks are plain characters.
    columns : sequence of str
        Columns that must be there.
    texts : mapping of str to str
        Texts by article id, for tables with a column ``article``.
    quoted : sequence of str
        Columns whose words are looked for in the paragraph of the row.
    allowed : mapping, optional
        Allowed values of columns; empty cells pass.

    Returns
    -------
    list of GoldRow

    Raises
    ------
    ValueError
        Naming file and line, if a column, an article or a paragraph is missing, a value is not
        allowed, or a quote is not found.
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    header = lines[0] if lines else []
    for column in columns:
        if column not in header:
            raise ValueError(f"{path}:1: no column {column!r}; needed are {', '.join(columns)}.")
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        where = f"{path}:{number}"
        if len(cells) != len(header):
            raise ValueError(f"{where}: {len(cells)} cells, but the header has {len(header)}.")
        row = dict(zip(header, cells, strict=True))
        for column, values in (allowed or {}).items():
            if row[column] and row[column] not in values:
                raise ValueError(f"{where}: {column} is {row[column]!r}; allowed are {', '.join(values)}.")
        if "article" in columns and row["article"] not in texts:
            raise ValueError(f"{where}: no article {row['article']!r} beside the table.")
        spans = {}
        if quoted:
            text = texts[row["article"]]
            place = _paragraph(text, row["paragraph"], where)
            spans = {c: tuple(find(text, place, row[c], f"{where}: {c}")) for c in quoted}
        rows.append(GoldRow(where, row, spans))
    return rows


def _paragraph(text: str, number: str, where: str) -> Span:
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text)]
    if not number.isdecimal() or not 1 <= int(number) <= len(paragraphs):
        raise ValueError(f"{where}: paragraph {number!r}; the article has 1 to {len(paragraphs)}.")
    return paragraphs[int(number) - 1]


def find(text: str, within: Span, words: str, where: str = "gold") -> list[Span]:
    """Find quoted words, in pieces joined by ``|``; ``@2`` asks for the second occurrence as whole words.

    Parameters
    ----------
    text : str
        The article.
    within : span
        The paragraph.
    words : str
        What to look for.
    where : str
        What a message begins with.

    Returns
    -------
    list of span

    Raises
    ------
    ValueError
        If a piece is not there.

    Examples
    --------
    >>> find("She said he said no.", (0, 20), "he@1 | said@2")
    [(9, 11), (12, 16)]
    """
    spans = []
    for piece in words.split(PIECES) if words else ():
        numbered = _NUMBERED.match(piece)
        piece, count = (numbered[1], int(numbered[2])) if numbered else (piece, 1)
        pattern = re.compile(rf"{_edge(piece[0])}{re.escape(piece)}{_edge(piece[-1])}")
        found = [m.span() for m in pattern.finditer(text, *within)]
        if not 1 <= count <= len(found):
            times = f" {count} times" if count > 1 else ""
            raise ValueError(f"{where}: {piece!r} is not found{times} in the paragraph.")
        spans.append(found[count - 1])
    return spans


def _edge(character: str) -> str:
    return r"\b" if re.match(r"\w", character) else ""


def match(likeness: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pair rows one to one, the most alike first.

    Parameters
    ----------
    likeness : mapping of (found, gold) to float
        Only pairs that may be one.

    Returns
    -------
    list of (int, int)

    Examples
    --------
    >>> match({(0, 0): 0.5, (1, 0): 0.9, (0, 1): 0.1})
    [(1, 0), (0, 1)]
    """
    pairs: list[tuple[int, int]] = []
    used_found, used_gold = set(), set()
    for _, j, i in sorted((-like, j, i) for (i, j), like in likeness.items()):
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return pairs


class Errors:
    """Typical errors: how often each kind happened, and the first example."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = defaultdict(list)

    def add(self, kind: str, example: str) -> None:
        """Count one error."""
        self.found[kind].append(example)

    def kinds(self) -> tuple[ErrorKind, ...]:
        """All kinds, the most frequent first."""
        kinds = sorted(self.found.items(), key=lambda e: (-len(e[1]), e[0]))
        return tuple(ErrorKind(kind, len(examples), examples[0]) for kind, examples in kinds)


def by_article(rows: Iterable[GoldRow]) -> dict[str, list[GoldRow]]:
    """Rows by their article."""
    grouped: dict[str, list[GoldRow]] = defaultdict(list)
    for row in rows:
        grouped[row["article"]].append(row)
    return grouped


def write_rows(out: Path | None, rows: Iterable[Sequence[object]]) -> None:
    """Write rows, the first of them the header, as CSV where a file is asked for."""
    if out is not None:
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows(rows)
        write_text(out, file.getvalue())
