"""The trained reading of who is spoken well or badly of."""

from __future__ import annotations

import pytest

from accordingto.positions.stance import LABELS, pieces_of, stance_towards


def read(text: str, name: str) -> str:
    start = text.index(name)
    chances = stance_towards(text, start, start + len(name))
    return LABELS[chances.index(max(chances))]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Critics condemned Hill for the reckless and cruel plan.", "Hill", "neg"),
        ("Everyone praised Sousa for the brave and excellent rescue.", "Sousa", "pos"),
        ("On Monday Berg took the train to the coast.", "Berg", "neu"),
    ],
)
def test_polarity_towards_a_name(text, name, label):
    assert read(text, name) == label


def test_the_same_sentence_differs_by_name():
    text = "The judge praised Alm for her courage and called Faro a liar and a thief."
    assert read(text, "Alm") == "pos"
    assert read(text, "Faro") == "neg"


def test_the_name_is_read_wherever_it_stands_in_a_long_text():
    text = "The bus was late again. " * 4000 + "Critics condemned Hill for the reckless and cruel plan."
    assert read(text, "Hill") == "neg"
    assert len(pieces_of(list(range(50_000)), [(n, n + 1) for n in range(50_000)], 100, 49_000)[0]) < 400


@pytest.mark.parametrize(("text", "start", "end"), [("", 0, 0), ("   ", 1, 2), ("A b", 1, 1), ("A b", 5, 9)])
def test_nothing_to_read_is_no_error(text, start, end):
    chances = stance_towards(text, start, end)
    assert sum(chances) == pytest.approx(1)
    assert chances == stance_towards(text, start, end)
