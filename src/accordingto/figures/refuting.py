"""Numbers that are named only to be rejected: "nowhere near 2,600", "Six thousand? Never"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from accordingto.attributions.tree import build_tree
from accordingto.figures.lexicon import modalities
from accordingto.figures.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RETORT = re.compile(r"\? (?:and )?(?:where|how|who|what|why|when)\b[^.!\n]{3,50}\?")
_CALLED = re.compile(r" (?:is|was) (?:simply |just |pure |complete |utter |sheer |an? )*([a-z][a-z ]*)")
_NO_WAY = re.compile(r"\bthere (?:is|was) no \w+ (?:that|which|to)(?: \w+){1,4}$")
_ASKED_ON = re.compile(r"[“\"‘][^”\".\n]{1,30}\? $")
_MADE_UP = re.compile(r" (?:is|was) (?:simply |just )?an? (?:number|figure|claim|count|total|tally|headline)\b")


def is_rejected(doc: Doc, quantity: Quantity) -> bool:
    """A number named only to be rejected: "nowhere near 2,600", "Six thousand? That is a lie." """
    text, phrases = build_tree(doc).text, modalities("before")
    before = " ".join(text[max(0, quantity.start - 40) : quantity.start].lower().split())
    # "There is no arithmetic that gets you to 700m."
    if any(before.endswith(words) for words in phrases) or _NO_WAY.search(before):
        return True
    after = text[quantity.end : quantity.end + 60].lower()
    asked = re.match(r"(?: [a-z]+){0,3}\?", after)
    if asked is not None:
        # "Sixty dead? That is a fabrication."
        after = after[asked.end() - 1 :]
        # "Six thousand? Where would they have sat?"
        opened = text[max(0, quantity.start - 1) : quantity.start] in ("“", '"', "‘")
        # "“Five hundred? Six hundred? That's politics.”"
        opened = opened or bool(_ASKED_ON.search(text[max(0, quantity.start - 40) : quantity.start]))
        if opened or _RETORT.match(after):
            return True
        return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", after) for words in modalities("echo"))
    # "Fifty-five is an invention"; "the union's 420 was invented" tells of the union's number, as its own.
    opened = text[max(0, quantity.start - 1) : quantity.start] in ("“", '"', "‘")
    if opened and _MADE_UP.match(after):
        # "Fourteen is a number made for television."
        return True
    called = _CALLED.match(after)
    owned = doc[quantity.word].i > 0 and doc[quantity.word - 1].tag_ == "POS"
    if called is None or owned:
        return False
    return any(re.match(rf"{re.escape(words)}\b", called.group(1)) for words in modalities("echo"))


def is_other(doc: Doc, quantity: Quantity) -> bool:
    """What a number is told not to be: "it had 205 people there, not 250"."""
    text = build_tree(doc).text
    before = " ".join(text[max(0, quantity.start - 12) : quantity.start].lower().split())
    after = text[quantity.end : quantity.end + 4].lower()
    return before.endswith(", not") and bool(re.match(r"\s*(?:[.;,!”\"]|as\b|$)", after))
