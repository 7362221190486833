"""Whom or what a stand is taken towards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.positions.clauses import (
    REACH,
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
_ADDRESSED = ("demands", "calls_for", "threatens", "warns", "expresses_concern", "condemns")
_PARTNERED = ("agrees", "promises", "supports")
_ABOUT = (
    "over", "about", "regarding", "concerning", "against", "on", "upon", "at", "of", "with", "toward", "towards",
    "for", "to", "from", "in", "by",
)  # fmt: skip
_WITH = ("with", "to", "for", "toward", "towards")
_AGAINST = ("for", "of", "on", "against", "from")
_NOBODY = ("nobody", "none", "nothing", "there")
_LONGEST = 25
_MOST = 6
_STEP = 8


@dataclass(frozen=True, slots=True)
class Target:
    """The words, the actor they name, and whether they are an actor, a claim or an event."""

    text: str = ""
    actor_id: str = ""
    kind: str = ""
    head: int = -1


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
    if stand.act in ("no_response", "declines_to_confirm"):
        return _inquired(doc, stand, content, heads)
    if stand.rule == "plain":
        return _topic(doc, heads, speaker)
    if stand.rule == "nobody" and stand.act == "accuses":
        return Target()  # "Nobody asked us": who should have is not told.
    if stand.rule == "dares" or (stand.act in CLAIMS and not _judged(doc, stand)):
        return _claim(doc, stand, content, heads)
    if stand.act == "concedes" and (own := _own_fault(doc, stand, speaker)) is not None:
        return own
    if stand.act == "concedes" and stand.clause is None and heads and heads[0].pos_ in ("VERB", "AUX"):
        return _claim(doc, stand, content, heads)
    if stand.act in ("agrees", "promises") and peers and _mutual(doc, stand, content):
        side = speaker.side(peers[0]) or peers[0]
        return Target(_name(speaker, side), side, "actor")
    asked = stand.act in ("demands", "calls_for") and stand.clause is None
    undone = undoing(doc[stand.words[0]]) if asked else None
    if undone is not None and not speaker.is_own(undone):
        found = speaker.other(speaker.resolved(undone))
        return Target(_words(undone, doc), found, "actor" if found else "event", undone.i)
    thing = _called(content) if stand.rule in ("label", "evaluation", "learned") else None
    if thing is not None:
        found = speaker.other(speaker.resolved(thing))
        return Target(_words(thing, doc), found, "actor" if found else "event", thing.i)
    held = []
    if stand.act == "threatens" and not any(_against(head, speaker) for head in heads):
        held = _on_condition(heads, speaker)
    candidates = held or _candidates(doc, stand, content, heads, speaker)
    if stand.act == "threatens":
        # Where it is to happen is not against whom: "sue in Geneva", "take the case to the Hague".
        where = [t for t in candidates if t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "to", "from")]
        candidates = [t for t in candidates if t not in where and (t in held or t.lower_ not in ("it", "they"))]
        if not candidates and stand.rule != "own_step":
            begun = next((h for h in heads if h.tag_ == "VB" and h.dep_ == "xcomp"), None)
            end = min(begun.right_edge.i + 1, begun.i + 2) if begun is not None else 0
            return Target(_trimmed(doc[begun.i : end]), "", "event", begun.i) if begun is not None else Target()
        if not candidates:
            return Target()
    step = doc[stand.words[0]]
    if not candidates and stand.clause is not None and stand.rule in ("own_step", "will_not") and step.pos_ == "VERB":
        return Target(_trimmed(doc[step.i : min(step.right_edge.i + 1, step.i + _STEP)]), "", "event", step.i)
    refused = doc[stand.clause] if stand.clause is not None and stand.act == "rejects" else None
    if refused is not None and refused.pos_ == "VERB" and is_negated(refused):
        who, held = subject(refused), direct_object(refused)
        vague = held is None or held.lower_ in ("part", "anything", "anybody", "anyone", "any", "one")
        own = who is not None and (speaker.is_own(who) or not named("side").isdisjoint(forms(who)))
        if own and (stand.rule == "learned" or (stand.rule == "will_not" and vague)):
            # "We will not sign anything": the deed itself.
            end = min(refused.right_edge.i + 1, refused.i + _STEP)
            return Target(_trimmed(doc[refused.i : end]), "", "event", refused.i)
    begun = heads[0] if heads and heads[0].tag_ == "VB" and heads[0].dep_ == "xcomp" else None
    if not candidates and begun is not None and stand.clause is None and stand.act in ("agrees", "promises", "neutral"):
        last = min(begun.right_edge.i + 1, begun.i + _STEP)
        return Target(_trimmed(doc[begun.i : last]), "", "event", begun.i)
    if not candidates and stand.act == "defends" and heads:
        who = subject(doc[stand.clause] if stand.clause is not None else heads[0])
        if who is not None and speaker.is_own(who):
            own = next(iter(speaker.resolved(who)), "") or speaker.side(speaker.ids[0]) or speaker.ids[0]
            return Target(_words(who, doc), own, "actor", who.i)  # "We have nothing to hide."
    if not candidates and stand.clause is not None:
        pointed = _pronoun(doc[stand.clause], stand, speaker)
        if pointed is not None:
            return Target(_words(pointed, doc).removeprefix("no "), "", "event", pointed.i)
    passive = stand.act == "accuses" and stand.clause is not None and is_passive(doc[stand.clause])
    if not candidates and passive and doc[stand.clause].pos_ == "VERB":
        return Target()
    if not candidates and stand.act in ("agrees", "promises") and stand.clause is not None:
        step = doc[stand.clause]
        if step.pos_ == "VERB" and not is_passive(step) and stand.rule == "learned":
            return Target(_trimmed(doc[step.i : min(step.right_edge.i + 1, step.i + _STEP)]), "", "event", step.i)
    if not candidates:
        found = _addressee(doc, stand, speaker) if stand.act in _ADDRESSED else None
        return found or (_claim(doc, stand, content, heads) if content and stand.act != "neutral" else Target())
    # The first is the act's own object; what follows only helps where that names nobody.
    first = candidates[0]
    if stand.act in ("rejects", "doubts") and not named("grounds").isdisjoint(forms(first)):
        first = next(prepositional(first, "for", "of", "to"), first)  # "Sees no grounds for a ban": the ban.
    found = speaker.other(speaker.resolved(first))
    if found:
        return Target(_words(first, doc), found, "actor", first.i)
    about = _within(first, stand, speaker)
    if about is not None:
        return about
    if stand.act in _ADDRESSED:
        found = _addressee(doc, stand, speaker)
        if found is not None:
            return Target(_words(first, doc), found.actor_id, "event", first.i)
    if stand.act in _PARTNERED:
        for token in candidates[1:]:
            if token.dep_ == "pobj" and (found := speaker.other(speaker.resolved(token))):
                return Target(_words(first, doc), found, "event", first.i)
    return Target(_words(first, doc), "", "event", first.i)


def _topic(doc: Doc, heads: list[Token], speaker: Speaker) -> Target:
    """What a plain fact is about: the subject of its clause; where that is the speaker, what it has done that to."""
    for head in heads[:1]:
        verbal = head.pos_ in ("VERB", "AUX")
        who = subject(head) if verbal else head
        there = next(iter(children(head, "attr", "nsubj")), None) if children(head, "expl") else None
        pointing = who is not None and who.lower_ in ("it", "there", "that", "this")
        if there is not None:
            about: Token | None = there  # "There are more witnesses."
        elif who is not None and verbal and not pointing and not speaker.is_own(who):
            about = _antecedent(who)
        elif verbal:
            about = _undertaken(head)
        else:
            about = who
        if (
            about is None
            or about.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "SYM")
            or about.tag_
            in (
                "WDT",
                "WP",
                "EX",
            )
        ):
            continue
        if about.lower_ in named("self") or about.lower_ in ("you", "it", *_NOBODY) or speaker.is_own(about):
            continue
        found = speaker.other(speaker.resolved(about))
        return Target(_words(about, doc), found, "actor" if found else "event", about.i)
    return Target()


def _undertaken(head: Token) -> Token | None:
    """What somebody has or does, tells, waits for or knows of: *took note of the ruling*, *is aware of the launch*."""
    steps = [head, *(c for c in children(head, "xcomp", "acomp") if c.pos_ in ("VERB", "ADJ"))]
    for step in steps:
        done = direct_object(step) if step.pos_ in ("VERB", "AUX") else None
        if done is not None and done.lower_ in ("note", "part", "stock", "account", "notice", "care"):
            done = next((o for p in children(done, "prep") for o in children(p, "pobj")), done)
        if done is not None and done.pos_ != "NUM":
            return done
    who = subject(head)
    for step in [] if who is not None and who.lower_ == "i" else reversed(steps):
        for what in prepositional(step, "of", "for", "to", "about", "on"):
            if what.pos_ in ("NOUN", "PROPN") and not _dated(what):
                return what
    return None


def taken(doc: Doc, stand: Stand, speaker: Speaker) -> Target:
    """The object that belongs to the words of an act, where it has no other: *accepted the invitation*."""
    for i in stand.words[1:]:
        token = doc[i]
        if token.head.lemma_ in ("give", "make", "take", "offer", "express", "voice", "have"):
            continue  # The consent that is given is the act itself.
        if token.dep_ in ("dobj", "obj") and any(c.dep_ in ("det", "poss", "amod", "compound") for c in kids(token)):
            found = speaker.other(speaker.resolved(token))
            return Target(_words(token, doc), found, "actor" if found else "event", i)
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
        others.append(Target(_words(last, doc), found, "actor", last.i))
    if not others:
        return [aim]
    until = min(head.i + 1, doc[others[0].head].left_edge.i)
    first = _trimmed(doc[max(head.left_edge.i, head.i - _LONGEST) : max(until, head.i + 1)])
    return [Target(first, aim.actor_id, "actor", aim.head), *others]


def _judged(doc: Doc, stand: Stand) -> bool:
    """*The report is false*: what is denied or doubted is the subject of the clause."""
    if stand.clause is None or stand.rule not in ("evaluation", "will_fail"):
        return False
    who = subject(doc[stand.clause])
    return who is not None and who.pos_ in ("NOUN", "PROPN", "PRON") and who.lower_ not in ("there", "what")


def _on_condition(heads: list[Token], speaker: Speaker) -> list[Token]:
    """Who or what is to fulfil the condition that a threat hangs on."""
    found = []
    for head in heads:
        for clause in children(head, "advcl"):
            marks = {c.lower_ for c in children(clause, "mark", "advmod")}
            # "Should the talks fail": the auxiliary before its subject.
            marks |= {
                "if" for c in children(clause, "aux") if c.lower_ in ("should", "were", "had") and c.i < clause.i - 1
            }
            who = subject(clause) if marks & {"if", "unless", "until"} and children(clause, *SUBJECTS) else None
            somebody = who is not None and who.pos_ in ("NOUN", "PROPN") and who.lower_ not in _NOBODY
            if who is not None and (somebody or speaker.other(speaker.resolved(who))) and not speaker.is_own(who):
                found.append(who)
    return found


def _against(head: Token, speaker: Speaker) -> bool:
    """Whether a step has somebody else for its object: *sue Keller*, *march on the ministry*."""
    done = [direct_object(head), *prepositional(head, "against", "on")]
    return any(t is not None and speaker.other(speaker.resolved(t)) for t in done)


def _inquired(doc: Doc, stand: Stand, content: list[Span], heads: list[Token]) -> Target:
    """What somebody would not speak about: the question, the call, or what was asked."""
    last, words = doc[max(stand.words)], _deciding(doc, stand)
    for i in stand.words:
        if i not in words and named("replying").isdisjoint(forms(doc[i])) and doc[i].lower_ != "word":
            return Target(_words(doc[i], doc), "", "event", i)
    for top in [doc[i] for i in stand.words]:
        left = children(top, "nsubjpass") if named("audience").isdisjoint(forms(top)) else []
        left += children(top, "nsubj") if not named("remaining").isdisjoint(forms(top)) else []
        left = [t for t in left if not named("messages").isdisjoint(forms(t))]
        near = [p for p in children(top, "prep") if p.lower_ in ("to", "on", "about", "regarding", "over", "of")]
        held = children(top, "dobj") if top.lemma_ != "leave" else []
        for token in (*left, *held, *(t for p in near for t in children(p, "pobj", "pcomp"))):
            silent = not named("replying").isdisjoint(forms(token)) or token.lower_ in ("word", "silence", "response")
            human = token.ent_type_ in ("PERSON", "NORP") or not named("audience").isdisjoint(forms(token))
            if token.i in words or human or silent or token.pos_ not in ("NOUN", "PROPN", "PRON"):
                continue
            if _dated(token) or token.lower_ in named("self"):
                continue
            return Target(_message(token) or _words(token, doc), "", "event", token.i)
    if stand.act == "declines_to_confirm":
        inside = [p for p in content if p.end > last.i + 1 and any(t.is_alpha and t.i not in words for t in p)]
        found = _claim(doc, stand, inside, heads) if inside else Target()
        if found.text and not (len(found.text.split()) < 3 and found.text.split()[-1] in (last.text, "comment")):
            return found
    for token in doc[max(last.sent.start, last.i - REACH) : last.i]:
        # "Asked whether it was so, she declined to speculate."
        if token.tag_ in ("VBN", "VBD") and not named("inquiring").isdisjoint(forms(token)) and token.dep_ != "ROOT":
            below = children(token, "ccomp", "advcl", "xcomp")
            if below:
                start, end = max(below[0].left_edge.i, token.i + 1), below[0].right_edge.i + 1
                return Target(_trimmed(doc[start : min(end, start + _LONGEST)]), "", "claim")
            for what in prepositional(token, "about", "on", "over", "regarding"):
                return Target(_words(what, doc), "", "event", what.i)
    return _unanswered(doc, content, last, words)


def _unanswered(doc: Doc, content: list[Span], last: Token, words: set[int]) -> Target:
    """The noun that an attribution has for what was not answered or spoken about."""
    for piece in content:
        head = piece.root
        asked = head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") or not named("messages").isdisjoint(forms(head))
        if head.pos_ == "VERB" and head.i > last.i and head.dep_ == "ccomp":
            asked = False
        silent = not named("replying").isdisjoint(forms(head)) or head.lower_ in ("word", "silence", "response")
        if asked and not silent and head.i not in words and not _dated(head) and head.lower_ not in named("self"):
            return Target(_message(head) or _words(head, doc), "", "event", head.i)
    return Target()


def _message(token: Token) -> str:
    """A message left for the mayor, calls to her office: they are the message and the calls."""
    if named("messages").isdisjoint(forms(token)):
        return ""
    cut = [c.left_edge.i for c in children(token, "acl", "prep") if c.lower_ == "to" or c.dep_ == "acl"]
    span = phrase(token)
    return _trimmed(token.doc[span.start : max(min([span.end, *cut]), token.i + 1)])


def _dated(token: Token) -> bool:
    """Whether a word only says when; what is promised or opposed is a thing: *a month without trains*."""
    return token.ent_type_ in ("DATE", "TIME") and token.dep_ not in ("dobj", "obj", "nsubj")


def _claim(doc: Doc, stand: Stand, content: list[Span], heads: list[Token]) -> Target:
    words = _deciding(doc, stand)
    verbal = heads and heads[0].pos_ in ("VERB", "AUX")
    if stand.clause is None and not verbal:
        tops = [doc[i] for i in stand.words]
        inner = [doc[i] for i in stand.words if i not in words]
        found = inner + [t for top in tops for t in (direct_object(top), *prepositional(top, *_ABOUT)) if t is not None]
        found = [t for t in found if t.i not in words and t.pos_ in ("NOUN", "PROPN", "PRON") and not _dated(t)]
        if stand.act == "declines_to_confirm":
            found = [t for t in found if t.dep_ != "nsubjpass"]  # "She would not be drawn on that."
        inside = [t for t in found if any(c.start <= t.i < c.end for c in content)] or found
        if inside:
            return Target(_words(inside[0], doc), "", "event")
        nouns = [t for t in heads if t.i not in words]
        if nouns:
            return Target(_words(nouns[0], doc), "", "event")
    absent = _absent(heads) if stand.act == "denies" else None
    if absent is not None:
        return absent
    below = children(doc[stand.words[0]], "ccomp") if stand.rule == "own_act" else []
    if below:
        start, end = below[0].left_edge.i, below[0].right_edge.i + 1
        return Target(_trimmed(doc[start : min(end, start + _LONGEST)]), "", "claim")
    outside = [p for p in content if not set(range(p.start, p.end)) <= words]
    if outside:
        first = outside[0]
        start = first.start
        if stand.act == "declines_to_confirm" and doc[start].tag_ == "TO" and start + 2 < first.end:
            start += 2  # "to say | who would travel"
        if doc[start].lower_ == "it" and start < min(words) < first.end:
            start = max(w for w in words if w < first.end) + 1  # "it unlikely that ..."
        if start < first.end:
            text = _trimmed(doc[start : min(first.end, start + _LONGEST)])
            return Target(text, "", "claim") if text else Target()
    return Target()


def undoing(verb: Token) -> Token | None:
    """What somebody else is asked to undo, whom to punish: *asked the court to annul the vote*."""
    for step in children(verb, "xcomp", "ccomp", "advcl"):
        down = step.lemma_ == "stand" and any(c.lower_ in ("down", "aside") for c in kids(step))
        if step.tag_ != "VB" or is_negated(step) or (named("undoing").isdisjoint(forms(step)) and not down):
            continue
        what = next(iter(children(step, "dobj", "obj")), None)
        if what is not None and what.pos_ in ("NOUN", "PROPN", "PRON"):
            return what
    return None


def _absent(heads: list[Token]) -> Target | None:
    """What is denied by *there was no bribe*: the thing itself."""
    for head in heads[:1]:
        there = head.lemma_ == "be" and any(c.dep_ == "expl" for c in kids(head))
        what = next(iter(children(head, "attr", "nsubj")), None) if there else None
        no = next((c for c in kids(what) if c.lower_ == "no"), None) if what is not None else None
        if what is not None and no is not None and what.lower_ not in ("doubt", "way", "need"):
            words = phrase(what)
            return Target(_trimmed(what.doc[max(words.start, no.i + 1) : words.end]), "", "claim", what.i)
    return None


def _own_fault(doc: Doc, stand: Stand, speaker: Speaker) -> Target | None:
    """What one is sorry for, or the clause that owns up to it: *apologised to us for the delay*, *I was wrong*."""
    verb = doc[stand.words[0]]
    if stand.clause is None:
        what = next(prepositional(verb, "for", "over", "about"), None)
        sorry = not named("sorry").isdisjoint(forms(verb))
        if not sorry or what is None or what.pos_ not in ("NOUN", "PROPN", "PRON") or what.ent_type_ == "PERSON":
            return None
        end = max([phrase(what).end, *(c.right_edge.i + 1 for c in children(what, "relcl"))])
        return Target(_trimmed(doc[phrase(what).start : min(end, what.i + _STEP)]), "", "event", what.i)
    head = doc[stand.clause]
    who = subject(head) if stand.rule in ("evaluation", "should_have") else None
    if who is None or who.head != head or not speaker.is_own(who) or head.pos_ not in ("VERB", "AUX"):
        return None
    cut = [c.left_edge.i for c in children(head, "conj", "cc", "punct") if c.left_edge.i > head.i]
    return Target(_trimmed(doc[head.left_edge.i : min([head.right_edge.i + 1, *cut])]), "", "claim", head.i)


def _called(content: list[Span]) -> Token | None:
    """What stands before the cue and is named after it: *a step that she described as rash*, *calling it “rash”*."""
    first = content[0] if content else None
    if first is None or not (first[0].lower_ == "as" or _quote(first[0])):
        return None
    verbs = [t.head for t in first[:8] if t.head.i < first.start and t.head.pos_ == "VERB"]
    if not verbs or named("label").isdisjoint(forms(verbs[0])) or is_passive(verbs[0]):
        return None
    verb = verbs[0]
    thing = next((t for t in children(verb, "dobj", "obj") if t.i < first.start), None)
    if verb.dep_ == "relcl" and (thing is None or thing.lower_ in ("that", "which")):
        thing = verb.head
    return thing if thing is not None and thing.pos_ in ("NOUN", "PROPN", "PRON") else None


def _pronoun(clause: Token, stand: Stand, speaker: Speaker) -> Token | None:
    """The pronoun that a clause judges, where nobody is found for it: *that is not good enough*, *it is overdue*."""
    if stand.act in ("agrees", "promises", "neutral", "concedes", "calls_for", "demands", "threatens"):
        return None
    who = subject(clause)
    if who is None or who.head != clause or who.i > clause.i or stand.rule == "own_act":
        return None
    if speaker.is_own(who) and who.lower_ != "they" and stand.act not in ("defends", "supports"):
        return None
    if who.lower_ in ("this", "that", "it") and stand.act in ("rejects", "denies"):
        # "This was no navigation error": that name is turned down.
        for what in children(clause, "attr"):
            if any(c.dep_ == "det" and c.lower_ == "no" for c in kids(what)):
                return what
    if who.lower_ == "it" and any(c.i > clause.i for c in children(clause, "ccomp", "csubj")):
        return None  # "It is a scandal that nobody asked": the clause is meant.
    return who if who.lower_ in ("it", "this", "that", "these", "those", "they", "he", "she", "you") else None


def _mutual(doc: Doc, stand: Stand, content: list[Span]) -> bool:
    spans = [*(range(p.start, min(p.end, p.start + _LONGEST)) for p in content), stand.words]
    return any(set(forms(doc[i])) & named("mutual") for span in spans for i in span)


def _deciding(doc: Doc, stand: Stand) -> set[int]:
    """The words of the act, without an object of its own among them: *brushed aside a question*, *requested talks*."""
    words = set(stand.words)
    for i in stand.words[1:]:
        up = doc[i].head
        own = doc[i].dep_ in ("dobj", "obj", "nsubjpass") and doc[i].pos_ in ("NOUN", "PROPN") and up.i in words
        stood = up.lower_ == "by" and doc[i].dep_ == "pobj" and up.i in words  # "stands by its figures"
        if stood or (own and named("carrying").isdisjoint(forms(up))):
            words.discard(i)
    return words


def _candidates(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker) -> list[Token]:
    """Head words of the phrases that may be the target, likeliest first."""
    words = _deciding(doc, stand)
    found: list[Token | None] = []
    if content and (stand.rule == "label" or _calls(content[0])):
        first = content[0]
        found += [t for t in first[:12] if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("compound", "poss")][
            :1
        ]
    elif stand.clause is None and stand.rule in ("insists", "silent"):
        # The object of "told" is who listens.
        found += [s for head in heads if (s := subject(head)) is not None and s.i >= heads[0].left_edge.i]
        found += [head for head in heads if head.pos_ in ("NOUN", "PROPN")]
    elif stand.clause is None or stand.rule == "own_act":
        found += _of_the_act(doc, stand, heads)
    else:
        found += _of_the_clause(doc[stand.clause], doc[stand.words[0]], stand)
    chosen = []
    for token in found:
        token = _antecedent(token)
        if token is None or token.i in words or token in chosen or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
            continue
        unnamed = token.lower_ in ("there", "it", "that", "what", *_NOBODY) and stand.rule != "will_fail"
        own = token.lower_ in ("it", "that", "this") and token.dep_ in ("dobj", "obj") and token.head.i in stand.words
        if token.lower_ in named("self") or (unnamed and not own):
            continue
        if not _dated(token):
            chosen.append(token)
    # Where it is said is no target either: "complained on the radio".
    chosen = [
        t for t in chosen if not (t.dep_ == "pobj" and t.head.lower_ in ("on", "to", "in") and _listens(t, speaker))
    ]
    # The speaker's own side is no target.
    chosen = [t for t in chosen if t.lemma_ not in named("side") or not any(c.tag_ == "PRP$" for c in kids(t))]
    return [t for t in chosen if _bound(t, stand) or not speaker.resolved(t) or speaker.other(speaker.resolved(t))]


def _bound(token: Token, stand: Stand) -> bool:
    """Whether a pronoun is the object of the act itself: who tells him something is somebody else."""
    own = token.dep_ in ("dobj", "obj", "dative") and token.head.i in stand.words
    return own and stand.clause is None and token.lower_ in ("him", "her", "them")


def _calls(said: Span) -> bool:
    """Whether a content begins with what is named, before its name in quotation marks: *branded the move “robbery”*."""
    doc = said.doc
    before = doc[said.start - 1] if said.start else None
    if before is None or before.pos_ != "VERB" or named("label").isdisjoint(forms(before)):
        return False
    opened = next((t.i for t in said[:12] if _quote(t)), said.start)
    return any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[said.start : opened])


def _of_the_act(doc: Doc, stand: Stand, heads: list[Token]) -> list[Token | None]:
    """What the words of the act govern: *condemned the raid*, *voted for the bill*, *a ban for the coach*."""
    found: list[Token | None] = []
    words = _deciding(doc, stand)
    found += [doc[i] for i in stand.words if i not in words]
    for i in stand.words[:1]:
        held = _relative_object(doc[i]) or direct_object(doc[i])
        if stand.act == "promises" and held is not None and held.pos_ in ("PRON", "PROPN"):
            # "Assured him that the state would keep its share": the share.
            steps = [c for c in children(doc[i], "ccomp") if c.pos_ == "VERB"]
            found += [direct_object(c) for c in steps]
        if stand.act in ("promises", "agrees") and held is None:
            found += [direct_object(c) for c in children(doc[i], "xcomp", "advcl") if _infinitive(c)]
        found.append(held)
    for i in stand.words[1:]:
        # "Dismissed it as a trick": what it is called is not what is dismissed.
        found += children(doc[i], "pobj", "pcomp") if doc[i].lower_ != "as" else []
    for i in stand.words:
        near = prepositional(doc[i], *(_WITH if stand.act in _PARTNERED[:2] else ()), *_ABOUT)
        # "In the evening they signed a note": what stands in front says when or where.
        found += [t for t in near if t.i > min(stand.words)]
    if found and found[0] is not None and stand.act in _ADDRESSED:
        meant = set(forms(found[0])) & named("punishing")
        found[:0] = [t for t in (*children(found[0], "poss"), *prepositional(found[0], *_AGAINST)) if meant]
    if stand.rule == "own_act":
        found += [s for c in children(doc[stand.words[0]], "ccomp") for s in children(c, "nsubj", "nsubjpass")]
    if stand.act in _PARTNERED:
        for head in heads:
            # "Promised to raise the attack with partners": the partners are not what is promised.
            own = direct_object(head) if head.tag_ == "VB" and not held_by_name(head) else None
            found += [own, *prepositional(head, *_WITH)]
    if stand.act == "threatens":
        for head in heads:
            found += [*prepositional(head, "against", "on"), direct_object(head)]
    held = [t for t in found[:1] if t is not None and t.i not in words and t.pos_ in ("NOUN", "PROPN")]
    if not held or stand.act in ("calls_for", "demands"):
        # Without an object of its own, an act is about what its content is about.
        found += [s for head in heads if (s := subject(head)) is not None]
        found += [head for head in heads if head.pos_ in ("NOUN", "PROPN")]
        found += [direct_object(head) for head in heads if head.pos_ == "VERB"]
        if stand.act in ("condemns", "expresses_concern", "warns"):
            found += [t for head in heads for t in prepositional(head, "of", "about", "over")]
            found += [direct_object(c) for head in heads for c in children(head, "xcomp", "advcl") if c.tag_ == "VB"]
    return found


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in kids(verb))


def _relative_object(verb: Token) -> Token | None:
    """What a relative clause is about, where its verb lacks an object: *a demand that the board turned down*."""
    if verb.dep_ != "relcl" or is_passive(verb) or children(verb, "dobj", "obj", "ccomp", "xcomp", "prep"):
        return None
    who = next(iter(children(verb, "nsubj")), None)
    return verb.head if who is not None and who.tag_ not in ("WP", "WDT") and who.lower_ != "that" else None


def held_by_name(head: Token) -> bool:
    """Whether what a verb is done with is called by a name: *share intelligence with Kenya*."""
    return any(t.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") for t in prepositional(head, *_WITH))


def _of_the_clause(head: Token, step: Token, stand: Stand) -> list[Token | None]:
    """What the clause that decided is about: its subject, or the object of the step that it tells of."""
    if stand.rule in ("own_step", "will_not"):
        objects = [direct_object(step), *prepositional(step, *_WITH, "against", "on")]
        return [*objects, *(s for s in (direct_object(head),) if s is not step), subject(head)]
    if stand.rule == "needs":
        return [*children(head, "attr", "dobj", "obj")]
    if stand.rule == "let":
        return [c for t in children(head, "ccomp", "xcomp") for c in children(t, "nsubj")] + children(head, "dobj")
    if stand.rule == "is_not":
        who = subject(head)
        if who is not None and who.lower_ in ("this", "that", "it", "these", "those"):
            return [*children(head, "attr"), direct_object(head)]
    if (
        stand.rule == "learned"
        and stand.act in ("agrees", "promises", "threatens")
        and head.pos_ == "VERB"
        and not is_passive(head)
    ):
        # Who agrees or is to act is no target: "the army can live with a pullback".
        return [direct_object(head), *prepositional(head, *_WITH, *_ABOUT), subject(head)]
    if is_passive(head) and stand.act == "accuses" and agent(head) is None and head.pos_ == "VERB":
        return []  # "Her husband was robbed": by whom is not told.
    who = agent(head) if is_passive(head) and stand.act == "accuses" else subject(head)
    first = head if head.pos_ in ("NOUN", "PROPN") and who is None else who
    return [first, direct_object(head), *prepositional(head, *_ABOUT)]


def _antecedent(token: Token | None) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token is None or token.tag_ not in ("WDT", "WP"):
        return token
    up = token
    for _ in range(5):
        if up.dep_ in ("relcl", "acl"):
            return up.head
        up = up.head
    return None


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
        return Target(_words(doc[i], doc), found, "actor", i)
    return Target(_words(token, doc), found, "event", token.i)


def _addressee(doc: Doc, stand: Stand, speaker: Speaker) -> Target | None:
    """Whom the speaker has summoned or met in the same sentence."""
    verb = doc[stand.words[0]]
    for token in verb.sent[:80]:
        if token.i >= verb.i + 25 or not set(forms(token)) & named("addressed"):
            continue
        if token.pos_ == "VERB":
            found = [t for t in (direct_object(token), *prepositional(token, "with")) if t is not None]
        else:
            found = list(prepositional(token, "with", "to"))
        for who in found:
            actor_id = speaker.other(speaker.resolved(who))
            if _listens(who, speaker):
                continue
            side = actor_id and (speaker.side(actor_id) or actor_id)
            if side and side not in speaker.own:
                return Target(_words(who, doc), side, "actor")
            # "the Russian ambassador": the envoy of a country that the phrase names.
            inner = [speaker.other(ids) for _, ids in speaker.inside(who)] if not actor_id else []
            if any(inner) and token.pos_ == "VERB":
                return Target(_words(who, doc), next(filter(None, inner)), "actor")
    return None


def _listens(who: Token, speaker: Speaker) -> bool:
    """Whether somebody is told only to pass it on: a newspaper, a crowd."""
    kinds = {speaker.cast.actors[i].kind for i in speaker.resolved(who) if i in speaker.cast.actors}
    words = named("audience") | named("medium")
    return kinds == {"media"} or not words.isdisjoint(forms(who))


def _words(token: Token, doc: Doc) -> str:
    span = phrase(token)
    if not _quote(token.nbor(-1) if token.i else token):
        # The name that is found for a thing is no part of it: the move "robbery", his rival of "selling us".
        nouns = [t.i for t in span if t.pos_ in ("NOUN", "PROPN", "PRON") and t.tag_ != "PRP$"]
        opened = next((t.i for t in span if _quote(t) and nouns and nouns[0] < t.i), span.end)
        first = min(token.i, nouns[0] if nouns else token.i)
        while opened - 1 > first and doc[opened - 1].pos_ in ("ADP", "VERB", "DET", "PUNCT", "SCONJ"):
            opened -= 1
        span = doc[span.start : opened]
    if token.lower_ in ("those", "all", "everyone", "everybody", "anyone", "anybody", "people"):
        span = doc[span.start : _whose_end(token, span.end)]
    return _trimmed(span)


def _quote(token: Token) -> bool:
    return token.text in ("“", '"', "‘")


def _whose_end(token: Token, end: int) -> int:
    """Where the clause ends without which "those" says nothing: *those who lost the contract*."""
    for clause in children(token, "relcl", "acl", "prep"):
        stop = min([clause.right_edge.i + 1, *(c.i for c in children(clause, "cc", "punct") if c.i > clause.i)])
        end = max(end, min(stop, token.i + _STEP))
    return end


def _trimmed(span: Span) -> str:
    text = " ".join(span.text.split()).strip(" ,;:.")
    for opening, closing in ("“”", '""'):
        if text.startswith(opening) and closing not in text[1:]:
            text = text[1:]
        if text.endswith(closing) and opening not in text[:-1]:
            text = text[:-1]
    for ending in ("’s", "'s"):
        text = text.removesuffix(ending)
    return text.strip()


def _name(speaker: Speaker, actor_id: str) -> str:
    actor = speaker.cast.actors.get(actor_id)
    return actor.name if actor is not None else ""
