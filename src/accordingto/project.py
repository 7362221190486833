"""A project's folder: from a relative path to where it is, from any folder inside the project."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

MANIFEST = "workbook.toml"


class UsageError(ValueError):
    """The call, the manifest or a parameter is wrong; the message says what is allowed."""


def did_you_mean(name: str, allowed: Iterable[str]) -> str:
    """Return a hint at the allowed name closest to a wrong one, or nothing.

    Examples
    --------
    >>> did_you_mean("minimum_confidense", ["minimum_confidence", "tables"])
    ' Did you mean minimum_confidence?'
    >>> did_you_mean("colour", ["minimum_confidence", "tables"])
    ''
    """
    close = difflib.get_close_matches(name, sorted(allowed), n=1)
    return f" Did you mean {close[0]}?" if close else ""


def project_root(start: str | Path | None = None) -> Path | None:
    """Find the folder that holds ``workbook.toml``: the start, or the nearest one above it.

    Parameters
    ----------
    start : path, optional
        Where to begin; the current folder when not given.

    Returns
    -------
    Path or None
        None when no folder above holds one.
    """
    here = Path.cwd() if start is None else Path(start).resolve()
    return next((folder for folder in (here, *here.parents) if (folder / MANIFEST).is_file()), None)


def project_path(name: str | Path) -> Path:
    """Find a project's file or folder from wherever a notebook runs.

    JupyterLab and nbval run a notebook in its own folder, reports run in the project's: the same
    ``data`` is meant. The current folder is asked first, then each one above it, up to the one
    that holds ``workbook.toml``.

    Parameters
    ----------
    name : path
        Relative to the project, such as ``data``; an absolute path is returned as it is.

    Returns
    -------
    Path
        The first that exists. When none does (a folder to be made), the path in the project's
        folder, or in the current one outside any project.

    Examples
    --------
    >>> project_path("/usr/share/dict").as_posix()
    '/usr/share/dict'
    >>> project_path("no such folder").name
    'no such folder'
    """
    here, root = Path.cwd(), project_root()
    folders = [here] if root is None else [here, *here.parents]
    for folder in folders:
        if (folder / name).exists():
            return folder / name
        if folder == root:
            break
    return (root or here) / name


def cores() -> int:
    """Count the processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
