"""What the rules of silence ask of a parse: is a verb denied, who keeps silent, what was the question."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, cue_group
from accordingto.attributions.lexicon import word_list
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree

_NEGATIVE = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none"))
WILL = frozenset(("will", "would", "wo", "'ll", "’ll", "'d", "’d"))
ABLE = frozenset(("can", "could", "ca"))
_GOVERNED = frozenset(("xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl"))
FEW = 4
NEAR = 12
"""Words that a cue in several pieces may span."""


def negated(tree: Tree, verb: int) -> bool:
    """Whether a verb is denied, by a word of its own or by its subject: *did not*, *nobody*."""
    who = tree.child(verb, "nsubj", "nsubjpass")
    near = verb + 2 if tree.lemma[verb] == "be" else verb
    return any(tree.dep[k] == "neg" or tree.lower[k] in _NEGATIVE for k in tree.kids[verb] if k <= near) or (
        who is not None and tree.lower[tree.left[who]] in _NEGATIVE
    )


def unwilling(tree: Tree, verb: int) -> int | None:
    """The word that denies a verb: itself where it is negated, *yet*, *failed*, *unwilling* above it."""
    above = tree.head[verb]
    if negated(tree, verb):
        # "chose not to comment"
        chosen = tree.dep[verb] == "xcomp" and above < verb and tree.lemma[above] in word_list("wishing")
        return above if chosen else verb
    if tree.dep[verb] == "conj" and negated(tree, above) and verb - above <= NEAR and bare(tree, verb):
        return verb
    if (
        tree.dep[verb] not in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "relcl")
        or above > verb
        or verb - above > NEAR
    ):
        return None
    if yet(tree, verb):
        return above
    if tree.lemma[above] in word_list("unwilling"):
        return above
    if tree.lemma[above] in word_list("willing") | word_list("wishing"):
        # "is not willing to", "is not in a position to", "is not at liberty to"
        top = above
        while top > 0 and tree.head[top] < top and tree.pos[top] not in ("VERB", "AUX") and above - top < FEW:
            top = tree.head[top]
        if negated(tree, above) or negated(tree, top):
            return top
    if tree.lemma[above] == "be" and negated(tree, above):
        # "is not at liberty to": the parser hangs the verb on "is".
        return above if any(tree.lemma[k] in word_list("willing") for k in range(above, verb)) else None
    return None


def yet(tree: Tree, verb: int) -> bool:
    """Whether something *has yet to* happen."""
    return any(tree.lower[k] == "yet" for k in (*tree.kids[tree.head[verb]], *tree.kids[verb]) if k < verb)


def bare(tree: Tree, verb: int) -> bool:
    """Whether a verb has neither subject nor auxiliary of its own: the second of *did not call or write*."""
    return tree.tag[verb] == "VB" and tree.child(verb, "nsubj", "aux") is None


def helped_by(tree: Tree, verb: int, modals: frozenset[str]) -> bool:
    """Whether one of some auxiliaries stands with a verb, or with the one that it is joined to."""
    helpers = tree.kids[verb] if not bare(tree, verb) else tree.kids[tree.head[verb]]
    return any(tree.lower[k] in modals and tree.dep[k] == "aux" for k in helpers)


def who_does(tree: Tree, verb: int, passive: bool = False) -> Range | None:
    """Who does, or with *passive* suffers, what a verb tells."""
    while tree.pos[verb] == "ADJ" and tree.head[verb] < verb:
        verb = tree.head[verb]
    found = verb_sources(tree, verb)[-1 if passive else 0]
    if found.head >= 0 and tree.tag[found.head] in ("WDT", "WP") and tree.dep[verb] == "relcl":
        # "the bank, which declined": who is meant stands before.
        noun = tree.head[verb]
        return tree.left[noun], min(tree.right[noun] + 1, tree.left[verb])
    return found.span


def addressee(tree: Tree, asked: int, verb: int) -> Range | None:
    """Who was asked: *calls to X*, *a message left for X*."""
    for k in range(asked + 1, min(verb, asked + 3 * NEAR)):
        obj = tree.child(k, "pobj") if tree.lower[k] in ("to", "for", "with", "at") else None
        if obj is not None and tree.lemma[obj] not in word_list("reply_noun") | word_list("asking"):
            return tree.span(obj)
    return None


def whole_cue(tree: Tree, verb: int, *more: int) -> tuple[Range, ...]:
    """The cue in one piece: what stands between its words, as *immediately* does, belongs to it."""
    helpers: list[int] = []
    for m in (m for m in more if m < verb and tree.pos[m] in ("VERB", "AUX", "ADJ")):
        helpers += [k for k in tree.kids[m] if k < m and tree.dep[k] in ("aux", "auxpass", "neg")]
        if tree.pos[m] == "ADJ" and tree.head[m] < m and tree.lemma[tree.head[m]] == "be":
            helpers.append(tree.head[m])
    group = cue_group(tree, verb, *more, *helpers)
    start, end = group[0][0], group[-1][1]
    return ((start, end),) if end - start <= NEAR else group


def made(
    tree: Tree, head: int, source: Range | None, cue: tuple[Range, ...], content: Range, act: str
) -> Iterator[Candidate]:
    """A silence; what stands in its cue is no content where the text names the question that was asked."""
    within = any(a <= content[0] and content[1] <= b for a, b in cue)
    said = tree.trim(*((within and asked_about(tree, head)) or content))
    who = tree.trim(*source) if source else None
    if said and not (who and said[0] <= who[0] < said[1]):
        yield Candidate(head, who, cue, (said,), (), act)


def asked_about(tree: Tree, head: int) -> Range | None:
    """*Asked whether Y, X did not answer*, *X left when reporters asked about Y*: the question."""
    first, last = tree.sentence_of(head)
    for k in range(max(first, head - 2 * NEAR), min(last, head + NEAR)):
        if tree.lower[k] not in word_list("asked") or tree.tag[k] not in ("VBN", "VBD") or tree.quoted[k] >= 0:
            continue
        aside = tree.tag[k] == "VBN" and k > first and tree.lower[k - 1] == "," and k < head
        if k >= first + 3 and not aside and not _when(tree, head if k > head else first - 1, k):
            continue
        # The parser may hang the answer on the last word of the question.
        who = tree.child(head, "nsubj", "nsubjpass")
        stop = last if k > head else tree.left[head if who is None else who]
        asked = [c for c in tree.kids[k] if k < c < stop]
        clause = next((c for c in asked if tree.dep[c] in ("ccomp", "advcl", "xcomp") or tree.tag[c] == "WRB"), None)
        if clause is not None and tree.right[clause] < stop:
            return tree.span(clause)
        topic = next((c for c in asked if tree.dep[c] == "prep"), None)
        if topic is not None and topic + 1 < stop:
            return topic + 1, min(tree.right[topic] + 1, stop)
    return None


def _when(tree: Tree, head: int, asked: int) -> bool:
    """Whether *when* stands between a verb and a question asked."""
    return any(tree.lower[k] in ("when", "as", "after") for k in range(max(head + 1, asked - FEW), asked))


def own_end(tree: Tree, i: int) -> int:
    """The end of a phrase without the topic that the parser hung on it."""
    end = tree.right[i] + 1
    for k in tree.kids[i]:
        if k > i and tree.dep[k] == "prep" and tree.lower[k] in word_list("about"):
            return tree.left[k]
    return end
