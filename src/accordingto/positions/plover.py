"""From an act to its place in PLOVER and CAMEO."""

from __future__ import annotations

from functools import cache

from accordingto.positions.lexicon import rows


def plover(act: str) -> dict[str, str | int | float | None]:
    """Look up PLOVER event and mode, CAMEO root, quad class and score of an act.

    Parameters
    ----------
    act : str
        One of :data:`accordingto.schemas.STANCE_ACTS`.

    Returns
    -------
    dict
        ``plover_event``, ``plover_mode`` and ``cameo`` (empty text where there is none), ``quad``
        (1 to 4), ``plover_score`` (-10 to 10) and ``strength``, its size; None where there is none.

    Raises
    ------
    KeyError
        If there is no such act.

    Examples
    --------
    >>> plover("demands")["plover_event"], plover("demands")["quad"], plover("demands")["strength"]
    ('REQUEST', 3, 5.0)
    >>> plover("no_response")["plover_event"], plover("no_response")["quad"]
    ('', None)
    """
    row = _table()[act]
    score = float(row["plover_score"]) if row["plover_score"] else None
    return {
        "plover_event": row["plover_event"],
        "plover_mode": row["plover_mode"],
        "cameo": row["cameo"],
        "quad": int(row["quad"]) if row["quad"] else None,
        "plover_score": score,
        "strength": None if score is None else abs(score),
    }


def polarity(act: str) -> int | None:
    """Return the stand that an act takes towards its target: -1, 0, 1, or None for no side.

    Examples
    --------
    >>> polarity("condemns"), polarity("calls_for"), polarity("no_response")
    (-1, 0, None)
    """
    cell = _table()[act]["polarity"]
    return int(cell) if cell else None


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["act"]: row for row in rows("plover.csv")}
