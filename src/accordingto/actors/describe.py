"""A mention's words to what they tell by themselves: country, sector and kind of actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from accordingto.actors.gazetteer import Gazetteer, Match, gazetteer
from accordingto.actors.words import Word

PARTITIVES = frozenset(
    [
        "all",
        "any",
        "both",
        "dozens",
        "each",
        "few",
        "group",
        "groups",
        "half",
        "hundreds",
        "lot",
        "lots",
        "majority",
        "many",
        "member",
        "members",
        "most",
        "none",
        "number",
        "one",
        "some",
        "several",
        "team",
        "thousands",
        "three",
        "two",
    ]
)
"""Words after which ``of`` leads to the noun that is meant: several of the unions."""

HOME_PREPOSITIONS = frozenset(["of", "in", "from", "across", "at", "within", "throughout", "near", "inside", "around"])
_BOUNDARIES = HOME_PREPOSITIONS | frozenset(
    [
        "to",
        "for",
        "with",
        "on",
        "against",
        "about",
        "over",
        "by",
        "between",
        "who",
        "whom",
        "which",
        "that",
        "whose",
        ",",
        "(",
        ")",
        ":",
        ";",
        "–",
        "—",
        "and",
        "or",
    ]
)
WEAK_SECTORS = frozenset(("", "BUS", "LAB", "GOV"))
"""Sectors of a role that yield to the body it works in: an army accountant is of the army."""

OFFICE_SECTORS = frozenset(("GOV", "LEG", "JUD"))
"""Sectors of those who, once out of office, are ELI."""

ARMED_SECTORS = frozenset(("MIL", "COP", "SPY"))
"""Among these, too, the body decides: an intelligence agency's officer is a spy, not a soldier."""


class Description(NamedTuple):
    """What a mention's words tell: ISO3 country, PLOVER sector and kind of actor, empty where unknown."""

    country: str
    sector: str
    kind: str


def describe_mention(text: str) -> Description:
    """Tell country, sector and kind of the actor that a noun phrase names.

    Parameters
    ----------
    text : str
        A name or noun phrase, without its context.

    Returns
    -------
    Description
        Country as ISO 3166-1 alpha-3, sector as a PLOVER code (ELI for those out of office), kind as
        in the table ``actors``; each empty when the words do not tell. An organisation that belongs
        to no country has none.

    Examples
    --------
    >>> describe_mention("Britain’s Defense Ministry")
    Description(country='GBR', sector='GOV', kind='organisation')
    >>> describe_mention("a former Peruvian senator")
    Description(country='PER', sector='ELI', kind='person')
    >>> describe_mention("it rained")
    Description(country='', sector='', kind='')
    """
    knowledge = gazetteer()
    ws = knowledge.words(text)
    return describe(ws, [m for m in knowledge.find(ws) if not _surname(ws, m, knowledge)], knowledge)


def _surname(ws: Sequence[Word], match: Match, knowledge: Gazetteer) -> bool:
    """Whether a word known as a place or firm ends a person's name: Senator Anna Valencia."""
    if match.last - match.first > 1 or match.first == 0 or match.entry.kind not in _MISTAKABLE:
        return False
    before = ws[match.first - 1]
    if not before.is_name or before.possessive or knowledge.at(ws, match.first - 1):
        return before.key in knowledge.genders
    title = knowledge.at(ws, match.first - 2) if match.first > 1 else None
    return before.key in knowledge.genders or (title is not None and title.entry.kind == "role")


_MISTAKABLE = frozenset(("place", "capital", "country", "organisation"))


def describe(ws: Sequence[Word], matches: Sequence[Match], knowledge: Gazetteer) -> Description:
    """Describe words whose gazetteer entries were found before."""
    end = head_end(ws, matches)
    head = [m for m in matches if m.first < end]
    tail = [m for m in matches if m.first >= end]
    nouns = [m for m in head if m.entry.kind != "modifier"]
    kind = _kind(ws, nouns, end)
    sector = _sector(ws, head, tail, end, knowledge)
    figure = _figure(ws, matches, knowledge)
    if figure is not None:
        past = any(w.key in knowledge.past for w in ws)
        known = "ELI" if past and figure["sector"] in OFFICE_SECTORS else figure["sector"]
        return Description(_country(ws, head, tail) or figure["country"], sector or known, "person")
    return Description(_country(ws, head, tail), sector, kind)


def _figure(ws: Sequence[Word], matches: Sequence[Match], knowledge: Gazetteer) -> dict[str, str] | None:
    """The public figure that the words name, titles before the name aside."""
    first = 0
    for m in matches:
        if m.first == first or (m.first == first + 1 and ws[first].key == "the"):
            first = m.last
    while first < len(ws) and (ws[first].key in knowledge.past or ws[first].key == "the"):
        first += 1
        first = next((m.last for m in matches if m.first == first), first)
    for start in dict.fromkeys((first, 0)):
        keys = tuple(w.key for w in ws[start:] if len(w.key) > 1)
        if keys in knowledge.figures:
            return knowledge.figures[keys]
    return None


def head_end(ws: Sequence[Word], matches: Sequence[Match]) -> int:
    """Return where the phrase's first part ends, the one that holds its head noun."""
    inside = {i for m in matches for i in range(m.first + 1, m.last)}
    for i, word in enumerate(ws):
        if i and i not in inside and word.key in _BOUNDARIES:
            if word.key == "of" and ws[i - 1].key in PARTITIVES:
                continue
            if word.key in ("and", "or") and i + 1 < len(ws):
                continue
            return i
    return len(ws)


def _country(ws: Sequence[Word], head: Sequence[Match], tail: Sequence[Match]) -> str:
    for m in head:
        if m.entry.country:
            return m.entry.country
    found = ""
    envoy = any(m.entry.kind == "role" and m.entry.speaks_for == "country" for m in head)
    for m in tail:
        before = next((ws[i].key for i in range(m.first - 1, -1, -1) if ws[i].key in _BOUNDARIES), "")
        home = before in HOME_PREPOSITIONS or before == "," or (before == "for" and not envoy)
        if m.entry.country and home:
            found = found or m.entry.country
    return found


def _sector(ws: Sequence[Word], head: Sequence[Match], tail: Sequence[Match], end: int, knowledge: Gazetteer) -> str:
    past = any(w.key in knowledge.past for w in ws[:end])
    titled = [m for m in head if m.entry.sector]
    modifier = next((knowledge.modifiers[w.key] for w in ws[:end] if knowledge.modifiers.get(w.key, "").isupper()), "")
    if not titled:
        heads = [m for m in head if m.entry.kind in ("role", "body", "demonym", "national")]
        if modifier:
            return modifier
        # "a member of the police": the head says nothing, what follows does.
        return next((m.entry.sector for m in tail if m.entry.sector), "") if heads else ""
    last = titled[-1]
    sector = last.entry.sector
    bodies = [m for m in titled[:-1] if m.entry.kind in ("body", "metonym", "organisation", "media")]
    if last.entry.kind == "role":
        armed = bodies and bodies[-1].entry.sector in ARMED_SECTORS and sector in ARMED_SECTORS
        if bodies and (sector in WEAK_SECTORS or armed):
            sector = bodies[-1].entry.sector
        offices = [m.entry for m in titled[:-1] if m.entry.kind == "role" and m.entry.speaks_for == "country"]
        if offices and not last.entry.speaks_for:
            # Of two titles in a row the office counts more than the rank.
            sector = offices[-1].sector
    elif last.entry.kind == "body" and sector in WEAK_SECTORS and bodies and bodies[-1].last == last.first:
        sector = bodies[-1].entry.sector
    if sector == "GOV" and last.entry.speaks_for != "country" and modifier:
        sector = modifier
    person = last.entry.kind == "role"
    return "ELI" if past and person and sector in OFFICE_SECTORS else sector


def _kind(ws: Sequence[Word], nouns: Sequence[Match], end: int) -> str:
    for m in reversed(nouns):
        if m.last == end or m.entry.kind in ("role", "body"):
            kind, plural = m.entry.actor_kind, m.entry.plural
            if m.entry.kind in ("demonym", "place"):
                kind = "group" if m.entry.kind == "demonym" else ""
            elif m.entry.kind == "role":
                named = any(w.is_name for w in ws[m.last : end])
                kind = "person" if named or not plural else "group"
            return kind
    letters = [w for w in ws if w.text[0].isalpha()]
    if 2 <= len(letters) <= 4 and all(w.is_name or w.key in ("de", "van", "von", "bin", "al") for w in letters):
        return "person"
    return ""
