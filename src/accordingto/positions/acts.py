"""Which act a speaker performs: from the cue, and where the cue is bland, from what is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import role_forms
from accordingto.positions.clauses import (
    REACH,
    agent,
    children,
    is_conditional,
    is_negated,
    is_passive,
    kids,
    left_kids,
    subject,
)
from accordingto.positions.lexicon import Match, forms, lexicon, named
from accordingto.positions.stand import Stand
from accordingto.positions.wordings import FIRM, WORDINGS, elsewhere_none

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BLAND = "content"
_WITHHOLDS = "withholds"
_HOSTILE = ("HOSTILE", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "WRONGDOING")
_COOPERATIVE = ("COOPERATIVE", "AID", "COOPERATE", "CONSULT", "RETREAT", "CONCEDE")
_SPOKEN = (BLAND, _WITHHOLDS, "no_response", "declines_to_confirm")
_WOULD = ("supports", "rejects", "condemns")
_REFUSING = ("can", "ca", "could", "will", "wo", "would", "cannot")
_FELT = ("calls_for", "expresses_concern", "doubts")
_JUDGING = ("acomp", "attr", "oprd", "ROOT", "ccomp")
_INTO_PREDICATE = (
    "acomp", "attr", "oprd", "dobj", "obj", "xcomp", "prep", "pobj", "pcomp", "advmod", "amod", "conj", "ccomp", "prt",
    "compound", "npadvmod", "dative",
)  # fmt: skip


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
    if best["act"] == _WITHHOLDS:
        return _withheld(doc, best)
    # A pattern with a negation among its words has the negation in its meaning.
    lexical = any({"not", "no", "neither", "nobody"} & set(words) for words in best.pattern.words)
    negated = not lexical and _negated_act(head)
    act = best["act"]
    if act == "confirms" and negated:
        act, negated = "declines_to_confirm", False  # "Neither would confirm it."
    if not negated:
        act, negated = _of_nothing(doc, best, act, negated)
    confidence = 0.85 if len(best.tokens) > 1 else 0.8
    return Stand(
        act, best.tokens, negated, act != BLAND and is_conditional(head), "cue", confidence, fallback=best["fallback"]
    )


def interviewed(verb: Token) -> bool:
    """Whether a verb has somebody for its object, not a thing."""
    whom = next(iter(children(verb, "dobj")), None)
    if whom is None:
        return False
    inner = [t for p in children(whom, "prep") if p.lower_ == "of" for t in children(p, "pobj")]
    somebody = (role_forms() | named("kin") | named("others")) - named("arguable") - {"it", "figures"}
    return any(t.ent_type_ == "PERSON" or not somebody.isdisjoint((t.lower_, t.lemma_)) for t in (whom, *inner))


def _of_nothing(doc: Doc, match: Match, act: str, negated: bool) -> tuple[str, bool]:
    """What an act with *no* before its object is: "accepts no liability" concedes nothing, "gave no assurance" neither.

    A pattern that has *no* among its words has it in its meaning.
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
        if inner is not None and inner["act"] not in (BLAND, _WITHHOLDS):
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


def from_content(
    doc: Doc, heads: list[Token], is_own: Callable[[Token], bool], is_actor: Callable[[Token], bool], *, accusing: bool
) -> Stand | None:
    """Read the act from what is said.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    heads : list of Token
        Heads of the content's clauses, from :func:`clauses.clause_heads`.
    is_own, is_actor : callable
        Whether a subject stands for the speaker's side; for any actor.
    accusing : bool
        The cue suggests an accusation (claim, allege).

    Returns
    -------
    Stand or None
        None where nothing in the content shows a stand.
    """
    for part in _weighed(heads):
        for rule in (_in_vain, _performs, *FIRM, _requires, _announces, _denies, _evaluates, _accuses, *WORDINGS):
            for head in part:
                if any(c.dep_ == "mark" and c.lower_ == "whether" for c in kids(head)):
                    continue
                found = rule(head, is_own, is_actor, accusing)
                if found is not None:
                    return found
    return None


def _weighed(heads: list[Token]) -> list[list[Token]]:
    """What follows *but* first: *leaks are embarrassing, but the decision was right* is said for the decision."""
    last = [h for h in heads if h is not heads[0] and h.left_edge.i and h.doc[h.left_edge.i - 1].lower_ == "but"]
    return [part for part in (last, [h for h in heads if h not in last]) if part]


def _in_vain(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We warned them and they did not listen*, *we asked for help and got nothing*: who is not heard blames."""
    who = subject(head)
    asked = head.pos_ == "VERB" and head.tag_ in ("VBD", "VBN") and not named("appealing").isdisjoint(forms(head))
    if not asked or who is None or not is_own(who) or is_passive(head) or is_negated(head):
        return None
    for then in children(head, "conj"):
        empty = any(t.lower_ in ("nothing", "nobody", "none") for t in kids(then))
        if then.pos_ in ("VERB", "AUX") and (
            empty or is_negated(then) or not named("neglecting").isdisjoint(forms(then))
        ):
            return Stand("accuses", (then.i,), False, False, "idle", 0.85, then.i)
    return None


def _performs(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We condemn*: the speaker's side is the subject of an act."""
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
    would = known is not None and known["act"] in _WOULD and any(c.lower_ == "would" for c in _future(head))
    would = would and (action(head) is None or (known is not None and known["act"] == "supports"))
    if _future(head) and not (offered or threat or would):
        step = _announces(head, is_own, is_actor, accusing)
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
        if found is None or found["act"] in (BLAND, _WITHHOLDS):
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
        if token.lemma_ in ("like", "love", "prefer") and children(token, "xcomp") and _future(head):
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
            act, negated = _of_nothing(token.doc, found, act, negated)
        if act == "concedes" and token.lower_ == "sorry" and _pitied(token):
            act = "expresses_concern"
        cannot = negated and act in ("supports", "agrees") and any(c.lower_ in _REFUSING for c in kids(head))
        if cannot and head.pos_ == "VERB":
            act, negated = "rejects", False  # "I could not put my name to it", "will not vote for it".
        if token.lemma_ == "appeal" and token is head and children(token, "dobj"):
            act = "threatens" if _future(head) else "rejects"  # "I'll appeal this."
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


def _requires(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*They must leave*, *it is time to act*, *Stop the war*."""
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
    if below and set(forms(head)) & named("have_to") and who is not None and not _future(head):
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


def _future(head: Token) -> list[Token]:
    return [c for c in children(head, "aux") if c.lower_ in named("future")]


def _announces(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We will respond*: the speaker's own next step, a threat or a promise."""
    who = subject(head)
    if who is None or not is_own(who) or is_passive(head):
        return None
    if (refused := _decided_not(head)) is not None:
        return refused
    future, verb = bool(_future(head)), head
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
        future, verb = True, further[0]
    if not future:
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
    """Tell a threat from a promise by the verb of the step announced."""
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
    """Find the kind of deed that a verb and its object name, from ``actions.csv``."""
    return lexicon("actions.csv").match(verb)


def _denies(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We did not do it*: a fact about the speaker's own side, negated."""
    who = subject(head)
    nowhere = elsewhere_none(head)
    if not (is_negated(head) or nowhere) or head.pos_ not in ("VERB", "AUX"):
        return None
    if any(c.tag_ == "MD" for c in kids(head)) or {"think", "believe", "want"} & set(forms(head)):
        return None
    idle = head.lemma_ == "do" and [c.lower_ for c in children(head, "dobj")] == ["nothing"]
    blamed = who is not None and not is_own(who) and not named("blamable").isdisjoint(forms(who))
    if idle and who is not None and not is_own(who) and (is_actor(who) or blamed):
        return Stand("accuses", (head.i,), False, False, "idle", 0.95, head.i)  # "They did nothing."
    found = lexicon("actions.csv").match(head)
    wrong = found is not None and found["event"] in ("WRONGDOING", "ASSAULT", "COERCE")
    if who is not None and is_own(who):
        # "We did not win" denies nothing: only what one may be accused of is denied.
        deniable = wrong or not named("deniable").isdisjoint(forms(head))
        if not wrong and (
            head.tag_ in ("VBP", "VBZ") or any(c.lower_ in ("do", "does") for c in children(head, "aux"))
        ):
            deniable = False  # "We do not know yet" denies no deed.
        if is_passive(head) and not (named("consulting") | {"inform", "tell", "warn"}).isdisjoint(forms(head)):
            deniable = False  # "It had not been consulted": that others did not.
        if not deniable:
            return None
        # "Our friends did nothing wrong": who speaks for others defends them.
        others = who.pos_ == "NOUN" and who.tag_ == "NNS" and any(c.tag_ == "PRP$" for c in left_kids(who)) and nowhere
        return Stand("defends" if others else "denies", (head.i,), False, False, "own_not", 0.65, head.i)
    if wrong and found is not None and who is not None and who.lower_ == "you":
        return None
    if wrong and found is not None and who is not None and (is_actor(who) or who.pos_ == "PROPN"):
        return Stand("defends", found.tokens, False, False, "wrong_not", 0.55, head.i)
    if wrong and found is not None:
        return Stand("denies", found.tokens, False, False, "wrong_not", 0.4, head.i)
    unheard = head.lemma_ in ("tell", "warn", "inform", "call", "ring") and not children(head, "ccomp", "xcomp")
    unheard = unheard and any(c.lower_ in named("self") for c in children(head, "dobj", "dative"))
    deaf = head.tag_ in ("VBD", "VBN", "VB") and not (named("consulting") - {"help"}).isdisjoint(forms(head))
    if (
        deaf
        and not is_passive(head)
        and who is not None
        and who not in nowhere
        and (is_actor(who) or who.lower_ in ("they", "you"))
    ):
        return Stand("accuses", (head.i,), False, False, "idle", 0.8, head.i)  # "They never consulted us."
    if who in nowhere and is_passive(head) and head.lemma_ == "do" and who.lower_ == "nothing":
        return Stand("accuses", (who.i, head.i), False, False, "idle", 0.8, head.i)  # "Nothing was done."
    if who in nowhere and (unheard or not named("consulting").isdisjoint(forms(head))):
        return Stand("accuses", (who.i, head.i), False, False, "nobody", 0.85, head.i)  # "Nobody asked us."
    if who in nowhere and head.tag_ in ("VBD", "VBN") and not named("deniable").isdisjoint(forms(head)):
        return Stand("denies", (who.i, head.i), False, False, "nobody", 0.55, head.i)
    what = next(iter(children(head, "attr", "nsubj")), None)
    if what is not None and not named("unavoidable").isdisjoint(forms(what)):
        return None  # "There is no other way" denies nothing.
    if who is not None and who.lower_ == "there":
        return Stand("denies", (head.i,), False, False, "there_is_no", 0.55, head.i)
    return None


def _evaluates(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*It is reckless*: a word of praise, blame, danger or doubt in the predicate."""
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


def _accuses(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*They have attacked us*: somebody else does wrong."""
    if is_negated(head):
        return None
    for what in children(head, "attr") if head.lemma_ == "be" and not is_negated(head) else ():
        # "It was the Poles who had failed to deliver."
        deed = next(iter(children(what, "relcl")), None)
        first = subject(head)
        wrong = lexicon("actions.csv").match(deed) if deed is not None and first is not None else None
        if wrong is None or first is None or first.lower_ != "it" or is_own(what):
            continue
        if wrong["event"] == "WRONGDOING" and deed is not None and not is_negated(deed):
            return Stand("accuses", wrong.tokens, False, False, "wrong", 0.8, head.i)
    verb = head
    who = agent(head) if is_passive(head) else subject(head)
    blamed = who is not None and (is_actor(who) or who.lower_ == "they" or bool(named("blamable") & set(forms(who))))
    if who is None or is_own(who) or not blamed:
        return None
    found = lexicon("actions.csv").match(verb)
    wrong = found is not None and found["event"] in ("WRONGDOING", "ASSAULT", "COERCE")
    if not wrong and accusing and verb.pos_ == "VERB":
        wrong = found is None or found["sign"] != "1"
    if not wrong or any(c.tag_ == "MD" for c in kids(head)):
        return None
    words = found.tokens if found is not None else (head.i,)
    return Stand("accuses", words, False, False, "wrong", 0.8 if not accusing else 0.85, head.i)
