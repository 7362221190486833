"""Whose troops, ships and planes are counted: the nation in the words, or the one that has or sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.lexicon import word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.senses import governor_of
from accordingto.figures.walking import children
from accordingto.records import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@cache
def _codes() -> dict[str, str]:
    """Name, demonym, nationals or capital of a country, in lower case, to its code."""
    found: dict[str, str] = {}
    for row in gazetteer_rows("countries.csv"):
        cells = ";".join(row[c] for c in ("capitals", "nationals", "demonyms", "aliases", "name"))
        found |= {word.lower(): row["iso3"] for word in cells.split(";") if word}
    return found


@cache
def _demonyms() -> dict[str, str]:
    return {row["iso3"]: row["demonyms"].split(";")[0] for row in gazetteer_rows("countries.csv") if row["demonyms"]}


def nation_of(words: str) -> str:
    """The code of the country that a word names, or the people or capital of which it names; empty for none.

    Examples
    --------
    >>> nation_of("Venezuelan"), nation_of("Oslo"), nation_of("soldiers")
    ('VEN', 'NOR', '')
    """
    return _codes().get(words.lower(), "")


@cache
def nations_in(actor_id: str) -> frozenset[str]:
    """The countries that an actor's id names: "organisation:ven-defence-ministry", "organisation:georgetown-army".

    Examples
    --------
    >>> sorted(nations_in("organisation:ven-defence-ministry") | nations_in("organisation:oslo-police"))
    ['NOR', 'VEN']
    """
    words = re.split(r"[-\W]+", actor_id.rpartition(":")[2])
    code = words[0].upper()
    named = {nation_of(word.removesuffix("s")) or nation_of(word) for word in words}
    return frozenset(named | ({code} if code in _demonyms() else set())) - {""}


def owned(doc: Doc, quantity: Quantity, figure: Figure, cast: object) -> Figure:
    """Put the nation whose forces are counted into the measure, where the words tell it otherwise than by an adjective.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    quantity : Quantity
        The quantity that the figure was made from.
    figure : Figure
        The figure.
    cast : Cast
        The article's actors, for "its" and "their".

    Returns
    -------
    Figure
    """
    phrase = figure.measure.partition(", ")[0]
    if not phrase or phrase.split(" ")[-1] not in word_set("counting", "forces") or figure.noun == "":
        return figure
    if any(nation_of(word) for word in phrase.split(" ")) or quantity.noun is None:
        return figure
    code = _owner(doc, doc[quantity.noun], doc[quantity.word], cast)
    return replace(figure, measure=f"{_demonyms()[code]} {figure.measure}") if code in _demonyms() else figure


def _owner(doc: Doc, noun: Token, number: Token, cast: object) -> str:
    """The country that has them: "its 900 soldiers", "Brazil, which has 600 soldiers", "Venezuela sent 900"."""
    for holder in _holders(doc, noun, number):
        known = nation_of(holder.text)
        if known or cast is None:
            return known
        ids = cast.resolve(holder.idx, holder.idx + len(holder)).actor_ids
        found = [cast.actors[i] for i in ids if i in cast.actors]
        if len(found) == 1 and found[0].kind in ("country", "organisation") and found[0].country:
            return found[0].country
    return ""


def _holders(doc: Doc, noun: Token, number: Token) -> Iterator[Token]:
    yield from (c for t in (noun, number) for c in children(t) if c.dep_ == "poss")
    if number.i < noun.i:
        yield from (t for t in doc[number.i + 1 : noun.i] if t.tag_ == "PRP$")
    verb = governor_of(number)
    for _ in range(2):
        if verb is None:
            return
        subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
            subject = verb.head
        if subject is not None and subject.i < number.i and subject.i != noun.i:
            yield subject
        if subject is None or subject.pos_ != "PRON":
            return
        verb = governor_of(verb)
