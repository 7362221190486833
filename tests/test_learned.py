"""The trained reading of what a source does by a saying whose cue tells nothing."""

from __future__ import annotations

import pytest

from accordingto.language import pipeline
from accordingto.positions.learned import ACTS, act_chances, second_reading
from accordingto.positions.stand import Stand


def read(said: str, source: str = "the mayor", cue: str = "said", seen: str = "neutral") -> str:
    chances = act_chances(source, cue, said, seen)
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
    chances = act_chances("", "", said, "neutral")
    assert set(chances) == set(ACTS)
    assert sum(chances.values()) == pytest.approx(1)


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


def test_a_negated_stand_stays_what_the_rules_see():
    doc = pipeline()("We do not support it.")
    seen = Stand("supports", (3,), True, False, "own_act", 0.75, 3)
    assert second_reading(seen, [doc[3]], chances(condemns=0.9)) is seen


def test_the_pieces_of_a_long_saying_are_cut():
    from accordingto.positions.learned import _model, pieces_of

    around = "it rained " * 500
    ids, marks = pieces_of(_model()[0], "the minister " * 50, "said", "never again " * 500, around, around)
    assert len(ids) == len(marks) == 24 + 90 + 24 + 12 + 5
    assert sum(marks) == 90
