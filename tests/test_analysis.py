"""What the notebooks say: selection, counts and sentences, on a small corpus made by hand."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pandas as pd
import pytest
from sample_tables import TEXTS, sample_tables

from accordingto import analysis, display
from accordingto.analysis.naming import name_of, names, standings
from accordingto.analysis.passages import passage
from accordingto.tables import Tables, empty_tables, make_table, write_tables

TABLES = sample_tables()


def records(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    return list(frame[list(columns)].itertuples(index=False, name=None))


def _listed(folder: str, name: str) -> list[dict[str, str]]:
    lines = files("accordingto").joinpath(folder, f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines))


class TestSelect:
    def test_nothing_asked_for_keeps_everything(self):
        kept = analysis.select(TABLES)
        for name, frame in TABLES.frames():
            pd.testing.assert_frame_equal(getattr(kept, name), frame)

    def test_articles(self):
        kept = analysis.select(TABLES, articles=["flood-2"])
        assert set(kept.attributions["article_id"]) == {"flood-2"} == set(kept.texts)
        assert len(kept.discrepancies) == 0
        assert "person:ann-lee" not in set(kept.actors["actor_id"])

    @pytest.mark.parametrize("called", ["Ann Lee", "mayor lee", "person:ann-lee"])
    def test_an_actor_by_name_alias_or_id(self, called):
        kept = analysis.select(TABLES, actors=[called])
        assert set(kept.attributions["actor_id"]) == {"person:ann-lee"}
        assert list(kept.positions["act"]) == ["warns"]
        # The figures hers are compared with stay, so that each pair is whole.
        assert set(kept.figures["quote"]) == {"At least 12 people", "19 people", "23"}
        assert len(kept.discrepancies) == 2

    def test_an_actor_keeps_who_relays_it_and_the_positions_towards_it(self):
        assert set(analysis.select(TABLES, actors=["Engineers"]).attributions["actor_id"]) == {
            "unnamed:flood-1:engineers",
            "media:ellery-post",
        }
        assert set(analysis.select(TABLES, actors=["Norland"]).positions["act"]) == {
            "condemns", "supports", "rejects", "demands",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ({"articles": ["flood-9"]}, r"no article is called 'flood-9'. Did you mean 'flood-"),
            ({"actors": ["Tom Read"]}, r"no actor is called 'Tom Read'. Did you mean 'Tom Reed'"),
            ({"actors": ["zzzz"]}, r"There are \d+, such as"),
            ({"since": "last week"}, r"write a day as YYYY-MM-DD"),
            ({"since": "2024-03-09", "until": "2024-03-01"}, r"later than until"),
            ({"minimum_confidence": 1.5}, r"between 0 and 1"),
        ],
    )
    def test_what_is_not_there_is_refused_with_what_is(self, asked, message):
        with pytest.raises(ValueError, match=message):
            analysis.select(TABLES, **asked)

    def test_days_and_articles_without_one(self):
        assert set(analysis.select(TABLES, since="2024-03-06", until="2024-03-09").texts) == {"flood-2", "flood-3"}
        undated = TABLES.articles.assign(
            published=TABLES.articles["published"].where(TABLES.articles["article_id"] != "flood-1")
        )
        kept = analysis.select(TABLES.replace(articles=undated), until="2024-03-31")
        assert set(kept.texts) == {"flood-2", "flood-3"}
        remark = kept.rejects[kept.rejects["reason"] == "no date of publication"]
        assert records(remark, "path", "stage") == [("flood-1.txt", "note")]

    def test_confidence_takes_what_rests_on_a_row_along(self):
        figures = TABLES.figures.copy()
        official = TABLES.attributions.query("source == 'an official'")["attribution_id"].iloc[0]
        figures.loc[figures["quote"] == "As many as 12,000 residents", "attribution_id"] = official
        kept = analysis.select(TABLES.replace(figures=figures), minimum_confidence=0.75)
        assert kept.attributions["confidence"].min() >= 0.75
        assert "As many as 12,000 residents" not in set(kept.figures["quote"])
        assert "undecided" not in set(kept.discrepancies["relation"])

    def test_what_a_reviewer_rejected_is_left_out(self):
        rows = TABLES.positions.to_dict("records")
        rows[0]["status"] = "rejected"
        kept = analysis.select(TABLES.replace(positions=make_table("positions", rows)))
        assert len(kept.positions) == len(rows) - 1

    def test_load_reads_a_folder(self, tmp_path):
        write_tables(TABLES, tmp_path)
        assert set(analysis.load(tmp_path, articles=["flood-1"]).texts) == {"flood-1"}


class TestSources:
    def test_words_count_once_and_shares_sum_to_one(self):
        found = analysis.by_source(TABLES).set_index("name")
        assert found["share"].sum() == pytest.approx(1, abs=0.001)
        assert found.loc["Civil Guard", ["statements", "words"]].tolist() == [3, 5 + 6 + 4]
        # What the Post passes on is the engineers' to say.
        assert found.loc["Ellery Post", ["statements", "words"]].tolist() == [1, 0]
        assert found.loc["Engineers", ["words", "relayed"]].tolist() == [5, 1]
        assert found.loc["Ann Lee", ["direct", "indirect"]].tolist() == [1, 1]

    def test_several_speakers_share_the_words(self):
        rows = TABLES.attributions.to_dict("records")
        (both,) = (r for r in rows if r["content"] == "19 people died in the flood")
        both["actor_id"] = "person:ann-lee;person:tom-reed"
        changed = TABLES.replace(attributions=make_table("attributions", rows))
        found = analysis.by_source(changed).set_index("name")
        assert (
            found.loc["Tom Reed", "words"] == analysis.by_source(TABLES).set_index("name").loc["Tom Reed", "words"] + 3
        )
        row = analysis.attribution_list(changed).query(
            "content == 'The flood' or content == '19 people died in the flood'"
        )
        assert row["name"].tolist() == ["Ann Lee and Tom Reed"]

    def test_kinds_of_source(self):
        kinds = standings(TABLES)
        assert (
            kinds["organisation:civil-guard"] == kinds["country:SUD"] == kinds["unnamed:flood-2:official"] == "official"
        )
        assert (kinds["media:ellery-post"], kinds["group:opposition"]) == ("media", "politics")
        found = analysis.by_standing(TABLES).set_index("standing")
        assert found["unnamed"].to_dict() == {"official": 1, "politics": 0, "media": 0, "other": 1}
        assert found["statements"].sum() == len(TABLES.attributions)

    def test_every_sector_that_is_given_is_a_kind_of_source(self):
        given = {row["sector"] for name in ("bodies", "roles", "organisations") for row in _listed("actors", name)}
        known = {row["value"] for row in _listed("analysis", "standing") if row["by"] == "sector"}
        assert given - {""} == known

    def test_countries_relays_and_forms(self):
        countries = analysis.by_country(TABLES).set_index("country")
        assert countries.loc["SUD", ["sources", "statements"]].tolist() == [1, 1]
        assert countries.loc["country not known", "sources"] == 3
        assert records(analysis.relays(TABLES), "through", "name", "statements") == [("Ellery Post", "Engineers", 1)]
        assert analysis.quote_types(TABLES)[["direct", "mixed", "indirect"]].sum().tolist() == [1, 1, 10]

    def test_the_sentence(self):
        assert analysis.sources_finding(TABLES).startswith("The articles report 12 statements by 8 sources;")
        assert "2 of the 12 are by somebody unnamed" in analysis.sources_finding(TABLES)

    def test_names(self):
        twins = make_table(
            "actors",
            [
                {"actor_id": f"{k}:kim", "name": "Kim", "kind": k, "mentions": 1, "resolved_by": "article"}
                for k in ("person", "group")
            ],
        )
        assert len(set(names(TABLES.replace(actors=twins)).values())) == 2
        assert name_of("country:XXX", {}) == "XXX"


class TestComparisons:
    def test_pairs_to_check_come_first(self):
        pairs = analysis.pair_list(TABLES)
        assert records(pairs, "flagged", "quote_a", "quote_b")[0] == ("yes", "19 people", "23")
        assert pairs["flagged"].tolist() == ["yes", "show", "show", "no"]
        assert pairs["originator_a"].iloc[0] == "Civil Guard"

    def test_figures_that_are_compared_form_a_group(self):
        grouped = analysis.grouped_figures(TABLES)
        assert grouped.groupby("label", sort=True)["quote"].apply(list).to_dict() == {
            "deaths": ["At least 12 people", "19 people", "23"],
            "moved": ["Around 1,500 residents", "As many as 12,000 residents"],
        }
        open_end = grouped.set_index("quote")["most"]
        assert pd.isna(open_end["At least 12 people"])
        assert open_end["As many as 12,000 residents"] == 12000
        one = analysis.grouped_figures(TABLES, limit=1)
        assert one["left_out"].unique().tolist() == [1]

    def test_measures_and_days(self):
        found = analysis.measures(TABLES).set_index("measure")
        assert found.loc["deaths", ["figures", "originators", "pairs", "flagged"]].tolist() == [3, 2, 3, 2]
        assert found.loc["money", "pairs"] == 0
        dated = analysis.dated_figures(TABLES)
        assert dated["day_from"].unique().tolist() == ["publication"]
        assert dated["day"].is_monotonic_increasing or dated["group"].nunique() == 2

    def test_what_would_settle_an_undecided_pair(self):
        (needed,) = analysis.undecided(TABLES)["to_settle"]
        assert "the day “Around 1,500 residents” holds for" in needed
        assert "who “As many as 12,000 residents” comes from" in needed
        assert "who “Around 1,500" not in needed

    def test_the_same_pair_told_again_is_counted(self):
        pairs = analysis.pair_list(TABLES)
        twice = analysis.folded(pd.concat([pairs, pairs.head(1)], ignore_index=True))
        assert twice["again"].tolist() == [1, 0, 0, 0]

    def test_other_thresholds_compare_again(self):
        assert analysis.recompared(TABLES) is TABLES
        wide = analysis.recompared(TABLES, around=0.2, grades=[1.2, 2.0, 4.0])
        assert set(wide.discrepancies["figure_a"]) <= set(TABLES.figures["figure_id"])
        with pytest.raises(ValueError, match="three ratios"):
            analysis.recompared(TABLES, grades=[3.0, 1.1, 1.5])

    def test_the_sentence(self):
        found = analysis.comparisons_finding(TABLES)
        assert found.startswith("Of 4 pairs of comparable figures, 1 is a discrepancy to check and 2 need a look.")
        assert "“19 people” (Civil Guard) and “23” (Civil Guard), 1.21 times apart – a revision" in found

    def test_the_sentence_about_one_pair(self):
        one = TABLES.replace(discrepancies=TABLES.discrepancies.query("relation == 'undecided'"))
        assert analysis.comparisons_finding(one) == (
            "The one pair of comparable figures needs a look: “Around 1,500 residents” (Civil Guard) and "
            "“As many as 12,000 residents” (origin not stated), 8 times apart – undecided."
        )


class TestStands:
    def test_the_matrix_counts_and_points(self):
        cells = analysis.position_matrix(TABLES).set_index(["holder", "issue_id"])
        assert cells.loc[("Tom Reed", "dam"), ["n", "in_favour", "polarity"]].tolist() == [1, 1, 1.0]
        assert cells.loc[("Ann Lee", "dam"), "polarity"] == -1
        assert pd.isna(cells.loc[("Sudria", "dam"), "polarity"])
        assert cells["n"].sum() == 5
        sides = analysis.position_matrix(TABLES, by="side")
        assert set(sides["holder"]) == {"Norland", "Sudria", "Ann Lee"}

    def test_who_acts_towards_whom(self):
        found = analysis.relations(TABLES)
        assert records(found, "source", "target", "n", "conflict", "tone") == [
            ("Sudria", "Norland", 2, 2, "conflict"),
            ("Norland", "Sudria", 1, 1, "conflict"),
        ]
        assert len(analysis.relations(TABLES, minimum_n=2)) == 1

    def test_who_shares_issues(self):
        assert records(analysis.shared_issues(TABLES), "source", "target", "agreement", "conflict") == [
            ("Ann Lee", "Norland", 0, 1),
            ("Norland", "Sudria", 0, 1),
        ]

    def test_acts_and_days(self):
        acts = analysis.acts_by_country(TABLES)
        assert acts["n"].sum() == 6
        assert set(acts.query("country == 'SUD'")["act"]) == {"demands", "rejects", "no_response"}
        assert analysis.dated_positions(TABLES)["day"].nunique() == 2

    def test_the_sentence_and_a_wrong_grouping(self):
        assert analysis.positions_finding(TABLES) == (
            "3 sides take 6 positions. "
            "Most are on “The new dam is to be built” (3 positions): 1 side for it and 1 side against it."
        )
        with pytest.raises(ValueError, match="actor or side"):
            analysis.position_list(TABLES, "party")


def stands(*rows: tuple[str, str, int, str]) -> Tables:
    """A corpus of these stands: actor, issue, stand, day."""
    base = TABLES.positions.to_dict("records")[0] | {"speaks_for": "", "target_id": "", "attribution_id": ""}
    days = sorted({row[3] for row in rows})
    articles = [
        TABLES.articles.to_dict("records")[0] | {"article_id": d, "published": date.fromisoformat(d)} for d in days
    ]
    positions = [
        base
        | {"position_id": str(n), "article_id": day, "actor_id": f"person:{who}", "issue_id": issue}
        | {"issue_polarity": stand}
        for n, (who, issue, stand, day) in enumerate(rows)
    ]
    people = [
        {"actor_id": f"person:{who}", "name": who, "kind": "person", "country": "NRL" if who in "ab" else "SUD"}
        | {"mentions": 1, "resolved_by": "article"}
        for who in sorted({row[0] for row in rows})
    ]
    made = {"articles": articles, "positions": positions, "actors": people}
    return empty_tables().replace(**{name: make_table(name, given) for name, given in made.items()})


class TestNetworks:
    """Worked out by hand: on x a and b are for, c against; on y a is against, b and c for; on z a is on both sides."""

    DEBATE = stands(
        ("a", "x", 1, "2024-01-02"), ("a", "x", 1, "2024-01-03"), ("b", "x", 1, "2024-01-04"),
        ("c", "x", -1, "2024-02-01"), ("a", "y", -1, "2024-02-02"), ("b", "y", 1, "2024-02-03"),
        ("c", "y", 1, "2024-03-01"), ("a", "z", 1, "2024-01-09"), ("a", "z", -1, "2024-03-09"),
        ("c", "z", 1, "2024-03-10"), ("b", "z", 0, "2024-03-11"),
    )  # fmt: skip

    def test_agreement_conflict_and_subtract(self):
        found = analysis.shared_issues(self.DEBATE, "actor")
        assert records(found, "source", "target", "n", "agreement", "conflict", "subtract", "tone") == [
            ("a", "c", 3, 1, 3, -2, "mixed"),
            ("a", "b", 2, 1, 1, 0, "mixed"),
            ("b", "c", 2, 1, 1, 0, "mixed"),
        ]
        assert len(analysis.shared_issues(self.DEBATE, "actor", minimum_n=3)) == 1

    @pytest.mark.parametrize(
        ("normalise", "expected"),
        # a takes 4 stands, b 2 and c 3; a and c share one, so that they take 6 different ones.
        [("average activity", -2 / 3.5), ("jaccard", -2 / 6), ("cosine", -2 / 12**0.5)],
    )
    def test_normalisations(self, normalise, expected):
        found = analysis.shared_issues(self.DEBATE, "actor", normalise=normalise)
        assert found["subtract"][0] == pytest.approx(expected)

    def test_the_one_mode_network_as_a_matrix(self):
        matrix = analysis.one_mode(analysis.shared_issues(self.DEBATE, "actor"), "conflict")
        assert matrix.to_numpy().tolist() == [[0, 1, 3], [1, 0, 1], [3, 1, 0]]

    def test_two_mode_networks(self):
        def cells(**options):
            return analysis.two_mode(self.DEBATE, "actor", **options).round(3).to_numpy().tolist()

        assert cells() == [[2, -1, 0], [1, 1, 0], [-1, 1, 1]]
        assert cells(qualifier="combine") == [[1, 2, 3], [1, 1, 0], [2, 1, 1]]
        assert cells(qualifier="ignore", minimum_n=2) == [[2, 2]]
        assert cells(normalise="activity") == [[0.4, -0.2, 0], [0.5, 0.5, 0], [-0.333, 0.333, 0.333]]
        assert cells(normalise="prominence")[0] == [0.5, -0.333, 0]

    def test_issues_linked_by_those_who_stand_on_both(self):
        found = analysis.linked_issues(self.DEBATE, "actor").set_index(["source", "target"])
        assert found.loc[("x", "y"), ["n", "agreement", "conflict"]].tolist() == [3, 1, 2]

    def test_the_matrix_has_days_and_a_least_number(self):
        cells = analysis.position_matrix(self.DEBATE).set_index(["holder", "issue_id"])
        assert [str(d.date()) for d in cells.loc[("a", "x"), ["first", "last"]]] == ["2024-01-02", "2024-01-03"]
        assert len(analysis.position_matrix(self.DEBATE, minimum_n=2)) == 2

    def test_change_over_time(self):
        course = analysis.stand_course(self.DEBATE, "actor").query("holder == 'a' and issue_id == 'z'")
        assert course["polarity"].tolist() == [1, -1]
        assert course["change"].tolist()[1] == -2
        turned = analysis.turns(self.DEBATE, "actor")
        assert records(turned, "holder", "issue_id", "before", "after") == [("a", "z", "for", "against")]
        monthly = analysis.shared_issues(self.DEBATE, "actor", period="month")
        assert records(monthly, "source", "target", "conflict") == [("a", "b", 0), ("a", "b", 1), ("a", "c", 1)]

    def test_disagreement_inside_a_country(self):
        found = analysis.divided_countries(self.DEBATE)
        assert records(found, "country", "issue_id", "favourers", "opponents") == [("NRL", "y", "b", "a")]

    def test_turns_and_divisions_are_shown_to_a_reader(self):
        shown = display.turns(self.DEBATE, "actor").data
        assert "Who changed sides" in shown
        assert "2024-01-09" in shown and "2024-03-09" in shown
        divided = display.divided_countries(self.DEBATE).data
        assert "<td>b</td><td>a</td>" in divided
        assert "Nobody was found" in display.turns(empty_tables()).data

    def test_wrong_words_are_refused_with_the_right_ones(self):
        for call in ({"normalise": "loud"}, {"period": "decade"}):
            with pytest.raises(ValueError, match="must be one of"):
                analysis.shared_issues(self.DEBATE, **call)


class TestOverviewAndQuality:
    def test_what_was_read(self):
        assert analysis.period(TABLES) == (
            "3 articles with 126 words from 1 publisher, published from 4 March 2024 to 9 March 2024."
        )
        assert analysis.articles_read(TABLES)["figures"].tolist() == [2, 2, 2]
        counts = dict(analysis.corpus_summary(TABLES).itertuples(index=False))
        assert (counts["pairs to look at"], counts["not read"], counts["remarks"]) == (3, 1, 1)
        assert analysis.remarks(TABLES)["stage"].tolist() == ["read", "note"]

    def test_scores(self, tmp_path):
        assert analysis.read_scores(tmp_path).empty
        assert analysis.read_errors(tmp_path).empty
        assert analysis.plain_scores(analysis.read_scores(tmp_path)) == []
        (tmp_path / "quality.csv").write_text(
            "task,corpus,metric,precision,recall,f1,low,high,n,command\n"
            "attributions,X,triple,75,60,66.7,60,70,100,accordingto evaluate attributions\n"
        )
        scores = analysis.read_scores(tmp_path)
        assert scores["f1"].tolist() == [66.7]
        assert analysis.plain_scores(scores) == [
            "Attributions (triple, X): of 100 that are reported 75 are right, "
            "and of 100 that are in the text 60 are found."
        ]
        own = analysis.headlines(scores).iloc[0]
        assert (own["question"], own["meaning"], own["better"]) == ("attributions", "triple", "more")
        known = analysis.headlines(scores.assign(corpus="polnear/dev"))
        assert known["meaning"].tolist() == ["source, cue and content right"]
        (tmp_path / "quality.csv").write_text("")
        assert analysis.read_scores(tmp_path).empty
        (tmp_path / "quality.csv").write_text("task,f1\nx,1\n")
        with pytest.raises(ValueError, match="the columns must be task, corpus"):
            analysis.read_scores(tmp_path)


def test_tables_without_a_row_give_sentences_and_empty_frames():
    nothing = empty_tables()
    assert analysis.findings(nothing)["finding"].tolist() == [
        "Nobody is quoted.",
        "No figures were read.",
        "No positions were found.",
    ]
    for function in (
        analysis.by_source, analysis.by_country, analysis.by_standing, analysis.quote_types, analysis.relays,
        analysis.grouped_figures, analysis.measures, analysis.pair_list, analysis.undecided, analysis.dated_figures,
        analysis.position_matrix, analysis.relations, analysis.shared_issues, analysis.acts_by_country,
        analysis.dated_positions, analysis.articles_read, analysis.remarks, analysis.linked_issues,
        analysis.stand_course, analysis.turns, analysis.divided_countries,
    ):  # fmt: skip
        assert function(nothing).empty, function.__name__
        assert list(function(nothing).columns) == list(function(TABLES).columns), function.__name__


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("opposition", "The opposition has not responded."),
        ("Ann Lee", "At least 12 people died in the flood at Port Ellery, Mayor Ann Lee said on Monday."),
        ("Post", "Engineers doubted that the dam would hold, the Ellery Post reported."),
        ("lost whole", "“We lost whole streets,” she said."),
    ],
)
def test_a_passage_is_the_sentence_around_the_words(words, expected):
    text = TEXTS["flood-1"]
    at = text.index(words)
    start, end = passage(text, [(at, at + len(words))])
    assert text[start:end] == expected


def test_a_passage_is_not_cut_in_a_name_and_not_endless():
    text = "He praised NATO.\nAnn left."
    start, end = passage(text, [(18, 20)])
    assert text[start:end] == "Ann left."
    text = "She called it “within the law.” He left."
    start, end = passage(text, [(15, 31)])
    assert text[start:end] == "She called it “within the law.”"
    text = "Then Gen. Hill met U.S. Rep. Ann Lee in town. Some " + "word " * 2000
    start, end = passage(text, [(10, 14)])
    assert text[start:end] == "Then Gen. Hill met U.S. Rep. Ann Lee in town."
    start, end = passage(text, [(5000, 5004)])
    assert 1500 < end - start < 2100
