"""Where and when a quantity holds, by the words around it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accordingto.figures.dating import period
from accordingto.figures.events import event_words
from accordingto.figures.lexicon import word_set
from accordingto.figures.walking import below, children, governor_of, sentence_start
from accordingto.figures.whose import tells

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PLACES = ("GPE", "LOC", "FAC")
_IN = (
    "in",
    "at",
    "near",
    "across",
    "inside",
    "around",
    "on",
    "outside",
    "through",
    "throughout",
    "within",
    "to",
    "into",
)
_PHRASE = 5
_OPENING = 9
_CLOSED = 31
"""The count of what happened so many days before publication is no longer running."""


def place_of(names: list[Span], head: Token, verb: Token | None) -> str:
    """Return the place that the noun or its verb is said to be in."""
    for top in (head, verb):
        if top is None:
            continue
        for child in children(top):
            if child.dep_ == "prep" and child.lower_ in _IN and not _of_the_source(child, head, verb):
                for inner in children(child):
                    if inner.dep_ == "pobj":
                        found = _named_in(names, inner)
                        if found:
                            return found
    found = _area_named(head)
    if found:
        return found
    # "In Porto, the numbers are in dispute as well: 12,000, say the organisers."
    first = sentence_start(head)
    if head.doc[first].lower_ in _IN:
        opening = (e for e in names if e.label_ in _PLACES and 0 < e.start - first <= _PHRASE)
        return next((e.text for e in opening if e.end < len(head.doc) and head.doc[e.end].text == ","), "")
    return ""


def _area_named(head: Token) -> str:
    """ "In the Biobío region 412 schools were closed": a name that the word after it tells is a place's."""
    doc, first = head.doc, sentence_start(head)
    if doc[first].lower_ not in ("in", "across", "throughout"):
        return ""
    for i in range(first + 2, min(first + _PHRASE, head.i)):
        if doc[i].lower_ in word_set("counting", "area") and doc[i - 1].text[:1].isupper():
            begin = i - 1
            while begin > first + 1 and doc[begin - 1].text[:1].isupper():
                begin -= 1
            return doc[begin:i].text
    return ""


def _of_the_source(preposition: Token, head: Token, verb: Token | None) -> bool:
    """ "In Oslo the institute counts 500": who counts is there, and not, without a comma, what is counted."""
    doc, first = head.doc, sentence_start(head)
    if preposition.i != first or doc[min(preposition.right_edge.i + 1, len(doc) - 1)].text == ",":
        return False
    subject = next((c for c in children(verb) if c.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    return subject is not None and tells(subject) and subject.i != head.i and not below(head, subject)


def _named_in(names: list[Span], noun: Token) -> str:
    """The place in a noun phrase: "Sifontes", "the border town of Sifontes", "Bolívar state"."""
    for e in names:
        inside = e.start <= noun.i < e.end
        near = noun.left_edge.i <= e.start and e.end <= noun.i + _PHRASE and below(e.root, noun)
        near = near and (e.start < noun.i or e.root.head.lower_ in ("of", "in", "at"))
        if e.label_ in _PLACES and (inside or near):
            return e.text
    return ""


def period_of(
    names: list[Span], number: Token, verb: Token | None, published: date | None, runs: bool = False
) -> tuple[date | None, date | None]:
    """Resolve the date expression nearest to the number in its clause; ``runs`` tells that it goes on being counted."""
    entities = [e for e in names if e.label_ == "DATE" and not e.start <= number.i < e.end]
    entities = [e for e in entities if not (runs and _of_another(e, number))]
    # "Last year 12" is not a date.
    entities += [e.doc[e.start : number.i] for e in names if e.label_ == "DATE" and e.start < number.i == e.end - 1]
    # "9,500, up from 9,000 on Saturday": the date is the other number's.
    entities = [e for e in entities if not any(t.like_num for t in number.doc[number.i + 1 : e.start])]
    # "In December, when it was 62 percent", "the 1,800 that it had given on Monday".
    when = next((e for e in entities if verb is not None and verb.dep_ == "relcl" and verb.head in e), None)
    own = [e for e in entities if (above := governor_of(e.root)) is not None and above.dep_ == "relcl"
           and above.head in (number, number.head)]  # fmt: skip
    entities = (
        [when]
        if when is not None
        else own
        or [e for e in entities if verb is None or governor_of(e.root) in (None, verb) or e.root.head is number.head]
    )
    if not entities:
        # "In the vote of 2006, turnout was 86 percent, and 55 percent said yes": an opening date holds for all.
        first = sentence_start(number)
        opened = number.doc[first].pos_ in ("ADP", "SCONJ")
        entities = [
            e for e in names if e.label_ == "DATE" and opened and e.end - first <= _OPENING and e.end <= number.i
        ]
    for entity in sorted(entities, key=lambda e: (abs(e.start - number.i), -e.start)):
        lead = number.doc[max(0, entity.start - 2) : entity.start].text.lower().split()
        words = entity.text
        if lead[-1:] == ["since"] or lead[-1:] == ["by"]:
            words = f"{lead[-1]} {words}"
        elif lead[-2:] == ["as", "of"]:
            words = f"as of {words}"
        found = period(words, published)
        if found != (None, None):
            return found
    return None, None


def _of_another(when: Span, number: Token) -> bool:
    """ "The toll of last month's fire is 29": the date of the fire, not of the toll."""
    doc, after = when.doc, when.end
    owns = when[-1].tag_ == "POS" or (after < len(doc) and doc[after].tag_ == "POS")
    if not owns:
        return False
    owned = when.root.head
    counted = owned.lemma_.lower() in word_set("counting", "counted")
    return owned.pos_ in ("NOUN", "PROPN") and not counted and not below(number, owned)


def running_period(
    verb: Token | None, start: date | None, end: date | None, published: date | None
) -> tuple[date | None, date | None]:
    """When a running count began and as of when it holds.

    "Killed on Monday" says when it began, "stood at 46 on Saturday" as of when it holds.
    """
    if start is None:
        return None, end or published
    happens = verb is not None and bool(event_words("verbs").get(verb.lemma_.lower()))
    if not happens or (published is not None and end is not None and (published - end).days > _CLOSED):
        return (None if not happens and start == end else start), end
    return start, published or end
