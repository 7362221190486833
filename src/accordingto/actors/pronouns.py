"""The pronouns: person, gender and number of each, from ``pronouns.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from accordingto.actors.gazetteer import rows


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun: person, gender, number and whether it is possessive."""

    person: str
    gender: str
    plural: bool
    possessive: bool


@cache
def pronouns() -> dict[str, Pronoun]:
    """The pronouns, by their words."""
    return {
        r["pronoun"]: Pronoun(r["person"], r["gender"], r["number"] == "plural", r["possessive"] == "yes")
        for r in rows("pronouns.csv")
    }
