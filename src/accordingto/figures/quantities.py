"""A parsed text to the quantities in it: interval, unit, the words that bound them, and the noun counted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accordingto.figures.bounding import Bound, Interval, bound_of, interval
from accordingto.figures.lexicon import Unit
from accordingto.figures.measured import Amount, amounts, unit_at
from accordingto.figures.numerals import numerals
from accordingto.figures.phrases import change_of, is_age, noun_of
from accordingto.figures.rejecting import is_no_quantity
from accordingto.figures.tokens import Token, tokenize
from accordingto.figures.walking import sentence_start

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word

AGE = "year of age"
_ELLIPSIS = 8
"""So many words may stand between a number and the one whose unit it has."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity in a text.

    ``start`` and ``end`` hold the words from the approximator to the noun phrase, ``number`` the
    characters of the bare number. ``noun`` is the parser's token counted or measured, ``phrase``
    the parser's tokens between number or unit and noun, inclusive. ``change`` is up or down where
    the number says by how much something changed; ``joined`` how a range is written.
    """

    start: int
    end: int
    number: tuple[int, int]
    interval: Interval
    bound: str
    approximator: str
    unit: Unit | None
    per: str
    noun: int | None
    phrase: tuple[int, int] | None
    change: str
    joined: str
    form: str
    word: int
    partitive: bool = False
    whole: str = ""
    ends: tuple[float, float] | None = None
    parts: tuple[tuple[int, int], tuple[int, int]] | None = None


def quantities(doc: Doc, around: float = 0.10) -> list[Quantity]:
    """Find the quantities in a parsed text, in text order.

    Parameters
    ----------
    doc : Doc
        From :func:`accordingto.language.pipeline`.
    around : float
        Half-width of an approximate number's interval, as a share of it.

    Returns
    -------
    list of Quantity

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> [q] = quantities(pipeline()("No fewer than 16 miners were hurt."))
    >>> q.interval.bound, q.interval.low, q.interval.high
    ('at_least', 16.0, None)
    """
    # Doc.text is put together anew at each look.
    text = doc.text
    tokens = tokenize(text)
    starts = [word.idx for word in doc]
    found: list[Quantity] = []
    floor, taken = 0, 0
    read = amounts(tokens, numerals(tokens))
    for k, amount in enumerate(read):
        ceiling = read[k + 1].first if k + 1 < len(read) else len(tokens)
        word = _word(doc, starts, tokens[amount.number[1] - 1].start)
        floor_here, floor = floor, amount.last
        if amount.number[0] < floor_here or is_no_quantity(tokens, amount, word):
            continue
        if tokens[amount.number[0]].start < taken:
            # A number in the noun phrase of another is part of a name: "two new 737 jets".
            continue
        bound = bound_of(tokens, amount, max(floor_here, _sentence_floor(doc, tokens, word, amount)), ceiling)
        quantity = _quantity(doc, text, starts, tokens, amount, bound, word, around)
        if found and _converts(doc, text, found[-1], quantity):
            kind = found[-1].bound
            quantity = replace(quantity, bound=kind, interval=interval(amount, kind, around), change=found[-1].change)
        found.append(quantity)
        floor = max(floor, bound.last)
        taken = 0 if quantity.partitive else quantity.end
    return _carried(doc, text, _shared(doc, text, _merged(doc, text, found)))


def _converts(doc: Doc, text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell a conversion in brackets, which shares the bound: "just under 296 hp (220 kW / 300 PS)"."""
    if before.unit is None or quantity.unit is None or quantity.bound != "exact" or before.unit == quantity.unit:
        return False
    if text[before.end : quantity.start].strip() not in ("(", "/", ") (", "[", "or"):
        return False
    return before.unit.dimension.split(" ")[0] == quantity.unit.dimension.split(" ")[0]


def _word(doc: Doc, starts: list[int], offset: int) -> Word:
    return doc[max(0, bisect_right(starts, offset) - 1)]


def _sentence_floor(doc: Doc, tokens: list[Token], word: Word, amount: Amount) -> int:
    start, i = doc[sentence_start(word)].idx, amount.first
    while i > 0 and amount.first - i < 12 and tokens[i - 1].start >= start:
        i -= 1
    return i


def _quantity(
    doc: Doc, text: str, starts: list[int], tokens: list[Token], amount: Amount, bound: Bound, word: Word, around: float
) -> Quantity:
    pieces: list[str] = []
    for span in (bound.before, bound.after):
        if span is not None:
            pieces.append(text[tokens[span[0]].start : tokens[span[1] - 1].end])
    after = tokens[bound.last].start if bound.last < len(tokens) else len(text)
    begin = bisect_left(starts, after)
    unit = amount.unit
    noun, phrase, whole, partitive = noun_of(doc, begin, word, unit)
    if unit is None and noun is None:
        unit, noun = _before(doc, starts, tokens, amount)
    if unit is None and is_age(tokens, amount, word, noun):
        unit = Unit(AGE, "age", 1.0)
        noun, phrase = None, None
    end = tokens[bound.last - 1].end
    start = tokens[bound.first].start
    if phrase is not None:
        last = doc[phrase[1] - 1]
        end = max(end, last.idx + len(last.text))
    ends = (amount.low, amount.high) if amount.joined and amount.low is not None and amount.high is not None else None
    return Quantity(
        start,
        end,
        (tokens[amount.number[0]].start, tokens[amount.number[1] - 1].end),
        interval(amount, bound.kind, around),
        bound.kind,
        " ".join(pieces),
        unit,
        amount.per,
        noun,
        phrase,
        change_of(tokens, bound.first, amount),
        amount.joined,
        amount.form,
        word.i,
        partitive,
        whole,
        ends,
        _parts(tokens, amount),
    )


def _before(doc: Doc, starts: list[int], tokens: list[Token], amount: Amount) -> tuple[Unit | None, int | None]:
    """Return the unit or noun before "a day or two", "another pick or two"."""
    i, j = amount.number
    if j - i > 1 or i < 3 or tokens[i - 1].lower != "or" or amount.form != "words":
        return None, None
    counted = _word(doc, starts, tokens[i - 2].start)
    if tokens[i - 3].lower not in ("a", "an", "another", "one") or counted.pos_ not in ("NOUN", "PROPN"):
        return None, None
    unit, _ = unit_at(tokens, i - 2)
    return (unit, None) if unit is not None else (None, counted.i)


def _parts(tokens: list[Token], amount: Amount) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the characters of a range's two numbers with their units."""
    if amount.parts is None:
        return None
    one, two = ((tokens[a.first].start, tokens[a.last - 1].end) for a in amount.parts)
    return one, two


def from_to(quantity: Quantity, changed: bool = False) -> tuple[Quantity, Quantity] | None:
    """Take "fell from $20m to $15m" apart: the level before the change, and the level after it.

    Parameters
    ----------
    quantity : Quantity
        A quantity.
    changed : bool
        The words around it tell of a change: "cut its count, after a check, from 55 to 51".

    Returns
    -------
    tuple of Quantity, or None
        None where the two ends are those of a range.
    """
    if quantity.joined not in ("from", "to") or not quantity.parts or not quantity.ends:
        return None
    if not (quantity.change or changed):
        return None
    both = []
    for span, value in zip(quantity.parts, quantity.ends, strict=True):
        point = Interval(value, value, value, True, True, "exact")
        both.append(
            replace(
                quantity, start=span[0], end=span[1], number=span, interval=point, bound="exact", approximator="",
                joined="", ends=None, parts=None, change="",
            )
        )  # fmt: skip
    return replace(both[0], change=quantity.change), both[1]


def _shared(doc: Doc, text: str, found: list[Quantity]) -> list[Quantity]:
    """Give "four-, five- and six-cylinder", "45 and 50 cases" the noun or unit of the last."""
    result = list(found)
    for k in range(len(result) - 2, -1, -1):
        this, following = result[k], result[k + 1]
        if this.unit is not None or this.interval.value is None or (this.noun is not None and following.unit is None):
            continue
        between = text[this.end : following.start].strip()
        part = text[this.number[1] : following.start].strip().lower()
        if part in ("of", "of the", "out of", "out of the", "of its", "of their", "of all"):
            result[k] = replace(
                this,
                unit=following.unit,
                noun=following.noun,
                partitive=True,
                whole=this.whole or text[following.start : following.end],
            )
        elif this.noun is None and between in ("and", "or", ",", "-,", "- and", "- or", ", and", ", or", "but", "-"):
            result[k] = replace(this, unit=following.unit, per=following.per, noun=following.noun)
    return result


def _carried(doc: Doc, text: str, found: list[Quantity]) -> list[Quantity]:
    """Give "from 14-18 mpg to 24", "9 percent in May and 8 in June", "X rose by 2 percent, Y by 1" the unit before."""
    result = list(found)
    for k in range(1, len(result)):
        last, this = result[k - 1], result[k]
        if this.unit is not None or this.noun is not None or last.unit is None or last.unit.dimension == "time":
            continue
        between = text[last.end : this.start].split()
        apart = sentence_start(doc[this.word]) != sentence_start(doc[last.word])
        if apart or this.form != last.form or len(between) > _ELLIPSIS:
            continue
        onward = between == ["to"] and last.joined
        again = between[:1] in (["in"], ["last"], ["this"], ["for"]) and between[-1] in ("and", "but", "to")
        if onward or again or (last.change and this.change and between[-1:] == ["by"]):
            result[k] = replace(this, unit=last.unit, per=last.per)
    return result


def _merged(doc: Doc, text: str, found: list[Quantity]) -> list[Quantity]:
    """Join "above 1,000 and below 1,500" and "from 20 mpg in 2008 to 29 mpg" to one."""
    result: list[Quantity] = []
    for this in found:
        if result:
            pair = _both_ends(doc, text, result[-1], this) or _course(doc, text, result[-1], this)
            if pair is not None:
                result[-1] = pair
                continue
        result.append(this)
    return result


def _course(doc: Doc, text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """Join the two ends of a change with words between: "from $75 a barrel in May to $46"."""
    if (
        a.joined
        or b.joined
        or a.interval.value is None
        or b.interval.value is None
        or a.interval.value == b.interval.value
    ):
        return None
    if (
        a.unit is None
        or a.unit.dimension == "time"
        or b.unit not in (a.unit, None)
        or b.word - a.word > 30
        or sentence_start(doc[b.word]) > a.word
    ):
        return None
    before, between = text[max(0, a.start - 8) : a.start].rstrip().lower(), text[a.end : b.start]
    if (
        before.split()[-1:] != ["from"]
        or between.split()[-1:] != ["to"]
        or len(between) > 60
        or ";" in between
        or "," in between
    ):
        return None
    ends = (a.interval.value, b.interval.value)
    reached = Interval(None, min(ends), max(ends), True, True, "range")
    direction = b.change or a.change or ("up" if ends[0] < ends[1] else "down")
    return replace(
        b,
        start=a.start,
        number=(a.number[0], b.number[1]),
        interval=reached,
        unit=a.unit,
        per=a.per or b.per,
        noun=b.noun or a.noun,
        change=direction,
        joined="from",
        ends=ends,
        parts=((a.start, a.number[1]), b.number),
        word=b.word,
    )


def _both_ends(doc: Doc, text: str, a: Quantity, b: Quantity) -> Quantity | None:
    if not (a.approximator and b.approximator) or text[a.end : b.start].strip() not in (
        "and",
        "but",
        ",",
        ", but",
        "and is",
    ):
        return None
    if (a.unit != b.unit and a.unit is not None) or a.interval.value is None or b.interval.value is None:
        return None
    if a.noun is not None and a.unit is None:
        return None
    kinds = {a.bound: a, b.bound: b}
    floor = kinds.get("more_than") or kinds.get("at_least")
    roof = kinds.get("less_than") or kinds.get("at_most")
    if floor is None or roof is None or not floor.interval.value < roof.interval.value:
        return None
    both = Interval(
        None, floor.interval.value, roof.interval.value, floor.interval.low_closed, roof.interval.high_closed, "range"
    )
    return replace(
        b,
        start=a.start,
        number=(a.number[0], b.number[1]),
        interval=both,
        bound="range",
        approximator=f"{a.approximator} … {b.approximator}",
        joined="bounds",
    )
