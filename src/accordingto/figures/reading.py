"""A parsed text with what is looked at again and again for each of its numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.figures.events import event_words, noun_classes
from accordingto.figures.lexicon import word_set
from accordingto.figures.walking import sentence_end, sentence_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


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
    nouns = event_words("nouns")
    # A month is no march.
    told = Counter(nouns[t.lemma_.lower()] for t in doc if t.lemma_.lower() in nouns and t.pos_ != "PROPN")
    return min((e for e in told if told[e] > 1), key=lambda e: (-told[e], e), default="")


def _anchors(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Nouns counted without a number: "how many pilots", "the number of jobs", or those a sentence opens with."""
    for token in doc:
        if token.tag_ != "NNS" or not token.text.endswith("s"):
            continue
        before = [t.lower_ for t in doc[max(0, token.i - 3) : token.i] if t.lower_ != "the"][-2:]
        counted = before[-1:] == ["of"] and before[0] in word_set("counting", "counted")
        if token.lemma_.lower() not in noun_classes():
            # "The number of entries rose to 700,000": a noun that is in no list counts only where it is said to.
            if counted and before[0] in _COUNTED:
                yield token.idx, token.i, token.text
            continue
        if before == ["how", "many"] or counted or (token.dep_ == "nsubj" and token.i - sentence_start(token) < 2):
            yield token.idx, token.i, token.text


_COUNTED = ("number", "total", "count", "tally")


def event_of(doc: Doc, i: int) -> str:
    """What the sentence says happens to the noun at token ``i``: "the number of jobs it means to cut"."""
    known = noun_classes().get(doc[i].lemma_.lower())
    verbs = event_words("verbs")
    for token in doc[sentence_start(doc[i]) : sentence_end(doc[i])]:
        event = verbs.get(f"{token.lemma_.lower()} {known[0]}") if known else None
        if event:
            return event
    return ""
