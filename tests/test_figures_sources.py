"""Who gives a number: whom the words beside it name, and whom short names, descriptions and pronouns mean."""

import pytest

from accordingto.figures import originating, tellers
from accordingto.figures.givers import Near, pieces_of
from accordingto.graphs import open_tokenizer
from accordingto.language import pipeline


def told(text):
    doc = pipeline()(text)
    return [(doc[t.number].text, doc.text[slice(*t.source)]) for t in tellers(doc)]


def originators(tables):
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    return {
        quote: "; ".join(names[i] for i in ids.split(";") if i)
        for quote, ids in zip(tables.figures["quote"], tables.figures["originator_id"], strict=True)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police put the crowd at 900 and the union at 1,500.", [("900", "Police"), ("1,500", "the union")]),
        ("The minister, citing the agency, said 300 people had left.", [("300", "the agency")]),
        ("It denied a claim by the union that 300 people had gone.", [("300", "the union")]),
        ("The charity tested 64 wells and found germs in 41.", [("64", "The charity"), ("41", "The charity")]),
    ],
)
def test_who_gives_a_number_beside_another(text, expected):
    assert told(text) == expected


def test_a_description_is_whom_the_article_names_so(parse):
    told_by = originators(
        parse(
            (
                "mill",
                "2024-05-08",
                "The owner, Tarn Paper, said on Monday that 120 people had been dismissed at the mill in Arden.\n\n"
                "The Arden Workers' Alliance spoke of 210. The union said that 340 people had marched.\n\n"
                "The company put the marchers at 90.",
            )
        )
    )
    assert "Tarn Paper" in told_by["90"]
    assert "Alliance" in told_by["340 people"]


def test_it_is_the_body_before(parse):
    told_by = originators(
        parse(
            (
                "lake",
                "2024-05-08",
                "Lake Watch disputed the toll on Monday. It said that 55 people had died in Arden.\n\n"
                "The ministry of health in Arden said 38 people had died.",
            )
        )
    )
    assert "Lake Watch" in told_by["55 people"]


def test_an_officer_speaks_for_the_body_that_describes_her_and_it_is_one_body(parse):
    tables = parse(
        ("one", "2024-05-07", "Nine planes are spraying, said the head of Lake Orm Authority, Ines Falk."),
        ("two", "2024-05-07", "Beekeepers accuse Orbis Shipping of having killed 2,300 hives. It admits 400."),
    )
    found = originators(tables)
    assert (found["Nine planes"], found["2,300 hives"], found["400"]) == (
        "Lake Orm Authority",
        "Beekeepers",
        "Orbis Shipping",
    )


def test_nobody_in_a_dateline_gives_a_number(parse):
    text = (
        "DENVER, May 8 (Lakewire) - At least 9,300 vans were called back on Wednesday, the carmaker Orbis Motor said. "
        "Twelve people were hurt."
    )
    assert originators(parse(("wire", "2024-05-08", text)))["At least 9,300 vans"] == "Orbis Motor"


def test_whose_people_speak_is_the_source(parse):
    text = "“It was 4,200 vans,” an Orbis spokeswoman said. Orbis shares fell. Orbis’s engineers counted 380 leaks."
    told_by = originators(parse(("wire", "2024-05-08", text)))
    assert (told_by["4,200 vans"], told_by["380 leaks"]) == ("Orbis", "Orbis")


def test_the_people_of_a_body_named_before_count_for_it(parse):
    text = (
        "Peru’s health ministry said 31 people had died.\n\n"
        "The ministry’s inspectors counted 380 leaks. Ministry officials reported 44 closed wells on Friday."
    )
    told_by = originators(parse(("wire", "2024-05-08", text)))
    assert told_by["380 leaks"] == told_by["44 closed wells"] == told_by["31 people"] != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The coastguard was at 12 then.", [("12", "The coastguard")]),
        ("Some 6,000 came by the union's reckoning and 3,500 by that of the police.", [("3,500", "the police")]),
        ("Maria Lind has 40 delegates, Peter Holm has 22.", []),
    ],
)
def test_who_comes_to_a_number_gives_it_and_who_has_something_does_not(text, expected):
    assert [pair for pair in told(text) if pair[0] != "6,000"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a poll by Delta Research, 52 per cent backed the ban.", [("52", "Delta Research")]),
        ("The arena housed 640 by the count of the charity Open Hands.", [("640", "Open Hands")]),
        ("The federation calls that a joke and wants 15 million.", [("15", "The federation")]),
        ("For the port authority it was 12 million at most.", [("12", "the port authority")]),
        ("The district's 340 schools stayed shut.", []),
    ],
)
def test_who_counts_is_told_in_many_ways(text, expected):
    assert told(text) == expected


def test_the_company_is_the_one_that_the_article_is_about(parse):
    tables = parse(
        (
            "a",
            "2025-01-23",
            "A fire at Lindgren Textiles on Friday killed 14 people. Lindgren Textiles makes towels.\n\n"
            "Its insurer, Nordhav Mutual, expects claims of 90 million crowns.\n\n"
            "The company said 212 workers had left the hall in time.",
        )
    )
    found = originators(tables)
    assert found["212 workers"] == "Lindgren Textiles"
    assert found["90 million crowns"] == "Nordhav Mutual"


def test_bodies_that_watch_and_inspect_are_sources(parse):
    told_by = originators(
        parse(
            (
                "slide",
                "2024-05-08",
                "Arden Slope Watch, a group of geologists, had warned of the slide. Civil defence put the evacuees at "
                "1,340 on Tuesday.\n\nAn inspection by the public works ministry found 166 houses destroyed.\n\n"
                "The watch is small. The monitor has 23 dead.",
            )
        )
    )
    assert told_by["1,340"].lower() == "civil defence"
    assert "ministry" in told_by["166 houses"]
    assert "Slope Watch" in told_by["23"]


def test_nobody_who_is_no_one_gives_a_number(parse):
    told_by = originators(
        parse(("ford", "2024-05-08", "Neither convinces the Arden Border Watch. Its report gives 18 soldiers killed."))
    )
    assert "Neither" not in told_by["18 soldiers"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour ministry reckons with 24 boats and the Northern Command with no less than 50.",
            {"24": "The harbour ministry", "50": "the Northern Command"},
        ),
        ("The toll was put at 12 by the ministry and at 15 by the Relief Desk.", {"15": "the Relief Desk"}),
        ("Nine, says the army in Harbin.", {"Nine": "the army"}),
        ("It is a fifth fewer than the 28,300 that the agency had given.", {"28,300": "the agency"}),
        ("The brokers put it at 64 and Attica Life, a rival, at about 70.", {"70": "Attica Life"}),
        ("The union, whose newsletter spoke of 150 branches, declined to comment.", {"150": "The union"}),
        ("Each family will get 100 from the company and another 15 from the union.", {"15": "the union"}),
        ("About 30 people were reported missing by their families.", {}),
    ],
)
def test_who_gives_a_number_where_no_verb_of_telling_stands_over_it(text, expected):
    found = dict(told(text))
    assert {number: found.get(number) for number in expected} == expected
    assert expected or not found


def test_the_bank_is_not_the_central_bank_and_the_regulator_may_be(parse):
    text = (
        "Banco Serrano will shut branches. The Bank of Portugal said it had been notified of 148 closures.\n\n"
        "The bank speaks of 140 jobs. Nearly 4,200 customers live far from a counter, according to the regulator."
    )
    told_by = originators(parse(("wire", "2024-05-08", text)))
    assert told_by["140 jobs"] == "Banco Serrano"
    assert told_by["Nearly 4,200 customers"] == "Bank of Portugal"


def test_a_report_is_whose_it_was_before_and_auditors_are_of_the_audit_office(parse):
    text = (
        "Minera Altavista raised its estimate to 950,000 cubic metres, it said in a filing on Monday.\n\n"
        "The filing puts the deaths at 47.\n\n"
        "The Audit Service looked at the books. The auditors want 416 invoices back."
    )
    told_by = originators(parse(("wire", "2024-05-08", text)))
    assert told_by["47"] == "Minera Altavista"
    assert told_by["416 invoices"] == "Audit Service"


@pytest.mark.parametrize(
    ("text", "quote", "who"),
    [
        ("The police say 900 marched. The union's list of those held has shrunk from 37 names to 35.", "35", "union"),
        ("The union says 900 marched. The last word of the police is 640.", "640", "police"),
        ("The ministry says 83 families have been paid. The relief committee knows of 51.", "51", "relief committee"),
        (
            "The gendarmerie has a list of the boats. It had arrested three men by Friday; the prosecutor said that "
            "five had been held.",
            "three men",
            "gendarmerie",
        ),
    ],
)
def test_who_gives_a_number_by_a_list_a_last_word_or_what_it_knows(parse, text, quote, who):
    assert who in originators(parse(("wire", "2024-05-08", text)))[quote].lower()


def test_a_fund_that_holds_shares_is_not_the_company(parse):
    text = (
        "Orlan Auto made a loss of 8 million euros. Vega Capital, a fund that holds shares in it, says it was "
        "11 million. The strike cost 5,800 cars, the company says."
    )
    assert originators(parse(("wire", "2024-05-08", text)))["5,800 cars"] == "Orlan Auto"


@pytest.mark.parametrize(
    ("text", "quote", "giver"),
    [
        (
            "Trent Valley Police closed the road. Legal Watch counted 52 arrests. Assistant Chief Constable Ruth "
            "Hallam said 14 officers were hurt.",
            "14 officers",
            "Trent Valley Police",
        ),
        (
            "The Guyana Defence Force sent boats. Brigadier Colin Persaud said 40 soldiers were at the river, and "
            "Venezuela's army had 900 there.",
            "40 soldiers",
            "Guyana Defence Force",
        ),
        (
            "Police held 12 men. Superintendent Maud Eriksen of the Canadian Coast Guard said 30 tonnes had leaked.",
            "30 tonnes",
            "Maud Eriksen",
        ),
    ],
)
def test_an_officer_of_whom_only_the_rank_is_told_speaks_for_the_one_force_of_the_article(parse, text, quote, giver):
    assert originators(parse(("wire", "2024-05-08", text)))[quote] == giver


@pytest.mark.parametrize(
    ("text", "quote", "giver"),
    [
        (
            "The coast guard closed the inlet. Coast guard engineers put the loss at 900 barrels.",
            "900 barrels",
            "coast guard",
        ),
        (
            "Kerry County Council met on Monday. The bridge will cost 14 million euros, the county said.",
            "14 million euros",
            "Kerry County Council",
        ),
        (
            "The coast guard closed the inlet. A coast guard doctor said that 14 sailors were hurt.",
            "14 sailors",
            "A coast guard doctor",
        ),
    ],
)
def test_people_count_for_their_body_and_a_county_for_its_council_and_a_doctor_for_himself(parse, text, quote, giver):
    assert originators(parse(("wire", "2024-05-08", text)))[quote].lower().removeprefix("the ") == giver.lower()


@pytest.mark.parametrize(
    ("text", "quote", "givers"),
    [
        (
            "Police stayed away. Trent Valley Police closed the road, and police from two towns came. Assistant Chief "
            "Constable Ruth Hallam said 14 officers were hurt.",
            "14 officers",
            ["Trent Valley Police"],
        ),
        (
            "Arden city council met. The arena will take 40 months, Mayor Ines Falk said.",
            "40 months",
            ["Arden city council"],
        ),
        (
            "Mayor Ines Falk said it would take 40 months. The city pays for it, the city said.",
            "40 months",
            ["The city"],
        ),
        (
            "Ines Falk, who heads the union Ruokaliitto, spoke on Monday. Falk's union now expects 520 layoffs.",
            "520 layoffs",
            ["Ruokaliitto"],
        ),
        (
            "Lagos State paid. The state has 90 claims, and it will pay all, said the state.",
            "90 claims",
            ["Lagos State"],
        ),
        ("The police and the union counted 260 people.", "260 people", ["The police", "the union"]),
        (
            "Australia promised 5 million dollars, and New Zealand 2 million dollars.",
            "2 million dollars",
            ["New Zealand"],
        ),
        ("In a report of July 7 it no longer speaks of 1,900 fighters.", "1,900 fighters", []),
        ("Nineteen men had been charged by Sunday.", "Nineteen men", []),
    ],
)
def test_who_gives_a_figure_by_what_an_article_tells_of_its_bodies(parse, text, quote, givers):
    tables = parse(("wire", "2024-05-08", text))
    names = dict(tables.actors[["actor_id", "name"]].itertuples(index=False, name=None))
    told = tables.figures.set_index("quote").loc[quote, "originator_id"]
    assert sorted(names[i].lower() for i in told.split(";") if i) == sorted(name.lower() for name in givers)


MARCH = (
    "Police said 300 people had marched. The march began at the station and went on for two hours. Of those who "
    "marched, 12 were held."
)


def test_what_the_narrator_tells_is_given_to_nobody_and_a_count_that_goes_on_to_who_counts(parse):
    told_by = originators(parse(("wire", "2024-05-08", MARCH)))
    assert told_by["two hours"] == "" and told_by["12"] == "Police"


@pytest.mark.parametrize(("chance", "giver"), [(0.9, ""), (0.5, "Police")])
def test_where_the_network_is_not_sure_who_gives_a_figure_the_rules_say(parse, monkeypatch, chance, giver):
    def read(text, start, end, names):
        return {"": chance, names[0].giver: 1 - chance}

    monkeypatch.setattr(originating, "giver_chances", read)
    assert originators(parse(("wire", "2024-05-08", MARCH)))["12"] == giver


def test_pieces_point_at_the_names_of_each_giver():
    text = "The ministry and its spokeswoman Ana Brod say 40."
    names = [Near(0, 12, "ministry"), Near(text.index("Ana"), text.index(" say"), "ministry"), Near(900, 905, "far")]
    ids, marks, places = pieces_of(open_tokenizer(), text, text.index("40"), text.index("40") + 2, names)
    words = [open_tokenizer().id_to_token(i) for i in ids]
    assert {giver: [words[k] for k in at] for giver, at in places.items()} == {"ministry": ["the", "ana"]}
    assert [w for w, mark in zip(words, marks, strict=True) if mark == 1] == ["40"]
    assert [w for w, mark in zip(words, marks, strict=True) if mark == 2] == ["the", "ministry", "ana", "bro", "##d"]


def test_a_giver_named_far_from_a_number_is_shown_ahead_with_the_words_around_its_first_name():
    rain = "It rained on the town all day. " * 60
    text = f"Tamar Terminals, which runs the quays, waits. {rain}The operator lost 40."
    names = [Near(0, 15, "tamar"), Near(text.index("The operator"), text.index(" lost"), "operator")]
    start = text.index("40")
    ids, marks, places = pieces_of(open_tokenizer(), text, start, start + 2, names)
    words = [open_tokenizer().id_to_token(i) for i in ids]
    assert words[places["tamar"][0]] == "tam" and "runs" in words[: places["operator"][0]]
    assert words[places["operator"][0] :][:4] == ["the", "operator", "lost", "40"]
    assert [w for w, mark in zip(words, marks, strict=True) if mark == 1] == ["40"]


@pytest.mark.parametrize(("chance", "giver"), [(0.9, "Red Hill"), (0.6, "Tamar")])
def test_which_body_a_description_means_is_read_again_and_changed_where_it_is_much_likelier(
    parse, monkeypatch, chance, giver
):
    text = "Tamar Terminals runs the port. Red Hill Insurance covers it. Tamar Terminals grew. The operator counted 40."
    monkeypatch.setattr(
        originating,
        "giver_chances",
        lambda *_: {"organisation:red-hill-insurance": chance, "organisation:tamar-terminals": 1 - chance},
    )
    assert giver in originators(parse(("wire", "2024-05-08", text)))["40"]


@pytest.mark.parametrize(("other", "giver"), [("organisation:red-hill-insurance", "Red Hill"), ("", "ministry")])
def test_a_description_that_nothing_explains_gives_way_to_a_name_and_not_to_nobody(parse, monkeypatch, other, giver):
    def read(text, start, end, names):
        described = next(name.giver for name in names if "ministry" in name.giver)
        return {other: 0.6, described: 0.4}

    monkeypatch.setattr(originating, "giver_chances", read)
    text = "Red Hill Insurance grew. The ministry counted 40 ships."
    assert giver in originators(parse(("wire", "2024-05-08", text)))["40 ships"]


@pytest.mark.parametrize(
    ("text", "number", "giver"),
    [
        (
            "Arden Valley Police came late. For Friday alone the force gives 41 arrests.",
            "41 arrests",
            "Arden Valley Police",
        ),
        (
            "The Harbour Safety Board met. The Harbour Safety Board's surveyors counted 17 cracks.",
            "17 cracks",
            "Harbour",
        ),
        ("Norfield Mining shut the pit. Norfield Mining's geologists found 12 cracks.", "12 cracks", "Norfield Mining"),
    ],
)
def test_the_force_and_a_bodys_surveyors_count_for_the_body(parse, text, number, giver):
    assert giver in originators(parse(("wire", "2024-05-08", text)))[number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police put 640 people on coaches, the prefecture said.", [("640", "the prefecture")]),
        (
            "It cost 9 million, if you ask the builder, or 4 million if the council is right.",
            [("9", "the builder"), ("4", "the council")],
        ),
        ("In May the firm had put 640 jobs on the table.", [("640", "the firm")]),
    ],
)
def test_who_gives_a_number_in_other_words(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "quote", "giver"),
    [
        ("By Sunday it was 12,000, Telmar says; the Postal Institute has not more than 15,000.", "not more than 15,000",
         "Postal"),
        ("The council, by 17 votes to 12, closed the school on Monday. Its mayor wept.", "12", ""),
        ("The mayor of Arden said that 40 houses had burned. Arden has 19,000 inhabitants.", "19,000 inhabitants", ""),
        ("Police in Arden counted 300 marchers. Our reporter in the square arrived at 520.", "520", ""),
        ("Of 96 detectors 52 worked, according to Fire Watch's report. The owner, Halden Copper, has closed the mill."
         "\n\nTwelve people, the report says, were found behind a door.", "Twelve people", "Fire Watch"),
        ("The water utility of Arden, Voda Marjan, said on Monday that 380 homes were dry. The utility will pay 3 "
         "million euros to them.", "3 million euros", "Voda Marjan"),
        ("Telmar closes a depot. The company told the labour agency of 280 jobs on Monday.", "280 jobs", "Telmar"),
        ("Fever is back, the Union of Arden Physicians said. The physicians' union has 19 deaths.", "19 deaths",
         "Union of Arden Physicians"),
        ("The ship's owner, Northmere Tankers, spoke of 120 tonnes on Monday.", "120 tonnes", "Northmere Tankers"),
    ],
)  # fmt: skip
def test_whose_number_it_is(parse, text, quote, giver):
    told_by = originators(parse(("arden", "2024-05-08", text)))
    assert giver in told_by[quote] if giver else told_by[quote] == ""
