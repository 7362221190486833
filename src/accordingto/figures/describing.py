"""Which body "the bank", "the club" or "the firm's lawyer" is: a log-linear choice among those the article names.

What the rules make of it is one trait among others; the weights are in ``describing.csv``, written by
``training/originators``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.gazetteer import rows as gazetteer_rows
from accordingto.figures.lexicon import alternatives, rows, word_set
from accordingto.figures.naming import BODIES, Bodies, body_words, heads, kin

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARTICLE = r"(?:the|this|that|its|their)"
_LONGEST = 60_000
_MOST = 40
_SHORT = 4
_ANY = ("company", "firm", "business", "group", "manufacturer", "corporation", "concern", "management")
_TIMES = (1, 2, 4, 8)


@cache
def _people() -> str:
    return alternatives(word_set("counting", "member") | word_set("counting", "speaks"))


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"{_ARTICLE} (?P<more>(?:[a-z][a-z-]*[a-z] ){{0,2}})(?P<head>[a-z][a-z-]+)(?:['’]s|['’])?")


@cache
def _inner() -> re.Pattern[str]:
    """ "The club's lawyer", "a spokeswoman for the operator"."""
    return re.compile(
        rf"{_ARTICLE} (?P<owner>[a-z][a-z-]+)(?:['’]s|(?<=s)['’]) (?:[a-z-]+ ){{0,2}}(?:{_people()})\b.*"
        rf"|(?:an?|the|its) (?:[a-z-]+ ){{0,2}}(?:{_people()}) (?:of|for|at) the (?P<body>[a-z][a-z-]+)"
    )


def description(phrase: str) -> tuple[str, str]:
    """Return the word that describes a body in a phrase, and how: bare, with more words, or its people's.

    Parameters
    ----------
    phrase : str
        Words beside a number, such as "The bank".

    Returns
    -------
    (str, str)
        Empty where no body is described by a definite phrase.

    Examples
    --------
    >>> description("The bank"), description("the club's lawyer"), description("Orbis"), description("a bank")
    (('bank', 'bare'), ('club', 'people'), ('', ''), ('', ''))
    """
    low = re.split(r",| (?:who|which|that) ", phrase[:80].lower(), maxsplit=1)[0].strip()
    if any(c.isupper() for c in phrase.split(",")[0][1:]):
        return "", ""
    found = _bare().fullmatch(low)
    if found is not None and _known(found["head"]):
        return _known(found["head"]), "more" if found["more"] else "bare"
    found = _inner().fullmatch(low)
    if found is not None and (word := _known(found["owner"] or found["body"])):
        return word, "people"
    return "", ""


def _known(word: str) -> str:
    return next((w for w in (word, word.removesuffix("s")) if w in heads()), "")


@cache
def sort_of(head: str) -> str:
    """What sort of body a word describes: any firm, a firm of one trade, a union, an office of state."""
    if head in _ANY:
        return "any firm"
    if head in word_set("counting", "main firm"):
        return "owner"
    if head in word_set("counting", "firm"):
        return "trade"
    if head in word_set("counting", "labour"):
        return "labour"
    sectors = {row["sector"] for row in gazetteer_rows("bodies.csv") if head == row["body"]}
    return "state" if sectors & {"GOV", "MIL", "COP", "JUD", "LEG"} else "other"


@cache
def _ends() -> tuple[Mapping[str, str], Mapping[str, str]]:
    return tuple({row["word"]: row["body"] for row in gazetteer_rows(f"name_{end}.csv")} for end in ("begins", "ends"))


@cache
def _types() -> Mapping[str, frozenset[str]]:
    """Word of a name to the descriptions that it fits."""
    found: dict[str, set[str]] = {}
    for row in rows("kin"):
        for word in row["words"].split("|"):
            found.setdefault(word, set()).add(row["head"])
    return {word: frozenset(told) for word, told in found.items() if word}


def told_by(name: str) -> frozenset[str]:
    """The descriptions that the words of a name fit.

    Examples
    --------
    >>> "company" in told_by("Orbis Shipping"), "club" in told_by("Orbis FC"), told_by("Orbis")
    (True, True, frozenset())
    """
    words = re.findall(r"\w+", name.lower())
    begins, ends = _ends()
    fits: set[str] = set()
    for word in words:
        fits |= _types().get(word, frozenset())
        if word in heads():
            fits.add(word)
    if words:
        fits |= {begins.get(words[0], ""), ends.get(words[-1], "") if len(words) > 1 else ""} - {""}
    return frozenset(fits)


class Describing:
    """Chooses among the bodies of one article.

    Parameters
    ----------
    bodies : Bodies
        What the article calls them.
    sentences : sequence of int
        Where its sentences begin.
    """

    def __init__(self, bodies: Bodies, sentences: Sequence[int]) -> None:
        self.bodies, self.text, self.sentences = bodies, bodies.text[:_LONGEST], sentences
        self.paragraphs = [m.start() for m in re.finditer(r"(?<![^\n])[^\n]", self.text)]
        self.found: dict[str, list[int]] | None = None
        self.names: dict[str, str] = {}

    def _places(self) -> dict[str, list[int]]:
        """Where each body is named; two actors of one name are one."""
        if self.found is not None:
            return self.found
        best: dict[str, str] = {}
        for i, name in self.bodies.named.items():
            actor = self.bodies.actors[i]
            if actor.kind == "country" or name.lower() in heads():
                continue
            low = name.lower()
            if low not in best or _rank(actor.kind) < _rank(self.bodies.actors[best[low]].kind):
                best[low] = i
        self.found = {}
        for i in best.values():
            name = self.bodies.named[i]
            words = name.split(" ")
            short = len(words) > 1 and words[-1].lower() in body_words() and len(words[0]) >= _SHORT
            form = re.escape(words[0] if short and words[0].lower() not in _types() else name)
            places = [m.start() for m in re.finditer(rf"\b{form}\b", self.text)]
            if places:
                self.found[i] = places
                self.names[i] = name
        if len(self.found) > _MOST:
            often = sorted(self.found, key=lambda i: -len(self.found[i]))[:_MOST]
            self.found = {i: p for i, p in self.found.items() if i in often}
        return self.found

    def traits(self, phrase: str, at: int, rule: str, spoke: str) -> dict[str, list[str]]:
        """Name the traits of each candidate for a description; the empty one is the description itself.

        Parameters
        ----------
        phrase : str
            Such as "the bank".
        at : int
            Where it stands.
        rule : str
            Which actor the rules take it for; empty for itself.
        spoke : str
            Who gave the number before it.
        """
        word, how = description(phrase)
        places = self._places()
        keys = dict.fromkeys((*places, *((rule,) if rule else ())))
        view = _View(self, word, how, at, rule, spoke, places)
        told = {key: list(view.of(key)) for key in keys}
        return {"": list(view.of_itself(told)), **told}

    def choose(self, phrase: str, at: int, rule: str, spoke: str) -> str:
        """Return the actor that a description is; empty where it names itself."""
        of = weights()
        told = self.traits(phrase, at, rule, spoke)
        return max(told, key=lambda key: sum(of.get(t, 0.0) for t in told[key]))


class _View:
    """One description while its candidates are weighed."""

    def __init__(
        self, d: Describing, word: str, how: str, at: int, rule: str, spoke: str, places: Mapping[str, list[int]]
    ) -> None:
        self.d, self.word, self.how, self.at, self.rule, self.spoke, self.places = d, word, how, at, rule, spoke, places
        self.sort = sort_of(word)
        self.called = d.bodies.called
        self.sentence, self.paragraph = self._in(d.sentences, at), self._in(d.paragraphs, at)
        bodily = [k for k in places if not self._human(k)]
        before = {k: places[k][bisect_left(places[k], at) - 1] for k in bodily if places[k][0] < at}
        self.latest = max(before, key=before.get, default=None)
        likely = {k: p for k, p in before.items() if not self._other(k)}
        self.likely = max(likely, key=likely.get, default=None)
        self.most = max(bodily, key=lambda k: (len(places[k]), -places[k][0]), default=None)
        fit = [k for k in bodily if not self._other(k)]
        self.most_likely = max(fit, key=lambda k: (len(places[k]), -places[k][0]), default=None)
        self.first = min(fit, key=lambda k: places[k][0], default=None)
        self.fitting = [k for k in places if self._fits(k)]

    def _in(self, starts: Sequence[int], at: int) -> int:
        return bisect_left(starts, at + 1)

    def _human(self, key: str) -> bool:
        return self._signs(key) in ("office", "given name")

    def _signs(self, key: str) -> str:
        """What tells that an actor that is taken for a person is one; a firm may sound like one."""
        actor, name = self.d.bodies.actors[key], self.d.bodies.named.get(key, "")
        if actor.kind != "person" or key in self.d.bodies.firms:
            return ""
        if actor.organisation or (actor.role and actor.role.lower() not in word_set("counting", "firm")):
            return "office"
        told = told_by(name) or re.search(rf"\b{re.escape(name)}(?:, which\b|['’]s (?:shares|stock)\b)", self.d.text)
        if " " in name and name.split(" ")[0].lower() in gazetteer().genders and not told:
            return "given name"
        return "told a body" if told else "pronoun" if {"he", "she"} & {a.lower() for a in actor.aliases} else "none"

    def _fits(self, key: str) -> bool:
        if key in self.called.get(self.word, ()):
            return True
        name = self.d.bodies.named.get(key, "")
        compound = len(self.word) >= _SHORT and self.word in name.lower()
        return compound or self.word in told_by(name)

    def _other(self, key: str) -> bool:
        """Whether its name or the text tells that it is something else."""
        if self._fits(key):
            return False
        told = told_by(self.d.bodies.named.get(key, "")) | {w for w, ids in self.called.items() if key in ids}
        if not told:
            return self._human(key)
        if self.sort in ("any firm", "owner"):
            return not any(sort_of(w) in ("any firm", "owner", "trade") for w in told)
        return True

    def of(self, key: str) -> Iterator[str]:
        """The traits of a named body."""
        for trait in dict.fromkeys(self._of(key)):
            yield trait
            yield f"{trait} & {self.sort}"

    def _of(self, key: str) -> Iterator[str]:
        actor, name = self.d.bodies.actors[key], self.d.bodies.named.get(key, "")
        if key == self.rule:
            yield "rule"
            yield f"rule & {self.how}"
            yield f"rule & {'fits' if self._fits(key) else 'other' if self._other(key) else 'open'}"
        yield f"kind={actor.kind}, {self._signs(key)}" if actor.kind == "person" else f"kind={actor.kind}"
        if key in self.called.get(self.word, ()):
            yield "called so"
        elif any(key in ids for ids in self.called.values()):
            yield "called otherwise"
        fits = self._fits(key)
        yield "fits" if fits else "other" if self._other(key) else "open"
        if fits and len(self.fitting) == 1:
            yield "fits alone"
        if not fits and self.fitting:
            yield "another fits"
        if key in self.d.bodies.firms:
            yield "has people"
        if actor.kind != "country" and name and self.d.bodies.is_no_firm(key):
            yield "no firm"
        for trait, chosen in (
            ("latest", self.latest),
            ("latest likely", self.likely),
            ("most", self.most),
            ("most likely", self.most_likely),
            ("first", self.first),
            ("spoke", self.spoke),
        ):
            if key == chosen:
                yield trait
        yield from self._near(key)

    def _near(self, key: str) -> Iterator[str]:
        places = self.places.get(key, ())
        yield f"times={sum(len(places) >= n for n in _TIMES)}"
        k = bisect_left(places, self.at) if places else 0
        if not k:
            yield "only later" if places else "never"
            return
        last = places[k - 1]
        apart = self.sentence - self._in(self.d.sentences, last)
        yield f"sentences={min(apart, 3)}"
        yield f"paragraphs={min(self.paragraph - self._in(self.d.paragraphs, last), 2)}"
        begin = self.d.sentences[self._in(self.d.sentences, last) - 1] if self.d.sentences else 0
        if last - begin < _SHORT * 2 and apart:
            yield "began its sentence"
            if apart == 1:
                yield "began the sentence before"
        if self.paragraphs_first() <= last < self.at and key == self.likely:
            yield "likely here"
        if places[0] < (self.d.paragraphs[1] if len(self.d.paragraphs) > 1 else 0):
            yield "lead"

    def paragraphs_first(self) -> int:
        """Where the paragraph begins."""
        return self.d.paragraphs[self.paragraph - 1] if self.paragraph else 0

    def of_itself(self, others: Mapping[str, list[str]]) -> Iterator[str]:
        """The traits of the description as an actor of its own."""
        own = [
            "itself",
            f"itself & {self.how}",
            f"itself & fitting={min(len(self.fitting), 2)}",
            f"itself & called={min(len(self.called.get(self.word, ())), 1)}",
            f"itself & likely={self.likely is not None}",
        ]
        if not self.rule:
            own += ["rule itself", f"rule itself & {self.how}"]
        for trait in own:
            yield trait
            yield f"{trait} & {self.sort}"
        yield f"itself & word={self.word}"
        if not others:
            yield "alone"


def _rank(kind: str) -> int:
    return (*BODIES, kind).index(kind)


@cache
def weights() -> dict[str, float]:
    """The weight of each trait, in log odds.

    Examples
    --------
    >>> weights()["rule"] > 0
    True
    """
    return {row["trait"]: float(row["weight"]) for row in rows("describing")}
