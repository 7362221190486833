"""Tagged spans to attributions: speaker, kind of quotation, act, commitment, relay and day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from accordingto.attributions.acts import act_of
from accordingto.attributions.commitment import content_commitment
from accordingto.attributions.cue_words import Cue, find_unsaid, read_cue
from accordingto.attributions.dates import resolve_day
from accordingto.attributions.lexicon import word_list
from accordingto.attributions.quotes import find_quotations
from accordingto.attributions.tree import build_tree
from accordingto.records import Actor, Attribution, Span, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DAY_RELATIONS = frozenset(("npadvmod", "prep", "advmod", "pobj", "tmod"))


class Resolver(Protocol):
    """What is asked of an article's cast of actors."""

    actors: Mapping[str, Actor]

    def resolve(self, start: int, end: int) -> object:
        """Say whom the words at a span stand for."""


def describe(doc: Doc, tagged: Sequence[Tagged], cast: Resolver, published: date | None) -> list[Attribution]:
    """Say of each tagged attribution who speaks and how it is said.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    tagged : sequence of Tagged
        Its attributions as spans.
    cast : Cast
        Its actors; ``cast.resolve(start, end).actor_ids`` are those a span stands for.
    published : date or None
        Its date; without it weekdays stay unresolved.

    Returns
    -------
    list of Attribution
        One for each tagged, in the same order.
    """
    text = doc.text
    inside = [(q.inner_start, q.inner_end) for q in find_quotations(text)]
    parents = cited_in(text, tagged, find_parents(tagged))
    unsaid = find_unsaid(build_tree(doc))
    described = []
    for row, parent in zip(tagged, parents, strict=True):
        cue = read_cue(doc, row, unsaid)
        ids: list[str] = []
        for start, end in row.source:
            ids += [a for a in cast.resolve(start, end).actor_ids if a not in ids]
        described.append(
            Attribution(
                source=row.source,
                cue=row.cue,
                content=row.content,
                confidence=row.confidence,
                actor_ids=tuple(ids),
                cue_lemma=cue.lemma,
                quote_type=quote_type(text, row.content, inside),
                act=act_of(doc, row, cue, unsaid),
                commitment=content_commitment(doc, row, cue),
                negated=cue.negated,
                hedge=_hedge(cue),
                anonymous=_anonymous(doc, row.source, [cast.actors[a] for a in ids if a in cast.actors]),
                parent=parent,
                said_on=_said_on(text, cue, row, published),
            )
        )
    return described


def quote_type(text: str, content: Sequence[Span], inside: Sequence[Span]) -> str:
    """Say whether all, some or none of the content's words stand inside quotation marks.

    Examples
    --------
    >>> quote_type("“No,” again", [(0, 11)], [(1, 4)])
    'mixed'
    """
    quoted = plain = 0
    for start, end in content:
        letters = sum(c.isalnum() for c in text[start:end])
        covered = 0
        for a, b in _overlapping(inside, start, end):
            covered += sum(c.isalnum() for c in text[max(a, start) : min(b, end)])
        quoted += covered
        plain += letters - covered
    return "mixed" if quoted and plain else "direct" if quoted else "indirect"


def find_parents(tagged: Sequence[Tagged]) -> list[int | None]:
    """Find for each attribution the smallest one whose content holds its source and cue.

    "X did not happen, Hill said, as stated by Tass": what Tass states holds Hill's saying.

    Returns
    -------
    list of int or None
        Indices; never a circle, because a parent's content is the longer one.
    """
    pieces = sorted((a, b, n) for n, row in enumerate(tagged) for a, b in row.content)
    size = [sum(b - a for a, b in row.content) for row in tagged]
    asked = sorted((_anchor(row), n) for n, row in enumerate(tagged))
    parents: list[int | None] = [None] * len(tagged)
    open_pieces: list[tuple[int, int, int]] = []
    at = 0
    for place, n in asked:
        while at < len(pieces) and pieces[at][0] <= place:
            open_pieces.append(pieces[at])
            at += 1
        open_pieces = [p for p in open_pieces if p[1] > place]
        holding = sorted({m for _, _, m in open_pieces if m != n and size[m] > size[n]}, key=lambda m: (size[m], m))
        own = (*tagged[n].cue, *tagged[n].source) or tagged[n].content
        for m in holding:
            if all(any(a <= start and end <= b for a, b in tagged[m].content) for start, end in own):
                parents[n] = m
                break
    return parents


def cited_in(text: str, tagged: Sequence[Tagged], parents: Sequence[int | None]) -> list[int | None]:
    """Add the report to each source that it cites for all that it says: "Reuters said, citing two officials".

    Returns
    -------
    list of int or None
        Indices.
    """
    reports: dict[tuple[Span, ...], int] = {}
    cites = [bool(row.cue) and text[slice(*row.cue[0])].lower() in word_list("citing_form") for row in tagged]
    for n, row in enumerate(tagged):
        if not cites[n]:
            reports.setdefault(row.content, n)
    return [
        reports.get(row.content) if cited and parent is None else parent
        for row, cited, parent in zip(tagged, cites, parents, strict=True)
    ]


def _anchor(row: Tagged) -> int:
    return (row.cue or row.content or row.source or ((0, 0),))[0][0]


def _overlapping(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    # The spans are sorted and disjoint: two bisections bound them.
    low = bisect_right(spans, start, key=lambda s: s[1])
    high = bisect_left(spans, end, key=lambda s: s[0])
    return spans[low:high]


def _hedge(cue: Cue) -> str:
    if cue.head is None:
        return ""
    hedges = word_list("hedge")
    for token in (*_near(cue.head), *(_near(cue.head.head) if cue.head.dep_ == "conj" else ())):
        if token.lower_ in hedges:
            return token.text
    return ""


def _near(head: Token) -> list[Token]:
    return [t for t in head.children if t.dep_ in ("advmod", "amod")][:8]


def _anonymous(doc: Doc, source: Sequence[Span], actors: Sequence[Actor]) -> bool:
    if not source:
        return True
    if actors:
        return all(a.kind == "unnamed" or (a.kind == "group" and _is_anonymous_noun(a.name)) for a in actors)
    span = doc.char_span(*source[0], alignment_mode="expand")
    if span is None or span.root.pos_ == "PRON":
        return False
    return not any(t.pos_ == "PROPN" for t in span[:30])


def _is_anonymous_noun(name: str) -> bool:
    word = name.lower().split(" of ")[0].split()[-1] if name.split() else ""
    nouns = word_list("anonymous")
    return word in nouns or word.removesuffix("s") in nouns


def _said_on(text: str, cue: Cue, row: Tagged, published: date | None) -> date | None:
    if cue.head is None:
        return None
    for head in (cue.head, cue.head.head) if cue.head.dep_ == "conj" else (cue.head,):
        for token in head.children:
            if token.dep_ not in _DAY_RELATIONS:
                continue
            start, end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
            if end - start > 60 or any(a < end and start < b for a, b in row.content):
                continue
            day = resolve_day(text[start:end], published)
            if day is not None and (published is None or day <= published):
                return day
    return None
