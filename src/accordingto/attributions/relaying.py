"""Everything inside contents that may be another's saying: *she said the bank had promised it*.

It is gathered generously, each with the name of the construction that found it; a small model, learnt from articles,
decides (:mod:`accordingto.attributions.judging`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from accordingto.attributions.bidden import bidden
from accordingto.attributions.candidates import Candidate
from accordingto.attributions.inside import reports_saying, sayings_inside, told_by
from accordingto.attributions.lexicon import acts
from accordingto.attributions.mending import Said
from accordingto.attributions.nesting import nested, said_by, stated_inside, within
from accordingto.attributions.reported import reported
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Tree
from accordingto.attributions.verbs import verb_candidates

ANY = "verb"
"""The name of the construction that is any verb of saying."""

_NEAR = 9
"""Words in which the clause of what is said follows its verb."""

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))

_LONGEST = 400
"""Tokens of a content that are searched for sayings."""

_CONDITION = frozenset(("if", "unless", "when", "whenever", "until"))
_NO_ONE = frozenset(("nobody", "none", "no", "neither", "anybody", "anyone"))
_PASSIVE = frozenset(("auxpass", "nsubjpass"))

Likeness = Callable[[Candidate], float]
"""How well a candidate is made."""


class Relay(NamedTuple):
    """A possible saying inside a content.

    Parameters
    ----------
    how : str
        The construction that found it.
    said : Said
        The attribution in whose content it stands.
    candidate : Candidate
        Of any verb, one whose content is still to be found (see :func:`completed`).
    """

    how: str
    said: Said
    candidate: Candidate


def possible(
    tree: Tree, contents: Sequence[Said], stated: Sequence[Candidate], taken: frozenset[int], likeness: Likeness
) -> Iterator[Relay | Candidate]:
    """Yield all that may be said inside contents; what turns out to stand in none is a plain candidate.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    stated : sequence of Candidate
        Sayings by a verb with its object, wherever they stand.
    taken : frozenset of int
        Tokens that are cues.
    likeness : callable
        How well a candidate is made; the best one of each verb is taken.
    """
    found = list(_constructions(tree, contents, stated, taken, likeness))
    yield from placed(tree, contents, found)
    yield from any_verb(tree, contents, taken | {k for _, c in found for a, b in c.cue for k in range(a, b)})


def _constructions(
    tree: Tree, contents: Sequence[Said], stated: Sequence[Candidate], taken: frozenset[int], likeness: Likeness
) -> Iterator[tuple[str, Candidate]]:
    """Yield what a construction shows to be said inside a content, each with the construction's name."""
    inner = list(nested(tree, contents, likeness))
    # "She said he said he had told them so": two deep.
    deeper = nested(tree, [said_by(c) for c in inner], likeness)
    ways = (
        ("nested", inner),
        ("nested", (c for c in deeper if tree.child(c.head, "nsubj") is not None)),
        ("told by", told_by(tree, contents)),
        ("saying", reports_saying(tree, contents)),
        ("reported", reported(tree, contents)),
        ("stated", stated_inside(tree, contents, stated)),
        ("bidden", bidden(tree, contents)),
    )
    seen = set(taken)
    for how, candidates in ways:
        for c in candidates:
            cue = {k for a, b in c.cue for k in range(a, b)}
            if seen.isdisjoint(cue):
                seen |= cue
                yield how, c
    for c in sayings_inside(tree, contents, frozenset(seen)):
        if seen.isdisjoint(k for a, b in c.cue for k in range(a, b)):
            yield "alone", c


def placed(tree: Tree, contents: Sequence[Said], found: Sequence[tuple[str, Candidate]]) -> list[Relay | Candidate]:
    """With each candidate the attribution that holds it: the one whose content is the shortest."""
    around: list[Said | None] = [None] * len(tree.lower)
    known = [*contents, *(said_by(c) for _, c in found)]
    for said in sorted(known, key=lambda s: (-_size(s), s.cue)):
        for start, end in said.content:
            stop = min(end, start + _LONGEST)
            around[start:stop] = [said] * (stop - start)
    out: list[Relay | Candidate] = []
    for how, c in found:
        held = around[c.head]
        own = held is None or held.cue[0] <= c.head < held.cue[1]
        out.append(c if own else Relay(how, held, c))
    return out


def any_verb(tree: Tree, contents: Sequence[Said], taken: frozenset[int]) -> Iterator[Relay]:
    """Yield every verb of saying inside a content that has a subject there.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill said those who had warned the board were ignored."))
    >>> [tree.lower[r.candidate.head] for r in any_verb(tree, [Said(((2, 10),), (1, 2), (0, 1))], frozenset())]
    ['warned']
    """
    seen = set(taken)
    for said in sorted(contents, key=lambda s: (_size(s), s.cue)):
        for start, end in said.content:
            for verb in range(start, min(end, start + _LONGEST)):
                if tree.pos[verb] != "VERB" or verb in seen or tree.lemma[verb] not in acts():
                    continue
                who = verb_sources(tree, verb)[0].span if not _circumstance(tree, verb) else None
                if who is None or not start <= who[0] < end or tree.lower[who[0]] in _NO_ONE:
                    continue
                if any(tree.dep[k] in _PASSIVE for k in tree.kids[verb]):
                    continue
                seen.add(verb)
                yield Relay(ANY, said, Candidate(verb, who, ((verb, verb + 1),), (), ()))


def _circumstance(tree: Tree, verb: int) -> bool:
    """*If they ask*, *when a reporter called*: a condition or a time, and nothing that is told."""
    opens = (tree.lower[k] for k in tree.kids[verb] if k < verb and tree.dep[k] in ("mark", "advmod"))
    return tree.dep[verb] == "advcl" and not _CONDITION.isdisjoint(opens)


def completed(tree: Tree, relay: Relay, likeness: Likeness) -> Candidate | None:
    """The best candidate of a verb that stands for any; another is complete already.

    Parameters
    ----------
    tree : Tree
        The document.
    relay : Relay
        What was found.
    likeness : callable
        How well a candidate is made.
    """
    best: Candidate | None = relay.candidate
    if relay.how == ANY:
        made = (within(tree, c, relay.said) for c in verb_candidates(tree, relay.candidate.head))
        best = max((c for c in made if c is not None), key=lambda c: (likeness(c), c.content), default=None)
    return None if best is None else restored(tree, best, relay.said)


def restored(tree: Tree, c: Candidate, said: Said) -> Candidate:
    """A candidate with the clause of what was said, where its content is but a circumstance or the hearer.

    Parameters
    ----------
    tree : Tree
        The document.
    c : Candidate
        Of a verb, complete.
    said : Said
        In whose content it stands.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("Hill said miners had warned him in May that the pit was wet."))
    >>> found = restored(tree, Candidate(4, (2, 3), ((3, 5),), ((5, 6),), ()), Said(((2, 13),), (1, 2), (0, 1)))
    >>> tree.doc[slice(*found.content[0])].text
    'that the pit was wet'
    """
    end = next((b for a, b in said.content if a <= c.head < b), c.head)
    behind = len(c.content) == 1 and c.content[0][0] > c.head and tree.pos[c.head] == "VERB"
    if not behind or _is_clause(tree, *c.content[0]):
        return c
    last = min(end, tree.sentence_of(c.head)[1])
    clause = next((k for k in tree.kids[c.head] if c.head < k < last and tree.dep[k] in ("ccomp", "xcomp")), None)
    that = next((k for k in range(c.head + 1, min(last, c.head + _NEAR)) if _opens_clause(tree, k)), None)
    if that is not None and not any(tree.tag[k] in _FINITE for k in range(c.head + 1, that)):
        content = tree.trim(that, min(last, tree.right[tree.head[that]] + 1) if tree.head[that] > that else last)
    elif clause is not None:
        content = tree.trim(max(c.head + 1, tree.left[clause]), min(last, tree.right[clause] + 1))
    else:
        return c
    return c if content is None else replace(c, content=(content,))


def _is_clause(tree: Tree, start: int, end: int) -> bool:
    return any(tree.pos[k] in ("VERB", "AUX") for k in range(start, end)) and tree.tag[start] != "VBG"


def _opens_clause(tree: Tree, token: int) -> bool:
    return tree.lower[token] == "that" and tree.tag[token] == "IN"


def _size(said: Said) -> int:
    return sum(b - a for a, b in said.content)
