"""Reports that name whom they repeat: *Tass quoted X as saying Y*, *X, as stated by Tass*, *as X put it*."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, cue_group, ranges
from accordingto.attributions.lexicon import acts, word_list
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree

_REPORTS = frozenset(("quote", "cite", "report", "describe"))


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
        first = tree.sentence_of(i)[0]
        if agent is None or source.span is None:
            continue
        said = tree.trim(first, i)
        if said is not None:
            yield Candidate(verb, source.span, ranges([*range(i, agent + 1)]), (said,), ())


def quoted_as(tree: Tree) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield *A quoted B as saying C* and *B was quoted by A as saying C*: what A relays, and what B says.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Reuters quoted Mary Hill as saying that the bridge was safe."))
    >>> ((outer, inner),) = quoted_as(tree)
    >>> [tree.doc[a:b].text for a, b in (*outer.cue, outer.source, *outer.content)]
    ['quoted', 'Reuters', 'Mary Hill as saying that the bridge was safe']
    >>> [tree.doc[a:b].text for a, b in (*inner.cue, inner.source, *inner.content)]
    ['saying', 'Mary Hill', 'that the bridge was safe']
    """
    for saying, tag in enumerate(tree.tag):
        as_ = tree.head[saying]
        having = tag in ("VBN", "VBD") and any(tree.lower[k] == "having" for k in tree.kids[saying])
        if not (having or tag == "VBG") or tree.lower[as_] != "as" or tree.lemma[saying] not in acts() or as_ > saying:
            continue
        verb = tree.head[as_]
        for _ in range(3):
            if tree.pos[verb] == "VERB" or tree.head[verb] == verb:
                break
            verb = tree.head[verb]
        # "Quotes a guard, whom it does not name, as saying": the parser hangs it on the clause between.
        noun = tree.head[verb]
        if tree.dep[verb] == "relcl" and tree.lemma[tree.head[noun]] in _REPORTS and tree.dep[noun] == "dobj":
            verb = tree.head[noun]
        if tree.lemma[verb] not in _REPORTS or verb > as_:
            continue
        yield from _quoted(tree, verb, as_, saying)


def _quoted(tree: Tree, verb: int, as_: int, saying: int) -> Iterator[tuple[Candidate, Candidate]]:
    patient = tree.child(verb, "nsubjpass")
    first = tree.sentence_of(verb)[0]
    end = tree.right[saying] + 1
    clause = next((k for k in tree.kids[verb] if k >= end and tree.dep[k] == "ccomp"), None)
    if clause is not None and tree.left[clause] == end:
        # "Quotes her as replying on Monday that": the parser may hang the clause on who quotes.
        end = tree.right[clause] + 1
    said = tree.trim(saying + 1, end)
    before = _quotation(tree, first, _subject_start(tree, verb))
    if said is None or all(_beside(tree, saying, k) for k in range(*said)):
        # "“It is safe,” Tass quoted her as saying on Monday."
        said = before
    if said is None:
        return
    if patient is not None:
        hung = (*tree.kids[verb], *(tree.kids[saying] if said == before else ()))
        relay = next((k for k in hung if k > verb and tree.lower[k] in ("by", "in", "on")), None)
        who = None if relay is None else tree.child(relay, "pobj")
        if who is None or not (tree.lower[relay] == "by" or _outlet(tree, who)):
            return
        speaker = tree.trim(*tree.span(patient))
        outer = tree.trim(tree.left[who], min(tree.right[who] + 1, as_) if who < as_ else tree.right[who] + 1)
        cue: tuple[Range, ...] = ranges([verb, relay])
        holds = (said, speaker, (as_, saying + 1)) if said == before else (speaker, tree.trim(saying, end))
    else:
        whom = next((k for k in tree.kids[verb] if verb < k < as_ and tree.dep[k] in ("dobj", "dative", "nsubj")), None)
        if whom is None:
            return
        last = tree.right[whom] + 1 + _place_behind(tree, whom)
        if tree.dep[last] == "prep" and tree.head[last] == verb and tree.right[last] < as_ <= tree.right[last] + 2:
            # "An aide to the premier as saying": the parser hangs whose aide it is on the verb.
            last = tree.right[last] + 1
        speaker = tree.trim(tree.left[whom], min(last, as_))
        outer, cue = verb_sources(tree, verb)[0].span, cue_group(tree, verb)
        holds = (tree.trim(tree.left[whom], end),)
        if said == before:
            holds = (before, *holds)
    if speaker is None or outer is None or any(h is None for h in holds):
        return
    yield (
        Candidate(verb, outer, cue, tuple(sorted(holds)), ()),
        Candidate(saying, speaker, ((saying, saying + 1),), (said,), ()),
    )


def _place_behind(tree: Tree, noun: int) -> int:
    """Whether "there" or "here" follows a noun phrase, whatever the parser hangs it on: "quoted an official there"."""
    after = tree.right[noun] + 1
    return int(after < len(tree.lower) and tree.lower[after] in ("there", "here"))


def _beside(tree: Tree, saying: int, token: int) -> bool:
    """Whether a token behind *saying* tells when or by whom, and not what."""
    while tree.head[token] not in (saying, token):
        token = tree.head[token]
    return not tree.is_word(token) or tree.dep[token] in ("npadvmod", "advmod", "prep", "agent")


def _outlet(tree: Tree, noun: int) -> bool:
    """Whether somebody is quoted in it: a name, a paper, a report."""
    return tree.pos[noun] == "PROPN" or tree.lemma[noun] in word_list("document")


def put_it(tree: Tree) -> Iterator[Candidate]:
    """Yield *as X put it* behind a comma: all of the sentence before it is what X says.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("The union wants the pit shut, as its leader put it."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in put_it(tree)]
    [['put it', 'its leader', 'The union wants the pit shut']]
    """
    for i, lemma in enumerate(tree.lemma):
        if lemma != "put" or tree.lower[i + 1 : i + 2] != ["it"] or tree.quoted[i] >= 0:
            continue
        first = tree.sentence_of(i)[0]
        as_ = next((k for k in range(i, first, -1) if tree.lower[k] == "as" and tree.lower[k - 1] == ","), None)
        source = None if as_ is None else tree.trim(as_ + 1, i)
        said = None if as_ is None else tree.trim(first, as_)
        if source is not None and said is not None:
            yield Candidate(i, source, ((i, i + 2),), (said,), ())


def _quotation(tree: Tree, first: int, end: int) -> Range | None:
    """The quotation that ends just before a token."""
    before = tree.trim(first, end)
    if before is None or tree.quoted[before[1] - 1] < 0:
        return None
    return tree.trim(max(first, tree.quote_range[tree.quoted[before[1] - 1]][0]), end)


def _subject_start(tree: Tree, verb: int) -> int:
    who = tree.child(verb, "nsubj", "nsubjpass")
    return verb if who is None else tree.left[who]
