"""Which articles tell of the same event, and which of their sources are the same."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from accordingto.actors.gazetteer import body_forms, role_forms
from accordingto.figures.lexicon import word_set
from accordingto.figures.nations import nation_of

SHARED = 3
"""Articles of one event have at least so many names in common."""
_SPECIAL = 2
"""And so many that are no word for a kind of body."""
_SHARE = 0.15
"""And so large a share of the names of the shorter one."""
_COMMON = 40
"""A name in more articles than this tells nothing about one event."""
_NAME = re.compile(r"\b[A-Z][\w-]{2,}")
_RUN = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_INNER = re.compile(r"(?<=[a-z0-9,’'] )[A-Z][\w-]{2,}")
_WORD = re.compile(r"[^\W\d_][\w-]{4,}")
_ALIKE = 0.05
"""Articles that open with the same name are about one event when their words are as like as this (cosine)."""
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
        self.linked = _linked(self.names, self.lead, texts)
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


def _linked(
    names: Mapping[str, frozenset[str]], lead: Mapping[str, frozenset[str]], texts: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Count shared names through an index from name to articles, so that unlike articles are never compared."""
    where: dict[str, list[str]] = defaultdict(list)
    for article, own in names.items():
        for name in own:
            where[name].append(article)
    likeness = _Likeness(texts)
    linked = {}
    for article, own in names.items():
        shared = Counter(other for name in own if len(where[name]) <= _COMMON for other in where[name])
        telling = {name for name in own if len(where[name]) <= _FEW and not _is_general(name)}
        about = {other for name in telling for other in where[name] if likeness.about(article, other, name)}
        opened = {
            other
            for name in telling & lead[article]
            for other in where[name]
            if name in lead[other] and likeness.meant(article, other, name) and likeness(article, other) >= _ALIKE
        }
        many = {other for other, n in shared.items() if n >= SHARED and n >= _SHARE * min(len(own), len(names[other]))}
        # The European Union and its Bank are in the news of many events.
        special = own - _kinds_of_bodies()
        many = {other for other in many if len(special & names[other]) >= _SPECIAL}
        linked[article] = frozenset((many | about | opened) - {article})
    return linked


def _is_general(name: str) -> bool:
    """A nation, a kind of body or office, or a word of many names: "health", "university", "european", "south"."""
    return bool(nation_of(name)) or name in _kinds_of_bodies()


@cache
def _kinds_of_bodies() -> frozenset[str]:
    words = {word for name in body_forms() | role_forms() for word in name.lower().split()}
    return frozenset(words | word_set("counting", "general"))


class _Likeness:
    """How like each other the words of two articles are, and what both are about."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.twice = {i: _written_twice(text[:_LONGEST]) for i, text in texts.items()}
        self._beside = lru_cache(maxsize=4 * _COMMON)(lambda i: _neighbours(texts[i][:_LONGEST]))
        self._kept = lru_cache(maxsize=_FEW)(self._weights)
        self.among = Counter(w for text in texts.values() for w in set(_WORD.findall(text[:_LONGEST].lower())))

    def about(self, a: str, b: str, name: str) -> bool:
        """Both articles write a name more than once."""
        return name in self.twice[a] and name in self.twice[b] and self.meant(a, b, name)

    def meant(self, a: str, b: str, name: str) -> bool:
        """Both mean the same by a word, which may be a part of two names: "Nordic Airways" and "Lima Airways"."""
        if a == b:
            return True
        one, other = (self._beside(x).get(name, frozenset()) for x in (a, b))
        return not one or not other or not one.isdisjoint(other)

    def __call__(self, a: str, b: str) -> float:
        (one, size), (other, size_of_other) = (self._kept(x) for x in (a, b))
        return sum(x * other.get(w, 0.0) for w, x in one.items()) / (size * size_of_other or 1.0)

    def _weights(self, article: str) -> tuple[dict[str, float], float]:
        words = set(_WORD.findall(self.texts[article][:_LONGEST].lower()))
        weights = {w: math.log((len(self.texts) + 1) / self.among[w]) for w in sorted(words)}
        return weights, math.sqrt(sum(x * x for x in weights.values()))


def _written_twice(text: str) -> frozenset[str]:
    return frozenset(name for name, n in Counter(map(str.lower, _NAME.findall(text))).items() if n > 1)


def _neighbours(text: str) -> dict[str, frozenset[str]]:
    """Capitalised words to those that stand beside them in a longer name; to nothing where they once stand alone."""
    found: dict[str, set[str]] = defaultdict(set)
    alone = set()
    for run in _RUN.findall(text):
        words = [w for w in run.lower().split(" ") if w not in _ARTICLES]
        alone |= set(words) if len(words) == 1 else set()
        for k, word in enumerate(words):
            found[word] |= {w for w in (*words[max(0, k - 1) : k], *words[k + 1 : k + 2]) if w != word}
    return {word: frozenset(beside) for word, beside in found.items() if word not in alone}


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
