"""Second verbs of who speaks: *he said the pit was safe but would not say why*, *and blamed the owners*.

The parser often joins such a verb to the one inside of what is said, whose subject then seems to say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from accordingto.attributions.candidates import Candidate
from accordingto.attributions.lexicon import acts, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.tree import Tree
from accordingto.attributions.verbs import verb_candidates

_FEW = 2
_CONTRAST = frozenset(("although", "though", "while", "whereas", "but", "and", "which"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_BEHIND = frozenset(("ccomp", "xcomp", "dobj", "prep", "oprd"))


def second_verbs(
    tree: Tree, contents: Sequence[Said], silences: Iterable[Candidate]
) -> Iterator[tuple[Candidate, Said, int]]:
    """Yield what a speaker does next, with the content that it was taken for part of and the token where that ends.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    silences : iterable of Candidate
        Refusals and missing answers.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill told Tass that the firm was keeping its word and blamed the owners."))
    >>> ((c, said, end),) = second_verbs(tree, [Said(((3, 14),), (1, 2), (0, 1))], [])
    >>> [tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)], tree.doc[end].text
    (['blamed', 'Hill', 'the owners'], 'and')
    """
    unsaid = {c.head: c for c in silences}
    for said in contents:
        verbal = any(tree.pos[k] == "VERB" for k in range(*said.cue)) and tree.lower[said.cue[0]] != "according"
        if said.source is None or not verbal or any(tree.quoted[k] >= 0 for k in range(*said.cue)):
            continue
        start, end = said.content[-1]
        if start < said.cue[1] - 1:
            continue
        for verb in range(start, min(end, start + 100)):
            joint = _joint(tree, verb, start)
            if joint is None:
                continue
            if verb in unsaid:
                yield replace(unsaid[verb], source=said.source), said, joint
                break
            if _goes_high(tree, verb):
                found = next(_own(tree, verb, end), None)
                if found is not None:
                    yield replace(found, source=said.source), said, joint
                    break


def next_speakers(
    tree: Tree, contents: Sequence[Said], silences: Iterable[Candidate]
) -> Iterator[tuple[int, Said, int]]:
    """Yield verbs of who speaks next, as in *he said it was safe, though his aide admitted that it was not*.

    Behind a comma the article tells it, and not who spoke first: of 105 such clauses in articles labelled by hand, 2
    belonged to what was said.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    silences : iterable of Candidate
        Refusals and missing answers.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill said that it was safe, though his aide admitted that a beam was cracked."))
    >>> ((verb, said, end),) = next_speakers(tree, [Said(((2, 16),), (1, 2), (0, 1))], [])
    >>> tree.doc[verb].text, tree.doc[end].text
    ('admitted', ',')
    """
    unsaid = {c.head for c in silences}
    for said in contents:
        start, end = said.content[-1]
        if start < said.cue[1] - 1 or tree.quoted[start] >= 0:
            continue
        for k in range(start + _FEW + 1, min(end, start + 100)):
            opens = tree.lower[k] == ";" or (tree.lower[k] in _CONTRAST and tree.lower[k - 1] == ",")
            if not opens or tree.quoted[k] >= 0:
                continue
            verb = _clause_of(tree, k, end)
            if verb is not None and (verb in unsaid or _says(tree, verb)):
                yield verb, said, k - (tree.lower[k] != ";")
                break


def _clause_of(tree: Tree, word: int, end: int) -> int | None:
    """The finite verb of the clause that a conjunction opens, with a subject of its own."""
    stop = min(end, tree.sentence_of(word)[1], word + 25)
    for verb in range(word + 1, stop):
        who = tree.child(verb, "nsubj") if tree.pos[verb] in ("VERB", "AUX") else None
        # "A fee which the union called theft" names the fee; behind a comma the article tells it.
        loose = tree.dep[verb] not in ("relcl", "acl", "pcomp") or tree.lower[word] == "which"
        if who is not None and word < who < verb and loose:
            return verb if tree.quoted[verb] < 0 else None
    return None


def _says(tree: Tree, verb: int) -> bool:
    """Whether a verb tells that somebody says something, and not that he had said it before."""
    helpers = {tree.lower[k] for k in tree.kids[verb] if tree.dep[k] == "aux"}
    finite = tree.tag[verb] in _FINITE or not helpers.isdisjoint(("has", "have", "is", "are"))
    if not finite or "had" in helpers or tree.lemma[verb] in word_list("unspoken"):
        return False
    if acts().get(tree.lemma[verb], ("",))[0] in ("", "refusal"):
        return False
    return any(k > verb and (tree.dep[k] in _BEHIND or tree.lower[k] == "so") for k in tree.kids[verb])


def _joint(tree: Tree, verb: int, start: int) -> int | None:
    """The *and* or *but* just before a finite verb without a subject of its own."""
    if tree.pos[verb] != "VERB" or tree.quoted[verb] >= 0 or tree.dep[verb] != "conj":
        return None
    if tree.child(verb, "nsubj", "nsubjpass", "expl") is not None or tree.head[verb] < start:
        return None
    first = min([verb, *(k for k in tree.kids[verb] if k < verb and tree.dep[k] in ("aux", "neg", "advmod"))])
    joint = first - 1
    return joint if joint > start + _FEW and tree.lower[joint] in ("and", "but") and tree.quoted[joint] < 0 else None


def _goes_high(tree: Tree, verb: int) -> bool:
    """Whether a verb of saying is joined to one that says nothing, in a tense of its own."""
    inner = tree.head[verb]
    known = acts().get(tree.lemma[verb], ("",))[0]
    if not known or tree.lemma[verb] in word_list("unspoken") or tree.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return False
    if tree.lemma[inner] in acts() or any(tree.lemma[k] == "have" for k in tree.kids[inner] if tree.dep[k] == "aux"):
        return False
    helped = any(tree.dep[k] in ("aux", "auxpass") for k in tree.kids[inner])
    return (helped and tree.tag[inner] in ("VBG", "VBN", "VB")) or tree.tag[inner] != tree.tag[verb]


def _own(tree: Tree, verb: int, end: int) -> Iterator[Candidate]:
    """What the verb itself says, up to the end of the content that it stands in."""
    said = [k for k in tree.kids[verb] if k > verb and tree.dep[k] in ("ccomp", "xcomp", "dobj", "prep", "oprd")]
    if not said:
        return
    for c in verb_candidates(tree, verb):
        last = max(b for _, b in c.content)
        if tree.left[said[0]] - 1 <= c.content[0][0] <= tree.left[said[0]] and last <= end + 1:
            yield c
