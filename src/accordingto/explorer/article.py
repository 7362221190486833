"""Articles with what was found marked in place, as a page that needs no kernel."""

from __future__ import annotations

from html import escape

import pandas as pd
from IPython.display import HTML

from accordingto.analysis.naming import count, name_of, names
from accordingto.analysis.selection import split
from accordingto.display.evidence import LAYERS, Spans, mark
from accordingto.display.html import Html, table
from accordingto.display.lists import legend
from accordingto.spans import parse_spans
from accordingto.tables import Tables

KINDS = ("attributions", "figures", "positions")
_COLUMNS = ["kind", "start", "actor", "what", "words", "confidence"]


def page(tables: Tables, limit: int = 20) -> HTML:
    """Make the reader as a page: every article, all that was found marked, and the list of it.

    Parameters
    ----------
    tables : Tables
    limit : int
        Most articles to show.

    Returns
    -------
    HTML
    """
    if tables.articles.empty:
        return HTML('<p class="nothing">No articles were read.</p>')
    shown = list(tables.articles["article_id"][:limit])
    parts = [marked_article(tables, article) for article in shown]
    left = len(tables.articles) - len(shown)
    if left:
        parts.append(f'<p class="more">… and {count(left, "more article", "more articles")}.</p>')
    return HTML("\n".join(parts))


def marked_article(
    tables: Tables,
    article_id: str,
    *,
    actor: str = "",
    kinds: tuple[str, ...] = KINDS,
    minimum_confidence: float = 0.0,
) -> Html:
    """Write one article with what was found marked, and the list of what is marked.

    Parameters
    ----------
    tables : Tables
    article_id : str
    actor : str
        Only what this actor (an id) says, originates or stands for; empty: everybody.
    kinds : tuple of str
        Of ``attributions``, ``figures`` and ``positions``.
    minimum_confidence : float
        Least confidence; figures, which have none of their own, take that of their attribution.

    Returns
    -------
    Html
    """
    rows, layers = _found(tables, article_id, actor, kinds, minimum_confidence)
    title = dict(zip(tables.articles["article_id"], tables.articles["title"], strict=True)).get(article_id, "")
    ordered = {layer: layers[layer] for layer in LAYERS if layer in layers}
    text = mark(tables.texts.get(article_id, ""), ordered)
    columns = {
        "kind": "Kind",
        "actor": "Actor",
        "what": "What",
        "words": "Words",
        "start": "From character",
        "confidence": "Confidence",
    }
    found = table(
        rows,
        columns,
        name=f"found-{article_id}",
        caption=f"What was found in {title or article_id}",
        nothing="Nothing was found with these choices.",
        filters=("kind", "actor", "what"),
    )
    used = [layer for layer in LAYERS[::-1] if layer in layers]
    return Html(
        f'<section class="article"><h3>{escape(title or article_id)}</h3>\n'
        f"{legend(*used).data if used else ''}\n"
        f'<div class="article-text">{text}</div>\n{found.data}</section>'
    )


def _found(
    tables: Tables, article_id: str, actor: str, kinds: tuple[str, ...], least: float
) -> tuple[pd.DataFrame, dict[str, list[tuple[int, int]]]]:
    called = names(tables)
    sure = dict(zip(tables.attributions["attribution_id"], tables.attributions["confidence"], strict=True))
    rows: list[dict[str, object]] = []
    layers: dict[str, list[tuple[int, int]]] = {}

    def add(kind: str, ids: str, what: str, words: str, confidence: object, spans: dict[str, Spans]) -> None:
        if (actor and actor not in split(ids)) or (pd.notna(confidence) and confidence < least):
            return
        spans = {name: list(own) for name, own in spans.items()}
        places = [s for own in spans.values() for s in own]
        for name, own in spans.items():
            layers.setdefault(name, []).extend(own)
        first = min((s for s, _ in places), default=pd.NA)
        rows.append(dict(zip(_COLUMNS, (kind, first, name_of(ids, called), what, words, confidence), strict=True)))

    def own(name: str) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(tables, name)
        return frame[frame["article_id"] == article_id] if name in kinds else frame.head(0)

    for r in own("attributions").itertuples():
        spans = {"content": r.content_spans, "cue": r.cue_spans, "source": r.source_spans}
        spans = {name: parse_spans(cell) for name, cell in spans.items()}
        add("attribution", r.actor_id, f"{r.act.replace('_', ' ')}, {r.quote_type}", r.content, r.confidence, spans)
    for r in own("figures").itertuples():
        confidence = sure.get(r.attribution_id, pd.NA)
        add("figure", r.originator_id, r.measure, r.quote, confidence, {"figure": [(r.start, r.end)]})
    for r in own("positions").itertuples():
        spans = {"position": [(r.start, r.end)]}
        add("position", r.actor_id, r.act.replace("_", " "), r.evidence, r.confidence, spans)
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    frame["confidence"] = frame["confidence"].astype("Float64")
    frame["start"] = frame["start"].astype("Int64")
    return frame.sort_values(["start", "kind"], kind="stable", ignore_index=True), layers
