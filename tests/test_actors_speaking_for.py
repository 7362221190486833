"""Whom people speak for by the office that they hold."""

from __future__ import annotations

import pytest
from short_casts import read, who


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation", "country", "speaks_for"),
    [
        (
            "French Foreign Minister Anne Roux said no.",
            "Anne Roux",
            "Foreign Minister",
            "French foreign ministry",
            "FRA",
            "country:FRA",
        ),
        (
            "Jo Ek-tae, South Korea’s vice trade minister, said no.",
            "Jo Ek-tae",
            "vice trade minister",
            "",
            "KOR",
            "country:KOR",
        ),
        (
            "NATO Secretary-General Mark Visser said no.",
            "Mark Visser",
            "Secretary-General",
            "NATO",
            "",
            "organisation:nato",
        ),
        ("Kremlin spokesman Oleg Danilov said no.", "Oleg Danilov", "spokesman", "Kremlin", "RUS", "country:RUS"),
        (
            "Brazilian Health Ministry spokesperson Ana Lima said no.",
            "Ana Lima",
            "spokesperson",
            "Brazilian Health Ministry",
            "BRA",
            "country:BRA",
        ),
        (
            "Karim Aziz, an editor for the Jordanian newspaper Desert Mail, said no.",
            "Karim Aziz",
            "editor",
            "Desert Mail",
            "JOR",
            "",
        ),
        (
            "Mary Hill, chief executive of Norfield Corp., said no.",
            "Mary Hill",
            "chief executive",
            "Norfield Corp.",
            "",
            "organisation:norfield-corp",
        ),
    ],
)
def test_an_office_beside_a_name_tells_who_somebody_is(text, name, role, organisation, country, speaks_for):
    found = read(text)
    actor = next(a for a in found.actors.values() if a.name == name)
    assert actor.kind == "person"
    assert (actor.role, actor.organisation, actor.country) == (role, organisation, country)
    assert actor.speaks_for == speaks_for
    assert not speaks_for or speaks_for in found.actors


def test_of_two_leaders_neither_speaks_for_the_other():
    text = "Leaders Vladimir Putin and Kim Jong Un signed a pact in June. Officials in Seoul said so on Monday."
    found = read(text, "Leaders Vladimir Putin and Kim Jong Un", "Officials in Seoul")
    told = {a.name: a.speaks_for for a in found.actors.values()}
    assert (told["Vladimir Putin"], told["Kim Jong Un"]) == ("country:RUS", "country:PRK")


def test_the_office_of_a_president_speaks_for_the_presidents_country():
    text = "Kenyan President Amos Otieno left on Monday. President Otieno’s office gave no reason."
    found = read(text, "President Otieno’s office")
    (actor_id,) = who(found, text, "President Otieno’s office")
    assert actor_id != "person:amos-otieno"
    assert found.actors[actor_id].kind == "organisation"
    assert found.actors[actor_id].speaks_for == "country:KEN"


def test_his_spokesman_is_nobody_elses():
    text = "Jon Dahl’s spokesman, Ivar Lund, said no. Marc Roux fears delay, his spokesman said."
    found = read(text, "Ivar Lund", "his spokesman")
    (actor_id,) = who(found, text, "his spokesman")
    assert actor_id != "person:ivar-lund"
    assert found.actors[actor_id].speaks_for == "person:marc-roux"


@pytest.mark.parametrize(
    ("text", "name", "whom"),
    [
        ("In Santiago, Labour Minister Ana Vega appealed for calm.", "Ana Vega", "country:CHL"),
        ("Latvia protested on Friday. “No,” said Defence Minister Ilze Ozola.", "Ilze Ozola", "country:LVA"),
        ("Emre Yilmaz, who chairs the works council, was furious.", "Emre Yilmaz", "works council"),
        (
            "Norfield Corp. lost money. Mary Hill, who took over as chief executive, said no.",
            "Mary Hill",
            "Norfield Corp.",
        ),
        ("Norfield Sands, a Danish retailer, closed. Its founder, Liv Dam, wept.", "Liv Dam", "Norfield Sands"),
        ("Tom Wood of the Harbour Pilots Guild said no.", "Tom Wood", "Harbour Pilots Guild"),
        ("Tom Wood of Norfield University said no.", "Tom Wood", ""),
        ("The mayor of Tilburg, Jan Smit, said no.", "Jan Smit", "Tilburg"),
        ("Luis Vega, president of Union No. 7, said no.", "Luis Vega", "Union No. 7"),
        ("The president of the Turin teachers' union, Ann Ray, said no.", "Ann Ray", "Turin teachers' union"),
        ("Ana Lima mends nets. Ana Lima said no.", "Ana Lima", ""),
        ("The acting Danish representative, Liv Dam, told the council no.", "Liv Dam", "country:DNK"),
    ],
)
def test_whom_somebody_speaks_for(text, name, whom):
    actors = read(text).actors
    speaks_for = next(a for a in actors.values() if a.name == name).speaks_for
    assert whom in (speaks_for, actors[speaks_for].name if speaks_for else "")


@pytest.mark.parametrize(
    ("text", "name", "speaks_for"),
    [
        ("Chairman Sir Paul Hale of Norfield Corp. said no.", "Paul Hale", "organisation:norfield-corp"),
        (
            "The Latvian minister left. Her Finnish counterpart, Eero Salo, stayed.",
            "Eero Salo",
            "country:FIN",
        ),
        ("Vera Holm, a lawyer for 80 tenants, called it a joke.", "Vera Holm", "unnamed:a1:80-tenants"),
        (
            "Lia Moss, president of the nurses’ association, said no.",
            "Lia Moss",
            "organisation:a1:the-nurses-association",
        ),
        ("The Rowers’ Trust met in Oslo. Its secretary, Nils Dahl, said no.", "Nils Dahl", "organisation:rowers-trust"),
        ("Fans sang when Hillmere boss Tom Brook said no. Furious Brook left.", "Tom Brook", "organisation:hillmere"),
        (
            "Drug giant Odrane fell. Odrane has apologised. Local boss Ann Ray said so.",
            "Ann Ray",
            "organisation:odrane",
        ),
        (
            "The rector of Hillford University left. Rector Ann Ray said no.",
            "Ann Ray",
            "organisation:hillford-university",
        ),
        ("Thornby police left. Mayor Ann Ray said no.", "Ann Ray", "organisation:thornby"),
        ("The head of his Unity Party, Ann Ray, said no.", "Ann Ray", "organisation:unity-party"),
        ("Ann Ray, co-founder and head of Norfield Foods, said no.", "Ann Ray", "organisation:norfield-foods"),
        ("Ann Ray, Norfield Foods' chief lawyer, said no.", "Ann Ray", "organisation:norfield-foods"),
        ("Ann Ray, speaking for the Rowers’ Trust, said no.", "Ann Ray", "organisation:rowers-trust"),
        ("Ann Ray, an executive at Odrane, said no.", "Ann Ray", "organisation:odrane"),
        ("Ann Ray, who represents Tom Brook, said no.", "Ann Ray", "person:tom-brook"),
        ("Ann Ray, a lawyer with Hill & Roy who represents 12 tenants, said no.", "Ann Ray", "unnamed:a1:12-tenants"),
        ("The Social Liberals left. Their energy critic, Ann Ray, said no.", "Ann Ray", "organisation:social-liberals"),
        ("Team Odrane left. Boss Ann Ray said no.", "Ann Ray", "organisation:team-odrane"),
        ("The World Rowing League met. President Ann Ray said no.", "Ann Ray", "organisation:world-rowing-league"),
        ("Bishop Ann Ray said no. The diocese of nobody said more. Nobody left.", "Ann Ray", ""),
        ("General Ann Ray, the Chilean army's chief of staff, said no.", "Ann Ray", "country:CHL"),
        ("Kenya's privacy commissioner, Ann Ray, said no.", "Ann Ray", "country:KEN"),
        ("OSLO - Norway waits. Finland objected. Foreign Minister Ann Ray said no.", "Ann Ray", "country:FIN"),
        ("Ann Ray, an MP for the Unity Party, said no.", "Ann Ray", ""),
        ("Ann Ray, a pupil at Hillford School, said no.", "Ann Ray", ""),
        # What an office is for, a place or a party may stand between it and its holder.
        ("Odrane's director of communications, Ann Ray, said no.", "Ann Ray", "organisation:odrane"),
        ("The Odrane Guild met. Its spokeswoman, known as Ann Ray, said no.", "Ann Ray", "organisation:odrane-guild"),
        ("“No,” said Ann Ray, freight manager at papermaker Odrane.", "Ann Ray", "organisation:odrane"),
        # Names in several pieces are one.
        ("“No,” said Ann Ray, president of Mill Workers Local 611.", "Ann Ray", "organisation:mill-workers-local-611"),
        ("“No,” said Ann Ray, chairwoman of Friends of the River.", "Ann Ray", "organisation:friends-of-the-river"),
    ],
)
def test_people_speak_for_those_whose_office_they_hold(text, name, speaks_for):
    source = text[text.index(name) :].split(",")[0].split(" said")[0]
    found = read(text, source)
    actor = next(a for a in found.actors.values() if a.name == name)
    assert actor.speaks_for == speaks_for


def test_who_is_named_first_after_the_office_that_opens_an_article_holds_it():
    text = "The head of Norfield Foods said no on Monday.\n“Nobody asked us,” Ann Ray said. Ray left."
    found = read(text, "The head of Norfield Foods", "Ann Ray")
    actor = found.actors["person:ann-ray"]
    assert (actor.role, actor.speaks_for) == ("head", "organisation:norfield-foods")
    text = text.replace("said no", "resigned")
    assert read(text, "Ann Ray").actors["person:ann-ray"].speaks_for == ""


def test_a_boss_whose_firm_is_not_told_speaks_for_the_one_that_has_just_acted():
    text = "Halden Creamery has recalled its yoghurt. “We are sorry,” said boss Fiona Marsh."
    found = read(text, "boss Fiona Marsh")
    names = {a.name: a.speaks_for for a in found.actors.values()}
    assert found.actors[names["Fiona Marsh"]].name == "Halden Creamery"


def test_who_leads_the_prosecution_speaks_for_the_state():
    text = "OSLO - Norway waits for the trial. Ana Hill, leading the prosecution, said no."
    found = read(text, "Ana Hill")
    assert found.actors[who(found, text, "Ana Hill")[0]].speaks_for == "country:NOR"


@pytest.mark.parametrize(
    ("text", "source", "speaks_for"),
    [
        ("OSLO - Danish ministers met in Norway. Two ministers left. One of them wept.", "One of them", "country:NOR"),
        ("Customs officer Petko Iliev of Bulgaria waited. His superiors denied it.", "His superiors", "country:BGR"),
        ("Britain mourned. PC Ann Dale of Devon Police said England was safe.", "PC Ann Dale", "country:GBR"),
        ("The embassy left Kuwait. The ombudsperson of Kuwait, Ann Ray, wept.", "Ann Ray", "country:KWT"),
        ("Peru's vice-minister of water, Ann Ray, spoke in Chile. Chile wept.", "Ann Ray", "country:PER"),
        ("Egypt's minister was told no. Her deputy was less sad: Rosa Lima spoke.", "Rosa Lima", "country:EGY"),
        ("Côte d’Ivoire waited. The Ivorian army left. The army said no.", "The army", "country:CIV"),
    ],
)
def test_whose_office_is_told_in_a_roundabout_way_speaks_for_that_state(text, source, speaks_for):
    found = read(text, *(s for s in ("Danish ministers", "Two ministers", source) if s in text))
    assert found.actors[who(found, text, source)[0]].speaks_for == speaks_for


def test_a_minister_whose_state_is_told_beside_the_name_speaks_for_no_ministry_that_is_only_near():
    text = (
        "N'DJAMENA - Chad's government signed on Monday. Chad waits.\n\n"
        "“It is thin paper,” said Annegret Voss, the German foreign minister, who had opened it. Chad's army left."
    )
    found = read(text, "Annegret Voss")
    assert found.actors["person:annegret-voss"].speaks_for == "country:DEU"


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_country_whose_name_has_an_apostrophe_is_known(apostrophe):
    text = f"Côte d{apostrophe}Ivoire rejected it, and Corinne d{apostrophe}Entremont left."
    found = read(text, f"Côte d{apostrophe}Ivoire")
    assert set(found.actors) == {"country:CIV", "person:corinne-d-entremont"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A draft report by the port office, seen by this newspaper,", "the port office"),
        ("papers published by the water board", "the water board"),
        ("the annual report of the water board", "the water board"),
        ("A letter from Ann Ray, dated May 3,", "Ann Ray"),
        ("a survey of 400 firms", "a survey of 400 firms"),
        ("a letter from 2019", "a letter from 2019"),
    ],
)
def test_who_has_written_a_document_says_what_it_says(source, name):
    text = f"{source} tells that the boat was full."
    found = read(text, source)
    assert found.actors[who(found, text, source)[0]].name == name


def test_the_town_of_a_dateline_employs_nobody():
    text = "AMBON - Fishermen in Ambon blocked the harbour. “There is room,” director general Bambang Suryadi said."
    found = read(text, "Bambang Suryadi")
    assert "ambon" not in found.actors["person:bambang-suryadi"].speaks_for
