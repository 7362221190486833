"""Stands: who takes which, towards whom, how sure, with the words that show it."""

from dataclasses import dataclass

import pytest

from accordingto.language import pipeline
from accordingto.pipeline import extract as extract_all
from accordingto.positions import commitment_at, extract, plover
from accordingto.records import Actor, Attribution
from accordingto.schemas import COMMITMENTS, STANCE_ACTS

ACTORS = (
    Actor("country:NOR", "Norway", "country", country="NOR", aliases=("Norwegian", "Oslo")),
    Actor("country:PRT", "Portugal", "country", country="PRT", aliases=("Portuguese", "Lisbon")),
    Actor("person:mary-hill", "Mary Hill", "person", aliases=("Hill",), speaks_for="country:NOR"),
    Actor("person:joao-sousa", "João Sousa", "person", aliases=("Sousa",), speaks_for="country:PRT"),
    Actor("organisation:acme", "Acme", "organisation"),
    Actor("media:lusa", "Lusa", "media"),
)


@dataclass(frozen=True)
class Resolved:
    actor_ids: tuple
    confidence: float = 1.0


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    actor_id: str


class FakeCast:
    """Finds the actors above by their names, and only those."""

    def __init__(self, text):
        self.text = text
        self.actors = {a.actor_id: a for a in ACTORS}
        found = []
        for actor in ACTORS:
            for name in (actor.name, *actor.aliases):
                at = text.find(name)
                while at >= 0:
                    found.append(Mention(at, at + len(name), actor.actor_id))
                    at = text.find(name, at + 1)
        longest = [m for m in found if not any(o != m and o.start <= m.start and m.end <= o.end for o in found)]
        self.mentions = tuple(sorted(longest, key=lambda m: (m.start, m.end)))

    def resolve(self, start, end):
        ids, rest = [], self.text[start:end]
        for m in self.mentions:
            if start <= m.start and m.end <= end:
                ids.append(m.actor_id)
                rest = rest.replace(self.text[m.start : m.end], "")
        rest = rest.replace("and", "").replace("the", "").replace("’s", "").strip()
        return Resolved(tuple(ids) if not rest else ())


def said(text, source, cue, content, actor_ids, *, parent=None, negated=False):
    def spans(words):
        at = text.index(words) if words else -1
        return ((at, at + len(words)),) if words else ()

    return Attribution(
        spans(source), spans(cue), spans(content), 0.9, actor_ids, "", "indirect", "statement", "ct+", negated, "",
        False, parent, None,
    )  # fmt: skip


def stands(text, *attributions):
    doc = pipeline()(text)
    return extract(doc, list(attributions), FakeCast(text))


def one(text, source, cue, content, actor_id="person:mary-hill", **more):
    found = stands(text, said(text, source, cue, content, (actor_id,), **more))
    assert len(found) == 1, [(p.act, p.cue) for p in found]
    p = found[0]
    assert 0 <= p.start < p.end <= len(text)
    assert text[p.start : p.end].strip() == text[p.start : p.end]
    assert p.act in STANCE_ACTS and p.commitment in COMMITMENTS
    return p


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


def test_two_speakers_take_a_row_each_and_help_each_other():
    text = "Norway and Portugal signed a pact, pledging mutual help."
    found = stands(text, said(text, "Norway and Portugal", "pledging", "mutual help", ("country:NOR", "country:PRT")))
    promises = {p.actor_id: p.target_id for p in found if p.act == "promises"}
    assert promises == {"country:NOR": "country:PRT", "country:PRT": "country:NOR"}


def test_the_relaying_source_takes_no_position():
    text = "Mary Hill condemned the raid, Lusa reported."
    inner = said(text, "Mary Hill", "condemned", "the raid", ("person:mary-hill",), parent=1)
    outer = said(text, "Lusa", "reported", "Mary Hill condemned the raid", ("media:lusa",))
    found = stands(text, inner, outer)
    assert [(p.actor_id, p.act, p.attribution) for p in found] == [("person:mary-hill", "condemns", 0)]


def test_the_narrator_tells_verbal_acts():
    text = "Norway and Portugal have issued statements of condemnation regarding the growing whale hunt."
    found = stands(text)
    assert [(p.actor_id, p.act) for p in found] == [("country:NOR", "condemns"), ("country:PRT", "condemns")]
    assert all("whale hunt" in p.target and p.attribution is None for p in found)
    assert stands("Norway vetoed the resolution.")[0].act == "rejects"
    assert stands("Norway may condemn the resolution.") == []
    assert stands("Norway wants Portugal to condemn the resolution.") == []


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


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway walked out of the whaling talks.", "condemns"),
        ("Norway lined up behind Portugal.", "supports"),
        ("Norway accepted the invitation.", "agrees"),
        ("Norway suspended the fishing accord.", "rejects"),
        ("Norway put the fleet on notice.", "threatens"),
        ("Mary Hill left the working group in protest at the cuts.", "condemns"),
        ("Mary Hill summoned João Sousa to a meeting.", "condemns"),
        ("OSLO, May 3 - Norway walked out of the whaling talks.", "condemns"),
        ("Norway claimed the attack.", "confirms"),
        ("The party suspended João Sousa.", None),
        ("Mary Hill suspended João Sousa.", "condemns"),
        ("Mary Hill could not be located.", "no_response"),
    ],
)
def test_deeds_that_take_a_stand_are_told_by_the_narrator(text, act):
    found = [p for p in stands(text) if p.actor_id != "person:joao-sousa"]
    assert [p.act for p in found] == ([act] if act else [])


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


def test_who_left_rather_than_endorse_it_rejects_it():
    assert [p.act for p in stands("Norway left the hall rather than endorse the treaty.")][-1:] == ["rejects"]


@pytest.mark.parametrize(
    ("text", "act", "target"),
    [
        ("Portugal broke off talks with Acme.", "rejects", "talks with Acme"),
        ("Mary Hill disagreed.", "rejects", ""),
        ("Acme offered to host a school.", "promises", "a school"),
        ("Norway was not satisfied.", "rejects", ""),
        ("Norway recalled its ambassador from Portugal.", "condemns", "Portugal"),
        ("The minister of ports, Mary Hill, came out in defence of Acme.", "defends", "Acme"),
        ("Calls to Acme went unanswered.", "no_response", "Calls"),
        ("Acme blocked the road in solidarity with Norway.", "supports", "Norway"),
        ("The ruling displeased Acme.", "condemns", "The ruling"),
        ("Acme struck for a week over the cuts.", "condemns", "the cuts"),
        ("Acme walked out of a meeting with Portugal.", "condemns", "Portugal"),
        ("Acme blocked the coast road.", "condemns", ""),
        ("Acme lodged a complaint against Portugal with the court.", "condemns", "Portugal"),
    ],
)
def test_deeds_and_attitudes_of_the_narrator(text, act, target):
    assert [(p.act, p.target) for p in stands(text)] == [(act, target)]


def test_groups_without_a_name_take_a_stand_by_what_they_do():
    text = "Forty villagers demonstrated against the dam."
    found = extract_all(pipeline()(text))
    assert [(p.act, p.target) for p in found.positions] == [("condemns", "the dam")]
    assert [a.name for a in found.actors] == ["Forty villagers"]


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


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway walked out of the hall over the whaling quota.", "the whaling quota"),
        ("Norway left the chamber while Japan was speaking.", "Japan"),
        ("Norway walked out of the whaling talks.", "the whaling talks"),
        ("Norway stormed out of the hotel at noon.", ""),
    ],
)
def test_what_somebody_walks_out_at_is_not_the_hall_that_is_left(text, target):
    assert [(p.act, p.target) for p in extract_all(pipeline()(text)).positions] == [("condemns", target)]


def test_who_does_not_blame_somebody_defends_him():
    text = "“We do not blame the pilots,” Ann Hill said. “We do not accuse the airline,” Paul Roy said."
    found = extract_all(pipeline()(text)).positions
    assert [(p.act, p.target, p.negated) for p in found] == [
        ("defends", "the pilots", False),
        ("accuses", "the airline", True),
    ]


def test_a_threat_is_against_what_it_would_harm_before_what_it_hangs_on():
    text = "Peru said it will suspend the treaty if the ruling stands. Peru said it will close it if Chile does not."
    assert [p.target for p in extract_all(pipeline()(text)).positions] == ["the treaty", "Chile"]


def test_a_word_that_only_stands_for_what_comes_is_no_target():
    for cue in ("considered", "called"):
        text = f"Mary Hill {cue} it unlikely that the troops would go."
        content = "it unlikely that the troops would go"
        assert one(text, "Mary Hill", cue, content).target == "that the troops would go"


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


def test_a_question_before_its_refusal_is_the_target():
    text = "Whether the plant will close, Hill would not say."
    position = one(text, "Hill", "would not say", "Whether the plant will close")
    assert (position.act, position.target) == ("declines_to_confirm", "Whether the plant will close")


def test_what_a_speaker_tells_of_others_in_quotation_marks_is_the_speakers_stand():
    text = "“Portugal agreed to eleven names,” Hill said."
    found = stands(text, said(text, "Hill", "said", "“Portugal agreed to eleven names,”", ("person:mary-hill",)))
    assert [p.actor_id for p in found] == ["person:mary-hill"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some forty shopkeepers are withholding their business rates.", [("condemns", "Some forty shopkeepers")]),
        ("Fishermen kept their boats ashore on Wednesday in protest.", [("condemns", "Fishermen")]),
        ("Ann Berg and two colleagues walked out.", [("condemns", "Ann Berg"), ("condemns", "two colleagues")]),
        ("Councillor Ann Berg, one of the four who voted no, left early.", [("rejects", "Ann Berg")]),
        (
            "Norway expelled two monks, drawing a protest from Sweden.",
            [("condemns", "Norway"), ("condemns", "Sweden")],
        ),
        ("Lesotho's National Assembly removed its speaker on Tuesday.", [("condemns", "National Assembly")]),
        ("The mill paid Norway. The Swedish ambassador was summoned there.", [("condemns", "Norway")]),
        ("The regulator has fined Acme Ltd.", [("condemns", "The regulator")]),
        (
            "The provincial council passed, in the night to Wednesday and by 19 votes to nine, the law.",
            [("supports", "provincial council")],
        ),
        ("A teacher, who did not want to be named, walked home.", []),
        ("Mary Hill does not regret the sale.", [("defends", "Mary Hill")]),
        ("On Friday the county governor suspended the cod fishery.", [("condemns", "county governor")]),
        ("The talks failed. The Foreign Ministry summoned the Swedish ambassador.", [("condemns", "Foreign Ministry")]),
        ("A court in Bergen remanded two traders in custody.", [("condemns", "A court")]),
        ("Benin closed its border with Togo after two traders were shot.", [("condemns", "Benin")]),
        ("The Green Party, which backed Ann Berg, lost three seats.", [("supports", "Green Party")]),
        ("Ann Berg, a nurse, took the strikers’ side.", [("supports", "Ann Berg")]),
        ("The bank backed away. Bonds backed by the state fell.", []),
    ],
)
def test_what_the_narrator_tells_that_people_did_shows_where_they_stand(text, expected):
    found = extract_all(pipeline()(text))
    names = {a.actor_id: a.name for a in found.actors}
    shown = [(p.act, names[p.actor_id]) for p in found.positions]
    assert [act for act, _ in shown] == [act for act, _ in expected]
    assert all(
        name.lower() in told.lower() or told.lower() in name.lower()
        for (_, told), (_, name) in zip(shown, expected, strict=True)
    )


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
