"""Whether a number is of a part, as its passage tells: an area, a house's own, a part of those told before."""

from __future__ import annotations

import re
from functools import cache

from accordingto.figures.lexicon import alternatives, numbers, rows, word_set

_BACK = 200
_ON = 90
END = re.compile(r"[.!?][”\"’]?(?:\s|$)|\n")
"""Where a sentence ends, with the quotation mark that closes it."""
_TOTAL = re.compile(r"\b(?:total|overall|in all|altogether)\b[^,;]{0,30}$")
_ANSWER = re.compile(
    r"\b(?:has|have|had|says?|said|saw|sees?|finds?|found|counts?|counted|lists?|"
    r"(?:speaks?|spoke|knows?) of|puts? it at) (?:only |about |some |just )?$"
)
_CLAUSE = re.compile(r"[.!?](?:\s|$)|[;,\n]")


def area(text: str, start: int, end: int) -> str:
    """The kind of area that a number is for: "local", "middle" or "wide"; headed by "for" where set apart.

    Examples
    --------
    >>> text = "The city has 402. For the county it has 690. It sent 21,000 doses to the county."
    >>> area(text, 13, 16), area(text, 40, 43), area(text, 53, 59)
    ('', 'for middle', 'middle')
    """
    opening = END.split(text[max(0, start - _BACK) : start])[-1].lower()
    closing = _CLAUSE.split(text[end : end + _ON])[0].lower()
    headed = _headed().match(opening)
    if headed:
        return f"for {_kinds()[headed.group(1)]}"
    after = _areas().search(closing)
    before = None if after else next(reversed(list(_areas().finditer(opening))), None)
    found = after or before
    return _kinds()[found.group(1)] if found else ""


@cache
def _kinds() -> dict[str, str]:
    return {r["word"]: r["kind"].removeprefix("area ") for r in rows("counting") if r["kind"].startswith("area ")}


@cache
def _areas() -> re.Pattern[str]:
    return re.compile(rf"\b(?:in|for|to|across|throughout) the (?:whole )?(?:of the )?({alternatives(_kinds())})\b")


@cache
def _headed() -> re.Pattern[str]:
    """The sentence opens with the area for which it gives the number."""
    return re.compile(
        rf"(?:and |but )?for the (?:whole |entire )?(?:of )?(?:the )?(?:[\w’'-]+ )?({alternatives(_kinds())})\b"
    )


def other_kind(one: str, other: str) -> bool:
    """Whether two numbers are for areas of other kinds; what a sentence opens with is set against the rest.

    Examples
    --------
    >>> other_kind("local", "middle"), other_kind("for middle", ""), other_kind("middle", "")
    (True, True, False)
    """
    if one and other:
        return one.removeprefix("for ") != other.removeprefix("for ")
    return (one or other).startswith("for ")


def is_in_house(text: str, end: int) -> bool:
    """Whether a number is of those whom a house has under its own roof: "five bodies in its morgue".

    Examples
    --------
    >>> text = "The hospital has five bodies in its morgue."
    >>> is_in_house(text, text.index(" in its")), is_in_house("Six died in the city.", 3)
    (True, False)
    """
    return bool(_in_house().match(_CLAUSE.split(text[end : end + 50])[0].lower()))


@cache
def _in_house() -> re.Pattern[str]:
    words = alternatives(word_set("counting", "own house"))
    return re.compile(rf"(?: [\w-]+){{0,3}} (?:in|on|under) (?:its|their|his|her|our) (?:own )?(?:{words})\b")


def is_portion(text: str, start: int, end: int, bare: bool = False) -> bool:
    """Whether a number is one of several that share out another: "of the 14 arrested, three were held".

    A bare number in the next sentence answers to it: "The lawyers say five."

    Examples
    --------
    >>> text = "Of the 14 people arrested, 11 are free. Eight, he said: three on Monday and five on Friday."
    >>> is_portion(text, 27, 29), is_portion(text, 7, 9), is_portion(text, 56, 61), is_portion(text, 40, 45)
    (True, False, True, False)
    """
    opening = END.split(text[max(0, start - _BACK) : start])[-1].lower()
    if _of_all().match(opening):
        return not _TOTAL.search(opening)
    if bare and _ANSWER.search(opening) and not _numerals().search(opening):
        before = END.split(text[max(0, start - len(opening) - _BACK) : start - len(opening)].rstrip(' .!?”"\n'))[-1]
        if _of_all().match(f"{before.lower()} "):
            return True
    before, colon, own = opening.rpartition(": ")
    if not colon or not _numerals().search(before):
        return False
    closing = END.split(text[end : end + _ON])[0].lower().split(". ")[0]
    return bool(_shared().match(f"{own}{text[start:end].lower()}{closing}"))


@cache
def _numerals() -> re.Pattern[str]:
    return re.compile(rf"\b(?:\d[\d,.]*|{_small()})\b")


@cache
def _of_all() -> re.Pattern[str]:
    """ "Of the 58 patients, ", "of those hurt, 12 were children and ": the numbers that follow are of them."""
    return re.compile(
        rf"of (?:the |its |their |all |these |those )*(?:(?:[\w’'-]+ ){{0,2}}?(?:\d[\d,.]*|{_small()})\b[^.;]*[ ,]|"
        r"(?:th(?:is|at|ese|ose)|last|its|their)\b[^.;,]{2,60}, (?:[^.;]*\bsays?\b|[^.;]*\bsaid\b)?[^.;]*)$"
    )


@cache
def _shared() -> re.Pattern[str]:
    one = rf"(?:\d[\d,.]*|{_small()}) (?:\w+ )?(?:on|in|at|from) [^.;:]{{2,40}}?"
    return re.compile(rf"{one}(?:,|,? and) {one}(?:[.,;]|$| and )")


@cache
def _small() -> str:
    return alternatives(w for role in ("one", "ten") for w in numbers()[role])
