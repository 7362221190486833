"""Words of praise, blame, danger or doubt in what is said: *it is reckless*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.clauses import REACH, children, is_negated, is_passive, kids, left_kids, subject
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Token

_JUDGING = ("acomp", "attr", "oprd", "ROOT", "ccomp")
_INTO_PREDICATE = (
    "acomp", "attr", "oprd", "dobj", "obj", "xcomp", "prep", "pobj", "pcomp", "advmod", "amod", "conj", "ccomp", "prt",
    "compound", "npadvmod", "dative",
)  # fmt: skip


def evaluates(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*It is reckless*: a word of praise, blame, danger or doubt in the predicate.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("The plan is reckless.")
    >>> evaluates(doc[2], lambda token: token.lower_ == "we", lambda token: True, False).act
    'condemns'
    """
    if head.pos_ in ("NOUN", "PROPN", "PRON") and not children(head, "nsubj"):
        return None
    who = subject(head)
    own = who is not None and is_own(who)
    for depth, token in _predicate(head):
        found = lexicon("evaluations.csv").match(token)
        if found is None:
            continue
        if found["act"] == "denies" and token.pos_ == "VERB" and lexicon("actions.csv").match(token) is not None:
            continue  # "She is lying": a deed.
        act, negated = found["act"], is_negated(token) or (depth > 0 and is_negated(head))
        if negated and (is_passive(token) or (depth > 1 and named("light").isdisjoint(forms(head)))):
            continue  # "Nobody was hurt" is a fact, "we do not bargain with our friends" says nothing against them.
        if token.lemma_ == "fail" and children(token, "xcomp"):
            continue  # What somebody failed to do is a deed.
        if token.dep_ == "amod" and not named("classifying").isdisjoint(forms(token)):
            continue  # A legal department.
        aside = token.dep_ in ("amod", "compound", "advmod") and token.head.dep_ not in ("attr", "acomp")
        if aside and not (token.head.dep_ == "dobj" and not named("light").isdisjoint(forms(token.head.head))):
            continue  # "keep criminal gangs out" condemns no plan.
        loose = token is not head and len(found.tokens) == 1 and token.dep_ not in _JUDGING
        if loose and act in ("confirms", "denies", "doubts"):
            continue  # "the true professional" confirms nothing.
        if act in ("supports", "defends") and depth > 2:
            continue
        if act in ("supports", "defends") and any(c.lower_ == "too" for c in left_kids(token)):
            act = "condemns"  # "Too generous" is no praise.
        elif negated:
            act = _opposite(act, own)
        elif own and token.lower_ == "innocent":
            act = "denies"
        elif own and act == "supports":
            act = "defends"
        elif act == "concedes" and who is not None and not own and is_actor(who):
            act = "condemns"  # "The government was too slow."
        elif own and act == "condemns" and token.dep_ in ("acomp", "attr") and token.head is head:
            act = "concedes"  # "We were wrong"; but "calling it wrong" blames another.
        elif own and act == "condemns" and head.lemma_ == "get" and token.lower_ == "wrong":
            act = "concedes"  # "We got this wrong."
        if act:
            sure = 0.45 if act in ("warns", "denies") else 0.6  # Danger is often only part of what is told.
            return Stand(act, found.tokens, False, False, "evaluation", sure, head.i)
    return None


def _opposite(act: str, own: bool) -> str:
    """The act of a negated evaluation: *not acceptable* condemns, *not a threat* defends or denies."""
    if act in ("supports", "defends"):
        return "condemns" if not own else "concedes"
    if act in ("condemns", "warns", "expresses_concern"):
        return "denies" if own else "defends"
    return {"confirms": "denies", "denies": "confirms", "doubts": "confirms"}.get(act, "")


def _predicate(head: Token) -> list[tuple[int, Token]]:
    """The words of the predicate, nearest to its head first."""
    found, layer = [(0, head)], [head]
    for depth in range(1, 5):
        layer = [
            c
            for t in layer
            for c in kids(t)
            if (c.dep_ in _INTO_PREDICATE and not (c.dep_ == "conj" and c.pos_ == "VERB" and t is head))
            or (c.dep_ == "det" and c.lower_ == "no")
        ]
        found += [(depth, c) for c in layer]
        if len(found) > REACH:
            break
    return found
