"""Sayings inside sayings: *X hopes for Y, his spokesman said*, *Tass quoted X as saying Y*, *X, as stated by Tass*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from accordingto.attributions.candidates import Candidate, cue_group, ranges
from accordingto.attributions.lexicon import acts, body_nouns, person_nouns, word_list
from accordingto.attributions.mending import Said
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree
from accordingto.attributions.verbs import verb_candidates

_REPORTS = frozenset(("quote", "cite", "report", "describe"))
_BARE = 2
"""Words of a source that may be no more than a pronoun with its noun or negation."""

_LONGEST = 400
"""Tokens of a content that are searched for sayings."""


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
        if tag != "VBG" or tree.lower[as_] != "as" or tree.lemma[saying] not in acts() or as_ > saying:
            continue
        verb = tree.head[as_]
        for _ in range(3):
            if tree.pos[verb] == "VERB" or tree.head[verb] == verb:
                break
            verb = tree.head[verb]
        if tree.lemma[verb] not in _REPORTS or verb > as_:
            continue
        yield from _quoted(tree, verb, as_, saying)


def _quoted(tree: Tree, verb: int, as_: int, saying: int) -> Iterator[tuple[Candidate, Candidate]]:
    patient = tree.child(verb, "nsubjpass")
    first = tree.sentence_of(verb)[0]
    end = tree.right[saying] + 1
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
        speaker = tree.trim(tree.left[whom], min(tree.right[whom] + 1 + _place_behind(tree, whom), as_))
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


def nested(tree: Tree, contents: Sequence[Said], likeness: Callable[[Candidate], float]) -> Iterator[Candidate]:
    """Yield what somebody else says, hopes or denies inside a content.

    Parameters
    ----------
    tree : Tree
        The document.
    contents : sequence of Said
        What is known.
    likeness : callable
        How well a candidate is made; the best one of each verb is taken.
    """
    seen: set[int] = set()
    for said in contents:
        for verb in _main_verbs(tree, said.content):
            outside = tree.quoted[verb] < 0 or _subject_outside(tree, verb)
            reported = outside and (said.cue[0] > verb or tree.lower[said.cue[0]] == "according")
            if verb in seen or not _speaks(tree, verb, reported):
                continue
            seen.add(verb)
            # "He said he hoped": that is one who speaks, and no relay.
            same = outside and not reported
            fitting = [
                fits
                for c in verb_candidates(tree, verb)
                if (fits := _within(tree, c, said)) is not None
                and not is_nobody(tree, c.source, word_list("nobody_else"))
                and not (same and may_be_itself(tree, said, c.source))
                and (outside or _states(tree, *fits.content[0]))
            ]
            if fitting:
                yield max(fitting, key=lambda c: (likeness(c), c.content))


def _subject_outside(tree: Tree, verb: int) -> bool:
    """Whether only what is said stands inside quotation marks: *Mr Hill, his office said, “welcomes” it*."""
    who = tree.child(verb, "nsubj")
    return who is not None and tree.quoted[who] != tree.quoted[verb]


def _for_another(tree: Tree, source: Range | None) -> bool:
    """Whether a source speaks for somebody else, whom a pronoun means then: *his lawyer*, *the mayor's aide*."""
    if source is None:
        return False
    words = range(*source)
    owned = any(tree.tag[k] == "PRP$" or tree.dep[k] == "poss" for k in words)
    sent = any(tree.lemma[k] in word_list("for_another") for k in words)
    return sent or (owned and any(tree.lemma[k] in word_list("kin") for k in words))


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
    if kind in ("ORG", "GPE", "NORP") or tree.lemma[head] in body_nouns():
        return ours & {"it", "they"}
    return ours & {"he", "she"} if kind == "PERSON" or tree.lemma[head] in person_nouns() else ours


def may_be_itself(tree: Tree, said: Said, source: Range) -> bool:
    """Whether a source inside a content may be a pronoun for who says that content."""
    if said.source is None or _for_another(tree, said.source):
        return False
    return is_nobody(tree, source, _oneself(tree, said.source))


def is_nobody(tree: Tree, source: Range, strange: frozenset[str]) -> bool:
    """Whether a source is no more than one of some words: "we", "most people", but not "one of them"."""
    words = [tree.lower[k] for k in range(*source) if tree.is_word(k)]
    return len(words) <= _BARE and not strange.isdisjoint(words)


def _within(tree: Tree, c: Candidate, said: Said) -> Candidate | None:
    """A candidate whose source stands in a content, with no more of its own content than stands there, too."""
    if c.source is None or not any(a <= c.source[0] and c.source[1] <= b for a, b in said.content):
        return None
    inner = tuple(
        (max(a, start), min(b, end)) for a, b in c.content for start, end in said.content if max(a, start) < min(b, end)
    )
    inner = tree.trim_all(tuple(_without_loose_mark(tree, piece) for piece in inner))
    return replace(c, content=inner) if inner else None


def _without_loose_mark(tree: Tree, piece: Range) -> Range:
    """A piece without the mark that closes the quotation around it."""
    start, end = piece
    around = tree.quote_range[tree.quoted[end - 1]] if tree.quoted[end - 1] >= 0 else None
    return (start, end - 1) if around is not None and around[0] < start and end == around[1] else piece


def _states(tree: Tree, start: int, end: int) -> bool:
    """Whether words inside a quotation are a statement of somebody else's.

    "Tell me what you did" relays nothing; and where another quotation begins inside, marks are missing.
    """
    other = tree.tag[start] in ("WP", "WRB", "WDT") or tree.lower[start] in ("“", '"', "me")
    bidden = tree.lower[start] == "to" and start + 1 < end and tree.tag[start + 1] == "VB"
    return not other and (bidden or any(tree.dep[k] in ("nsubj", "nsubjpass", "expl") for k in range(start, end)))


def _main_verbs(tree: Tree, content: Sequence[Range]) -> Iterator[int]:
    """Verbs that head a sentence of a content, with those joined to them by *and*."""

    def holds(token: int) -> bool:
        return any(start <= token < min(end, start + _LONGEST) for start, end in content)

    for k in (k for start, end in content for k in range(start, min(end, start + _LONGEST))):
        if tree.pos[k] != "VERB":
            continue
        top = k
        while tree.dep[top] == "conj" and holds(tree.head[top]) and tree.head[top] < top:
            top = tree.head[top]
        carrier = tree.head[top]
        if tree.dep[top] in ("xcomp", "advcl") and tree.lemma[carrier] in (
            "go",
            "continue",
            "begin",
            "start",
            "proceed",
        ):
            top = carrier
        above = tree.head[top]
        # "She heard the guard shout": what somebody else says.
        heard = tree.lemma[above] in word_list("hears") and tree.child(top, "nsubj") is not None
        if heard and holds(above):
            above = tree.head[above]
        if not holds(above) or above == top:
            yield k


def _speaks(tree: Tree, verb: int, reported: bool) -> bool:
    """Whether a verb is one of saying, wishing or believing, and not only imagined.

    Of what is *reported* by a clause around it, an object is enough: *welcomed the vote, Tass said*.
    """
    known = acts().get(tree.lemma[verb])
    if known is None or known[0] == "refusal" or tree.lemma[verb] in word_list("unspoken"):
        return False
    helpers = [tree.lower[k] for k in tree.kids[verb] if tree.dep[k] in ("aux", "auxpass", "neg")]
    if tree.child(verb, "auxpass") is not None or not word_list("imagined").isdisjoint(helpers):
        return False
    if tree.quoted[verb] >= 0 and not reported and known[0] in ("belief", "emotion"):
        return False
    said = {tree.dep[k] for k in tree.kids[verb] if k > verb} | {
        "ccomp" for k in tree.kids[verb] if tree.dep[k] == "ccomp"
    }
    # "Confessed to stealing it."
    gerund = any(tree.dep[k] == "prep" and tree.child(k, "pcomp") is not None for k in tree.kids[verb])
    if gerund or said & {"ccomp", "xcomp", "oprd"}:
        return True
    named = reported or known[0] != "statement" or tree.lemma[verb] in word_list("said_of_a_thing")
    return bool(said & {"dobj", "prep"}) and named
