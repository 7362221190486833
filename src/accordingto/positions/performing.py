"""What a speaker tells that his own side does by saying so: *we condemn*, *we would support it*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import role_forms
from accordingto.positions.announcing import action, future, vows
from accordingto.positions.clauses import children, is_conditional, is_negated, is_passive, kids, subject
from accordingto.positions.cues import BLAND, WITHHOLDS, of_nothing
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.silences import UNSAID
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPOKEN = (BLAND, WITHHOLDS, *UNSAID)
_WOULD = ("supports", "rejects", "condemns")
_REFUSING = ("can", "ca", "could", "will", "wo", "would", "cannot")
_FELT = ("calls_for", "expresses_concern", "doubts")


def performs(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We condemn*: the speaker's side is the subject of an act.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("We condemn the raid.")
    >>> performs(doc[1], lambda token: token.lower_ == "we", lambda token: True, False).act
    'condemns'
    """
    who = subject(head)
    worried = is_passive(head) and not named("worry").isdisjoint(forms(head)) and not is_negated(head)
    if worried and who is not None and is_own(who):
        # "It was concerned by the detention" is parsed as a passive.
        return Stand("expresses_concern", (head.i,), False, is_conditional(head), "own_act", 0.75, head.i)
    if who is None or who.lower_ == "there" or is_passive(head):
        return None
    # "Said it stood by them": only somebody who speaks can stand by anybody.
    if not is_own(who) and (who.lower_ not in named("unlabelled") or who.head is not head or is_actor(who)):
        return None
    known = lexicon("acts.csv").match(head)
    # "Will support" promises support; "would support it if" supports, on a condition.
    offered = known is not None and known["act"] == "supports" and is_conditional(head)
    threat = known is not None and known["act"] == "threatens"
    # "Would reject it" rejects it now; "would boycott it" threatens a deed.
    would = known is not None and known["act"] in _WOULD and any(c.lower_ == "would" for c in future(head))
    would = would and (action(head) is None or (known is not None and known["act"] == "supports"))
    if future(head) and not (offered or threat or would):
        step = vows(head, is_own, is_actor, accusing)
        if step is not None:
            return step
    held = children(head, "dobj", "dative")
    for token in (head, *children(head, "acomp", "attr", "dobj", "xcomp")):
        if token.dep_ == "xcomp" and token.tag_ == "VB" and held:
            continue  # "Will ask the court to annul it": the court would.
        found = lexicon("acts.csv").match(token)
        for negation in children(token, "neg") if token is head else []:
            longer = lexicon("acts.csv").match(negation)
            if longer is not None and head.i in longer.tokens and longer["act"] not in _SPOKEN:
                found = longer
        if found is None or found["act"] in (BLAND, WITHHOLDS):
            continue
        if found["own"] and not _other_subject(token, is_own):
            continue
        charged = token.lemma_ == "charge" and any(p.lower_ == "with" for p in children(token, "prep"))
        if not charged and found["narrator"] != "yes" and token.tag_ in ("VBD", "VBN") and found["act"] not in _FELT:
            continue  # "have blocked the road" is a deed.
        if found["act"] == "calls_for" and not named("wishing").isdisjoint(forms(token)):
            below = [s for c in children(token, "ccomp", "xcomp") for s in children(c, "nsubj", "nsubjpass")]
            if not [t for t in (*children(token, "dobj"), *below) if not is_own(t)]:
                continue  # "We hope to win" asks nothing of anybody.
        if token.lemma_ in ("like", "love", "prefer") and children(token, "xcomp") and future(head):
            continue  # "We would like to hear from them" praises nobody.
        if token.dep_ in ("attr", "dobj") and token is not head and not {"be", "have"} & set(forms(head)):
            continue
        lexical = bool({"not", "no"} & found.pattern.words[0])
        negated = not lexical and (is_negated(token) or is_negated(head))
        if token.lower_ == "afraid" and who.lower_ == "i" and children(token, "ccomp"):
            continue  # "I'm afraid he has lied" is no fear.
        if negated and found["act"] == "expresses_concern":
            continue  # "We are not afraid": what is not felt is no worry.
        doer = who.i if who.pos_ == "PROPN" else None
        act = found["act"]
        if not lexical:
            act, negated = of_nothing(token.doc, found, act, negated)
        if act == "concedes" and token.lower_ == "sorry" and _pitied(token):
            act = "expresses_concern"
        cannot = negated and act in ("supports", "agrees") and any(c.lower_ in _REFUSING for c in kids(head))
        if cannot and head.pos_ == "VERB":
            act, negated = "rejects", False  # "I could not put my name to it", "will not vote for it".
        if token.lemma_ == "appeal" and token is head and children(token, "dobj"):
            act = "threatens" if future(head) else "rejects"  # "I'll appeal this."
        words = [token.doc[i] for i in found.tokens]
        blames = act == "accuses" and who.lower_ in ("i", "we") and any(t.lemma_ == "blame" for t in words)
        if blames and any(map(is_negated, words)):
            act, negated = "defends", False  # "I don't blame the crew", "we are not to blame".
        sure = 0.95 if act == "threatens" else 0.75
        return Stand(act, found.tokens, negated, is_conditional(head), "own_act", sure, head.i, who=doer)
    return None


def _pitied(sorry: Token) -> bool:
    """*Sorry for the little ones*: for somebody, not for what one did."""
    whom = [t for p in children(sorry, "prep") if p.lower_ == "for" for t in children(p, "pobj")]
    somebody = role_forms() | named("kin") | named("others") - {"it"} | {"ones", "you", "people", "those", "family"}
    return any(not somebody.isdisjoint((t.lower_, t.lemma_)) for t in whom)


def _other_subject(token: Token, is_own) -> bool:
    """Whether somebody else is to act in the clause below."""
    below = children(token, "ccomp", "xcomp")
    who = [s for clause in below for s in children(clause, "nsubj", "nsubjpass")] + children(token, "dobj")
    return bool(who) and not is_own(who[0])
