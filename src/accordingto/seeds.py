"""Files and folders to articles: what is read of them, in order, and a row for each file that cannot be."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from accordingto.articles import Article, Reject, Seeds
from accordingto.decoding import clean
from accordingto.documents import Published, day_of, read_document, read_lines

MAX_FILE_BYTES = 50_000_000
"""Largest file that is opened; JSON Lines files may be of any size, they are read line by line."""

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")
"""The files that are read."""

_KINDS = f"Articles are read from {', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]} files."


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


def _given_day(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published.date() if isinstance(published, datetime) else published
    day = day_of(published.strip())
    if day is None:
        raise ValueError(f"published must be a date such as 2024-10-21, not {published!r}.")
    return day


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
        yield Reject(clean(path.name or str(path)), "read", "the folder is empty", f"Put articles into it. {_KINDS}")
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
            faults.append(_os_fault(clean(name or top.name or str(top)), error))
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
    name, suffix = clean(name), path.suffix.lower()
    try:
        if not os.path.lexists(path):
            detail = f"Looked for {clean(str(path))}. Check how it is spelt, and from which folder you call."
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
                yield from read_lines(file, name, default)
        else:
            data = _whole(path)
            if data is None or len(data) > MAX_FILE_BYTES:
                detail = f"At most {MAX_FILE_BYTES // 1_000_000} MB are read. Split it into one file an article."
                yield Reject(name, "read", "the file is too large", detail)
            else:
                yield from read_document(data, path.name[: -len(suffix)], suffix, name, default)
    except (OSError, ValueError) as error:
        yield _os_fault(name, error)


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
