"""Files to articles: plain text, Markdown, HTML, JSON Lines in; articles, and a row for each unreadable file, out."""

from __future__ import annotations

import codecs
import errno
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, overload

from accordingto.decoding import BOMS, LONE, MAX_CHARACTERS, decode
from accordingto.frontmatter import FIELDS, split_front_matter
from accordingto.webpages import MAX_PAGE_BYTES, main_text

MAX_FILE_BYTES = 50_000_000
"""Largest file that is opened; JSON Lines files may be of any size, they are read line by line."""

MAX_LINE_BYTES = 16_000_000
"""Longest line of JSON: room for the longest text with every character escaped."""

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")
"""The files that are read."""

_MAX_ID, _MAX_ID_BYTES = 120, 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff<>:;"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")  # Windows keeps these names for devices.


Published = date | str | Mapping[str, date] | None


@dataclass(frozen=True)
class Article:
    """One article: its text, and what is known about it.

    Parameters
    ----------
    article_id : str
        Unique in the corpus, and fit to be a file's name.
    text : str
        What is extracted from; every offset counts its characters.
    title, publisher, author, url : str
        Empty where not known.
    published : datetime.date, optional
        The day of publication; weekdays in the text are resolved against it.
    path : str
        The file it was read from, relative to the folder given, with the line for JSON Lines.
    notes : tuple of str
        Remarks on how it was read.

    Raises
    ------
    ValueError
        If the id cannot be a file's name.

    Examples
    --------
    >>> Article("flood", "The river rose.").published is None
    True
    """

    article_id: str
    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""
    path: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if fault := _id_fault(self.article_id):
            raise ValueError(f"article_id {self.article_id!r} {fault}.")


@dataclass(frozen=True)
class Reject:
    """Something that could not be read, or was read with a note: a row of the table ``rejects``.

    Parameters
    ----------
    path : str
        The file, and the line where it is one of many.
    stage : {"read", "parse", "note"}
        ``read`` and ``parse``: not in the tables; ``note``: in the tables, with a remark.
    reason : str
        What is wrong.
    detail : str
        Where, and what to do about it.
    """

    path: str
    stage: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Seeds(Sequence[Article]):
    """The articles that were read, in order, with what was not.

    Parameters
    ----------
    articles : tuple of Article
        In the order of their files.
    rejects : tuple of Reject
        What could not be read, and the notes on what could.
    """

    articles: tuple[Article, ...]
    rejects: tuple[Reject, ...] = field(default=())

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Article, ...]: ...
    def __getitem__(self, index):
        return self.articles[index]

    def __len__(self) -> int:
        return len(self.articles)


def read_seeds(*paths: str | Path, published: Published = None) -> Seeds:
    """Read all the articles of files and folders.

    Parameters
    ----------
    *paths : path
        Files, and folders with all that is in them; hidden files are left out.
    published : date, str or mapping of str to date, optional
        The day of publication (``2024-10-21``) of the articles that do not give one; or, for some
        of them, article id to day.

    Returns
    -------
    Seeds
        The articles, and in ``rejects`` a row for each file that could not be read.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "flood.txt").write_text("The river rose, police said.")
    ...     _ = Path(folder, "scan.pdf").write_bytes(b"%PDF-1.7")
    ...     seeds = read_seeds(folder)
    >>> [article.article_id for article in seeds]
    ['flood']
    >>> [(reject.path, reject.reason) for reject in seeds.rejects]
    [('scan.pdf', 'files of type .pdf are not read')]
    """
    found = tuple(iter_seeds(*paths, published=published))
    articles = tuple(item for item in found if isinstance(item, Article))
    return Seeds(articles, tuple(item for item in found if isinstance(item, Reject)))


def iter_seeds(*paths: str | Path, published: Published = None) -> Iterator[Article | Reject]:
    """Read articles one at a time, for corpora that do not fit into memory.

    Parameters
    ----------
    *paths : path
        As for :func:`read_seeds`.
    published : date, str or mapping of str to date, optional
        As for :func:`read_seeds`.

    Yields
    ------
    Article or Reject
        Files in the order of their paths; an article's notes follow it.

    Raises
    ------
    ValueError
        If ``published`` is not a date.
    """
    default = published if isinstance(published, Mapping) else _given_day(published)
    return _unique(item for path in paths for item in _read_path(Path(path), default))


def _unique(items: Iterator[Article | Reject]) -> Iterator[Article | Reject]:
    """Let an id pass once; its text's hash tells a copy from another article of the same name."""
    seen: dict[str, tuple[bytes, str]] = {}
    for item in items:
        if isinstance(item, Article):
            digest = hashlib.sha256(item.text.encode("utf-8")).digest()
            if item.article_id not in seen:
                seen[item.article_id] = digest, item.path
            else:
                known, where = seen[item.article_id]
                name = f"{item.article_id!r} was already read from {where}"
                if known == digest:
                    item = Reject(item.path, "note", "the same article twice", f"{name}, with the same text.")
                else:
                    remedy = "Rename this one, or change its id: an article's id must be its own."
                    item = Reject(item.path, "read", "two articles with the same id", f"{name}. {remedy}")
        yield item


def _read_path(path: Path, default: Published) -> Iterator[Article | Reject]:
    if not os.path.isdir(path):
        yield from _read_file(path, path.name or str(path), default)
        return
    found, faults = _list_folder(path)
    if not found and not faults:
        yield Reject(_clean(path.name or str(path)), "read", "the folder is empty", f"Put articles into it. {_KINDS}")
    yield from faults
    for name, file in found:
        yield from _read_file(file, name, default)


def _list_folder(top: Path) -> tuple[list[tuple[str, Path]], list[Reject]]:
    """All the files under a folder with their relative names, sorted by code points."""
    found: list[tuple[str, Path]] = []
    faults: list[Reject] = []
    waiting = [(top, "", frozenset({os.path.realpath(top)}))]
    while waiting:
        folder, name, above = waiting.pop()
        try:
            entries = list(folder.iterdir())
        except OSError as error:
            faults.append(_os_fault(_clean(name or top.name or str(top)), error))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not os.path.isdir(entry):
                found.append((f"{name}{entry.name}", entry))
            elif (real := os.path.realpath(entry)) not in above:  # A link to a folder above would never end.
                waiting.append((entry, f"{name}{entry.name}/", above | {real}))
    return sorted(found), sorted(faults, key=lambda fault: fault.path)


def _read_file(path: Path, name: str, default: Published) -> Iterator[Article | Reject]:
    name, suffix = _clean(name), path.suffix.lower()
    try:
        if not os.path.lexists(path):
            detail = f"Looked for {_clean(str(path))}. Check how it is spelt, and from which folder you call."
            yield Reject(name, "read", "there is no such file or folder", detail)
        elif path.is_symlink() and not os.path.exists(path):
            yield Reject(name, "read", "a link to a file that is not there", "Put the file itself here.")
        elif suffix not in SUFFIXES:
            kind = f"files of type {suffix}" if suffix else "files without a type"
            yield Reject(name, "read", f"{kind} are not read", f"Save its text as a .txt file. {_KINDS}")
        elif not path.is_file():
            yield Reject(name, "read", "not an ordinary file", "Save the article as a file of its own.")
        elif suffix == ".jsonl":
            with path.open("rb") as file:
                yield from _read_lines(file, name, default)
        else:
            data = _whole(path)
            if data is None or len(data) > MAX_FILE_BYTES:
                detail = f"At most {MAX_FILE_BYTES // 1_000_000} MB are read. Split it into one file an article."
                yield Reject(name, "read", "the file is too large", detail)
            else:
                yield from _read_document(data, path.name[: -len(suffix)], suffix, name, default)
    except (OSError, ValueError) as error:
        yield _os_fault(name, error)


def _read_document(data: bytes, stem: str, suffix: str, name: str, default: Published) -> Iterator[Article | Reject]:
    decoded = decode(data)
    if isinstance(decoded, str):
        yield Reject(name, "read", decoded, "Save it as text in UTF-8, or copy its text into a .txt file.")
        return
    content, guessed = decoded
    notes = []
    if guessed:
        detail = f"The file is not valid UTF-8; it was taken to be {guessed}. Save it as UTF-8 to be sure."
        notes.append(Reject(name, "note", "the encoding was guessed", detail))
    given, text, unclosed = split_front_matter(content)
    if unclosed:
        detail = "It begins with `---` but no second line `---` ends it, so all of it was taken for text."
        notes.append(Reject(name, "note", "the front matter has no end", detail))
    if suffix in (".html", ".htm"):
        page = main_text(text) if len(data) <= MAX_PAGE_BYTES else "the page is too large"
        if isinstance(page, str):
            detail = "Open the page in a browser, copy the article's text, and save it as a .txt file."
            yield Reject(name, "read", page, detail)
            return
        kept, metadata, dropped = page
        detail = f"{len(kept):,} of {len(text):,} characters kept; {dropped} dropped."
        notes.append(Reject(name, "note", "main text taken from HTML", detail))
        given, text = metadata | {key: value for key, value in given.items() if value}, kept
    elif suffix == ".md" and not given.get("title"):
        given["title"] = _first_heading(text)
    article_id = stem
    if fault := _id_fault(stem):
        article_id = _safe_id(stem)
        detail = f"The file's name {fault}; the article is called {article_id!r}."
        notes.append(Reject(name, "note", "the file's name cannot be an article's id", detail))
    yield from _make(article_id, text, given, name, default, notes)


def _read_lines(file: BinaryIO, name: str, default: Published) -> Iterator[Article | Reject]:
    head = file.read(4)
    file.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    if any(head.startswith(bom) for bom, _ in BOMS) or b"\0" in head:
        yield Reject(name, "read", "not JSON Lines in UTF-8", "Save it as UTF-8: one JSON record on each line.")
        return
    number = empty = 0
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE_BYTES)
            detail = f"At most {MAX_LINE_BYTES // 1_000_000} MB a line are read. Put one article on each line."
            yield Reject(where, "read", "the line is too long", detail)
        elif line.strip():
            yield from _read_record(line, where, default)
        else:
            empty += 1
    if number == empty:
        yield Reject(name, "read", "the file is empty", "Put one JSON record on each line.")


def _read_record(line: bytes, where: str, default: Published) -> Iterator[Article | Reject]:
    decoded = decode(line)
    if isinstance(decoded, str):
        yield Reject(where, "read", decoded, "Save the file as JSON Lines in UTF-8.")
        return
    content, guessed = decoded
    try:
        record = json.loads(content.rstrip())
    except json.JSONDecodeError as error:
        detail = f"{error.msg}, at column {error.colno}. Each line must be one whole record: "
        yield Reject(where, "read", "the line is not valid JSON", detail + _RECORD)
        return
    except (ValueError, RecursionError):
        yield Reject(where, "read", "the line is not a plain JSON record", "Write it like this: " + _RECORD)
        return
    fault = _record_fault(record)
    if fault:
        yield Reject(where, "read", fault, "Each line needs an id and a text: " + _RECORD)
        return
    notes = []
    if guessed:
        detail = f"The line is not valid UTF-8; it was taken to be {guessed}. Save the file as UTF-8 to be sure."
        notes.append(Reject(where, "note", "the encoding was guessed", detail))
    article_id = str(record["id"])
    if fault := _id_fault(article_id):
        detail = f"The id {_clean(article_id[:40])!r} {fault}. Give the article another id: it names a file."
        yield Reject(where, "read", "the id cannot be used", detail)
        return
    given = {}
    for key in FIELDS:
        value = record.get(key)
        if isinstance(value, str):
            given[key] = LONE.sub("\ufffd", value)
        elif value is not None:
            default = None if key == "published" else default
            detail = f"{key!r} must be text in quotation marks; it is left empty."
            notes.append(Reject(where, "note", f"{key} is not text", detail))
    text, replaced = LONE.subn("\ufffd", record["text"])
    if replaced:
        first = LONE.search(record["text"]).start() + 1
        detail = f"{replaced:,} in the text, first as its character {first:,}: each is replaced by \ufffd."
        notes.append(Reject(where, "note", "characters that do not exist", detail))
    yield from _make(article_id, text, given, where, default, notes)


def _record_fault(record: object) -> str:
    if not isinstance(record, dict):
        return "the line is not a record"
    if record.get("id") in (None, ""):
        return "the record has no id"
    if not isinstance(record["id"], (str, int)) or isinstance(record["id"], bool):
        return "the record's id is not text"
    if record.get("text") is None:
        return "the record has no text"
    return "" if isinstance(record["text"], str) else "the record's text is not text in quotation marks"


def _make(
    article_id: str, text: str, given: dict[str, str], where: str, default: Published, notes: list[Reject]
) -> Iterator[Article | Reject]:
    """The last step of every format: check the length and the date, then the article and its notes."""
    if not text.strip():
        yield Reject(where, "read", "there is no text", "Put the article's text in, or take the file away.")
        return
    if len(text) > MAX_CHARACTERS:
        detail = f"{len(text):,} characters; at most {MAX_CHARACTERS:,} are read. Split it into one file an article."
        yield Reject(where, "read", "the text is too long", detail)
        return
    fields = {key: given.get(key, "").strip() for key in FIELDS}
    written = fields.pop("published")
    given_day = default.get(article_id) if isinstance(default, Mapping) else default
    day = _day(written) if written else given_day
    if written and day is None:
        detail = f"{_clean(written[:40])!r} is not a date such as 2024-10-21; weekdays in the text stay unresolved."
        notes.append(Reject(where, "note", "the date of publication is not clear", detail))
    yield Article(article_id, text, **fields, published=day, path=where, notes=tuple(n.reason for n in notes))
    yield from notes


def _first_heading(text: str) -> str:
    fenced = False
    for line in text.splitlines():
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        elif line.startswith("# ") and not fenced:
            return line[2:].strip().rstrip("#").rstrip()
    return ""


def _id_fault(article_id: str) -> str:
    """What keeps an id from being a file's name; empty where nothing does."""
    if not isinstance(article_id, str) or not article_id:
        return "is empty"
    if len(article_id) > _MAX_ID or len(article_id.encode("utf-8", "replace")) > _MAX_ID_BYTES:
        return f"is longer than {_MAX_ID} characters ({_MAX_ID_BYTES} bytes)"
    if bad := _UNSAFE.search(article_id):
        return f"has a character that file names cannot have everywhere ({bad[0]!a})"
    if article_id[0] == "." or article_id[-1] == "." or article_id != article_id.strip():
        return "begins or ends with a full stop or white space"
    if _RESERVED.match(article_id):
        return "is a name that Windows keeps for a device"
    return ""


def _safe_id(stem: str) -> str:
    """Make a file's stem fit; the hash keeps apart what would become the same."""
    mark = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    kept = _UNSAFE.sub("_", stem).encode("utf-8")[:100].decode("utf-8", "ignore").strip(". \t\xa0") or "article"
    return f"_{kept}-{mark}" if _RESERVED.match(kept) else f"{kept}-{mark}"


def _given_day(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published.date() if isinstance(published, datetime) else published
    day = _day(published.strip())
    if day is None:
        raise ValueError(f"published must be a date such as 2024-10-21, not {published!r}.")
    return day


def _day(written: str) -> date | None:
    """The day of an ISO date or timestamp, as written there: time zones are not converted."""
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}|$)", written, re.ASCII):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _whole(path: Path) -> bytes | None:
    """All of a file's bytes, None of one too large; one that changes while it is read is read again."""
    for _ in range(3):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(MAX_FILE_BYTES + 1) if before.st_size <= MAX_FILE_BYTES else None
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data
    raise OSError(errno.EBUSY, "it changes while it is read")


def _os_fault(name: str, error: Exception) -> Reject:
    if isinstance(error, PermissionError):
        return Reject(name, "read", "it may not be opened", "Give yourself the right to read it.")
    if isinstance(error, FileNotFoundError):
        return Reject(name, "read", "it vanished while the articles were read", "Put it back and read again.")
    words = getattr(error, "strerror", None) or str(error)
    return Reject(name, "read", f"it could not be opened ({words})", "Copy it to another place and try again.")


def _clean(name: str) -> str:
    """A name that can be written as UTF-8: file systems allow bytes that are not."""
    return name.encode("utf-8", "replace").decode("utf-8")


_KINDS = f"Articles are read from {', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]} files."
_RECORD = '{"id": "flood-1", "text": "The river rose ..."}'
