"""PLOVER records: the event type and quad class of the event that a text tells."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from accordingto.evaluation.scores import ErrorKind, Evaluation, micro
from accordingto.language import parse_texts
from accordingto.positions.announcing import announced
from accordingto.positions.clauses import children, clause_heads, is_conditional, is_negated, left_kids, subject
from accordingto.positions.contents import from_content
from accordingto.positions.cues import BLAND, from_cue
from accordingto.positions.lexicon import lexicon, named, rows
from accordingto.positions.plover import plover
from accordingto.writing import write_text

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset({"it", "he", "she", "they", "its", "his", "her", "their"})
_LATE = ("HOSTILE", "COOPERATIVE", "WRONGDOING")


def evaluate(gold: Path, out: Path | None = None) -> Evaluation:
    """Measure how often the event type and the quad class are right.

    Parameters
    ----------
    gold : path
        CSV with ``id``, ``text``, ``event_plover_2021`` and ``quad``.
    out : path, optional
        Where to write ``id,event_plover_2021,quad`` as predicted.

    Returns
    -------
    Evaluation
        Accuracy over all records; a text without a known event counts as wrong.
    """
    with Path(gold).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    classes = {row["event"]: row["class"] for row in rows("events.csv")}
    counts, errors, lines = [], Counter(), ["id,event_plover_2021,quad\n"]
    for record, doc in zip(records, parse_texts(r["text"] for r in records), strict=True):
        event = event_of(doc)
        quad = classes.get(event, "")
        right = event == record["event_plover_2021"]
        counts.append({"event": right, "quad": quad == record["quad"], "n": 1})
        lines.append(f"{record['id']},{event},{quad}\n")
        if not right:
            errors[f"{record['event_plover_2021']} taken for {event or 'nothing'}"] += 1
    if out is not None:
        write_text(out, "".join(lines))
    scores = (micro(counts, "event", "n", "n", "event type"), micro(counts, "quad", "n", "n", "quad class"))
    kinds = sorted(errors.items(), key=lambda kv: (-kv[1], kv[0]))
    return Evaluation(scores, tuple(ErrorKind(kind, n) for kind, n in kinds), len(records))


def event_of(doc: Doc) -> str:
    """Return the PLOVER event type of the main event of a short text, or empty.

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> event_of(pipeline()("The union said it would boycott the vote unless wages rise."))
    'THREATEN'
    """
    for sentence in doc.sents:
        head, speaker = _main(sentence.root)
        found = _told(head, speaker)
        if found:
            return found
    # No known verb governs: the first deed that is named anywhere.
    for pos in (("VERB",), ("NOUN", "PROPN")):
        for token in doc:
            found = _deed(token) if token.pos_ in pos else ""
            if found:
                return found
    return ""


def _main(root: Token) -> tuple[Token, Token | None]:
    """The clause that tells the event, and its speaker where it is what somebody says of himself."""
    head = root
    for _ in range(3):
        stand = from_cue(head.doc, range(head.i, head.i + 1))
        below = children(head, "ccomp", "parataxis")
        if not below or stand is None or stand.act != BLAND:
            break
        if below[0].i < head.i:
            head = below[0]  # "..., officials said": the source is not in the event.
            continue
        return below[0], subject(head)
    return head, None


def _told(head: Token, speaker: Token | None) -> str:
    doc = head.doc
    chain = [head, *children(head, "xcomp", "conj", "advcl", "acomp", "attr", "dobj")]
    if speaker is not None:

        def own(token: Token) -> bool:
            words = {token.lower_, *(c.lower_ for c in left_kids(token))}
            return token.lemma_ == speaker.lemma_ or bool(words & (_PRONOUNS | named("self")))

        stand = from_content(doc, [head], own, lambda token: token.pos_ in ("PROPN", "NOUN"), accusing=False)
        if stand is not None and plover(stand.act)["plover_event"]:
            return str(plover(stand.act)["plover_event"])
    for token in chain:
        deed = lexicon("actions.csv").match(token)
        said = lexicon("acts.csv").match(token)
        # "Attacked the camp" and "blocked the road" are deeds, though the verbs can be words.
        material = deed is not None and deed["event"] not in _LATE and said is not None
        if material and (said["narrator"] != "yes" or len(deed.tokens) > len(said.tokens)):
            return deed["event"]
        found = _verbal(token) or _deed(token)
        if found:
            return found
    return ""


def _verbal(token: Token) -> str:
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return ""
    future = any(c.lower_ in named("future") for c in children(token, "aux"))
    if future:
        step = announced(token, is_negated(token), is_conditional(token), None)
        if step is not None:
            return str(plover(step.act)["plover_event"])
    stand = from_cue(token.doc, range(token.i, token.i + 1))
    if stand is None or stand.act == BLAND:
        return ""
    if stand.act == "promises":
        for below in clause_heads(token.doc, token.i + 1, token.right_edge.i + 1):
            step = announced(below, is_negated(below), False, None) if below.pos_ == "VERB" else None
            if step is not None:
                return str(plover(step.act)["plover_event"])
    return str(plover(stand.act)["plover_event"])


def _deed(token: Token) -> str:
    found = lexicon("actions.csv").match(token)
    return "" if found is None or found["event"] in _LATE else found["event"]
