"""A long list as pages of a table that can be sorted and chosen from: only one page is ever shown."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from accordingto.display.html import Html, cell

if TYPE_CHECKING:
    import pandas as pd

PAGE = 25


def grid(
    frame: pd.DataFrame, columns: Mapping[str, str], *, caption: str, sort: str = "", down: bool = False, page: int = 0
) -> Html:
    """Write one page of a list.

    Parameters
    ----------
    frame : DataFrame
        The rows, sorted, each called by its column ``id``.
    columns : mapping of str to str
        Columns and headings. Each heading is a button whose wish is ``sort:`` and the column.
    caption : str
    sort : str
        The column it is sorted by.
    down : bool
        Whether from the greatest to the least.
    page : int
        From 0.

    Returns
    -------
    Html
        With buttons that wish ``page:`` and a number.
    """
    pages = max(1, -(-len(frame) // PAGE))
    page = min(max(page, 0), pages - 1)
    order = {c: ("descending" if down else "ascending") if c == sort else "none" for c in columns}
    head = "".join(
        f'<th scope="col" aria-sort="{order[c]}"><button data-do="sort:{c}">{escape(title)}'
        f"{'' if c != sort else ' ▾' if down else ' ▴'}</button></th>"
        for c, title in columns.items()
    )
    shown = frame.iloc[page * PAGE : (page + 1) * PAGE]
    lines = []
    for values in shown[["id", "status", *columns]].itertuples(index=False, name=None):
        row_id, status, *cells = values
        gone = ' class="rejected"' if status == "rejected" else ""
        own = "".join(f"<td>{cell(_short(v))}</td>" for v in cells)
        lines.append(f'<tr data-rows="{escape(row_id)}" tabindex="-1" aria-selected="false"{gone}>{own}</tr>')
    if not lines:
        return Html(f'<p class="nothing">{escape(caption)}: nothing was found. Ask for less.</p>')

    def turn(to: int, word: str) -> str:
        off = "" if 0 <= to < pages else " disabled"
        return f'<button data-do="page:{to}"{off}>{word}</button>'

    return Html(
        f'<div class="pager">{turn(page - 1, "Previous")}<span>Page {page + 1:,} of {pages:,}, '
        f"{len(frame):,} rows</span>{turn(page + 1, 'Next')}</div>"
        f'<div class="evidence-table scrolls" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table role="grid" aria-label="{escape(caption)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _short(value: object) -> object:
    return value[:299] + "…" if isinstance(value, str) and len(value) > 300 else value
