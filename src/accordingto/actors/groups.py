"""Words that stand for several actors named before: "the pair", "both governments", "the two ministers"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from accordingto.actors.discourse import Discourse, Record, role_agrees
from accordingto.actors.entities import Entity
from accordingto.actors.gazetteer import Entry, gazetteer, rows
from accordingto.actors.words import fold

REACH = 6
"""Sentences that are looked back over for actors named together."""

_COUNTED = re.compile(r"(?:(?:the|these|those|all|its|his|her|their) )?(two|three|four)(?: |$)")
_JOINED = re.compile(r"(?:both|neither|either)(?: of)?(?: (?:the|these|those|them|its|his|her|their))?(?: |$)")
_NUMBERS = {"two": 2, "three": 3, "four": 4}


@cache
def _words() -> dict[str, tuple[str, int]]:
    return {row["word"]: (row["kind"], int(row["number"])) for row in rows("groups.csv")}


def counted(words: str) -> tuple[int, str]:
    """Tell how many actors known before a phrase stands for, and by which noun.

    Parameters
    ----------
    words : str
        A noun phrase with its article.

    Returns
    -------
    tuple of int and str
        The number, 0 where the phrase is no such group, and the noun, empty for "both" alone.

    Examples
    --------
    >>> counted("The pair"), counted("both governments"), counted("the two foreign ministers"), counted("two men")
    ((2, 'pair'), (2, 'governments'), (2, 'foreign ministers'), (0, ''))
    """
    plain = " ".join(fold(word) for word in words.split()[:8])
    joined = _JOINED.match(plain)
    if joined:
        return 2, plain[joined.end() :]
    number = _COUNTED.match(plain)
    if number:
        bare = number.start(1) == 0
        return (0, "") if bare else (_NUMBERS[number[1]], plain[number.end() :])
    article, _, noun = plain.partition(" ")
    if article in ("the", "this", "that") and noun in ("pair", "duo", "couple", "trio", "siblings", "twins"):
        return _words()[noun][1], noun
    return 0, ""


def several(discourse: Discourse, words: str, offset: int) -> tuple[Entity, ...]:
    """Find the actors that a phrase for several stands for.

    Parameters
    ----------
    discourse : Discourse
        What has been said so far.
    words : str
        The phrase.
    offset : int
        Where it begins.

    Returns
    -------
    tuple of Entity
        Those named together last; otherwise those who matter most so far. Empty where the phrase
        is no group of known actors.
    """
    number, noun = counted(words)
    if not number:
        return ()
    kind, entry = _kind(noun)
    if entry is None and noun and kind is None:
        bearers = _bearers(discourse, noun, offset)
        return bearers if len(bearers) == number else ()
    together = _together(discourse, number, kind or "", entry, offset)
    return together or _weightiest(discourse, number, kind or "", entry, offset)


def _kind(noun: str) -> tuple[str | None, Entry | None]:
    """The kind of actor a plural noun asks for, and its office; no kind for an unknown noun."""
    if not noun:
        return "", None
    known = _words().get(noun) or _words().get(noun.split()[-1])
    if known is not None:
        return known[0], None
    entry = gazetteer().lookup(noun) or gazetteer().lookup(noun.split()[-1])
    if entry is None or entry.kind not in ("role", "body"):
        return None, None
    return "person" if entry.kind == "role" else entry.actor_kind, entry


def _bearers(discourse: Discourse, noun: str, offset: int) -> tuple[Entity, ...]:
    """The persons of one family name: both Hills."""
    for ending in ("s", "es"):
        if noun.endswith(ending):
            found = [e for e in discourse.registry.persons(noun[: -len(ending)]) if len(e.keys) > 1]
            if len(found) > 1:
                return tuple(e for e in found if e.first < offset)
    return ()


def _fits(entity: Entity, kind: str, entry: Entry | None) -> bool:
    if entity.plural or (kind and entity.kind != kind):
        return False
    if not kind and entity.kind not in ("person", "country", "organisation"):
        return False
    return not (entry is not None and entry.gender and entity.gender != entry.gender)


def _together(discourse: Discourse, number: int, kind: str, entry: Entry | None, offset: int) -> tuple[Entity, ...]:
    here = discourse.places.sentence(offset)
    for record in reversed(discourse.recent):
        if here - record.sentence > REACH:
            break
        if len(record.entities) == number and all(_fits(e, kind, entry) for e in record.entities):
            return record.entities
    return ()


def _weightiest(discourse: Discourse, number: int, kind: str, entry: Entry | None, offset: int) -> tuple[Entity, ...]:
    if not kind:
        return ()
    last: dict[int, Record] = {}
    for record in discourse.recent:
        for entity in record.entities:
            last[id(entity)] = record
    known = [e for e in _listed(discourse.recent) if e.first < offset and _fits(e, kind, entry) and not e.vague]
    if entry is not None and entry.kind == "role":
        holders = [e for e in known if role_agrees(e, fold(entry.name), "")]
        known = holders if len(holders) >= number else known
    if len(known) < number:
        return ()
    here = discourse.places.sentence(offset)

    def weight(entity: Entity) -> float:
        near = max(0.0, 2 - 0.5 * (here - last[id(entity)].sentence))
        many = 0.5 if kind == "country" else 0.2
        return near + many * min(entity.mentions, 12) + 1.5 * (entity.spoke >= 0)

    chosen = sorted(known, key=lambda e: (-weight(e), e.first))[:number]
    return tuple(sorted(chosen, key=lambda e: e.first))


def _listed(records: Sequence[Record]) -> list[Entity]:
    return list({id(e): e for r in records for e in r.entities}.values())
