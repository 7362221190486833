"""Who tells it, between the halves of what somebody says: *The owner, his son says, told her that it is shut*."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.attributions.candidates import Candidate
from accordingto.attributions.lexicon import acts
from accordingto.attributions.mending import as_tagged
from accordingto.attributions.tree import Range, Tree
from accordingto.records import Tagged

_LONG = 14
"""Words of what stands between the commas, and of what stands before it."""

_VERBS = frozenset(("VERB", "AUX"))


def interrupted(tree: Tree, rows: Sequence[Tagged], confidence: float) -> list[Tagged]:
    """Give a saying whose subject and verb another source parts its own subject, and that source both halves.

    The parser, and the tagger with it, takes the two sources for one.

    Parameters
    ----------
    tree : Tree
        The document.
    rows : sequence of Tagged
        What is known.
    confidence : float
        Of the source between the commas.

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> text = "The owner, according to his son, told her that the pit is shut."
    >>> row = Tagged(((0, 31),), ((33, 37),), ((42, 62),), 0.9)
    >>> for row in interrupted(build_tree(pipeline()(text)), [row], 0.6):
    ...     print([text[a:b] for a, b in (*row.source, *row.cue, *row.content)])
    ['his son', 'according to', 'The owner', 'told her that the pit is shut']
    ['The owner', 'told', 'that the pit is shut']
    """
    out = list(rows)
    for row in rows:
        words = tree.doc.char_span(*row.cue[0], alignment_mode="expand") if row.cue else None
        parts = None if words is None or not row.content else _parts(tree, words.start)
        if parts is None or row.content[0][0] < words.end_char:
            continue
        subject, head, source, cue = parts
        end = tree.doc.char_span(*row.content[-1], alignment_mode="expand").end
        outer = as_tagged(tree, confidence, Candidate(head, source, (cue,), (subject, (words.start, end)), ()))
        at = outer.cue[0]
        out = [r for r in out if r is not row and not any(a < at[1] and at[0] < b for a, b in r.cue)]
        out += [outer, Tagged(tree.characters((subject,)), row.cue, row.content, row.confidence)]
    return out


def _parts(tree: Tree, verb: int) -> tuple[Range, int, Range, Range] | None:
    """The subject before the commas; of what is between them the head, the source and the cue."""
    first = tree.sentence_of(verb)[0]
    last = verb - 1
    if last <= first or tree.lower[last] != ",":
        return None
    comma = next((k for k in range(last - 1, max(first, last - _LONG), -1) if tree.lower[k] == ","), None)
    subject = None if comma is None else tree.trim(first, comma)
    if subject is None or subject[1] - subject[0] > _LONG or any(tree.pos[k] in _VERBS for k in range(*subject)):
        return None
    if tree.tag[subject[0]] in ("IN", "RB", "CC") or "," in tree.lower[subject[0] : subject[1]]:
        return None
    if tree.lower[comma + 1 : comma + 3] == ["according", "to"]:
        source = tree.trim(comma + 3, last)
        return None if source is None else (subject, comma + 1, source, (comma + 1, comma + 3))
    verbs = [k for k in range(comma + 1, last) if tree.pos[k] in _VERBS]
    if len(verbs) != 1 or tree.tag[verbs[0]] not in ("VBD", "VBZ", "VBP"):
        return None
    says, source = verbs[0], tree.trim(comma + 1, verbs[0])
    known = acts().get(tree.lemma[says], ("",))[0]
    relative = tree.tag[comma + 1] in ("WDT", "WP", "WRB", "IN")
    if source is None or relative or known != "statement" or tree.quoted[says] >= 0:
        return None
    return subject, says, source, (says, says + 1)
