"""Who takes which stand towards whom or what: acts, targets, issues, and how sure."""

from accordingto.positions.commitment import commitment_at
from accordingto.positions.doers import acting
from accordingto.positions.extract import extract
from accordingto.positions.issues import assign_issues
from accordingto.positions.plover import plover

__all__ = ["acting", "assign_issues", "commitment_at", "extract", "plover"]
