"""Exports: the fields that each format requires, read back, and always the same bytes."""

import csv
import json
from datetime import date
from urllib.parse import unquote
from xml.etree import ElementTree

import networkx as nx
import pytest
from sample_tables import sample_tables

from accordingto.exports import DNA_HEADER, export
from accordingto.tables import Tables, check_offsets, empty_tables, make_table

MATRICES = ("dna-two-mode", "dna-congruence", "dna-conflict", "dna-subtract")
KINDS = ("dna", *MATRICES, "graphml", "gexf", "plover", "annotations")


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The small corpus, with what PLOVER says of the acts, a hostile name and a rejected row."""
    sample = sample_tables()
    events = {"condemns": ("ACCUSE", "disapprove", 3, -2.0), "rejects": ("REJECT", "", 3, -4.0)}
    events |= {"supports": ("SUPPORT", "", 1, 3.5), "warns": ("ACCUSE", "disapprove", 3, -2.0)}
    stands = sample.positions.to_dict("records")
    for row in stands:
        names = ("plover_event", "plover_mode", "quad", "plover_score")
        row |= dict(zip(names, events.get(row["act"], ("", "", None, None)), strict=True))
    condemns = next(row for row in stands if row["act"] == "condemns")
    gone = condemns | {"position_id": "flood-2:gone", "status": "rejected"}
    negated = condemns | {"position_id": "flood-2:negated", "negated": True, "polarity": 0, "issue_polarity": 0}
    free = condemns | {"position_id": "flood-2:free", "issue_id": "", "issue_polarity": None}
    said = sample.attributions.to_dict("records")
    condemned = next(row for row in said if row["cue"] == "condemned")
    condemned["said_on"] = date(2024, 3, 5)
    condemns["attribution_id"] = condemned["attribution_id"]
    actors = sample.actors.to_dict("records")
    actors.append(
        {"actor_id": "unnamed:a b_é:x", "name": 'A "b"; \x01<c>', "kind": "unnamed"}
        | {"mentions": 1, "resolved_by": "none"}
    )
    return sample.replace(
        positions=make_table("positions", [*stands, gone, negated, free]),
        attributions=make_table("attributions", said),
        actors=make_table("actors", actors),
    )


@pytest.fixture
def written(tables, tmp_path):
    """Write an export and return its path."""

    def write(kind):
        export(kind, tables, tmp_path / "out" / kind)
        return tmp_path / "out" / kind

    return write


def kept(tables, name):
    return getattr(tables, name).query("status != 'rejected'")


def test_dna_events_have_the_tools_columns_and_a_row_a_position(tables, written):
    with written("dna").open(encoding="utf-8", newline="") as lines:
        assert lines.readline() == DNA_HEADER + "\n"
        lines.seek(0)
        rows = {row["statement_id"]: row for row in csv.DictReader(lines, delimiter=";")}
    assert set(rows) == set(kept(tables, "positions")["position_id"])
    for row in rows.values():
        text = tables.texts[row["document_id"]]
        assert text[int(row["start_position"]) : int(row["stop_position"])] == row["text"] != ""
        assert None not in row.values()
    condemns = next(r for r in rows.values() if "condemned" in r["text"] and r["agreement"] == "1" and r["concept"])
    assert (condemns["person"], condemns["organization"]) == ("Tom Reed", "Norland")
    assert condemns["time"] == "2024-03-06 00:00:00"
    rejects = next(r for r in rows.values() if r["text"].startswith("rejected"))
    assert (rejects["person"], rejects["organization"]) == ("", "Sudria’s foreign ministry")


def test_dna_agreement_is_on_the_issue_else_towards_the_target(tables, written):
    with written("dna").open(encoding="utf-8", newline="") as lines:
        rows = {row["statement_id"]: row for row in csv.DictReader(lines, delimiter=";")}
    labels = dict(zip(tables.issues["issue_id"], tables.issues["label"], strict=True))
    for row in kept(tables, "positions").to_dict("records"):
        found = rows[row["position_id"]]
        if row["issue_id"]:
            assert found["concept"] == labels[row["issue_id"]]
    assert (rows["flood-2:free"]["concept"], rows["flood-2:free"]["agreement"]) == ("Sudria", "0")
    assert rows["flood-2:negated"]["agreement"] == ""
    silent = next(r for r in rows.values() if "declined" in r["text"])
    assert silent["agreement"] == ""
    warns = next(r for r in rows.values() if "warned" in r["text"])
    assert warns["agreement"] == "0"


def test_graphml_is_read_back_with_its_nodes_and_edges(tables, written):
    path = written("graphml")
    graph = nx.read_graphml(path, force_multigraph=True)
    assert {data["actor_id"].replace("\ufffd", "\x01") for _, data in graph.nodes(data=True)} == set(
        tables.actors["actor_id"]
    )
    assert all(data["label"] and isinstance(data["mentions"], int) for _, data in graph.nodes(data=True))
    assert graph.nodes["person:ann-lee"]["role"] == "mayor"
    assert graph.nodes["unnamed:a_20_b_5f__e9_:x"]["label"] == 'A "b"; \ufffd<c>'
    found = {(*sorted((a, b)), d["sign"], d["weight"], d["issues"]) for a, b, d in graph.edges(data=True)}
    labels = dict(zip(tables.issues["issue_id"], tables.issues["label"], strict=True))
    assert found == {
        ("person:ann-lee", "person:tom-reed", "conflict", 1, labels["dam"]),
        ("organisation:foreign-ministry-of-sudria", "person:tom-reed", "conflict", 1, labels["sluices"]),
    }


def test_gexf_holds_the_same_network_without_the_day_it_was_written(written):
    path = written("gexf")
    root = ElementTree.fromstring(path.read_bytes())
    space = "{http://www.gexf.net/1.2draft}"
    assert (root.tag, root.get("version")) == (space + "gexf", "1.2")
    declared = {a.get("id"): a.get("type") for a in root.iter(space + "attribute")}
    assert set(declared.values()) <= {"string", "long", "integer", "double", "float", "boolean"}
    assert {value.get("for") for value in root.iter(space + "attvalue")} <= set(declared)
    nodes = {node.get("id"): node.get("label") for node in root.iter(space + "node")}
    assert nodes["unnamed:a_20_b_5f__e9_:x"] == 'A "b"; \ufffd<c>'
    assert all({edge.get("source"), edge.get("target")} <= set(nodes) for edge in root.iter(space + "edge"))
    assert b"lastmodified" not in path.read_bytes()
    plain = nx.read_graphml(written("graphml"), force_multigraph=True)
    read = nx.read_gexf(path)
    assert (len(read), read.number_of_edges()) == (len(plain), plain.number_of_edges())


def test_graphml_attributes_are_of_the_types_that_gephi_reads(written):
    root = ElementTree.fromstring(written("graphml").read_bytes())
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id"): key.get("attr.type") for key in root.iter(space + "key")}
    assert set(keys.values()) <= {"string", "int", "long", "double", "float", "boolean"}
    assert {data.get("key") for data in root.iter(space + "data")} <= set(keys)


@pytest.mark.parametrize("kind", MATRICES)
def test_dna_matrices_have_a_name_and_a_number_for_each_cell(kind, written):
    with written(kind).open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines, delimiter=";")
    assert head[0] == ""
    assert all(len(row) == len(head) for row in rows)
    cells = {(row[0], name): int(cell) for row in rows for name, cell in zip(head[1:], row[1:], strict=True)}
    if kind == "dna-two-mode":
        assert cells["Tom Reed", "The new dam is to be built"] == 1
        assert cells["Ann Lee", "The new dam is to be built"] == -1
    else:
        assert head[1:] == [row[0] for row in rows]
        expected = {"dna-congruence": 0, "dna-conflict": 1, "dna-subtract": -1}[kind]
        assert cells["Ann Lee", "Tom Reed"] == cells["Tom Reed", "Ann Lee"] == expected
        assert cells["Ann Lee", "Ann Lee"] == 0


def test_graphml_counts_each_issue_once_for_each_sign(tables):
    from accordingto.exports import agreement_graph

    base = tables.positions.to_dict("records")[0] | {"negated": False, "target_id": "", "status": "extracted"}
    stands = [
        ("x", "a", 1),
        ("x", "b", 1),
        ("x", "b", 1),
        ("x", "c", -1),
        ("y", "a", -1),
        ("y", "b", -1),
        ("y", "c", 0),
    ]
    stands += [("z", "a", 1), ("z", "a", -1), ("z", "b", 1)]
    rows = [
        base | {"position_id": str(n), "issue_id": issue, "actor_id": actor, "issue_polarity": side}
        for n, (issue, actor, side) in enumerate(stands)
    ]
    people = [{"actor_id": a, "name": a, "kind": "person", "mentions": 1, "resolved_by": "article"} for a in "abc"]
    graph = agreement_graph(
        tables.replace(positions=make_table("positions", rows), actors=make_table("actors", people))
    )
    assert sorted((a, b, d["sign"], d["weight"]) for a, b, d in graph.edges(data=True)) == [
        ("a", "b", "agreement", 3),
        ("a", "b", "conflict", 1),
        ("a", "c", "conflict", 1),
        ("b", "c", "conflict", 1),
    ]
    assert [n for _, n in graph.nodes(data="positions")] == [4, 4, 2]


def test_plover_records_have_the_required_fields(tables, written):
    records = [json.loads(line) for line in written("plover").read_text(encoding="utf-8").splitlines()]
    wanted = kept(tables, "positions").query("plover_event != '' and not negated")
    assert sorted(r["id"] for r in records) == sorted(wanted["position_id"])
    assert len(records) == 5
    for record in records:
        assert record["source"]
        assert all(actor["actor_text"] for actor in record["source"] + record.get("recipient", []))
        assert isinstance(record["event"], list)
        assert record["quad_code"] in (1, 2, 3, 4)
        assert isinstance(record["event_scale"], float)
        assert date.fromisoformat(record["date"])
        place = record["text_info"]
        text = tables.texts[record["cite_info"]["citation"]]
        assert [text[place["start"] : place["end"]]] == record["event_text"]
    condemns = next(r for r in records if r["date"] == "2024-03-05")
    assert (condemns["event"], condemns["mode"]) == (["ACCUSE"], "disapprove")
    assert condemns["source"][0] == {
        "code": "NRL",
        "sector": "GOV",
        "actor_text": "Tom Reed",
        "office": "prime minister",
        "actor_id": "person:tom-reed",
    }
    assert [actor["code"] for actor in condemns["recipient"]] == ["SUD"]


def test_plover_without_a_date_says_so(tables, tmp_path):
    undated = tables.articles.assign(published=make_table("articles", [])["published"])
    export("plover", tables.replace(articles=undated), tmp_path / "p.jsonl")
    records = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {record["date"] for record in records} == {None, "2024-03-05"}


def test_annotations_follow_the_data_model_and_point_at_the_text(tables, written):
    annotations = json.loads(written("annotations").read_text(encoding="utf-8"))
    rows = sum(len(kept(tables, name)) for name in ("attributions", "positions")) + len(tables.figures)
    assert len(annotations) == rows == len({a["id"] for a in annotations})
    quoted = 0
    for annotation in annotations:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert annotation["type"] == "Annotation"
        assert annotation["id"].startswith("urn:")
        assert all(body["type"] == "TextualBody" and body["value"] for body in annotation["body"])
        targets = annotation["target"]
        for target in targets if isinstance(targets, list) else [targets]:
            text = tables.texts[unquote(target["source"].removeprefix("urn:x-accordingto:article:"))]
            place, words = target["selector"]
            assert (place["type"], words["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            assert text[place["start"] : place["end"]] == words["exact"] != ""
            assert words.get("prefix", "") + words["exact"] + words.get("suffix", "") in text
            quoted += 1
    assert quoted > rows


def test_annotations_name_the_parts_of_an_attribution(tables, written):
    annotations = json.loads(written("annotations").read_text(encoding="utf-8"))
    condemned = next(a for a in annotations if "Tom Reed, accusation" in a["body"][1]["value"])
    assert [(t["styleClass"], t["selector"][1]["exact"]) for t in condemned["target"]] == [
        ("source", "Tom Reed"),
        ("cue", "condemned"),
        ("content", "Sudria for opening the sluices"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_give_the_same_bytes_in_any_order(kind, tables, written, tmp_path):
    first = written(kind).read_bytes()
    names = ("articles", "actors", "attributions", "figures", "positions", "issues")
    turned = {name: make_table(name, getattr(tables, name).iloc[::-1].to_dict("records")) for name in names}
    export(kind, tables.replace(**turned), tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == first
    assert b"gone" not in first
    assert first.endswith(b"\n")


@pytest.mark.parametrize("kind", KINDS)
def test_empty_tables_give_files_that_are_read(kind, tmp_path):
    export(kind, empty_tables(), tmp_path / "out")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    if kind in ("graphml", "gexf"):
        assert len(getattr(nx, f"read_{kind}")(tmp_path / "out")) == 0
    elif kind in MATRICES:
        assert text == '""\n'
    else:
        assert text == {"dna": DNA_HEADER + "\n", "plover": "", "annotations": "[]\n"}[kind]


def test_an_unknown_export_names_those_there_are(tables, tmp_path):
    with pytest.raises(ValueError, match=r"dna, dna-two-mode, .*gexf, graphml, plover, annotations"):
        export("gephi", tables, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_corpus_of_these_tests_keeps_the_offset_rule(tables):
    assert check_offsets(tables) > 20
