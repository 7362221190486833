"""Text to the tokens that numbers are read from: digit groups, words and single signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_TOKEN = re.compile(
    r"(?P<n>[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})* 000(?![0-9]|[.,][0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*|(?<![\w.])\.[0-9]+)"
    rf"|(?P<v>[{VULGAR}])"
    rf"|(?P<w>[^\W\d_{VULGAR}]+(?:['’][^\W\d_{VULGAR}]+)*)"
    r"|(?P<s>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text.

    ``kind`` is ``n`` (digits), ``w`` (letters, or a vulgar fraction) or ``s`` (a sign); ``glued``
    tells that no white space stands before it.
    """

    kind: str
    text: str
    lower: str
    start: int
    end: int
    glued: bool


def tokenize(text: str) -> list[Token]:
    """Cut a text into digit groups, words and signs.

    Examples
    --------
    >>> [t.text for t in tokenize("US$1,200.50, a 5-metre gap")]
    ['US', '$', '1,200.50', ',', 'a', '5', '-', 'metre', 'gap']
    """
    tokens, last = [], -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "s"
        word = match.group()
        tokens.append(
            Token(
                "w" if kind == "v" else kind, word, word.lower().replace("’", "'"), *match.span(), match.start() == last
            )
        )
        last = match.end()
    return tokens


def token_at(tokens: list[Token], i: int) -> Token | None:
    """The token at a place; None outside the text."""
    return tokens[i] if 0 <= i < len(tokens) else None


def lower_at(tokens: list[Token], i: int) -> str:
    """The token at a place in lower case; empty outside the text."""
    return tokens[i].lower if 0 <= i < len(tokens) else ""
