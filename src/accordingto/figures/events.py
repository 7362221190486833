"""The lists of what is counted and what happens to it: classes of nouns, and events."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from accordingto.figures.lexicon import rows

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def noun_classes() -> dict[str, tuple[str, str]]:
    """Lemma to class and broader class."""
    return {word: (row["class"], row["broader"]) for row in rows("nouns") for word in row["words"].split("|") if word}


@cache
def parts_of_people() -> frozenset[str]:
    """The classes that are a part of those counted whatever happens: women, children; miners in a mine are not."""
    return frozenset(row["class"] for row in rows("nouns") if row["part"])


@cache
def known_events() -> frozenset[str]:
    """What happens to those counted, as far as the list goes."""
    return frozenset(row["event"] for row in rows("events") if row["event"])


def known_as_one(one: str, two: str) -> str:
    """The event of the list that two make up, "" where there is none: "dead or missing"."""
    return next((event for event in (f"{one} or {two}", f"{two} or {one}") if event in known_events()), "")


@cache
def event_words(column: str) -> dict[str, str]:
    return {word: row["event"] for row in rows("events") for word in row[column].split("|") if word}


@cache
def running() -> frozenset[str]:
    """The events whose count goes on while more is found out: the dead, the missing, the arrested."""
    return frozenset(row["event"] for row in rows("events") if row["runs"] == "yes")


@cache
def answering() -> dict[str, str]:
    """Event to who answers for it: the firm that it happened at, or the employer against those it employs."""
    return {row["event"]: row["answers"] for row in rows("events") if row["answers"]}


@cache
def of_things() -> frozenset[str]:
    """What happens to things as well as people, so that the word alone does not tell who is counted."""
    return frozenset(row["event"] for row in rows("events") if row["event"] and not row["whom"])


@cache
def once() -> frozenset[str]:
    """The events that are over when they are counted: a march, a strike; the count holds for their day."""
    return frozenset(row["event"] for row in rows("events") if row["runs"] == "once")


def happened(word: Token) -> str:
    """What a word says has happened to those counted: "the dead", "those rescued"; empty for nothing in the list."""
    for told in (word.lemma_.lower(), word.lower_):
        event = event_words("verbs").get(told) or event_words("nouns").get(told)
        if event:
            return event
    return ""


def happens(verb: Token) -> bool:
    """Whether a verb tells what the list has as happening to those counted, or mere presence or counting."""
    return verb.lemma_.lower() in event_words("verbs")
