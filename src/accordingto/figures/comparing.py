"""The table of figures to the table of discrepancies: blocks of comparable figures, then pairs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pandas as pd

from accordingto.figures.comparability import Compared
from accordingto.figures.hints import hints, is_decimal, is_margin
from accordingto.figures.lexicon import Unit, rows
from accordingto.figures.nations import nation_of, nations_in
from accordingto.figures.parties import parties
from accordingto.figures.relating import relate
from accordingto.figures.scope import noun_classes
from accordingto.figures.scope import running as running_events
from accordingto.figures.stories import Stories, merged
from accordingto.figures.topics import known_events, topic_measures
from accordingto.figures.verdicts import Verdict
from accordingto.schemas import GRADES
from accordingto.tables import make_table

NEIGHBOURS = 40
"""Each figure of a block is paired with at most so many that follow it."""

_MAY = re.compile(r"\b(?:may|might|could|must)\b")
_ALONE = re.compile(r"\balone\b")
_ADMITS = re.compile(r"\b(?:admit|admits|admitted|concede[sd]?|acknowledge[sd]?|own(?:s|ed)? up)\b")
_BASE = re.compile(r"(?:(?:the|its|their|all) )?(\d+)\b")
_OWN = re.compile(r"^(?:its|their|his|her|our)\b.*", re.DOTALL)
_SINCE = re.compile(r"\bsince\b")
_UNCOMPARED = ("age", "multiple", "time")


def compare(
    figures_table: pd.DataFrame,
    texts: Mapping[str, str],
    *,
    around: float = 0.10,
    grades: Sequence[float] = (1.1, 1.5, 3.0),
) -> pd.DataFrame:
    """Find the pairs of figures that measure the same, and say how each pair stands.

    Figures are put in blocks by what is counted and by dimension. Inside a block, in the order of
    article and offset, each figure is paired with the next :data:`NEIGHBOURS`, so that the cost
    grows with the number of figures and not with its square.

    Parameters
    ----------
    figures_table : DataFrame
        The table ``figures``.
    texts : mapping of str to str
        ``article_id`` to text; originators are named in the words used there.
    around : float
        Half-width of an approximate figure's interval, as a share of its value.
    grades : sequence of float
        Ratios from which a contradiction is moderate, large and extreme.

    Returns
    -------
    DataFrame
        The table ``discrepancies``.

    Examples
    --------
    >>> from accordingto.tables import make_table
    >>> len(compare(make_table("figures", []), {}))
    0
    """
    stories = Stories(texts)
    rows_of = figures_table.to_dict("records")
    names = _sources(rows_of, stories)
    firms = parties(rows_of, texts, stories)
    additions = _additions(rows_of)
    blocks: dict[tuple[str, str], list[Compared]] = {}
    for row in rows_of:
        figure = _prepared(row, around, stories, texts.get(str(row["article_id"]), ""), names, firms, additions)
        if figure is not None:
            blocks.setdefault((_root(figure.head), _family(figure.dimension)), []).append(figure)
    del rows_of  # of many figures they take as much memory as the pairs
    found = []
    for block in blocks.values():
        # Articles of one event stand together, so that they are each other's neighbours.
        block.sort(key=lambda f: (f.story, f.article_id, int(_offset(f.figure_id)), f.figure_id))
        for a, b in _pairs(block):
            verdict = relate(a, b)
            if verdict is not None:
                found.append(_row(a, b, verdict, texts, grades))
    return make_table("discrepancies", found)


def _pairs(block: list[Compared]) -> Iterator[tuple[Compared, Compared]]:
    for k, a in enumerate(block):
        for b in block[k + 1 : k + 1 + NEIGHBOURS]:
            yield a, b


def _family(dimension: str) -> str:
    """What may be compared at all: weights also with volumes, money with other money."""
    name = dimension.split(" ")[0]
    return "mass" if name == "volume" else name


def _root(head: str) -> str:
    """The broadest class: pilots are workers, and those are people."""
    for _ in range(3):
        head = _classes().get(head, "") or head
    return head


def _sources(table: Sequence[Mapping[str, object]], stories: Stories) -> dict[tuple[str, str], str]:
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


def _additions(table: Sequence[Mapping[str, object]]) -> dict[tuple[str, str], frozenset[float]]:
    """Article and measure to the additions that it names: "another 130"."""
    found: dict[tuple[str, str], set[float]] = {}
    for row in table:
        value = _number(row["value"])
        if row["kind"] == "increment" and value is not None:
            scale = _units().get(str(row["unit"] or ""))
            key = str(row["article_id"]), str(row["measure"] or "")
            found.setdefault(key, set()).add(value * (scale.factor if scale is not None else 1.0))
    return {key: frozenset(values) for key, values in found.items()}


def _base(population: str) -> float | None:
    """The number of all those meant, in "12 cargo tanks" or "the 60 schools"."""
    found = _BASE.match(population.replace(",", ""))
    return float(found.group(1)) if found else None


def _offset(figure_id: str) -> str:
    digits = re.search(r"([0-9]{1,15})\D*$", figure_id)
    return digits.group(1) if digits else "0"


@cache
def _units() -> dict[str, Unit]:
    money = {row["code"]: Unit(row["code"], f"money {row['code']}", 1.0) for row in rows("currencies")}
    return {row["unit"]: Unit(row["unit"], row["dimension"], float(row["factor"])) for row in rows("units")} | money


def _known(value: object) -> object | None:
    return None if value is None or value is pd.NA or value is pd.NaT or value != value else value


def _prepared(
    row: Mapping[str, object],
    around: float,
    stories: Stories,
    text: str,
    names: Mapping[tuple[str, str], str],
    firms: frozenset[tuple[str, str]],
    additions: Mapping[tuple[str, str], frozenset[float]],
) -> Compared | None:
    """Make a row ready; None for what is never compared (ages, times, multiples, no measure)."""
    measure = str(row["measure"] or "")
    name, _, per = str(row["unit"] or "").partition(" per ")
    unit = _units().get(name, Unit(name, f"other {name}" if name else "count", 1.0))
    dimension = f"{unit.dimension} per {per}" if per else unit.dimension
    if not measure or unit.dimension in _UNCOMPARED:
        return None
    value, low, high = (_number(row[c]) for c in ("value", "low", "high"))
    if row["bound"] == "approximate" and value is not None and row["approximator"]:
        low, high = sorted((value * (1 - around), value * (1 + around)))
    phrase, _, event = measure.partition(", ")
    *modifiers, head = phrase.split(" ")
    for size in (2, 1):
        # A class may have two words ("police officers").
        tail = " ".join(phrase.split(" ")[-size:])
        if tail in _classes():
            head, modifiers = tail, phrase.split(" ")[:-size]
            break
    scale = unit.factor
    article, start = str(row["article_id"]), int(row["start"])
    story = stories.story.get(article, article)
    near = text[text.rfind(".", max(0, start - 160), start) + 1 : start + 90].lower()
    modality = str(row["modality"])
    if modality == "estimated" and _MAY.search(near):
        modality = "possible"
    if event in running_events() and modality == "confirmed":
        modality = "reported"
    originator = str(row["originator_id"] or "")
    # "900 of its soldiers" are no part of what others count.
    population = _OWN.sub("", str(row["population"] or ""))
    kind = str(row["kind"])
    if kind == "change" and text[:start].rstrip().endswith("from"):
        kind = "level"
    return Compared(
        str(row["figure_id"]),
        str(row["article_id"]),
        str(row["quote"]),
        None if value is None else value * scale,
        -math.inf if low is None else low * scale,
        math.inf if high is None else high * scale,
        bool(row["low_closed"]),
        bool(row["high_closed"]),
        str(row["bound"]),
        scale,
        str(row["unit"] or ""),
        dimension,
        measure,
        head,
        _classes().get(head, ""),
        tuple(modifiers),
        event,
        # A share of voters says nothing without the question they were asked, which the measure lacks.
        _anchors(head, event, phrase, unit),
        population,
        str(row["place"] or ""),
        # What is so "since Monday" is so as of today.
        None if row["kind"] == "level" and _SINCE.search(near) else _day(row["holds_from"]),
        _day(row["holds_to"]),
        modality,
        kind,
        frozenset(names.get((story, o), o) for o in originator.split(";") if o),
        next((code for m in modifiers if m[:1].isupper() and (code := nation_of(m))), ""),
        frozenset(code for o in originator.split(";") for code in nations_in(o)),
        (value == 1 and str(row["bound"]) == "exact" and not event)
        or is_margin(text, start)
        or (dimension == "count" and is_decimal(str(row["quote"]))),
        story,
        stories.peers(article),
        stories.lead.get(article, frozenset()),
        bool(_ADMITS.search(near)),
        any((story, o) in firms for o in originator.split(";")),
        frozenset(o for o in originator.split(";") if o),
        bool(_ALONE.search(near)),
        hints(text, start, int(row["end"]), str(row["noun"] or ""), head, event),
        _base(population),
        additions.get((article, measure), frozenset()),
    )


def _anchors(head: str, event: str, phrase: str, unit: Unit) -> bool:
    """Head or event is a known class; a share of a group says nothing without the question that was asked."""
    if unit.dimension == "share":
        return bool(event) or phrase in topic_measures()
    return head in _classes() or event in known_events() or phrase in topic_measures()


@cache
def _classes() -> dict[str, str]:
    return dict(noun_classes().values())


def _number(value: object) -> float | None:
    value = _known(value)
    return None if value is None else float(value)


def _day(value: object):
    value = _known(value)
    return None if value is None else pd.Timestamp(value).date()


def _row(
    a: Compared, b: Compared, verdict: Verdict, texts: Mapping[str, str], grades: Sequence[float]
) -> dict[str, object]:
    ratio = _ratio(a, b) if a.dimension == b.dimension else None
    grade = None
    if verdict.relation == "contradictory" and ratio is not None:
        grade = GRADES[sum(ratio >= limit for limit in grades)]
    same = (a.originators == b.originators) if a.originators and b.originators else None
    return {
        "discrepancy_id": f"{a.figure_id}~{b.figure_id}",
        "figure_a": a.figure_id,
        "figure_b": b.figure_id,
        "measure": a.measure if a.measure == b.measure else f"{a.measure} / {b.measure}",
        "relation": verdict.relation,
        "flagged": verdict.flagged,
        "ratio": ratio,
        "grade": grade,
        "same_originator": same,
        "rule": verdict.rule,
        "explanation": _explanation(a, b, verdict, ratio, texts),
    }


def _ratio(a: Compared, b: Compared) -> float | None:
    small, large = sorted((abs(a.headline), abs(b.headline)))
    if not small or not math.isfinite(large / small) or a.headline * b.headline < 0:
        return None
    return float(f"{large / small:.6g}")


def _explanation(a: Compared, b: Compared, verdict: Verdict, ratio: float | None, texts: Mapping[str, str]) -> str:
    """Name both sources and both numbers in one sentence, then the reason."""
    said = [f"“{_flat(x.quote)}” ({_who(x, texts.get(x.article_id, ''))})" for x in (a, b)]
    apart = f", {ratio:.3g} times apart" if ratio is not None and ratio >= 1.05 else ""
    return f"{said[0]} and {said[1]}{apart}: {verdict.why}."


def _flat(words: str) -> str:
    return " ".join(words.split())


def _who(figure: Compared, text: str) -> str:
    """Name the originators in the article's own spelling where it has them."""
    names = [_named(actor_id, text) for actor_id in sorted(figure.actors)]
    return " and ".join(names) if names else "source not stated"


def _named(actor_id: str, text: str) -> str:
    slug = actor_id.rsplit(":", 1)[-1]
    words = [w for w in slug.split("-") if w]
    if not words:
        return "a source"
    # A slug has lost the apostrophe of "Seoul's".
    pattern = r"[\W_]{1,3}".join(re.escape(w[:-1]) + "['’]?s" if w.endswith("s") else re.escape(w) for w in words)
    match = re.search(rf"\b{pattern}\b", text, re.IGNORECASE)
    if match:
        return _flat(match.group())
    if len(words) > 1 and len(words[0]) == 3:
        # The country's code stands for its name: "Seoul's intelligence agency".
        rest = r"[\W_]{1,3}".join(re.escape(w) for w in words[1:])
        match = re.search(rf"\b(?:[A-Z]\w* )?[A-Z]\w*(?:['’]s)? {rest}\b", text)
        return _flat(match.group()) if match else f"{' '.join(words[1:])} ({words[0].upper()})"
    if actor_id.startswith("country:"):
        return slug.upper()
    return " ".join(words).capitalize() if not actor_id.startswith("person:") else " ".join(words).title()
