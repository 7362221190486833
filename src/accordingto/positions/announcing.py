"""A speaker's own next step: a threat, a promise or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.clauses import children, is_conditional, is_negated, is_passive, kids, left_kids, subject
from accordingto.positions.lexicon import Match, forms, lexicon, named
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOSTILE = ("HOSTILE", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "WRONGDOING")


def vows(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We will respond*: the speaker's own next step, a threat or a promise.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("We will sue them.")
    >>> vows(doc[2], lambda token: token.lower_ == "we", lambda token: True, False).act
    'threatens'
    """
    who = subject(head)
    if who is None or not is_own(who) or is_passive(head):
        return None
    if (refused := _decided_not(head)) is not None:
        return refused
    coming, verb = bool(future(head)), head
    for _ in range(4):
        # "would be ready to respond": the step is the last verb of the chain.
        further = [
            c
            for t in (verb, *children(verb, "acomp", "attr"))
            for c in children(t, "xcomp")
            if c.pos_ == "VERB" and any(x.tag_ == "TO" for x in left_kids(c))
        ]
        steps = {form for t in (verb, *children(verb, "acomp", "attr")) for form in forms(t)}
        if not further or not steps & named("ready"):
            break
        coming, verb = True, further[0]
    if not coming:
        return None
    step = announced(verb, is_negated(head) or is_negated(verb), is_conditional(head) or is_conditional(verb), head.i)
    if step is None and verb.pos_ == "VERB" and named("stative").isdisjoint(forms(verb)):
        # Any deed of one's own that is told beforehand is promised.
        step = Stand("promises", (verb.i,), False, is_conditional(head), "own_step", 0.5, head.i)
    return step


def _decided_not(head: Token) -> Stand | None:
    """*We have decided not to pay*."""
    if head.lemma_ not in ("decide", "choose", "resolve", "elect") or is_negated(head):
        return None
    for step in children(head, "xcomp"):
        if is_negated(step):
            return Stand("rejects", (head.i, step.i), False, False, "will_not", 0.7, head.i)
    return None


def announced(verb: Token, negated: bool, conditional: bool, clause: int | None) -> Stand | None:
    """Tell a threat from a promise by the verb of the step announced.

    Parameters
    ----------
    verb : Token
        The step.
    negated, conditional : bool
        It will not be taken; it hangs on a condition.
    clause : int or None
        The head of the clause that tells it.

    Returns
    -------
    Stand or None
        None where the verb names no known kind of deed.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("They will boycott the vote.")
    >>> announced(doc[2], False, False, None).act, announced(doc[2], True, False, None).act
    ('threatens', 'promises')
    """
    ballot = next((c.lower_ for c in children(verb, "prep")), "") if verb.lemma_ == "vote" else ""
    if ballot in ("for", "against") and not negated:
        return Stand(
            "supports" if ballot == "for" else "rejects", (verb.i,), False, conditional, "own_vote", 0.8, clause
        )
    kind = action(verb)
    if kind is None:
        if negated and "MD" in (c.tag_ for c in kids(verb)):
            return Stand("rejects", (verb.i,), False, conditional, "will_not", 0.6, clause)
        return None
    hostile = kind["event"] in _HOSTILE
    words = kind.tokens
    if negated:
        # Not to attack is a promise; not to accept, a refusal.
        return Stand("promises" if hostile else "rejects", words, False, conditional, "will_not", 0.65, clause)
    act = "threatens" if hostile else "promises"
    return Stand(act, words, False, conditional, "own_step", 0.95 if hostile else 0.7, clause)


def action(verb: Token) -> Match | None:
    """Find the kind of deed that a verb and its object name, from ``actions.csv``.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> action(pipeline()("They will boycott the vote.")[2])["event"]
    'SANCTION'
    """
    return lexicon("actions.csv").match(verb)


def future(head: Token) -> list[Token]:
    """The auxiliaries that put a verb into the future.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> future(pipeline()("They will boycott the vote.")[2])
    [will]
    """
    return [c for c in children(head, "aux") if c.lower_ in named("future")]
