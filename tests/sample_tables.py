"""A small corpus made by hand, for the tests of what the notebooks show.

Three invented articles about a flood, with relays, anonymous sources, hostile text, figures that
disagree, revisions and positions; built through the schemas, so every offset is checked.
"""

from __future__ import annotations

import hashlib

from accordingto.spans import format_spans
from accordingto.tables import Tables, check_offsets, empty_tables, make_table

ATTACK = '<script>alert("x")</script>'

TEXTS = {
    "flood-1": (
        "At least 12 people died in the flood at Port Ellery, Mayor Ann Lee said on Monday. “We lost whole streets,” "
        "she said.\nAround 1,500 residents were moved, according to the Civil Guard.\nThe opposition has not "
        "responded.\nEngineers doubted that the dam would hold, the Ellery Post reported.\n"
    ),
    "flood-2": (
        "The Civil Guard said 19 people died in the flood. Norland’s prime minister, Tom Reed, condemned Sudria for "
        "opening the sluices.\nSudria’s foreign ministry rejected the “baseless” charge and demanded an apology.\n"
        "As many as 12,000 residents may be moved, an official said.\n"
    ),
    "flood-3": (
        f"Reed supports the new dam {ATTACK} and promised $5 million & more.\nThe Civil Guard now puts the dead at 23. "
        "Mayor Lee warned against the dam. Sudria declined to comment on the dam.\n"
    ),
}
PUBLISHED = {"flood-1": "2024-03-04", "flood-2": "2024-03-06", "flood-3": "2024-03-09"}

_ACTORS = [
    ("person:ann-lee", "Ann Lee", "person", "mayor", "Port Ellery", "NRL", "GOV", "Mayor Ann Lee;Mayor Lee;Lee"),
    ("person:tom-reed", "Tom Reed", "person", "prime minister", "", "NRL", "GOV", "Reed"),
    ("organisation:civil-guard", "Civil Guard", "organisation", "", "", "NRL", "COP", "the Civil Guard"),
    ("country:SUD", "Sudria", "country", "", "", "SUD", "", ""),
    ("country:NRL", "Norland", "country", "", "", "NRL", "", ""),
    ("organisation:foreign-ministry-of-sudria", "Sudria’s foreign ministry", "organisation", "", "", "SUD", "GOV", ""),
    ("media:ellery-post", "Ellery Post", "media", "", "", "NRL", "JRN", "the Ellery Post"),
    ("unnamed:flood-1:engineers", "Engineers", "unnamed", "", "", "", "", ""),
    ("unnamed:flood-2:official", "an official", "unnamed", "", "", "", "", ""),
    ("group:opposition", "the opposition", "group", "", "", "", "OPP", ""),
]


def sample_tables() -> Tables:
    """Make the corpus."""
    articles = [
        {
            "article_id": a,
            "title": f"The flood, {a[-1]}" if a != "flood-3" else f"The dam {ATTACK}",
            "publisher": "Ellery Post" if a != "flood-2" else "",
            "published": PUBLISHED[a],
            "language": "en",
            "path": f"{a}.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "characters": len(text),
            "words": len(text.split()),
            "sentences": text.count(".") + 1,
        }
        for a, text in TEXTS.items()
    ]
    columns = ("actor_id", "name", "kind", "role", "organisation", "country", "sector", "aliases")
    actors = [dict(zip(columns, row, strict=True)) | {"mentions": 2, "resolved_by": "article"} for row in _ACTORS]
    said = [
        _said("flood-1", "Mayor Ann Lee", "said", "At least 12 people died in the flood at Port Ellery",
              "person:ann-lee", said_on="2024-03-04"),
        _said("flood-1", "she", "said.", "“We lost whole streets,”", "person:ann-lee", quote_type="direct"),
        _said("flood-1", "the Civil Guard", "according to", "Around 1,500 residents were moved",
              "organisation:civil-guard"),
        _said("flood-1", "The opposition", "not responded", "", "group:opposition", act="no_response"),
        _said("flood-1", "Engineers", "doubted", "that the dam would hold", "unnamed:flood-1:engineers",
              act="belief", anonymous=True, parent="the Ellery Post", confidence=0.4),
        _said("flood-1", "the Ellery Post", "reported", "Engineers doubted that the dam would hold",
              "media:ellery-post"),
        _said("flood-2", "The Civil Guard", "said", "19 people died in the flood", "organisation:civil-guard"),
        _said("flood-2", "Tom Reed", "condemned", "Sudria for opening the sluices", "person:tom-reed",
              act="accusation"),
        _said("flood-2", "Sudria’s foreign ministry", "rejected", "the “baseless” charge",
              "organisation:foreign-ministry-of-sudria", quote_type="mixed", act="denial"),
        _said("flood-2", "an official", "said.", "As many as 12,000 residents may be moved",
              "unnamed:flood-2:official", anonymous=True, confidence=0.7),
        _said("flood-3", "Reed", "promised", "$5 million & more", "person:tom-reed"),
        _said("flood-3", "The Civil Guard", "puts", "the dead at 23", "organisation:civil-guard"),
    ]  # fmt: skip
    figures = [
        _figure("flood-1", "At least 12 people", 12, 12, None, "at_least", "deaths", "person:ann-lee"),
        _figure("flood-1", "Around 1,500 residents", 1500, 1350, 1650, "approximate", "moved",
                "organisation:civil-guard", modality="reported"),
        _figure("flood-2", "19 people", 19, 19, 19, "exact", "deaths", "organisation:civil-guard"),
        _figure("flood-2", "As many as 12,000 residents", 12000, None, 12000, "at_most", "moved", "",
                modality="planned"),
        _figure("flood-3", "$5 million", 5e6, 5e6, 5e6, "exact", "money", "person:tom-reed", unit="USD"),
        _figure("flood-3", "23", 23, 23, 23, "exact", "deaths", "organisation:civil-guard"),
    ]  # fmt: skip
    by_quote = {f["quote"]: f["figure_id"] for f in figures}
    pairs = [
        _pair(by_quote, "At least 12 people", "19 people", "bound_compatible", "show", 19 / 12, same=False),
        _pair(by_quote, "19 people", "23", "revision", "yes", 23 / 19, same=True),
        _pair(by_quote, "At least 12 people", "23", "update", "no", 23 / 12, same=False),
        _pair(by_quote, "Around 1,500 residents", "As many as 12,000 residents", "undecided", "show", 8.0, same=None),
    ]
    positions = [
        _stand("flood-2", "Tom Reed, condemned Sudria", "condemns", -1, "person:tom-reed", "country:NRL",
               "country:SUD", "sluices", 1),
        _stand("flood-2", "rejected the “baseless” charge", "rejects", -1, "organisation:foreign-ministry-of-sudria",
               "country:SUD", "country:NRL", "sluices", -1),
        _stand("flood-3", "Reed supports the new dam", "supports", 1, "person:tom-reed", "country:NRL", "", "dam", 1),
        _stand("flood-3", "Mayor Lee warned against the dam", "warns", -1, "person:ann-lee", "", "", "dam", -1),
        _stand("flood-3", "Sudria declined to comment on the dam", "no_response", None, "country:SUD", "", "", "dam",
               None),
        _stand("flood-2", "demanded an apology", "demands", -1, "organisation:foreign-ministry-of-sudria",
               "country:SUD", "country:NRL", "", None),
    ]  # fmt: skip
    issues = [
        {"issue_id": "dam", "label": "The new dam is to be built", "direction": "for building"},
        {"issue_id": "sluices", "label": "Sudria opened the sluices", "direction": "it did"},
    ]
    rejects = [
        {"path": "broken.txt", "stage": "read", "reason": "not UTF-8", "detail": ATTACK},
        {"path": "flood-2.txt", "stage": "note", "reason": "no publisher", "detail": ""},
    ]
    tables = empty_tables().replace(
        articles=make_table("articles", articles),
        attributions=make_table("attributions", said),
        actors=make_table("actors", actors),
        figures=make_table("figures", figures),
        discrepancies=make_table("discrepancies", pairs),
        positions=make_table("positions", positions),
        issues=make_table("issues", issues),
        rejects=make_table("rejects", rejects),
    )
    tables = Tables(**dict(tables.frames()), texts=dict(TEXTS))
    assert check_offsets(tables) > 30
    return tables


def _span(article: str, words: str, after: int = 0) -> tuple[int, int]:
    start = TEXTS[article].index(words, after)
    return start, start + len(words)


def _said(article, source, cue, content, actor_id, *, parent="", **given):
    cue_word = cue.rstrip(".")
    # A full stop in the cue tells the second of two equal cues in an article.
    cue_at = TEXTS[article].index(cue)
    start = TEXTS[article].index(source)
    row = {
        "attribution_id": f"{article}:{start}",
        "article_id": article,
        "sentence": TEXTS[article][:start].count(".") + 1,
        "source": source,
        "source_spans": format_spans([_span(article, source)]),
        "actor_id": actor_id,
        "cue": cue_word,
        "cue_spans": format_spans([(cue_at, cue_at + len(cue_word))]),
        "cue_lemma": cue_word,
        "content": content,
        "content_spans": format_spans([_span(article, content)]) if content else "",
        "quote_type": "indirect",
        "act": "statement",
        "commitment": "ct+",
        "negated": False,
        "anonymous": False,
        "parent_id": f"{article}:{TEXTS[article].index(parent)}" if parent else "",
        "confidence": 0.9,
        "status": "extracted",
    }
    return row | given


def _figure(article, quote, value, low, high, bound, measure, originator, **given):
    start, end = _span(article, quote)
    row = {
        "figure_id": f"{article}:{start}",
        "article_id": article,
        "sentence": TEXTS[article][:start].count(".") + 1,
        "start": start,
        "end": end,
        "quote": quote,
        "value": value,
        "low": low,
        "high": high,
        "low_closed": True,
        "high_closed": True,
        "bound": bound,
        "noun": measure,
        "measure": measure,
        "modality": "reported",
        "kind": "level",
        "originator_id": originator,
        "reported_by": originator,
    }
    return row | given


def _pair(by_quote, a, b, relation, flagged, ratio, *, same):
    return {
        "discrepancy_id": f"{by_quote[a]}|{by_quote[b]}",
        "figure_a": by_quote[a],
        "figure_b": by_quote[b],
        "measure": "deaths" if "residents" not in a else "moved",
        "relation": relation,
        "flagged": flagged,
        "ratio": ratio,
        "same_originator": same,
        "rule": f"rule of {relation}",
        "explanation": f"Decided by {relation}.",
    }


def _stand(article, evidence, act, polarity, actor_id, speaks_for, target_id, issue, issue_polarity):
    start, end = _span(article, evidence)
    return {
        "position_id": f"{article}:{start}",
        "article_id": article,
        "sentence": TEXTS[article][:start].count(".") + 1,
        "start": start,
        "end": end,
        "evidence": evidence,
        "actor_id": actor_id,
        "speaks_for": speaks_for,
        "act": act,
        "polarity": polarity,
        "target_id": target_id,
        "target": target_id.split(":")[-1],
        "target_kind": "actor" if target_id else "",
        "issue_id": issue,
        "issue_polarity": issue_polarity,
        "commitment": "ct+",
        "negated": False,
        "conditional": False,
        "confidence": 0.8,
        "status": "extracted",
    }
