"""What a speaker does by saying something."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accordingto.positions.learned import Reading


@dataclass(frozen=True, slots=True)
class Stand:
    """What a speaker does by saying something.

    Parameters
    ----------
    act : str
        One of the acts, or ``content`` where the words decide nothing.
    words : tuple of int
        The tokens that decided.
    negated, conditional : bool
        The act is negated; it hangs on a condition.
    rule : str
        Short name of the rule that decided.
    confidence : float
        How reliable the rule is.
    clause : int or None
        The head of the clause that decided, when it was the content.
    fallback : str
        The act where a bland cue's content decides nothing.
    who : int or None
        The word that names whose act it is, where the speaker tells that of its side ("China hopes").
    reading : Reading or None
        What the network reads in the sentence, where it was asked.
    """

    act: str
    words: tuple[int, ...]
    negated: bool
    conditional: bool
    rule: str
    confidence: float
    clause: int | None = None
    fallback: str = ""
    who: int | None = None
    reading: Reading | None = field(default=None, compare=False)
