"""What stands around a number: the noun it counts, the change it measures, whether it is an age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.figures.lexicon import Unit, word_set
from accordingto.figures.measured import DASHES, Amount
from accordingto.figures.tokens import Token
from accordingto.figures.walking import sentence_end

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Word


def change_of(tokens: list[Token], first: int, amount: Amount) -> str:
    """Tell the direction of a change whose size the number is: "rose (by) 5 %", "up 5 %", "+5 %"."""
    if amount.signed == "+":
        return "up"
    gap = word_set("words", "change_gap")
    up, down = word_set("words", "up"), word_set("words", "down")
    for k in range(first - 1, max(-1, first - 5), -1):
        word = tokens[k].lower
        if word in up:
            return "" if word == "up" and k and tokens[k - 1].lower in word_set("words", "phrasal") else "up"
        if word in down:
            return "down"
        if word not in gap and not word.endswith("ly"):
            break
    return _moved_by(tokens, first, amount)


def _moved_by(tokens: list[Token], first: int, amount: Amount) -> str:
    """ "It will grow sales by 35 %", "Urban was down 2.3 %, Orbis by 2.6 %": what is moved stands between."""
    share = amount.unit is not None and amount.unit.dimension.startswith("share")
    if first < 1 or tokens[first - 1].lower != "by" or not share:
        return ""
    for k in range(first - 2, max(-1, first - 2 - _MOVED), -1):
        word = tokens[k].lower
        if word in word_set("words", "up"):
            return "up"
        if word in word_set("words", "down"):
            return "down"
        if word in _ENDS:
            return ""
    return ""


_MOVED = 8
_ENDS = (".", ";", ":", "and", "but", "while", "that", "which", "who")


def is_age(tokens: list[Token], amount: Amount, word: Word, noun: int | None) -> bool:
    """Ages after "aged", "turned", and what somebody is: "he will be 35 by May", "life expectancy is around 73"."""
    i, _ = amount.number
    if not _living(amount):
        return False
    before = tokens[amount.first - 1].lower if amount.first else ""
    if before in ("aged", "age") or (before == "of" and i >= 2 and tokens[amount.first - 2].lower in ("age", "ages")):
        return True
    # The parser often leaves a number after "around" hanging.
    verb = next((w for w in word.doc[max(0, word.i - 3) : word.i] if w.lemma_ in ("be", "turn")), None)
    if noun is not None or verb is None:
        return False
    whose = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if whose is None:
        return False
    return whose.lower_ in ("he", "she") or whose.lemma_.lower() in ("expectancy", "lifespan")


def _living(amount: Amount) -> bool:
    if (amount.value is None and not amount.joined) or amount.form not in ("digits", "words"):
        return False
    oldest = amount.high if amount.joined else amount.value
    return oldest is not None and 0 < oldest < 120 and amount.scaled == 1.0


def follows_name(tokens: list[Token], amount: Amount, word: Word) -> bool:
    """Ages between commas after a name: "Mary Hill, 65, said"."""
    i, j = amount.number
    doc = word.doc
    before = tokens[amount.first - 1].lower if amount.first else ""
    after = tokens[j].text if j < len(tokens) else "."
    if not _living(amount) or before != "," or i < 2 or word.i < 2:
        return False
    if j < len(tokens) and not tokens[j].glued and "\n" in doc.text[tokens[j - 1].end : tokens[j].start]:
        # A heading or caption: "Mary Hill, 65".
        after = "."
    if after in (",", ".", ")", ";"):
        name = doc[word.i - 2]
        # A surname that is a town's, too, acts: "Lincoln, 66, has retired".
        person = name.ent_type_ in ("PERSON", "ORG", "") or name.dep_ == "nsubj"
        return name.pos_ == "PROPN" and person and amount.form == "digits"
    return False


def noun_of(
    doc: Doc, begin: int, word: Word, unit: Unit | None
) -> tuple[int | None, tuple[int, int] | None, str, bool]:
    """Find the noun that a number counts, from the parser's token ``begin`` on.

    Returns the noun's token, the tokens from ``begin`` to it, the whole that the number is part of
    ("of the 60 passengers") and whether it is such a part.
    """
    limit = sentence_end(word)
    i = begin
    if i < limit and doc[i].text in DASHES and not doc[i - 1].whitespace_:
        i += 1
        # "a two-term mayor" counts terms.
        if i < limit and doc[i].pos_ in ("NOUN", "PROPN", "ADJ") and not doc[i - 1].whitespace_:
            return i, (i, i + 1), "", False
    of = i < limit and doc[i].lower_ == "of"
    partitive, whole = False, ""
    if of and i + 1 < limit:
        inner = i + 1
        partitive = doc[inner].pos_ in ("DET", "PRON", "NUM") or doc[inner].lower_ in ("the", "those", "these", "all")
        while inner < limit and (doc[inner].pos_ in ("DET", "NUM", "PRON") or doc[inner].lower_ in ("the", "all")):
            inner += 1
        last = _phrase_end(doc, inner, limit)
        if last is None:
            return None, None, "", partitive
        whole = doc[i + 1 : last + 1].text if partitive else ""
        return last, (i + 1, last + 1), whole, partitive
    last = _phrase_end(doc, i, limit)
    if last is None:
        return None, None, "", False
    return last, (i, last + 1), "", False


def _phrase_end(doc: Doc, i: int, limit: int) -> int | None:
    """Return the head of the noun phrase whose first word after the number is token ``i``."""
    last, start = None, i
    while i < limit and i - start < 8:
        token = doc[i]
        if _opens_date(doc, i):
            break
        if token.pos_ in ("NOUN", "PROPN") and not token.like_num:
            last = i
        elif (
            (token.is_digit and last is None and start < i < limit - 1 and doc[i + 1].pos_ == "PROPN")
            or token.pos_ == "ADJ"
            or (token.tag_ in ("VBN", "VBG", "JJ") and last is None)
            or (
                token.text in DASHES
                or token.tag_ == "POS"
                or (token.pos_ == "ADV" and i + 1 < limit and doc[i + 1].pos_ == "ADJ")
            )
            or (
                last is None
                and token.text in (",", "and", "or")
                and i > start
                and i + 1 < limit
                and doc[i + 1].pos_ == "ADJ"
            )
            or (token.lower_ == "and" and last is not None and _coordinated(doc, last, i, limit))
        ):
            pass
        else:
            break
        i += 1
    return last


def _opens_date(doc: Doc, i: int) -> bool:
    """Tell a date that follows the noun phrase: "sales of $2bn last year", "30 people Monday"."""
    token = doc[i]
    if token.lower_ in ("last", "this", "next", "yesterday", "today", "tomorrow"):
        return token.ent_type_ in ("DATE", "TIME") or token.pos_ == "NOUN"
    days = word_set("words", "weekday") | word_set("words", "month")
    return token.text[:1].isupper() and token.lower_ in days and token.ent_type_ in ("DATE", "TIME")


def _coordinated(doc: Doc, last: int, i: int, limit: int) -> bool:
    """Tell "Kia and Hyundai vehicles" from "soldiers and tanks"."""
    return (
        i + 2 < limit
        and doc[last].pos_ == "PROPN"
        and doc[i + 1].pos_ == "PROPN"
        and doc[i + 2].tag_ in ("NNS", "NNPS")
        and doc[last].tag_ == "NNP"
    )
