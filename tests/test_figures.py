"""Figures: what the words allow, what is counted, and what is no quantity at all."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.figures import extract, quantities
from accordingto.figures.dating import period
from accordingto.figures.numerals import numerals, read_digits
from accordingto.figures.tokens import tokenize
from accordingto.language import pipeline
from accordingto.records import Attribution


def figures(text, said=(), published=None, publisher="The Gazette"):
    return extract(pipeline()(text), list(said), None, published, publisher)


def one(text, **options):
    found = figures(text, **options)
    assert len(found) == 1, [text[f.start : f.end] for f in found]
    return found[0]


def attribution(text, content, actor, parent=None, lemma="say", act="statement"):
    at = text.index(content)
    return Attribution(
        (), (), ((at, at + len(content)),), 0.9, (actor,), lemma, "indirect", act, "ct+", False, "", False, parent, None
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "value", "low", "high", "closed", "bound"),
    [
        ("16 miners", 16, 16, 16, (True, True), "exact"),
        ("No fewer than 16 miners", 16, 16, None, (True, False), "at_least"),
        ("Not less than 16 miners", 16, 16, None, (True, False), "at_least"),
        ("No more than 16 miners", 16, None, 16, (False, True), "at_most"),
        ("500 or more miners", 500, 500, None, (True, False), "at_least"),
        ("More than 500 miners", 500, 500, None, (False, False), "more_than"),
        ("Well over 500 miners", 500, 500, None, (False, False), "more_than"),
        ("Fewer than 500 miners", 500, None, 500, (False, False), "less_than"),
        ("As many as 12,000 miners", 12000, None, 12000, (False, True), "at_most"),
        ("Up to another 300 miners", 300, None, 300, (False, True), "at_most"),
        ("Nearly 300 miners", 300, 270, 300, (True, False), "less_than"),
        ("Just under 300 miners", 300, 270, 300, (True, False), "less_than"),
        ("Around 1,500 miners", 1500, 1350, 1650, (True, True), "approximate"),
        ("Some 200 miners", 200, 180, 220, (True, True), "approximate"),
        ("Dozens of miners", None, 12, 120, (True, False), "range"),
        ("Hundreds of miners", None, 100, 1000, (True, False), "range"),
        ("Tens of thousands of miners", None, 10_000, 100_000, (True, False), "range"),
        ("Several hundred miners", None, 200, 1000, (True, False), "range"),
        ("Between 40 and 60 miners", None, 40, 60, (True, True), "range"),
        ("15,000-20,000 miners", None, 15_000, 20_000, (True, True), "range"),
        ("Two or three miners", None, 2, 3, (True, True), "range"),
        ("A dozen miners", 12, 12, 12, (True, True), "exact"),
        ("Half a million miners", 500_000, 500_000, 500_000, (True, True), "exact"),
        ("10 000 miners", 10_000, 10_000, 10_000, (True, True), "exact"),
        ("1.2m miners", 1_200_000, 1_200_000, 1_200_000, (True, True), "exact"),
        ("Three hundred and forty-two miners", 342, 342, 342, (True, True), "exact"),
    ],
)
def test_words_to_interval(words, value, low, high, closed, bound):
    figure = one(f"{words} came to the hall.")
    assert (figure.value, figure.low, figure.high) == (value, low, high)
    assert (figure.low_closed, figure.high_closed) == closed
    assert figure.bound == bound
    assert figure.noun == "miners"


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("$140m-180m", 140e6, 180e6, "USD"),
        ("£9m–12m", 9e6, 12e6, "GBP"),
        ("between $140m and 180m", 140e6, 180e6, "USD"),
        ("140m to 180m euros", 140e6, 180e6, "EUR"),
        ("between 140m and 180m", 140, 180, "metre"),
    ],
)
def test_what_one_end_of_a_range_tells_of_a_letter_behind_it_holds_for_the_other(words, low, high, unit):
    figure = one(f"The wall was to take {words}.")
    assert (figure.low, figure.high, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The fine was £40m.", 40e6, "GBP"),
        ("The fine was US$3.5bn.", 3.5e9, "USD"),
        ("The bridge cost Rs 2 crore.", 2e7, "INR"),
        ("The bridge cost 300 million euros.", 3e8, "EUR"),
        ("The mine sold 1.2m tonnes.", 1.2e6, "metric ton"),
        ("The wall is 37m tall.", 37, "metre"),
        ("Prices rose 5 per cent.", 5, "percentage"),
        ("Support fell by two percentage points.", 2, "percentage point"),
        ("Oil stood at $76 a barrel.", 76, "USD per barrel"),
        ("The car was driven at 80 km/h.", 80, "kilometre per hour"),
        ("Two-thirds of voters agreed.", 2 / 3, "share"),
        ("One in five voters agreed.", 0.2, "share"),
        ("The shed measures 32 m².", 32, "square metre"),
        ("The neck is 25.5″ long.", 25.5, "inch"),
        ("The car does 40 miles to the gallon.", 40, "mile per gallon"),
        ("Oil fell to $75 U.S. per barrel.", 75, "USD per barrel"),
        ("It rained for twelve consecutive days.", 12, "day"),
        ("The pier cost PS2.7m.", 2.7e6, "GBP"),
        ("The gas was sold at 3.1 mmBTU.", 3.1, "mega british thermal unit"),
    ],
)
def test_units(text, value, unit):
    figure = one(text)
    assert figure.value == pytest.approx(value)
    assert figure.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "The vote was held in 2019.",
        "They met on March 29.",
        "They met on July 4, 2016, in Leeds.",
        "The train left at 10:45.",
        "The train left at 10.45pm.",
        "He won the 96th race.",
        "The home side won 3-2.",
        "She bought an iPhone 11.",
        "The court cited Section 230.",
        "Traffic on the M25 stopped.",
        "Call 555-010-9999 now.",
        "It was popular in the 1960s.",
        "No one came, and one another they blamed.",
        "The B-52 landed.",
        "It happened on 9/11.",
        "He lived at 49 Orchard Road.",
        "The cluster MACS J1149.5+6663 is far.",
        "Mary Hill, 65, opened the fair.",
        "The airline flew its own 787 Dreamliner.",
        "They live in the 90049 ZIP code.",
        "The club slipped towards the bottom three.",
        "She bought a PS5.",
    ],
)
def test_no_quantities(text):
    assert [text[f.start : f.end] for f in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Wheat rose by 2 percent, but maize fell by 1.", ["percentage", "percentage"]),
        ("They used 9 percent in 2018 and 8 last year.", ["percentage", "percentage"]),
        ("Shares rose 8 percent to 3.65 after the news.", ["percentage", ""]),
    ],
)
def test_a_number_without_a_unit_has_that_of_the_one_before(text, units):
    assert [f.unit for f in figures(text)] == units


def test_the_quote_runs_from_the_bound_to_the_noun():
    text = "Officials think as many as 9,000 Ruritanian soldiers may be taking part."
    figure = one(text)
    assert text[figure.start : figure.end] == "as many as 9,000 Ruritanian soldiers"
    assert (figure.approximator, figure.noun, figure.measure) == ("as many as", "soldiers", "Ruritanian troops")
    assert figure.modality == "estimated"


def test_synonyms_have_one_measure():
    measures = [
        one(text).measure
        for text in (
            "The blast killed 16 people.",
            "16 people died in the blast.",
            "The death toll stands at 16.",
            "The blast left 16 dead.",
        )
    ]
    assert measures == ["people, killed"] * 4


def test_part_and_whole():
    part, whole = figures("54 of the 60 schools closed.")
    assert (part.value, part.noun, part.population) == (54, "schools", "the 60 schools")
    assert (whole.value, whole.noun, whole.population) == (60, "schools", "")


def test_addition_and_total():
    added, total = figures("Another 1,500 soldiers arrived, bringing the total to 3,000.")
    assert (added.kind, total.kind) == ("increment", "cumulative")
    assert added.measure == total.measure == "troops"


def test_a_change_keeps_both_levels_apart():
    before, after = figures("Revenue fell from $20m to $15m.")
    assert (before.value, before.kind) == (20e6, "change")
    assert (after.value, after.kind) == (15e6, "level")
    assert one("Revenue rose by 5%.").kind == "change"
    by, reached = figures("The deficit rose by $3m to $12m.")
    assert (by.value, by.kind, reached.value, reached.kind) == (3e6, "change", 12e6, "level")


@pytest.mark.parametrize(("text", "bound"), [
    ("The firm makes sub-7 nanometre chips.", "less_than"), ("An over-50 crowd came.", "more_than"),
])  # fmt: skip
def test_a_bound_is_joined_by_a_hyphen(text, bound):
    assert one(text).bound == bound


def test_two_bounds_make_a_range():
    figure = one("The price is above 1,000 and below 1,500.")
    assert (figure.low, figure.high, figure.low_closed, figure.high_closed) == (1000, 1500, False, False)


def test_conversions_in_brackets_share_the_bound():
    first, second = figures("The engine yields just under 296 hp (220 kW).")
    assert first.bound == second.bound == "less_than"
    assert second.low == pytest.approx(198)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("16 miners arrived.", "reported"),
        ("The firm plans to build 500 homes.", "planned"),
        ("The strike is expected to cost 500 jobs.", "projected"),
        ("An estimated 500 homes were lost.", "estimated"),
        ("500 people are feared dead.", "feared"),
        ("Some 500 homes could be lost.", "estimated"),
    ],
)
def test_modality(text, modality):
    assert one(text).modality == modality


def test_the_innermost_source_is_the_originator():
    text = "The agency said police counted 300 marchers, the paper wrote."
    outer = attribution(text, "The agency said police counted 300 marchers", "media:the-paper")
    middle = attribution(text, "police counted 300 marchers", "organisation:agency", parent=0)
    inner = attribution(text, "300 marchers", "organisation:police", parent=1, lemma="count")
    figure = one(text, said=[outer, middle, inner])
    assert figure.attribution == 2
    assert figure.originator_id == "organisation:police"
    assert figure.reported_by == "organisation:agency"


def test_without_a_source_the_publisher_reports_and_nobody_originates():
    figure = one("300 marchers came.")
    assert (figure.attribution, figure.originator_id, figure.reported_by) == (None, "", "The Gazette")


def test_dates_are_resolved_against_publication():
    figure = one("Officials closed 12 schools on Monday.", published=date(2024, 5, 8))
    assert (figure.holds_from, figure.holds_to) == (date(2024, 5, 6), date(2024, 5, 6))
    figure = one("Officials closed 12 schools on Monday.")
    assert (figure.holds_from, figure.holds_to) == (None, None)
    assert period("July 4, 2016", None) == (date(2016, 7, 4), date(2016, 7, 4))
    assert period("last week", date(2024, 5, 8)) == (date(2024, 4, 29), date(2024, 5, 5))


def test_the_counted_thing_is_not_the_speaker():
    figure = one("1,500 soldiers have arrived, the agency said.")
    assert figure.noun == "soldiers"


@pytest.mark.parametrize("digits", ["1,2,3,4", "9" * 400, "1,50", "1.2.3"])
def test_what_is_no_number_is_not_read(digits):
    assert read_digits(digits) is None


@pytest.mark.parametrize(
    "text", ["10^400 people", "١٢٣ people", "9" * 5000, "1,2,3,4", "$", "-", "half", "1/0", "0-0bn", "²", ""]
)
def test_odd_input_is_safe(text):
    for figure in figures(text):
        assert text[figure.start : figure.end]


ALPHABET = st.sampled_from(
    [
        "0",
        "1",
        "9",
        ",",
        ".",
        "-",
        "–",
        "/",
        "$",
        "£",
        "%",
        "m",
        "bn",
        "k",
        "million",
        "dozen",
        "hundred",
        "two",
        "of",
        "a",
        "half",
        "in",
        "to",
        "from",
        "between",
        "and",
        "or",
        "more",
        "than",
        "nearly",
        "no",
        "fewer",
        "soldiers",
        "killed",
        "\n",
        "½",
        "²",
        "(",
        ")",
        ":",
        "×",
        "^",
        "e",
        "per",
        "year",
        "people",
        "'",
        "’",
        "Monday",
        "2019",
        "×",
        "10",
    ]
)


@given(st.lists(st.tuples(ALPHABET, st.sampled_from(["", " "])), max_size=25))
def test_any_text_gives_sound_figures(pieces):
    text = "".join(word + gap for word, gap in pieces)
    for numeral in numerals(tokenize(text)):
        assert 0 <= numeral.first < numeral.last
    ends = 0
    for figure in figures(text):
        quote = text[figure.start : figure.end]
        assert quote and quote == quote.strip()
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.value is not None or figure.bound == "range" or figure.low is not None or figure.high is not None
        ends = max(ends, figure.end)
    assert ends <= len(text)


def test_the_same_text_gives_the_same_figures():
    text = "At least 16 people were killed and dozens hurt in Leeds on Monday."
    assert figures(text) == figures(text)
    first = quantities(pipeline()(text))[0]
    assert replace(first) == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07.40 Good morning from the gate, where 43 pickets stand.\n\n12.10 The 8 o'clock shift has left.", [43]),
        ("At eight this morning 66,000 lines were silent; until 9 in the evening it was 70,000.", [66_000, 70_000]),
        ("9.30 euros an hour is too little, says the union.", [9.3]),
        ("It wants eight this year.", [8]),
    ],
)
def test_the_hour_at_which_something_was_written_or_was_so_is_no_quantity(text, expected):
    assert [f.value for f in figures(text)] == expected
