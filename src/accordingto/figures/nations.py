"""Whose troops, ships and planes are counted: the nation in the words, or the one that has or sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.events import noun_classes
from accordingto.figures.lexicon import alternatives, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading
from accordingto.figures.walking import children, governor_of
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
    words += [f"{a} {b}" for a, b in pairwise(words)]
    code = words[0].upper()
    named = {nation_of(word.removesuffix("s")) or nation_of(word) for word in words}
    return frozenset(named | ({code} if code in _demonyms() else set())) - {""}


def owned(reading: Reading, quantity: Quantity, figure: Figure, cast: object) -> Figure:
    """Put the nation whose forces are counted into the measure, where the words tell it otherwise than by an adjective.

    Parameters
    ----------
    reading : Reading
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
    figure = _group(reading.text, _people_of(reading.text, figure))
    figure = _losses(reading.text, figure, cast)
    phrase = figure.measure.partition(", ")[0]
    if not phrase or phrase.split(" ")[-1] not in word_set("counting", "forces") or figure.noun == "":
        return figure
    if any(nation_of(word) for word in phrase.split(" ")) or quantity.noun is None:
        return figure
    doc = reading.doc
    code = _owner(doc, doc[quantity.noun], doc[quantity.word], cast)
    return replace(figure, measure=f"{_demonyms()[code]} {figure.measure}") if code in _demonyms() else figure


def _people_of(text: str, figure: Figure) -> Figure:
    """ "240 Eritreans killed": people of a nation, and its soldiers where another army tells of them."""
    phrase, _, event = figure.measure.partition(", ")
    *narrowed, name = phrase.split(" ")
    code = nation_of(name) if name[:1].isupper() else ""
    if not event or code not in _demonyms():
        return figure
    hostile = event in _LOSSES and is_at_war(text) and code not in nations_in(figure.originator_id)
    head = "troops" if hostile and figure.originator_id else "people"
    return replace(figure, measure=f"{' '.join((*narrowed, _demonyms()[code], head))}, {event}")


def _losses(text: str, figure: Figure, cast: object) -> Figure:
    """ "Asmara put its own losses at 11 dead", "it lost 14 soldiers": those of the one who tells it."""
    phrase, _, event = figure.measure.partition(", ")
    if event not in _LOSSES or cast is None or not is_at_war(text):
        return figure
    words = phrase.split(" ")
    inherited = nation_of(words[0]) and words[0] not in text[figure.start : figure.end]
    phrase = words[-1] if inherited and len(words) == 2 else phrase
    if phrase not in (*_OF_ANY, *word_set("counting", "forces")):
        return figure
    begin = max(text.rfind(mark, 0, figure.start) + 1 for mark in (". ", "\n", "; ", ": ", "! ", "? "))
    clause = text[max(begin, figure.start - _CLAUSE) : figure.end + _AFTER]
    told = _OWN_LOSSES.search(clause[: figure.end - max(begin, figure.start - _CLAUSE)]) or _OF_ITS.match(
        text, figure.start, figure.end + _AFTER
    )
    found = {cast.actors[i].country for i in figure.originator_id.split(";") if i in cast.actors} - {""}
    if not told or len(found) != 1 or next(iter(found)) not in _demonyms():
        return figure
    head = phrase if phrase not in _OF_ANY else "troops"
    return replace(figure, measure=f"{_demonyms()[next(iter(found))]} {head}, {event}", population="")


def _group(text: str, figure: Figure) -> Figure:
    """ "Civilian deaths stand at 23": those counted are civilians."""
    phrase, _, event = figure.measure.partition(", ")
    if phrase != "people" or event not in _LOSSES:
        return figure
    begin = max(text.rfind(mark, 0, figure.start) + 1 for mark in (". ", "\n", "; ", "! ", "? "))
    for word in reversed(_TOLL_OF.findall(text[begin : figure.end + _AFTER].lower())):
        name, broader = noun_classes().get(word, ("", ""))
        if broader == "people":
            return replace(figure, measure=f"{name}, {event}")
    return figure


@lru_cache(maxsize=4)
@lru_cache(maxsize=8)  # Asked for each number of a text.
def is_at_war(text: str) -> bool:
    """Whether a text tells of armies, so that the dead of a side are its soldiers.

    Examples
    --------
    >>> is_at_war("The two armies shelled each other."), is_at_war("The bus hit a tree.")
    (True, False)
    """
    words = alternatives(word_set("counting", "war"))
    return bool(re.search(rf"\b(?:{words})\b", text.lower()))


_LOSSES = ("killed", "injured", "missing", "captured", "killed or injured", "killed or missing")
_OF_ANY = ("people", "men")
_CLAUSE = 160
_AFTER = 30
_OWN_LOSSES = re.compile(
    r"\b(?:its|their|our) (?:own )?(?:\w+ )?(?:losses|casualties|dead|fallen|killed|wounded|toll|missing)\b"
    r"|\b(?:admit\w*|conced\w+|acknowledg\w+)\b"
    r"|\b(?:it|they|we|he|she|army|military|ministry) (?:(?:had|has|have) )?lost "
    r"(?:\w+ ){0,2}(?:[\d,.]+|[a-z]+)(?: [a-z]+)?$"
)
_TOLL_OF = re.compile(r"\b([a-z]+) (?:deaths?|dead|fatalities|casualties|injuries|wounded|toll|losses)\b")
_OF_ITS = re.compile(r"[\w,. ]{1,30}? of (?:its|their|our)\b")


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
