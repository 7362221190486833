"""The stands that an attribution takes: by its cue, by each sentence of what is said, or by how it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.positions.clauses import (
    children,
    clause_heads,
    is_conditional,
    is_negated,
    is_passive,
    kids,
    subject,
)
from accordingto.positions.contents import from_content
from accordingto.positions.cues import BLAND, from_cue, interviewed
from accordingto.positions.learned import REQUESTS, Reading, read_saying, request_read, second_reading
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.possible import possible
from accordingto.positions.sharpening import accused, labelled, own_wish, requested, sharpened, under_condition
from accordingto.positions.silences import SILENT, UNSAID, is_question, says_nothing, silence, withheld
from accordingto.positions.speakers import Speaker
from accordingto.positions.stand import Stand
from accordingto.records import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLAINLY = 0.75
"""Least chance of a stand for who tells another's saying to take it."""

_CERTAIN = 0.8
"""Confidence of a rule from which on the network is not asked: it would not be believed."""

_OFFERED = ("promises", "threatens", "supports", "agrees", "rejects")
_PER_ATTRIBUTION = 3
_TELLING = 4
"""Fewest words of a content without a verb that tell a fact: *a deal within days*."""


def attributed(
    doc: Doc, attribution: Attribution, cue: list[Span], content: list[Span], speaker: Speaker, telling: bool
) -> list[tuple[Stand, Span | None]]:
    """Find the stands of one attribution, each with the piece of content it was read from.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    attribution : Attribution
        Who says what.
    cue, content : list of Span
        The words that show that it is said, and what is said.
    speaker : Speaker
        Who says it.
    telling : bool
        The source only tells as a fact what somebody else says.

    Returns
    -------
    list of (Stand, Span or None)
        None where the cue or the manner of saying decided.

    Examples
    --------
    >>> from accordingto import actors, attributions
    >>> from accordingto.language import pipeline
    >>> from accordingto.positions.speakers import Names
    >>> doc = pipeline()("Mary Hill said the raid was reckless.")
    >>> tagged = attributions.tag(doc)
    >>> cast = actors.cast(doc, tagged)
    >>> said = attributions.describe(doc, tagged, cast, None)[0]
    >>> hill = Speaker(Names(doc, cast), said.actor_ids)
    >>> [(stand.act, piece) for stand, piece in attributed(doc, said, [doc[2:3]], [doc[3:7]], hill, False)]
    [('condemns', the raid was reckless)]
    """
    stand = _best_cue(doc, cue)
    if stand is None and not cue and not content:
        return []
    cue_words = {form for span in cue for t in span for form in forms(t)}
    unnamed = not cue_words.isdisjoint(named("naming")) and "be" in cue_words and "not" in cue_words
    if ("ask" in cue_words and _unnamed(content)) or (unnamed and not content):
        return []  # "Asked not to be named": said to the reporter, of nothing.
    if any(t.tag_ == "VBN" and t.dep_ == "advcl" for span in cue for t in span) and not cue_words.isdisjoint(
        named("inquiring")
    ):
        return []  # "Asked whether it was so, she ...": somebody else asked.
    if any(t.lemma_ == "question" and t.pos_ == "VERB" and interviewed(t) for span in cue for t in span):
        return []
    if stand is not None and stand.act == "calls_for" and "advise" in forms(doc[stand.words[-1]]) and _told(content):
        stand = replace(stand, act=BLAND)  # "Advised that it could not be moved" asks nothing of anybody.
    if stand is None or stand.act == BLAND:
        stand = requested(doc, cue) or stand
    if (stand is None or stand.act == BLAND) and says_nothing(attribution, cue_words, content):
        asked = content and "say" in cue_words and is_question(content[0])  # "Neither would say how long."
        act = "declines_to_confirm" if asked else "no_response"
        return [(Stand(act, tuple(t.i for span in cue for t in span)[:3], False, False, "silent", 0.6), None)]
    if stand is not None and stand.act != BLAND:
        if own_wish(doc, stand, content, speaker):
            return [(Stand("neutral", stand.words, False, False, "plain", 0.5), None)]
        stand = sharpened(doc, stand, content, speaker)
    if stand is not None and stand.act != BLAND:
        if stand.act in UNSAID:
            stand = withheld(doc, stand)
        heads = [head for piece in content for head in clause_heads(doc, piece.start, piece.end)]
        stand = under_condition(doc, stand, heads, speaker)
        if stand.act in REQUESTS and stand.rule == "cue" and not stand.negated and (asked := _sentences(doc, content)):
            reading = _read(speaker, attribution, cue, max(asked, key=len), stand.act)
            stand = replace(request_read(stand, reading.chances), reading=reading)
        if stand.act in _OFFERED and any(map(is_conditional, heads)):
            stand = replace(stand, conditional=True)
        if attribution.negated and not stand.negated and stand.act not in UNSAID and stand.rule == "cue":
            stand = replace(stand, negated=_not_lexical(doc, stand))
        return [(stand, None)]
    if attribution.act in SILENT and (stand is None or stand.act == BLAND):
        words = stand.words if stand is not None else tuple(t.i for span in cue for t in span)[:1]
        act = silence(attribution, content)
        return [(Stand(act, words, False, False, "silent", 0.6), None)] if words else []
    accusing = attribution.act == "accusation" or not named("accusing").isdisjoint(cue_words)
    found: list[tuple[Stand, Span | None]] = []
    readings: list[Reading] = []
    for piece in _sentences(doc, content):
        heads = clause_heads(doc, piece.start, piece.end)
        if not named("questioned").isdisjoint(cue_words) and is_question(piece):
            continue
        read = from_content(doc, heads, speaker.is_own, speaker.is_actor, accusing=accusing)
        if read is None:
            read = _loose(doc, piece, heads)
        read = labelled(doc, read, cue, piece)
        if read is None and not any(t.pos_ in ("VERB", "AUX") or t.is_quote for t in piece):
            continue  # "Noted the worries": a thing that is spoken of.
        if read is not None and (read.negated or read.confidence >= _CERTAIN):
            again: Stand | None = read  # Which act is not performed, the rules know.
            reading = None
        else:
            reading = _read(speaker, attribution, cue, piece, read.act if read is not None else "neutral")
            readings.append(reading)
            chances = possible(reading.chances, piece, heads, speaker.is_own, share=read is None)
            again = second_reading(read, heads, chances)
            if telling and read is None and again is not None and again.confidence < _PLAINLY:
                again = None  # What another promised or asked for is told as a fact.
        # Nobody finds a name for a thing without a view of it.
        kept = again is None and read is not None and read.rule == "label"
        # Who says that his own side did not do it denies it, though that defends him.
        kept = kept or (read is not None and read.rule == "own_not" and again is not None and again.act == "defends")
        if not kept and again is not None and again.rule == "learned" and len(heads) > 1:
            again = _where(doc, heads, again, speaker, accusing)
        read = read if kept else again
        if read is not None:
            read = replace(under_condition(doc, read, heads, speaker), reading=reading)
        if read is not None and all(read.act != seen.act for seen, _ in found):
            found.append((read, piece))
        for more in _further(doc, heads, read, speaker, accusing) if read is not None else ():
            if all(more.act != seen.act for seen, _ in found):
                found.append((more, piece))
        if len(found) == _PER_ATTRIBUTION:
            break
    if found:
        if attribution.negated:
            # Not to have said so is to take no stand.
            return []
        return found
    fallback = stand.fallback if stand is not None else ""
    if fallback == "defends" and not any(h.pos_ in ("VERB", "AUX") for p in content for h in p):
        fallback = ""  # "Maintained support": no word of defence.
    said = [head for piece in content for head in clause_heads(doc, piece.start, piece.end)]
    if fallback == "defends":
        fallback = "accuses" if accused(said, speaker) else "defends" if _vouched(said, speaker) else ""
    if fallback == "defends" and any(c.tag_ == "MD" for p in content[:1] for c in _modals(doc, p)):
        fallback = "confirms"  # Who insists that it will take place says that it is so.
    begun = stand.words if stand is not None else tuple(t.i for span in cue for t in span)[:1]
    if fallback:
        return [(Stand(fallback, begun, False, False, "insists", 0.4), None)]
    kinds = {speaker.cast.actors[a].kind for a in attribution.actor_ids if a in speaker.cast.actors}
    clause = any(t.pos_ in ("VERB", "AUX") for piece in content for t in clause_heads(doc, piece.start, piece.end))
    least = 2 if attribution.act == "belief" else _TELLING
    clause = clause or sum(len(piece) for piece in content) >= least
    relayed = "media" in kinds and any(
        t.dep_ == "nsubj" and t.head.lemma_ in ("say", "tell") for p in content for t in p
    )
    if relayed or not clause or not begun or attribution.negated:
        return []
    longest = max(readings, key=lambda reading: len(reading.spans), default=None)
    return [(Stand("neutral", begun, False, False, "plain", 0.5, reading=longest), None)]


def _read(speaker: Speaker, attribution: Attribution, cue: list[Span], piece: Span, seen: str) -> Reading:
    """What the network reads in one sentence of what is said."""
    source = " ".join(speaker.names.text[slice(*span)] for span in attribution.source)
    words = " ".join(span.text for span in cue)
    return read_saying(speaker.names.text, piece.start_char, piece.end_char, source, words, seen)


def _further(doc: Doc, heads: list[Token], stand: Stand, speaker: Speaker, accusing: bool) -> list[Stand]:
    """What else a speaker says that it does: *it was worried by the raid and asked for access*."""
    found = []
    for head in heads[1:] if len(heads) > 1 and heads[0].pos_ in ("VERB", "AUX") else ():
        if head.dep_ != "conj" or head.head not in heads or head.i in stand.words or children(head, "nsubj"):
            continue
        seen = from_content(doc, [head], speaker.is_own, speaker.is_actor, accusing=accusing)
        if seen is not None and seen.rule == "own_act" and seen.clause != stand.clause:
            found.append(seen)
    return found


def _where(doc: Doc, heads: list[Token], stand: Stand, speaker: Speaker, accusing: bool) -> Stand:
    """Put a stand that was learned on the clause that shows it, where one of several does."""
    for head in heads:
        seen = from_content(doc, [head], speaker.is_own, speaker.is_actor, accusing=accusing)
        if seen is not None and seen.act == stand.act:
            return replace(seen, confidence=stand.confidence)
    return stand


def _unnamed(content: list[Span]) -> bool:
    """Whether all that is said is a wish not to be named."""
    words = {form for piece in content for t in piece for form in forms(t)}
    return sum(map(len, content)) < 6 and "not" in words and not words.isdisjoint(named("naming"))


def _told(content: list[Span]) -> bool:
    """Whether a content is a clause that tells a fact: neither what should be nor what is to be done."""
    heads = [h for piece in content[:1] for h in clause_heads(piece.doc, piece.start, piece.end)[:1]]
    finite = [h for h in heads if h.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ == "MD" for c in kids(h))]
    marked = content and content[0][0].lower_ == "that"
    return bool(finite and marked) and not any(c.lower_ in ("should", "must") for h in heads for c in kids(h))


def _vouched(heads: list[Token], speaker: Speaker) -> bool:
    """Whether what somebody insists on speaks well of somebody, or of something as lawful; else it is a fact."""
    for head in heads[:1]:
        who = subject(head)
        if who is None or is_negated(head) or is_passive(head):
            return False
        words = {form for t in head.subtree for form in forms(t)}
        if not words.isdisjoint(named("lawful")):
            return True
        return who.pos_ == "PROPN" and who.head == head and speaker.is_actor(who) and not speaker.is_own(who)
    return False


def _modals(doc: Doc, piece: Span) -> list[Token]:
    heads = clause_heads(doc, piece.start, piece.end)[:1]
    return [c for head in heads for c in kids(head) if c.lower_ in named("will")]


def _best_cue(doc: Doc, cue: list[Span]) -> Stand | None:
    best = None
    for span in cue:
        start = span.start
        while start > 0 and doc[start - 1].dep_ in ("aux", "auxpass", "neg") and span.start - start < 4:
            start -= 1
        verb = doc[span.start].head if doc[span.start].tag_ == "TO" else doc[span.start]
        up = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if verb.dep_ in ("xcomp", "pcomp") and 0 < start - up.i < 4 and not named("withholding").isdisjoint(forms(up)):
            start = up.i  # "has declined to say", "refrained from confirming": the cue may leave that out.
        found = from_cue(doc, range(start, span.end))
        if found is not None and (best is None or (best.act == BLAND and found.act != BLAND)):
            best = found
    return best


def _not_lexical(doc: Doc, stand: Stand) -> bool:
    return not any(doc[i].lower_ in ("not", "n't", "n’t", "no", "neither") for i in stand.words)


def _loose(doc: Doc, piece: Span, heads: list[Token]) -> Stand | None:
    """A content without a verb of its own (Russia's actions as reckless; it unlikely that): any word may evaluate."""
    if any(h.pos_ in ("VERB", "AUX") for h in heads) and heads[0].dep_ not in ("ccomp", "oprd"):
        return None
    if heads and heads[0].pos_ in ("VERB", "AUX"):
        return None
    for token in piece[:30]:
        found = lexicon("evaluations.csv").match(token)
        if found is not None and token not in heads:
            negated = any(c.dep_ == "neg" for c in kids(token))
            if not negated:
                clause = heads[0].i if heads else None
                return Stand(found["act"], found.tokens, False, False, "evaluation", 0.55, clause)
    return None


def _sentences(doc: Doc, content: list[Span]) -> list[Span]:
    """The content's pieces, cut at the ends of sentences and before *and that*, *but that*: each may take a stand."""
    found = []
    for piece in content:
        start = piece.start
        for i in range(piece.start + 1, piece.end + 1):
            again = i + 1 < piece.end and doc[i].dep_ == "cc" and doc[i + 1].lower_ == "that"
            if i == piece.end or doc[i].is_sent_start or (again and doc[i + 1].dep_ == "mark"):
                if any(t.is_alpha for t in doc[start:i]):
                    found.append(doc[start:i])
                start = i + 1 if again else i
    return found
