"""In what sense a number is given: how surely, and as a level, an addition, a total or a change."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from accordingto.attributions.tree import build_tree
from accordingto.figures.lexicon import keys, rows, word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.tokens import tokenize
from accordingto.figures.walking import ancestors, children, sentence_end, sentence_start
from accordingto.figures.whose import tells

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
    following = [t.lower for t in tokenize(text[quantity.number[1] : quantity.number[1] + 24])]
    if following[:2] == ["more", "than"] or following[:2] == ["fewer", "than"]:
        return "change"
    following = following[:1]
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
        if verb.dep_ in ("relcl", "advcl", "ROOT") or verb.head == verb or _apart(verb):
            break
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else governor_of(verb)
    return chain


def _apart(verb: Token) -> bool:
    """A second main verb is no part of the first one's plan: "has asked for 8m and has received 2m"."""
    return verb.dep_ == "conj" and (
        verb.tag_ in ("VBD", "VBZ", "VBP")
        or any(c.dep_ in ("aux", "auxpass") and c.lower_ in _HAVE for c in children(verb))
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
    if told in ("reported", "estimated") and _is_other(doc, quantity):
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
    verbs, adverbs = _verbs(quantity), _modalities("adverb")
    if "estimated" in quantity.approximator.lower():
        return "estimated"
    if _rejected(doc, quantity):
        return "denied"
    near = list(doc[max(sentence_start(number), number.i - 4) : min(sentence_end(number), number.i + 2)])
    chain = [] if _set_apart(doc, quantity) else _clause(verb, number)
    ahead = _announced(doc, quantity)
    if ahead:
        return ahead
    spoken = "" if cue.lower() == "ask" and _is_asked(quantity, verb) else cue.lower()
    inner = next((k for k, v in enumerate(chain) if v.lemma_.lower() == spoken), len(chain))
    afraid = any(c.dep_ == "acomp" and c.lower_ in _AFRAID for v in chain for c in children(v))
    if spoken in _FEARS or afraid or any(v.lemma_.lower() in _FEARS for v in chain):
        return "feared"
    for position, governor in enumerate(chain[: inner or None]):
        told = _governed(governor, position, quantity)
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
            return next((_modalities("noun")[word] for word in held if word in _modalities("noun")), "reported")
        if ancestor.lemma_.lower() in _modalities("noun"):
            return _modalities("noun")[ancestor.lemma_.lower()]
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


def _verbs(quantity: Quantity) -> dict[str, str]:
    """The verbs that tell how surely; what is offered is a plan where it has a unit, else it may be a count."""
    known = _modalities("verb")
    return known if quantity.unit is not None else {k: v for k, v in known.items() if k != "offer"}


def _promised(told: str, above: list[Token], cue: str) -> str:
    """What somebody promised would be is planned, and what somebody doubts will be is denied."""
    verbs = _modalities("verb")
    over = [verbs.get(word, "") for word in (*(v.lemma_.lower() for v in above), cue)]
    if told == "projected" and "planned" in over:
        return "planned"
    return "denied" if "denied" in over else told


def _announced(doc: Doc, quantity: Quantity) -> str:
    """What the words right after a number tell: "9 per cent on the table", "22 of them are to be returned"."""
    after = re.split(r"[.;\n]", build_tree(doc).text[quantity.end : quantity.end + 60].lower())[0].strip()
    told = next((m for words, m in _modalities("after").items() if re.match(rf"{re.escape(words)}\b", after)), "")
    return told or ("planned" if _TO_BE.match(after) else "")


def _governed(governor: Token, position: int, quantity: Quantity) -> str:
    """How surely a verb over the number gives it; empty where it does not tell."""
    verbs, auxiliaries, adverbs = _verbs(quantity), _modalities("aux"), _modalities("adverb")
    held = children(governor)
    definite = quantity.word > 0 and governor.doc[quantity.word - 1].lower_ in _KNOWN
    # "He did not buy the five aircraft to show off": there are five.
    # "310,000 employees had not reported for work": so many had not.
    subject = quantity.word < governor.i
    negated = any(c.dep_ == "neg" for c in held)
    if position == 0 and negated and quantity.bound == "exact" and not definite and not subject:
        return "denied"
    for child in held:
        if child.dep_ == "aux" and child.lower_ in auxiliaries:
            ahead = auxiliaries[child.lower_]
            if governor.lemma_.lower() == "leave" and child.lower_ == "would":
                # What remains is reckoned, not foreseen.
                return ""
            willed = ahead == "projected" and quantity.word > governor.i and _willed(governor, held)
            if ahead == "projected" and governor.lemma_.lower() in _GETS and quantity.unit is not None:
                # "Each family will get 100m": somebody has decided so.
                willed = willed or quantity.unit.dimension.startswith("money")
            if (
                ahead == "estimated"
                and child.lower_ != "must"
                and governor.tag_ == "VB"
                and (governor.lemma_.lower() in _modalities("outcome"))
            ):
                # What could come to something is yet to come.
                perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in held)
                return ahead if perfect else "projected"
            return "planned" if willed else ahead
        if child.dep_ == "advmod" and child.lower_ in adverbs:
            return adverbs[child.lower_]
        # "22 planes are to be returned".
        if child.lower_ == "to" and child.tag_ == "TO" and governor.head.lemma_ == "be" and governor.dep_ == "xcomp":
            return "planned"
    lemma = governor.lemma_.lower()
    joined = next((verbs[f"{lemma} {c.lower_}"] for c in held if c.dep_ == "prep" and f"{lemma} {c.lower_}" in verbs
                   and governor.i < c.i < quantity.word), "")  # fmt: skip
    if joined and not (lemma == "wait" and _is_time(quantity)):
        return joined
    if lemma == "mean" and not any(c.dep_ == "xcomp" for c in held):
        # "Which means that 9m has come in".
        return ""
    passive = any(c.dep_ == "auxpass" for c in held)
    if position == 0 and verbs.get(lemma) == "planned" and quantity.word < governor.i and not passive:
        # "400 have asked for water": how many did is told, not planned.
        return ""
    for_it = any(c.dep_ == "prep" and c.lower_ == "for" and c.i < quantity.word for c in held)
    if lemma == "ask" and not for_it and not quantity.unit:
        # Those who are asked are there already.
        return ""
    if lemma in _TELLS_TO and passive and subject and not quantity.unit:
        # "1.1 million people had been ordered to leave": so many had been.
        return ""
    # Those counted may themselves reject something ("rejected by 64 percent").
    if (
        lemma in verbs
        and (position > 0 or verbs[lemma] != "denied")
        and (position > 0 or governor.tag_ == "VBN" or lemma in _modalities("direct"))
    ):
        return verbs[lemma]
    state = next(
        (c for c in held if c.dep_ in ("acomp", "oprd") and c.lower_ in ("likely", "expected", "feared")), None
    )
    return (verbs.get(state.lower_) or adverbs.get(state.lower_, "estimated")) if state is not None else ""


def _is_time(quantity: Quantity) -> bool:
    """ "They had waited for seven hours", "for seven": so long, and not for what is to come."""
    return quantity.noun is None if quantity.unit is None else quantity.unit.dimension.startswith("time")


def _willed(verb: Token, held: list[Token]) -> bool:
    """What somebody will do is a plan of theirs, what will happen a projection: "the airline will cut 1,800 jobs"."""
    subject = next((c for c in held if c.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ == "conj":
        # "It has delivered 300,000 and will ship 200,000 more."
        subject = next((c for c in children(verb.head) if c.dep_ == "nsubj"), None)
    if subject is None or verb.lemma_.lower() in _modalities("suffered"):
        return False
    return tells(subject) or subject.lower_ in _SOMEBODY


_KNOWN = ("the", "these", "those", "its", "their", "his", "her")
_FEARS = ("fear", "worry")
_AFRAID = ("afraid", "fearful", "worried")
_GETS = ("get", "receive")
_BY_RECKONING = re.compile(r"\b[Bb]y (?:[\w’'.-]+ ){1,6}?(?:reckoning|estimates?|estimation|calculations?|guess)\b")
_POLL = re.compile(r"\b(?:polls?|pollsters?|surveys?|surveyed|respondents|plus or minus|give or take)\b")
_COSTS = re.compile(r"\b(?:costs?|bill|deficit|shortfall|claims?|overrun|price)\b")
_PUT_AT = re.compile(r"\b(?:damage|losses|lost)\b.*\bat $|\bloss (?:is|was) put\b.*\bat $")
"""What a flood destroyed is reckoned, whoever puts it at a sum."""
_FINAL = re.compile(
    r"\b(?:final|definitive|certified|official final) (?:[a-z]+ ){0,2}(?:toll|turnout|results?|number|list)\b[^,:]*$"
    r"|\bcertified\b[^,;]*:?[^,;]*$"
)
_TELLS_TO = ("order", "tell", "ask", "urge", "require", "force", "invite", "instruct", "advise")
_HAVE = ("has", "have", "had", "'ve", "’ve", "was", "were", "is", "are")
_SOMEBODY = ("he", "she", "we", "they", "i", "it")
_RETORT = re.compile(r"\? (?:and )?(?:where|how|who|what|why|when)\b[^.!\n]{3,50}\?")
_CALLED = re.compile(r" (?:is|was) (?:simply |just |pure |complete |utter |sheer |an? )*([a-z][a-z ]*)")
_NO_WAY = re.compile(r"\bthere (?:is|was) no \w+ (?:that|which|to)(?: \w+){1,4}$")
_ASKED_ON = re.compile(r"[“\"‘][^”\".\n]{1,30}\? $")
_MADE_UP = re.compile(r" (?:is|was) (?:simply |just )?an? (?:number|figure|claim|count|total|tally|headline)\b")
_TO_BE = re.compile(
    r"(?:[^\W\d]+,? ){0,3}(?:is|are|was|were) to "
    r"(?:be \w+(?:ed|en|lt|nt|ut)|get|receive|have|join|go|follow|watch|open|close|leave|come|start)\b"
)


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
    levels = {tuple(words.split()) for words in _modalities("level_before")}
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


def _is_other(doc: Doc, quantity: Quantity) -> bool:
    """What a number is told not to be: "it had 205 people there, not 250"."""
    text = build_tree(doc).text
    before = " ".join(text[max(0, quantity.start - 12) : quantity.start].lower().split())
    after = text[quantity.end : quantity.end + 4].lower()
    return before.endswith(", not") and bool(re.match(r"\s*(?:[.;,!”\"]|as\b|$)", after))


def _rejected(doc: Doc, quantity: Quantity) -> bool:
    """A number named only to be rejected: "nowhere near 2,600", "Six thousand? That is a lie." """
    text, phrases = build_tree(doc).text, _modalities("before")
    before = " ".join(text[max(0, quantity.start - 40) : quantity.start].lower().split())
    # "There is no arithmetic that gets you to 700m."
    if any(before.endswith(words) for words in phrases) or _NO_WAY.search(before):
        return True
    after = text[quantity.end : quantity.end + 60].lower()
    asked = re.match(r"(?: [a-z]+){0,3}\?", after)
    if asked is not None:
        # "Sixty dead? That is a fabrication."
        after = after[asked.end() - 1 :]
        # "Six thousand? Where would they have sat?"
        opened = text[max(0, quantity.start - 1) : quantity.start] in ("“", '"', "‘")
        # "“Five hundred? Six hundred? That's politics.”"
        opened = opened or bool(_ASKED_ON.search(text[max(0, quantity.start - 40) : quantity.start]))
        if opened or _RETORT.match(after):
            return True
        return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", after) for words in _modalities("echo"))
    # "Fifty-five is an invention"; "the union's 420 was invented" tells of the union's number, as its own.
    opened = text[max(0, quantity.start - 1) : quantity.start] in ("“", '"', "‘")
    if opened and _MADE_UP.match(after):
        # "Fourteen is a number made for television."
        return True
    called = _CALLED.match(after)
    owned = doc[quantity.word].i > 0 and doc[quantity.word - 1].tag_ == "POS"
    if called is None or owned:
        return False
    return any(re.match(rf"{re.escape(words)}\b", called.group(1)) for words in _modalities("echo"))
