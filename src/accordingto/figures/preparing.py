"""Rows of the table of figures made ready for comparing: in the base unit, with what the story tells of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from accordingto.figures.asking import asked_part
from accordingto.figures.bases import Basis, bases, basis
from accordingto.figures.cells import UNCOMPARED, day, dimension_of, number, year_of
from accordingto.figures.comparability import Compared
from accordingto.figures.events import event_words, known_events, noun_classes, once
from accordingto.figures.events import running as running_events
from accordingto.figures.gathering import additions, answers, denials, moves, ordinals, source_names, sums
from accordingto.figures.grounding import is_grounded, said_with
from accordingto.figures.hints import (
    hints,
    is_age,
    is_besides,
    is_decimal,
    is_margin,
    is_norm,
    is_own,
    occurrence,
    vessel,
)
from accordingto.figures.lexicon import Unit
from accordingto.figures.money import own_dollars
from accordingto.figures.nations import nation_of, nations_in
from accordingto.figures.parties import is_armed, parties
from accordingto.figures.portions import END, area
from accordingto.figures.stories import Stories
from accordingto.figures.threads import Told, threads
from accordingto.figures.topics import single_measures, topic_measures

_MAY = re.compile(r"\b(?:may|might|could|must)\b")
_ALONE = re.compile(r"\balone\b")
_ADMITS = re.compile(r"\b(?:admit|admits|admitted|concede[sd]?|acknowledge[sd]?|own(?:s|ed)? up)\b")
_WARDS = re.compile(r"\b(?:hospitals?|clinics?|wards?|patients?|intensive care)\b")
_BASE = re.compile(r"(?:(?:the|its|their|all) )?(\d+)\b")
_OWN = re.compile(r"^(?:its|their|his|her|our)\b.*", re.DOTALL)
_CLOSE = re.compile(r"[.!?]\s")
_SINCE = re.compile(r"\bsince\b")
_BACK = 160
_PLURALS = (("ies", "y"), ("s", ""))
_ABOARD = "aboard"
_COUNTED = ("reported", "confirmed", "estimated")


class Preparing:
    """Makes the figures of many articles ready.

    Parameters
    ----------
    table : sequence of mapping
        Rows of the table ``figures``.
    texts : mapping of str to str
        ``article_id`` to text.
    around : float
        Half-width of an approximate figure's interval, as a share of its value.
    """

    def __init__(self, table: Sequence[Mapping[str, object]], texts: Mapping[str, str], around: float) -> None:
        self.texts, self.around, self.stories = texts, around, Stories(texts)
        self.dollars = own_dollars(table, self.stories.story)
        table = [self._in_own_dollars(row) for row in table]
        self.names = source_names(table, self.stories)
        self.firms = parties(table, texts, self.stories)
        self.additions = additions(table)
        self.sums = sums(table)
        self.denials = denials(table, self.stories)
        self.moves = moves(table, texts, self.stories)
        self.threads = threads(self._told(row) for row in table)
        self.numbers = ordinals(table)
        self.rivals = Counter(self._counted(row) for row in table)
        self.answers = answers(table, texts, self.threads)
        self.bases = bases(self._based(row) for row in table)

    def _in_own_dollars(self, row: Mapping[str, object]) -> Mapping[str, object]:
        code = self.dollars.get(str(row["figure_id"]))
        return row if code is None else {**row, "unit": code}

    def _told(self, row: Mapping[str, object]) -> Told:
        article, start = str(row["article_id"]), int(row["start"])
        text, value = self.texts.get(article, ""), number(row["value"])
        sentence = END.split(text[max(0, start - _BACK) : start])[-1] + text[start : int(row["end"])]
        noun = str(row["noun"] or "").lower()
        unit, dimension = dimension_of(row)
        return Told(
            str(row["figure_id"]),
            self.stories.story.get(article, article),
            dimension,
            None if value is None else value * unit.factor,
            str(row["measure"] or ""),
            bool(noun) and noun in sentence.lower(),
            self.sums.get(str(row["figure_id"])),
        )

    def _based(self, row: Mapping[str, object]) -> tuple[str, tuple[str, ...], Basis]:
        text = self.texts.get(str(row["article_id"]), "")
        story, *counted = self._counted(row)
        named = sorted(self.names.get((story, o), o) for o in str(row["originator_id"] or "").split(";") if o)
        # What is feared or planned is of nobody's count.
        key = (story, *counted, *named) if named and row["modality"] in _COUNTED else ()
        return str(row["figure_id"]), key, basis(text, int(row["start"]), int(row["end"]))

    def _counted(self, row: Mapping[str, object]) -> tuple[str, str, str]:
        article = str(row["article_id"])
        measure = self.threads.get(str(row["figure_id"]), "")
        return self.stories.story.get(article, article), measure, dimension_of(row)[1]

    def figure(self, row: Mapping[str, object]) -> Compared | None:
        """Make a row ready; None for what is never compared (ages, times, multiples, no measure)."""
        row = self._in_own_dollars(row)
        told = str(row["measure"] or "")
        measure = self.threads.get(str(row["figure_id"]), "")
        unit, dimension = dimension_of(row)
        if not measure or unit.dimension in UNCOMPARED:
            return None
        article, start = str(row["article_id"]), int(row["start"])
        text = self.texts.get(article, "")
        value, low, high = (number(row[c]) for c in ("value", "low", "high"))
        bound = str(row["bound"])
        if bound == "approximate" and value is not None and row["approximator"]:
            low, high = sorted((value * (1 - self.around), value * (1 + self.around)))
        phrase, _, event = measure.partition(", ")
        *modifiers, head = phrase.split(" ")
        for size in (2, 1):
            # A class may have two words ("police officers").
            tail = " ".join(phrase.split(" ")[-size:])
            if tail in _classes():
                head, modifiers = tail, phrase.split(" ")[:-size]
                break
        scale = unit.factor
        story = self.stories.story.get(article, article)
        closing = _CLOSE.search(text, int(row["end"]), start + 90)
        near = text[
            text.rfind(".", max(0, start - 160), start) + 1 : closing.start() if closing else start + 90
        ].lower()
        modality = str(row["modality"])
        if modality == "estimated" and _MAY.search(near):
            modality = "possible"
        if event in running_events() and modality == "confirmed":
            modality = "reported"
        originator = str(row["originator_id"] or "")
        # "900 of its soldiers" are no part of what others count.
        population = _OWN.sub("", str(row["population"] or self.answers.get(str(row["figure_id"])) or ""))
        asked = "" if population or unit.name else asked_part(text, start)
        if asked and str(row["noun"] or "").lower() not in str(row["quote"]).lower():
            # "How many were children? Nine, says one; the other has 12."
            population = asked
        kind = str(row["kind"])
        if kind == "change" and text[:start].rstrip().endswith("from"):
            kind = "level"
        return Compared(
            str(row["figure_id"]),
            str(row["article_id"]),
            str(row["quote"]),
            None if value is None else value * scale,
            -math.inf if low is None else low * scale,
            math.inf if high is None else high * scale,
            bool(row["low_closed"]),
            bool(row["high_closed"]),
            bound,
            scale,
            str(row["unit"] or ""),
            dimension,
            measure,
            head,
            _classes().get(head, ""),
            tuple(modifiers),
            event,
            # A share of voters says nothing without the question they were asked, which the measure lacks.
            _anchors(head, event, phrase, unit),
            population,
            str(row["place"] or ""),
            # What is so "since Monday" is so as of today.
            None if row["kind"] == "level" and _SINCE.search(near) else day(row["holds_from"]),
            day(row["holds_to"]),
            modality,
            kind,
            frozenset(self.names.get((story, o), o) for o in originator.split(";") if o),
            next((code for m in modifiers if m[:1].isupper() and (code := nation_of(m))), ""),
            frozenset(code for o in originator.split(";") for code in nations_in(o)),
            (value == 1 and str(row["bound"]) == "exact" and not event)
            or is_margin(text, start)
            or is_norm(text, start)
            or (not unit.name and (is_besides(text, int(row["end"])) or is_age(text, start, int(row["end"]))))
            or (dimension == "count" and is_decimal(str(row["quote"]))),
            story,
            self.stories.peers(article),
            self.stories.lead.get(article, frozenset()),
            _admits(near),
            any((story, o) in self.firms for o in originator.split(";")),
            frozenset(o for o in originator.split(";") if o),
            bool(_ALONE.search(near)),
            hints(text, start, int(row["end"]), str(row["noun"] or ""), head, event, year_of(row)),
            _base(population),
            self.additions.get((article, measure), frozenset()),
            # A name that another article gives to the same number needs no other grounds.
            bool(asked) or is_grounded(text, start, int(row["end"]), told, told.partition(", ")[2]),
            bool(event) or measure in single_measures(),
            # Bodies and deaths are people, whoever they were.
            str(row["noun"] or "").lower() not in str(row["quote"]).lower() or bool(_happened(str(row["noun"] or ""))),
            self.sums.get(str(row["figure_id"])),
            self.moves.get((story, dimension), frozenset()),
            text.count("\n", 0, start),
            int(row["sentence"] or 0),
            measure != told and event not in once(),
            vessel(text, start, int(row["end"])) if event == _ABOARD else "",
            occurrence(text, start, int(row["end"])),
            is_own(text, start, int(row["end"])),
            self.denials.get((story, originator), frozenset()) if originator else frozenset(),
            str(row["noun"] or ""),
            self.numbers[str(row["figure_id"])],
            self.rivals[self._counted(row)],
            *said_with(text, start, int(row["end"])),
            bool(originator) and all(is_armed(o) for o in originator.split(";")),
            self.bases[str(row["figure_id"])],
            area(text, start, int(row["end"])),
        )


def _admits(near: str) -> bool:
    """Whether the words around a number say that its source admits it; a hospital admits its patients."""
    found = _ADMITS.search(near)
    return found is not None and not (found.group().startswith("admit") and _WARDS.search(near))


def block(figure: Compared) -> tuple[str, str]:
    """What may be compared at all: one class, counts with counts, money with other money, weights also with volumes."""
    name = figure.dimension.split(" ")[0]
    return _root(figure.head), "mass" if name == "volume" else name


def _root(head: str) -> str:
    """The broadest class: pilots are workers, and those are people."""
    for _ in range(3):
        head = _classes().get(head, "") or head
    return head


def _base(population: str) -> float | None:
    """The number of all those meant, in "12 cargo tanks" or "the 60 schools"."""
    found = _BASE.match(population.replace(",", ""))
    return float(found.group(1)) if found else None


def _anchors(head: str, event: str, phrase: str, unit: Unit) -> bool:
    """Head or event is a known class; a share of a group says nothing without the question that was asked."""
    if unit.dimension == "share":
        return bool(event) or phrase in topic_measures()
    return head in _classes() or event in known_events() or phrase in topic_measures()


@cache
def _classes() -> dict[str, str]:
    return dict(noun_classes().values())


def _happened(noun: str) -> str:
    """What a noun says has happened: "deaths", "bodies"."""
    low = noun.lower()
    singular = next((low.removesuffix(end) + new for end, new in _PLURALS if low.endswith(end)), low)
    return event_words("nouns").get(singular) or event_words("nouns").get(low, "")
