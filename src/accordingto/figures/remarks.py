"""What an article remarks on two numbers: that they are counted otherwise, or that it is not known how."""

from __future__ import annotations

import re

_ON = 400
_NEXT = 2
"""So many sentences behind a number's own may tell what it is."""
_OWN = r"(?:its|their|his|her|that|this|both|neither|the two|the (?:\w+ )?\w+['’]s?)"
_COUNT = (
    r"(?:numbers?|figures?|counts?|tall(?:y|ies)|lists?|totals?|tolls?|sums?|registers?|logs?|definitions?|criteria)"
)
_REMARK = re.compile(
    rf"\b(?:{_OWN} {_COUNT}|mine|ours|theirs) (?:covers?|includes?|counts?|means?|leaves? out|excludes?|takes? in|"
    r"contains?|(?:is|are|was|were) (?:for|of|from|simply|only|everyone|everybody|all|as of))\b|"
    r"\b(?:means?|meant|counts?) (?:only(?! \d)|all|everyone|everybody|whoever|those|each|the ones|what)\b|"
    r"\bwhereas\b|\b(?:also|not) included\b|\bthe difference(?:,[^,.]{1,60},)? (?:is|was|lies|comes)\b|"
    r"\bwhat is the difference\b|"
    r"\bbecause (?:it|they|he|she) (?:counts?|adds?|includes?|leaves?)\b|"
    r"\b(?:it|they|he|she) (?:leaves?|left) out\b|\bif (?:one|you|we) (?:adds?|counts?|includes?|takes?)\b|"
    # Nobody knows what it is.
    r"\bleaves? (?:that|it|this) open\b|\b(?:not|nobody was) sure\b|\bcould not (?:be asked|find out)\b|"
    r"\bunclear\b|"
    r"\b(?:did|does|do|would) not say (?:who|what|when|where|how|of|which|if|whether)\b|"
    r"\bwhether (?:he|she|it|they|that|this) (?:means?|meant)\b|"
    r"\bneither (?:town|place|day|hour|date) nor\b"
)

_TAKEN_AWAY = re.compile(r"\b(?:tak(?:e|es|ing) away|subtract(?:s|ing)?|minus|leav(?:e|es|ing) out) (?:the |those )?$")
_NARROWED = re.compile(r" with(?:out)? (?:an?|no|any|more than|less than)\b")
""" "91,500 members with a balance": those that have one only."""


def is_remarked(text: str, start: int, end: int) -> bool:
    """Whether the words of a number, or one of the next two sentences, say what it counts or that this is not known.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Where the number is.

    Returns
    -------
    bool

    Examples
    --------
    >>> text = "Police arrested 312 people, the lawyers say 371. Police said their number was for its own officers."
    >>> is_remarked(text, 16, 19), is_remarked("Police arrested 312 people. The lawyers say 371.", 16, 19)
    (True, False)
    """
    begin = max(text.rfind(mark, 0, start) + 1 for mark in (". ", "\n", "? ", "! "))
    if _TAKEN_AWAY.search(text[begin:start].lower()) or _NARROWED.match(text, end):
        return True
    sentences = re.split(r"(?<=[.!?])\s", text[end : end + _ON].split("\n")[0])
    return bool(_REMARK.search(" ".join((text[begin:start], "#", *sentences[: _NEXT + 1])).lower()))
