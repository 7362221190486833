"""Turns of phrase in a content that take a stand without a word of praise or blame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from accordingto.attributions.lexicon import body_nouns, person_nouns
from accordingto.positions.clauses import agent, children, is_negated, is_passive, kids, left_kids, subject
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT = ("matter", "question", "issue", "decision", "affair", "one")
"""What may be left to others."""

_NOBODY = ("nobody", "none", "nothing", "neither")
_PUNISHING = ("SANCTION", "COERCE", "ASSAULT")


def elsewhere_none(head: Token) -> list[Token]:
    """The words outside the verb that negate its clause: *nobody* knew, *not one* cent, held back *nothing*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("We have kept nothing from you.")
    >>> elsewhere_none(doc[2])
    [nothing]
    """
    found = []
    for child in children(head, "nsubj", "nsubjpass", "dobj", "obj", "attr"):
        if child.lower_ in _NOBODY or (child.lower_ == "one" and any(c.lower_ == "no" for c in left_kids(child))):
            found.append(child)
            continue
        words = [c.lower_ for c in left_kids(child)]
        inner = [w.lower_ for c in left_kids(child) if c.dep_ in ("nummod", "det", "amod") for w in left_kids(c)]
        if "no" in words or ("not" in words + inner and {"one", "single"} & set(words)):
            found.append(child)
    return found


def _lets(head: Token, is_own: Callable[[Token], bool], is_actor, accusing) -> Stand | None:
    """*Let them come and count*: a challenge to others; *let us talk*: a call."""
    if head.lower_ != "let" or children(head, "nsubj", "aux"):
        return None
    below = [c for c in children(head, "ccomp", "xcomp") if c.tag_ == "VB"]
    if not below:
        return None
    who = next(iter(children(below[0], "nsubj") or children(head, "dobj")), None)
    own = who is None or is_own(who) or who.lower_ in ("'s", "’s", "s")
    return Stand("calls_for" if own else "demands", (head.i, below[0].i), False, False, "let", 0.55, head.i)


def _needs(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*What the town needs is a school* and *we need a school* call for it; *we need no school* rejects it."""
    if head.lemma_ == "be":
        wants = [c for c in children(head, "csubj", "nsubj") if set(forms(c)) & named("lacking")]
        if wants and any(t.lower_ == "what" for t in wants[0].subtree):
            return Stand("calls_for", (wants[0].i, head.i), is_negated(head), False, "needs", 0.65, head.i)
        return None
    wanted = children(head, "dobj", "obj")
    if not set(forms(head)) & named("lacking") or not wanted or head.pos_ != "VERB" or head.tag_ in ("VBD", "VBN"):
        return None
    if wanted[0].lower_ in _NOBODY or is_negated(head) or any(c.lower_ == "no" for c in left_kids(wanted[0])):
        return Stand("rejects", (head.i,), False, False, "needs", 0.4, head.i)
    return Stand("calls_for", (head.i,), False, False, "needs", 0.4, head.i)


def _ordered(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*My manager told us to say nothing*: who tells what his superiors made him do blames them."""
    if head.pos_ != "VERB" or head.tag_ not in ("VBD", "VBN") or named("pressing").isdisjoint(forms(head)):
        return None
    who = agent(head) if is_passive(head) else subject(head)
    if who is None or who.head not in (head, *children(head, "agent", "prep")) or is_own(who) or is_negated(head):
        return None
    steps = [c for c in children(head, "xcomp", "ccomp", "advcl") if c.tag_ == "VB"]
    steps = [c for c in steps if any(t.tag_ == "TO" for t in left_kids(c))]
    if not steps or named("superior").isdisjoint(forms(who)):
        return None
    return Stand("accuses", (head.i,), False, False, "ordered", 0.8, head.i)


def _dares(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*Nobody should mistake this for weakness*: who speaks of what none may do, warns."""
    who = subject(head)
    modals = [c for c in children(head, "aux") if c.lower_ in named("should") | named("must")]
    if who is None or not modals or who.lower_ not in ("nobody", "none", "one"):
        return None
    if who.lower_ == "one" and not any(c.lower_ == "no" for c in left_kids(who)):
        return None
    return Stand("warns", (modals[0].i, head.i), False, False, "dares", 0.6, head.i)


def _will_suffer(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*They will be fined*, *they will pay for this*: a threat, where the speaker does not belong to them."""
    who = subject(head)
    if who is None or is_own(who) or not any(c.lower_ in named("will") for c in children(head, "aux")):
        return None
    if is_negated(head):
        return None
    found = lexicon("actions.csv").match(head)
    punished = is_passive(head) and found is not None and found["event"] in _PUNISHING
    faces = lexicon("suffering.csv").match(head)
    # "The money will pay for two pitches": only people are made to pay.
    people = (
        who.pos_ in ("PRON", "PROPN") or is_actor(who) or not (person_nouns() | body_nouns()).isdisjoint(forms(who))
    )
    if not punished and (faces is None or not people):
        return None
    words = faces.tokens if faces is not None else (head.i,)
    return Stand("threatens", words, False, False, "will_suffer", 0.9, head.i)


def _will_fail(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*It would not last*, *it cannot work*: who foretells a failure doubts."""
    who = subject(head)
    if who is None or is_own(who) or not is_negated(head):
        return None
    if not any(c.tag_ == "MD" for c in kids(head)) or not set(forms(head)) & named("succeeding"):
        return None
    return Stand("doubts", (head.i,), False, False, "will_fail", 0.6, head.i)


def _defers(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*That is a matter for the courts*, *it is up to the city*, *it took no side*: no side is taken."""
    if head.lemma_ != "be":
        begun = (*children(head, "neg"), head)
        found = next((m for t in begun if (m := lexicon("acts.csv").match(t)) is not None), None)
        if found is None or found["act"] != "neutral":
            return None
        who = subject(head)
        fence = head.i in found.tokens and len(found.tokens) > 1
        if not fence or who is None or not (is_own(who) or who.pos_ == "PRON"):
            return None
        return Stand("neutral", found.tokens, False, False, "defers", 0.8, head.i)
    who = subject(head)
    for what in children(head, "attr"):
        left = [t for p in children(what, "prep") if p.lower_ == "for" for t in children(p, "pobj")]
        inner = [t for p in children(what, "prep") if p.lower_ in ("of", "within") for t in children(p, "pobj")]
        far = any(not named("internal").isdisjoint(forms(t)) for t in children(what, "amod", "compound"))
        far = far or any(not named("competence").isdisjoint(forms(t)) for t in inner)
        if what.lemma_ in _LEFT and (far or (left and not is_own(left[0]))):
            return Stand("neutral", (head.i, what.i), False, False, "defers", 0.8, head.i)
    for what in children(head, "acomp"):
        if not named("internal").isdisjoint(forms(what)) and who is not None and who.lemma_ in _LEFT:
            return Stand("neutral", (head.i, what.i), False, False, "defers", 0.8, head.i)
    for up in children(head, "advmod", "prep", "acomp", "prt") if not is_negated(head) else ():
        left = [t for p in children(up, "prep") if p.lower_ == "to" for t in children(p, "pobj")]
        steps = children(head, "xcomp", "ccomp", "advcl")
        settled = all(not named("settling").isdisjoint(forms(t)) for t in steps if t.tag_ == "VB")
        somebody = bool(left) and (left[0].pos_ != "NOUN" or bool(left_kids(left[0])))  # Not "up to date".
        if up.lower_ == "up" and somebody and settled and not is_own(left[0]):
            return Stand("neutral", (head.i, up.i), False, False, "defers", 0.8, head.i)
    for step in _after_for(head) if who is not None and who.lower_ == "it" and not is_negated(head) else ():
        if not named("settling").isdisjoint(forms(step)) and not any(map(is_own, children(step, "nsubj"))):
            return Stand("neutral", (head.i, step.i), False, False, "defers", 0.8, head.i)
    return None


def _after_for(head: Token) -> list[Token]:
    """What it is for others to do: *for each parish to decide*."""
    marked = [c for c in children(head, "advcl", "ccomp", "xcomp") if c.tag_ == "VB"]
    held = [t for p in children(head, "prep") if p.lower_ == "for" for t in children(p, "pobj")]
    found = [c for c in marked if held or any(m.lower_ == "for" for m in children(c, "mark"))]
    return [*found, *(c for t in held for c in children(t, "relcl", "acl") if c.tag_ == "VB")]


def _is_not(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*This is no accident*, *a loan is not a gift*, *it cannot be squared with the facts*: a view is rejected."""
    who = subject(head)
    if who is None or is_own(who) or who.lower_ in ("there", *_NOBODY) or who.tag_ in ("WDT", "WP"):
        return None
    if head.lemma_ == "be" and not any(c.tag_ == "MD" for c in kids(head)):
        what = [c for c in children(head, "attr") if c.pos_ in ("NOUN", "PROPN")]
        if what and not named("unfit").isdisjoint(forms(what[0])) and elsewhere_none(head):
            return Stand("condemns", (head.i, what[0].i), False, False, "is_not", 0.55, head.i)  # "Gas is no answer."
        if what and (is_negated(head) or elsewhere_none(head)):
            return Stand("rejects", (head.i, what[0].i), False, False, "is_not", 0.4, head.i)
        return None
    if head.pos_ != "VERB" or (is_passive(head) and not any(c.tag_ == "MD" for c in kids(head))):
        return None
    never = [c for c in kids(head) if c.lower_ == "never"]
    cannot = [c for c in children(head, "aux") if c.lower_ in ("can", "could", "ca")] if is_negated(head) else []
    if (never and not is_actor(who) and who.pos_ == "NOUN" and head.tag_ in ("VBD", "VBN")) or (
        cannot and who.pos_ in ("NOUN", "PROPN", "PRON")
    ):
        sure = 0.4
        act = "accuses" if cannot and who.lower_ in ("they", "you") else "rejects"
        # "A state cannot sign it and then forget it": whoever does what nobody may do is blamed.
        generic = any(c.lower_ in ("a", "an") for c in left_kids(who)) and cannot and cannot[0].lower_ != "could"
        if generic and not is_passive(head):
            act, sure = "condemns", 0.55
        return Stand(act, ((never or cannot)[0].i, head.i), False, False, "is_not", sure, head.i)
    return None


FIRM = (_ordered, _dares, _defers, _lets, _needs)
"""Asked before modal verbs are."""

WORDINGS = (_will_suffer, _will_fail, _is_not)
"""Asked where no word of praise or blame was found."""
