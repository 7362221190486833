"""What the figures of a story tell of each other: whose they are, what adds up, what is denied or corrected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from accordingto.figures.cells import UNCOMPARED, dimension_of, number, units_by_name
from accordingto.figures.stories import Stories, merged
from accordingto.figures.sums import parts

_BACK = 160
_REPLACED = re.compile(r"\b(?:correct|revis|amend|adjust|lower|downgrad|upgrad|rectif)\w*\b")
_ANSWERS = re.compile(
    r"[^.\n\d]+[.] [^.,;\n\d]{3,60} (?:says?|said|has|had|counts?|counted|finds?|found|lists?) (?:\w+ )?$"
)


def source_names(table: Sequence[Mapping[str, object]], stories: Stories) -> dict[tuple[str, str], str]:
    """Story and actor id to what the source is called throughout the story."""
    keys: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in table:
        story = stories.story.get(str(row["article_id"]), str(row["article_id"]))
        for actor in str(row["originator_id"] or "").split(";"):
            if actor:
                keys.setdefault(story, {})[actor] = stories.key(actor)
    return {
        (story, actor): " ".join(full[key])
        for story, own in keys.items()
        for full in [merged(own.values())]
        for actor, key in own.items()
    }


def ordinals(table: Sequence[Mapping[str, object]]) -> dict[str, int]:
    """Figure to how many stand before it in its article."""
    found: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for row in sorted(table, key=lambda r: (str(r["article_id"]), int(r["start"]))):
        found[str(row["figure_id"])] = seen[str(row["article_id"])]
        seen[str(row["article_id"])] += 1
    return found


def answers(
    table: Sequence[Mapping[str, object]], texts: Mapping[str, str], measures: Mapping[str, str]
) -> dict[str, str]:
    """Figure to the population of the one it answers to: "140 of the passengers are ours. The mayor says 171." """
    found: dict[str, str] = {}
    last: Mapping[str, object] = {}
    for row in sorted(table, key=lambda r: (str(r["article_id"]), int(r["start"]))):
        if last.get("article_id") == row["article_id"] and last["population"] and not row["population"]:
            text = texts.get(str(row["article_id"]), "")
            between = text[int(last["end"]) : int(row["start"])]
            same = measures.get(str(row["figure_id"])) == measures.get(str(last["figure_id"]))
            if same and _ANSWERS.match(between) and text[int(row["end"]) : int(row["end"]) + 1] in (".", ";"):
                found[str(row["figure_id"])] = str(last["population"])
        last = row
    return found


def additions(table: Sequence[Mapping[str, object]]) -> dict[tuple[str, str], frozenset[float]]:
    """Article and measure to the additions that it names: "another 130"."""
    found: dict[tuple[str, str], set[float]] = {}
    for row in table:
        value = number(row["value"])
        if row["kind"] == "increment" and value is not None:
            scale = units_by_name().get(str(row["unit"] or ""))
            key = str(row["article_id"]), str(row["measure"] or "")
            found.setdefault(key, set()).add(value * (scale.factor if scale is not None else 1.0))
    return {key: frozenset(values) for key, values in found.items()}


def sums(table: Sequence[Mapping[str, object]]) -> dict[str, float]:
    """Figure to the total that it makes up with others of its article, in the base unit."""
    articles: dict[str, list[tuple[str, int, str, float | None]]] = {}
    for row in table:
        unit, dimension = dimension_of(row)
        value = number(row["value"]) if row["kind"] not in ("change", "increment") else None
        amount = None if value is None or unit.dimension in UNCOMPARED else value * unit.factor
        own = (str(row["figure_id"]), int(row["start"]), dimension, amount)
        articles.setdefault(str(row["article_id"]), []).append(own)
    return {i: total for own in articles.values() for i, total in parts(sorted(own, key=lambda f: f[1])).items()}


def denials(table: Sequence[Mapping[str, object]], stories: Stories) -> dict[tuple[str, str], frozenset[float]]:
    """Story and originator to the numbers that it denies: "it had 205 people there, not 250"."""
    found: dict[tuple[str, str], set[float]] = {}
    for row in table:
        value, originator = number(row["value"]), str(row["originator_id"] or "")
        if row["modality"] == "denied" and value is not None and originator:
            story = stories.story.get(str(row["article_id"]), str(row["article_id"]))
            found.setdefault((story, originator), set()).add(value * dimension_of(row)[0].factor)
    return {key: frozenset(values) for key, values in found.items()}


def moves(
    table: Sequence[Mapping[str, object]], texts: Mapping[str, str], stories: Stories
) -> dict[tuple[str, str], frozenset[tuple[float, float]]]:
    """Story and dimension to the numbers that somebody replaced by others: "corrected its total from 712 to 709"."""
    found: dict[tuple[str, str], set[tuple[float, float]]] = {}
    last: Mapping[str, object] | None = None
    for row in table:
        article, text = str(row["article_id"]), texts.get(str(row["article_id"]), "")
        if last is not None and last["article_id"] == row["article_id"]:
            between = text[int(last["end"]) : int(row["start"])]
            clause = re.split(r"[.;]\s|\n", text[max(0, int(last["start"]) - _BACK) : int(last["start"])])[-1].lower()
            old, new = number(last["value"]), number(row["value"])
            unit, dimension = dimension_of(row)
            told = between.strip() == "to" and clause.rstrip().endswith("from") and _REPLACED.search(clause)
            if told and None not in (old, new) and dimension == dimension_of(last)[1]:
                key = stories.story.get(article, article), dimension
                found.setdefault(key, set()).add((old * unit.factor, new * unit.factor))
        last = row
    return {key: frozenset(pairs) for key, pairs in found.items()}
