"""From attributions and the narrator's words to positions: one row is one actor taking one stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.positions.acts import BLAND, Stand, from_content, from_cue, interviewed
from accordingto.positions.aims import Target
from accordingto.positions.clauses import (
    children,
    clause_heads,
    is_conditional,
    is_negated,
    is_passive,
    kids,
    subject,
    tokens_of,
    trimmed,
)
from accordingto.positions.commitment import commitment_at
from accordingto.positions.learned import REQUESTS, act_chances, request_read, second_reading
from accordingto.positions.lexicon import forms, lexicon, named
from accordingto.positions.narrator import narrated
from accordingto.positions.possible import possible
from accordingto.positions.relays import SILENT, only_asked, relaying
from accordingto.positions.sharpening import accused, labelled, own_wish, requested, sharpened, side_of, under_condition
from accordingto.positions.speakers import Names, Speaker
from accordingto.positions.targets import apart, taken, target
from accordingto.records import Attribution, Position

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLAINLY = 0.75
"""Least chance of a stand for who tells another's saying to take it."""

_CERTAIN = 0.8
"""Confidence of a rule from which on the network is not asked: it would not be believed."""

_WEAKEST = ("declines_to_confirm", "no_response")
_OFFERED = ("promises", "threatens", "supports", "agrees", "rejects")
_LONGEST = 600
_PER_ATTRIBUTION = 3
_TELLING = 4
"""Fewest words of a content without a verb that tell a fact: *a deal within days*."""

_AROUND = 40
"""Tokens before and behind a saying that are shown to the network, which reads the nearest of them."""

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
        if not aim.text and event.stand.act not in (*_WEAKEST, "neutral"):
            aim = taken(doc, event.stand, speaker)
        bare = len(event.stand.words) == 1 and event.stand.act not in (*_WEAKEST, "neutral")
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
    stands = _stands(doc, attribution, cue, content, speaker, telling)
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
            if not aim.text and stand.act == "declines_to_confirm" and not (content and _asked(content[0])):
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


def _stands(
    doc: Doc, attribution: Attribution, cue: list[Span], content: list[Span], speaker: Speaker, telling: bool
) -> list[tuple[Stand, Span | None]]:
    """The stands of one attribution, each with the piece of content it was read from."""
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
    if (stand is None or stand.act == BLAND) and _says_nothing(attribution, cue_words, content):
        asked = content and "say" in cue_words and _asked(content[0])  # "Neither would say how long."
        act = "declines_to_confirm" if asked else "no_response"
        return [(Stand(act, tuple(t.i for span in cue for t in span)[:3], False, False, "silent", 0.6), None)]
    if stand is not None and stand.act != BLAND:
        if own_wish(doc, stand, content, speaker):
            return [(Stand("neutral", stand.words, False, False, "plain", 0.5), None)]
        stand = sharpened(doc, stand, content, speaker)
    if stand is not None and stand.act != BLAND:
        if stand.act in _WEAKEST:
            stand = _withheld(doc, stand)
        heads = [head for piece in content for head in clause_heads(doc, piece.start, piece.end)]
        stand = under_condition(doc, stand, heads, speaker)
        if stand.act in REQUESTS and stand.rule == "cue" and not stand.negated and (asked := _sentences(doc, content)):
            stand = request_read(stand, _chances(doc, attribution, cue, asked[0], stand.act))
        if stand.act in _OFFERED and any(map(is_conditional, heads)):
            stand = replace(stand, conditional=True)
        if attribution.negated and not stand.negated and stand.act not in _WEAKEST and stand.rule == "cue":
            stand = replace(stand, negated=_not_lexical(doc, stand))
        return [(stand, None)]
    if attribution.act in SILENT and (stand is None or stand.act == BLAND):
        words = stand.words if stand is not None else tuple(t.i for span in cue for t in span)[:1]
        act = _silence(attribution, content)
        return [(Stand(act, words, False, False, "silent", 0.6), None)] if words else []
    accusing = attribution.act == "accusation" or not named("accusing").isdisjoint(cue_words)
    found: list[tuple[Stand, Span | None]] = []
    for piece in _sentences(doc, content):
        heads = clause_heads(doc, piece.start, piece.end)
        if not named("questioned").isdisjoint(cue_words) and _asked(piece):
            continue
        read = from_content(doc, heads, speaker.is_own, speaker.is_actor, accusing=accusing)
        if read is None:
            read = _loose(doc, piece, heads)
        read = labelled(doc, read, cue, piece)
        if read is None and not any(t.pos_ in ("VERB", "AUX") or t.is_quote for t in piece):
            continue  # "Noted the worries": a thing that is spoken of.
        if read is not None and (read.negated or read.confidence >= _CERTAIN):
            again: Stand | None = read  # Which act is not performed, the rules know.
        else:
            seen = read.act if read is not None else "neutral"
            chances = _chances(doc, attribution, cue, piece, seen)
            chances = possible(chances, piece, heads, speaker.is_own, share=read is None)
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
            read = under_condition(doc, read, heads, speaker)
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
    return [(Stand("neutral", begun, False, False, "plain", 0.5), None)]


def _chances(doc: Doc, attribution: Attribution, cue: list[Span], piece: Span, seen: str) -> dict[str, float]:
    """The network's chances of each act by one sentence of what is said."""
    source = " ".join(doc[slice(*tokens_of(doc, *span))].text for span in attribution.source)
    words = " ".join(span.text for span in cue)
    before, after = doc[max(0, piece.start - _AROUND) : piece.start], doc[piece.end : piece.end + _AROUND]
    return act_chances(source, words, piece.text, seen, before.text, after.text)


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


def _silence(attribution: Attribution, content: list[Span]) -> str:
    """Whether somebody will not say whether or what, or does not speak about a thing at all."""
    first = next((t for piece in content for t in piece if not t.is_punct or t.is_quote), None)
    if first is None or first.is_quote or attribution.quote_type != "indirect":
        return SILENT[attribution.act]
    asked = any(t.tag_ in ("WP", "WRB", "WDT", "WP$") or t.lower_ in ("whether", "if") for t in content[0][:4])
    behind = bool(attribution.cue) and first.idx > attribution.cue[0][0]
    return "declines_to_confirm" if asked and behind else SILENT["no_response"]


def _withheld(doc: Doc, stand: Stand) -> Stand:
    """Whether it is told what somebody would not say: *declined to discuss what was said*, *would not answer*.

    Who *did not answer* said nothing at all, whatever he was asked.
    """
    verb, last = doc[stand.words[-1]], doc[max(stand.words)]
    then = doc[last.i + 1] if last.i + 1 < len(doc) else last
    wh = then.lower_ in named("unsure") or then.tag_ in ("WP", "WRB", "WDT", "WP$")
    mute = not named("replying").isdisjoint(forms(verb)) and verb.lower_ not in ("say", "saying", "said")
    if stand.act == "no_response":
        asked = then.lower_ in named("unsure") or then.tag_ == "WP" or then.lower_ == "how"
        asked = asked and last.pos_ == "VERB"
        return replace(stand, act="declines_to_confirm") if asked and not mute else stand
    did = mute and any(c.lemma_ == "do" and c.dep_ == "aux" for c in kids(verb))
    return replace(stand, act="no_response") if did and not wh else stand


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


def _says_nothing(attribution: Attribution, cue_words: set[str], content: list[Span]) -> bool:
    """*Neither replied*, *said nothing at all*: silence, whatever the cue."""
    doc = content[0].doc if content else None
    if not named("replying").isdisjoint(cue_words):
        first = {doc.char_span(*s, alignment_mode="expand")[0].lower_ for s in attribution.source} if doc else set()
        if attribution.negated or first & {"neither", "none", "nobody", "no"}:
            return True
    said = not {"say", "add", "offer"}.isdisjoint(cue_words) and "be" not in cue_words
    return bool(content) and said and content[0][0].lower_ == "nothing" and len(content[0]) < 5


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
