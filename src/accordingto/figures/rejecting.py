"""Tell numbers that count nothing: dates, times, ordinals, scores, names, addresses, list marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.figures.lexicon import bounds, word_set
from accordingto.figures.measured import DASHES, Amount
from accordingto.figures.numerals import read_digits
from accordingto.figures.phrases import follows_name
from accordingto.figures.tokens import Token
from accordingto.figures.walking import neighbour, sentence_end

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

YEARS = (1000, 2200)
"""Four digits from the first to before the last may be a year."""

_RECENT = (1900, 2100)
_COUNTED = ("NOUN", "PROPN", "ADJ", "SYM")
_ORDINALS = ("st", "nd", "rd", "th")
_TYPE = 3
"""Digits of most types of aircraft, cars and rifles."""
_SINGULAR = ("a", "an", "the", "own", "s", "its", "this", "that")


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
    if amount.form in ("digits", "fraction", "share") and tokens[i].kind == "n":
        return (
            _coded(tokens, amount)
            or _aged(tokens, amount, word)
            or _part_of_word(tokens, amount)
            or _clock(tokens, amount)
            or _date(tokens, amount)
            or _year(tokens, amount, word)
            or _score(tokens, amount, word)
            or _chain(tokens, i, j)
            or _named(tokens, amount, word)
            or _address(tokens, amount, word)
            or _identifier(tokens, amount, word)
            or _list_mark(tokens, i, j, word)
        )
    if amount.form == "words" or amount.form == "fraction":
        return _idle_word(tokens, amount, word)
    return False


def _at(tokens: list[Token], i: int) -> Token | None:
    return tokens[i] if 0 <= i < len(tokens) else None


def _low(tokens: list[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _coded(tokens: list[Token], amount: Amount) -> bool:
    """R22, R2-D2 and the R61 are no rands, as R7.9bn and R12,500 are; a PS5 costs no £5."""
    i, j = amount.number
    if i == 0 or tokens[i - 1].text not in ("R", "PS"):
        return False
    large = any("," in t.text or t.kind == "w" or t.text.lower().endswith(("m", "bn", "k")) for t in tokens[i:j])
    return not (large and tokens[i].glued)


def _part_of_word(tokens: list[Token], amount: Amount) -> bool:
    """M25, TPP-11, #4, a_1, J1149+66, 96th, 9AB8, 5G, 1960s, 3.2.1/4."""
    i, j = amount.number
    first = amount.first
    before = _at(tokens, i - 1)
    if before is not None and tokens[i].glued and first == i:
        if before.kind == "w" or before.text in "#@_/\\^" or before.text in "'’":
            return True
        if before.text == "+" and before.glued and i >= 3 and tokens[i - 2].glued and tokens[i - 3].kind == "w":
            return True
        if before.text in DASHES and before.glued and i >= 2 and not amount.joined:
            word = tokens[i - 2]
            if word.kind == "w" and word.lower not in ("to", "plus", "top", "over", "under", "sub", "now"):
                return True
            if word.kind == "n":
                return True
    if amount.signed == "-" and first > 0 and tokens[first - 1].text.isupper() and len(tokens[first - 1].text) > 1:
        # "COVID -19": a name's number come loose.
        return amount.unit is None and amount.scaled == 1.0
    after = _at(tokens, j)
    if after is None or not after.glued or amount.last > j:
        return False
    if after.kind == "w" and after.lower not in ("plus", "odd", "ish"):
        return True
    return after.text in "_@#\\" or (
        after.text == "/" and j + 1 < len(tokens) and tokens[j + 1].glued and tokens[j + 1].kind == "n"
    )


def _aged(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """ "Mary Hill, 65, said": the age tells who is meant."""
    return amount.unit is None and word is not None and follows_name(tokens, amount, word)


def _clock(tokens: list[Token], amount: Amount) -> bool:
    i, j = amount.number
    after = _at(tokens, j)
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
        low = _low(tokens, j)
        minutes = tokens[j - 1].text.partition(".")[2]
        if len(minutes) in (0, 2) and (
            low in clock or (low in ("a", "p") and [_low(tokens, j + k) for k in (1, 2)] == [".", "m"])
        ):
            return not (amount.last > j and amount.unit is not None and amount.unit.name == "picometre")
    return False


def _date(tokens: list[Token], amount: Amount) -> bool:
    """March 29; 29 March; Feb. 21; July 4, 2016; 21-23 May; 12/05/2024."""
    if amount.unit is not None and amount.unit.plain:
        return False
    i, j = amount.number
    months = word_set("words", "month")
    k = i - 1
    if _low(tokens, k) == "." and tokens[k].glued:
        k -= 1
    before, after = _at(tokens, k), _at(tokens, j)
    number = read_digits(tokens[j - 1].text)
    small = (
        number is not None and (1 <= number <= 31 or YEARS[0] <= number < YEARS[1]) and "," not in tokens[j - 1].text
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
    if not YEARS[0] <= values[0] < YEARS[1]:
        return False
    if amount.joined:
        last = values[-1]
        return len(years[-1].text) == 2 or (last is not None and _RECENT[0] <= values[0] <= last < _RECENT[1])
    if amount.scaled != 1.0:
        return False
    following = _at_word(word, 1)
    bounded = any(key[-1:] == (_low(tokens, i - 1),) for key in bounds("before"))
    counted = following is not None and following.tag_ in ("NNS", "NNPS") and not following.is_title
    if _RECENT[0] <= values[0] < _RECENT[1] and not bounded:
        # Counts in this range are written with a comma.
        return not (counted and word is not None and word.ent_type_ in ("CARDINAL", "QUANTITY")) or i == 0
    if word is not None and word.ent_type_ == "DATE" and not counted:
        return True
    if counted:
        return word is not None and word.ent_type_ == "DATE" and not bounded
    if _low(tokens, i - 1) in word_set("words", "before_year"):
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
    dash, other = _at(tokens, j), _at(tokens, j + 1)
    glued = (
        dash is not None
        and dash.text in DASHES
        and dash.glued
        and other is not None
        and other.glued
        and other.kind == "n"
    )
    to = [_low(tokens, j + k) for k in range(3)] == ["-", "to", "-"] or [_low(tokens, i - k) for k in (3, 2, 1)] == [
        "-",
        "to",
        "-",
    ]
    if to:
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
    following = _at_word(word, 1)
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


def _named(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """iPhone 11, Channel 5, Section 230, page 12, No. 10, S&P 500."""
    i, j = amount.number
    if amount.first < i or (
        amount.unit is not None and amount.last > j and (amount.unit.plain or len(tokens[amount.last - 1].text) > 1)
    ):
        return False
    if amount.scaled != 1.0 or word is None or i == 0:
        return False
    before = tokens[i - 1]
    previous = _at_word(word, -1) if not amount.joined else None
    following = _at_word(word, 1)
    counted = following is not None and following.tag_ in ("NNS", "NNPS")
    if before.lower == "." and i >= 2 and tokens[i - 2].lower in ("no", "nos", "vol", "art", "sec", "ch"):
        return True
    if before.lower in word_set("words", "label") and not (counted and before.text.islower()):
        return before.lower not in ("no", "order", "case") or before.text[0].isupper()
    if previous is None or amount.joined:
        return False
    if (
        before.kind == "w"
        and previous.pos_ == "PROPN"
        and before.text[0:1].isupper() | any(c.isupper() for c in before.text)
    ):
        days = word_set("words", "weekday") | word_set("words", "month")
        if before.lower in days:
            return False
        apart = following is None or not counted or (word.dep_ == "nummod" and word.head.i < word.i)
        return apart and amount.unit is None
    return word.pos_ == "PROPN" and previous.pos_ == "PROPN" and not counted and amount.unit is None


def _address(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """49 Zorro Ranch Road: a number, then a name in the singular, at the start of a phrase."""
    if (
        word is None
        or amount.unit is not None
        or amount.scaled != 1.0
        or (amount.value is not None and amount.value > 99_999)
    ):
        return False
    i = amount.first
    following = _at_word(word, 1)
    if any(
        t.lower in word_set("words", "street") and t.text[0].isupper() for t in tokens[amount.last : amount.last + 4]
    ):
        return following is not None and following.text[0].isupper()
    # "Its own 787 Dreamliner" is a type.
    typed = i > 0 and len(tokens[i].text) == _TYPE and tokens[i - 1].lower in _SINGULAR
    if (
        following is None
        or following.tag_ not in (("NNP", "NN") if typed else ("NNP",))
        or not following.text[0].isupper()
        or word.ent_type_ in ("MONEY", "PERCENT")
        or not tokens[amount.number[0]].text.isdigit()
    ):
        return False
    head = following
    end = sentence_end(word)
    while head.i + 1 < end and head.nbor().pos_ in ("PROPN", "NOUN"):
        head = head.nbor()
    if head.tag_ in ("NNS", "NNPS") or (head.pos_ == "NOUN" and head is not following):
        return False
    return i == 0 or typed or tokens[i - 1].lower in (",", ":", "at", "(", "and", ";", "in", "-")


def _identifier(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """A long run of digits that counts nothing."""
    following = _at_word(word, 1)
    i, j = amount.number
    digits = tokens[i].text
    if digits.isdigit() and {_low(tokens, j), _low(tokens, j + 1)} & word_set("words", "coded"):
        return True
    if j - i > 1 or amount.unit is not None or amount.scaled != 1.0 or not digits.isdigit():
        return False
    return (digits[0] == "0" and len(digits) > 1) or (
        len(digits) >= 8 and (following is None or following.pos_ not in ("NOUN", "ADJ"))
    )


def _list_mark(tokens: list[Token], i: int, j: int, word: Word | None) -> bool:
    """A number that opens a line and is followed by a full stop or a bracket."""
    after = _at(tokens, j)
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
        return _low(tokens, i - 1) in ("no",)
    before, after = _low(tokens, i - 1), _low(tokens, j)
    previous = _at_word(word, -1)
    if before in ("top", "bottom") and (ahead := _at_word(word, 1)) is not None and ahead.pos_ not in _COUNTED:
        # Places of a table: "slipped towards the bottom three".
        return j - i == 1 and after != "of"
    if tokens[i].text[0].isupper() and previous is not None and previous.pos_ == "PROPN" and j - i == 1:
        return True
    if after in DASHES and tokens[j].glued and amount.form == "words" and amount.scaled == 1.0:
        # "one-time", "two-door": a hyphen is left for units and counted nouns.
        if _low(tokens, j + 1) in (",", "and", "or", "to"):
            return False
        following = _at_word(word, 2)
        if amount.value == 1 or following is None or following.pos_ not in ("NOUN", "PROPN"):
            return True
    if amount.form == "words" and amount.value == 1 and j - i == 1:
        if before in word_set("words", "not_one") or after in word_set("words", "not_after_one"):
            return True
        if before in DASHES and i >= 2:
            return True
        following = _at_word(word, 1)
        if after == "of":
            return False
        return following is None or following.pos_ not in ("NOUN", "ADJ", "PROPN") or word.pos_ == "PRON"
    return False


def _at_word(word: Word | None, step: int) -> Word | None:
    return None if word is None else neighbour(word, step)
