"""Offices whose state or place the article leaves out, because it is its own: "Labour Minister Ana Vega"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from accordingto.actors.country import HOMES, OPENING, Home, home_of, national_offices
from accordingto.actors.discourse import Record
from accordingto.actors.entities import Entity, Registry
from accordingto.actors.gazetteer import Match, gazetteer, of_kind, rows
from accordingto.actors.text import Name, Text

PUBLIC_SECTORS = frozenset(["GOV", "LEG", "JUD", "COP", "MIL", "PTY", "OPP", "LAB"])
"""Sectors whose people and bodies are those of the article's own country where none is told."""

STATE_SECTORS = frozenset(["GOV", "LEG", "JUD", "COP", "MIL", "SPY", "MED"])
"""Sectors of a state's own bodies."""

LOCAL_SECTORS = frozenset(["COP", "JUD"])
"""Sectors whose offices are those of the article's country, whichever government has just spoken."""

STATE_ROLES = frozenset(["president", "vice president", "press secretary"])
"""Offices that are a state's where no organisation is told."""

TOWN_ROLES = of_kind("town head")
TOWN_BODIES = frozenset(["police", "city council", "city hall", "town hall", "town council"])
"""What a town has: its police, its council."""

REGION_ROLES = of_kind("region head")
REGIONS = frozenset(["county", "province", "region", "state"])
"""What a region's name ends with: Benue State."""

FEDERATIONS = frozenset(["AUS", "CAN", "ZAF"])
"""Countries whose premiers are those of their regions."""

LOCAL_ROLES = TOWN_ROLES | REGION_ROLES

Tellers = Callable[[int], Sequence[Entity]]

_BREAK = re.compile(r"\n\s*")
_DATELINE = re.compile(
    r"^([A-Z][A-Z .'’-]{2,30}), ([A-Z]\w+(?: [A-Z]\w+){0,2})\.?(?:,[^\n]{1,20})? ?(?:\([^)\n]*\) ?)?[-–—] "
)


def at_home(text: Text, registry: Registry, records: Sequence[Record], tellers: Tellers) -> None:
    """Give offices of state without a country that of the government speaking beside them, else the article's own.

    Parameters
    ----------
    text : Text
        With its names.
    registry : Registry
        Its actors, all read.
    records : sequence of Record
        Their mentions, in text order.
    tellers : callable
        Who says what stands at a character, innermost first.
    """
    _share(registry)
    agencies = _by_field(registry)
    home = home_of(text)
    abroad = {id(e) for e in registry.entities if e.country and _abroad(e)}
    envoys = [(r.start, e.country) for r in records for e in r.entities if id(e) in abroad] if abroad else []
    places = [m for m in text.matches if m.entry.kind in HOMES and m.entry.country]
    starts = [text.words[m.first].start for m in places]
    states = [(r.start, r.entities[0]) for r in records if _acts_alone(text, r) or _opens(text, r)]
    for entity in registry.entities:
        if entity.country or not entity.mentions or entity.bloc:
            continue
        if (_sits(entity) or _is_court(entity)) and not home.guessed:
            # "Judge Hill refused": of no court that is told, of the article's own country.
            entity.country, entity.speaks = home.country, "country"
            continue
        if entity.plural:
            continue
        if _abroad(entity):
            # The envoy here is one from there: "Ethiopia's ambassador", "the envoy, Ana Lima"; no "Western diplomat".
            known = entity.kind == "person" or entity.name.lower().startswith("the ") or entity.body == "embassy"
            k = max(0, bisect_left(envoys, (entity.first, "")) - 1)
            entity.country = (envoys[k][1] if envoys else _recalling(text)) if known else ""
        elif _of_state(entity) and (entity.belongs is None or entity.belongs.kind == "person"):
            agency = id(entity) in agencies
            beside, spoke = "" if agency else _beside(text, entity, places, starts), ""
            if entity.sector not in LOCAL_SECTORS and not agency and entity.role_key not in of_kind("district officer"):
                spoke = _told_by(entity, tellers) or _spoke(text, entity, states, home)
            told = {p.entry.country for p in _behind(text, entity, places, starts)}
            # A president who thanks India is not India's; the prime minister's secretary is of his country.
            own = national_office(entity.role_key, home.country) or _of_head(entity)
            found = (c for c in (own, beside, spoke, home.country) if c and (c in (own, beside) or c not in told))
            entity.country = next(found, home.country)
        elif entity.speaks == "either" and entity.belongs is None and (there := _there(text, entity, places, states)):
            entity.country = there
        elif _is_homes(entity, home) and entity.sector in PUBLIC_SECTORS and _public(entity):
            entity.country = home.country
    for entity in registry.entities:
        if entity.role_key == "premier" and entity.country in FEDERATIONS and entity.region is None:
            entity.speaks = ""
        if _of_country(entity):
            entity.speaks = "country"
        if not entity.country and entity.belongs is not None and not entity.belongs.bloc:
            entity.country = entity.belongs.country


def _sits(entity: Entity) -> bool:
    """Whether somebody judges a case in a court that is not told: "Judge Hill refused", "the judges want proof"."""
    if entity.belongs is not None or entity.organisation or entity.kind not in ("person", "unnamed"):
        return False
    if entity.role_key not in of_kind("bench") or entity.sector != "JUD":
        return False
    if entity.kind == "person":
        return entity.speaks == "organisation"
    return entity.name.lower().startswith("the ") and len(entity.name.split()) == 2  # Not "the five judges".


def _is_court(entity: Entity) -> bool:
    """Whether it is a court that only its kind or place tells: "a labour court", "a court in Lyon"."""
    if entity.kind != "unnamed" or entity.sector != "JUD" or entity.belongs is not None:
        return False
    words = entity.name.lower().split(" in ")[0].split()
    return words[-1:] in (["court"], ["courts"])


def national_office(role: str, home: str) -> str:
    """The country that alone has such an office; of several the article's own.

    Examples
    --------
    >>> national_office("chief cabinet secretary", "KOR"), national_office("finance minister", "KOR")
    ('JPN', '')
    """
    countries = national_offices().get(role, ())
    return home if home in countries else countries[0] if countries else ""


def _of_head(entity: Entity) -> str:
    """The country of the president, minister or envoy whose secretary or office it is."""
    head = entity.belongs
    return head.country if head is not None and head.kind == "person" and _of_state(head) else ""


def _is_homes(entity: Entity, home: Home) -> bool:
    """Whether what is told without a country is the article's own: police and courts are, others where one counts."""
    if home.guessed:
        return False
    local = entity.kind == "organisation" and entity.sector in LOCAL_SECTORS
    officer = entity.sector == "COP" and bool(entity.role_key)
    return officer or ((home.sure or local) and entity.kind != "unnamed")


def _of_country(entity: Entity) -> bool:
    """Whether a body is the state's by its kind: the Food Standards Agency, the Anti-Corruption Bureau."""
    if entity.kind == "unnamed" and not entity.speaks:
        if _is_court(entity):
            return bool(entity.country)
        return bool(entity.country) and entity.name.lower().split()[-1] in of_kind("public")  # "Jordanian authorities"
    named = entity.kind == "organisation" and bool(entity.country) and not (entity.bloc or entity.speaks)
    kind = entity.body.split()[-1:]
    known = entity.resolved_by == "gazetteer" and bool(entity.types & of_kind("overseer"))
    told = (known or bool({*kind} & of_kind("agency"))) and entity.sector == "GOV"
    return named and (told or entity.sector == "JUD") and entity.belongs is None and not is_of_part(entity)


def is_of_part(entity: Entity) -> bool:
    """Whether a body is by its name that of a part of a country, or of somebody: "Bavaria's authority" is Bavaria's."""
    owner = entity.name.replace("’", "'").rpartition("'s ")[0]
    entry = gazetteer().lookup(owner) if owner else None
    return bool(owner) and (entry is None or entry.kind == "place")


def _by_field(registry: Registry) -> set[int]:
    """Let bodies be the state's that do by their name what states do: a customs board, an Office for Nuclear Safety."""
    agencies: set[int] = set()
    # "The State Office" is a country's all the same.
    apart = of_kind("beyond a state") | of_kind("words of a town") | of_kind("territory") - {"state"}
    for entity in registry.entities:
        told = entity.kind == "organisation" and entity.resolved_by != "gazetteer" and not entity.bloc
        open_ = told and entity.belongs is None and entity.region is None and not is_of_part(entity)
        if open_ and of_field(entity) and apart.isdisjoint((*entity.keys, *entity.body.split())):
            entity.sector = entity.sector if entity.sector in STATE_SECTORS else "GOV"
            entity.speaks = "country"
            agencies.add(id(entity))
    return agencies


def of_field(entity: Entity) -> bool:
    """Whether a body does by its name what states do: a customs board, a Commission on Environmental Quality."""
    words = {*entity.keys, *entity.body.split()}
    return not (words.isdisjoint(of_kind("state head")) or words.isdisjoint(of_kind("state field")))


def _share(registry: Registry) -> None:
    """Let a government be of the country of its people: "the junta's leader", who is known."""
    for entity in registry.entities:
        group = entity.belongs
        if group is not None and entity.country and not group.country and group.speaks == "country":
            group.country = entity.country


def _acts_alone(text: Text, record: Record) -> bool:
    """Whether a mention is that of a country as a source or of its government, without another one beside it."""
    head = text.doc[record.head]
    alone = head.dep_ != "conj" and not any(c.dep_ == "conj" for c in head.rights)
    if not alone or len(record.entities) != 1 or record.possessive:
        return False
    entity = record.entities[0]
    if entity.kind == "country":
        # "Lisbon congratulated nobody."
        first = text.doc[record.head].sent.start_char == record.start
        return record.source or (head.dep_ == "nsubj" and (first or (head.head.dep_ == "ROOT" and not record.told)))
    return record.source and _of_state(entity) and not _abroad(entity)


def _opens(text: Text, record: Record) -> bool:
    """Whether a paragraph begins with what a country says: "Ankara's version is another one"."""
    if not record.possessive or len(record.entities) != 1 or record.entities[0].kind != "country":
        return False
    i, whose = text.word_at(record.start), text.doc[record.head].head
    # "Germany's Reinholt Werke" is a firm.
    return text.key(i - 1) in ("\n",) and whose.dep_ == "nsubj" and whose.pos_ != "PROPN"


def _abroad(entity: Entity) -> bool:
    """Whether somebody is an envoy, or an embassy."""
    entry = gazetteer().lookup(entity.role_key) if entity.role_key else None
    return (entry is not None and entry.body == "embassy") or entity.body == "embassy"


def _recalling(text: Text) -> str:
    """The country that does something with its own envoy: "Mali recalled its ambassador"."""
    for match in text.matches:
        token = text.word_token(match.last - 1)
        own = match.entry.kind == "role" and match.entry.body == "embassy" and token.dep_ == "dobj"
        if own and any(c.dep_ == "poss" and c.lower_ in ("its", "their") for c in token.lefts):
            subject = next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
            who = text.match_end.get(text.word_at(subject.idx) + 1) if subject is not None else None
            if who is not None and who.entry.country:
                return who.entry.country
    return ""


def _public(entity: Entity) -> bool:
    return bool(entity.role_key or entity.body or (entity.resolved_by == "gazetteer" and entity.kind == "organisation"))


def _of_state(entity: Entity) -> bool:
    return entity.speaks == "country" or (entity.speaks == "either" and entity.role_key in STATE_ROLES)


def _beside(text: Text, entity: Entity, places: Sequence[Match], starts: Sequence[int]) -> str:
    """The country of "in Seoul" before an office in its sentence, or of the state's agency that quotes it."""
    sentence = text.token(entity.first).sent
    k = bisect_left(starts, sentence.start_char)
    here = places[k] if k < len(places) and starts[k] < entity.first else None
    if here is not None and here.entry.kind in ("capital", "place") and text.key(here.first - 1) in ("in", "from"):
        return here.entry.country
    first, last = text.word_at(sentence.start_char), text.word_at(entity.first)
    for i in range(first, last):
        match = text.match_at.get(i)
        if match is not None and match.entry.kind == "media" and match.entry.country:
            country = match.entry.country
            if any(p.entry.country == country for p in places):
                return country
    return _setting(text, entity)


def _there(text: Text, entity: Entity, places: Sequence[Match], states: Sequence[tuple[int, Entity]]) -> str:
    """The country last named before "an official there", as a place or by what its government does."""
    end = entity.first + len(entity.name)
    if not text.text[entity.first : end + len(" there")].lower().endswith(" there"):
        return ""
    named = [(text.words[p.first].start, p.entry.country) for p in places] + [(at, e.country) for at, e in states]
    here = [n for n in named if n[0] < entity.first and n[1] and len(_BREAK.findall(text.text, n[0], entity.first)) < 2]
    return max(here, default=(0, ""))[1]


def _setting(text: Text, entity: Entity) -> str:
    """The country of the place with which a paragraph begins: "In Seoul the tone is sharper"."""
    begin = text.text.rfind("\n", 0, entity.first) + 1
    i = text.word_at(begin)
    place = text.match_at.get(i + 1) if text.key(i) == "in" else None
    return place.entry.country if place is not None and place.entry.kind in ("capital", "place") else ""


def _behind(text: Text, entity: Entity, places: Sequence[Match], starts: Sequence[int]) -> list[Match]:
    """The countries that the sentence of an office names as whole phrases after it."""
    sentence = text.token(entity.first).sent
    k, last = bisect_left(starts, entity.first), bisect_left(starts, sentence.end_char)
    objects = ("dobj", "pobj", "dative")
    # "told lawmakers in Kuala Lumpur" tells where a minister is, not whom it is about.
    told = (p for p in places[k:last] if p.entry.kind != "capital" or text.key(p.first - 1) != "in")
    return [p for p in told if text.head(p.first, p.last).dep_ in objects]


def _told_by(entity: Entity, tellers: Tellers) -> str:
    """The country of the state whose minister or envoy tells of an office: "Hill said the prime minister knew"."""
    for teller in tellers(entity.first):
        if teller is not entity and teller.country and (teller.kind == "country" or _of_state(teller)):
            return teller.country
    return ""


def _spoke(text: Text, entity: Entity, states: Sequence[tuple[int, Entity]], home: Home) -> str:
    """The country that spoke last in this paragraph: "Cairo objected".

    Without a dateline also the only one of the paragraph before.
    """
    k = bisect_left(states, entity.first, key=lambda s: s[0]) - 1
    before: set[str] = set()
    while k >= 0 and (apart := len(_BREAK.findall(text.text, states[k][0], entity.first))) <= (not home.dated):
        country = states[k][1].country if states[k][1] is not entity else ""
        if country and not apart:
            return country
        before |= {country} - {""}
        k -= 1
    return before.pop() if len(before) == 1 else ""


def in_place(text: Text, registry: Registry) -> None:
    """Let mayors and governors whose place is not told speak for that of their sentence, else of the dateline."""
    dateline = _DATELINE.match(text.text[:OPENING].lstrip())
    for entity in [e for e in registry.entities if e.role_key in LOCAL_ROLES and e.kind in ("person", "unnamed")]:
        if entity.belongs is not None or not entity.role:
            continue
        place = _place_before(text, entity) or _place_of(text, entity)
        if place is not None:
            _speak_for(registry, entity, text.quote(place.first, place.last), place.country)
            continue
        region = _region(text) if entity.role_key in REGION_ROLES else ""
        town = _town(text) if entity.role_key in TOWN_ROLES and dateline is None else ""
        if town:
            _speak_for(registry, entity, town, "")
        elif region or dateline is not None:
            told = dateline[1].title() if dateline and entity.role_key in TOWN_ROLES else region or states(dateline[2])
            _speak_for(registry, entity, told, "")


def _town(text: Text) -> str:
    """The first place whose own body an article names: "Hillford police", "Hillford City Council"."""
    for name in text.names:
        council = text.match_end.get(name.first - 1)
        place = name.body is None and name.kind != "person" and text.key(name.first - 1) in ("in", "of")
        if place and council is not None and council.entry.name in TOWN_BODIES:
            return text.quote(name.first, name.last)  # "the town council in Hillford"
        local = text.key(name.last) in TOWN_BODIES or f"{text.key(name.last)} {text.key(name.last + 1)}" in TOWN_BODIES
        open_ = name.body is None and (name.entry is None or name.entry.kind == "place")
        if open_ and local and not text.words[name.last - 1].possessive:
            return text.quote(name.first, name.last)
        words = text.quote(name.first, name.last)
        body = next((b for b in ("City Council", "Town Council", "Borough Council") if words.endswith(f" {b}")), "")
        if body and name.body is not None:
            return words.removesuffix(body).strip()
    return ""


def _region(text: Text) -> str:
    """The first region that an article names by what it is: "Benue State"."""
    regions = (n for n in text.names if text.key(n.last - 1) in REGIONS and n.last - n.first > 1)
    name = next((n for n in regions if n.kind != "person"), None)
    return text.quote(name.first, name.last) if name is not None else ""


def states(abbreviation: str) -> str:
    """A state's name for its abbreviation in a dateline; other words as they are.

    Examples
    --------
    >>> states("Calif"), states("Benue")
    ('California', 'Benue')
    """
    known = {row["abbreviation"]: row["name"] for row in rows("us_states.csv")}
    return known.get(abbreviation, abbreviation)


def _place_before(text: Text, entity: Entity) -> Name | None:
    """The name after "in" at the head of the sentence that introduces somebody: "In Lyon, Mayor Paul Roux"."""
    i = text.word_at(text.token(entity.first).sent.start_char)
    name = text.name_at.get(i + 1) if text.key(i) == "in" else None
    return name if name is not None and name.kind != "organisation" and text.words[i].start < entity.first else None


def _place_of(text: Text, entity: Entity) -> Name | None:
    """The place that is told of an office: "Mayor Ann Roy of Lyon", "the mayor of Lyon refused. The mayor, Ann Roy"."""
    own = text.name_at.get(text.word_at(entity.first))
    place = text.name_at.get(own.last + 1) if own is not None and text.key(own.last) == "of" else None
    if place is not None and place.kind in ("place", "unknown"):
        return place
    office = entity.role_key.split()[-1]
    for match in reversed(text.matches):
        if match.entry.kind != "role" or match.entry.plural or text.words[match.first].start >= entity.first:
            continue
        place = text.name_at.get(match.last + 1) if text.key(match.last) == "of" else None
        if match.entry.name.split()[-1] != office or place is None or place.kind not in ("place", "unknown"):
            continue
        # "The mayor of Lyon, Paul Roux" is another one.
        return None if place.last < len(text.words) - 1 and place.last + 1 in text.name_at else place
    return None


def _speak_for(registry: Registry, entity: Entity, place: str, country: str) -> None:
    keys = tuple(place.lower().split())
    entity.belongs = registry.organisation(keys, place, "organisation", len(place) + entity.first)
    entity.belongs.country = entity.belongs.country or country
    entity.speaks = "organisation"
