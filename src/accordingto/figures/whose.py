"""Who can give a number, and whose document it is: "police", "the corporation's accounts", "a poll by Orbis"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import body_forms, role_forms
from accordingto.figures.lexicon import word_set
from accordingto.figures.walking import ancestors, children
from accordingto.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = ("ORG", "PERSON", "NORP")
WHEN = ("DATE", "TIME")
_JOINING = ("SCONJ", "CCONJ", "ADV", "PUNCT", "ADP")
_PARTICLES = ("do", "da", "dos", "das", "de", "del", "della", "du", "des", "di", "van", "von", "y", "et", "und", "al")
_AMOUNT = re.compile(r"[A-Z][A-Za-z]{0,2}\d[\d.,]*(?:bn|mn?|tn)")
FAR = 12


def is_number(token: Token) -> bool:
    """A number in digits or words; "250-300" and "1.1bn" may be one token."""
    if token.like_num or token.pos_ == "NUM" or token.text[:1].isdigit():
        return True
    # "G$12bn" is one token, as is "R9.1bn".
    if not any(map(str.isdigit, token.text)):
        return False
    signed = any(unicodedata.category(c) == "Sc" for c in token.text)
    return signed or token.ent_type_ == "MONEY" or _AMOUNT.fullmatch(token.text) is not None


def tells(head: Token) -> bool:
    """A person, body or document: somebody who can give a number."""
    lemma = head.lemma_.lower()
    if (
        is_number(head)
        or head.tag_ in ("WP", "WDT", "EX")
        or any(is_number(t) and t.ent_type_ not in WHEN for t in head.doc[head.left_edge.i : head.i])
    ):
        return False
    if is_day(head) or _is_counted(head):
        # "On Wednesday, which brought the toll to 24", "by Friday 27 families had received 200m".
        return False
    if lemma in word_set("counting", "counted"):
        return _author(head) is not None
    if head.pos_ == "PROPN" or head.ent_type_ in NAMES:
        return True
    if head.i and f"{head.nbor(-1).lower_} {lemma}" in word_set("counting", "seat"):
        return True
    known = lemma in _people() or head.lower_ in _people() or lemma in word_set("counting", "document")
    return known or is_written_as_name(head)


def is_written_as_name(word: Token) -> bool:
    """A noun that opens a sentence without an article, and that the text has again, and never without its capital."""
    if not word.is_sent_start or word.pos_ != "NOUN" or not word.text[:1].isupper():
        return False
    if word.i + 1 < len(word.doc) and word.nbor().pos_ == "PROPN":
        # "Driver Tam Hill": what he is.
        return False
    if any(c.dep_ == "appos" and c.lemma_.lower() in _people() for c in children(word)):
        # "Orbis, the company that runs it, gave lower figures."
        return True
    text = word.doc.text
    return text.count(word.text) > 1 and not re.search(rf"\b{re.escape(word.lower_)}\b", text)


def is_day(word: Token) -> bool:
    """A day or another time: "Sunday", of "Sunday's count"."""
    return word.ent_type_ in WHEN or (word.lemma_.lower() in _days() and word.ent_type_ not in NAMES)


def _is_counted(head: Token) -> bool:
    """ "27 families", whatever the parse makes of it; "on June 12 police" counts no police."""
    doc, i = head.doc, head.i
    if not i or not is_number(doc[i - 1]) or head.tag_ not in ("NNS", "NNPS"):
        return False
    before = doc[i - 2] if i > 1 else None
    return before is None or not (before.pos_ == "ADP" or before.lower_ in word_set("words", "month"))


@cache
def _days() -> frozenset[str]:
    return word_set("words", "weekday") | word_set("words", "month")


@cache
def _people() -> frozenset[str]:
    firms = word_set("counting", "firm") | word_set("counting", "labour")
    return role_forms() | body_forms() | word_set("counting", "teller") | firms


def author(document: Token) -> Span | None:
    """The words for whose document it is; None for what is no document, and where nothing tells."""
    lemma = document.lemma_.lower()
    name = document.pos_ == "PROPN" and document.text[:1].isupper()
    if name or lemma not in word_set("counting", "document") | word_set("counting", "counted"):
        return None
    owner = _author(document)
    if owner is None:
        return None
    if owner.lower_ == "whose":
        return _of_whom(owner)
    return (owner.idx, owner.idx + len(owner)) if owner.tag_ == "PRP$" else named(owner)


def _of_whom(relative: Token) -> Span | None:
    """ "Orbis, whose newsletter spoke of 150": what the clause hangs on."""
    clause = next((t for t in ancestors(relative) if t.dep_ == "relcl"), None)
    return named(clause.head) if clause is not None and clause.head.i < relative.i else None


def named(head: Token) -> Span | None:
    """The words for who tells; of a document those for whose it is."""
    whose = next((c for c in children(head) if c.lower_ == "whose"), None)
    if whose is not None:
        # "The union, whose volunteers have been to 150".
        return _of_whom(whose)
    if not tells(head):
        return None
    return author(head) or phrase(by_name(head) or head)


def by_name(head: Token) -> Token | None:
    """The name beside a description: "the platform behind the march, Casa Para Todos"."""
    if head.pos_ == "PROPN":
        return None
    found = next((c for c in children(head) if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i), None)
    if found is None and head.i + 3 < len(head.doc) and head.nbor().text == "," and head.nbor(3).text == ",":
        # "The ticketing firm, Seatly, says", whatever word the parse takes it for.
        name = head.nbor(2)
        found = name if name.text.istitle() and name.ent_type_ not in (*WHEN, "GPE") and tells(head) else None
    return found


def _author(document: Token) -> Token | None:
    """Whose document it is: "a poll by Dataintel", "the corporation's accounts", "images taken by the firm Orbita"."""
    # "Sunday's statement by the army" is not Sunday's.
    owner = next((c for c in children(document) if c.dep_ == "poss" and not is_day(c)), None)
    if owner is not None:
        return owner
    for child in children(document) if document.lemma_.lower() in word_set("counting", "counted") else ():
        if child.dep_ == "compound" and child.i == document.i - 1 and child.lemma_.lower() in body_forms():
            # "The police estimate", "ministry figures".
            return child
    # "A survey of parents by the university" is the university's.
    for child in sorted(children(document), key=lambda c: c.lower_ != "by"):
        counted = document.lemma_.lower() in word_set("counting", "counted") and child.lower_ != "by"
        if child.lower_ in ("by", "of", "from", "at") and child.dep_ in ("prep", "agent"):
            owner = next((c for c in children(child) if c.dep_ == "pobj"), None)
            if counted and (child.lower_ != "of" or owner is None or not _is_counting(owner)):
                # "The toll of the ferry" is not the ferry's, "the total of the operator" is the operator's.
                continue
            if owner is not None and owner.lemma_.lower() in word_set("counting", "document") and owner.pos_ == "NOUN":
                # "A draft of the commission's report" is the commission's.
                return _author(owner) or owner
            if owner is not None and tells(owner):
                return owner
        if child.dep_ == "relcl" and child.lemma_.lower() in word_set("counting", "publishes"):
            # "Papers the council released."
            subject = next((c for c in children(child) if c.dep_ == "nsubj" and c.i > document.i), None)
            if subject is not None and subject.pos_ in ("NOUN", "PROPN") and tells(subject):
                return subject
        chaired = child.lemma_.lower() in word_set("counting", "chaired")
        if chaired and document.lemma_.lower() in word_set("counting", "public inquiry"):
            # "The inquiry, led by a judge" is a body itself.
            continue
        if child.dep_ == "acl" and child.lemma_.lower() not in word_set("counting", "seen"):
            for by in children(child):
                if by.lower_ == "by":
                    owner = next((c for c in children(by) if c.dep_ == "pobj"), None)
                    if owner is not None and (tells(owner) or owner.pos_ in ("NOUN", "PROPN")):
                        return owner
    return None


def _is_counting(owner: Token) -> bool:
    """One body that counts, by what it is called: "the operator"; of "the total of 14 hospitals" none does."""
    lemma = owner.lemma_.lower()
    firm = lemma in word_set("counting", "main firm") or lemma in word_set("counting", "labour")
    known = (firm or lemma in body_forms()) and (owner.tag_ == "NN" or owner.lower_ == "police")
    apposed = any(c.dep_ == "appos" and c.lemma_.lower() in body_forms() for c in children(owner))
    return (known or (owner.ent_type_ == "ORG" and apposed)) and tells(owner)


def phrase(head: Token) -> Span:
    """A noun phrase up to the first comma or relative clause after its head."""
    doc, left = head.doc, head.left_edge.i
    end = head.i + 1
    while end <= min(head.right_edge.i, head.i + FAR) and (
        doc[end].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART")
        or doc[end].lower_ in ("of", "for", "’s", "'s", "&")
        or (doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_)
    ):
        end += 1
    while end < len(doc) and head.pos_ == "NOUN" and _is_name(doc[end]) and doc[end - 1].pos_ in ("NOUN", "PROPN"):
        # "The group Patients First", wherever the parse hangs the name.
        end += 1
    while end < len(doc) and _goes_on(doc[end - 1], doc[end]):
        # "Trans-Kama", "Águas do Chiveve", "Clinics Without Walls".
        end += 2
    while end > head.i + 1 and doc[end - 1].pos_ not in ("PROPN", "NOUN") and not doc[end - 1].text[:1].isupper():
        end -= 1
    first = max(left, head.i - FAR)
    # "In its report to parliament the ministry gives": a determiner of its own begins a phrase.
    first = next((c.i for c in children(head) if c.dep_ == "det" and _begins(c, first)), first)
    while first < head.i and (doc[first].pos_ in _JOINING or doc[first].ent_type_ in WHEN or doc[first].tag_ == "POS"):
        first += 1
    return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])


def _is_name(word: Token) -> bool:
    return word.pos_ == "PROPN" and word.ent_type_ in NAMES and word.text[:1].isupper() and not word.is_sent_start


def _begins(word: Token, first: int) -> bool:
    return word.i > first and word.nbor(-1).pos_ in ("NOUN", "PROPN") and word.lower_ in ("the", "a", "an")


def _goes_on(name: Token, word: Token) -> bool:
    """Whether a name goes on after a hyphen or a particle, or a preposition that is written like a name."""
    doc = name.doc
    after = doc[word.i + 1] if word.i + 1 < len(doc) else None
    if after is None or not name.text[:1].isupper() or not after.text[:1].isupper() or after.is_sent_start:
        return False
    joined = word.text == "-" and not name.whitespace_ and not word.whitespace_
    titled = word.pos_ == "ADP" and word.text.istitle()
    return joined or titled or (word.lower_ in _PARTICLES and word.text.islower() and name.pos_ == "PROPN")


def is_possessive(word: Token) -> bool:
    return word.tag_ == "POS" or word.lower_ in ("'s", "’s")
