"""Quotation marks in running text to quotations: curly, straight, reopened, stray and missing marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.paragraphs import paragraph_break

_DOUBLE = re.compile(r"[“”„\"«»]|``|''")
_SINGLE = re.compile(r"[‘’']")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage inside quotation marks, in one paragraph.

    Parameters
    ----------
    start, end : int
        Characters, with the marks.
    inner_start, inner_end : int
        Characters, without the marks.
    paragraph : int
        Number of the paragraph, from 0.
    closed : bool
        Whether the closing mark is there; a quotation that runs on into the next paragraph has none.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """Find the passages inside quotation marks.

    Marks pair within a paragraph. A closing mark that nothing opened is passed over; an opening
    mark that nothing closes reaches to the end of its paragraph. Single marks count only in a text
    without double ones; inside double marks they are nested and belong to the passage around them.

    Parameters
    ----------
    text : str
        The article.

    Returns
    -------
    list of Quotation
        In text order, never overlapping.

    Examples
    --------
    >>> text = "“No,” she said. “Never"
    >>> [text[q.start : q.end] for q in find_quotations(text)]
    ['“No,”', '“Never']
    >>> find_quotations("When asked about it,” he left.")
    []
    """
    found: list[Quotation] = []
    double = _DOUBLE.search(text) is not None
    for number, (start, end) in enumerate(paragraphs(text)):
        found += _in_paragraph(text, start, end, number, double)
    return found


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs, without the line ends between them.

    Examples
    --------
    >>> paragraphs("One.\\nTwo.")
    [(0, 4), (5, 9)]
    """
    spans, at = [], 0
    for found in paragraph_break(text).finditer(text):
        if text[at : found.start()].strip():
            spans.append((at, found.start()))
        at = found.end()
    if text[at:].strip():
        spans.append((at, len(text)))
    return spans


def _in_paragraph(text: str, start: int, end: int, number: int, double: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in (_DOUBLE if double else _SINGLE).finditer(text, start, end):
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if not double and not _is_single_quote(mark.group(), before, after, opened is not None):
            continue
        if not double and opened is not None and before == "s" and _is_plural(text, mark.end(), end, after):
            continue
        if opened is None:
            if _can_open(mark.group(), before, after):
                opened = mark
        elif _can_close(mark.group(), before, after):
            found.append(Quotation(opened.start(), mark.end(), opened.end(), mark.start(), number, True))
            opened = None
    if opened is not None:
        last = end
        while last > opened.end() and text[last - 1].isspace():
            last -= 1
        if last > opened.end():
            found.append(Quotation(opened.start(), last, opened.end(), last, number, False))
    return [q for q in found if q.inner_end > q.inner_start]


def _can_open(mark: str, before: str, after: str) -> bool:
    if mark in ("“", "„", "«", "``", "‘", "'"):
        return True
    # Straight marks: 5" and a mark at a word's end do not open.
    return mark in ('"', "''") and not after.isspace() and not before.isalnum()


def _can_close(mark: str, before: str, after: str) -> bool:
    if mark in ("”", "»", "’", "'"):
        return True
    # Inside a quotation a straight mark that hugs only the word after it is a slip, not an end.
    return mark in ('"', "''") and not (before.isspace() and after.isalnum())


def _is_single_quote(mark: str, before: str, after: str, inside: bool) -> bool:
    if mark != "’" and not inside:
        return not before.isalnum() and after.isalnum()
    # An apostrophe has a letter after it, or ends a plural (see `_is_plural`).
    return mark != "‘" and inside and not after.isalnum() and not before.isspace()


def _is_plural(text: str, at: int, end: int, after: str) -> bool:
    """Whether a mark behind an *s* is a plural's (*the workers’ rights*): a word follows, and a mark that closes."""
    if not after.isspace():
        return False
    for mark in _SINGLE.finditer(text, at, end):
        before, following = text[mark.start() - 1], text[mark.end() : mark.end() + 1] or " "
        if _is_single_quote(mark.group(), before, following, inside=True):
            return True
        if not before.isalnum() and following.isalnum():
            return False
    return False
