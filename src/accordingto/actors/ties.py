"""How a text ties two names together: "Hill, chairman of Acme", "Acme's Ann Hill", "Acme boss Ann Hill"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from accordingto.actors.entities import Entity
from accordingto.actors.gazetteer import rows
from accordingto.actors.text import Text
from accordingto.actors.words import fold

REACH = 14
"""Words between two names beyond which they are tied by no more than their sentence."""

PREPOSITIONS = frozenset(
    ("of", "for", "at", "from", "with", "in", "by", "to", "on", "against", "behind", "near", "about")
)
_ARTICLES = frozenset(("the", "its", "their", "a", "an", "his", "her", "our"))
_VERBS = ("VERB", "AUX")
_ENDS = ("VERB", "AUX", "ADP", "SCONJ", "CCONJ")
_OWNERS = {"its": "it", "their": "they", "his": "he", "her": "he"}
WINDOW = 7
"""Words around a name that may describe it."""
_SPEAKS = (("speaks", "for"), ("spoke", "for"), ("acts", "for"), ("acted", "for"))
_KNOWN = frozenset(("known", "named", "called", "identified"))
_LEADS = frozenset(("lead", "chair", "head", "run", "own", "found", "represent", "manage", "direct"))


def tie(text: Text, one: tuple[int, int], other: tuple[int, int]) -> str:
    """What stands between somebody and a name of the same sentence.

    Parameters
    ----------
    text : Text
        With its names.
    one, other : tuple of int
        Where somebody and the name are, in characters.

    Examples
    --------
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> said = "Ann Hill, chairman of Acme Mills, objected."
    >>> tie(read(pipeline()(said)), (0, 8), (22, 32))
    'behind of, office'
    """
    if one[0] <= other[0] and other[1] <= one[1]:
        return f"in {_led_by(text, one, other)}"
    if other[0] <= one[0] and one[1] <= other[1]:
        return "around"
    behind = other[0] >= one[1]
    first, last = text.word_at((one if behind else other)[1]), text.word_at((other if behind else one)[0])
    if last - first > REACH or first > last:
        return "far behind" if behind else "far before"
    between = range(first, last)
    commas = sum(text.words[i].text in (",", "(", "–", "—", "-", ")") for i in between)
    if any(text.words[i].text in (";", "“", "”", '"', "\n") for i in between):
        return "quote behind" if behind else "quote before"
    office = any((m := text.match_at.get(i)) is not None and m.entry.kind == "role" for i in between)
    verbs = [text.word_token(i) for i in between if text.word_token(i).pos_ in _VERBS]
    led = bool(verbs) and verbs[-1].lemma_ in _LEADS
    verb = ", leads" if led else ", verb" if verbs else ""
    how = _preposition(text, first, last) if behind else _owner(text, other, first, last)
    comma = ", comma" * bool(commas) + "s" * (commas > 1)
    return f"{'behind' if behind else 'before'} {how}{', office' * office}{verb}{comma if verbs or not office else ''}"


def _preposition(text: Text, first: int, last: int) -> str:
    """The preposition before a name, adjectives and articles between them aside."""
    k = last - 1
    while k >= first and k > last - 4:
        key = text.key(k)
        if key in PREPOSITIONS:
            return key
        if not text.words[k].text[0].isalnum():
            return "beside" if k == last - 1 else "other"
        k -= 1
    return "other" if last - first > 2 else "next"


def _owner(text: Text, other: tuple[int, int], first: int, last: int) -> str:
    """Whether a name owns what follows it."""
    if (first > 0 and text.words[first - 1].possessive) or text.text[other[1] : other[1] + 1] in ("'", "’"):
        return "own"
    k = text.word_at(other[0]) - 1
    k -= text.key(k) in _ARTICLES
    if text.key(k) in PREPOSITIONS:
        office = text.match_end.get(k)  # "the head of the mission, Ann Hill"
        return "office" if office is not None and office.entry.kind == "role" and last - first <= 4 else text.key(k)
    return "next" if last - first <= 3 else "other"


def _led_by(text: Text, one: tuple[int, int], other: tuple[int, int]) -> str:
    """How a name stands in a longer one: "a lawyer for Acme", "Acme's lawyer", "an Acme lawyer"."""
    first, begin = text.word_at(one[0]), text.word_at(other[0])
    last = text.word_at(other[1])
    if last > 0 and text.words[last - 1].possessive and text.words[last - 1].end < one[1]:
        return "own"
    how = _preposition(text, first, begin)
    if how in PREPOSITIONS:
        return how
    return "whole" if other == one else "front" if text.words[last - 1].end < one[1] else "end"


class Told(NamedTuple):
    """What the words around somebody's mention say: all of them, how high a body stands, whose, and what is beside."""

    words: frozenset[str]
    level: str = ""
    owner: str = ""
    described: str = ""
    beside: str = ""
    there: bool = False
    leads: bool = False


@cache
def levels() -> dict[str, str]:
    """Words that say how high a body stands: federal, provincial, municipal.

    Examples
    --------
    >>> levels()["federal"], levels()["cantonal"]
    ('whole', 'part')
    """
    return {word: row["level"] for row in rows("levels.csv") for word in row["words"].split(";")}


def around(text: Text, entity: Entity, span: tuple[int, int]) -> Told:
    """Read the words that describe somebody: before a name, between commas behind it, in a description itself.

    Parameters
    ----------
    text : Text
        With its names.
    entity : Entity
        Somebody.
    span : tuple of int
        Where it is mentioned, in characters.
    """
    first, last = text.word_at(span[0]), text.word_at(span[1])
    near = [*_before(text, first), *_behind(text, last), *(range(first, last) if entity.kind != "person" else ())]
    keys = [text.words[k].key for k in near]
    words = frozenset((*fold(entity.role).split(), *keys))
    level = next((levels()[w] for w in sorted(words) if w in levels()), "")
    owner = next((_OWNERS[key] for key in keys if key in _OWNERS), "")
    described = next((w.key for k in near if (w := text.words[k]).possessive and not w.is_name), "")
    at = first - 1 - (text.key(first - 1) == ",")
    beside = text.key(at) if first > 0 and text.words[at].text[0].isalnum() else ""
    leads = text.key(last + (text.key(last) == ",")) == "who" and _leads(text, last)
    if leads and not owner:
        owner = _owner_of_led(text, last)
    return Told(words, level, owner, described, beside, "there" in (text.key(last), *keys), leads)


def _leads(text: Text, last: int) -> bool:
    """Whether a clause behind a name tells of leading: "Ann Hill, who heads the inquiry", "who speaks for it"."""
    k = last + (text.key(last) == ",") + 1
    k += text.key(k) in ("has", "had", "also", "now")
    if k >= len(text.words):
        return False
    return text.word_token(k).lemma_ in _LEADS or (text.key(k), text.key(k + 1)) in _SPEAKS


def _owner_of_led(text: Text, last: int) -> str:
    """Whose it is what somebody leads: "Ann Hill, who heads its border unit"."""
    for k in range(last + 2, min(last + WINDOW, len(text.words))):
        if text.key(k) in _OWNERS:
            return _OWNERS[text.key(k)]
        if not text.words[k].text[0].isalnum():
            break
    return ""


def _before(text: Text, first: int) -> list[int]:
    """The words of a title or owner before a name: "its director, Ann Hill"."""
    found: list[int] = []
    for k in range(first - 1, max(-1, first - WINDOW), -1):
        word = text.words[k]
        if not (word.text[0].isalnum() or word.text in ("’", "'") or (word.text == "," and k == first - 1)):
            break
        if text.word_token(k).pos_ in _ENDS and not word.is_name and word.key not in _KNOWN and word.key != "as":
            break
        found.append(k)
        if word.key in _OWNERS:
            break
    return found


def _behind(text: Text, last: int) -> list[int]:
    """The words of an apposition behind a name: "Ann Hill, its director, said"."""
    found: list[int] = []
    for k in range(last + 1, min(last + WINDOW - 1, len(text.words))) if text.key(last) == "," else ():
        if text.words[k].text == "," or text.word_token(k).pos_ in _VERBS:
            break
        found.append(k)
    return found
