"""Spans of an article to marked passages, with where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise

from accordingto.analysis.passages import passage
from accordingto.display.html import Html

Spans = Iterable[tuple[int, int]]
LAYERS = ("content", "position", "figure", "cue", "source")
"""What can be marked, from the widest to what stands out most."""


def mark(text: str, layers: Mapping[str, Spans], start: int = 0, end: int | None = None) -> Html:
    """Write part of a text as HTML with spans marked by colour and kind of underline.

    Parameters
    ----------
    text : str
        The article.
    layers : mapping of str to spans
        Spans of each layer, which may overlap; their names become the marks' classes.
    start, end : int
        The part to write; the whole text by default.

    Returns
    -------
    Html
        All text escaped.

    Examples
    --------
    >>> mark("Ann said <no>.", {"source": [(0, 3)], "cue": [(4, 8)]})
    '<mark class="source">Ann</mark> <mark class="cue">said</mark> &lt;no&gt;.'
    """
    end = len(text) if end is None else end
    opened: list[tuple[int, int, str]] = [
        (max(s, start), min(e, end), layer)
        for layer, spans in layers.items()
        for s, e in spans
        if s < end and e > start
    ]
    edges = sorted({start, end, *(s for s, _, _ in opened), *(e for _, e, _ in opened)})
    active: dict[str, int] = {}
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for s, e, layer in opened:
        starts.setdefault(s, []).append(layer)
        ends.setdefault(e, []).append(layer)
    parts = []
    for a, b in pairwise(edges):
        for layer in ends.get(a, ()):
            active[layer] -= 1
        for layer in starts.get(a, ()):
            active[layer] = active.get(layer, 0) + 1
        names = " ".join(layer for layer in layers if active.get(layer))
        words = escape(text[a:b])
        # A mark around nothing but a line break would show as a stray underline.
        parts.append(f'<mark class="{escape(names)}">{words}</mark>' if names and not text[a:b].isspace() else words)
    return Html("".join(parts))


def passage_html(text: str, layers: Mapping[str, Spans], article_id: str, title: str = "") -> Html:
    """Write the sentences that hold the spans, marked, and where the marked words stand.

    Parameters
    ----------
    text : str
        The article.
    layers : mapping of str to spans
        At least one span in all.
    article_id, title : str
        How the article is called.

    Examples
    --------
    >>> passage_html("It rained. Ann left.", {"source": [(11, 14)]}, "a")
    '<mark class="source">Ann</mark> left. <span class="where">a, characters 11–14</span>'
    """
    layers = {name: list(spans) for name, spans in layers.items()}
    spans = [span for own in layers.values() for span in own]
    if not spans or not text:
        return Html(f'<span class="where">{escape(title or article_id)}</span>')
    start, end = passage(text, spans)
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    words = mark(text, layers, start, end)
    return Html(f"{words} {reference(article_id, first, last, title)}")


def reference(article_id: str, start: int, end: int, title: str = "") -> Html:
    """Say where words stand: the article, and its characters from and up to.

    Examples
    --------
    >>> reference("a-1", 12, 40)
    '<span class="where">a-1, characters 12–40</span>'
    """
    called = f"{title} ({article_id})" if title else article_id
    return Html(f'<span class="where">{escape(called)}, characters {start:,}–{end:,}</span>')
