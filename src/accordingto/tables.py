"""Tables on disk and in memory: written atomically, read back through their schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import pandas as pd

from accordingto.columns import TableError, cell_of, column_of
from accordingto.schemas import SCHEMAS, Schema
from accordingto.spans import parse_spans, quoted
from accordingto.writing import remove, whole

PART_ROWS = 100_000
"""Most rows in one Parquet file."""


@dataclass(frozen=True)
class Tables:
    """All the tables of a corpus, and the articles' texts.

    Parameters
    ----------
    articles, attributions, actors, figures, discrepancies, positions, issues, rejects : DataFrame
        One table each, with the columns of :data:`accordingto.schemas.SCHEMAS`.
    texts : mapping of str to str
        ``article_id`` to the text that the offsets count in.

    Examples
    --------
    >>> import accordingto
    >>> tables = accordingto.parse([accordingto.Article("a", "“It is late,” said Mary Hill.")])
    >>> tables.attributions[["source", "cue", "content"]].values.tolist()
    [['Mary Hill', 'said', '“It is late,”']]
    """

    articles: pd.DataFrame
    attributions: pd.DataFrame
    actors: pd.DataFrame
    figures: pd.DataFrame
    discrepancies: pd.DataFrame
    positions: pd.DataFrame
    issues: pd.DataFrame
    rejects: pd.DataFrame
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)

    def frames(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Each table's name and rows, in the schema's order."""
        for name in SCHEMAS:
            yield name, getattr(self, name)

    def replace(self, **changes: pd.DataFrame) -> Tables:
        """Make a copy with some tables exchanged."""
        return replace(self, **changes)


def make_table(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Make a table from rows: typed, checked and sorted.

    Parameters
    ----------
    name : str
        A table of :data:`accordingto.schemas.SCHEMAS`.
    rows : iterable of mapping
        One mapping of column to value a row; a missing column is unknown.

    Returns
    -------
    DataFrame
        With the schema's columns and types, sorted by its key.

    Raises
    ------
    TableError
        If a column is not in the schema, a value is not allowed, or a key occurs twice.

    Examples
    --------
    >>> make_table("issues", [{"issue_id": "tax", "label": "Raise the tax"}]).loc[0, "label"]
    'Raise the tax'
    """
    schema = SCHEMAS[name]
    rows = list(rows)
    unknown = sorted({key for row in rows for key in row} - set(schema.names))
    if unknown:
        raise TableError(f"{name}: no column {unknown[0]!r}; the columns are {', '.join(schema.names)}.")
    data = {c.name: column_of(c, [row.get(c.name) for row in rows], name) for c in schema.columns}
    return _checked(pd.DataFrame(data, columns=schema.names), schema)


def join_tables(name: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Make one table of several that :func:`make_table` made.

    Raises
    ------
    TableError
        If a key occurs in two of them.
    """
    return _checked(frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True), SCHEMAS[name])


def read_table(path: str | Path) -> pd.DataFrame:
    """Read a table through the schema that its file name tells.

    Parameters
    ----------
    path : path
        A ``.csv`` or ``.parquet`` file called after its table.

    Returns
    -------
    DataFrame
        As from :func:`make_table`.

    Raises
    ------
    TableError
        If the file does not fit the schema; the message names the file, the row and the column.
    """
    path = Path(path)
    if path.stem not in SCHEMAS:
        raise TableError(f"{path}: no table is called {path.stem!r}; the tables are {', '.join(SCHEMAS)}.")
    schema = SCHEMAS[path.stem]
    if path.suffix == ".parquet":
        frame = pd.read_parquet(path)
    else:
        try:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8")
        except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
            raise TableError(f"{path}: not a table in UTF-8 CSV ({error}). Restore it, or parse again.") from None
    rows = {column: frame[column].tolist() for column in frame.columns}
    if list(rows) != schema.names:
        wanted = set(schema.names).symmetric_difference(rows) or {"their order"}
        raise TableError(f"{path}: the columns differ from the schema's: {', '.join(sorted(wanted))}.")
    data = {c.name: column_of(c, rows[c.name], str(path)) for c in schema.columns}
    return _checked(pd.DataFrame(data, columns=schema.names), schema, str(path))


def read_tables(folder: str | Path) -> Tables:
    """Read all the tables of a folder that ``accordingto parse`` wrote.

    Parameters
    ----------
    folder : path
        The folder with the tables and ``text/``.

    Returns
    -------
    Tables

    Raises
    ------
    FileNotFoundError
        If a table is missing; the message says which and how to make it.
    """
    folder = Path(folder)
    frames = {}
    for name in SCHEMAS:
        found = [folder / f"{name}{suffix}" for suffix in (".csv", ".parquet")]
        found = [path for path in found if path.exists()]
        if not found:
            raise FileNotFoundError(
                f"{folder / name}.csv is missing. Make the tables with: accordingto parse seeds --out {folder}"
            )
        frames[name] = read_table(found[0])
    texts = {a: read_text(folder, a) for a in frames["articles"]["article_id"]}
    return Tables(**frames, texts=texts)


def read_text(folder: str | Path, article_id: str) -> str:
    """Read the text of one article, as the offsets count it."""
    return (Path(folder) / "text" / f"{article_id}.txt").read_bytes().decode("utf-8")


def write_table(frame: pd.DataFrame, path: str | Path) -> None:
    """Write a table whole or not at all, after checking it against its schema.

    Parameters
    ----------
    frame : DataFrame
        The rows.
    path : path
        A ``.csv`` or ``.parquet`` file called after its table.

    Raises
    ------
    TableError
        If the rows do not fit the schema.
    """
    path = Path(path)
    with whole(path) as temporary:
        _fill(temporary, frame, SCHEMAS[path.stem])


def write_tables(tables: Tables, folder: str | Path, format: str = "csv") -> None:
    """Write every table and every article's text into a folder.

    All is written beside what was there before any of it takes its place: when the disk is full or
    a table is at fault, the folder stays as it was.

    Parameters
    ----------
    tables : Tables
        What to write.
    folder : path
        Made when it is not there.
    format : {"csv", "parquet"}
        The tables' format; texts are always UTF-8 text. A Parquet table of more than
        :data:`PART_ROWS` rows is a folder of parts, which pandas, DuckDB and Spark read as one.
    """
    folder = Path(folder)
    (folder / "text").mkdir(parents=True, exist_ok=True)
    with ExitStack() as together:
        for article_id, text in tables.texts.items():
            path, content = folder / "text" / f"{article_id}.txt", text.encode("utf-8")
            if not _holds(path, content):
                together.enter_context(whole(path)).write_bytes(content)
        for name, frame in tables.frames():
            temporary = together.enter_context(whole(folder / f"{name}.{format}"))
            _fill(temporary, frame, SCHEMAS[name])
    for stale in (folder / "text").glob("*.txt"):
        if stale.stem not in tables.texts:
            stale.unlink()
    other = "csv" if format == "parquet" else "parquet"
    for name in SCHEMAS:
        # The same table in another format would be read in its stead; the issues are kept by hand.
        if name != "issues":
            remove(folder / f"{name}.{other}")


def check_offsets(tables: Tables) -> int:
    """Check the offset rule in every row of every table.

    Parameters
    ----------
    tables : Tables
        With the articles' texts.

    Returns
    -------
    int
        How many quotes were checked.

    Raises
    ------
    TableError
        At the first row whose words are not those at its offsets.
    """
    checked = 0
    for name, frame in tables.frames():
        schema = SCHEMAS[name]
        for words, *places in schema.quotes:
            for row in frame[[*schema.key, "article_id", words, *places]].itertuples(index=False, name=None):
                key, article_id, said, *where = row
                spans = [tuple(where)] if len(where) == 2 else parse_spans(where[0])
                if quoted(tables.texts[article_id], spans) != said:
                    raise TableError(f"{name} {key}: {words} is not what stands at {where} of {article_id}.")
                checked += 1
    return checked


def empty_tables() -> Tables:
    """All the tables without a row."""
    return Tables(**{f.name: make_table(f.name, []) for f in fields(Tables) if f.name in SCHEMAS})


def _checked(frame: pd.DataFrame, schema: Schema, where: str = "") -> pd.DataFrame:
    where = where or schema.name
    if list(frame.columns) != schema.names:
        raise TableError(f"{where}: the columns must be {', '.join(schema.names)}.")
    for column in schema.columns:
        values = frame[column.name]
        empty = values.isna() if column.dtype not in ("text", "spans") else values == ""
        if not column.nullable and empty.any():
            raise TableError(f"{where}, row {_first(empty)}: {column.name!r} is empty.")
        if column.allowed:
            wrong = ~(empty | values.isin(column.allowed))
            if wrong.any():
                row = _first(wrong)
                raise TableError(
                    f"{where}, row {row}: {column.name!r} is {values.iloc[row - 1]!r}; "
                    f"allowed are {', '.join(column.allowed)}."
                )
    key = list(schema.key)
    twice = frame.duplicated(key)
    if twice.any():
        row = _first(twice)
        raise TableError(f"{where}, row {row}: {'/'.join(key)} occurs twice ({frame.iloc[row - 1][key[0]]!r}).")
    return frame.sort_values(key, kind="stable", ignore_index=True)


def _fill(path: Path, frame: pd.DataFrame, schema: Schema) -> None:
    frame = _checked(frame, schema)
    if path.suffix != ".parquet":
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(_csv_lines(frame, schema))
    elif len(frame) <= PART_ROWS:
        frame.to_parquet(path, index=False)
    else:
        path.unlink()
        path.mkdir()
        for part, start in enumerate(range(0, len(frame), PART_ROWS)):
            frame.iloc[start : start + PART_ROWS].to_parquet(path / f"part-{part:05d}.parquet", index=False)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _first(mask: pd.Series) -> int:
    return int(mask.to_numpy(dtype=bool).argmax()) + 1


def _csv_lines(frame: pd.DataFrame, schema: Schema) -> Iterator[str]:
    yield ",".join(schema.names) + "\n"
    for start in range(0, len(frame), 10_000):
        part = frame.iloc[start : start + 10_000]
        columns = [[cell_of(c, v) for v in part[c.name].tolist()] for c in schema.columns]
        for row in zip(*columns, strict=True):
            yield ",".join(row) + "\n"
