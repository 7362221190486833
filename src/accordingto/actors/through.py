"""Sources that somebody speaks through: "a report by the port office", "an army statement", "one of its diplomats"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import Entry, of_kind
from accordingto.actors.text import Text
from accordingto.attributions.lexicon import body_nouns, person_nouns, word_list

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

OWNERS = frozenset(("its", "their"))
SERVANTS = frozenset(("country", "either"))
"""For whom the offices speak whose holders, one of several, still speak for their state."""


def author(text: Text, source: Span, noun: Token) -> Token | None:
    """Whose document a source is: "its letter", "a report by the port office", "papers published by her office".

    Parameters
    ----------
    text : Text
        With its names.
    source : Span
        The words of the source.
    noun : Token
        Its head.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> text = read(pipeline()("A draft report by the port office, seen by this newspaper, says so."))
    >>> author(text, text.doc[:12], text.doc[2]).text
    'office'
    """
    document = noun.lemma_.lower() in of_kind("document")
    if not document and noun.lemma_.lower() not in word_list("own_words"):
        return None
    own = next((k for k in noun.lefts if k.dep_ == "poss"), None)
    if own is not None or not document:
        return own
    behind = iter(t for t in source if t.i > noun.i and t.text != ",")
    prep, ways = next(behind, None), ("by", "from", "of")
    if prep is not None and prep.lemma_.lower() in of_kind("issued"):
        prep, ways = next(behind, None), ("by",)
    if prep is None or prep.lower_ not in ways:
        return None
    them = next((t for t in prep.children if t.dep_ == "pobj" and t.i < source.end), None)
    return them if them is not None and _writes(text, them, prep.lower_) else None


def _writes(text: Text, noun: Token, prep: str) -> bool:
    """Whether a noun is somebody who may have written: behind "from" no town and no year, behind "of" only a body."""
    if prep == "by":
        return noun.pos_ in ("NOUN", "PROPN")
    i = text.word_at(noun.idx)
    name = next((n for n in text.names if n.first <= i < n.last), None)
    match = text.match_end.get(i + 1)
    if prep == "of":
        body = match is not None and match.entry.kind == "body" and not match.entry.plural
        return body or (name is not None and name.kind in ("organisation", "media"))
    if name is not None:
        return name.kind not in ("place", "capital", "unknown") or match is not None
    return match is not None or noun.lemma_.lower() in person_nouns() | body_nouns()


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
