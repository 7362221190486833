"""What reviewers decided about rows: kept in one file, replayed by every parse, and counted."""

from accordingto.corrections.agreement import alpha, report, reviewers_alpha
from accordingto.corrections.decisions import (
    FILE,
    CorrectionsError,
    Decision,
    active,
    append,
    read,
    reviewer,
    undo,
)
from accordingto.corrections.making import added_actor, added_row, given_name, split_off
from accordingto.corrections.replay import Gone, as_extracted, replay

__all__ = [
    "FILE",
    "CorrectionsError",
    "Decision",
    "Gone",
    "active",
    "added_actor",
    "added_row",
    "alpha",
    "append",
    "as_extracted",
    "given_name",
    "read",
    "replay",
    "report",
    "reviewer",
    "reviewers_alpha",
    "split_off",
    "undo",
]
