"""Everybody for whom somebody in an article may speak, where they are named, and what ties them to a speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from accordingto.actors.belonging import headed
from accordingto.actors.country import home_of
from accordingto.actors.discourse import Discourse
from accordingto.actors.entities import Entity, Registry
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.home import LOCAL_ROLES, REGION_ROLES, is_of_part
from accordingto.actors.nameless import Place, bodies, towns
from accordingto.actors.portrait import binds, spoken_for
from accordingto.actors.pronouns import pronouns
from accordingto.actors.regions import Division, told
from accordingto.actors.text import Text
from accordingto.actors.ties import tie
from accordingto.actors.words import fold

Answer = Entity | str | Division | tuple[str, ...]
"""An actor, a country, a part of a country, or a name that is no actor yet, by its words."""

Span = tuple[int, int]
Key = object
"""What candidates are told apart by; None is nobody, or a body itself."""

SPANS = 6
"""Mentions of somebody that are looked at."""

NEAR = 24
"""Names before and behind somebody that are looked at in one sentence."""

TIES = 4
"""Ways in which a candidate is tied to somebody that are told."""

STRONG = (
    *("in ", "behind of", "behind for", "behind at", "behind from", "behind with"),
    *("before own", "before next", "before office"),
)
"""What ties of an affiliation begin with."""

OBJECT = "behind next, verb"
"""The tie to whom somebody thanks, blames or meets."""

NAMED = ("country", "capital", "demonym", "place", "metonym", "national")
PRIVATE = ("BUS", "NGO", "LAB", "SPO", "MED", "EDU", "JRN", "AGR", "REL")
"""Sectors of bodies for whom no officer of a state or town speaks that is only near them."""
ARMED = ("COP", "MIL")
STATES = ("home", "country", "region")
TOWNS = ("place", "name", "body", "region", "town", "strange", "noun")
"""Kinds of candidates that a town may be taken for."""


@dataclass(slots=True)
class Candidate:
    """Somebody for whom others may speak, with the places that name it: begin, end, whether it acts or speaks there."""

    answer: Answer
    kind: str
    sector: str = ""
    name: str = ""
    places: list[tuple[int, int, bool]] = field(default_factory=list)


@dataclass(slots=True)
class Setting:
    """What is known of an article.

    ``rules`` is whom the rules give to whom, ``states`` the same of those who speak for a state, by place; ``holders``
    counts who holds an office of a body; ``ranks`` orders the bodies by how often they are named.
    """

    text: Text
    discourse: Discourse
    home: str = ""
    lead: int = 0
    candidates: dict[Key, Candidate] = field(default_factory=dict)
    rules: dict[int, Key] = field(default_factory=dict)
    spans: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    by_sentence: dict[int, list[tuple[int, int, Key]]] = field(default_factory=lambda: defaultdict(list))
    holders: Counter = field(default_factory=Counter)
    ranks: dict[Key, int] = field(default_factory=dict)
    by_type: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    countries: tuple[str, ...] = ()
    states: list[tuple[int, Key]] = field(default_factory=list)
    shares: Counter = field(default_factory=Counter)
    towns: tuple[Key, ...] = ()

    def of(self, answer: Answer, kind: str = "") -> Candidate:
        """The candidate that somebody is, made when new."""
        key = key_of(answer)
        known = self.candidates.get(key)
        if known is None:
            if isinstance(answer, Entity):
                known = Candidate(answer, kind or _kind(answer), answer.sector, answer.name)
            elif isinstance(answer, str):
                known = Candidate(answer, "home" if answer == self.home else "country", "GOV")
            else:
                known = Candidate(answer, kind, "GOV" if kind == "region" else "")
            self.candidates[key] = known
        return known

    def mentions(self, entity: Entity) -> list[Span]:
        """The first mentions of somebody by more than a pronoun."""
        return self.spans.get(id(entity), [])[:SPANS]

    def mention(self, entity: Entity) -> Span:
        """The mention that tells most: the first of a person, the longest of all others."""
        own = self.mentions(entity) or [(entity.first, entity.first)]
        return own[0] if entity.kind == "person" else max(own, key=lambda span: span[1] - span[0])

    def first(self, entity: Entity) -> int:
        """Where somebody is mentioned first."""
        own = self.spans.get(id(entity))
        return own[0][0] if own else entity.first


def key_of(answer: Answer | None) -> Key:
    """What a candidate is told apart by."""
    return id(answer) if isinstance(answer, Entity) else answer


def survey(text: Text, registry: Registry, discourse: Discourse, sources: Iterable) -> Setting:
    """Gather everybody for whom somebody may speak, and where they are named.

    Parameters
    ----------
    text : Text
        With its names.
    registry : Registry
        Its actors, with what the rules have found.
    discourse : Discourse
        Who was mentioned where.
    sources : iterable
        Source spans with whom they stand for.
    """
    end = text.text.find("\n", text.text.find(".") + 1)
    setting = Setting(text, discourse, home_of(text).country, end if end >= 0 else len(text.text))
    recorded = _actors(setting)
    for span, meant, _ in sources:
        if len(meant) == 1 and meant[0].kind != "person" and span not in setting.spans[id(meant[0])][:SPANS]:
            setting.spans[id(meant[0])].append(span)
    _places(setting, registry, recorded)
    _rules(setting, registry)
    for key, c in setting.candidates.items():
        # A town's place may be told twice, as its own and as a council's.
        c.places = sorted(set(c.places))
        for start, end, _ in c.places:
            setting.by_sentence[discourse.places.sentence(start)].append((start, end, key))
    for named in setting.by_sentence.values():
        named.sort(key=lambda n: n[:2])
    _order(setting)
    return setting


def _actors(setting: Setting) -> set[int]:
    """Take in the mentions of actors; return where they begin."""
    recorded: set[int] = set()
    for record in setting.discourse.records:
        if setting.text.text[record.start : record.end].lower() in pronouns():
            continue
        recorded.add(record.start)
        acts = (record.subject or record.source) and not record.possessive
        for entity in record.entities:
            if len(record.entities) == 1:
                setting.spans[id(entity)].append((record.start, record.end))
            if entity.kind != "country" and not (entity.plural and entity.kind == "unnamed"):
                setting.of(entity).places.append((record.start, record.end, acts))
    return recorded


def _places(setting: Setting, registry: Registry, recorded: set[int]) -> None:
    """Take in countries, their parts, and names that are no actors: of a town, of a firm named once."""
    text, named = setting.text, Counter[str]()
    for match in text.matches:
        if match.entry.country and match.entry.kind in NAMED:
            named[match.entry.country] += 1
            acts = match.entry.kind in ("country", "capital")
            acts = acts and text.word_token(match.last - 1).dep_ in ("nsubj", "nsubjpass")
            place = (text.words[match.first].start, text.words[match.last - 1].end, acts)
            setting.of(match.entry.country).places.append(place)
    setting.countries = tuple(sorted(named, key=lambda c: (-named[c], c))[:3])
    parts: set[int] = set()
    for first, last, division, _ in told(text):
        region = registry.exact((*(fold(w) for w in division.name.split()), "region"))
        c = setting.of(region or division, "region")
        c.name = division.name
        c.places.append((text.words[first].start, text.words[last - 1].end, False))
        parts.add(text.words[first].start)
    for name in text.names:
        start = text.words[name.first].start
        if start in recorded or start in parts or name.country or (name.kind == "person" and name.titled):
            continue
        keys = text.keys(name.first, name.last)
        entity = registry.exact(keys)
        c = setting.of(entity or keys, "" if entity is not None else "place" if name.kind == "place" else "name")
        c.name = c.name or text.quote(name.first, name.last)
        c.places.append((start, text.words[name.last - 1].end, False))
    spots = sorted(recorded)
    for place in bodies(text):
        k = bisect_left(spots, place[2])
        if k == len(spots) or spots[k] >= place[3]:
            _name(setting, registry, place, "noun")
    if any(e.mentions and is_local(e) for e in registry.entities):
        for place in towns(text):
            _name(setting, registry, place, "town")


def _name(setting: Setting, registry: Registry, place: Place, kind: str) -> None:
    """Take in a town, or a body called by what it is, where a text names it."""
    keys, name, start, end = place
    c = setting.of(registry.exact(keys) or keys, kind)
    c.name = c.name or name
    c.places.append((start, end, False))


def _rules(setting: Setting, registry: Registry) -> None:
    """Take in whom the rules have found."""
    for entity in registry.entities:
        if not entity.mentions:
            continue
        whom = spoken_for(entity)
        setting.rules[id(entity)] = key_of(whom)
        for other in (whom, entity.country or None, entity.belongs):
            if other is not None:
                setting.of(other)
        if whom is not None and setting.of(whom).kind in STATES:
            setting.states.append((entity.first, key_of(whom)))
        if entity.kind == "person" and entity.role_key:
            setting.holders[entity.role_key, key_of(whom)] += 1
    if setting.home:
        setting.of(setting.home)


def _order(setting: Setting) -> None:
    """Order bodies, towns and states by how often and where they are named."""
    found = setting.candidates

    def often(key: Key) -> tuple[int, int]:
        return -len(found[key].places), found[key].places[0][0] if found[key].places else len(setting.text.text)

    bodies = sorted((k for k, c in found.items() if _is_body(c)), key=often)
    setting.ranks = {key: n for n, key in enumerate(bodies)}
    for key in bodies:
        for sort in found[key].answer.types:
            setting.by_type[sort].append(key)
    for key, c in found.items():
        if c.kind == "noun":
            setting.by_type[key[-1]].append(key)
    setting.towns = tuple(sorted((k for k, c in found.items() if c.places and c.kind in TOWNS), key=often)[:4])
    setting.states.sort(key=lambda s: s[0])
    setting.shares = Counter(key for _, key in setting.states)


def _is_body(c: Candidate) -> bool:
    return isinstance(c.answer, Entity) and c.answer.kind == "organisation"


def _is_strange(entity: Entity) -> bool:
    """Whether a name that is taken for a person's may be a firm's or a town's: no office, no title, no given name."""
    return not (entity.role_key or entity.gender or entity.belongs or entity.keys[0] in gazetteer().genders)


def _kind(entity: Entity) -> str:
    """What sort of candidate an actor is."""
    if entity.region is entity:
        return "region"
    if entity.kind == "person" and _is_strange(entity):
        return "strange"
    if entity.kind != "organisation":
        return entity.kind
    if entity.speaks == "country":
        return "state body"
    if entity.bloc:
        return "bloc"
    return " ".join(filter(None, ("body", entity.sector, "unnamed" * entity.vague)))


def options(setting: Setting, entity: Entity) -> dict[Key, list[str]]:
    """For each candidate of a speaker the ways in which the text ties them; nobody is None."""
    rule, kept = setting.rules.get(id(entity)), {None: [], **_options(setting, entity)}
    court = entity.sector == "JUD" and entity.speaks == "country" and not entity.role_key
    if isinstance(rule, str) and (court or (entity.kind == "organisation" and entity.body in of_kind("government"))):
        del kept[None]  # A government or court is always that of a state.
    return {k: h for k, h in kept.items() if k in (rule, None) or (k != id(entity) and _may(setting, entity, k, h))}


def _may(setting: Setting, entity: Entity, key: Key, ties: list[str]) -> bool:
    """Whether somebody may speak for a candidate that no rule gives.

    A university's people speak for themselves; a president is not of the country that he thanks, nor Bavaria's
    authority one of the whole country.
    """
    c, rule = setting.candidates[key], setting.rules.get(id(entity))
    if c.kind == "strange":
        return bool(entity.role_key) or entity.kind != "person"
    if isinstance(c.answer, Entity) and c.answer.kind == "person" and entity.kind != "person":
        # "Her office", "Hill's lawyers".
        return key == key_of(entity.belongs) or _is_staff(entity)
    if isinstance(c.answer, Entity) and c.answer.kind == "person":
        # One leader does not speak for the other.
        return not entity.offices.isdisjoint(of_kind("advocate") | of_kind("aide"))
    if c.kind in STATES:
        other = rule in setting.candidates and setting.candidates[rule].kind in STATES
        part = rule is None and entity.kind == "organisation" and is_of_part(entity)
        return not part and not (other and OBJECT in ties)
    if _is_body(c) and key != key_of(entity.belongs) and not is_strong(ties) and _of_a_state(entity, c.answer, rule):
        return False
    if c.sector in PRIVATE and (entity.speaks == "country" or entity.role_key in LOCAL_ROLES) and not is_strong(ties):
        return False
    return entity.kind != "person" or bool(entity.role_key) or not isinstance(c.answer, Entity) or binds(c.answer)


def _of_a_state(entity: Entity, body: Entity, rule: Key) -> bool:
    """Whether somebody is known to speak for a state: its ministry is not of another one's, its governor of no club."""
    if not isinstance(rule, str):
        return False
    if body.speaks == "country":
        if entity.offices & of_kind("head of state"):
            return True  # A prime minister is of no ministry.
        return entity.kind == "organisation" and entity.speaks == "country" and body.country != rule
    sent = entity.sector in ARMED or entity.role_key in REGION_ROLES
    return sent and not body.speaks and body.sector not in ("GOV", "EDU")


def _is_staff(entity: Entity) -> bool:
    """Whether somebody nameless is of somebody's people: "Hill's office", "a lawyer for the driver"."""
    words = {*entity.role_key.split()[-1:], *fold(entity.name).replace("'s", "").split()}
    return not words.isdisjoint(of_kind("staff"))


def _options(setting: Setting, entity: Entity) -> dict[Key, list[str]]:
    places, found = setting.discourse.places, setting.candidates
    rule, group = setting.rules.get(id(entity)), key_of(entity.belongs)
    ties: dict[Key, list[str]] = {}
    for key in (rule, group, entity.country, setting.home, *setting.countries):
        if key in found:
            ties.setdefault(key, [])
    for span in setting.mentions(entity):
        for start, end, key in _beside(setting, span):
            known = ties.setdefault(key, [])
            if len(known) < TIES and key != id(entity):
                how = tie(setting.text, span, (start, end))
                if how not in known:
                    known.append(how)
    for key, how in list(ties.items()):
        # The minister's spokesman: whom the minister speaks for.
        if found[key].kind in ("person", "unnamed") and (key == group or is_strong(how)):
            whom = setting.rules.get(key)
            if whom in found and whom is not None:
                ties.setdefault(whom, []).append("through a person")
    here = places.sentence(setting.first(entity))
    for sentence in (*range(here - 3, here), here + 1):
        for _, _, key in setting.by_sentence.get(sentence, ())[-NEAR:]:
            if found[key].kind not in ("person", "name", "place", "unnamed", "group", "town"):
                ties.setdefault(key, [])
    leading = islice(setting.ranks, 3)
    sorts = dict.fromkeys((*headed(entity.role_key), *fold(entity.role).split()))
    typed = (key for sort in sorts for key in setting.by_type.get(sort, ())[:SPANS])
    for key in (*leading, *typed, *(setting.towns if is_local(entity) else ())):
        ties.setdefault(key, [])
    return ties


def is_strong(ties: Iterable[str]) -> bool:
    """Whether one of the ties tells an affiliation: "of Acme", "Acme's", "who leads Acme"."""
    return any(how.startswith(STRONG) or ", leads" in how for how in ties)


def _beside(setting: Setting, span: Span) -> Iterator[tuple[int, int, Key]]:
    """The names nearest to a mention in its sentence."""
    named = setting.by_sentence.get(setting.discourse.places.sentence(span[0]), ())
    k = bisect_left(named, span[0], key=lambda n: n[0])
    yield from named[max(0, k - NEAR) : k + NEAR]


def is_local(entity: Entity) -> bool:
    """Whether somebody is of a town: a mayor, a city treasurer, a town council."""
    words = {entity.role_key, *fold(entity.role).split()}
    if entity.kind != "person":
        words |= {*entity.role_key.split(), *fold(entity.name).split()}
    return not words.isdisjoint(of_kind("town head") | of_kind("words of a town"))
