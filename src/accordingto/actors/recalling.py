"""Whom a pronoun of the third person stands for: a log-linear choice among those mentioned before it.

Grammar tells who cannot be meant (:mod:`accordingto.actors.agreeing`); among the others many small signs decide: how
far back somebody was named, as subject or source, who has spoken last, whom the paragraph opens with. The weights are
in ``recalling.csv``, written by ``training/recalling``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from accordingto.actors.agreeing import is_addressed, is_bound, is_owned, may_mean
from accordingto.actors.discourse import REACH, SUBJECTS, Discourse, Record
from accordingto.actors.entities import Entity
from accordingto.actors.pronouns import Pronoun
from accordingto.weighing import trait_weights, weigh

if TYPE_CHECKING:
    from spacy.tokens import Token

Meant = tuple[Entity, ...]
Key = tuple[int, ...]

WHOSE = 2.0
"""What each sentence back takes from one whose something is: no gold tells whom "his" alone means."""

_SURE = 0.95
_NEVER = 9
_SIGNS = ("subject", "source", "possessive", "quoted", "told")


@dataclass(slots=True)
class Place:
    """Where a pronoun stands, and what goes before it."""

    discourse: Discourse
    token: Token
    kind: str
    sentence: int
    paragraph: int
    quoted: bool
    spoken: bool
    first: bool
    favoured: Meant
    candidates: dict[Key, tuple[Meant, list[Record]]] = field(default_factory=dict)
    latest: int = -1
    last: dict[str, Record] = field(default_factory=dict)


def referent(
    discourse: Discourse, i: int, forms: Pronoun, barred: Meant = (), favoured: Meant = ()
) -> tuple[Meant, float]:
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
        Those meant, nobody where none agrees; how likely that is.

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
    place = seen_from(discourse, i, forms, barred, favoured)
    if not place.candidates:
        return (), 0.0
    of, scores = trait_weights("actors/recalling.csv"), []
    for rank, (key, (_, records)) in enumerate(place.candidates.items()):
        back = (place.sentence - records[0].sentence) * (place.token.dep_ == "poss")
        scores.append(weigh(of, traits(place, key, rank)) - WHOSE * back)
    best = max(scores)
    chance = 1 / sum(math.exp(s - best) for s in scores)
    meant, _ = next(islice(place.candidates.values(), scores.index(best), None))
    return meant, round(min(_SURE, chance), 2)


def seen_from(discourse: Discourse, i: int, forms: Pronoun, barred: Meant = (), favoured: Meant = ()) -> Place:
    """Gather who may be meant, the one named last first, and who has spoken and acted last.

    Parameters
    ----------
    discourse, i, forms, barred, favoured
        As for :func:`referent`.
    """
    text, places = discourse.text, discourse.places
    token, offset = text.word_token(i), text.words[i].start
    spoken = places.source(offset, text.words[i].end) and token.tag_ != "PRP$"
    kind = "they" if forms.plural else "it" if forms.gender == "neuter" else forms.gender
    here, paragraph = places.sentence(offset), places.paragraph(offset)
    first = token.sent.start == token.i
    place = Place(discourse, token, kind, here, paragraph, places.quoted(offset), spoken, first, favoured)
    found, last = place.candidates, place.last
    for record in reversed(discourse.recent):
        if here - record.sentence > REACH:
            break
        if record.source and not record.told:
            last.setdefault("source", record)
        if record.subject and record.sentence < here:
            last.setdefault("subject", record)
        if record.source and record.sentence == here:
            last.setdefault("source here", record)
        if record.subject and places.paragraph(record.start) == paragraph:
            last["opens"] = record
        own = record.sentence == here and (is_owned(text, record, forms) or is_addressed(text, record, token))
        if own or is_bound(text, record, token):
            continue
        together = forms.plural and len(record.entities) > 1
        for meant in [record.entities] if together else [(e,) for e in record.entities]:
            if (together or may_mean(meant[0], forms)) and not any(e in barred for e in meant):
                found.setdefault(tuple(map(id, meant)), (meant, []))[1].append(record)
    if token.lower_.endswith(("self", "selves")):
        # "The minister himself": of those who do what the verb tells.
        own = {k: v for k, v in found.items() if any(text.doc[r.head].head == token.head for r in v[1])}
        place.candidates = found = own or found
    place.latest = max((meant[0].spoke for meant, _ in found.values()), default=-1)
    return place


def traits(place: Place, key: Key, rank: int) -> Iterator[str]:
    """Name what is true of one who may be meant.

    Parameters
    ----------
    place : Place
        From :func:`seen_from`.
    key : tuple of int
        One of its candidates.
    rank : int
        How many others were named later.
    """
    (entity, *more), records = place.candidates[key]
    latest, kind = records[0], place.kind
    back = place.sentence - latest.sentence
    apart = min(place.paragraph - place.discourse.places.paragraph(latest.start), 3)
    known = " plural" * entity.plural + " vague" * entity.vague + " office" * bool(entity.role_key)
    yield f"{kind} & {entity.kind}{known}"
    yield f"{kind} & {entity.kind} & gender {'told' if entity.gender else 'open'}"
    if more:
        yield f"together={len(more) + 1}"
    does = "speaks" if place.spoken else "does" if place.token.dep_ in SUBJECTS else "is told of"
    for told in (f"back={back}", f"rank={min(rank, 4)}", f"paragraphs={apart}"):
        yield from (told, f"{told} & {kind}", f"{told} & {does}")
    yield f"paragraphs={apart} & back={back}"
    yield f"rank={min(rank, 3)} of {min(len(place.candidates), 4)}"
    yield from (f"mentions={min(entity.mentions, 6)}", f"named near={min(len(records), 4)}")
    if len(place.candidates) == 1 and not latest.possessive:
        yield "alone"
    yield from _of_latest(place, latest, back)
    for sign in ("subject", "source"):
        nearest = min((place.sentence - r.sentence for r in records if getattr(r, sign)), default=_NEVER)
        yield from (f"{sign} back={nearest}", f"{sign} back={nearest} & paragraphs={apart}")
        yield f"{sign} back={nearest} & {does}"
    free = min((place.sentence - r.sentence for r in records if r.source and not r.told), default=_NEVER)
    yield from (f"untold source back={free}", f"untold source back={free} & {kind}")
    yield from _of_standing(place, entity, apart)


def _of_latest(place: Place, record: Record, back: int) -> Iterator[str]:
    """How somebody was mentioned last."""
    text, token = place.discourse.text, place.token
    for sign in _SIGNS:
        if getattr(record, sign):
            yield from (f"last {sign}", f"last {sign} & {place.kind}", f"last {sign} & back={min(back, 3)}")
    yield f"spoken={place.spoken} quoted={place.quoted} first={place.first} & last source={record.source}"
    yield f"quoted={place.quoted} after quoted={record.quoted}"
    head = text.doc[record.head]
    if back:
        yield from (f"was {head.dep_}", f"was {head.dep_} & back={min(back, 2)}")
        return
    yield f"is {token.dep_} after {head.dep_}"
    if head.head == token.head:
        yield "same verb"


def _of_standing(place: Place, entity: Entity, apart: int) -> Iterator[str]:
    """Whether somebody has spoken, acted or been named in the places that matter."""
    kind = place.kind
    if entity.spoke >= 0:
        yield from ("spoke", f"spoke & {kind} & spoken={place.spoken}")
        if entity.spoke == place.latest:
            yield from ("latest speaker", f"latest speaker & {kind} & paragraphs={apart}")
    for name, record in place.last.items():
        if entity in record.entities:
            away = min(place.paragraph - place.discourse.places.paragraph(record.start), 2)
            yield from (f"the last {name}", f"the last {name} & {kind}", f"the last {name} & paragraphs={away}")
    if entity in place.favoured:
        yield from ("favoured", f"favoured & {kind}")
