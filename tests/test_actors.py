"""Who is meant: names, capitals, sources without a name; and nothing that is not in the text."""

from __future__ import annotations

import random
import time

import pytest
from short_casts import read, who

from accordingto.actors import cast, describe_mention, merge
from accordingto.actors.gazetteer import gazetteer
from accordingto.actors.words import words
from accordingto.language import pipeline
from accordingto.records import Actor, Tagged


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


def test_several_names_are_several_actors():
    text = "Canada and Mexico condemned the attack. The presidents Luis Vega and Jon Dahl agreed."
    found = read(text, "Canada and Mexico", "The presidents Luis Vega and Jon Dahl")
    assert who(found, text, "Canada and Mexico") == ("country:CAN", "country:MEX")
    assert who(found, text, "The presidents Luis Vega and Jon Dahl") == ("person:luis-vega", "person:jon-dahl")


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


def test_a_clause_behind_a_source_names_no_second_one():
    text = "A recording sent to the Herald said the camp was empty."
    found = read(text, "A recording sent to the Herald")
    assert len(who(found, text, "A recording sent to the Herald")) == 1


def test_who_is_described_is_called_by_the_whole_source_too():
    text = "The police in the state said the vote was calm."
    found = read(text, "The police in the state")
    (actor_id,) = who(found, text, "The police in the state")
    assert "The police in the state" in (found.actors[actor_id].name, *found.actors[actor_id].aliases)
