"""A cue's words to its dictionary form, its act and its negation."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accordingto.attributions.lexicon import acts, word_list
from accordingto.records import Tagged

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "nor", "neither", "without"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as it was read.

    Parameters
    ----------
    head : Token or None
        Its main word.
    lemma : str
        Its dictionary form: *say*, *according to*, *express concern*, *decline to comment*.
    act, commitment : str
        What kind of saying it is and how sure it makes the source.
    negated : bool
        Whether the saying is negated; refusing and not answering are acts of their own.
    """

    head: Token | None
    lemma: str
    act: str
    commitment: str
    negated: bool


def read_cue(doc: Doc, row: Tagged) -> Cue:
    """Read the cue of an attribution.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("She refused to confirm it.")
    >>> cue = read_cue(doc, Tagged(((0, 3),), ((4, 11),), ((12, 25),), 1.0))
    >>> cue.lemma, cue.act
    ('refuse to confirm', 'refusal')
    """
    tokens = [t for span in row.cue for t in doc.char_span(*span, alignment_mode="expand") or ()]
    words = [t for t in tokens if not t.is_punct and not t.is_space] or tokens
    if not words:
        return Cue(None, "", "statement", "ct+", False)
    inside = {t.i for t in words}
    head = next((t for t in words if t.head.i not in inside or t.head.i == t.i), words[0])
    if head.pos_ in ("AUX", "PART", "ADP") and len(words) > 1:
        content_words = [t for t in words if t.pos_ in ("VERB", "NOUN", "ADJ") and t.lower_ != "according"]
        head = content_words[0] if content_words and head.pos_ != "ADP" else head
    silent = _silence(head, words, doc, row)
    if silent is not None:
        return silent
    lemma = _lemma(head, words)
    act, commitment = _act(lemma, head, words)
    negated = any(t.lower_ in _NEGATIONS for t in (*words, *head.children) if t.i < head.i and abs(t.i - head.i) < 6)
    return Cue(head, lemma, act, commitment, negated)


def _silence(head: Token, words: list[Token], doc: Doc, row: Tagged) -> Cue | None:
    """Refusals and missing answers."""
    said = next((doc.char_span(*span, alignment_mode="expand") for span in row.content), None)
    following = [t for t in (*words, *(said[:8] if said is not None else ()), *head.children) if t.i != head.i]
    replying = word_list("replying") | word_list("reply_noun")
    target = next(
        (t for t in sorted(following, key=lambda t: t.i) if t.i > head.i and t.pos_ in ("VERB", "NOUN")), None
    )
    lemma = head.lemma_.lower()
    if lemma in word_list("declines"):
        joint = "from" if lemma == "refrain" else "to"
        full = f"{lemma} {joint} {target.lemma_.lower()}" if target is not None and target.pos_ == "VERB" else lemma
        answers = target is not None and target.lemma_.lower() in ("comment", "respond", "reply", "answer", "react")
        return Cue(head, full, "no_response" if answers else "refusal", "uu", False)
    negated = any(t.lower_ in _NEGATIONS for t in (*words, *head.children))
    if lemma in word_list("reply_noun") and negated and head.pos_ == "NOUN":
        return Cue(head, f"no {lemma}", "no_response", "uu", False)
    if lemma in ("respond", "reply", "answer", "comment", "react") and negated:
        return Cue(head, f"not {lemma}", "no_response", "uu", False)
    if (
        any(t.lower_ == "yet" for t in (*words, *head.children))
        and target is not None
        and target.lemma_.lower() in replying
    ):
        return Cue(head, f"yet to {target.lemma_.lower()}", "no_response", "uu", False)
    return None


def _lemma(head: Token, words: list[Token]) -> str:
    if words[0].lower_ == "according":
        return "according to"
    lemma = head.lemma_.lower()
    particle = next((t.lower_ for t in words if t.dep_ == "prt" and t.head.i == head.i), "")
    if particle:
        return f"{lemma} {particle}"
    if lemma in word_list("light"):
        noun = next(
            (t for t in (*words, *head.children) if t.dep_ in ("dobj", "attr", "acomp") and t.head.i == head.i), None
        )
        if noun is not None and noun.lemma_.lower() in acts():
            return f"{lemma} {noun.lemma_.lower()}"
    if lemma in ("call", "ask", "warn"):
        following = next((t.lower_ for t in words if t.i == head.i + 1 and t.pos_ == "ADP"), "")
        if f"{lemma} {following}" in acts():
            return f"{lemma} {following}"
    return lemma


def _act(lemma: str, head: Token, words: list[Token]) -> tuple[str, str]:
    known = acts()
    if lemma in known:
        act = known[lemma]
    else:
        act = known.get(lemma.split()[-1]) or known.get(lemma.split()[0], ("statement", "ct+"))
    if lemma == "ask" and any(k.dep_ == "xcomp" for k in head.children):
        return known["ask to"]
    # "similar statements of condemnation": what the statement is decides.
    for token in (*words, *head.children):
        if token.dep_ == "dobj" and token.lemma_.lower() in ("statement", "message"):
            for k in token.subtree if token.right_edge.i - token.left_edge.i < 20 else ():
                if k.dep_ == "pobj" and k.lemma_.lower() in known and known[k.lemma_.lower()][0] != "statement":
                    return known[k.lemma_.lower()]
    return act
