"""DataFrames to HTML tables that are the same every time, with every cell escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files

import pandas as pd
from IPython.display import HTML

from accordingto.analysis.naming import number

LIMIT = 200
"""Most rows of a list; the whole of it is in the table's file."""


class Html(str):
    """Text that is HTML already and needs no escaping; made only of escaped pieces."""

    __slots__ = ()


def style() -> HTML:
    """Return the style of tables and marks, for a notebook's first cell."""
    css = files("accordingto.display").joinpath("evidence.css").read_text(encoding="utf-8")
    return HTML(f"<style>\n{css}</style>")


def paragraph(text: str) -> HTML:
    """Show a generated sentence.

    Examples
    --------
    >>> paragraph("Fewer than <3>.").data
    '<p class="finding">Fewer than &lt;3&gt;.</p>'
    """
    return HTML(f'<p class="finding">{escape(text)}</p>')


def sentences(texts: Sequence[str], nothing: str) -> HTML:
    """Show several sentences as a list, or another where there are none."""
    if not texts:
        return HTML(f'<p class="nothing">{escape(nothing)}</p>')
    return HTML("<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>")


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    name: str,
    caption: str,
    nothing: str,
    filters: Sequence[str] = (),
    limit: int = LIMIT,
    whole: str = "",
) -> HTML:
    """Show a table, or a sentence where it has no rows.

    Parameters
    ----------
    frame : DataFrame
        The rows; cells of type :class:`Html` are put in as they are, all others escaped.
    columns : mapping of str to str
        The columns to show and their headings.
    name : str
        What the table is called in the page; its ``id`` is ``table-`` and this.
    caption, nothing : str
        Its title, and what to say when there are no rows.
    filters : sequence of str
        Columns that a reader may filter by.
    limit : int
        Most rows to show.
    whole : str
        The file that holds all the rows, for when there are more.
    """
    if frame.empty:
        return HTML(f'<p class="nothing">{escape(nothing)}</p>')
    numeric = {c for c in columns if pd.api.types.is_numeric_dtype(frame[c]) and not _is_flag(frame[c])}
    head = "".join(
        f'<th scope="col"{_class(c, numeric)}{" data-filter" if c in filters else ""}>{escape(title)}</th>'
        for c, title in columns.items()
    )
    lines = [
        f'<div class="evidence-table" role="region" tabindex="0" aria-label="{escape(caption)}">',
        f'<table id="table-{_slug(name)}"{" class=" + chr(34) + "filterable" + chr(34) if filters else ""}>',
        f"<caption>{escape(caption)}</caption>",
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
    ]
    shown = frame.head(limit)
    for row in zip(*(shown[c] for c in columns), strict=True):
        cells = "".join(f"<td{_class(c, numeric)}>{cell(v)}</td>" for c, v in zip(columns, row, strict=True))
        lines.append(f"<tr>{cells}</tr>")
    lines += ["</tbody>", "</table>"]
    left = len(frame) - len(shown)
    if left:
        where = f" The whole list is in {escape(whole)}." if whole else ""
        lines.append(f'<p class="more">… and {left:,} more.{where}</p>')
    return HTML("\n".join([*lines, "</div>"]))


def plain_table(frame: pd.DataFrame, limit: int = LIMIT) -> Html:
    """Write all the columns of a DataFrame as a simple table."""
    numeric = {c for c in frame.columns if pd.api.types.is_numeric_dtype(frame[c]) and not _is_flag(frame[c])}
    head = "".join(
        f'<th scope="col"{_class(c, numeric)}>{escape(str(c).replace("_", " "))}</th>' for c in frame.columns
    )
    rows = []
    for row in frame.head(limit).itertuples(index=False, name=None):
        cells = "".join(f"<td{_class(c, numeric)}>{cell(v)}</td>" for c, v in zip(frame.columns, row, strict=True))
        rows.append(f"<tr>{cells}</tr>")
    more = f'<p class="more">… and {len(frame) - limit:,} more rows.</p>' if len(frame) > limit else ""
    body = "\n".join(rows)
    return Html(
        f'<div class="evidence-table" role="region" tabindex="0" aria-label="The numbers of the chart">'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>{more}</div>"
    )


def cell(value: object) -> Html:
    """Write one value for a reader; an unknown one as nothing.

    Examples
    --------
    >>> cell("<b>"), cell(1500), cell(None), cell(True)
    ('&lt;b&gt;', '1,500', '', 'yes')
    """
    if isinstance(value, Html):
        return value
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return Html("")
    if isinstance(value, str):
        return Html(escape(value))
    if isinstance(value, pd.Timestamp):
        return Html(f"{value:%Y-%m-%d}")
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return Html("yes" if value else "no")
    return Html(escape(number(value)))


def htmls(values: Iterable[str]) -> pd.Series:
    """Put pieces of HTML into a column."""
    return pd.Series([v if isinstance(v, Html) else Html(v) for v in values], dtype=object)


def is_blank(column: pd.Series) -> bool:
    """Tell whether a column holds nothing at all."""
    return bool((column.isna() | (column.astype(object) == "")).all())


def _is_flag(column: pd.Series) -> bool:
    return pd.api.types.is_bool_dtype(column)


def _class(column: str, numeric: set[str]) -> str:
    kind = "number" if column in numeric else "evidence" if column.startswith("evidence") else ""
    kind = "reason" if column in ("why", "to_settle", "finding") else kind
    return f' class="{kind}"' if kind else ""


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
