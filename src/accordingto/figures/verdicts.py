"""What comparing two figures ends in: a relation, the rule that fired, why, and whether an editor should look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accordingto.figures.comparability import Compared

FLAG_OF = {
    "unit_differs": "no",
    "definition_differs": "note",
    "scope_differs": "note",
    "part_of_total": "no",
    "modality_differs": "note",
    "update": "no",
    "revision": "yes",
    "equal": "no",
    "rounding_compatible": "no",
    "approximation_compatible": "no",
    "bound_compatible": "show",
    "range_subsumed": "show",
    "range_overlap": "weak",
    "contradictory": "yes",
    "denied_or_conceded": "yes",
    "undecided": "show",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation with the rule that fired and why, and whether an editor should look."""

    relation: str
    rule: str
    why: str
    flagged: str


Rule = Callable[[Compared, Compared], "Verdict | None"]


def verdict(relation: str, rule: str, why: str, flagged: str = "") -> Verdict:
    """A verdict with the flag that the relation has unless another is given."""
    return Verdict(relation, rule, why, flagged or FLAG_OF[relation])
