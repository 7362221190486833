"""By whose count, account or survey a number is: "by the union's reckoning", "according to the platform"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.lexicon import word_set
from accordingto.figures.walking import REACH, children, sentence_end, sentence_start
from accordingto.figures.whose import WHEN, by_name, is_day, is_number, is_possessive, named, phrase, tells
from accordingto.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = 4
_OWN = ("it", "its")


@cache
def _papers() -> frozenset[str]:
    return word_set("counting", "document") | word_set("counting", "counted")


def opening(number: Token, first: int) -> Span | None:
    """ "According to the platform, 12,000 came." """
    doc = number.doc
    if doc[first].lower_ == "of" and first + 2 < number.i:
        # "Of Orbis's sum, some 95m is for severance."
        whole = next((c for c in children(doc[first]) if c.dep_ == "pobj"), None)
        if whole is not None and whole.i < number.i and whole.tag_ == "NN" and whole.lemma_.lower() in _sums():
            return _owner_of_sum(whole)
    # "34, according to the company; analysts have 20."
    first = next((k + 1 for k in range(number.i - 1, first, -1) if doc[k].text == ";"), first)
    for k in range(first, number.i - 2):
        if doc[k].lower_ == "according" and doc[k + 1].lower_ == "to":
            # "6,200 according to their union, 4,900 according to the ministry": the other number's.
            others = any(is_number(t) and t.ent_type_ not in WHEN for t in doc[first:k])
            return None if others and doc[k - 1].text != "," else named_after(doc[k + 1])
    return None


@cache
def _sums() -> frozenset[str]:
    return word_set("counting", "counted") | word_set("counting", "sum of money")


def _owner_of_sum(whole: Token) -> Span | None:
    """ "Orbis's sum": whose it is."""
    owner = next((c for c in children(whole) if c.dep_ == "poss" and c.tag_ != "PRP$"), None)
    return named(owner) if owner is not None and owner.ent_type_ not in (*WHEN, "GPE") else None


def named_after(preposition: Token) -> Span | None:
    head = next((c for c in children(preposition) if c.dep_ == "pobj"), None)
    # "According to the trade body Orbis": the name tells, whatever comes before it.
    name = by_name(head) if head is not None and head.pos_ == "NOUN" else None
    return (named(head) or (named(name) if name is not None else None)) if head is not None else None


def by_count(number: Token, first: int) -> Span | None:
    """ "By the agency's estimate", "on the organisers' reckoning", before or after the number."""
    doc = number.doc
    begin, end = max(first, number.i - REACH), min(sentence_end(number), number.i + REACH)
    # "Eleven in the ministry's version; the union has 14."
    begin = next((k + 1 for k in range(number.i - 1, begin, -1) if doc[k].text == ";"), begin)
    around = range(begin, next((k for k in range(number.i + 1, end) if doc[k].text == ";"), end))
    # What follows the number is nearer to it than what another has before.
    known = _papers()
    for k in sorted(around, key=lambda k: (k < number.i, abs(k - number.i))):
        if doc[k].lower_ in ("by", "on", "in") and doc[k].dep_ in ("prep", "agent", "ROOT"):
            head = next((c for c in children(doc[k]) if c.dep_ == "pobj"), None)
            if head is None or head.i > k + _UP * 2:
                # "By the inspectorate's account 268,000 claims had been made", where all is one phrase to the parse.
                head = _owned_noun(doc[k], end)
                if head is not None and head.lemma_.lower() in known:
                    mark = next(m for m in range(head.i, k, -1) if is_possessive(doc[m]))
                    return named(doc[mark - 1]) if mark - 1 > k else None
            if head is not None and head.i + 1 < len(doc) and is_possessive(doc[head.i + 1]) and head.head.i == k:
                # "15 km by the company's", that is, its count.
                return named(head)
            if head is not None and head.lower_ == "that" and head.head.i == k:
                # "6,000 by the union's reckoning, and 3,500 by that of the police".
                of = next((c for c in children(head) if c.lower_ == "of"), None)
                owner = next((c for c in children(of) if c.dep_ == "pobj"), None) if of is not None else None
                if owner is not None:
                    return phrase(by_name(owner) or owner)
            if head is not None and head.lemma_.lower() in known:
                owner = next((c for c in children(head) if c.dep_ == "poss"), None)
                if owner is not None and owner.tag_ != "PRP$":
                    return named(owner)
                between = doc[min(k, number.i) : max(k, number.i)]
                apart = any(t.lower_ in ("while", "whereas", ";") for t in between)
                if owner is not None and owner.lower_ in _OWN and doc[k].lower_ == "by" and not apart:
                    # "Receipts came to 412,000 by its account."
                    return owner.idx, owner.idx + len(owner)
                # "By the count of the charity Gulf Relief", "in a poll by Orbis".
                # "In the tables of the office 698,000 are waiting"; "in the count of the dead" is nobody's, and
                # "in a report of July 7" not the month's.
                papers = head.lemma_.lower() not in word_set("counting", "counted")
                within = ("of", "by") if doc[k].lower_ == "by" or papers else ("by",)
                of = next((c for c in children(head) if c.lower_ in within), None)
                owner = next((c for c in children(of) if c.dep_ == "pobj"), None) if of is not None else None
                dated = owner is not None and is_day(owner)
                if owner is not None and not dated and (owner.pos_ == "PROPN" or tells(by_name(owner) or owner)):
                    return phrase(by_name(owner) or owner)
    return None


def _owned_noun(preposition: Token, end: int) -> Token | None:
    """The count right behind a preposition that a genitive tells the owner of."""
    doc = preposition.doc
    mark = next((k for k in range(preposition.i + 1, min(end, preposition.i + _UP + 1)) if is_possessive(doc[k])), None)
    if mark is None:
        return None
    head = next((t for t in doc[mark + 1 : mark + _UP] if t.pos_ != "ADJ"), None)
    return head if head is not None and head.pos_ == "NOUN" else None


def for_whom(number: Token, first: int) -> Span | None:
    """ "For the union it was 120m at most": what it is to somebody that somebody says."""
    doc = number.doc
    if doc[first].lower_ != "for":
        return None
    head = next((c for c in children(doc[first]) if c.dep_ == "pobj"), None)
    if head is None or head.right_edge.i + 2 >= number.i or doc[head.right_edge.i + 1].lower_ != "it":
        return None
    return named(head) if doc[head.right_edge.i + 2].lemma_ == "be" else None


def opening_count(verb: Token) -> Token | None:
    """ "The union's estimate, temps included, is now 1,000": the count that opens a sentence before a clause."""
    doc, first = verb.doc, sentence_start(verb)
    mark = next((k for k in range(first + 1, min(verb.i, first + _UP)) if is_possessive(doc[k])), None)
    if mark is None:
        return None
    noun = next((t for t in doc[mark + 1 : mark + _UP] if t.pos_ != "ADJ"), None)
    known = noun is not None and noun.pos_ == "NOUN" and noun.i + 1 < verb.i and noun.nbor().text == ","
    return noun if known and noun.lemma_.lower() in word_set("counting", "counted") else None
