"""A text cut into words, and the names found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import Entry, Match
from accordingto.actors.words import Word, is_s

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Name:
    """A name at ``words[first:last]`` and what it looks like.

    ``kind`` is an actor's kind, ``place``, or ``unknown``; ``entry`` what the gazetteers know of it,
    ``country`` and ``body`` what its own words tell.
    """

    first: int
    last: int
    kind: str
    entry: Entry | None = None
    country: str = ""
    body: Entry | None = None
    titled: bool = False


@dataclass(slots=True)
class Text:
    """A parsed text with its words, gazetteer entries and names, all found once."""

    doc: Doc
    text: str
    words: list[Word]
    matches: list[Match]
    names: list[Name] = field(default_factory=list)
    match_at: dict[int, Match] = field(default_factory=dict)
    match_end: dict[int, Match] = field(default_factory=dict)
    name_at: dict[int, Name] = field(default_factory=dict)
    name_end: dict[int, Name] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def token(self, offset: int) -> Token:
        """The spaCy token at a character."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def word_at(self, offset: int) -> int:
        """Number of the first word that begins at or after a character."""
        return bisect_left(self.words, offset, key=lambda w: w.start)

    def word_token(self, i: int) -> Token:
        """The spaCy token that holds a word's last letter; of Macy's the one before its 's."""
        word = self.words[i]
        token = self.token(word.end - 1)
        return token.nbor(-1) if token.idx > word.start and is_s(token.text) else token

    def tokens(self, i: int) -> list[Token]:
        """The spaCy tokens of a word: several where it has hyphens."""
        last = self.word_token(i)
        first = self.token(self.words[i].start)
        return list(self.doc[first.i : last.i + 1])

    def quote(self, first: int, last: int) -> str:
        """The text of ``words[first:last]``."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def keys(self, first: int, last: int) -> tuple[str, ...]:
        """The keys of ``words[first:last]``."""
        return tuple(word.key for word in self.words[first:last])

    def key(self, i: int) -> str:
        """The key of a word, empty outside the text."""
        return self.words[i].key if 0 <= i < len(self.words) else ""

    def head(self, first: int, last: int) -> Token:
        """The token of ``words[first:last]`` that the others hang on."""
        tokens = [self.word_token(i) for i in range(first, last)]
        low, high = tokens[0].i, tokens[-1].i
        return next((t for t in reversed(tokens) if not low <= t.head.i <= high), tokens[-1])
