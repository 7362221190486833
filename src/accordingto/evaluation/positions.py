"""Where each actor stands: positions against gold that names the actors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from accordingto.actors.gazetteer import gazetteer
from accordingto.evaluation.attributions import WordIndex, dice, overlap
from accordingto.evaluation.bodies import same_body
from accordingto.evaluation.cast import Cast, actors_by_id, called, plain
from accordingto.evaluation.gold import (
    Errors,
    GoldRow,
    by_article,
    extract,
    match,
    read_articles,
    read_rows,
    write_rows,
)
from accordingto.evaluation.scores import Evaluation, Score, micro
from accordingto.evaluation.speakers import check_names, read_actors, read_attributions
from accordingto.schemas import COMMITMENTS, STANCE_ACTS
from accordingto.spans import parse_spans
from accordingto.tables import Tables

COLUMNS = (
    "article",
    "id",
    "paragraph",
    "actor",
    "speaks_for",
    "act",
    "polarity",
    "target",
    "target_name",
    "attribution",
    "evidence",
)
PREDICTED = ("article", "gold_id", "position_id", "actor", "found_actor", "act", "found_act", "target_right")
_WORD = re.compile(r"\w+")


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Run the package on the articles and compare its positions.

    Parameters
    ----------
    gold : path
        A folder with ``*.txt``, ``positions.tsv``, ``attributions.tsv`` and ``actors.tsv``.
    out : path, optional
        Where to write which row was paired with which: CSV.

    Returns
    -------
    Evaluation
        A row is found where a third of the evidence's words are shared or the cue is the same; of
        several such rows the one of the same actor, then of the same act, is preferred.
    """
    articles = read_articles(gold, ".txt")
    texts = {a.article_id: a.text for a in articles}
    actors, attributions = read_actors(gold, texts), read_attributions(gold, texts)
    rows = read_positions(gold, texts, attributions)
    check_names(rows, actors, "actor")
    check_names(rows, actors, "target_name")
    return score(texts, rows, attributions, actors, extract(articles), out)


def read_positions(folder: Path, texts: Mapping[str, str], attributions: Sequence[GoldRow]) -> list[GoldRow]:
    """Read ``positions.tsv``; an attribution that is not there is an error."""
    allowed = {"act": STANCE_ACTS, "polarity": ("-1", "0", "1"), "commitment": COMMITMENTS}
    rows = read_rows(Path(folder) / "positions.tsv", (*COLUMNS, "commitment"), texts, ("target", "evidence"), allowed)
    known = {(row["article"], row["id"]) for row in attributions}
    for row in rows:
        if row["attribution"] and (row["article"], row["attribution"]) not in known:
            raise ValueError(f"{row.where}: no attribution {row['attribution']} in {row['article']}.")
    return rows


def score(
    texts: Mapping[str, str],
    rows: Sequence[GoldRow],
    attributions: Sequence[GoldRow],
    actors: Sequence[GoldRow],
    tables: Tables,
    out: Path | None = None,
) -> Evaluation:
    """Compare extracted tables with gold that is read.

    Parameters
    ----------
    texts : mapping of str to str
        Text by article.
    rows, attributions, actors : sequence of GoldRow
        The gold.
    tables : Tables
        What was extracted.
    out : path, optional
        As for :func:`evaluate`.

    Returns
    -------
    Evaluation
    """
    errors, counts, predicted = Errors(), [], [PREDICTED]
    known, golden, cast_of = actors_by_id(tables), by_article(rows), by_article(actors)
    cues = {(a["article"], a["id"]): a.spans["cue"] for a in attributions}
    found_cues = dict(tables.attributions[["attribution_id", "cue_spans"]].itertuples(index=False, name=None))
    extracted = tables.positions.astype({"polarity": "object"}).to_dict("records")
    for article_id, text in texts.items():
        found = [row for row in extracted if row["article_id"] == article_id]
        gold, cast = golden.get(article_id, []), Cast(cast_of.get(article_id, []), known)
        pairs = match(_likeness(WordIndex(text), found, gold, cast, cues, found_cues))
        n, lines = _count(found, gold, pairs, cast, errors)
        counts.append(n)
        predicted += lines
    write_rows(out, predicted)
    return Evaluation(_scores(counts), errors.kinds(), len(texts))


def _likeness(
    index: WordIndex,
    found: Sequence[Mapping],
    gold: Sequence[GoldRow],
    cast: Cast,
    cues: Mapping[tuple[str, str], Sequence],
    found_cues: Mapping[str, str],
) -> dict[tuple[int, int], float]:
    likeness = {}
    for i, a in enumerate(found):
        said = index.touched([(a["start"], a["end"])])
        cue = index.touched(parse_spans(found_cues.get(a["attribution_id"], ""))) or _cue_in(index, a)
        actors = cast.all(a["actor_id"])
        for j, b in enumerate(gold):
            evidence = index.touched(b.spans["evidence"])
            # Where the narrator tells the act, its cue is somewhere in the evidence.
            wanted = index.touched(cues.get((b["article"], b["attribution"]), b.spans["evidence"]))
            shared = overlap(said, evidence)
            if shared >= 0.3 or cue & wanted:
                likeness[i, j] = shared + (actors == {b["actor"]}) + 0.5 * (a["act"] == b["act"])
    return likeness


def _cue_in(index: WordIndex, row: Mapping) -> frozenset[int]:
    words = set(_WORD.findall(row["cue"].lower()))
    spans = [m.span() for m in _WORD.finditer(index.text, row["start"], row["end"]) if m.group().lower() in words]
    return index.touched(spans)


def _count(
    found: Sequence[Mapping], gold: Sequence[GoldRow], pairs: Sequence[tuple[int, int]], cast: Cast, errors: Errors
) -> tuple[Counter[str], list[tuple]]:
    n: Counter[str] = Counter(found=len(found), gold=len(gold), paired=len(pairs))
    of_gold, used = {j: found[i] for i, j in pairs}, {i for i, _ in pairs}
    lines = []
    for j, row in enumerate(gold):
        got, where = of_gold.get(j), f"{row['article']} {row['id']}"
        if got is None:
            lines.append((row["article"], row["id"], "", row["actor"], "", row["act"], "", False))
            errors.add(f"position missed: {row['act']}", f"{where}: {row['evidence']}")
            continue
        actor, act = cast.all(got["actor_id"]) == {row["actor"]}, got["act"] == row["act"]
        target = same_target(row, got, cast)
        n["actor"] += actor
        n["act"] += act
        n["actor_act"] += actor and act
        n["actor_act_target"] += actor and act and target
        if not actor:
            errors.add("actor wrong", f"{where}: {row['actor']} taken for {cast.shown(got['actor_id'])}")
        if not act:
            errors.add(f"act: {row['act']} taken for {got['act']}", f"{where}: {row['evidence']}")
        if actor and act and not target:
            errors.add("target wrong", f"{where}: {row['target'] or 'none'} taken for {got['target'] or 'none'}")
        if actor:
            n["polar"] += 1
            polarity = _polarity(got["polarity"])
            n["polarity"] += polarity == row["polarity"]
            if polarity != row["polarity"]:
                kind = f"polarity: {row['polarity'] or 'empty'} taken for {polarity or 'empty'}"
                errors.add(kind, f"{where}: {row['evidence']}")
        if row["speaks_for"]:
            n["stands"] += 1
            right = speaks_for(row["speaks_for"], got, cast)
            n["stands_right"] += right
            if _country(row["speaks_for"]):
                n["countries"] += 1
                n["countries_right"] += right
            if not right:
                told = cast.shown(got["speaks_for"] or got["actor_id"])
                errors.add("speaks_for wrong", f"{where}: {row['speaks_for']} taken for {told}")
        told = cast.shown(got["actor_id"])
        lines.append(
            (row["article"], row["id"], got["position_id"], row["actor"], told, row["act"], got["act"], target)
        )
    for i, row in enumerate(found):
        if i not in used:
            errors.add(f"not in the gold: {row['act']}", f"{row['position_id']}: {row['evidence']}")
    return n, lines


def _polarity(value: object) -> str:
    # The table's own missing value is unequal to itself.
    return "" if value is None or str(value) in ("<NA>", "nan") else str(int(value))


def same_target(gold: GoldRow, found: Mapping, cast: Cast) -> bool:
    """Whether two targets are one: the same actor, half of their words shared, or none in either."""
    if gold["target_name"] and found["target_id"] and cast.who(found["target_id"]) == gold["target_name"]:
        return True
    one, other = (frozenset(_WORD.findall(words.lower())) for words in (gold["target"], found["target"]))
    return dice(one, other) >= 0.5 or not (one or other)


def speaks_for(name: str, found: Mapping, cast: Cast) -> bool:
    """Whether a position is taken for the country or organisation; those speak for themselves.

    A body is the gold's by name or alias or by a shorter or longer form of it, as the originators of figures are
    compared. Whom the extraction gives a state's agency instead of the state, or the state instead of the agency, is
    right where the gold says that the agency speaks for the state: its head speaks for both.
    """
    if found["speaks_for"]:
        return any(_is_body(name, i, cast) or _beyond(name, i, cast) for i in found["speaks_for"].split(";"))
    return any(_is_body(name, i, cast) for i in found["actor_id"].split(";"))


def _is_body(name: str, actor_id: str, cast: Cast) -> bool:
    actor, who = cast.actors.get(actor_id, {"name": "", "aliases": ""}), cast.who(actor_id)
    own, aliases = called(actor)
    if plain(name) in (own, *aliases) or who == name:
        return True
    alike = not who and actor.get("kind") not in ("person", "unnamed") and same_body(name, actor)
    return alike or _is_country(name, actor_id)


def _is_country(name: str, actor_id: str) -> bool:
    return actor_id.startswith("country:") and actor_id == f"country:{_country(name)}"


def _country(name: str) -> str:
    """The code of the country that a name names; empty where it names none."""
    entry = gazetteer().lookup(name) if name else None
    return entry.country if entry is not None and entry.kind == "country" else ""


def _beyond(name: str, actor_id: str, cast: Cast) -> bool:
    """Whether the gold says that an agency speaks for a state, where one was found for the other."""
    if actor_id.startswith("country:"):
        # "The government" among a country's aliases may be another's.
        return _is_country(cast.beyond.get(name, ""), actor_id)
    who = cast.who(actor_id)
    return bool(who) and (name == cast.beyond.get(who) or who == cast.beyond.get(name))


def _scores(counts: Sequence[Mapping[str, float]]) -> tuple[Score, ...]:
    return (
        micro(counts, "paired", "found", "gold", "position found"),
        micro(counts, "actor", "paired", "paired", "actor, of those found"),
        micro(counts, "act", "paired", "paired", "act, of those found"),
        micro(counts, "actor_act", "found", "gold", "actor+act"),
        micro(counts, "actor_act_target", "found", "gold", "actor+act+target"),
        micro(counts, "polarity", "polar", "polar", "polarity, of same actor"),
        micro(counts, "stands_right", "stands", "stands", "speaks for"),
        micro(counts, "countries_right", "countries", "countries", "speaks for a country"),
    )
