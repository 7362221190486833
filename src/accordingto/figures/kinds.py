"""In what sense a number is given: as a level, an addition, a total or a change."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.lexicon import keys, rows, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.tokens import tokenize
from accordingto.figures.walking import governor_of, sentence_end, sentence_start

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def _kinds(where: str) -> dict[tuple[str, ...], str]:
    return {keys(row["words"]): row["kind"] for row in rows("kinds") if row["where"] == where}


def kind_of(doc: Doc, text: str, quantity: Quantity, cumulative: bool) -> str:
    """Tell in what sense of counting a number is given.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    text : str
        The text.
    quantity : Quantity
        The quantity.
    cumulative : bool
        Whether what happened to those counted is counted up, so that a number is a total.

    Returns
    -------
    {"level", "increment", "cumulative", "change"}
    """
    if quantity.change or _left_behind(doc, text, quantity):
        return "change"
    number = doc[quantity.word]
    first, last = max(sentence_start(number), number.i - 12), min(sentence_end(number), number.i + 12)
    before = [t.lower for t in tokenize(text[doc[first].idx : quantity.start])][-4:]
    inner = [t.lower for t in tokenize(text[quantity.start : quantity.number[0]])]
    after = [t.lower for t in tokenize(text[quantity.number[1] : quantity.end + 24])][:6]
    for words, kind in _kinds("before").items():
        if tuple(before[-len(words) :]) == words or _holds(inner, words):
            return kind
    following = [t.lower for t in tokenize(text[quantity.number[1] : quantity.number[1] + 24])]
    if following[:2] == ["more", "than"] or following[:2] == ["fewer", "than"]:
        return "change"
    following = following[:1]
    noun_after = [t.lower for t in tokenize(text[quantity.end : quantity.end + 16])][:1]
    for words, kind in _kinds("after").items():
        if tuple(following) == words or (tuple(noun_after) == words and words[0] == "more" and after[-1:] != ["than"]):
            return kind
    low = [t.lower_ for t in doc[first:last]]
    for words, kind in _kinds("near").items():
        if _holds(low, words):
            return kind
    return "cumulative" if cumulative else "level"


def _left_behind(doc: Doc, text: str, quantity: Quantity) -> bool:
    """Tell the level before a change: "rose to 7bn from 6bn"."""
    moves = word_set("words", "up") | word_set("words", "down")
    before = text[max(0, quantity.start - 6) : quantity.start].lower().split()
    verb = governor_of(doc[quantity.word])
    return before[-1:] == ["from"] and verb is not None and verb.lower_ in moves


def _holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[k : k + size]) == phrase for k in range(len(words) - size + 1))
