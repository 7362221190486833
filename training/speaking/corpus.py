"""The cases to learn from: an actor, for whom it may speak, and for whom the gold says that it does."""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from accordingto.actors import speaking, surveying
from accordingto.actors.entities import Entity
from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.reading import Reading
from accordingto.evaluation.bodies import same_body
from accordingto.evaluation.cast import Cast, called, plain
from accordingto.evaluation.gold import GoldRow, by_article, read_articles
from accordingto.evaluation.speakers import read_actors

sys.path.append(str(Path(__file__).parents[1]))
from readings import reading_of


class Case(NamedTuple):
    """One actor with its candidates: the traits of each, which are right, which the rules chose."""

    article: str
    actor: str
    count: float
    told: bool
    traits: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    rule: int
    names: tuple[str, ...]


def read(folders: Sequence[Path], earlier: bool) -> list[Case]:
    """Collect the cases of every article, with what the rules say now or said before they knew the article."""
    before = _earlier() if earlier else None
    cases: list[Case] = []
    for folder in folders:
        articles = read_articles(folder, ".txt")
        rows = by_article(read_actors(folder, {a.article_id: a.text for a in articles}))
        for article in articles:
            if before is None or article.article_id in before:
                reading = reading_of(article.text)
                told = before[article.article_id] if before is not None else None
                cases += _cases(article.article_id, reading, rows.get(article.article_id, []), told)
    return cases


FIRMS = (
    "Harbour City Ferries",
    "Quorvane",
    "Veldrin Seeds",
    "Lyle & Penrose",
    "the Coffee Growers’ Association",
    "the Guild of Bakers",
    "Northern Lights Aluminium",
    "Coastal Watch",
    "the Dockers’ Union",
    "Tidewater",
)
COUNTRIES = ("Norway", "Ghana", "Peru", "Kenya", "Latvia", "Japan", "Morocco", "Chile", "Malaysia", "Austria")
PEOPLE = ("Ann Hill", "Paul Roy", "Maria Silva", "Jonas Berg", "Sofia Lund", "Peter Moss", "Clara Vogt", "David Ames")
LEADS = (
    "{home} is split over new rules for its ports. {other} backed them on Sunday.",
    "The new rules for ports in {home} will come into force in May, {other} said on Sunday.",
    "OPEN LETTERS and angry calls: since Sunday {other} has heard little else in {home}.",
)
KNOWN = 0.2
"""How much a case counts with what the rules say of an article they were written on."""
SHARE = 0.15
"""How much a saying counts that was written for the purpose."""


def sayings() -> list[Case]:
    """Short articles written for the purpose: a lead with another body and country, and one of ``sayings.tsv``."""
    cases: list[Case] = []
    lines = (Path(__file__).parent / "sayings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for k, line in enumerate(lines):
        text, whom = line.split("\t")
        for n in range(4):
            place = 7 * k + 3 * n
            x, other = FIRMS[place % len(FIRMS)], FIRMS[(place + 1 + n) % len(FIRMS)]
            c, home = COUNTRIES[place % len(COUNTRIES)], COUNTRIES[(place + 2 + n) % len(COUNTRIES)]
            p = PEOPLE[(k + n) % len(PEOPLE)]
            names = {"x": x, "c": c, "p": p}
            said = text.format(**names)
            lead = LEADS[(k + n) % len(LEADS)].format(home=home, other=other)
            reading = reading_of(f"{lead[0].upper()}{lead[1:]}\n{said[0].upper()}{said[1:]}")
            cases += _told(f"sayings-{k}", reading, p, names.get(whom, "").removeprefix("the "))
    return cases


def _told(article: str, reading: Reading, person: str, whom: str) -> Iterator[Case]:
    setting = surveying.survey(reading.text, reading.registry, reading.discourse, reading.sources())
    for entity in reading.registry.entities:
        if entity.name == person and entity.mentions:
            told = speaking.traits(setting, entity)
            names = tuple("" if k is None else _called(setting.candidates[k]) for k in told)
            right = tuple(name == whom for name in names)
            rule = setting.rules.get(id(entity))
            chosen = list(told).index(rule) if rule in told else 0
            yield Case(article, person, SHARE, bool(whom), tuple(map(tuple, told.values())), right, chosen, names)


def _called(c: surveying.Candidate) -> str:
    return gazetteer().countries[c.answer] if isinstance(c.answer, str) else c.name


def _earlier() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    with (Path(__file__).parent / "earlier.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["article"], {})[row["actor"]] = row
    return found


def _cases(article: str, reading: Reading, gold: Sequence[GoldRow], earlier: Mapping | None) -> Iterator[Case]:
    for known in weighed(article, reading, gold, earlier):
        keys, found = list(known.traits), known.setting.candidates
        chosen = known.setting.rules.get(id(known.entity))
        yield Case(
            article,
            known.who,
            KNOWN if earlier is None else 1.0,
            bool(known.wanted),
            tuple(map(tuple, known.traits.values())),
            tuple(known.right.values()),
            keys.index(chosen) if chosen in keys else 0,
            tuple("" if k is None else found[k].name or str(k) for k in keys),
        )


class Weighed(NamedTuple):
    """An actor of the gold as the extraction finds it: the traits of its candidates, and which of them are right."""

    entity: Entity
    setting: surveying.Setting
    who: str
    wanted: str
    traits: Mapping[surveying.Key, list[str]]
    right: Mapping[surveying.Key, bool]


def weighed(article: str, reading: Reading, gold: Sequence[GoldRow], earlier: Mapping | None) -> Iterator[Weighed]:
    """Weigh the actors of an article that the gold has, with what the rules say now or said earlier."""
    rule = surveying.spoken_for
    if earlier is not None:
        answers = _as_before(reading, earlier)
        surveying.spoken_for = speaking.spoken_for = lambda e: answers[id(e)] if id(e) in answers else rule(e)
    try:
        setting = surveying.survey(reading.text, reading.registry, reading.discourse, reading.sources())
        speakers = [e for e in reading.registry.entities if e.kind in speaking.SPEAKERS and e.mentions]
        traits = {id(e): speaking.traits(setting, e) for e in speakers}
    finally:
        surveying.spoken_for = speaking.spoken_for = rule
    ids = reading.ids(article)
    actors = {
        i: {"name": a.name, "aliases": ";".join(a.aliases), "kind": a.kind} for i, a in reading.actors(ids).items()
    }
    cast, rows = Cast(gold, actors), {row["name"]: row for row in gold}
    for entity in speakers:
        who = cast.who(ids[id(entity)])
        if not who:
            continue
        wanted, told = rows[who]["speaks_for"], traits[id(entity)]
        right = {
            key: bool(wanted) and _names(wanted, setting.candidates[key], ids, actors, cast)
            if key is not None
            else wanted in ("", who) or _is(wanted, entity, ids, actors, cast)
            for key in told
        }
        yield Weighed(entity, setting, who, wanted, told, right)


def _as_before(reading: Reading, earlier: Mapping) -> dict[int, Entity | str | None]:
    """Give the actors what the rules said of them earlier; return whom they let them speak for."""
    named: dict[str, Entity] = {}
    for entity in reading.registry.entities:
        named.setdefault(entity.name, entity)
    answers: dict[int, Entity | str | None] = {}
    for entity in reading.registry.entities:
        row = earlier.get(entity.name)
        if row is None or not entity.mentions:
            continue
        entity.belongs, entity.country = named.get(row["belongs"]), row["country"]
        answer = row["answer"]
        if not answer:
            answers[id(entity)] = None
        elif answer in gazetteer().countries:
            answers[id(entity)] = answer
        elif answer in named:
            answers[id(entity)] = named[answer]
    return answers


def _names(wanted: str, c: surveying.Candidate, ids: Mapping, actors: Mapping, cast: Cast) -> bool:
    """Whether a candidate is what the gold names."""
    if isinstance(c.answer, Entity):
        # An agency and its state are one, as they are where this is measured.
        who = cast.who(ids.get(id(c.answer), ""))
        beyond = bool(who) and (wanted == cast.beyond.get(who) or who == cast.beyond.get(wanted))
        return beyond or _is(wanted, c.answer, ids, actors, cast)
    if isinstance(c.answer, str):
        return any(_is_country(name, c.answer, cast) for name in (wanted, cast.beyond.get(wanted, "")) if name)
    return plain(c.name) == plain(wanted)


def _is_country(name: str, country: str, cast: Cast) -> bool:
    entry = gazetteer().lookup(name)
    known = entry is not None and entry.kind == "country" and entry.country == country
    return known or cast.who(f"country:{country}") == name


def _is(wanted: str, entity: Entity, ids: Mapping, actors: Mapping, cast: Cast) -> bool:
    actor = actors.get(ids.get(id(entity), ""), {"name": entity.name, "aliases": "", "kind": entity.kind})
    name, aliases = called(actor)
    who = cast.who(ids.get(id(entity), ""))
    if plain(wanted) in (name, *aliases) or who == wanted:
        return True
    return not who and entity.kind not in ("person", "unnamed") and same_body(wanted, actor)
