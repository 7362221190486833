"""Whom or what a stand is taken towards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.aims import LONGEST, Target, feeling, named_by, plain_words, words_of
from accordingto.positions.candidates import ADDRESSED, PARTNERED, candidates
from accordingto.positions.claims import claim, inquired, judged, own_fault
from accordingto.positions.clauses import (
    SUBJECTS,
    agent,
    antecedent,
    children,
    direct_object,
    is_negated,
    is_passive,
    kids,
    prepositional,
    subject,
)
from accordingto.positions.facts import topic
from accordingto.positions.lexicon import forms, named
from accordingto.positions.objects import called, promised_to, undoing
from accordingto.positions.pointed import pointed
from accordingto.positions.pointing import (
    accused_of,
    addressee,
    against_somebody,
    asked_for,
    cleft,
    doubted,
    felt,
    hearer,
    left_at,
    mutual,
    named_beside,
    on_condition,
    pronoun,
    somebody,
    to_be_ordered,
    within,
)
from accordingto.positions.speakers import Speaker
from accordingto.positions.stand import Stand
from accordingto.positions.steps import (
    JUDGED,
    bare_step,
    deed,
    doing,
    forced,
    intended,
    let_be,
    promised,
    refused,
    unashamed,
    willing,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CLAIMS = ("denies", "confirms", "doubts", "declines_to_confirm", "no_response")
_MOST = 6


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
    if stand.act in ("agrees", "promises") and peers and mutual(doc, stand, content):
        side = speaker.side(peers[0]) or peers[0]
        return Target(_name(speaker, side), side, "actor")
    return pointed(stand, _by_rules(doc, stand, content, heads, speaker), speaker)


def _by_rules(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker) -> Target:
    given = _told(doc, stand, content, heads, speaker)
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
    whole = refused(doc, stand, speaker) or _of_all(doc, stand, content, heads, speaker)
    if whole is not None:
        return whole
    if stand.rule == "protests" and not found:
        return Target()
    read = doc[stand.clause] if stand.clause is not None and stand.rule == "learned" else None
    if found and read is not None and stand.act in ("accuses", "condemns") and found[0].dep_ in ("dobj", "pobj"):
        # "We had a good summer, and the bank would not wait for it": the bank.
        beside = named_beside(read, stand, content, speaker)
        if beside is not None and not speaker.other(speaker.resolved(found[0])) and beside.i > found[0].i:
            return named_by(beside, speaker)
    return _first_of(doc, stand, found, speaker) if found else _without(doc, stand, content, heads, speaker)


def _told(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker) -> Target | None:
    """The target where the act or its rule tells what it must be."""
    if stand.act in ("no_response", "declines_to_confirm"):
        return inquired(doc, stand, content, heads)
    if stand.rule == "stirs":
        cause = subject(doc[stand.words[0]])
        return Target(words_of(cause, doc), "", "event", cause.i) if cause is not None else Target()
    if stand.rule == "cue" and stand.act == "condemns" and not named("leaving").isdisjoint(forms(doc[stand.words[0]])):
        return left_at(doc[stand.words[0]], speaker)
    if stand.act == "condemns" and any(doc[i].lower_ == "within" for i in stand.words):
        return Target()  # "Resigned within hours": of what, the reader knows.
    if stand.rule == "plain":
        return topic(doc, content, heads, speaker)
    if stand.rule == "defers" and doc[stand.words[0]].lemma_ == "be":
        # "It is a matter for the courts": it, not the courts.
        left = next(iter(children(doc[stand.words[0]], "nsubj", "csubj")), None) if stand.clause is not None else None
        own = left is None or left.lower_ == "there" or speaker.is_own(left) or left.pos_ == "ADP"
        return Target() if own or left is None else Target(words_of(left, doc), "", "event", left.i)
    if stand.rule == "nobody" and stand.act == "accuses":
        return Target()  # "Nobody asked us": who should have is not told.
    if stand.rule == "learned" and stand.act in JUDGED and stand.clause is not None:
        pointed = pronoun(doc[stand.clause], stand, speaker)
        if pointed is not None and pointed.lower_ in ("it", "this", "that") and pointed.dep_ == "nsubj":
            return Target(words_of(pointed, doc).removeprefix("no "), "", "event", pointed.i)
    if stand.act == "rejects" and (meant := intended(doc, stand)) is not None:
        return meant
    pointing = content[0][0] if content and len(content[0]) == 1 else None
    if pointing is not None and pointing.tag_ in ("WDT", "WP") and (meant_by := antecedent(pointing)) is not None:
        return named_by(meant_by, speaker)  # "A ban, which the ministry denied".
    of_clause = _of_the_clause(doc, stand, heads, speaker)
    if of_clause is not None:
        return of_clause
    thing = called(content) if stand.rule in ("label", "evaluation", "learned") else None
    if thing is None and (stand.rule == "dares" or (stand.act in CLAIMS and not judged(doc, stand))):
        return claim(doc, stand, content, heads)
    if stand.act == "concedes" and (own := own_fault(doc, stand, speaker)) is not None:
        return own
    if stand.act == "concedes" and stand.clause is None and heads and heads[0].pos_ in ("VERB", "AUX"):
        return claim(doc, stand, content, heads)
    asked = (stand.act in ("demands", "calls_for") and stand.clause is None) or stand.rule == "own_step"
    undone = undoing(doc[stand.words[0]]) or to_be_ordered(doc[stand.words[0]]) if asked else None
    thing = undone if undone is not None and not speaker.is_own(undone) else thing
    if thing is None:
        return None
    if thing is not undone:
        return _first_of(doc, stand, [thing], speaker)
    return named_by(thing, speaker)


def _of_the_clause(doc: Doc, stand: Stand, heads: list[Token], speaker: Speaker) -> Target | None:
    """The target that the shape of a clause tells: what is to be done or not, who is pointed out, what is doubted."""
    clause = doc[stand.clause] if stand.clause is not None else None
    read = clause if stand.rule == "learned" else None
    step = forced(read) if read is not None and stand.act == "warns" else None
    if step is not None:
        return step
    if (
        read is not None
        and read.pos_ == "VERB"
        and stand.act in ("condemns", "rejects", "accuses")
        and is_negated(read)
    ):
        who = subject(read)
        if who is not None and who.lower_ in ("you", "one") and who.head == read:
            return deed(doc, read)  # "You do not close a theatre": what nobody should do.
    ready = willing(read) if read is not None and stand.act in ("agrees", "promises") else None
    if ready is not None:
        return ready
    passive = read is not None and stand.act == "promises" and is_passive(read)
    meant = next(iter(children(read, "nsubjpass")), None) if read is not None and passive else None
    if meant is not None and meant.lower_ in ("it", "this", "that"):
        return named_by(meant, speaker)  # "It would be posted in due course."
    told = hearer(read) if read is not None and stand.act in ("calls_for", "demands") else None
    if told is not None and not speaker.is_own(told):
        return named_by(told, speaker)
    kept = unashamed(clause) if clause is not None and stand.act == "defends" else None
    if kept is not None:
        return kept
    shown = cleft(clause) if clause is not None else None
    if shown is not None and not speaker.is_own(shown):
        return named_by(shown, speaker)
    done = doing(doc, stand, heads)
    if done is not None:
        return done
    top = read
    if clause is not None and stand.rule in ("evaluation", "own_act"):
        who, held = subject(clause), children(clause, "dobj")
        vague = bool(held) and (held[0].pos_ == "PRON" or held[0].lower_ == "word")
        top = clause if vague and who is not None and speaker.is_own(who) else None
    what = doubted(top, speaker) if top is not None and stand.act == "doubts" else None
    return named_by(what, speaker) if what is not None else None


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
    wronged = wronged and clause.dep_ != "advcl"  # "Closed the border after two traders were shot."
    wronged = wronged and who.lower_ not in ("it", "this", "that") and clause.pos_ == "VERB" and somebody(who, speaker)
    nobody = stand.act == "promises" and (who.lower_ == "nobody" or any(c.lower_ == "no" for c in kids(who)))
    return claim(doc, stand, content, heads) if wronged or nobody else None


def _without(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker) -> Target:
    """The target where no phrase may be it: the deed, a pronoun, whom the speaker has met, what is claimed."""
    clause = doc[stand.clause] if stand.clause is not None else None
    begun = next((h for h in heads if h.tag_ == "VB" and h.dep_ == "xcomp"), None)
    if stand.act == "threatens":
        gone = clause if clause is not None else begun
        told = gone is not None and gone.pos_ == "VERB" and not is_passive(gone)
        still = gone is not None and told and gone.lemma_ in ("stay", "remain") and children(gone, "acomp", "oprd")
        shut = subject(gone) if gone is not None and still else None
        if shut is not None and shut.pos_ in ("NOUN", "PROPN") and not speaker.is_own(shut):
            return named_by(shut, speaker)  # "The crossings would stay shut."
        if gone is not None and told and (stand.rule == "learned" or next(prepositional(gone, "to", "from"), None)):
            return deed(doc, gone)  # "Will go to the Constitutional Court".
        return deed(doc, begun, 2) if begun is not None and stand.rule != "own_step" else Target()
    step = doc[stand.words[0]]
    if clause is not None and stand.rule in ("own_step", "will_not") and step.pos_ == "VERB":
        return deed(doc, step)
    if stand.act == "promises" and clause is None and heads and heads[0].pos_ == "VERB" and not is_passive(heads[0]):
        who = subject(heads[0])
        if who is not None and who.head == heads[0] and speaker.is_own(who) and not is_negated(heads[0]):
            return deed(doc, heads[0])  # "Promised that Norway would attend".
    if stand.act == "neutral" and begun is not None and begun.i in stand.words and begun.lemma_ == "take":
        return Target()
    if begun is not None and begun == heads[0] and clause is None and stand.act in ("agrees", "promises", "neutral"):
        return deed(doc, begun)
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
            return deed(doc, clause)
    found = addressee(doc, stand, speaker) if stand.act in ADDRESSED else None
    if found is None and clause is None and stand.act in ("warns", "expresses_concern") and heads:
        who = pronoun(heads[0], stand, speaker)
        if who is not None and who.dep_ == "nsubj":
            return Target(who.text, "", "event", who.i)  # "Warned that it would not be a cheap one."
    if stand.act == "promises" and stand.rule == "cue":
        for thing in (doc[i] for i in stand.words[1:] if doc[i].head.lemma_ == "offer"):
            if thing.dep_ == "dobj" and thing.pos_ == "NOUN" and not any(c.lower_ == "no" for c in kids(thing)):
                return named_by(thing, speaker)  # "Offered help."
    if found is None and clause is not None and (felt(clause, stand, speaker) or feeling(clause)):
        return Target()  # "She was shocked": at what is not told.
    if found is None and clause is not None and stand.rule == "learned":
        beside = named_beside(clause, stand, content, speaker)
        if beside is not None:
            return named_by(beside, speaker)
    return found or (claim(doc, stand, content, heads) if content and stand.act != "neutral" else Target())


def _first_of(doc: Doc, stand: Stand, found: list[Token], speaker: Speaker) -> Target:
    """The act's own object, which is the first; what follows only helps where that names nobody."""
    first = found[0]
    step = bare_step(first, stand, speaker)
    if step is not None:
        return step
    if stand.act in ("rejects", "doubts") and not named("grounds").isdisjoint(forms(first)):
        first = next(prepositional(first, "for", "of", "to"), first)  # "Sees no grounds for a ban": the ban.
    told = promised(first, stand) if stand.act == "promises" and first.head.i in stand.words else None
    if told is not None:
        return Target(told.text, speaker.other(speaker.resolved(first)), "event", told.head)
    wish = let_be(first, stand)
    if wish is not None:
        return wish
    if stand.act == "accuses" and (cut := accused_of(first, stand)):
        return Target(cut, speaker.other(speaker.resolved(first)), "actor", first.i)
    actor = speaker.other(speaker.resolved(first))
    if stand.act in ("calls_for", "demands") and (wanted := asked_for(first, stand)) is not None:
        return Target(words_of(wanted, doc), actor, "event", wanted.i)
    if actor:
        return Target(words_of(first, doc), actor, "actor", first.i)
    about = within(first, stand, speaker)
    if about is not None:
        return about
    if stand.act in ADDRESSED:
        met = addressee(doc, stand, speaker)
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


def taken(doc: Doc, stand: Stand, speaker: Speaker) -> Target:
    """The object that belongs to the words of an act, where it has no other: *accepted the invitation*."""
    # The road that is blocked is not what a protest is against; a flag that is burned is.
    placed_only = stand.rule == "protests" and doc[stand.words[0]].lemma_ != "burn"
    for i in stand.words[1:] if not placed_only else ():
        token = doc[i]
        if token.head.lemma_ in ("give", "make", "take", "offer", "express", "voice", "have"):
            continue  # The consent that is given is the act itself.
        if token.dep_ in ("dobj", "obj") and any(c.dep_ in ("det", "poss", "amod", "compound") for c in kids(token)):
            return named_by(token, speaker)
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


def _name(speaker: Speaker, actor_id: str) -> str:
    actor = speaker.cast.actors.get(actor_id)
    return actor.name if actor is not None else ""
