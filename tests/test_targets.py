"""Whom or what a stand is taken towards."""

import pytest
from sample_stands import one, said, stands

from accordingto import actors
from accordingto.language import pipeline
from accordingto.pipeline import extract as extract_all
from accordingto.positions.aims import Target
from accordingto.positions.learned import Reading
from accordingto.positions.pointed import pointed
from accordingto.positions.speakers import Names, Speaker
from accordingto.positions.stand import Stand


def test_targets_are_addressees_and_those_responsible():
    accused = one("Hill accused Portugal of lying.", "Hill", "accused", "Portugal of lying")
    doer = one("Hill described Portugal’s actions as reckless.", "Hill", "described", "Portugal’s actions as reckless")
    assert accused.target_id == doer.target_id == "country:PRT"
    assert accused.target == doer.target == "Portugal"
    assert accused.target_kind == doer.target_kind == "actor"


def test_a_month_is_no_target_unless_it_is_the_thing_promised():
    signed = one("Mary Hill signed a security pact in June.", "Mary Hill", "signed", "a security pact")
    assert "pact" in signed.target and "June" not in signed.target
    text = "Mary Hill promised a month without trains."
    assert one(text, "Mary Hill", "promised", "a month without trains").target == "a month"


def test_whoever_was_summoned_is_the_addressee():
    text = "Norway reacted by summoning João Sousa and demanding the removal of the nets."
    found = stands(text, said(text, "Norway", "demanding", "the removal of the nets", ("country:NOR",)))
    demand = next(p for p in found if p.act == "demands")
    assert demand.target_id == "country:PRT"


def test_two_speakers_take_a_row_each_and_help_each_other():
    text = "Norway and Portugal signed a pact, pledging mutual help."
    found = stands(text, said(text, "Norway and Portugal", "pledging", "mutual help", ("country:NOR", "country:PRT")))
    promises = {p.actor_id: p.target_id for p in found if p.act == "promises"}
    assert promises == {"country:NOR": "country:PRT", "country:PRT": "country:NOR"}


def test_a_plain_fact_is_about_its_subject_or_what_the_speaker_did():
    text = "Mary Hill said the flood lasted for nine days."
    assert one(text, "Mary Hill", "said", "the flood lasted for nine days").target == "the flood"
    text = "Mary Hill said Norway had sold two boats."
    assert one(text, "Mary Hill", "said", "Norway had sold two boats").target == "two boats"


def test_whom_a_thing_is_promised_or_asked_of_is_told_beside_it():
    text = "Mary Hill promised Portugal a new quay."
    p = one(text, "Mary Hill", "promised", "Portugal a new quay")
    assert (p.target, p.target_id) == ("a new quay", "country:PRT")
    text = "Mary Hill asked Portugal for the logbooks."
    p = one(text, "Mary Hill", "asked", "Portugal for the logbooks")
    assert (p.target, p.target_id) == ("the logbooks", "country:PRT")


def test_the_name_found_for_a_thing_is_no_part_of_the_target():
    text = "Mary Hill accused Portugal of “selling the sea”."
    assert one(text, "Mary Hill", "accused", "Portugal of “selling the sea”").target == "Portugal"


@pytest.mark.parametrize(
    ("said", "cue", "target"),
    [
        ("to raise the raid with Portuguese partners", "promised", "the raid"),
        ("There was no bribe", "said", "bribe"),
        ("it as a trick", "dismissed", "it"),
        ("the move “robbery”", "branded", "move"),
        ("the council to annul the vote", "asked", "vote"),
        ("for the way the ferry was run", "apologised", "way the ferry was run"),
        ("the alarm Norway had caused", "regretted", "alarm Norway had caused"),
        ("that the ferries might sink", "fears", "ferries"),
        ("it would take years to clear the wreck", "feared", "wreck"),
        ("people who sell whale meat should be ashamed", "said", "people who sell whale meat"),
        ("any need for a ban", "rejected", "a ban"),
        ("Norway was aware of the leak", "said", "leak"),
        ("there were two more boats", "said", "two more boats"),
        ("That is not good enough", "said", "That"),
        ("the plan a farce", "called", "plan"),
        ("the envoy over the remarks", "summoned", "envoy"),
        ("“I have never sold ivory,”", "said", "sold ivory"),
        ("“I don’t trust the lifeboats,”", "said", "lifeboats"),
        ("leaving was a mistake", "said", "leaving"),
        ("that it would not be cheap", "warned", "it"),
        ("Norway was in touch with the coastguard", "said", "coastguard"),
        ("the islanders a new quay", "promised", "a new quay"),
        ("that Norway would attend", "promised", "attend"),
        ("to resign unless the harbour was reopened", "threatened", "resign"),
        ("Portugal for the logbooks", "asked", "logbooks"),
        ("the fishermen to be heard in the capital", "wants", "fishermen to be heard"),
        ("that closing the quay would cost 40 jobs", "warned", "closing the quay"),
        ("Norway had no intention of selling the ferries", "said", "ferries"),
        ("since May, the number of ferries has doubled", "said", "number of ferries"),
    ],
)
def test_targets_of_promises_denials_and_names(said, cue, target):
    text = f"Mary Hill {cue} {said}."
    assert one(text, "Mary Hill", cue, said).target.removeprefix("the ").startswith(target.removeprefix("the "))


def test_what_is_described_before_the_cue_is_the_target():
    text = "Sousa proposed a ban, a step that Mary Hill described as reckless."
    assert one(text, "Mary Hill", "described", "as reckless").target == "a step"


def test_who_is_told_something_is_not_who_tells_it():
    text = "Mary Hill told him to leave the room."
    assert one(text, "Mary Hill", "told", "him to leave the room").target == "him"


def test_several_accused_come_in_the_order_of_the_text():
    text = "Hill accused Portugal and Acme of lying."
    found = stands(text, said(text, "Hill", "accused", "Portugal and Acme of lying", ("person:mary-hill",)))
    assert [p.target for p in found] == ["Portugal", "Acme"]


@pytest.mark.parametrize(
    ("cue", "said", "act", "target"),
    [
        ("disputed", "the figure", "denies", "the figure"),
        ("called for", "Sousa to go", "demands", "Sousa"),
        ("wants", "Acme to pay", "demands", "Acme"),
        ("asked", "the court to set aside the ruling", "demands", "the ruling"),
        ("warned", "Acme of floods", "warns", "floods"),
        ("would not give", "his name", "declines_to_confirm", "his name"),
        ("vowed", "to return if the rain stops", "promises", "return"),
        ("vowed", "to stay on", "promises", "stay on"),
        ("asked", "the miners to go home", "demands", "the miners"),
        ("asked", "the ministry to send a doctor", "calls_for", "the ministry"),
        ("threatened to", "sue Acme for unfair dismissal", "threatens", "Acme"),
        ("would not say", "whom the board had named", "declines_to_confirm", "whom the board had named"),
        ("refused", "to comment as he left the hall", "no_response", ""),
    ],
)
def test_who_is_pressed_and_what_is_not_told(cue, said, act, target):
    found = one(f"Mary Hill {cue} {said}.", "Mary Hill", cue, said)
    assert (found.act, found.target) == (act, target)


def test_a_threat_is_against_what_it_would_harm_before_what_it_hangs_on():
    text = "Peru said it will suspend the treaty if the ruling stands. Peru said it will close it if Chile does not."
    assert [p.target for p in extract_all(pipeline()(text)).positions] == ["the treaty", "Chile"]


def test_a_word_that_only_stands_for_what_comes_is_no_target():
    for cue in ("considered", "called"):
        text = f"Mary Hill {cue} it unlikely that the troops would go."
        content = "it unlikely that the troops would go"
        assert one(text, "Mary Hill", cue, content).target == "that the troops would go"


def test_a_question_before_its_refusal_is_the_target():
    text = "Whether the plant will close, Hill would not say."
    position = one(text, "Hill", "would not say", "Whether the plant will close")
    assert (position.act, position.target) == ("declines_to_confirm", "Whether the plant will close")


@pytest.mark.parametrize(
    ("text", "act", "target"),
    [
        ("Judge Mary Hill ordered a reporter held for two months before trial.", "condemns", "a reporter"),
        ("Judge Mary Hill refused to release him into house arrest.", "rejects", "him"),
        ("Mary Hill refused to release the names of the dead.", "declines_to_confirm", "the names of the dead"),
        ("Mary Hill has asked the High Court to order a new vote.", "calls_for", "a new vote"),
        ("Mary Hill has asked the government for two new buses.", "calls_for", "two new buses"),
        ("Mary Hill called for a strike on Monday.", "calls_for", "a strike"),
        ("Mary Hill said she had been told in May that the school would stay open.", "neutral", "the school"),
        ("Two weeks before her arrest, Mary Hill said, Ann Berg had bought a house.", "neutral", "Ann Berg"),
        ("“I have stopped believing it,” Mary Hill said.", "doubts", "it"),
        ("Benin closed its border with Togo after two traders were shot.", "condemns", "Togo"),
    ],
)
def test_who_or_what_a_deed_or_a_saying_is_about(text, act, target):
    found = extract_all(pipeline()(text)).positions[0]
    assert (found.act, found.target) == (act, target)


@pytest.mark.parametrize(
    ("rules", "shown", "chance", "taken"),
    [
        ("the town", "The new toll", 0.9, "The new toll"),
        ("the town", "The new toll", 0.02, "the town"),
        ("", "The new toll", 0.5, "The new toll"),
        ("the new toll on lorries", "The new toll", 0.9, "the new toll on lorries"),  # The same one.
        ("the town", "", 0.98, ""),
    ],
)
def test_the_networks_target_is_believed_where_it_is_sure(rules, shown, chance, taken, monkeypatch):
    doc = pipeline()("“The new toll is an insult to the town,” said Ann Hill.")
    start = doc.text.index(shown)
    span = (start, start + len(shown)) if shown else None
    monkeypatch.setattr(Reading, "target", lambda self, act: (span, chance))
    speaker = Speaker(Names(doc, actors.cast(doc, [])), ())
    stand = Stand("condemns", (6,), False, False, "learned", 0.8, 4, reading=Reading({}))
    assert pointed(stand, Target(rules, "", "event", 9), speaker).text == taken
    assert pointed(Stand("condemns", (6,), False, False, "learned", 0.8, 4), Target(rules), speaker).text == rules


def test_words_that_only_say_the_act_are_no_target():
    for text in ("The palace declined to comment.", "The minister could not be reached for comment."):
        assert extract_all(pipeline()(text)).positions[0].target == ""


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Opposition leader Ann Roy walked out of the chamber in protest at her refusal to set a day.", "her refusal"),
        ("Five ministers of the Popular Front walked out of a cabinet meeting over a bill.", "a bill"),
    ],
)
def test_what_somebody_walks_out_over_may_stand_far_behind(text, target):
    assert extract_all(pipeline()(text)).positions[0].target.startswith(target)
