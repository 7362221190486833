"""Tables to the files of other tools: DNA's event list and matrices, GraphML, GEXF, PLOVER, W3C Web Annotations.

Rows that a reviewer rejected are left out of every one.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from accordingto.analysis.networks import one_mode, shared_issues, two_mode
from accordingto.analysis.selection import select, split
from accordingto.spans import parse_spans
from accordingto.tables import Tables
from accordingto.writing import write_text

if TYPE_CHECKING:
    import pandas as pd

DNA_HEADER = (
    "statement_id;time;person;organization;concept;agreement;start_position;stop_position;text;coder;"
    "document_id;document_title;document_author;document_source;document_section;document_type"
)
_CODER = "accordingto"
_CONTEXT = 32  # Characters before and after a quote; enough to find it again in a changed text.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = dict[str, object]


def export(kind: str, tables: Tables, out: str | Path) -> None:
    """Write tables as a file for another tool, whole or not at all.

    Parameters
    ----------
    kind : {"dna", "dna-two-mode", "dna-congruence", "dna-conflict", "dna-subtract", "graphml", "gexf", \
"plover", "annotations"}
        The format; see :func:`dna_events`, :func:`dna_matrix`, :func:`agreement_graph` (GraphML and
        GEXF), :func:`plover_records` and :func:`web_annotations`.
    tables : Tables
        With the articles' texts.
    out : path
        The file to write. The same tables always give the same bytes.

    Raises
    ------
    ValueError
        If there is no such kind; the message says which there are.

    Examples
    --------
    >>> from accordingto.tables import empty_tables
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     export("dna", empty_tables(), Path(folder, "events.csv"))
    ...     Path(folder, "events.csv").read_text()[:17]
    'statement_id;time'
    """
    if kind not in _WRITERS:
        raise ValueError(f"no export is called {kind!r}; there are {', '.join(_WRITERS)}.")
    write_text(out, _WRITERS[kind](select(tables)))


def dna_events(tables: Tables) -> list[Row]:
    """List the positions as the statements of Discourse Network Analyzer's event export.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    list of dict
        One a position. ``concept`` is the issue's label and ``agreement`` the stand on it; without
        an issue they are the target and the stand towards it. ``agreement`` is 1 or 0 as in DNA,
        and empty where the actor takes no side, which DNA cannot say: filter these rows out before
        a network is made. ``person`` is filled for persons only; ``organization`` is then whom the
        person speaks for, else what they belong to. ``statement_id`` and ``document_id`` are the
        tables' ids, where DNA counts.

    Notes
    -----
    The columns and the time's format are DNA 3's; reading the file into rDNA itself was not tried.
    """
    actors, articles = _by_key(tables.actors, "actor_id"), _by_key(tables.articles, "article_id")
    labels = dict(zip(tables.issues["issue_id"], tables.issues["label"], strict=True))
    events = []
    for row in _rows(tables.positions):
        article = articles[row["article_id"]]
        holders = [actors.get(i, {"name": i, "kind": ""}) for i in split(row["actor_id"])]
        people = [a for a in holders if a["kind"] == "person"]
        spoken_for = [actors[i]["name"] for i in split(row["speaks_for"]) if i in actors]
        bodies = spoken_for or [a["organisation"] for a in people if a["organisation"]]
        bodies = [a["name"] for a in holders if a["kind"] != "person"] or bodies
        on_issue = bool(row["issue_id"])
        target = "; ".join(actors[i]["name"] for i in split(row["target_id"]) if i in actors) or row["target"]
        stand = row["issue_polarity"] if on_issue else row["polarity"]
        events.append(
            {
                "statement_id": row["position_id"],
                "time": "" if article["published"] is None else f"{article['published']:%Y-%m-%d} 00:00:00",
                "person": "; ".join(a["name"] for a in people),
                "organization": "; ".join(dict.fromkeys(bodies)),
                "concept": labels.get(row["issue_id"], row["issue_id"]) if on_issue else target,
                "agreement": {1: 1, -1: 0}.get(stand, ""),
                "start_position": row["start"],
                "stop_position": row["end"],
                "text": row["evidence"],
                "coder": _CODER,
                "document_id": row["article_id"],
                "document_title": article["title"],
                "document_author": article["author"],
                "document_source": article["publisher"],
                "document_section": "",
                "document_type": "",
            }
        )
    return events


def dna_matrix(matrix: pd.DataFrame) -> str:
    """Write a network as DNA's CSV matrix: names quoted, ``;`` between cells, a row an actor.

    Parameters
    ----------
    matrix : DataFrame
        As from :func:`accordingto.analysis.two_mode` or :func:`accordingto.analysis.one_mode`.

    Notes
    -----
    The form is that of DNA 3's own export of matrices; reading it into rDNA or UCINET was not tried.

    Examples
    --------
    >>> import pandas as pd
    >>> print(dna_matrix(pd.DataFrame([[0, -1]], index=['Ann "A" Lee'], columns=["Dam", "Tax"])), end="")
    "";"Dam";"Tax"
    "Ann 'A' Lee";0;-1
    """
    head = ";".join(['""', *(_dna_name(name) for name in matrix.columns)])
    rows = (";".join([_dna_name(name), *map(str, cells)]) for name, *cells in matrix.itertuples(name=None))
    return "\n".join([head, *rows]) + "\n"


def agreement_graph(tables: Tables):
    """Make the congruence and the conflict network of the actors, as one graph.

    Two actors agree on an issue where both are for it or both against it; they are in conflict
    where one is for and the other against. As in Discourse Network Analyzer with duplicates left
    out, repeating a stand adds nothing, and an actor found on both sides counts on both.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    networkx.MultiGraph
        A node an actor: ``actor_id``, ``label``, ``kind``, ``role``, ``organisation``, ``country``,
        ``sector``, ``mentions`` and ``positions`` (how many it takes). An edge for each pair and
        ``sign`` ("agreement" or "conflict"), with ``weight`` (how many issues) and ``issues`` (their
        labels). In Gephi choose "Don't merge" for parallel edges, then filter by ``sign``.

    Notes
    -----
    The file is read back with networkx in the tests; opening it in Gephi or visone was not tried.
    """
    import networkx as nx  # Takes a third of a second, and only this export needs it.

    taken: dict[str, int] = {}
    sides: dict[str, dict[int, dict[str, None]]] = {}
    for row in _rows(tables.positions):
        for actor in split(row["actor_id"]):
            taken[actor] = taken.get(actor, 0) + 1
            if row["issue_id"] and row["issue_polarity"]:
                sides.setdefault(row["issue_id"], {1: {}, -1: {}})[row["issue_polarity"]][actor] = None
    graph = nx.MultiGraph()
    for row in _rows(tables.actors):
        kept = {name: _xml(row[name]) for name in ("kind", "role", "organisation", "country", "sector")}
        named = {"actor_id": _xml(row["actor_id"]), "label": _xml(row["name"])}
        counts = {"mentions": row["mentions"], "positions": taken.get(row["actor_id"], 0)}
        graph.add_node(_xml_id(row["actor_id"]), **named, **kept, **counts)
    labels = dict(zip(tables.issues["issue_id"], tables.issues["label"], strict=True))
    shared: dict[tuple[str, str, str], list[str]] = {}
    for issue in sorted(sides):
        with_it, against = (sorted(sides[issue][side]) for side in (1, -1))
        pairs = {"agreement": [*combinations(with_it, 2), *combinations(against, 2)]}
        pairs["conflict"] = [tuple(sorted((a, b))) for a in with_it for b in against if a != b]
        for sign, found in pairs.items():
            for a, b in dict.fromkeys(found):
                shared.setdefault((a, b, sign), []).append(_xml(labels.get(issue, issue)))
    for number, ((a, b, sign), issues) in enumerate(sorted(shared.items()), 1):
        ends = _xml_id(a), _xml_id(b)
        graph.add_edge(*ends, key=f"e{number}", sign=sign, weight=len(issues), issues="; ".join(issues))
    return graph


def plover_records(tables: Tables) -> list[Row]:
    """Write the positions that are PLOVER events as PLOVER records.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    list of dict
        One a position, with the field names of PLOVER's data interchange specification (draft
        0.7): ``id``, ``date``, ``source`` and ``event`` are required there. ``date`` is the day it
        was said, else published; null where neither is known. Left out are positions whose act is
        no PLOVER event (plain statements, denials, refusals to comment), and negated ones, since
        what was not done is not an event. ``actor_id`` in the actors and ``conditional`` are fields
        of our own.

    Notes
    -----
    Checked against the specification's table of fields; no reader of PLOVER files was tried.
    """
    actors, articles = _by_key(tables.actors, "actor_id"), _by_key(tables.articles, "article_id")
    said = _by_key(tables.attributions, "attribution_id")
    records = []
    for row in _rows(tables.positions):
        if not row["plover_event"] or row["negated"]:
            continue
        article = articles[row["article_id"]]
        day = said.get(row["attribution_id"], {}).get("said_on") or article["published"]
        country = next((c for i in split(row["speaks_for"]) if (c := actors.get(i, {}).get("country"))), "")
        record = {
            "id": row["position_id"],
            "date": None if day is None else f"{day:%Y-%m-%d}",
            "source": [_plover_actor(i, actors, country) for i in split(row["actor_id"])],
            "recipient": [_plover_actor(i, actors) for i in split(row["target_id"])],
            "event": [row["plover_event"]],
            "mode": row["plover_mode"],
            "event_text": [row["evidence"]],
            "quad_code": row["quad"],
            "event_scale": row["plover_score"],
            "text_info": {"sequence": row["sentence"], "start": row["start"], "end": row["end"]},
            "cite_info": _filled(
                citation=row["article_id"],
                title=article["title"],
                url=article["url"],
                language=article["language"],
                publication=article["publisher"],
            ),
            "coder": _CODER,
            "conditional": row["conditional"],
        }
        needed = {"id": record.pop("id"), "date": record.pop("date"), "source": record.pop("source")}
        records.append(needed | _filled(**record))
    return records


def web_annotations(tables: Tables) -> list[Row]:
    """Write attributions, figures and positions as W3C Web Annotations.

    Parameters
    ----------
    tables : Tables
        With the articles' texts.

    Returns
    -------
    list of dict
        One a row, in the order of the articles' texts. Each target is a piece of the article's text
        with a TextPositionSelector and a TextQuoteSelector; ``styleClass`` says whether it is an
        attribution's source, cue or content. The target's source,
        ``urn:x-accordingto:article:<article_id>``, stands for the file ``text/<article_id>.txt``
        beside the tables. The bodies are a tag (attribution, figure, position) and a description.

    Notes
    -----
    Checked against the Web Annotation Data Model (2017); no annotation tool was tried.
    """
    called = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    found: list[tuple[tuple, Row]] = []

    def add(kind: str, key: str, row: Row, pieces: list[tuple[str, int, int]], words: Iterable[object]) -> None:
        text = tables.texts[row["article_id"]]
        targets = [_target(row["article_id"], text, *piece) for piece in pieces]
        described = ", ".join(str(word) for word in words if word not in (None, ""))
        annotation = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:x-accordingto:{kind}:{quote(row[key], safe=':')}",
            "type": "Annotation",
            "motivation": "classifying",
            "generator": {"id": "urn:x-accordingto:software", "type": "Software", "name": _CODER},
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": kind},
                {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": described},
            ],
            "target": targets if kind == "attribution" else targets[0],
        }
        place = (row["article_id"], min(start for _, start, _ in pieces), kind, row[key])
        found.append((place, annotation))

    def names(ids: str) -> str:
        return "; ".join(called.get(i, i) for i in split(ids))

    for row in _rows(tables.attributions):
        roles = ("source", "cue", "content")
        pieces = [(role, *span) for role in roles for span in parse_spans(row[f"{role}_spans"])]
        who = names(row["actor_id"]) or row["source"]
        add("attribution", "attribution_id", row, pieces, (who, row["act"], row["quote_type"], row["commitment"]))
    for row in _rows(tables.figures):
        value = None if row["value"] is None else f"{row['value']:.15g}"
        words = (value, row["unit"], row["measure"], row["bound"], row["modality"], names(row["originator_id"]))
        add("figure", "figure_id", row, [("figure", row["start"], row["end"])], words)
    for row in _rows(tables.positions):
        towards = names(row["target_id"]) or row["target"]
        polarity = None if row["polarity"] is None else f"polarity {row['polarity']}"
        words = (names(row["actor_id"]), ("not " if row["negated"] else "") + row["act"], towards, polarity)
        add("position", "position_id", row, [("position", row["start"], row["end"])], words)
    return [annotation for _, annotation in sorted(found, key=lambda item: item[0])]


def _dna_text(tables: Tables) -> str:
    lines = io.StringIO()
    # As DNA does it: words in quotation marks, numbers bare.
    writer = csv.DictWriter(
        lines, DNA_HEADER.split(";"), delimiter=";", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC
    )
    writer.writerows(dna_events(tables))
    return f"{DNA_HEADER}\n{lines.getvalue()}"


def _dna_name(name: object) -> str:
    return '"' + " ".join(str(name).split()).replace('"', "'") + '"'


def _two_mode_text(tables: Tables) -> str:
    return dna_matrix(two_mode(tables, "actor"))


def _one_mode_text(value: str, tables: Tables) -> str:
    return dna_matrix(one_mode(shared_issues(tables, "actor"), value))


def _gexf_text(tables: Tables) -> str:
    import networkx as nx

    # The writer stamps the day it is run on, and the same tables shall give the same bytes.
    lines = (line for line in nx.generate_gexf(agreement_graph(tables), version="1.2draft"))
    text = "\n".join(lines)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n"


def _graphml_text(tables: Tables) -> str:
    import networkx as nx

    lines = nx.generate_graphml(agreement_graph(tables), named_key_ids=True)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n"


def _plover_text(tables: Tables) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in plover_records(tables))


def _annotations_text(tables: Tables) -> str:
    return json.dumps(web_annotations(tables), ensure_ascii=False, indent=1) + "\n"


_WRITERS: dict[str, Callable[[Tables], str]] = {
    "dna": _dna_text,
    "dna-two-mode": _two_mode_text,
    "dna-congruence": partial(_one_mode_text, "agreement"),
    "dna-conflict": partial(_one_mode_text, "conflict"),
    "dna-subtract": partial(_one_mode_text, "subtract"),
    "gexf": _gexf_text,
    "graphml": _graphml_text,
    "plover": _plover_text,
    "annotations": _annotations_text,
}


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows as plain Python values, None where unknown."""
    plain = frame.astype(object).where(frame.notna(), None)
    for values in plain.itertuples(index=False, name=None):
        yield dict(zip(frame.columns, values, strict=True))


def _by_key(frame: pd.DataFrame, key: str) -> dict[str, Row]:
    return {row[key]: row for row in _rows(frame)}


def _filled(**fields: object) -> Row:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _plover_actor(actor_id: str, actors: Mapping[str, Row], country: str = "") -> Row:
    actor = actors.get(actor_id, {})
    return _filled(
        code=actor.get("country") or country,
        sector=actor.get("sector"),
        actor_text=actor.get("name", actor_id),
        office=actor.get("role"),
        actor_id=actor_id,
    )


def _target(article_id: str, text: str, role: str, start: int, end: int) -> Row:
    around = {"prefix": text[max(0, start - _CONTEXT) : start], "suffix": text[end : end + _CONTEXT]}
    return {
        "type": "SpecificResource",
        "source": f"urn:x-accordingto:article:{quote(article_id, safe='')}",
        "styleClass": role,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", "exact": text[start:end]} | _filled(**around),
        ],
    }


def _xml(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)


def _xml_id(actor_id: str) -> str:
    """The id without the characters that an XML name token cannot have, still unique."""
    return re.sub(r"[^A-Za-z0-9.:-]", lambda found: f"_{ord(found[0]):x}_", actor_id)
