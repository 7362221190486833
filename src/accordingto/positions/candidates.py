"""The phrases that may be the target of a stand, likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.aims import NOBODY, announces, deciding, feeling, is_dated, is_nobody, is_quote
from accordingto.positions.clauses import (
    agent,
    antecedent,
    children,
    direct_object,
    is_infinitive,
    is_negated,
    is_passive,
    kids,
    prepositional,
    subject,
)
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.objects import promised_to, reason, relative_object, taking, warned_of
from accordingto.positions.pointing import against_somebody, listens
from accordingto.positions.speakers import Speaker
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ADDRESSED = ("demands", "calls_for", "threatens", "warns", "expresses_concern", "condemns")
PARTNERED = ("agrees", "promises", "supports")
_ABOUT = (
    "over", "about", "regarding", "concerning", "against", "on", "upon", "at", "of", "with", "toward", "towards",
    "for", "to", "from", "in", "by",
)  # fmt: skip
_BACKED = ("supports", "agrees", "rejects", "condemns")
_WITH = ("with", "to", "for", "toward", "towards")
_AGAINST = ("for", "of", "on", "against", "from")


def candidates(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], speaker: Speaker) -> list[Token]:
    """Head words of the phrases that may be the target, likeliest first."""
    words = deciding(doc, stand)
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
        found += _of_the_clause(doc[stand.clause], doc[stand.words[0]], stand, speaker)
    chosen = []
    for token in found:
        token = antecedent(token)
        if token is None or token.i in words or token in chosen or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
            continue
        unnamed = token.lower_ in ("there", "it", "that", "what", *NOBODY) and stand.rule != "will_fail"
        own = token.lower_ in ("it", "that", "this") and token.dep_ in ("dobj", "obj") and token.head.i in stand.words
        feared = token.lower_ == "it" and stand.act == "expresses_concern" and token.dep_ == "nsubj"
        own = own or (feared and not taking(token.head) and not _felt(token.head))
        if token.lower_ in named("self") or (unnamed and not own) or announces(token):
            continue
        aside = _beside(token) or (token.i == stand.clause and feeling(token))
        if not is_dated(token) and not aside:
            chosen.append(token)
    # Where it is said is no target either: "complained on the radio".
    chosen = [
        t for t in chosen if not (t.dep_ == "pobj" and t.head.lower_ in ("on", "to", "in") and listens(t, speaker))
    ]
    # The speaker's own side is no target.
    sided = [t for t in chosen if t.lemma_ in named("side") and any(c.tag_ == "PRP$" for c in kids(t))]
    chosen = [t for t in chosen if t not in sided or speaker.other(speaker.resolved(t))]
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
    opened = next((t.i for t in said[:12] if is_quote(t)), said.start)
    return any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[said.start : opened])


def _of_the_act(doc: Doc, stand: Stand, heads: list[Token]) -> list[Token | None]:
    """What the words of the act govern: *condemned the raid*, *voted for the bill*, *a ban for the coach*."""
    found: list[Token | None] = []
    words = deciding(doc, stand)
    found += [doc[i] for i in stand.words if i not in words]
    if heads and is_infinitive(heads[0]) and stand.act in (*PARTNERED, "threatens"):
        heads = heads[:1]  # "Threatened to leave unless the pay was raised": not the pay.
    if stand.rule == "protests":
        # The road that is blocked is only where it is said.
        beside = [t for i in reversed(stand.words) if stand.act == "supports" for t in prepositional(doc[i], "with")]
        return [*beside, *prepositional(doc[stand.words[0]], "against", "over", "at", "outside")]
    for i in stand.words[:1]:
        held = relative_object(doc[i]) or direct_object(doc[i])
        if stand.act == "promises" and (given := promised_to(doc[i])) is not None:
            held = given[1]
        found[:0] = [t for t in (reason(doc[i]),) if t is not None]
        blamed = [doc[k] for k in stand.words if doc[k].lemma_ == "blame" and doc[k].dep_ == "xcomp"]
        if blamed and blamed[0].head.lemma_ == "be":
            held = subject(blamed[0].head)  # "The supplier was to blame."
        if doc[i].dep_ == "acl" and any(doc[k].pos_ == "ADP" and children(doc[k], "pobj") for k in stand.words[1:]):
            held = None  # "Norway, which sponsored the talks, called on him": parsed as a participle.
        if (
            stand.act == "condemns"
            and held is not None
            and not ((named("envoy") | named("bonds")).isdisjoint(forms(held)))
        ):
            # "Recalled its ambassador from Quito", "closed its border with Benin": Quito's, Benin's government.
            found[:0] = [t for p in (held, doc[i]) for t in prepositional(p, "from", "with") if _own(held)]
        if stand.act == "warns":
            held = warned_of(doc[i]) or held
        if stand.act == "promises" and held is not None and held.pos_ in ("PRON", "PROPN"):
            # "Assured him that the state would keep its share": the share.
            steps = [c for c in children(doc[i], "ccomp") if c.pos_ == "VERB"]
            found += [direct_object(c) for c in steps]
        if stand.act in PARTNERED and held is None:
            found += [direct_object(c) for c in children(doc[i], "xcomp", "advcl") if is_infinitive(c)]
        found.append(held)
    for i in stand.words[1:]:
        # "Dismissed it as a trick": what it is called is not what is dismissed.
        near = children(doc[i], "pobj", "pcomp") if doc[i].lower_ != "as" else []
        found += [t for t in near if not _score(t)]
        if stand.act == "rejects" and doc[i].tag_ == "VB" and doc[i].dep_ == "xcomp":
            found.append(direct_object(doc[i]))  # "Refused to sign the declaration".
    if stand.act == "supports":
        found[:0] = [t for i in stand.words[1:] if doc[i].lower_ == "side" for t in children(doc[i], "poss")]
    if stand.act in ("condemns", "accuses"):
        # "Lodged a complaint against the mill with the court".
        found += [t for i in stand.words for t in prepositional(doc[i], "against") if t.i > min(stand.words)]
    for i in stand.words:
        near = prepositional(doc[i], *(_WITH if stand.act in PARTNERED[:2] else ()), *_ABOUT)
        # "In the evening they signed a note": what stands in front says when or where.
        found += [t for t in near if t.i > min(stand.words) and not _score(t) and not _beside(t)]
    if found and found[0] is not None and stand.act in ADDRESSED:
        meant = set(forms(found[0])) & named("punishing")
        found[:0] = [t for t in (*children(found[0], "poss"), *prepositional(found[0], *_AGAINST)) if meant]
    if stand.rule == "own_act":
        found += [s for c in children(doc[stand.words[0]], "ccomp") for s in children(c, "nsubj", "nsubjpass")]
    if stand.act in PARTNERED:
        for head in heads:
            # "Promised to raise the attack with partners": the partners are not what is promised.
            own = direct_object(head) if head.tag_ == "VB" and not _held_by_name(head) else None
            found += [own, *prepositional(head, *_WITH)]
    if stand.act == "threatens":
        for head in heads:
            harmed = direct_object(head)
            against = [*prepositional(head, "against", "on"), harmed]
            # "Threatened to sue the city for dismissal": what somebody is sued for is not against whom.
            sued = head.tag_ == "VB" and not named("suing").isdisjoint(forms(head)) and harmed is not None
            found = [*against, *found] if sued else [*found, *against]
    held = [t for t in found[:1] if t is not None and t.i not in words and t.pos_ in ("NOUN", "PROPN")]
    if not held or stand.act in ("calls_for", "demands"):
        # Without an object of its own, an act is about what its content is about.
        found += [o for head in heads for o in taking(head)]
        found += [s for head in heads if (s := subject(head)) is not None]
        found += [head for head in heads if head.pos_ in ("NOUN", "PROPN")]
        found += [direct_object(head) for head in heads if head.pos_ == "VERB"]
        if stand.act in ("condemns", "expresses_concern", "warns"):
            found += [t for head in heads for t in prepositional(head, "of", "about", "over")]
            found += [direct_object(c) for head in heads for c in children(head, "xcomp", "advcl") if c.tag_ == "VB"]
    return found


def _own(token: Token) -> bool:
    return any(c.tag_ == "PRP$" for c in kids(token))


def _felt(head: Token) -> bool:
    """Whether a clause tells what somebody feels about a thing: *it was worried about the scale*."""
    return (
        head.lemma_ in ("be", "remain", "feel")
        and next(prepositional(head, "about", "at", "by", "over"), None) is not None
    )


def _score(token: Token) -> bool:
    """How a vote went: *by eight to three*."""
    return token.pos_ == "NUM" or token.like_num


def _beside(token: Token) -> bool:
    """What only tells how something was done: *on behalf of the families*, *by 47 votes*."""
    return token.dep_ == "pobj" and not named("circumstance").isdisjoint(forms(token))


def _held_by_name(head: Token) -> bool:
    """Whether what a verb is done with is called by a name: *share intelligence with Kenya*."""
    return any(t.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") for t in prepositional(head, *_WITH))


def _of_the_clause(head: Token, step: Token, stand: Stand, speaker: Speaker) -> list[Token | None]:
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
    if stand.act == "expresses_concern" and _felt(head):
        return [
            *prepositional(head, "about", "at", "by", "over"),
            subject(head),
        ]  # "Her neighbours are worried about it."
    told = lexicon("acts.csv").match(head) if stand.rule in ("learned", "evaluation") and head.pos_ == "VERB" else None
    alone = told is not None and len(told.tokens) == 1 and told["act"] == stand.act
    if alone and stand.act in _BACKED and not is_passive(head) and direct_object(head) is not None:
        return [direct_object(head), subject(head)]  # "The players would back anyone who settled."
    hit = head.pos_ == "VERB" and not (named("undergoing") | named("affording")).isdisjoint(forms(head))
    if hit and stand.act in ("warns", "expresses_concern") and stand.rule == "learned" and not is_passive(head):
        return [direct_object(head), subject(head)]  # "Small firms cannot bear higher costs."
    who = subject(head)
    threatened = stand.act == "threatens" and who is not None and not speaker.is_own(who) and not is_nobody(who)
    threatened = threatened and not against_somebody(head, speaker)
    # "The village would turn to the court": who takes the step; "he would lose his post": whom it hits.
    threatened = threatened and (
        is_passive(head)
        or not named("undergoing").isdisjoint(forms(head))
        or (who is not None and not named("punishing").isdisjoint(forms(who)))  # "Sanctions could follow."
    )
    if (
        stand.rule == "learned"
        and stand.act in ("agrees", "promises", "threatens")
        and not threatened
        and head.pos_ == "VERB"
        and not is_passive(head)
    ):
        # Who agrees or is to act is no target: "the army can live with a pullback".
        done = [direct_object(head), *prepositional(head, *_WITH, *_ABOUT)]
        return done if stand.act == "threatens" else [*done, subject(head)]
    if is_passive(head) and stand.act == "accuses" and agent(head) is None and head.pos_ == "VERB":
        return []  # "Her husband was robbed": by whom is not told.
    who = agent(head) if is_passive(head) and stand.act in ("accuses", "condemns") else None
    who = who if who is not None or (is_passive(head) and stand.act == "accuses") else subject(head)
    first = head if head.pos_ in ("NOUN", "PROPN") and who is None else who
    if who is not None and who.lower_ == "you" and is_negated(head) and direct_object(head) is not None:
        first = direct_object(head)  # "You cannot trust these people": nobody is addressed.
    found = [first, direct_object(head), *prepositional(head, *_ABOUT)]
    if stand.act == "supports" and who is not None and speaker.is_own(who):
        # "She wanted to follow its example".
        found += [direct_object(c) for c in children(head, "xcomp") if c.tag_ == "VB"]
    return found
