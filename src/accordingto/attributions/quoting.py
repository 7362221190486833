"""Quotations to candidate attributions: the clause before, between or after them names the speaker."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.attributions.candidates import Candidate, cue_group, make_candidate
from accordingto.attributions.sources import verb_sources
from accordingto.attributions.tree import Range, Tree

_REACH = 40
_VERBS = 3
_ENDS = frozenset(".?!…—-")


def quote_candidates(tree: Tree) -> Iterator[Candidate]:
    """Yield the candidates that quotations give, over the whole document.

    A cue that follows or precedes a quotation takes it, and the quotations that go on after the
    cue's clause without a speaker of their own, also over paragraphs.
    """
    count = len(tree.quotations)
    follows = [_continues(tree, n) for n in range(count)]
    for n in range(count):
        start, end = tree.quote_range[n]
        if end <= start:
            continue
        run = n + 1
        for where, region in (("after", _after(tree, n)), ("before", _before(tree, n))):
            if region is None:
                continue
            begin = n
            while where == "after" and begin > 0 and follows[begin] == "touching" and n - begin < _REACH:
                begin -= 1
            stop = run
            while stop < count and follows[stop] and stop - n < _REACH:
                stop += 1
            pieces = tuple(tree.quote_range[m] for m in range(begin, stop))
            yield from _region(tree, n, where, region, pieces, (tree.quote_range[n],))


def _region(
    tree: Tree, n: int, where: str, region: Range, pieces: tuple[Range, ...], alone: tuple[Range, ...]
) -> Iterator[Candidate]:
    a, b = region
    start, end = tree.quote_range[n]
    verbs = [i for i in range(a, b) if tree.pos[i] in ("VERB", "AUX") and tree.dep[i] not in ("aux", "auxpass")]
    verbs = verbs[:_VERBS] if where == "after" else verbs[-_VERBS:]
    words = end - start - 2
    last = tree.lower[end - 2] if end - 2 > start else ""
    for order, verb in enumerate(verbs if where == "after" else reversed(verbs)):
        gap = verb - end if where == "after" else start - verb - 1
        touch = tree.lower[start - 1] if where == "before" and start else last
        inverted = any(k > verb and tree.dep[k] == "nsubj" for k in tree.kids[verb])
        extra = (
            f"q order={where} {order}",
            f"q gap={where} {min(gap, 8)}",
            f"q touch={where} {touch if not touch.isalnum() else 'word'}",
            f"q touch+gap={where} {touch if not touch.isalnum() else 'word'} {min(gap, 3)}",
            f"q words={where} {sum(words > x for x in (1, 2, 3, 5, 8, 12, 20))}",
            f"q inverted={where} {inverted} {min(gap, 3)}",
            f"q dep={where} {tree.dep[verb]}",
        )
        lemma = tree.lemma[verb]
        for source in verb_sources(tree, verb):
            options = [(f"quote {where}", pieces)]
            if pieces != alone:
                options.append((f"quote {where}/alone", alone))
            for frame, content in options:
                made = make_candidate(tree, verb, lemma, frame, source, cue_group(tree, verb), content, extra)
                if made is not None:
                    yield made


def _after(tree: Tree, n: int) -> Range | None:
    # The rest of the sentence that the closing mark stands in, up to the next quotation.
    end = tree.quote_range[n][1]
    if end >= len(tree.quoted) or not tree.quotations[n].closed:
        return None
    stop = min(tree.sentences[tree.sentence[end]][1], end + _REACH)
    if tree.pos[end] == "SPACE":
        return None
    i = end
    while i < stop and tree.quoted[i] < 0:
        i += 1
    return (end, i) if i > end else None


def _before(tree: Tree, n: int) -> Range | None:
    start = tree.quote_range[n][0]
    if start == 0 or tree.pos[start - 1] == "SPACE":
        return None
    if tree.lower[start - 1] in (".", "?", "!"):
        return None
    floor = max(tree.sentences[tree.sentence[start - 1]][0], start - _REACH)
    i = start
    while i > floor and tree.quoted[i - 1] < 0:
        i -= 1
    return (i, start) if i < start else None


def _continues(tree: Tree, n: int) -> str:
    """Say whether a quotation has no speaker of its own, so that it goes on from the one before."""
    if n == 0:
        return ""
    before, here = tree.quotations[n - 1], tree.quotations[n]
    text = tree.text
    between = text[before.end : here.start]
    if here.paragraph == before.paragraph:
        if not between.strip():
            return "touching"
        if len(between) > 300:
            return ""
        tail = between.rstrip()[-1]
        if tail not in ".,;:":
            return ""
        # "X," he said. "Y." goes on; "X," he said. "Y," she said. does not.
        if tail == "." and text[max(here.inner_start, here.inner_end - 1) : here.inner_end] in (",", ""):
            return ""
        if text[before.inner_end - 1 : before.inner_end] not in (",", "?", "!", "-", "—"):
            return ""
        return "cue between"
    if here.paragraph == before.paragraph + 1 and not between.strip():
        ended = text[here.inner_end - 1 : here.inner_end]
        rest = text[here.end : here.end + 1]
        if not before.closed or (ended in (".", "?", "!") and rest in ("", "\n", "\r")):
            return "paragraph"
    return ""
