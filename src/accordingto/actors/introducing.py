"""The name that an office or a kind of organisation introduces: "Mayor Ana Hill", "the lobby, Etyra, said"."""

from __future__ import annotations

from itertools import islice

from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.phrases import Phrase
from accordingto.actors.text import Name, Text

REGION_WORDS = frozenset(["city", "county", "district", "province", "region", "state", "island", "islands", "valley"])
JOINING = frozenset(("and", "of", "the", "for", "&"))
ANNOUNCING = 12
"""Words between an office and the colon behind which its holder is named."""
# The key of a full stop is empty.
CLOSING = frozenset(["", ",", ".", ";", ":", ")", "–", "—", "\n"])


def introduced(text: Text, phrase: Phrase) -> Name | None:
    """Find the name that an office or a kind of organisation introduces: right behind it, or behind a comma.

    Parameters
    ----------
    text : Text
        With its names.
    phrase : Phrase
        The office or the kind of organisation.

    Returns
    -------
    Name or None

    Examples
    --------
    >>> from accordingto.actors.phrases import phrases
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> text = read(pipeline()("The mayor of Oslo, Ana Hill, met the union."))
    >>> names = [introduced(text, phrase) for phrase in phrases(text)]
    >>> [text.quote(name.first, name.last) for name in names if name]
    ['Ana Hill']
    """
    name = _following(text, phrase.last) or _apposed(text, phrase) or _called(text, phrase)
    return name or _following_field(text, phrase) or _announced(text, phrase)


def _following(text: Text, i: int) -> Name | None:
    """The name that begins at a word, a title before it aside: "chairman Sir | Clive Hill"."""
    for _ in range(3):
        title = text.match_at.get(i)
        rank = title is not None and title.entry.kind == "role" and title.entry.sector in ("MIL", "COP")
        if title is None or i in text.name_at or not (title.entry.actor_kind == "title" or rank):
            break
        i = title.last
    return text.name_at.get(i)


def _following_field(text: Text, phrase: Phrase) -> Name | None:
    """The full name behind what an office is for: "Acme's director of communications | Ann Hill"."""
    if not phrase.is_role or phrase.entry.plural or not phrase.entry.is_office:
        return None
    k = _field(text, phrase.last)
    name = text.name_at.get(k) if k > phrase.last + 1 else None
    full = name is not None and name.kind == "person" and name.last - name.first > 1
    return name if full and text.words[name.first].key in gazetteer().genders else None


def _apposed(text: Text, phrase: Phrase) -> Name | None:
    """The name in "the country's foreign minister, Dame Maria Hill, said": closed by a second mark."""
    if not phrase.is_role or phrase.entry.plural:
        return None
    body = text.match_at.get(phrase.end)  # "the head of Oslo | police, Ann Hill, said"
    beyond = body.last if body is not None and body.entry.kind == "body" else phrase.end
    for i in dict.fromkeys((phrase.last, phrase.end, beyond, closed(text, phrase.end), *_fields(text, phrase))):
        if text.key(i) not in (",", "“", '"'):
            continue
        k = i + 1
        if k >= len(text.words):
            break
        if text.key(k) in ("known", "identified") and text.key(k + 1) == "as":
            k += 2  # "Its spokesman, known as Abu Hill, said"
        if text.key(k) in ("the", "a", "an") and (known := _described(text, k + 1)):
            k = known  # "The head of the mission, the Danish diplomat Ann Hill, said"
        if text.match_at.get(k) is None and text.word_token(k).pos_ in ("NOUN", "ADJ") and text.key(k).isalpha():
            k += text.match_at.get(k + 1) is not None  # "Its chair, history professor Ann Hill"
        while (title := text.match_at.get(k)) is not None and title.entry.kind == "role" and k - i < 6:
            k = title.last
        name = text.name_at.get(k)
        if name is not None and name.kind == "place" and (title := text.match_at.get(name.last)) is not None:
            # "The donor, Wichita developer Carl Voss"
            name = text.name_at.get(title.last) if title.entry.kind == "role" else name
        if name is not None and _place_like_person(text, name, phrase):
            name.kind = "person"
        if can_be_person(name) and (name.last >= len(text.words) or _closes(text, name)):
            return name
    return None


def _described(text: Text, k: int) -> int:
    """The word after an office in the singular that describes a full name, demonyms before it aside; 0 for none."""
    while (match := text.match_at.get(k)) is not None and match.entry.kind == "demonym":
        k = match.last
    if match is None or match.entry.kind != "role" or match.entry.plural:
        return 0
    name = text.name_at.get(match.last)
    return match.last if name is not None and name.kind == "person" and name.last - name.first > 1 else 0


def _closes(text: Text, name: Name) -> bool:
    """Whether an apposition ends behind a name: "the mayor, Ann Hill (PS), said", "Ann Hill of the Greens, said"."""
    i = name.last
    if text.key(i) in CLOSING or text.words[i].text == "(":
        return True
    return name.kind == "person" and of_a_body(text, i)


def of_a_body(text: Text, i: int) -> bool:
    """Whether from a word on, up to a mark, it is told what somebody is of: "of the governing party,"."""
    if text.key(i) != "of":
        return False
    body = text.name_at.get(i + 1 + (text.key(i + 1) == "the"))
    if body is not None and body.kind == "organisation" and text.key(body.last) in CLOSING:
        return True
    k = i + 1
    while k < min(i + 6, len(text.words)) and text.word_token(k).dep_ in ("det", "amod", "compound", "poss", "pobj"):
        k += 1
    return k > i + 1 and text.key(k) in CLOSING


def _called(text: Text, phrase: Phrase) -> Name | None:
    """The name in "the makers' lobby, Etyra, said": a type of organisation, and between commas what it is called."""
    if phrase.is_role or phrase.entry.plural:
        return None
    k = _whereof(text, phrase.last)
    if text.key(k) != ",":
        return None
    if not any(t.dep_ in ("det", "poss") for t in islice(text.word_token(phrase.last - 1).lefts, 9)):
        return None
    name = text.name_at.get(k + 1 + (text.key(k + 1) == "the"))
    if name is None or name.entry is not None or name.titled or name.last >= len(text.words):
        return None
    beside = text.head(name.first, name.last)
    apposed = beside.dep_ == "appos" and text.word_token(phrase.last - 1).i <= beside.head.i < beside.left_edge.i
    human = name.kind == "person" and name.last - name.first > 1
    # "The utility, Voda Marjan, said": no first name that humans have.
    human = human and (text.words[name.first].key in gazetteer().genders or name.last - name.first > 2)
    return name if apposed and not human and text.key(name.last) in CLOSING else None


def _whereof(text: Text, i: int) -> int:
    """The word after where or for whom a body is: "the water utility of Split |", "the operator in the city |"."""
    if text.key(i) not in ("of", "in"):
        return i
    k = i + 1
    while k < min(i + 5, len(text.words)) and text.key(k) not in CLOSING:
        k += 1
    return k


def _announced(text: Text, phrase: Phrase) -> Name | None:
    """The name in "Her deputy struck another note: Ann Hill said": of the subject of a sentence that a colon ends."""
    subject = text.word_token(phrase.last - 1)
    if not phrase.is_role or phrase.entry.plural or phrase.determiner not in ("the", "its", "his", "her", "their"):
        return None
    if subject.dep_ not in ("nsubj", "nsubjpass") or text.words[phrase.last - 1].possessive:
        return None
    for k in range(phrase.end, min(phrase.end + ANNOUNCING, len(text.words))):
        name = text.name_at.get(k + 1) if text.key(k) == ":" else None
        if name is not None:
            says = text.head(name.first, name.last).dep_ in ("nsubj", "nsubjpass")
            return name if says and can_be_person(name) and name.last - name.first > 1 else None
        if text.key(k) in ("", "\n", "“", '"', "‘"):
            break
    return None


def closed(text: Text, i: int) -> int:
    """The word after a parenthesis that begins at a word: "the Labour Congress (NLC), Musa Bala"."""
    if text.key(i) != "(":
        return i
    return next((k + 1 for k in range(i + 1, min(i + 8, len(text.words))) if text.key(k) == ")"), i)


def _fields(text: Text, phrase: Phrase) -> tuple[int, ...]:
    """The words after what an office is for; of a minister that may be names: "for Oceans and Fisheries |"."""
    k = phrase.last + 1
    if phrase.entry.sector != "GOV" or text.key(phrase.last) not in ("of", "for"):
        return (_field(text, phrase.last),)
    while k < min(phrase.last + 9, len(text.words)) and (
        text.words[k].is_name or text.key(k) in JOINING or text.word_token(k).pos_ == "NOUN"
    ):
        k += 1
    return _field(text, phrase.last), k


def _field(text: Text, i: int) -> int:
    """The word after what an office is for: "director of conservation |", "cabinet member for parks and roads |"."""
    if text.key(i) not in ("of", "for"):
        return i
    k = i + 1
    while k < min(i + 6, len(text.words)) and text.words[k].text.islower():
        if text.word_token(k).pos_ not in ("NOUN", "ADJ", "CCONJ"):
            break
        k += 1
    return k


def _place_like_person(text: Text, name: Name, phrase: Phrase) -> bool:
    """Whether what the parser takes for a place is who holds an office: "the opposition leader, Litia Vaka, said"."""
    unknown = name.kind == "place" and name.entry is None and name.body is None and name.last - name.first in (2, 3)
    region = text.key(name.last - 1) in REGION_WORDS
    return unknown and not region and phrase.determiner != "" and name.last < len(text.words)


def can_be_person(name: Name | None) -> bool:
    """Whether a name that no gazetteer knows may be somebody's."""
    # A strange full name is often taken for that of a town.
    kinds = ("person", "unknown", "organisation", *(("place",) if name and name.last - name.first > 1 else ()))
    return name is not None and name.entry is None and name.kind in kinds


def and_more(text: Text, name: Name) -> list[Name]:
    """The further names of "A, B and C"."""
    found: list[Name] = []
    while len(found) < 8:
        i = name.last
        if text.key(i) == "," and text.key(i + 1) == "and":
            i += 1
        following = text.name_at.get(i + 1)
        if text.key(i) not in (",", "and") or not can_be_person(following):
            return found
        if text.key(i) == "," and not _list_goes_on(text, following):
            return found
        name = following
        found.append(name)
        if text.key(i) == "and":
            return found
    return found


def _list_goes_on(text: Text, name: Name) -> bool:
    return text.key(name.last) in (",", "and")
