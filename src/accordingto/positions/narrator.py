"""Stands that the narrator tells outside any attribution: summoned, vetoed, "issued statements of condemnation"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import role_forms
from accordingto.positions.announcing import action
from accordingto.positions.clauses import (
    REACH,
    agent,
    children,
    direct_object,
    is_conditional,
    is_negated,
    is_passive,
    kids,
    phrase,
    prepositional,
    subject,
    tokens_of,
    trimmed,
)
from accordingto.positions.commitment import commitment_at
from accordingto.positions.cues import BLAND, from_cue
from accordingto.positions.lexicon import forms, named
from accordingto.positions.objects import in_protest
from accordingto.positions.sharpening import sharpened
from accordingto.positions.speakers import Names, Speaker
from accordingto.positions.stand import Stand
from accordingto.records import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LONGEST = 600
_OPENING = ("VERB", "AUX", "CCONJ", "PART")
_SURE = 0.55
"""Least confidence in who the subject is: farmers of a country do not act for the country."""


_BACK = 300
"""Words before a summons among which its country is named."""

_DRAWN = ("condemns", "supports", "expresses_concern", "rejects")
_STIRRED = ("condemns", "expresses_concern", "supports")
DEEDS = ("supports", "defends", "agrees", "condemns", "rejects", "expresses_concern", "doubts")
"""Acts that a deed may show, of whoever does it."""
_SAID = ("promises", "calls_for", "demands", "denies", "accuses", "threatens")


@dataclass(frozen=True, slots=True)
class Narrated:
    """One stand in the narrator's words, or in a content that reports somebody else's."""

    actor_id: str
    peers: tuple[str, ...]
    stand: Stand
    content: Span | None
    evidence: tuple[int, int]
    hedge: str
    attribution: int | None


def narrated(names: Names, attributions: Sequence[Attribution]) -> Iterator[Narrated]:
    """Find verbal acts that no attribution covers.

    Parameters
    ----------
    names : Names
        The parsed article and the actors that it names.
    attributions : sequence of Attribution
        Their cues are left to them.

    Yields
    ------
    Narrated
        One for each actor of each act, in text order.
    """
    doc = names.doc
    cues: list[int | None] = [None] * len(doc)
    inside: list[int | None] = [None] * len(doc)
    for index, attribution in enumerate(attributions):
        for span in attribution.cue:
            first, last = tokens_of(doc, *span)
            cues[first:last] = [index] * (last - first)
        for span in attribution.content:
            first, last = tokens_of(doc, *span)
            inside[first:last] = [index] * (last - first)
    for word in doc:
        carrying = word.dep_ in ("amod", "compound") or (word.dep_ == "aux" and word.lemma_ in ("have", "be", "do"))
        if word.pos_ not in _OPENING or carrying or cues[word.i] is not None:
            continue
        stand = from_cue(doc, range(word.i, word.i + 1), narrator=True) or _ousts(names, word) or protests(word)
        stand = stand or _stirs(word) or _wants(names, word) or _draws(word) or _calls_in(names, word)
        # "neither supports nor opposes", "not take sides": the verb is the word that these hang on.
        token = word if word.pos_ in ("VERB", "AUX") else word.head
        # "Was shocked by the find": what is told goes on behind the participle.
        top = token.head if token.dep_ == "auxpass" else token
        if stand is not None and stand.words == (word.i,) and word.lemma_ == "back" and not _backs(word):
            continue
        if stand is None or stand.act == BLAND or any(cues[i] is not None for i in stand.words):
            continue
        if stand.act == "declines_to_confirm" and _unnamed(doc, stand):
            continue
        if _aside(token) or (stand.act == "expresses_concern" and stand.negated):
            continue  # What is not felt is no worry.
        # "The governor could not be reached": who is silent is the subject.
        silent = stand.act == "no_response" and subject(token) is not None
        who = agent(token) if is_passive(token) and not silent else subject(token)
        if stand.rule == "stirs":
            who = direct_object(token)
        if stand.rule == "draws":
            who = doc[stand.words[-1]]
            stand = replace(stand, words=stand.words[:-1])
        if who is None and stand.rule == "ousts":
            who = next(_from_within(token), None)
        if who is None and token.dep_ == "acl" and token.tag_ in ("VBD", "VBZ") and token.head.i < token.i:
            who = token.head  # "Ilmari, a weather firm, signed with them": taken for a participle.
        if (who is not None and who.lower_ in named("self")) or not _happened(doc, token):
            continue
        if (
            token.i > 1
            and doc[token.i - 1].lower_ in ("than", "of")
            and doc[token.i - 2].lower_ in ("rather", "instead")
        ):
            if stand.act not in ("supports", "agrees", "defends"):
                continue
            stand = replace(stand, act="rejects")  # "Left rather than endorse the bill."
        speaker = Speaker(names, ())
        who = _one_of(who) if who is not None else None
        ids = speaker.resolved(who, _SURE) if who is not None else ()
        if stand.rule == "calls_in":
            ids = _host(names, token)
        if ids and who is not None and not is_passive(token):
            # "Ms Okoro and two colleagues walked out."
            beside = (speaker.resolved(t, _SURE) for t in children(who, "conj") if t.i < token.i)
            ids = tuple(dict.fromkeys((*ids, *(i for more in beside for i in more))))
        if not ids and who is not None and who.pos_ in ("PROPN", "NOUN"):
            ids = _apposed(who, speaker) or _modifier(who, speaker) or _governed(who, speaker)
        if not ids and who is not None and stand.act == "no_response":
            ids = _asked(who, speaker)
        if not ids and who is not None and stand.act in (*DEEDS, "neutral"):
            ids = _called(who, speaker)
        if not ids and who is None and not is_passive(token):
            # "expressed concern and stated that": one source for both, whatever the parse made of it.
            near = [
                cues[t.i] for t in (token.head, *children(token, "conj")) if token.dep_ == "conj" or t != token.head
            ]
            ids = next((attributions[i].actor_ids for i in near if i is not None), ())
        index = inside[token.i]
        modal = any(c.tag_ == "MD" for c in kids(token))
        own = Speaker(names, attributions[index].actor_ids).own if index is not None else frozenset()
        if index is not None and stand.act not in _SAID and names.quoted(token) and own.isdisjoint(ids):
            continue  # "They agreed to eleven names": what a speaker tells of others is his own stand.
        if index is not None and modal and not own.isdisjoint(ids):
            continue  # What a speaker says that its own side will do is read from the attribution.
        last = min(top.right_edge.i + 1, max(stand.words) + REACH)
        # What is coordinated with the act is another act.
        last = min([last, *(c.left_edge.i for c in children(token, "conj") if c.left_edge.i > max(stand.words))])
        while last > max(stand.words) + 1 and doc[last - 1].dep_ in ("cc", "punct"):
            last -= 1
        content = doc[max(stand.words) + 1 : last] if last > max(stand.words) + 1 else None
        evidence = _evidence(doc, token, who, last)
        hedge = next((c.text for c in children(token, "advmod") if c.lower_ in named("reported")), "")
        for actor_id in ids:
            if evidence is not None:
                peers = tuple(i for i in ids if i != actor_id)
                yield Narrated(actor_id, peers, stand, content, evidence, hedge, index)


def _ousts(names: Names, verb: Token) -> Stand | None:
    """*The party suspended Hill*: who is sent away is blamed."""
    if (
        verb.pos_ != "VERB"
        or (named("ousting").isdisjoint(forms(verb)) and verb.lemma_ != "summon" and not _thrown_out(verb))
        or (is_passive(verb) and agent(verb) is None and next(_from_within(verb), None) is None)
    ):
        return None
    whom = subject(verb) if is_passive(verb) else direct_object(verb)
    ids = Speaker(names, ()).resolved(whom, _SURE) if whom is not None else ()
    kinds = {names.cast.actors[i].kind for i in ids if i in names.cast.actors}
    people = bool(kinds) and kinds <= {"person", "unnamed"}
    # "Removed its speaker", "expelled three diplomats": nobody else tells who they are.
    called = whom is not None and whom.pos_ == "NOUN" and not role_forms().isdisjoint(forms(whom))
    if not people and not (called and not kinds):
        return None
    return Stand("condemns", (verb.i,), is_negated(verb), False, "ousts", 0.6)


def _backs(verb: Token) -> bool:
    """*Backed the minister*; not *backed away*, *backed into a wall* or *bonds backed by the state*."""
    if is_passive(verb):
        return verb.dep_ != "acl" and agent(verb) is not None
    return direct_object(verb) is not None and not children(verb, "prt")


def _thrown_out(verb: Token) -> bool:
    """*Kicked out*, *booted out*, *drummed out*."""
    out = any(c.lower_ == "out" for c in kids(verb) if c.i > verb.i)
    return out and not named("throwing").isdisjoint(forms(verb))


def _from_within(verb: Token) -> Iterator[Token]:
    """Who sends somebody away in a passive that names the place only: *was kicked out of the university*."""
    if not is_passive(verb) or not (_thrown_out(verb) or verb.lemma_ in ("expel", "suspend", "sack", "fire", "oust")):
        return
    yield from prepositional(verb, "by")
    for out in (verb, *(c for c in kids(verb) if c.lower_ == "out" and c.i > verb.i)):
        for of in kids(out):
            if of.dep_ == "prep" and of.lower_ in ("of", "from"):
                yield from children(of, "pobj")


def _draws(verb: Token) -> Stand | None:
    """*Drew protests from aid groups*, *was met with applause by the crowd*: the stand of whom it comes from."""
    if verb.pos_ != "VERB" or named("drawing").isdisjoint(forms(verb)):
        return None
    met = verb.lemma_ in ("meet", "greet", "receive")
    held = prepositional(verb, "with") if met else iter(children(verb, "dobj"))
    what = next(held, None)
    if what is None:
        return None
    act = next((act for act in _DRAWN if not named(f"drawn_{act}").isdisjoint(forms(what))), None)
    origin = next((t for top in (what, verb) for t in prepositional(top, "from", "by", "among")), None)
    if act is None or origin is None:
        return None
    return Stand(act, (verb.i, what.i, origin.i), False, False, "draws", 0.7)


def _calls_in(names: Names, verb: Token) -> Stand | None:
    """*The Serbian ambassador was summoned*: by whom, the reader knows."""
    if not is_passive(verb) or agent(verb) is not None:
        return None
    called = verb.lemma_ == "summon" or (verb.lemma_ in ("call", "haul") and any(c.lower_ == "in" for c in kids(verb)))
    who = subject(verb)
    if not called or who is None or (named("envoy") | {"charge", "chargé"}).isdisjoint(forms(who)):
        return None
    return Stand("condemns", (verb.i,), is_negated(verb), False, "calls_in", 0.7) if _host(names, verb) else None


def _host(names: Names, verb: Token) -> tuple[str, ...]:
    """The country that an envoy is summoned by: the last one told of before that is not the one that sent him."""
    who = subject(verb)
    if who is None:
        return ()
    speaker = Speaker(names, ())
    sent = {i for _, ids in speaker.inside(who) for i in ids} | set(speaker.resolved(who))
    sent |= {side for i in sent if (side := speaker.side(i))}
    after = speaker.mentions(verb.i, min(verb.right_edge.i + 1, verb.i + REACH))
    before = speaker.mentions(max(0, verb.i - _BACK), who.left_edge.i)
    for _, ids in (*after, *reversed(before)):
        for i in ids:
            country = i if i.startswith("country:") else speaker.side(i)
            if country.startswith("country:") and country not in sent and country in names.cast.actors:
                return (country,)
    return ()


def protests(verb: Token) -> Stand | None:
    """*Left the working group in protest*: a deed that its reason makes a stand."""
    protest = in_protest(verb)
    if protest is not None:
        return Stand("condemns", (verb.i, protest.i), is_negated(verb), False, "cue", 0.7)
    near = [p for t in (verb, *children(verb, "dobj")) for p in children(t, "prep") if p.lower_ == "in"]
    beside = [t for p in near for t in children(p, "pobj")]
    beside = [t for t in beside if t.lower_ == "solidarity"]
    if beside:
        return Stand("supports", (verb.i, beside[0].i), is_negated(verb), False, "protests", 0.7)
    if verb.lemma_ == "protest" and verb.tag_ in ("VBD", "VBZ", "VBP") and not children(verb, "ccomp", "dobj"):
        return Stand("condemns", (verb.i,), is_negated(verb), False, "cue", 0.7)  # "Turkey protested."
    # "Blocked the road", "demonstrated against the mine": a crowd's violence alone shows no view.
    deed = action(verb) if verb.pos_ == "VERB" and not is_passive(verb) else None
    if deed is None or deed["event"] != "PROTEST" or is_negated(verb):
        return None
    about = next(prepositional(verb, "over", "against", "at"), None)
    if len(deed.tokens) == 1 and not named("milling").isdisjoint(forms(verb)) and about is None:
        return None
    return Stand("condemns", deed.tokens, False, False, "protests", 0.7)


def _unnamed(doc: Doc, stand: Stand) -> bool:
    """*Who did not want to be named*: said to the reporter, of nothing."""
    last = doc[max(stand.words)]
    return is_passive(last) and not named("naming").isdisjoint(forms(last))


def _aside(verb: Token) -> bool:
    """Whether a verb only tells what somebody is blamed for (*for shelving it*), was asked, or did for himself."""
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("for", "of"):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not named("inquiring").isdisjoint(forms(verb)):
        return True
    return any(t.lower_.endswith(("self", "selves")) for t in children(verb, "dobj"))


def _stirs(verb: Token) -> Stand | None:
    """*That displeased the palace*: what is felt is told by its cause."""
    if verb.pos_ != "VERB" or is_passive(verb):
        return None
    act = next((act for act in _STIRRED if not named(f"stirs_{act}").isdisjoint(forms(verb))), None)
    if act is None or direct_object(verb) is None:
        return None
    cause = subject(verb)
    if cause is None or cause.ent_type_ == "PERSON" or cause.i > verb.i:
        return None
    if is_negated(verb):
        return Stand("condemns", (verb.i,), False, False, "stirs", 0.6) if act == "supports" else None
    return Stand(act, (verb.i,), False, False, "stirs", 0.6)


def _wants(names: Names, verb: Token) -> Stand | None:
    """*The Left wants him gone*: a wish that is told as a fact is a stand where it presses somebody."""
    if verb.lemma_ != "want" or verb.tag_ not in ("VBD", "VBZ", "VBP") or is_negated(verb):
        return None
    stand = from_cue(verb.doc, range(verb.i, verb.i + 1))
    below = children(verb, "ccomp", "xcomp", "oprd")
    others = [s for c in below for s in children(c, "nsubj", "nsubjpass")] or (below and children(verb, "dobj"))
    if stand is None or stand.act != "calls_for" or not others:
        return None
    pressed = sharpened(verb.doc, stand, [], Speaker(names, ()))
    done = any(c.tag_ == "VBN" and c.i > others[0].i for c in below)  # "Wants the bill split in two."
    return pressed if pressed.act == "demands" or done else None


def _happened(doc: Doc, token: Token) -> bool:
    """Whether the act is told as a fact: not asked for, planned, possible or put as a condition."""
    if token.tag_ == "VB" and is_conditional(token):
        return any(c.lower_ == "would" for c in kids(token))
    if token.tag_ == "VB" and not any(c.dep_ == "aux" and c.lemma_ in ("do", "will") for c in kids(token)):
        # "led him to question": he did; "urged him to question": he may not have.
        return token.dep_ in ("xcomp", "ccomp") and not named("implicative").isdisjoint(forms(token.head))
    value, _ = commitment_at(doc, token.i)
    return value in ("ct+", "ct-")


def _called(who: Token, speaker: Speaker) -> tuple[str, ...]:
    """Whoever is nowhere else named than by this phrase itself: *hundreds of people*, *the Radical bloc*."""
    words, found = phrase(who).text.lower(), speaker.resolved(who)
    names = [speaker.cast.actors[i].name.lower() for i in found if i in speaker.cast.actors]
    return found if names and all(name in words for name in names) else ()


def _one_of(who: Token) -> Token:
    """Whom a clause tells apart: *Councillor Menon, one of the four who voted no*."""
    one = who.head.head if who.dep_ == "pobj" and who.head.lower_ == "of" else who
    if one.lower_ != "one":
        return who
    if one.dep_ == "appos":
        return one.head
    first = subject(one.head) if one.dep_ == "attr" else None
    return first if first is not None else who


def _modifier(who: Token, speaker: Speaker) -> tuple[str, ...]:
    """*The Russian delegation* rejects for Russia, where the phrase itself is nobody."""
    found = [ids for i, ids in speaker.inside(who) if speaker.doc[i].head == who and speaker.doc[i].i < who.i]
    return found[0] if found else ()


def _apposed(who: Token, speaker: Speaker) -> tuple[str, ...]:
    """*The Minister of Energy, Lucía Andrade,* comes out in defence of it."""
    return next((ids for c in children(who, "appos") if (ids := speaker.resolved(c, _SURE))), ())


def _governed(who: Token, speaker: Speaker) -> tuple[str, ...]:
    """*Trustees at the museum* vote for it, where the phrase itself is nobody."""
    if named("governing").isdisjoint(forms(who)):
        return ()
    below = [t for t in kids(who) if t.dep_ == "poss"]
    below += [t for p in kids(who) if p.dep_ == "prep" and p.lower_ in ("of", "at") for t in children(p, "pobj")]
    found = speaker.resolved(below[0], _SURE) if below else ()
    kinds = {speaker.cast.actors[i].kind for i in found if i in speaker.cast.actors}
    return found if kinds == {"organisation"} else ()


def _asked(who: Token, speaker: Speaker) -> tuple[str, ...]:
    """*Calls to the ministry went unanswered*: whom the calls were made to."""
    asked = [t for p in kids(who) if p.dep_ in ("prep", "dative") and p.lower_ in ("to", "for") for t in kids(p)]
    return next((ids for t in asked if t.dep_ == "pobj" and (ids := speaker.resolved(t, _SURE))), ())


def _evidence(doc: Doc, token: Token, who: Token | None, last: int) -> tuple[int, int] | None:
    near = who is not None and who.i < token.i and token.i - who.right_edge.i <= 5
    first = who.left_edge.i if who is not None and near else token.i
    first = max(first, token.i - REACH)
    words = trimmed(doc, first, last)
    if words is not None and words[1] - words[0] > _LONGEST:
        return trimmed(doc, first, token.i + 20)
    return words
