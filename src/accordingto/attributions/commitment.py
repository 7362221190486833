"""How sure the source is that its content is so, from the cue and the words around the content's verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.attributions.cue_words import Cue
from accordingto.attributions.lexicon import certainty
from accordingto.records import Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ORDER = ("ct", "pr", "ps", "uu")


def content_commitment(doc: Doc, row: Tagged, cue: Cue) -> str:
    """Return the source's commitment to the content, as FactBank grades it.

    The weakest word wins: the cue (*thinks*: pr), a modal or adverb at the content's main verb
    (*may*: ps), a question (uu). Negations turn the polarity.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    row : Tagged
        The attribution.
    cue : Cue
        Its cue.

    Returns
    -------
    str
        One of ct+ pr+ ps+ uu ps- pr- ct-.
    """
    level, sign = cue.commitment[:2], cue.commitment[2:]
    if level == "uu" or not row.content:
        return "uu"
    negative = sign == "-"
    if cue.negated:
        if cue.act != "belief":
            return "uu"
        negative = not negative
    verb = main_word(doc, row)
    if verb is not None:
        words = certainty()
        for token in _modifiers(verb):
            found = words.get(token.lower_) or words.get(token.lemma_.lower())
            if found is None:
                continue
            level = max(level, found[0], key=_ORDER.index)
            if found[1] == "-":
                negative = not negative
        if level == "uu" or _is_question(doc, row):
            return "uu"
    return level + ("-" if negative else "+")


def main_word(doc: Doc, row: Tagged) -> Token | None:
    """The content's uppermost verb, else its uppermost word."""
    span = doc.char_span(*row.content[0], alignment_mode="expand")
    if span is None or not len(span):
        return None
    first, last = span.start, span.end
    tops = [t for t in span[:200] if t.head.i == t.i or not first <= t.head.i < last]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    return (verbs or tops or [None])[0]


def _modifiers(verb: Token) -> list[Token]:
    """The words at a verb that bear on certainty, a few of them at most."""
    found = []
    for k in list(verb.children)[:30]:
        asks = k.dep_ == "mark" and k.lower_ in ("whether", "if")
        if asks or k.dep_ in ("aux", "neg", "advmod", "acomp", "attr", "oprd", "amod", "preconj"):
            found.append(k)
        elif k.dep_ in ("nsubj", "nsubjpass", "dobj"):
            found += [t for t in k.children if t.dep_ == "det" and t.lower_ in ("no", "neither")]
            if k.lower_ in ("nobody", "nothing", "none"):
                found.append(k)
        elif k.dep_ == "advcl":
            found += [t for t in k.children if t.dep_ == "mark" and t.lower_ in ("if", "unless")]
        elif k.dep_ == "ccomp" and k.pos_ == "ADJ":
            # "considered it unlikely that": a small clause.
            found.append(k)
    if verb.pos_ == "ADJ":
        found.append(verb)
    return found


def _is_question(doc: Doc, row: Tagged) -> bool:
    last = doc.char_span(*row.content[-1], alignment_mode="expand")
    first = doc.char_span(*row.content[0], alignment_mode="expand")
    if not last or not first:
        return False
    ends = [t.lower_ for t in doc[max(last.start, last.end - 2) : last.end + 1]]
    return "?" in ends or first[0].lower_ in ("whether", "if")
