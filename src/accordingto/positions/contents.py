"""Which act a speaker performs by what is said, where the cue is bland."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from accordingto.positions.announcing import vows
from accordingto.positions.blaming import accuses, denies, in_vain
from accordingto.positions.clauses import kids
from accordingto.positions.evaluating import evaluates
from accordingto.positions.performing import performs
from accordingto.positions.requiring import requires
from accordingto.positions.stand import Stand
from accordingto.positions.wordings import FIRM, WORDINGS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def from_content(
    doc: Doc, heads: list[Token], is_own: Callable[[Token], bool], is_actor: Callable[[Token], bool], *, accusing: bool
) -> Stand | None:
    """Read the act from what is said.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    heads : list of Token
        Heads of the content's clauses, from :func:`clauses.clause_heads`.
    is_own, is_actor : callable
        Whether a subject stands for the speaker's side; for any actor.
    accusing : bool
        The cue suggests an accusation (claim, allege).

    Returns
    -------
    Stand or None
        None where nothing in the content shows a stand.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("The plan is reckless.")
    >>> from_content(doc, [doc[2]], lambda token: False, lambda token: False, accusing=False).act
    'condemns'
    """
    for part in _weighed(heads):
        for rule in (in_vain, performs, *FIRM, requires, vows, denies, evaluates, accuses, *WORDINGS):
            for head in part:
                if any(c.dep_ == "mark" and c.lower_ == "whether" for c in kids(head)):
                    continue
                found = rule(head, is_own, is_actor, accusing)
                if found is not None:
                    return found
    return None


def _weighed(heads: list[Token]) -> list[list[Token]]:
    """What follows *but* first: *leaks are embarrassing, but the decision was right* is said for the decision."""
    last = [h for h in heads if h is not heads[0] and h.left_edge.i and h.doc[h.left_edge.i - 1].lower_ == "but"]
    return [part for part in (last, [h for h in heads if h not in last]) if part]
