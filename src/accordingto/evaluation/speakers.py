"""Who is meant: speakers, relays and refusals to speak, against gold that names the actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from accordingto.evaluation.attributions import WordIndex, dice, overlap
from accordingto.evaluation.cast import Cast, actors_by_id
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
from accordingto.schemas import ACTOR_KINDS, QUOTE_TYPES, SPEECH_ACTS
from accordingto.spans import parse_spans
from accordingto.tables import Tables

MENTIONS = (
    "pronoun",
    "surname",
    "title",
    "metonym",
    "description",
    "organisation",
    "group",
    "name",
    "unnamed",
    "none",
)
UNSAID = ("refusal", "no_response")
COLUMNS = (
    "article",
    "id",
    "paragraph",
    "source",
    "speaker",
    "mention",
    "cue",
    "content",
    "quote_type",
    "parent",
    "act",
)
PREDICTED = ("article", "gold_id", "attribution_id", "speaker", "found", "right")


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Run the package on the articles and compare its attributions and their speakers.

    Parameters
    ----------
    gold : path
        A folder with ``*.txt``, ``attributions.tsv`` and ``actors.tsv``.
    out : path, optional
        Where to write which row was paired with which: CSV.

    Returns
    -------
    Evaluation
        A row is found where half of the content's words are shared, or where the cue and some of
        the content are. An extracted actor is the gold one when its name or an alias is the
        gold's name or an alias, case, articles and titles aside.
    """
    articles = read_articles(gold, ".txt")
    texts = {a.article_id: a.text for a in articles}
    rows, actors = read_attributions(gold, texts), read_actors(gold, texts)
    check_names(rows, actors, "speaker")
    return score(texts, rows, actors, extract(articles), out)


def read_attributions(folder: Path, texts: Mapping[str, str]) -> list[GoldRow]:
    """Read ``attributions.tsv``; a parent that is not there is an error."""
    allowed = {"mention": MENTIONS, "quote_type": QUOTE_TYPES, "act": SPEECH_ACTS}
    rows = read_rows(Path(folder) / "attributions.tsv", COLUMNS, texts, ("source", "cue", "content"), allowed)
    ids = Counter((row["article"], row["id"]) for row in rows)
    for row in rows:
        if ids[row["article"], row["id"]] > 1:
            raise ValueError(f"{row.where}: id {row['id']} occurs twice in {row['article']}.")
        if row["parent"] and (row["article"], row["parent"]) not in ids:
            raise ValueError(f"{row.where}: no attribution {row['parent']} to be its parent.")
    return rows


def read_actors(folder: Path, texts: Mapping[str, str]) -> list[GoldRow]:
    """Read ``actors.tsv``."""
    columns = ("article", "name", "kind", "aliases")
    return read_rows(Path(folder) / "actors.tsv", columns, texts, allowed={"kind": ACTOR_KINDS})


def check_names(rows: Sequence[GoldRow], actors: Sequence[GoldRow], column: str) -> None:
    """Fail where a row names somebody who is not among the article's actors."""
    known = {(actor["article"], actor["name"]) for actor in actors}
    for row in rows:
        for name in row.names(column):
            if (row["article"], name) not in known:
                raise ValueError(f"{row.where}: {column} {name!r} is not in actors.tsv for {row['article']}.")


def score(
    texts: Mapping[str, str],
    rows: Sequence[GoldRow],
    actors: Sequence[GoldRow],
    tables: Tables,
    out: Path | None = None,
) -> Evaluation:
    """Compare extracted tables with gold that is read.

    Parameters
    ----------
    texts : mapping of str to str
        Text by article.
    rows, actors : sequence of GoldRow
        From :func:`read_attributions` and :func:`read_actors`.
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
    extracted = tables.attributions.to_dict("records")
    for article_id, text in texts.items():
        found = [row for row in extracted if row["article_id"] == article_id]
        gold, cast = golden.get(article_id, []), Cast(cast_of.get(article_id, []), known)
        n, lines = _count(text, found, gold, cast, errors)
        counts.append(n)
        predicted += lines
    write_rows(out, predicted)
    return Evaluation(_scores(counts), errors.kinds(), len(texts))


def align(text: str, found: Sequence[Mapping], gold: Sequence[GoldRow]) -> list[tuple[int, int]]:
    """Pair extracted attributions with those of the gold, one to one.

    Parameters
    ----------
    text : str
        The article.
    found : sequence of mapping
        Rows of the table ``attributions``.
    gold : sequence of GoldRow

    Returns
    -------
    list of (int, int)
        Numbers in ``found`` and ``gold``.
    """
    index = WordIndex(text)
    likeness = {}
    for i, a in enumerate(_words(index, found)):
        for j, row in enumerate(gold):
            b = index.read(row.spans)
            cue, said = bool(a.cue & b.cue), dice(a.content, b.content)
            unsaid = not (a.content and b.content)
            if overlap(a.content, b.content) >= 0.5 or (cue and (said or unsaid)):
                likeness[i, j] = said + 0.1 * cue + 0.01 * dice(a.source, b.source)
    return match(likeness)


def _words(index: WordIndex, found: Sequence[Mapping]) -> list:
    return [
        index.read({role: parse_spans(row[f"{role}_spans"]) for role in ("source", "cue", "content")}) for row in found
    ]


def _count(
    text: str, found: Sequence[Mapping], gold: Sequence[GoldRow], cast: Cast, errors: Errors
) -> tuple[Counter[str], list[tuple]]:
    pairs = align(text, found, gold)
    of_gold = {j: found[i] for i, j in pairs}
    n: Counter[str] = Counter(found=len(found), gold=len(gold), paired=len(pairs))
    lines = []
    for j, row in enumerate(gold):
        got, speakers = of_gold.get(j), set(row.names("speaker"))
        where = f"{row['article']} {row['id']}"
        right = got is not None and bool(speakers) and cast.all(got["actor_id"]) == speakers
        n["named"] += bool(speakers)
        n["named_right"] += right
        told = "" if got is None else cast.shown(got["actor_id"])
        lines.append((row["article"], row["id"], got["attribution_id"] if got else "", row["speaker"], told, right))
        if got is None:
            errors.add(f"attribution missed: {row['quote_type']} {row['act']}", f"{where}: {row['cue']}")
            continue
        if speakers:
            for kind in ("speaker", row["mention"]):
                n[f"{kind}_n"] += 1
                n[f"{kind}_right"] += right
            if not right:
                errors.add(f"speaker wrong: {row['mention']}", f"{where}: {row['speaker']} taken for {told}")
        for column in ("quote_type", "act"):
            n[column] += got[column] == row[column]
            if got[column] != row[column]:
                errors.add(f"{column}: {row[column]} taken for {got[column]}", f"{where}: {row['cue']}")
    used = {i for i, _ in pairs}
    for i, row in enumerate(found):
        if i not in used:
            errors.add("not in the gold", f"{row['attribution_id']}: {row['cue'] or 'no cue'}")
    _count_relays(n, found, gold, of_gold, errors)
    _count_unsaid(n, text, found, gold, errors)
    return n, lines


def _count_relays(
    n: Counter[str],
    found: Sequence[Mapping],
    gold: Sequence[GoldRow],
    of_gold: Mapping[int, Mapping],
    errors: Errors,
) -> None:
    place = {row["id"]: j for j, row in enumerate(gold)}
    n["relays_found"] += sum(bool(row["parent_id"]) for row in found)
    for j, row in enumerate(gold):
        if not row["parent"]:
            continue
        child, parent = of_gold.get(j), of_gold.get(place[row["parent"]])
        right = child is not None and parent is not None and child["parent_id"] == parent["attribution_id"]
        n["relays_gold"] += 1
        n["relays"] += right
        if not right:
            errors.add("relay missed", f"{row['article']} {row['id']} in {row['parent']}: {row['cue']}")


def _count_unsaid(
    n: Counter[str], text: str, found: Sequence[Mapping], gold: Sequence[GoldRow], errors: Errors
) -> None:
    index = WordIndex(text)
    got = [row for row in found if row["act"] in UNSAID]
    wanted = [row for row in gold if row["act"] in UNSAID]
    likeness = {}
    for i, a in enumerate(_words(index, got)):
        for j, row in enumerate(wanted):
            b = index.read(row.spans)
            if a.cue & b.cue:
                likeness[i, j] = dice(a.cue, b.cue) + 0.1 * dice(a.source, b.source) + 0.1 * dice(a.content, b.content)
    pairs = match(likeness)
    n["unsaid"] += len(pairs)
    n["unsaid_found"] += len(got)
    n["unsaid_gold"] += len(wanted)
    hit, used = {j for _, j in pairs}, {i for i, _ in pairs}
    for j, row in enumerate(wanted):
        if j not in hit:
            errors.add("non-response missed", f"{row['article']} {row['id']}: {row['cue']}")
    for i, row in enumerate(got):
        if i not in used:
            errors.add("non-response not in the gold", f"{row['attribution_id']}: {row['cue']}")


def _scores(counts: Sequence[Mapping[str, float]]) -> tuple[Score, ...]:
    made = [
        micro(counts, "paired", "found", "gold", "attribution found"),
        micro(counts, "speaker_right", "speaker_n", "speaker_n", "speaker, of those found"),
        micro(counts, "named_right", "named", "named", "speaker, of all"),
    ]
    for mention in MENTIONS:
        if any(c[f"{mention}_n"] for c in counts):
            made.append(micro(counts, f"{mention}_right", f"{mention}_n", f"{mention}_n", f"speaker: {mention}"))
    made += [
        micro(counts, "relays", "relays_found", "relays_gold", "relay"),
        micro(counts, "unsaid", "unsaid_found", "unsaid_gold", "non-response"),
        micro(counts, "quote_type", "paired", "paired", "quote type"),
        micro(counts, "act", "paired", "paired", "act"),
    ]
    return tuple(made)
