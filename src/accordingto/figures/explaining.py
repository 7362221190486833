"""A verdict in plain words: both numbers, whom they come from, and why."""

from __future__ import annotations

from collections.abc import Mapping

from accordingto.figures.comparability import Compared
from accordingto.figures.verdicts import Verdict


def explanation(a: Compared, b: Compared, verdict: Verdict, ratio: float | None, names: Mapping[str, str]) -> str:
    """Name both sources and both numbers in one sentence, then the reason."""
    said = [f"“{' '.join(x.quote.split())}” ({_who(x, names)})" for x in (a, b)]
    apart = f", {ratio:.3g} times apart" if ratio is not None and ratio >= 1.05 else ""
    return f"{said[0]} and {said[1]}{apart}: {verdict.why}."


def _who(figure: Compared, names: Mapping[str, str]) -> str:
    who = [names.get(actor_id) or actor_id.rsplit(":", 1)[-1].replace("-", " ") for actor_id in sorted(figure.actors)]
    return " and ".join(who) if who else "source not stated"
