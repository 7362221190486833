"""Which act a cue performs: from its words and those it takes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import role_forms
from accordingto.positions.clauses import children, is_conditional, is_negated, left_kids
from accordingto.positions.lexicon import Match, forms, lexicon, named
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BLAND = "content"
"""The act of a cue whose words decide nothing: what is said does."""

WITHHOLDS = "withholds"
"""The act of a cue that tells what somebody will not do: what follows shows which."""


def from_cue(doc: Doc, cue: range, *, narrator: bool = False) -> Stand | None:
    """Read the act from the cue's words and those it takes with it.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    cue : range
        The cue's tokens; a pattern begins in it and may end after it.
    narrator : bool
        Only patterns that are safe where no attribution was found.

    Returns
    -------
    Stand or None
        None where no pattern fits.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> stand = from_cue(pipeline()("Hill refused to condemn the raid."), range(1, 2))
    >>> stand.act, stand.negated
    ('condemns', True)
    """
    acts = lexicon("acts.csv", narrator=narrator)
    best: Match | None = None
    for i in cue:
        found = acts.match(doc[i])
        if found is None and not narrator and len(cue) == 1 and doc[i].tag_ == "NNS":
            found = acts.match(doc[i], verbal=True)  # "The board rejects that": taken for a plural.
        if found is None:
            continue
        if best is None or _weight(found) > _weight(best):
            best = found
    if best is None:
        return None
    head = doc[best.tokens[0]]
    if best["act"] == "doubts" and head.lemma_ == "question" and len(best.tokens) == 1 and interviewed(head):
        return None  # "Police questioned two of the organisers."
    if best["act"] == WITHHOLDS:
        return _withheld(doc, best)
    # A pattern with a negation among its words has the negation in its meaning.
    lexical = any({"not", "no", "neither", "nobody"} & set(words) for words in best.pattern.words)
    negated = not lexical and _negated_act(head)
    act = best["act"]
    if act == "confirms" and negated:
        act, negated = "declines_to_confirm", False  # "Neither would confirm it."
    if not negated:
        act, negated = of_nothing(doc, best, act, negated)
    confidence = 0.85 if len(best.tokens) > 1 else 0.8
    return Stand(
        act, best.tokens, negated, act != BLAND and is_conditional(head), "cue", confidence, fallback=best["fallback"]
    )


def interviewed(verb: Token) -> bool:
    """Whether a verb has somebody for its object, not a thing.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> interviewed(pipeline()("Police questioned two of the organisers.")[1])
    True
    """
    whom = next(iter(children(verb, "dobj")), None)
    if whom is None:
        return False
    inner = [t for p in children(whom, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
    somebody = (role_forms() | named("kin") | named("others")) - named("arguable") - {"it", "figures"}
    return any(t.ent_type_ == "PERSON" or not somebody.isdisjoint((t.lower_, t.lemma_)) for t in (whom, *inner))


def of_nothing(doc: Doc, match: Match, act: str, negated: bool) -> tuple[str, bool]:
    """What an act with *no* before its object is: "accepts no liability" concedes nothing, "gave no assurance" neither.

    A pattern that has *no* among its words has it in its meaning.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Hill gave no assurance.")
    >>> found = lexicon("acts.csv").match(doc[1])
    >>> of_nothing(doc, found, found["act"], False)
    ('promises', True)
    """
    if any("no" in words for words in match.pattern.words) or not any(_none(doc[i]) for i in match.tokens[1:]):
        return act, negated
    return ("rejects", False) if act == "concedes" else (act, True)


def _none(token: Token) -> bool:
    return token.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "no" for c in left_kids(token))


def _weight(found: Match) -> tuple[int, int]:
    return (found["act"] != BLAND, len(found.tokens))


def _withheld(doc: Doc, found: Match) -> Stand:
    """*Refused to condemn* keeps its act, negated; *refused to leave* rejects."""
    acts = lexicon("acts.csv")
    for i in range(found.tokens[-1] + 1, min(found.tokens[-1] + 4, len(doc))):
        inner = acts.match(doc[i])
        if inner is not None and inner["act"] not in (BLAND, WITHHOLDS):
            return Stand(inner["act"], (*found.tokens, *inner.tokens), True, False, "withheld", 0.8)
        if doc[i].pos_ == "VERB":
            break
    act = found["fallback"]
    return Stand(act, found.tokens, act != BLAND and _negated_act(doc[found.tokens[0]]), False, "withheld", 0.65)


def _negated_act(head: Token) -> bool:
    if is_negated(head):
        return True
    # "failed to condemn", "stopped short of condemning", "has yet to condemn".
    up = head.head
    if head.dep_ == "pcomp":
        up = up.head
    return head.dep_ in ("xcomp", "pcomp") and bool(named("withholding") & set(forms(up)))
