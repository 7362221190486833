"""Tokens to numerals: "1,500", "2.5bn", "three hundred and two", "two-thirds", "dozens", "one in five"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from accordingto.figures.lexicon import numbers, units
from accordingto.figures.tokens import Token

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]*\.?[0-9]+")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_SPACES = re.compile(r"[\u00a0\u202f\u2009]")
_DASHES = ("-", "‐", "‑", "−", "–")
_LEAST_PARTS = 12
_COMMON_PARTS = (16, 20, 24, 25, 32, 40, 50, 60, 64, 100, 128)
_MAX_DENOMINATOR_OF_SHARE = 10_000


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, at tokens ``first`` to ``last`` (exclusive).

    ``value`` is None for a vague one ("dozens"), whose ends are ``low`` (closed) and ``high``
    (open). ``form`` is digits, words, fraction, share or vague. ``scaled`` tells that a multiplier
    word or suffix was read, ``bare`` is the number without it.
    """

    first: int
    last: int
    value: float | None
    low: float | None = None
    high: float | None = None
    form: str = "digits"
    scaled: float = 1.0
    bare: float | None = None


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


def numerals(tokens: list[Token]) -> list[Numeral]:
    """Find the numerals in the tokens of a text, left to right and disjoint.

    Examples
    --------
    >>> from accordingto.figures.tokens import tokenize
    >>> [n.value for n in numerals(tokenize("two-thirds of 1.2 million, a dozen, and one in five"))]
    [0.6666666666666666, 1200000.0, 12.0, 0.2]
    """
    found: list[Numeral] = []
    i = 0
    while i < len(tokens):
        numeral = _at(tokens, i)
        if numeral is None:
            i += 1
            continue
        numeral = _share(tokens, numeral)
        found.append(numeral)
        i = numeral.last
    return [n for n in found if _finite(n)]


def _finite(numeral: Numeral) -> bool:
    known = [v for v in (numeral.value, numeral.low, numeral.high) if v is not None]
    return bool(known) and all(math.isfinite(v) for v in known)


def _at(tokens: list[Token], i: int) -> Numeral | None:
    token, table = tokens[i], numbers()
    if token.kind == "n":
        return _digits(tokens, i)
    word = token.lower
    if word in table["vulgar"]:
        return Numeral(i, i + 1, table["vulgar"][word], form="fraction", bare=table["vulgar"][word])
    if word in table["plural"]:
        return _plural(tokens, i)
    if word == "half":
        return _half(tokens, i)
    if word in table["vague"] or word in table["couple"]:
        return _vague(tokens, i)
    if word in ("a", "an"):
        return _with_article(tokens, i)
    if word in table["one"] or word in table["ten"]:
        return _words(tokens, i)
    return None


def _word(tokens: list[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _digits(tokens: list[Token], i: int) -> Numeral | None:
    value = read_digits(tokens[i].text)
    if value is None:
        return None
    last, form = i + 1, "digits"
    after = _fraction_after(tokens, last)
    slash = _slashed(tokens, i)
    if slash is not None:
        value, last, form = slash, i + 3, "fraction"
    elif after is not None:
        value, last = value + after[0], after[1]
    else:
        value, last = _power(tokens, value, last)
    return _scaled(tokens, Numeral(i, last, value, form=form, bare=value))


def _slashed(tokens: list[Token], i: int) -> float | None:
    """Read "1/16"; None for what is no fraction ("24/7", "9/11", "1/2/2024")."""
    if i + 2 >= len(tokens) or tokens[i + 1].lower not in ("/", "⁄") or tokens[i + 2].kind != "n":
        return None
    if not (tokens[i + 1].glued and tokens[i + 2].glued):
        return None
    if _word(tokens, i + 3) in ("/", "⁄") or (i and tokens[i].glued and _word(tokens, i - 1) in ("/", "⁄")):
        return None
    top, bottom = read_digits(tokens[i].text), read_digits(tokens[i + 2].text)
    if not top or not bottom or top >= bottom or (bottom >= _LEAST_PARTS - 1 and bottom not in _COMMON_PARTS and top != 1):
        return None
    return top / bottom


def _fraction_after(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """Read the fraction that follows a whole number: "2 1/2", "2½", "2 and a half"."""
    if i >= len(tokens):
        return None
    vulgar = numbers()["vulgar"]
    if tokens[i].lower in vulgar:
        return vulgar[tokens[i].lower], i + 1
    if tokens[i].kind == "n":
        value = _slashed(tokens, i)
        return (value, i + 3) if value is not None else None
    if [_word(tokens, i + k) for k in range(3)] in (["and", "a", "half"], ["and", "one", "half"]):
        return 0.5, i + 3
    if [_word(tokens, i + k) for k in range(3)] == ["and", "a", "quarter"]:
        return 0.25, i + 3
    return None


def _power(tokens: list[Token], value: float, i: int) -> tuple[float, int]:
    """Read "×10−5", "x10^6", "e14", "10^6"."""
    try:
        if _word(tokens, i) in ("×", "x", "*") and _word(tokens, i + 1) == "10":
            exponent, last = _exponent(tokens, i + 2)
            if exponent is not None:
                return value * 10.0**exponent, last
        if _word(tokens, i) == "e" and tokens[i].glued:
            exponent, last = _exponent(tokens, i + 1)
            if exponent is not None:
                return value * 10.0**exponent, last
        if _word(tokens, i) == "^" and i + 1 < len(tokens) and tokens[i + 1].kind == "n":
            exponent, last = _exponent(tokens, i + 1)
            if exponent is not None:
                return value**exponent, last
    except OverflowError:
        return math.inf, i + 2
    return value, i


def _exponent(tokens: list[Token], i: int) -> tuple[float | None, int]:
    if _word(tokens, i) == "^":
        i += 1
    sign = 1
    if _word(tokens, i) in _DASHES and i < len(tokens) and tokens[i].glued:
        sign, i = -1, i + 1
    if i < len(tokens) and tokens[i].kind == "n" and tokens[i].glued and len(tokens[i].text) < 6:
        value = read_digits(tokens[i].text)
        return (sign * value if value is not None else None), i + 1
    return None, i


def _scaled(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Multiply by the words or the suffix that follow: "1.2 million", "40m", "2 dozen", "4 hundred million"."""
    multiplier, value, i = numbers()["multiplier"], numeral.value, numeral.last
    assert value is not None
    scale = 1.0
    while i < len(tokens):
        step = i + 1 if _word(tokens, i) in _DASHES and tokens[i].glued and i + 1 < len(tokens) else i
        word = _word(tokens, step)
        if word not in multiplier or scale * multiplier[word] > 1e18:
            break
        scale, i = scale * multiplier[word], step + 1
    if scale == 1.0 and i < len(tokens) and tokens[i].glued and numeral.form == "digits":
        suffix = _suffix(tokens, i)
        if suffix:
            scale, i = suffix, i + 1
    return replace(numeral, last=i, value=value * scale, scaled=scale)


def _suffix(tokens: list[Token], i: int) -> float:
    """Tell the size of a letter glued to digits, 0 where it may be a unit: 1.2m tons, but a 100m race."""
    token = tokens[i]
    size = numbers()["suffix"].get(token.lower, 0.0)
    if not size or token.kind != "w":
        return 0.0
    if i + 1 < len(tokens) and tokens[i + 1].glued and tokens[i + 1].kind in "nw":
        return 0.0
    if len(token.text) > 1 or token.lower == "k":
        return 0.0 if token.text in ("MN", "K") and _word(tokens, i + 1) == "°" else size
    if _priced(tokens, i):
        return size
    if token.text == "M":
        return size
    if token.lower in ("m", "b"):
        return size if _counted_after(tokens, i + 1) else 0.0
    return 0.0


def _priced(tokens: list[Token], i: int) -> bool:
    """Tell whether a currency stands before the digits that token ``i`` is glued to, or after it."""
    signs = units()[1]
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


def _words(tokens: list[Token], i: int) -> Numeral | None:
    table = numbers()
    one, ten, multiplier = table["one"], table["ten"], table["multiplier"]
    first, total, current, last_kind, last_scale, scaled = i, 0.0, None, "", math.inf, False
    while i < len(tokens):
        word, step = _word(tokens, i), i
        if i > first:
            if word in _DASHES and tokens[i].glued and i + 1 < len(tokens) and tokens[i + 1].glued:
                step = i + 1
            elif word in ("and", "&") and last_kind == "multiplier":
                step = i + 1
            word = _word(tokens, step)
        if word in ten and (current is None or last_kind == "multiplier"):
            current, last_kind = (current or 0.0) + ten[word], "ten"
        elif word in one and (current is None or last_kind == "multiplier" or (last_kind == "ten" and 0 < one[word] < 10)):
            if last_kind == "multiplier" and step > i and tokens[i].kind == "w" and _word(tokens, step + 1) in multiplier and (
                multiplier[_word(tokens, step + 1)] >= last_scale
            ):
                break
            current, last_kind = (current or 0.0) + one[word], "one"
        elif word in multiplier and step == i or word in multiplier and tokens[i].kind == "s":
            size = multiplier[word]
            if size <= 100:
                if current is not None and current >= 100:
                    break
                current = (1.0 if current is None else current) * size
            else:
                if size >= last_scale:
                    # "four hundred million" scales all that was read; "one million two million" does not.
                    break
                total += (1.0 if current is None else current) * size
                current, last_scale = None, size
            last_kind, scaled = "multiplier", True
        else:
            break
        i = step + 1
    value = total + (current or 0.0)
    if i == first:
        return None
    numeral = Numeral(first, i, value, form="words", bare=value, scaled=2.0 if scaled else 1.0)
    return _with_part(tokens, numeral)


def _with_part(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Read on to "thirds" or "and a half"."""
    part, i, value = numbers()["part"], numeral.last, numeral.value
    assert value is not None
    after = _fraction_after(tokens, i)
    if after is not None:
        numeral = replace(numeral, value=value + after[0], last=after[1], bare=value + after[0])
        return _scaled(tokens, numeral)
    step = i + 1 if _word(tokens, i) in _DASHES and tokens[i].glued else i
    word = _word(tokens, step)
    if word in part and value < 20 and (value != 1) == word.endswith("s") or (word == "half" and value == 1):
        return replace(numeral, value=value / part[word], last=step + 1, form="fraction", bare=value / part[word])
    return numeral


def _with_article(tokens: list[Token], i: int) -> Numeral | None:
    """Read "a hundred", "a dozen", "a third of", "a few thousand", "a couple of hundred"."""
    table, word = numbers(), _word(tokens, i + 1)
    if word in table["multiplier"]:
        numeral = _words(tokens, i + 1)
        return numeral and replace(numeral, first=i)
    if word in table["part"] and word != "half" and not word.endswith("s") and _word(tokens, i + 2) == "of":
        if word == "second":
            return None
        return Numeral(i, i + 2, 1 / table["part"][word], form="fraction", bare=1 / table["part"][word])
    if word == "half" and _word(tokens, i + 2) not in _DASHES:
        ends = i + 2 >= len(tokens) or tokens[i + 2].kind == "s"
        numeral = _half(tokens, i + 1)
        if numeral or ends:
            return replace(numeral or Numeral(i, i + 2, 0.5, form="fraction", bare=0.5), first=i)
    if word in table["vague"] or word in table["couple"]:
        numeral = _vague(tokens, i + 1)
        return numeral and replace(numeral, first=i)
    return None


def _half(tokens: list[Token], i: int) -> Numeral | None:
    """Read "half a million", "half of", "half the", "half dozen"; not "half-time", "the first half"."""
    step = i + 1
    if _word(tokens, step) in _DASHES and tokens[step].glued:
        step += 1
        if _word(tokens, step) not in numbers()["multiplier"]:
            return None
    if _word(tokens, step) in ("a", "an"):
        step += 1
    size = numbers()["multiplier"].get(_word(tokens, step))
    if size:
        return Numeral(i, step + 1, size / 2, form="words", scaled=2.0, bare=size / 2)
    before = _word(tokens, i - 1)
    if before in ("first", "second", "latter", "other", "opening", "the", "this", "that", "better", "final", "each", "and"):
        return None
    after = _word(tokens, i + 1)
    if after in ("of", "the", "all", "its", "their", "his", "her", "our", "my", "your", "those", "these", "people"):
        return Numeral(i, i + 1, 0.5, form="fraction", bare=0.5)
    if before in ("than", "nearly", "almost", "about", "over", "under", "roughly", "around", "least", "most", "to"):
        return Numeral(i, i + 1, 0.5, form="fraction", bare=0.5)
    return None


def _vague(tokens: list[Token], i: int) -> Numeral | None:
    """Read "several hundred", "few dozen", "couple of thousand": a multiplier must follow."""
    table, step = numbers(), i + 1
    if _word(tokens, step) == "of":
        step += 1
    size, last = 1.0, step
    while _word(tokens, last) in table["multiplier"]:
        size *= table["multiplier"][_word(tokens, last)]
        last += 1
        if size > 1e18:
            return None
    if last == step:
        return None
    if tokens[i].lower in table["couple"]:
        return Numeral(i, last, 2 * size, form="couple", scaled=2.0, bare=2 * size)
    return Numeral(i, last, None, table["vague"][tokens[i].lower] * size, 10 * size, "vague")


def _plural(tokens: list[Token], i: int) -> Numeral | None:
    """Read "dozens", "hundreds of thousands": from one to ten times the size."""
    plural, size, last = numbers()["plural"], numbers()["plural"][tokens[i].lower], i + 1
    if tokens[i].lower == "scores" and _word(tokens, i + 1) != "of":
        return None
    while _word(tokens, last) == "of" and _word(tokens, last + 1) in plural and size < 1e18:
        size *= plural[_word(tokens, last + 1)]
        last += 2
    return Numeral(i, last, None, size, 10 * size, "vague")


def _share(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Join "one in five" and "two out of three" to a share."""
    i = numeral.last
    if numeral.value is None or numeral.scaled != 1.0 or numeral.form not in ("digits", "words"):
        return numeral
    hyphens = _word(tokens, i) in _DASHES and tokens[i].glued and _word(tokens, i + 1) == "in"
    if hyphens and _word(tokens, i + 2) in _DASHES:
        step = i + 3
    elif _word(tokens, i) == "in":
        step = i + 1
    elif _word(tokens, i) == "out" and _word(tokens, i + 1) == "of":
        step = i + 2
    else:
        return numeral
    if _word(tokens, step) == "every":
        step += 1
    whole = _at(tokens, step) if step < len(tokens) else None
    if whole is None or whole.value is None or whole.form not in ("digits", "words") or not 0 < numeral.value < whole.value:
        return numeral
    if whole.value > _MAX_DENOMINATOR_OF_SHARE or 1000 <= whole.value < 2200 and whole.value % 1000:
        return numeral
    following = (_word(tokens, whole.last),)
    words, symbols = units()
    if following in words or (whole.last < len(tokens) and (tokens[whole.last].text,) in symbols):
        return numeral
    if _word(tokens, i) == "in" and not (numeral.value < 10 and whole.value <= 1000):
        return numeral
    return replace(numeral, last=whole.last, value=numeral.value / whole.value, form="share", bare=None)
