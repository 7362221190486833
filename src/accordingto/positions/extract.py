"""From attributions and the narrator's words to positions: one row is one actor taking one stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from accordingto.positions.acts import BLAND, Stand, action, announced, from_content, from_cue
from accordingto.positions.clauses import clause_heads, is_conditional, is_passive, kids, subject, tokens_of, trimmed
from accordingto.positions.commitment import commitment_at
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.narrator import narrated
from accordingto.positions.plover import polarity
from accordingto.positions.speakers import Names, Speaker
from accordingto.positions.targets import Target, target
from accordingto.records import Attribution, Position

_RELAYED = 0.6
"""Share of what a source says that must be another attribution for the source only to relay it."""

_WEAKEST = ("declines_to_confirm", "no_response")
_OFFERED = ("promises", "threatens", "supports", "agrees", "rejects")
_SILENT = {"refusal": "declines_to_confirm", "no_response": "no_response"}
_LONGEST = 600
_PER_ATTRIBUTION = 3


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
    relaying = _relaying(attributions)
    for index, attribution in enumerate(attributions):
        if attribution.actor_ids and index not in relaying:
            found += _from_attribution(names, attributions, index)
    said = [p for p in found if p.attribution is not None]
    for event in narrated(names, attributions):
        speaker = Speaker(names, (event.actor_id,))
        heads = clause_heads(doc, event.content.start, event.content.end) if event.content else []
        content = [event.content] if event.content else []
        if any(
            p.attribution == event.attribution and p.actor_id in speaker.own and p.act == event.stand.act for p in said
        ):
            continue
        aim = target(doc, event.stand, content, heads, speaker, list(event.peers))
        if not aim.text and event.stand.act not in _WEAKEST:
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


def _from_attribution(names: Names, attributions: Sequence[Attribution], index: int) -> list[Position]:
    doc, attribution = names.doc, attributions[index]
    cue = [doc[slice(*tokens_of(doc, *span))] for span in attribution.cue]
    content = [doc[slice(*tokens_of(doc, *span))] for span in attribution.content]
    content = [piece for piece in content if len(piece)]
    speaker = Speaker(names, attribution.actor_ids)
    stands = _stands(doc, attribution, cue, content, speaker)
    found = []
    for stand, piece in stands:
        said = [piece] if piece is not None else content
        heads = [head for span in said for head in clause_heads(doc, span.start, span.end)]
        commitment = _commitment(doc, stand, said, heads, attribution.commitment)
        evidence = _evidence(doc, attribution, cue, said, stand)
        if evidence is None:
            continue
        takers = attribution.actor_ids
        if stand.who is not None and (told := speaker.resolved(doc[stand.who])):
            takers = told
        for actor_id in takers:
            one = speaker if takers == speaker.ids and len(takers) == 1 else Speaker(names, (actor_id,))
            peers = [other for other in takers if other != actor_id]
            aim = target(doc, stand, said, heads, one, peers)
            found.append(
                _position(
                    one,
                    actor_id,
                    evidence,
                    stand,
                    aim,
                    commitment=commitment,
                    hedge=attribution.hedge,
                    attribution=index,
                    confidence=min(attribution.confidence, 1.0) * stand.confidence,
                    rule=stand.rule,
                )
            )
    return found


def _position(
    speaker: Speaker, actor_id: str, evidence: tuple[int, int], stand: Stand, aim: Target, **rest
) -> Position:
    side = polarity(stand.act)
    if (stand.negated and side is not None) or (stand.act == "neutral" and stand.rule != "plain"):
        side = 0  # An act that is not performed, or no side taken on purpose.
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


def _relaying(attributions: Sequence[Attribution]) -> set[int]:
    """The attributions most of whose content is itself somebody else's saying."""
    covered: dict[int, int] = {}
    for index, child in enumerate(attributions):
        spans = [*child.source, *child.cue, *child.content]
        if child.parent is None or child.parent == index or not spans:
            continue
        low, high = min(s for s, _ in spans), max(e for _, e in spans)
        inner = sum(max(0, min(e, high) - max(s, low)) for s, e in attributions[child.parent].content)
        covered[child.parent] = covered.get(child.parent, 0) + inner
    lengths = {index: sum(e - s for s, e in attributions[index].content) for index in covered}
    return {index for index, n in covered.items() if n >= _RELAYED * lengths[index] > 0}


def _stands(
    doc: Doc, attribution: Attribution, cue: list[Span], content: list[Span], speaker: Speaker
) -> list[tuple[Stand, Span | None]]:
    """The stands of one attribution, each with the piece of content it was read from."""
    stand = _best_cue(doc, cue)
    if stand is None and not cue and not content:
        return []
    if stand is not None and stand.act != BLAND:
        own = _own_wish(doc, stand, content, speaker)
        if own:
            return []
        stand = _sharpened(doc, stand, content, speaker)
        heads = [head for piece in content for head in clause_heads(doc, piece.start, piece.end)]
        if stand.act in _OFFERED and any(map(is_conditional, heads)):
            stand = replace(stand, conditional=True)
        if attribution.negated and not stand.negated and stand.act not in _WEAKEST and stand.rule == "cue":
            stand = replace(stand, negated=_not_lexical(doc, stand))
        return [(stand, None)]
    cue_words = {form for span in cue for t in span for form in forms(t)}
    if attribution.act in _SILENT and (stand is None or stand.act == BLAND):
        words = stand.words if stand is not None else tuple(t.i for span in cue for t in span)[:1]
        return [(Stand(_SILENT[attribution.act], words, False, False, "silent", 0.6), None)] if words else []
    accusing = attribution.act == "accusation" or not named("accusing").isdisjoint(cue_words)
    found: list[tuple[Stand, Span | None]] = []
    for piece in _sentences(doc, content):
        heads = clause_heads(doc, piece.start, piece.end)
        if not named("questioned").isdisjoint(cue_words) and _asked(piece):
            continue
        read = from_content(doc, heads, speaker.is_own, speaker.is_actor, accusing=accusing)
        if read is None:
            read = _loose(doc, piece, heads)
        if read is not None and all(read.act != seen.act for seen, _ in found):
            found.append((read, piece))
        if len(found) == _PER_ATTRIBUTION:
            break
    if found:
        if attribution.negated:
            # Not to have said so is to take no stand.
            return []
        return found
    fallback = stand.fallback if stand is not None else ""
    words = stand.words if stand is not None else tuple(t.i for span in cue for t in span)[:1]
    if fallback:
        return [(Stand(fallback, words, False, False, "insists", 0.4), None)]
    kinds = {speaker.cast.actors[a].kind for a in attribution.actor_ids if a in speaker.cast.actors}
    clause = any(t.pos_ in ("VERB", "AUX") for piece in content for t in clause_heads(doc, piece.start, piece.end))
    if "media" in kinds or not clause or not words or attribution.negated:
        return []
    return [(Stand("neutral", words, False, False, "plain", 0.5), None)]


def _asked(piece: Span) -> bool:
    """Whether a content is a question: who asks whether it is so says nothing of it."""
    return piece[0].lower_ in named("unsure") or piece[0].tag_ in ("WRB", "WP", "WDT") or "?" in (t.text for t in piece)


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


def _own_wish(doc: Doc, stand: Stand, content: list[Span], speaker: Speaker) -> bool:
    """*Hopes to win*: wishing something for oneself asks nothing of anybody."""
    if stand.act != "calls_for" or not set(forms(doc[stand.words[-1]])) & {"hope", "wish", "seek", "like"}:
        return False
    verb = doc[stand.words[-1]]
    if verb.pos_ == "NOUN":
        return False
    below = [c for c in kids(verb) if c.dep_ in ("xcomp", "ccomp")]
    return any(c.dep_ == "xcomp" or any(s.dep_ == "nsubj" and speaker.is_own(s) for s in kids(c)) for c in below)


def _sharpened(doc: Doc, stand: Stand, content: list[Span], speaker: Speaker) -> Stand:
    """Let the content turn a promise of something hostile, or a warning of one's own step, into a threat."""
    if stand.act == "warns":
        for piece in content:
            for head in clause_heads(doc, piece.start, piece.end):
                who = subject(head)
                modal = any(c.tag_ == "MD" for c in kids(head))
                if head.pos_ == "VERB" and modal and who is not None and speaker.is_own(who) and not is_passive(head):
                    kind = action(head)
                    if kind is None or kind["sign"] == "-1":
                        return replace(stand, act="threatens", rule="own_step")
    if stand.act == "promises" and len(stand.words) == 1:
        for piece in content:
            for head in clause_heads(doc, piece.start, piece.end):
                if head.pos_ != "VERB":
                    continue
                negated = any(c.dep_ == "neg" for c in kids(head))
                step = announced(head, negated, is_conditional(head), head.i)
                if step is not None and step.act != "promises":
                    return step
                if step is not None:
                    return stand
    return stand


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
    """The content's pieces, cut at the ends of sentences."""
    found = []
    for piece in content:
        start = piece.start
        for i in range(piece.start + 1, piece.end + 1):
            if i == piece.end or doc[i].is_sent_start:
                if any(t.is_alpha for t in doc[start:i]):
                    found.append(doc[start:i])
                start = i
    return found


def _commitment(doc: Doc, stand: Stand, content: list[Span], heads: list[Token], said: str) -> str:
    if stand.act in _WEAKEST or stand.conditional:
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
    for p in sorted(found, key=lambda p: (p.actor_id, p.act, p.cue, p.start, p.end, -p.confidence, p.target)):
        key = (p.actor_id, p.act, p.cue)
        before = last.get(key)
        if before is None or p.start >= before.end:
            kept.append(p)
        elif p.confidence > before.confidence:
            kept[-1] = p
        else:
            continue
        last[key] = p
    return sorted(kept, key=lambda p: (p.start, p.end, p.actor_id, p.act, p.target))
