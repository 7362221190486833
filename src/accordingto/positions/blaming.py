"""Deeds that a speaker denies of his own side or tells of others: *we did not do it*, *they attacked us*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.clauses import agent, children, is_negated, is_passive, kids, left_kids, subject
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.stand import Stand
from accordingto.positions.wordings import elsewhere_none

if TYPE_CHECKING:
    from spacy.tokens import Token


def denies(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We did not do it*: a fact about the speaker's own side, negated.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("We did not steal it.")
    >>> denies(doc[3], lambda token: token.lower_ == "we", lambda token: True, False).act
    'denies'
    """
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


def accuses(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*They have attacked us*: somebody else does wrong.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("They attacked us.")
    >>> accuses(doc[1], lambda token: token.lower_ == "we", lambda token: True, False).act
    'accuses'
    """
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


def in_vain(head: Token, is_own, is_actor, accusing) -> Stand | None:
    """*We warned them and they did not listen*, *we asked for help and got nothing*: who is not heard blames.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("We asked for help and got nothing.")
    >>> in_vain(doc[1], lambda token: token.lower_ == "we", lambda token: True, False).act
    'accuses'
    """
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
