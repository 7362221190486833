"""Sources that a state speaks through, though no office tells it: "an army statement", "one of its diplomats"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import Entry, of_kind
from accordingto.actors.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNERS = frozenset(("its", "their"))
SERVANTS = frozenset(("country", "either"))
"""For whom the offices speak whose holders, one of several, still speak for their state."""


def issuer(text: Text, noun: Token) -> Entry | None:
    """The body of a state whose statement it is: "an embassy statement", "the army communique".

    Parameters
    ----------
    text : Text
        With its gazetteer entries.
    noun : Token
        The head of a source.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> text = read(pipeline()("An army statement said so. A tax report said so."))
    >>> [e.name if (e := issuer(text, text.doc[i])) else "" for i in (2, 8)]
    ['army', '']
    """
    if noun.lemma_.lower() not in of_kind("document"):
        return None
    match = text.match_end.get(text.word_at(noun.idx))
    if match is None or match.entry.kind != "body" or match.entry.plural or text.words[match.last - 1].possessive:
        return None
    return match.entry if match.entry.speaks_for == "country" else None


def servant(text: Text, start: int, end: int) -> tuple[int, Entry] | None:
    """The word of "its" in a source that is one of somebody's officers: "one of its diplomats".

    Parameters
    ----------
    text : Text
        With its gazetteer entries.
    start, end : int
        Where the source is, in characters.

    Returns
    -------
    tuple or None
        The word and the office, where its holders speak for a state.
    """
    i = text.word_at(start)
    if text.key(i + 1) != "of" or text.key(i + 2) not in OWNERS:
        return None
    for k in range(i + 3, min(i + 6, len(text.words))):
        match = text.match_at.get(k)
        if match is not None and match.entry.kind == "role" and text.words[match.last - 1].end <= end:
            return (i + 2, match.entry) if match.entry.speaks_for in SERVANTS and match.entry.plural else None
    return None
