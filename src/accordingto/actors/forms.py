"""What the form of names and their company in the text tell about them: firms, and surnames known from full names."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from accordingto.actors.gazetteer import Entry, gazetteer, of_kind, rows
from accordingto.actors.text import Name, Text
from accordingto.actors.words import fold

_CAMEL = re.compile(r"^(?!Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['’])[A-Z][a-z]+[A-Z]")
"""A capital inside a word, but no MacDonald and no DiMaggio."""


def join_firms(text: Text) -> None:
    """Make one name of two around an ampersand: "Hill & Sons"."""
    joined: list[Name] = []
    for name in text.names:
        before = joined[-1] if joined else None
        if before is not None and name.first == before.last + 1 and text.words[before.last].text == "&":
            joined[-1] = Name(before.first, name.last, "organisation")
        else:
            joined.append(name)
    text.names = joined


def told_by_form(text: Text) -> None:
    """Know a single unknown name for an organisation's by its spelling, RailCo, or by ", which" behind it."""
    for name in text.names:
        if name.entry is not None or name.titled or name.kind not in ("unknown", "person"):
            continue
        word = text.words[name.last - 1].text
        which = text.key(name.last) == "," and text.key(name.last + 1) == "which"
        camel = _CAMEL.search(word) is not None and name.last - name.first == 1
        if which or camel:
            name.kind = "organisation"


def told_by_end(text: Text) -> None:
    """Know names for organisations' by what they end with: Calder Therapeutics, Upland Produce; later "Calder" alone.

    What begins with a given name may be a person's: Tom Marine.
    """
    ends = _ends()
    people = {text.words[n.last - 1].key for n in text.names if _surely_person(text, n)}
    for name in text.names:
        word = text.words[name.last - 1]
        plain = name.entry is None and name.body is None and not name.titled and name.last - name.first > 1
        if plain and word.key in ends and word.is_name and not _given(text, name) and word.key not in people:
            name.kind, name.body = "organisation", ends[word.key]
    firms = {text.words[n.first].key for n in text.names if n.body is not None and n.entry is None}
    for name in text.names if firms else ():
        alone = name.last - name.first == 1 and name.entry is None and name.body is None and not name.titled
        key = text.words[name.first].key
        if alone and key in firms and key not in people and not _given(text, name):
            name.kind = "organisation"


def _surely_person(text: Text, name: Name) -> bool:
    return name.kind == "person" and name.last - name.first > 1 and (name.titled or _given(text, name))


@cache
def _ends() -> dict[str, Entry | None]:
    """What is called by a name that ends with a word, and by that word alone cannot be told."""
    return {fold(row["word"]): gazetteer().lookup(row["body"]) for row in rows("name_ends.csv")}


def told_by_belongings(text: Text) -> None:
    """Know a single unknown name for an organisation's by what it has: "Odran's shares", "shares in Odran".

    So does a chief executive or a captain between it and a name: "Hillmere boss Terry Brook". All its mentions are the
    organisation's then, unless it is somebody's family name.
    """
    known = {text.words[n.last - 1].key for n in text.names if _surely_person(text, n)}
    found: set[tuple[str, ...]] = set()
    for name in text.names:
        if not _open(name) or text.words[name.last - 1].key in known or _given(text, name):
            continue
        after, role = text.key(name.last), text.match_at.get(name.last)
        owns = text.words[name.first].possessive and _thing(text, name.last)
        shares = text.key(name.first - 1) in ("in", "of") and text.key(name.first - 2) in (
            "shares",
            "stake",
            "takeover",
        )
        staff = _employs(text, name)
        led = role is not None and role.entry.kind == "role" and role.entry.name in of_kind("leader")
        boss = led and role is not None and _named(text, role.last)
        if owns or staff or boss or (after and shares) or _stands_at(text, name):
            found.add(text.keys(name.first, name.last))
    for name in text.names if found else ():
        if _open(name) and text.keys(name.first, name.last) in found:
            name.kind = "organisation"


def _employs(text: Text, name: Name) -> bool:
    """Whether somebody is told to be employed there: "an engineer at Odran", "a spokeswoman for Odran"."""
    after = text.match_at.get(name.last)
    if after is not None and after.entry.kind == "role" and after.entry.sector == "BUS" and not after.entry.plural:
        # "an Odran executive, Ann Hill"
        return text.key(name.first - 1) in ("a", "an") and not text.words[name.last - 1].possessive
    role, word = text.match_end.get(name.first - 1), text.key(name.first - 1)
    if role is None or role.entry.kind != "role" or text.words[name.last - 1].possessive:
        return False
    hired = role.entry.sector == "BUS" or role.entry.name.startswith(("spokes", "press officer"))
    return word == "at" or (hired and word in ("of", "for", "with"))


def _stands_at(text: Text, name: Name) -> bool:
    """Whether people are or work "at" what a name means: "drivers at Anglia Swift", "At Hill Creamery, the manager"."""
    at = text.key(name.first - 1) == "at" and not text.words[name.last - 1].possessive
    return at and name.kind != "place" and text.word_token(name.first - 1).head.pos_ in ("NOUN", "PROPN", "VERB", "AUX")


def _open(name: Name) -> bool:
    return name.last - name.first < 4 and name.entry is None and name.body is None and not name.titled


def _given(text: Text, name: Name) -> bool:
    return text.words[name.first].key in gazetteer().genders


def _named(text: Text, i: int) -> bool:
    title = text.match_at.get(i)
    i = title.last if title is not None and title.entry.actor_kind == "title" else i  # "Meridian boss Dr Ann Hill"
    k = bisect_left(text.names, i, key=lambda n: n.first)
    return k < len(text.names) and text.names[k].first == i


def _thing(text: Text, i: int) -> bool:
    return text.key(i) in _belongings() or f"{text.key(i)} {text.key(i + 1)}" in _belongings()


@cache
def _belongings() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("belongings.csv"))


def known_surnames(text: Text) -> None:
    """Take in the surnames of persons named in full where the parser saw no name, or another kind of it."""
    known = {text.words[n.last - 1].key for n in text.names if n.kind == "person" and n.last - n.first > 1}
    for name in text.names:
        plain = name.entry is None and name.body is None and name.kind in ("organisation", "place", "unknown")
        if plain and name.last - name.first == 1 and text.words[name.first].key in known:
            name.kind = "person"
    alone = {text.words[n.first].key for n in text.names if n.kind == "person" and n.last - n.first == 1}
    for name in text.names:
        plain = name.entry is None and name.body is None and name.kind in ("organisation", "place", "unknown")
        if plain and 1 < name.last - name.first < 4 and text.words[name.last - 1].key in alone:
            name.kind = "person"
    covered = {i for n in text.names for i in range(n.first, n.last)}
    missed = [
        Name(i, i + 1, "person")
        for i, word in enumerate(text.words)
        if word.key in known and word.is_name and i not in covered and i not in text.match_at and len(word.key) > 2
    ]
    if missed:
        text.names = sorted([*text.names, *missed], key=lambda n: n.first)
