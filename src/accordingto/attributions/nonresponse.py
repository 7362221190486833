"""Silence on record: *no response from X regarding Y*, *declined to comment*, *has yet to reply*."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, cue_group, ranges
from accordingto.attributions.lexicon import word_list
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree


def nonresponses(tree: Tree) -> Iterator[Candidate]:
    """Yield what a document says about somebody who does not answer.

    The content is what the answer would have been about, where the text says so, else the words of
    the comment or request itself.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("There was no reply from Oslo regarding the vote."))
    >>> [[tree.doc[a:b].text for a, b in (*c.cue, c.source, *c.content)] for c in nonresponses(tree)]
    [['no reply', 'Oslo', 'the vote']]
    """
    nouns, verbs, declines = word_list("reply_noun"), word_list("replying"), word_list("declines")
    for i, lemma in enumerate(tree.lemma):
        if tree.pos[i] == "NOUN" and lemma in nouns:
            yield from _no_reply(tree, i)
        elif tree.pos[i] == "VERB" and lemma in verbs:
            yield from _not_replying(tree, i)
        elif tree.pos[i] == "VERB" and lemma in declines:
            yield from _declining(tree, i)


def _no_reply(tree: Tree, noun: int) -> Iterator[Candidate]:
    no = next((k for k in tree.kids[noun] if tree.lower[k] == "no" and k < noun), None)
    if no is None:
        return
    verb = tree.head[noun]
    if tree.lemma[verb] not in ("be", "have", "come", "offer", "give", "make", "issue", "receive", "get"):
        return
    source = about = None
    for k in (*tree.kids[noun], *tree.kids[verb]):
        if k < noun or tree.dep[k] not in ("prep", "agent"):
            continue
        obj = tree.child(k, "pobj", "pcomp")
        if obj is None:
            continue
        if tree.lower[k] in ("from", "by") and source is None:
            source = (tree.left[obj], _own_end(tree, obj))
            # "from X regarding Y": the parser hangs the topic on X.
            for inner in tree.kids[obj]:
                if tree.dep[inner] == "prep" and tree.lower[inner] in word_list("about") and about is None:
                    about = (inner + 1, tree.right[inner] + 1)
        elif tree.lower[k] in word_list("about") and about is None:
            about = (k + 1, tree.right[k] + 1)
    if source is None and tree.lemma[verb] in ("have", "offer", "give", "make", "issue"):
        subject = tree.child(verb, "nsubj")
        source = tree.span(subject) if subject is not None else None
    cue = (no, noun + 1)
    yield from _made(tree, noun, source, (cue,), about or cue)


def _not_replying(tree: Tree, verb: int) -> Iterator[Candidate]:
    negated = any(tree.dep[k] == "neg" for k in tree.kids[verb])
    above = tree.head[verb]
    pending = tree.dep[verb] == "xcomp" and any(
        tree.lower[k] == "yet" for k in (above, *tree.kids[above], *tree.kids[verb])
    )
    if not (negated or pending):
        return
    reply = next(
        (k for k in tree.kids[verb] if k > verb and tree.dep[k] == "prep" and tree.lower[k] in word_list("about")), None
    )
    head = above if pending and not negated else verb
    cue = [(a, b) for a, b in cue_group(tree, head)]
    if reply is not None and reply < tree.right[reply]:
        content = (reply + 1, _own_end(tree, reply))
    elif (obj := tree.child(verb, "dobj")) is not None and obj > verb:
        if tree.lemma[verb] == "return" and tree.lemma[obj] not in word_list("requests"):
            return
        content = tree.span(obj)
    elif tree.lemma[verb] == "return":
        return
    else:
        content = (verb, verb + 1)
    source = verb_sources(tree, head)[0].span
    yield from _made(tree, head, source, tuple(cue), content)


def _declining(tree: Tree, verb: int) -> Iterator[Candidate]:
    complement = next((k for k in tree.kids[verb] if k > verb and tree.dep[k] in ("xcomp", "prep", "dobj")), None)
    if complement is None:
        return
    source = verb_sources(tree, verb)[0].span
    start, end = tree.span(complement)
    inner = tree.child(complement, "pcomp") if tree.dep[complement] == "prep" else None
    if tree.lemma[complement if inner is None else inner] not in word_list("speaking") | word_list("replying"):
        return
    if inner is not None:
        # "refrained from confirming X": the refused saying belongs to the cue.
        obj = tree.child(inner, "dobj", "ccomp", "xcomp")
        if obj is not None:
            yield from _made(tree, verb, source, ranges([*range(verb, inner + 1)]), tree.span(obj))
            return
        start = inner
    yield from _made(tree, verb, source, cue_group(tree, verb), (start, end))


def _made(tree: Tree, head: int, source: Range | None, cue: tuple[Range, ...], content: Range) -> Iterator[Candidate]:
    said = tree.trim(*content)
    who = tree.trim(*source) if source else None
    if said and not (who and said[0] <= who[0] < said[1]):
        yield Candidate(head, who, cue, (said,), ())


def _own_end(tree: Tree, i: int) -> int:
    # The end of a phrase without the topic that the parser hung on it.
    end = tree.right[i] + 1
    for k in tree.kids[i]:
        if k > i and tree.dep[k] == "prep" and tree.lower[k] in word_list("about"):
            return tree.left[k]
    return end
