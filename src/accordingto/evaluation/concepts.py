"""What a quantity measures, as the words of its sentence that name it: what gold corpora call its concept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordingto.figures.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def concept(doc: Doc, quantity: Quantity, figures: frozenset[int]) -> list[str]:
    """List the words of what is measured: the noun it hangs on, and the subject of its clause.

    Parameters
    ----------
    doc : Doc
    quantity : Quantity
    figures : frozenset of int
        Tokens of numbers and units, which name nothing that is measured.
    """
    number = doc[quantity.word]
    inside = set(range(*quantity.phrase)) if quantity.phrase and quantity.unit is None else set()
    inside |= figures
    tops: list[Token] = []
    if quantity.unit is not None and quantity.noun is not None:
        tops.append(doc[quantity.noun])
    for ancestor in number.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            subject = _subject(ancestor)
            if subject is not None:
                tops.append(subject)
            break
        if ancestor.pos_ in ("NOUN", "PROPN") and ancestor.i not in inside:
            tops.append(ancestor)
    if not tops and not quantity.partitive:
        tops = [t for t in doc[number.sent.start : number.i] if t.pos_ in ("NOUN", "PROPN") and t.i not in inside][-1:]
    words: list[str] = []
    taken: set[int] = set()
    for top in tops:
        for token in top.subtree:
            near = abs(token.i - top.i) <= 8 and token.i not in inside and token.i not in taken
            if near and token.pos_ in ("NOUN", "PROPN", "ADJ"):
                taken.add(token.i)
                words += dict.fromkeys((token.text, hyphened(token)))
    return words


def hyphened(token: Token) -> str:
    """The word with what a hyphen joins to it: *three-point*."""
    doc, first, last = token.doc, token.i, token.i + 1
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 2].whitespace_:
        first -= 2
    while last + 1 < len(doc) and doc[last].text == "-" and not doc[last].whitespace_ and not doc[last - 1].whitespace_:
        last += 2
    return doc[first:last].text


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the clause that it belongs to where it has none, or only a pronoun."""
    own: list[Token] = []
    for _ in range(8):
        if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG")):
            return verb.head
        mine = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if mine and mine[0].pos_ != "PRON":
            return mine[0]
        own = own or mine
        if verb.head == verb:
            break
        verb = verb.head
    return own[0] if own else None


def number_words(doc: Doc, found: Sequence[Quantity]) -> frozenset[int]:
    """Tokens of the quantities' numbers, bounds and units, without the nouns that are counted."""
    tokens: set[int] = set()
    for quantity in found:
        span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        counted = set(range(*quantity.phrase)) if quantity.phrase else set()
        tokens.update(t.i for t in span if t.i not in counted)
    return frozenset(tokens)
