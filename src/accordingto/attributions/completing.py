"""Contents made whole: phrases that break off, quotations that go on behind the cue or stand alone after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from accordingto.attributions.quotes import Quotation
from accordingto.attributions.tree import Tree
from accordingto.records import Span, Tagged

_UNFINISHED = frozenset(("det", "amod", "compound", "nummod", "mark", "aux", "auxpass", "poss", "case", "nmod"))
"""Relations of words that cannot be the last of what is said: *the unscientific*, *understands that*."""

_GOVERNED = frozenset(("xcomp", "dobj", "attr", "acomp", "pobj", "pcomp", "ccomp", "oprd"))
_MOST = 60
"""Words that a content is lengthened by at most."""

_BETWEEN = 6
"""Words of a clause between two halves of a quotation besides source and cue: *he said on Monday*."""

_LEAST = 4
"""Words of a quotation that may stand alone; of fewer it is a name or a word that is spoken of."""


def unbroken(tree: Tree, row: Tagged) -> Tagged:
    """Lengthen a content that stops in the middle of a phrase: *she wants a further*, *says there needs*.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> from accordingto.attributions.tree import build_tree
    >>> tree = build_tree(pipeline()("Hill wants a further loan from the bank."))
    >>> unbroken(tree, Tagged(((0, 4),), ((5, 10),), ((11, 20),), 0.9)).content
    ((11, 39),)
    """
    words = tree.doc.char_span(*row.content[-1], alignment_mode="expand")
    if words is None or not len(words):
        return row
    last = words.end - 1
    end = _phrase_end(tree, last) if len(row.content) > 1 else _subject_end(tree, row, words.root.i, last)
    if end is None or end - last > _MOST or any(tree.quoted[k] >= 0 for k in range(last, end + 1)):
        return row
    stop = tree.doc[end].idx + len(tree.doc[end])
    others = [s for s in (*row.source, *row.cue) if s[1] > row.content[-1][1]]
    if any(s[0] < stop for s in others):
        return row
    return Tagged(row.source, row.cue, (*row.content[:-1], (row.content[-1][0], stop)), row.confidence)


def _subject_end(tree: Tree, row: Tagged, root: int, last: int) -> int | None:
    """As :func:`_phrase_end`, and of a content that is only the subject of what is said the end of its clause."""
    verb = tree.head[root]
    above = tree.doc[tree.head[verb]]
    cued = any(a <= above.idx < b for a, b in row.cue) and above.i < root
    if tree.dep[root] in ("nsubj", "nsubjpass") and tree.dep[verb] == "ccomp" and last < verb and cued:
        return _own_end(tree, verb)
    return _phrase_end(tree, last)


def _phrase_end(tree: Tree, last: int) -> int | None:
    """The last word of the phrase that a word is in the middle of."""
    stop = tree.sentence_of(last)[1]
    if last + 1 >= stop or not tree.is_word(last) or not tree.is_word(last + 1):
        return None
    head = tree.head[last]
    if tree.dep[last] in _UNFINISHED and last < head < stop:
        return _own_end(tree, head)
    k = last + 1
    if tree.head[k] == last and tree.dep[k] == "prep" and tree.lower[k] == "of":
        return _own_end(tree, k)
    governed = next((k for k in tree.kids[last] if k > last and tree.dep[k] in _GOVERNED), None)
    if governed is not None and tree.left[governed] == last + 1:
        return _own_end(tree, governed)
    return None


def _own_end(tree: Tree, head: int) -> int:
    """The last word below a word, without a clause behind a comma."""
    end = tree.right[head]
    comma = next((k for k in range(head + 1, end) if tree.lower[k] in (",", ";", "--", "–", "—")), None)
    end = end if comma is None else comma - 1
    while end > head and not tree.is_word(end):
        end -= 1
    return end


def with_quotations(tree: Tree, rows: Sequence[Tagged]) -> list[Tagged]:
    """Give quotations that nobody says to whom they go on from.

    *“I knew,” Hill said, “that it was wrong,”* is one quotation in two, and in *Hill denies it. “It was not me.”*
    the quotation has no other speaker than the one of the sentence before.
    """
    out = list(rows)
    covered = sorted(span for row in out for span in row.content)
    starts = [start for start, _ in covered]
    cues = sorted((row.cue[0][0], k) for k, row in enumerate(out) if row.cue)
    for n, q in enumerate(tree.quotations):
        k = bisect_right(starts, q.inner_end)
        if any(q.inner_start < b for _, b in covered[max(0, k - 8) : k]):
            continue
        row = _half_before(tree, out, cues, n) if n else None
        row = _just_before(tree, out, cues, q) if row is None else row
        if row is not None:
            held = out[row]
            content = tuple(sorted((*held.content, (q.start, q.end))))
            out[row] = Tagged(held.source, held.cue, content, held.confidence)
    return out


def _among(cues: Sequence[Span], start: int, end: int) -> list[int]:
    """The rows whose cues begin between two characters."""
    return [k for _, k in cues[bisect_left(cues, (start, -1)) : bisect_left(cues, (end, -1))]][:_BETWEEN]


def _half_before(tree: Tree, rows: Sequence[Tagged], cues: Sequence[Span], n: int) -> int | None:
    """The row that says the quotation before, where no more than its cue and source stand between the two."""
    before, here = tree.quotations[n - 1], tree.quotations[n]
    between = tree.text[before.end : here.start]
    if before.paragraph != here.paragraph or not between.rstrip().endswith((",", ":")):
        return None
    for k in _among(cues, before.end, here.start):
        row = rows[k]
        said = any(a <= before.inner_start and before.inner_end <= b for a, b in row.content)
        parts = [s for s in (*row.source, *row.cue) if before.end <= s[0] and s[1] <= here.start]
        if said and len(parts) == len(row.source) + len(row.cue):
            rest = len(between.split()) - sum(len(tree.text[a:b].split()) for a, b in parts)
            return k if rest <= _BETWEEN else None
    return None


def _just_before(tree: Tree, rows: Sequence[Tagged], cues: Sequence[Span], q: Quotation) -> int | None:
    """The row of the sentence before a quotation that is a sentence of its own."""
    text = tree.text
    said = text[q.inner_start : q.inner_end]
    alone = said[:1].isupper() and said.rstrip()[-1:] in ".!?…" and len(said.split()) >= _LEAST and q.closed
    after = text[q.end : q.end + 2].lstrip(" ")
    if not alone or not (not after or after[0].isupper() or after[0] in "\n\r"):
        return None
    before = text[: q.start].rstrip(" ")
    if not before.endswith((".", "!", "?")):
        return None
    span = tree.doc.char_span(len(before) - 1, len(before), alignment_mode="expand")
    if span is None:
        return None
    first, last = tree.sentence_of(span.start)
    low, high = tree.doc[first].idx, tree.doc[last - 1].idx + len(tree.doc[last - 1])
    here = [k for k in _among(cues, low, high) if rows[k].source]
    held = {k for k in here for m in here if m != k and any(a <= rows[k].cue[0][0] < b for a, b in rows[m].content)}
    outer = [k for k in here if k not in held]
    return outer[-1] if outer else None
