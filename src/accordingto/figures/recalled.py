"""The bodies that a text takes up again or that do something with a number: actors, though nobody quotes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import body_forms
from accordingto.figures.lexicon import word_set
from accordingto.figures.walking import ancestors, children, sentence_start
from accordingto.figures.whose import FAR, WHEN, by_name, is_number, is_written_as_name, phrase, tells
from accordingto.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AGAIN = ("it", "its", "company", "firm")
_NONE = ("neither", "none", "nobody", "nothing", "that", "this")
_UP = 8


def antecedents(doc: Doc) -> list[Span]:
    """The bodies that a sentence with "it", "its" or "the company" follows.

    Parameters
    ----------
    doc : Doc
        The parsed text.

    Returns
    -------
    list of (int, int)
        In text order.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("The prosecutor published a final list. It has 14 names.")
    >>> [doc.text[slice(*span)] for span in antecedents(doc)]
    ['The prosecutor']
    """
    found = []
    before = ""
    for token in doc:
        low, after = token.lower_, before
        before = low
        if low not in _AGAIN[:2] and after != "the":
            continue
        described = low not in _AGAIN and token.lemma_.lower() in body_forms() and token.pos_ == "NOUN"
        if not token.i or not (described or low in _AGAIN):
            continue
        first = sentence_start(token)
        if token.lower_ == "its" and doc[first].lower_ in ("at", "in") and token.i - first < FAR:
            # "At the Arden hospital, according to its head".
            there = next((c for c in children(doc[first]) if c.dep_ == "pobj" and c.i < token.i), None)
            if there is not None and there.lemma_.lower() in body_forms() and tells(there):
                found.append(phrase(there))
        if not first or "\n" in doc.text[doc[first - 1].idx : doc[first].idx]:
            continue
        subjects = [t for t in doc[sentence_start(doc[first - 1]) : first] if t.dep_ == "nsubj"]
        objects = [c for t in subjects if t.lower_ in _NONE for c in children(t.head) if c.dep_ == "dobj"]
        if described:
            # "The civil protection service has closed its count. The service's commander": only the same again.
            objects = [t for t in (*subjects, *objects) if t.lemma_ == token.lemma_ and t.i != token.i]
        for head in (objects or (() if described else subjects))[:1]:
            place = head.ent_type_ in ("GPE", "LOC", "FAC", *WHEN) or (head.pos_ == "PROPN" and not _acts(head))
            one = head.tag_ not in ("NNS", "WP") or is_written_as_name(head)
            if head.pos_ in ("NOUN", "PROPN") and one and tells(head) and not place:
                found.append(phrase(head))
    return list(dict.fromkeys(found))


def agents(doc: Doc, numbers: Iterable[int]) -> list[Span]:
    """The bodies that do something with a number, of which nobody tells: "the committee has wiped 11 names off".

    Parameters
    ----------
    doc : Doc
        The parsed text.
    numbers : iterable of int
        The tokens whose teller is known.

    Returns
    -------
    list of (int, int)
        In text order.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("The regulator has fined the company 2.4m dollars.")
    >>> [doc.text[slice(*span)] for span in agents(doc, ())]
    ['The regulator']
    """
    known, found = set(numbers), []
    for token in doc:
        if not is_number(token) or token.i in known or token.ent_type_ in WHEN:
            continue
        verb = next((t for t in ancestors(token)[:_UP] if t.dep_ == "ROOT"), None)
        head = next((c for c in children(verb) if c.dep_ == "nsubj"), None) if verb is not None else None
        if head is None or head.i > token.i or head.pos_ not in ("NOUN", "PROPN") or head.tag_ in ("NNS", "NNPS"):
            continue
        if head.lemma_.lower() in body_forms() and head.ent_type_ not in WHEN and tells(head):
            found.append(phrase(by_name(head) or head))
    return list(dict.fromkeys(found))


def _acts(body: Token) -> bool:
    """ "The ferry sank" is no one's telling; "Orbis has moved, too", "nobody trusts Orbis" may go on with a number."""
    lemma = body.head.lemma_.lower()
    return body.dep_ == "dobj" or any(lemma in word_set("counting", kind) for kind in ("strong", "utters", "moves on"))
