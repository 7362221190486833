"""What the trained tagger doubts and the rules find likely: neither of the two alone is sure enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accordingto.attributions.candidates import Candidate
from accordingto.attributions.lexicon import acts, word_list
from accordingto.attributions.tree import Tree
from accordingto.records import Tagged

LEAST = 0.2
"""Least confidence of the tagger; of what it doubts more, hardly anything is right."""

_LIKELY = 0.25
"""Least probability of the construction, by the rules."""

_SHARED = 0.5
"""Share of their words that both contents have in common."""


def confirmed(tree: Tree, rows: Iterable[Tagged], scored: Iterable[tuple[float, Candidate]]) -> Iterator[Tagged]:
    """Yield the rows that the tagger doubts and a rule confirms.

    Parameters
    ----------
    tree : Tree
        The document.
    rows : iterable of Tagged
        What the tagger doubts.
    scored : iterable of (probability, Candidate)
        What the rules find.
    """
    likely: dict[int, list[tuple[float, Candidate]]] = {}
    for p, c in scored:
        if p >= _LIKELY:
            likely.setdefault(c.head, []).append((p, c))
    for row in rows:
        words = [t.i for s in row.cue for t in tree.doc.char_span(*s, alignment_mode="expand") or ()]
        verb = next((k for k in words if k in likely), None)
        if verb is None or not row.source or not _says(tree, verb, row):
            continue
        if any(_shared(tree, row, c) >= _SHARED for _, c in likely[verb]):
            yield row


def _says(tree: Tree, verb: int, row: Tagged) -> bool:
    """Whether somebody did say it: a finite verb of saying, and no *would*, with a subject that is somebody."""
    if tree.pos[verb] != "VERB" or tree.lemma[verb] not in acts() or tree.quoted[verb] >= 0:
        return False
    helpers = {tree.lemma[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass") and k < verb}
    if tree.tag[verb] not in ("VBD", "VBZ", "VBP") and "have" not in helpers and "do" not in helpers:
        return False
    if not word_list("imagined").isdisjoint(helpers) or tree.dep[verb] in ("acl", "advcl", "xcomp"):
        return False
    words = {t.lower_ for s in row.source for t in tree.doc.char_span(*s, alignment_mode="expand") or ()}
    if tree.dep[verb] == "relcl":
        return bool(words & {"who", "which"}) and tree.text[row.source[0][0] - 2 : row.source[0][0]] == ", "
    return words.isdisjoint(word_list("nobody_else") - {"one"})


def _shared(tree: Tree, row: Tagged, c: Candidate) -> float:
    theirs = {k for a, b in c.content for k in range(a, b)}
    ours = {t.i for s in row.content for t in tree.doc.char_span(*s, alignment_mode="expand") or ()}
    return len(theirs & ours) / max(1, len(theirs | ours))
