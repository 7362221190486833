"""What a reviewer points at to the rows that decisions add: ids, sentences and words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

from accordingto.corrections.decisions import Decision
from accordingto.schemas import SCHEMAS
from accordingto.spans import format_spans, parse_spans, quoted
from accordingto.tables import Tables

LETTERS = {"attributions": "a", "figures": "f", "positions": "p"}
_DEFAULTS: dict[str, dict[str, object]] = {
    "attributions": {
        "quote_type": "indirect",
        "act": "statement",
        "commitment": "ct+",
        "negated": False,
        "anonymous": False,
        "confidence": 1.0,
        "status": "added",
    },
    "figures": {
        "low_closed": True,
        "high_closed": True,
        "bound": "exact",
        "modality": "reported",
        "kind": "level",
    },
    "positions": {
        "act": "neutral",
        "commitment": "ct+",
        "negated": False,
        "conditional": False,
        "confidence": 1.0,
        "rule": "reviewer",
        "status": "added",
    },
}


def added_row(
    tables: Tables,
    table: str,
    article_id: str,
    spans: Mapping[str, Sequence[tuple[int, int]]],
    values: Mapping[str, object],
    who: str,
    note: str = "",
) -> Decision:
    """Make the decision that adds a row the extractor missed.

    Parameters
    ----------
    tables : Tables
    table : {"attributions", "figures", "positions"}
    article_id : str
    spans : mapping
        For an attribution the spans of ``source``, ``cue`` and ``content``; else of ``words``.
    values : mapping
        Other columns' values; what is not given gets the usual one.
    who, note : str

    Returns
    -------
    Decision

    Raises
    ------
    ValueError
        If no words were chosen, or they are not in the article.
    """
    text = tables.texts.get(article_id, "")
    places = [span for own in spans.values() for span in own]
    if not places:
        raise ValueError("Choose the words in the article first.")
    if any(not 0 <= s < e <= len(text) for s, e in places):
        raise ValueError("The words chosen are not in this article.")
    start = min(s for s, _ in places)
    row: dict[str, object] = _DEFAULTS[table] | {
        "article_id": article_id,
        "sentence": _sentence(tables, article_id, start),
    }
    if table == "attributions":
        for role, own in spans.items():
            row |= {role: quoted(text, own), f"{role}_spans": format_spans(own)}
    else:
        end = max(e for _, e in places)
        row |= {"start": start, "end": end, "quote" if table == "figures" else "evidence": text[start:end]}
    row |= {column: value for column, value in values.items() if value not in ("", None)}
    key = SCHEMAS[table].key[0]
    taken = set(getattr(tables, table)[key])
    own = base = f"{article_id}:{LETTERS[table]}{start:07d}-added"
    n = 2
    while own in taken:
        own, n = f"{base}{n}", n + 1
    return Decision(who, "", table, own, "add", new=json.dumps({key: own} | row, ensure_ascii=False), note=note)


def given_name(tables: Tables, name: str, kind: str = "person") -> tuple[str, bool]:
    """Find the actor a reviewer names, or the id that a new one gets.

    Parameters
    ----------
    tables : Tables
    name : str
        An id, a name or an alias, in any case of letters.
    kind : str
        The kind of a new actor.

    Returns
    -------
    tuple of str and bool
        The id, and whether it is new. A name that several actors share stands for none of them.

    Examples
    --------
    >>> from accordingto.tables import empty_tables
    >>> given_name(empty_tables(), "Zoë Hill")
    ('person:zoe-hill', True)
    """
    wanted = " ".join(name.split()).casefold()
    if not wanted:
        raise ValueError("Write who it is: a name.")
    actors = tables.actors
    for column in ("actor_id", "name"):
        found = actors.loc[actors[column].str.casefold() == wanted, "actor_id"]
        if len(found) == 1:
            return found.iloc[0], False
    shared = [i for i, aliases in zip(actors["actor_id"], actors["aliases"], strict=True)
              if wanted in aliases.casefold().split(";")]  # fmt: skip
    if len(shared) == 1:
        return shared[0], False
    return f"{kind}:{_slug(wanted)}", True


def added_actor(actor_id: str, name: str, who: str) -> Decision:
    """Make the decision that adds an actor."""
    name = " ".join(name.split())
    row = {"actor_id": actor_id, "name": name, "kind": actor_id.split(":")[0], "mentions": 1, "resolved_by": "reviewer"}
    return Decision(who, "", "actors", actor_id, "add", new=json.dumps(row, ensure_ascii=False))


def split_off(actor_id: str, name: str, rows: Sequence[tuple[str, str]], who: str) -> Decision:
    """Make the decision that some of an actor's rows are another's.

    Parameters
    ----------
    actor_id, name : str
        The actor that is two, and the name of the second.
    rows : sequence of (table, row id)
        What is the second's.
    who : str
    """
    if not name.strip() or not rows:
        raise ValueError("Write the other actor's name, and choose at least one row of its own.")
    new = {
        "actor_id": f"{actor_id.split(':')[0]}:{_slug(name.casefold())}",
        "name": " ".join(name.split()),
        "rows": [f"{table}/{row}" for table, row in rows],
    }
    return Decision(who, "", "actors", actor_id, "split", new=json.dumps(new, ensure_ascii=False))


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "-".join(f"{ord(c):x}" for c in name)


def _sentence(tables: Tables, article_id: str, start: int) -> int:
    """The number of the sentence, as the rows before tell it: tables keep no sentence ends."""
    before = [1]
    for frame in (tables.figures, tables.positions):
        own = frame[(frame["article_id"] == article_id) & (frame["start"] <= start)]
        before += own["sentence"].tolist()
    own = tables.attributions[tables.attributions["article_id"] == article_id]
    columns = own[["sentence", "source_spans", "cue_spans", "content_spans"]]
    for sentence, *cells in columns.itertuples(index=False, name=None):
        if any(s <= start for cell in cells for s, _ in parse_spans(cell)):
            before.append(sentence)
    return int(max(before))
