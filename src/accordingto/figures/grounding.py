"""Whether the words around a number tell what it is taken to count, so that a contradiction may rest on it."""

from __future__ import annotations

import re
from functools import cache

from accordingto.figures.events import once
from accordingto.figures.lexicon import rows

_BACK = 150
_ON = 200
_LEAD = 260
_WHOLE = 4


def is_grounded(text: str, start: int, end: int, measure: str, event: str) -> bool:
    """Tell whether the paragraph, up to the number's sentence, or the article's opening names what is counted.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Where the number is.
    measure, event : str
        What it is taken to count.

    Returns
    -------
    bool
        Also true where there is no list of words for the measure.

    Examples
    --------
    >>> text = "The toll stood at 31 on Saturday. The ship carried 120."
    >>> is_grounded(text, 18, 20, "people, killed", "killed"), is_grounded(text, 51, 54, "people, aboard", "aboard")
    (True, False)
    """
    words = _words(measure, event)
    if words is None:
        return True
    first = max(text.rfind("\n", 0, start) + 1, start - _BACK)
    closing = re.search(r"[.!?](?:\s|$)|\n", text[end : end + _ON])
    last = end + (closing.start() if closing else _ON)
    # What an article opens with it goes on about, unless the paragraph has turned to something else.
    if words.search(text[first:last].lower()) is not None:
        return True
    # A question turns to something else, too.
    if "?" in text[first:start] or _others(event).search(text[first:start].lower()):
        return False
    # A march or a strike is what the whole article is about; the dead are told of anew.
    return (event in once() or not event) and words.search(text[:_LEAD].lower()) is not None


@cache
def _others(event: str) -> re.Pattern[str]:
    """Words for what else may happen to those counted."""
    known = {
        w
        for r in rows("events")
        if r["event"] and r["event"] != event
        for c in ("nouns", "verbs")
        for w in r[c].split("|")
    }
    own = {w for r in rows("events") if r["event"] == event for c in ("nouns", "verbs") for w in r[c].split("|")}
    told = sorted((w for w in known - own if len(w) >= _WHOLE), key=lambda w: (-len(w), w))
    stems = "|".join(re.escape(w.removesuffix("e")) for w in told)
    return re.compile(rf"\b(?:{stems})(?:e|ed|s|es|d|ing)?\b")


def _inflected(words: str) -> str:
    """A phrase whose verb may have another ending: "clock in" is "clocked in"."""
    first, _, rest = words.partition(" ")
    return rf"{re.escape(first.removesuffix('e'))}\w*\s+(?:\w+\s+)?{re.escape(rest)}\w*"


@cache
def _words(measure: str, event: str) -> re.Pattern[str] | None:
    """Words for an event or a topic; longer ones also with other endings."""
    known = {
        w for r in rows("events") if event and r["event"] == event for c in ("nouns", "verbs") for w in r[c].split("|")
    }
    for r in rows("topics"):
        if r["measure"] == measure:
            known |= {w for c in ("words", "after") for w in r[c].split("|")}
    told = sorted(known - {""}, key=lambda w: (-len(w), w))
    if not told:
        return None
    forms = "|".join(
        _inflected(w)
        if " " in w
        else rf"{re.escape(w.removesuffix('e'))}\w*"
        if len(w) >= _WHOLE
        else rf"{re.escape(w)}(?:s|d|ed)?"
        for w in told
    )
    return re.compile(rf"\b(?:{forms})\b")


_AROUND = 240
_END = re.compile(r"[.!?][”\"]?\s|\n")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6


def said_with(text: str, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the longer words in the sentence of a number, and the names in it apart.

    Examples
    --------
    >>> words, names = said_with("It rained. Ines Falk counted 40 broken houses. She left.", 29, 31)
    >>> sorted(words), sorted(names)
    (['broken', 'counte', 'houses'], ['falk', 'ines'])
    """
    first = max((m.end() for m in _END.finditer(text, max(0, start - _AROUND), start)), default=max(0, start - _AROUND))
    closing = _END.search(text, end, end + _AROUND)
    found = _WORD.findall(text[first : closing.start() if closing else end + _AROUND])
    names = frozenset(word.lower() for word in found if word[0].isupper())
    return frozenset(word.lower()[:_STEM] for word in found if word[0].islower()), names
