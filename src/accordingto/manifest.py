"""The manifest ``workbook.toml`` in, a checked list of reports and folders out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from accordingto.project import UsageError, did_you_mean

_FOLDERS = {"seeds": "seeds", "tables": "data", "reports": "reports", "figures": "figures"}
_REPORT_KEYS = ("name", "title", "notebook", "parameters")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Report:
    """One report of a manifest.

    Parameters
    ----------
    name : str
        The report's files are called after it; letters, digits, ``-`` and ``_``.
    title : str
        Its heading.
    notebook : Path
        What is executed.
    parameters : mapping of str to object
        Values that differ from the notebook's defaults.
    """

    name: str
    title: str
    notebook: Path
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """A project's folders and its reports, in the order they are listed.

    Parameters
    ----------
    path : Path
        The manifest's file.
    root : Path
        The folder that holds it; relative paths start there.
    seeds, tables, reports, figures : Path
        Where the articles are, and where tables, reports and charts are written.
    published : mapping of str to date
        Article id to the day of publication, for articles that do not give it themselves.
    entries : tuple of Report
        The reports.
    """

    path: Path
    root: Path
    seeds: Path
    tables: Path
    reports: Path
    figures: Path
    published: Mapping[str, date]
    entries: tuple[Report, ...]

    def select(self, only: Iterable[str] = ()) -> tuple[Report, ...]:
        """Return the reports called so, in the manifest's order; all of them for no name.

        Raises
        ------
        UsageError
            If no report is called so; the message lists those there are.
        """
        wanted = [only] if isinstance(only, str) else list(only)
        names = [entry.name for entry in self.entries]
        for name in wanted:
            if name not in names:
                raise UsageError(
                    f"{self.path.name} has no report {name!r}.{did_you_mean(name, names)} "
                    f"The reports are {', '.join(names)}."
                )
        return tuple(entry for entry in self.entries if not wanted or entry.name in wanted)


def read_manifest(path: str | Path = "workbook.toml") -> Manifest:
    """Read and check a manifest.

    Parameters
    ----------
    path : path
        A TOML file with a table ``[project]`` (seeds, tables, reports, figures), a table
        ``[published]`` (article id and day), and one ``[[report]]`` (name, title, notebook,
        parameters) for each report.

    Returns
    -------
    Manifest

    Raises
    ------
    UsageError
        If the file is missing, is not TOML, or has a key or a value that is not allowed; the
        message names the file and the key and says what is allowed.
    """
    path = Path(path)
    if not path.is_file():
        raise UsageError(f"{path}: there is no such manifest. Give one with --manifest FILE.")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a TOML file ({error}).") from None
    where = path.name
    _check_keys(content, ("project", "published", "report"), where, "table")
    root = path.resolve().parent
    project = content.get("project", {})
    if not isinstance(project, dict):
        raise UsageError(f"{where}: project must be a table, written [project].")
    _check_keys(project, tuple(_FOLDERS), f"{where}, [project]")
    folders = {key: root / _text(project, key, f"{where}, [project]", default) for key, default in _FOLDERS.items()}
    reports = content.get("report", [])
    if not isinstance(reports, list) or not reports:
        raise UsageError(f"{where}: there is no report; each one is a table [[report]] with {', '.join(_REPORT_KEYS)}.")
    entries: list[Report] = []
    for number, report in enumerate(reports, 1):
        entry = _report(report, f"{where}, report {number}", root)
        if entry.name in {e.name for e in entries}:
            raise UsageError(f"{where}, report {number}: the name {entry.name!r} is taken; every report needs its own.")
        entries.append(entry)
    published = _published(content.get("published", {}), f"{where}, [published]")
    return Manifest(path=path, root=root, published=published, entries=tuple(entries), **folders)


def _report(report: object, where: str, root: Path) -> Report:
    if not isinstance(report, dict):
        raise UsageError(f"{where}: must be a table, written [[report]].")
    _check_keys(report, _REPORT_KEYS, where)
    name = _text(report, "name", where)
    where = f"{where} ({name})"
    if not _NAME.fullmatch(name) or name.lower() == "index":
        raise UsageError(f"{where}: name may hold letters, digits, - and _, and is not index; it names the files.")
    notebook = root / _text(report, "notebook", where)
    if notebook.suffix != ".ipynb" or not notebook.is_file():
        found = sorted(p.relative_to(root).as_posix() for p in notebook.parent.glob("*.ipynb"))
        listed = f"The notebooks there are {', '.join(found)}." if found else "Its folder has no notebooks."
        raise UsageError(f"{where}: notebook {report['notebook']!r} is not a notebook's file. {listed}")
    parameters = report.get("parameters", {})
    if not isinstance(parameters, dict):
        raise UsageError(f"{where}: parameters must be a table, for instance parameters = {{ minimum = 0.5 }}.")
    return Report(name, _text(report, "title", where, name), notebook, parameters)


def _check_keys(table: Mapping[str, object], allowed: tuple[str, ...], where: str, kind: str = "key") -> None:
    for key in table:
        if key not in allowed:
            raise UsageError(
                f"{where}: there is no {kind} {key!r}.{did_you_mean(key, allowed)} Allowed are {', '.join(allowed)}."
            )


def _text(table: Mapping[str, object], key: str, where: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if value is None:
        raise UsageError(f"{where}: {key} is missing.")
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where}: {key} must be text in quotation marks, not {value!r}.")
    return value


def _published(days: object, where: str) -> dict[str, date]:
    if not isinstance(days, dict):
        raise UsageError(f'{where}: must be a table of article and day, for instance flood = "2024-10-21".')
    found = {}
    for article_id, day in days.items():
        try:
            found[article_id] = date.fromisoformat(str(day))
        except ValueError:
            raise UsageError(f'{where}: {article_id} must be a day, for instance "2024-10-21", not {day!r}.') from None
    return found
