"""In what sense a number is given: how surely, and as a level, an addition, a total or a change."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from accordingto.figures.lexicon import keys, rows, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.tokens import tokenize
from accordingto.figures.walking import ancestors, children, sentence_end, sentence_start


@cache
def _modalities(where: str) -> dict[str, str]:
    return {row["word"]: row["modality"] for row in rows("modality") if row["where"] == where}


@cache
def _kinds(where: str) -> dict[tuple[str, ...], str]:
    return {keys(row["words"]): row["kind"] for row in rows("kinds") if row["where"] == where}


def governor_of(token: Token) -> Token | None:
    """Return the verb that the noun phrase hangs on."""
    for ancestor in ancestors(token):
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None


def kind_of(doc: Doc, text: str, quantity: Quantity, cumulative: bool) -> str:
    if quantity.change or _left_behind(doc, text, quantity):
        return "change"
    number = doc[quantity.word]
    first, last = max(sentence_start(number), number.i - 12), min(sentence_end(number), number.i + 12)
    before = [t.lower for t in tokenize(text[doc[first].idx : quantity.start])][-4:]
    inner = [t.lower for t in tokenize(text[quantity.start : quantity.number[0]])]
    after = [t.lower for t in tokenize(text[quantity.number[1] : quantity.end + 24])][:6]
    for words, kind in _kinds("before").items():
        if tuple(before[-len(words) :]) == words or _holds(inner, words):
            return kind
    following = [t.lower for t in tokenize(text[quantity.number[1] : quantity.number[1] + 24])][:1]
    noun_after = [t.lower for t in tokenize(text[quantity.end : quantity.end + 16])][:1]
    for words, kind in _kinds("after").items():
        if tuple(following) == words or (tuple(noun_after) == words and words[0] == "more" and after[-1:] != ["than"]):
            return kind
    low = [t.lower_ for t in doc[first:last]]
    for words, kind in _kinds("near").items():
        if _holds(low, words):
            return kind
    return "cumulative" if cumulative else "level"


def _left_behind(doc: Doc, text: str, quantity: Quantity) -> bool:
    """Tell the level before a change: "rose to 7bn from 6bn"."""
    moves = word_set("words", "up") | word_set("words", "down")
    before = text[max(0, quantity.start - 6) : quantity.start].lower().split()
    verb = governor_of(doc[quantity.word])
    return before[-1:] == ["from"] and verb is not None and verb.lower_ in moves


def _holds(words: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[k : k + size]) == phrase for k in range(len(words) - size + 1))


def _clause(verb: Token | None, number: Token) -> list[Token]:
    """The verb and those above it whose clause the number is in."""
    chain = []
    while verb is not None and len(chain) < 4:
        chain.append(verb)
        if verb.dep_ in ("relcl", "advcl", "ROOT") or verb.head == verb:
            break
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else governor_of(verb)
    return chain


def modality_of(doc: Doc, quantity: Quantity, number: Token, verb: Token | None, cue: str, act: str) -> str:
    verbs, auxiliaries, adverbs = _modalities("verb"), _modalities("aux"), _modalities("adverb")
    if "estimated" in quantity.approximator.lower():
        return "estimated"
    near = list(doc[max(sentence_start(number), number.i - 4) : min(sentence_end(number), number.i + 2)])
    chain = _clause(verb, number)
    spoken = cue.lower()
    inner = next((k for k, v in enumerate(chain) if v.lemma_.lower() == spoken), len(chain))
    for position, governor in enumerate(chain[: inner or None]):
        held = children(governor)
        if position == 0 and any(c.dep_ == "neg" for c in held) and quantity.bound == "exact":
            return "denied"
        for child in held:
            if child.dep_ == "aux" and child.lower_ in auxiliaries:
                return auxiliaries[child.lower_]
            if child.dep_ == "advmod" and child.lower_ in adverbs:
                return adverbs[child.lower_]
        lemma = governor.lemma_.lower()
        # Those counted may themselves reject something ("rejected by 64 percent").
        if (
            lemma in verbs
            and (position > 0 or verbs[lemma] != "denied")
            and (position > 0 or governor.tag_ == "VBN" or lemma in ("plan", "expect", "fear", "estimate"))
        ):
            return verbs[lemma]
        state = next(
            (c for c in held if c.dep_ in ("acomp", "oprd") and c.lower_ in ("likely", "expected", "feared")), None
        )
        if state is not None:
            return verbs.get(state.lower_) or adverbs.get(state.lower_, "estimated")
    for token in near:
        if token.lower_ in adverbs and token.pos_ in ("ADV", "ADJ", "VERB"):
            return adverbs[token.lower_]
        if token.lower_ == "feared":
            return "feared"
    if act == "denial":
        return "denied"
    if spoken in verbs and verbs[spoken] in ("confirmed", "denied", "estimated", "feared", "projected", "planned"):
        return verbs[spoken]
    for ancestor in ancestors(number):
        if ancestor.pos_ in ("VERB", "AUX"):
            break
        if ancestor.lemma_.lower() in _modalities("noun"):
            return _modalities("noun")[ancestor.lemma_.lower()]
    return "reported"
