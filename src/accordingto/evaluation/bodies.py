"""Whether two names are of one body: by a short and a full form, an office and its holder, a state and its ministry."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accordingto.actors.gazetteer import body_forms
from accordingto.evaluation.cast import called, plain


def same_body(name: str, actor: Mapping[str, str]) -> bool:
    """Whether an extracted actor is a body of the gold: by name or alias, or by a shorter or longer form of it.

    Words that begin alike are one ("Norway" and "Norwegian", "ministry" and "minister").

    Examples
    --------
    >>> same_body("Norway's labour ministry", {"name": "labour ministry", "aliases": ""})
    True
    >>> same_body("SkyNord Airways", {"name": "SkyNord", "aliases": ""})
    True
    >>> same_body("Oslo city hall", {"name": "Oslo", "aliases": ""})
    False
    >>> same_body("St Olav's hospital", {"name": "St Olav's", "aliases": ""})
    True
    >>> same_body("Norway's labour ministry", {"name": "Norway", "aliases": "", "kind": "country"})
    True
    >>> same_body("Clare county council", {"name": "the county", "aliases": "", "kind": "unnamed"})
    True
    """
    own, aliases = called(actor)
    own, *aliases = map(_office, (own, *aliases))
    # "The organisers" of an article are the organisers of its march, and "researchers" those in Zurich.
    if _office(_COMPLEMENT.split(plain(name))[0]) in (own, *aliases):
        return True
    # "St Ana's" is St Ana's hospital.
    if any(words.endswith("'s") and plain(name).startswith(f"{words} ") for words in (own, *aliases)):
        return True
    full = _words(_office(plain(name)))
    wanted, body = [word[:_STEM] for word in full], bool(full) and full[-1] in body_forms()
    low = [word for word in wanted if word not in _LEVELS]
    for words in (own, *aliases):
        told = [word[:_STEM] for word in _words(words) if word not in _OWNERS]
        # "The provincial department of health" is what others call "Arden health department", "regional prosecutors"
        # are those of Arden, and "the state health department" is that of Arden.
        inverted = [word for word in told if word not in _LEVELS]
        if 1 < len(inverted) < len(told) and set(inverted) <= set(wanted):
            return True
        higher = inverted != ["gover"] or "feder" in told
        if len(inverted) == 1 < len(told) and inverted == wanted[-1:] and higher:
            return True
        if 1 < len(low) < len(wanted) and low == told[-len(low) :]:
            return True
        short, long = sorted((told, wanted), key=len)
        if not short or not set(short) <= set(long):
            continue
        # "A tracker run by the donors" is the donors' tracker.
        if short == wanted and len(short) > 1 and " by " in words:
            return True
        # Where an article says "Norway" it is Norway's government, army or ministry that speaks.
        if actor.get("kind") == "country" and long == wanted and long[: len(short)] == short and long[-1] in _STATE:
            return True
        # "The county" says what its county council says.
        if actor.get("kind") == "unnamed" and short == told == wanted[-2:-1] and wanted[-1] in _SEATS:
            return True
        # "Orbis Marine" begins "Orbis Marine Footwear"; one word may begin many names, and the Coast Guard of the
        # United States is not the United States.
        if len(short) > 1 and long[: len(short)] == short and short == told and not body:
            return True
        # What a name ends in tells what it is; a firm may leave out only what it trades as.
        if short[-1] == long[-1] or set(long[len(short) :]) <= _FIRMS:
            return True
    return False


def is_officer(person: Mapping[str, str], body: Mapping[str, str]) -> bool:
    """Whether an extracted human holds an office in an extracted body: a body's number told by its spokesman is both's.

    Examples
    --------
    >>> falk = {"name": "Ines Falk", "aliases": "", "kind": "person", "role": "spokeswoman", "organisation": "Orbis"}
    >>> is_officer(falk, {"name": "Orbis", "aliases": ""}), is_officer(falk, {"name": "Delta", "aliases": ""})
    (True, False)
    """
    if person.get("kind") != "person" or not person.get("role"):
        return False
    name, aliases = called(body)
    # "The parish president" is the parish's without more.
    return plain(person.get("organisation", "")) in (name, *aliases) or name in plain(person["role"]).split(" ")


def _office(name: str) -> str:
    """An office by its plainest name: the Department of Energy is the energy ministry, as is what its minister says.

    Examples
    --------
    >>> _office("department of energy"), _office("governor's office")
    ('energy ministry', 'governor')
    """
    name = re.sub(r"(?:'s|s') office$", "", _OFFICES.sub("ministry", name))
    return re.sub(r"^(.*\b)ministry (?:of|for) (?:the )?(.+)$", r"\1\2 ministry", name)


def _words(name: str) -> list[str]:
    """The words of a name without the s of a genitive."""
    return [word for word in re.findall(r"\w+", name) if word != "s"]


_COMPLEMENT = re.compile(r" (?:of|in|on|at|for|from|by|with|without|among|hired by|run by|seen by) ")
_STATE = ("gover", "minis", "army", "milit", "force", "navy")
"""Stems of what a country speaks through."""
_SEATS = ("counc", "hall", "gover", "admin")
"""And of what a county or a city does."""
_OWNERS = ("its", "their", "his", "her", "our")
_OFFICES = re.compile(r"\b(?:department|minister|secretary(?: of state)?)\b")
_STEM = 5
"""Words are told apart by so many letters."""
_LEVELS = ("the", "of", "for", "provi", "natio", "regio", "state", "local", "munic", "feder", "count", "distr", "city")
"""Stems of words that only say how high a body stands."""
_FIRMS = frozenset(
    word[:_STEM]
    for word in (
        "airways",
        "airlines",
        "group",
        "ltd",
        "inc",
        "plc",
        "corp",
        "company",
        "holdings",
        "agency",
        "aero",
        "motor",
        "motors",
        "co",
    )
)
