"""Whose dollar a bare "$" is, where the other articles of the story name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from accordingto.figures.lexicon import rows

_SIGN = "$"
_PLAIN = "USD"


def own_dollars(table: Sequence[Mapping[str, object]], story: Mapping[str, str]) -> Mapping[str, str]:
    """Figure in bare dollars to the currency that they are in, where it is another than the American one.

    A paper at home writes "$46 million" of what a wire calls "NZ$46 million". An article that names any
    dollar itself means the American one where it does not.

    Parameters
    ----------
    table : sequence of mapping
        Rows of the table ``figures``.
    story : mapping of str to str
        Article to its story.

    Returns
    -------
    mapping of str to str

    Examples
    --------
    >>> told = [("wire", "NZ$46 million", "NZD"), ("home", "$39 million", "USD"), ("wire", "$24 million", "USD")]
    >>> names = ("article_id", "quote", "unit")
    >>> table = [{"figure_id": k, **dict(zip(names, row, strict=True))} for k, row in zip("abc", told, strict=True)]
    >>> own_dollars(table, {"wire": "rates", "home": "rates"})
    {'b': 'NZD'}
    """
    named: dict[str, set[str]] = defaultdict(set)
    naming: set[str] = set()
    bare = []
    for row in table:
        quote, article = str(row["quote"]), str(row["article_id"])
        code, _, per = str(row["unit"] or "").partition(" per ")
        if _SIGN not in quote or code not in _dollars():
            continue
        if code == _PLAIN and not any(mark in quote for mark in _american()):
            bare.append((str(row["figure_id"]), article, per))
        else:
            naming.add(article)
            named[story.get(article, article)].add(code)
    return {
        figure: f"{code} per {per}" if per else code
        for figure, article, per in bare
        for code in named.get(story.get(article, article), ())
        if article not in naming and len(named[story.get(article, article)]) == 1 and code != _PLAIN
    }


@cache
def _dollars() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("currencies") if _SIGN in row["symbols"])


@cache
def _american() -> tuple[str, ...]:
    marks = next(row["symbols"] for row in rows("currencies") if row["code"] == _PLAIN).split("|")
    return tuple(mark for mark in marks if mark != _SIGN)
