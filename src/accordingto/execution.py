"""One report's notebook executed, and written as a notebook and as a page, whatever goes wrong."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.manifest import Report
from accordingto.notebooks import CELL_TIMEOUT, KERNEL, kernel_config, read_notebook, stable, write_notebook
from accordingto.parameters import format_value, notebook_parameters
from accordingto.writing import write_text

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True)
class Outcome:
    """What became of one report or notebook.

    Parameters
    ----------
    name : str
        The report's name, or the notebook's file name.
    ok : bool
        Whether it ran to its end.
    seconds : float
        How long it took.
    html : Path or None
        The page written; for a failed report a page that says so.
    error : str
        Why it failed, in one line; empty when it did not.
    changed : bool
        Whether the written notebook differs from the one there was.
    remarks : tuple of str
        What an author should mend, such as an image without alternative text.
    """

    name: str
    ok: bool
    seconds: float
    html: Path | None = None
    error: str = ""
    changed: bool = False
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        state = ("changed" if self.changed else "unchanged") if self.ok else f"failed: {self.error}"
        return "\n  ".join([f"{self.name}: {state} ({self.seconds:.1f} s)", *self.remarks])


@dataclass(frozen=True)
class Job:
    """What one process needs to make one report."""

    report: Report
    parameters: Mapping[str, object]
    root: Path
    reports: Path
    tables: Path


def run(job: Job) -> Outcome:
    """Execute one notebook and write its report; whatever goes wrong becomes part of the outcome."""
    begin = time.monotonic()
    try:
        notebook, error = _execute(job)
        notebook = stable(notebook)
        notebook.metadata["papermill"] = {"parameters": dict(job.parameters)}
        changed = write_notebook(notebook, job.reports / f"{job.report.name}.ipynb")
        html, remarks = _render(job, notebook, error)
        path = job.reports / f"{job.report.name}.html"
        write_text(path, html)
    except Exception as failure:
        return give_up(job, _one_line(failure), time.monotonic() - begin)
    return Outcome(job.report.name, not error, time.monotonic() - begin, path, error, changed, tuple(remarks))


def _execute(job: Job) -> tuple[NotebookNode, str]:
    """The executed notebook, as far as it came, and why it stopped."""
    from papermill import PapermillExecutionError, execute_notebook
    from papermill.log import logger

    # What goes wrong is told by the outcome, not twice.
    logger.setLevel("CRITICAL")
    with tempfile.TemporaryDirectory(prefix="accordingto-") as folder:
        # papermill formats its paths with the parameters, so they must not be of the user's making.
        source, result = Path(folder) / "source.ipynb", Path(folder) / "result.ipynb"
        write_notebook(read_notebook(job.report.notebook), source)
        error = ""
        try:
            execute_notebook(
                source,
                result,
                parameters=dict(job.parameters),
                kernel_name=KERNEL["name"],
                language=KERNEL["language"],
                progress_bar=False,
                execution_timeout=CELL_TIMEOUT,
                cwd=job.root,
                config=kernel_config(),
                coalesce_streams=True,
                shutdown_kernel="immediate",
            )
        except PapermillExecutionError as failure:
            error = f"{failure.ename}: {failure.evalue}" if failure.evalue else failure.ename
        except Exception as failure:
            error = _one_line(failure)
            _mark(result, failure)
        return read_notebook(result if result.exists() else source), error


def _mark(path: Path, failure: Exception) -> None:
    """Put what stopped the run (a dead kernel, a cell that took too long) under the cell that was running."""
    from nbformat.v4 import new_output

    if not path.exists():
        return
    notebook = read_notebook(path)
    begun = [c for c in notebook.cells if c.cell_type == "code" and c.metadata.get("papermill", {}).get("start_time")]
    if begun:
        name, _, value = _one_line(failure).partition(": ")
        begun[-1].outputs.append(new_output("error", ename=name, evalue=value, traceback=[]))
        write_notebook(notebook, path)


def _render(job: Job, notebook: NotebookNode, error: str) -> tuple[str, list[str]]:
    from accordingto.provenance import provenance
    from accordingto.rendering import Page, render_page

    declared = notebook_parameters(job.report.notebook)
    rows = [
        {"name": p.name, "value": format_value(job.parameters.get(p.name, p.default)), "help": p.help}
        for p in declared.values()
    ]
    place = job.report.notebook
    shown = place.relative_to(job.root).as_posix() if place.is_relative_to(job.root) else place.name
    return render_page(notebook, Page(job.report.title, shown, rows, provenance(job.tables), error))


def give_up(job: Job, error: str, seconds: float) -> Outcome:
    """Write a page that says that there is no report."""
    from nbformat.v4 import new_notebook

    html, _ = _render(job, new_notebook(), error)
    path = job.reports / f"{job.report.name}.html"
    write_text(path, html)
    return Outcome(job.report.name, False, seconds, path, error)


def rerun(path: Path) -> Outcome:
    """Execute a notebook in place, in its own folder, as JupyterLab and nbval do."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    begin, error, changed = time.monotonic(), "", False
    try:
        notebook = read_notebook(path)
        NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT,
            kernel_name=KERNEL["name"],
            resources={"metadata": {"path": str(path.parent)}},
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            config=kernel_config(),
        ).execute()
        changed = write_notebook(stable(notebook), path)
    except CellExecutionError as failure:
        error = f"{failure.ename}: {failure.evalue}"
    except Exception as failure:
        error = _one_line(failure)
    return Outcome(path.name, not error, time.monotonic() - begin, None, error, changed)


def _one_line(error: Exception) -> str:
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
