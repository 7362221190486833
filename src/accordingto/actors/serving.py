"""Whom those serve whose employer is not told beside them: the organisation that their paragraph is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from accordingto.actors.belonging import headed
from accordingto.actors.discourse import Discourse, Record
from accordingto.actors.entities import TOWN_TYPES, Entity, Registry
from accordingto.actors.gazetteer import of_kind
from accordingto.actors.home import LOCAL_ROLES, STATE_ROLES
from accordingto.actors.text import Text

STATE = frozenset(("GOV", "LEG", "JUD", "COP", "MIL", "SPY"))
"""Sectors of bodies of a state: no chief executive or boss is of one that is not told."""


EMPLOYED = frozenset(("", "BUS", "EDU", "LAB", "MED", "NGO", "PTY", "SOC", "SPO"))
"""Sectors of offices that are those of an organisation."""


def serve_nearest(text: Text, registry: Registry, discourse: Discourse) -> None:
    """Give those who lead or speak for an organisation that is not told the one that is meant.

    "Little Acorn told customers to throw it away. 'We are sorry,' said boss Fiona Hill.": the organisation that has
    acted last in this paragraph or the one before, else the one that the article tells most of.

    Parameters
    ----------
    text : Text
        With its names.
    registry : Registry
        Its actors, all read.
    discourse : Discourse
        Who was mentioned where.
    """
    open_ = [e for e in registry.entities if _lacks(e)]
    if not open_:
        return
    places, told = discourse.places, Counter[int]()
    near: dict[int, list[tuple[Record, Entity]]] = {}
    for record in discourse.records:
        for entity in record.entities:
            employs = entity.kind == "organisation" and not entity.plural and entity.types != TOWN_TYPES
            if employs and not _told(text, record):
                told[id(entity)] += 1
                near.setdefault(places.paragraph(record.start), []).append((record, entity))
    for entity in open_:
        types = headed(entity.role_key)
        here = places.paragraph(entity.first)
        for paragraph in (here, here - 1):
            before = [
                (r, e) for r, e in near.get(paragraph, ()) if r.start < entity.first and _employs(e, entity, types)
            ]
            before = [b for b in before if told[id(b[1])] > 1 or b[0].subject or b[0].source]
            if before:
                entity.belongs = _latest(before, told)
                break
        else:
            everywhere = [e for e in registry.entities if told[id(e)] > 1 and _called(e) and _employs(e, entity, types)]
            entity.belongs = max(everywhere, key=lambda e: (told[id(e)], -e.first), default=None)
        if entity.belongs is not None:
            entity.organisation = entity.organisation or entity.belongs.name


def _called(entity: Entity) -> bool:
    """Whether a body has a name of its own: not "the Polish utility"."""
    return not entity.vague and entity.name.split()[-1][:1].isupper()


def _told(text: Text, record: Record) -> bool:
    """Whether a mention is of whom something is told: "she told Nordic Pensions Review"."""
    head = text.doc[record.head]
    return head.dep_ in ("dobj", "dative", "iobj") and head.head.lemma_ in ("tell", "inform")


def _lacks(entity: Entity) -> bool:
    """Whether somebody heads or speaks for an organisation that is not known."""
    if entity.kind not in ("person", "unnamed") or not entity.mentions or entity.plural or entity.belongs is not None:
        return False
    if entity.organisation or entity.speaks != "organisation" or entity.role_key in LOCAL_ROLES | STATE_ROLES:
        return False
    own = entity.offices & (of_kind("advocate") | of_kind("self-employed"))
    return not own and entity.sector in EMPLOYED


def _employs(body: Entity, person: Entity, types: Sequence[str]) -> bool:
    state = body.sector in STATE and not body.body.endswith(("fund", "bank", "airline"))
    if body.belongs is person or state or body.speaks == "country" or body.bloc:
        return False
    if person.sector == "PTY" and (body.sector in ("PTY", "OPP") or body.body in of_kind("party name")):
        return True  # The leader of the Fisheries Union is a party's.
    if body.sector == "JRN" or not types or person.sector == "BUS":
        return body.sector != "JRN" and person.sector not in ("PTY", "LAB")
    if person.sector == "LAB" and not body.body and body.name.isupper() and body.name.isalpha():
        return True
    told = bool(body.body) and not body.types.isdisjoint(types)
    return told or (person.sector not in ("PTY", "LAB") and not body.body)


def _latest(before: Sequence[tuple[Record, Entity]], told: Counter[int]) -> Entity:
    """The organisation that acts or speaks, before one that is only named; of several the latest."""

    def score(item: tuple[Record, Entity]) -> tuple[float, int]:
        record, entity = item
        acts = 2.0 * (record.subject or record.source) - 1.0 * record.possessive
        return acts + 0.3 * min(told[id(entity)], 8), record.start

    return max(before, key=score)[1]
