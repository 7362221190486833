"""The gazetteers' entries that a text means: not the Jordan of Jim Jordan, no department of another country."""

from __future__ import annotations

from dataclasses import replace

from accordingto.actors.gazetteer import Gazetteer, Match, gazetteer, of_kind
from accordingto.actors.namesakes import without_namesakes
from accordingto.actors.text import Text


def matches(text: Text) -> list[Match]:
    """Find the entries that are meant.

    Parameters
    ----------
    text : Text
        Cut into words.

    Returns
    -------
    list of Match
        In text order.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> [m.entry.name for m in matches(read(pipeline()("Jim Jordan left. Norway waited.")))]
    ['Norway']
    """
    knowledge = gazetteer()
    known = knowledge.find(text.words)
    of_people = [m for m in known if _part_of_a_person(text, m, knowledge)]
    found = [m for m in known if m not in of_people] if of_people else known
    return _apart(text, _own_departments(text, without_namesakes(text.words, found, of_people)))


def _apart(text: Text, matches: list[Match]) -> list[Match]:
    """Take apart what only looks like one office: the Progress Party | boss, Hill University | president."""
    apart: list[Match] = []
    for match in matches:
        first, last, entry = match
        ws = text.words
        two = entry.kind == "role" and last - first > 1 and ws[first].is_name and not ws[last - 1].is_name
        body = gazetteer().at(ws[: first + 1], first) if two and first > 0 and ws[first - 1].is_name else None
        rest = gazetteer().at(ws[:last], first + 1) if body is not None and not ws[first - 1].possessive else None
        if body is not None and body.entry.kind == "body" and rest is not None and rest.last == last:
            apart += [body, rest]
        else:
            apart.append(match)
    return apart


def _own_departments(text: Text, matches: list[Match]) -> list[Match]:
    """Leave out departments of a state that is not named where others are: Manila has a Department of Justice, too.

    A Senate or a State House is then that of another country, whichever it is.
    """
    everywhere = of_kind("shared")
    named = {m.entry.country for m in matches if m.entry.sector != "PTY" and m.entry.name.lower() not in everywhere} - {
        ""
    }
    if named:
        # Labour and the Conservatives are those of the country that is told of.
        abroad = {
            m.first for m in matches if m.entry.sector == "PTY" and m.entry.is_name and m.entry.country not in named
        }
        matches = [m._replace(entry=replace(m.entry, country="")) if m.first in abroad else m for m in matches]
    own = of_kind("of one country")
    departments = [m for m in matches if m.entry.kind == "metonym" and "department" in m.entry.name.lower()]
    departments = [m for m in departments if m.entry.name.lower() not in own]
    departments = [m for m in departments if m.entry.country not in countries_within(text, m.first, m.last)]
    shared = [m for m in matches if m.entry.kind == "metonym" and m.entry.name.lower() in of_kind("shared")]
    if not departments and not shared:
        return matches
    rest = [m for m in matches if m.entry.country and m not in departments and m not in shared]
    named = {m.entry.country for m in rest}
    if not named:
        return matches
    # "Brazil's Senate", "the Supreme Court of Uruguay": this article's is another one.
    begins, ends = {m.first: m.entry.country for m in rest}, {m.last: m.entry.country for m in rest}
    beside = {c for m in shared for c in (ends.get(m.first, ""), begins.get(m.last + 1, "")) if c}
    kept = [m for m in matches if m.entry.country in named or m not in departments]
    full = {m.first for m in shared if m.last - m.first > len(m.entry.name.split())}  # "the U.S. Senate"
    foreign = {m.first for m in shared if m.entry.country not in (beside or named)} - full
    return [m._replace(entry=replace(m.entry, country="")) if m.first in foreign else m for m in kept]


def countries_within(text: Text, first: int, last: int) -> set[str]:
    """The countries that words of a longer name tell: the US Treasury, the Royal Thai Police."""
    own = text.words[first:last]
    parts = (gazetteer().at(own[:end], at) for at in range(len(own)) for end in range(at + 1, len(own) + 1))
    named = [m for m in parts if m is not None and m.last - m.first < len(own)]
    return {m.entry.country for m in named if m.entry.kind in ("country", "demonym")}


def _part_of_a_person(text: Text, match: Match, knowledge: Gazetteer) -> bool:
    """Whether a word known as a place, firm or office is part of a person's name here: Jim Jordan, Tim Cook."""
    if match.last - match.first > 1 or not text.words[match.first].is_name or match.entry.kind == "modifier":
        return False
    before, after = match.first - 1, match.last
    if match.entry.kind == "body" and _after_country(text, match, knowledge):
        return False  # "Sri Lanka Railways"
    if match.entry.kind == "body" and text.key(before - 1) == "the" and not capital(text, after):
        return False  # Nobody is called "the Dalton Museum".
    if match.entry.kind == "body" and match.entry.name in of_kind("plain body"):
        return False
    if match.entry.kind in ("role", "body"):
        # A title leads, a surname ends: what a name follows is a title.
        if match.entry.kind == "role" and capital(text, after) and not text.words[match.first].possessive:
            return False
    elif match.entry.kind in ("demonym", "national"):
        # "Anneke Brits", but not "Hill Germans" or "Paris French officials".
        named = capital(text, before) and not text.words[before].possessive and not capital(text, after)
        noun = after < len(text.words) and text.word_token(after).pos_ in ("NOUN", "PROPN", "ADJ")
        known = named and knowledge.at(text.words, before) is None and text.words[before].key in knowledge.genders
        return known and not noun
    title = knowledge.at(text.words, before) if before >= 0 else None
    if title is not None and title.entry.kind == "role" and not title.entry.plural and capital(text, after):
        # "Gov. Rosario Vega": between a title and a name stands a given name.
        return match.entry.kind in ("place", "capital") and knowledge.at(text.words, after) is None
    opens = capital(text, before) and text.word_token(before).pos_ in (
        "CCONJ",
        "SCONJ",
        "ADV",
        "ADP",
    )  # "But Sofia Hill"
    if not capital(text, before) or opens or text.words[before].possessive or text.words[before].text.isupper():
        if not capital(text, after) or match.first == 0 or match.entry.kind not in ("place", "capital", "country"):
            return False
        if text.words[after].key in knowledge.modifiers or text.words[match.first].possessive:
            return False
        return person_entity(text, match.first, after) or _given_before_family(text, match.first, after)
    given = text.words[before].key
    if knowledge.at(text.words, before) and given not in knowledge.genders:
        return False
    if match.entry.kind in ("place", "capital", "country") and not capital(text, after) and _titled(text, before):
        return True
    if match.entry.kind == "body" and match.entry.name not in of_kind("family name"):
        # Nobody is called Calder Therapeutics, whatever the parser thinks.
        return given in knowledge.genders
    return given in knowledge.genders or person_entity(text, before, match.first)


def _titled(text: Text, i: int) -> bool:
    """Whether the title of one person stands before a word: "Superintendent | Masaru Togo"."""
    known = gazetteer()
    found = (known.at(text.words, k) for k in range(max(0, i - 3), i))
    return any(m is not None and m.last == i and m.entry.kind == "role" and not m.entry.plural for m in found)


def _after_country(text: Text, match: Match, knowledge: Gazetteer) -> bool:
    """Whether the name of a country in several words stands before a word."""
    before = (knowledge.at(text.words, k) for k in range(max(0, match.first - 3), match.first - 1))
    return any(m is not None and m.last == match.first and m.entry.kind == "country" for m in before)


def _given_before_family(text: Text, i: int, j: int) -> bool:
    """Whether a given name that is a place's as well stands before a word that is no place's: Sofia Hill."""
    known = gazetteer()
    plain = text.words[i].key in known.genders and known.at(text.words, j) is None
    return plain and text.word_token(j).ent_type_ in ("", "PERSON") and text.word_token(i).ent_type_ in ("", "PERSON")


def capital(text: Text, i: int) -> bool:
    """Whether a word is written as a name."""
    return 0 <= i < len(text.words) and text.words[i].is_name


def person_entity(text: Text, i: int, j: int) -> bool:
    """Whether the entity recogniser reads two words as one person's name."""
    a, b = text.word_token(i), text.word_token(j)
    return a.ent_type_ == b.ent_type_ == "PERSON" and all(t.ent_iob_ == "I" for t in text.doc[a.i + 1 : b.i + 1])
