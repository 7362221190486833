"""Which articles tell of the same event, and which of their sources are the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from accordingto.figures.lexicon import word_set

SHARED = 3
"""Articles of one event have at least so many names in common."""
_SHARE = 0.15
"""And so large a share of the names of the shorter one."""
_COMMON = 40
"""A name in more articles than this tells nothing about one event."""
_NAME = re.compile(r"\b[A-Z][\w-]{2,}")
_INNER = re.compile(r"(?<=[a-z0-9,’'] )[A-Z][\w-]{2,}")
_ABBREVIATED = re.compile(r"((?:[A-Z][\w’'-]{1,30} (?:of |for |the |and )?){1,7})\(([A-Z]{2,8})\)")
_FEW = 12
_LEAD = 260
_LONGEST = 60_000


class Stories:
    """The articles that tell of one event, by the names that they share.

    Parameters
    ----------
    texts : mapping of str to str
        ``article_id`` to text.

    Examples
    --------
    >>> words = "Flood hits Arden as Lake Orm and Lake Tarn burst, says Mayor Ines Falk"
    >>> told = Stories({"a": f"The {words}.", "b": f"One {words} again.", "c": "Rain in Spain."})
    >>> told.same("a", "b"), told.same("a", "c")
    (True, False)
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        inner = frozenset(w.lower() for text in texts.values() for w in _INNER.findall(text[:_LONGEST]))
        self.names = {i: frozenset(_names(text[:_LONGEST], inner)) for i, text in sorted(texts.items())}
        self.lead = {i: frozenset(re.findall(r"\w+", text[:_LEAD].lower())) for i, text in texts.items()}
        self.abbreviations = {
            abbreviation.lower(): tuple(_plain(name))
            for _, text in sorted(texts.items())
            for name, abbreviation in abbreviations(text)
        }
        self.linked = _linked(self.names)
        self.story = _components(self.linked, self.names)
        groups: dict[str, set[str]] = defaultdict(set)
        for article, first in self.story.items():
            groups[first].add(article)
        self.groups = {first: frozenset(group) for first, group in groups.items() if len(group) <= _FEW}

    def same(self, a: str, b: str) -> bool:
        """Tell whether two articles are about one event."""
        return b in self.peers(a)

    def peers(self, article: str) -> frozenset[str]:
        """The articles about the same event, this one included; a few steps apart where they are few."""
        return self.groups.get(self.story.get(article, ""), self.linked.get(article, frozenset()) | {article})

    def key(self, actor_id: str) -> tuple[str, ...]:
        """The words that name a source, without articles; a full name for an abbreviation given in brackets."""
        slug = actor_id.rsplit(":", 1)[-1]
        words = tuple(w for w in re.split(r"[-\W]+", slug) if w) or (slug,)
        words = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
        words = words[:-1] if len(words) > 1 and words[-1].isdigit() else words
        return self.abbreviations.get(" ".join(words), words)


_ARTICLES = ("the", "a", "an", "its", "their")


def abbreviations(text: str) -> list[tuple[str, str]]:
    """Names with the short form that a text gives in brackets.

    Examples
    --------
    >>> abbreviations("The State Election Commission (DIK) said so.")
    [('The State Election Commission', 'DIK')]
    """
    return [(name.rstrip(), short) for name, short in _ABBREVIATED.findall(text[:_LONGEST])]


def _plain(name: str) -> Iterable[str]:
    words = re.findall(r"\w+", name.lower())
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


@cache
def _dates() -> frozenset[str]:
    return word_set("words", "weekday") | word_set("words", "month")


def _names(text: str, inner: frozenset[str]) -> Iterable[str]:
    """Capitalised words that some article writes so inside a sentence; case counts no further."""
    return (word for word in map(str.lower, _NAME.findall(text)) if word in inner and word not in _dates())


def _linked(names: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Count shared names through an index from name to articles, so that unlike articles are never compared."""
    where: dict[str, list[str]] = defaultdict(list)
    for article, own in names.items():
        for name in own:
            where[name].append(article)
    linked = {}
    for article, own in names.items():
        shared = Counter(other for name in own if len(where[name]) <= _COMMON for other in where[name])
        linked[article] = frozenset(
            other
            for other, n in shared.items()
            if other != article and n >= SHARED and n >= _SHARE * min(len(own), len(names[other]))
        )
    return linked


def _components(linked: Mapping[str, frozenset[str]], names: Iterable[str]) -> dict[str, str]:
    """Article to the first article that it hangs together with."""
    story: dict[str, str] = {}
    for first in names:
        waiting = [] if first in story else [first]
        while waiting:
            article = waiting.pop()
            if article not in story:
                story[article] = first
                waiting += sorted(linked[article])
    return story


def merged(keys: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Map shorter names to the longer ones that they abridge: "police" to "public security police".

    Examples
    --------
    >>> merged([("police",), ("public", "security", "police"), ("union",)])[("police",)]
    ('public', 'security', 'police')
    """
    by_tail: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(set(keys), key=lambda k: (-len(k), k)):
        by_tail[key[-1]].append(key)
        by_tail[key[0] + " "].append(key)
    found = {}
    for key in set(keys):
        longer = [k for k in (*by_tail[key[-1]][:20], *by_tail[key[0] + " "][:20]) if set(key) <= set(k)]
        found[key] = longer[0] if longer else key
    return found
