"""Names that end with an 's of their own: *Macy's*, *St Ana's*, *Lloyd's of London*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.words import Word, fold, is_s

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SUBJECTS = ("nsubj", "nsubjpass")
_VERBS = ("AUX", "VERB")
_FREE = 2
"""Times that a name stands with 's and nothing that it owns; once where it does something."""


def with_own_endings(doc: Doc, text: str, words: Sequence[Word]) -> list[Word]:
    """Give names an 's that is part of them: an article that has *Macy's* only, which *said* something.

    Parameters
    ----------
    doc : Doc
        The parsed article.
    text : str
        Its text.
    words : sequence of Word
        Its words, a possessive 's cut off.

    Returns
    -------
    list of Word
        The same, with some that have their 's again.

    Examples
    --------
    >>> from accordingto.actors.words import words
    >>> from accordingto.language import pipeline
    >>> text = "Macy's said that Macy's shares fell, and Hill's rose."
    >>> [w.text for w in with_own_endings(pipeline()(text), text, words(text)) if w.is_name]
    ["Macy's", "Macy's", 'Hill']
    """
    # Not "it's" or "let's", nor "Hill's doing it".
    ends = ((t, s) for t, s in pairwise(doc) if is_s(s.text) and t.pos_ == "PROPN" and s.pos_ not in _VERBS)
    owners = {token.idx: token for token, _ in ends}
    owned = {w.start: w for w in words if w.possessive and w.is_name and w.start in owners}
    owned = {start: w for start, w in owned.items() if is_s(text[w.end : w.end + 2])}
    if not owned:
        return list(words)
    other = {w.text for w in words if w.start not in owned} | {w.text for w in owned.values() if _is_known(w)}
    free: Counter[str] = Counter()
    for start, word in owned.items():
        token = owners[start]
        acts = token.dep_ in _SUBJECTS and token.head.pos_ == "VERB"  # Not "Hill's is larger".
        free[word.text] += _FREE if acts else token.dep_ != "poss"
    kept = {name for name, times in free.items() if times >= _FREE and name not in other}
    return [_whole(text, w) if w.start in owned and w.text in kept else w for w in words]


def _is_known(word: Word) -> bool:
    """Whether it is a country, a town or the like: "Kenya's was the first"."""
    return gazetteer().lookup(word.key) is not None


def _whole(text: str, word: Word) -> Word:
    name = text[word.start : word.end + 2]
    return Word(word.start, word.end + 2, name, fold(name), possessive=False)
