"""Speakers, positions and discrepancies against gold that names the actors, small and of our own."""

from __future__ import annotations

import pytest
from conftest import ROOT

from accordingto.cli import main
from accordingto.evaluation import discrepancies, gold, positions, speakers
from accordingto.evaluation.cast import Cast, actors_by_id
from accordingto.spans import format_spans, quoted
from accordingto.tables import empty_tables, make_table

STORY = """Mayor Mary Hill said the bridge was unsafe. “Close it,” she demanded.

Tass reported that Ivan Berg had denied any fault. He would not comment. He said nobody asked.
"""
ATTRIBUTIONS = """\
article	id	paragraph	source	speaker	mention	cue	content	quote_type	parent	act
one	1	1	Mayor Mary Hill	Mary Hill	name	said	the bridge was unsafe	indirect		statement
one	2	1	she	Mary Hill	pronoun	demanded	“Close it,”	direct		request
one	3	2	Tass	Tass	organisation	reported	that Ivan Berg had denied any fault	indirect		statement
one	4	2	Ivan Berg	Ivan Berg	name	denied	any fault	indirect	3	denial
one	5	2	He	Ivan Berg	pronoun	would not comment		indirect		refusal
one	6	2	He@2	Ivan Berg	pronoun	said	nobody asked	indirect		statement
"""
ACTORS = """\
article	name	kind	aliases
one	Mary Hill	person	the mayor; she
one	Ivan Berg	person	Mr Berg; He
one	Tass	media	the agency
"""
POSITIONS = """\
article	id	paragraph	actor	speaks_for	act	polarity	target	target_name	commitment	attribution	evidence
one	1	1	Mary Hill		condemns	-1	the bridge		ct+	1	said the bridge was unsafe
one	2	1	Mary Hill	Oslo	demands	0			uu	2	“Close it,” she demanded
one	3	2	Ivan Berg	Norway	denies	-1	any fault	Mary Hill	ct-	4	denied any fault
one	4	2	Ivan Berg		no_response				uu	5	He would not comment
"""
IDS = {"Mary Hill": "person:hill", "Ivan Berg": "person:berg", "Tass": "media:tass", "Oslo": "organisation:oslo"}
COUNTRIES = {"Norway": "country:NOR"}


@pytest.fixture
def story(tmp_path):
    for name, words in (
        ("one.txt", STORY),
        ("attributions.tsv", ATTRIBUTIONS),
        ("actors.tsv", ACTORS),
        ("positions.tsv", POSITIONS),
    ):
        (tmp_path / name).write_text(words, encoding="utf-8")
    return tmp_path


@pytest.fixture
def read(story):
    texts = {a.article_id: a.text for a in gold.read_articles(story, ".txt")}
    attributions = speakers.read_attributions(story, texts)
    return texts, attributions, speakers.read_actors(story, texts), positions.read_positions(story, texts, attributions)


@pytest.fixture
def perfect(read):
    """What the package would find if it made no mistake."""
    texts, attributions, _, stands = read
    found = [
        {
            "attribution_id": f"one:a{row['id']}",
            "article_id": "one",
            "sentence": 1,
            "actor_id": IDS[row["speaker"]],
            "quote_type": row["quote_type"],
            "act": row["act"],
            "commitment": "ct+",
            "negated": False,
            "parent_id": f"one:a{row['parent']}" if row["parent"] else "",
            "anonymous": False,
            "confidence": 1.0,
            "status": "extracted",
        }
        | {role: quoted(texts["one"], row.spans[role]) for role in ("source", "cue", "content")}
        | {f"{role}_spans": format_spans(row.spans[role]) for role in ("source", "cue", "content")}
        for row in attributions
    ]
    taken = []
    for row in stands:
        [(start, end)] = row.spans["evidence"]
        taken.append(
            {column: row[column] for column in ("evidence", "act", "polarity", "target", "commitment")}
            | {
                "position_id": f"one:p{row['id']}",
                "article_id": "one",
                "sentence": 1,
                "start": start,
                "end": end,
                "actor_id": IDS[row["actor"]],
                "speaks_for": (IDS | COUNTRIES).get(row["speaks_for"], ""),
                "target_id": IDS.get(row["target_name"], ""),
                "negated": False,
                "conditional": False,
                "attribution_id": f"one:a{row['attribution']}",
                "confidence": 1.0,
                "rule": "cue",
                "status": "extracted",
            }
        )
    people = [
        {"actor_id": i, "name": n, "aliases": a, "kind": "person", "mentions": 1, "resolved_by": "article"}
        for i, n, a in (
            ("person:hill", "Hill", "Mayor Mary Hill;she"),
            ("person:berg", "Ivan Berg", "He;Berg;the mayor"),
            ("media:tass", "TASS", ""),
            ("organisation:oslo", "Oslo", ""),
        )
    ]
    return empty_tables().replace(
        attributions=make_table("attributions", found),
        actors=make_table("actors", people),
        positions=make_table("positions", taken),
    )


def scores(found):
    return {score.metric: score for score in found.scores}


def test_all_speakers_right(read, perfect, tmp_path):
    texts, attributions, actors, _ = read
    found = speakers.score(texts, attributions, actors, perfect, tmp_path / "out.csv")
    assert {s.metric: s.f1 for s in found.scores} == dict.fromkeys(scores(found), 100.0)
    assert not found.errors
    assert {"speaker: pronoun", "relay", "non-response"} <= set(scores(found))
    assert (tmp_path / "out.csv").read_text().splitlines()[1] == "one,1,one:a1,Mary Hill,Hill,True"


def test_a_wrong_speaker_and_a_lost_relay_count(read, perfect):
    texts, attributions, actors, _ = read
    rows = perfect.attributions.copy()
    rows.loc[rows["attribution_id"] == "one:a2", "actor_id"] = "person:berg"
    rows.loc[rows["attribution_id"] == "one:a4", "parent_id"] = "one:a1"
    rows.loc[rows["attribution_id"] == "one:a5", "act"] = "statement"
    rows = rows[rows["attribution_id"] != "one:a6"]
    found = speakers.score(texts, attributions, actors, perfect.replace(attributions=rows))
    told = scores(found)
    assert (told["attribution found"].precision, told["attribution found"].n) == (100, 6)
    assert told["speaker, of those found"].f1 == 80 and told["speaker, of those found"].n == 5
    assert told["speaker, of all"].f1 == pytest.approx(100 * 4 / 6)
    assert told["speaker: pronoun"].f1 == 50
    assert told["relay"].f1 == told["non-response"].f1 == 0
    examples = {e.kind: e.example for e in found.errors}
    assert examples["speaker wrong: pronoun"] == "one 2: Mary Hill taken for Ivan Berg"


def test_all_positions_right(read, perfect):
    texts, attributions, actors, stands = read
    found = positions.score(texts, stands, attributions, actors, perfect)
    assert {s.metric: s.f1 for s in found.scores} == dict.fromkeys(scores(found), 100.0)
    assert not found.errors


def test_wrong_positions_count(read, perfect):
    texts, attributions, actors, stands = read
    rows = perfect.positions.copy()
    rows.loc[0, "actor_id"] = "person:berg"
    rows.loc[1, "polarity"] = -1
    rows.loc[2, ["target", "target_id"]] = ["the weather", ""]
    rows.loc[3, "act"] = "rejects"
    told = scores(positions.score(texts, stands, attributions, actors, perfect.replace(positions=rows)))
    assert told["actor, of those found"].f1 == told["act, of those found"].f1 == 75
    assert (told["actor+act"].f1, told["actor+act+target"].f1) == (50, 25)
    assert told["polarity, of same actor"].f1 == pytest.approx(100 * 2 / 3)


def test_a_name_counts_more_than_an_alias(read, perfect):
    _, _, actors, _ = read
    cast = Cast(actors, actors_by_id(perfect))
    # Berg was once taken for "the mayor"; he is Berg all the same.
    assert [cast.who(i) for i in IDS.values()] == ["Mary Hill", "Ivan Berg", "Tass", ""]
    assert cast.all("person:hill;person:berg") == {"Mary Hill", "Ivan Berg"}


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "attributions.tsv",
            "the bridge was unsafe",
            "the bridge is safe",
            "attributions.tsv:2: content: 'the bridge is",
        ),
        ("attributions.tsv", "He@2", "He@3", "attributions.tsv:7: source: 'He' is not found 3 times"),
        (
            "attributions.tsv",
            "any fault	indirect	3",
            "any fault	indirect	9",
            "attributions.tsv:5: no attribution 9",
        ),
        ("attributions.tsv", "one	2	1	she", "one	2	7	she", "attributions.tsv:3: paragraph '7'"),
        ("attributions.tsv", "one	2	1	she", "two	2	1	she", "attributions.tsv:3: no article 'two'"),
        ("attributions.tsv", "	request", "	order", "attributions.tsv:3: act is 'order'; allowed are statement"),
        ("attributions.tsv", "	request", "", "attributions.tsv:3: 10 cells"),
        ("attributions.tsv", "	cue	", "	verb	", "attributions.tsv:1: no column 'cue'"),
        ("actors.tsv", "Tass", "Reuters", "attributions.tsv:4: speaker 'Tass' is not in actors.tsv"),
        ("positions.tsv", "denied any fault", "denied a fault", "positions.tsv:4: evidence: 'denied a fault'"),
    ],
)
def test_faults_of_the_gold_are_told_with_their_line(story, file, old, new, message, capsys):
    path = story / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    task = "positions" if file == "positions.tsv" else "speakers"
    assert main(["evaluate", task, str(story)]) == 1
    assert message in capsys.readouterr().err


WIRE = "---\ntitle: Flood\n---\nAt least 12 people died, police said.\n\nSome 300 homes were lost and 12 dogs.\n"
PAPER = "---\ntitle: Flood\n---\nThe toll is 15, the mayor said. One in five homes was lost. It cost £2m to £3m.\n"
FIGURES = """\
article	id	paragraph	quote	value	low	high	bound	unit	noun	originator	modality	kind
flood-wire	f1	1	At least 12 people	12	12		at_least		people	police	reported	level
flood-wire	f2	2	Some 300 homes	300	270	330	approximate		homes		reported	level
flood-wire	f3	2	12 dogs	12			exact		dogs		reported	level
flood-paper	f4	1	15	15			exact			the mayor	reported	level
flood-paper	f5	1	One in five homes	20			exact	percent	homes		reported	level
flood-paper	f6	1	£2m to £3m	2500000	2000000	3000000	range	GBP			reported	level
"""
PAIRS = """\
figure_a	figure_b	relation	flagged	reason
f1	f4	contradictory	yes	the police and the mayor
f5	f2	unit_differs	no	a share and a count
f1	f3	not_comparable	no	people and dogs
"""


@pytest.fixture
def event(tmp_path):
    for name, words in (("flood-wire.md", WIRE), ("flood-paper.md", PAPER)):
        (tmp_path / name).write_text(words, encoding="utf-8")
    (tmp_path / "figures.tsv").write_text(FIGURES, encoding="utf-8")
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    texts = {a.article_id: a.text for a in gold.read_articles(tmp_path, ".md")}
    figures = discrepancies.read_figures(tmp_path, texts)
    return texts, figures, discrepancies.read_pairs(tmp_path, figures)


def pair(a, b, relation, flagged):
    ids = sorted((a, b))
    told = {"relation": relation, "flagged": flagged, "rule": "rule", "explanation": "because"}
    return {"discrepancy_id": "~".join(ids), "figure_a": ids[0], "figure_b": ids[1], **told}


def figure_id(row):
    return f"{row['article']}:{row['id']}"


@pytest.fixture
def read_off(event):
    """The figures and pairs as the package would give them if it made no mistake."""
    _, figures, pairs = event
    who = {"police": "organisation:police", "the mayor": "person:mayor", "": ""}
    rows = []
    for row in figures:
        [(start, end)] = row.spans["quote"]
        share, span = row["unit"] == "percent", row["bound"] == "range"
        low, high = (row[c] or row["value"] for c in ("low", "high"))
        rows.append(
            {column: row[column] for column in ("quote", "bound", "noun", "modality", "kind")}
            | {
                "figure_id": figure_id(row),
                "article_id": row["article"],
                "sentence": 1,
                "start": start,
                "end": end,
                "value": None if span else 0.2 if share else float(row["value"]),
                "low": float(low),
                "high": float(high),
                "low_closed": True,
                "high_closed": True,
                "unit": "share" if share else row["unit"],
                "originator_id": who[row["originator"]],
            }
        )
    actors = [
        {"actor_id": i, "name": n, "kind": "person", "mentions": 1, "resolved_by": "article"}
        for n, i in who.items()
        if i
    ]
    ids = {row["id"]: figure_id(row) for row in figures}
    compared = [
        pair(ids[row["figure_a"]], ids[row["figure_b"]], row["relation"], row["flagged"])
        for row in pairs.values()
        if row["relation"] != "not_comparable"
    ]
    return empty_tables().replace(
        figures=make_table("figures", rows),
        actors=make_table("actors", actors),
        discrepancies=make_table("discrepancies", compared),
    )


def test_all_figures_and_pairs_right(event, read_off, tmp_path):
    found = discrepancies.score(*event, read_off, tmp_path / "out.csv")
    assert not found.errors
    assert scores(found).pop("contradictory, not listed").f1 == 0
    assert {s.f1 for s in found.scores if s.metric != "contradictory, not listed"} == {100}
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 4


def test_wrong_pairs_count(event, read_off):
    figures = read_off.figures.copy()
    figures.loc[figures["figure_id"] == "flood-paper:f4", ["value", "originator_id"]] = [16, ""]
    figures.loc[figures["figure_id"] == "flood-wire:f2", "originator_id"] = "organisation:police"
    compared = [
        pair("flood-wire:f1", "flood-paper:f4", "bound_compatible", "show"),
        pair("flood-wire:f1", "flood-wire:f3", "contradictory", "yes"),
        pair("flood-wire:f2", "flood-wire:f3", "contradictory", "yes"),
    ]
    tables = read_off.replace(figures=figures, discrepancies=make_table("discrepancies", compared))
    found = discrepancies.score(*event, tables)
    told = scores(found)
    assert told["value"].f1 == pytest.approx(500 / 6) and told["originator"].f1 == 50
    assert told["originator: the article itself"].f1 == 75
    assert told["comparable"].precision == pytest.approx(100 / 3) and told["comparable"].recall == 50
    assert told["comparable, of listed pairs"].precision == 50
    assert told["relation, both found"].n == 2 and told["relation, both found"].f1 == 0
    assert told["contradictory is right"].f1 == 0 and told["contradictory is right"].n == 1
    assert told["contradictory, not listed"].f1 == 50
    assert told["flagged"].f1 == 0
    assert {e.kind: e.count for e in found.errors}["contradictory pair not listed"] == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("figures.tsv", "12 dogs	12", "12 cats	12", "figures.tsv:4: quote: '12 cats' is not found"),
        ("figures.tsv", "	300	270", "	many	270", "figures.tsv:3: value 'many'"),
        ("pairs.tsv", "f1	f3", "f1	f9", "pairs.tsv:4: no figure 'f9'"),
        ("pairs.tsv", "f1	f3", "f4	f1", "pairs.tsv:4: the pair f4, f1 occurs twice"),
        ("pairs.tsv", "f1	f3", "f1	f1", "pairs.tsv:4: f1 and f1 are not two figures"),
    ],
)
def test_faults_of_figures_are_told_with_their_line(event, tmp_path, file, old, new, message, capsys):
    path = tmp_path / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert main(["evaluate", "discrepancies", str(tmp_path)]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("task", ["speakers", "positions", "discrepancies"])
def test_the_command_runs_the_package(task, story, event, capsys):
    record = story / "quality.csv"
    assert main(["evaluate", task, str(story), "--out", str(story / "out.csv"), "--record", str(record)]) == 0
    assert f"{2 if task == 'discrepancies' else 1} documents" in capsys.readouterr().out
    assert f"{task}," in record.read_text(encoding="utf-8")
    assert (story / "out.csv").exists()


@pytest.mark.parametrize("half", ["look", "held"])
def test_our_gold_quotes_its_articles(half):
    folder = ROOT / "tests" / "gold" / half
    texts = {a.article_id: a.text for a in gold.read_articles(folder, ".txt")}
    attributions, actors = speakers.read_attributions(folder, texts), speakers.read_actors(folder, texts)
    stands = positions.read_positions(folder, texts, attributions)
    speakers.check_names(attributions, actors, "speaker")
    speakers.check_names(stands, actors, "actor")
    speakers.check_names(stands, actors, "target_name")
    assert {row["article"] for row in attributions} == {row["article"] for row in stands} == set(texts)


@pytest.mark.parametrize("half", ["look", "held"])
def test_our_figures_quote_their_articles(half):
    folder = ROOT / "tests" / "gold" / half / "figures"
    texts = {a.article_id: a.text for a in gold.read_articles(folder, ".md")}
    figures = discrepancies.read_figures(folder, texts)
    assert discrepancies.read_pairs(folder, figures)
    assert {row["article"] for row in figures} == set(texts)


def test_errors_on_what_is_held_back_are_not_told(story, tmp_path, capsys):
    held = tmp_path / "held"
    held.mkdir()
    for file in list(story.iterdir()):
        if file.is_file():
            (held / file.name).write_bytes(file.read_bytes())
    record = tmp_path / "quality.csv"
    assert main(["evaluate", "speakers", str(held), "--record", str(record)]) == 0
    assert "typical errors" not in capsys.readouterr().out
    assert "held" in record.read_text(encoding="utf-8")
    assert "held" not in (tmp_path / "quality-errors.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "whom", "right"),
    [
        ("Basel branch of the Party of Hope", "organisation:hope", True),
        ("Norland", "organisation:board", True),
        ("Grain Board", "country:NOR", False),
        ("Norland", "organisation:rival", False),
        ("Norway", "country:NOR", True),
    ],
)
def test_whom_a_position_is_taken_for_is_right_by_a_short_name_or_a_states_agency(name, whom, right):
    columns = ("name", "kind", "speaks_for", "aliases")
    rows = [("Grain Board", "organisation", "Norland", ""), ("Norland", "country", "", ""), ("Rival", "media", "", "")]
    cast = Cast(
        [gold.GoldRow("", dict(zip(columns, row, strict=True))) for row in rows],
        {
            "organisation:hope": {"name": "Party of Hope", "aliases": "", "kind": "organisation"},
            "organisation:board": {"name": "Grain Board", "aliases": "", "kind": "organisation"},
            "organisation:rival": {"name": "Rival", "aliases": "", "kind": "media"},
            "country:NOR": {"name": "Norway", "aliases": "", "kind": "country"},
        },
    )
    assert positions.speaks_for(name, {"speaks_for": whom, "actor_id": "person:ann-ray"}, cast) is right
