"""How surely the verbs over a number give it: "will cut 1,800 jobs", "had been ordered to leave"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.figures.lexicon import modalities
from accordingto.figures.quantities import Quantity
from accordingto.figures.walking import children, governor_of
from accordingto.figures.whose import tells

if TYPE_CHECKING:
    from spacy.tokens import Token

_KNOWN = ("the", "these", "those", "its", "their", "his", "her")
_GETS = ("get", "receive")
_TELLS_TO = ("order", "tell", "ask", "urge", "require", "force", "invite", "instruct", "advise")
_HAVE = ("has", "have", "had", "'ve", "’ve", "was", "were", "is", "are")
_SOMEBODY = ("he", "she", "we", "they", "i", "it")


def verbs_over(verb: Token | None) -> list[Token]:
    """The verb and those above it, as far as the clause of a number goes that hangs on it."""
    chain = []
    while verb is not None and len(chain) < 4:
        chain.append(verb)
        if verb.dep_ in ("relcl", "advcl", "ROOT") or verb.head == verb or _apart(verb):
            break
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else governor_of(verb)
    return chain


def _apart(verb: Token) -> bool:
    """A second main verb is no part of the first one's plan: "has asked for 8m and has received 2m"."""
    return verb.dep_ == "conj" and (
        verb.tag_ in ("VBD", "VBZ", "VBP")
        or any(c.dep_ in ("aux", "auxpass") and c.lower_ in _HAVE for c in children(verb))
    )


def governed(governor: Token, position: int, quantity: Quantity) -> str:
    """How surely a verb over the number gives it; empty where it does not tell."""
    verbs, auxiliaries, adverbs = telling_verbs(quantity), modalities("aux"), modalities("adverb")
    held = children(governor)
    definite = quantity.word > 0 and governor.doc[quantity.word - 1].lower_ in _KNOWN
    # "He did not buy the five aircraft to show off": there are five.
    # "310,000 employees had not reported for work": so many had not.
    subject = quantity.word < governor.i
    negated = any(c.dep_ == "neg" for c in held)
    if position == 0 and negated and quantity.bound == "exact" and not definite and not subject:
        return "denied"
    for child in held:
        if child.dep_ == "aux" and child.lower_ in auxiliaries:
            ahead = auxiliaries[child.lower_]
            if governor.lemma_.lower() == "leave" and child.lower_ == "would":
                # What remains is reckoned, not foreseen.
                return ""
            willed = ahead == "projected" and quantity.word > governor.i and _willed(governor, held)
            if ahead == "projected" and governor.lemma_.lower() in _GETS and quantity.unit is not None:
                # "Each family will get 100m": somebody has decided so.
                willed = willed or quantity.unit.dimension.startswith("money")
            if (
                ahead == "estimated"
                and child.lower_ != "must"
                and governor.tag_ == "VB"
                and (governor.lemma_.lower() in modalities("outcome"))
            ):
                # What could come to something is yet to come.
                perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in held)
                return ahead if perfect else "projected"
            return "planned" if willed else ahead
        if child.dep_ == "advmod" and child.lower_ in adverbs:
            return adverbs[child.lower_]
        # "22 planes are to be returned".
        if child.lower_ == "to" and child.tag_ == "TO" and governor.head.lemma_ == "be" and governor.dep_ == "xcomp":
            return "planned"
    lemma = governor.lemma_.lower()
    joined = next((verbs[f"{lemma} {c.lower_}"] for c in held if c.dep_ == "prep" and f"{lemma} {c.lower_}" in verbs
                   and governor.i < c.i < quantity.word), "")  # fmt: skip
    if joined and not (lemma == "wait" and _is_time(quantity)):
        return joined
    if lemma == "mean" and not any(c.dep_ == "xcomp" for c in held):
        # "Which means that 9m has come in".
        return ""
    passive = any(c.dep_ == "auxpass" for c in held)
    if position == 0 and verbs.get(lemma) == "planned" and quantity.word < governor.i and not passive:
        # "400 have asked for water": how many did is told, not planned.
        return ""
    for_it = any(c.dep_ == "prep" and c.lower_ == "for" and c.i < quantity.word for c in held)
    if lemma == "ask" and not for_it and not quantity.unit:
        # Those who are asked are there already.
        return ""
    if lemma in _TELLS_TO and passive and subject and not quantity.unit:
        # "1.1 million people had been ordered to leave": so many had been.
        return ""
    # Those counted may themselves reject something ("rejected by 64 percent").
    if (
        lemma in verbs
        and (position > 0 or verbs[lemma] != "denied")
        and (position > 0 or governor.tag_ == "VBN" or lemma in modalities("direct"))
    ):
        return verbs[lemma]
    state = next(
        (c for c in held if c.dep_ in ("acomp", "oprd") and c.lower_ in ("likely", "expected", "feared")), None
    )
    return (verbs.get(state.lower_) or adverbs.get(state.lower_, "estimated")) if state is not None else ""


def telling_verbs(quantity: Quantity) -> dict[str, str]:
    """The verbs that tell how surely; what is offered is a plan where it has a unit, else it may be a count."""
    known = modalities("verb")
    return known if quantity.unit is not None else {k: v for k, v in known.items() if k != "offer"}


def _is_time(quantity: Quantity) -> bool:
    """ "They had waited for seven hours", "for seven": so long, and not for what is to come."""
    return quantity.noun is None if quantity.unit is None else quantity.unit.dimension.startswith("time")


def _willed(verb: Token, held: list[Token]) -> bool:
    """What somebody will do is a plan of theirs, what will happen a projection: "the airline will cut 1,800 jobs"."""
    subject = next((c for c in held if c.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ == "conj":
        # "It has delivered 300,000 and will ship 200,000 more."
        subject = next((c for c in children(verb.head) if c.dep_ == "nsubj"), None)
    if subject is None or verb.lemma_.lower() in modalities("suffered"):
        return False
    return tells(subject) or subject.lower_ in _SOMEBODY
