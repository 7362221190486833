"""Who is meant: the actors of the gold, and which of them an extracted actor is."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from accordingto.evaluation.gold import GoldRow
from accordingto.tables import Tables

_ARTICLES = ("the", "a", "an")


@cache
def _rows_of(name: str) -> list[dict[str, str]]:
    file = resources.files("accordingto.actors").joinpath(name)
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["role"].casefold() for row in _rows_of("roles.csv"))


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(row["pronoun"].casefold() for row in _rows_of("pronouns.csv"))


def plain(name: str) -> str:
    """A name without case, leading articles, and titles before a capitalised word.

    Examples
    --------
    >>> plain("Prime Minister Anna Berg"), plain("The Union"), plain("the mayor of Oslo")
    ('anna berg', 'union', 'mayor of oslo')
    """
    words = name.replace("’", "'").split()
    while len(words) > 1:
        if words[0].casefold() in _ARTICLES:
            words = words[1:]
            continue
        n = next((n for n in (3, 2, 1) if " ".join(words[:n]).casefold() in _titles()), 0)
        if not n or len(words) <= n or not words[n][0].isupper():
            break
        words = words[n:]
    return " ".join(words).casefold()


def called(row: Mapping[str, str]) -> tuple[str, list[str]]:
    """Plain name and aliases of an extracted actor, pronouns left out: any number of actors are "it"."""
    aliases = [plain(alias) for alias in row["aliases"].split(";") if alias]
    return plain(row["name"]), [alias for alias in aliases if alias not in _pronouns()]


class Cast:
    """The actors of one article in the gold, and which of them an extracted actor is.

    Parameters
    ----------
    rows : iterable of GoldRow
        Of ``actors.tsv``.
    actors : mapping of str to mapping
        The extracted actors by id: name and aliases.
    """

    def __init__(self, rows: Iterable[GoldRow], actors: Mapping[str, Mapping[str, str]]) -> None:
        self.actors = actors
        self.names: dict[str, set[str]] = defaultdict(set)
        self.aliases: dict[str, set[str]] = defaultdict(set)
        self.beyond: dict[str, str] = {}
        for row in rows:
            if row["kind"] in ("organisation", "country"):
                self.beyond[row["name"]] = row.cells.get("speaks_for", "")
            self.names[plain(row["name"])].add(row["name"])
            for alias in map(plain, row.names("aliases")):
                if alias not in _pronouns():
                    self.aliases[alias].add(row["name"])

    def who(self, actor_id: str) -> str:
        """The gold actor's name; empty for none, or where the words fit several.

        A name counts more than an alias. Otherwise "the minister", wrongly taken for the
        president and therefore among the president's aliases, would make the president the minister.
        """
        if actor_id not in self.actors:
            return ""
        name, aliases = called(self.actors[actor_id])
        for known, words in (
            (self.names, [name]),
            (self.aliases, [name]),
            (self.names, aliases),
            (self.aliases, aliases),
        ):
            fits = {gold for word in words for gold in known.get(word, ())}
            if fits:
                return fits.pop() if len(fits) == 1 else ""
        return ""

    def all(self, actor_ids: str) -> set[str]:
        """The gold actors of several ids joined by ``;``; one that is none of them is an empty name."""
        return {self.who(actor_id) for actor_id in actor_ids.split(";") if actor_id}

    def shown(self, actor_ids: str) -> str:
        """The extracted actors' own names, for messages."""
        return "; ".join(self.actors[i]["name"] for i in actor_ids.split(";") if i in self.actors) or "nobody"


def actors_by_id(tables: Tables) -> dict[str, dict[str, str]]:
    """Name, aliases and kind of the extracted actors."""
    columns = ["actor_id", "name", "aliases", "kind"]
    rows = tables.actors[columns].itertuples(index=False, name=None)
    return {i: {"name": name, "aliases": aliases, "kind": kind} for i, name, aliases, kind in rows}
