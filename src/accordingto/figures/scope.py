"""Around a quantity: what is measured, of whom, where, when, how surely, and in what sense of counting."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from spacy.tokens import Doc, Span, Token

from accordingto.figures.dating import period
from accordingto.figures.lexicon import rows
from accordingto.figures.quantities import Quantity
from accordingto.figures.senses import governor_of, kind_of, modality_of
from accordingto.figures.telling import tells
from accordingto.figures.walking import REACH, ancestors, below, children, sentence_end, sentence_start

_PLACES = ("GPE", "LOC", "FAC")
_IN = ("in", "at", "near", "across", "inside", "around", "on", "outside", "throughout", "within", "to", "into")
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


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is about; the fields are columns of the table ``figures``."""

    noun: str
    measure: str
    population: str
    place: str
    holds_from: date | None
    holds_to: date | None
    modality: str
    kind: str


@cache
def noun_classes() -> dict[str, tuple[str, str]]:
    """Lemma to class and broader class."""
    return {word: (row["class"], row["broader"]) for row in rows("nouns") for word in row["words"].split("|") if word}


@cache
def parts_of_people() -> frozenset[str]:
    """The classes that are a part of those counted whatever happens: women, children; miners in a mine are not."""
    return frozenset(row["class"] for row in rows("nouns") if row["part"])


@cache
def _events(column: str) -> dict[str, str]:
    return {word: row["event"] for row in rows("events") for word in row[column].split("|") if word}


@cache
def running() -> frozenset[str]:
    """The events whose count goes on while more is found out: the dead, the missing, the arrested."""
    return frozenset(row["event"] for row in rows("events") if row["runs"] == "yes")


@cache
def of_things() -> frozenset[str]:
    """What happens to things as well as people, so that the word alone does not tell who is counted."""
    return frozenset(row["event"] for row in rows("events") if row["event"] and not row["whom"])


@cache
def once() -> frozenset[str]:
    """The events that are over when they are counted: a march, a strike; the count holds for their day."""
    return frozenset(row["event"] for row in rows("events") if row["runs"] == "once")


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed text with what is looked at again and again: its characters, and the names by sentence."""

    doc: Doc
    text: str
    names: dict[int, list[Span]]
    sentences: list[int]
    lemmas: frozenset[str] = frozenset()
    anchors: tuple[tuple[int, int, str], ...] = ()
    event: str = ""


def read(doc: Doc) -> Reading:
    """Prepare a parsed text for :func:`scope_of`."""
    sentences = [sentence.start for sentence in doc.sents] or [0]
    names: dict[int, list[Span]] = {}
    for entity in doc.ents:
        names.setdefault(bisect_right(sentences, entity.start) - 1, []).append(entity)
    return Reading(
        doc,
        doc.text,
        names,
        sentences,
        frozenset(t.lemma_.lower() for t in doc),
        tuple(_anchors(doc)),
        _main_event(doc),
    )


def _main_event(doc: Doc) -> str:
    """What the article is about, if it is something that happens to people: the event named most, and twice."""
    nouns = _events("nouns")
    told = Counter(nouns[t.lemma_.lower()] for t in doc if t.lemma_.lower() in nouns)
    return min((e for e in told if told[e] > 1), key=lambda e: (-told[e], e), default="")


def _anchors(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Nouns counted without a number: "how many pilots", "the number of jobs", or those a sentence opens with."""
    for token in doc:
        if token.tag_ != "NNS" or not token.text.endswith("s") or token.lemma_.lower() not in noun_classes():
            continue
        before = [t.lower_ for t in doc[max(0, token.i - 3) : token.i] if t.lower_ != "the"][-2:]
        if before in (["how", "many"], ["number", "of"]) or (
            token.dep_ == "nsubj" and token.i - sentence_start(token) < 2
        ):
            yield token.idx, token.i, token.text


def event_of(doc: Doc, i: int) -> str:
    """What the sentence says happens to the noun at token ``i``: "the number of jobs it means to cut"."""
    known = noun_classes().get(doc[i].lemma_.lower())
    verbs = _events("verbs")
    for token in doc[sentence_start(doc[i]) : sentence_end(doc[i])]:
        event = verbs.get(f"{token.lemma_.lower()} {known[0]}") if known else None
        if event:
            return event
    return ""


def scope_of(reading: Reading, quantity: Quantity, published: date | None, cue: str = "", act: str = "") -> Scope:
    """Work out a quantity's scope.

    Parameters
    ----------
    reading : Reading
        The parsed text.
    quantity : Quantity
        One of :func:`accordingto.figures.quantities.quantities`.
    published : date or None
        The day of publication.
    cue, act : str
        Cue lemma and speech act of the attribution that holds it, empty where there is none.

    Returns
    -------
    Scope
    """
    doc = reading.doc
    names = reading.names.get(bisect_right(reading.sentences, quantity.word) - 1, [])
    names = [e for e in names if abs(e.start - quantity.word) <= REACH]
    number = doc[quantity.word]
    noun = doc[quantity.noun] if quantity.noun is not None else None
    head = noun if noun is not None and not quantity.partitive else number
    verb = governor_of(head)
    measured = noun if quantity.unit is None else _measured(doc, quantity, noun, verb)
    event = _event(number, noun, head, verb) if quantity.unit is None else ""
    measure, cumulative = _measure(quantity, measured, event)
    kind = kind_of(doc, reading.text, quantity, cumulative)
    start, end = _period(names, number, verb, published)
    if kind == "cumulative":
        start, end = _running_period(verb, start, end, published)
    return Scope(
        measured.text if measured is not None else "",
        measure,
        quantity.whole,
        _place(names, head, verb),
        start,
        end,
        modality_of(doc, quantity, number, verb, cue, act),
        kind,
    )


def _measured(doc: Doc, quantity: Quantity, noun: Token | None, verb: Token | None) -> Token | None:
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


def _event(number: Token, noun: Token | None, head: Token, verb: Token | None) -> str:
    """Name what happened to those counted: killed, injured, displaced; empty for mere presence."""
    verbs, nouns = _events("verbs"), _events("nouns")
    if noun is not None:
        for child in children(noun):
            if child.i > noun.i and child.tag_ in ("VBN", "VBD", "JJ", "VBG") and verbs.get(child.lemma_.lower()):
                return verbs[child.lemma_.lower()]
            if child.i < noun.i and verbs.get(child.lemma_.lower()) and child.tag_ in ("VBN", "JJ"):
                return verbs[child.lemma_.lower()]
        if nouns.get(noun.lemma_.lower()):
            return nouns[noun.lemma_.lower()]
        # "The cancellation of 270 flights", "the death of 16 people".
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and nouns.get(noun.head.head.lemma_.lower()):
            return nouns[noun.head.head.lemma_.lower()]
    else:
        following = next((t for t in number.doc[number.i + 1 : number.i + 3] if t.lower_ not in _MORE), None)
        if following is not None and (verbs.get(following.lemma_.lower()) or verbs.get(following.lower_)):
            return verbs.get(following.lemma_.lower()) or verbs[following.lower_]
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
    lemma = verb.lemma_.lower()
    if lemma == "be":
        state = next(
            (c for c in children(verb) if c.dep_ in ("acomp", "attr", "oprd") and c.lemma_.lower() in verbs), None
        )
        if state is not None:
            return verbs[state.lemma_.lower()]
    if not _argument(head, verb):
        return ""
    # "12,000 drivers walked out", "9,000 posts will go".
    particle = next((c.lower_ for c in children(verb) if c.dep_ == "prt" or c.lower_ in _PARTICLES), "")
    counted = noun_classes().get(noun.lemma_.lower(), ("",))[0] if noun is not None else ""
    for words in (f"{lemma} {particle}", f"{lemma} {counted}"):
        if verbs.get(words):
            return verbs[words]
    if lemma in verbs:
        return verbs[lemma]
    return lemma if noun is not None else ""


_PARTICLES = ("out", "off", "away", "down", "back")


def happened(word: Token) -> str:
    """What a word says has happened to those counted: "the dead", "those rescued"; empty for nothing in the list."""
    for told in (word.lemma_.lower(), word.lower_):
        event = _events("verbs").get(told) or _events("nouns").get(told)
        if event:
            return event
    return ""


def happens(verb: Token) -> bool:
    """Whether a verb tells what the list has as happening to those counted, or mere presence or counting."""
    return verb.lemma_.lower() in _events("verbs")


_MORE = ("more", "others", "other")


def _argument(noun: Token, verb: Token) -> bool:
    """Tell whether the noun phrase is the verb's subject or object."""
    token = noun
    while token.head != token and token.head != verb:
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


def _measure(quantity: Quantity, measured: Token | None, event: str) -> tuple[str, bool]:
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
        if event and _events("nouns").get(lemma) == event and not known and event not in of_things():
            known = ("people", "")
        name = known[0] if known else (lemma if measured.tag_ in ("NN", "NNS") else measured.text)
    else:
        name = lemma if measured.pos_ == "NOUN" else measured.text
    event = _events("verbs").get(f"{event} {name}", event)
    if event == "dismissed" and name in ("jobs", "people"):
        name = "workers"
    if name == "casualties":
        name, event = "people", event or "killed or injured"
    words = [t.text if t.pos_ == "PROPN" or t.text[0].isupper() else t.lower_ for t in narrowed]
    words = [w for w in words if not (event and _events("verbs").get(w) == event)]
    phrase = " ".join([*words, name])
    return (f"{phrase}, {event}" if event else phrase), goes_on


def _running_period(
    verb: Token | None, start: date | None, end: date | None, published: date | None
) -> tuple[date | None, date | None]:
    """When a running count began and as of when it holds.

    "Killed on Monday" says when it began, "stood at 46 on Saturday" as of when it holds.
    """
    if start is None:
        return None, end or published
    happens = verb is not None and bool(_events("verbs").get(verb.lemma_.lower()))
    if not happens or (published is not None and end is not None and (published - end).days > _CLOSED):
        return (None if not happens and start == end else start), end
    return start, published or end


_CLOSED = 31
"""The count of what happened so many days before publication is no longer running."""


def _place(names: list[Span], head: Token, verb: Token | None) -> str:
    """Return the place that the noun or its verb is said to be in."""
    for top in (head, verb):
        if top is None:
            continue
        for child in children(top):
            if child.dep_ == "prep" and child.lower_ in _IN and not _of_the_source(child, head, verb):
                for inner in children(child):
                    if inner.dep_ == "pobj":
                        found = _named_in(names, inner)
                        if found:
                            return found
    # "In Porto, the numbers are in dispute as well: 12,000, say the organisers."
    first = sentence_start(head)
    if head.doc[first].lower_ in _IN:
        opening = (e for e in names if e.label_ in _PLACES and 0 < e.start - first <= _PHRASE)
        return next((e.text for e in opening if e.end < len(head.doc) and head.doc[e.end].text == ","), "")
    return ""


def _of_the_source(preposition: Token, head: Token, verb: Token | None) -> bool:
    """ "In Oslo the institute counts 500": who counts is there, and not, without a comma, what is counted."""
    doc, first = head.doc, sentence_start(head)
    if preposition.i != first or doc[min(preposition.right_edge.i + 1, len(doc) - 1)].text == ",":
        return False
    subject = next((c for c in children(verb) if c.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    return subject is not None and tells(subject) and subject.i != head.i and not below(head, subject)


def _named_in(names: list[Span], noun: Token) -> str:
    """The place in a noun phrase: "Sifontes", "the border town of Sifontes", "Bolívar state"."""
    for e in names:
        inside = e.start <= noun.i < e.end
        near = noun.left_edge.i <= e.start and e.end <= noun.i + _PHRASE and below(e.root, noun)
        near = near and (e.start < noun.i or e.root.head.lower_ in ("of", "in", "at"))
        if e.label_ in _PLACES and (inside or near):
            return e.text
    return ""


_PHRASE = 5
_OPENING = 9


def _period(
    names: list[Span], number: Token, verb: Token | None, published: date | None
) -> tuple[date | None, date | None]:
    """Resolve the date expression nearest to the number in its clause."""
    entities = [e for e in names if e.label_ == "DATE" and not e.start <= number.i < e.end]
    # "Last year 12" is not a date.
    entities += [e.doc[e.start : number.i] for e in names if e.label_ == "DATE" and e.start < number.i == e.end - 1]
    # "9,500, up from 9,000 on Saturday": the date is the other number's.
    entities = [e for e in entities if not any(t.like_num for t in number.doc[number.i + 1 : e.start])]
    # "In December, when it was 62 percent", "the 1,800 that it had given on Monday".
    when = next((e for e in entities if verb is not None and verb.dep_ == "relcl" and verb.head in e), None)
    own = [e for e in entities if (above := governor_of(e.root)) is not None and above.dep_ == "relcl"
           and above.head in (number, number.head)]  # fmt: skip
    entities = (
        [when]
        if when is not None
        else own
        or [e for e in entities if verb is None or governor_of(e.root) in (None, verb) or e.root.head is number.head]
    )
    if not entities:
        # "In the vote of 2006, turnout was 86 percent, and 55 percent said yes": an opening date holds for all.
        first = sentence_start(number)
        opened = number.doc[first].pos_ in ("ADP", "SCONJ")
        entities = [
            e for e in names if e.label_ == "DATE" and opened and e.end - first <= _OPENING and e.end <= number.i
        ]
    for entity in sorted(entities, key=lambda e: (abs(e.start - number.i), -e.start)):
        lead = number.doc[max(0, entity.start - 2) : entity.start].text.lower().split()
        words = entity.text
        if lead[-1:] == ["since"] or lead[-1:] == ["by"]:
            words = f"{lead[-1]} {words}"
        elif lead[-2:] == ["as", "of"]:
            words = f"as of {words}"
        found = period(words, published)
        if found != (None, None):
            return found
    return None, None
