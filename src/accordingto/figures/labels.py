"""Numbers that name something: part of a word or of a name, a type, an address, a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.figures.lexicon import word_set
from accordingto.figures.measured import DASHES, Amount
from accordingto.figures.tokens import Token, lower_at, token_at
from accordingto.figures.walking import neighbour, sentence_end

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

_TYPE = 3
"""Digits of most types of aircraft, cars and rifles."""
_SINGULAR = ("a", "an", "the", "own", "s", "its", "this", "that")


def is_label(tokens: list[Token], amount: Amount, word: Word | None) -> bool:
    """Tell whether a number written in digits is part of a name: "M25", "iPhone 11", "49 Zorro Ranch Road".

    Parameters
    ----------
    tokens : list of Token
        The text's tokens.
    amount : Amount
        The number with what was read around it.
    word : spacy Token or None
        The last of the parser's tokens that holds the number.

    Returns
    -------
    bool
    """
    return (
        _coded(tokens, amount)
        or _part_of_word(tokens, amount)
        or _named(tokens, amount, word)
        or _address(tokens, amount, word)
        or _identifier(tokens, amount, word)
    )


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
    before = token_at(tokens, i - 1)
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
    after = token_at(tokens, j)
    if after is None or not after.glued or amount.last > j:
        return False
    if after.kind == "w" and after.lower not in ("plus", "odd", "ish"):
        return True
    return after.text in "_@#\\" or (
        after.text == "/" and j + 1 < len(tokens) and tokens[j + 1].glued and tokens[j + 1].kind == "n"
    )


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
    previous = neighbour(word, -1) if not amount.joined else None
    following = neighbour(word, 1)
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
    following = neighbour(word, 1)
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
    following = neighbour(word, 1)
    i, j = amount.number
    digits = tokens[i].text
    if digits.isdigit() and {lower_at(tokens, j), lower_at(tokens, j + 1)} & word_set("words", "coded"):
        return True
    if j - i > 1 or amount.unit is not None or amount.scaled != 1.0 or not digits.isdigit():
        return False
    return (digits[0] == "0" and len(digits) > 1) or (
        len(digits) >= 8 and (following is None or following.pos_ not in ("NOUN", "ADJ"))
    )
