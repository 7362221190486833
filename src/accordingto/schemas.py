"""The tables' declared columns: the one place that says what a table holds."""

from __future__ import annotations

from dataclasses import dataclass

COMMITMENTS = ("ct+", "pr+", "ps+", "uu", "ps-", "pr-", "ct-")
QUOTE_TYPES = ("direct", "indirect", "mixed")
SPEECH_ACTS = (
    "statement",
    "belief",
    "emotion",
    "request",
    "accusation",
    "denial",
    "refusal",
    "no_response",
)
ACTOR_KINDS = ("person", "organisation", "country", "group", "media", "unnamed")
BOUNDS = ("exact", "approximate", "at_least", "more_than", "at_most", "less_than", "range")
MODALITIES = ("reported", "confirmed", "estimated", "planned", "projected", "feared", "denied")
FIGURE_KINDS = ("level", "increment", "cumulative", "change")
RELATIONS = (
    "unit_differs",
    "definition_differs",
    "scope_differs",
    "part_of_total",
    "modality_differs",
    "update",
    "revision",
    "equal",
    "rounding_compatible",
    "approximation_compatible",
    "bound_compatible",
    "range_subsumed",
    "range_overlap",
    "contradictory",
    "denied_or_conceded",
    "undecided",
)
FLAGS = ("no", "note", "show", "weak", "yes")
GRADES = ("minor", "moderate", "large", "extreme")
STANCE_ACTS = (
    "supports",
    "defends",
    "agrees",
    "promises",
    "concedes",
    "calls_for",
    "demands",
    "condemns",
    "accuses",
    "warns",
    "expresses_concern",
    "threatens",
    "rejects",
    "denies",
    "confirms",
    "doubts",
    "declines_to_confirm",
    "no_response",
    "neutral",
)
TARGET_KINDS = ("actor", "claim", "event")
STATUSES = ("extracted", "accepted", "edited", "rejected", "added")
REJECT_STAGES = ("read", "parse", "note")


@dataclass(frozen=True)
class Column:
    """One column: its name, its type and what it means.

    Parameters
    ----------
    name : str
        The column's name in the CSV file.
    dtype : {"text", "integer", "number", "boolean", "date", "spans"}
        ``spans`` is text of the form ``start:end;start:end``.
    meaning : str
        One sentence for the data dictionary.
    nullable : bool
        Whether the cell may be empty, which stands for unknown.
    allowed : tuple of str
        The only values the cell may take; empty means any.
    unit : str
        The unit of a number, empty where there is none.
    """

    name: str
    dtype: str
    meaning: str
    nullable: bool = True
    allowed: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Schema:
    """One table: what a row is, its key, and its columns in order.

    Parameters
    ----------
    name : str
        The table's name, and its file's stem.
    row : str
        What one row is.
    key : tuple of str
        The columns that rows are sorted by; together unique.
    columns : tuple of Column
        The columns, in the order they are written.
    quotes : tuple of tuple of str
        ``(text column, spans column)`` or ``(text column, start column, end column)``: the words
        that must equal the article's text at those offsets.
    """

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    quotes: tuple[tuple[str, ...], ...] = ()

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [column.name for column in self.columns]


def _key(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning, nullable=False)


def _one_of(name: str, allowed: tuple[str, ...], meaning: str, nullable: bool = False) -> Column:
    return Column(name, "text", meaning, nullable=nullable, allowed=allowed)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "boolean", meaning, nullable=False)


_ARTICLE_ID = _key("article_id", "The article.")
_SENTENCE = Column("sentence", "integer", "Number of the sentence in the article, from 1.", False)
_START = Column("start", "integer", "First character in the article's text, from 0.", False, unit="characters")
_END = Column("end", "integer", "Character after the last one.", False, unit="characters")
_CONFIDENCE = Column("confidence", "number", "How sure the extractor is, 0 to 1.", False, unit="probability")
_STATUS = _one_of("status", STATUSES, "extracted, or what a reviewer decided.")

ARTICLES = Schema(
    "articles",
    "an article",
    ("article_id",),
    (
        _key("article_id", "The file's stem, or the JSON Lines record's id."),
        Column("title", "text", "Headline, where the file gives one."),
        Column("publisher", "text", "Who published it, where the file says so."),
        Column("author", "text", "Byline, where the file gives one."),
        Column("published", "date", "Date of publication; weekdays in the text are resolved against it."),
        Column("language", "text", "ISO 639-1 code; only English is extracted from."),
        Column("url", "text", "Where it was published; never fetched."),
        Column("path", "text", "The file it was read from, relative to the seeds folder."),
        Column("sha256", "text", "Hash of the article's text.", False),
        Column("characters", "integer", "Length of the text.", False, unit="characters"),
        Column("words", "integer", "Words in the text.", False, unit="words"),
        Column("sentences", "integer", "Sentences in the text.", False, unit="sentences"),
    ),
)

ATTRIBUTIONS = Schema(
    "attributions",
    "one source saying one thing",
    ("attribution_id",),
    (
        _key("attribution_id", "The article and the offset of the attribution's first word."),
        _ARTICLE_ID,
        _SENTENCE,
        Column("source", "text", "The words that name who says it; empty where the article does not say."),
        Column("source_spans", "spans", "Where those words are.", unit="characters"),
        Column("actor_id", "text", "Who that is; several actors joined by `;`."),
        Column("cue", "text", "The words that show it is said (said, according to, a colon)."),
        Column("cue_spans", "spans", "Where the cue is.", unit="characters"),
        Column("cue_lemma", "text", "The cue's dictionary form."),
        Column("content", "text", "What is said; pieces joined by a space."),
        Column("content_spans", "spans", "Where the content is.", unit="characters"),
        _one_of("quote_type", QUOTE_TYPES, "direct: all inside quotation marks; indirect: none; mixed: some."),
        _one_of("act", SPEECH_ACTS, "What kind of saying it is."),
        _one_of(
            "commitment",
            COMMITMENTS,
            "How sure the source is that it is so (FactBank): ct certain, pr probable, ps possible, uu unknown.",
        ),
        _flag("negated", "The saying itself is negated (did not say)."),
        Column("hedge", "text", "The article's own doubt about the saying (allegedly, reportedly)."),
        Column("parent_id", "text", "The attribution that relays this one."),
        _flag("anonymous", "The source is not named."),
        Column("said_on", "date", "The day it was said, where the article and its date tell."),
        _CONFIDENCE,
        _STATUS,
    ),
    quotes=(("source", "source_spans"), ("cue", "cue_spans"), ("content", "content_spans")),
)

ACTORS = Schema(
    "actors",
    "somebody who speaks, acts or is spoken of",
    ("actor_id",),
    (
        _key("actor_id", "Kind and name; for the unnamed, the article too."),
        Column("name", "text", "The fullest name found.", False),
        _one_of("kind", ACTOR_KINDS, "What kind of actor it is."),
        Column("role", "text", "Office or function, in the article's words."),
        Column("organisation", "text", "The organisation it belongs to."),
        Column("country", "text", "Country it belongs to, ISO 3166-1 alpha-3."),
        Column("sector", "text", "PLOVER sector code (GOV, MIL, MED and so on)."),
        Column("aliases", "text", "Other words it is called by, joined by `;`."),
        Column("mentions", "integer", "How often it is named or resolved.", False, unit="mentions"),
        Column("resolved_by", "text", "What told who it is: article, people, gazetteer or none.", False),
    ),
)

FIGURES = Schema(
    "figures",
    "one number as reported",
    ("figure_id",),
    (
        _key("figure_id", "The article and the figure's offset."),
        _ARTICLE_ID,
        _SENTENCE,
        _START,
        _END,
        Column("quote", "text", "The figure's words.", False),
        Column("value", "number", "The headline number; a range's midpoint stays empty."),
        Column("low", "number", "Least value the words allow; empty: no lower end."),
        Column("high", "number", "Greatest value the words allow; empty: no upper end."),
        _flag("low_closed", "The least value itself is allowed."),
        _flag("high_closed", "The greatest value itself is allowed."),
        _one_of("bound", BOUNDS, "How the words bound the number."),
        Column("approximator", "text", "The words that do so (around, as many as)."),
        Column("unit", "text", "Unit of measurement or currency; empty for a count."),
        Column("noun", "text", "What is counted or measured, in the article's word."),
        Column("measure", "text", "What is measured, comparable across sentences and articles."),
        Column("population", "text", "The part of it the figure is about (women, including the crew)."),
        Column("place", "text", "Where it holds."),
        Column("holds_from", "date", "First day it holds for."),
        Column("holds_to", "date", "Last day it holds for."),
        _one_of("modality", MODALITIES, "Whether it is so, is estimated, planned, feared or denied."),
        _one_of("kind", FIGURE_KINDS, "A level, an addition, a running total or a change."),
        Column("attribution_id", "text", "The attribution whose content holds the figure."),
        Column("originator_id", "text", "The actor the figure comes from."),
        Column("reported_by", "text", "Who passed it on: the relaying source, else the publisher."),
    ),
    quotes=(("quote", "start", "end"),),
)

DISCREPANCIES = Schema(
    "discrepancies",
    "a pair of comparable figures",
    ("discrepancy_id",),
    (
        _key("discrepancy_id", "The two figures' ids."),
        _key("figure_a", "The figure that comes first."),
        _key("figure_b", "The figure it is compared with."),
        Column("measure", "text", "What both measure."),
        _one_of("relation", RELATIONS, "How the two stand to each other; the first that holds."),
        _one_of("flagged", FLAGS, "Whether an editor should look."),
        Column("ratio", "number", "Greater headline number over the smaller.", unit="times"),
        _one_of("grade", GRADES, "How far apart contradictory figures are.", nullable=True),
        Column("same_originator", "boolean", "Both come from the same actor; empty: not known."),
        Column("rule", "text", "The rule that decided.", False),
        Column("explanation", "text", "The reason, in one sentence.", False),
    ),
)

POSITIONS = Schema(
    "positions",
    "one actor taking one stand",
    ("position_id",),
    (
        _key("position_id", "The article and the evidence's offset."),
        _ARTICLE_ID,
        _SENTENCE,
        _START,
        _END,
        Column("evidence", "text", "The article's words that show it.", False),
        Column("cue", "text", "The word that decided the act."),
        Column("actor_id", "text", "Who takes the stand.", False),
        Column("speaks_for", "text", "The country or organisation it speaks for (an actor id)."),
        _one_of("act", STANCE_ACTS, "What the actor does by saying it."),
        Column("polarity", "integer", "-1 against, 0 neither, 1 for the target; empty: takes no side."),
        Column("strength", "number", "Size of the PLOVER score, 0 to 10."),
        Column("target", "text", "Whom or what it is about, in the article's words."),
        Column("target_id", "text", "The actor that is the target."),
        _one_of("target_kind", TARGET_KINDS, "Whether the target is an actor, a claim or an event.", nullable=True),
        Column("issue_id", "text", "The issue the stand is on."),
        Column("issue_polarity", "integer", "Agreement with the issue's proposition, -1, 0 or 1."),
        _one_of("commitment", COMMITMENTS, "How sure the actor is (FactBank)."),
        _flag("negated", "The act is negated (did not condemn)."),
        _flag("conditional", "The act hangs on a condition."),
        Column("hedge", "text", "The article's own doubt about the act."),
        Column("attribution_id", "text", "The attribution it was read from; empty for the narrator's words."),
        Column("plover_event", "text", "PLOVER event type, looked up from the act."),
        Column("plover_mode", "text", "PLOVER mode, looked up from the act."),
        Column("cameo", "text", "CAMEO root code, looked up from the act."),
        Column("quad", "integer", "PLOVER quad class, 1 to 4."),
        Column("plover_score", "number", "Goldstein-style score, -10 to 10."),
        _CONFIDENCE,
        Column("rule", "text", "The rule that decided."),
        _STATUS,
    ),
    quotes=(("evidence", "start", "end"),),
)

ISSUES = Schema(
    "issues",
    "a proposition in a fixed direction",
    ("issue_id",),
    (
        _key("issue_id", "A short name made from the label."),
        Column("label", "text", "The proposition.", False),
        Column("direction", "text", "What +1 means."),
        Column("synonyms", "text", "Words that stand for it, joined by `;`."),
    ),
)

REJECTS = Schema(
    "rejects",
    "something that could not be read, or was read with a note",
    ("path", "stage", "reason", "detail"),
    (
        _key("path", "The file, and the line where it is one of many."),
        _one_of("stage", REJECT_STAGES, "read, parse: not in the tables; note: in the tables, with a remark."),
        Column("reason", "text", "What is wrong.", False),
        Column("detail", "text", "Where, and what to do about it."),
    ),
)

SCHEMAS = {
    schema.name: schema
    for schema in (
        ARTICLES,
        ATTRIBUTIONS,
        ACTORS,
        FIGURES,
        DISCREPANCIES,
        POSITIONS,
        ISSUES,
        REJECTS,
    )
}
