"""Whom a pronoun of the third person stands for: the mention before it that agrees with it and is nearest in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.discourse import REACH, SUBJECTS, Discourse, Record
from accordingto.actors.entities import Entity
from accordingto.actors.pronouns import Pronoun, pronouns
from accordingto.actors.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Token


def referent(
    discourse: Discourse,
    i: int,
    forms: Pronoun,
    barred: tuple[Entity, ...] = (),
    favoured: tuple[Entity, ...] = (),
) -> tuple[tuple[Entity, ...], float]:
    """Find whom a third-person pronoun stands for among the mentions before it.

    Parameters
    ----------
    discourse : Discourse
        What has been said so far.
    i : int
        The pronoun's word.
    forms : Pronoun
        What it is.
    barred, favoured : tuple of Entity
        Who cannot be meant, and who is likelier to be: inside a quotation its speaker is not "she".

    Returns
    -------
    tuple
        Those meant, nobody where none agrees; how sure that is.

    Examples
    --------
    >>> from accordingto.actors.entities import Registry
    >>> from accordingto.actors.places import Places
    >>> from accordingto.actors.pronouns import pronouns
    >>> from accordingto.actors.scan import read
    >>> from accordingto.language import pipeline
    >>> text = read(pipeline()("Ana Hill met Jon Roy. She left."))
    >>> discourse = Discourse(text, Places(text, ()), Registry())
    >>> for name in text.names:
    ...     words, quote = text.words[name.first : name.last], text.quote(name.first, name.last)
    ...     person = discourse.registry.person(words, quote, words[0].start)
    ...     _ = discourse.note(words[0].start, words[-1].end, (person,), 0.95, False)
    >>> meant, _ = referent(discourse, 5, pronouns()["she"])
    >>> [entity.name for entity in meant]
    ['Ana Hill']
    """
    token = discourse.text.word_token(i)
    offset = discourse.text.words[i].start
    here, quoted = discourse.places.sentence(offset), discourse.places.quoted(offset)
    paragraph = discourse.places.paragraph(offset)
    spoken = discourse.places.source(offset, discourse.text.words[i].end) and token.tag_ != "PRP$"
    alone = not discourse.places.contents(offset)
    reflexive = token.lower_.endswith(("self", "selves"))
    best: dict[tuple[int, ...], tuple[float, int, tuple[Entity, ...]]] = {}
    for record in reversed(discourse.recent):
        distance = here - record.sentence
        if distance > REACH:
            break
        if _bound(discourse.text, record, token) or (distance == 0 and _owned_by(discourse.text, record, forms)):
            continue
        together = forms.plural and len(record.entities) > 1
        for meant in [record.entities] if together else [(e,) for e in record.entities]:
            fit = 0.5 if together else _agreement(meant[0], forms)
            if fit is None or any(e in barred for e in meant):
                continue
            if distance == 0 and _addressed(discourse.text, record, token):
                fit -= 2.0
            if record.possessive and meant[0].kind == "group":
                # "The Victorian hall": no Victorians are spoken of.
                fit -= 2.0
            apart = discourse.places.paragraph(record.start) != paragraph
            score = (
                fit
                - 1.25 * distance
                - 1.0 * apart
                + 1.5 * record.subject
                + 1.0 * record.source
                - 1.0 * record.possessive
            )
            score -= 1.5 * (record.quoted and not quoted)
            # "Hill said Jones had left. He added": who spoke goes on, not who was spoken of.
            score -= 1.0 * (spoken and alone and record.told and not record.quoted)
            score += 1.0 * (spoken and meant[0].spoke >= 0) + 0.03 * min(meant[0].mentions, 20)
            score += 1.5 * (meant[0] in favoured)
            score += 3.0 * (reflexive and discourse.text.doc[record.head].head == token.head)
            key = tuple(id(e) for e in meant)
            if key not in best or score > best[key][0]:
                best[key] = (score, record.start, meant)
    ranked = sorted(best.values(), key=lambda s: (-s[0], -s[1]))
    if not ranked:
        return (), 0.0
    gap = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
    return ranked[0][2], round(min(0.9, 0.45 + 0.15 * gap), 2)


def _bound(text: Text, record: Record, token) -> bool:
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


def _addressed(text: Text, record: Record, token: Token) -> bool:
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


def _owned_by(text: Text, record: Record, forms: Pronoun) -> bool:
    """Whether a mention belongs to whom a pronoun means: in "her deputy, she said" she is not the deputy."""
    known = pronouns()
    for k in text.doc[record.head].lefts:
        owner = known.get(k.lower_) if k.tag_ == "PRP$" else None
        if owner is not None and (owner.gender, owner.plural) == (forms.gender, forms.plural):
            return True
    return False


def _agreement(entity: Entity, forms: Pronoun) -> float | None:
    """How well an actor fits a pronoun, None where it cannot be meant."""
    if forms.plural:
        if entity.plural or entity.kind == "group":
            return 1.0
        if entity.sector == "PTY" and entity.name.endswith("s"):
            return 0.75  # "The Social Democrats object. Their spokesman said"
        return -0.5 if entity.kind in ("organisation", "media", "country") else None
    if forms.gender == "neuter":
        if entity.kind in ("country", "organisation", "media") and not (
            entity.plural or (entity.vague and entity.kind == "media")
        ):
            return 0.0
        # "The climbers' club said": what has spoken and is called nothing that a person is may be a body.
        spoke = entity.kind == "unnamed" and entity.spoke >= 0
        return -0.5 if spoke and not (entity.plural or entity.role_key or entity.gender) else None
    if entity.kind not in ("person", "unnamed") or entity.plural:
        return None
    if entity.gender and entity.gender != forms.gender:
        return None
    # What is called neither by a name nor by what it does may be no person: a plan, a district.
    return (0.5 if entity.gender else 0.0) - (0.5 + 1.0 * (not entity.role_key) if entity.kind == "unnamed" else 0.0)
