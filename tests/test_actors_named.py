"""What is one name, and whose: a person's, an organisation's, a country's."""

from __future__ import annotations

import pytest
from short_casts import read, who


def test_family_names_that_lead_are_found_and_given_names_do_not_mislead():
    text = (
        "Jang Min-ho, South Korea’s trade minister, spoke first. “It is late,” Jang said. "
        "Later the leaders Peter Holm and Jang Su Il met."
    )
    found = read(text, "Jang Min-ho", "Jang")
    assert who(found, text, "Jang", 1) == ("person:jang-min-ho",)


def test_a_department_is_not_that_of_a_state_nobody_speaks_of():
    found = read("In Pretoria, the Department of Justice said no.", "the Department of Justice")
    assert "USA" not in {a.country for a in found.actors.values()}
    at_home = read("The Department of Justice said no.", "The Department of Justice")
    assert "USA" in {a.country for a in at_home.actors.values()}


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The lobby, Kivra, said no. It was angry.", "The lobby, Kivra", "Kivra"),
        ("Late on Monday the Friends of the Library said no.", "the Friends of the Library", "Friends of the Library"),
        ("Then Hill & Marlow said no.", "Hill & Marlow", "Hill & Marlow"),
        ("QuickRail, which runs the line, said no.", "QuickRail", "QuickRail"),
        ("The Congress of Free Nurses said no.", "The Congress of Free Nurses", "Congress of Free Nurses"),
        ("The Dock Workers' Union said no.", "The Dock Workers' Union", "Dock Workers' Union"),
        (
            "The Allied Mine Workers' Congress said no.",
            "The Allied Mine Workers' Congress",
            "Allied Mine Workers' Congress",
        ),
    ],
)
def test_organisations_are_told_by_form_and_company(text, source, name):
    found = read(text, source)
    (actor_id,) = who(found, text, source)
    assert found.actors[actor_id].name == name
    assert found.actors[actor_id].kind == "organisation"


def test_residents_of_a_street_are_no_organisation():
    text = "Residents of Hill Street said no."
    found = read(text, "Residents of Hill Street")
    (actor_id,) = who(found, text, "Residents of Hill Street")
    assert found.actors[actor_id].kind != "organisation"


def test_names_that_a_country_or_a_kind_of_body_begins_are_whole():
    text = (
        "British Cycling said no. Grupo Odrane said more. St Mary's Hospital said nothing. The National Liberals left."
    )
    found = read(text, "British Cycling", "Grupo Odrane", "St Mary's Hospital", "The National Liberals")
    names = {a.name for a in found.actors.values() if a.kind == "organisation"}
    assert {"British Cycling", "Grupo Odrane", "St Mary's Hospital", "National Liberals"} <= names


def test_names_with_two_fields_or_a_country_are_whole():
    text = "The Economic and Organised Crime Office said no. According to the Jamaica Gleaner, it was asked."
    found = read(text, "The Economic and Organised Crime Office", "the Jamaica Gleaner")
    names = {actor.name for actor in found.actors.values()}
    assert {"Economic and Organised Crime Office", "Jamaica Gleaner"} <= names


def test_a_joined_name_of_a_body_is_one_and_its_rank_names_a_general():
    text = "The Ports and Harbours Agency said no. General Ann Ray, head of the Unity Party, left. The general said so."
    found = read(text, "The Ports and Harbours Agency", "The general")
    assert [found.actors[a].name for a in who(found, text, "The Ports and Harbours Agency")] == [
        "Ports and Harbours Agency"
    ]
    assert who(found, text, "The general") == ("person:ann-ray",)


def test_names_of_organisations_are_read_whole():
    text = (
        "Consumer Watch Aotearoa wants more, and so do the Women’s Legal Desk and St Brendan’s Community College. "
        "The Labour Party’s Anna Hill agreed, and the Progress Party boss did not."
    )
    found = read(text)
    forms = {form for a in found.actors.values() for form in (a.name, *a.aliases)}
    assert {"Consumer Watch Aotearoa", "Women’s Legal Desk", "St Brendan’s Community College"} <= forms


def test_a_country_behind_a_title_and_a_given_name_is_a_family_name():
    text = "Superintendent Masaru Togo defended the choice. Togo said the matter was closed."
    assert {a.name for a in read(text, "Superintendent Masaru Togo", "Togo").actors.values()} == {"Masaru Togo"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bread Without Borders, which runs 40 bakeries, said no.", "Bread Without Borders"),
        ("But the Ranong Chamber of Commerce said no.", "Ranong Chamber of Commerce"),
        ("The Renewable Traders’ Guild said no.", "Renewable Traders’ Guild"),
        ("The International Bar for Justice, based in Geneva, said no.", "International Bar for Justice"),
        ("Vermont Legal Aid said no.", "Vermont Legal Aid"),
    ],
)
def test_names_go_on_behind_small_words_and_begin_with_a_place(text, name):
    found = read(text, name)
    (actor_id,) = who(found, text, name)
    assert found.actors[actor_id].name == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The developer, Boston-based Northlight Wind", "Northlight Wind"),
        ("The second bidder, the South Korean company Hanwool Aerospace", "Hanwool Aerospace"),
    ],
)
def test_a_source_that_tells_what_a_body_is_and_names_it_is_that_body(source, name):
    text = f"{source}, said no."
    found = read(text, source)
    (actor_id,) = who(found, text, source)
    assert found.actors[actor_id].name == name


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Workers at Kestrel Gold say it owes them a month. Kestrel Gold said it would pay.", "Kestrel Gold", 1),
        ("Calmina's surveyors measured the hole. Calmina said its mine was safe.", "Calmina", 1),
        (
            "Kestrel Brodie, 41, who owns the mill, wept. “I knew it,” Kestrel Brodie said. She left.",
            "Kestrel Brodie",
            0,
        ),
        ("The dairy firm Norrmejra cut its price. Norrmejra, which has 40 farms, said it had to.", "Norrmejra", 1),
        ("Hadi Moradpur, a baker, saw the wave. Moradpur said he ran.", "Hadi Moradpur", 0),
    ],
)
def test_what_a_text_says_of_a_strange_name_tells_a_firm_from_a_person(text, source, kind):
    found = read(text, source)
    (actor_id,) = who(found, text, source)
    assert found.actors[actor_id].kind == ("person", "organisation")[kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Macy's said it would close. Macy's shares fell.", {"Macy's"}),
        ("St Ana’s, the hospital, said no. Lea Roux is the manager of St Ana’s.", {"St Ana’s"}),
        ("Lloyd's rejected it.", {"Lloyd's"}),
        ("Hill's friends said no. Ann Hill left.", {"Ann Hill"}),
        ("Roux said: “Hill's doing it for Hill's office.”", {"Roux"}),
        ("Kenya's was the first to leave, and Hill's office said so.", {"Kenya", "Hill"}),
    ],
)
def test_an_s_that_belongs_to_a_name_stays_with_it(text, names):
    found = read(text, text.split(" ")[0])
    assert names <= {actor.name for actor in found.actors.values()}
    assert not {"Macy", "St Ana", "Lloyd", "Hill's"} & {actor.name for actor in found.actors.values()}


def test_two_who_speak_as_one_have_each_their_own_name():
    text = "The police and the union at the port said no. Ministers and officials of the treasury agreed, and said so."
    found = read(text, "The police and the union at the port", "Ministers and officials of the treasury")
    names = {a.name for a in found.actors.values()}
    assert {"The police", "the union at the port", "Ministers", "officials of the treasury"} <= names
