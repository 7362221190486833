"""What a number counts whose own words do not tell: what one before it does, or what a noun near by names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordingto.figures.events import event_words
from accordingto.figures.measuring import measure_of
from accordingto.figures.quantities import Quantity
from accordingto.figures.reading import Reading, event_of
from accordingto.figures.same_measure import FAR, ON, pointed
from accordingto.figures.threads import is_open
from accordingto.figures.topics import Topic
from accordingto.records import Figure, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RATHER = 2.0
"""A bare number takes up another where the network holds it half as likely as that it does not: hardly anything else
tells what it counts."""
_TOLD = 0.3
"""A word that is less likely to tell what is counted names nothing."""


def taken_up(
    reading: Reading, figure: Figure, before: Sequence[Figure], numbers: Sequence[Span]
) -> tuple[Figure | None, Token | None]:
    """The figure before that counts the same as a bare one; else the noun near by that tells what it counts.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    figure : Figure
        One whose own words do not tell.
    before : sequence of Figure
        The figures before it.
    numbers : sequence of (int, int)
        Where all quantities of the article are.

    Returns
    -------
    tuple of (Figure or None, Token or None)
        One of them at most.
    """
    text, own = reading.text, (figure.start, figure.end)
    figures = {(f.start, f.end): f for f in before}
    others = [*figures, *(span for span in numbers if span[0] > figure.start)]
    low, high = max(0, figure.start - FAR), min(len(text), figure.end + ON)
    near = reading.doc.char_span(low, high, alignment_mode="expand")
    nouns = [t for t in near if t.tag_ in ("NN", "NNS") and not own[0] <= t.idx < own[1]]
    found = pointed(text, own, others, [(t.idx, t.idx + len(t)) for t in nouns])
    # All figures of one measure speak for it together.
    chances: dict[str, float] = {}
    last: dict[str, Figure] = {}
    for index, chance in found.before.items():
        f = figures[others[index]]
        key = f.measure or f"{f.start}"
        chances[key] = chances.get(key, 0.0) + chance
        last[key] = f
    best = max(chances, key=chances.__getitem__, default="")
    if best and _RATHER * chances[best] > found.first:
        return last[best], None
    word = max(found.words, key=found.words.__getitem__, default=None)
    return None, nouns[word] if word is not None and found.words[word] > _TOLD else None


def named(doc: Doc, quantity: Quantity, word: Token) -> Topic | None:
    """What a noun makes of a number that stands apart from it; None for people, who may be any."""
    event = ""
    if quantity.unit is None:
        event = event_words("nouns").get(word.lemma_.lower()) or event_of(doc, word.i)
    measure, _ = measure_of(quantity, word, event)
    return None if is_open(measure) else Topic(measure, word.text)
