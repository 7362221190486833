"""The words of a phrase that the others hang on, from a spaCy parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def is_modifier(head: Token, last: int) -> bool:
    """Whether a name or noun only qualifies a later noun: the Ukraine war, military efforts."""
    return (
        head.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod")
        and head.head.i > last
        and head.head.pos_ != "PROPN"
    )


def _beside_each_other(roots: list[Token]) -> list[Token]:
    """The heads of a source that the parser took apart, without what belongs to a clause behind the first.

    "A recording | sent to the agency": the agency says nothing. "The | 20-year-old": an article is no head.
    """
    nouns = [t for t in roots if t.pos_ != "DET" or t.dep_ in ("nsubj", "pobj")] or roots
    if len(nouns) < 2:
        return nouns
    behind = nouns[0].doc[nouns[0].i + 1 : nouns[-1].i]
    clause = next((t.i for t in behind if t.pos_ in ("VERB", "ADP", "SCONJ") or t.tag_ in ("WDT", "WP", "WP$")), None)
    return nouns if clause is None else [t for t in nouns if t.i < clause]


def source_heads(span: Span) -> list[Token]:
    """The head words of a source: its roots, and what is coordinated with them."""
    first, last = span.start, span.end
    roots = [t for t in span if (not first <= t.head.i < last or t.head.i == t.i) and not (t.is_punct or t.is_space)]
    nouns = [t for t in roots if t.pos_ not in ("VERB", "AUX", "ADP", "ADV", "SCONJ", "CCONJ")]
    if not nouns:
        # A misparse: what looks like a clause is a noun with a participle, "experts interviewed in Rome".
        nouns = [t for t in span if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ != "PRON"] or [
            t for t in span if t.pos_ in ("NOUN", "PROPN")
        ]
        nouns = nouns[:1]
    found: list[Token] = []
    todo = _beside_each_other(nouns or roots)[:3]
    while todo:
        token = todo.pop(0)
        found.append(token)
        todo.extend(c for c in token.children if c.dep_ == "conj" and first <= c.i < last)
    # "Its co-leader, Ann Hill" are not "its co" and the leader.
    return sorted([t for t in found if not _is_half(t, last)] or found, key=lambda t: t.i)


def _is_half(token: Token, last: int) -> bool:
    """Whether a hyphen and the rest of the word follow."""
    hyphen = token.i + 2 < last and token.nbor().text == "-"
    return hyphen and not (token.whitespace_ or token.nbor().whitespace_)
