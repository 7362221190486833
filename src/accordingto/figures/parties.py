"""Which sources are the firm that a story is about: the owner of the ship, the airline that cuts jobs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from accordingto.figures.lexicon import alternatives, word_set
from accordingto.figures.stories import Stories

_LONGEST = 60_000
_REACH = 60


@cache
def _words(kind: str) -> str:
    return alternatives(w for w in word_set("counting", kind) if w not in _VAGUE)


def parties(
    table: Sequence[Mapping[str, object]], texts: Mapping[str, str], stories: Stories
) -> frozenset[tuple[str, str]]:
    """Find the sources that some article of their story calls its owner, operator, maker or employer.

    Parameters
    ----------
    table : sequence of mapping
        Rows of the table ``figures``.
    texts : mapping of str to str
        ``article_id`` to text.
    stories : Stories
        Which articles tell of one event.

    Returns
    -------
    frozenset of (str, str)
        Story and actor id.
    """
    asked = dict.fromkeys(
        (str(row["article_id"]), actor) for row in table for actor in str(row["originator_id"] or "").split(";")
    )
    called = {
        (stories.story.get(article, article), stories.key(actor))
        for article, actor in asked
        if actor and is_firm(texts.get(article, "")[:_LONGEST], actor)
    }
    called |= {
        (stories.story.get(str(row["article_id"]), str(row["article_id"])), stories.key(actor))
        for row in table
        for actor in str(row["originator_id"] or "").split(";")
        if actor and struck(texts.get(str(row["article_id"]), ""), int(row["start"]), actor)
    }
    return frozenset(
        (story, actor)
        for article, actor in asked
        if actor
        for story in [stories.story.get(article, article)]
        for key in [stories.key(actor)]
        # "Orbis" is the firm in one article, and "Orbis Motor" in the next.
        if any((story, key[:n]) in called for n in range(1, len(key) + 1))
    )


def is_firm(text: str, actor_id: str) -> bool:
    """Tell whether a text calls an actor a firm that owns, runs or makes something.

    Examples
    --------
    >>> is_firm("The owner, Blue Line, said 40 people were aboard.", "organisation:blue-line")
    True
    >>> is_firm("Blue Line, a residents' group, said 40 people were aboard.", "organisation:blue-line")
    False
    """
    slug = actor_id.rpartition(":")[2]
    words = [w for w in slug.split("-") if w]
    if not words:
        return False
    if actor_id.startswith("unnamed:"):
        return words[-1] in word_set("counting", "firm") and words[-1] not in ("group", "board")
    name = re.compile(r"[\W_]{1,3}".join(map(re.escape, words)), re.IGNORECASE)
    before = re.compile(rf"\b(?:{_words('firm')}),? (?:the )?$")
    after = re.compile(
        rf"^,? (?:which (?:\w+ )?(?:{_words('runs')})\b|the (?:[\w'’]+ ){{0,4}}(?:{_words('firm')})\b)", re.IGNORECASE
    )
    for found in name.finditer(text):
        if before.search(text[max(0, found.start() - _REACH) : found.start()].lower()):
            return True
        if after.search(text[found.end() : found.end() + _REACH]) or _SHARES.match(text, found.end()):
            return True
    return False


def struck(text: str, start: int, actor_id: str) -> bool:
    """Tell whether a number is of those whom armed forces say that they killed or hurt themselves.

    Examples
    --------
    >>> text = "The army says that its jets had bombed a depot and had killed 15 people."
    >>> struck(text, text.index("15"), "organisation:army"), struck(text, text.index("15"), "organisation:red-cross")
    (True, False)
    """
    if not is_armed(actor_id):
        return False
    return bool(_STRUCK.search(re.split(r"[.!?]\s|\n", text[max(0, start - _SENTENCE) : start])[-1].lower()))


@cache
def is_armed(actor_id: str) -> bool:
    """Whether the words for a source are those for armed forces or the police."""
    return not set(actor_id.rpartition(":")[2].split("-")).isdisjoint(word_set("counting", "armed"))


_SENTENCE = 300
_STRUCK = re.compile(
    r"\b(?:it|they|we|(?:its|their|our|his) [a-z-]+)\b[^;]*\b(?:killed|shot dead|wounded|injured) "
    r"(?:about |around |some |only |just |nearly |over |more than |at least |up to )?$"
)
_SHARES = re.compile(r"(?:['’]s)? (?:shares|stock)\b")
"""What has shares is a firm."""
_VAGUE = ("group", "board", "management", "utility")
"""Words that name much besides firms."""
