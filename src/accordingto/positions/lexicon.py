"""The word lists beside this file, as patterns that are matched on a parsed text."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GAP = 5
"""How many words further on the next word of a pattern may stand."""

_POS = {"V": ("VERB", "AUX"), "N": ("NOUN", "PROPN"), "A": ("ADJ", "ADV", "VERB"), "": ()}
_NO = frozenset(["no"])
_NEGATIVE = {"n't": "not", "n’t": "not", "cannot": "not"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that must follow each other, with what they mean.

    Parameters
    ----------
    words : tuple of frozenset of str
        For each place, the lemmas or forms that fit.
    pos : str
        Word class of the first word: V, N, A, or empty for any.
    value : mapping of str to str
        The other cells of its row.
    """

    words: tuple[frozenset[str], ...]
    pos: str
    value: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at these tokens, first word first."""

    pattern: Pattern
    tokens: tuple[int, ...]

    def __getitem__(self, column: str) -> str:
        return self.pattern.value[column]


class Lexicon:
    """Patterns found by their first word, the longest first."""

    def __init__(self, patterns: list[Pattern]) -> None:
        self.first: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for word in sorted(pattern.words[0]):
                self.first.setdefault(word, []).append(pattern)
        for found in self.first.values():
            found.sort(key=lambda p: -len(p.words))

    def match(self, token: Token, *, verbal: bool = False) -> Match | None:
        """Return the longest pattern that begins at the token and stays in its sentence.

        ``verbal`` tells that the token is a verb, whatever the parse took it for.
        """
        doc = token.doc
        if token.i and doc[token.i - 1].text in "-‐‑" and not doc[token.i - 1].whitespace_:
            return None  # "de-escalation" is no escalation.
        for word in forms(token):
            for pattern in self.first.get(word, ()):
                if pattern.pos and token.pos_ not in _POS[pattern.pos] and not (verbal and pattern.pos == "V"):
                    continue
                places = [token.i]
                for wanted in pattern.words[1:]:
                    place = _next(doc, places[-1], wanted)
                    if place is None and token.pos_ == "VERB":
                        place = _governed(token, places[-1], wanted)
                    if place is None:
                        break
                    places.append(place)
                else:
                    last = doc[places[-1]]
                    if pattern.words[-1] == _NO and (last.dep_ == "det" or last.head.lower_ in ("longer", "more")):
                        continue  # "Said no blame was accepted" is not to say no.
                    return Match(pattern, tuple(places))
        return None


def forms(token: Token) -> tuple[str, ...]:
    """The token's lemma, its form, and what is left of it without an ending, in lower case."""
    return _forms(token.lower_, token.lemma_.lower(), token.pos_ in ("VERB", "NOUN"))


@lru_cache(maxsize=50_000)
def _forms(lower: str, lemma: str, inflected: bool) -> tuple[str, ...]:
    lower = _NEGATIVE.get(lower, lower)
    if lower == "not":
        return (lower,)
    found = [lemma, lower]
    # The small model's lemmatiser takes "hopes" for a form of "hop".
    if inflected and len(lower) > 4:
        found += [lower[: -len(end)] for end in ("s", "d") if lower.endswith(end)]
    return tuple(dict.fromkeys(found))


def _next(doc: Doc, after: int, wanted: frozenset[str]) -> int | None:
    # A preposition or particle belongs to the word right before it, or one adverb on.
    # And a verb to the "to" of its infinitive: "refused to comment as he left" is no refusal to leave.
    near = wanted & named("particle") or doc[after].tag_ == "TO"
    gap, below = 2 if near else GAP, False
    for place in range(after + 1, min(after + 1 + gap, len(doc))):
        token = doc[place]
        if token.is_sent_start or (token.is_punct and token.text in ";:—"):
            return None
        if any(form in wanted for form in forms(token)):
            # "Denied that a request had come": no request is denied.
            return place if not below or token.pos_ not in ("NOUN", "PRON") else None
        # So is "said it had done nothing" not to say nothing.
        below = below or (token.dep_ == "mark" and token.lower_ == "that") or token.dep_ in ("nsubj", "nsubjpass")
        below = below or (token.tag_ == "VBG" and token.dep_ in ("xcomp", "pcomp"))  # "Denied receiving a request."
    return None


def _governed(verb: Token, after: int, wanted: frozenset[str]) -> int | None:
    """A verb's own object, however far behind it: *passed, by 19 votes to nine, the law*.

    Or, where the pattern marks it so (``~from``), its own preposition or particle: *barred the leader of it from*.
    """
    if after == verb.i and not wanted & named("particle"):
        found = (t for t in verb.rights if t.dep_ in ("dobj", "obj"))
        return next((t.i for t in found if any(form in wanted for form in forms(t))), None)
    if any(word.startswith("~") for word in wanted):
        found = (t for t in verb.rights if t.dep_ in ("prep", "prt", "agent", "advmod"))
        return next((t.i for t in found if t.i > after and f"~{t.lower_}" in wanted), None)
    return None


def rows(name: str) -> list[dict[str, str]]:
    """Read a word list of this package."""
    with resources.files(__package__).joinpath(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def lexicon(name: str, narrator: bool = False) -> Lexicon:
    """Load a word list whose column ``patterns`` holds patterns joined by ``;``.

    Words of a pattern are separated by spaces, alternatives of one word by ``/``; ``~`` marks a preposition or
    particle that hangs on the pattern's verb, however far behind it. With ``narrator`` only the rows
    are read whose column of that name says yes.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("They issued a formal statement of condemnation.")
    >>> found = lexicon("acts.csv").match(doc[1])
    >>> found["act"], [doc[i].text for i in found.tokens]
    ('condemns', ['issued', 'statement', 'condemnation'])
    """
    patterns = []
    for row in rows(name):
        if narrator and row["narrator"] != "yes":
            continue
        value = {column: cell for column, cell in row.items() if column not in ("patterns", "pos")}
        for words in row["patterns"].split(";"):
            places = tuple(frozenset(place.split("/")) for place in words.split())
            if places:
                patterns.append(Pattern(places, row.get("pos", ""), value))
    return Lexicon(patterns)


def named(name: str) -> frozenset[str]:
    """Return the words of one construction of ``constructions.csv``."""
    return word_sets("constructions.csv", "name")[(name,)]


@cache
def word_sets(name: str, key: str, *more: str) -> dict[tuple[str, ...], frozenset[str]]:
    """Load a list of single words: the words of each row, by its cells in the given columns."""
    sets: dict[tuple[str, ...], frozenset[str]] = {}
    for row in rows(name):
        at = tuple(row[column] for column in (key, *more))
        sets[at] = sets.get(at, frozenset()) | frozenset(row["words"].split(";"))
    return sets
