"""Stands: who takes which, how sure, with the words that show it."""

import pytest
from sample_stands import FakeCast, one, said, stands

from accordingto.language import pipeline
from accordingto.pipeline import extract as extract_all
from accordingto.positions import commitment_at, extract, plover
from accordingto.records import Attribution
from accordingto.schemas import STANCE_ACTS


@pytest.mark.parametrize(
    ("cue", "content", "act", "polarity"),
    [
        ("condemned", "the attack on the port", "condemns", -1),
        ("praised", "the new treaty", "supports", 1),
        ("said", "the plan presents a grave danger to all", "warns", -1),
        ("said", "that the raid was reckless and illegal", "condemns", -1),
        ("insisted", "that the deal is within the framework of the law", "defends", 1),
        ("declined to comment", "on the leaked memo", "no_response", None),
        ("declined to say", "whether the talks had begun", "declines_to_confirm", None),
        ("refrained from confirming", "reports of a new base", "declines_to_confirm", None),
        ("emphasized plans", "to strengthen trade with Portugal", "promises", 1),
        ("considered", "it unlikely that the talks would resume", "doubts", -1),
        ("expressed", "deep concern over the spill", "expresses_concern", -1),
        ("denied", "that any money was paid", "denies", -1),
        ("urged", "Portugal to reopen the border", "calls_for", 0),
        ("said", "that Portugal must withdraw its ships", "demands", -1),
        ("rejected", "the offer from Lisbon", "rejects", -1),
        ("acknowledged", "that mistakes were made", "concedes", 1),
        ("said", "the ferry leaves at nine", "neutral", None),
        ("hoped", "that all sides would favor a truce", "calls_for", 0),
    ],
)
def test_act_and_polarity(cue, content, act, polarity):
    p = one(f"Mary Hill {cue} {content}.", "Mary Hill", cue, content)
    assert (p.act, p.polarity) == (act, polarity)
    assert p.speaks_for == "country:NOR"


def test_own_next_step_is_a_threat_or_a_promise():
    threat = one("Hill said Norway would be ready to retaliate.", "Hill", "said", "Norway would be ready to retaliate")
    promise = one("Hill said Norway will help the refugees.", "Hill", "said", "Norway will help the refugees")
    refusal = one("Hill said Norway will not accept the terms.", "Hill", "said", "Norway will not accept the terms")
    assert [p.act for p in (threat, promise, refusal)] == ["threatens", "promises", "rejects"]


def test_negated_fact_about_the_own_side_is_a_denial_of_the_claim():
    text = "Mary Hill told reporters that Norway did not target the cables."
    p = one(text, "Mary Hill", "told reporters", "that Norway did not target the cables")
    assert (p.act, p.commitment, p.target_kind) == ("denies", "ct-", "claim")
    assert "cables" in p.target


def test_negated_act_is_kept_with_polarity_zero():
    p = one("Mary Hill did not condemn the raid.", "Mary Hill", "did not condemn", "the raid")
    assert (p.act, p.negated, p.polarity) == ("condemns", True, 0)
    p = one("Mary Hill refused to condemn the raid.", "Mary Hill", "refused to condemn", "the raid")
    assert (p.act, p.negated, p.polarity) == ("condemns", True, 0)


def test_conditional_stand_is_uncommitted():
    text = "Mary Hill said Norway would support the bill if the fees were cut."
    p = one(text, "Mary Hill", "said", "Norway would support the bill if the fees were cut", "person:mary-hill")
    plain = one("Mary Hill supports the bill.", "Mary Hill", "supports", "the bill")
    assert plain.act == "supports" and not plain.conditional and plain.commitment == "ct+"
    assert p.conditional and p.commitment == "uu"
    assert (p.act, p.polarity) == ("supports", 1)
    told = stands("Norway would support the treaty if it protected the fjords.")
    assert [(q.act, q.conditional, q.commitment) for q in told] == [("supports", True, "uu")]


def test_taking_no_side_on_purpose_is_neutral_with_polarity_zero():
    told = stands("Norway abstained from the vote.")
    plain = one("Mary Hill said the ferry leaves at nine.", "Mary Hill", "said", "the ferry leaves at nine")
    assert [(p.act, p.polarity) for p in told] == [("neutral", 0)]
    assert (plain.act, plain.polarity) == ("neutral", None)


def test_a_warning_about_ones_own_next_step_is_a_threat():
    text = "Mary Hill warned that Norway could close the strait."
    assert one(text, "Mary Hill", "warned", "that Norway could close the strait").act == "threatens"
    text = "Mary Hill warned that the dam could break."
    assert one(text, "Mary Hill", "warned", "that the dam could break").act == "warns"


def test_the_relaying_source_takes_no_position():
    text = "Mary Hill condemned the raid, Lusa reported."
    inner = said(text, "Mary Hill", "condemned", "the raid", ("person:mary-hill",), parent=1)
    outer = said(text, "Lusa", "reported", "Mary Hill condemned the raid", ("media:lusa",))
    found = stands(text, inner, outer)
    assert [(p.actor_id, p.act, p.attribution) for p in found] == [("person:mary-hill", "condemns", 0)]


def test_order_and_repeatability():
    text = "Mary Hill condemned the raid. Sousa defended the raid."
    given = [
        said(text, "Sousa", "defended", "the raid", ("person:joao-sousa",)),
        said(text, "Mary Hill", "condemned", "the raid", ("person:mary-hill",)),
    ]
    found = stands(text, *given)
    assert [p.act for p in found] == ["condemns", "defends"]
    assert found == stands(text, *given)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”", "No.", "said said said", "“We", "a" * 5000, "not " * 800])
def test_any_text_is_read_without_failing(text):
    doc = pipeline()(text)
    given = []
    if text.strip():
        end = len(text.rstrip())
        given = [
            Attribution(
                ((0, 1),), ((0, 1),), ((0, end),), 0.5, ("x",), "", "direct", "act", "uu", False, "", True, None, None
            )
        ]
    assert isinstance(extract(doc, given, FakeCast(text)), list)


def test_plover_knows_every_act():
    for act in STANCE_ACTS:
        row = plover(act)
        assert (row["plover_event"] == "") == (row["quad"] is None) == (row["strength"] is None)
    assert plover("accuses")["plover_mode"] == "allege"
    assert plover("condemns")["plover_mode"] == "disapprove"
    assert plover("threatens")["strength"] == abs(plover("threatens")["plover_score"])


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The troops left.", "left", ("ct+", False)),
        ("The troops did not leave.", "leave", ("ct-", True)),
        ("The troops may leave.", "leave", ("ps+", False)),
        ("The troops will probably leave.", "leave", ("pr+", False)),
        ("The troops plan to leave.", "leave", ("uu", False)),
        ("Analysts forecast the bank’s losses to be larger.", "be", ("pr+", False)),
        ("Analysts forecast the bank’s losses.", "losses", ("pr+", False)),
        ("The firm filed for bankruptcy.", "bankruptcy", ("uu", False)),
        ("The firm filed a lawsuit.", "lawsuit", ("ct+", False)),
        ("There are worries over whether the firm will survive.", "survive", ("ps+", False)),
        ("They want a law that would ban it.", "ban", ("ps+", False)),
        ("She says that it would be a mistake.", "be", ("pr+", False)),
        ("She said that it would be closed.", "closed", ("ct+", False)),
        ("The index rose to close at 40.", "close", ("ct+", False)),
        ("The troops are unlikely to leave.", "leave", ("pr-", True)),
        ("The troops refused to leave.", "leave", ("ct-", True)),
    ],
)
def test_commitment(text, word, expected):
    doc = pipeline()(text)
    token = next(t for t in doc if t.text == word)
    assert commitment_at(doc, token.i) == expected


def test_who_insists_on_anothers_deed_accuses_and_who_assures_says_that_it_is_so():
    text = "Mary Hill insisted that Portugal had fired first."
    assert one(text, "Mary Hill", "insisted", "that Portugal had fired first").act == "accuses"
    text = "Mary Hill insisted that Norway had kept its word."
    assert one(text, "Mary Hill", "insisted", "that Norway had kept its word").act == "defends"
    text = "Mary Hill assured them that the bridge was safe."
    assert one(text, "Mary Hill", "assured", "that the bridge was safe").act == "defends"
    text = "Mary Hill assured them that Norway would pay."
    assert one(text, "Mary Hill", "assured", "that Norway would pay").act == "promises"


def test_no_before_an_object_negates_the_act():
    text = "Mary Hill said Norway accepts no blame."
    assert one(text, "Mary Hill", "said", "Norway accepts no blame").act == "rejects"
    p = stands("Norway offered no assurances.")[0]
    assert (p.act, p.negated, p.polarity) == ("promises", True, 0)


@pytest.mark.parametrize(
    ("cue", "said", "act"),
    [
        ("considers", "the draft too generous", "condemns"),
        ("plans", "to sue Portugal", "threatens"),
        ("told", "Sousa to wait", "calls_for"),
        ("told", "Sousa to go home", "demands"),
        ("wants", "the fees scrapped", "demands"),
        ("said", "Sousa should step down", "demands"),
        ("said", "nobody had asked the islanders", "accuses"),
        ("asked", "Sousa to close the harbour", "demands"),
        ("asked", "Sousa to read the report", "calls_for"),
        ("wants", "the matter settled by May", "calls_for"),
        ("regretted", "the alarm Norway had caused", "concedes"),
        ("said", "Leaks are embarrassing, but everything we did was lawful", "defends"),
        ("said", "the ferry should have stopped", "condemns"),
        ("would not be drawn", "", "no_response"),
        ("said", "it was the captains who should go", "demands"),
        ("called on", "Sousa to resign", "demands"),
        ("requested", "that the charges be dismissed", "demands"),
        ("said", "they should be ashamed", "condemns"),
        ("said", "“We warned Portugal twice and they did not listen,”", "accuses"),
        ("promised", "that nobody would be fined", "promises"),
        ("declined to discuss", "what was said on board", "declines_to_confirm"),
        ("warned", "that unlicensed rallies would be dispersed", "threatens"),
    ],
)
def test_acts_that_small_words_decide(cue, said, act):
    assert one(f"Mary Hill {cue} {said}.", "Mary Hill", cue, said).act == act


def test_who_says_to_have_done_nothing_says_something():
    text = "Mary Hill said Norway had done nothing wrong."
    assert one(text, "Mary Hill", "said", "Norway had done nothing wrong").act == "denies"
    text = "Mary Hill said nothing."
    assert one(text, "Mary Hill", "said", "nothing").act == "no_response"


def test_who_does_not_blame_somebody_defends_him():
    text = "“We do not blame the pilots,” Ann Hill said. “We do not accuse the airline,” Paul Roy said."
    found = extract_all(pipeline()(text)).positions
    assert [(p.act, p.target, p.negated) for p in found] == [
        ("defends", "the pilots", False),
        ("accuses", "the airline", True),
    ]


def test_a_wish_not_to_be_named_and_worry_not_felt_are_no_stand():
    text = "Mary Hill asked not to be named."
    assert stands(text, said(text, "Mary Hill", "asked", "not to be named", ("person:mary-hill",))) == []
    text = "Mary Hill said she was not worried."
    assert one(text, "Mary Hill", "said", "she was not worried").act != "expresses_concern"


def test_each_clause_after_and_that_may_take_a_stand():
    content = "that the harbour was quiet and that Portugal had lied about the catch"
    text = f"Mary Hill said {content}."
    found = stands(text, said(text, "Mary Hill", "said", content, ("person:mary-hill",)))
    assert [p.act for p in found] == ["accuses"]
    assert "lied" in found[0].cue


def test_who_is_questioned_by_the_police_is_not_doubted():
    text = "Norway questioned two of the captains about the catch."
    assert stands(text, said(text, "Norway", "questioned", "two of the captains", ("country:NOR",))) == []


def test_a_thing_that_is_only_spoken_of_is_no_stand():
    found = extract_all(pipeline()("Ambassador Mary Hill noted the worries. She insisted that the plan was legal."))
    assert [p.act for p in found.positions] == ["defends"]


@pytest.mark.parametrize(
    ("cue", "content", "act", "polarity"),
    [
        ("said", "the decision was a national one", "neutral", 0),
        ("said", "the closure was up to the parish", "neutral", 0),
        ("said", "she was taking no side", "neutral", 0),
        ("rejected", "that", "denies", -1),
        ("urged", "the council in a letter to block the sale", "demands", -1),
        ("pressed", "for an end to the tests", "demands", -1),
        ("ordered", "the staff to count the boxes", "calls_for", 0),
        ("called", "the step hasty", "condemns", -1),
        ("hopes", "to open the hall in May", "neutral", None),
    ],
)
def test_sides_left_to_others_ends_that_are_asked_for_and_names(cue, content, act, polarity):
    position = one(f"Hill {cue} {content}.", "Hill", cue, content)
    assert (position.act, position.polarity) == (act, polarity)


def test_who_says_what_was_done_to_her_takes_a_stand_and_who_is_only_named_for_it_does_not():
    text = "Hill said the manager of Acme had told her to sign."
    asked = said(text, "the manager of Acme", "told", "her to sign", ("organisation:acme",), parent=0)
    told = stands(text, said(text, "Hill", "said", text[10:-1], ("person:mary-hill",)), asked)
    assert {p.actor_id for p in told} == {"person:mary-hill", "organisation:acme"}
    text = "According to Hill, the manager of Acme had told Sousa to sign."
    asked = said(text, "the manager of Acme", "told", "Sousa to sign", ("organisation:acme",), parent=0)
    told = stands(text, said(text, "Hill", "According to", text[19:-1], ("person:mary-hill",)), asked)
    assert {p.actor_id for p in told} == {"organisation:acme"}


def test_what_a_speaker_tells_of_others_in_quotation_marks_is_the_speakers_stand():
    text = "“Portugal agreed to eleven names,” Hill said."
    found = stands(text, said(text, "Hill", "said", "“Portugal agreed to eleven names,”", ("person:mary-hill",)))
    assert [p.actor_id for p in found] == ["person:mary-hill"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Mary Hill said she could not vote for the text.", "rejects"),
        ("“I will appeal this,” Mary Hill said.", "threatens"),
        ("The Greens will vote against the bill, their leader Mary Hill said.", "rejects"),
        ("Farmers will pay for this, Mary Hill said.", "threatens"),
        ("Mary Hill declined to discuss whether the clerk had been warned.", "declines_to_confirm"),
        ("Mary Hill did not answer when asked whether there would be an inquiry.", "no_response"),
        ("Mary Hill warned that the town would lose its school.", "warns"),
        ("Mary Hill insisted that the letter was posted in May.", "neutral"),
    ],
)
def test_what_words_of_refusal_and_of_insisting_do(text, act):
    assert [p.act for p in extract_all(pipeline()(text)).positions] == [act]


def test_who_tells_what_his_superiors_made_him_do_blames_them_and_who_tells_a_promise_states_a_fact():
    found = extract_all(
        pipeline()("Mary Hill said on Monday that her manager had told her to delete the files.")
    ).positions
    assert ("accuses", "person:mary-hill") in [(p.act, p.actor_id) for p in found]
    found = extract_all(pipeline()("Mary Hill said that Norway had promised to stop the sale.")).positions
    assert [(p.act, p.actor_id) for p in found] == [("neutral", "person:mary-hill"), ("promises", "country:NOR")]
    found = extract_all(pipeline()("Mary Hill said she had warned Norway in May that the dam would break.")).positions
    assert [p.act for p in found] == ["warns"]
