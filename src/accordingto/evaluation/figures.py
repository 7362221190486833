"""Quantities found in sentences against gold: value, unit, bound, the thing measured, and intervals."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.evaluation.concepts import concept, hyphened, number_words
from accordingto.evaluation.scores import ErrorKind, Evaluation, micro
from accordingto.figures.lexicon import rows, word_set
from accordingto.figures.quantities import AGE, Quantity, quantities
from accordingto.language import parse_texts

if TYPE_CHECKING:
    from spacy.tokens import Doc

METRICS = ("value", "value+unit", "value+bound", "value+unit+bound", "value+concept_any")
_LABELS = {
    "exact": "=",
    "approximate": "~",
    "nearly": "<",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
}
_NUMBER = 12
"""Tokens that a number has at most."""
_MATHS = ("between", "from", "dash", "to")


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Measure the extraction of quantities.

    Parameters
    ----------
    gold : path
        JSON Lines, a text a line: ``id``, ``text`` and either ``quantities`` (value, low, high,
        unit, bound, concept) or ``intervals`` (low, high, low_closed, high_closed).
    out : path, optional
        Where to write the predictions in the same form.

    Returns
    -------
    Evaluation
        A quantity counts where its value is right (a range by both ends), and further where unit,
        bound, both, or a word of the concept is; intervals count where both ends and whether they
        are closed are right. Bound and concept are measured where the gold gives them.
    """
    wanted = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").splitlines() if line.strip()]
    spans = any("intervals" in row for row in wanted)
    field = "intervals" if spans else "quantities"
    plain = _is_plain(wanted)
    predictions = []
    for row, doc in zip(wanted, parse_texts(row["text"] for row in wanted), strict=True):
        found = quantities(doc)
        read = [interval_row(doc, q) for q in found if _is_interval(q)] if spans else quantity_rows(doc, found)
        read = [_plainly(r, q) for r, q in zip(read, found, strict=True)] if plain else read
        predictions.append({"id": row["id"], "text": row["text"], field: read})
    if out is not None:
        lines = [json.dumps(row, ensure_ascii=False) for row in predictions]
        Path(out).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    compared = [(w.get(field, []), p[field]) for w, p in zip(wanted, predictions, strict=True)]
    if spans:
        return _evaluate_intervals(compared)
    counts, errors = zip(*(_count(g, p) for g, p in compared), strict=True) if compared else ((), ())
    kinds = sum((Counter(e) for e in errors), Counter())
    return Evaluation(
        tuple(micro(counts, metric, "found", "gold", metric) for metric in _told(wanted)),
        tuple(ErrorKind(kind, count) for kind, count in sorted(kinds.items(), key=lambda kc: (-kc[1], kc[0]))),
        len(wanted),
    )


def _is_plain(wanted: list[dict]) -> bool:
    """Whether the gold gives a range as the number in its middle, and a count without the noun counted."""
    given = [quantity for row in wanted for quantity in row.get("quantities", [])]
    return any(q.get("unit") == "dimensionless" for q in given) and not any(q.get("low") is not None for q in given)


def _plainly(row: dict[str, object], quantity: Quantity) -> dict[str, object]:
    # Only units that are written: "he will be 30" has none there.
    written = quantity.unit is not None and not (quantity.unit.name == AGE and quantity.end == quantity.number[1])
    row = {**row, "unit": row["unit"] if written else "dimensionless"}
    low, high = row["low"], row["high"]
    return row if low is None or high is None else {**row, "value": (low + high) / 2, "low": None, "high": None}


def _told(wanted: list[dict]) -> list[str]:
    """The metrics for which the gold says what is right: some corpora give no bounds, or no concepts."""
    given = {field for row in wanted for quantity in row.get("quantities", []) for field in quantity}
    return [m for m in METRICS if set(m.replace("_any", "").split("+")) <= given | {"value", "unit"}]


def quantity_rows(doc: Doc, found: Sequence[Quantity]) -> list[dict[str, object]]:
    """Write quantities the way the gold does: unit's name, bound as one sign, concept as words."""
    figures = number_words(doc, found)
    return [_row(doc, quantity, figures) for quantity in found]


def _row(doc: Doc, quantity: Quantity, figures: frozenset[int]) -> dict[str, object]:
    low, high = quantity.ends if quantity.ends else (quantity.interval.low, quantity.interval.high)
    value = None if quantity.ends else quantity.interval.value
    return {
        "value": value,
        "low": None if value is not None else low,
        "high": None if value is not None else high,
        "unit": unit_name(doc, quantity),
        "bound": bound_label(quantity),
        "concept": concept(doc, quantity, figures),
    }


def bound_label(quantity: Quantity) -> str:
    """Map a bound, or else the direction of a change, to one of ``= ~ < > up down``."""
    label = _LABELS.get(quantity.bound, "=")
    if label == "=" and quantity.change and quantity.joined != "from":
        return quantity.change
    return label


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("currencies")}


def unit_name(doc: Doc, quantity: Quantity) -> str:
    """Name the unit, or for a count the counted noun with its adjectives, in the singular."""
    if quantity.unit is not None:
        name = _names().get(quantity.unit.name, quantity.unit.name)
        return f"{name} per {quantity.per}" if quantity.per else name
    if quantity.noun is None:
        return "-"
    if quantity.phrase is None:
        return doc[quantity.noun].lemma_
    words = [t for t in doc[quantity.phrase[0] : quantity.phrase[1]] if t.pos_ in ("ADJ", "NOUN", "PROPN", "NUM")]
    name = " ".join(t.lemma_.lower() if t.pos_ != "PROPN" else t.text for t in words) or "-"
    for t in words:
        # "First-team player", as it is written.
        name = name.replace(hyphened(t).replace("-", " ").lower(), hyphened(t).lower())
    name = " ".join((*_described(doc, quantity), name)) if name != "-" else name
    after = quantity.phrase[1]
    if after + 1 < len(doc) and doc[after].lower_ == "per" and doc[after + 1].pos_ == "NOUN":
        name = f"{name} per {doc[after + 1].lemma_.lower()}"
    return f"% {name}" if quantity.form in ("fraction", "share") else name


def _described(doc: Doc, quantity: Quantity) -> list[str]:
    """Words before the number that describe what is counted: "the top three seeds", not "the last three years"."""
    first = next(t.i for t in doc[max(0, quantity.word - _NUMBER) :] if t.idx + len(t) > quantity.number[0])
    words: list[str] = []
    while first and doc[first - 1].tag_ in ("JJ", "JJS", "NN") and doc[first - 1].head.i == quantity.noun:
        first -= 1
        if doc[first].lower_ not in word_set("words", "which_of_them") and doc[first].idx < quantity.start:
            words.insert(0, doc[first].lemma_.lower())
    return words


def _is_interval(quantity: Quantity) -> bool:
    if quantity.joined:
        return True
    if quantity.form == "vague" or quantity.bound in ("approximate", "nearly"):
        return False
    return quantity.bound != "exact" or "equal" in quantity.approximator.lower()


def interval_row(doc: Doc, quantity: Quantity) -> dict[str, object]:
    """Write an interval; ranges of two numbers are half open there, as in mathematics."""
    reached = quantity.interval
    return {
        "text": doc.text[quantity.start : quantity.end],
        "start": quantity.start,
        "low": reached.low,
        "high": reached.high,
        "low_closed": reached.low_closed,
        "high_closed": reached.high_closed and quantity.joined not in _MATHS,
    }


def _evaluate_intervals(compared: Sequence[tuple[Sequence[Mapping], Sequence[Mapping]]]) -> Evaluation:
    counts, missed, extra = [], 0, 0
    for gold, found in compared:
        wanted = Counter((g["low"], g["high"], bool(g["low_closed"]), bool(g["high_closed"])) for g in gold)
        read = Counter((p["low"], p["high"], p["low_closed"], p["high_closed"]) for p in found)
        hit = sum((wanted & read).values())
        counts.append({"exact": hit, "found": len(found), "gold": len(gold)})
        missed, extra = missed + len(gold) - hit, extra + len(found) - hit
    kinds = [ErrorKind("interval missed or wrong", missed), ErrorKind("interval too many or wrong", extra)]
    return Evaluation(
        (micro(counts, "exact", "found", "gold", "interval"),), tuple(k for k in kinds if k.count), len(compared)
    )


def _count(gold: Sequence[Mapping], found: Sequence[Mapping]) -> tuple[dict[str, float], dict[str, int]]:
    """Pair equal values one to one, the best fitting first, and count what else is right."""
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            if _same_value(g, p):
                right = _right(g, p)
                quality = 4 * right["value+unit"] + 2 * right["value+bound"] + right["overlap"]
                candidates.append((-quality, abs(i - j), i, j, right))
    counts = {"gold": len(gold), "found": len(found)} | dict.fromkeys(METRICS, 0.0)
    errors: Counter[str] = Counter()
    used_gold, used_found = set(), set()
    for _, _, i, j, right in sorted(candidates, key=lambda c: c[:4]):
        if i in used_gold or j in used_found:
            continue
        used_gold.add(i)
        used_found.add(j)
        for metric in METRICS:
            counts[metric] += right[metric]
        errors["unit wrong"] += not right["value+unit"]
        errors["bound wrong"] += not right["value+bound"]
    errors["quantity missed"] += len(gold) - len(used_gold)
    errors["no quantity there"] += len(found) - len(used_found)
    return counts, {kind: n for kind, n in errors.items() if n}


def _ends(row: Mapping) -> tuple[bool, float, float]:
    low, high, value = row.get("low"), row.get("high"), row.get("value")
    if low is not None and high is not None and not (value is not None and _close(low, high)):
        return True, float(low), float(high)
    if value is None:
        value = low if low is not None else high
    return False, float(value), float(value)


def _close(x: float, y: float) -> bool:
    return math.isclose(float(x), float(y), rel_tol=1e-5, abs_tol=1e-8)


def _same_value(g: Mapping, p: Mapping) -> bool:
    one, other = _ends(g), _ends(p)
    return one[0] == other[0] and _close(one[1], other[1]) and _close(one[2], other[2])


def _right(g: Mapping, p: Mapping) -> dict[str, float]:
    unit = normal_unit(g.get("unit")) == normal_unit(p.get("unit"))
    bound = (g.get("bound") or "=") == (p.get("bound") or "=")
    words_g, words_p = _concept_words(g.get("concept")), _concept_words(p.get("concept"))
    shared = len(words_g & words_p)
    either = not words_g and not words_p
    overlap = 1.0 if either else 2 * shared / (len(words_g) + len(words_p))
    return {
        "value": 1.0,
        "value+unit": float(unit),
        "value+bound": float(bound),
        "value+unit+bound": float(unit and bound),
        "value+concept_any": float(shared > 0 or either),
        "overlap": overlap,
    }


def _concept_words(concept: Sequence[str] | str | None) -> set[str]:
    if isinstance(concept, str):
        concept = concept.replace(",", " ").split()
    return {word.lower() for word in concept or [] if word and word != "-"}


@cache
def _spellings() -> dict[str, str]:
    return {row["spelling"]: row["unit"] for row in rows("spellings") if row["kind"] == "unit"}


@cache
def _singulars() -> dict[str, str]:
    return {row["spelling"]: row["unit"] for row in rows("spellings") if row["kind"] == "word"}


def normal_unit(unit: str | None) -> str:
    """Bring a unit to one spelling and to the singular.

    Examples
    --------
    >>> normal_unit("Per Cent"), normal_unit("soldiers"), normal_unit("USD"), normal_unit("")
    ('percentage', 'soldier', 'dollar', '-')
    """
    name = " ".join(str(unit or "").strip().lower().replace("–", "-").split())
    name = _spellings().get(name, name)
    if name in ("", "-"):
        return "-"
    parts = [part.strip() for part in name.split("/")]
    name = " ".join(_singular(word) for word in " per ".join(parts).split())
    return _spellings().get(name, name)


def _singular(word: str) -> str:
    if word in _singulars():
        return _singulars()[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("es") and word[:-2].endswith(("ss", "sh", "ch", "x", "z")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
