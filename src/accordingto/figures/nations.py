"""Whose troops, ships and planes are counted: the nation in the words, or the one that has or sends them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.lexicon import word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.senses import governor_of
from accordingto.figures.walking import children
from accordingto.records import Figure


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
    holder = next((c for t in (noun, number) for c in children(t) if c.dep_ == "poss"), None)
    if holder is None and number.i < noun.i:
        holder = next((t for t in doc[number.i + 1 : noun.i] if t.tag_ == "PRP$"), None)
    if holder is None:
        verb = governor_of(number)
        subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None) if verb is not None else None
        if subject is not None and subject.tag_ in ("WP", "WDT") and verb is not None and verb.dep_ == "relcl":
            subject = verb.head
        holder = subject if subject is not None and subject.i < number.i and subject.i != noun.i else None
    if holder is None:
        return ""
    known = nation_of(holder.text)
    if known or cast is None:
        return known
    found = [cast.actors[i] for i in cast.resolve(holder.idx, holder.idx + len(holder)).actor_ids if i in cast.actors]
    return found[0].country if len(found) == 1 and found[0].kind in ("country", "organisation") else ""
