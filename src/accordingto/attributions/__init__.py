"""Who said what: sources, cues and contents, and how each saying is meant."""

from accordingto.attributions.describing import describe
from accordingto.attributions.tagging import tag

__all__ = ["describe", "tag"]
