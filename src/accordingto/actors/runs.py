"""Maximal runs of capitalised words, of which names are cut: gazetteer entries and words that look like names."""

from __future__ import annotations

from accordingto.actors.composed import Unit
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.matching import capital, person_entity
from accordingto.actors.text import Text

PARTICLES = frozenset(
    [
        "al",
        "bin",
        "ibn",
        "bint",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "e",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_ADJECTIVES = ("ic", "al", "ive", "ary")
SILENT_LABELS = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY", "LANGUAGE"])
FUNCTION_WORDS = frozenset(["DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "ADV", "VERB", "PUNCT"])


def run(text: Text, i: int) -> list[Unit]:
    """The longest run of capitalised units from a word on; a possessive ends it."""
    units: list[Unit] = []
    begin = i
    while (unit := unit_at(text, i)) is not None:
        units.append(unit)
        i = unit[1]
        if len(units) == 1 and unit[0] == begin and (rest := _coordinated(text, begin, i)):
            units += rest
            break
        if len(units) >= 12 or (text.words[i - 1].possessive and not _members_body(text, i)):
            break
        i += i < len(text.words) and text.words[i - 1].possessive and text.words[i].text in ("'", "’")
        j = i
        while j - i < 3 and text.key(j) in PARTICLES and j not in text.match_at and not text.words[j].is_name:
            j += 1
        if j > i and units[-1][2] is None and (following := unit_at(text, j)) is not None and following[2] is None:
            units.extend((k, k + 1, None) for k in range(i, j))
            i = j
    return units


def unit_at(text: Text, i: int) -> Unit | None:
    """The gazetteer entry or single name word that begins at a word, if it is capitalised."""
    if i >= len(text.words):
        return None
    match = text.match_at.get(i)
    if match:
        return (i, match.last, match.entry) if text.words[i].is_name else None
    return (i, i + 1, None) if _name_word(text, i) else None


def _name_word(text: Text, i: int) -> bool:
    """Whether a word outside the gazetteers is written and used as a name."""
    word = text.words[i]
    alone = word.key in gazetteer().genders and not word.possessive
    if alone and person_entity(text, i, min(i + 1, len(text.words) - 1)):
        return word.is_name and not text.match_at.get(i + 1)
    # "Jan" is a month, but not before a capital: "Jan Smit".
    time = gazetteer().modifiers.get(word.key) == "time" and not (
        word.key in gazetteer().genders and capital(text, i + 1)
    )
    if not word.is_name or len(word.text) == 1 or time:
        return word.is_name and len(word.text) == 2 and word.text[1] == "."
    tokens = text.tokens(i)
    double = word.key.split("-")
    if len(double) == 2 and all(part in gazetteer().genders for part in double) and capital(text, i + 1):
        return True  # "Jean-Luc Hill"
    if word.key in gazetteer().genders and capital(text, i + 1) and text.key(i - 1) not in ("", "\n", "."):
        # "lawyer Per Holm": the parser takes some given names for prepositions or adverbs.
        return True
    if "-" in word.text and all(part[:1].isupper() for part in word.text.split("-")):
        # "Per-Anders Holm": the parser takes the half for a preposition.
        return True
    given = i > 0 and text.words[i - 1].is_name and text.words[i - 1].key in gazetteer().genders
    if given and not text.words[i - 1].possessive and len(word.key) > 2 and tokens[0].pos_ in ("NOUN", "ADJ"):
        return True  # "Ana Tavares": the parser takes some family names for nouns.
    if tokens[0].ent_type_ in SILENT_LABELS or tokens[0].pos_ in FUNCTION_WORDS:
        return False
    return any(t.pos_ == "PROPN" or t.ent_type_ for t in tokens)


def _coordinated(text: Text, first: int, i: int) -> list[Unit]:
    """The rest of a body's name with "and" in it: the Economic and Organised Crime Office; empty where it ends."""
    word = text.words[first]
    field = word.key.endswith(_ADJECTIVES) or gazetteer().modifiers.get(word.key) == "sector"
    if text.key(i) != "and" or i != first + 1 or text.key(first - 1) != "the" or not field or word.possessive:
        return []
    rest = run(text, i + 1)
    body = next((k for k, u in enumerate(rest) if u[2] is not None and u[2].kind == "body"), 0)
    return [(i, i + 1, None), *rest] if body and all(u[2] is None for u in rest[:body]) else []


def _members_body(text: Text, i: int) -> bool:
    """Whether a plural possessive before a word is part of a name: the Teachers' Union, the Exporters' Forum."""
    last = text.words[i - 1]
    following = unit_at(text, i + 1)
    plural = last.text[-1] == "s" and text.text[last.end : last.end + 2] in ("' ", "’ ")
    house = unit_at(text, i)
    if not plural and house is not None:
        # "St Anne's Hospital", "St Brendan's Community College", but not "Britain's Museum".
        for _ in range(3):
            if house is not None and house[2] is not None and house[2].name.split()[-1] in of_kind("house"):
                return text.match_end.get(i) is None
            if house is None or (house[2] is not None and house[2].country):
                break
            house = unit_at(text, house[1])
        return last.key in of_kind("members") and text.key(i - 2) == "the"  # "the Women's Legal Desk"
    entry = following[2] if following is not None else None
    # A union, or a congress of members, which is a parliament elsewhere.
    return plural and entry is not None and (entry.kind == "body" or entry.is_parliament)
