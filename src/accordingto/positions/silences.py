"""Saying nothing: who keeps silent, and who will not tell what he is asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accordingto.positions.clauses import kids
from accordingto.positions.lexicon import forms, named
from accordingto.positions.stand import Stand
from accordingto.records import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

SILENT = {"refusal": "declines_to_confirm", "no_response": "no_response"}
"""What an attribution is where nothing is said, and the act that it shows."""

UNSAID = ("declines_to_confirm", "no_response")
"""The acts of who does not say a thing."""


def silence(attribution: Attribution, content: list[Span]) -> str:
    """Tell whether somebody will not say whether or what, or does not speak about a thing at all.

    Parameters
    ----------
    attribution : Attribution
        A refusal or a silence.
    content : list of Span
        What is not told.

    Returns
    -------
    str
        The act.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Hill would not say whether it was true.")
    >>> said = Attribution(((0, 4),), ((5, 18),), ((19, 38),), 1, (), "say", "indirect", "refusal", "uu", False, "",
    ...                    False, None, None)  # fmt: skip
    >>> silence(said, [doc[4:8]])
    'declines_to_confirm'
    """
    first = next((t for piece in content for t in piece if not t.is_punct or t.is_quote), None)
    if first is None or first.is_quote or attribution.quote_type != "indirect":
        return SILENT[attribution.act]
    asked = any(t.tag_ in ("WP", "WRB", "WDT", "WP$") or t.lower_ in ("whether", "if") for t in content[0][:4])
    behind = bool(attribution.cue) and first.idx > attribution.cue[0][0]
    return "declines_to_confirm" if asked and behind else SILENT["no_response"]


def withheld(doc: Doc, stand: Stand) -> Stand:
    """Tell by what follows whether somebody will not say a thing (*declined to discuss what was said*) or is silent.

    Who *did not answer* said nothing at all, whatever he was asked.

    Parameters
    ----------
    doc : Doc
        The parsed text.
    stand : Stand
        Of one of these two acts.

    Returns
    -------
    Stand
        The same, with the act that it shows.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Hill declined to discuss what was said.")
    >>> withheld(doc, Stand("no_response", (1, 3), False, False, "cue", 0.8)).act
    'declines_to_confirm'
    """
    verb, last = doc[stand.words[-1]], doc[max(stand.words)]
    then = doc[last.i + 1] if last.i + 1 < len(doc) else last
    wh = then.lower_ in named("unsure") or then.tag_ in ("WP", "WRB", "WDT", "WP$")
    mute = not named("replying").isdisjoint(forms(verb)) and verb.lower_ not in ("say", "saying", "said")
    if stand.act == "no_response":
        asked = then.lower_ in named("unsure") or then.tag_ == "WP" or then.lower_ == "how"
        asked = asked and last.pos_ == "VERB"
        return replace(stand, act="declines_to_confirm") if asked and not mute else stand
    did = mute and any(c.lemma_ == "do" and c.dep_ == "aux" for c in kids(verb))
    return replace(stand, act="no_response") if did and not wh else stand


def says_nothing(attribution: Attribution, cue_words: set[str], content: list[Span]) -> bool:
    """Whether a saying is silence, whatever its cue: *neither replied*, *said nothing at all*.

    Parameters
    ----------
    attribution : Attribution
        The saying.
    cue_words : set of str
        The forms of its cue's words.
    content : list of Span
        What is said.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> doc = pipeline()("Hill said nothing at all.")
    >>> said = Attribution(((0, 4),), ((5, 9),), ((10, 24),), 1, (), "say", "indirect", "statement", "ct+", False, "",
    ...                    False, None, None)  # fmt: skip
    >>> says_nothing(said, {"say", "said"}, [doc[2:5]])
    True
    """
    doc = content[0].doc if content else None
    if not named("replying").isdisjoint(cue_words):
        first = {doc.char_span(*s, alignment_mode="expand")[0].lower_ for s in attribution.source} if doc else set()
        if attribution.negated or first & {"neither", "none", "nobody", "no"}:
            return True
    said = not {"say", "add", "offer"}.isdisjoint(cue_words) and "be" not in cue_words
    return bool(content) and said and content[0][0].lower_ == "nothing" and len(content[0]) < 5


def is_question(piece: Span) -> bool:
    """Whether a content is a question: who asks whether it is so says nothing of it.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> is_question(pipeline()("She asked whether it was so.")[2:6])
    True
    """
    return piece[0].lower_ in named("unsure") or piece[0].tag_ in ("WRB", "WP", "WDT") or "?" in (t.text for t in piece)
