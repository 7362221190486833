"""Small questions about a parsed clause: its head, its subject, its objects, its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "obj", "attr", "oprd")
CLAUSES = ("relcl", "acl", "advcl", "ccomp", "parataxis")
REACH = 60
"""Most words that are looked at on one side of a word, so that no sentence costs more than its length."""

_KIDS = "accordingto_children"


def kids(token: Token) -> list[Token]:
    """The words that hang on a word, in text order; of very many, the nearest.

    spaCy walks all that a word governs to find them, which in a sentence of thousands of words would cost
    the square of its length: here a table is made once.
    """
    doc = token.doc
    table = doc.user_data.get(_KIDS)
    if table is None:
        table = doc.user_data[_KIDS] = {}
        for other in doc:
            head = other.head.i
            if head != other.i:
                table.setdefault(head, []).append(other.i)
    found = table.get(token.i, ())
    if len(found) > REACH:
        middle = bisect_left(found, token.i)
        found = found[max(0, middle - REACH) : middle + REACH]
    return [doc[i] for i in found]


def left_kids(token: Token) -> list[Token]:
    """Those before the word."""
    return [child for child in kids(token) if child.i < token.i]


def right_kids(token: Token) -> list[Token]:
    """Those after the word."""
    return [child for child in kids(token) if child.i > token.i]


def tokens_of(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the range of tokens that touch the characters from start to end."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def clause_heads(doc: Doc, first: int, last: int) -> list[Token]:
    """Return, for each sentence in the range of tokens, the words that govern the rest of it.

    Verbs that are coordinated with the first are heads of their own.
    """
    heads: list[Token] = []
    inside = range(first, last)
    for i in inside:
        token = doc[i]
        if token.is_punct or token.is_space or token.dep_ in ("mark", "prep", "cc", "det", "aux", "neg", "intj"):
            continue
        # A content may begin with a preposition ("about the cuts"): its object governs then.
        top = token.head.i not in inside or token.head.i == i or _outside(token, inside)
        coordinated = token.dep_ == "conj" and token.head in heads and token.pos_ in ("VERB", "AUX")
        spoken = token.dep_ in ("ccomp", "parataxis") and token.head in heads and not _said_of(token)
        if top or coordinated or spoken:
            heads.append(token)
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX")]
    by_sentence: dict[int, list[Token]] = {}
    for token in heads:
        by_sentence.setdefault(token.sent.start, []).append(token)
    chosen = []
    for found in by_sentence.values():
        chosen += [t for t in found if t in verbs] or found[:1]
    return chosen


def _outside(token: Token, inside: range) -> bool:
    """Whether a word is the object of a preposition that itself hangs on a word outside."""
    up = token.head
    return token.dep_ == "pobj" and up.dep_ == "prep" and (up.head.i not in inside or up.head == up)


def _said_of(token: Token) -> bool:
    """Whether a clause is the complement of a verb that comes before it, with a subject of its own."""
    return token.head.i < token.i


def children(token: Token, *deps: str) -> list[Token]:
    """The token's children with these relations, in text order."""
    return [child for child in kids(token) if child.dep_ in deps]


def subject(token: Token) -> Token | None:
    """Return the subject of a verb, or the one it shares with the verbs it hangs on."""
    for _ in range(8):
        found = children(token, *SUBJECTS)
        if found:
            if found[0].lower_ in ("that", "which", "who") and token.dep_ in ("relcl", "acl"):
                return token.head
            # Where a report is from is no subject: "GENEVA, May 3 - Norway left the talks".
            dated = len(found) > 1 and found[0].is_upper and len(found[0]) > 2 and found[1].i < token.i
            return found[1] if dated else found[0]
        if there := children(token, "expl"):
            return there[0]  # "There had been no promise, she said": not she.
        if token.dep_ in ("conj", "xcomp", "aux", "auxpass", "acomp", "pcomp", "prep", "attr", "ccomp", "advcl"):
            if token.dep_ == "xcomp" and (controller := children(token.head, "dobj", "obj")) and token.tag_ == "VB":
                return controller[0]  # "led him to question"
            if token.dep_ == "ccomp" and token.head.pos_ in ("VERB", "AUX") and children(token, "mark"):
                return None
            token = token.head
        elif token.dep_ in ("acl", "relcl"):
            return token.head
        else:
            return None
    return None


def agent(token: Token) -> Token | None:
    """Return who does it in a passive clause (by whom)."""
    for by in children(token, "agent", "prep"):
        if by.lower_ == "by":
            return next(iter(children(by, "pobj")), None)
    return None


def is_passive(token: Token) -> bool:
    """Whether the verb is a passive, or a past participle after its noun."""
    return bool(children(token, "nsubjpass", "auxpass")) or (token.dep_ == "acl" and token.tag_ == "VBN")


def direct_object(token: Token) -> Token | None:
    """Return whom or what the verb is done to."""
    if is_passive(token):
        return next(iter(children(token, "nsubjpass")), token.head if token.dep_ == "acl" else None)
    found = children(token, "dobj", "obj", "dative")
    if not found and token.dep_ == "conj" and token.i - token.head.i <= 3 and token.pos_ == token.head.pos_:
        # "condemned and rejected the plan": the object hangs on either verb.
        found = [t for t in children(token.head, "dobj", "obj") if t.i > token.i]
    # "urged the alliance to develop": some parses make the addressee the subject of what follows.
    for clause in [] if found else children(token, "ccomp", "xcomp"):
        if not children(clause, "mark") and clause.tag_ == "VB":
            found = children(clause, *SUBJECTS)
    return found[0] if found else None


def prepositional(token: Token, *prepositions: str) -> Iterator[Token]:
    """The objects of these prepositions below the token or its object, nearest first."""
    below = [token, *children(token, *OBJECTS, "conj", "xcomp", "acomp", "prep", "advmod", "prt")]
    for top in below:
        if top.lower_ == "according":
            continue
        for child in kids(top):
            if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
                yield from children(child, "pobj", "pcomp")


def is_negated(token: Token) -> bool:
    """Whether the word itself is negated (not, never, no, without)."""
    for child in kids(token):
        if child.dep_ == "neg" or child.lower_ in ("no", "never", "neither", "nor", "not", "n't"):
            return True
        if child.dep_ in ("aux", "auxpass") and child.lower_ == "cannot":
            return True
    if token.pos_ == "VERB" and token.dep_ in ("xcomp", "pcomp") and token.head.lower_ in ("without", "unable"):
        return True
    if token.dep_ == "conj" and any(c.lower_ == "nor" and c.i < token.i for c in kids(token.head)):
        return True
    if token.dep_ in ("acl", "relcl") and token.tag_ == "VB" and any(c.lower_ == "no" for c in left_kids(token.head)):
        return True  # "No reason to doubt it."
    if token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("AUX", "VERB"):
        return any(c.dep_ == "neg" or c.lower_ in ("never", "hardly") for c in kids(token.head))
    # "Nobody believes", "No official confirmed": the negation sits in the subject.
    for child in children(token, "nsubj", "nsubjpass"):
        if child.lower_ in ("nobody", "none", "nothing") or any(
            c.lower_ in ("no", "neither") for c in left_kids(child)
        ):
            return True
    return False


def is_conditional(token: Token) -> bool:
    """Whether the clause hangs on a condition of its own (if, unless, provided that)."""
    for child in kids(token):
        if child.dep_ in ("advcl", "prep", "ccomp") and child.i != token.i:
            words = {child.lower_, *(mark.lower_ for mark in left_kids(child))}
            if words & {"if", "unless", "provided", "once"} or child.lower_ == "providing":
                return True
    return False


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands in the infinitive with *to*."""
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in kids(verb))


def antecedent(token: Token | None) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token is None or token.tag_ not in ("WDT", "WP"):
        return token
    up = token
    for _ in range(5):
        if up.dep_ in ("relcl", "acl"):
            return up.head
        up = up.head
    return None


def phrase(token: Token, limit: int = 14) -> Span:
    """Return the noun phrase of its head word, without relative clauses and afterthoughts."""
    doc = token.doc
    start, end = max(token.left_edge.i, token.i - limit), min(token.right_edge.i + 1, token.i + limit)
    for child in right_kids(token):
        if (
            child.dep_ in ("relcl", "advcl", "appos", "parataxis", "dep")
            or child.text in ",;:()–—"
            or (
                child.dep_ == "prep"
                and (child.lower_ == "as" or any(c.ent_type_ in ("DATE", "TIME") for c in kids(child)))
            )
            or (child.dep_ == "npadvmod" and child.ent_type_ in ("DATE", "TIME"))
        ):
            if child.dep_ == "punct" and any(c.dep_ == "conj" and c.i > child.i for c in right_kids(token)):
                continue
            end = min(end, max(child.left_edge.i, token.i + 1))
            break
    while start < end - 1 and (doc[start].is_space or doc[start].is_punct or doc[start].dep_ in ("cc", "mark")):
        start += 1
    while end - 1 > start and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text != ")")):
        end -= 1
    return doc[start:end]


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Characters of a range of tokens without white space or a lone mark at its ends."""
    while first < last and (doc[first].is_space or doc[first].text in ",;:."):
        first += 1
    while last > first and (doc[last - 1].is_space or doc[last - 1].text in ",;:"):
        last -= 1
    if first >= last:
        return None
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    # A token may itself begin or end with white space that is not told by ``is_space``.
    return (start, end) if doc[first].text.lstrip() == doc[first].text and _ends_well(doc[last - 1]) else None


def _ends_well(token: Token) -> bool:
    return token.text.rstrip() == token.text
