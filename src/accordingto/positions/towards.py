"""The side a stand takes on an issue, where the issue is a thing that may be or not be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from accordingto.positions.lexicon import named
from accordingto.positions.topics import stem, words

_FOR = ("supports", "defends", "agrees", "promises", "concedes")
_AGAINST = ("condemns", "accuses", "warns", "expresses_concern", "threatens", "rejects", "doubts")


@cache
def _against() -> frozenset[str]:
    return frozenset(stem(word) for word in named("against"))


def direction_of(label: str) -> int:
    """-1 where an issue's label asks for a thing's end (Withdraw the troops), else 1.

    Examples
    --------
    >>> direction_of("Withdrawal of the troops"), direction_of("Troops in the city")
    (-1, 1)
    """
    found = words(label)
    return -1 if found and _ends(found[0]) else 1


def issue_polarity(row: Mapping, word: str) -> int | None:
    """Tell whether a stand is for (1), against (-1) or neither (0) an issue's thing.

    Parameters
    ----------
    row : mapping
        A row of the table ``positions``.
    word : str
        Stem of the word of target or evidence that names the issue; empty where only the context does.

    Returns
    -------
    int or None
        None where no side is taken.
    """
    act = row["act"]
    if row["polarity"] is None or row["polarity"] != row["polarity"]:
        return None
    if bool(row["negated"]):
        return 0
    ended = _ended(str(row["evidence"] or ""), word, frozenset(words(str(row["cue"] or ""))))
    if act in ("demands", "calls_for"):
        return -1 if ended else 1
    if act in _FOR:
        return -1 if ended else 1
    if act in _AGAINST:
        return 1 if ended and act in ("condemns", "rejects") and word else -1
    if act == "denies" and row["rule"] == "own_not":
        # What a party says its own doing is not, it defends.
        return 1
    return None


def _ended(evidence: str, word: str, cue: frozenset[str]) -> bool:
    """Whether the words before the issue's word ask for its end, or any do where only context names it."""
    found = words(evidence)
    stemmed = [stem(w) for w in found]
    last = stemmed.index(word) if word in stemmed else len(found)
    near = found[max(0, last - 8) : last] if word in stemmed else found
    return any(_ends(w) for w in near if w not in cue) or (word in stemmed and _ends(found[last]))


def _ends(word: str) -> bool:
    stemmed = stem(word)
    known = _against()
    if stemmed in known:
        return True
    return any(stemmed.endswith(end) and stemmed[: -len(end)] in known for end in ("ing", "ed", "d")) or (
        stemmed.endswith("ing") and stemmed[:-3] + "e" in known
    )
