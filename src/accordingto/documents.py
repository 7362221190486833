"""What a file holds to articles: a page or a text, or a record on each line of JSON Lines."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from accordingto.articles import Article, Reject, id_fault, safe_id
from accordingto.decoding import BOMS, LONE, MAX_CHARACTERS, clean, decode
from accordingto.frontmatter import FIELDS, split_front_matter
from accordingto.webpages import MAX_PAGE_BYTES, main_text

MAX_LINE_BYTES = 16_000_000
"""Longest line of JSON: room for the longest text with every character escaped."""

_RECORD = '{"id": "flood-1", "text": "The river rose ..."}'

Published = date | str | Mapping[str, date] | None


def read_document(data: bytes, stem: str, suffix: str, name: str, default: Published) -> Iterator[Article | Reject]:
    """The article that a text, a Markdown or an HTML file holds, and the notes on it; or what is wrong.

    Parameters
    ----------
    data : bytes
        The whole file.
    stem, suffix, name : str
        Its name without the suffix, the suffix, and the path that it is called by.
    default : date, mapping of str to date, or None
        The day of publication where the file does not give one.

    Yields
    ------
    Article or Reject

    Examples
    --------
    >>> [a.article_id for a in read_document(b"The river rose.", "flood", ".txt", "flood.txt", None)]
    ['flood']
    """
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
    if fault := id_fault(stem):
        article_id = safe_id(stem)
        detail = f"The file's name {fault}; the article is called {article_id!r}."
        notes.append(Reject(name, "note", "the file's name cannot be an article's id", detail))
    yield from _make(article_id, text, given, name, default, notes)


def read_lines(file: BinaryIO, name: str, default: Published) -> Iterator[Article | Reject]:
    """The articles of a JSON Lines file, and a row for each line that holds none.

    Parameters
    ----------
    file : binary file
        At its beginning.
    name : str
        The path that it is called by.
    default : date, mapping of str to date, or None
        The day of publication of the records that do not give one.

    Yields
    ------
    Article or Reject

    Examples
    --------
    >>> from io import BytesIO
    >>> line = b'{"id": "flood-1", "text": "The river rose."}'
    >>> [a.article_id for a in read_lines(BytesIO(line), "floods.jsonl", None)]
    ['flood-1']
    """
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
    if fault := id_fault(article_id):
        detail = f"The id {clean(article_id[:40])!r} {fault}. Give the article another id: it names a file."
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
    day = day_of(written) if written else given_day
    if written and day is None:
        detail = f"{clean(written[:40])!r} is not a date such as 2024-10-21; weekdays in the text stay unresolved."
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


def day_of(written: str) -> date | None:
    """The day of an ISO date or timestamp, as written there: time zones are not converted.

    Examples
    --------
    >>> day_of("2024-10-21T23:30:00Z"), day_of("21 October")
    (datetime.date(2024, 10, 21), None)
    """
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}|$)", written, re.ASCII):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
