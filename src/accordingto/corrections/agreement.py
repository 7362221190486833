"""Decisions to how often reviewers agree with the extractor, and with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations

import pandas as pd

from accordingto.corrections.decisions import Decision, active

ACCEPTED, REJECTED, ADDED = "accepted", "rejected", "added"


def report(decisions: Sequence[Decision]) -> pd.DataFrame:
    """Count the decisions that hold, by table.

    Parameters
    ----------
    decisions : sequence of Decision

    Returns
    -------
    DataFrame
        ``table``, ``decisions``, ``rows`` (different ones), ``accepted``, ``edited``, ``rejected``,
        ``added`` (of rows: the last reviewer's last word counts), ``agreement`` (rows accepted
        of those that the extractor found) and ``alpha`` (Krippendorff's, of the rows that two
        reviewers or more decided on; NA where there are too few).

    Examples
    --------
    >>> made = [Decision("ann", f"2026-01-0{n}", "figures", f"a:f{n}", "status", new=v)
    ...         for n, v in enumerate(["accepted", "accepted", "rejected", "accepted"], 1)]
    >>> report(made)[["table", "rows", "accepted", "agreement"]].values.tolist()
    [['figures', 4, 3, 0.75]]
    """
    held, _ = active(decisions)
    rows = []
    for table in dict.fromkeys(d.table for d in held):
        own = [d for d in held if d.table == table]
        verdicts = Counter(_kind(v) for v in _verdicts(own, by_reviewer=False).values())
        judged = verdicts[ACCEPTED] + verdicts["edited"] + verdicts[REJECTED]
        rows.append(
            {
                "table": table,
                "decisions": len(own),
                "rows": sum(verdicts.values()),
                **{kind: verdicts[kind] for kind in (ACCEPTED, "edited", REJECTED, ADDED)},
                "agreement": verdicts[ACCEPTED] / judged if judged else None,
                "alpha": reviewers_alpha(own),
            }
        )
    columns = ["table", "decisions", "rows", ACCEPTED, "edited", REJECTED, ADDED, "agreement", "alpha"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"agreement": "Float64", "alpha": "Float64"})


def reviewers_alpha(decisions: Sequence[Decision]) -> float | None:
    """Measure how far reviewers agree on the rows that more than one of them decided on.

    Parameters
    ----------
    decisions : sequence of Decision
        Two verdicts are the same when both accept the row, both reject it, or both edit it alike.

    Returns
    -------
    float or None
        Krippendorff's alpha for nominal data; None where no row has two reviewers.
    """
    units: dict[tuple[str, str], list[str]] = {}
    for (table, row, _), verdict in _verdicts(active(decisions)[0], by_reviewer=True).items():
        units.setdefault((table, row), []).append(verdict)
    return alpha(units.values())


def alpha(units: Iterable[Sequence[object]]) -> float | None:
    """Compute Krippendorff's alpha for nominal data.

    After K. Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), section C: any
    number of observers, missing values.

    Parameters
    ----------
    units : iterable of sequence
        For each thing that was judged, the values that its observers gave.

    Returns
    -------
    float or None
        1: perfect, 0: as by chance. None where nothing was judged twice; 1 where all gave one value.

    Examples
    --------
    >>> round(alpha([["a", "a"], ["a", "b"], ["b", "b"], ["c"]]), 3)
    0.444
    """
    together: Counter[tuple[object, object]] = Counter()
    for values in units:
        if len(values) > 1:
            weight = 1 / (len(values) - 1)
            for pair in permutations(values, 2):
                together[pair] += weight
    margins: Counter[object] = Counter()
    for (a, _), weight in together.items():
        margins[a] += weight
    n = sum(margins.values())
    if not n:
        return None
    expected = n * n - sum(m * m for m in margins.values())
    if expected <= 0:
        return 1.0
    observed = sum(weight for (a, b), weight in together.items() if a != b)
    return 1 - (n - 1) * observed / expected


def _verdicts(held: Sequence[Decision], by_reviewer: bool) -> dict[tuple[str, str, str], str]:
    """Each reviewer's last word on each row; edits of several columns are one verdict."""
    edits: dict[tuple[str, str, str], dict[str, str]] = {}
    for d in held:
        own = edits.setdefault((d.table, d.row_id, d.who if by_reviewer else ""), {})
        if d.field == "status":
            if d.new == REJECTED:
                own.clear()
            own["status"] = d.new
        else:
            own.pop("status", None) if own.get("status") != ADDED else None
            own["status" if d.field == "add" else d.field] = ADDED if d.field == "add" else d.new
    found = {}
    for key, own in edits.items():
        changes = sorted((f, v) for f, v in own.items() if f != "status")
        status = own.get("status", "")
        # An edited row that is accepted is an edited row; an added one stays added.
        found[key] = status if status in (REJECTED, ADDED) or not changes else str(changes)
    return found


def _kind(verdict: str) -> str:
    return verdict if verdict in (ACCEPTED, REJECTED, ADDED) else "edited"
