"""The explorer: read articles with what was found marked in place, ask, compare, and correct."""

from __future__ import annotations

import os
from pathlib import Path

from IPython.display import display
from ipywidgets import HTML

from accordingto import corrections
from accordingto.analysis.selection import select
from accordingto.explorer.app import Explorer
from accordingto.explorer.article import marked_article, page
from accordingto.explorer.questions import Question
from accordingto.project import project_path
from accordingto.tables import Tables

__all__ = ["Explorer", "Question", "build", "marked_article", "page", "start"]


def start(tables: Tables, interactive: str = "auto", folder: str | Path = "") -> None:
    """Show the explorer: with widgets where somebody can use them, else as a page.

    Parameters
    ----------
    tables : Tables
    interactive : {"auto", "yes", "no"}
        ``auto``: widgets in a notebook that is open in Jupyter, the page in a rendered report.
    folder : path
        The tables' folder: its ``corrections.csv`` is replayed and added to. Empty: corrections
        last as long as the kernel.
    """
    if interactive not in ("auto", "yes", "no"):
        raise ValueError(f"interactive is {interactive!r}; it must be auto, yes or no.")
    # Jupyter's server sets this for the kernels of open notebooks; papermill and nbval do not.
    live = "JPY_SESSION_NAME" in os.environ if interactive == "auto" else interactive == "yes"
    if live:
        display(build(tables, folder))
        return
    if folder:
        decisions = corrections.read(project_path(folder) / corrections.FILE)
        tables = select(corrections.replay(tables, decisions)[0]) if decisions else tables
    display(page(tables))


def build(tables: Tables, folder: str | Path = ""):
    """Make the interactive explorer's widget.

    Parameters
    ----------
    tables : Tables
    folder : path
        As for :func:`start`.

    Returns
    -------
    Widget
    """
    if tables.articles.empty:
        return HTML("<p>No articles were read.</p>")
    return Explorer(tables, project_path(folder) if folder else None).widget
