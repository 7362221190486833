"""Of whom or what a clause or a phrase tells, beside its subject and its object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.attributions.lexicon import body_nouns, person_nouns
from accordingto.positions.aims import LONGEST, NOBODY, Target, is_dated, is_nobody, named_by, plain_words, words_of
from accordingto.positions.clauses import (
    SUBJECTS,
    children,
    direct_object,
    is_negated,
    is_passive,
    kids,
    phrase,
    prepositional,
    subject,
)
from accordingto.positions.lexicon import forms, named
from accordingto.positions.speakers import Speaker, placed
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def left_at(verb: Token, speaker: Speaker) -> Target:
    """What somebody left in protest at: *walked out over pay*, *left the hall while she spoke*, *walked out of talks*.

    A hall is only where it happens.
    """
    near = [verb, *children(verb, "dobj", "prep"), *(o for p in children(verb, "prep") for o in children(p, "pobj"))]
    # "Walked out of a meeting in protest at the plan", "over a bill", wherever a parse hangs these.
    below = [t for t in verb.subtree if t.i > verb.i]
    causes = [o for t in below if t.lower_ == "over" for o in children(t, "pobj") if not is_dated(o)]
    causes += [o for t in below if t.lower_ == "protest" for o in prepositional(t, "at", "against") if not is_dated(o)]
    causes.sort(key=lambda t: t.i)
    causes += [t for top in near for t in prepositional(top, "against", "at", "during") if not is_dated(t)]
    for clause in children(verb, "advcl"):
        who = subject(clause)
        timed = any(c.lower_ in named("occasion") for c in children(clause, "advmod", "mark"))
        if timed and who is not None and who.i > verb.i and not speaker.is_own(who):
            causes.append(who)
    left = [t for top in near for t in prepositional(top, "of", "from", "on") if not is_dated(t)]
    left += [t for t in children(verb, "dobj") if verb.lemma_ in ("leave", "quit") and not is_dated(t)]
    causes += [t for t in left if named("room").isdisjoint(forms(t))]
    cause = next((t for t in causes if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if cause is None:
        return Target()
    if not named("meeting").isdisjoint(forms(cause)):
        cause = next((t for t in prepositional(cause, "with") if t.pos_ in ("NOUN", "PROPN", "PRON")), cause)
    return named_by(cause, speaker)


def doubted(clause: Token, speaker: Speaker) -> Token | None:
    """What is not believed: *we have heard promises before*, *bans do little for grades*."""
    who = subject(clause)
    if who is None or who.head != clause or clause.pos_ != "VERB":
        return None
    for step in children(clause, "xcomp") if speaker.is_own(who) else ():
        if not named("believing").isdisjoint(forms(step)) and not children(step, "ccomp", "xcomp"):
            return direct_object(step)  # "I have stopped believing it."
    if children(clause, "ccomp", "xcomp"):
        return None
    if not speaker.is_own(who):
        return who if who.pos_ in ("NOUN", "PROPN") and who.lower_ not in NOBODY else None
    held = next(iter(children(clause, "dobj")), None)
    if held is not None and held.lower_ == "word":
        held = next(prepositional(held, "of"), held)  # "I don't trust a word of it."
    known = held is not None and held.pos_ in ("NOUN", "PROPN", "PRON") and held.lower_ not in NOBODY
    return held if known else None


def felt(clause: Token, stand: Stand, speaker: Speaker) -> bool:
    """Whether a speaker only tells what he feels: *she was shocked*, *I am relieved*."""
    who = subject(clause)
    if stand.act not in ("expresses_concern", "condemns", "supports") or who is None or not speaker.is_own(who):
        return False
    if clause.dep_ == "conj":
        return False
    tops = [clause, *children(clause, "acomp")]
    being = clause.lemma_ in ("be", "feel") or (
        clause.tag_ in ("VBN", "JJ") and bool(children(clause, "auxpass", "cop"))
    )
    more = [c for t in tops for c in children(t, "prep", "ccomp", "xcomp", "advcl", "agent", "attr", "dobj", "conj")]
    return being and not more and (clause.lemma_ != "be" or len(tops) > 1)


def cleft(clause: Token) -> Token | None:
    """Who or what is pointed out: *it is the bishops who divide*."""
    if clause.lemma_ != "be" or not any(t.lower_ == "it" for t in children(clause, "nsubj")):
        return None
    for what in children(clause, "attr"):
        below = [c for top in (what, clause) for c in children(top, "relcl", "ccomp", "advcl") if c.i > what.i]
        if what.pos_ in ("NOUN", "PROPN") and any(t.tag_ in ("WP", "WDT") for c in below for t in kids(c)):
            bare = any(c.lower_ in ("a", "an") for c in kids(what))
            return None if bare else what
    return None


def named_beside(clause: Token, stand: Stand, content: list[Span], speaker: Speaker) -> Token | None:
    """Of whom or what else a clause tells whose subject is the speaker: *we waited, and the mayor told us stories*."""
    who = subject(clause)
    if stand.act not in ("accuses", "condemns", "supports") or who is None or not speaker.is_own(who):
        return None
    if is_passive(clause):
        return None
    for piece in content[:1]:
        for token in piece[: 2 * LONGEST]:
            told = token.dep_ in ("nsubj", "nsubjpass") and token.i > who.i and token.head.pos_ in ("VERB", "AUX")
            meant = token.pos_ in ("NOUN", "PROPN") or token.lower_ in ("he", "she", "they")
            if told and meant and token.lower_ not in NOBODY and not speaker.is_own(token):
                return token
    return None


def somebody(who: Token, speaker: Speaker) -> bool:
    """Whether a word may stand for people: a pronoun, an actor, an office, a body, kin."""
    people = person_nouns() | body_nouns() | named("kin") | named("side")
    return who.pos_ == "PRON" or speaker.is_actor(who) or not people.isdisjoint(forms(who))


def asked_for(token: Token, stand: Stand) -> Token | None:
    """What somebody who is named is asked for: *asked Norway for the files*."""
    verb = token.head
    if token.dep_ not in ("dobj", "obj", "dative") or verb.i not in stand.words or verb.lemma_ != "ask":
        return None
    near = [*children(verb, "prep"), *children(token, "prep")]
    found = (t for p in near if p.lower_ == "for" and p.i > token.i for t in children(p, "pobj"))
    return next((t for t in found if not is_dated(t)), None)


def hearer(step: Token) -> Token | None:
    """Who is told to do something by a verb that takes *at*: *shouted at them to lie down*."""
    if step.dep_ != "xcomp" or step.tag_ != "VB" or step.head.pos_ != "VERB" or step.head.i > step.i:
        return None
    return next((t for t in prepositional(step.head, "at", "to") if t.i < step.i and t.pos_ != "NUM"), None)


def to_be_ordered(verb: Token) -> Token | None:
    """What, or who, a court is asked to order: *asked the court to order a new vote*, *to order the firm to pay*."""
    for step in children(verb, "xcomp", "ccomp", "advcl"):
        if step.lemma_ != "order" or step.tag_ != "VB" or is_negated(step):
            continue
        asked = [t for t in (*children(step, "nsubj"), *children(verb, "dobj", "dative")) if t.i < step.i]
        below = (s for c in children(step, "ccomp", "xcomp") for s in children(c, "nsubj", "nsubjpass"))
        if any(not named("judging").isdisjoint(forms(t)) for t in asked):
            return direct_object(step) or next(below, None)
    return None


def accused_of(token: Token, stand: Stand) -> str:
    """Whom a verb of accusing names, without the charge that a parse adds: *ministers of starving schools*."""
    span = phrase(token)
    doc = token.doc
    if doc[stand.words[0]].lemma_ not in ("accuse", "suspect"):
        return ""
    of = next((i for i in range(token.i + 1, span.end - 1) if doc[i].lower_ == "of" and doc[i + 1].tag_ == "VBG"), None)
    return plain_words(doc[span.start : of]) if of is not None else ""


def addressee(doc: Doc, stand: Stand, speaker: Speaker) -> Target | None:
    """Whom the speaker has summoned or met in the same sentence."""
    verb = doc[stand.words[0]]
    for token in verb.sent[:80]:
        hears = stand.act in ("condemns", "expresses_concern") and token.lemma_ in ("tell", "inform", "remind")
        if hears or token.i >= verb.i + 25 or not set(forms(token)) & named("addressed"):
            continue
        if token.pos_ == "VERB":
            found = [t for t in (direct_object(token), *prepositional(token, "with")) if t is not None]
        else:
            found = list(prepositional(token, "with", "to"))
        for who in found:
            actor_id = speaker.other(speaker.resolved(who))
            if listens(who, speaker):
                continue
            side = actor_id and (speaker.side(actor_id) or actor_id)
            if side and side not in speaker.own:
                return Target(words_of(who, doc), side, "actor")
            # "the Russian ambassador": the envoy of a country that the phrase names.
            inner = [speaker.other(ids) for _, ids in speaker.inside(who)] if not actor_id else []
            if any(inner) and token.pos_ == "VERB":
                return Target(words_of(who, doc), next(filter(None, inner)), "actor")
    return None


def within(token: Token, stand: Stand, speaker: Speaker) -> Target | None:
    """The actor most responsible for what a phrase tells."""
    words = phrase(token)
    named_here = [(i, speaker.other(ids)) for i, ids in speaker.mentions(words.start, words.end)]
    named_here = [(i, found) for i, found in named_here if found]
    if not named_here:
        return None
    doc = token.doc
    by = [m for m in named_here if doc[m[0]].dep_ == "pobj" and doc[m[0]].head.lower_ == "by"]
    doing = [m for m in named_here if not placed(doc[m[0]])]
    i, found = (by or doing or named_here)[0]
    owner = doc[i].dep_ == "poss" and doc[i].head == token
    if owner and set(forms(token)) & named("generic"):
        return Target(words_of(doc[i], doc), found, "actor", i)
    return Target(words_of(token, doc), found, "event", token.i)


def mutual(doc: Doc, stand: Stand, content: list[Span]) -> bool:
    spans = [*(range(p.start, min(p.end, p.start + LONGEST)) for p in content), stand.words]
    return any(set(forms(doc[i])) & named("mutual") for span in spans for i in span)


def on_condition(heads: list[Token], speaker: Speaker) -> list[Token]:
    """Who or what is to fulfil the condition that a threat hangs on."""
    found = []
    for head in heads:
        above = children(head.head, "advcl") if head.dep_ == "ccomp" and head.i < head.head.i else []
        below = [c for c in above if head.i < c.left_edge.i and c.right_edge.i < head.head.i]
        for clause in (*children(head, "advcl", "ccomp"), *below):
            marks = {c.lower_ for c in children(clause, "mark", "advmod")}
            # "Should the talks fail": the auxiliary before its subject.
            marks |= {
                "if" for c in children(clause, "aux") if c.lower_ in ("should", "were", "had") and c.i < clause.i - 1
            }
            who = subject(clause) if marks & {"if", "unless", "until"} and children(clause, *SUBJECTS) else None
            somebody = who is not None and who.pos_ in ("NOUN", "PROPN") and not is_nobody(who)
            if who is None or speaker.is_own(who):
                continue
            # "If the ruling is upheld" is against the ruling, "until the driver is freed" not against the driver.
            wanted = bool(marks & {"unless", "until"}) or is_negated(clause)
            thing = who.pos_ == "NOUN" and is_passive(clause) and wanted
            if speaker.other(speaker.resolved(who)) or (somebody and not thing):
                found.append(who)
    return found


def against_somebody(head: Token, speaker: Speaker) -> bool:
    """Whether a step has somebody else for its object: *sue Keller*, *march on the ministry*."""
    done = [direct_object(head), *prepositional(head, "against", "on")]
    return any(t is not None and speaker.other(speaker.resolved(t)) for t in done)


def pronoun(clause: Token, stand: Stand, speaker: Speaker) -> Token | None:
    """The pronoun that a clause judges, where nobody is found for it: *that is not good enough*, *it is overdue*."""
    if stand.act in ("agrees", "promises", "neutral", "concedes", "calls_for", "demands", "threatens"):
        return None
    who = subject(clause)
    if who is None or who.head != clause or who.i > clause.i or stand.rule == "own_act":
        return None
    if speaker.is_own(who) and who.lower_ != "they" and stand.act != "defends":
        return None
    if who.lower_ in ("this", "that", "it") and stand.act in ("rejects", "denies"):
        # "This was no navigation error": that name is turned down.
        for what in children(clause, "attr"):
            if any(c.dep_ == "det" and c.lower_ == "no" for c in kids(what)):
                return what
    # "It is unlikely to fall": there, it is somebody or something.
    tops = [t for t in (clause, *children(clause, "acomp", "attr")) if t.lower_ not in ("likely", "unlikely", "bound")]
    below = [c for t in tops for c in children(t, "ccomp", "csubj", "xcomp")]
    if who.lower_ == "it" and any(c.i > clause.i and c.pos_ in ("VERB", "AUX") for c in below):
        return None  # "It is a scandal that nobody asked": the clause is meant.
    return who if who.lower_ in ("it", "this", "that", "these", "those", "they", "he", "she", "you") else None


def listens(who: Token, speaker: Speaker) -> bool:
    """Whether somebody is told only to pass it on: a newspaper, a crowd."""
    kinds = {speaker.cast.actors[i].kind for i in speaker.resolved(who) if i in speaker.cast.actors}
    words = named("audience") | named("medium")
    return kinds == {"media"} or not words.isdisjoint(forms(who))
