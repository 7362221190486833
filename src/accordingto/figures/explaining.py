"""A verdict in plain words: both numbers, whom they come from, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from accordingto.figures.comparability import Compared
from accordingto.figures.verdicts import Verdict


def explanation(a: Compared, b: Compared, verdict: Verdict, ratio: float | None, texts: Mapping[str, str]) -> str:
    """Name both sources and both numbers in one sentence, then the reason."""
    said = [f"“{_flat(x.quote)}” ({_who(x, texts.get(x.article_id, ''))})" for x in (a, b)]
    apart = f", {ratio:.3g} times apart" if ratio is not None and ratio >= 1.05 else ""
    return f"{said[0]} and {said[1]}{apart}: {verdict.why}."


def _flat(words: str) -> str:
    return " ".join(words.split())


def _who(figure: Compared, text: str) -> str:
    """Name the originators in the article's own spelling where it has them."""
    names = [_named(actor_id, text) for actor_id in sorted(figure.actors)]
    return " and ".join(names) if names else "source not stated"


@lru_cache(maxsize=4096)
def _named(actor_id: str, text: str) -> str:
    slug = actor_id.rsplit(":", 1)[-1]
    words = [w for w in slug.split("-") if w]
    if not words:
        return "a source"
    # A slug has lost the apostrophe of "Seoul's".
    pattern = r"[\W_]{1,3}".join(re.escape(w[:-1]) + "['’]?s" if w.endswith("s") else re.escape(w) for w in words)
    match = re.search(rf"\b{pattern}\b", text, re.IGNORECASE)
    if match:
        return _flat(match.group())
    if len(words) > 1 and len(words[0]) == 3:
        # The country's code stands for its name: "Seoul's intelligence agency".
        rest = r"[\W_]{1,3}".join(re.escape(w) for w in words[1:])
        match = re.search(rf"\b(?:[A-Z]\w* )?[A-Z]\w*(?:['’]s)? {rest}\b", text)
        return _flat(match.group()) if match else f"{' '.join(words[1:])} ({words[0].upper()})"
    if actor_id.startswith("country:"):
        return slug.upper()
    return " ".join(words).capitalize() if not actor_id.startswith("person:") else " ".join(words).title()
