"""Whom an article names by its kind or its place only: "the union", "the town", the Topeka of Topeka City Council."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.actors.gazetteer import body_forms, of_kind
from accordingto.actors.home import TOWN_BODIES
from accordingto.actors.text import Text
from accordingto.actors.towns import dateline

LONGEST = 4
"""Words of a body behind "the"."""

Place = tuple[tuple[str, ...], str, int, int]
"""The folded words of a name, the name, where it is: begin and end in characters."""

_COUNCILS = ("council", "police", "municipality", "department")
_KINDS = frozenset(("city", "town", "borough", "county", "district", "village", "police", "municipal"))


def bodies(text: Text) -> Iterator[Place]:
    """The bodies that a text calls by what they are: "the union", "the school district".

    Parameters
    ----------
    text : Text
        With its names.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> [name for _, name, _, _ in bodies(read(pipeline()("The council met. The school district raised council tax.")))]
    ['The council', 'The school district']
    """
    known = body_forms() | of_kind("territory")
    words = text.words
    for i, word in enumerate(words):
        if word.key != "the":
            continue
        last = 0
        for k in range(i + 1, min(i + 1 + LONGEST, len(words))):
            if not words[k].text[0].isalpha() or k in text.name_at:
                break
            if words[k].key in known and text.word_token(k).dep_ != "compound":
                last = k + 1
            if words[k].possessive or text.word_token(k).pos_ not in ("NOUN", "PROPN", "ADJ"):
                break
        if last:
            keys = text.keys(i + 1, last)
            yield keys, text.quote(i, last), word.start, words[last - 1].end


def towns(text: Text) -> Iterator[Place]:
    """The towns that a text names: in its dateline, as places, before a council's or police's name.

    Parameters
    ----------
    text : Text
        With its names.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> [name for _, name, _, _ in towns(read(pipeline()("The Hobart City Council met.")))]
    ['Hobart']
    """
    words = text.words
    told = dateline(text.text)
    if told:
        yield tuple(told.lower().split()), told, 0, len(told)
    for name in text.names:
        last = name.last
        known = name.entry is not None and name.entry.kind in ("place", "capital") and name.body is None
        if not known:
            if name.body is None and text.key(last) not in TOWN_BODIES | of_kind("territory"):
                continue
            if name.body is not None and words[last - 1].key not in _COUNCILS:
                continue
            while name.body is not None and last > name.first and words[last - 1].key in _COUNCILS:
                last -= 1
            while name.body is not None and last > name.first and words[last - 1].key in _KINDS:
                last -= 1
            if last == name.first or words[last - 1].possessive:
                continue
        keys = text.keys(name.first, last)
        yield keys, text.quote(name.first, last), words[name.first].start, words[last - 1].end
