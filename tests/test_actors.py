"""Who is meant: names, offices, pronouns, capitals, groups; and nothing that is not in the text."""

from __future__ import annotations

import random
import time

import pytest

from accordingto.actors import cast, describe_mention, merge
from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.words import words
from accordingto.language import pipeline
from accordingto.records import Actor, Tagged


def read(text, *sources, **options):
    """The cast of a text whose sources are these words, each at its first place after the one before."""
    tagged, at = [], 0
    for source in sources:
        at = text.index(source, at)
        tagged.append(Tagged(((at, at + len(source)),), (), (), 0.9))
        at += len(source)
    return cast(pipeline()(text), tagged, article_id="a1", **options)


def who(found, text, words_, nth=0):
    """The ids that the n-th occurrence of some words stands for."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words_, at + 1)
    return found.resolve(at, at + len(words_)).actor_ids


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


def test_surname_title_and_pronoun_lead_to_the_full_name():
    text = (
        "Norway's defence minister, Kari Berg, met reporters in Oslo. Berg said talks had failed. "
        "She blamed no one. The minister will travel on Monday."
    )
    found = read(text, "Berg said"[:4], "She", "The minister")
    ids = {who(found, text, words_) for words_ in ("Kari Berg", "She", "The minister")} | {who(found, text, "Berg", 1)}
    assert ids == {("person:kari-berg",)}
    assert found.actors["person:kari-berg"].country == "NOR"


def test_family_names_that_lead_are_found_and_given_names_do_not_mislead():
    text = (
        "Jang Min-ho, South Korea’s trade minister, spoke first. “It is late,” Jang said. "
        "Later the leaders Peter Holm and Jang Su Il met."
    )
    found = read(text, "Jang Min-ho", "Jang")
    assert who(found, text, "Jang", 1) == ("person:jang-min-ho",)


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


def test_capitals_and_compass_words_stand_for_countries():
    text = (
        "South Korea and North Korea met. The South made an offer, but the North refused. "
        "Paris welcomed the talks. Officials met in Rome."
    )
    found = read(text, "Paris")
    assert who(found, text, "The South") == ("country:KOR",)
    assert who(found, text, "the North") == ("country:PRK",)
    assert who(found, text, "Paris") == ("country:FRA",)
    assert "country:ITA" not in found.actors, "a town that something happens in is not an actor"


def test_a_government_seat_is_an_organisation_that_speaks_for_its_country():
    text = "The White House declined to comment. Seoul’s spy agency said nothing. Downing Street agreed."
    found = read(text, "The White House", "Seoul’s spy agency", "Downing Street")
    for words_, country in (("White House", "USA"), ("Seoul’s spy agency", "KOR"), ("Downing Street", "GBR")):
        (actor_id,) = who(found, text, words_)
        actor = found.actors[actor_id]
        assert (actor.kind, actor.country, actor.speaks_for) == ("organisation", country, f"country:{country}")


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


def test_type_words_find_the_organisation():
    text = (
        "NATO met on Monday, and Volvo and the Daily Mail sent nobody. Sweden thanked the alliance. "
        "Norfield Corp. lost money. The company said it would close."
    )
    found = read(text, "The company")
    assert who(found, text, "the alliance") == ("organisation:nato",)
    assert who(found, text, "The company") == ("organisation:norfield-corp",)


def test_several_names_are_several_actors():
    text = "Canada and Mexico condemned the attack. The presidents Luis Vega and Jon Dahl agreed."
    found = read(text, "Canada and Mexico", "The presidents Luis Vega and Jon Dahl")
    assert who(found, text, "Canada and Mexico") == ("country:CAN", "country:MEX")
    assert who(found, text, "The presidents Luis Vega and Jon Dahl") == ("person:luis-vega", "person:jon-dahl")


def test_it_is_the_country_that_was_the_subject():
    text = "Turkey has accused Greece of firing on a boat near Cyprus. It wants an inquiry."
    assert who(read(text, "It"), text, "It") == ("country:TUR",)


def test_unnamed_sources_stay_unnamed_and_keep_what_their_words_tell():
    text = "Two Polish officials said the border was shut. Some analysts disagreed. Some Kenyan newspapers agreed."
    found = read(text, "Two Polish officials", "Some analysts", "Some Kenyan newspapers")
    officials, analysts, papers = (
        found.actors[who(found, text, w)[0]]
        for w in ("Two Polish officials", "Some analysts", "Some Kenyan newspapers")
    )
    assert (officials.kind, officials.country, officials.sector) == ("unnamed", "POL", "GOV")
    assert officials.actor_id == "unnamed:a1:two-polish-officials"
    assert (analysts.kind, analysts.speaks_for) == ("unnamed", "")
    assert (papers.kind, papers.country) == ("media", "KEN")


def test_every_source_becomes_an_actor():
    text = "A new study says tea is good. “Nobody knows,” those close to the deal said. The 40-page report disagrees."
    sources = ("A new study", "those close to the deal", "The 40-page report")
    found = read(text, *sources)
    assert all(who(found, text, source) for source in sources)


def test_the_hand_kept_list_completes_what_the_article_leaves_out():
    people = [{"name": "Olga Petrenko", "role": "foreign minister", "organisation": "", "country": "UKR"}]
    actor = read("Petrenko said no.", "Petrenko", people=people).actors["person:olga-petrenko"]
    assert (actor.country, actor.role, actor.speaks_for) == ("UKR", "foreign minister", "country:UKR")
    assert actor.resolved_by == "people"


def test_what_names_nobody_stands_for_nobody():
    text = "The bridge over the river was closed on Monday because of ice."
    found = read(text)
    assert not found.actors
    assert found.resolve(0, 10).actor_ids == ()
    assert found.resolve(5, 5).actor_ids == ()
    assert found.resolve(-3, 10_000).confidence == 0.0


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "“", "’s", "He said.", "Mr.", "the South", "A B C D E F.", "😀 said “no", "x" * 3000, "- - Kim-"],
)
def test_any_text_is_read(text):
    doc = pipeline()(text)
    tagged = [Tagged(((0, len(text)),), (), (), 0.5)] if text.strip() else []
    found = cast(doc, tagged)
    found.resolve(0, len(text))
    assert all(0 <= m.start < m.end <= len(text) and m.actor_id in found.actors for m in found.mentions)


def test_mentions_are_exact_and_ids_hold_no_separator():
    text = "“Wait,” said Ms. Ana Lima; Lima’s aide and the U.S. envoy\nwaited. They left for Rome."
    found = read(text, "Ms. Ana Lima", "Lima’s aide and the U.S. envoy", "They")
    assert found.mentions == tuple(sorted(found.mentions, key=lambda m: (m.start, m.end, m.actor_id)))
    assert all(text[m.start : m.end] == text[m.start : m.end].strip() != "" for m in found.mentions)
    assert not any(";" in actor_id for actor_id in found.actors)


def test_time_grows_with_the_text_not_its_square():
    block = "Ana Lima, a Peruvian judge, met Jon Dahl. “No,” she said. The minister told Lima he agreed. "
    one = pipeline()(block * 40)
    doc = pipeline()(block * 320)

    def seconds(parsed):
        begin = time.process_time()
        cast(parsed, [])
        return time.process_time() - begin

    seconds(one)
    assert seconds(doc) < 30 * max(seconds(one), 0.01)


def test_merge_does_not_hang_on_the_order():
    actors = [
        Actor("person:a", "A", "person", role="judge", aliases=("x",), mentions=1, resolved_by="article"),
        Actor("person:a", "Ann A", "person", country="FRA", aliases=("y", "x"), mentions=4, resolved_by="people"),
        Actor("country:FRA", "France", "country", country="FRA", mentions=2, resolved_by="gazetteer"),
        Actor("person:a", "A", "person", role="senator", mentions=2, resolved_by="none"),
    ]
    expected = merge(actors)
    for seed in range(5):
        shuffled = random.Random(seed).sample(actors, len(actors))
        assert merge(shuffled) == expected
    merged = {a.actor_id: a for a in expected}["person:a"]
    assert (merged.mentions, merged.country, merged.role, merged.resolved_by) == (7, "FRA", "senator", "people")
    assert set(merged.aliases) | {merged.name} == {"A", "Ann A", "x", "y"}


@pytest.mark.parametrize(
    ("mention", "country", "sector"),
    [
        ("Norwegian fishermen", "NOR", "AGR"),
        ("Peru's ambassador to Chile", "PER", "GOV"),
        ("a former Danish senator", "DNK", "ELI"),
        ("police in Nairobi", "KEN", "COP"),
        ("several of the largest trade unions in Greece", "GRC", "LAB"),
        ("Chad", "TCD", ""),
        ("Senator Anna Valencia", "", "LEG"),
        ("a spokesman for the Belgian army", "BEL", "MIL"),
        ("they", "", ""),
    ],
)
def test_words_tell_country_and_sector(mention, country, sector):
    told = describe_mention(mention)
    assert (told.country, told.sector) == (country, sector)


def test_gazetteers_are_sound():
    knowledge = gazetteer()
    assert len(knowledge.countries) > 190
    for iso3, name in knowledge.countries.items():
        assert len(iso3) == 3 and iso3.isupper()
        assert describe_mention(name).country == iso3, name
    assert describe_mention("us").country == "" and describe_mention("US").country == "USA"
    assert describe_mention("who").kind == "" and describe_mention("WHO").kind == "organisation"


def test_words_keep_their_places():
    text = "Kim Hong-kyun’s aide — J. Hill — of the U.S. team said: “We’ve won.”"
    assert all(text[w.start : w.end] == w.text for w in words(text))
    assert [w.text for w in words(text) if w.possessive] == ["Hong-kyun"] or words(text)[1].possessive


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


def test_an_authority_of_a_place_does_not_speak_for_the_country():
    text = "Bavaria’s data protection authority said no. Germany’s data protection authority said yes."
    found = read(text, "Bavaria’s data protection authority", "Germany’s data protection authority")
    local, national = (
        found.actors[who(found, text, w + "’s data protection authority")[0]].speaks_for for w in ("Bavaria", "Germany")
    )
    assert (local, national) == ("", "country:DEU")


def test_who_speaks_where_no_source_is_marked():
    text = "Ana Lima met Jon Dahl. “It is late,” Dahl said. “Go home.” Asked about Ana Lima, she did not answer."

    def span(words_):
        return (text.index(words_), text.index(words_) + len(words_))

    said = Tagged((span("Dahl said"),), (), (span("“It is late,”"),), 0.9)
    goes_on = Tagged((), (), (span("“Go home.”"),), 0.9)
    silent = Tagged((), (span("did not answer"),), (), 0.9)
    said = Tagged(((span("Dahl said")[0], span("Dahl said")[0] + 4),), (), said.content, 0.9)
    found = cast(pipeline()(text), [said, goes_on, silent])
    assert found.speaker(said).actor_ids == found.speaker(goes_on).actor_ids == ("person:jon-dahl",)
    assert found.speaker(silent).actor_ids == ("person:ana-lima",)
    assert found.speaker(Tagged((), (), (), 0.9)).actor_ids == ()


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


def test_a_clause_behind_a_source_names_no_second_one():
    text = "A recording sent to the Herald said the camp was empty."
    found = read(text, "A recording sent to the Herald")
    assert len(who(found, text, "A recording sent to the Herald")) == 1


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


def test_who_is_described_is_called_by_the_whole_source_too():
    text = "The police in the state said the vote was calm."
    found = read(text, "The police in the state")
    (actor_id,) = who(found, text, "The police in the state")
    assert "The police in the state" in (found.actors[actor_id].name, *found.actors[actor_id].aliases)


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
    ],
)
def test_bodies_of_a_state_speak_for_it_and_parties_for_themselves(text, source, name, speaks_for):
    found = read(text, *(["Ann Ray"] if "Ray" in text else []), source)
    actor = found.actors[who(found, text, source)[0]]
    assert actor.speaks_for == speaks_for
    assert name in ("", actor.name)


def test_who_is_named_first_after_the_office_that_opens_an_article_holds_it():
    text = "The head of Norfield Foods said no on Monday.\n“Nobody asked us,” Ann Ray said. Ray left."
    found = read(text, "The head of Norfield Foods", "Ann Ray")
    actor = found.actors["person:ann-ray"]
    assert (actor.role, actor.speaks_for) == ("head", "organisation:norfield-foods")
    text = text.replace("said no", "resigned")
    assert read(text, "Ann Ray").actors["person:ann-ray"].speaks_for == ""


def test_names_that_a_country_or_a_kind_of_body_begins_are_whole():
    text = (
        "British Cycling said no. Grupo Odrane said more. St Mary's Hospital said nothing. The National Liberals left."
    )
    found = read(text, "British Cycling", "Grupo Odrane", "St Mary's Hospital", "The National Liberals")
    names = {a.name for a in found.actors.values() if a.kind == "organisation"}
    assert {"British Cycling", "Grupo Odrane", "St Mary's Hospital", "National Liberals"} <= names


def test_a_president_who_thanks_a_country_is_not_its_own():
    text = "Oslo waited. Norway was tired.\nDenmark promised two boats. The President thanked Denmark for its haste."
    found = read(text, "Denmark", "The President")
    assert found.actors[who(found, text, "The President")[0]].speaks_for == "country:NOR"


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


def test_police_without_an_article_are_the_states_and_a_senate_is_that_of_the_country_told():
    text = "OSLO - Norway waited. Police said no. The Senate agreed in Oslo."
    found = read(text, "Police", "The Senate")
    assert found.actors[who(found, text, "Police")[0]].speaks_for == "country:NOR"
    assert found.actors[who(found, text, "The Senate")[0]].country == "NOR"


def test_a_pronoun_keeps_to_its_paragraph():
    text = "Minister Ann Ray was glad, she said.\nDirector Eva Lund hit back. It was over, she said."
    found = read(text, "Ann Ray")
    start = text.rindex("she")
    assert found.resolve(start, start + 3).actor_ids == ("person:eva-lund",)


def test_several_persons_of_one_source_are_those():
    text = "Two of its senators, Ann Ray and Eva Lund, voted no."
    source = "Two of its senators, Ann Ray and Eva Lund"
    assert who(read(text, source), text, source) == ("person:ann-ray", "person:eva-lund")


def test_whom_people_of_a_place_speak_for():
    text = "Voters in Elm Falls turned down the levy on Tuesday. Mayor Dale Orlund conceded defeat."
    found = read(text, "Mayor Dale Orlund")
    names = {a.name: a.speaks_for for a in found.actors.values()}
    assert found.actors[names["Dale Orlund"]].name == "Elm Falls"
    text = "A clinic in Geelong closed on Monday. Premier Tom Hale backed Health Minister Ana Reed."
    found = read(text, "Premier Tom Hale")
    names = {a.name: a.speaks_for for a in found.actors.values()}
    assert found.actors[names["Tom Hale"]].name == found.actors[names["Ana Reed"]].name == "Victoria"


def test_a_boss_whose_firm_is_not_told_speaks_for_the_one_that_has_just_acted():
    text = "Halden Creamery has recalled its yoghurt. “We are sorry,” said boss Fiona Marsh."
    found = read(text, "boss Fiona Marsh")
    names = {a.name: a.speaks_for for a in found.actors.values()}
    assert found.actors[names["Fiona Marsh"]].name == "Halden Creamery"


def test_names_of_organisations_are_read_whole():
    text = (
        "Consumer Watch Aotearoa wants more, and so do the Women’s Legal Desk and St Brendan’s Community College. "
        "The Labour Party’s Anna Hill agreed, and the Progress Party boss did not."
    )
    found = read(text)
    forms = {form for a in found.actors.values() for form in (a.name, *a.aliases)}
    assert {"Consumer Watch Aotearoa", "Women’s Legal Desk", "St Brendan’s Community College"} <= forms


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


def test_a_country_behind_a_title_and_a_given_name_is_a_family_name():
    text = "Superintendent Masaru Togo defended the choice. Togo said the matter was closed."
    assert {a.name for a in read(text, "Superintendent Masaru Togo", "Togo").actors.values()} == {"Masaru Togo"}
