"""Steps through a parse that stay short however long a sentence is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 60
"""At most so many tokens are looked at from one number, in any direction."""


def ancestors(token: Token) -> list[Token]:
    """The tokens above, nearest first."""
    return list(islice(token.ancestors, REACH))


def children(token: Token) -> list[Token]:
    """The tokens that hang on a token, in text order."""
    return list(islice(token.children, REACH))


def sentence_end(token: Token) -> int:
    """Where the sentence ends after a token, or where its reach does."""
    doc, last = token.doc, min(len(token.doc), token.i + REACH)
    return next((k for k in range(token.i + 1, last) if doc[k].is_sent_start), last)


def sentence_start(token: Token) -> int:
    """Where the sentence begins before a token, or where its reach does."""
    doc, first = token.doc, max(0, token.i - REACH)
    return next((k for k in range(token.i, first, -1) if doc[k].is_sent_start), first)


def neighbour(token: Token | None, step: int) -> Token | None:
    """The token so many steps on in the same sentence; None has none."""
    if token is None:
        return None
    doc, other = token.doc, token.i + step
    if not 0 <= other < len(doc):
        return None
    between = range(min(token.i, other) + 1, max(token.i, other) + 1)
    return None if any(doc[k].is_sent_start for k in between) else doc[other]


def below(token: Token, top: Token) -> bool:
    """Tell whether a token hangs on another, directly or through a few more."""
    for _ in range(12):
        if token == top:
            return True
        token = token.head
    return False


def governor_of(token: Token) -> Token | None:
    """Return the verb that the noun phrase hangs on."""
    for ancestor in ancestors(token):
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None
