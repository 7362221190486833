"""Tokens to numerals: "1,500", "2.5bn", "three hundred and two", "two-thirds", "dozens", "one in five"."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from accordingto.figures.digits import HYPHENS, fraction_after, power, read_digits, slashed, suffix_size, word_at
from accordingto.figures.lexicon import numbers, units
from accordingto.figures.tokens import Token

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


def _digits(tokens: list[Token], i: int) -> Numeral | None:
    value = read_digits(tokens[i].text)
    if value is None:
        return None
    last, form = i + 1, "digits"
    after = fraction_after(tokens, last)
    slash = slashed(tokens, i)
    if slash is not None:
        value, last, form = slash, i + 3, "fraction"
    elif after is not None:
        value, last = value + after[0], after[1]
    else:
        value, last = power(tokens, value, last)
    return _scaled(tokens, Numeral(i, last, value, form=form, bare=value))


def _scaled(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Multiply by the words or the suffix that follow: "1.2 million", "40m", "2 dozen", "4 hundred million"."""
    multiplier, value, i = numbers()["multiplier"], numeral.value, numeral.last
    assert value is not None
    scale = 1.0
    while i < len(tokens):
        step = i + 1 if word_at(tokens, i) in HYPHENS and tokens[i].glued and i + 1 < len(tokens) else i
        word = word_at(tokens, step)
        if word not in multiplier or scale * multiplier[word] > 1e18:
            break
        scale, i = scale * multiplier[word], step + 1
    if scale == 1.0 and i < len(tokens) and tokens[i].glued and numeral.form == "digits":
        suffix = suffix_size(tokens, i)
        if suffix:
            scale, i = suffix, i + 1
    return replace(numeral, last=i, value=value * scale, scaled=scale)


def _words(tokens: list[Token], i: int) -> Numeral | None:
    table = numbers()
    one, ten, multiplier = table["one"], table["ten"], table["multiplier"]
    first, total, current, last_kind, last_scale, scaled = i, 0.0, None, "", math.inf, False
    while i < len(tokens):
        word, step = word_at(tokens, i), i
        if i > first:
            if (word in HYPHENS and tokens[i].glued and i + 1 < len(tokens) and tokens[i + 1].glued) or (
                word in ("and", "&") and last_kind == "multiplier"
            ):
                step = i + 1
            word = word_at(tokens, step)
        if word in ten and (current is None or last_kind == "multiplier"):
            current, last_kind = (current or 0.0) + ten[word], "ten"
        elif word in one and (
            current is None or last_kind == "multiplier" or (last_kind == "ten" and 0 < one[word] < 10)
        ):
            if (
                last_kind == "multiplier"
                and step > i
                and tokens[i].kind == "w"
                and word_at(tokens, step + 1) in multiplier
                and (multiplier[word_at(tokens, step + 1)] >= last_scale)
            ):
                break
            current, last_kind = (current or 0.0) + one[word], "one"
        elif (word in multiplier and step == i) or (word in multiplier and tokens[i].kind == "s"):
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
    after = fraction_after(tokens, i)
    if after is not None:
        numeral = replace(numeral, value=value + after[0], last=after[1], bare=value + after[0])
        return _scaled(tokens, numeral)
    step = i + 1 if word_at(tokens, i) in HYPHENS and tokens[i].glued else i
    word = word_at(tokens, step)
    if (word in part and value < 20 and (value != 1) == word.endswith("s")) or (word == "half" and value == 1):
        return replace(numeral, value=value / part[word], last=step + 1, form="fraction", bare=value / part[word])
    return numeral


def _with_article(tokens: list[Token], i: int) -> Numeral | None:
    """Read "a hundred", "a dozen", "a third of", "a few thousand", "a couple of hundred"."""
    table, word = numbers(), word_at(tokens, i + 1)
    if word in table["multiplier"]:
        numeral = _words(tokens, i + 1)
        return numeral and replace(numeral, first=i)
    if word in table["part"] and word != "half" and not word.endswith("s") and word_at(tokens, i + 2) == "of":
        if word == "second":
            return None
        return Numeral(i, i + 2, 1 / table["part"][word], form="fraction", bare=1 / table["part"][word])
    if word == "half" and word_at(tokens, i + 2) not in HYPHENS:
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
    if word_at(tokens, step) in HYPHENS and tokens[step].glued:
        step += 1
        if word_at(tokens, step) not in numbers()["multiplier"]:
            return None
    if word_at(tokens, step) in ("a", "an"):
        step += 1
    size = numbers()["multiplier"].get(word_at(tokens, step))
    if size:
        return Numeral(i, step + 1, size / 2, form="words", scaled=2.0, bare=size / 2)
    before = word_at(tokens, i - 1)
    if before in (
        "first",
        "second",
        "latter",
        "other",
        "opening",
        "the",
        "this",
        "that",
        "better",
        "final",
        "each",
        "and",
    ):
        return None
    after = word_at(tokens, i + 1)
    if after in ("of", "the", "all", "its", "their", "his", "her", "our", "my", "your", "those", "these", "people"):
        return Numeral(i, i + 1, 0.5, form="fraction", bare=0.5)
    if before in ("than", "nearly", "almost", "about", "over", "under", "roughly", "around", "least", "most", "to"):
        return Numeral(i, i + 1, 0.5, form="fraction", bare=0.5)
    return None


def _vague(tokens: list[Token], i: int) -> Numeral | None:
    """Read "several hundred", "few dozen", "couple of thousand": a multiplier must follow."""
    table, step = numbers(), i + 1
    if word_at(tokens, step) == "of":
        step += 1
    size, last = 1.0, step
    while word_at(tokens, last) in table["multiplier"]:
        size *= table["multiplier"][word_at(tokens, last)]
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
    if tokens[i].lower == "scores" and word_at(tokens, i + 1) != "of":
        return None
    while word_at(tokens, last) == "of" and word_at(tokens, last + 1) in plural and size < 1e18:
        size *= plural[word_at(tokens, last + 1)]
        last += 2
    return Numeral(i, last, None, size, 10 * size, "vague")


def _share(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Join "one in five" and "two out of three" to a share."""
    i = numeral.last
    if numeral.value is None or numeral.scaled != 1.0 or numeral.form not in ("digits", "words"):
        return numeral
    hyphens = word_at(tokens, i) in HYPHENS and tokens[i].glued and word_at(tokens, i + 1) == "in"
    if hyphens and word_at(tokens, i + 2) in HYPHENS:
        step = i + 3
    elif word_at(tokens, i) == "in":
        step = i + 1
    elif word_at(tokens, i) == "out" and word_at(tokens, i + 1) == "of":
        step = i + 2
    else:
        return numeral
    if word_at(tokens, step) == "every":
        step += 1
    whole = _at(tokens, step) if step < len(tokens) else None
    if (
        whole is None
        or whole.value is None
        or whole.form not in ("digits", "words")
        or not 0 < numeral.value < whole.value
    ):
        return numeral
    if whole.value > _MAX_DENOMINATOR_OF_SHARE or (1000 <= whole.value < 2200 and whole.value % 1000):
        return numeral
    following = (word_at(tokens, whole.last),)
    words, symbols = units()
    if following in words or (whole.last < len(tokens) and (tokens[whole.last].text,) in symbols):
        return numeral
    if word_at(tokens, i) == "in" and not (numeral.value < 10 and whole.value <= 1000):
        return numeral
    return replace(numeral, last=whole.last, value=numeral.value / whole.value, form="share", bare=None)
