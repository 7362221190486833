"""Which of several states a person is of by the letters of the name."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest
from short_casts import read, who

from accordingto.actors.entities import Entity
from accordingto.actors.origins import by_name, name_chances

TWO_STATES = {
    "LTU BLR": "Lithuania and Belarus traded words. Belarus closed its border, and Lithuania kept its own open.",
    "MOZ MWI": "Boats are rare between Mozambique and Malawi. Malawi has two of them, and Mozambique none.",
}


@pytest.mark.parametrize(
    ("states", "name", "country"),
    [
        ("LTU BLR", "Rimantas Jokubaitis", "LTU"),
        ("LTU BLR", "Andrei Klimovich", "BLR"),
        ("MOZ MWI", "Celestino Muaquia", "MOZ"),
        ("MOZ MWI", "Chikondi Banda", "MWI"),
    ],
)
def test_a_minister_in_an_article_about_two_states_is_of_the_one_that_the_name_is_from(states, name, country):
    text = f"{TWO_STATES[states]}\n\n“We wait,” the foreign minister, {name}, said."
    found = read(text, name)
    assert found.actors[who(found, text, name)[0]].speaks_for == f"country:{country}"


@pytest.mark.parametrize(
    ("names", "country"),
    [(("Jurgita Kazlauskaitė", "Rimas Petraitis"), "LTU"), (("Siarhei Kavalenka", "Andrei Klimovich"), "BLR")],
)
def test_an_article_is_set_in_the_country_that_its_people_have_their_names_from(names, country):
    people = " ".join(f"{name} has lived there for years." for name in names)
    text = f"A road leads from Lithuania to Belarus. {people}\n\nPolice closed it on Monday, they said."
    found = read(text, "Police")
    assert found.actors[who(found, text, "Police")[0]].speaks_for == f"country:{country}"


def scores_of(name: str, kind: str = "person"):
    """What speaks for Kenya, Finland, a firm and nobody, before and after."""
    kinds = {"KEN": "home", "FIN": "country", "firm": "body"}
    setting = SimpleNamespace(candidates={key: SimpleNamespace(kind=k) for key, k in kinds.items()})
    before = {"KEN": 1.0, "FIN": 1.0, "firm": 1.2, None: 0.5}
    return before, by_name(setting, Entity(kind, name, tuple(name.lower().split()), 0), before)


def test_a_name_moves_states_among_themselves_only():
    before, after = scores_of("Pekka Virtanen")
    assert after["FIN"] > before["FIN"] > after["KEN"]
    assert (after["firm"], after[None]) == (before["firm"], before[None])
    assert math.isclose(*(math.exp(s["KEN"]) + math.exp(s["FIN"]) for s in (before, after)))


@pytest.mark.parametrize(("name", "kind"), [("Virtanen", "person"), ("Pekka Virtanen", "organisation")])
def test_one_name_or_a_body_tells_nothing(name, kind):
    before, after = scores_of(name, kind)
    assert after == before


def test_a_name_without_a_letter_is_from_anywhere():
    assert len(set(name_chances("- -").values())) == 1
