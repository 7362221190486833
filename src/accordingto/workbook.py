"""A manifest in; executed notebooks and self-contained HTML reports out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from accordingto.execution import Job, Outcome, give_up, rerun, run
from accordingto.manifest import Manifest, Report, read_manifest
from accordingto.parameters import check_parameters, notebook_parameters, parse_assignments
from accordingto.project import UsageError, cores, project_path
from accordingto.writing import write_text

__all__ = [
    "Manifest",
    "Outcome",
    "Report",
    "UsageError",
    "check",
    "check_parameters",
    "notebook_parameters",
    "parse_assignments",
    "project_path",
    "read_manifest",
    "refresh",
    "render",
]


def check(manifest: Manifest, only: Iterable[str] = (), parameters: Mapping[str, object] | None = None) -> None:
    """Check everything that :func:`render` would, and run nothing.

    Parameters
    ----------
    manifest : Manifest
        From :func:`read_manifest`.
    only, parameters
        As for :func:`render`.

    Raises
    ------
    UsageError
        If a report or a parameter is not known, or a value has the wrong type.
    """
    _jobs(manifest, only, parameters or {})


def render(
    manifest: Manifest,
    only: Iterable[str] = (),
    parameters: Mapping[str, object] | None = None,
    *,
    workers: int | None = None,
    progress: bool = True,
) -> list[Outcome]:
    """Execute the reports' notebooks and write each as a notebook and as one HTML file.

    Parameters
    ----------
    manifest : Manifest
        From :func:`read_manifest`.
    only : iterable of str
        The reports to make; all of them for none.
    parameters : mapping of str to object
        Values for the notebooks' parameters; they win over the manifest's. Text is converted.
    workers : int, optional
        Processes at a time; as many as there are cores when not given, and never more.
    progress : bool
        Show a progress bar when standard error is a terminal.

    Returns
    -------
    list of Outcome
        In the manifest's order. A failed report keeps its executed notebook, with the error marked,
        and a page that says so; the others are complete.

    Raises
    ------
    UsageError
        If a report or a parameter is not known, or a value has the wrong type: before anything runs.
    """
    from tqdm import tqdm

    if workers is not None and workers < 1:
        raise UsageError(f"--workers must be at least 1, not {workers}.")
    jobs = _jobs(manifest, only, parameters or {})
    workers = min(workers or cores(), cores(), len(jobs))
    manifest.reports.mkdir(parents=True, exist_ok=True)
    hidden = not (progress and sys.stderr.isatty())
    with tqdm(total=len(jobs), desc="reports", unit="report", disable=hidden) as bar:
        outcomes = _in_turn(jobs, bar) if workers == 1 else _in_processes(jobs, workers, bar)
    _write_index(manifest, outcomes)
    return outcomes


def refresh(manifest: Manifest, *, progress: bool = True) -> list[Outcome]:
    """Execute the notebooks in ``notebooks/`` in place, with their own parameters.

    What differs from run to run is stripped, and a file is only written when it changed, so a second
    run leaves no trace. A notebook that fails is left as it was.

    Parameters
    ----------
    manifest : Manifest
        The project; its notebooks are those in ``notebooks/``.
    progress : bool
        Show a progress bar when standard error is a terminal.

    Returns
    -------
    list of Outcome
        One for each notebook, by file name.
    """
    from tqdm import tqdm

    paths = sorted((manifest.root / "notebooks").glob("*.ipynb"))
    hidden = not (progress and sys.stderr.isatty())
    return [rerun(path) for path in tqdm(paths, desc="notebooks", unit="notebook", disable=hidden)]


def _jobs(manifest: Manifest, only: Iterable[str], given: Mapping[str, object]) -> list[Job]:
    """The selected reports with their parameters checked, the manifest's own first."""
    entries = manifest.select(only)
    own = {}
    for entry in manifest.entries:
        where = f"{manifest.path.name}, report {entry.name}"
        own[entry.name] = check_parameters(entry.parameters, [entry.notebook], where)[entry.notebook]
    wanted = check_parameters(given, [entry.notebook for entry in entries])
    jobs = []
    for entry in entries:
        values = {**_folders(manifest, entry), **own[entry.name], **wanted[entry.notebook]}
        tables = manifest.root / str(values.get("tables", manifest.tables))
        jobs.append(Job(entry, values, manifest.root, manifest.reports, tables))
    return jobs


def _folders(manifest: Manifest, entry: Report) -> dict[str, str]:
    """The manifest's folders for the notebook's parameters of that name, where they are not its defaults."""
    declared = notebook_parameters(entry.notebook)
    folders = {}
    for name in ("tables", "figures"):
        folder = getattr(manifest, name)
        text = folder.relative_to(manifest.root).as_posix() if folder.is_relative_to(manifest.root) else str(folder)
        if name in declared and declared[name].type == "str" and declared[name].default != text:
            folders[name] = text
    return folders


def _in_turn(jobs: list[Job], bar) -> list[Outcome]:
    outcomes = []
    for job in jobs:
        outcomes.append(run(job))
        bar.update()
    return outcomes


def _in_processes(jobs: list[Job], workers: int, bar) -> list[Outcome]:
    outcomes = _in_pool(jobs, workers, bar)
    for job in jobs:
        if job.report.name not in outcomes:
            # A process that dies (killed, out of memory) takes all others of its pool along: each of
            # them gets a second try on its own.
            outcomes |= _in_pool([job], 1, bar) or {job.report.name: give_up(job, "its process died", 0.0)}
    return [outcomes[job.report.name] for job in jobs]


def _in_pool(jobs: list[Job], workers: int, bar) -> dict[str, Outcome]:
    """Outcomes by name, without those whose process died."""
    outcomes = {}
    # The kernel's folder is its process's, so reports made at the same time need processes; forked
    # ones would inherit the threads of a running notebook.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(run, job) for job in jobs]):
            with suppress(BrokenExecutor):
                outcome = future.result()
                outcomes[outcome.name] = outcome
                bar.update()
    return outcomes


def _write_index(manifest: Manifest, outcomes: list[Outcome]) -> None:
    """Link every report of the manifest that is there, made now or before."""
    from accordingto.rendering import render_index

    entries = []
    for entry in manifest.entries:
        page = manifest.reports / f"{entry.name}.html"
        status, description = _read_page(page)
        remark = {"complete": "Complete.", "failed": "Failed; the page says why.", "missing": "Not made yet."}[status]
        href = "" if status == "missing" else page.name
        entries.append(
            {
                "name": entry.name,
                "title": entry.title,
                "href": href,
                "description": description,
                "status": status,
                "remark": remark,
            }
        )
    write_text(manifest.reports / "index.html", render_index("Reports", entries))


def _read_page(page: Path) -> tuple[str, str]:
    """Status and description that a report's page carries."""
    from bs4 import BeautifulSoup

    if not page.is_file():
        return "missing", ""
    with page.open(encoding="utf-8") as lines:
        soup = BeautifulSoup(lines.read(4096), "html.parser")
    found = {meta.get("name"): meta.get("content", "") for meta in soup.find_all("meta")}
    return found.get("report-status", "missing"), found.get("description", "")
