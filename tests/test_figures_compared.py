"""How two numbers stand to each other by what the article around them, or another article, tells."""

import pytest

import accordingto
from accordingto.figures.grounding import is_grounded, said_with
from accordingto.figures.hints import hints
from accordingto.figures.stories import Stories


def relations(tables):
    quotes = dict(tables.figures[["figure_id", "quote"]].itertuples(index=False, name=None))
    rows = tables.discrepancies[["figure_a", "figure_b", "relation"]].itertuples(index=False, name=None)
    return {frozenset((quotes[a], quotes[b])): relation for a, b, relation in rows}


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


def test_those_charged_are_no_other_count_of_those_arrested(parse):
    tables = parse(
        (
            "arden",
            "2024-05-10",
            "Police in Arden said on Thursday that they had arrested 25 residents. The prosecutor said on Thursday "
            "that she had charged 17 residents.",
        )
    )
    assert set(tables.discrepancies["relation"]) == {"scope_differs"}


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


def test_a_local_officer_counts_a_part_of_what_the_state_counts(parse):
    tables = parse(
        (
            "a",
            "2025-09-03",
            "The state health department said 19 people had died in the storm. The coroner said 14 people had died.",
        )
    )
    assert set(tables.discrepancies["relation"]) == {"scope_differs"}


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


@pytest.mark.parametrize(("other", "compared"), [("60", True), ("4,600", False)])
def test_numbers_far_apart_that_may_count_other_things_are_no_pair(parse, other, compared):
    text = f"Lake Watch wants 40 boats for Arden, it said. The Rowers’ Union wants {other} boats for Arden."
    assert bool(len(parse(("one", "2024-05-07", text)).discrepancies)) == compared
