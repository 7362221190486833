"""Whom a phrase names, and no verb: *For Oslo, it is a mistake*, *at the request of the bank*, *through his lawyer*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.attributions.candidates import Candidate, ranges
from accordingto.attributions.lexicon import body_nouns, person_nouns, word_list
from accordingto.attributions.tree import Tree
from accordingto.records import Tagged

_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_ENDS = frozenset((".", "!", "?"))
_LONG = 14
"""Words of a document's name at a sentence's end: *court papers released yesterday show*."""


def views(tree: Tree) -> Iterator[Candidate]:
    """Yield how somebody sees a thing that the sentence judges: *For the union, the offer is a trap*.

    The sentence says what a thing is or means; what somebody did or got is no view of his.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("For Oslo, the vote shows that the plan is dead."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in views(tree)]
    [['For', 'Oslo', 'the vote shows that the plan is dead']]
    """
    for i, word in enumerate(tree.lower):
        if word != "for" or i != _first_word(tree, i) or tree.quoted[i] >= 0:
            continue
        who, verb, end = tree.child(i, "pobj"), tree.head[i], tree.right[i] + 1
        if who is None or verb <= end or end >= len(tree.lower) or tree.lower[end] != ",":
            continue
        if not _somebody(tree, i + 1, end, who) or not _judged(tree, verb, end):
            continue
        stop = next((k for k in range(end, tree.right[verb]) if tree.lower[k] == "according"), tree.right[verb] + 1)
        source, content = tree.trim(i + 1, end), tree.trim(end + 1, stop)
        if source is not None and content is not None:
            yield Candidate(i, source, ((i, i + 1),), (content,), ())


def opened(tree: Tree, rows: Sequence[Tagged], found: Sequence[Candidate]) -> list[Tagged]:
    """Let contents that begin behind the *For* of a view hold it, and no row be about what the view's verb shows."""
    places = {tree.doc[c.source[0]].idx: tree.doc[c.head].idx for c in found if c.source}
    verbs = {tree.doc[tree.head[c.head]].idx for c in found}
    out = []
    for row in rows:
        start, end = row.content[0] if row.content else (-1, -1)
        if any(a in verbs for a, _ in row.cue):
            continue
        if start in places:
            row = Tagged(row.source, row.cue, ((places[start], end), *row.content[1:]), row.confidence)
        out.append(row)
    return out


def requested(tree: Tree) -> Iterator[Candidate]:
    """Yield what is done *at somebody's request*.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("The minister stayed at the request of the king."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in requested(tree)]
    [['at the request of', 'the king', 'The minister stayed']]
    """
    for noun, lemma in enumerate(tree.lemma):
        at = tree.head[noun]
        if lemma not in word_list("requested") or tree.dep[noun] != "pobj" or tree.lower[at] not in ("at", "on"):
            continue
        owner = tree.child(noun, "poss")
        of = next((k for k in tree.kids[noun] if k > noun and tree.lower[k] == "of"), None)
        who = owner if owner is not None else None if of is None else tree.child(of, "pobj")
        verb = tree.head[at]
        if who is None or tree.pos[verb] not in ("VERB", "AUX") or verb > at:
            continue
        source, content = tree.trim(*tree.span(who)), tree.trim(tree.left[verb], at)
        cue = [at, noun] if owner is not None else list(range(at, of + 1))
        if source is not None and content is not None and not content[0] <= source[0] < content[1]:
            yield Candidate(noun, source, ranges(cue), (content,), ())


def through(tree: Tree, cues: frozenset[int]) -> Iterator[Candidate]:
    """Yield who passes on what another says: *Through his lawyer, he said that it was false*.

    Parameters
    ----------
    tree : Tree
        The document.
    cues : frozenset of int
        Tokens that are cues: somebody must say something in the rest of the sentence.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Through his lawyer, he said that it was false."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in through(tree, frozenset([5]))]
    [['Through', 'his lawyer', 'he said that it was false']]
    """
    for i, word in enumerate(tree.lower):
        who = tree.child(i, "pobj") if word in ("through", "via") and i == _first_word(tree, i) else None
        if who is None or tree.lemma[who] not in word_list("for_another") | word_list("kin"):
            continue
        last, verb = tree.sentence_of(i)[1], tree.head[i]
        subject = tree.child(verb, "nsubj")
        if verb not in cues or subject is None or not who < subject or tree.lower[tree.left[subject] - 1] != ",":
            continue
        source, content = tree.trim(i + 1, tree.left[subject] - 1), tree.trim(tree.left[subject], last)
        if source is not None and content is not None:
            yield Candidate(i, source, ((i, i + 1),), (content,), ())


def shown(tree: Tree) -> Iterator[Candidate]:
    """Yield what a document at the sentence's end says: *The firm knew, court papers released on Monday show*.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("The firm had been warned, court papers released on Monday show."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in shown(tree)]
    [['show', 'court papers released on Monday', 'The firm had been warned']]
    """
    for first, end in tree.sentences:
        last = end - 1
        while last > first and not tree.is_word(last):
            last -= 1
        if last <= first or tree.lower[last] not in word_list("show_form") or tree.quoted[last] >= 0:
            continue
        comma = next((k for k in range(last, max(first, last - _LONG), -1) if tree.lower[k] == ","), None)
        if comma is None or last - comma < 2:
            continue
        nouns = [k for k in range(comma + 1, last) if tree.lemma[k] in word_list("document") | {"paper"}]
        bare = all(tree.pos[k] not in ("VERB", "AUX") or tree.tag[k] == "VBN" for k in range(comma + 1, last))
        source, content = tree.trim(comma + 1, last), tree.trim(first, comma)
        if nouns and bare and source is not None and content is not None:
            yield Candidate(last, source, ((last, last + 1),), (content,), ())


def _first_word(tree: Tree, i: int) -> int:
    first = tree.sentences[tree.sentence[i]][0]
    while first < i and not tree.is_word(first):
        first += 1
    return first


def _somebody(tree: Tree, start: int, end: int, head: int) -> bool:
    """Whether a phrase names a person or body, or people by what they are."""
    if tree.pos[head] == "PRON" or any(tree.lower[k] in ("part", "now") for k in range(start, end)):
        return False
    named = any(tree.doc[k].ent_type_ in _NAMED for k in range(start, min(end, head + 4)))
    return named or tree.lemma[head] in person_nouns() | body_nouns() | word_list("anonymous")


def _judged(tree: Tree, verb: int, end: int) -> bool:
    """Whether a sentence says what its subject is or means, and not what has happened."""
    who = tree.child(verb, "nsubj", "expl", "nsubjpass")
    if who is None or who < end:
        return False
    quotes = any(tree.quoted[k] >= 0 for k in range(end, tree.right[verb] + 1))
    if quotes:
        return True
    if tree.lemma[verb] not in word_list("judging") or (
        tree.tag[verb] == "VBD" and tree.pos[who] == "PRON" and tree.lower[who] != "there"
    ):
        return False
    attribute = tree.child(verb, "attr", "dobj")
    return attribute is None or not any(
        tree.pos[k] == "NUM" or tree.doc[k].ent_type_ == "ORDINAL" for k in tree.kids[attribute]
    )
