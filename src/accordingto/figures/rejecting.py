"""Numbers that count nothing: dates, times, ages, scores, phone numbers, list marks, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from accordingto.figures.labels import is_label
from accordingto.figures.lexicon import bounds, word_set
from accordingto.figures.measured import DASHES, Amount
from accordingto.figures.numerals import read_digits
from accordingto.figures.phrases import follows_name
from accordingto.figures.tokens import Token, lower_at, token_at
from accordingto.figures.walking import neighbour

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

_HOUR = re.compile(r"(?:[01]?\d|2[0-3])[.][0-5]\d")
_NOON = 12
_AT = ("at", "until", "till", "since", "before", "after", "around", "from")
_YEARS = (1000, 2200)
"""Four digits from the first to before the last may be a year."""

_RECENT = (1900, 2100)
_COUNTED = ("NOUN", "PROPN", "ADJ", "SYM")


def is_no_quantity(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """Tell whether an amount is a date, a time, a score, part of a name or the like.

    Parameters
    ----------
    tokens : list of Token
        The text's tokens.
    amount : Amount
        The number with what was read around it.
    word : spacy Token or None
        The last of the parser's tokens that holds the number.
    """
    i, j = amount.number
    if _hour(tokens, amount):
        return True
    if amount.form in ("digits", "fraction", "share") and tokens[i].kind == "n":
        return (
            is_label(tokens, amount, word)
            or _aged(tokens, amount, word)
            or _clock(tokens, amount)
            or _stamp(tokens, amount, word)
            or _date(tokens, amount)
            or _year(tokens, amount, word)
            or _score(tokens, amount, word)
            or _chain(tokens, i, j)
            or _list_mark(tokens, i, j, word)
        )
    if amount.form == "words" or amount.form == "fraction":
        return _idle_word(tokens, amount, word)
    return False


def _aged(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """ "Mary Hill, 65, said": the age tells who is meant."""
    return amount.unit is None and word is not None and follows_name(tokens, amount, word)


def _clock(tokens: list[Token], amount: Amount) -> bool:
    i, j = amount.number
    after = token_at(tokens, j)
    if (
        after is not None
        and after.text == ":"
        and after.glued
        and j + 1 < len(tokens)
        and tokens[j + 1].glued
        and tokens[j + 1].kind == "n"
    ):
        return True
    if i >= 2 and tokens[i].glued and tokens[i - 1].text == ":" and tokens[i - 1].glued and tokens[i - 2].kind == "n":
        return True
    if (amount.value is not None and 0 <= amount.value <= 24) or amount.joined:
        clock = word_set("words", "clock")
        low = lower_at(tokens, j)
        minutes = tokens[j - 1].text.partition(".")[2]
        if len(minutes) in (0, 2) and (
            low in clock or (low in ("a", "p") and [lower_at(tokens, j + k) for k in (1, 2)] == [".", "m"])
        ):
            return not (amount.last > j and amount.unit is not None and amount.unit.name == "picometre")
    return False


def _hour(tokens: list[Token], amount: Amount) -> bool:
    """ "At eight this morning", "until 9 in the evening"."""
    i, j = amount.number
    if amount.unit is not None or amount.value is None or not 1 <= amount.value <= _NOON or i != amount.first:
        return False
    behind = tuple(lower_at(tokens, k) for k in (j, j + 1, j + 2))
    part = behind[1] if behind[0] in ("this", "that", "yesterday", "tomorrow") else behind[2]
    told = behind[0] in ("this", "that", "yesterday", "tomorrow") or behind[:2] == ("in", "the")
    return lower_at(tokens, i - 1) in _AT and told and part in ("morning", "afternoon", "evening")


def _stamp(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """ "09.30 Good morning from Jambes": when an entry of a live report was written."""
    i, j = amount.number
    after = token_at(tokens, j)
    if amount.unit is not None or word is None or after is None or not _HOUR.fullmatch(tokens[i].text):
        return False
    begins = word.i == 0 or "\n" in word.nbor(-1).text
    return begins and not after.glued and not after.text[0].islower() and after.kind != "n"


def _date(tokens: list[Token], amount: Amount) -> bool:
    """March 29; 29 March; Feb. 21; July 4, 2016; 21-23 May; 12/05/2024."""
    if amount.unit is not None and amount.unit.plain:
        return False
    i, j = amount.number
    months = word_set("words", "month")
    k = i - 1
    if lower_at(tokens, k) == "." and tokens[k].glued:
        k -= 1
    before, after = token_at(tokens, k), token_at(tokens, j)
    number = read_digits(tokens[j - 1].text)
    small = (
        number is not None and (1 <= number <= 31 or _YEARS[0] <= number < _YEARS[1]) and "," not in tokens[j - 1].text
    )
    if not small or (amount.last > j and amount.unit is not None):
        return False
    if before is not None and before.lower in months and before.text[0].isupper():
        return True
    return after is not None and after.lower in months and after.text[0].isupper() and not after.glued


def _year(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    i, j = amount.number
    if amount.unit is not None or (amount.first < i and tokens[amount.first].lower not in ("from", "between")):
        return False
    years = [t for t in tokens[i:j] if t.kind == "n"]
    values = [read_digits(t.text) for t in years]
    if (
        not years
        or not all(t.text.isdigit() and len(t.text) in (2, 4) for t in years)
        or values[0] is None
        or len(years[0].text) != 4
    ):
        return False
    if not _YEARS[0] <= values[0] < _YEARS[1]:
        return False
    if amount.joined:
        last = values[-1]
        return len(years[-1].text) == 2 or (last is not None and _RECENT[0] <= values[0] <= last < _RECENT[1])
    if amount.scaled != 1.0:
        return False
    following = neighbour(word, 1)
    bounded = any(key[-1:] == (lower_at(tokens, i - 1),) for key in bounds("before"))
    counted = following is not None and following.tag_ in ("NNS", "NNPS") and not following.is_title
    if _RECENT[0] <= values[0] < _RECENT[1] and not bounded:
        # Counts in this range are written with a comma.
        return not (counted and word is not None and word.ent_type_ in ("CARDINAL", "QUANTITY")) or i == 0
    if word is not None and word.ent_type_ == "DATE" and not counted:
        return True
    if counted:
        return word is not None and word.ent_type_ == "DATE" and not bounded
    if lower_at(tokens, i - 1) in word_set("words", "before_year"):
        return True
    if (
        following is not None
        and following.pos_ in ("NOUN", "PROPN", "ADJ")
        and not (_RECENT[0] <= values[0] < _RECENT[1])
    ):
        return False
    return _RECENT[0] <= values[0] < _RECENT[1]


def _score(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """Two numbers with a dash and nothing counted after them: 3-2, 89-89."""
    i, j = amount.number
    if amount.unit is not None or amount.scaled != 1.0:
        return False
    dash, other = token_at(tokens, j), token_at(tokens, j + 1)
    glued = (
        dash is not None
        and dash.text in DASHES
        and dash.glued
        and other is not None
        and other.glued
        and other.kind == "n"
    )
    sides = [lower_at(tokens, j + k) for k in range(3)], [lower_at(tokens, i - k) for k in (3, 2, 1)]
    if ["-", "to", "-"] in sides:
        return True
    mirrored = (
        i >= 2
        and tokens[i].glued
        and tokens[i - 1].text in DASHES
        and tokens[i - 1].glued
        and tokens[i - 2].kind == "n"
    )
    if (glued or mirrored) and not amount.joined:
        return True
    if amount.joined != "dash" or not tokens[i + 1].glued or tokens[i + 1].text not in DASHES:
        return False
    following = neighbour(word, 1)
    noun = following is not None and (following.pos_ in ("NOUN", "ADJ") or following.tag_ in ("NNS", "NNPS"))
    if noun and following is not None and following.lemma_.lower() in word_set("words", "result"):
        return True
    return not noun and amount.high is not None and abs(amount.high) < 200


def _chain(tokens: list[Token], i: int, j: int) -> bool:
    """Three numbers or more with dashes or dots between, as in phone numbers and dates."""
    links = 0
    k = j
    while (
        k + 1 < len(tokens)
        and links < 3
        and tokens[k].text in (*DASHES, "/")
        and tokens[k].glued
        and tokens[k + 1].glued
    ):
        if tokens[k + 1].kind != "n":
            break
        links, k = links + 1, k + 2
    k = i
    while k >= 2 and links < 3 and tokens[k].glued and tokens[k - 1].text in (*DASHES, "/") and tokens[k - 1].glued:
        if tokens[k - 2].kind != "n":
            break
        links, k = links + 1, k - 2
    inner = sum(t.text in DASHES for t in tokens[i:j])
    if inner + links >= 2:
        return True
    phone = word_set("words", "phone")
    return inner + links == 1 and any(t.lower in phone for t in tokens[max(0, i - 4) : i])


def _list_mark(tokens: list[Token], i: int, j: int, word: Word | None) -> bool:
    """A number that opens a line and is followed by a full stop or a bracket."""
    after = token_at(tokens, j)
    if after is None or after.text not in (".", ")") or not after.glued or j - i > 1:
        return False
    opens = word is None or word.i == 0 or "\n" in word.nbor(-1).text
    return opens and j + 1 < len(tokens) and not tokens[j + 1].glued


def _idle_word(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """A number word that counts nothing: "no one", "one another", "one-time", "the two"."""
    i, j = amount.number
    if word is None:
        return False
    if amount.unit is not None:
        return lower_at(tokens, i - 1) in ("no",)
    before, after = lower_at(tokens, i - 1), lower_at(tokens, j)
    previous = neighbour(word, -1)
    if before in ("top", "bottom") and (ahead := neighbour(word, 1)) is not None and ahead.pos_ not in _COUNTED:
        # Places of a table: "slipped towards the bottom three".
        return j - i == 1 and after != "of"
    if tokens[i].text[0].isupper() and previous is not None and previous.pos_ == "PROPN" and j - i == 1:
        return True
    if after in DASHES and tokens[j].glued and amount.form == "words" and amount.scaled == 1.0:
        # "one-time", "two-door": a hyphen is left for units and counted nouns.
        if lower_at(tokens, j + 1) in (",", "and", "or", "to"):
            return False
        following = neighbour(word, 2)
        if amount.value == 1 or following is None or following.pos_ not in ("NOUN", "PROPN"):
            return True
    if amount.form == "words" and amount.value == 1 and j - i == 1:
        if before in word_set("words", "not_one") or after in word_set("words", "not_after_one"):
            return True
        if before in DASHES and i >= 2:
            return True
        following = neighbour(word, 1)
        if after == "of":
            return False
        return following is None or following.pos_ not in ("NOUN", "ADJ", "PROPN") or word.pos_ == "PRON"
    return False
