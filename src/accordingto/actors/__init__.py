"""Who is meant: from mentions in an article to actors with role, organisation, country and sector."""

from accordingto.actors.casting import Cast, Mention, Resolved, cast
from accordingto.actors.describe import Description, describe_mention
from accordingto.actors.merging import merge

__all__ = ["Cast", "Description", "Mention", "Resolved", "cast", "describe_mention", "merge"]
