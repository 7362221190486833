"""Numbers that differ because sources count other things: no contradictions, but told as what they are."""

import pytest

import accordingto
from accordingto.figures.bases import basis, otherwise
from accordingto.figures.hints import hints, is_norm
from accordingto.figures.portions import area, is_portion, other_kind
from accordingto.figures.remarks import is_remarked


def at(text, words):
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The council, which leaves out empty flats, has 410 homes.", "410"),
        ("The clinic has 31 patients, all of them confirmed by a laboratory.", "31"),
        ("The port has 90 tonnes for May, from weighbridges only.", "90"),
        ("The union, with its own drivers, comes to 70.", "70"),
        ("The bank arrives at 14 million euros, but adds the interest.", "14"),
        ("The map shows 220 buildings in the water, barns included.", "220"),
        ("The mayor has eight dead, since he includes a diver.", "eight"),
        ("The register has 52 houses. It counts only those whose roofs fell in.", "52"),
        ("The union says 240 million euros, after tax.", "240"),
        ("Legal Watch lists 239 arrests, with those who were only asked to come.", "239"),
        ("The hospital has treated 41, counting burst eardrums and sunstroke.", "41"),
        ("The prosecutor has arrived at 36, having left out a man who was ill.", "36"),
        ("The ministry keeps to 46 injured, not counting firemen; it has no more.", "46 injured"),
        ("The office has 3,800, but in that number are all who stay with relatives.", "3,800"),
        ("The relief group counts the missing among the dead and gives 158.", "158"),
    ],
)
def test_a_way_of_counting_is_told_beside_the_number(text, number):
    assert basis(text, *at(text, number)).words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The minister, who added that help was coming, has 410.", "410"),
        ("The army, with its allies, killed 30 men.", "30"),
        ("The surgeon, who adds up the lists of both wards, had 29.", "29"),
        ("They had 310 suspected cases, of which 12 were confirmed in a laboratory.", "310"),
        ("It killed 41 people, including three children.", "41"),
    ],
)
def test_what_is_no_way_of_counting(text, number):
    assert not basis(text, *at(text, number)).words


def test_the_same_way_of_counting_in_other_words():
    texts = (
        "The ministry has 251, from laboratories only.",
        "The ministry, which takes laboratory results alone, has 352.",
    )
    one, other = (basis(text, *at(text, number)).words for text, number in zip(texts, ("251", "352"), strict=True))
    assert not otherwise(one, other)


def test_a_source_that_counts_otherwise_contradicts_nobody(tmp_path):
    text = (
        "Police said on Wednesday that 16 people were killed in Leeds. The health ministry, which takes in only deaths "
        "confirmed by a coroner, said on Wednesday that 12 people were killed in Leeds."
    )
    (tmp_path / "leeds.md").write_text(f"---\ntitle: Leeds\npublished: 2024-05-08\n---\n{text}\n")
    found = accordingto.parse(accordingto.read_seeds(tmp_path)).discrepancies
    assert found[["relation", "rule", "flagged"]].values.tolist() == [
        ["definition_differs", "counted_otherwise", "note"]
    ]


def test_parts_of_a_number_told_before():
    text = "Of the 14 arrested, 11 were freed. The lawyers have nine. The force is 900 strong."
    told = [is_portion(text, *at(text, number), bare=True) for number in ("14", "11", "nine", "900")]
    assert told == [False, True, True, False]


def test_the_area_that_a_sentence_opens_with():
    text = "The agency has 400. For the county the directorate has 690 cases."
    one, other = (area(text, *at(text, number)) for number in ("400", "690"))
    assert other_kind(one, other)
    assert not other_kind(one, area(text, *at(text, "400")))


@pytest.mark.parametrize(
    ("text", "number", "hint"),
    [
        ("A note by the office speaks of 47 dead. It is not dated.", "47", "undated"),
        ("A report has 23 dead; it does not say as of when.", "23", "undated"),
        ("The office, which did not say of which day, has 23 dead.", "23", "undated"),
        ("A list has ten names; it has neither a name nor a date.", "ten", "undated"),
        ("The hospital has five bodies in its morgue.", "five", "house"),
        ("Only one of the four boats was at sea.", "four", "base"),
    ],
)
def test_what_the_next_words_tell(text, number, hint):
    assert hint in hints(text, *at(text, number), "", "people", "killed")


def test_a_number_that_makes_a_vote_binding_is_no_count():
    text = "Turnout was 50.8 percent, just above the 50 percent that make the vote binding."
    assert is_norm(text, text.index("50 percent"))


@pytest.mark.parametrize(
    ("remark", "relation"),
    [
        ("Both sides rang us back at noon.", "contradictory"),
        ("A spokesman said that its number was for the wards of one hospital.", "undecided"),
        ("The union means everyone who was seen by a doctor.", "undecided"),
        ("The union was not sure whether it meant that day.", "undecided"),
        ("The difference, a doctor explained, is made up of those who died later.", "undecided"),
        ("It leaves out those who died at home.", "definition_differs"),
        ("If one adds the wounded, it is 30.", "undecided"),
    ],
)
def test_who_is_told_how_numbers_were_counted_reads_no_contradiction(parse, remark, relation):
    text = (
        "Police said on Wednesday that 16 people were killed in Leeds on Tuesday. "
        f"The union said on Wednesday that 22 people were killed in Leeds on Tuesday. {remark}"
    )
    assert parse(("leeds", "2024-05-08", text)).discrepancies["relation"].tolist() == [relation]


@pytest.mark.parametrize(
    ("text", "number", "narrowed"),
    [
        ("The list has 34 names; take away the 11 who died at home, he said.", "11", True),
        ("She finds 91,500 members with a balance. The regulator speaks of 96,000.", "91,500 members", True),
        ("She finds 91,500 members. The regulator speaks of 96,000.", "91,500 members", False),
    ],
)
def test_the_words_beside_a_number_may_narrow_it(text, number, narrowed):
    assert is_remarked(text, text.index(number), text.index(number) + len(number)) is narrowed
