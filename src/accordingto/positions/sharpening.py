"""What the content makes of an act that the cue tells: a vow that is a threat, a wish that asks nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.positions.aims import announces
from accordingto.positions.announcing import action, announced
from accordingto.positions.clauses import (
    agent,
    children,
    clause_heads,
    direct_object,
    is_conditional,
    is_negated,
    is_passive,
    kids,
    left_kids,
    subject,
)
from accordingto.positions.cues import BLAND
from accordingto.positions.lexicon import forms, named
from accordingto.positions.objects import undoing, undone
from accordingto.positions.plover import polarity
from accordingto.positions.speakers import Speaker
from accordingto.positions.stand import Stand

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_NEAR = 20
"""Words behind a verb of asking among which stands what is asked for."""


def own_wish(doc: Doc, stand: Stand, content: list[Span], speaker: Speaker) -> bool:
    """*Hopes to win*: wishing something for oneself asks nothing of anybody."""
    verb = doc[stand.words[-1]]
    if stand.act != "calls_for" or named("wishing").isdisjoint(forms(verb)) or verb.pos_ == "NOUN":
        return False
    below = [c for c in kids(verb) if c.dep_ in ("xcomp", "ccomp")]
    subjects = [s for c in below for s in children(c, "nsubj", "nsubjpass")] + children(verb, "dobj")
    if below and not named("seeing").isdisjoint(forms(below[0])) and direct_object(below[0]) is not None:
        return False  # "Wants to see the report" asks for it.
    return bool(below) and (not subjects or speaker.is_own(subjects[0]))


def requested(doc: Doc, cue: list[Span]) -> Stand | None:
    """*Asked the court for a stay*, *told them to leave*: what a plain cue makes of whom it governs."""
    for token in [t for span in cue for t in span if t.pos_ == "VERB"]:
        who = [t for t in (direct_object(token), *children(token, "dative")) if t is not None]
        below = [
            c
            for c in children(token, "xcomp", "ccomp", "advcl")
            if c.tag_ == "VB" and any(x.tag_ == "TO" for x in kids(c))
            # "He was willing, he told us, to talk": nobody is told to talk.
            if c.dep_ != "advcl" or doc[c.left_edge.i - 1].text != ","
        ]
        if token.lemma_ == "vote" and below:
            return Stand("supports", (token.i,), is_negated(token), False, "cue", 0.75)  # "Voted 7-4 to lend it."
        if not who or is_passive(token):
            continue
        if token.lemma_ == "ask" and (below or any(p.lower_ == "for" for p in children(token, "prep"))):
            return Stand("calls_for", (token.i,), is_negated(token), False, "cue", 0.7)
        if token.lemma_ == "tell" and below:
            yields = not named("yielding").isdisjoint(f for t in below for f in forms(t)) or _goes(below[0])
            moved = below[0].lemma_ in ("stay", "keep", "get", "move", "stand", "step", "pull", "clear", "turn", "head")
            yields = yields or any(
                moved and c.lower_ in ("back", "out", "off", "away") for c in children(below[0], "advmod", "prt")
            )
            return Stand("demands" if yields else "calls_for", (token.i,), is_negated(token), False, "cue", 0.7)
    return None


def _goes(step: Token) -> bool:
    """*Go*, *go home*, *back away*: to be off; not to go ahead, or in by the cellar."""
    if step.lemma_ not in ("go", "back"):
        return False
    whither = [c.lower_ for c in kids(step) if c.i > step.i and c.dep_ in ("advmod", "prt", "prep", "xcomp", "advcl")]
    return not whither or whither[0] in ("home", "away", "back", "off", "out")


def side_of(doc: Doc, stand: Stand, head: int) -> int | None:
    """Tell whether a stand is for or against its target.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    stand : Stand
        The stand.
    head : int
        The target's head word; below 0 where it is not known.

    Returns
    -------
    int or None
        Who demands a thing is not against the thing; who says what somebody must stop is against him.
    """
    side = polarity(stand.act)
    if (stand.negated and side is not None) or (stand.act == "neutral" and stand.rule != "plain"):
        return 0  # An act that is not performed, or no side taken on purpose.
    if head < 0:
        return side
    word, verb = doc[head], doc[stand.words[0]]
    if stand.act == "demands" and stand.clause is None and word.dep_ in ("dobj", "obj") and word.head.i in stand.words:
        ended = named("against") | named("punishing")
        taken = word.ent_type_ == "MONEY" or any(c.lower_ == "back" for c in kids(verb))
        needs = (
            taken
            or _shut(word)
            or set(forms(word)) & (ended | {"release", "handover"})
            or any(set(forms(t)) & ended for t in children(word, "amod", "compound"))
            or _ended(verb)
        )
        return side if needs or any(c.pos_ == "VERB" for c in kids(verb) if c.dep_ in ("xcomp", "ccomp")) else 0
    if stand.act == "calls_for" and stand.clause is None and undoing(verb) == word:
        return -1
    if stand.act == "calls_for" and stand.rule == "must" and word.dep_ == "nsubj":
        return -1 if set(forms(word.head)) & named("stepping") and not is_negated(word.head) else side
    return side


def sharpened(doc: Doc, stand: Stand, content: list[Span], speaker: Speaker) -> Stand:
    """Let the content turn a promise of something hostile, or a warning of one's own step, into a threat."""
    if stand.act == "calls_for" and not named("wishing").isdisjoint(forms(doc[stand.words[-1]])):
        # "Wants the gates opened": who is to do it has no choice.
        below = children(doc[stand.words[-1]], "xcomp", "ccomp", "oprd", "acl") or [
            c for t in children(doc[stand.words[-1]], "dobj") for c in children(t, "acl")
        ]
        done = [c for c in below if c.tag_ == "VBN" or _shut(c) or (c.tag_ == "VBD" and not children(c, "mark", "aux"))]
        done += [t for t in children(doc[stand.words[-1]], "dobj") if _shut(t) and children(t, "compound")]
        if any(c.lemma_ not in ("be", "have") and named("mending").isdisjoint(forms(c)) for c in done):
            return replace(stand, act="demands")
    if stand.act == "calls_for" and stand.clause is None and _held(doc[stand.words[0]]):
        return replace(stand, act="condemns")
    if stand.act == "calls_for" and stand.clause is None and _pressed(doc[stand.words[0]]):
        return replace(stand, act="demands")
    if stand.act == "calls_for" and stand.clause is None and doc[stand.words[0]].pos_ == "VERB":
        below = [c for c in children(doc[stand.words[0]], "xcomp", "ccomp") if c.tag_ == "VB"]
        punished = [c for c in below[:1] if not named("ousting").isdisjoint(forms(c)) and _somebody(direct_object(c))]
        if punished and not is_negated(below[0]):
            return replace(stand, act="demands")  # "Asked the board to dismiss him."
    if stand.act == "promises" and not named("assuring").isdisjoint(forms(doc[stand.words[0]])):
        return _assured(stand, content, speaker)
    if (
        stand.act == "expresses_concern"
        and doc[stand.words[0]].lemma_ == "regret"
        and _own_doing(doc[stand.words[0]], speaker)
    ):
        return replace(stand, act="concedes")
    if stand.act == "rejects" and len(stand.words) == 1 and doc[stand.words[0]].lemma_ in ("reject", "dispute"):
        told = direct_object(doc[stand.words[0]])
        if told is not None and told.lower_ in ("this", "that") and told.tag_ == "DT":
            return replace(stand, act="denies")  # "The ministry rejected that": what was said of it.
    if stand.act == "denies" and _arguable(doc, stand):
        return replace(stand, act="rejects")
    if stand.act == "warns" and doc[stand.words[0]].pos_ == "VERB" and len(stand.words) == 1:
        verb = doc[stand.words[0]]
        below = [c for c in children(verb, "xcomp") if c.tag_ == "VB" and any(x.tag_ == "TO" for x in kids(c))]
        if below and not is_negated(below[0]) and direct_object(verb) is not None:
            return replace(stand, act="calls_for")  # "Warned him to sleep away from the door."
    if stand.act == "rejects" and "accept" in forms(doc[stand.words[-1]]):
        claims = [c for c in children(doc[stand.words[-1]], "ccomp") if c.pos_ in ("VERB", "AUX")]
        return replace(stand, act="denies") if claims else stand  # "Does not accept that anybody died."
    if stand.act == "warns":
        for piece in content:
            for head in clause_heads(doc, piece.start, piece.end):
                who = subject(head)
                modal = any(c.tag_ == "MD" for c in kids(head))
                if head.pos_ == "VERB" and modal and who is not None and speaker.is_own(who) and not is_passive(head):
                    kind = action(head)
                    suffered = kind is None and not named("stative").isdisjoint(forms(head))
                    if (kind is None or kind["sign"] == "-1") and not suffered:
                        return replace(stand, act="threatens", rule="own_step")
                if head.pos_ == "VERB" and who is not None and is_passive(head) and _enforced(head, speaker):
                    return replace(stand, act="threatens")
    if stand.act == "promises" and len(stand.words) == 1:
        for piece in content:
            for head in clause_heads(doc, piece.start, piece.end):
                if head.pos_ != "VERB":
                    continue
                negated = any(c.dep_ == "neg" for c in kids(head))
                who = subject(head)
                if who is not None and who.head == head and is_negated(head) and not speaker.is_own(who):
                    return stand  # "Promised that nobody would be touched."
                step = announced(head, negated, is_conditional(head), head.i)
                if step is not None and step.act != "promises":
                    return step
                if step is not None:
                    return stand
    return stand


def _shut(step: Token) -> bool:
    """Whether a participle without an ending stands behind its noun: *wants the plant shut*."""
    bare = step.lower_ in ("shut", "cut", "put", "set", "hit", "quit", "split")
    return (
        bare and not any(c.tag_ == "TO" for c in kids(step)) and step.i > 0 and step.nbor(-1).pos_ in ("NOUN", "PROPN")
    )


def _held(verb: Token) -> bool:
    """*Ordered a reporter held for two months*: who is to be locked up or sent away is blamed."""
    if verb.lemma_ != "order" or is_negated(verb):
        return False
    steps = [c for t in (verb, *children(verb, "dobj")) for c in children(t, "acl", "ccomp", "xcomp", "oprd")]
    return any(c.tag_ in ("VBN", "VBD") and not named("detaining").isdisjoint(forms(c)) for c in steps if c.i > verb.i)


def _pressed(verb: Token) -> bool:
    """Whether what is asked for is against somebody: *asked them to stop*, *a call for the plant to be closed*.

    Who urges, begs or advises leaves the choice to whom it is asked of.
    """
    firm = verb.lemma_ in ("ask", "tell", "want", "order", "renew") or verb.pos_ == "NOUN"
    asked = [*children(verb, "prep"), *(m for c in children(verb, "advcl", "ccomp") for m in children(c, "mark"))]
    firm = firm or verb.lemma_ == "request" or (verb.lemma_ == "call" and any(t.lower_ == "for" for t in asked))
    if (firm or verb.lemma_ == "urge") and (undoing(verb) is not None or undone(verb) is not None):
        return True
    if (firm or verb.lemma_ in ("urge", "press", "push")) and _ended(verb):
        return True
    steps = [c for t in (verb, *children(verb, "dobj")) for c in children(t, "xcomp", "ccomp", "acl", "advcl")]
    steps += [c for p in children(verb, "prep") if p.lower_ == "for" for c in children(p, "pcomp")]
    for step in steps:
        if not firm:
            # Who is asked for his office, even politely, is asked to go.
            if _resigns(step) and verb.lemma_ in ("call", "urge", "appeal", "invite", "press"):
                return True
            continue
        away = step.lemma_ in ("stand", "step", "go", "back") and any(
            c.lower_ in ("down", "aside", "back", "away", "off", "out") for c in kids(step)
        )
        yields = not (named("yielding") - named("granting")).isdisjoint(forms(step))
        away = away or (step.lemma_ in ("give", "hand", "pay", "bring") and any(c.lower_ == "back" for c in kids(step)))
        away = away or (step.lemma_ == "go" and not children(step, "prep", "xcomp", "advcl", "acomp", "advmod"))
        if (away or yields) and not is_negated(step):
            return step.tag_ in ("VB", "VBP", "VBN")
    return False


def _ended(verb: Token) -> bool:
    """Whether what is asked for is the end of something: *urged them to stop it*, *pressed for an end to the tests*."""
    doc = verb.doc
    ending = named("ending")
    for i in range(verb.i + 1, min(verb.sent.end, verb.i + _NEAR)):
        token = doc[i]
        if token.text in ';:—“"' or token.tag_ in ("VBD", "VBZ", "MD"):
            return False
        if token.tag_ in ("VB", "VBN") and any(c.tag_ == "TO" for c in left_kids(token)):
            done = not ending.isdisjoint(forms(token)) or not named("undoing").isdisjoint(forms(token))
            return done and not is_negated(token)
        asked = token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head == verb
        if asked and not ending.isdisjoint(forms(token)):
            return True
    return False


def _resigns(step: Token) -> bool:
    """*Resign*, *step down*, *consider one's position*: to leave one's office."""
    if is_negated(step):
        return False
    down = step.lemma_ in ("step", "stand") and any(c.lower_ in ("down", "aside") for c in kids(step))
    considered = step.lemma_ == "consider" and any(c.lemma_ == "position" for c in children(step, "dobj"))
    return down or considered or step.lemma_ in ("resign", "quit")


def _enforced(verb: Token, speaker: Speaker) -> bool:
    """*Gatherings will be dispersed*: who has the power to do it, and names nobody else, will do it."""
    if not any(c.lower_ in named("future") for c in children(verb, "aux")) or agent(verb) is not None:
        return False
    kind = action(verb)
    names = {
        word for i in speaker.ids if i in speaker.cast.actors for word in speaker.cast.actors[i].name.lower().split()
    }
    power = any(i.startswith(("country:", "organisation:")) for i in speaker.own)
    power = power or not named("forceful").isdisjoint(names)
    forced = kind is not None and kind["event"] in ("COERCE", "SANCTION", "ASSAULT", "HOSTILE")
    return power and (forced or not named("enforcing").isdisjoint(forms(verb)))


def _own_doing(verb: Token, speaker: Speaker) -> bool:
    """*Regretted the fear he had caused*, *regrets saying it*: what one has done oneself."""
    if any(c.tag_ == "VBG" for c in children(verb, "xcomp", "pcomp")):
        return True
    for what in children(verb, "dobj"):
        doers = [s for c in children(what, "relcl", "acl") for s in children(c, "nsubj")]
        if any(map(speaker.is_own, [*doers, *children(what, "poss")])):
            return True
    return False


def _arguable(doc: Doc, stand: Stand) -> bool:
    """*Disputed the wording*: a wording, a version or a comparison is turned down; a charge or a report is untrue."""
    verb = doc[stand.words[0]]
    if verb.lemma_ not in ("dispute", "dismiss", "reject", "contest", "challenge"):
        return False
    what = direct_object(verb)
    if what is not None and what.lemma_ == "figure" and verb.lemma_ != "dismiss":
        return False  # Whose figures are disputed is told that they are untrue.
    return what is not None and not named("arguable").isdisjoint(forms(what))


def _somebody(token: Token | None) -> bool:
    """Whether a word is a person's name or a pronoun for persons."""
    return token is not None and (token.ent_type_ == "PERSON" or token.lower_ in ("him", "her", "them", "me", "us"))


def _assured(stand: Stand, content: list[Span], speaker: Speaker) -> Stand:
    """*Assured them that it was safe* says that it is so: nothing is promised where nothing is to come."""
    for piece in content:
        for head in clause_heads(piece.doc, piece.start, piece.end):
            who = subject(head)
            told = who is not None and who.head == head and head.tag_ in ("VBD", "VBZ", "VBP", "VBN")
            if not told or any(c.tag_ == "MD" for c in kids(head)):
                return stand
            return replace(stand, act="denies" if is_negated(head) else BLAND, rule="insists")
    return stand


def accused(heads: list[Token], speaker: Speaker) -> bool:
    """Whether who insists that something happened says it of another: *insists that they fired first*."""
    for head in heads[:1]:
        who = subject(head)
        if who is None or head.pos_ != "VERB" or is_passive(head) or is_negated(head):
            return False
        past = head.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in kids(head))
        other = who.lower_ == "other" or speaker.is_actor(who)
        return past and other and not speaker.is_own(who)
    return False


def labelled(doc: Doc, stand: Stand | None, cue: list[Span], piece: Span) -> Stand | None:
    """Read *called the cap “a love letter”*: a name that somebody finds for a thing mostly blames it.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    stand : Stand or None
        What the words of the content tell.
    cue : list of Span
        The cue's tokens.
    piece : Span
        The content: what is named, and the name.

    Returns
    -------
    Stand or None
        The stand; a claim or an offer that is blamed is rejected.
    """
    words = [t for span in cue for t in span if t.pos_ in ("VERB", "AUX")]
    if not words or named("label").isdisjoint(forms(words[-1])):
        return stand
    if stand is not None and stand.rule not in ("evaluation", "plain"):
        return stand
    if stand is None:
        quoted = [t for t in piece if t.is_quote]
        named_first = quoted and any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[piece.start : quoted[0].i])
        if named_first and quoted[0].i + 1 < piece.end:
            stand = Stand("condemns", (words[-1].i,), False, False, "label", 0.9)
        elif not quoted and _given(words[-1], piece):
            # What is described or regarded as something need not be judged.
            sure = 0.45 if named("calling").isdisjoint(forms(words[-1])) else 0.9
            stand = Stand("condemns", (words[-1].i,), False, False, "named", sure)
        else:
            return None
    if stand.act in ("expresses_concern", "warns"):
        stand = replace(stand, act="condemns", rule="label")  # "Called the move regrettable", "a disaster".
    claimed = _claimed(piece) if stand.act in ("condemns", "denies") else None
    if claimed is not None:
        # Whatever an allegation is called, it is not accepted; a ruling or an offer may be blamed.
        sure = stand.act == "condemns" and not named("asserted").isdisjoint(forms(claimed))
        return replace(stand, act="rejects", rule="label", confidence=0.95 if sure else 0.3)
    return stand


def _given(verb: Token, piece: Span) -> bool:
    """Whether a name is given in plain words: *called the step hasty*, *regards the case as theft*."""
    first = next((t.i for t in piece if t.pos_ in ("NOUN", "PROPN", "PRON")), piece.end)
    if first < piece.end and announces(piece.doc[first]):
        return False  # "Considers it likely that they come."
    below = [c for c in children(verb, "oprd", "acomp", "ccomp", "xcomp") if c.pos_ in ("ADJ", "NOUN")]
    below += [c for t in children(verb, "dobj") for c in children(t, "oprd", "amod") if c.i > t.i]
    as_ = [t for t in piece if t.lower_ == "as" and t.i > first and children(t, "pobj", "amod", "pcomp")]
    return bool(as_) or any(first < c.i < piece.end for c in below)


def _claimed(piece: Span) -> Token | None:
    """What is named first, where it is something that one may accept or not: an account, an offer, a ruling."""
    for token in piece[:12]:
        if token.is_quote or token.lower_ == "as":
            return None
        if token.pos_ == "NOUN" and not named("claimed").isdisjoint(forms(token)):
            return token
    return None


def under_condition(doc: Doc, stand: Stand, heads: list[Token], speaker: Speaker) -> Stand:
    """Turn a vow that hangs on what somebody else fails to do into a threat."""
    if stand.act != "promises":
        return stand
    for head in heads:
        for clause in children(head, "advcl"):
            marks = {c.lower_ for c in left_kids(clause)}
            who = next(iter(children(clause, "nsubj", "nsubjpass")), None)
            if who is None or speaker.is_own(who) or not marks & {"if", "unless", "until"}:
                continue
            if marks & {"unless", "until"} or is_negated(clause):
                return replace(stand, act="threatens", conditional=True)
    return stand
