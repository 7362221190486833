"""Of which part of those counted a question asks, as the answers after it go without saying."""

from __future__ import annotations

import re
from functools import cache

from accordingto.figures.events import noun_classes, parts_of_people
from accordingto.figures.lexicon import alternatives


def asked_part(text: str, start: int) -> str:
    """The part of which a question at the head of a number's paragraph asks: "How many were children?"

    Parameters
    ----------
    text : str
        The article.
    start : int
        Where the number is.

    Returns
    -------
    str
        Empty where no question opens the paragraph, or it asks of all.

    Examples
    --------
    >>> text = "How many were children? Nine, says the watch. The committee has 12."
    >>> asked_part(text, text.index("12")), asked_part("How many died? Nine.", 15)
    ('children', '')
    """
    first = text.rfind("\n", 0, start) + 1
    found = _question().match(text, first, start)
    return found.group(1).lower() if found else ""


@cache
def _question() -> re.Pattern[str]:
    words = {w for w, (kind, _) in noun_classes().items() if kind in parts_of_people()}
    plurals = {f"{w}s" for w in words} | {"children", "women", "men", "police", "policemen", "crew"}
    some = alternatives(plurals)
    return re.compile(
        rf"(?:And |But )?[Hh]ow many (?:of (?:them|those|these|the [a-z]+) )?(?:(?:were|was|are|is) )?({some})\b"
        r"[^.?!\n]*\?"
    )
