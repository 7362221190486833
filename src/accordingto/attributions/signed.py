"""Speakers that the layout names: a quotation signed with a dash, and the labelled lines of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.attributions.lexicon import word_list
from accordingto.attributions.tree import Tree
from accordingto.records import Span, Tagged

SURE = 0.85
"""Confidence of both: there are too few in labelled articles to fit one."""

_DASH = re.compile(r"[ \t\xa0]*\n?[ \t\xa0]*(—|–|―|--|-)[ \t\xa0]*(?=[^\W\d_])")
_NAME = re.compile(r"[^\n“”\"«»]{2,120}")
_LABEL = re.compile(r"^[ \t\xa0\"“]*([A-Z][A-Z.'’\- ]{1,40}[A-Z.])(:)[ \t\xa0]+(\S[^\n]*)", re.MULTILINE)
_LONGEST_NAME = 14
_FEWEST_WORDS = 3
_FEWEST_LABELS = 3


def signed(tree: Tree) -> Iterator[Tagged]:
    """Yield the quotations that a dash and a name follow, each alone on its lines.

    "We lost it all." — Ana Ruiz, a farmer: the dash is the cue. Words with a verb are no signature
    but the sentence going on.

    Parameters
    ----------
    tree : Tree
        The document.

    Yields
    ------
    Tagged

    Examples
    --------
    >>> from accordingto.attributions.tree import build_tree
    >>> from accordingto.language import pipeline
    >>> tree = build_tree(pipeline()("“We lost it all.” — Ana Ruiz, a farmer"))
    >>> [[tree.text[slice(*row.source[0])], tree.text[slice(*row.cue[0])]] for row in signed(tree)]
    [['Ana Ruiz, a farmer', '—']]
    """
    text, free = tree.text, 0
    for quotation in tree.quotations:
        start, end = quotation.start, quotation.end
        line = text.rfind("\n", 0, start) + 1
        dash = _DASH.match(text, end)
        if dash is None or text[max(line, min(free, start)) : start].strip():
            continue
        name = _trimmed(text, _NAME.match(text, dash.end()))
        if name is None or not text[name[0]].isupper() or len(text[start:end].split()) < _FEWEST_WORDS:
            continue
        words = tree.doc.char_span(*name, alignment_mode="expand")
        if words is None or len(words) > _LONGEST_NAME or any(t.pos_ in ("VERB", "AUX") for t in words):
            continue
        free = name[1]
        yield Tagged((name,), (dash.span(1),), ((start, end),), SURE)


def labelled(text: str) -> Iterator[Tagged]:
    """Yield the lines of a transcript that begin with their speaker in capitals.

    Parameters
    ----------
    text : str
        The article.

    Yields
    ------
    Tagged
        None where fewer than three lines are labelled: two may be notices to the reader.

    Examples
    --------
    >>> lines = "RUIZ: We will go on.\\nHOST: Until when?\\nRUIZ: Until it is done."
    >>> [lines[slice(*row.source[0])] for row in labelled(lines)]
    ['RUIZ', 'HOST', 'RUIZ']
    >>> list(labelled("UPDATE: The hearing is over."))
    []
    """
    lines = [m for m in _LABEL.finditer(text) if m[1].lower() not in word_list("notice")]
    if len(lines) < _FEWEST_LABELS or len({m[1] for m in lines}) == len(lines):
        return
    for m in lines:
        end = m.start(3) + len(m[3].rstrip())
        yield Tagged((m.span(1),), (m.span(2),), ((m.start(3), end),), SURE)


def _trimmed(text: str, match: re.Match[str] | None) -> Span | None:
    if match is None:
        return None
    start, end = match.span()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:—–―-"):
        end -= 1
    return (start, end) if end > start else None
