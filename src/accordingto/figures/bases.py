"""By what a source counts, where its words tell: "which adds leases", "from laboratories only", "with its cooks"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from accordingto.figures.lexicon import alternatives, word_set
from accordingto.figures.portions import END

_BACK = 240
_ON = 160
_STEM = 6
_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAVES = r"leaves? out|omits?|excludes?|disregards?|(?:crosses|cross|strikes?) off|(?:does|do) not (?:count|include)"
_ADDS = r"adds?\b(?! up\b| that\b|,| to\b)"
_LIMIT = r"(?:only|alone|as well|too|also)"
_COUNTS = (
    rf"{_LEAVES}|{_ADDS}|(?:also|only) (?:counts?|includes?|takes?|registers?|records?)\b|"
    r"counts? (?:in |only|just|any|every|those)|counts? [^,.;]{2,40} among\b|"
    rf"(?:counts?|takes?) [^,.;]{{2,50}} {_LIMIT}\b|takes? (?:in |up |account of )?(?:only|just)\b|"
    r"uses? (?:another|(?:a|an) (?:\w+er|other|different))\b"
)
_HABIT = re.compile(rf"(?:^|[ ,])(?:which|who),? ({_COUNTS})([^.;,]{{0,60}}), [^.;\d]{{0,50}}$")
"""The source's clause, and then its number: "the office, which counts cooks as well, came to 150"."""
_PLAIN = re.compile(rf"^(?:the )?[^,.;\d]{{2,50}} ({_COUNTS})([^.;,\d]{{2,60}}) and \w+(?: to| of)? $")
""" "The group counts the missing among the dead and gives 158"."""
_WITH = re.compile(
    r"(?:^|; )[^,.;\d]{3,60}, with (?:all )?(?:its|their) (?!(?:all\w+|part\w+|help|support|back\w+)\b)"
    r"([^,.;\d]{3,50}), (?:[a-z]+ ){1,4}$"
)
_TURN = re.compile(
    rf"^[^.;\d]{{0,60}}?,? (?:but|since|because|as|if|although|though) (?:[^.;,\d]{{2,30}} )?"
    rf"({_COUNTS}|includes?\b|takes? in\b)([^.;,”\"]{{0,60}})"
)
_INCLUDED = re.compile(
    r"^[^.;]{0,60}?, (?!(?:which|who|that|was|were|is|are|has|had|have|not)\b)"
    r"([^,.;\d]{2,40}) (?:included|excluded|left out|counted in)(?=[,.;]|$)"
)
_INCLUDED_BEFORE = re.compile(r", ([^,.;\d]{2,50}) (?:included|excluded|left out),? [^.;,\d]{0,30}$")
_WITH_THOSE = re.compile(
    r"^[^.;,\d]{0,30}, (?:with|counting|plus) (?:all )?(?:those|everyone|everybody|people|the ones) "
    r"(?:who|that|whose|from|in)\b([^.;\d]{3,60})"
)
""" "Legal Watch lists 239, with those who were only asked to come." """
_COUNTING = re.compile(
    r"^[^.;,\d]{0,40}[,;] (?:not )?(?:counting|(?:having )?(?:left|leaving) out|having (?:added|struck off)|"
    r"take away|subtract|minus) (?!(?:on|up|from|down)\b)([^.;\d]{3,60})"
)
""" "It has treated 41, counting burst eardrums", "36, having left out a man who was ill"."""
_IN_THAT = re.compile(
    r"^[^.;,\d]{0,30}, (?:but|and|though|although) (?:in (?:that|this|the) (?:number|figure|count|total) (?:are|is)|"
    r"(?:that|this|it|the (?:number|figure|count|total)) (?:includes?|covers?|leaves? out|excludes?)) ([^.;\d]{3,60})"
)
""" "The office has 3,800, but in that number are all who stay with relatives"."""
_NET = re.compile(r"^[^.;\d]{0,30}?,? (?:before|after|net of) ((?:tax|deduction|cost)\w*|interest|inflation)\b")
_WITH_THEM = re.compile(r"(?:^|[;,] )with(?:out)? (them|these|those)\b[^.;\d]{0,60}$")
_DEFINED = re.compile(r"^[^.;,\d]{0,20}\bby ((?:[^\s.,;]+ ){1,4})definition\b")
_THEN = re.compile(
    rf"^(?:it|they|he|she) ({_COUNTS})([^\d]*)$|^the [\w’' -]{{2,40}} (also (?:counts?|includes?))( [^\d]*)$"
)
"""What the next sentence says of the number: "It counts only those whose houses burned"."""
_SAME = re.compile(r"^(?:on|by) the same (?:footing|basis|definition|method|reckoning|terms)\b")
_ONE = re.compile(r"\s*(?:a|an|one|two|three|another|\d+)\b")
""" "Since he includes a man who died later": a single case, and no habit."""
_CUT = re.compile(r"; |, (?:while|but|and) |\d|(?<!all )(?<!each )\bof (?:whom|which|them)\b")
_FEW = ("count", "counts", "only", "also", "just", "takes", "take", "adds", "them", "from", "that", "which", "with")


class Basis(NamedTuple):
    """What a number counts in or leaves out, as stems of words, and whether its source always counts so."""

    words: frozenset[str]
    always: bool


_NONE = Basis(frozenset(), False)


def basis(text: str, start: int, end: int) -> Basis:
    """Read by what a number counts; no words where nothing tells.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Where the number is.

    Returns
    -------
    Basis

    Examples
    --------
    >>> text = "The captain has 110 rescuers. The governor, who counts cooks as well, has 150."
    >>> sorted(basis(text, 16, 19).words), sorted(basis(text, 74, 77).words)
    ([], ['cooks', 'well'])
    """
    opening = END.split(text[max(0, start - _BACK) : start])[-1].lower()
    rest = text[end : end + _ON]
    closing = END.split(rest)[0]
    after = END.split(text[end + len(closing) + 1 : end + len(closing) + _ON].lstrip())[0].lower()
    closing = closing.lower()
    for found in (_HABIT.search(opening), _PLAIN.search(opening), _WITH.search(opening), _TURN.match(closing)):
        if found:
            return Basis(_stems(found.groups()), not _ONE.match(found.groups()[-1]))
    if _SAME.match(opening):
        # "On the same footing": whatever the sentence before names.
        before = text[max(0, start - len(opening) - _BACK) : start - len(opening)].rstrip(' .!?”"\n')
        return Basis(_stems((END.split(before)[-1].lower(),)), False)
    proof = _proofs().search(_CUT.split(closing)[0])
    if proof:
        return Basis(_stems((proof.group(),)), bool(re.search(r"\b(?:all|each|only|alone)\b", proof.group())))
    once = (
        _INCLUDED.match(closing),
        _INCLUDED_BEFORE.search(opening),
        _WITH_THOSE.match(closing),
        _COUNTING.match(closing),
        _IN_THAT.match(closing),
        _NET.match(closing),
        _WITH_THEM.search(opening),
        _DEFINED.match(closing),
    )
    for found in once:
        if found:
            return Basis(_stems(found.groups()), False)
    if not re.search(r"\d", closing) and not rest[len(closing) :].startswith("\n"):
        found = _THEN.match(after)
        if found:
            return Basis(_stems(found.groups()), True)
    return _NONE


@cache
def _proofs() -> re.Pattern[str]:
    """Only what something proves is counted: "all of them by laboratory test", "from hospitals alone"."""
    words = alternatives(word_set("counting", "proof"))
    return re.compile(
        rf"(?:\b(?:confirmed|proved|proven|verified|established)|\b(?:all|each) of (?:them|whom|which))"
        rf" (?:\w+ ){{0,2}}(?:by|in|through) (?:\w+ ){{0,3}}(?:{words})\b|"
        r"\bfrom (?:the )?(?:[a-z-]{4,} )?[a-z-]{3,}s (?:only|alone)\b"
    )


def _stems(told: Iterable[str | None]) -> frozenset[str]:
    words = {w for piece in told if piece for w in _WORD.findall(piece)}
    return frozenset(w[:_STEM] for w in (words - set(_FEW) or words or {"other"}))


def bases(told: Iterable[tuple[str, tuple[str, ...], Basis]]) -> dict[str, frozenset[str]]:
    """Give each number its own basis, else the one by which its source always counts such things.

    Parameters
    ----------
    told : iterable of (str, tuple of str, Basis)
        Figure, whose numbers of what it is one of (empty where the source is not known), and its own basis.

    Returns
    -------
    dict of str to frozenset of str

    Examples
    --------
    >>> lab, none = Basis(frozenset({"labora"}), True), Basis(frozenset(), False)
    >>> found = bases([("a", ("ministry", "cases"), lab), ("b", ("ministry", "cases"), none), ("c", (), none)])
    >>> sorted(found["b"]), sorted(found["c"])
    (['labora'], [])
    """
    rows = list(told)
    habits = {key: own.words for _, key, own in reversed(rows) if key and own.always}
    return {figure: own.words or habits.get(key, frozenset()) for figure, key, own in rows}


def otherwise(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two numbers are counted in other ways; words in common tell the same way.

    Examples
    --------
    >>> lab, cooks = frozenset({"labora"}), frozenset({"cooks"})
    >>> otherwise(lab, cooks), otherwise(lab, frozenset()), otherwise(lab, lab | {"tests"})
    (True, True, False)
    """
    return bool(one or other) and one.isdisjoint(other)
