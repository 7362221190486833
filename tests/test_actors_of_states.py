"""Whose bodies and offices of states and places are: told beside them, or by where the article is set."""

from __future__ import annotations

import pytest
from short_casts import read, who

from accordingto.actors.gazetteer import gazetteer, rows


def test_a_government_seat_is_an_organisation_that_speaks_for_its_country():
    text = "The White House declined to comment. Seoul’s spy agency said nothing. Downing Street agreed."
    found = read(text, "The White House", "Seoul’s spy agency", "Downing Street")
    for words_, country in (("White House", "USA"), ("Seoul’s spy agency", "KOR"), ("Downing Street", "GBR")):
        (actor_id,) = who(found, text, words_)
        actor = found.actors[actor_id]
        assert (actor.kind, actor.country, actor.speaks_for) == ("organisation", country, f"country:{country}")


def test_an_authority_of_a_place_does_not_speak_for_the_country():
    text = "Bavaria’s data protection authority said no. Germany’s data protection authority said yes."
    found = read(text, "Bavaria’s data protection authority", "Germany’s data protection authority")
    local, national = (
        found.actors[who(found, text, w + "’s data protection authority")[0]].speaks_for for w in ("Bavaria", "Germany")
    )
    assert (local, national) == ("", "country:DEU")


def test_a_panel_speaks_for_its_organisation_and_prosecutors_for_the_state():
    text = "A NATO panel found a leak. Prosecutors in Lima declined to comment."
    found = read(text, "A NATO panel", "Prosecutors in Lima")
    panel, prosecutors = (found.actors[who(found, text, w)[0]] for w in ("A NATO panel", "Prosecutors in Lima"))
    assert panel.speaks_for == "organisation:nato"
    assert prosecutors.speaks_for == "country:PER"


@pytest.mark.parametrize(
    ("text", "source", "name", "speaks_for"),
    [
        ("Norway's energy regulator said no.", "Norway's energy regulator", "Norway's energy regulator", "country:NOR"),
        ("Chile waits. The National Prison Institute said no.", "The National Prison Institute", "", "country:CHL"),
        ("The Danish delegation said no.", "The Danish delegation", "", "country:DNK"),
        (
            "Peru urged calm. A spokesman for its foreign ministry said no.",
            "A spokesman for its foreign ministry",
            "",
            "country:PER",
        ),
        ("Chile waits. Interior Minister Ann Ray said no. Her party said more.", "Her party", "Her party", ""),
        ("Chile waits in Lima. A court in Oslo said no.", "A court in Oslo", "", "country:NOR"),
        ("OSLO - Norway waits. Riot police said no.", "Riot police", "", "country:NOR"),
        ("Turkey waits. The governor's office said no.", "The governor's office", "", "country:TUR"),
        (
            "A spokesman for Fisheries and Oceans Canada said no.",
            "A spokesman for Fisheries and Oceans Canada",
            "",
            "country:CAN",
        ),
        (
            "Brazil waits. The U.S. embassy objected. Brazil's Senate voted. The Supreme Court said no.",
            "The Supreme Court",
            "",
            "country:BRA",
        ),
    ],
)
def test_bodies_of_a_state_speak_for_it_and_parties_for_themselves(text, source, name, speaks_for):
    found = read(text, *(["Ann Ray"] if "Ray" in text else []), source)
    actor = found.actors[who(found, text, source)[0]]
    assert actor.speaks_for == speaks_for
    assert name in ("", actor.name)


def test_a_president_who_thanks_a_country_is_not_its_own():
    text = "Oslo waited. Norway was tired.\nDenmark promised two boats. The President thanked Denmark for its haste."
    found = read(text, "Denmark", "The President")
    assert found.actors[who(found, text, "The President")[0]].speaks_for == "country:NOR"


def test_an_envoy_is_of_the_country_that_sent_him():
    text = "Mali was angry. Mali recalled its ambassador to Algiers. The recalled ambassador, Ana Keita, said no."
    found = read(text, "The recalled ambassador, Ana Keita")
    assert found.actors[who(found, text, "Ana Keita")[0]].speaks_for == "country:MLI"
    text = "Senegal waits. Senegal's consul in Mauritania, Ana Sarr, said no."
    found = read(text, "Senegal's consul in Mauritania, Ana Sarr")
    assert found.actors[who(found, text, "Ana Sarr")[0]].speaks_for == "country:SEN"


def test_what_a_minister_is_for_may_be_written_as_names_are():
    text = "New Zealand waits. The Minister for Oceans and Fisheries, Hamish Coe, said no."
    found = read(text, "The Minister for Oceans and Fisheries, Hamish Coe")
    assert found.actors[who(found, text, "Hamish Coe")[0]].speaks_for == "country:NZL"


def test_a_police_commissioner_is_of_no_high_commission():
    text = (
        "HONIARA - The vote waits. Police Commissioner Peter Huna said no.\n"
        "A spokesman for Australia's High Commission agreed. The Prime Minister, Nathan Tara, said no."
    )
    sources = ("Police Commissioner Peter Huna", "A spokesman for Australia's High Commission", "The Prime Minister")
    found = read(text, *sources)
    assert found.actors[who(found, text, "Peter Huna")[0]].speaks_for == "country:SLB"


def test_police_without_an_article_are_the_states_and_a_senate_is_that_of_the_country_told():
    text = "OSLO - Norway waited. Police said no. The Senate agreed in Oslo."
    found = read(text, "Police", "The Senate")
    assert found.actors[who(found, text, "Police")[0]].speaks_for == "country:NOR"
    assert found.actors[who(found, text, "The Senate")[0]].country == "NOR"


def test_whom_people_of_a_place_speak_for():
    text = "Voters in Elm Falls turned down the levy on Tuesday. Mayor Dale Orlund conceded defeat."
    found = read(text, "Mayor Dale Orlund")
    names = {a.name: a.speaks_for for a in found.actors.values()}
    assert found.actors[names["Dale Orlund"]].name == "Elm Falls"
    text = "A clinic in Geelong closed on Monday. Premier Tom Hale backed Health Minister Ana Reed."
    found = read(text, "Premier Tom Hale")
    names = {a.name: a.speaks_for for a in found.actors.values()}
    assert found.actors[names["Tom Hale"]].name == found.actors[names["Ana Reed"]].name == "Victoria"


def test_towns_tell_in_which_country_an_article_is_set():
    text = (
        "Farmers from Loznica and from Valjevo blocked the road. The lithium would go to Germany, they said. "
        "“No pit will open,” said Energy Minister Vesna Lukić."
    )
    (actor_id,) = who(read(text, "Energy Minister Vesna Lukić"), text, "Energy Minister Vesna Lukić")
    assert read(text, "Energy Minister Vesna Lukić").actors[actor_id].speaks_for == "country:SRB"


@pytest.mark.parametrize(
    ("text", "source", "whom"),
    [
        (
            "TALLINN, May 3 - The lorries were stopped, the Tax and Customs Board said.",
            "the Tax and Customs Board",
            "EST",
        ),
        (
            "LISBON, May 3 - “We shall take forty of them,” the Jordanian authorities said.",
            "the Jordanian authorities",
            "JOR",
        ),
        ("A house in Navan was torn down. Gardaí said they were told too late.", "Gardaí", "IRL"),
        ("WARSAW, May 3 - “The law is void,” the Constitutional Court said.", "the Constitutional Court", "POL"),
        (
            "BERLIN, May 3 - Chief Cabinet Secretary Ken Mori rejected the German protest in Tokyo.",
            "Chief Cabinet Secretary Ken Mori",
            "JPN",
        ),
        ("TALLINN, May 3 - Judge Mart Saar refused to release her.", "Judge Mart Saar", "EST"),
        ("LISBON, May 3 - Two boats were held. An army statement said they had fired.", "An army statement", "PRT"),
        (
            "RIGA, May 3 - Malta has blocked the plan twice, but one of its diplomats promised to look at it again.",
            "one of its diplomats",
            "MLT",
        ),
        (
            "TOKYO, May 3 - South Korea protested on Monday. A senior official there said the promise was broken.",
            "A senior official",
            "KOR",
        ),
        (
            "KIRKENES. Russia asked for more fish. Russian boats will wait, Moscow said. Russia and Murmansk agree.\n"
            "“No,” said Fisheries Minister Siv Berg.",
            "Fisheries Minister Siv Berg",
            "NOR",
        ),
        ("BELGRADE, May 3 - “No soldier slept,” said Homeland Security Minister Ana Babić.", "Ana Babić", "SRB"),
        (
            "The mill in Leeds has shut. “We had no choice,” the Food Makers’ Council said.",
            "the Food Makers’ Council",
            "",
        ),
    ],
)
def test_bodies_of_a_state_speak_for_it(text, source, whom):
    found = read(text, source)
    (actor_id,) = who(found, text, source)
    assert found.actors[actor_id].speaks_for == (whom and f"country:{whom}")


@pytest.mark.parametrize(
    ("text", "source", "whom"),
    [
        (
            "The Federation of Free Unions, whose president, Jovan Kos, was led from the hall, called a strike. "
            "Kos said guards had hit him.",
            "Kos",
            "Federation of Free Unions",
        ),
        (
            "DUSHANBE, May 3 - She had asked the mayor of Hisor who owned the mill. The mayor, Ali Boboev, denied it.",
            "Ali Boboev",
            "Hisor",
        ),
        (
            "A gas leak sent nine people to hospital in Waco. The Texas Commission on Environmental Quality said so.",
            "The Texas Commission on Environmental Quality",
            "Texas",
        ),
    ],
)
def test_whose_officers_are_told_elsewhere(text, source, whom):
    found = read(text, source)
    (actor_id,) = who(found, text, source)
    assert found.actors[found.actors[actor_id].speaks_for].name == whom


@pytest.mark.parametrize(
    ("body", "whose"),
    [
        ("The US Treasury", "USA"),
        ("The U.S. Justice Department", "USA"),
        ("The US Coast Guard", "USA"),
        ("The US Census Bureau", "USA"),
        ("The Russian Treasury", "RUS"),
        ("The Swedish Coast Guard", "SWE"),
        ("The Australian Federal Police", "AUS"),
        ("The Royal Thai Police", "THA"),
        ("The Dutch Safety Board", "NLD"),
        ("Iceland’s Heritage Agency", "ISL"),
    ],
)
def test_a_body_abroad_speaks_for_the_country_that_its_name_tells(body, whose):
    text = f"NAIROBI - Kenya's president met reporters on Sunday. {body} said that the deal stood."
    found = read(text, body)
    actor = found.actors[who(found, text, body)[0]]
    assert (actor.country, actor.speaks_for) == (whose, f"country:{whose}")


def test_an_article_set_in_a_territory_is_read_and_of_its_state():
    text = "MAMOUDZOU - The prefect said 31 had died. Police in Mamoudzou said more were missing."
    found = read(text, "The prefect", "Police")
    assert {found.actors[i].speaks_for for i in who(found, text, "Police")} <= {"", "country:FRA"}


def test_every_country_that_a_list_tells_is_known():
    lists = {"towns.csv": "country", "organisations.csv": "country", "metonyms.csv": "country"}
    for name, column in lists.items():
        assert {row[column] for row in rows(name)} - {""} <= gazetteer().countries.keys(), name


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("OJO VERDE, N.M. - The board met. The governor of the central bank said no. Police said yes.", "USA"),
        ("GEORGETOWN - A Dutch firm built the wall. Police said yes.", "GUY"),
        ("RIO VERDE, N.M. - Pupils of Cañada Vieja marched. Police said yes.", "USA"),
        ("A bloke rang triple zero, and a truckie waited at the showgrounds. The prime minister said yes.", "AUS"),
    ],
)
def test_a_local_paper_tells_its_country_by_dateline_and_words(text, country):
    source = "Police" if "Police" in text else "The prime minister"
    found = read(text, source)
    (actor_id,) = who(found, text, source)
    assert found.actors[actor_id].country == country
