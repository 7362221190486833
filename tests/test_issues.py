"""Issues: the analyst's own, those a corpus repeats, and the side each stand takes."""

import pandas as pd

from accordingto.positions import assign_issues, plover
from accordingto.tables import make_table


def table(*rows):
    """Positions from (article, sentence, actor, act, polarity, target, target_kind, evidence)."""
    made = []
    for n, (article, sentence, actor, act, polarity, target, kind, evidence) in enumerate(rows):
        made.append(
            {
                "position_id": f"{article}:p{n:04d}", "article_id": article, "sentence": sentence, "start": n * 100,
                "end": n * 100 + len(evidence), "evidence": evidence, "actor_id": actor, "act": act,
                "polarity": polarity, "target": target, "target_kind": kind, "commitment": "ct+", "negated": False,
                "conditional": False, "confidence": 0.8, "status": "extracted", "rule": "cue",
                "cue": evidence.split()[0], **plover(act),
            }
        )  # fmt: skip
    return make_table("positions", made)


EMPTY = make_table("issues", [])
TROOPS = (
    ("a", 1, "country:PRT", "demands", -1, "Norway", "actor", "demanding the withdrawal of Norwegian troops"),
    ("a", 2, "country:NOR", "defends", 1, "the presence of Norwegian soldiers in Iceland", "event",
     "said the presence of Norwegian soldiers in Iceland is lawful"),
    ("a", 3, "country:ISL", "expresses_concern", -1, "this situation", "event",
     "expressed concern over this situation"),
    ("b", 1, "country:ISL", "condemns", -1, "the Norwegian troops in Iceland", "event",
     "condemned the Norwegian troops in Iceland"),
    ("b", 9, "country:ISL", "supports", 1, "the new lighthouse", "event", "welcomed the new lighthouse"),
)  # fmt: skip


def test_repeated_events_become_one_readable_issue_across_articles():
    found, issues = assign_issues(table(*TROOPS), EMPTY, {})
    assert issues["label"].tolist() == ["Norwegian troops in Iceland"]
    assert issues["issue_id"].tolist() == ["norwegian-troops-in-iceland"]
    assert "soldiers" in issues.loc[0, "synonyms"]
    assert found["issue_id"].tolist() == ["norwegian-troops-in-iceland"] * 4 + [""]


def test_a_demand_to_withdraw_is_against_the_troops():
    found, _ = assign_issues(table(*TROOPS), EMPTY, {})
    assert found["issue_polarity"].tolist()[:4] == [-1, 1, -1, -1]
    assert found["issue_polarity"].isna().tolist()[4]


def test_one_stand_alone_proposes_nothing():
    found, issues = assign_issues(table(TROOPS[3]), EMPTY, {})
    assert len(issues) == 0
    assert found["issue_id"].tolist() == [""]


def test_what_is_proposed_does_not_hang_on_the_order_of_rows():
    rows = table(*TROOPS)
    shuffled = rows.sample(frac=1, random_state=3)
    first, issues = assign_issues(rows, EMPTY, {})
    second, again = assign_issues(shuffled, EMPTY, {})
    pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(issues, again)


def test_the_analysts_issues_are_kept_and_matched_in_any_inflection():
    own = make_table(
        "issues", [{"issue_id": "ferry", "label": "Cheaper ferry tickets", "synonyms": "ferry fare;cutting the fare"}]
    )
    rows = table(
        ("a", 1, "person:x", "supports", 1, "lower ferry fares", "event", "backed lower ferry fares"),
        ("a", 2, "person:y", "calls_for", 0, "the council", "actor", "urged the council to cut the fares"),
        ("a", 9, "person:z", "condemns", -1, "the ferryman", "event", "condemned the ferryman"),
    )
    found, issues = assign_issues(rows, own, {})
    pd.testing.assert_frame_equal(issues, own)
    assert found["issue_id"].tolist() == ["ferry", "ferry", ""]
    assert found["issue_polarity"].tolist()[0] == 1


def test_an_issue_that_asks_for_an_end_turns_the_side_round():
    own = make_table("issues", [{"issue_id": "out", "label": "Withdrawal of the troops", "synonyms": "troops"}])
    found, _ = assign_issues(table(TROOPS[0], TROOPS[1], TROOPS[3]), own, {})
    by_article = dict(zip(found["act"], found["issue_polarity"], strict=True))
    assert by_article["demands"] == 1
    assert by_article["condemns"] == 1


def test_no_side_on_the_issue_where_the_stand_takes_none():
    rows = table(
        TROOPS[1],
        TROOPS[3],
        ("a", 4, "country:ISL", "no_response", None, "the Norwegian troops", "event", "no comment on Norwegian troops"),
    )
    found, _ = assign_issues(rows, EMPTY, {})
    assert found["issue_id"].nunique() == 1
    silent = found[found["act"] == "no_response"].iloc[0]
    assert silent["issue_id"] and silent["issue_polarity"] is pd.NA


def test_no_positions_no_issues():
    found, issues = assign_issues(make_table("positions", []), EMPTY, {})
    assert len(found) == len(issues) == 0
