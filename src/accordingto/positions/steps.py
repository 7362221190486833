"""The step that is a target: what is promised, refused, called for or judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.aims import LONGEST, STEP, Target, plain_words, words_of
from accordingto.positions.clauses import (
    SUBJECTS,
    children,
    direct_object,
    is_negated,
    is_passive,
    kids,
    phrase,
    subject,
)
from accordingto.positions.lexicon import forms, named
from accordingto.positions.objects import promised_to
from accordingto.positions.speakers import Speaker
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

JUDGED = ("supports", "condemns", "warns", "expresses_concern")
_READ = ("learned", "evaluation", "cue")
"""Rules that tell the act alone."""


def deed(doc: Doc, verb: Token, longest: int = STEP) -> Target:
    last = min(verb.right_edge.i + 1, verb.i + longest)
    last = next((i for i in range(verb.i + 1, last) if doc[i].is_punct and doc[i].text not in "-–’'"), last)
    # When or why is no part of the deed: "return if drilling resumes".
    aside = [c.left_edge.i for c in children(verb, "advcl") if c.left_edge.i > verb.i and c.tag_ != "VB"]
    aside += [c.i for c in children(verb, "prep") if c.i > verb.i + 1 and children(c, "pcomp")]
    last = min([last, *aside])
    return Target(plain_words(doc[verb.i : last]), "", "event", verb.i)


def bare_step(token: Token, stand: Stand, speaker: Speaker) -> Target | None:
    """The step that is promised, where its object alone tells little: *build it*, *take part in the talks*."""
    step = token.head
    if (
        stand.act not in ("promises", "agrees", "threatens")
        or token.dep_ not in ("dobj", "obj")
        or step.tag_ not in ("VB", "VBP")
    ):
        return None
    alone = token.left_edge == token == token.right_edge
    vague = token.pos_ == "PRON" or token.lower_ == "part" or (stand.act == "threatens" and token.pos_ == "NOUN")
    if not (alone and vague) or speaker.other(speaker.resolved(token)):
        return None
    return deed(token.doc, step) if step.pos_ == "VERB" else None


def promised(token: Token, stand: Stand) -> Target | None:
    """What somebody is promised in a clause: *promised the bishop to travel*, *assured them that work would start*."""
    verb, doc = token.head, token.doc
    if token.dep_ not in ("dobj", "obj", "dative") or promised_to(verb) is not None:
        return None
    step = next((c for c in children(verb, "xcomp") if c.tag_ == "VB" and c.i > token.i), None)
    if step is not None:
        return deed(doc, step)
    clause = next((c for c in children(verb, "ccomp") if c.i > token.i and c.pos_ in ("VERB", "AUX")), None)
    if clause is None or clause.left_edge.i < token.i:
        return None
    start = clause.left_edge.i + (clause.left_edge.lower_ == "that")
    return Target(plain_words(doc[start : min(clause.right_edge.i + 1, start + LONGEST)]), "", "claim", clause.i)


def let_be(token: Token, stand: Stand) -> Target | None:
    """What is to be done to something: *wants phones to be allowed*, *called for refunds to be automatic*."""
    top = token.head if token.head.pos_ in ("VERB", "AUX") else None
    if stand.act != "calls_for" or stand.clause is not None or token.pos_ != "NOUN":
        return None
    below = children(token, "acl", "relcl") + ([top] if top is not None and token.dep_ in SUBJECTS else [])
    for step in below:
        be = next((c for c in [step, *kids(step)] if c.lower_ == "be"), None)
        to = any(c.tag_ == "TO" for c in kids(step))
        if be is None or not to or step.i < token.i or step.i in stand.words:
            continue
        start = phrase(token).start
        return Target(plain_words(token.doc[start : min(step.right_edge.i + 1, token.i + STEP)]), "", "event", token.i)
    return None


def refused(doc: Doc, stand: Stand, speaker: Speaker) -> Target | None:
    """The deed that somebody will not do: *we will not sign anything*."""
    verb = doc[stand.clause] if stand.clause is not None and stand.act == "rejects" else None
    if verb is None or verb.pos_ != "VERB" or not is_negated(verb):
        return None
    who, held = subject(verb), direct_object(verb)
    vague = held is None or held.lower_ in ("part", "anything", "anybody", "anyone", "any", "one")
    own = who is not None and (speaker.is_own(who) or not named("side").isdisjoint(forms(who)))
    own = own or (who is not None and who.pos_ == "NOUN" and any(c.tag_ == "PRP$" for c in kids(who)))
    told = stand.rule == "learned" or (stand.rule == "will_not" and vague)
    return deed(doc, verb) if own and told else None


def forced(clause: Token) -> Target | None:
    """What a side will have to do: *smaller ports will have to cut jobs*."""
    step = next((c for c in children(clause, "xcomp") if c.tag_ == "VB"), None) if clause.lemma_ == "have" else None
    if step is not None and step.lemma_ in ("start", "begin"):
        step = next(iter(children(step, "xcomp")), step)
    return deed(clause.doc, step) if step is not None and step.pos_ == "VERB" else None


def willing(clause: Token) -> Target | None:
    """What somebody is ready to do: *would be willing to discuss the fund*."""
    for state in children(clause, "acomp") if clause.lemma_ == "be" else []:
        step = next((c for c in children(state, "xcomp") if c.tag_ == "VB" and c.pos_ == "VERB"), None)
        if step is not None and not named("ready").isdisjoint(forms(state)):
            return deed(clause.doc, step)
    return None


def unashamed(clause: Token) -> Target | None:
    """What nobody is sorry for: *I won't apologise for keeping the club alive*, *I make no apology for it*."""
    tops = [clause, *children(clause, "dobj", "acomp")]
    if named("sorry").isdisjoint(form for top in tops for form in forms(top)):
        return None
    doc = clause.doc
    for step in (c for top in tops for p in children(top, "prep") if p.lower_ == "for" for c in children(p, "pcomp")):
        return Target(plain_words(doc[step.i : step.right_edge.i + 1][:LONGEST]), "", "event", step.i)
    return None


def doing(doc: Doc, stand: Stand, heads: list[Token]) -> Target | None:
    """What doing something is judged to be: *closing it would punish the wrong people*."""
    clause = doc[stand.clause] if stand.clause is not None else heads[0] if heads else None
    if clause is None or stand.act not in (*JUDGED, "rejects", "defends", "doubts") or stand.rule not in _READ:
        return None
    acted = next(iter(children(clause, "csubj", "csubjpass")), None)
    acted = acted or next((t for t in children(clause, "nsubj") if t.pos_ == "VERB"), None)
    if acted is None or acted.i > clause.i or acted.tag_ not in ("VBG", "VB"):
        return None
    if stand.clause is None and (acted.i < stand.words[0] or stand.act not in ("warns", "expresses_concern")):
        return None
    return Target(plain_words(doc[acted.left_edge.i : acted.right_edge.i + 1][:LONGEST]), "", "event", acted.i)


def intended(doc: Doc, stand: Stand) -> Target | None:
    """What somebody does not mean to do: *no intention of ordering a recount*, *no plans to leave*."""
    for i in stand.words:
        token = doc[i]
        if token.pos_ != "NOUN" or named("intending").isdisjoint(forms(token)):
            continue
        below = [c for p in children(token, "prep") for c in children(p, "pcomp")] + children(token, "acl")
        for step in below[:1]:
            what = direct_object(step) if step.pos_ == "VERB" and not is_passive(step) else None
            if what is not None and what.pos_ in ("NOUN", "PROPN"):
                return Target(words_of(what, doc), "", "event", what.i)
            return deed(doc, step)
    return None
