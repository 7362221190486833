"""How surely a number is given: reported, confirmed, estimated, feared, planned, projected or denied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from accordingto.attributions.tree import build_tree
from accordingto.figures.governing import governed, telling_verbs, verbs_over
from accordingto.figures.lexicon import modalities, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.refuting import is_other, is_rejected
from accordingto.figures.walking import ancestors, children, sentence_end, sentence_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FEARS = ("fear", "worry")
_AFRAID = ("afraid", "fearful", "worried")
_BY_RECKONING = re.compile(r"\b[Bb]y (?:[\w’'.-]+ ){1,6}?(?:reckoning|estimates?|estimation|calculations?|guess)\b")
_POLL = re.compile(r"\b(?:polls?|pollsters?|surveys?|surveyed|respondents|plus or minus|give or take)\b")
_COSTS = re.compile(r"\b(?:costs?|bill|deficit|shortfall|claims?|overrun|price)\b")
_PUT_AT = re.compile(r"\b(?:damage|losses|lost)\b.*\bat $|\bloss (?:is|was) put\b.*\bat $")
"""What a flood destroyed is reckoned, whoever puts it at a sum."""
_FINAL = re.compile(
    r"\b(?:final|definitive|certified|official final) (?:[a-z]+ ){0,2}(?:toll|turnout|results?|number|list)\b[^,:]*$"
    r"|\bcertified\b[^,;]*:?[^,;]*$"
)
_TO_BE = re.compile(
    r"(?:[^\W\d]+,? ){0,3}(?:is|are|was|were) to "
    r"(?:be \w+(?:ed|en|lt|nt|ut)|get|receive|have|join|go|follow|watch|open|close|leave|come|start)\b"
)


def modality_of(doc: Doc, quantity: Quantity, number: Token, verb: Token | None, cue: str, act: str) -> str:
    """Tell how surely a number is given.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    quantity : Quantity
        The quantity.
    number, verb : Token
        Its number, and the verb that it hangs on.
    cue, act : str
        Cue lemma and speech act of the attribution that holds it, empty where there is none.

    Returns
    -------
    str
    """
    told = _modality_of(doc, quantity, number, verb, cue, act)
    if told in ("reported", "estimated") and is_other(doc, quantity):
        return "denied"
    if told == "reported" and (_is_reckoned(doc, quantity) or _is_span(quantity) or _is_polled(doc, quantity)):
        return "estimated"
    money = quantity.unit is not None and quantity.unit.dimension.startswith("money")
    if told == "reported" and money and quantity.interval.bound == "range" and quantity.ends is not None:
        # What "will cost between 4m and 5m" is yet to be paid.
        return "projected" if _COSTS.search(_clause_before(doc, quantity)) else "estimated"
    if told == "reported" and money and _PUT_AT.search(_clause_before(doc, quantity)):
        return "estimated"
    if told == "reported" and _FINAL.search(_clause_before(doc, quantity)):
        return "confirmed"
    return told


def _clause_before(doc: Doc, quantity: Quantity) -> str:
    """What stands before a number in its sentence, up to the last semicolon."""
    text = build_tree(doc).text
    return text[doc[sentence_start(doc[quantity.word])].idx : quantity.start].lower().rpartition(";")[2]


def _is_polled(doc: Doc, quantity: Quantity) -> bool:
    """ "In a poll by the institute 52 per cent backed it": a share of a sample stands for one of all."""
    share = quantity.form == "share" or (quantity.unit is not None and quantity.unit.dimension.startswith("share"))
    if not share:
        return False
    text, number = build_tree(doc).text, doc[quantity.word]
    last = doc[sentence_end(number) - 1]
    return bool(_POLL.search(text[doc[sentence_start(number)].idx : last.idx + len(last.text)].lower()))


def _is_span(quantity: Quantity) -> bool:
    """Who gives two ends has not counted: "between 4 and 4.5 tonnes"."""
    measured = quantity.unit is not None and quantity.unit.dimension.split(" ")[0] in (
        "mass",
        "area",
        "volume",
        "length",
    )
    return measured and quantity.interval.bound == "range" and quantity.ends is not None


def _is_reckoned(doc: Doc, quantity: Quantity) -> bool:
    """ "By the agency's reckoning", "closer to 900,000": an estimate by its words."""
    if quantity.approximator.lower().startswith(("close", "near")) and not quantity.approximator.lower().startswith(
        "nearly"
    ):
        return True
    text, number = build_tree(doc).text, doc[quantity.word]
    first = doc[sentence_start(number)].idx
    last = doc[sentence_end(number) - 1]
    before = re.split(r"[,;]", text[first : quantity.start])[-1]
    return bool(_BY_RECKONING.search(before + text[quantity.start : last.idx + len(last.text)].partition(";")[0]))


def _modality_of(doc: Doc, quantity: Quantity, number: Token, verb: Token | None, cue: str, act: str) -> str:
    verbs, adverbs = telling_verbs(quantity), modalities("adverb")
    if "estimated" in quantity.approximator.lower():
        return "estimated"
    if is_rejected(doc, quantity):
        return "denied"
    near = list(doc[max(sentence_start(number), number.i - 4) : min(sentence_end(number), number.i + 2)])
    chain = [] if _set_apart(doc, quantity) else verbs_over(verb)
    ahead = _announced(doc, quantity)
    if ahead:
        return ahead
    spoken = "" if cue.lower() == "ask" and _is_asked(quantity, verb) else cue.lower()
    inner = next((k for k, v in enumerate(chain) if v.lemma_.lower() == spoken), len(chain))
    afraid = any(c.dep_ == "acomp" and c.lower_ in _AFRAID for v in chain for c in children(v))
    if spoken in _FEARS or afraid or any(v.lemma_.lower() in _FEARS for v in chain):
        return "feared"
    for position, governor in enumerate(chain[: inner or None]):
        told = governed(governor, position, quantity)
        owned = position == 0 or doc[quantity.word - 1].tag_ == "POS"
        if told in ("planned", "projected") and owned and _presupposed(doc, quantity):
            return "reported"
        if told:
            return _promised(told, chain[position + 1 :], spoken)
    for token in near:
        other = any(t.like_num for t in doc[min(token.i, number.i) + 1 : max(token.i, number.i)])
        beyond = token.i < number.i and any(t.dep_ == "cc" for t in doc[token.i : number.i])
        if token.lower_ in adverbs and token.pos_ in ("ADV", "ADJ", "VERB") and not (other or beyond):
            return adverbs[token.lower_]
        if token.lower_ == "feared":
            return "feared"
    if act == "denial":
        return "denied"
    if spoken in verbs and verbs[spoken] in ("confirmed", "denied", "estimated", "feared", "projected", "planned"):
        return verbs[spoken]
    for ancestor in ancestors(number):
        if ancestor.pos_ in ("VERB", "AUX"):
            # "Raised its offer to 10 percent".
            # "The company's first offer was 2m."
            roles = ("dobj", "nsubj") if ancestor.lemma_ == "be" else ("dobj",)
            held = (c.lemma_.lower() for c in children(ancestor) if c.dep_ in roles and c.i < number.i)
            return next((modalities("noun")[word] for word in held if word in modalities("noun")), "reported")
        if ancestor.lemma_.lower() in modalities("noun"):
            return modalities("noun")[ancestor.lemma_.lower()]
    return "reported"


def _is_asked(quantity: Quantity, verb: Token | None) -> bool:
    """ "The institute asked 640 members": those are asked, not asked for."""
    direct = verb is not None and verb.lemma_.lower() == "ask" and quantity.unit is None
    return direct and not any(c.dep_ == "prep" and c.lower_ == "for" and c.i < quantity.word for c in children(verb))


def _presupposed(doc: Doc, quantity: Quantity) -> bool:
    """ "34 of its 720 beds would close", "it will ballot its 1,900 members": there are as many, whatever comes."""
    before = doc[max(0, quantity.word - 1)]
    owned = before.lower_ in ("its", "their", "his", "her") or before.tag_ == "POS"
    return owned and quantity.noun is not None and quantity.unit is None


def _promised(told: str, above: list[Token], cue: str) -> str:
    """What somebody promised would be is planned, and what somebody doubts will be is denied."""
    verbs = modalities("verb")
    over = [verbs.get(word, "") for word in (*(v.lemma_.lower() for v in above), cue)]
    if told == "projected" and "planned" in over:
        return "planned"
    return "denied" if "denied" in over else told


def _announced(doc: Doc, quantity: Quantity) -> str:
    """What the words right after a number tell: "9 per cent on the table", "22 of them are to be returned"."""
    after = re.split(r"[.;\n]", build_tree(doc).text[quantity.end : quantity.end + 60].lower())[0].strip()
    told = next((m for words, m in modalities("after").items() if re.match(rf"{re.escape(words)}\b", after)), "")
    return told or ("planned" if _TO_BE.match(after) else "")


def _set_apart(doc: Doc, quantity: Quantity) -> bool:
    """The level that a plan starts from: "66 aircraft, down from 88", "its workforce of 15,000"."""
    if quantity.approximator.lower().startswith(("not go", "not fall", "not drop", "not rise")):
        # "They would not go below 45,000": what they hold to now.
        return True
    first = quantity.word
    while first > 0 and doc[first - 1].idx >= quantity.start:
        first -= 1
    timed = quantity.unit is not None and quantity.unit.dimension.startswith("time")
    if not timed and _came_before(doc[quantity.word]):
        return True
    before = [t.lower_ for t in doc[max(0, first - 3) : first]]
    levels = {tuple(words.split()) for words in modalities("level_before")}
    return any(tuple(before[-n:]) in levels for n in (1, 2, 3)) or (
        before[-1:] == ["of"] and first > 1 and doc[first - 2].lemma_.lower() in word_set("counting", "standing")
    )


def _came_before(number: Token) -> bool:
    """ "It will cut 2,350 jobs after a loss of 8.4bn": what a plan follows from is no part of it."""
    for above in ancestors(number):
        if above.pos_ in ("VERB", "AUX"):
            return False
        if above.lower_ in ("after", "following", "despite"):
            return above.dep_ == "prep"
    return False
