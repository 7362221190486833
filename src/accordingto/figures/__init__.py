"""Figures as reported, whom they come from, and how two of the same thing stand to each other."""

from accordingto.figures.comparing import compare
from accordingto.figures.extracting import extract
from accordingto.figures.quantities import quantities
from accordingto.figures.telling import as_sources, tellers

__all__ = ["as_sources", "compare", "extract", "quantities", "tellers"]
