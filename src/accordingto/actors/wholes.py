"""Names of organisations that the entity recogniser reads whole: Friends of the Hall, Pen and Press."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from accordingto.actors.gazetteer import Entry, gazetteer, of_kind
from accordingto.actors.text import Name, Text

LONGEST = 8
MANY = 50
"""Places of a word that are looked at."""
_PLACES = ("country", "capital", "demonym", "national", "metonym")

Span = tuple[int, int]


def join_wholes(text: Text) -> None:
    """Make one name of several that are read as one organisation somewhere in a text, wherever the words are.

    Parameters
    ----------
    text : Text
        With its names, in order.
    """
    pieces: dict[int, Name] = {i: n for n in text.names for i in range(n.first, n.last)}
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(text.words):
        if len(places[word.key]) < MANY:
            places[word.key].append(i)
    wholes: dict[tuple[str, ...], Entry | None] = {}
    for first, last in (*_read(text), *_branches(text)):
        body = _body(text, first, last)
        if _one_name(text, first, last, pieces, places):
            wholes.setdefault(text.keys(first, last), body)
    if not wholes:
        return
    begins: dict[str, list[tuple[str, ...]]] = {}
    for keys in sorted(wholes, key=len, reverse=True):
        begins.setdefault(keys[0], []).append(keys)
    found: list[Name] = []
    i = 0
    while i < len(text.words):
        keys = next((k for k in begins.get(text.words[i].key, ()) if _stands(text, i, k)), ())
        if keys:
            found.append(Name(i, i + len(keys), "organisation", None, "", wholes[keys]))
        i += len(keys) or 1
    inside = {i for name in found for i in range(name.first, name.last)}
    kept = [n for n in text.names if inside.isdisjoint(range(n.first, n.last))]
    text.names = sorted([*kept, *found], key=lambda n: n.first)


def _read(text: Text) -> Iterator[Span]:
    """The organisations of the entity recogniser, as words: without an article, with the number of a branch."""
    for ent in text.doc.ents:
        if ent.label_ != "ORG":
            continue
        first, last = text.word_at(ent.start_char), text.word_at(ent.end_char)
        while last > first and text.words[last - 1].end > ent.end_char:
            last -= 1
        first += text.key(first) in ("the", "a", "an")
        if last > first and text.key(last - 1) == "local" and text.key(last).isdigit():
            last += 1
        if last - first + (text.key(last - 1) == "local") > 2 and last - first <= LONGEST:
            yield first, last


def _branches(text: Text) -> Iterator[Span]:
    """Branches of unions by their number: Dock Workers Local 88."""
    for i, word in enumerate(text.words):
        if word.text == "Local" and text.key(i + 1).isdigit():
            first = i
            while first > 0 and text.words[first - 1].is_name and not text.words[first - 1].possessive:
                first -= 1
            if i - first > 1:
                yield first, i + 2


def _one_name(text: Text, first: int, last: int, pieces: dict[int, Name], places: dict[str, list[int]]) -> bool:
    """Whether words may be one name: capitals joined by small words, nobody's office, no country's body."""
    words = text.words[first:last]
    joined = [w for w in words if not w.is_name]
    number = words[-1].text.isdigit()
    if number:
        joined = joined[:-1]
    if any(w.key not in of_kind("joining") for w in joined) or not (words[0].is_name and (words[-1].is_name or number)):
        return False
    if all(w.text.isupper() for w in words if w.is_name) or any(w.possessive for w in words[:-1]):
        return False
    matches = [m for i in range(first, last) if (m := text.match_at.get(i)) is not None]
    if any(m.last > last for m in matches):
        return False
    entries = [m.entry for m in matches if not (number and m.first == last - 2)]
    if any(e.kind in _PLACES or (e.kind in ("organisation", "media") and e.country) for e in entries):
        return False
    if any(e.kind == "role" and not e.plural for e in entries) or words[0].key in gazetteer().genders:
        return False
    held = {id(pieces[i]) if i in pieces else i for i in range(first, last)}
    people = (pieces[i] for i in range(first, last) if i in pieces and pieces[i].kind == "person")
    if len(held) == 1 or any(map(_full, people)):
        return False
    if any(w.key in ("and", "&") for w in joined):
        return _pair(text, first, last, entries, places)
    return True


def _full(name: Name) -> bool:
    return name.titled or name.last - name.first > 1


def _pair(text: Text, first: int, last: int, entries: list[Entry], places: dict[str, list[int]]) -> bool:
    """Whether "A and B" are one: two strange words that never stand alone, or a body at the end."""
    if entries and entries[-1].kind == "body" and text.match_at.get(last - 1) is not None:
        return True
    k = next(i for i in range(first, last) if text.words[i].key in ("and", "&"))
    if entries or k - first > 1 or last - k > 2:
        return False
    return not any(_alone(text, i) for i in (*places[text.words[first].key], *places[text.words[k + 1].key]))


def _alone(text: Text, i: int) -> bool:
    """Whether a capitalised word stands without "and" beside it."""
    return text.words[i].is_name and text.key(i + 1) != "and" != text.key(i - 1)


def _body(text: Text, first: int, last: int) -> Entry | None:
    """What kind of body a name tells by its first or last word."""
    ends = text.match_end.get(last)
    for match in (text.match_at.get(first), ends):
        if match is not None and match.entry.kind == "body":
            return match.entry
        if match is not None and match.entry.kind == "role" and match.entry.plural and match is not ends:
            return gazetteer().lookup("group")
    return None


def _stands(text: Text, i: int, keys: tuple[str, ...]) -> bool:
    words = text.words[i : i + len(keys)]
    same = len(words) == len(keys) and all(w.key == k for w, k in zip(words, keys, strict=True))
    return same and words[0].is_name and (words[-1].is_name or keys[-1].isdigit())
