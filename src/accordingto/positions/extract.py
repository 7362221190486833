"""From attributions and the narrator's words to positions: one row is one actor taking one stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.positions.aims import Target
from accordingto.positions.attributed import attributed
from accordingto.positions.clauses import (
    children,
    clause_heads,
    is_negated,
    is_passive,
    kids,
    subject,
    tokens_of,
    trimmed,
)
from accordingto.positions.commitment import commitment_at
from accordingto.positions.cues import BLAND, from_cue
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.narrator import narrated
from accordingto.positions.relays import only_asked, relaying
from accordingto.positions.sharpening import side_of
from accordingto.positions.silences import UNSAID, is_question
from accordingto.positions.speakers import Names, Speaker
from accordingto.positions.stand import Stand
from accordingto.positions.targets import apart, taken, target
from accordingto.records import Attribution, Position

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LONGEST = 600
_SURE = 0.55
"""Least confidence in who the subject of a clause is, for its stand to be told as that actor's."""


def extract(doc: Doc, attributions: Sequence[Attribution], cast) -> list[Position]:
    """Find which actor takes which stand towards whom or what.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    attributions : sequence of Attribution
        What the article's sources say.
    cast : Cast
        The article's actors.

    Returns
    -------
    list of Position
        Sorted by place in the text; two actors who speak together get a row each.
    """
    found: list[Position] = []
    names = Names(doc, cast)
    passing, telling = relaying(doc, attributions, cast)
    attributions = [_with_subject(names, attribution) for attribution in attributions]
    for index, attribution in enumerate(attributions):
        if attribution.actor_ids and index not in passing and not only_asked(doc, attributions, index):
            own = _from_attribution(names, attribution, index, index in telling)
            told = _within(names, attributions, index) if all(p.rule == "plain" for p in own) else []
            found += told or own
    said = [p for p in found if p.attribution is not None]
    for event in narrated(names, attributions):
        speaker = Speaker(names, (event.actor_id,))
        heads = clause_heads(doc, event.content.start, event.content.end) if event.content else []
        content = [event.content] if event.content else []
        if any(
            p.attribution == event.attribution
            and p.act == event.stand.act
            and (p.actor_id in speaker.own or p.speaks_for == event.actor_id)
            for p in said
        ):
            continue
        aim = target(doc, event.stand, content, heads, speaker, list(event.peers))
        if not aim.text and event.stand.act not in (*UNSAID, "neutral"):
            aim = taken(doc, event.stand, speaker)
        bare = len(event.stand.words) == 1 and event.stand.act not in (*UNSAID, "neutral")
        # "Justice Barua dissented": nothing is missing there.
        bare = bare and named("whole").isdisjoint(forms(doc[event.stand.words[0]]))
        if not aim.text and bare:
            continue
        found.append(
            _position(
                speaker,
                event.actor_id,
                event.evidence,
                event.stand,
                aim,
                commitment=_commitment(doc, event.stand, content, heads, "ct+"),
                hedge=event.hedge,
                attribution=event.attribution,
                confidence=event.stand.confidence * 0.8,
                rule=f"narrator:{event.stand.rule}",
            )
        )
    return _without_repetition(found)


def _with_subject(names: Names, attribution: Attribution) -> Attribution:
    """An attribution whose source is far from its cue, with whom the subject of the cue stands for."""
    if attribution.actor_ids or attribution.source or not attribution.cue:
        return attribution
    doc = names.doc
    first, last = tokens_of(doc, *attribution.cue[0])
    verb = next((t for t in doc[first:last] if t.pos_ == "VERB"), None)
    if verb is None or is_passive(verb) or from_cue(doc, range(first, last)) is None:
        return attribution
    who = subject(verb)
    ids = Speaker(names, ()).resolved(who, _SURE) if who is not None else ()
    return replace(attribution, actor_ids=tuple(ids)) if ids else attribution


def _within(names: Names, attributions: Sequence[Attribution], index: int) -> list[Position]:
    """The stand of somebody else that a source only tells: *the mayor fears a riot, her spokesman said*."""
    doc, attribution = names.doc, attributions[index]
    speaker = Speaker(names, attribution.actor_ids)
    for start, end in attribution.content:
        first, last = tokens_of(doc, start, end)
        head = next((h for h in clause_heads(doc, first, last) if h.pos_ in ("VERB", "AUX")), None)
        who = subject(head) if head is not None else None
        if who is None or not first <= who.i < head.i or is_passive(head) or names.quoted(head):
            continue
        felt = [t for t in (head, *children(head, "acomp")) if lexicon("acts.csv").match(t) is not None]
        taken = any(other.parent == index and other.actor_ids for other in attributions)
        if taken or not felt or head.tag_ not in ("VBZ", "VBP") or any(c.tag_ == "MD" for c in kids(head)):
            continue  # What somebody once did is told as a fact.
        ids = speaker.resolved(who, _SURE)
        if not speaker.own.isdisjoint(ids):
            continue
        if not ids:
            # Of somebody who has no name, it is the source that tells the stand.
            match = lexicon("acts.csv").match(felt[0])
            if match is None or match["act"] == BLAND or who.pos_ == "PRON":
                continue
            ids = attribution.actor_ids
        cue = doc[felt[0].i : felt[0].i + 1]
        rest = doc[felt[0].i + 1 : min(last, head.right_edge.i + 1)]
        if not len(rest):
            continue
        told = replace(
            attribution,
            source=((doc[who.left_edge.i].idx, who.idx + len(who)),),
            cue=((cue.start_char, cue.end_char),),
            content=((rest.start_char, rest.end_char),),
            actor_ids=ids,
            act="statement",
            negated=is_negated(head),
        )
        found = [replace(p, rule=f"told:{p.rule}") for p in _from_attribution(names, told, index)]
        return [p for p in found if p.act != "neutral"]
    return []


def _from_attribution(names: Names, attribution: Attribution, index: int, telling: bool = False) -> list[Position]:
    doc = names.doc
    cue = [doc[slice(*tokens_of(doc, *span))] for span in attribution.cue]
    content = [doc[slice(*tokens_of(doc, *span))] for span in attribution.content]
    content = [piece for piece in content if len(piece)]
    speaker = Speaker(names, attribution.actor_ids)
    stands = attributed(doc, attribution, cue, content, speaker, telling)
    found = []
    for stand, piece in stands:
        said = [piece] if piece is not None else content
        heads = [head for span in said for head in clause_heads(doc, span.start, span.end)]
        commitment = _commitment(doc, stand, said, heads, attribution.commitment)
        evidence = _evidence(doc, attribution, cue, said, stand)
        if evidence is None:
            continue
        takers = attribution.actor_ids
        told = speaker.resolved(doc[stand.who]) if stand.who is not None else ()
        if told and speaker.own.isdisjoint(told):
            takers = told
        for actor_id in takers:
            one = speaker if takers == speaker.ids and len(takers) == 1 else Speaker(names, (actor_id,))
            peers = [other for other in takers if other != actor_id]
            aim = target(doc, stand, said, heads, one, peers)
            if not aim.text and stand.act == "declines_to_confirm" and not (content and is_question(content[0])):
                stand = replace(stand, act="no_response")  # "Would not be drawn": on nothing that is told.
            if not aim.text and (stand.rule == "own_act" or (stand.rule == "cue" and stand.act == "threatens")):
                aim = taken(doc, stand, one)
            found += [
                _position(
                    one,
                    actor_id,
                    evidence,
                    stand,
                    each,
                    commitment=commitment,
                    hedge=attribution.hedge,
                    attribution=index,
                    confidence=min(attribution.confidence, 1.0) * stand.confidence,
                    rule=stand.rule,
                )
                for each in apart(doc, stand, aim, one)
            ]
    return found


def _position(
    speaker: Speaker, actor_id: str, evidence: tuple[int, int], stand: Stand, aim: Target, **rest
) -> Position:
    side = side_of(speaker.doc, stand, aim.head)
    if stand.conditional:
        rest["commitment"] = "uu"
    words = [speaker.doc[i].text for i in stand.words]
    return Position(
        start=evidence[0],
        end=evidence[1],
        cue=" ".join(" ".join(words).split()),
        actor_id=actor_id,
        speaks_for=speaker.side(actor_id),
        act=stand.act,
        polarity=side,
        target=aim.text,
        target_id=aim.actor_id,
        target_kind=aim.kind,
        negated=stand.negated,
        conditional=stand.conditional,
        **rest,
    )


def _commitment(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], said: str) -> str:
    if stand.act in UNSAID or stand.conditional:
        return "uu"
    if stand.act == "denies":
        return "ct-"
    if stand.act == "neutral" or stand.clause is not None:
        head = doc[stand.clause] if stand.clause is not None else (heads[0] if heads else None)
        inside = next((p for p in content if head is not None and p.start <= head.i < p.end), None)
        if head is None or inside is None:
            return said
        value, _ = commitment_at(doc, head.i, first=inside.start, last=inside.end)
        if stand.act == "doubts":
            return value if value.endswith("-") and value != "ct-" else "pr-"
        if stand.rule == "evaluation":
            return value.replace("-", "+")  # "Not acceptable" is said as surely as "unacceptable".
        if stand.act in ("calls_for", "demands", "promises", "threatens", "rejects") and stand.rule != "own_act":
            return "ct+"
        return value
    return "ps-" if stand.act == "doubts" else "ct+"


def _evidence(
    doc: Doc, attribution: Attribution, cue: list[Span], content: list[Span], stand: Stand
) -> tuple[int, int] | None:
    """The clause from the cue, or its source right before it, through the content."""
    spans = [(s.start, s.end) for s in (*cue, *content) if len(s)]
    if not spans:
        spans = [(min(stand.words), max(stand.words) + 1)]
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    first, last = min(first, *stand.words), max(last, max(stand.words) + 1)
    for source in attribution.source:
        begin, stop = tokens_of(doc, *source)
        named_source = any(doc[i].pos_ != "PRON" for i in range(begin, stop))
        between = doc[stop:first] if stop <= first else None
        if between is not None and named_source and all(t.dep_ in ("aux", "auxpass", "neg", "advmod") for t in between):
            first = begin
    words = doc[first:last]
    if len(words.text) > _LONGEST:
        # A stand is shown by one sentence; the attribution keeps the rest.
        sentence = doc[stand.words[0]].sent
        words = doc[max(first, sentence.start) : min(last, sentence.end)]
    return trimmed(doc, words.start, words.end)


def _without_repetition(found: list[Position]) -> list[Position]:
    """Sorted by place; of two equal stands of one actor on the same words, the surer one."""
    found = [
        p
        for p in found
        if p.act != "neutral"
        or not any(
            o is not p and o.actor_id == p.actor_id and o.act != "neutral" and o.start <= p.start and p.end <= o.end
            for o in found
        )
    ]
    kept: list[Position] = []
    last: dict[tuple, Position] = {}
    order = {id(p): n for n, p in enumerate(found)}
    for p in sorted(found, key=lambda p: (p.actor_id, p.act, p.cue, p.start, p.end, -p.confidence, order[id(p)])):
        key = (p.actor_id, p.act, p.cue)
        before = last.get(key)
        beside = before is not None and (p.start, p.end, p.rule) == (before.start, before.end, before.rule)
        if before is None or p.start >= before.end or (beside and p.target != before.target):
            kept.append(p)
        elif p.confidence > before.confidence:
            kept[-1] = p
        else:
            continue
        last[key] = p
    return sorted(kept, key=lambda p: (p.start, p.end, p.actor_id, p.act, order[id(p)]))
