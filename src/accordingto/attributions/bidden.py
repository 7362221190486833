"""Who was told or asked something, and nobody says by whom: *she said staff had been told to leave*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.attributions.candidates import Candidate, cue_group
from accordingto.attributions.lexicon import acts, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.tree import Range, Tree

_LONGEST = 400
"""Tokens of a content that are searched."""

_TELLING = frozenset(("statement", "request", "accusation"))


def bidden(tree: Tree, contents: Sequence[Said]) -> Iterator[Candidate]:
    """Yield what somebody was told or asked inside a content by nobody who is named.

    A thing that is promised or offered to somebody is none: what was said is not told.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Hill said staff had been told to leave the building."))
    >>> (c,) = bidden(tree, [Said(((2, 11),), (1, 2), (0, 1))])
    >>> c.source, [tree.doc[a:b].text for a, b in (*c.cue, *c.content)]
    (None, ['had been told', 'to leave the building'])
    """
    for said in contents:
        for start, end in said.content:
            for verb in range(start, min(end, start + _LONGEST)):
                if _is_told(tree, verb) and (content := _told(tree, verb, end)) is not None:
                    yield Candidate(verb, None, cue_group(tree, verb), (content,), ())


def _is_told(tree: Tree, verb: int) -> bool:
    if tree.tag[verb] not in ("VBN", "VBD") or tree.child(verb, "auxpass") is None:
        return False
    if tree.lemma[verb] in word_list("unspoken") or tree.child(verb, "agent") is not None:
        return False
    if acts().get(tree.lemma[verb], ("",))[0] not in _TELLING:
        return False
    helpers = {tree.lower[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "neg", "mark")}
    return (word_list("imagined") | {"to", "if", "unless"}).isdisjoint(helpers)


def _told(tree: Tree, verb: int, end: int) -> Range | None:
    """The clause behind the verb, or what is to be done."""
    behind = [k for k in tree.kids[verb] if verb < k < end]
    clause = next((k for k in behind if tree.dep[k] in ("ccomp", "xcomp")), None)
    asked = next((k for k in behind if tree.lower[k] == "for" and tree.right[k] > k), None)
    if clause is None and asked is not None and acts().get(f"{tree.lemma[verb]} for", ("",))[0] == "request":
        clause = asked
    if clause is None:
        return None
    return tree.trim(max(verb + 1, tree.left[clause]), min(tree.right[clause] + 1, end))
