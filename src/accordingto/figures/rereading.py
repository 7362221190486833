"""What would be shown to an editor as a disagreement is read once more, by the trained network, side by side.

Rules tell that two numbers cannot both be so of one thing; whether the passages are of one thing the network judges
better, and it takes back what it holds unlikely. All other relations stay what the rules made them. How the limits
were found is in ``training/passages/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from accordingto.figures.chances import IN_WORDS
from accordingto.figures.comparability import Compared, is_house, told_together
from accordingto.figures.doubting import place_of
from accordingto.figures.learned import Passage, passage, reading_chances
from accordingto.figures.remarks import is_remarked
from accordingto.figures.verdicts import Verdict, verdict

STANDS = 0.5
"""Chance of being contradictory below which a contradiction of the rules is left open."""
EXCEEDS = 0.2
"""The same where a part is larger than the whole."""
OPPOSED = 0.3
"""Chance of not both being so, in whatever way, below which an editor need not look."""
_FLAGGED = ("revision", "denied_or_conceded")


def read_again(
    a: Compared, b: Compared, found: Verdict | None, texts: Mapping[str, str], names: Mapping[str, str]
) -> Verdict | None:
    """Read both passages again where the rules see a disagreement.

    Parameters
    ----------
    a, b : Compared
        Two figures, in the order of their articles and offsets.
    found : Verdict or None
        What the rules say of them.
    texts, names : mapping of str to str
        Text by article, name by actor.

    Returns
    -------
    Verdict or None
        As found for figures of two stories, for what the text says of the two numbers in so many words, and for
        relations that are no disagreement.

    Examples
    --------
    >>> read_again(None, None, None, {}, {}) is None
    True
    """
    asked = found is not None and (found.relation == "contradictory" or _is_flagged(found))
    if not asked or found.rule in IN_WORDS or not told_together(a, b):
        return found
    if found.relation == "contradictory" and any(is_remarked(texts[x.article_id], *_place(x)) for x in (a, b)):
        return verdict(
            "undecided", "remarked", "the article says how one of them was counted, or that this is not known"
        )
    if _is_one(a, b):
        return found
    chances = reading_chances(*(passage_of(x, texts, names) for x in (a, b)), compared(a, b))
    if found.relation == "contradictory":
        if chances["contradictory"] >= (EXCEEDS if _part_exceeds(a, b) else STANDS):
            return found
        return verdict("undecided", "read_apart", "the words around them may well be of different things")
    opposed = chances["contradictory"] + sum(chances[relation] for relation in _FLAGGED)
    return found if opposed >= OPPOSED else replace(found, flagged="show")


def _is_one(a: Compared, b: Compared) -> bool:
    """Both name what happened, and where."""
    return a.event == b.event != "" and a.place == b.place != ""


def _part_exceeds(a: Compared, b: Compared) -> bool:
    """A hospital that has more dead than are known of in all contradicts, though it tells of its own only."""
    less, more = (a, b) if a.headline < b.headline else (b, a)
    return is_house(more) and not is_house(less)


def _is_flagged(found: Verdict) -> bool:
    return found.relation in _FLAGGED and found.flagged == "yes"


def passage_of(x: Compared, texts: Mapping[str, str], names: Mapping[str, str]) -> Passage:
    """What the network reads of a figure."""
    source = names.get(min(x.actors), "") if x.actors else ""
    day = f"{x.holds_to:%m-%d}" if x.holds_to is not None else ""
    counted = (x.measure, x.population, x.place, " ".join(sorted(x.basis)), x.area)
    return passage(texts[x.article_id], *_place(x), source, day, x.modality, counted)


def _place(x: Compared) -> tuple[int, int]:
    start = place_of(x.figure_id)
    return start, start + len(x.quote)


def compared(a: Compared, b: Compared) -> str:
    """How two figures compare, in words that the network knows: their numbers, days, sources and articles."""
    if a.dimension != b.dimension:
        numbers = "other unit"
    elif (a.low, a.high) == (b.low, b.high):
        numbers = "equal"
    else:
        numbers = "different" if a.low > b.high or b.low > a.high else "overlapping"
    if a.holds_to is None or b.holds_to is None:
        days = "day unknown"
    else:
        days = "same day" if a.holds_to == b.holds_to else "earlier" if a.holds_to < b.holds_to else "later"
    if not a.actors or not b.actors:
        sources = "source unknown"
    else:
        sources = "same source" if a.actors & b.actors else "other source"
    return f"{numbers}, {days}, {sources}, {'same' if a.article_id == b.article_id else 'other'} article"
