"""What a number without a noun of its own is about, by the words near it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.lexicon import rows, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading
from accordingto.figures.walking import REACH
from accordingto.records import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BREAKS = {",": 2.0, "and": 2.0, "but": 4.0, ";": 8.0, ":": 3.0, "while": 4.0, "—": 4.0, ".": 6.0}
"""How many words a mark or conjunction between a topic word and the number is worth."""
_LONGEST = 3
_REACHED = 45.0
_EDGES = (",", ";", ".", "and", "to", "with", "after", "while")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a word makes of a number near it."""

    measure: str
    noun: str
    needs: frozenset[str] = frozenset()

    def holds(self, reading: Reading) -> bool:
        """The text has one of the words without which the topic word means something else."""
        return not self.needs or not self.needs.isdisjoint(reading.lemmas)


@cache
def topic_words(unit: str) -> dict[str, Topic]:
    """Lemma, or up to three words, to what they make of a number with such a unit."""
    found: dict[str, Topic] = {}
    if unit == "count":
        for row in rows("events"):
            if row["whom"]:
                told = Topic(f"{row['whom']}, {row['event']}", "people")
                found |= {w: told for column in ("nouns", "verbs") for w in row[column].split("|") if w}
    for row in rows("topics"):
        if unit in row["units"].split("|"):
            found |= {w: _topic(row) for w in row["words"].split("|") if w}
    return found


def _topic(row: dict[str, str]) -> Topic:
    return Topic(row["measure"], row["noun"], frozenset(row["needs"].split("|")) - {""})


@cache
def _after(unit: str) -> dict[tuple[str, ...], Topic]:
    return {
        tuple(words.split()): _topic(row)
        for row in rows("topics")
        if unit in row["units"].split("|")
        for words in row["after"].split("|")
        if words
    }


@cache
def topic_measures() -> frozenset[str]:
    """The measures that topic words tell."""
    return frozenset(row["measure"] for row in rows("topics"))


@cache
def single_measures() -> frozenset[str]:
    """The measures of which a story has one: its deficit, its oil spilled; there are many costs."""
    return frozenset(row["measure"] for row in rows("topics") if row["single"])


def unit_kind(quantity: Quantity, figure: Figure) -> str:
    """Name the dimension of a figure: count, share, money, length."""
    if quantity.unit is not None:
        name = quantity.unit.dimension.split(" ")[0]
        return "share" if quantity.unit.dimension == "share points" else name
    return "share" if figure.unit == "share" else "count"


def following(reading: Reading, quantity: Quantity, unit: str) -> Topic | None:
    """The words right after a number, before a mark or a conjunction: "148,057 for, 141,230 against"."""
    doc, i = reading.doc, quantity.word + 1
    while i < len(doc) and doc[i].idx < quantity.end:
        i += 1
    for size in (2, 1):
        told = _after(unit).get(tuple(t.lower_ for t in doc[i : i + size]))
        edge = doc[i + size].lower_ if i + size < len(doc) else "."
        if told is not None and told.holds(reading) and (size == 2 or edge in _EDGES):
            return told
    return None


def nearby(reading: Reading, quantity: Quantity, unit: str, first: int, last: int) -> Topic | None:
    """The nearest words that tell a topic; marks and other numbers between count as words."""
    doc, number = reading.doc, reading.doc[quantity.word]
    low, high = max(first, number.i - REACH), min(last, number.i + REACH)
    told = {}
    for begin, end, topic in phrases(doc, unit, low, high):
        # What a weight of oil is about is told by what is done with the oil.
        if topic.holds(reading) and not (unit in ("mass", "volume") and quantity.noun in range(begin, end)):
            told |= dict.fromkeys(range(begin, end), topic)
    put = _put_at(doc, number, low, told)
    if put is not None:
        return put
    best: tuple[float, Topic] | None = None
    for step, end in ((-1, low - 1), (1, high)):
        cost = 0.0
        for i in range(number.i + step, end, step):
            token = doc[i]
            cost += 1 + _BREAKS.get(token.lower_, 0.0) + (6.0 if token.like_num and abs(i - number.i) > 1 else 0.0)
            if cost > _REACHED:
                break
            if i in told and not _tells_when(doc, i) and (best is None or cost < best[0]):
                best = cost, told[i]
    return best[1] if best else None


def _put_at(doc: Doc, number: Token, low: int, told: Mapping[int, Topic]) -> Topic | None:
    """ "Put the number of deaths in the crash at 15 and that of the injured at 43": of what the number is."""
    first = number.i
    while first > low and doc[first - 1].lower_ not in _AT and number.i - first < _UP:
        first -= 1
    if doc[first - 1].lower_ not in _AT:
        return None
    for i in range(first - 2, low, -1):
        if doc[i].like_num and doc[i].ent_type_ not in ("DATE", "TIME"):
            return None
        if doc[i].lower_ == "of" and doc[i - 1].lower_ in ("number", "that", "count", "total", "tally"):
            return next((told[k] for k in range(i + 1, min(i + _UP, number.i)) if k in told), None)
    return None


def _tells_when(doc: Doc, i: int) -> bool:
    """ "On the first day of the strike", "since the march": when, not what."""
    k = i - 1
    while k > 0 and i - k <= _UP and doc[k].pos_ in ("DET", "ADJ", "PRON", "NOUN", "PROPN"):
        k -= 1
    if doc[k].lower_ in ("since", "after", "before", "during", "until"):
        return doc[k].pos_ in ("ADP", "SCONJ")
    return k > 0 and doc[k].lower_ == "of" and doc[k - 1].lemma_.lower() in word_set("counting", "phase")


_AT = ("at", "as")
_UP = 4


def phrases(doc: Doc, unit: str, first: int, last: int) -> Iterator[tuple[int, int, Topic]]:
    """The topic words between two tokens, the longest first; articles inside a phrase do not count."""
    table, i = topic_words(unit), first
    tokens = list(doc[first:last])
    last = first + len(tokens)
    lemmas, words = ([t.lemma_.lower() for t in tokens], [t.lower_ for t in tokens])
    while i < last:
        # The Red Cross does not cross.
        name = tokens[i - first].pos_ == "PROPN" and tokens[i - first].text[:1].isupper()
        named = name and not tokens[i - first].is_sent_start
        size, topic = (1, None) if named else _longest(table, lemmas[i - first :], words[i - first :])
        if topic is not None:
            yield i, i + size, topic
        i += size


def _longest(table: dict[str, Topic], lemmas: list[str], words: list[str]) -> tuple[int, Topic | None]:
    for size in range(min(_LONGEST, len(words)), 0, -1):
        told = table.get(" ".join(lemmas[:size])) or table.get(" ".join(words[:size]))
        if told is not None:
            return size, told
    return 1, None
