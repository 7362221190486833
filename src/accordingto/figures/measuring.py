"""What a quantity measures, by its own words: the class of those counted, and what happened to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.figures.events import event_words, known_as_one, noun_classes, of_things, running
from accordingto.figures.lexicon import word_set
from accordingto.figures.quantities import Quantity
from accordingto.figures.walking import ancestors, below, children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MORE = ("more", "others", "other")
_SKIPPED_MODIFIERS = (
    "other",
    "more",
    "additional",
    "total",
    "such",
    "further",
    "extra",
    "same",
    "many",
    "own",
    "whole",
    "few",
    "several",
    "different",
    "various",
)


def measured_of(doc: Doc, quantity: Quantity, noun: Token | None, verb: Token | None) -> Token | None:
    """Return what a number with a unit measures: "a 5 % fee", "a fine of $3bn", "sales rose 5 %"."""
    number = doc[quantity.word]
    if noun is not None and not quantity.partitive and doc[noun.i].i > number.i and noun.pos_ in ("NOUN", "PROPN"):
        between = doc[number.i + 1 : noun.i]
        if not any(t.lower_ == "of" for t in between):
            return noun
    for ancestor in ancestors(number):
        if (
            ancestor.pos_ in ("NOUN", "PROPN")
            and ancestor.i < number.i
            and ancestor.ent_type_ not in ("MONEY", "PERCENT", "DATE")
        ):
            return ancestor
        if ancestor.pos_ in ("VERB", "AUX"):
            break
    if noun is not None:
        return noun
    if verb is not None:
        for child in children(verb):
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < number.i and child.pos_ in ("NOUN", "PROPN"):
                return child
    return None


def event_at(number: Token, noun: Token | None, head: Token, verb: Token | None) -> str:
    """Name what happened to those counted: killed, injured, displaced; empty for mere presence."""
    verbs, nouns = event_words("verbs"), event_words("nouns")
    if noun is not None:
        for child in children(noun):
            if child.dep_ == "relcl" and verbs.get(f"{child.lemma_.lower()} {_counted(noun)}"):
                # "The 26 patients it admitted".
                return verbs[f"{child.lemma_.lower()} {_counted(noun)}"]
            if _compares(child):
                continue
            if child.i > noun.i and child.tag_ in ("VBN", "VBD", "JJ", "VBG") and verbs.get(child.lemma_.lower()):
                return verbs[child.lemma_.lower()]
            if child.i < noun.i and verbs.get(child.lemma_.lower()) and child.tag_ in ("VBN", "JJ"):
                return verbs[child.lemma_.lower()]
        if nouns.get(noun.lemma_.lower()):
            return nouns[noun.lemma_.lower()]
        # "The cancellation of 270 flights", "the death of 16 people".
        if noun.dep_ == "pobj" and noun.head.lower_ == "of":
            lemma = noun.head.head.lemma_.lower()
            told = nouns.get(lemma) or nouns.get(f"{lemma} of {_counted(noun)}")
            if told:
                return told
    else:
        following = next((t for t in number.doc[number.i + 1 : number.i + 3] if t.lower_ not in _MORE), None)
        if following is not None and not _compares(following):
            told = verbs.get(following.lemma_.lower()) or verbs.get(following.lower_)
            if told:
                return told
        for ancestor in ancestors(number):
            if ancestor.pos_ in ("VERB", "AUX"):
                break
            if nouns.get(ancestor.lemma_.lower()):
                return nouns[ancestor.lemma_.lower()]
    if verb is None:
        return ""
    if noun is None:
        # "The death toll stands at 20"; "officials put the death toll at 20".
        for child in children(verb):
            if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.i < number.i and nouns.get(child.lemma_.lower()):
                return nouns[child.lemma_.lower()]
    if verb.lemma_.lower() in word_set("counting", "held"):
        # "27 people are known to have lost their lives".
        below_it = next((c for c in children(verb) if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN")), None)
        if below_it is not None and head.head == verb and head.dep_ in ("nsubj", "nsubjpass"):
            things = [c.lemma_.lower() for c in children(below_it) if c.dep_ == "dobj"]
            phrases = (*(f"{below_it.lemma_.lower()} {t}" for t in things), below_it.lemma_.lower())
            return next(filter(None, map(verbs.get, phrases)), "")
    lemma = verb.lemma_.lower()
    if lemma in word_set("counting", "becomes"):
        # "46 are missing", "9,000 people have been left homeless".
        held = (c for c in children(verb) if c.dep_ in ("acomp", "attr", "oprd") and not _compares(c))
        state = next((c for c in held if verbs.get(c.lemma_.lower())), None)
        if state is not None:
            return _both(state, verbs) or verbs[state.lemma_.lower()]
    if lemma == "be" and _is_in_there(head, verb):
        return verbs.get("be in", "")
    sought = f"{lemma} {head.head.lower_}" if head.dep_ == "pobj" and head.head.head == verb else ""
    if verbs.get(sought):
        # "The police are looking for six."
        return verbs[sought]
    if not _argument(head, verb):
        return ""
    # "12,000 drivers walked out", "9,000 posts will go".
    particle = next((c.lower_ for c in children(verb) if c.dep_ == "prt" or c.lower_ in _PARTICLES), "")
    counted = _counted(noun) if noun is not None else ""
    things = [c.lemma_.lower() for c in children(verb) if c.dep_ in ("dobj", "acomp", "oprd")]
    things += [
        f"{c.lower_} {i.lemma_.lower()}"
        for c in children(verb)
        if c.dep_ == "prep"
        for i in children(c)
        if i.dep_ == "pobj"
    ]
    for words in (f"{lemma} {particle}", f"{lemma} {counted}", *(f"{lemma} {thing}" for thing in things)):
        if verbs.get(words):
            return verbs[words]
    if lemma in verbs:
        return verbs[lemma]
    # That so many were named, heard or seen tells of those who count.
    counts = lemma in word_set("counting", "strong") or lemma in word_set("counting", "perceived")
    return lemma if noun is not None and not counts else ""


def _both(state: Token, verbs: dict[str, str]) -> str:
    """ "60 people were dead or missing": known as one."""
    other = next((c for c in children(state) if c.dep_ == "conj"), None)
    if other is None:
        return ""
    one, two = verbs[state.lemma_.lower()], verbs.get(other.lower_) or verbs.get(other.lemma_.lower(), "")
    return known_as_one(one, two)


def _compares(token: Token) -> bool:
    """ "Closer to 900,000", "close to 40" close nothing."""
    return token.tag_ in ("JJR", "RBR", "JJS", "RBS") or (token.lower_ == "close" and token.pos_ != "VERB")


def _counted(noun: Token) -> str:
    return noun_classes().get(noun.lemma_.lower(), ("",))[0]


def _is_in_there(head: Token, verb: Token) -> bool:
    """ "338 had been in it": people who are in what has been spoken of."""
    subject = next((c for c in children(verb) if c.dep_ == "nsubj"), None)
    inside = (i for c in children(verb) if c.dep_ == "prep" and c.lower_ in ("in", "inside") for i in children(c))
    return subject is not None and subject == head and any(i.lower_ in ("it", "them", "there") for i in inside)


def _argument(noun: Token, verb: Token) -> bool:
    """Tell whether the noun phrase is the verb's subject or object."""
    token = noun
    if (
        token.i + 1 < len(token.doc)
        and token.doc[token.i + 1].dep_ in ("aux", "auxpass")
        and token.doc[token.i + 1].head == verb
    ):
        # "338 of 640 flights had been scrapped", however the parser takes the numbers.
        return True
    while token.head != token and token.head != verb:
        if (
            token.dep_ == "pobj"
            and token.head.lower_ == "of"
            and token.head.head.like_num | (token.head.head.ent_type_ == "CARDINAL")
        ):
            token = token.head.head
            continue
        if token.dep_ in ("pobj", "pcomp") and token.head.dep_ != "agent":
            return False
        token = token.head
    return token.head == verb and token.dep_ in ("nsubj", "nsubjpass", "dobj", "obj", "attr", "conj", "dep", "oprd")


def modifiers(token: Token, after: int = -1) -> list[Token]:
    """The words before a noun that narrow it down: adjectives and names, no numbers or articles.

    ``after`` is the token of the number where that stands before the noun.
    """
    left = [
        t
        for t in token.doc[max(after + 1, token.i - 12, 0) : token.i]
        if below(t, token)
        and t.pos_ in ("ADJ", "PROPN", "NOUN")
        and not t.like_num
        and t.lemma_.lower() not in _SKIPPED_MODIFIERS
    ]
    # What stands apart from the noun is in another phrase.
    kept: list[Token] = []
    edge = token.i
    for t in reversed(left):
        gap = token.doc[t.i + 1 : edge]
        if any(g.pos_ not in ("PUNCT", "PART", "ADJ", "PROPN", "NOUN", "NUM", "CCONJ", "ADV", "VERB") for g in gap):
            break
        kept.append(t)
        edge = t.i
    return kept[::-1]


def measure_of(quantity: Quantity, measured: Token | None, event: str) -> tuple[str, bool]:
    """Name what is measured so that it can be compared; tell whether such counts run on."""
    goes_on = event in running()
    if measured is None:
        head = "" if event in of_things() else "people"
        return (f"{head}, {event}", goes_on) if event else ("", False)
    lemma = measured.lemma_.lower()
    edge = quantity.phrase[0] - 1 if quantity.phrase is not None else quantity.word
    narrowed = modifiers(measured, edge if edge < measured.i and quantity.word < measured.i else -1)
    compound = " ".join([*(t.lemma_.lower() for t in narrowed[-1:]), lemma])
    if quantity.unit is None:
        known = noun_classes().get(compound)
        if known:
            narrowed = narrowed[:-1]
        known = known or noun_classes().get(lemma)
        if event and event_words("nouns").get(lemma) == event and not known and event not in of_things():
            known = ("people", "")
        if lemma == "other":
            # "42 others were hurt": other people.
            known = ("people", "")
        name = known[0] if known else (lemma if measured.tag_ in ("NN", "NNS") else measured.text)
    else:
        name = lemma if measured.pos_ == "NOUN" else measured.text
    event = event_words("verbs").get(f"{event} {name}", event)
    if event in ("dismissed", "employed") and name in ("jobs", "people"):
        name = "workers"
    if name == "casualties":
        name, event = "people", event or "killed or injured"
    words = [t.text if t.pos_ == "PROPN" or t.text[0].isupper() else t.lower_ for t in narrowed]
    words = [w for w in words if not (event and event_words("verbs").get(w) == event)]
    phrase = " ".join([*words, name])
    return (f"{phrase}, {event}" if event else phrase), goes_on


_PARTICLES = ("out", "off", "away", "down", "back")
