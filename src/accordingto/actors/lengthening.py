"""Names that go on where a run of capitals seems to end: Bread Without Borders, Vermont Legal Aid, Bar for Justice."""

from __future__ import annotations

from dataclasses import replace

from accordingto.actors.country import PLACED
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.text import Name, Text

LONGEST = 5
"""Words behind "for"."""


def lengthen(text: Text) -> None:
    """Make names of organisations as long as they are written.

    Parameters
    ----------
    text : Text
        With its names, in order.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> text = read(pipeline()("Bread Without Borders sued the Renewable Traders' Guild."))
    >>> [text.quote(name.first, name.last) for name in text.names]
    ['Bread Without Borders', "Renewable Traders' Guild"]
    """
    found: list[Name] = []
    for name in text.names:
        before = found[-1] if found else None
        if before is not None and name.first < before.last:
            continue
        if before is not None and _is_one(text, before, name):
            body = name.body or before.body
            found[-1] = Name(before.first, _end(text, name), "organisation", None, before.country, body)
            continue
        first = name.first - _is_begun(text, name, before)
        found.append(replace(name, first=first, last=_end(text, name)))
    text.names = found


def _is_one(text: Text, before: Name, name: Name) -> bool:
    """Whether two names are the begin and the end of one."""
    if before.titled or name.titled or text.words[before.last - 1].possessive:
        return False
    between = text.words[before.last : name.first]
    if not between:
        # "In Vermont Legal Aid sued" are two, and so is "the Geneva UN office".
        place = before.entry is not None and before.entry.kind == "place" and text.key(before.first - 1) not in PLACED
        return place and name.kind == "organisation" and name.entry is None and name.body is not None
    if len(between) == 1 and between[0].key in of_kind("inside a name"):
        return between[0].is_name and not {before.kind, name.kind} & {"country", "place"}
    plain = all(n.kind in ("unknown", "organisation") and n.entry is n.body is None for n in (before, name))
    # "The Gospel Tabernacle of the Open Range."
    return plain and [w.key for w in between] == ["of", "the"] and text.key(before.first - 1) == "the"


def _end(text: Text, name: Name) -> int:
    """Where an organisation's name ends that tells what it is for: the International Bar for Justice."""
    last = name.last
    known = name.kind != "organisation" or name.entry is not None or name.last - name.first < 2
    if known or text.key(last) != "for" or text.words[last - 1].possessive:
        return last
    k = last + 1
    while k < min(len(text.words), last + LONGEST) and text.words[k].is_name and not text.words[k].possessive:
        k += 1
    strange = text.match_at.get(last + 1)
    named = strange is not None and strange.entry.country
    return last if k == last + 1 or named or text.key(last + 1) in gazetteer().genders else k


def _is_begun(text: Text, name: Name, before: Name | None) -> bool:
    """Whether the word before a body's name, behind "the", belongs to it: the Renewable Traders' Guild."""
    i = name.first - 1
    if name.kind != "organisation" or name.entry is not None or name.body is None or text.key(i - 1) != "the":
        return False
    word = text.words[i]
    free = i not in text.match_at and (before is None or before.last <= i)
    return free and word.is_name and not word.possessive and word.text[-1].isalpha()
