"""Whom somebody speaks for: a log-linear choice among everybody the article names.

The rules that read titles, appositions and settings propose an answer; it is one trait among others here. The weights
are in ``speaking.csv``, written by ``training/speaking``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from accordingto.actors.belonging import headed
from accordingto.actors.country import PLACED
from accordingto.actors.entities import Entity
from accordingto.actors.gazetteer import gazetteer, of_kind
from accordingto.actors.origins import by_name
from accordingto.actors.portrait import spoken_for
from accordingto.actors.surveying import (
    SPANS,
    STATES,
    TOWNS,
    Candidate,
    Key,
    Setting,
    is_local,
    is_strong,
    key_of,
    options,
)
from accordingto.actors.text import Text
from accordingto.actors.ties import Told, around
from accordingto.actors.voices import heard
from accordingto.actors.words import fold
from accordingto.weighing import trait_weights, weigh

SPEAKERS = ("person", "unnamed", "organisation", "group")
"""Kinds of actors that may speak for another."""

OFFICES = ("town head", "region head", "prosecutor", "advocate", "clerk", "head of state", "leader")
_PLAIN = frozenset(("the", "a", "an", "of", "for", "and", "in", "at", "on", "de", "to"))
_OWN = {"it": "its", "they": "its", "he": "his"}
_CUTS = (" of ", " for ", " at ", " from ", " in ", " who ", " close ", " with ", ",")
_TIMES = (1, 2, 4, 8)


def role_class(entity: Entity) -> str:
    """What sort of speaker somebody is, by office or by body."""
    if entity.kind == "organisation":
        told = "vague " * entity.vague + (entity.speaks or "no office")
        return f"organisation {entity.sector} {told}"
    if not entity.role_key:
        return f"{entity.kind} {entity.sector}"
    for kind in OFFICES:
        if entity.offices & of_kind(kind):
            return kind
    entry = gazetteer().lookup(entity.role_key)
    told = f"{entry.sector} {entry.speaks_for}" if entry is not None else entity.sector
    return f"{told}{' past' if entity.sector == 'ELI' else ''}"


def word_of(entity: Entity) -> str:
    """The word that tells most of what somebody is: the last of an office, of a description, of a body's name."""
    if entity.role_key:
        return entity.role_key.split()[-1]
    if entity.kind in ("organisation", "unnamed") and entity.body:
        return entity.body.split()[-1]
    if entity.kind in ("unnamed", "group", "organisation"):
        told = entity.name.lower()
        for cut in _CUTS:
            told = told.split(cut)[0]
        return told.split()[-1] if told.split() else ""
    return ""


@dataclass(slots=True)
class View:
    """What is looked at of one speaker while its candidates are weighed."""

    setting: Setting
    entity: Entity
    ties: dict[Key, list[str]]
    rule: Key
    first: int
    what: str
    seen: Told
    types: frozenset[str]
    strong: frozenset[Key]
    fits: frozenset[Key]
    general: tuple[str, ...]
    latest: dict[str, Key] = field(default_factory=dict)
    near: list[Key] = field(default_factory=list)
    beyond: Key = None
    opening: Key = None
    nearest: Key = None
    topics: tuple[tuple[str, Key], ...] = ()
    called: tuple[str, ...] = ()


def traits(setting: Setting, entity: Entity) -> dict[Key, list[str]]:
    """Name the traits of each candidate for whom an actor may speak; None is nobody, or itself.

    Parameters
    ----------
    setting : Setting
        From :func:`accordingto.actors.surveying.survey`.
    entity : Entity
        The actor.
    """
    view = _view(setting, entity)
    return {key: list(_of_nobody(view) if key is None else _of(view, key)) for key in view.ties}


def _view(setting: Setting, entity: Entity) -> View:
    found, ties, first = setting.candidates, options(setting, entity), setting.first(entity)
    types = frozenset(headed(entity.role_key))
    seen, what = around(setting.text, entity, setting.mention(entity)), role_class(entity)
    view = View(
        setting,
        entity,
        ties,
        setting.rules.get(id(entity)),
        first,
        what,
        seen,
        types,
        frozenset(k for k, how in ties.items() if k is not None and is_strong(how)),
        frozenset(k for k in ties if k is not None and _fits(found[k], types)),
        tuple(_general(entity, seen, what)),
    )
    group = entity.belongs
    view.beyond = key_of(spoken_for(group)) if group is not None and group is not entity else None
    view.opening = _opening(setting, first)
    k = bisect_left(setting.states, first, key=lambda s: s[0])
    view.nearest = setting.states[k - 1][1] if k else None
    view.topics = tuple(_topics(view))
    if entity.kind == "organisation":
        known = of_kind("overseer") | of_kind("state body") | of_kind("plain body")
        view.called = tuple(sorted(entity.types & known))[:3]
    _latest(view)
    return view


def _topics(view: View) -> Iterator[tuple[str, Key]]:
    """Whom the sentence before, this paragraph and the one before name first."""
    setting = view.setting
    places, text = setting.discourse.places, setting.text.text
    here = places.sentence(view.first)
    before = setting.by_sentence.get(here - 1, ())
    own = setting.by_sentence.get(here, ())
    yield "topic of sentence", next((k for _, _, k in before if k in view.ties), None)
    yield "first in sentence", next((k for b, _, k in own if b < view.first and k in view.ties), None)
    begin = text.rfind("\n", 0, view.first) + 1
    head = setting.by_sentence.get(places.sentence(begin + (text[begin : begin + 1] == "\n")), ())
    yield "topic of paragraph", next((k for b, _, k in head if begin <= b < view.first and k in view.ties), None)


def _general(entity: Entity, seen: Told, what: str) -> Iterator[str]:
    """What matters for every candidate: the words around somebody."""
    if seen.level:
        yield f"level={seen.level}"
    if seen.owner:
        yield f"owner={seen.owner}"
        yield f"owner={seen.owner} & {what}"
    if seen.described:
        yield "described"
    if seen.there:
        yield "there"
    if seen.leads:
        yield "leads"
        yield f"leads & {what}"
    if entity.kind == "organisation" and entity.name:
        yield f"tail={entity.name.split()[-1].lower()}"
    if entity.kind == "person" and not entity.role_key and seen.beside:
        yield f"beside={seen.beside}"


def _latest(view: View) -> None:
    """Find the body, acting body, country and acting country that an article has named last, and the bodies near."""
    places = view.setting.discourse.places
    here, paragraph = places.sentence(view.first), places.paragraph(view.first)
    best: dict[str, int] = {}
    for key in view.ties:
        c = view.setting.candidates.get(key)
        sort = _sort(c) if c is not None else ""
        if not sort or (k := bisect_left(c.places, (view.first,))) == 0:
            continue
        last = c.places[k - 1][0]
        acting = next((s for s, _, acts in reversed(c.places[max(0, k - 40) : k]) if acts), -1)
        for name, start in (
            (f"latest {sort}", last),
            (f"latest acting {sort}", acting),
            ("latest", last),
            ("latest acting", acting),
        ):
            if start > best.get(name, -1):
                best[name], view.latest[name] = start, key
        if sort == "body" and (here - places.sentence(last) <= 2 or places.paragraph(last) == paragraph):
            view.near.append(key)


def _sort(c: Candidate) -> str:
    if c.kind in STATES:
        return "state"
    if c.kind == "strange":
        return "strange"
    return "body" if c.kind == "noun" or (isinstance(c.answer, Entity) and c.answer.kind == "organisation") else ""


def _of_nobody(view: View) -> Iterator[str]:
    entity, what, rule = view.entity, view.what, view.rule
    strong, crowd = min(len(view.strong), 2), min(len(view.near), 2)
    yield from (f"nobody & {g}" for g in view.general)
    yield from (f"nobody & called={g}" for g in view.called)
    yield from ("nobody", f"nobody & {what}", f"nobody & word={word_of(entity)}", f"nobody & strong={strong}")
    yield f"nobody & {entity.kind} {'spoke' if entity.spoke >= 0 else 'silent'}"
    yield f"nobody & fits={min(len(view.fits), 1)} & {bool(view.types)}"
    if rule is None:
        yield from ("rule nobody", f"rule nobody & {what}", f"rule nobody & strong={strong}")
    else:
        yield f"not the rule & {view.setting.candidates[rule].kind} & {what}"
        yield f"not the rule & {'tied' if rule in view.strong else 'loose'}"
    if entity.plural:
        yield "nobody & plural"
    yield from (f"nobody & near={crowd}", f"nobody & near={crowd} & {what}")
    yield f"nobody & home={view.setting.shares.get(view.setting.home, 0) > 1} & {what}"


def _of(view: View, key: Key) -> Iterator[str]:
    c = view.setting.candidates[key]
    yield from (f"kind={c.kind}", f"{c.kind} & {view.what}", f"{c.kind} & word={word_of(view.entity)}")
    yield from (f"{c.kind} & {g}" for g in view.general)
    yield from (f"{c.kind} & called={g}" for g in view.called)
    yield from _of_rules(view, key, c)
    yield from _of_words(view, key, c)
    yield from _of_ties(view, key, c)
    yield from _of_state(view, key, c)
    yield from _of_places(view, key, c)


def _of_rules(view: View, key: Key, c: Candidate) -> Iterator[str]:
    """Whether the rules have chosen it, and what they have read for that."""
    entity, what = view.entity, view.what
    if key == view.rule:
        yield from ("rule", f"rule & {what}", f"rule & {c.kind}", f"rule & {what} & {c.kind}")
        yield f"rule & {'tied' if key in view.strong else 'loose'}"
    if key == key_of(entity.belongs):
        yield from ("belongs", f"belongs & {what}", f"belongs & {c.kind}")
        yield f"belongs & speaks={entity.speaks or 'nobody'} & {'office' if entity.role_key else 'none'}"
    if key == view.beyond:
        yield from ("beyond", f"beyond & {what}", f"beyond & {c.kind}")
    if entity.country and key == entity.country:
        yield from ("own country", f"own country & {what}")
    elif entity.country and c.kind in ("home", "country"):
        yield "other country"
    if entity.organisation and c.name == entity.organisation:
        yield "told as organisation"
    held = isinstance(c.answer, Entity) and entity.kind == "person" and bool(entity.role_key)
    if held and view.setting.holders[entity.role_key, key] > (view.rule == key):
        yield from ("held by another", f"held by another & {what}")


def _of_words(view: View, key: Key, c: Candidate) -> Iterator[str]:
    """Whether its name or kind is in the words that describe somebody."""
    entity = view.entity
    if isinstance(c.answer, (Entity, tuple)):
        more = (*c.answer.types, *c.answer.body.split()) if isinstance(c.answer, Entity) else ()
        own = {*fold(c.name).replace("-", " ").split(), *more}
        if (own & view.seen.words) - _PLAIN:
            yield from ("words shared", f"words shared & {entity.kind}", f"words shared & {c.kind}")
        if view.seen.described:
            yield f"described {'so' if view.seen.described in own else 'otherwise'}"
        body = isinstance(c.answer, Entity) and c.answer.kind == "organisation"
        if body and c.answer.body == "embassy":
            yield f"embassy & {view.what}"
        if body and entity.kind == "person" and entity.surname in own:
            yield from ("namesake", f"namesake & {view.what}")
    if key in view.fits:
        yield from ("fits", f"fits & {view.what}")
        if len(view.fits) == 1:
            yield "fits alone"
    elif view.types:
        yield "fits not"
    if c.sector and c.sector == entity.sector:
        yield f"same sector {c.sector}"
    if c.name and entity.kind != "person" and f" {c.name.lower()}" in f" {entity.name.lower()}":
        yield from ("in its name", f"in its name & {c.kind}")


def _of_ties(view: View, key: Key, c: Candidate) -> Iterator[str]:
    for how in view.ties[key]:
        yield from (f"tie={how}", f"tie={how} & {c.kind}", f"tie={how} & {view.what}")
    if key in view.strong:
        yield from ("tied", f"tied & {view.what}")
        if len(view.strong) == 1:
            yield "tied alone"
    elif view.strong:
        yield "another tied"
    if not view.ties[key]:
        yield from ("loose", f"loose & {view.what}")


def _of_state(view: View, key: Key, c: Candidate) -> Iterator[str]:
    """For whom the other officers of state speak, and which country the article is about."""
    setting, what = view.setting, view.what
    if c.kind in STATES:
        share = setting.shares.get(key, 0) - (view.rule == key)
        rest = len(setting.states) - (view.rule is not None)
        told = "none" if share <= 0 else "all" if share == rest else "most" if 2 * share > rest else "few"
        yield from (f"share={told}", f"share={told} & {what}")
        if key == view.nearest:
            yield from ("nearest state", f"nearest state & {what}")
        if key == view.opening:
            yield from ("opening", f"opening & {view.entity.kind}")
        if setting.countries[:1] == (key,):
            yield from ("named most", f"named most & {what}")
    if c.kind == "home":
        yield f"home & countries={len(setting.countries)}"
        yield f"home & {view.entity.kind} {'spoke' if view.entity.spoke >= 0 else 'silent'}"


def _of_places(view: View, key: Key, c: Candidate) -> Iterator[str]:
    """Where it is named: last, near, often, in the lead."""
    setting, entity, what, seen = view.setting, view.entity, view.what, view.seen
    owned = _OWN.get(seen.owner, "described" if seen.described else "")
    for name, chosen in view.latest.items():
        if key == chosen:
            yield from (name, f"{name} & {what}", f"{name} & {owned}")
    for name, chosen in view.topics:
        if key == chosen:
            yield from (name, f"{name} & {what}", f"{name} & {owned}", f"{name} & {c.kind}")
    if key in view.near:
        yield f"near among {min(len(view.near), 2)}"
        if len(view.near) == 1:
            yield from ("alone near", f"alone near & {what}")
    rank = min(setting.ranks.get(key, -1), 3)
    if rank >= 0:
        yield from (f"rank={rank}", f"rank={rank} & {entity.kind}")
    k = bisect_left(c.places, (view.first,))
    if k:
        yield from _of_last(view, *c.places[k - 1][::2], owned)
    elif c.places:
        places = setting.discourse.places
        gap = places.sentence(c.places[0][0]) - places.sentence(view.first)
        yield from ("only later", f"only later, {min(gap, 2)} on")
    else:
        yield "never"
    if c.places and c.places[0][0] < setting.lead:
        yield from ("lead", f"lead & {what}", f"lead & {c.kind}")
    if c.kind in TOWNS and is_local(entity):
        placed = _placed(setting.text, c)
        yield from (f"placed={placed}", f"placed={placed} & {what}", f"placed={placed} & {c.kind}")
        yield from (f"town rank={setting.towns.index(key) if key in setting.towns else 4}", f"town & {c.kind}")
    yield f"times={min(bisect_right(_TIMES, len(c.places)), 4)}"


def _placed(text: Text, c: Candidate) -> bool:
    """Whether a text tells somewhere that something is there: "in Hillford", "the Hillford council"."""
    if c.kind == "region":
        return True
    for start, end, _ in c.places[:SPANS]:
        last = text.word_at(end)
        if text.key(text.word_at(start) - 1) in PLACED or text.key(last) in of_kind("of a town"):
            return True
    return False


def _of_last(view: View, start: int, acts: bool, owned: str) -> Iterator[str]:
    """How far back it was named last, and whether it acted there."""
    places, entity = view.setting.discourse.places, view.entity
    gap = places.sentence(view.first) - places.sentence(start)
    near = ("same sentence" if gap == 0 else f"{min(gap, 4)} back") + ", acts" * acts
    yield from (f"near={near}", f"near={near} & {entity.kind} & {bool(entity.role_key)}")
    if owned or view.seen.there:
        yield f"near={near} & {owned or 'there'}"
    apart = places.paragraph(view.first) - places.paragraph(start)
    yield f"paragraphs={min(apart, 3)}"
    if acts and apart == 0:
        yield f"acts here & {view.what}"


def _opening(setting: Setting, offset: int) -> Key:
    """The place with which a paragraph begins: "In Cairo the tone was sharper"."""
    text = setting.text
    i = text.word_at(text.text.rfind("\n", 0, offset) + 1)
    if text.key(i) not in ("in", "at") or i + 1 >= len(text.words):
        return None
    start = text.words[i + 1].start
    named = setting.by_sentence.get(setting.discourse.places.sentence(start), ())
    return next((key for begin, _, key in named[:4] if begin == start), None)


def _fits(c: Candidate, types: frozenset[str]) -> bool:
    """Whether a candidate is a body that has such an office."""
    if c.kind == "noun":
        return c.answer[-1] in types if isinstance(c.answer, tuple) else False
    if not types or not isinstance(c.answer, Entity):
        return False
    body = c.answer.body
    return not types.isdisjoint((body, body.split()[-1]) if body else c.answer.types)


def is_told(setting: Setting, entity: Entity, rule: Key, signs: Iterable[str]) -> bool:
    """Whether its own words name the state that the rules give: "the Danish minister", "President Otieno's office"."""
    head = entity.belongs if entity.belongs is not None and entity.belongs.kind == "person" else None
    office = head is not None and (entity.kind == "organisation" or head.role_key in of_kind("head of state"))
    named = (entity.national or _is_listed(setting, entity)) and rule == entity.country
    return rule is not None and setting.candidates[rule].kind in STATES and (office or named or "tied" in signs)


def _is_listed(setting: Setting, entity: Entity) -> bool:
    """Whether it is a body of a state by the lists: NASA, or the Charity Commission where Britain is named as well."""
    listed = entity.kind == "organisation" and entity.resolved_by == "gazetteer" and entity.speaks == "country"
    own = setting.candidates.get(entity.country)
    return listed and (len(entity.keys) == 1 or (own is not None and bool(own.places)))


def _namesake(setting: Setting, entity: Entity, key: Key) -> bool:
    """Whether a candidate is the like body of a state: a land's data protection authority is not the country's."""
    other = setting.candidates[key].answer if key is not None else None
    body = isinstance(other, Entity) and other.speaks == "country" and other.body
    return bool(body) and body == entity.body


def is_known(entity: Entity, rule: Key) -> bool:
    """Whether a person is known to govern the state that the rules give: a public figure, or in the user's own list."""
    if rule is None or rule != entity.country:
        return False
    row = gazetteer().figures.get(entity.keys)
    return entity.resolved_by == "people" or (row is not None and row["country"] == rule and row["sector"] == "GOV")


def decide(setting: Setting, entities: Iterable[Entity]) -> Iterator[tuple[Entity, Candidate | None]]:
    """Yield for each speaker whom it speaks for.

    Parameters
    ----------
    setting : Setting
        From :func:`accordingto.actors.surveying.survey`.
    entities : iterable of Entity
        The actors of an article.
    """
    of = trait_weights("actors/speaking.csv")
    for entity in entities:
        if entity.kind in SPEAKERS and entity.mentions:
            told = {k: signs for k, signs in traits(setting, entity).items() if not _namesake(setting, entity, k)}
            rule = setting.rules.get(id(entity))
            if rule in told and (is_told(setting, entity, rule, told[rule]) or is_known(entity, rule)):
                yield entity, setting.candidates[rule]
                continue
            scores = by_name(setting, entity, {key: weigh(of, told[key]) for key in told})
            scores = heard(setting, entity, scores, told)
            best = max(scores, key=scores.__getitem__)
            yield entity, None if best is None else setting.candidates[best]
