"""Places in a text, and how the cells of a table write them: ``3:9;12:20``."""

from __future__ import annotations

from collections.abc import Iterable


def parse_spans(spans: str) -> list[tuple[int, int]]:
    """Read ``start:end;start:end``.

    Examples
    --------
    >>> parse_spans("3:9;12:20")
    [(3, 9), (12, 20)]
    >>> parse_spans("")
    []
    """
    return [tuple(int(n) for n in piece.split(":")) for piece in spans.split(";") if piece]


def format_spans(spans: Iterable[tuple[int, int]]) -> str:
    """Write spans as ``start:end;start:end``.

    Examples
    --------
    >>> format_spans([(3, 9), (12, 20)])
    '3:9;12:20'
    """
    return ";".join(f"{start}:{end}" for start, end in spans)


def quoted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the words at the spans, pieces joined by a space.

    Examples
    --------
    >>> quoted("“No,” she said, “never.”", [(0, 5), (16, 24)])
    '“No,” “never.”'
    """
    return " ".join(text[start:end] for start, end in spans)
