"""The gazetteers beside this file: read once, searched word by word for the longest entry."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from accordingto.actors.words import Word, fold, words

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
ABBREVIATION_FILES = ("roles.csv", "bodies.csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a gazetteer knows about some words.

    ``kind`` is country, capital, place, demonym, national (a people), metonym, organisation, media,
    role (somebody's office), body (a type of organisation) or modifier; ``name`` the
    preferred name; ``only_name`` marks words that make an organisation only inside its name (Times).
    """

    kind: str
    name: str
    actor_kind: str = ""
    country: str = ""
    sector: str = ""
    speaks_for: str = ""
    gender: str = ""
    body: str = ""
    bloc: str = ""
    types: tuple[str, ...] = ()
    plural: bool = False
    only_name: bool = False

    @property
    def is_office(self) -> bool:
        """Whether its holder speaks for others by holding it; an analyst only does where an employer is told."""
        return self.speaks_for not in ("", "employer")

    @property
    def is_parliament(self) -> bool:
        """Whether it stands for a country's parliament: Congress, the Senate."""
        return self.kind == "metonym" and self.sector == "LEG"

    @property
    def is_name(self) -> bool:
        """Whether it names a particular country, place or organisation."""
        return self.kind not in ("role", "body", "modifier")


class Match(NamedTuple):
    """An entry found at ``words[first:last]``."""

    first: int
    last: int
    entry: Entry


class GivenNames(dict[str, str]):
    """Genders of given names; a double one has that of its first half: Jean-Pierre, Anne-Marie.

    Examples
    --------
    >>> GivenNames({"per": "male"}).get("per-anders", "")
    'male'
    """

    def __contains__(self, name: object) -> bool:
        return dict.__contains__(self, str(name).partition("-")[0]) or dict.__contains__(self, name)

    def get(self, name: str, default: str = "") -> str:
        """The gender of a name, empty where it is given to both."""
        found = dict.get(self, name)
        return dict.get(self, name.partition("-")[0], default) if found is None else found


class Gazetteer:
    """All entries, found by their words.

    Examples
    --------
    >>> g = gazetteer()
    >>> [(m.entry.kind, m.entry.name) for m in g.find(g.words("Seoul’s foreign minister and the WHO"))]
    [('capital', 'South Korea'), ('role', 'foreign minister'), ('organisation', 'World Health Organization')]
    """

    def __init__(self) -> None:
        self.countries = {row["iso3"]: row["name"] for row in rows("countries.csv")}
        self.demonyms = {row["iso3"]: _first(row["demonyms"]) for row in rows("countries.csv")}
        self.genders = GivenNames({fold(row["name"]): row["gender"] for row in rows("given_names.csv")})
        self.family_first = frozenset(row["iso3"] for row in rows("name_orders.csv") if row["order"] == "family-first")
        self.past = frozenset(row["word"] for row in rows("modifiers.csv") if row["effect"] == "past")
        self.generic = frozenset(row["role"] for row in rows("generic_roles.csv"))
        self.modifiers = {row["word"]: row["effect"] for row in rows("modifiers.csv")}
        self.type_words = {row["sector"]: frozenset(_split(row["words"])) for row in rows("type_words.csv")}
        self.abbreviations = frozenset(_abbreviations())
        self.figures = {self._name(row["name"]): row for row in rows("public_figures.csv")}
        self._index: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
        for form, entry in _entries():
            keys = tuple(w.key for w in words(form, self.abbreviations))
            if keys:
                self._index.setdefault(keys[0], []).append((keys, form, entry))
        for candidates in self._index.values():
            # A stable sort: of two entries of the same words, the one read first wins.
            candidates.sort(key=lambda c: -len(c[0]))

    def _name(self, name: str) -> tuple[str, ...]:
        return tuple(w.key for w in words(name, self.abbreviations) if len(w.key) > 1 and w.key not in SUFFIXES)

    def words(self, text: str) -> list[Word]:
        """Split a text as the entries were split."""
        return words(text, self.abbreviations)

    def at(self, ws: Sequence[Word], i: int) -> Match | None:
        """Return the longest entry that begins at a word, or None."""
        for keys, form, entry in self._index.get(ws[i].key, ()):
            n = len(keys)
            if (
                i + n <= len(ws)
                and all(ws[i + k].key == keys[k] for k in range(1, n))
                and _written(ws, i, n, form, entry)
            ):
                return Match(i, i + n, entry)
        return None

    def other(self, ws: Sequence[Word], i: int, entry: Entry) -> Entry | None:
        """Return an organisation that the same words name too: Brussels is the European Union as well."""
        for keys, form, candidate in self._index.get(ws[i].key, ()):
            same = candidate.kind == "organisation" and all(
                i + k < len(ws) and ws[i + k].key == key for k, key in enumerate(keys)
            )
            if same and candidate is not entry and _written(ws, i, len(keys), form, candidate):
                return candidate
        return None

    def find(self, ws: Sequence[Word]) -> list[Match]:
        """Return the entries in some words, left to right, longest first, none overlapping."""
        found, i = [], 0
        while i < len(ws):
            match = self.at(ws, i)
            if match:
                found.append(match)
                i = match.last
            else:
                i += 1
        return found

    def lookup(self, text: str) -> Entry | None:
        """Return the entry of a whole text, a leading article aside."""
        ws = self.words(text)
        ws = ws[1:] if ws and ws[0].key == "the" and len(ws) > 1 else ws
        match = self.at(ws, 0) if ws else None
        return match.entry if match and match.last == len(ws) else None


@cache
def gazetteer() -> Gazetteer:
    """The gazetteers shipped with the package, read once in a process."""
    return Gazetteer()


def _written(ws: Sequence[Word], i: int, n: int, form: str, entry: Entry) -> bool:
    """Whether the words are written as a name must be: WHO is not who, Turkey not turkey."""
    if not entry.is_name and not form.isupper():
        return True
    if form.isupper() and len(form) <= 8 and " " not in form:
        return ws[i].text.isupper()
    # Letters may lack their accents, but ñ is another letter: "Cañada Vieja" is not in Canada.
    tilde = any("ñ" in w.text.lower() for w in ws[i : i + n]) and "ñ" not in form.lower()
    return not tilde and all(ws[i + k].is_name for k in (0, n - 1))


def _first(cell: str) -> str:
    return cell.split(";")[0]


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("accordingto.actors").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def role_forms() -> frozenset[str]:
    """Nouns for what people are, in both numbers: officer, officers."""
    return frozenset(row[column] for row in rows("roles.csv") for column in ("role", "plural")) - {""}


@cache
def body_forms() -> frozenset[str]:
    """Nouns for what sort of body has a name, in both numbers: ministry, ministries."""
    return frozenset(row[column] for row in rows("bodies.csv") for column in ("body", "plural")) - {""}


def _abbreviations() -> Iterator[str]:
    for name in ABBREVIATION_FILES:
        for row in rows(name):
            for word in next(iter(row.values())).split():
                if word.endswith("."):
                    yield fold(word)
    yield from ("st", "sta", "sto", "ste")


def _entries() -> Iterable[tuple[str, Entry]]:
    for row in rows("countries.csv"):
        facts = {"name": row["name"], "actor_kind": "country", "country": row["iso3"]}
        for kind, column in (
            ("country", "aliases"),
            ("capital", "capitals"),
            ("place", "places"),
            ("demonym", "demonyms"),
        ):
            names = [row["name"], *_split(row[column])] if kind == "country" else _split(row[column])
            yield from ((name, Entry(kind, **facts)) for name in names)
        national = facts | {"actor_kind": "group"}
        yield from ((name, Entry("national", plural=True, **national)) for name in _split(row["nationals"]))
    for row in rows("metonyms.csv"):
        entry = Entry("metonym", row["name"], "organisation", row["country"], row["sector"], row["speaks_for"])
        yield from ((name, entry) for name in (row["name"], *_split(row["aliases"])))
    for row in rows("organisations.csv"):
        entry = Entry(
            "media" if row["kind"] == "media" else "organisation",
            row["name"],
            row["kind"],
            row["country"],
            row["sector"],
            row["speaks_for"],
            bloc=row["bloc"],
            types=tuple(_split(row["type"])),
        )
        yield from ((name, entry) for name in (row["name"], *_split(row["aliases"])))
    for row in rows("roles.csv"):
        facts = (row["kind"], "", row["sector"], row["speaks_for"], row["gender"], row["body"])
        full = row["stands_for"] or row["role"]
        yield row["role"], Entry("role", full, *facts)
        if row["plural"] and row["plural"] != row["role"]:
            yield row["plural"], Entry("role", full, *facts, plural=True)
    for row in rows("bodies.csv"):
        facts = (row["kind"], "", row["sector"], row["speaks_for"])
        yield row["body"], Entry("body", row["body"], *facts, only_name=bool(row["use"]))
        if row["plural"] and row["plural"] != row["body"]:
            yield row["plural"], Entry("body", row["body"], *facts, plural=True, only_name=bool(row["use"]))


@cache
def of_kind(kind: str) -> frozenset[str]:
    """The offices or bodies of one kind, from ``kinds.csv``.

    Examples
    --------
    >>> "counterpart" in of_kind("peer"), "supervisory board" in of_kind("organ")
    (True, True)
    """
    return frozenset(next(_split(row["words"]) for row in rows("kinds.csv") if row["kind"] == kind))
