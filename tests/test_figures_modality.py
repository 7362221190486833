"""How surely a number is given, by the words around it and by what it takes up."""

from datetime import date

import pytest

from accordingto.figures import extract
from accordingto.language import pipeline


def figures(text, published=date(2024, 5, 8)):
    return extract(pipeline()(text), [], None, published, "The Gazette")


def modalities(text):
    return [(text[f.start : f.end], f.modality) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor promised that 90 flats would be built.", "planned"),
        ("The board doubts that 90 flats will ever be built.", "denied"),
        ("The repair could cost 40 million euros.", "projected"),
        ("Some 90 flats could be lost.", "estimated"),
        ("The company has offered 4 percent.", "planned"),
        ("The channel offered a count of its own: 24,000.", "reported"),
        ("The bank raised its offer to 30 million euros.", "planned"),
        ("Ninety is an invention.", "denied"),
        ("The company has 180 dismissals in mind.", "planned"),
        ("The town asked 700 households.", "reported"),
        ("Cholera will cost the town 2 million euros.", "projected"),
        ("They would not go below 45,000.", "reported"),
    ],
)
def test_how_surely_a_number_is_given(text, expected):
    assert modalities(text)[0][1] == expected


def test_a_second_main_verb_is_no_part_of_the_plan():
    text = "The town has asked for 8 million euros and has received 2 million euros."
    assert [m for _, m in modalities(text)] == ["planned", "reported"]


def test_a_number_asked_back_is_rejected():
    text = "She was asked about the figure. “Ninety? Where would they have slept?”"
    assert modalities(text)[0] == ("Ninety", "denied")


def test_a_total_is_as_planned_as_the_addition():
    text = "The clinic has 180 beds and will set up another 150 beds, which would make 330."
    assert modalities(text)[-1] == ("330", "planned")
    assert figures(text)[-1].noun == "beds"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("“Sixty dead? That is a fabrication,” the spokesman said.", "denied"),
        ("He did not buy the five aircraft to show off.", "reported"),
        ("The laboratory puts the stock at between 4 and 4.5 tonnes.", "estimated"),
        ("The swarm covered 60 hectares, by the agency's reckoning.", "estimated"),
        ("He was afraid that the number of dead would go beyond 20.", "feared"),
    ],
)
def test_words_around_a_number_tell_how_sure_it_is(text, modality):
    assert [m for _, m in modalities(text)] == [modality]


def test_numbers_made_up_and_out_of_reach_are_denied():
    assert modalities("“Fourteen is a number made for television,” she said.") == [("Fourteen", "denied")]
    assert modalities("“There is no sum that gets you to $700m,” he said.") == [("$700m", "denied")]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The institute asked 640 of its members.", "reported"),
        ("Some 4,000 people had been ordered to leave.", "reported"),
        ("The minister said 310 clerks had not come to work.", "reported"),
        ("In a survey by the institute, 52 per cent backed the ban.", "estimated"),
        ("The inquiry has put the final death toll at 37.", "confirmed"),
        ("The agency put the cost of repairs at between 4 million and 5 million euros.", "projected"),
    ],
)
def test_how_surely_what_is_asked_polled_and_settled_is_given(text, modality):
    assert [m for _, m in modalities(text)][-1] == modality


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The strike cost about 5,800 cars, the firm estimates. The trade body puts it at 4,000.", "estimated"),
        (
            "In a poll 61 per cent backed the ban, give or take three points. Among parents it was 54 per cent.",
            "estimated",
        ),
        ("The mill will cut 650 jobs. The union speaks of 900.", "planned"),
        ("The firm will close 124 shops rather than 148.", "planned"),
        ("The union says 80,000 marched. “Eighty thousand do not fit into the square,” the mayor said.", "denied"),
        ("The union says 80,000 marched. “Eighty thousand came to us,” the baker said.", "reported"),
        ("The agency says 20 are missing. “Twenty is a fairy tale,” the mayor said.", "denied"),
        ("The mill will cut 650 jobs after a loss of 8 million euros.", "reported"),
        ("The union wants to close schools in most of the country's 47 counties.", "reported"),
        ("The chamber puts the damage at 60 million euros.", "estimated"),
        ("Survivors said that they had waited for seven hours.", "reported"),
        ("The union has asked 1,900 members for their pay slips.", "reported"),
    ],
)
def test_how_surely_a_number_is_given_that_takes_up_what_was_said(text, told):
    assert [m for _, m in modalities(text)][-1] == told


def test_the_parts_of_a_plan_are_planned_and_other_numbers_are_not():
    text = "The mill will cut 1,980 jobs: 1,390 in Arden and 590 in Delt. It has 340 and 210 machines there."
    assert [m for _, m in modalities(text)] == ["planned", "planned", "planned", "reported", "reported"]
