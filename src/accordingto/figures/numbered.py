"""The number of what: "the number of pupils who fell ill rose to 418", "How many died? Two, the ministry says"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.events import event_words, happened, known_as_one, known_events, noun_classes
from accordingto.figures.lexicon import rows, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading
from accordingto.figures.topics import Topic, phrases
from accordingto.figures.walking import REACH, children, governor_of, sentence_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ROLES = ("nsubj", "nsubjpass", "dobj")
_LONG = 20
_SHORT = 5
_QUESTION = (("how", "many"), ("how", "much"))


def numbered(reading: Reading, quantity: Quantity) -> Topic | None:
    """What is numbered, where a bare number is what a count, a list or a toll of something comes to.

    Parameters
    ----------
    reading : Reading
        The parsed text.
    quantity : Quantity
        A number without a noun of its own.

    Returns
    -------
    Topic or None

    Examples
    --------
    >>> from accordingto.figures.quantities import quantities
    >>> from accordingto.figures.reading import read
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("The mayor cut his list of destroyed houses to 164.")
    >>> numbered(read(doc), quantities(doc)[0]).measure
    'homes, destroyed'
    """
    verb = governor_of(reading.doc[quantity.word]) if quantity.noun is None else None
    if verb is None:
        return None
    for child in children(verb):
        if child.dep_ not in _ROLES or child.i > quantity.word:
            continue
        if child.lemma_.lower() not in word_set("counting", "numbering"):
            continue
        of = next((c for c in children(child) if c.lower_ == "of"), None)
        noun = next((c for c in children(of) if c.dep_ == "pobj"), None) if of is not None else None
        if noun is not None and noun.i < quantity.word:
            event = _states(noun) or next(filter(None, map(_undergone, (*children(noun), *children(child)))), "")
            return _topic(noun, event) if event else None
    return None


def asked(reading: Reading, quantity: Quantity, unit: str = "count") -> Topic | None:
    """What the question that opens the paragraph asks the number of: "How many died? Two, according to the ministry".

    Parameters
    ----------
    reading : Reading
        The parsed text.
    quantity : Quantity
        A number of that paragraph.
    unit : str
        Of what it is: "count", "share", "money".

    Returns
    -------
    Topic or None
    """
    first = _opening(reading.doc, quantity.word)
    end = next((k for k in range(first, min(first + _LONG, quantity.word)) if reading.doc[k].text == "?"), 0)
    many = tuple(t.lower_ for t in reading.doc[first : first + 2]) in _QUESTION
    if not end or not (many or (unit == "money" and end - first <= _SHORT)):
        return None
    told = (topic for _, _, topic in phrases(reading.doc, unit, first + (2 if many else 0), end))
    if unit != "count":
        return next((topic for topic in told if topic.holds(reading)), None)
    found = next((topic for topic in told if topic.measure.partition(", ")[2] in known_events()), None)
    return found or _affected(reading.doc, first + 2, end)


def _affected(doc: Doc, first: int, end: int) -> Topic | None:
    """ "How many people were affected?": what may happen to things as well, where the question names who."""
    noun = next((t for t in doc[first:end] if t.pos_ == "NOUN"), None)
    event = next(
        (e for t in doc[first:end] if t.pos_ == "VERB" and (e := event_words("verbs").get(t.lemma_.lower()))), ""
    )
    return _topic(noun, event) if noun is not None and event else None


def _opening(doc: Doc, i: int) -> int:
    """The first token of the paragraph."""
    first = max(0, i - 3 * REACH)
    return next((k + 1 for k in range(i, first, -1) if "\n" in doc[k].text), sentence_start(doc[first]))


def _states(noun: Token) -> str:
    """ "The number of dead and missing" is of both."""
    first = _state(noun)
    other = next((c for c in children(noun) if c.dep_ == "conj"), None)
    second = happened(other) if first and other is not None else ""
    return known_as_one(first, second) or first


def _state(noun: Token) -> str:
    """ "The number of the missing", "of deaths"; the toll of a fire is of something else."""
    if noun.tag_[:1] in ("J", "V") or noun.lower_.endswith(("ed", "ing")):
        return happened(noun)
    return event_words("nouns").get(noun.lemma_.lower(), "")


def _undergone(word: Token) -> str:
    """What has happened to those whom a word beside their noun describes: "destroyed", "who fell ill"."""
    if word.dep_ in ("amod", "acl"):
        return event_words("verbs").get(word.lemma_.lower(), "")
    if word.dep_ != "relcl":
        return ""
    states = (c.lemma_.lower() for c in children(word) if c.dep_ in ("acomp", "attr", "oprd", "prt", "advmod"))
    lemma = word.lemma_.lower()
    found = next(filter(None, (event_words("verbs").get(f"{lemma} {state}", "") for state in states)), "")
    return found or event_words("verbs").get(lemma, "")


def _topic(noun: Token, event: str) -> Topic:
    name = noun_classes().get(noun.lemma_.lower(), ("", ""))[0]
    name = name or _whom().get(event, "") or noun.lemma_.lower()
    return Topic(f"{name}, {event}", noun.text if name not in ("people", "workers") else name)


@cache
def _whom() -> dict[str, str]:
    return {row["event"]: row["whom"] for row in rows("events")}
