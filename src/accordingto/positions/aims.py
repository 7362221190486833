"""What a target is, and which words tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.positions.clauses import children, kids, phrase
from accordingto.positions.lexicon import forms, named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from accordingto.positions.speakers import Speaker
    from accordingto.positions.stand import Stand

LONGEST = 25
"""Most words of a claim that is a target."""

STEP = 8
"""Most words of a deed that is a target."""

_DEFINITE = ("the", "this", "that", "these", "those")

NOBODY = ("nobody", "none", "nothing", "there")
"""Words that name nobody."""


@dataclass(frozen=True, slots=True)
class Target:
    """The words, the actor they name, and whether they are an actor, a claim or an event."""

    text: str = ""
    actor_id: str = ""
    kind: str = ""
    head: int = -1


def words_of(token: Token, doc: Doc) -> str:
    span = phrase(token)
    if token.lower_ in ("this", "that", "it"):
        # "Disputed this: the office had been told."
        span = doc[span.start : next((t.i for t in span if t.text == ":"), span.end)]
    if not is_quote(token.nbor(-1) if token.i else token):
        # The name that is found for a thing is no part of it: the move "robbery", his rival of "selling us".
        nouns = [t.i for t in span if t.pos_ in ("NOUN", "PROPN", "PRON") and t.tag_ != "PRP$"]
        opened = next((t.i for t in span if is_quote(t) and nouns and nouns[0] < t.i), span.end)
        first = min(token.i, nouns[0] if nouns else token.i)
        while opened - 1 > first and doc[opened - 1].pos_ in ("ADP", "VERB", "DET", "PUNCT", "SCONJ"):
            opened -= 1
        span = doc[span.start : opened]
    if token.dep_ in ("dobj", "obj") and token.head.lemma_ in ("accuse", "suspect", "convict", "acquit"):
        # "Accused the firm of hiding it": the firm.
        of = [c.i for c in children(token, "prep") if c.lower_ == "of" and children(c, "pcomp")]
        span = doc[span.start : max(min([span.end, *of]), token.i + 1)]
    if token.dep_ in ("dobj", "obj") and token.head.lemma_ == "order":
        # "Ordered a reporter held for two months": the reporter.
        done = [c.i for c in children(token, "acl") if c.tag_ == "VBN" and c.i > token.i]
        span = doc[span.start : max(min([span.end, *done]), token.i + 1)]
    if token.dep_ in ("dobj", "obj") and not (named("blamable") | named("envoy")).isdisjoint(forms(token)):
        # "Summoned the envoy over the remarks": the envoy.
        over = [c.i for c in children(token, "prep") if c.lower_ == "over"]
        span = doc[span.start : max(min([span.end, *over]), token.i + 1)]
    other = [c.left_edge.i for c in kids(token) if c.i > token.i and (c.lower_ in ("instead", "rather"))]
    span = doc[span.start : max(min([span.end, *other]), token.i + 1)]  # "A loan instead of a rate increase."
    if token.lower_ in ("those", "all", "everyone", "everybody", "anyone", "anybody", "people"):
        span = doc[span.start : _whose_end(token, span.end)]
    elif (end := _generic_end(token)) > span.end:
        span = doc[span.start : end]
    return plain_words(span)


def _generic_end(token: Token) -> int:
    """Where a clause ends that tells which of a kind is meant: *schools that restrict phones*, *a bill to raise it*."""
    definite = any(c.dep_ == "poss" or c.lower_ in _DEFINITE for c in kids(token) if c.i < token.i)
    if token.pos_ != "NOUN" or definite:
        return 0
    for clause in children(token, "relcl", "acl"):
        if clause.i < token.i or token.doc[clause.left_edge.i - 1].is_punct:
            continue
        auxiliaries = children(clause, "aux", "auxpass")
        finite = [t for t in (clause, *auxiliaries) if t.tag_ in ("VBZ", "VBP")]
        whose = any(t.tag_ in ("WDT", "WP") for t in children(clause, "nsubj", "nsubjpass"))
        to_do = clause.tag_ == "VB" and any(t.tag_ == "TO" for t in auxiliaries)
        if (finite and whose and not any(t.tag_ == "MD" for t in auxiliaries)) or to_do:
            stops = [c.i for c in kids(clause) if c.i > clause.i and (c.is_punct or c.dep_ == "cc")]
            return min([clause.right_edge.i + 1, token.i + 12, *stops])
    return 0


def _whose_end(token: Token, end: int) -> int:
    """Where the clause ends without which "those" says nothing: *those who lost the contract*."""
    for clause in children(token, "relcl", "acl", "prep"):
        stop = min([clause.right_edge.i + 1, *(c.i for c in children(clause, "cc", "punct") if c.i > clause.i)])
        end = max(end, min(stop, token.i + STEP))
    return end


def is_quote(token: Token) -> bool:
    return token.text in ("“", '"', "‘")


def plain_words(span: Span) -> str:
    text = " ".join(span.text.split()).strip(" ,;:.")
    for opening, closing in ("“”", '""'):
        if text.startswith(opening) and closing not in text[1:]:
            text = text[1:]
        if text.endswith(closing) and opening not in text[:-1]:
            text = text[:-1]
    for ending in ("’s", "'s"):
        text = text.removesuffix(ending)
    return text.strip()


def deciding(doc: Doc, stand: Stand) -> set[int]:
    """The words of the act, without an object of its own among them: *brushed aside a question*, *requested talks*."""
    words = set(stand.words)
    for i in stand.words[1:]:
        up = doc[i].head
        own = doc[i].dep_ in ("dobj", "obj", "nsubjpass") and doc[i].pos_ in ("NOUN", "PROPN") and up.i in words
        # "Stands by its figures", "admitted to mistakes".
        stood = up.lower_ in ("by", "to", "for") and doc[i].dep_ == "pobj" and (up.i in words or up.head.i in words)
        if stood or (own and named("carrying").isdisjoint(forms(up))):
            words.discard(i)
    return words


def announces(token: Token) -> bool:
    """Whether a word only stands for the clause that comes: *it unlikely that they would go*."""
    if token.lower_ != "it":
        return False
    tops = [token.head, *children(token.head, "oprd", "acomp")]
    return any(c.i > token.i + 1 for top in tops for c in children(top, "advcl", "ccomp", "xcomp"))


def is_nobody(token: Token) -> bool:
    """Whether a word names nobody: *nobody*, *no one*."""
    return token.lower_ in NOBODY or (token.lower_ == "one" and any(c.lower_ == "no" for c in kids(token)))


def feeling(token: Token) -> bool:
    """Whether a noun only says what is felt: *“deep regret”*."""
    return token.pos_ == "NOUN" and not named("feelings").isdisjoint(forms(token))


def is_dated(token: Token) -> bool:
    """Whether a word only says when; what is promised or opposed is a thing: *a month without trains*."""
    return token.ent_type_ in ("DATE", "TIME") and token.dep_ not in ("dobj", "obj", "nsubj")


def named_by(token: Token, speaker: Speaker) -> Target:
    """What a phrase names: an actor where it is one, else a thing or an event."""
    found = speaker.other(speaker.resolved(token))
    return Target(words_of(token, token.doc), found, "actor" if found else "event", token.i)
