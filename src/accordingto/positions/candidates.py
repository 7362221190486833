"""The phrases that may be the target of a stand, likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.positions.aims import NOBODY, announces, deciding, feeling, is_dated, is_quote
from accordingto.positions.clauses import (
    SUBJECTS,
    agent,
    children,
    direct_object,
    is_negated,
    is_passive,
    kids,
    prepositional,
    subject,
)
from accordingto.positions.lexicon import forms, lexicon, named
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
_WITHIN = 20
"""Words behind a verb among which stands why it is done."""

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
        own = own or (feared and not _taking(token.head) and not _felt(token.head))
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
    if heads and _infinitive(heads[0]) and stand.act in (*PARTNERED, "threatens"):
        heads = heads[:1]  # "Threatened to leave unless the pay was raised": not the pay.
    if stand.rule == "protests":
        # The road that is blocked is only where it is said.
        beside = [t for i in reversed(stand.words) if stand.act == "supports" for t in prepositional(doc[i], "with")]
        return [*beside, *prepositional(doc[stand.words[0]], "against", "over", "at", "outside")]
    for i in stand.words[:1]:
        held = _relative_object(doc[i]) or direct_object(doc[i])
        if stand.act == "promises" and (given := promised_to(doc[i])) is not None:
            held = given[1]
        found[:0] = [t for t in (_reason(doc[i]),) if t is not None]
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
            held = _warned_of(doc[i], heads) or held
        if stand.act == "promises" and held is not None and held.pos_ in ("PRON", "PROPN"):
            # "Assured him that the state would keep its share": the share.
            steps = [c for c in children(doc[i], "ccomp") if c.pos_ == "VERB"]
            found += [direct_object(c) for c in steps]
        if stand.act in PARTNERED and held is None:
            found += [direct_object(c) for c in children(doc[i], "xcomp", "advcl") if _infinitive(c)]
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
            own = direct_object(head) if head.tag_ == "VB" and not held_by_name(head) else None
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
        found += [o for head in heads for o in _taking(head)]
        found += [s for head in heads if (s := subject(head)) is not None]
        found += [head for head in heads if head.pos_ in ("NOUN", "PROPN")]
        found += [direct_object(head) for head in heads if head.pos_ == "VERB"]
        if stand.act in ("condemns", "expresses_concern", "warns"):
            found += [t for head in heads for t in prepositional(head, "of", "about", "over")]
            found += [direct_object(c) for head in heads for c in children(head, "xcomp", "advcl") if c.tag_ == "VB"]
    return found


def promised_to(verb: Token) -> tuple[Token, Token] | None:
    """To whom a thing is promised, and the thing: *promised the student a job*."""
    if verb.pos_ != "VERB" or is_passive(verb):
        return None
    objects = children(verb, "dative", "dobj", "obj")
    objects = [t for t in objects if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "SYM")]
    return (objects[0], objects[1]) if len(objects) > 1 and verb.i < objects[0].i and not is_dated(objects[1]) else None


def _own(token: Token) -> bool:
    return any(c.tag_ == "PRP$" for c in kids(token))


def _warned_of(verb: Token, heads: list[Token]) -> Token | None:
    """The harm, not who is told of it: *warned their bosses of corrosion*, *warned them that the quota would fall*.

    Who is warned against doing something is meant.
    """
    if direct_object(verb) is None or any(p.lower_ == "against" for p in children(verb, "prep")):
        return None
    of = next(prepositional(verb, "of", "about"), None) or next(prepositional(direct_object(verb), "about"), None)
    below = [s for c in children(verb, "ccomp") for s in children(c, "nsubj", "nsubjpass")]
    return of if of is not None else next((s for s in below if s.pos_ in ("NOUN", "PROPN")), None)


def _taking(head: Token) -> list[Token]:
    """What is to be done where *it* takes time or money to do it: *it will take two years to clear the backlog*."""
    if not any(s.lower_ == "it" for s in children(head, "nsubj")):
        return []
    steps = [c for c in children(head, "xcomp", "advcl", "ccomp") if _infinitive(c)]
    return [o for c in steps if (o := direct_object(c)) is not None]


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


def in_protest(verb: Token) -> Token | None:
    """The word that makes a deed a stand: *left the talks in protest*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("She left the hall in protest.")
    >>> in_protest(doc[1])
    protest
    """
    if verb.pos_ != "VERB":
        return None
    end = min(verb.right_edge.i, verb.i + _WITHIN)
    for token in verb.doc[verb.i + 1 : end + 1]:
        if token.lower_ not in ("protest", "disgust", "anger") or token.dep_ != "pobj" or token.head.lower_ != "in":
            continue
        # "Kept the shops closed in protest", "resigned as a trustee in protest": it may hang on something else.
        up = token.head.head
        while up.i > verb.i and (up.pos_ not in ("VERB", "AUX") or up.dep_ in ("oprd", "xcomp", "ccomp", "amod")):
            up = up.head
        if up == verb:
            return token
    return None


def _reason(verb: Token) -> Token | None:
    """What a deed is done in protest at: *quit in protest at the cuts*."""
    why = in_protest(verb)
    at = verb.doc[why.i + 1] if why is not None and why.i + 1 < len(verb.doc) else None
    return next(iter(children(at, "pobj")), None) if at is not None and at.lower_ in ("at", "over", "against") else None


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in kids(verb))


def _relative_object(verb: Token) -> Token | None:
    """What a relative clause is about, where its verb lacks an object: *a demand that the board turned down*."""
    if verb.dep_ != "relcl" or is_passive(verb) or children(verb, "dobj", "obj", "ccomp", "xcomp"):
        return None
    if any(p.lower_ != "as" for p in children(verb, "prep")):
        return None  # "Dismissed as too small" needs no other object.
    who = next(iter(children(verb, "nsubj")), None)
    return verb.head if who is not None and who.tag_ not in ("WP", "WDT") and who.lower_ != "that" else None


def held_by_name(head: Token) -> bool:
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
    threatened = stand.act == "threatens" and who is not None and not speaker.is_own(who) and not _nobody(who)
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


def _nobody(token: Token) -> bool:
    """Whether a word names nobody: *nobody*, *no one*."""
    return token.lower_ in NOBODY or (token.lower_ == "one" and any(c.lower_ == "no" for c in kids(token)))


def antecedent(token: Token | None) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token is None or token.tag_ not in ("WDT", "WP"):
        return token
    up = token
    for _ in range(5):
        if up.dep_ in ("relcl", "acl"):
            return up.head
        up = up.head
    return None


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
            somebody = who is not None and who.pos_ in ("NOUN", "PROPN") and not _nobody(who)
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


def undoing(verb: Token) -> Token | None:
    """What somebody else is asked to undo, whom to punish: *asked the court to annul the vote*."""
    for step in children(verb, "xcomp", "ccomp", "advcl"):
        down = step.lemma_ in ("stand", "set", "throw", "strike") and any(
            c.lower_ in ("down", "aside", "out") for c in kids(step)
        )
        if step.tag_ != "VB" or is_negated(step) or (named("undoing").isdisjoint(forms(step)) and not down):
            continue
        what = next(iter(children(step, "dobj", "obj")), None)
        thing = what is not None and what.pos_ != "PRON"
        if step.lemma_ == "set" and what is not None and thing and named("decided").isdisjoint(forms(what)):
            continue  # "Set aside a third of the houses": kept.
        if what is not None and what.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return what
    return None


def undone(verb: Token) -> Token | None:
    """What is to be undone, where it is not told by whom: *requested that the action be dismissed*."""
    for step in children(verb, "ccomp", "xcomp", "advcl"):
        passive = step.tag_ == "VBN" and any(c.lower_ == "be" for c in children(step, "auxpass"))
        if passive and not is_negated(step) and not named("undoing").isdisjoint(forms(step)):
            return next(iter(children(step, "nsubjpass")), None)
    return None


def called(content: list[Span]) -> Token | None:
    """What stands before the cue and is named after it: *a step that she described as rash*, *calling it “rash”*."""
    first = content[0] if content else None
    if first is None:
        return None
    for token in first[:8]:
        # "Called the plan a farce": a name follows what is named.
        verb = token.head
        if token.dep_ not in ("dobj", "obj") or verb.i >= first.start or named("label").isdisjoint(forms(verb)):
            continue
        after = children(verb, "oprd", "npadvmod") or [c for c in children(verb, "prep") if c.lower_ == "as"]
        if token.pos_ in ("NOUN", "PROPN", "PRON") and after and not announces(token):
            return token
    if not (first[0].lower_ == "as" or is_quote(first[0]) or first[0].pos_ == "ADJ"):
        return None
    verbs = [t.head for t in first[:8] if t.head.i < first.start and t.head.pos_ == "VERB"]
    if not verbs or named("label").isdisjoint(forms(verbs[0])) or is_passive(verbs[0]):
        return None
    verb = verbs[0]
    thing = next((t for t in children(verb, "dobj", "obj") if t.i < first.start), None)
    if verb.dep_ == "relcl" and (thing is None or thing.lower_ in ("that", "which")):
        thing = verb.head
    return thing if thing is not None and thing.pos_ in ("NOUN", "PROPN", "PRON") else None


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
