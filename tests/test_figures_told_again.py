"""Figures that words elsewhere in the article tell of: corrections, sums, retorts, descriptions and pronouns."""

from datetime import date

import pytest

import accordingto
from accordingto.figures import extract, tellers
from accordingto.figures.grounding import is_grounded, said_with
from accordingto.figures.hints import hints
from accordingto.figures.stories import Stories
from accordingto.language import pipeline


def figures(text, published=date(2024, 5, 8)):
    return extract(pipeline()(text), [], None, published, "The Gazette")


def modalities(text):
    return [(text[f.start : f.end], f.modality) for f in figures(text)]


def told(text):
    doc = pipeline()(text)
    return [(doc[t.number].text, doc.text[slice(*t.source)]) for t in tellers(doc)]


@pytest.fixture
def parse(tmp_path):
    """Parse articles given as (name, day, text)."""

    def parsed(*articles):
        for name, day, text in articles:
            (tmp_path / f"{name}.md").write_text(f"---\npublisher: {name}\npublished: {day}\n---\n{text}\n")
        return accordingto.parse(accordingto.read_seeds(tmp_path))

    return parsed


def originators(tables):
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    return {
        quote: "; ".join(names[i] for i in ids.split(";") if i)
        for quote, ids in zip(tables.figures["quote"], tables.figures["originator_id"], strict=True)
    }


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


def test_words_shared_by_two_names_link_no_articles():
    one = "A strike at Nordic Airways grounds flights. Nordic Airways cancels all flights, says Nordic Airways."
    other = "A deal saves Pacific Airways from ruin. Pacific Airways pays all debts, says Pacific Airways."
    stories = Stories({"a": one, "b": other})
    assert not stories.same("a", "b")


def test_an_undated_list_is_the_only_undated_one():
    text = "Some say 20 died, while a list that is not dated has 30."
    assert "undated" not in hints(text, text.index("20"), text.index("20") + 2, "people", "people", "killed")
    assert "undated" in hints(text, text.index("30"), text.index("30") + 2, "people", "people", "killed")


def test_a_number_in_a_paragraph_about_something_else_is_not_grounded():
    text = "Twelve people died in Arden.\n\nPolice arrested many. It was 40."
    start = text.index("40")
    assert not is_grounded(text, start, start + 2, "people, killed", "killed")


def test_a_count_told_beside_another_is_of_the_same_day(parse):
    tables = parse(
        (
            "arden",
            "2024-05-10",
            "In Arden 74 people had died by Wednesday, the health ministry said. Lake Watch counted 90 people dead.",
        )
    )
    rows = tables.figures.set_index("quote")
    assert rows.loc["74 people", "holds_to"] == rows.loc["90 people", "holds_to"]


def test_a_plan_and_a_forecast_never_contradict(parse):
    tables = parse(
        (
            "arden-a",
            "2024-05-10",
            "Tarn Paper plans to cut 300 jobs at its mill in Arden, it said on Monday. "
            "Analysts at Bolt expect 500 jobs to be cut at the mill in Arden.",
        )
    )
    assert "contradictory" not in set(tables.discrepancies["relation"])


def relations(tables):
    quotes = dict(tables.figures[["figure_id", "quote"]].itertuples(index=False, name=None))
    rows = tables.discrepancies[["figure_a", "figure_b", "relation"]].itertuples(index=False, name=None)
    return {frozenset((quotes[a], quotes[b])): relation for a, b, relation in rows}


def test_a_number_that_two_articles_share_tells_that_they_count_the_same(parse):
    tables = parse(
        ("one", "2024-05-07", "The Arden Register said the number of entries on Lake Orm's list had risen to 481,300."),
        (
            "two",
            "2024-05-09",
            "More than 470,000 names are on Lake Orm's list in Arden. The Arden Register has 481,300.",
        ),
    )
    assert relations(tables)[frozenset(("481,300", "More than 470,000 names"))] == "bound_compatible"


def test_parts_that_sum_to_a_total_are_parts_of_it(parse):
    tables = parse(
        (
            "one",
            "2024-05-07",
            "The agency said 26,500 hectares were flooded: 14,200 in Orm, 7,400 in Tarn and 4,900 in Arden.",
        )
    )
    found = relations(tables)
    assert {found[frozenset(("26,500 hectares", part))] for part in ("14,200", "7,400", "4,900")} == {"part_of_total"}


def test_two_sources_in_one_passage_contradict_each_other_about_things_in_no_list(parse):
    tables = parse(("one", "2024-05-07", "Beekeepers say 230 hives were moved. The county put the number at 140."))
    assert relations(tables) == {frozenset(("230 hives", "140")): "contradictory"}


def test_what_was_corrected_elsewhere_is_a_revision(parse):
    tables = parse(
        ("one", "2024-05-07", "Lake Orm drew 48,300 visitors in April, the Arden Register said on Tuesday."),
        ("two", "2024-05-09", "The Arden Register corrected its total of visitors to Lake Orm from 48,300 to 47,900."),
        ("three", "2024-05-12", "The Arden Register says 47,900 visitors came to Lake Orm in April."),
    )
    found = relations(tables)
    assert found[frozenset(("48,300 visitors", "47,900 visitors"))] == "revision"
    assert found[frozenset(("48,300 visitors", "47,900"))] == "revision"


def test_opinion_polls_of_unnamed_questions_do_not_contradict_each_other():
    tables = accordingto.parse(
        [
            accordingto.Article(
                "a", "The Orm poll gives 17 percent support in Arden. Ms Falk's support is 10 percent in Tarn."
            )
        ]
    )
    assert "contradictory" not in set(tables.discrepancies["relation"])


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


def test_a_margin_belongs_to_the_number_before_it():
    [found] = figures("A survey put the share at 61 percent, give or take four points.")
    assert (found.low, found.high, found.bound, found.modality) == (57.0, 65.0, "approximate", "estimated")


def test_rands_are_amounts_and_codes_are_not():
    found = figures("The dam will cost R7.9 billion. It has a pool of R12,500 and not one R22 cooler on the R61.")
    assert [(f.value, f.unit) for f in found if f.unit] == [(7.9e9, "ZAR"), (12500.0, "ZAR")]


def test_numbers_made_up_and_out_of_reach_are_denied():
    assert modalities("“Fourteen is a number made for television,” she said.") == [("Fourteen", "denied")]
    assert modalities("“There is no sum that gets you to $700m,” he said.") == [("$700m", "denied")]


def test_those_in_a_bus_are_not_those_in_a_train(parse):
    text = (
        "The owner of the bus, Blue Line, said 46 people had been aboard the bus. "
        "The train had 70 passengers aboard, the operator, Orbis Rail, said."
    )
    assert parse(("wire", "2024-05-08", text)).discrepancies.empty


def test_articles_that_share_kinds_of_bodies_tell_of_different_events():
    one = "Storms hit Arden. The European Union and its Bank will pay, says the Health Ministry of Arden."
    other = "Rain fell on Lomond. The European Union and its Bank will pay, says the Health Ministry of Lomond."
    assert not Stories({"a": f"Now: {one}", "b": f"Now: {other}"}).same("a", "b")


def test_how_old_those_counted_are_is_not_compared(parse):
    text = "Lind led among voters under 30, the institute said. Holm led among those 45 and over, the union said."
    assert parse(("wire", "2024-05-08", text)).discrepancies.empty


def test_numbers_set_against_each_other_are_opposed_and_those_told_far_apart_are_left_open(parse):
    tables = parse(
        (
            "one",
            "2024-05-07",
            "A gorge flooded in Arden on Monday, Mayor Ines Falk said.\n\n"
            "Police said that 14 people were killed. The Red Cross counted 19 dead.\n\n"
            "The army sent 300 soldiers and 40 boats, the ministry said. It spent 2 million crowns.\n\n"
            "Of the older floods in the valley, the archive says, few were as grave. "
            "A historian, Lena Orm, says that 50 people were killed.",
        )
    )
    found = relations(tables)
    assert found[frozenset(("14 people", "19"))] == "contradictory"
    assert found[frozenset(("14 people", "50 people"))] == "undecided"


def test_the_words_and_names_of_a_sentence_are_told_apart():
    text = "It rained. Ines Falk counted 40 broken houses. She left."
    words, names = said_with(text, text.index("40"), text.index("40") + 2)
    assert names == {"ines", "falk"} and "rained" not in words and "houses" in words


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


def test_a_local_officer_counts_a_part_of_what_the_state_counts(parse):
    tables = parse(
        (
            "a",
            "2025-09-03",
            "The state health department said 19 people had died in the storm. The coroner said 14 people had died.",
        )
    )
    assert set(tables.discrepancies["relation"]) == {"scope_differs"}


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


def test_the_same_number_again_is_the_same_thing(parse):
    found = relations(
        parse(
            (
                "mill-courier",
                "2024-05-08",
                "At least 27 people were killed in the fire at the Arden mill, police said.",
            ),
            ("mill-herald", "2024-05-08", "27 workers were killed in the fire at the Arden mill, the town hall said."),
        )
    )
    assert list(found.values()) == ["equal"]


def test_what_a_loss_will_be_is_estimated_or_foreseen(parse):
    found = relations(
        parse(
            (
                "dyke-courier",
                "2024-05-08",
                "The Orbis Institute estimates that the dyke at Arden will cost $140m. The Delta Bank forecasts a "
                "cost of $120m to $160m.",
            )
        )
    )
    assert "modality_differs" not in found.values()


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
