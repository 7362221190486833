"""Who is meant by a surname, a pronoun, an office or a description of those told before."""

from __future__ import annotations

import pytest
from short_casts import read, who

from accordingto.actors import cast
from accordingto.language import pipeline
from accordingto.records import Tagged


def test_surname_title_and_pronoun_lead_to_the_full_name():
    text = (
        "Norway's defence minister, Kari Berg, met reporters in Oslo. Berg said talks had failed. "
        "She blamed no one. The minister will travel on Monday."
    )
    found = read(text, "Berg said"[:4], "She", "The minister")
    ids = {who(found, text, words_) for words_ in ("Kari Berg", "She", "The minister")} | {who(found, text, "Berg", 1)}
    assert ids == {("person:kari-berg",)}
    assert found.actors["person:kari-berg"].country == "NOR"


def test_of_two_with_one_surname_the_title_decides():
    text = "Laura Stone and Peter Stone own the mill. Mrs. Stone said it would close. Mr. Stone disagreed. "
    found = read(text, "Mrs. Stone", "Mr. Stone")
    assert who(found, text, "Mrs. Stone") == ("person:laura-stone",)
    assert who(found, text, "Mr. Stone") == ("person:peter-stone",)


def test_an_undecidable_surname_is_marked_as_such():
    text = "Ingrid Voss and Pavel Voss came. Voss said the road was open."
    at = text.index("Voss said")
    found = read(text, "Voss said"[:4])
    unsure = found.resolve(at, at + 4)
    assert len(unsure.actor_ids) == 1
    assert unsure.confidence < 0.6


def test_type_words_find_the_organisation():
    text = (
        "NATO met on Monday, and Volvo and the Daily Mail sent nobody. Sweden thanked the alliance. "
        "Norfield Corp. lost money. The company said it would close."
    )
    found = read(text, "The company")
    assert who(found, text, "the alliance") == ("organisation:nato",)
    assert who(found, text, "The company") == ("organisation:norfield-corp",)


def test_it_is_the_country_that_was_the_subject():
    text = "Turkey has accused Greece of firing on a boat near Cyprus. It wants an inquiry."
    assert who(read(text, "It"), text, "It") == ("country:TUR",)


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Her counsel, Dame Ruth Vale, said no. She left.", "She", "Ruth Vale"),
        ("One of them, Ivar Lund, whose boat sank, said no.", "One of them, Ivar Lund, whose boat sank", "Ivar Lund"),
        ("A spokesman for the group, Jon Dahl, said no.", "A spokesman for the group, Jon Dahl", "Jon Dahl"),
        ("Gov. Rosario Vega met Henrik Lund. She said no.", "She", "Rosario Vega"),
        ("Marit Lund called Jon Dahl. Dahl was out. She waited.", "She", "Marit Lund"),
        ("NATO’s Dirk Visser met reporters. The alliance was ready, the Dutchman said.", "the Dutchman", "Dirk Visser"),
        ("Eva Roux paid the fine. The 61-year-old said it was fair.", "The 61-year-old", "Eva Roux"),
        ("The lawyer Per Holm waited. Holm said no.", "Holm", "Per Holm"),
        (
            "Ana Lima waited. The opposition leader, Litia Vako, said no.",
            "The opposition leader, Litia Vako",
            "Litia Vako",
        ),
    ],
)
def test_descriptions_lead_to_the_person(text, mention, name):
    found = read(text, mention) if mention != "Holm" else read(text)
    at = text.rindex(mention)
    assert [found.actors[i].name for i in found.resolve(at, at + len(mention)).actor_ids] == [name]


@pytest.mark.parametrize(
    ("text", "words_", "names"),
    [
        ("Tallinn and Vilnius met. The pair demanded talks.", "The pair", ["Estonia", "Lithuania"]),
        ("Peru sued Chile. Chile sued Peru. Both governments declined.", "Both governments", ["Peru", "Chile"]),
        ("Ana Hill met Jon Hill. Both Hills denied it.", "Both Hills", ["Ana Hill", "Jon Hill"]),
        (
            "Finance Minister Ana Lima met Trade Minister Jon Dahl. The two ministers agreed.",
            "The two ministers",
            ["Ana Lima", "Jon Dahl"],
        ),
        ("Jon Dahl met Per Holm. Neither man would comment.", "Neither man", ["Jon Dahl", "Per Holm"]),
    ],
)
def test_words_for_several_stand_for_those_named_before(text, words_, names):
    found = read(text, words_)
    assert [found.actors[i].name for i in who(found, text, words_)] == names


def test_a_new_group_is_nobody_known():
    text = "Ana Lima met Jon Dahl. Two ministers agreed. The two parties were not there."
    found = read(text, "Two ministers")
    assert [found.actors[i].kind for i in who(found, text, "Two ministers")] == ["unnamed"]


def test_younger_and_elder_tell_two_bearers_apart():
    text = "Jon Hill coached Ana Hill. Ana Hill won. It was luck, said the younger Hill. The elder Hill agreed."
    found = read(text, "the younger Hill", "The elder Hill")
    assert who(found, text, "the younger Hill") == ("person:ana-hill",)
    assert who(found, text, "The elder Hill") == ("person:jon-hill",)


def test_an_office_goes_to_nobody_of_another_country():
    text = "Donald Trump was briefed. He waited. The Hungarian foreign minister said no."
    found = read(text, "He", "The Hungarian foreign minister")
    assert who(found, text, "The Hungarian foreign minister") != ("person:donald-trump",)


def test_whom_a_speaker_describes_is_somebody_else():
    text = "Omar Dahl spoke at noon. He said he was tired. The driver, Dahl said, had begged him to hurry."
    at = text.index("The driver")
    rows = [
        Tagged(((25, 27),), ((28, 32),), ((33, 45),), 0.9),
        Tagged(
            ((text.index("Dahl said"), text.index("Dahl said") + 4),),
            ((text.index("Dahl said") + 5, text.index("Dahl said") + 9),),
            ((at, at + 10), (text.index("had begged"), len(text) - 1)),
            0.9,
        ),
        Tagged(
            ((at, at + 10),), ((text.index("had begged"), text.index("him")),), ((len(text) - 9, len(text) - 1),), 0.9
        ),
    ]
    found = cast(pipeline()(text), rows, article_id="a1")
    assert found.resolve(at, at + 10).actor_ids != found.resolve(0, 9).actor_ids


def test_they_in_a_quotation_are_not_the_speakers_own_union():
    text = (
        "Norvent Energy closed the plant. Ann Lee, secretary of the Dockers Union, met reporters. "
        "“They told us nothing,” she said."
    )
    said = text.index("“They")
    rows = [
        Tagged(
            ((text.index("she"), text.index("she") + 3),),
            ((text.index("said"), len(text) - 1),),
            ((said, said + 23),),
            0.9,
        ),
        Tagged(((said + 1, said + 5),), ((said + 6, said + 10),), ((said + 11, said + 21),), 0.9),
    ]
    found = cast(pipeline()(text), rows, article_id="a1")
    assert "union" not in "".join(found.resolve(said + 1, said + 5).actor_ids)


@pytest.mark.parametrize(
    ("text", "sources", "pronoun", "meant"),
    [
        (
            "The climbers' club disputes it. In a post on Facebook it said both men were careful.",
            ["The climbers' club", "it"],
            "it said",
            "The climbers' club",
        ),
        ("Jonas Lind called. In a letter to Per Hast he said the plant was safe.", ["he"], "he said", "Jonas Lind"),
    ],
)
def test_whom_something_is_sent_to_does_not_say_it(text, sources, pronoun, meant):
    found = read(text, *sources)
    at = text.index(pronoun)
    assert found.resolve(at, at + 2).actor_ids == who(found, text, meant)


def test_a_bishop_may_come_unannounced():
    text = "The council's leader, Ann Grey, kept silent. The ringers met, and the bishop said the bells would stay."
    found = read(text, "the bishop")
    assert who(found, text, "the bishop") != who(found, text, "Ann Grey")


@pytest.mark.parametrize(
    ("text", "words_", "name"),
    [
        ("Premier Kaja Lund met the chancellor, Otto Weiss, in Bonn. The premier left.", "The premier", "Kaja Lund"),
        ("Kaja Lund met Otto Weiss, a poet, in Bonn. The poet left.", "The poet", "Otto Weiss"),
    ],
)
def test_an_office_does_not_go_to_a_name_before_the_full_stop(text, words_, name):
    found = read(text, words_)
    assert [found.actors[a].name for a in who(found, text, words_)] == [name]


def test_an_office_of_another_is_not_the_room_of_the_mayor():
    text = "The mayor slept in his office. The prosecutor’s office denied it. The Comptroller’s Office agreed."
    found = read(text, "The prosecutor’s office", "The Comptroller’s Office")
    meant = [who(found, text, source) for source in ("The prosecutor’s office", "The Comptroller’s Office")]
    assert meant[0] != meant[1]
    assert "his office" not in {found.actors[a].name for ids in meant for a in ids}


@pytest.mark.parametrize(
    ("text", "sources", "pronoun", "meant"),
    [
        # Who spoke goes on, not whom she spoke of.
        (
            "Ana Ruiz said Rita Lund was ill. She added that work would go on.",
            ["Ana Ruiz", "She"],
            "She",
            "Ana Ruiz",
        ),
        # A new paragraph has its own person.
        (
            "Ana Ruiz was glad. She thanked the museum.\n\nDirector Rita Lund, 44, disagreed. “It is ours,” she said.",
            ["She", "she"],
            "she said",
            "Rita Lund",
        ),
        (
            "Per-Anders Holm keeps a neighbouring herd. “I want a fence,” he said.",
            ["he"],
            "he said",
            "Per-Anders Holm",
        ),
    ],
)
def test_a_pronoun_means_who_spoke_or_acted_here(text, sources, pronoun, meant):
    found = read(text, *sources)
    at = text.index(pronoun)
    assert found.resolve(at, at + len(pronoun.split()[0])).actor_ids == who(found, text, meant)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Bishop Juan Prado led the march. The cleric said the army must go.", "The cleric"),
        ("District Attorney Paul Amari spoke. The prosecutor said it would take weeks.", "The prosecutor"),
    ],
)
def test_a_wider_word_means_the_holder_of_an_office(text, later):
    found = read(text, later)
    (actor_id,) = who(found, text, later)
    assert found.actors[actor_id].name in ("Juan Prado", "Paul Amari")


def test_bosses_who_are_only_described_are_meant_by_they():
    text = "Museum bosses were blamed after they agreed to return the mask."
    found = read(text, "they")
    (actor_id,) = who(found, text, "they")
    assert found.actors[actor_id].name == "Museum bosses"


def test_a_pronoun_keeps_to_its_paragraph():
    text = "Minister Ann Ray was glad, she said.\nDirector Eva Lund hit back. It was over, she said."
    found = read(text, "Ann Ray")
    start = text.rindex("she")
    assert found.resolve(start, start + 3).actor_ids == ("person:eva-lund",)


def test_several_persons_of_one_source_are_those():
    text = "Two of its senators, Ann Ray and Eva Lund, voted no."
    source = "Two of its senators, Ann Ray and Eva Lund"
    assert who(read(text, source), text, source) == ("person:ann-ray", "person:eva-lund")


def test_the_official_is_the_nameless_one_who_spoke_and_no_minister():
    text = "A senior official said the deal was near. Jon Roy disagreed. The official said he would resign."
    found = read(text, "A senior official", "Jon Roy", "The official")
    assert who(found, text, "The official") == who(found, text, "A senior official")


def test_the_bank_is_no_federation_and_the_firm_no_board_of_audit():
    text = "The Federation of Western Builders sued. The bank said no. The Federal Board of Audit met. The firm left."
    found = read(text, "The bank", "The firm")
    for words_, other in (("The bank", "Federation of Western Builders"), ("The firm", "Federal Board of Audit")):
        assert who(found, text, words_) != who(found, text, other)


def test_who_has_spoken_goes_on_though_another_was_named_since():
    text = (
        "“The dam is safe,” said Karl Moser, who runs it.\n"
        "The warning had come from Jan Weiss. “We read his letter,” Moser said. He said nobody would be moved."
    )
    found = read(text, "Karl Moser", "Moser", "He")
    assert who(found, text, "He said"[:2]) == who(found, text, "Karl Moser")
