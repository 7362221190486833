"""The word lists beside the code: acts of cues, words of certainty, hedges and the like."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def acts() -> dict[str, tuple[str, str]]:
    """Act and commitment by the cue's dictionary form.

    Examples
    --------
    >>> acts()["deny"]
    ('denial', 'ct-')
    """
    return {row["cue"]: (row["act"], row["commitment"]) for row in _rows("acts.csv")}


@cache
def certainty() -> dict[str, tuple[str, str]]:
    """Level (ct, pr, ps, uu) and polarity of words that change how certain a clause is.

    Examples
    --------
    >>> certainty()["unlikely"]
    ('pr', '-')
    """
    return {row["word"]: (row["level"], row["polarity"]) for row in _rows("certainty.csv")}


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list of ``word_lists.csv``.

    Examples
    --------
    >>> "allegedly" in word_list("hedge")
    True
    """
    return frozenset(row["word"] for row in _rows("word_lists.csv") if row["list"] == name)


@cache
def person_nouns() -> frozenset[str]:
    """The last words of all roles that the actors' list knows: *minister*, *witness*.

    Examples
    --------
    >>> "engineer" in person_nouns(), "weather" in person_nouns()
    (True, False)
    """
    return _last_words("roles.csv", "role")


@cache
def body_nouns() -> frozenset[str]:
    """The last words of all bodies that the actors' list knows: *ministry*, *bank*.

    Examples
    --------
    >>> "union" in body_nouns(), "minister" in body_nouns()
    (True, False)
    """
    return _last_words("bodies.csv", "body")


def _last_words(name: str, column: str) -> frozenset[str]:
    return frozenset(row[column].split()[-1] for row in _rows(name, "accordingto.actors"))


def _rows(name: str, package: str = "accordingto.attributions") -> list[dict[str, str]]:
    with files(package).joinpath(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
