"""Stands that the narrator tells by what people did."""

import pytest
from sample_stands import stands

from accordingto.language import pipeline
from accordingto.pipeline import extract as extract_all


def test_the_narrator_tells_verbal_acts():
    text = "Norway and Portugal have issued statements of condemnation regarding the growing whale hunt."
    found = stands(text)
    assert [(p.actor_id, p.act) for p in found] == [("country:NOR", "condemns"), ("country:PRT", "condemns")]
    assert all("whale hunt" in p.target and p.attribution is None for p in found)
    assert stands("Norway vetoed the resolution.")[0].act == "rejects"
    assert stands("Norway may condemn the resolution.") == []
    assert stands("Norway wants Portugal to condemn the resolution.") == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway walked out of the whaling talks.", "condemns"),
        ("Norway lined up behind Portugal.", "supports"),
        ("Norway accepted the invitation.", "agrees"),
        ("Norway suspended the fishing accord.", "rejects"),
        ("Norway put the fleet on notice.", "threatens"),
        ("Mary Hill left the working group in protest at the cuts.", "condemns"),
        ("Mary Hill summoned João Sousa to a meeting.", "condemns"),
        ("OSLO, May 3 - Norway walked out of the whaling talks.", "condemns"),
        ("Norway claimed the attack.", "confirms"),
        ("The party suspended João Sousa.", None),
        ("Mary Hill suspended João Sousa.", "condemns"),
        ("Mary Hill could not be located.", "no_response"),
    ],
)
def test_deeds_that_take_a_stand_are_told_by_the_narrator(text, act):
    found = [p for p in stands(text) if p.actor_id != "person:joao-sousa"]
    assert [p.act for p in found] == ([act] if act else [])


def test_who_left_rather_than_endorse_it_rejects_it():
    assert [p.act for p in stands("Norway left the hall rather than endorse the treaty.")][-1:] == ["rejects"]


@pytest.mark.parametrize(
    ("text", "act", "target"),
    [
        ("Portugal broke off talks with Acme.", "rejects", "talks with Acme"),
        ("Mary Hill disagreed.", "rejects", ""),
        ("Acme offered to host a school.", "promises", "a school"),
        ("Norway was not satisfied.", "rejects", ""),
        ("Norway recalled its ambassador from Portugal.", "condemns", "Portugal"),
        ("The minister of ports, Mary Hill, came out in defence of Acme.", "defends", "Acme"),
        ("Calls to Acme went unanswered.", "no_response", "Calls"),
        ("Acme blocked the road in solidarity with Norway.", "supports", "Norway"),
        ("The ruling displeased Acme.", "condemns", "The ruling"),
        ("Acme struck for a week over the cuts.", "condemns", "the cuts"),
        ("Acme walked out of a meeting with Portugal.", "condemns", "Portugal"),
        ("Acme blocked the coast road.", "condemns", ""),
        ("Acme lodged a complaint against Portugal with the court.", "condemns", "Portugal"),
    ],
)
def test_deeds_and_attitudes_of_the_narrator(text, act, target):
    assert [(p.act, p.target) for p in stands(text)] == [(act, target)]


def test_groups_without_a_name_take_a_stand_by_what_they_do():
    text = "Forty villagers demonstrated against the dam."
    found = extract_all(pipeline()(text))
    assert [(p.act, p.target) for p in found.positions] == [("condemns", "the dam")]
    assert [a.name for a in found.actors] == ["Forty villagers"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway walked out of the hall over the whaling quota.", "the whaling quota"),
        ("Norway left the chamber while Japan was speaking.", "Japan"),
        ("Norway walked out of the whaling talks.", "the whaling talks"),
        ("Norway stormed out of the hotel at noon.", ""),
    ],
)
def test_what_somebody_walks_out_at_is_not_the_hall_that_is_left(text, target):
    assert [(p.act, p.target) for p in extract_all(pipeline()(text)).positions] == [("condemns", target)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some forty shopkeepers are withholding their business rates.", [("condemns", "Some forty shopkeepers")]),
        ("Fishermen kept their boats ashore on Wednesday in protest.", [("condemns", "Fishermen")]),
        ("Ann Berg and two colleagues walked out.", [("condemns", "Ann Berg"), ("condemns", "two colleagues")]),
        ("Councillor Ann Berg, one of the four who voted no, left early.", [("rejects", "Ann Berg")]),
        (
            "Norway expelled two monks, drawing a protest from Sweden.",
            [("condemns", "Norway"), ("condemns", "Sweden")],
        ),
        ("Lesotho's National Assembly removed its speaker on Tuesday.", [("condemns", "National Assembly")]),
        ("The mill paid Norway. The Swedish ambassador was summoned there.", [("condemns", "Norway")]),
        ("The regulator has fined Acme Ltd.", [("condemns", "The regulator")]),
        (
            "The provincial council passed, in the night to Wednesday and by 19 votes to nine, the law.",
            [("supports", "provincial council")],
        ),
        ("A teacher, who did not want to be named, walked home.", []),
        ("Mary Hill does not regret the sale.", [("defends", "Mary Hill")]),
        ("On Friday the county governor suspended the cod fishery.", [("condemns", "county governor")]),
        ("The talks failed. The Foreign Ministry summoned the Swedish ambassador.", [("condemns", "Foreign Ministry")]),
        ("A court in Bergen remanded two traders in custody.", [("condemns", "A court")]),
        ("Benin closed its border with Togo after two traders were shot.", [("condemns", "Benin")]),
        ("The Green Party, which backed Ann Berg, lost three seats.", [("supports", "Green Party")]),
        ("Ann Berg, a nurse, took the strikers’ side.", [("supports", "Ann Berg")]),
        ("The bank backed away. Bonds backed by the state fell.", []),
    ],
)
def test_what_the_narrator_tells_that_people_did_shows_where_they_stand(text, expected):
    found = extract_all(pipeline()(text))
    names = {a.actor_id: a.name for a in found.actors}
    shown = [(p.act, names[p.actor_id]) for p in found.positions]
    assert [act for act, _ in shown] == [act for act, _ in expected]
    assert all(
        name.lower() in told.lower() or told.lower() in name.lower()
        for (_, told), (_, name) in zip(shown, expected, strict=True)
    )
