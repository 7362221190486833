"""Whom or what a stand is taken towards."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from accordingto.positions.acts import Stand
from accordingto.positions.clauses import agent, children, direct_object, is_passive, phrase, prepositional, subject
from accordingto.positions.lexicon import forms, named
from accordingto.positions.speakers import Speaker, placed

CLAIMS = ("denies", "confirms", "doubts", "declines_to_confirm", "no_response")
_ADDRESSED = ("demands", "calls_for", "threatens", "warns", "expresses_concern", "condemns")
_PARTNERED = ("agrees", "promises", "supports")
_ABOUT = (
    "over", "about", "regarding", "concerning", "against", "on", "upon", "at", "of", "with", "toward", "towards",
    "for", "to", "from", "in", "by",
)  # fmt: skip
_WITH = ("with", "to", "for", "toward", "towards")
_LONGEST = 25


@dataclass(frozen=True, slots=True)
class Target:
    """The words, the actor they name, and whether they are an actor, a claim or an event."""

    text: str = ""
    actor_id: str = ""
    kind: str = ""


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
    if stand.act in CLAIMS:
        return _claim(doc, stand, content, heads)
    if stand.act in ("agrees", "promises") and peers and _mutual(doc, stand, content):
        side = speaker.side(peers[0]) or peers[0]
        return Target(_name(speaker, side), side, "actor")
    candidates = _candidates(doc, stand, heads, speaker)
    if stand.rule in ("evaluation", "wrong", "must", "have_to", "necessary") and candidates:
        # What a judgement is about is its subject, and who is behind that.
        found = speaker.other(speaker.resolved(candidates[0]))
        if found:
            return Target(_words(candidates[0], doc), found, "actor")
        about = _within(candidates[0], stand, speaker)
        if about is not None:
            return about
    for token in candidates:
        found = speaker.other(speaker.resolved(token))
        if found:
            return Target(_words(token, doc), found, "actor")
    if stand.act in _ADDRESSED:
        found = _addressee(doc, stand, speaker)
        if found is not None:
            return found
    for token in candidates:
        found = _within(token, stand, speaker)
        if found is not None:
            return found
    if stand.act in _PARTNERED:
        for piece in content:
            named_here = [m for m in speaker.mentions(piece.start, piece.end) if speaker.other(m[1])]
            for i, ids in named_here:
                if doc[i].dep_ == "pobj" and doc[i].head.lower_ in _WITH:
                    return Target(_words(doc[i], doc), speaker.other(ids), "actor")
    if candidates:
        return Target(_words(candidates[0], doc), "", "event")
    if content and stand.act != "neutral":
        return _claim(doc, stand, content, heads)
    return Target()


def _claim(doc: Doc, stand: Stand, content: list[Span], heads: list[Token]) -> Target:
    words = set(stand.words)
    verbal = heads and heads[0].pos_ in ("VERB", "AUX")
    if stand.clause is None and not verbal:
        tops = [doc[i] for i in stand.words]
        found = [t for top in tops for t in (direct_object(top), *prepositional(top, *_ABOUT)) if t is not None]
        found = [t for t in found if t.i not in words and t.pos_ in ("NOUN", "PROPN", "PRON")]
        inside = [t for t in found if any(c.start <= t.i < c.end for c in content)] or found
        if inside:
            return Target(_words(inside[0], doc), "", "event")
        nouns = [t for t in heads if t.i not in words]
        if nouns:
            return Target(_words(nouns[0], doc), "", "event")
    outside = [p for p in content if not set(range(p.start, p.end)) <= words]
    if outside:
        first = outside[0]
        start = first.start
        if doc[start].lower_ == "it" and start < min(words) < first.end:
            start = max(w for w in words if w < first.end) + 1  # "it unlikely that ..."
        if start < first.end:
            text = _trimmed(doc[start : min(first.end, start + _LONGEST)])
            return Target(text, "", "claim") if text else Target()
    return Target()


def _mutual(doc: Doc, stand: Stand, content: list[Span]) -> bool:
    spans = [*(range(p.start, min(p.end, p.start + _LONGEST)) for p in content), stand.words]
    return any(set(forms(doc[i])) & named("mutual") for span in spans for i in span)


def _candidates(doc: Doc, stand: Stand, heads: list[Token], speaker: Speaker) -> list[Token]:
    """Head words of the phrases that may be the target, likeliest first."""
    found: list[Token | None] = []
    words = set(stand.words)
    if stand.clause is None or stand.rule == "own_act":
        for i in stand.words[:1]:
            found.append(direct_object(doc[i]))
        for i in stand.words[1:]:
            found += children(doc[i], "pobj", "pcomp")  # "voted for the bill"
        for i in stand.words:
            found += prepositional(doc[i], *(_WITH if stand.act in _PARTNERED[:2] else ()), *_ABOUT)
        if stand.act in _PARTNERED:
            for head in heads:
                found += prepositional(head, *_WITH)
        held = [t for t in found[:1] if t is not None and t.i not in words and t.pos_ in ("NOUN", "PROPN")]
        if not held or stand.act in ("calls_for", "demands"):
            # Without an object of its own, an act is about what its content is about.
            found += [s for head in heads if (s := subject(head)) is not None]
            found += [head for head in heads if head.pos_ in ("NOUN", "PROPN")]
            found += [direct_object(head) for head in heads if head.pos_ == "VERB"]
    else:
        head = doc[stand.clause]
        step = doc[stand.words[0]]
        if stand.rule in ("own_step", "will_not"):
            found += [direct_object(step), *prepositional(step, *_WITH, "against", "on")]
            found += [s for s in (direct_object(head),) if s is not step]
        else:
            who = agent(head) if is_passive(head) and stand.act == "accuses" else subject(head)
            found += [head if head.pos_ in ("NOUN", "PROPN") else who]
            found += [direct_object(head), *prepositional(head, *_ABOUT)]
    chosen = []
    for token in found:
        token = _antecedent(token)
        if token is None or token.i in words or token in chosen or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
            continue
        if token.lower_ in named("self") or token.lower_ in ("there", "it", "that"):
            continue
        if token.ent_type_ in ("DATE", "TIME"):
            continue
        chosen.append(token)
    # The speaker's own side is no target.
    return [t for t in chosen if not (speaker.resolved(t) and not speaker.other(speaker.resolved(t)))]


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
        return Target(_words(doc[i], doc), found, "actor")
    return Target(_words(token, doc), found, "event")


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
            side = actor_id and (speaker.side(actor_id) or actor_id)
            if side and side not in speaker.own:
                return Target(_words(who, doc), side, "actor")
            # "the Russian ambassador": the envoy of a country that the phrase names.
            inner = [speaker.other(ids) for _, ids in speaker.inside(who)] if not actor_id else []
            if any(inner) and token.pos_ == "VERB":
                return Target(_words(who, doc), next(filter(None, inner)), "actor")
    return None


def _words(token: Token, doc: Doc) -> str:
    return _trimmed(phrase(token))


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
