"""Text to words with character offsets, and words to the keys that gazetteers are searched by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[.'’&/‑-][^\W_]+)*|\n|[^\w\s]|_")
_CLITIC = re.compile(r"(?<!^)['’](?:[sS]|ve|re|ll|d|m)$")
_ELIDED = re.compile(r"[^\W\d_]{1,4}['’](?=[^\W\d_])[^a-zß-ÿ]")
"""An article or preposition that has lost its vowel, before a name: *d'Entremont*, *dell'Acqua*."""
_LATIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "ı": "i"})


class Word(NamedTuple):
    """A word or a mark: ``text[start:end]``, without a possessive ``'s``.

    ``key`` is its folded form; ``possessive`` tells that ``'s`` followed.
    """

    start: int
    end: int
    text: str
    key: str
    possessive: bool

    @property
    def is_name(self) -> bool:
        """Whether it is written like a name, as ``Hill``, ``al-Shabaab`` and the second word of Côte ``d'Ivoire``."""
        return not self.text.islower() and self.text[-1].isalnum() | (self.text[-1] == ".") and _capital(self.text)


def _capital(text: str) -> bool:
    joined = "-" in text and any(c.isupper() for c in text) and text[0].isalpha()
    return text[0].isupper() or joined or _ELIDED.match(text) is not None


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, without accents, dots and apostrophes.

    Examples
    --------
    >>> fold("U.S."), fold("Élysée"), fold("Sana’a")
    ('us', 'elysee', 'sanaa')
    """
    plain = unicodedata.normalize("NFKD", word.translate(_LATIN))
    return "".join(c for c in plain if c not in ".'’" and not unicodedata.combining(c)).replace("‑", "-").lower()


@lru_cache(maxsize=65536)
def _parts(raw: str) -> tuple[str, bool]:
    match = _CLITIC.search(raw)
    return (raw[: match.start()], match.group()[1:] in "sS") if match else (raw, False)


def words(text: str, abbreviations: frozenset[str] = frozenset()) -> list[Word]:
    """Split a text into words and marks.

    Parameters
    ----------
    text : str
        Any text.
    abbreviations : frozenset of str
        Keys whose final dot belongs to the word (``mr``, ``sen``).

    Returns
    -------
    list of Word
        In text order; a line end is a word of its own, other white space is dropped.

    Examples
    --------
    >>> [w.text for w in words("Kim Hong-kyun’s aide, J. Hill of the U.S. team.")]
    ['Kim', 'Hong-kyun', 'aide', ',', 'J.', 'Hill', 'of', 'the', 'U.S.', 'team', '.']
    """
    found: list[Word] = []
    skip = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start == skip:
            continue
        raw, possessive = _parts(match.group())
        whole = len(raw) == end - start
        end = start + len(raw)
        if whole and raw[0].isalpha():
            following = text[end : end + 1]
            initial = len(raw) == 1 and raw.isupper()
            if following == "." and (initial or "." in raw or fold(raw) in abbreviations):
                raw, skip, end = raw + ".", end, end + 1
            elif following in ("'", "’") and raw[-1] == "s" and text[end + 1 : end + 3].strip()[:1].isalpha():
                possessive = True
        found.append(Word(start, end, raw, fold(raw), possessive))
    return found


def is_s(token: str) -> bool:
    """Whether a token is the s of a genitive.

    Examples
    --------
    >>> is_s("’s"), is_s("s")
    (True, False)
    """
    return token.lower() in ("'s", "’s")


def slug(name: str) -> str:
    """A name as lower-case ASCII words joined by hyphens.

    Examples
    --------
    >>> slug("Kim Hong-kyun"), slug("Seoul’s intelligence agency"), slug("Élysée Palace")
    ('kim-hong-kyun', 'seoul-s-intelligence-agency', 'elysee-palace')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LATIN))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return "-".join(re.findall(r"[^\W_]+", ascii_only)) or "x"
