"""A parsed article to its cast: every actor in it, and who each mention stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from accordingto.actors.describe import describe_mention
from accordingto.actors.entities import Entity
from accordingto.actors.heads import source_heads
from accordingto.actors.reading import Reading
from accordingto.records import Actor, Tagged

MARGIN = " \t\r\n“”\"'‘’,.;:()[]"


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` stands for an actor."""

    start: int
    end: int
    actor_id: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom some words stand for, and how sure that is (0 to 1)."""

    actor_ids: tuple[str, ...]
    confidence: float


NOBODY = Resolved((), 0.0)


@dataclass(frozen=True)
class Cast:
    """The actors of an article and where they are mentioned.

    Parameters
    ----------
    actors : dict of str to Actor
        By actor id, in order of first appearance.
    mentions : tuple of Mention
        In text order.
    """

    actors: dict[str, Actor]
    mentions: tuple[Mention, ...]
    _doc: Doc = field(repr=False)
    _text: str = field(repr=False)
    _spans: dict[tuple[int, int], Resolved] = field(repr=False)
    _heads: dict[int, Resolved] = field(repr=False)
    _words: tuple[tuple[int, int, bool], ...] = field(repr=False)

    def country_actor(self, iso3: str) -> str:
        """The actor id of a country.

        Examples
        --------
        >>> from accordingto.language import pipeline
        >>> cast(pipeline()("It rained."), []).country_actor("FRA")
        'country:FRA'
        """
        return f"country:{iso3}"

    def resolve(self, start: int, end: int) -> Resolved:
        """Find who the words ``text[start:end]`` stand for.

        Parameters
        ----------
        start, end : int
            A source, a noun phrase, a pronoun; marks and spaces around it do not matter.

        Returns
        -------
        Resolved
            Several actors where the words name several; none where they name nobody. People and
            things of a country that are no actor of their own ("French farmers") stand for the
            country with a confidence of 0.5 or less.
        """
        text = self._text
        start, end = max(0, start), min(end, len(text))
        start, end = _trim(text, start, end)
        if start >= end:
            return NOBODY
        if (start, end) in self._spans:
            return self._spans[start, end]
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return NOBODY
        found = [self._heads[t.i] for t in source_heads(span) if t.i in self._heads]
        if found:
            ids = tuple(dict.fromkeys(i for r in found for i in r.actor_ids))
            return Resolved(ids, round(min(r.confidence for r in found), 3))
        return self._within(start, end)

    def _within(self, start: int, end: int) -> Resolved:
        """Words whose head is no mention: a name the parser misread, or people of a country."""
        begin = bisect_left(self._words, (start, -1, False))
        inside = [(s, e, p) for s, e, p in self._words[begin : begin + 40] if s < end and e <= end]
        free = [(s, e) for s, e, possessive in inside if not possessive]
        if free and free[0][0] - start <= 4 and end - start < 200:
            first = self._spans[free[0]]
            return Resolved(first.actor_ids, round(first.confidence * 0.6, 3))
        if end - start > 120:
            return NOBODY
        told = describe_mention(self._text[start:end])
        ids = (self.country_actor(told.country),) if told.country else ()
        if ids and ids[0] in self.actors and told.kind in ("group", "person", "organisation", "country"):
            return Resolved(ids, 0.5 if told.kind == "group" else 0.4)
        return NOBODY


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in MARGIN:
        start += 1
    while start < end and text[end - 1] in MARGIN:
        end -= 1
    return start, end


def cast(
    doc: Doc,
    tagged: Sequence[Tagged],
    *,
    publisher: str = "",
    article_id: str = "article",
    people: Sequence[Mapping[str, object]] = (),
) -> Cast:
    """Find the actors of an article and who each mention of them stands for.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    tagged : sequence of Tagged
        Its attributions; every source is made an actor.
    publisher : str
        Who publishes the article: whom "we" and "I" outside quotations stand for.
    article_id : str
        Goes into the ids of actors without a name.
    people : sequence of mapping
        Rows of ``people.csv``: name, role, organisation, country.

    Returns
    -------
    Cast

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> text = "French Finance Minister Anne Roux met reporters. She said Paris would wait."
    >>> c = cast(pipeline()(text), [])
    >>> [(a.name, a.role, a.country, a.speaks_for) for a in c.actors.values()]
    [('Anne Roux', 'Finance Minister', 'FRA', 'country:FRA'), ('France', '', 'FRA', '')]
    >>> c.resolve(text.index("She"), text.index("She") + 3).actor_ids
    ('person:anne-roux',)
    """
    reading = Reading(doc, tagged, publisher, people)
    reading.run()
    ids = reading.ids(article_id)
    text = reading.text.text

    def resolved(entities: tuple[Entity, ...], confidence: float) -> Resolved:
        return Resolved(tuple(dict.fromkeys(ids[id(e)] for e in entities)), confidence)

    spans = {(r.start, r.end): resolved(r.entities, r.confidence) for r in reading.discourse.records}
    for (start, end), entities, confidence in reading.sources():
        spans[_trim(text, start, end)] = resolved(entities, confidence)
    heads = {i: resolved(r.entities, r.confidence) for i, r in reading.by_head.items() if not r.possessive}
    words = sorted({(r.start, r.end, r.possessive) for r in reading.discourse.records})
    mentions = sorted({(r.start, r.end, ids[id(e)]) for r in reading.discourse.records for e in r.entities})
    return Cast(reading.actors(ids), tuple(Mention(*m) for m in mentions), doc, text, spans, heads, tuple(words))
