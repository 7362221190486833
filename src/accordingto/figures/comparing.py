"""The table of figures to the table of discrepancies: blocks of comparable figures, then pairs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from accordingto.figures.chances import weighed
from accordingto.figures.comparability import Compared
from accordingto.figures.explaining import explanation
from accordingto.figures.intervals import times
from accordingto.figures.preparing import Preparing, block
from accordingto.figures.relating import relate
from accordingto.figures.rereading import read_again
from accordingto.figures.verdicts import Verdict
from accordingto.schemas import GRADES
from accordingto.tables import join_tables, make_table

if TYPE_CHECKING:
    import pandas as pd

NEIGHBOURS = 40
"""Each figure of a block is paired with at most so many that follow it."""
ALIEN = 10.0
"""Numbers so many times apart of which it is in doubt whether they count the same count other things: one pair in nine
of them is one that a reader would compare."""
_AT_ONCE = 20_000
"""So many pairs are kept as rows before they are put into typed columns."""


def compare(
    figures_table: pd.DataFrame,
    texts: Mapping[str, str],
    names: Mapping[str, str] | None = None,
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
        ``article_id`` to text.
    names : mapping of str to str, optional
        ``actor_id`` to name, for the explanations.
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
    table = figures_table.to_dict("records")
    ready = Preparing(table, texts, around)
    blocks: dict[tuple[str, str], list[Compared]] = {}
    for row in table:
        figure = ready.figure(row)
        if figure is not None:
            blocks.setdefault(block(figure), []).append(figure)
    # Of many figures they take as much memory as the pairs.
    del table, ready
    frames, found = [], []
    for figures in _emptied(blocks):
        # Articles of one event stand together, so that they are each other's neighbours.
        figures.sort(key=lambda f: (f.story, f.article_id, int(_offset(f.figure_id)), f.figure_id))
        for a, b in _pairs(figures):
            verdict = relate(a, b)
            verdict = weighed(a, b, verdict) if verdict is not None else None
            # Most pairs of a block are of two stories, and nothing more is asked of them.
            if verdict is None or (verdict.relation == "undecided" and times(a, b) >= ALIEN):
                continue
            verdict = read_again(a, b, verdict, texts, names or {})
            found.append(_row(a, b, verdict, names or {}, grades))
            if len(found) == _AT_ONCE:
                frames.append(make_table("discrepancies", found))
                found = []
    joined = join_tables("discrepancies", [*frames, make_table("discrepancies", found)])
    return joined.sort_values("discrepancy_id", kind="stable", ignore_index=True)


def _emptied(blocks: dict[tuple[str, str], list[Compared]]) -> Iterator[list[Compared]]:
    """Each block once, and then no longer kept."""
    for key in list(blocks):
        yield blocks.pop(key)


def _pairs(block: list[Compared]) -> Iterator[tuple[Compared, Compared]]:
    for k, a in enumerate(block):
        for b in block[k + 1 : k + 1 + NEIGHBOURS]:
            yield a, b


def _offset(figure_id: str) -> str:
    digits = re.search(r"([0-9]{1,15})\D*$", figure_id)
    return digits.group(1) if digits else "0"


def _row(
    a: Compared, b: Compared, verdict: Verdict, names: Mapping[str, str], grades: Sequence[float]
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
        "explanation": explanation(a, b, verdict, ratio, names),
    }


def _ratio(a: Compared, b: Compared) -> float | None:
    small, large = sorted((abs(a.headline), abs(b.headline)))
    if not small or not math.isfinite(large / small) or a.headline * b.headline < 0:
        return None
    return float(f"{large / small:.6g}")
