"""Articles as they were read, what was not read, and what an article's id may be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import overload

_MAX_ID, _MAX_ID_BYTES = 120, 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff<>:;"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")  # Windows keeps these names for devices.


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
        if fault := id_fault(self.article_id):
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


def id_fault(article_id: str) -> str:
    """What keeps an id from being a file's name; empty where nothing does.

    Examples
    --------
    >>> id_fault("flood"), id_fault("con.1")
    ('', 'is a name that Windows keeps for a device')
    """
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


def safe_id(stem: str) -> str:
    """Make a file's stem fit; the hash keeps apart what would become the same.

    Examples
    --------
    >>> safe_id("flood: day 2").startswith("flood_ day 2-")
    True
    """
    mark = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    kept = _UNSAFE.sub("_", stem).encode("utf-8")[:100].decode("utf-8", "ignore").strip(". \t\xa0") or "article"
    return f"_{kept}-{mark}" if _RESERVED.match(kept) else f"{kept}-{mark}"
