"""Who only passes on what somebody else says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordingto.positions.clauses import tokens_of
from accordingto.positions.lexicon import forms, named
from accordingto.positions.silences import SILENT
from accordingto.records import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FELT = ("belief", "emotion")
_RELAYED = 0.6
"""Share of what a source says that must be another attribution for the source only to relay it."""

_ALL = 0.85
"""The same for who tells what he said himself."""


def only_asked(doc: Doc, attributions: Sequence[Attribution], index: int) -> bool:
    """Whether a cue is an infinitive under the cue of a request: who is asked to dismiss somebody has not done so.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    attributions : sequence of Attribution
        What its sources say.
    index : int
        Which of them is meant.

    Returns
    -------
    bool

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.pipeline import extract
    >>> doc = pipeline()("Ann Berg asked the board to stop the sale.")
    >>> only_asked(doc, extract(doc).attributions, 0)
    False
    """
    for span in attributions[index].cue:
        first, last = tokens_of(doc, *span)
        verb = next((t for t in doc[first:last] if t.tag_ == "VB"), None)
        if verb is None or verb.dep_ not in ("xcomp", "ccomp") or doc[first].tag_ != "TO":
            continue
        for k, other in enumerate(attributions):
            above = k != index and other.act == "request"
            if above and any(s <= verb.head.idx < e for s, e in other.cue):
                return True
    return False


def relaying(doc: Doc, attributions: Sequence[Attribution], cast) -> tuple[set[int], set[int]]:
    """The attributions whose sources only pass on what somebody else says, and those that tell it as a fact.

    A medium does where most of its content is another's saying; so does who is cited for it (*according to* him), and
    who tells what another on his side thinks or feels, or nobody knows him. Who *says* that his manager told him to
    stay away tells what was done to him. Who says that he warned them takes the stand in the warning.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    attributions : sequence of Attribution
        What its sources say.
    cast : Cast
        Its actors.

    Returns
    -------
    set of int, set of int
        Their places among the attributions.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from accordingto.language import pipeline
    >>> from accordingto.pipeline import extract
    >>> doc = pipeline()("Ann Berg said that Norway had promised to stop the sale.")
    >>> found = extract(doc)
    >>> relaying(doc, found.attributions, SimpleNamespace(actors={a.actor_id: a for a in found.actors}))
    (set(), {0})
    """
    covered: dict[int, int] = {}
    others: dict[int, dict[str, set[str]]] = {}
    for index, child in enumerate(attributions):
        spans = [*child.source, *child.cue, *child.content]
        # "Staff were told to keep quiet": nobody else takes a stand by what nobody is named for.
        relayed = child.parent is not None and child.parent != index and bool(spans and child.actor_ids)
        if not relayed or only_asked(doc, attributions, index):
            continue
        low, high = min(s for s, _ in spans), max(e for _, e in spans)
        inner = sum(max(0, min(e, high) - max(s, low)) for s, e in attributions[child.parent].content)
        covered[child.parent] = covered.get(child.parent, 0) + inner
        told = others.setdefault(child.parent, {})
        if set(child.actor_ids).isdisjoint(attributions[child.parent].actor_ids):
            told.setdefault(child.act, set()).update(child.actor_ids)
    found: set[int] = set()
    telling: set[int] = set()
    for index, inner in covered.items():
        source = attributions[index]
        length = sum(e - s for s, e in source.content)
        if not inner >= _RELAYED * length > 0 or source.act in SILENT:
            continue  # Asked whether the others believed it, he did not answer.
        kinds = {cast.actors[a].kind for a in source.actor_ids if a in cast.actors}
        cue = {form for span in source.cue for t in doc[slice(*tokens_of(doc, *span))] for form in forms(t)}
        passed_on = not cue.isdisjoint(named("relaying"))
        himself = not others[index] and source.quote_type == "indirect" and inner >= _ALL * length
        sides = {cast.actors[a].speaks_for for a in source.actor_ids if a in cast.actors}
        # Who tells of his adversary that he is afraid blames him; his own spokesman does not.
        felt = source.quote_type != "direct" and any(
            act in _FELT and ("unnamed" in kinds or not sides.isdisjoint(ids)) for act, ids in others[index].items()
        )
        press = any(
            not named("press").isdisjoint(forms(t)) for s in source.source for t in doc[slice(*tokens_of(doc, *s))]
        )
        if "media" in kinds or press or passed_on or himself or felt:
            found.add(index)
        elif others[index] and inner >= _ALL * length:
            telling.add(index)
    return found, telling
