"""Notebooks read, executed and written so that the same notebook gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.project import UsageError
from accordingto.writing import write_text

if TYPE_CHECKING:
    from nbformat import NotebookNode

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CELL_TIMEOUT = 600
_VOLATILE_CELL = ("execution", "papermill", "ExecuteTime")
_VOLATILE_NOTEBOOK = ("papermill", "widgets")
_ADDED = frozenset({"injected-parameters", "papermill-error-cell-tag"})
_WIDGET = "application/vnd.jupyter.widget-view+json"


def read_notebook(path: str | Path) -> NotebookNode:
    """Read a notebook of format 4, with an id on every cell.

    Raises
    ------
    UsageError
        If the file is not a notebook.
    """
    import nbformat

    path = Path(path)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["nbformat"] != 4:
            raise UsageError(f"{path}: a notebook of format {content['nbformat']}; open and save it in JupyterLab.")
        content["nbformat_minor"] = 5
        _give_ids(content["cells"])
        notebook = nbformat.reads(json.dumps(content), as_version=4)
    except UsageError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UsageError(f"{path}: cannot be read as a notebook ({reason}).") from None
    return notebook


def write_notebook(notebook: NotebookNode, path: str | Path) -> bool:
    """Write a notebook whole or not at all; return whether the file changed."""
    import nbformat

    path = Path(path)
    text = nbformat.writes(notebook).rstrip("\n") + "\n"
    if path.exists() and path.read_bytes() == text.encode("utf-8"):
        return False
    write_text(path, text)
    return True


def stable(notebook: NotebookNode) -> NotebookNode:
    """Strip what differs between two runs of the same notebook, in place.

    Timings, papermill's notes, the widgets' state and ids, and the interpreter's version go; the
    kernel is always ``python3``; cell ids are kept and doubled ones made anew from the content.
    """
    for key in _VOLATILE_NOTEBOOK:
        notebook.metadata.pop(key, None)
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3", "file_extension": ".py"}
    for cell in notebook.cells:
        if _ADDED.intersection(cell.metadata.get("tags", [])):
            # papermill's own cells get another id at every run.
            cell["id"] = ""
    _give_ids(notebook.cells)
    for cell in notebook.cells:
        for key in _VOLATILE_CELL:
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(_WIDGET, None)
    return notebook


def kernel_config() -> object:
    """Return the configuration that spares a kernel's warning of unencrypted local sockets."""
    import zmq
    from traitlets.config import Config

    return Config({"KernelManager": {"transport_encryption": "auto"}}) if zmq.has("curve") else Config()


def _give_ids(cells: list) -> None:
    taken: set[str] = set()
    for number, cell in enumerate(cells):
        identity = cell.get("id")
        if not identity or identity in taken:
            source = cell.get("source", "")
            text = source if isinstance(source, str) else "".join(source)
            identity = hashlib.sha256(f"{number} {text}".encode()).hexdigest()[:8]
            cell["id"] = identity
        taken.add(identity)
