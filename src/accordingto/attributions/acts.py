"""What a saying does where its cue alone does not tell: *called it a sham*, *said they must go*, *shot back*."""

from __future__ import annotations

from collections.abc import Container
from itertools import islice
from typing import TYPE_CHECKING

from accordingto.attributions.commitment import main_word
from accordingto.attributions.cue_words import Cue
from accordingto.attributions.lexicon import acts, word_list
from accordingto.records import Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORDS = 60
_SHORT = 16
"""Words, with marks, of a quotation that may be no more than a refusal."""
_NOTHING = frozenset(("nothing", "nobody", "none", "neither"))
_NEGATIONS = _NOTHING | {"not", "n't", "n’t", "never", "no"}
_DEONTIC = frozenset(("should", "must", "ought"))


def act_of(doc: Doc, row: Tagged, cue: Cue, unsaid: Container[int] = ()) -> str:
    """Return the act of an attribution: its cue's, unless its content shows another.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    row : Tagged
        The attribution.
    cue : Cue
        Its cue.
    unsaid : container of int, optional
        The document's words of refusal and silence, from :func:`find_unsaid`.

    Returns
    -------
    str
        One of the values of the column ``act``.

    Examples
    --------
    >>> from accordingto.attributions.cue_words import read_cue
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Hill called the vote a sham.")
    >>> row = Tagged(((0, 4),), ((5, 11),), ((12, 27),), 1.0)
    >>> read_cue(doc, row).act, act_of(doc, row, read_cue(doc, row))
    ('statement', 'accusation')
    """
    if cue.head is None or not row.content or (cue.commitment == "uu" and cue.act != "emotion"):
        return cue.act
    lemma = cue.lemma
    words = [t for s in row.content for t in (doc.char_span(*s, alignment_mode="expand") or ())[:_WORDS]]
    if lemma in ("be", "feel", "remain") and any(is_feeling(t) for t in words[:3]):
        return "emotion"
    if lemma in word_list("naming"):
        if cue.act == "statement" and not cue.negated and any(t.lower_ in word_list("untrue") for t in words):
            return "denial"
        return "accusation" if _is_unkind(words) else cue.act
    if cue.negated and lemma in word_list("granting"):
        # "Did not accept that".
        return "denial"
    if lemma in word_list("retort"):
        return "denial" if any(t.lower_ in _NEGATIONS for t in words) else "accusation"
    if lemma in word_list("wanting"):
        own = any(
            t.dep_ == "xcomp" and not any(k.dep_ in ("nsubj", "nsubjpass") for k in t.children)
            for t in cue.head.children
        )
        return cue.act if own or cue.negated else "request"
    if cue.act != "statement" or cue.negated:
        return cue.act
    if len(words) < _SHORT and any(t.is_quote for t in words) and _is_no_answer(" ".join(t.lower_ for t in words)):
        return "refusal"
    verb = main_word(doc, row)
    if verb is None:
        return cue.act
    if verb.i in unsaid and _is_oneself(verb, doc, row):
        # "The bank said it does not comment on customers."
        return "refusal"
    if _is_duty(verb) or _is_imperative(verb, words):
        return "request"
    if _is_nothing(verb, words) or _is_none_such(verb) or _is_never(verb):
        return "denial"
    if _is_felt(verb):
        return "emotion"
    return "accusation" if _is_misdeed(verb) else cue.act


def _is_none_such(verb: Token) -> bool:
    """*There was no bribe*, *no such call was made*: what is told of has not been."""
    who = next((k for k in verb.children if k.dep_ in ("nsubj", "nsubjpass", "attr")), None)
    none = who is not None and any(t.lower_ == "no" for t in who.children)
    such = who is not None and any(t.lower_ == "such" for t in who.children)
    there = any(k.dep_ == "expl" and k.lower_ == "there" for k in verb.children)
    return none and (such or (there and verb.tag_ == "VBD"))


def _is_never(verb: Token) -> bool:
    """*He had never met her*, *I have never taken it*; who never saw or asked denies nothing."""
    if verb.tag_ != "VBN" or verb.lemma_.lower() in ("see", "hear", "ask", "be", "feel"):
        return False
    before = {(k.dep_, k.lemma_.lower()) for k in verb.children if k.i < verb.i}
    passive = any(dep == "auxpass" for dep, _ in before)
    return {("aux", "have"), ("neg", "never")} <= before and not passive


def _is_felt(verb: Token) -> bool:
    """*She was worried*, *“I'm furious”*, *he followed it with concern*: what the speaker feels."""
    own = any(k.dep_.startswith("nsubj") and k.lower_ in ("i", "we", "he", "she", "it") for k in verb.children)
    if own and verb.lemma_ == "be":
        return any(k.dep_ == "acomp" and is_feeling(k) for k in verb.children)
    if own and verb.tag_ in ("VBN", "JJ") and any(k.dep_ == "auxpass" for k in verb.children):
        return acts().get(verb.lower_, ("",))[0] == "emotion"
    # Wherever the parser hangs "with concern".
    return any(
        t.lower_ == "with" and any(acts().get(k.lower_, ("",))[0] == "emotion" for k in t.children if k.dep_ == "pobj")
        for t in islice(verb.subtree, _WORDS)
        if t.dep_ == "prep" and t.i > verb.i
    )


def _is_misdeed(verb: Token) -> bool:
    """*He robbed us*, *the government ignored every study*: somebody else did what nobody may."""
    who = next((k for k in verb.children if k.dep_ == "nsubj"), None)
    done = [verb, *(k for k in verb.children if k.dep_ == "conj" and k.pos_ == "VERB")]
    if who is None or who.lower_ in ("i", "we", "it", "this", "that", "nobody", "none"):
        return False
    return any(
        t.lemma_.lower() in word_list("misdeed")
        and not any(k.dep_ in ("neg", "aux") and (k.dep_ == "neg" or k.tag_ == "MD") for k in t.children)
        for t in done
    )


def is_feeling(word: Token) -> bool:
    """Whether a word tells what is felt: *worried*, *delight*."""
    return any(acts().get(form, ("",))[0] == "emotion" for form in (word.lower_, word.lemma_.lower()))


def _is_no_answer(said: str) -> bool:
    """Whether a short quotation only puts the question off: *“No comment,”*, *“Ask me on Thursday.”*"""
    plain = " ".join(said.replace("’", "'").split())
    return any(f" {phrase} " in f" {plain} " for phrase in word_list("no_answer"))


def _is_oneself(verb: Token, doc: Doc, row: Tagged) -> bool:
    """Whether a verb's subject may be the source: *the bank said it*, *she said she*, *“I”*."""
    who = next((k.lower_ for k in verb.children if k.dep_ == "nsubj" and k.pos_ == "PRON"), "")
    source = " ".join(doc.text[a:b] for a, b in row.source).lower()
    return who in ("i", "we") or who == source or bool(who and " " in source)


def _is_unkind(words: list[Token]) -> bool:
    unkind = word_list("unkind")
    return any(t.lower_ in unkind or t.lemma_.lower() in unkind for t in words)


def _is_duty(verb: Token) -> bool:
    """*X should resign*, *X needs to go*; of oneself it is no demand."""
    if any(k.dep_.startswith("nsubj") and k.lower_ in ("i", "it", "there", "this", "that") for k in verb.children):
        return False
    if any(k.dep_ == "aux" and k.lower_ in _DEONTIC for k in verb.children):
        # "should be ready by May", "must have known": not what is asked for.
        return not any(k.dep_ == "aux" and k.lower_ in ("have", "’ve", "'ve") for k in verb.children)
    return verb.lemma_.lower() in ("need", "have") and any(
        k.dep_ == "xcomp" and any(a.lower_ == "to" for a in k.children) for k in verb.children
    )


def _is_imperative(verb: Token, words: list[Token]) -> bool:
    """*“Bring a lunch,”*: a bare verb near the beginning of what is quoted."""
    if verb.tag_ != "VB" or verb.i - words[0].i > 3 or not any(t.is_quote for t in words[:1]):
        return False
    return not any(k.dep_ in ("nsubj", "nsubjpass", "aux") for k in verb.children)


def _is_nothing(verb: Token, words: list[Token]) -> bool:
    """*We have held back nothing*, *nobody sat on anything*: what was done is denied."""
    done = verb.tag_ in ("VBD", "VBN") and verb.lemma_.lower() not in ("be", "say", "see", "hear", "know")
    if not done:
        return False
    for k in verb.children:
        if k.lower_ == "nothing" and k.dep_ in ("dobj", "nsubjpass"):
            return True
        if k.dep_ == "nsubj" and k.lower_ in ("nobody", "none") and verb.pos_ == "VERB":
            return True
        single = [t.lower_ for t in k.subtree][:3] if k.dep_ in ("nsubjpass", "dobj") else []
        if single[:2] == ["not", "one"] or single == ["not", "a", "single"] or {"not", "one"} <= set(single):
            return True
    return False
