"""Which part of those counted a bare number is about: "19 are women", "nine of them foreigners"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.figures.events import happens
from accordingto.figures.lexicon import word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.walking import children, sentence_end
from accordingto.records import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_THEM = ("them", "those", "these", "whom", "which")
_NEAR = 6
_BACK = 8
_STATES = ("dead", "injured", "missing", "wounded", "unhurt")


def apart(doc: Doc, quantity: Quantity, before: Sequence[Figure], figure: Figure) -> Figure:
    """Give a number without a noun of its own, or "of them", the part that its predicate tells.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    quantity : Quantity
        The quantity that the figure was made from.
    before : sequence of Figure
        The article's figures so far.
    figure : Figure
        The figure.

    Returns
    -------
    Figure
    """
    number = doc[quantity.word]
    if figure.unit or (quantity.noun is not None and not quantity.partitive and figure.noun == doc[quantity.noun].text):
        return figure
    # A part is of a larger count of the same.
    larger = any(f.measure == figure.measure and (f.value or 0) >= (figure.value or 0) for f in before[-_BACK:])
    told = (_predicate(number, bare=quantity.noun is None) if larger or quantity.partitive else "") or _apposed(number)
    return replace(figure, population=told) if told else figure


def apart_state(doc: Doc, quantity: Quantity) -> bool:
    """Whether a number is of those of them who are dead, or hurt: "46 birds, 11 of them dead"."""
    return _apposed(doc[quantity.word]).lower() in _STATES


def _predicate(number: Token, bare: bool) -> str:
    """ "19 are women", "27 have been identified"; what happened to all those counted is no part."""
    verb = next((t for t in number.doc[number.i + 1 : number.i + _NEAR] if t.pos_ in ("VERB", "AUX", "PUNCT")), None)
    if verb is not None and verb.dep_ in ("aux", "auxpass"):
        verb = verb.head
    if verb is None or verb.pos_ not in ("VERB", "AUX") or verb.i < number.i:
        return ""
    if verb.lemma_ == "be":
        for state in children(verb):
            # "19 are women", "12 are still unidentified".
            told = (state.dep_ == "attr" and state.tag_ in ("NNS", "NNPS")) or (bare and state.dep_ == "acomp")
            if told and state.i > verb.i and not happens(state) and state.lower_ not in word_set("counting", "judged"):
                return state.text
        return ""
    passive = any(c.dep_ == "auxpass" for c in children(verb))
    judged = happens(verb) or verb.lower_ in word_set("counting", "judged")
    return verb.text if bare and passive and verb.tag_ == "VBN" and not judged else ""


def _apposed(number: Token) -> str:
    """ "Nine of them foreigners", "11 of them dead"."""
    doc, i = number.doc, number.i + 1
    if i + 2 >= sentence_end(number) or doc[i].lower_ != "of" or doc[i + 1].lower_ not in _THEM:
        return ""
    after = doc[i + 2]
    return after.text if after.tag_ in ("NNS", "NNPS") or after.lower_ in _STATES else ""
