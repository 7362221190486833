"""Relays in passing: *X, as stated by Tass*, *X, as the agency reported*."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, ranges
from accordingto.attributions.lexicon import acts
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Tree


def relays(tree: Tree) -> Iterator[Candidate]:
    """Yield *as*-clauses at a sentence's end that name who stated all that comes before.

    Wherever the parser hangs such a clause, the whole sentence before it is its content.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("The bridge is safe, the mayor said, as reported by Reuters."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in relays(tree)]
    [['as reported by', 'Reuters', 'The bridge is safe, the mayor said']]
    """
    for i, word in enumerate(tree.lower):
        if word != "as" or i == 0 or tree.lower[i - 1] != ",":
            continue
        verb = next((k for k in range(i + 1, min(i + 3, len(tree.lower))) if tree.tag[k] == "VBN"), None)
        if verb is None or acts().get(tree.lemma[verb], ("",))[0] != "statement":
            continue
        agent = tree.child(verb, "agent")
        source = verb_sources(tree, verb)[0]
        first, last = tree.sentence_of(i)
        if agent is None or source.span is None or source.span[1] < last - 2:
            continue
        said = tree.trim(first, i)
        if said is not None:
            yield Candidate(verb, source.span, ranges([*range(i, agent + 1)]), (said,), ())
