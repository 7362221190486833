"""How sure a clause is: FactBank's values, from modals, hedges, negation and what governs the clause."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from accordingto.positions.clauses import kids, left_kids
from accordingto.positions.lexicon import forms, word_sets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DEPTH = 8
_POSSIBLE, _PROBABLE = 1, 2  # levels, below certain (3)


def commitment_at(doc: Doc, token: int, *, first: int | None = None, last: int | None = None) -> tuple[str, bool]:
    """Say how sure the text is that what a word tells is so, and whether it is negated.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    token : int
        Index of the word that tells the event: a verb, or a noun such as *withdrawal*.
    first, last : int, optional
        The clause's tokens: words outside, such as the verb that reports it, are not asked.

    Returns
    -------
    tuple of (str, bool)
        One of ct+, pr+, ps+, uu, ps-, pr-, ct- (FactBank), and whether the event is negated.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("The troops may not leave. They plan to stay.")
    >>> commitment_at(doc, 4), commitment_at(doc, 9)
    (('ps-', True), ('uu', False))
    """
    word = doc[token]
    first, last = (0, len(doc)) if first is None else (first, len(doc) if last is None else last)
    level, sign = _own(word)
    thing = word if word.pos_ in ("NOUN", "PROPN") else None
    for _ in range(_DEPTH):
        head = word.head
        if head == word or not first <= head.i < last:
            break
        link = _link(word)
        if not link:
            break
        if word.dep_ == "conj":
            level = min(level, _shared(head))
            word = head
            continue
        if link == "purpose":
            level = min(level, 0)
            break
        if head.pos_ == "ADP":
            word = head  # "filed for bankruptcy", "a lack of evidence"
            continue
        known = _governs(head, word)
        if known is None:
            break
        more, turn = known
        foreseen = head.pos_ == "VERB" and more == _PROBABLE  # "forecast its losses": they are not there yet.
        if thing is not None and turn > 0 and (link == "passive" or (_definite(thing) and not foreseen)):
            break  # "plans to face the crisis": the crisis is there already.
        if thing is not None and _effect(thing, "rejected") is None and _effect(head, "rejecting") is None:
            break  # A proposal that is rejected is there all the same.
        # "told them not to buy": what must not be is not.
        level = level if more == 0 and sign < 0 else min(level, more)
        sign *= turn
        if link == "complement" and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            more, turn = _own(head)
            level, sign = min(level, more), sign * turn
        if thing is not None:
            break
        word = head
    if level == 0:
        return "uu", sign < 0
    return ("", "ps", "pr", "ct")[level] + ("+" if sign > 0 else "-"), sign < 0


def _link(word: Token) -> str:
    """How the word hangs on its governor: complement, passive, purpose, coordination, or not at all."""
    dep = word.dep_
    if dep == "conj":
        return "conj"
    if dep == "advcl" and _infinitive(word):
        if _subject_before(word):
            return "complement"  # "forecast the losses to be over a billion"
        # "rose to reach a peak" tells a result, "to reach it, they climbed" a purpose.
        result = any(form in _table("outcome") for form in forms(word)) or word.head.tag_ in ("VBD", "VBN")
        return "" if result and word.i > word.head.i else "purpose"
    if dep in ("xcomp", "ccomp", "acl", "acomp", "attr", "dobj", "pcomp", "oprd"):
        return "complement" if dep != "acl" or word.tag_ == "VB" else ""
    if dep == "nsubjpass":
        return "passive"
    if dep == "pobj" and word.head.lower_ in ("of", "for", "from", "to"):
        return "complement"
    if dep == "prep" and word.lower_ in ("of", "for", "from", "to"):
        return "complement"
    return ""


def _infinitive(word: Token) -> bool:
    return word.tag_ == "VB" and any(child.tag_ == "TO" for child in left_kids(word))


def _subject_before(word: Token) -> bool:
    """Whether the object of the verb above is what this infinitive tells of: the two stand side by side."""
    seen = next((k for k in kids(word.head) if k.dep_ == "dobj" and k.i < word.i), None)
    return (
        seen is not None
        and _effect(word.head, "governor") == (_PROBABLE, 1)
        and seen.right_edge.i == word.left_edge.i - 1
    )


def _governs(head: Token, word: Token) -> tuple[int, int] | None:
    """What a governor does to its complement; some do it to infinitives alone: set to leave, is to leave."""
    if _infinitive(word):
        if head.lemma_ == "be" and word.dep_ == "xcomp":
            return 0, 1
        special = _effect(head, "infinitive")
    else:
        special = _effect(head, "for") if word.dep_ == "prep" and word.lower_ == "for" else None
    return special if special not in (None, (3, 1)) else _effect(head, "governor")


def _definite(word: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in left_kids(word))


def _own(word: Token) -> tuple[int, int]:
    """Level and sign from the word's own auxiliaries, adverbs and determiners."""
    level, sign = 3, 1
    for child in kids(word):
        if child.dep_ in ("aux", "auxpass", "advmod", "neg", "det", "mark", "preconj", "amod", "cc"):
            more, turn = _effect(child, "modifier") or (3, 1)
            if child.lower_ == "whether" and _worried(word):
                more = _POSSIBLE
            elif child.lower_ == "would" and child.dep_ == "aux":
                more = _hypothetical(word)
            level, sign = min(level, more), sign * turn
        elif child.dep_ == "nsubj" and (
            child.lower_ in ("nobody", "nothing", "none") or any(c.lower_ == "no" for c in left_kids(child))
        ):
            sign = -sign
    return level, sign


def _worried(clause: Token) -> bool:
    """Whether a clause with *whether* is what somebody is afraid of: worries over whether the firm can go on."""
    above = clause.head.head if clause.head.pos_ == "ADP" else clause.head
    return any(form in _table("worried") for form in forms(above))


def _hypothetical(clause: Token) -> int:
    """What *would* takes from a clause: all its certainty but that of what is likely, except below a past verb.

    "It said that it would come" tells a future as it was seen then.
    """
    opening = {(c.lower_, c.dep_) for c in kids(clause)}
    if clause.dep_ == "relcl" and opening & {("which", "nsubj"), ("that", "nsubj")}:
        return _POSSIBLE  # "a law that would ban it"; "the man who would be king" was.
    if clause.dep_ == "advcl" and ("that", "mark") in opening:
        return _POSSIBLE  # "so that it would stop"
    if clause.dep_ == "ccomp" and clause.head.tag_ in ("VBP", "VBZ"):
        return _PROBABLE
    return 3


def _shared(head: Token) -> int:
    """What a coordinated word takes over from the first: its modals, not its negation."""
    levels = [_effect(child, "modifier") for child in kids(head) if child.dep_ == "aux"]
    return min((level for level, _ in filter(None, levels)), default=3)


def _effect(token: Token, relation: str) -> tuple[int, int] | None:
    """Level and sign that a word gives; None where nothing beyond it counts."""
    table = _table(relation)
    for form in forms(token):
        if form in table:
            effect = table[form]
            if effect == "stop":
                return None
            if effect == "neg":
                return 3, -1
            return ("uu", "ps", "pr", "ct").index(effect[:2]), -1 if effect.endswith("-") else 1
    return 3, 1


@cache
def _table(relation: str) -> dict[str, str]:
    return {
        word: effect
        for (effect, where), words in word_sets("commitment.csv", "effect", "relation").items()
        if where == relation
        for word in sorted(words)
    }
