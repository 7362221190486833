"""Discrepancies: which of the sixteen relations two figures stand in, and what is never a contradiction."""

import time
from dataclasses import asdict
from datetime import date

import pytest

from accordingto.figures import compare, extract
from accordingto.language import pipeline
from accordingto.records import Attribution
from accordingto.schemas import SCHEMAS
from accordingto.tables import make_table


def said(text, content, actor):
    at = text.index(content)
    return Attribution((), (), ((at, at + len(content)),), 0.9, (actor,), "say", "indirect", "statement", "ct+", False,
                       "", False, None, None)  # fmt: skip


def table(*articles):
    """Figures of (article_id, text, {content: actor}, published)."""
    rows, texts = [], {}
    for article_id, text, sources, published in articles:
        texts[article_id] = text
        attributions = [said(text, content, actor) for content, actor in sources.items()]
        for figure in extract(pipeline()(text), attributions, None, published, "The Gazette"):
            row = asdict(figure)
            del row["attribution"]
            rows.append(
                row
                | {
                    "figure_id": f"{article_id}:f{figure.start:07d}",
                    "article_id": article_id,
                    "sentence": 1,
                    "quote": text[figure.start : figure.end],
                }
            )
    return make_table("figures", rows), texts


def relation(*articles, **options):
    found = compare(*table(*articles), **options)
    assert len(found) == 1, found[["relation", "explanation"]].values.tolist()
    return found.iloc[0]


def two(first, second, **options):
    """One article in which two sources speak."""
    text = f"Police said {first}. Doctors said {second}."
    return relation(("a", text, {first: "organisation:police", second: "group:doctors"}, date(2024, 5, 8)), **options)


def test_a_plain_contradiction_is_graded_and_explained():
    row = two("16 people were killed in Leeds", "20 people were killed in Leeds")
    assert (row.relation, row.flagged, row.grade, row.ratio) == ("contradictory", "yes", "moderate", 1.25)
    assert not row.same_originator
    assert "“16 people” (police) and “20 people” (doctors)" in row.explanation
    assert row.rule == "disjoint"


def test_an_explanation_calls_the_sources_by_their_names():
    figures, texts = table(
        ("a", "Police said 16 people died. Doctors said 20 people died.", {"16": "x:1", "20": "x:2"}, None)
    )
    (pair,) = compare(figures, texts, {"x:1": "Leeds Police"}).itertuples()
    assert "(Leeds Police)" in pair.explanation and "(2)" in pair.explanation


@pytest.mark.parametrize(("high", "grade"), [(17, "minor"), (20, "moderate"), (40, "large"), (160, "extreme")])
def test_grades(high, grade):
    assert two("16 people were killed in Leeds", f"{high} people were killed in Leeds").grade == grade


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("16 people were killed in Leeds", "16 people died in Leeds", "equal"),
        ("1,523 people were killed in Leeds", "1,500 people were killed in Leeds", "rounding_compatible"),
        ("around 500 people were killed in Leeds", "530 people were killed in Leeds", "approximation_compatible"),
        ("up to 12,000 people were killed in Leeds", "10,000 people were killed in Leeds", "bound_compatible"),
        ("at least 16 people were killed in Leeds", "2,000 people were killed in Leeds", "bound_compatible"),
        ("no fewer than 16 people were killed in Leeds", "20 people were killed in Leeds", "bound_compatible"),
        ("between 40 and 60 people were killed in Leeds", "50 people were killed in Leeds", "range_subsumed"),
        (
            "between 40 and 60 people were killed in Leeds",
            "between 50 and 70 people were killed in Leeds",
            "range_overlap",
        ),
        ("16 people were killed in Leeds", "30 people could be killed in Leeds", "modality_differs"),
        ("16 people were killed in Leeds", "9 civilians were killed in Leeds", "scope_differs"),
        ("at least 20 people were killed in Leeds", "12 people were killed in Leeds", "contradictory"),
    ],
)
def test_relations(first, second, expected):
    assert two(first, second).relation == expected


def test_around_is_a_parameter():
    pair = ("around 500 people were killed in Leeds", "590 people were killed in Leeds")
    assert two(*pair).relation == "contradictory"
    assert two(*pair, around=0.2).relation == "approximation_compatible"


def test_a_part_larger_than_its_whole_is_flagged():
    row = two("16 people were killed in Leeds", "90 civilians were killed in Leeds")
    assert (row.relation, row.flagged, row.rule) == ("scope_differs", "yes", "part_exceeds_whole")


def test_other_events_and_classes_are_not_compared():
    text = "Police said 16 people were killed in Leeds. Doctors said 90 people were injured in Leeds."
    assert not len(compare(*table(("a", text, {}, None))))
    text = "Police said 16 Ruritanian soldiers were killed. Doctors said 90 Freedonian soldiers were killed."
    assert not len(compare(*table(("a", text, {}, None))))


def test_ages_dates_and_times_are_not_compared():
    text = "Ann Hill, 65, and Bob Lee, 43, waited three hours. They had waited two hours before. He is 12 years old."
    assert not len(compare(*table(("a", text, {}, None))))


def test_a_later_higher_count_is_an_update():
    early, late = "16 people were killed in Leeds on Monday", "24 people were killed in Leeds on Monday"
    row = relation(
        ("a", f"Police said {early}.", {early: "organisation:police"}, date(2024, 5, 7)),
        ("b", f"Doctors said {late}.", {late: "group:doctors"}, date(2024, 5, 8)),
    )
    assert (row.relation, row.flagged) == ("update", "no")


def test_a_later_lower_count_is_a_revision_by_the_same_source_only():
    early, late = "24 people were killed in Leeds on Monday", "16 people were killed in Leeds on Monday"
    for actor, expected in (("organisation:police", "revision"), ("group:doctors", "contradictory")):
        row = relation(
            ("a", f"Police said {early}.", {early: "organisation:police"}, date(2024, 5, 7)),
            ("b", f"They said {late}.", {late: actor}, date(2024, 5, 8)),
        )
        assert row.relation == expected
        assert row.flagged == "yes"


def test_two_papers_quoting_one_agency_are_one_source():
    words = "24 people were killed in Leeds on Monday"
    row = relation(
        ("a", f"Police said {words}.", {words: "organisation:police"}, date(2024, 5, 7)),
        ("b", f"Police said {words}.", {words: "organisation:police"}, date(2024, 5, 7)),
    )
    assert row.relation == "equal"
    assert row.same_originator


def test_another_years_event_is_not_compared():
    a, b = "16 people were killed in Leeds in 2019", "90 people were killed in Leeds in 2021"
    assert not len(compare(*table(("a", f"{a}. {b}.", {a: "x:1", b: "x:2"}, None))))


def test_doubt_is_undecided():
    text = "16 people were killed in Leeds. Police said 90 people were killed in Leeds."
    row = relation(("a", text, {"90 people were killed in Leeds": "organisation:police"}, None))
    assert (row.relation, row.flagged, row.rule) == ("undecided", "show", "source_not_stated")
    assert row.grade == ""


def test_a_denial_is_flagged_only_when_it_is_about_the_same_thing():
    claim, denial = "300 soldiers were killed in Leeds", "300 soldiers were killed in Leeds"
    text = f"Rebels said {claim}. The ministry denied that {denial}."
    first, second = text.index(claim), text.rindex(denial)
    attributions = [
        Attribution((), (), ((at, at + len(claim)),), 0.9, (actor,), lemma, "indirect", act, "ct+", False, "", False,
                    None, None)
        for at, actor, lemma, act in (
            (first, "group:rebels", "say", "statement"),
            (second, "organisation:ministry", "deny", "denial"),
        )
    ]  # fmt: skip
    rows = []
    for figure in extract(pipeline()(text), attributions, None, None, ""):
        row = asdict(figure)
        del row["attribution"]
        quote = text[figure.start : figure.end]
        rows.append(row | {"figure_id": f"a:f{figure.start:07d}", "article_id": "a", "sentence": 1, "quote": quote})
    found = compare(make_table("figures", rows), {"a": text})
    assert found[["relation", "flagged"]].values.tolist() == [["denied_or_conceded", "yes"]]
    for row in rows:
        row["originator_id"] = ""
    found = compare(make_table("figures", rows), {"a": text})
    assert found[["relation", "flagged"]].values.tolist() == [["undecided", "show"]]


def test_shares_of_one_group_may_answer_other_questions():
    row = two("eight in ten Ruritanian voters were angry", "two-thirds of Ruritanian voters were married")
    assert (row.relation, row.flagged) == ("undecided", "show")


def test_an_addition_is_part_of_the_total():
    row = relation(("a", "Another 1,500 soldiers arrived, bringing the total to 3,000.", {}, None))
    assert (row.relation, row.flagged) == ("part_of_total", "no")


def test_units_are_converted():
    a, b = "the road is 10 miles long", "the road is 16.09 kilometres long"
    found = compare(*table(("a", f"Police said {a}. Doctors said {b}.", {a: "x:1", b: "x:2"}, None)))
    assert len(found) == 1
    assert found.ratio[0] == pytest.approx(1, abs=0.01)
    assert found.relation[0] in ("rounding_compatible", "undecided")


def test_other_currencies_have_no_fixed_factor():
    row = two("the fine was $5 million", "the fine was 9 million euros")
    assert (row.relation, row.flagged) == ("unit_differs", "no")


def test_arrivals_against_what_may_take_part():
    first = "around 700 Ruritanian soldiers have already arrived in Freedonia"
    second = "as many as 5,600 Ruritanian troops may be participating"
    row = two(first, second)
    assert (row.relation, row.flagged, row.ratio) == ("modality_differs", "note", 8)


def test_rows_fit_the_schema_and_come_in_any_order_the_same():
    figures, texts = table(
        ("b", "Police said 16 people were killed in Leeds.", {"16 people were killed in Leeds": "x:1"}, None),
        ("a", "Doctors said 18 people were killed in Leeds.", {"18 people were killed in Leeds": "x:2"}, None),
    )
    found = compare(figures, texts)
    assert list(found.columns) == SCHEMAS["discrepancies"].names
    assert found.equals(compare(figures.iloc[::-1], texts))
    assert found.figure_a[0].startswith("a")


def test_the_cost_grows_with_the_figures_and_not_with_their_square():
    figures, texts = table(("a", "16 people were killed in Leeds.", {}, None))
    base = figures.to_dict("records")[0]
    many = make_table("figures", [base | {"figure_id": f"a:f{k:07d}", "value": float(k + 2)} for k in range(400)])
    start = time.process_time()
    found = compare(many, texts)
    assert 0 < len(found) <= 400 * 40
    assert time.process_time() - start < 30
