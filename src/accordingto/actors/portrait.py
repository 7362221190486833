"""An actor's office, organisation, country and sector from the words beside its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from accordingto.actors.describe import OFFICE_SECTORS, WEAK_SECTORS
from accordingto.actors.entities import Entity, Registry
from accordingto.actors.gazetteer import Entry, gazetteer, of_kind
from accordingto.actors.phrases import Phrase, title
from accordingto.actors.text import Text
from accordingto.actors.words import fold
from accordingto.records import Actor

ENVOYS = frozenset(["representative", "delegate"])
UNBOUND = frozenset(("EDU", "MED", "JRN"))
"""Sectors whose people speak for themselves: professors, doctors, reporters."""

SPOKEN_AS_ONE = frozenset(["center", "centre", "foundation", "initiative", "institute", "project", "think tank"])
"""Types of organisation, among those, whose people speak for it."""


def binds(organisation: Entity) -> bool:
    """Whether the people of an organisation speak for it: those of a think tank do, a university's do not."""
    types = {organisation.body} if organisation.body else organisation.types
    return organisation.sector not in UNBOUND or not SPOKEN_AS_ONE.isdisjoint(types)


def hold_office(text: Text, entity: Entity, phrase: Phrase, belongs: Entity | None) -> None:
    """Give a person the office that a phrase names; what is known already stays."""
    entry = phrase.entry
    if entry.name in of_kind("peer") and (phrase.country or belongs is not None):
        _peer(entity, phrase, belongs)
        return
    entity.gender = entity.gender or entry.gender
    entity.country = entity.country or phrase.country or (belongs.country if belongs and not belongs.bloc else "")
    if belongs is not None and belongs is not entity and entity.belongs is None and belongs.kind != "country":
        entity.belongs = belongs
        entity.organisation = entity.organisation or belongs.name
    if entry.actor_kind == "title":
        return
    complete_organisation(entity, phrase)
    if entity.role and not phrase.past and not entry.plural:
        entity.ranks |= {fold(entry.name)}
    # "Colonel Hill, the army's chief of staff", "Judge Hill, the commission's director"; a senator stays one.
    better = not entity.role or (entry.is_office and not entity.speaks and entity.sector != "LEG" and not entry.plural)
    if not better:
        _envoy(entity, phrase, belongs)
        serves = entry.is_office or (entry.speaks_for == "employer" and belongs is not None and binds(belongs))
        serves = serves or (phrase.told and not entity.speaks) or _staff(phrase, belongs)
        serves = serves or (_partisan(entry, belongs) and entity.role_key == fold(entry.name))
        if serves and not entity.speaks and belongs is not None and not phrase.past:
            # The committee's chairman, Senator Hill.
            entity.speaks = "organisation"
        return
    if entity.role_key:
        entity.ranks |= {entity.role_key}
    # One of several presidents is a president.
    entity.role, entity.role_key = entry.name if entry.plural else title(text, phrase), fold(entry.name)
    sector = entry.sector
    for nearer in (phrase.inner_body.sector if phrase.inner_body else "", belongs.sector if belongs else ""):
        if sector in WEAK_SECTORS and nearer and nearer != "IGO":
            sector = nearer
            break
    entity.sector = "ELI" if phrase.past and sector in OFFICE_SECTORS else sector
    bound = entry.speaks_for == "employer" or phrase.told or _partisan(entry, belongs) or _staff(phrase, belongs)
    speaks = "organisation" if belongs is not None and bound else ""
    entity.speaks = "" if phrase.past else entry.speaks_for if entry.is_office else speaks
    # "The German foreign minister"
    entity.national = entity.speaks == "country" and bool(phrase.country) and entity.country == phrase.country
    if entry.sector in ("EDU", "MED") and not entry.is_office and belongs is not None and not binds(belongs):
        entity.speaks = ""
    if entry.name in of_kind("prosecutor") and belongs is None and not phrase.past:
        entity.speaks = "country"  # The state's, where no office of prosecutors is told.
    _envoy(entity, phrase, belongs)
    if entity.speaks == "either" and phrase.owner is not None and phrase.owner.kind == "person":
        # A minister's spokesman speaks for the minister, a president's for the country.
        head = belongs is not None and belongs.role_key in of_kind("head of state")
        entity.speaks = entity.speaks if head else "organisation"
    office = phrase.inner_body if belongs is None and phrase.owner is None and phrase.organisation is None else None
    if office is not None and office.kind == "role" and office.speaks_for == "country" and entry.is_office:
        entity.speaks = "" if phrase.past else "country"  # The prime minister's spokesman, whoever that is.
    complete_organisation(entity, phrase)


def _staff(phrase: Phrase, belongs: Entity | None) -> bool:
    """Whether somebody is told as one whom an organisation has, and speaks: its biologist, the Bloc's critic."""
    owned = phrase.owned and belongs is not None and belongs.kind == "organisation" and not phrase.entry.plural
    return owned and (phrase.entry.sector != "LEG" or phrase.entry.name in ENVOYS) and binds(belongs)


def _sends(belongs: Entity | None) -> bool:
    """Whether an organisation has representatives; those of a parliament are its members."""
    if belongs is None or belongs.kind != "organisation" or belongs.sector in ("LEG", "JUD"):
        return False
    return belongs.sector != "GOV" or belongs.body.endswith(("ministry", "department"))


def _partisan(entry: Entry, belongs: Entity | None) -> bool:
    """Whether an office is a party's: whom it sends to speak of a thing speaks for it, its deputies for themselves."""
    return belongs is not None and belongs.sector in ("PTY", "OPP") and entry.sector != "LEG"


def _envoy(entity: Entity, phrase: Phrase, belongs: Entity | None) -> None:
    """Know "the Danish representative" for an envoy; Representative Hill is a legislator."""
    of_state = phrase.country or (belongs is not None and belongs.kind == "country")
    if phrase.entry.name in ENVOYS and of_state and not phrase.past and not entity.speaks:
        entity.speaks = "country"
    elif phrase.entry.name in ENVOYS and _sends(belongs) and not phrase.past:
        entity.speaks = entity.speaks or "organisation"  # "the WHO representative in Chad"


def _peer(entity: Entity, phrase: Phrase, whose: Entity | None) -> None:
    """Give the Danish counterpart of a minister the minister's office."""
    entity.country = entity.country or phrase.country
    if entity.role or whose is None or not whose.role_key or whose.plural:
        return
    abroad = phrase.country and whose.speaks == "country"
    if abroad or phrase.entry.name != "colleague":
        entity.role, entity.role_key, entity.sector = whose.role, whose.role_key, whose.sector
        entity.speaks = whose.speaks if abroad else ""


def complete_organisation(entity: Entity, phrase: Phrase) -> None:
    """Name the ministry or embassy that an office of state implies, once the country is known."""
    body, demonym = phrase.entry.body, gazetteer().demonyms.get(entity.country, "")
    if body and body != "office" and demonym and not entity.organisation:
        entity.organisation = f"{demonym} {body}"


def share_countries(people: Sequence[Entity], countries: Sequence[str]) -> None:
    """Give "leaders A and B" the two countries that their sentence names, in that order."""
    if len(people) == len(countries) and not any(p.country for p in people):
        for person, country in zip(people, countries, strict=True):
            person.country = country


def know_people(
    registry: Registry, people: Sequence[Mapping[str, object]], organisation: Callable[[str], Entity]
) -> None:
    """Complete persons from the hand-kept list; what the article itself says stays."""
    full: dict[tuple[str, ...], Mapping[str, object]] = {}
    last: dict[str, list[tuple[str, ...]]] = {}
    for row in people:
        keys = tuple(fold(w) for w in str(row.get("name") or "").split())
        if keys and keys not in full:
            full[keys] = row
            for key in (keys[0], keys[-1]):
                last.setdefault(key, []).append(keys)
    for entity in [e for e in registry.entities if e.kind == "person"]:
        keys = entity.keys
        if len(keys) == 1 and len(last.get(keys[0], ())) == 1:
            keys = last[keys[0]][0]
        else:
            keys = next((k for k in last.get(keys[-1], ()) if {k[0], k[-1]} <= set(entity.keys)), keys)
        row = full.get(keys)
        if row is None or (row.get("country") and entity.country and row["country"] != entity.country):
            continue
        if len(entity.keys) < len(keys):
            entity.name, entity.keys = str(row["name"]), keys
        role = str(row.get("role") or "")
        entry = gazetteer().lookup(role) if role else None
        if not entity.role and role:
            entity.role, entity.role_key = role, fold(entry.name if entry else role)
            if entry is not None:
                entity.sector, entity.speaks = (
                    entity.sector or entry.sector,
                    entry.speaks_for if entry.is_office else "",
                )
        if row.get("organisation") and not entity.organisation:
            entity.organisation = str(row["organisation"])
            entity.belongs = entity.belongs or organisation(entity.organisation)
        entity.country = entity.country or str(row.get("country") or "")
        entity.sector = entity.sector or str(row.get("sector") or "")
        entity.resolved_by = "people"


def know_figures(registry: Registry, organisation: Callable[[str], Entity]) -> None:
    """Give public figures whom the article does not introduce their country, organisation and sector."""
    known = gazetteer().figures
    for entity in registry.entities:
        if entity.kind != "person" or entity.country:
            continue
        row = known.get(entity.keys)
        if row is None or (entity.role and not entity.speaks):
            continue
        if entity.belongs is not None:
            entity.country = row["country"] if entity.belongs.speaks == "country" else ""
            continue
        entity.country, entity.sector = row["country"], entity.sector or row["sector"]
        if not entity.role:
            entity.speaks = "country" if row["sector"] == "GOV" else ""
            entity.resolved_by = "gazetteer"
        if row["organisation"]:
            entity.belongs = organisation(row["organisation"])
            entity.organisation = entity.organisation or entity.belongs.name
            entity.speaks = entity.speaks or "organisation"


def spoken_for(entity: Entity) -> Entity | str | None:
    """Whom an actor speaks for: an organisation, a part of a country, an ISO3 country, or nobody."""
    if entity.kind == "organisation" and entity.region is not None and entity.region is not entity:
        return entity.region
    whom = _speaks_for(entity)
    if isinstance(whom, str):
        # A state's minister speaks for the state.
        region = entity.region or (entity.belongs.region if entity.belongs is not None else None)
        return region or whom
    return whom


def _speaks_for(entity: Entity) -> Entity | str | None:
    if entity.kind in ("person", "unnamed"):
        return _office_speaks(entity) or _whole(entity)
    if entity.kind == "organisation":
        if entity.speaks == "country" and entity.country:
            return entity.country
        if entity.sector == "PTY":
            return _whole(entity)  # A minister's party is not the state's.
        if entity.belongs is not None and _is_person(entity.belongs):
            return _office_speaks(entity.belongs)
        return _whole(entity)
    return None


def _is_person(entity: Entity) -> bool:
    return entity.kind == "person" or (entity.kind == "unnamed" and bool(entity.role_key))


def _whole(entity: Entity) -> Entity | str | None:
    """The organisation that one of its organs speaks for: a company's board, an alliance's commission."""
    group = entity.belongs
    if (
        group is None
        or group is entity
        or group.kind != "organisation"
        or not {entity.body, *entity.body.split()[-1:]} & of_kind("organ")
    ):
        return None
    beyond = spoken_for(group)
    return beyond if beyond is not None else group


def _office_speaks(entity: Entity) -> Entity | str | None:
    if not entity.speaks:
        return None
    group = entity.belongs
    if group is not None and entity.speaks == "organisation" and is_agency(group):
        # The head of an agency speaks for it, its spokesman for the country.
        return group
    if entity.role_key in of_kind("prosecutor") and group is not None and group.kind == "organisation":
        return group
    if group is not None and group.kind == "organisation" and group.sector in ("REB", "NGO", "LAB", "BUS", "PTY"):
        return group  # "military spokesman of the Liberation Front"
    clerk = bool(entity.offices & of_kind("clerk")) and group is not None and group.speaks != "country"
    if (
        group is not None
        and group.kind in ("organisation", "media")
        and (entity.speaks != "country" or group.bloc or clerk)
    ):
        # Her office is hers, and speaks for nobody beyond her.
        beyond = spoken_for(group) if group.belongs is not entity else None
        return beyond if beyond is not None else group
    if group is not None and _is_person(group) and entity.speaks == "country":
        return entity.country or group.country or _office_speaks(group)
    if group is not None and _is_person(group):
        # The president's spokesman speaks for the country, the mayor's for the mayor.
        beyond = _office_speaks(group) if entity.speaks == "either" else None
        return beyond if isinstance(beyond, str) or (beyond is not None and group.kind == "unnamed") else group
    if group is not None and group.kind in ("group", "unnamed"):
        # A lawyer for the residents, the director of an unnamed club.
        return group
    officer = group is None and (entity.role_key in of_kind("state officer") or entity.sector in ("COP", "MIL"))
    if (officer or entity.speaks in ("country", "either")) and entity.country:
        return entity.country
    return None


def is_agency(group: Entity) -> bool:
    """Whether a body of a state has a voice of its own: a regulator, a court, no ministry and no police."""
    if "agency" in group.types or group.sector == "JUD":
        return True
    return (
        group.speaks == "country"
        and group.sector not in ("MIL", "COP", "SPY")
        and bool(of_kind("agency") & group.types)
    )


def as_actor(entity: Entity, actor_id: str, speaks_for: str) -> Actor:
    """The record of an actor."""
    aliases = [" ".join(form.split()).replace(";", ",") for form in entity.forms if form != entity.name]
    return Actor(
        actor_id=actor_id,
        name=entity.name,
        kind=entity.kind,
        role=entity.role,
        organisation=entity.organisation,
        country=entity.country,
        sector=entity.sector,
        aliases=tuple(dict.fromkeys(aliases)),
        mentions=entity.mentions,
        resolved_by=entity.resolved_by,
        speaks_for=speaks_for,
    )
