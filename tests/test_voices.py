"""Whose voice an actor is, where the signs leave it open."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from accordingto.actors import voices
from accordingto.actors.entities import Entity


def setting(*kinds: str):
    """An article with candidates of these kinds."""
    candidates = {number: SimpleNamespace(kind=kind) for number, kind in enumerate(kinds)}
    text = SimpleNamespace(text="The registry said so.")
    return SimpleNamespace(candidates=candidates, text=text, home="KEN", mention=lambda entity: (0, 12))


def actor(spoke: int = 0) -> Entity:
    entity = Entity("organisation", "the registry", ("registry",), 0)
    entity.spoke = spoke
    return entity


@pytest.fixture
def answers(monkeypatch):
    """What the network says, and how often it is asked."""
    asked = []

    def say(**chances):
        def told(*words):
            asked.append(words)
            return {voice: chances.get(voice, 0.01) for voice in voices.VOICES}

        monkeypatch.setattr(voices, "voice_chances", told)
        return asked

    return say


def best(scores):
    return max(scores, key=scores.__getitem__)


def test_of_two_close_ones_the_network_chooses(answers):
    answers(home=0.9)
    assert best(voices.heard(setting("home", "body"), actor(), {None: 1.0, 0: 0.5, 1: 0.6}, {})) == 0


def test_where_one_is_far_ahead_the_network_is_not_asked(answers):
    asked = answers(home=0.9)
    scores = {None: 3.0, 0: 0.5}
    assert voices.heard(setting("home"), actor(), scores, {}) == scores and not asked


@pytest.mark.parametrize(("kind", "times"), [("home", 1), ("country", 1), ("body", 0)])
def test_of_a_state_the_network_is_asked_sooner_than_of_a_body(answers, kind, times):
    asked = answers()
    voices.heard(setting(kind), actor(), {None: 3.0, 0: 1.0}, {})
    assert len(asked) == times


def test_between_two_bodies_the_network_has_no_word(answers):
    asked = answers(home=0.9)
    scores = {0: 1.0, 1: 0.9}
    assert voices.heard(setting("body", "body NGO"), actor(), scores, {}) == scores and not asked


def test_a_voice_that_none_of_them_has_moves_nothing(answers):
    answers(region=0.9, body=0.08)
    scores = {None: 1.0, 0: 0.5}
    assert voices.heard(setting("body"), actor(), scores, {}) == scores


@pytest.mark.parametrize(("tied", "chosen"), [(["tied"], 0), (["loose"], None)])
def test_a_body_is_chosen_only_where_words_tie_the_actor_to_it(answers, tied, chosen):
    answers(body=0.9)
    assert best(voices.heard(setting("body"), actor(), {None: 1.0, 0: 0.5}, {None: [], 0: tied})) == chosen


def test_of_who_says_nothing_the_network_is_not_asked(answers):
    asked = answers(home=0.9)
    scores = {None: 1.0, 0: 0.9}
    assert voices.heard(setting("home"), actor(spoke=-1), scores, {}) == scores and not asked


@pytest.mark.parametrize(
    ("text", "name", "role", "voice"),
    [
        ("The trawler had no licence, said the duty officer of the coast station, who asked not to be named.",
         "the duty officer of the coast station", "duty officer", "home"),
        ("Nobody asked us, said Rosa Wanjiru, who sells fish beside the pier and saw the boat go down.",
         "Rosa Wanjiru", "", "nobody"),
        ("The municipal water office said that the pump had failed.", "The municipal water office", "", "region"),
        ("Our members have had no pay since March, said Ruth Oduya, who leads the dockers’ union.",
         "Ruth Oduya", "", "body"),
    ],
)  # fmt: skip
def test_the_words_around_a_name_tell_whose_voice_it_is(text, name, role, voice):
    start = text.index(name)
    chances = voices.voice_chances(text, start, start + len(name), name, role, "KEN")
    assert max(chances, key=chances.get) == voice
    assert sum(chances.values()) == pytest.approx(1)
