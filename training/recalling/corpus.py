"""The cases to learn from: a pronoun that speaks or is a target, and whom the gold says that it means."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from accordingto.actors import recalling, referring
from accordingto.actors.pronouns import pronouns
from accordingto.actors.reading import Reading
from accordingto.evaluation.cast import Cast
from accordingto.evaluation.gold import GoldRow, by_article, read_articles
from accordingto.evaluation.positions import read_positions
from accordingto.evaluation.speakers import read_actors, read_attributions
from accordingto.weighing import trait_weights, weigh

sys.path.append(str(Path(__file__).parents[1]))
from readings import reading_of


class Case(NamedTuple):
    """One pronoun with its candidates: the traits of each, which are right, which the package chooses."""

    article: str
    kind: str
    traits: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    chosen: int
    count: float = 1.0


class Seen(NamedTuple):
    """A pronoun as it was met: where, what, whom it may mean with their traits."""

    offset: int
    kind: str
    candidates: tuple[tuple[recalling.Meant, tuple[str, ...]], ...]


def read(folder: Path) -> list[Case]:
    """Collect the pronouns of every article that the gold has as sources."""
    articles = read_articles(folder, ".txt")
    texts = {a.article_id: a.text for a in articles}
    actors, spoken = by_article(read_actors(folder, texts)), read_attributions(folder, texts)
    wanted = _wanted(spoken, read_positions(folder, texts, spoken))
    cases: list[Case] = []
    for article in articles:
        reading, seen = _met(article.text)
        cast = _cast(article.article_id, reading, actors.get(article.article_id, []))
        cases += _cases(article.article_id, seen, wanted[article.article_id], cast)
    return cases


def _wanted(spoken: Sequence[GoldRow], stands: Sequence[GoldRow]) -> dict[str, dict[int, set[str]]]:
    """Whom the pronouns of each article mean, by where they begin: sources, and targets that are a pronoun alone."""
    found: dict[str, dict[int, set[str]]] = defaultdict(dict)
    for column, name, rows in (("source", "speaker", spoken), ("target", "target_name", stands)):
        for row in rows:
            if row[name] and row[column].split("@")[0].strip().lower() in pronouns():
                found[row["article"]] |= {start: set(row.names(name)) for start, _ in row.spans[column]}
    return found


def _met(text: str) -> tuple[Reading, list[Seen]]:
    """Read an article, and keep what is seen at each pronoun."""
    seen: list[Seen] = []
    known = recalling.referent

    def referent(discourse, i, *told):
        place = recalling.seen_from(discourse, i, *told)
        shown = (tuple(recalling.traits(place, key, rank)) for rank, key in enumerate(place.candidates))
        met = tuple(zip((meant for meant, _ in place.candidates.values()), shown, strict=True))
        seen.append(Seen(discourse.text.words[i].start, place.kind, met))
        return known(discourse, i, *told)

    referring.referent = referent
    try:
        return reading_of(text), seen
    finally:
        referring.referent = known


def _cast(article: str, reading: Reading, gold: Sequence[GoldRow]) -> tuple[Cast, dict[int, str]]:
    ids = reading.ids(article)
    actors = {
        i: {"name": a.name, "aliases": ";".join(a.aliases), "kind": a.kind} for i, a in reading.actors(ids).items()
    }
    return Cast(gold, actors), ids


def _cases(
    article: str, seen: Sequence[Seen], wanted: Mapping[int, set[str]], known: tuple[Cast, dict[int, str]]
) -> Iterator[Case]:
    (cast, ids), of = known, trait_weights("actors/recalling.csv")
    for pronoun in seen:
        if pronoun.offset in wanted and pronoun.candidates:
            traits = tuple(signs for _, signs in pronoun.candidates)
            right = tuple(
                {cast.who(ids[id(e)]) for e in meant if id(e) in ids} == wanted[pronoun.offset]
                for meant, _ in pronoun.candidates
            )
            scores = [weigh(of, signs) for signs in traits]
            yield Case(article, pronoun.kind, traits, right, scores.index(max(scores)))
