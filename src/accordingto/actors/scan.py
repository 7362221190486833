"""A parsed text to the names in it: maximal runs of capitalised words, cut up with the gazetteers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordingto.actors.classing import know_kinds
from accordingto.actors.cutting import cut
from accordingto.actors.endings import with_own_endings
from accordingto.actors.forms import join_firms, known_surnames, told_by_belongings, told_by_end, told_by_form
from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.lengthening import lengthen
from accordingto.actors.matching import matches
from accordingto.actors.runs import run
from accordingto.actors.text import Text
from accordingto.actors.towns import dateline
from accordingto.actors.wholes import join_wholes

if TYPE_CHECKING:
    from spacy.tokens import Doc


def read(doc: Doc) -> Text:
    """Find the names in a parsed text.

    Parameters
    ----------
    doc : Doc
        Parsed by the pipeline of :mod:`accordingto.language` or one like it.

    Returns
    -------
    Text

    Examples
    --------
    >>> from accordingto.language import pipeline
    >>> text = read(pipeline()("Ana Hill left the Harbour Pilots Guild."))
    >>> [(text.quote(name.first, name.last), name.kind) for name in text.names]
    [('Ana Hill', 'person'), ('Harbour Pilots Guild', 'organisation')]
    """
    # Kept, as spaCy joins the tokens anew each time it is asked for a text.
    whole = doc.text
    ws = with_own_endings(doc, whole, gazetteer().words(whole))
    text = Text(doc, whole, ws, [], _starts=[t.idx for t in doc])
    text.matches = matches(text)
    text.match_at = {m.first: m for m in text.matches}
    text.match_end = {m.last: m for m in text.matches}
    i = 0
    while i < len(ws):
        units = run(text, i)
        if not units:
            i += 1 if i not in text.match_at else text.match_at[i].last - i
            continue
        i = cut(text, units)
    _dated(text)
    join_wholes(text)
    join_firms(text)
    told_by_end(text)
    told_by_form(text)
    told_by_belongings(text)
    lengthen(text)
    know_kinds(text)
    known_surnames(text)
    text.name_at = {n.first: n for n in text.names}
    text.name_end = {n.last: n for n in text.names}
    return text


def _dated(text: Text) -> None:
    """Know the town of a dateline for one, though it be a firm's name as well: "SANTANDER - The council voted"."""
    town = dateline(text.text).lower().split()
    for name in text.names if town else ():
        firm = name.entry is not None and name.entry.kind == "organisation" and name.entry.sector in ("", "BUS")
        if firm and [w.text.lower() for w in text.words[name.first : name.last]] == town:
            name.kind, name.entry, name.country = "place", None, ""
