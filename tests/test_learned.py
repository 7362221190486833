"""The trained reading of what a source does by a saying whose cue tells nothing."""

from __future__ import annotations

import numpy as np
import pytest

from accordingto.language import pipeline
from accordingto.positions.learned import ACTS, Reading, read_saying, second_reading
from accordingto.positions.stand import Stand


def reading_of(said: str, source: str = "the mayor", cue: str = "said", seen: str = "neutral") -> Reading:
    text = f"It was a long evening. {said} {source} {cue}. Nobody left."
    start = text.index(said, 23)
    return read_saying(text, start, start + len(said), source, cue, seen)


def read(said: str) -> str:
    chances = reading_of(said).chances
    return max(chances, key=chances.get)


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("“This plan is a disgrace and an insult to every family in the valley,”", "condemns"),
        ("“She is a wonderful teacher and we are lucky to have her,”", "supports"),
        ("“We need a new bridge, and we need it now,”", "calls_for"),
        ("the bus leaves at nine and arrives at noon", "neutral"),
    ],
)
def test_what_a_plain_said_does_is_in_the_words(said, act):
    assert read(said) == act


@pytest.mark.parametrize("said", ["", "   ", "“", "a " * 5000, "\u202e\u0000�"])
def test_any_words_can_be_read(said):
    reading = reading_of(said, "", "", "neutral")
    assert set(reading.chances) == set(ACTS)
    assert sum(reading.chances.values()) == pytest.approx(1)
    for act in ACTS:
        span, chance = reading.target(act)
        assert span is None or span[0] < span[1]
        assert 0 <= chance <= 1


def chances(**given: float) -> dict[str, float]:
    rest = (1 - sum(given.values())) / (len(ACTS) - len(given))
    return {act: given.get(act, rest) for act in ACTS}


def test_the_network_takes_turns_and_adds_stands_only_where_it_is_sure():
    doc = pipeline()("They failed us.")
    seen = Stand("warns", (1,), False, False, "evaluation", 0.6, 1)
    assert second_reading(seen, [doc[1]], chances(neutral=0.9)) is None
    assert second_reading(seen, [doc[1]], chances(neutral=0.5)) is seen
    assert second_reading(seen, [doc[1]], chances(neutral=0.2)) is seen
    assert second_reading(seen, [doc[1]], chances(condemns=0.5)).act == "condemns"
    assert second_reading(seen, [doc[1]], chances(condemns=0.4)) is seen
    assert second_reading(seen, [doc[1]], chances(condemns=0.8)).act == "condemns"
    assert second_reading(seen, [doc[1]], chances(warns=0.8)) is seen
    assert second_reading(None, [doc[1]], chances(neutral=0.5)) is None
    added = second_reading(None, [doc[1]], chances(condemns=0.8))
    assert (added.act, added.words, added.confidence) == ("condemns", (1,), 0.8)
    assert second_reading(None, [], chances(condemns=0.8)) is None
    assert second_reading(None, [doc[1]], chances(neutral=0.3, condemns=0.25)) is None
    # Against a word that blames, it must be surer than the rules.
    assert second_reading(seen, [doc[1]], chances(supports=0.7)) is seen
    assert second_reading(seen, [doc[1]], chances(supports=0.85)).act == "supports"


def test_a_negated_stand_stays_what_the_rules_see():
    doc = pipeline()("We do not support it.")
    seen = Stand("supports", (3,), True, False, "own_act", 0.75, 3)
    assert second_reading(seen, [doc[3]], chances(condemns=0.9)) is seen


@pytest.mark.parametrize(
    ("said", "act", "target"),
    [
        ("“The new toll is a disgrace,”", "condemns", "The new toll"),
        ("“Mrs Orr is a wonderful teacher and we are lucky to have her,”", "supports", "Mrs Orr"),
        ("“We will do all we can to keep the school open,”", "promises", "keep the school open"),
    ],
)
def test_the_network_points_at_whom_or_what_a_saying_is_about(said, act, target):
    text = f"{said} she told the council."
    (start, end), chance = read_saying(text, 0, len(said), "she", "told the council", "neutral").target(act)
    assert text[start:end] == target
    assert chance > 0.3


def test_a_target_is_words_side_by_side_or_none():
    spans = (None, (0, 2), (3, 8), None, (20, 25))

    def target(first: int, last: int) -> str | None:
        ends = np.zeros((5, len(ACTS), 2), np.float32)
        ends[first, :, 0], ends[last, :, 1] = 5.0, 5.0
        return Reading({}, spans, ends).target("condemns")[0]

    assert target(1, 2) == (0, 8)
    assert target(0, 0) is None
    assert target(4, 4) == (20, 25)
    assert target(2, 4) in ((3, 8), (20, 25), None)
    assert Reading({}).target("condemns") == (None, 0.0)


def test_the_pieces_of_a_long_saying_are_cut():
    from accordingto.positions.learned import _model, pieces_of

    around, said = "it rained " * 500, "never again " * 500
    text, start = around + said + around, len(around)
    ids, marks, spans = pieces_of(_model()[0], text, start, start + len(said), "the minister " * 50, "said")
    assert len(ids) == len(marks) == len(spans) == 24 + 90 + 24 + 12 + 5
    assert sum(marks) == 90
    words = {text[slice(*span)] for span in spans if span is not None}
    assert words == {"never", "again", "it", "rained"}
