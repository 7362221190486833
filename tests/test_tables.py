"""The tables' contract: schema enforced both ways, bytes stable, written whole or not at all."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.columns import TableError
from accordingto.readme import data_dictionary
from accordingto.schemas import SCHEMAS
from accordingto.spans import format_spans, parse_spans
from accordingto.tables import (
    check_offsets,
    empty_tables,
    make_table,
    read_table,
    read_tables,
    write_table,
    write_tables,
)

ISSUE = {"issue_id": "tax", "label": "Raise the tax"}
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def article(text: str, **more: object) -> dict[str, object]:
    row = {"article_id": "a", "sha256": "0", "characters": len(text), "words": 1, "sentences": 1}
    return row | more


def figure(**more: object) -> dict[str, object]:
    row = {"figure_id": "a:f0", "article_id": "a", "sentence": 1, "start": 0, "end": 2, "quote": "12"}
    row |= {"low_closed": True, "high_closed": True, "bound": "exact", "modality": "reported", "kind": "level"}
    return row | more


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=8, unique_by=lambda pair: pair[0]))
def test_any_text_comes_back_from_csv_as_it_was(tmp_path_factory, pairs):
    rows = [{"issue_id": "i" + key, "label": "l" + label, "synonyms": label} for key, label in pairs]
    table = make_table("issues", rows)
    path = tmp_path_factory.mktemp("round") / "issues.csv"
    write_table(table, path)
    pd.testing.assert_frame_equal(read_table(path), table)
    once = path.read_bytes()
    write_table(read_table(path), path)
    assert path.read_bytes() == once


@given(NUMBERS, NUMBERS, st.none() | st.dates(min_value=pd.Timestamp("1700-01-01").date()))
def test_numbers_dates_and_flags_keep_their_types(tmp_path_factory, low, high, day):
    table = make_table("figures", [figure(low=low, high=high, holds_from=None if day is None else day.isoformat())])
    path = tmp_path_factory.mktemp("round") / "figures.csv"
    write_table(table, path)
    back = read_table(path)
    assert dict(back.dtypes) == dict(table.dtypes)
    for name, value in (("low", low), ("high", high)):
        assert pd.isna(back.loc[0, name]) if value is None else back.loc[0, name] == value
    assert pd.isna(back.loc[0, "holds_from"]) if day is None else back.loc[0, "holds_from"].date() == day
    assert bool(back.loc[0, "low_closed"]) is True


def test_whole_numbers_are_written_without_a_fraction(tmp_path):
    write_table(make_table("figures", [figure(value=1500, low=0.25)]), tmp_path / "figures.csv")
    assert ",1500,0.25," in (tmp_path / "figures.csv").read_text()


def test_parquet_holds_the_same_table(tmp_path):
    table = make_table("figures", [figure(value=12)])
    write_table(table, tmp_path / "figures.parquet")
    pd.testing.assert_frame_equal(read_table(tmp_path / "figures.parquet"), table)


def test_rows_are_sorted_by_key():
    table = make_table("issues", [ISSUE | {"issue_id": "b"}, ISSUE | {"issue_id": "a"}])
    assert table["issue_id"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (figure(bound="about"), "row 1: 'bound' is 'about'; allowed are exact"),
        (figure(quote=None), "row 1: 'quote' is empty"),
        (figure(start="twelve"), "column 'start' must hold a whole number"),
        (figure(holds_from="last week"), "column 'holds_from' must hold a date"),
        (figure(colour="red"), "no column 'colour'"),
    ],
)
def test_a_row_that_does_not_fit_is_named(row, message):
    with pytest.raises(TableError, match=message):
        make_table("figures", [row])


def test_a_key_may_not_occur_twice():
    with pytest.raises(TableError, match="occurs twice"):
        make_table("issues", [ISSUE, ISSUE])


def test_a_truncated_file_is_refused_by_name(tmp_path):
    path = tmp_path / "issues.csv"
    write_table(make_table("issues", [ISSUE]), path)
    path.write_bytes(path.read_bytes()[:30])
    with pytest.raises(TableError, match=r"issues\.csv"):
        read_table(path)


def test_an_edited_value_is_checked_when_read(tmp_path):
    path = tmp_path / "figures.csv"
    write_table(make_table("figures", [figure()]), path)
    path.write_text(path.read_text().replace("exact", "exactly"))
    with pytest.raises(TableError, match="'bound' is 'exactly'"):
        read_table(path)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "issues.csv"
    write_table(make_table("issues", [ISSUE]), path)
    before = path.read_bytes()
    broken = make_table("issues", [ISSUE]).assign(label="")
    with pytest.raises(TableError):
        write_table(broken, path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["issues.csv"]


def test_a_missing_table_tells_how_to_make_it(tmp_path):
    with pytest.raises(FileNotFoundError, match="accordingto parse"):
        read_tables(tmp_path)


def test_tables_come_back_with_their_texts(tmp_path):
    tables = empty_tables().replace(articles=make_table("articles", [article("x")]))
    tables = tables.replace(figures=make_table("figures", [figure(start=2, end=4)]))
    tables = type(tables)(**dict(tables.frames()), texts={"a": "a 12\r\nб"})
    write_tables(tables, tmp_path)
    back = read_tables(tmp_path)
    assert dict(back.texts) == {"a": "a 12\r\nб"}
    assert check_offsets(back) == 1


def test_a_quote_that_is_not_at_its_offsets_is_found():
    tables = empty_tables().replace(figures=make_table("figures", [figure(start=1, end=3)]))
    tables = type(tables)(**dict(tables.frames()), texts={"a": "12 dead"})
    with pytest.raises(TableError, match="figures a:f0"):
        check_offsets(tables)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))))
def test_spans_come_back(spans):
    assert parse_spans(format_spans(spans)) == spans


def test_the_dictionary_names_every_column():
    words = data_dictionary()
    assert all(f"| `{c.name}` |" in words for s in SCHEMAS.values() for c in s.columns)
