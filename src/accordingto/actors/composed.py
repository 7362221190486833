"""Whether a run of capitalised words is one organisation's name: Social Democrats, Grupo Hill, British Cycling."""

from __future__ import annotations

from functools import cache

from accordingto.actors.gazetteer import Entry, gazetteer, rows
from accordingto.actors.text import Text
from accordingto.actors.words import fold

PLACE_KINDS = frozenset(("country", "capital", "place", "demonym", "national"))

Unit = tuple[int, int, Entry | None]
"""A gazetteer entry or a word outside them: first word, word after the last, entry."""


@cache
def _name_begins() -> dict[str, Entry | None]:
    """What is called by a name that begins with a word: Grupo Hill, Team Hill, PT Hill."""
    return {fold(row["word"]): gazetteer().lookup(row["body"]) for row in rows("name_begins.csv")}


def told_first(text: Text, units: list[Unit]) -> Entry | None:
    """The type of organisation that the first word of a run tells, where the rest is only a name."""
    first = units[0][0]
    body = _name_begins().get(text.words[first].key) if len(units) > 1 else None
    plain = all(entry is None or entry.kind in PLACE_KINDS for _, _, entry in units[1:])
    begins = units[0][2] is None or units[0][2].kind == "body"
    return body if plain and begins and not text.words[first].possessive else None


def national(text: Text, units: list[Unit], k: int) -> bool:
    """Whether a country's adjective begins a name that needs no article: British Cycling, UK Anti-Doping.

    "Italian rival Hill" and "the British Hill" tell where somebody is from.
    """
    first, last, entry = units[k]
    rest = units[k + 1 :]
    if entry.kind not in ("demonym", "country") or not rest or text.words[last - 1].possessive or k:
        return False
    if any(e is not None or text.words[f].key in gazetteer().genders for f, _, e in rest) or text.key(first - 1) in (
        "the",
        "a",
        "an",
    ):
        return False
    end = rest[-1][1]
    head = text.head(first, end)
    labels = {text.word_token(i).ent_type_ for i in range(rest[0][0], end)}
    return head.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj") and not labels & {"PERSON", "GPE", "LOC"}


def written_whole(text: Text, unit: Unit) -> bool:
    """Whether a type of organisation in several words is written as a name: the Farmers' Union, a Chamber of Mines."""
    first, last, entry = unit
    if last - first < 2 or entry.sector in ("GOV", "COP", "MIL", "JUD", "LEG", "SPY"):
        return False
    words = text.words[first:last]
    return all(w.is_name or not w.text[0].isalpha() or w.key == "of" for w in words)


def goes_on(text: Text, units: list[Unit], body: int) -> int:
    """The last unit of a name that goes on after a word of its kind: Clean Shipping Watch."""
    k = body
    while units[body][2].only_name and k + 1 < len(units) and not text.words[units[k][1] - 1].possessive:
        first, _, entry = units[k + 1]
        if tail_of(text, units, k + 1):
            return k + 1
        if entry is not None or text.words[first].key in gazetteer().genders or first != units[k][1]:
            break
        k += 1
    return k if k == len(units) - 1 else body


def tail_of(text: Text, units: list[Unit], k: int) -> bool:
    """Whether a country or town ends an organisation's name: Border Watch Sofia, WWF Switzerland."""
    first, _, entry = units[k]
    place = entry is not None and entry.kind in ("country", "capital", "place")
    return place and k == len(units) - 1 and first == units[k - 1][1] and not text.words[first - 1].possessive


def party(text: Text, units: list[Unit]) -> int | None:
    """The unit with which a party's name begins that ends with its members: the Social Democrats, the Free Liberals."""
    entry = units[-1][2]
    if entry is None or entry.kind != "role" or not entry.plural or entry.sector != "PTY":
        return None
    first = len(units) - 1
    while first > 0 and _of_party(text, units[first - 1]):
        first -= 1
    return first if first < len(units) - 1 else None


def _of_party(text: Text, unit: Unit) -> bool:
    first, last, entry = unit
    if text.words[last - 1].possessive or text.words[first].key in gazetteer().genders:
        return False
    return entry is None or (entry.kind == "role" and entry.sector == "PTY")
