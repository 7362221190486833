"""Digits to numbers: separators, fractions, powers of ten, and the letters that scale them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from accordingto.figures.lexicon import currencies, numbers, units
from accordingto.figures.tokens import Token

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")


_PLAIN = re.compile(r"[0-9]*\.?[0-9]+")


_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")


_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")


HYPHENS = ("-", "‐", "‑", "−", "–")


_JOINING = (*HYPHENS, "to", "and", "or")


_LEAST_PARTS = 12


_COMMON_PARTS = (16, 20, 24, 25, 32, 40, 50, 60, 64, 100, 128)


def read_digits(text: str) -> float | None:
    """Read digits with separators; None where they are no number or exceed a float.

    Examples
    --------
    >>> read_digits("1,500.5"), read_digits("12,34,567"), read_digits("1.500.000"), read_digits("1,2,3,4")
    (1500.5, 1234567.0, 1500000.0, None)
    """
    text = _SPACES.sub("", text)
    if len(text) > 330:
        return None
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    elif _CONTINENTAL.fullmatch(text):
        text = text.replace(".", "")
    elif not _PLAIN.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def word_at(tokens: list[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def slashed(tokens: list[Token], i: int) -> float | None:
    """Read "1/16"; None for what is no fraction ("24/7", "9/11", "1/2/2024")."""
    if i + 2 >= len(tokens) or tokens[i + 1].lower not in ("/", "⁄") or tokens[i + 2].kind != "n":
        return None
    if not (tokens[i + 1].glued and tokens[i + 2].glued):
        return None
    if word_at(tokens, i + 3) in ("/", "⁄") or (i and tokens[i].glued and word_at(tokens, i - 1) in ("/", "⁄")):
        return None
    top, bottom = read_digits(tokens[i].text), read_digits(tokens[i + 2].text)
    if (
        not top
        or not bottom
        or top >= bottom
        or (bottom >= _LEAST_PARTS - 1 and bottom not in _COMMON_PARTS and top != 1)
    ):
        return None
    return top / bottom


def fraction_after(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """Read the fraction that follows a whole number: "2 1/2", "2½", "2 and a half"."""
    if i >= len(tokens):
        return None
    vulgar = numbers()["vulgar"]
    if tokens[i].lower in vulgar:
        return vulgar[tokens[i].lower], i + 1
    if tokens[i].kind == "n":
        value = slashed(tokens, i)
        return (value, i + 3) if value is not None else None
    if [word_at(tokens, i + k) for k in range(3)] in (["and", "a", "half"], ["and", "one", "half"]):
        return 0.5, i + 3
    if [word_at(tokens, i + k) for k in range(3)] == ["and", "a", "quarter"]:
        return 0.25, i + 3
    return None


def power(tokens: list[Token], value: float, i: int) -> tuple[float, int]:
    """Read "×10−5", "x10^6", "e14", "10^6"."""
    try:
        if word_at(tokens, i) in ("×", "x", "*") and word_at(tokens, i + 1) == "10":
            exponent, last = _exponent(tokens, i + 2)
            if exponent is not None:
                return value * 10.0**exponent, last
        if word_at(tokens, i) == "e" and tokens[i].glued:
            exponent, last = _exponent(tokens, i + 1)
            if exponent is not None:
                return value * 10.0**exponent, last
        if word_at(tokens, i) == "^" and i + 1 < len(tokens) and tokens[i + 1].kind == "n":
            exponent, last = _exponent(tokens, i + 1)
            if exponent is not None:
                return value**exponent, last
    except OverflowError:
        return math.inf, i + 2
    return value, i


def _exponent(tokens: list[Token], i: int) -> tuple[float | None, int]:
    if word_at(tokens, i) == "^":
        i += 1
    sign = 1
    if word_at(tokens, i) in HYPHENS and i < len(tokens) and tokens[i].glued:
        sign, i = -1, i + 1
    if i < len(tokens) and tokens[i].kind == "n" and tokens[i].glued and len(tokens[i].text) < 6:
        value = read_digits(tokens[i].text)
        return (sign * value if value is not None else None), i + 1
    return None, i


def suffix_size(tokens: list[Token], i: int) -> float:
    """Tell the size of a letter glued to digits, 0 where it may be a unit: 1.2m tons, but a 100m race."""
    token = tokens[i]
    size = numbers()["suffix"].get(token.lower, 0.0)
    if not size or token.kind != "w":
        return 0.0
    if i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].kind in "nw":
        return 0.0
    if len(token.text) > 1 or token.lower == "k":
        return 0.0 if token.text in ("MN", "K") and word_at(tokens, i + 1) == "°" else size
    if token.text == "M" or any(_is_sized(tokens, k) for k in (i, *_partners(tokens, i))):
        return size
    return 0.0


def _is_sized(tokens: list[Token], i: int) -> bool:
    """Whether a letter glued to digits is a size by the currency beside them, or by what is counted."""
    return _priced(tokens, i) or (tokens[i].lower in ("m", "b") and _counted_after(tokens, i + 1))


def _partners(tokens: list[Token], i: int) -> Iterator[int]:
    """The same letter at the other number of a range: "$140m-180m", "140m to 180m euros"."""
    for k, joint in ((i - 3, i - 2), (i + 3, i + 1), (i + 4, i + 1)):
        if not (0 < k < len(tokens) and tokens[k].lower == tokens[i].lower and tokens[k].glued):
            continue
        if tokens[k - 1].kind == "n" and word_at(tokens, joint) in _JOINING:
            yield k


def _priced(tokens: list[Token], i: int) -> bool:
    """Tell whether a currency stands before the digits that token ``i`` is glued to, or after it."""
    signs = currencies()[1]
    for k in (i - 2, i - 3, i - 4):
        if k >= 0 and k + 1 < len(tokens):
            unit = signs.get((tokens[k].text,))
            if unit and unit.plain:
                return True
            if tokens[k].kind == "w" or tokens[k].lower in ".,;:":
                break
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    words = units()[0]
    unit = after and (words.get((after.lower,)) or signs.get((after.text,)))
    return bool(unit and unit.plain)


def _counted_after(tokens: list[Token], i: int) -> bool:
    """Tell whether a plural or a unit follows within two words: "1.2m (registered) voters", not "a 100m race"."""
    for k in (i, i + 1):
        if k >= len(tokens) or tokens[k].kind != "w":
            return False
        word = tokens[k].lower
        if (word,) in units()[0] or word in ("people", "men", "women", "children"):
            return True
        if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
            return True
        if word in ("of", "in", "and", "for", "from", "the", "to", "at", "by", "on", "with", "above", "below"):
            return False
    return False
