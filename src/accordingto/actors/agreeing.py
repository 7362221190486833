"""Which mentions grammar lets a pronoun of the third person mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.discourse import SUBJECTS, Record
from accordingto.actors.entities import Entity
from accordingto.actors.pronouns import Pronoun, pronouns
from accordingto.actors.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_bound(text: Text, record: Record, token) -> bool:
    """Whether grammar keeps a pronoun from meaning this mention: "Hill told him" is not Hill himself."""
    if token.tag_ == "PRP$" or token.text.lower().endswith(("self", "selves")):
        return False
    head = text.doc[record.head]
    governor = token.head.head if token.dep_ == "pobj" else token.head
    return (
        head.head == governor
        and head.dep_ in ("nsubj", "nsubjpass")
        and token.dep_ in ("dobj", "dative", "pobj", "iobj")
    )


def is_addressed(text: Text, record: Record, token: Token) -> bool:
    """Whether a mention only tells where or to whom something is said: "in a letter to Hill he said"."""
    if record.possessive or token.dep_ not in SUBJECTS:
        return False
    head = text.doc[record.head]
    for _ in range(6):
        if head.dep_ not in ("pobj", "prep", "compound", "appos") or head.head.i == head.i:
            return False
        if head.head == token.head:
            return head.dep_ == "prep" and head.i < token.i
        head = head.head
    return False


def is_owned(text: Text, record: Record, forms: Pronoun) -> bool:
    """Whether a mention belongs to whom a pronoun means: in "her deputy, she said" she is not the deputy."""
    known = pronouns()
    for k in text.doc[record.head].lefts:
        owner = known.get(k.lower_) if k.tag_ == "PRP$" else None
        if owner is not None and (owner.gender, owner.plural) == (forms.gender, forms.plural):
            return True
    return False


def may_mean(entity: Entity, forms: Pronoun) -> bool:
    """Whether an actor is of the kind, number and gender that a pronoun tells."""
    if forms.plural:
        return entity.plural or entity.kind in ("group", "organisation", "media", "country")
    if forms.gender == "neuter":
        if entity.kind in ("country", "organisation", "media"):
            return not (entity.plural or (entity.vague and entity.kind == "media"))
        # "The climbers' club said": what has spoken and is called nothing that a person is may be a body.
        spoke = entity.kind == "unnamed" and entity.spoke >= 0
        return spoke and not (entity.plural or entity.role_key or entity.gender)
    if entity.kind not in ("person", "unnamed") or entity.plural:
        return False
    return not entity.gender or entity.gender == forms.gender
