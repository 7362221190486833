"""A parsed article to its cast: every actor in it, and who each mention stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from accordingto.actors.describe import describe_mention
from accordingto.actors.entities import Entity
from accordingto.actors.heads import source_heads
from accordingto.actors.reading import Reading
from accordingto.records import Actor, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


CONTINUES = 300
"""Characters after a quotation within which another without a source goes on with it."""

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
    _said: tuple[tuple[int, int, int, int], ...] = field(repr=False, default=())

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

    def speaker(self, row: Tagged) -> Resolved:
        """Find who says an attribution.

        Where no source is marked it is the subject of the cue, and of a quotation without a cue who
        has been speaking.

        Parameters
        ----------
        row : Tagged
            One of the attributions that the cast was made with, or another of the article.

        Returns
        -------
        Resolved

        Examples
        --------
        >>> from accordingto.language import pipeline
        >>> text = "Ana Lima waited. Asked about the road, she declined to speculate."
        >>> row = Tagged((), ((text.index("declined"), len(text) - 1),), (), 0.9)
        >>> cast(pipeline()(text), [row]).speaker(row).actor_ids
        ('person:ana-lima',)
        """
        found = [self.resolve(start, end) for start, end in row.source]
        if not found:
            found = [self._subject(row) if row.cue else self._before(row)]
        ids = tuple(dict.fromkeys(i for r in found for i in r.actor_ids))
        return Resolved(ids, min(r.confidence for r in found))

    def _subject(self, row: Tagged) -> Resolved:
        """The subject of the cue's verb, or of the verb that this one is joined to."""
        span = self._doc.char_span(*row.cue[0], alignment_mode="expand")
        token = span.root if span is not None and len(span) else None
        for _ in range(4):
            if token is None:
                break
            subject = next((c for c in islice(token.children, 40) if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None and token.dep_ not in ("relcl", "acl"):
                known = self._heads.get(subject.i, NOBODY)
                return Resolved(known.actor_ids, round(known.confidence * 0.9, 3))
            token = token.head if token.dep_ in ("conj", "xcomp", "advcl", "ccomp") else None
        return NOBODY

    def _before(self, row: Tagged) -> Resolved:
        """Who has been speaking just before a quotation."""
        start = min((s for s, _ in row.content), default=0)
        k = bisect_left(self._said, (start, 0)) - 1
        if k < 0 or start - self._said[k][1] > CONTINUES:
            return NOBODY
        said = self.resolve(*self._said[k][2:])
        return Resolved(said.actor_ids, round(said.confidence * 0.7, 3))

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
    named = tuple(Mention(*m) for m in mentions)
    # Content's begin and end, with the source that says it.
    said = sorted((s, e, *t.source[-1]) for t in tagged if t.source for s, e in t.content)
    return Cast(reading.actors(ids), named, doc, text, spans, heads, tuple(words), tuple(said))
