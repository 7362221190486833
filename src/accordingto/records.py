"""What the extraction steps hand to each other: plain records with character offsets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Row = dict[str, object]
"""One row of a table, by column."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Source, cue and content of one attribution, as spans of characters.

    Parameters
    ----------
    source, cue, content : tuple of (start, end)
        Pieces in text order; ``source`` and ``cue`` may be empty.
    confidence : float
        Probability that this is an attribution with these spans.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source saying one thing, with who that is and how it is said.

    ``parent`` is the index, in the article's list, of the attribution that relays this one. The
    other fields are the columns of the table ``attributions``.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    actor_ids: tuple[str, ...]
    cue_lemma: str
    quote_type: str
    act: str
    commitment: str
    negated: bool
    hedge: str
    anonymous: bool
    parent: int | None
    said_on: date | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks, acts or is spoken of, as one article shows them.

    ``aliases`` holds the other words used, in order of appearance; ``speaks_for`` is an actor id.
    The other fields are the columns of the table ``actors``.
    """

    actor_id: str
    name: str
    kind: str
    role: str = ""
    organisation: str = ""
    country: str = ""
    sector: str = ""
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    resolved_by: str = "article"
    speaks_for: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as reported.

    ``attribution`` is the index, in the article's list, of the attribution whose content holds it.
    The other fields are the columns of the table ``figures``; ``low`` and ``high`` are None where
    the interval is open.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    low_closed: bool
    high_closed: bool
    bound: str
    approximator: str
    unit: str
    noun: str
    measure: str
    population: str
    place: str
    holds_from: date | None
    holds_to: date | None
    modality: str
    kind: str
    attribution: int | None
    originator_id: str
    reported_by: str


@dataclass(frozen=True, slots=True)
class Position:
    """One actor taking one stand.

    ``attribution`` is the index, in the article's list, of the attribution it was read from.
    PLOVER's columns are looked up from ``act`` when the table is made.
    """

    start: int
    end: int
    cue: str
    actor_id: str
    speaks_for: str
    act: str
    polarity: int | None
    target: str
    target_id: str
    target_kind: str
    commitment: str
    negated: bool
    conditional: bool
    hedge: str
    attribution: int | None
    confidence: float
    rule: str


@dataclass(frozen=True)
class ArticleRows:
    """One article's rows, ready to be put into tables; all values are text, numbers or None."""

    article: Row
    attributions: list[Row]
    actors: list[Row]
    figures: list[Row]
    positions: list[Row]
