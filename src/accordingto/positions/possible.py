"""Which acts the words of a saying rule out, whatever else they may mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from accordingto.positions.clauses import is_negated, kids, subject
from accordingto.positions.lexicon import forms, named

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SILENT = ("declines_to_confirm", "no_response")
_COMING = ("promises", "threatens")
_WISHED = ("supports", "calls_for")


def possible(
    chances: Mapping[str, float],
    piece: Span,
    heads: Sequence[Token],
    is_own: Callable[[Token], bool],
    *,
    share: bool = True,
) -> dict[str, float]:
    """Take its chance from each act that the words cannot perform.

    Nobody denies without a negation, owns up to what others did, promises what is past, confirms without a word for
    it, worries by not being afraid, or keeps silent by telling something; and what one's own side will do is more than
    supported or called for.

    Parameters
    ----------
    chances : mapping of str to float
        Chance by act.
    piece : Span
        A sentence of what is said.
    heads : sequence of Token
        Heads of its clauses.
    is_own : callable
        Whether a subject stands for the speaker's side.
    share : bool
        Whether the others share the chance of what is ruled out, so that they sum up to 1 again.

    Returns
    -------
    dict of str to float
        The chances, 0 for what is ruled out.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("They stole the money.")
    >>> chances = {"accuses": 0.3, "concedes": 0.6, "neutral": 0.1}
    >>> found = possible(chances, doc[:], [doc[1]], lambda token: token.lower_ in ("i", "we"))
    >>> {act: round(chance, 2) for act, chance in found.items()}
    {'accuses': 0.75, 'concedes': 0.0, 'neutral': 0.25}
    """
    words = {form for token in piece for form in forms(token)}
    out: set[str] = set()
    negated = not words.isdisjoint(named("negating"))
    if not negated and words.isdisjoint(named("untrue")):
        out.add("denies")
    if not negated or words.isdisjoint(named("disclosing")):
        out.update(_SILENT)
    if words.isdisjoint(named("affirming")):
        out.add("confirms")
    if any(not named("worry").isdisjoint(forms(t)) and (is_negated(t) or is_negated(t.head)) for t in piece):
        out.add("expresses_concern")
    if not _own_deed(piece, heads, is_own):
        out.add("concedes")
    if (
        not any(t.tag_ == "MD" for t in piece)
        and words.isdisjoint(named("ready"))
        and words.isdisjoint(("if", "unless"))
    ):
        out.update(_COMING)
    if heads and any(t.tag_ == "MD" and t.lower_ in named("will") for t in kids(heads[0])):
        who = subject(heads[0])
        if who is not None and is_own(who):
            out.update(_WISHED)
    left = sum(chance for act, chance in chances.items() if act not in out) if share else 1.0
    return {act: 0.0 if act in out else chance / (left or 1.0) for act, chance in chances.items()}


def _own_deed(piece: Span, heads: Sequence[Token], is_own: Callable[[Token], bool]) -> bool:
    """Whether a saying tells what the speaker's own side did or is."""
    if any(t.tag_ == "PRP$" and t.lower_ in named("self") for t in piece):
        return True
    found = [who for head in heads if (who := subject(head)) is not None]
    return any(t.lower_ in named("self") or is_own(t) for t in found)
