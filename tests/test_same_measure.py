"""What a bare number counts: as a reader of the article would take it."""

from __future__ import annotations

import pytest

from accordingto.figures import extract
from accordingto.figures.same_measure import pointed
from accordingto.language import pipeline


def measures(text: str) -> dict[str, str]:
    """Number as written to what it measures."""
    return {text[f.start : f.end]: f.measure for f in extract(pipeline()(text), [], None, None, "")}


ARTICLE = (
    "The strike at the port of Halden went into its second week on Monday. The dockers' union said 1,350 of its "
    "members had stayed away, while the port authority, which counts only its own staff, put the number at 940.\n\n"
    "How many ships are waiting? The harbour master has 17 on his list. The shipowners' federation says 24.\n\n"
    "The damage is disputed as well. The chamber of commerce puts it at 3.2 million euros a day, "
    "the union at 1.1 million."
)


@pytest.mark.parametrize(("one", "other"), [("17", "24"), ("3.2 million euros a day", "1.1 million")])
def test_a_number_that_takes_up_another_measures_the_same(one, other):
    found = measures(ARTICLE)
    assert found[one] == found[other] != ""


def test_numbers_of_two_questions_measure_different_things():
    found = measures(ARTICLE)
    assert len({found["17"], found["940"], found["1.1 million"]}) == 3


def test_chances_of_numbers_before_and_of_none_sum_up_to_one():
    at = {n: (ARTICLE.index(n), ARTICLE.index(n) + len(n)) for n in ("1,350", "940", "17", "24")}
    told = pointed(ARTICLE, at["24"], [at["1,350"], at["940"], at["17"]], [])
    assert set(told.before) == {0, 1, 2}
    assert told.first + sum(told.before.values()) == pytest.approx(1.0)
    assert max(told.before, key=told.before.__getitem__) == 2


def test_numbers_behind_are_shown_and_not_pointed_at():
    first, last = ARTICLE.index("1,350"), ARTICLE.index("940")
    told = pointed(ARTICLE, (first, first + 5), [(last, last + 3)], [])
    assert told.before == {}
    assert told.first == pytest.approx(1.0)
