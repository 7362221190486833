"""Whether a source inside what somebody says is no other than himself, or nobody: *he said he would go*."""

from __future__ import annotations

from accordingto.attributions.lexicon import body_nouns, person_nouns, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.tree import Range, Tree

_BARE = 2
"""Words of a source that may be no more than a pronoun with its noun or negation."""

_POSSESSIVE = {"he": "his", "she": "her", "they": "their", "it": "its"}
_NO_ONE = (["no"], ["none"], ["nobody"], ["neither"], ["any"], ["anyone"], ["anybody"])


def may_be_itself(tree: Tree, said: Said, source: Range) -> bool:
    """Whether a source inside a content may be a pronoun for who says that content.

    Parameters
    ----------
    tree : Tree
        The document.
    said : Said
        Whose content it is.
    source : (int, int)
        Who says something inside it.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("The minister said she had warned him."))
    >>> may_be_itself(tree, Said(((3, 7),), (2, 3), (0, 2)), (3, 4))
    True
    """
    if said.source is None or for_another(tree, said.source):
        return False
    own = _oneself(tree, said.source)
    if len(own) == 1 and source[1] - source[0] == 1:
        # "She said her request was denied": a possessive means her, too.
        own |= {_POSSESSIVE[word] for word in own}
    return is_nobody(tree, source, own)


def _oneself(tree: Tree, source: Range) -> frozenset[str]:
    """The pronouns by which a source may mean itself: *it* and *they* of a bank, *he* or *she* of a minister."""
    words = range(*source)
    head = next((k for k in words if not source[0] <= tree.head[k] < source[1]), source[0])
    ours = word_list("oneself")
    if tree.pos[head] == "PRON" or tree.tag[head] == "PRP$":
        return ours & {{"his": "he", "her": "she", "their": "they"}.get(tree.lower[head], tree.lower[head])}
    if tree.tag[head] in ("NNS", "NNPS"):
        return ours & {"they"}
    kind = tree.doc[head].ent_type_
    if kind == "ORG" and any(tree.lemma[k] in person_nouns() for k in words if k != head):
        # "City manager Hill": the parser may take the name for a firm's.
        return ours
    if kind in ("ORG", "GPE", "NORP") or tree.lemma[head] in body_nouns():
        return ours & {"it", "they"}
    return ours & {"he", "she"} if kind == "PERSON" or tree.lemma[head] in person_nouns() else ours


def for_another(tree: Tree, source: Range | None) -> bool:
    """Whether a source speaks for somebody else, whom a pronoun means then: *his lawyer*, *the mayor's aide*.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("His lawyer said so."))
    >>> for_another(tree, (0, 2))
    True
    """
    if source is None:
        return False
    words = range(*source)
    owned = any(tree.tag[k] == "PRP$" or tree.dep[k] == "poss" for k in words)
    sent = any(tree.lemma[k] in word_list("for_another") for k in words)
    return sent or (owned and any(tree.lemma[k] in word_list("kin") for k in words))


def is_nobody(tree: Tree, source: Range, strange: frozenset[str]) -> bool:
    """Whether a source is no more than one of some words ("we", "most people", but not "one of them"), or none at all.

    What "no other firm" or "anyone on his staff" says is not said.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> is_nobody(build_tree(pipeline()("No other firm said so.")), (0, 3), frozenset())
    True
    """
    words = [tree.lower[k] for k in range(*source) if tree.is_word(k)]
    return words[:1] in _NO_ONE or (len(words) <= _BARE and not strange.isdisjoint(words))
