"""What a number counts, and within which bounds, where other words of the text tell it."""

from datetime import date

import pytest

from accordingto.figures import extract
from accordingto.language import pipeline


def figures(text, published=date(2024, 5, 8)):
    return extract(pipeline()(text), [], None, published, "The Gazette")


def test_who_corrects_gives_two_numbers():
    text = "The charity has cut its count of deaths, after a check, from 55 to 51."
    assert [(f.value, f.measure) for f in figures(text)] == [(55, "people, killed"), (51, "people, killed")]


def test_not_below_is_at_least():
    [figure] = figures("They would not go below 45,000 marchers.")
    assert (figure.bound, figure.low, figure.high) == ("at_least", 45_000, None)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The outbreak grew: there were 1,240 cases of cholera on Monday.", "people, infected"),
        ("The outbreak grew: there were 1,310 suspected cases on Monday.", "people, suspected infected"),
        ("Hundreds of flights have been cancelled.", "flights, cancelled"),
        ("The fire has now burned 81,000 hectares.", "area burned"),
        ("The walkout is on Friday. It is a walkout over pay. The union expects 2,400 people to join.",
         "people, on strike"),
    ],
)  # fmt: skip
def test_what_is_counted(text, measure):
    assert figures(text)[-1].measure == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Twenty-seven people are known to have lost their lives.", "people, killed"),
        ("And 42 others were injured.", "people, injured"),
        ("The police are looking for six.", "people, missing"),
        ("The hospital admitted 26 patients.", "patients, hospitalised"),
        ("Nearly 9,000 people have been left homeless.", "people, displaced"),
        ("Orbis is calling back 310,000 cars.", "vehicles, recalled"),
        ("Teams have treated 129,000 hectares.", "area, treat"),
    ],
)
def test_what_happened_is_told_by_phrases_and_states(text, measure):
    assert [f.measure for f in figures(text)] == [measure]


def test_a_margin_belongs_to_the_number_before_it():
    [found] = figures("A survey put the share at 61 percent, give or take four points.")
    assert (found.low, found.high, found.bound, found.modality) == (57.0, 65.0, "approximate", "estimated")


def test_rands_are_amounts_and_codes_are_not():
    found = figures("The dam will cost R7.9 billion. It has a pool of R12,500 and not one R22 cooler on the R61.")
    assert [(f.value, f.unit) for f in found if f.unit] == [(7.9e9, "ZAR"), (12500.0, "ZAR")]
