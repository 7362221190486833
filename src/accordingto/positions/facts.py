"""What a plain fact is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.aims import NOBODY, STEP, Target, announces, is_dated, named_by, plain_words
from accordingto.positions.clauses import (
    SUBJECTS,
    antecedent,
    children,
    direct_object,
    is_passive,
    prepositional,
    subject,
)
from accordingto.positions.lexicon import forms, named
from accordingto.positions.speakers import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def topic(doc: Doc, content: list[Span], heads: list[Token], speaker: Speaker) -> Target:
    """What a plain fact is about: the subject of its clause; where that is the speaker, what it has done that to."""
    # "Since December, she explained, prices have doubled": what stands in front only says when.
    for head in [h for h in heads if h.pos_ in ("VERB", "AUX") or not (is_dated(h) or _when(h))][:2]:
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
        elif verbal and who is not None and (looked_at := _looked_at(head)) is not None:
            about = looked_at
        elif who is not None and verbal and _spoken_for(who, speaker) and _undertaken(head) is not None:
            about = _undertaken(head)  # "Her office said she had no recollection of the talks."
        elif who is not None and verbal and not pointing and not speaker.is_own(who):
            about = antecedent(who)
        elif verbal and who is not None and who.lower_ == "it" and not announces(who) and _meant(who, speaker):
            return named_by(who, speaker)  # "It would settle for less": the union.
        elif verbal:
            about = _undertaken(head)
        else:
            about = who
        if about is None and verbal and who is not None and speaker.is_own(who):
            # "It was studying whether the grant complies", "he had been told that the ward would stay open".
            about = next((s for c in children(head, "ccomp") for s in children(c, "nsubj", "nsubjpass")), None)
        if about is None and verbal and who is not None and who.head == head and who.pos_ == "NOUN" and who.i < head.i:
            return named_by(who, speaker)  # "My window was broken": about it, though it is the speaker's own.
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
        return named_by(about, speaker)
    return Target()


def _meant(who: Token, speaker: Speaker) -> bool:
    """Whether *it* stands for another actor, and no thing is told that it does something to."""
    done = direct_object(who.head)
    return (done is None or done.lower_ in NOBODY) and bool(speaker.other(speaker.resolved(who)))


def _when(head: Token) -> bool:
    """Whether a noun only says when: *two weeks before her arrest*."""
    return head.dep_ == "pobj" and head.head.lower_ in ("before", "after", "since", "during", "until")


def _spoken_for(who: Token, speaker: Speaker) -> bool:
    """Whether *he* or *she* is somebody of the speaker's own side: the minister, for his spokeswoman."""
    if who.lower_ not in ("he", "she") or speaker.names.quoted(who) or speaker.is_own(who):
        return False
    sides = [side for i in speaker.resolved(who) if (side := speaker.side(i))]
    return any(side in speaker.own for side in sides)


def _looked_at(head: Token) -> Token | None:
    """What somebody looks into: *parliament will debate the motion*."""
    if head.pos_ != "VERB" or is_passive(head) or named("examining").isdisjoint(forms(head)):
        return None
    return next((t for t in children(head, "dobj") if t.pos_ in ("NOUN", "PROPN")), None)


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
