"""What sort of body the words of a description or a name tell: "the union", "Orbis Shipping", "Bank of Portugal"."""

from __future__ import annotations

import re
from functools import cache

from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.lexicon import rows, word_set

CALLERS = ("organiser", "organizer")
ARTICLE = re.compile(r"^(?:the|its|their|a|an|one) ", re.IGNORECASE)
_CLAUSE = re.compile(r",? (?:who|which|that) ")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
ANY_FIRM = ("company", "firm", "business", "group", "manufacturer")
BANKS = ("bank", "lender")
_COMPOUND = re.compile(r"\w{3}(?:bank(?:en|a|as)?|banca|kassen?|kasse)\b")
"""Ends of the names of banks that are written as one word: Sparbanken, Commerzbank."""


@cache
def heads() -> frozenset[str]:
    """Words that describe a body: firm, union, agency, platform."""
    bodies = {row["body"] for row in gazetteer_rows("bodies.csv")} - {""}
    return frozenset(bodies | set(kin()) | word_set("counting", "firm") | word_set("counting", "labour"))


@cache
def kin() -> dict[str, frozenset[str]]:
    """Description to the words of names that it fits; to none where the name of such a body tells nothing."""
    return {row["head"]: frozenset(row["words"].split("|")) - {""} for row in rows("kin")}


@cache
def kin_heads() -> frozenset[str]:
    """Descriptions of bodies that are no firms: a name that has one is no firm's."""
    return heads() - firm_words() - {"trust", "carrier"}


@cache
def body_words() -> frozenset[str]:
    """Words that end the names of bodies: "Orbis Shipping", "Border Watch"."""
    return frozenset(w for words in kin().values() for w in words)


@cache
def telling_words() -> frozenset[str]:
    """The words of names that tell what sort of body it is."""
    return body_words() | {h for h, words in kin().items() if words}


def firm_words() -> frozenset[str]:
    """Words that describe a firm: "the carrier"; a group and a board may be anybody's."""
    return word_set("counting", "firm") - {"group", "board", "management", "utility"}


@cache
def no_firm_words() -> frozenset[str]:
    """The words of names that tell of a body that is no firm."""
    firms = frozenset(w for head, words in kin().items() if head in firm_words() for w in words)
    return frozenset(w for head, words in kin().items() if head not in firm_words() for w in words) - firms


@cache
def trade_words() -> frozenset[str]:
    """Words for firms of one trade."""
    return firm_words() - word_set("counting", "main firm") - frozenset(ANY_FIRM)


def is_of_trade(word: str, name: str) -> bool:
    """Whether a name tells of a trade: by a word of its own, or by the end of one, as names of banks may.

    Examples
    --------
    >>> is_of_trade("bank", "Sparbanken Arden"), is_of_trade("bank", "Orbis Shipping")
    (True, False)
    """
    told = kin().get(word, frozenset()) | {word}
    return bool(told & words_of(name)) or (word in BANKS and bool(_COMPOUND.search(name.lower())))


def is_central_bank(name: str) -> bool:
    """Whether a name is that of a country's central bank.

    Examples
    --------
    >>> is_central_bank("Bank of Portugal"), is_central_bank("Banco Ribeira"), is_central_bank("Reserve Bank of India")
    (True, False, True)
    """
    low = name.lower()
    if any(words in low for words in word_set("counting", "central bank")):
        return True
    found = re.fullmatch(r"(?:Bank|Banco|Banque|Banca) (?:of|de|du|d['’]|do|di) ?(?:the )?(.+)", name)
    entry = gazetteer().lookup(found[1]) if found is not None else None
    return entry is not None and entry.kind == "country"


def bare_word(phrase: str) -> str:
    """The word of a description without more: "the union"; empty for any other phrase, such as "a union".

    Examples
    --------
    >>> bare_word("the union"), bare_word("a union"), bare_word("the rail union")
    ('union', '', '')
    """
    if phrase.lower().startswith(("a ", "an ")):
        return ""
    words = POSSESSIVE.sub("", ARTICLE.sub("", _CLAUSE.split(phrase.lower())[0])).split(" ")
    word = words[-1].removesuffix("s") if words[-1].removesuffix("s") in CALLERS else words[-1]
    return word if word in heads() and len(words) == 1 else ""


def words_of(name: str) -> frozenset[str]:
    """The words of a name, in lower case.

    Examples
    --------
    >>> sorted(words_of("Orbis Shipping"))
    ['orbis', 'shipping']
    """
    return frozenset(re.findall(r"\w+", name.lower()))
