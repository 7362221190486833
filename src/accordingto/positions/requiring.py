"""What is to be done by others, or should have been: *they must leave*, *stop the war*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.announcing import future
from accordingto.positions.clauses import children, is_negated, is_passive, kids, left_kids, subject
from accordingto.positions.lexicon import forms, named
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Token


def requires(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*They must leave*, *it is time to act*, *Stop the war*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("They must leave.")
    >>> requires(doc[2], lambda token: token.lower_ == "we", lambda token: True, False).act
    'demands'
    """
    who = subject(head)
    if head.lemma_ == "be" and who is not None and who.lower_ in ("it", "that", "this"):
        # "It is the managers who should go."
        for what in children(head, "attr"):
            meant = [c for c in children(what, "relcl") if any(t.lower_ in named("should") for t in children(c, "aux"))]
            if meant and not is_own(what):
                act = _asked(meant[0], what, is_own)
                return Stand(act, (meant[0].i,), False, False, "must", 0.95 if act == "demands" else 0.65, meant[0].i)
    ashamed = any(c.lower_ == "ashamed" for t in (head, *children(head, "xcomp")) for c in children(t, "acomp"))
    ought = any(c.lower_ in named("should") for c in (head, *kids(head)))
    if ashamed and ought and who is not None and not is_own(who):
        return Stand("condemns", (head.i,), False, False, "must", 0.95, head.i)  # "They should be ashamed."
    modals = [c for c in children(head, "aux") if c.tag_ == "MD" or c.lower_ in ("ought", "shall")]
    # "Should they stay": a condition or a question, no demand.
    modals = [c for c in modals if who is None or who.head is not head or who.i < c.i]
    for modal in modals:
        strong, weak = modal.lower_ in named("must"), modal.lower_ in named("should")
        if strong or weak:
            if any(c.lemma_ == "have" and c.dep_ == "aux" for c in kids(head)):
                if weak and who is not None and is_own(who) and not is_passive(head):
                    return Stand("concedes", (modal.i, head.i), False, False, "should_have", 0.6, head.i)
                if weak and who is not None:
                    return Stand("condemns", (modal.i, head.i), False, False, "should_have", 0.6, head.i)
                return None  # "must have known" is an inference, "should have known" a reproach.
            others = strong and who is not None and not is_own(who)
            act = "demands" if others else _asked(head, who, is_own)
            sure = 0.95 if _asked(head, who, is_own) == "demands" else 0.65
            return Stand(act, (modal.i, head.i), False, False, "must", sure, head.i)
    below = [c for c in children(head, "xcomp") if any(t.tag_ == "TO" for t in left_kids(c))]
    if below and set(forms(head)) & named("have_to") and who is not None and not future(head):
        verb = below[0]
        if (head.lemma_ in ("have", "need", "get") or head.lower_ == "ought") and not is_negated(head):
            act = _asked(verb, who, is_own) if head.lemma_ == "have" else "calls_for"
            return Stand(act, (head.i, verb.i), False, False, "have_to", 0.4, head.i)
    for adjective in children(head, "acomp", "attr", "oprd"):
        if set(forms(adjective)) & named("necessary") and [
            c for t in (head, adjective) for c in children(t, "xcomp", "ccomp", "advcl", "relcl", "acl", "csubj")
        ]:
            return Stand("calls_for", (head.i, adjective.i), is_negated(head), False, "necessary", 0.6, head.i)
    wished = [c for c in children(head, "auxpass", "aux") if c.lower_ == "be" and c.tag_ == "VB"]
    if wished and is_passive(head) and len(children(head, "auxpass", "aux")) == 1 and children(head, "mark"):
        # "That the troops be withdrawn."
        return Stand(_asked(head, who, is_own), (wished[0].i, head.i), False, False, "wished", 0.6, head.i)
    auxiliaries = [c for c in children(head, "aux", "mark", "auxpass") if c.lower_ not in ("do", "let")]
    first = head.left_edge
    opens = head.i == first.i or first.lower_ in ("do", "don’t", "please", "never", "let") or first.is_quote
    idle = not named("idle").isdisjoint(forms(head))
    bare = head.tag_ == "VB" and not children(head, "nsubj", "nsubjpass", "expl") and not auxiliaries
    if bare and not idle and opens and head.dep_ in ("ROOT", "ccomp", "parataxis"):
        return Stand(_asked(head, None, is_own), (head.i,), False, False, "imperative", 0.55, head.i)
    return None


def _asked(verb: Token, who: Token | None, is_own) -> str:
    """The act of asking for a deed: that somebody else stops, goes, pays or lets go is demanded."""
    words = {form for t in (verb, *children(verb, "xcomp")) for form in forms(t)}
    aside = verb.lemma_ in ("step", "stand", "climb") and any(c.lower_ in ("down", "aside", "back") for c in kids(verb))
    gone = verb.lemma_ == "go" and not children(verb, "prep", "xcomp", "advcl", "acomp")
    office = ("job", "post", "seat", "position", "licence", "license", "badge", "uniform")
    left = verb.lemma_ in ("lose", "consider") and any(c.lemma_ in office for c in children(verb, "dobj"))
    yields = (aside or gone or left or not words.isdisjoint(named("yielding"))) and not is_negated(verb)
    return "demands" if yields and (who is None or not is_own(who)) else "calls_for"
