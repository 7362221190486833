"""Words of an article to the sentences around them, for showing evidence in its context."""

from __future__ import annotations

import re
from collections.abc import Iterable

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|[\n\r\u2028\u2029]")
_BREAKS = frozenset("\n\r\u2028\u2029")
_LONGEST = 900


def passage(text: str, spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return where the sentences begin and end that hold the spans.

    A full stop after a short word with a capital (Mr., Gen., U.S.) ends nothing: a passage that is
    a sentence too long does less harm than one cut in a name. Tables hold no sentence ends, and
    this is for reading only.

    Parameters
    ----------
    text : str
        The article.
    spans : iterable of (start, end)
        Offsets of characters; at least one.

    Returns
    -------
    tuple of int
        Start and exclusive end, without white space at either.

    Examples
    --------
    >>> text = "It rained. Gen. Hill said 12 were wet. It stopped."
    >>> start, end = passage(text, [(26, 28)])
    >>> text[start:end]
    'Gen. Hill said 12 were wet.'
    """
    spans = list(spans)
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    window = max(0, first - _LONGEST)
    start = max((m.end() for m in _ends(text, window, first + 1) if m.end() <= first), default=None)
    if start is None:
        start = 0 if window == 0 else text.find(" ", window) + 1
    # The words may end with the full stop, and with a quotation mark after it.
    ends = _ends(text, max(first, last - 4), min(len(text), last + _LONGEST))
    end = next((m.end() for m in ends if m.end() >= last), None)
    if end is None:
        end = len(text) if last + _LONGEST >= len(text) else text.rfind(" ", last, last + _LONGEST)
        end = max(end, last)
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, start: int, end: int) -> Iterable[re.Match[str]]:
    for match in _END.finditer(text, start, min(len(text), end + 40)):
        if match.start() >= end:
            return
        if text[match.start()] == "." and not set(match.group()) & _BREAKS:
            word = text[max(0, match.start() - 5) : match.start()].split(" ")[-1].lstrip("“\"'‘(")
            if word[:1].isupper() and len(word) <= 4:
                continue
        yield match
