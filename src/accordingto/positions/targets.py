"""Whom or what a stand is taken towards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.attributions.lexicon import body_nouns, person_nouns
from accordingto.positions.aims import LONGEST, NOBODY, STEP, Target, is_dated, plain_words, words_of
from accordingto.positions.candidates import (
    ADDRESSED,
    PARTNERED,
    against_somebody,
    antecedent,
    called,
    candidates,
    listens,
    on_condition,
    promised_to,
    pronoun,
    undoing,
)
from accordingto.positions.claims import claim, inquired, judged, own_fault
from accordingto.positions.clauses import (
    SUBJECTS,
    agent,
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

CLAIMS = ("denies", "confirms", "doubts", "declines_to_confirm", "no_response")
_MOST = 6
_READ = ("learned", "evaluation", "cue")
"""Rules that tell the act alone."""
_JUDGED = ("supports", "condemns", "warns", "expresses_concern")


def target(
    doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker, peers: list[str]
) -> Target:
    """Find the target of a stand.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    stand : Stand
        The act and the words that decided it.
    content : list of Span
        What is said.
    heads : list of Token
        The heads of the content's clauses.
    speaker : Speaker
        Who says it.
    peers : list of str
        The other actors who say the same words together.

    Returns
    -------
    Target
    """
    given = _told(doc, stand, content, heads, speaker, peers)
    if given is not None:
        return given
    held = on_condition(heads, speaker)[:1] if stand.act == "warns" and stand.rule == "learned" else []
    own = doc[stand.clause] if stand.act == "defends" and stand.rule == "learned" and stand.clause is not None else None
    if own is not None and own.pos_ in ("VERB", "AUX") and (mine := subject(own)) is not None:
        deed = own.pos_ == "VERB" and named("stative").isdisjoint(forms(own))
        if deed and mine.lower_ in ("we", "i", "it", "they", "he", "she") and speaker.is_own(mine):
            side = next(iter(speaker.resolved(mine)), "") or speaker.side(speaker.ids[0]) or speaker.ids[0]
            return Target(words_of(mine, doc), side, "actor", mine.i)  # "We sell to a government."
    if stand.act == "threatens" and not any(against_somebody(head, speaker) for head in heads):
        held = on_condition(heads, speaker)
        # "Will suspend the treaty if the ruling stands" is against the treaty, "if Oslo does not pay" against Oslo.
        done = any(h.pos_ == "VERB" and direct_object(h) is not None for h in heads)
        held = [t for t in held if not done or speaker.other(speaker.resolved(t))]
    found = held or candidates(doc, stand, content, heads, speaker)
    if stand.act == "threatens":
        # Where it is to happen is not against whom: "sue in Geneva", "take the case to the Hague".
        where = [t for t in found if t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "to", "from")]
        found = [t for t in found if t not in where and (t in held or t.lower_ not in ("it", "they"))]
        # "Her members will strike": whose step it is, is not against him.
        found = [t for t in found if t in held or t.dep_ not in SUBJECTS or not any(c.tag_ == "PRP$" for c in kids(t))]
    whole = _refused(doc, stand, speaker) or _of_all(doc, stand, content, heads, speaker)
    if whole is not None:
        return whole
    if stand.rule == "protests" and not found:
        return Target()
    read = doc[stand.clause] if stand.clause is not None and stand.rule == "learned" else None
    if found and read is not None and stand.act in ("accuses", "condemns") and found[0].dep_ in ("dobj", "pobj"):
        # "We had a good summer, and the bank would not wait for it": the bank.
        beside = _named_beside(read, stand, content, speaker)
        if beside is not None and not speaker.other(speaker.resolved(found[0])) and beside.i > found[0].i:
            return _named_by(beside, speaker)
    return _first_of(doc, stand, found, speaker) if found else _without(doc, stand, content, heads, speaker)


def _told(
    doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker, peers: list[str]
) -> Target | None:
    """The target where the act or its rule tells what it must be."""
    if stand.act in ("no_response", "declines_to_confirm"):
        return inquired(doc, stand, content, heads)
    if stand.rule == "stirs":
        cause = subject(doc[stand.words[0]])
        return Target(words_of(cause, doc), "", "event", cause.i) if cause is not None else Target()
    if stand.rule == "cue" and stand.act == "condemns" and not named("leaving").isdisjoint(forms(doc[stand.words[0]])):
        return _left(doc[stand.words[0]], speaker)
    if stand.rule == "plain":
        return _topic(doc, content, heads, speaker)
    if stand.rule == "defers" and doc[stand.words[0]].lemma_ == "be":
        # "It is a matter for the courts": it, not the courts.
        left = next(iter(children(doc[stand.words[0]], "nsubj", "csubj")), None) if stand.clause is not None else None
        own = left is None or left.lower_ == "there" or speaker.is_own(left) or left.pos_ == "ADP"
        return Target() if own or left is None else Target(words_of(left, doc), "", "event", left.i)
    if stand.rule == "nobody" and stand.act == "accuses":
        return Target()  # "Nobody asked us": who should have is not told.
    if stand.rule == "learned" and stand.act in _JUDGED and stand.clause is not None:
        pointed = pronoun(doc[stand.clause], stand, speaker)
        if pointed is not None and pointed.lower_ in ("it", "this", "that") and pointed.dep_ == "nsubj":
            return Target(words_of(pointed, doc).removeprefix("no "), "", "event", pointed.i)
    if stand.act == "rejects" and (meant := _intended(doc, stand)) is not None:
        return meant
    pointing = content[0][0] if content and len(content[0]) == 1 else None
    if pointing is not None and pointing.tag_ in ("WDT", "WP") and (meant_by := antecedent(pointing)) is not None:
        return _named_by(meant_by, speaker)  # "A ban, which the ministry denied".
    read = doc[stand.clause] if stand.clause is not None and stand.rule == "learned" else None
    if stand.act == "warns" and read is not None and (forced := _forced(read)) is not None:
        return forced
    if (
        read is not None
        and read.pos_ == "VERB"
        and stand.act in ("condemns", "rejects", "accuses")
        and is_negated(read)
    ):
        whoever = subject(read)
        if whoever is not None and whoever.lower_ in ("you", "one") and whoever.head == read:
            return _deed(doc, read)  # "You do not close a theatre": what nobody should do.
    cleft = _cleft(doc[stand.clause]) if stand.clause is not None else None
    if cleft is not None and not speaker.is_own(cleft):
        return _named_by(cleft, speaker)
    doing = _doing(doc, stand, heads)
    if doing is not None:
        return doing
    if stand.act == "doubts" and read is not None and (doubted := _doubted(read, speaker)) is not None:
        return _named_by(doubted, speaker)
    thing = called(content) if stand.rule in ("label", "evaluation", "learned") else None
    if thing is None and (stand.rule == "dares" or (stand.act in CLAIMS and not judged(doc, stand))):
        return claim(doc, stand, content, heads)
    if stand.act == "concedes" and (own := own_fault(doc, stand, speaker)) is not None:
        return own
    if stand.act == "concedes" and stand.clause is None and heads and heads[0].pos_ in ("VERB", "AUX"):
        return claim(doc, stand, content, heads)
    if stand.act in ("agrees", "promises") and peers and _mutual(doc, stand, content):
        side = speaker.side(peers[0]) or peers[0]
        return Target(_name(speaker, side), side, "actor")
    asked = (stand.act in ("demands", "calls_for") and stand.clause is None) or stand.rule == "own_step"
    undone = undoing(doc[stand.words[0]]) if asked else None
    thing = undone if undone is not None and not speaker.is_own(undone) else thing
    if thing is None:
        return None
    if thing is not undone:
        return _first_of(doc, stand, [thing], speaker)
    return _named_by(thing, speaker)


def _doubted(clause: Token, speaker: Speaker) -> Token | None:
    """What is not believed: *we have heard promises before*, *bans do little for grades*."""
    who = subject(clause)
    if who is None or who.head != clause or clause.pos_ != "VERB" or children(clause, "ccomp", "xcomp"):
        return None
    if not speaker.is_own(who):
        return who if who.pos_ in ("NOUN", "PROPN") and who.lower_ not in NOBODY else None
    held = next(iter(children(clause, "dobj")), None)
    known = held is not None and held.pos_ in ("NOUN", "PROPN", "PRON") and held.lower_ not in NOBODY
    return held if known else None


def _forced(clause: Token) -> Target | None:
    """What a side will have to do: *smaller ports will have to cut jobs*."""
    step = next((c for c in children(clause, "xcomp") if c.tag_ == "VB"), None) if clause.lemma_ == "have" else None
    if step is not None and step.lemma_ in ("start", "begin"):
        step = next(iter(children(step, "xcomp")), step)
    return _deed(clause.doc, step) if step is not None and step.pos_ == "VERB" else None


def _cleft(clause: Token) -> Token | None:
    """Who or what is pointed out: *it is the bishops who divide*."""
    if clause.lemma_ != "be" or not any(t.lower_ == "it" for t in children(clause, "nsubj")):
        return None
    for what in children(clause, "attr"):
        below = [c for top in (what, clause) for c in children(top, "relcl", "ccomp", "advcl") if c.i > what.i]
        if what.pos_ in ("NOUN", "PROPN") and any(t.tag_ in ("WP", "WDT") for c in below for t in kids(c)):
            bare = any(c.lower_ in ("a", "an") for c in kids(what))
            return None if bare else what
    return None


def _doing(doc: Doc, stand: Stand, heads: list[Token]) -> Target | None:
    """What doing something is judged to be: *closing it would punish the wrong people*."""
    clause = doc[stand.clause] if stand.clause is not None else heads[0] if heads else None
    if clause is None or stand.act not in (*_JUDGED, "rejects", "defends", "doubts") or stand.rule not in _READ:
        return None
    acted = next(iter(children(clause, "csubj", "csubjpass")), None)
    acted = acted or next((t for t in children(clause, "nsubj") if t.pos_ == "VERB"), None)
    if acted is None or acted.i > clause.i or acted.tag_ not in ("VBG", "VB"):
        return None
    if stand.clause is None and (acted.i < stand.words[0] or stand.act not in ("warns", "expresses_concern")):
        return None
    return Target(plain_words(doc[acted.left_edge.i : acted.right_edge.i + 1][:LONGEST]), "", "event", acted.i)


def _intended(doc: Doc, stand: Stand) -> Target | None:
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
            return _deed(doc, step)
    return None


def _left(verb: Token, speaker: Speaker) -> Target:
    """What somebody left in protest at: *walked out over pay*, *left the hall while she spoke*, *walked out of talks*.

    A hall is only where it happens.
    """
    near = [verb, *children(verb, "dobj", "prep"), *(o for p in children(verb, "prep") for o in children(p, "pobj"))]
    causes = [t for top in near for t in prepositional(top, "over", "against", "at", "during") if not is_dated(t)]
    for clause in children(verb, "advcl"):
        who = subject(clause)
        timed = any(c.lower_ in named("occasion") for c in children(clause, "advmod", "mark"))
        if timed and who is not None and who.i > verb.i and not speaker.is_own(who):
            causes.append(who)
    left = [t for top in near for t in prepositional(top, "of", "from", "on") if not is_dated(t)]
    causes += [t for t in left if named("room").isdisjoint(forms(t))]
    cause = next((t for t in causes if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if cause is None:
        return Target()
    if not named("meeting").isdisjoint(forms(cause)):
        cause = next((t for t in prepositional(cause, "with") if t.pos_ in ("NOUN", "PROPN", "PRON")), cause)
    return _named_by(cause, speaker)


def _named_by(token: Token, speaker: Speaker) -> Target:
    """What a phrase names: an actor where it is one, else a thing or an event."""
    found = speaker.other(speaker.resolved(token))
    return Target(words_of(token, token.doc), found, "actor" if found else "event", token.i)


def _refused(doc: Doc, stand: Stand, speaker: Speaker) -> Target | None:
    """The deed that somebody will not do: *we will not sign anything*."""
    verb = doc[stand.clause] if stand.clause is not None and stand.act == "rejects" else None
    if verb is None or verb.pos_ != "VERB" or not is_negated(verb):
        return None
    who, held = subject(verb), direct_object(verb)
    vague = held is None or held.lower_ in ("part", "anything", "anybody", "anyone", "any", "one")
    own = who is not None and (speaker.is_own(who) or not named("side").isdisjoint(forms(who)))
    own = own or (who is not None and who.pos_ == "NOUN" and any(c.tag_ == "PRP$" for c in kids(who)))
    told = stand.rule == "learned" or (stand.rule == "will_not" and vague)
    return _deed(doc, verb) if own and told else None


def _of_all(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker) -> Target | None:
    """The clause, or the name in it, where its subject is not meant.

    Who is wronged is not condemned (*schools were not given a penny*), nobody is promised anything (*nobody will be
    sent back*), and *this was our failure* owns up to the failure.
    """
    clause = doc[stand.clause] if stand.clause is not None else heads[0] if heads else None
    who = next(iter(children(clause, *SUBJECTS)), None) if clause is not None else None
    if clause is None or who is None or who.i > clause.i:
        return None
    if stand.act in ("concedes", "defends") and clause.lemma_ == "be" and who.lower_ in ("this", "that", "it"):
        what = next((t for t in children(clause, "attr") if t.pos_ == "NOUN"), None)
        return Target(words_of(what, doc), "", "event", what.i) if what is not None else None
    wronged = (
        stand.act == "condemns" and who.dep_ == "nsubjpass" and who.pos_ in ("NOUN", "PRON") and agent(clause) is None
    )
    wronged = wronged and who.lower_ not in ("it", "this", "that") and clause.pos_ == "VERB" and _somebody(who, speaker)
    nobody = stand.act == "promises" and (who.lower_ == "nobody" or any(c.lower_ == "no" for c in kids(who)))
    return claim(doc, stand, content, heads) if wronged or nobody else None


def _somebody(who: Token, speaker: Speaker) -> bool:
    """Whether a word may stand for people: a pronoun, an actor, an office, a body, kin."""
    people = person_nouns() | body_nouns() | named("kin") | named("side")
    return who.pos_ == "PRON" or speaker.is_actor(who) or not people.isdisjoint(forms(who))


def _deed(doc: Doc, verb: Token, longest: int = STEP) -> Target:
    last = min(verb.right_edge.i + 1, verb.i + longest)
    last = next((i for i in range(verb.i + 1, last) if doc[i].is_punct and doc[i].text not in "-–’'"), last)
    # When or why is no part of the deed: "return if drilling resumes".
    aside = [c.left_edge.i for c in children(verb, "advcl") if c.left_edge.i > verb.i and c.tag_ != "VB"]
    aside += [c.i for c in children(verb, "prep") if c.i > verb.i + 1 and children(c, "pcomp")]
    last = min([last, *aside])
    return Target(plain_words(doc[verb.i : last]), "", "event", verb.i)


def _without(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker) -> Target:
    """The target where no phrase may be it: the deed, a pronoun, whom the speaker has met, what is claimed."""
    clause = doc[stand.clause] if stand.clause is not None else None
    begun = next((h for h in heads if h.tag_ == "VB" and h.dep_ == "xcomp"), None)
    if stand.act == "threatens":
        gone = clause if clause is not None else begun
        told = gone is not None and gone.pos_ == "VERB" and not is_passive(gone)
        if gone is not None and told and (stand.rule == "learned" or next(prepositional(gone, "to", "from"), None)):
            return _deed(doc, gone)  # "Will go to the Constitutional Court".
        return _deed(doc, begun, 2) if begun is not None and stand.rule != "own_step" else Target()
    step = doc[stand.words[0]]
    if clause is not None and stand.rule in ("own_step", "will_not") and step.pos_ == "VERB":
        return _deed(doc, step)
    if stand.act == "promises" and clause is None and heads and heads[0].pos_ == "VERB" and not is_passive(heads[0]):
        who = subject(heads[0])
        if who is not None and who.head == heads[0] and speaker.is_own(who) and not is_negated(heads[0]):
            return _deed(doc, heads[0])  # "Promised that Norway would attend".
    if stand.act == "neutral" and begun is not None and begun.i in stand.words and begun.lemma_ == "take":
        return Target()
    if begun is not None and begun == heads[0] and clause is None and stand.act in ("agrees", "promises", "neutral"):
        return _deed(doc, begun)
    if stand.act == "defends" and heads:
        who = subject(clause if clause is not None else heads[0])
        if who is not None and speaker.is_own(who):
            own = next(iter(speaker.resolved(who)), "") or speaker.side(speaker.ids[0]) or speaker.ids[0]
            return Target(words_of(who, doc), own, "actor", who.i)  # "We have nothing to hide."
    if clause is not None:
        acted = next(iter(children(clause, "csubj", "csubjpass")), None)
        acted = acted or next((t for t in children(clause, "nsubj") if t.pos_ == "VERB"), None)
        if acted is not None and acted.i < clause.i and acted.tag_ in ("VBG", "VB"):
            words = doc[acted.left_edge.i : acted.right_edge.i + 1][:LONGEST]
            return Target(plain_words(words), "", "event", acted.i)  # "Leaving was a mistake."
        pointed = pronoun(clause, stand, speaker)
        if pointed is not None:
            return Target(words_of(pointed, doc).removeprefix("no "), "", "event", pointed.i)
        if stand.act == "accuses" and clause.pos_ == "VERB" and is_passive(clause):
            return Target()  # "Her husband was robbed."
        if stand.act in ("agrees", "promises") and clause.pos_ == "VERB" and stand.rule == "learned":
            return _deed(doc, clause)
    found = _addressee(doc, stand, speaker) if stand.act in ADDRESSED else None
    if found is None and clause is None and stand.act in ("warns", "expresses_concern") and heads:
        who = pronoun(heads[0], stand, speaker)
        if who is not None and who.dep_ == "nsubj":
            return Target(who.text, "", "event", who.i)  # "Warned that it would not be a cheap one."
    if found is None and clause is not None and stand.rule == "learned":
        beside = _named_beside(clause, stand, content, speaker)
        if beside is not None:
            return _named_by(beside, speaker)
    return found or (claim(doc, stand, content, heads) if content and stand.act != "neutral" else Target())


def _named_beside(clause: Token, stand: Stand, content: list[Span], speaker: Speaker) -> Token | None:
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


def _first_of(doc: Doc, stand: Stand, found: list[Token], speaker: Speaker) -> Target:
    """The act's own object, which is the first; what follows only helps where that names nobody."""
    first = found[0]
    deed = _bare_step(first, stand, speaker)
    if deed is not None:
        return deed
    if stand.act in ("rejects", "doubts") and not named("grounds").isdisjoint(forms(first)):
        first = next(prepositional(first, "for", "of", "to"), first)  # "Sees no grounds for a ban": the ban.
    told = _promised(first, stand) if stand.act == "promises" and first.head.i in stand.words else None
    if told is not None:
        return Target(told.text, speaker.other(speaker.resolved(first)), "event", told.head)
    wish = _let_be(first, stand)
    if wish is not None:
        return wish
    if stand.act == "accuses" and (cut := _accused(first, stand)):
        return Target(cut, speaker.other(speaker.resolved(first)), "actor", first.i)
    actor = speaker.other(speaker.resolved(first))
    if actor and stand.act in ("calls_for", "demands") and (wanted := _asked_for(first, stand)) is not None:
        return Target(words_of(wanted, doc), actor, "event", wanted.i)
    if actor:
        return Target(words_of(first, doc), actor, "actor", first.i)
    about = _within(first, stand, speaker)
    if about is not None:
        return about
    if stand.act in ADDRESSED:
        met = _addressee(doc, stand, speaker)
        if met is not None:
            return Target(words_of(first, doc), met.actor_id, "event", first.i)
    given = promised_to(first.head) if stand.act == "promises" and first.head.i in stand.words else None
    if given is not None and given[1] == first and (actor := speaker.other(speaker.resolved(given[0]))):
        return Target(words_of(first, doc), actor, "event", first.i)
    if stand.act in PARTNERED:
        for token in found[1:]:
            if token.dep_ == "pobj" and (actor := speaker.other(speaker.resolved(token))):
                return Target(words_of(first, doc), actor, "event", first.i)
    return Target(words_of(first, doc), "", "event", first.i)


def _asked_for(token: Token, stand: Stand) -> Token | None:
    """What somebody who is named is asked for: *asked Norway for the files*."""
    verb = token.head
    if token.dep_ not in ("dobj", "obj", "dative") or verb.i not in stand.words or verb.lemma_ != "ask":
        return None
    near = [*children(verb, "prep"), *children(token, "prep")]
    found = (t for p in near if p.lower_ == "for" and p.i > token.i for t in children(p, "pobj"))
    return next((t for t in found if not is_dated(t)), None)


def _promised(token: Token, stand: Stand) -> Target | None:
    """What somebody is promised in a clause: *promised the bishop to travel*, *assured them that work would start*."""
    verb, doc = token.head, token.doc
    if token.dep_ not in ("dobj", "obj", "dative") or promised_to(verb) is not None:
        return None
    step = next((c for c in children(verb, "xcomp") if c.tag_ == "VB" and c.i > token.i), None)
    if step is not None:
        return _deed(doc, step)
    clause = next((c for c in children(verb, "ccomp") if c.i > token.i and c.pos_ in ("VERB", "AUX")), None)
    if clause is None or clause.left_edge.i < token.i:
        return None
    start = clause.left_edge.i + (clause.left_edge.lower_ == "that")
    return Target(plain_words(doc[start : min(clause.right_edge.i + 1, start + LONGEST)]), "", "claim", clause.i)


def _let_be(token: Token, stand: Stand) -> Target | None:
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


def _accused(token: Token, stand: Stand) -> str:
    """Whom a verb of accusing names, where a parse takes the charge for a part of it: *ministers | of starving schools*."""
    span = phrase(token)
    doc = token.doc
    if doc[stand.words[0]].lemma_ not in ("accuse", "suspect"):
        return ""
    of = next((i for i in range(token.i + 1, span.end - 1) if doc[i].lower_ == "of" and doc[i + 1].tag_ == "VBG"), None)
    return plain_words(doc[span.start : of]) if of is not None else ""


def _bare_step(token: Token, stand: Stand, speaker: Speaker) -> Target | None:
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
    return _deed(token.doc, step) if step.pos_ == "VERB" else None


def _topic(doc: Doc, content: list[Span], heads: list[Token], speaker: Speaker) -> Target:
    """What a plain fact is about: the subject of its clause; where that is the speaker, what it has done that to."""
    # "Since December, she explained, prices have doubled": what stands in front only says when.
    for head in [h for h in heads if h.pos_ in ("VERB", "AUX") or not is_dated(h)][:2]:
        verbal = head.pos_ in ("VERB", "AUX")
        who = subject(head) if verbal else head
        if who is not None and content and not any(p.start <= who.i < p.end for p in content):
            # "The work will stop, Peña said": a parse may take the speaker for a subject too.
            inside = [t for t in children(head, *SUBJECTS) if any(p.start <= t.i < p.end for p in content)]
            who = next(iter(inside), who)
        there = next(iter(children(head, "attr", "nsubj")), None) if children(head, "expl") else None
        pointing = who is not None and who.lower_ in ("it", "there", "that", "this")
        first = who is not None and who.text == "It" and head.lemma_ == "be" and not children(head, "ccomp")
        if who is not None and first and not speaker.is_own(who):
            return Target(who.text, "", "event", who.i)  # "It is on the video."
        if there is not None:
            about: Token | None = there  # "There are more witnesses."
        elif who is not None and verbal and not pointing and not speaker.is_own(who):
            about = antecedent(who)
        elif verbal:
            about = _undertaken(head)
        else:
            about = who
        if about is None and verbal and who is not None and speaker.is_own(who):
            # "It was studying whether the grant complies."
            asked = [c for c in children(head, "ccomp") if any(t.lower_ in ("whether", "if", "how") for t in kids(c))]
            about = next((s for c in asked for s in children(c, "nsubj", "nsubjpass")), None)
        if about is None and verbal and who is not None and who.head == head and who.pos_ == "NOUN" and who.i < head.i:
            return _named_by(who, speaker)  # "My window was broken": about it, though it is the speaker's own.
        doing = about is not None and about.tag_ == "VBG" and about.dep_ in SUBJECTS
        if about is not None and doing:
            return Target(plain_words(doc[about.left_edge.i : about.right_edge.i + 1][:STEP]), "", "event", about.i)
        part = about is not None and about.pos_ == "ADJ" and any(p.lower_ == "of" for p in children(about, "prep"))
        if about is None or (about.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "SYM") and not part):
            continue
        if about.tag_ in ("WDT", "WP", "EX"):
            continue
        if about.lower_ in named("self") or about.lower_ in ("you", "it", *NOBODY) or speaker.is_own(about):
            continue
        return _named_by(about, speaker)
    return Target()


def _undertaken(head: Token) -> Token | None:
    """What somebody has or does, tells, waits for or knows of: *took note of the ruling*, *is aware of the launch*."""
    steps = [head, *(c for c in children(head, "xcomp", "acomp") if c.pos_ in ("VERB", "ADJ"))]
    for step in steps:
        done = direct_object(step) if step.pos_ in ("VERB", "AUX") and not is_passive(step) else None
        if done is not None and done.lower_ in ("note", "part", "stock", "account", "notice", "care"):
            done = next((o for p in children(done, "prep") for o in children(p, "pobj")), done)
        if done is not None and done.pos_ != "NUM":
            return done
    who = subject(head)
    for step in [] if who is not None and who.lower_ == "i" else reversed(steps):
        touch = [t for p in children(step, "prep") if p.lower_ == "in" for t in children(p, "pobj")]
        touch = [t for t in touch if t.lower_ in ("touch", "contact", "talks", "discussion", "discussions")]
        for what in (o for t in touch for p in children(t, "prep") for o in children(p, "pobj")):
            return what  # "Was in touch with the operator."
        for what in prepositional(step, "of", "for", "to", "about", "on", "into", "with"):
            if what.pos_ in ("NOUN", "PROPN") and not is_dated(what):
                return what
    return None


def taken(doc: Doc, stand: Stand, speaker: Speaker) -> Target:
    """The object that belongs to the words of an act, where it has no other: *accepted the invitation*."""
    # The road that is blocked is not what a protest is against; a flag that is burned is.
    placed_only = stand.rule == "protests" and doc[stand.words[0]].lemma_ != "burn"
    for i in stand.words[1:] if not placed_only else ():
        token = doc[i]
        if token.head.lemma_ in ("give", "make", "take", "offer", "express", "voice", "have"):
            continue  # The consent that is given is the act itself.
        if token.dep_ in ("dobj", "obj") and any(c.dep_ in ("det", "poss", "amod", "compound") for c in kids(token)):
            return _named_by(token, speaker)
    return Target()


def apart(doc: Doc, stand: Stand, aim: Target, speaker: Speaker) -> list[Target]:
    """The targets of an act with several objects (*accused A and B*), each by itself.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    stand : Stand
        The act.
    aim : Target
        The first target.
    speaker : Speaker
        Who says it.

    Returns
    -------
    list of Target
        Only actors that are named one after the other are told apart.
    """
    head = doc[aim.head] if aim.head >= 0 else None
    if head is None or aim.kind != "actor" or head.dep_ not in ("dobj", "obj") or head.head.i not in stand.words:
        return [aim]
    others, last = [], head
    for _ in range(_MOST):
        last = next(iter(children(last, "conj")), None)
        found = speaker.other(speaker.resolved(last)) if last is not None else ""
        if not found:
            break
        others.append(Target(words_of(last, doc), found, "actor", last.i))
    if not others:
        return [aim]
    until = min(head.i + 1, doc[others[0].head].left_edge.i)
    first = plain_words(doc[max(head.left_edge.i, head.i - LONGEST) : max(until, head.i + 1)])
    return [Target(first, aim.actor_id, "actor", aim.head), *others]


def _mutual(doc: Doc, stand: Stand, content: list[Span]) -> bool:
    spans = [*(range(p.start, min(p.end, p.start + LONGEST)) for p in content), stand.words]
    return any(set(forms(doc[i])) & named("mutual") for span in spans for i in span)


def _within(token: Token, stand: Stand, speaker: Speaker) -> Target | None:
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


def _addressee(doc: Doc, stand: Stand, speaker: Speaker) -> Target | None:
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


def _name(speaker: Speaker, actor_id: str) -> str:
    actor = speaker.cast.actors.get(actor_id)
    return actor.name if actor is not None else ""
