"""The target where it is a question, a claim or a fault: what was asked, denied, owned up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.aims import LONGEST, STEP, Target, announces, deciding, is_dated, plain_words, words_of
from accordingto.positions.clauses import (
    REACH,
    children,
    direct_object,
    is_negated,
    kids,
    phrase,
    prepositional,
    subject,
)
from accordingto.positions.lexicon import forms, named
from accordingto.positions.speakers import Speaker
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ABOUT = (
    "over", "about", "regarding", "concerning", "against", "on", "upon", "at", "of", "with", "toward", "towards",
    "for", "to", "from", "in", "by",
)  # fmt: skip

_NO_MATTER = ("word", "silence", "response", "telephone", "phone")
"""What tells no more than that somebody did not answer."""


def judged(doc: Doc, stand: Stand) -> bool:
    """*The report is false*: what is denied or doubted is the subject of the clause."""
    if stand.clause is None or stand.rule not in ("evaluation", "will_fail"):
        return False
    who = subject(doc[stand.clause])
    known = who is not None and who.pos_ in ("NOUN", "PROPN", "PRON") and who.lower_ not in ("there", "what")
    return known and not announces(who)


def inquired(doc: Doc, stand: Stand, content: list[Span], heads: list[Token]) -> Target:
    """What somebody would not speak about: the question, the call, or what was asked."""
    last, words = doc[max(stand.words)], deciding(doc, stand)
    for i in stand.words[1:] if stand.act == "declines_to_confirm" else ():
        if doc[i].dep_ in ("dobj", "obj") and any(c.tag_ == "PRP$" for c in kids(doc[i])):
            return Target(words_of(doc[i], doc), "", "event", i)  # "Would not give his name."
    if stand.act == "declines_to_confirm" and last.tag_ in ("WP", "WRB", "WDT") and not _told_after(content, last):
        return Target(last.text, "", "claim", last.i)  # "Would not say who."
    if stand.act == "declines_to_confirm" and (asked := _fronted(last)) is not None:
        return asked
    if stand.act == "declines_to_confirm" and content and content[0].end <= min(stand.words):
        first = content[0][0]
        if first.tag_ in ("WP", "WRB", "WDT", "WP$") or first.lower_ in ("whether", "if"):
            return Target(plain_words(content[0][:LONGEST]), "", "claim")  # "Whether it was sought, she did not say."
    for i in stand.words:
        if i not in words and named("replying").isdisjoint(forms(doc[i])) and doc[i].lower_ not in _NO_MATTER:
            return Target(words_of(doc[i], doc), "", "event", i)
    for top in [doc[i] for i in stand.words]:
        left = children(top, "nsubjpass") if named("audience").isdisjoint(forms(top)) else []
        left += children(top, "nsubj") if not named("remaining").isdisjoint(forms(top)) else []
        left = [t for t in left if not named("messages").isdisjoint(forms(t))]
        near = [p for p in children(top, "prep") if p.lower_ in ("to", "on", "about", "regarding", "over", "of")]
        held = children(top, "dobj") if top.lemma_ != "leave" else []
        for token in (*left, *held, *(t for p in near for t in children(p, "pobj", "pcomp"))):
            silent = not named("replying").isdisjoint(forms(token)) or token.lower_ in _NO_MATTER
            human = token.ent_type_ in ("PERSON", "NORP") or not named("audience").isdisjoint(forms(token))
            if token.i in words or human or silent or token.pos_ not in ("NOUN", "PROPN", "PRON"):
                continue
            if is_dated(token) or token.lower_ in named("self"):
                continue
            return Target(_message(token) or words_of(token, doc), "", "event", token.i)
    if stand.act == "declines_to_confirm":
        inside = [p for p in content if p.end > last.i + 1 and any(t.is_alpha and t.i not in words for t in p)]
        found = claim(doc, stand, inside, heads) if inside else Target()
        if found.text and not (len(found.text.split()) < 3 and found.text.split()[-1] in (last.text, "comment")):
            return found
    for token in doc[max(last.sent.start, last.i - REACH) : last.i]:
        # "Asked whether it was so, she declined to speculate."
        if token.tag_ in ("VBN", "VBD") and not named("inquiring").isdisjoint(forms(token)) and token.dep_ != "ROOT":
            below = children(token, "ccomp", "advcl", "xcomp")
            if below:
                start, end = max(below[0].left_edge.i, token.i + 1), below[0].right_edge.i + 1
                return Target(plain_words(doc[start : min(end, start + LONGEST)]), "", "claim")
            for what in prepositional(token, "about", "on", "over", "regarding"):
                return Target(words_of(what, doc), "", "event", what.i)
    return _unanswered(doc, content, last, words)


def _told_after(content: list[Span], last: Token) -> bool:
    """Whether anything is said behind the words of the act."""
    return any(t.i > last.i and t.is_alpha for piece in content for t in piece)


def _fronted(verb: Token) -> Target | None:
    """The question in front of its verb: *whether it had been sought, he would not say*."""
    for top in (verb, verb.head):
        for clause in children(top, "ccomp", "advcl"):
            first = clause.left_edge
            wh = first.tag_ in ("WP", "WRB", "WDT", "WP$") and first.lower_ != "when"
            if clause.right_edge.i < min(verb.i, top.i) and (wh or first.lower_ == "whether"):
                return Target(plain_words(verb.doc[first.i : clause.right_edge.i + 1][:LONGEST]), "", "claim")
    return None


def _unanswered(doc: Doc, content: list[Span], last: Token, words: set[int]) -> Target:
    """The noun that an attribution has for what was not answered or spoken about."""
    for piece in content:
        head = piece.root
        if head.pos_ == "VERB" and not named("replying").isdisjoint(forms(head)):
            # "Said it could not comment on an investigation."
            head = next(prepositional(head, "on", "about", "to"), head)
        asked = head.pos_ in ("NOUN", "PROPN", "NUM", "PRON") or not named("messages").isdisjoint(forms(head))
        if head.pos_ == "VERB" and head.i > last.i and head.dep_ == "ccomp":
            asked = False
        unspoken = named("replying") | named("audience")
        silent = not unspoken.isdisjoint(forms(head)) or head.lower_ in _NO_MATTER
        if asked and not silent and head.i not in words and not is_dated(head) and head.lower_ not in named("self"):
            return Target(_message(head) or words_of(head, doc), "", "event", head.i)
    return Target()


def _message(token: Token) -> str:
    """A message left for the mayor, calls to her office: they are the message and the calls."""
    if named("messages").isdisjoint(forms(token)):
        return ""
    cut = [c.left_edge.i for c in children(token, "acl", "prep") if c.lower_ == "to" or c.dep_ == "acl"]
    span = phrase(token)
    return plain_words(token.doc[span.start : max(min([span.end, *cut]), token.i + 1)])


def claim(doc: Doc, stand: Stand, content: list[Span], heads: list[Token]) -> Target:
    words = deciding(doc, stand)
    verbal = heads and heads[0].pos_ in ("VERB", "AUX")
    if stand.clause is None and not verbal:
        tops = [doc[i] for i in stand.words]
        inner = [doc[i] for i in stand.words if i not in words]
        found = inner + [t for top in tops for t in (direct_object(top), *prepositional(top, *_ABOUT)) if t is not None]
        found = [t for t in found if t.i not in words and t.pos_ in ("NOUN", "PROPN", "PRON") and not is_dated(t)]
        if stand.act == "declines_to_confirm":
            found = [t for t in found if t.dep_ != "nsubjpass"]  # "She would not be drawn on that."
        inside = [t for t in found if any(c.start <= t.i < c.end for c in content)] or found
        if inside:
            return Target(words_of(inside[0], doc), "", "event")
        nouns = [t for t in heads if t.i not in words]
        if nouns:
            return Target(words_of(nouns[0], doc), "", "event")
    absent = _absent(heads) if stand.act == "denies" else None
    if absent is not None:
        return absent
    below = children(doc[stand.words[0]], "ccomp") if stand.rule == "own_act" else []
    if below:
        start, end = below[0].left_edge.i, below[0].right_edge.i + 1
        return Target(plain_words(doc[start : min(end, start + LONGEST)]), "", "claim")
    believed = _believed(doc, stand) if stand.rule == "own_act" else None
    if believed is not None:
        return believed
    clause = doc[stand.clause] if stand.rule in ("own_not", "nobody", "learned") and stand.clause is not None else None
    deed = _undone(clause) if clause is not None and stand.act == "denies" else None
    if deed is not None:
        return deed
    if stand.rule == "learned":
        clause = None
    if clause is not None and clause.dep_ == "conj" and clause.left_edge.i > clause.head.i:
        # "The case was the work of rivals and he had never met him": the latter.
        return Target(plain_words(doc[clause.left_edge.i : clause.right_edge.i + 1][:LONGEST]), "", "claim")
    outside = [p for p in content if not set(range(p.start, p.end)) <= words]
    if outside:
        first = outside[0]
        start = first.start
        if stand.act == "declines_to_confirm" and doc[start].tag_ == "TO" and start + 2 < first.end:
            start += 2  # "to say | who would travel"
        if doc[start].lower_ == "it" and start < min(words) < first.end:
            start = max(w for w in words if w < first.end) + 1  # "it unlikely that ..."
        if start < first.end:
            text = plain_words(doc[start : min(first.end, start + LONGEST)])
            return Target(text, "", "claim") if text else Target()
    return Target()


def _absent(heads: list[Token]) -> Target | None:
    """What is denied by *there was no bribe*: the thing itself."""
    for head in heads[:3]:
        there = head.lemma_ == "be" and any(c.dep_ == "expl" for c in kids(head))
        what = next(iter(children(head, "attr", "nsubj")), None) if there else None
        no = next((c for c in kids(what) if c.lower_ == "no"), None) if what is not None else None
        if what is not None and no is not None and what.lower_ not in ("doubt", "way", "need"):
            words = phrase(what)
            return Target(plain_words(what.doc[max(words.start, no.i + 1) : words.end]), "", "claim", what.i)
    return None


def _believed(doc: Doc, stand: Stand) -> Target | None:
    """Whom or what somebody does not believe: *I don't trust the tickets any more*, *I have doubts about it*."""
    verb = doc[stand.words[0]]
    for top in [doc[i] for i in stand.words if doc[i].pos_ in ("VERB", "NOUN", "ADJ")]:
        held = direct_object(top) if top.pos_ == "VERB" else None
        about = next(prepositional(top, "about", "in", "of"), None)
        for what in (held, about):
            if what is None or what.i <= max(stand.words) or what.pos_ not in ("NOUN", "PROPN", "PRON"):
                continue
            if not children(verb, "ccomp", "xcomp") and not is_dated(what):
                return Target(words_of(what, doc), "", "event", what.i)
    return None


def _undone(clause: Token) -> Target | None:
    """The deed that a negated clause denies: *I never touched drugs*, *nobody telephoned me*, *it was no bid*."""
    doc = clause.doc
    begin, end = clause.left_edge.i, clause.right_edge.i + 1
    end = min([end, *(c.left_edge.i for c in children(clause, "conj", "cc", "advcl") if c.left_edge.i > clause.i)])
    negations = [
        t for t in doc[begin:end] if t.lower_ in ("not", "n't", "n’t", "never", "no", "nobody", "nothing", "none")
    ]
    near = [t for t in negations if t.head == clause or t.head.head == clause]
    if not near:
        return None
    first = near[0]
    if first.lower_ == "none" and doc[first.i + 1].lower_ == "of":
        start = first.i + 2
    elif first.lower_ == "none" or (first.lower_ == "nothing" and first.i > clause.i):
        start = clause.i  # "We have held back nothing."
    else:
        start = first.i + 1
        if first.lower_ == "no" and start < end and doc[start].lower_ == "one":
            start += 1
    while start < end - 1 and (doc[start].dep_ in ("aux", "auxpass") or doc[start].lower_ in ("ever", "even")):
        start += 1
    words = plain_words(doc[start : min(end, start + LONGEST)])
    return Target(words, "", "claim") if words else None


def own_fault(doc: Doc, stand: Stand, speaker: Speaker) -> Target | None:
    """What one is sorry for, or the clause that owns up to it: *apologised to us for the delay*, *I was wrong*."""
    verb = doc[stand.words[0]]
    if stand.clause is None:
        what = next(prepositional(verb, "for", "over", "about"), None)
        what = direct_object(verb) if what is None and verb.lemma_ == "regret" else what
        sorry = not named("sorry").isdisjoint(forms(verb))
        if not sorry or what is None or what.pos_ not in ("NOUN", "PROPN", "PRON") or what.ent_type_ == "PERSON":
            return None
        end = max([phrase(what).end, *(c.right_edge.i + 1 for c in children(what, "relcl"))])
        return Target(plain_words(doc[phrase(what).start : min(end, what.i + STEP)]), "", "event", what.i)
    head = doc[stand.clause]
    plain = stand.rule in ("evaluation", "should_have") or (stand.rule == "learned" and is_negated(head))
    who = subject(head) if plain else None
    if who is None or who.head != head or not speaker.is_own(who) or head.pos_ not in ("VERB", "AUX"):
        return None
    cut = [c.left_edge.i for c in children(head, "conj", "cc", "punct") if c.left_edge.i > head.i]
    return Target(plain_words(doc[head.left_edge.i : min([head.right_edge.i + 1, *cut])]), "", "claim", head.i)
