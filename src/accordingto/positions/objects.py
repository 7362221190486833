"""What a verb is done to where that is not its plain object: *promised him a job*, *asked her to annul the vote*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.aims import announces, is_dated, is_quote
from accordingto.positions.clauses import (
    children,
    direct_object,
    is_infinitive,
    is_negated,
    is_passive,
    kids,
    prepositional,
)
from accordingto.positions.lexicon import forms, named

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WITHIN = 20
"""Words behind a verb among which stands why it is done."""


def promised_to(verb: Token) -> tuple[Token, Token] | None:
    """To whom a thing is promised, and the thing: *promised the student a job*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> promised_to(pipeline()("They promised the student a job.")[1])
    (student, job)
    """
    if verb.pos_ != "VERB" or is_passive(verb):
        return None
    objects = children(verb, "dative", "dobj", "obj")
    objects = [t for t in objects if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "SYM")]
    return (objects[0], objects[1]) if len(objects) > 1 and verb.i < objects[0].i and not is_dated(objects[1]) else None


def warned_of(verb: Token) -> Token | None:
    """The harm, not who is told of it: *warned their bosses of corrosion*, *warned them that the quota would fall*.

    Who is warned against doing something is meant.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> warned_of(pipeline()("They warned their bosses of corrosion.")[1])
    corrosion
    """
    if direct_object(verb) is None or any(p.lower_ == "against" for p in children(verb, "prep")):
        return None
    of = next(prepositional(verb, "of", "about"), None) or next(prepositional(direct_object(verb), "about"), None)
    below = [s for c in children(verb, "ccomp") for s in children(c, "nsubj", "nsubjpass")]
    return of if of is not None else next((s for s in below if s.pos_ in ("NOUN", "PROPN")), None)


def taking(head: Token) -> list[Token]:
    """What is to be done where *it* takes time or money to do it: *it will take two years to clear the backlog*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> taking(pipeline()("It will take two years to clear the backlog.")[2])
    [backlog]
    """
    if not any(s.lower_ == "it" for s in children(head, "nsubj")):
        return []
    steps = [c for c in children(head, "xcomp", "advcl", "ccomp") if is_infinitive(c)]
    return [o for c in steps if (o := direct_object(c)) is not None]


def undoing(verb: Token) -> Token | None:
    """What somebody else is asked to undo, whom to punish: *asked the court to annul the vote*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> undoing(pipeline()("They asked the court to annul the vote.")[1])
    vote
    """
    for step in children(verb, "xcomp", "ccomp", "advcl"):
        down = step.lemma_ in ("stand", "set", "throw", "strike") and any(
            c.lower_ in ("down", "aside", "out") for c in kids(step)
        )
        if step.tag_ != "VB" or is_negated(step) or (named("undoing").isdisjoint(forms(step)) and not down):
            continue
        what = next(iter(children(step, "dobj", "obj")), None)
        thing = what is not None and what.pos_ != "PRON"
        if step.lemma_ == "set" and what is not None and thing and named("decided").isdisjoint(forms(what)):
            continue  # "Set aside a third of the houses": kept.
        if what is not None and what.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return what
    return None


def undone(verb: Token) -> Token | None:
    """What is to be undone, where it is not told by whom: *requested that the action be dismissed*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> undone(pipeline()("They requested that the action be dismissed.")[1])
    action
    """
    for step in children(verb, "ccomp", "xcomp", "advcl"):
        passive = step.tag_ == "VBN" and any(c.lower_ == "be" for c in children(step, "auxpass"))
        if passive and not is_negated(step) and not named("undoing").isdisjoint(forms(step)):
            return next(iter(children(step, "nsubjpass")), None)
    return None


def called(content: list[Span]) -> Token | None:
    """What stands before the cue and is named after it: *a step that she described as rash*, *calling it “rash”*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> called([pipeline()("She called the plan a farce.")[2:6]])
    plan
    """
    first = content[0] if content else None
    if first is None:
        return None
    for token in first[:8]:
        # "Called the plan a farce": a name follows what is named.
        verb = token.head
        if token.dep_ not in ("dobj", "obj") or verb.i >= first.start or named("label").isdisjoint(forms(verb)):
            continue
        after = children(verb, "oprd", "npadvmod") or [c for c in children(verb, "prep") if c.lower_ == "as"]
        if token.pos_ in ("NOUN", "PROPN", "PRON") and after and not announces(token):
            return token
    if not (first[0].lower_ == "as" or is_quote(first[0]) or first[0].pos_ == "ADJ"):
        return None
    verbs = [t.head for t in first[:8] if t.head.i < first.start and t.head.pos_ == "VERB"]
    if not verbs or named("label").isdisjoint(forms(verbs[0])) or is_passive(verbs[0]):
        return None
    verb = verbs[0]
    thing = next((t for t in children(verb, "dobj", "obj") if t.i < first.start), None)
    if verb.dep_ == "relcl" and (thing is None or thing.lower_ in ("that", "which")):
        thing = verb.head
    return thing if thing is not None and thing.pos_ in ("NOUN", "PROPN", "PRON") else None


def relative_object(verb: Token) -> Token | None:
    """What a relative clause is about, where its verb lacks an object: *a demand that the board turned down*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> relative_object(pipeline()("They made a demand the board rejected.")[6])
    demand
    """
    if verb.dep_ != "relcl" or is_passive(verb) or children(verb, "dobj", "obj", "ccomp", "xcomp"):
        return None
    if any(p.lower_ != "as" for p in children(verb, "prep")):
        return None  # "Dismissed as too small" needs no other object.
    who = next(iter(children(verb, "nsubj")), None)
    return verb.head if who is not None and who.tag_ not in ("WP", "WDT") and who.lower_ != "that" else None


def in_protest(verb: Token) -> Token | None:
    """The word that makes a deed a stand: *left the talks in protest*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("She left the hall in protest.")
    >>> in_protest(doc[1])
    protest
    """
    if verb.pos_ != "VERB":
        return None
    end = min(verb.right_edge.i, verb.i + _WITHIN)
    for token in verb.doc[verb.i + 1 : end + 1]:
        if token.lower_ not in ("protest", "disgust", "anger") or token.dep_ != "pobj" or token.head.lower_ != "in":
            continue
        # "Kept the shops closed in protest", "resigned as a trustee in protest": it may hang on something else.
        up = token.head.head
        while up.i > verb.i and (up.pos_ not in ("VERB", "AUX") or up.dep_ in ("oprd", "xcomp", "ccomp", "amod")):
            up = up.head
        if up == verb:
            return token
    return None


def reason(verb: Token) -> Token | None:
    """What a deed is done in protest at: *quit in protest at the cuts*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> reason(pipeline()("She quit in protest at the cuts.")[1])
    cuts
    """
    why = in_protest(verb)
    at = verb.doc[why.i + 1] if why is not None and why.i + 1 < len(verb.doc) else None
    return next(iter(children(at, "pobj")), None) if at is not None and at.lower_ in ("at", "over", "against") else None
