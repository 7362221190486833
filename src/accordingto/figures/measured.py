"""Numerals to amounts: sign, currency before, unit after, "per" what, and ranges of two numerals."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accordingto.figures.lexicon import Unit, currencies, longest, numbers, units, word_set
from accordingto.figures.numerals import Numeral
from accordingto.figures.tokens import Token

DASHES = ("-", "‐", "‑", "–", "—", "−")
_MILLION = 1e6
_PERCENT = ("percentage",)


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral, or a range of two, with its unit; at tokens ``first`` to ``last`` (exclusive).

    ``number`` is the token span of the bare numerals. ``joined`` says how a range is written
    (between, from, dash, to, or), empty for one number, and ``parts`` are its two numbers.
    """

    first: int
    last: int
    number: tuple[int, int]
    value: float | None
    low: float | None
    high: float | None
    form: str
    scaled: float
    unit: Unit | None = None
    per: str = ""
    joined: str = ""
    signed: str = ""
    parts: tuple[Amount, Amount] | None = None

    @property
    def vague(self) -> bool:
        """The words give two ends and no number."""
        return self.value is None and not self.joined


def amounts(tokens: list[Token], numerals: list[Numeral]) -> list[Amount]:
    """Give each numeral its sign and unit, then join the ranges."""
    starts = {n.first for n in numerals}
    return _ranges(tokens, [_amount(tokens, n, starts) for n in numerals])


def _amount(tokens: list[Token], numeral: Numeral, starts: set[int]) -> Amount:
    first, sign, mark = _sign(tokens, numeral.first)
    money = currencies()[1]
    unit = None
    for size in range(longest("signs"), 0, -1):
        found = money.get(tuple(t.text for t in tokens[max(0, first - size) : first]))
        if found is not None and first >= size and not _inside_word(tokens, first - size):
            unit, first = found, first - size
            break
    if unit is not None and not mark:
        first, sign, mark = _sign(tokens, first)
    last, per = numeral.last, ""
    if unit is None:
        unit, last = unit_at(tokens, last, numeral)
        if unit is None and last < len(tokens) and tokens[last].lower in word_set("words", "whole_time"):
            # "Three consecutive months" are months.
            time, end = unit_at(tokens, last + 1, numeral)
            unit, last = (time, end) if time is not None and time.dimension == "time" else (None, last)
        if unit is None and numeral.form == "vague" and last < len(tokens) and tokens[last].lower == "of":
            # "trillions of dollars", "hundreds of miles"
            unit, end = unit_at(tokens, last + 1, numeral)
            last = end if unit is not None else last
    else:
        # "$76 US a barrel", "US$5 dollars" name the currency twice.
        again, end = unit_at(tokens, last, numeral)
        if again is not None and again.plain:
            unit, last = (again if unit.name == "USD" else unit), end
        else:
            last = _american(tokens, last)
    if unit is not None:
        per, last = _per(tokens, last)
    return Amount(
        first,
        last,
        (numeral.first, numeral.last),
        None if numeral.value is None else sign * numeral.value,
        numeral.low,
        numeral.high,
        numeral.form,
        numeral.scaled,
        unit,
        per,
        signed=mark,
    )


def _american(tokens: list[Token], i: int) -> int:
    """Pass over the country behind an amount in dollars: "$76 US a barrel", "$75 U.S. per barrel"."""
    if i < len(tokens) and tokens[i].text in ("US", "USD"):
        return i + 1
    if [t.text for t in tokens[i : i + 3]] == ["U", ".", "S"]:
        # The last point may be the sentence's.
        return i + 3 + bool(_per(tokens, i + 4)[0])
    return i


def _inside_word(tokens: list[Token], i: int) -> bool:
    return tokens[i].kind == "w" and tokens[i].glued and i > 0 and tokens[i - 1].kind == "w"


def _sign(tokens: list[Token], i: int) -> tuple[int, float, str]:
    """Read a sign before token ``i``: where it starts, its factor, and the sign itself."""
    if i == 0:
        return i, 1.0, ""
    before = tokens[i - 1]
    if before.lower in ("minus", "negative"):
        return i - 1, -1.0, "-"
    if before.lower in DASHES and i > 1 and tokens[i - 2].lower == "minus":
        return i - 2, -1.0, "-"
    if before.text in ("-", "−", "+") and tokens[i].glued:
        opens = i == 1 or not before.glued or tokens[i - 2].text in ("(", "$", "£", "€", "[", "<", ">", "=")
        if opens:
            return i - 1, (1.0 if before.text == "+" else -1.0), before.text
    return i, 1.0, ""


def unit_at(tokens: list[Token], i: int, numeral: Numeral | None = None) -> tuple[Unit | None, int]:
    """Find the unit at token ``i`` (a hyphen before it is passed over) and the token after it."""
    start = i
    if (i + 1 < len(tokens) and tokens[i].text in DASHES[:3] and tokens[i].glued and tokens[i + 1].kind == "w") or (
        i + 1 < len(tokens)
        and tokens[i].text in ("<", "(")
        and tokens[i + 1].kind == "w"
        and i + 2 < len(tokens)
        and (tokens[i + 2].text == ">")
    ):
        start = i + 1
    words, symbols = units()
    for size in range(max(longest("units"), longest("symbols")), 0, -1):
        piece = tokens[start : start + size]
        if len(piece) < size:
            continue
        unit = symbols.get(tuple(t.text for t in piece)) or words.get(tuple(t.lower for t in piece))
        if unit is None or not _whole(tokens, start, size):
            continue
        if size == 1 and not _plausible(tokens, start, i, unit, numeral):
            continue
        if unit.name == "pound-mass" and piece[0].lower.startswith("pound"):
            unit = _pound(tokens, start + size, numeral, unit)
        end = start + size
        if start < len(tokens) and tokens[start - 1].text == "<" and end < len(tokens) and tokens[end].text == ">":
            end += 1
        return _squared(tokens, unit, end)
    return None, i


def _whole(tokens: list[Token], start: int, size: int) -> bool:
    """Tell whether the unit is not the beginning of a longer word ("km" in "km2", "mg" in "mg2a")."""
    end = start + size
    if end >= len(tokens) or not tokens[end].glued:
        return True
    return tokens[end].kind not in "nw" or (tokens[end - 1].kind == "s" and tokens[end].kind == "w")


def _plausible(tokens: list[Token], start: int, i: int, unit: Unit, numeral: Numeral | None) -> bool:
    """Weigh symbols that are words too: "2 in", "9 E", "5 A", "the 1960s", "two second-half goals"."""
    token = tokens[start]
    after = tokens[start + 1].lower if start + 1 < len(tokens) else ""
    word = (token.lower,) in units()[0]
    if token.lower == "in":
        return after in ("", ".", ",", ")", "x", "×", "thick", "long", "wide", "tall", "high", "deep", "-") and bool(
            not token.glued or after not in ("",)
        )
    if token.lower == "second":
        whole = numeral is not None and numeral.value is not None and float(numeral.value).is_integer()
        return start > i or not whole or (numeral is not None and numeral.value == 1)
    if token.text in ("s", "d"):
        return (
            token.glued
            and start == i
            and bool(
                numeral
                and numeral.value is not None
                and ((numeral.value < 1000 and numeral.value % 10) or numeral.value % 1)
            )
        )
    if token.text == "b" or token.text == "x":
        return token.glued or (token.text == "b" and after in (".", "", ","))
    if token.text == "A":
        return token.glued and start == i
    if len(token.text) == 1 and token.kind == "w" and not word:
        # A capital letter apart from the number may be an initial or a grade.
        return start == i and (
            token.glued
            or after in ("", ".", ",", ")", ";", "and", "or", "to", "of", "per", "/", "ethanol")
            or (bool(after) and after[0].islower())
        )
    if (
        not word
        and not token.glued
        and start == i
        and token.text in ("PS", "mo", "mt", "MP", "mp", "mb", "ha", "st", "h")
    ):
        return token.text in ("ha", "MP", "PS") and not (
            start + 1 < len(tokens) and tokens[start + 1].text[0].isupper()
        )
    return True


def _pound(tokens: list[Token], end: int, numeral: Numeral | None, weight: Unit) -> Unit:
    """Tell a pound of money from one of weight: large sums are money."""
    if tokens[end - 1].lower not in ("pound", "pounds"):
        return weight
    large = numeral is not None and (numeral.value or numeral.high or 0) >= _MILLION
    return currencies()[0][("pound", "sterling")] if large else weight


def _squared(tokens: list[Token], unit: Unit, end: int) -> tuple[Unit, int]:
    """Read "km^2", "km squared", "m3"."""
    if unit.dimension == "length" and end < len(tokens):
        power = {"squared": ("square", 2), "cubed": ("cubic", 3)}.get(tokens[end].lower)
        size = 1
        if tokens[end].text == "^" and end + 1 < len(tokens) and tokens[end + 1].text in ("2", "3"):
            power, size = (("square", 2), ("cubic", 3))[tokens[end + 1].text == "3"], 2
        if power:
            name, exponent = power
            return Unit(f"{name} {unit.name}", ("area", "volume")[exponent - 2], unit.factor**exponent), end + size
    return unit, end


def _per(tokens: list[Token], i: int) -> tuple[str, int]:
    """Read "per square foot", "/h", "a barrel", "-a-day", "an ounce"; the unit's name in the singular."""
    step = i
    if (
        step + 1 < len(tokens)
        and tokens[step].text in DASHES[:3]
        and tokens[step].glued
        and tokens[step + 1].lower in ("a", "an", "per")
    ):
        step += 1
    if step >= len(tokens):
        return "", i
    word = tokens[step].lower
    if word not in ("per", "a", "an", "each", "every", "/", "apiece"):
        return "", i
    if word == "/" and not tokens[step].glued:
        return "", i
    start = step + 1
    unit, end = unit_at(tokens, start)
    if unit is not None and unit.dimension in (
        "time",
        "volume",
        "mass",
        "length",
        "area",
        "energy",
        "mass tons",
        "data",
    ):
        if word in ("each", "every") and unit.dimension != "time":
            return "", i
        if end < len(tokens) and tokens[end].lower in word_set("words", "not_per"):
            return "", i
        if (
            end < len(tokens)
            and tokens[end].glued
            and tokens[end].text == "-"
            and end + 1 < len(tokens)
            and word in ("a", "an")
        ):
            return "", i
        return unit.name, end
    if start < len(tokens) and tokens[start].kind == "w" and tokens[start].lower in word_set("words", "per"):
        return tokens[start].lower, start + 1
    if word == "per" and start < len(tokens) and tokens[start].kind == "w":
        return tokens[start].lower, start + 1
    return "", i


def _ranges(tokens: list[Token], found: list[Amount]) -> list[Amount]:
    joined: list[Amount] = []
    for amount in found:
        if joined:
            pair = _join(tokens, joined[-1], amount)
            if pair is not None:
                joined[-1] = pair
                continue
        joined.append(amount)
    return joined


def _join(tokens: list[Token], a: Amount, b: Amount) -> Amount | None:
    """Join two amounts that are written as a range; None where they are not."""
    if a.value is None or b.value is None or a.joined or a.form == "share" or b.form == "share":
        return None
    between = [t.lower for t in tokens[a.last : b.first]]
    # "8- to 16-metre" and "40- to 50-year-olds" leave a hyphen hanging; "to-260,000" has one before.
    link = "".join(between).strip("-") if len(between) > 1 else "".join(between)
    before = tokens[a.first - 1].lower if a.first else ""
    if link in ("-", "–", "—", "−", "‐", "‑", "~", "-–"):
        how = "dash"
        if link == "—" and not tokens[a.last].glued:
            return None
    elif link in ("to", "through", "until"):
        how = "from" if before == "from" or _earlier(tokens, a.first, "from") else "to"
        if before == "between":
            how = "between"
    elif link == "and" and (before == "between" or _earlier(tokens, a.first, "between")):
        how = "between"
    elif link == "or" and a.form == b.form == "words" and a.unit is None and b.value - a.value in (1, 2, 5, 10):
        how = "or"
    else:
        return None
    if b.signed == "-" and how == "dash":
        return None
    if how == "to" and before == "by" and a.unit is not None and b.unit is not None:
        # "Rose by $3m to $12m": by how much, and to what.
        return None
    if a.unit is not None and b.unit is not None and a.unit != b.unit and not (a.unit.plain and b.unit.plain):
        return None
    if (
        a.unit is not None
        and b.unit is None
        and not (a.unit.plain or a.unit.name in _PERCENT or how in ("from", "between"))
    ):
        return None
    unit, per = b.unit or a.unit, b.per or a.per
    if a.unit is not None and b.unit is not None and a.unit.name != b.unit.name:
        unit = a.unit if b.unit.name == "USD" else b.unit
    low = a.value
    if a.scaled == 1.0 and b.scaled != 1.0 and b.form in ("digits", "words") and b.form == a.form:
        bare = b.value / (b.scaled if b.form == "digits" else _last_scale(tokens, b))
        if bare and (
            abs(a.value) < abs(bare)
            or a.value == bare
            or (a.unit is not None and a.unit.plain and a.value < 1000 <= b.value and a.value != round(a.value))
        ):
            low = a.value * (b.value / bare)
    elif a.scaled == 1.0 and b.scaled != 1.0 and a.form == "words" and b.form == "words":
        low = a.value
    if how == "to" and not low < b.value:
        return None
    if how == "dash" and not low < b.value and b.unit is None:
        return None
    first = a.first
    if how in ("between", "from") and before in ("between", "from"):
        first -= 1
    return Amount(
        first,
        b.last,
        (a.number[0], b.number[1]),
        None,
        low,
        b.value,
        b.form,
        b.scaled,
        unit,
        per,
        how,
        parts=(replace(a, value=low, unit=unit, per=per), replace(b, unit=unit, per=per)),
    )


def _last_scale(tokens: list[Token], b: Amount) -> float:
    word = tokens[b.number[1] - 1].lower
    return numbers()["multiplier"].get(word, 1.0)


def _earlier(tokens: list[Token], first: int, word: str) -> bool:
    """Tell whether "from" or "between" stands a word or two before ("from about 14")."""
    return any(tokens[k].lower == word for k in range(max(0, first - 3), first))
