"""One article as HTML in which every marked word tells which rows it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import pairwise

import pandas as pd

from accordingto.display.evidence import LAYERS
from accordingto.display.html import Html
from accordingto.display.lists import legend
from accordingto.spans import parse_spans
from accordingto.tables import Tables

ROLES = {"attributions": ("content", "cue", "source"), "figures": ("figure",), "positions": ("position",)}


def reader(tables: Tables, article_id: str, found: pd.DataFrame) -> tuple[Html, dict[str, str]]:
    """Write an article with the words of some rows marked.

    Parameters
    ----------
    tables : Tables
    article_id : str
    found : DataFrame
        Rows of :meth:`accordingto.explorer.questions.Rows.ask`; those of other articles are left out.

    Returns
    -------
    tuple of Html and dict
        The article; words of a relay in a relay are underlined once more for each. And what to
        say of each row when its words are pointed at.
    """
    own = found[found["article_id"] == article_id]
    spans = [(s, e, layer, row) for row, layer, s, e in _spans(tables, article_id, set(own["id"]))]
    title = dict(zip(tables.articles["article_id"], tables.articles["title"], strict=True)).get(article_id, "")
    used = {layer for _, _, layer, _ in spans}
    head = f"<h4>{escape(title or article_id)}</h4>" + (
        str(legend(*[x for x in LAYERS[::-1] if x in used]).data) if used else ""
    )
    name = escape(f"Text of {title or article_id}")
    text = marked(tables.texts.get(article_id, ""), spans)
    box = f'<div class="scrolls" tabindex="0" role="region" aria-label="{name}">'
    return Html(f'{head}{box}<div class="article-text">{text}</div></div>'), _tips(tables, own)


def marked(text: str, spans: list[tuple[int, int, str, str]]) -> Html:
    """Mark spans ``(start, end, layer, row)`` in a text; the closest row of each word comes first.

    Examples
    --------
    >>> marked("Ann <3", [(0, 3, "source", "a:1")])
    '<mark class="source" data-rows="a:1" role="button" tabindex="-1">Ann</mark> &lt;3'
    """
    edges = sorted({0, len(text), *(s for s, *_ in spans), *(e for _, e, *_ in spans)})
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for k, (s, e, *_) in enumerate(spans):
        starts.setdefault(s, []).append(k)
        ends.setdefault(e, []).append(k)
    active: dict[int, None] = {}
    met: set[str] = set()
    parts = []
    for a, b in pairwise(edges):
        for k in ends.get(a, ()):
            active.pop(k, None)
        active |= dict.fromkeys(starts.get(a, ()))
        # A browser turns a bare carriage return into a line feed, and would count it once.
        words = escape(text[a:b]).replace("\r", "&#13;").replace("\0", "\ufffd")
        if not active or text[a:b].isspace():
            parts.append(words)
            continue
        inner = sorted(active, key=lambda k: (spans[k][1] - spans[k][0], LAYERS[::-1].index(spans[k][2]), k))
        rows = list(dict.fromkeys(spans[k][3] for k in inner))
        layers = [layer for layer in LAYERS if any(spans[k][2] == layer for k in inner)]
        depth = min(3, sum(spans[k][2] == "content" for k in inner))
        classes = " ".join([*layers, *([f"depth-{depth}"] if depth > 1 else [])])
        # The arrow keys stop once at each row.
        stop = ' role="button" tabindex="-1"' if rows[0] not in met else ""
        met.add(rows[0])
        parts.append(f'<mark class="{classes}" data-rows="{escape(" ".join(rows))}"{stop}>{words}</mark>')
    return Html("".join(parts))


def _spans(tables: Tables, article_id: str, wanted: set[str]):
    a, f, p = (
        frame[frame["article_id"] == article_id] for frame in (tables.attributions, tables.figures, tables.positions)
    )
    for row in a.itertuples():
        if row.attribution_id in wanted:
            for role in ROLES["attributions"]:
                for start, end in parse_spans(getattr(row, f"{role}_spans")):
                    yield row.attribution_id, role, start, end
    for frame, layer in ((f, "figure"), (p, "position")):
        for key, start, end in zip(frame.iloc[:, 0], frame["start"], frame["end"], strict=True):
            if key in wanted:
                yield key, layer, int(start), int(end)


def _tips(tables: Tables, own: pd.DataFrame) -> dict[str, str]:
    said = tables.attributions[tables.attributions["attribution_id"].isin(own["id"])]
    parents: Mapping[str, str] = dict(zip(said["attribution_id"], said["parent_id"], strict=True))
    actor = dict(zip(own["id"], own["actor"], strict=True))
    tips = {}
    for row in own.itertuples():
        parts = [row.actor or "source not stated", row.what]
        through = actor.get(parents.get(row.id, ""), "")
        parts += [f"through {through}"] if through else []
        parts += [f"on {row.issue}"] if row.issue else []
        parts += [f"confidence {row.confidence:.2f}"] if pd.notna(row.confidence) else []
        parts += [row.status] if row.status != "extracted" else []
        tips[row.id] = f"{row.kind}: {', '.join(parts)}"
    return tips
