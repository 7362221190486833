"""The parts of the README that are written by a command: the data dictionary and the measured figures."""

from __future__ import annotations

from pathlib import Path

from accordingto.analysis import headlines, read_scores
from accordingto.schemas import SCHEMAS
from accordingto.writing import write_text


def refresh_readme(path: Path, quality: Path) -> bool:
    """Write the generated parts of a README anew.

    A part stands between ``<!-- name -->`` and ``<!-- end name -->``; the names are ``dictionary``
    and ``quality``.

    Parameters
    ----------
    path : path
        The README.
    quality : path
        The file of measured figures that ``accordingto evaluate --record`` keeps.

    Returns
    -------
    bool
        Whether the file changed.

    Raises
    ------
    ValueError
        If a part's two marks are not there.
    """
    old = path.read_text(encoding="utf-8")
    new = _put(old, "dictionary", data_dictionary().rstrip())
    new = _put(new, "quality", quality_table(quality))
    if new != old:
        write_text(path, new)
    return new != old


def data_dictionary() -> str:
    """Return every table's columns as Markdown, for the README."""
    parts = []
    for schema in SCHEMAS.values():
        parts += [f"**{schema.name}** — one row is {schema.row}", "", "| column | type | meaning |", "|---|---|---|"]
        for c in schema.columns:
            values = f" One of {', '.join(f'`{v}`' for v in c.allowed)}." if c.allowed else ""
            kind = c.dtype + (f", {c.unit}" if c.unit else "")
            parts.append(f"| `{c.name}` | {kind} | {c.meaning}{values} |")
        parts.append("")
    return "\n".join(parts)


def quality_table(quality: Path) -> str:
    """Write the measured figures that matter most to a reader, those of ``headlines.csv``, as a Markdown table.

    Parameters
    ----------
    quality : path
        As for :func:`refresh_readme`.

    Returns
    -------
    str
    """
    lines = ["| | right, in percent | 95 % interval | n | gold |", "|---|--:|---|--:|---|"]
    question = ""
    for row in headlines(read_scores(quality.parent)).itertuples():
        if row.question != question:
            question = row.question
            lines.append(f"| **{question}** | | | | |")
        lines.append(f"| {row.meaning} | {row.f1:.1f} | {row.low:.1f} to {row.high:.1f} | {row.n} | {row.corpus} |")
    return "\n".join(lines)


def _put(text: str, name: str, part: str) -> str:
    begin, end = f"<!-- {name} -->", f"<!-- end {name} -->"
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise ValueError(f"README.md: the part {name!r} must stand between {begin} and {end}, once.")
    return text[: text.index(begin) + len(begin)] + "\n" + part + "\n" + text[text.index(end) :]
