"""Which figures of an article are the parts that another one is made up of, as their sum tells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from accordingto.figures.threads import is_telling

_PARTS = 6
_REACH = 4
"""The total stands so many figures before the first part or after the last one at most."""
_CHARACTERS = 160


def parts(figures: Sequence[tuple[str, int, str, float | None]]) -> Mapping[str, float]:
    """Figure to the total that it makes up with its neighbours.

    Parameters
    ----------
    figures : sequence of (str, int, str, float or None)
        Id, offset, unit and value of the figures of one article, in text order.

    Returns
    -------
    mapping of str to float

    Examples
    --------
    >>> told = [("a", 0, "", 265000.0), ("b", 30, "", 142000.0), ("c", 50, "", 74000.0), ("d", 70, "", 49000.0)]
    >>> parts(told)
    {'b': 265000.0, 'c': 265000.0, 'd': 265000.0}
    """
    found: dict[str, float] = {}
    for unit in dict.fromkeys(unit for _, _, unit, _ in figures):
        same = [f for f in figures if f[2] == unit and f[3]]
        for first in range(len(same)):
            for size in range(2, _PARTS + 1):
                run = same[first : first + size]
                if len(run) < size or any(b[1] - a[1] > _CHARACTERS for a, b in pairwise(run)):
                    break
                total = math.fsum(f[3] for f in run)
                beside = (*same[max(0, first - _REACH) : first], *same[first + size : first + size + _REACH])
                near = any(math.isclose(f[3], total, rel_tol=1e-9) for f in beside)
                # 2 and 3 make 5, but mean nothing by it; 709,900 and the 2,500 taken away are no parts.
                alike = size > 2 or (is_telling(total) and min(f[3] for f in run) >= _SMALL * total)
                if near and alike and total >= _LEAST:
                    found |= {f[0]: total for f in run}
        for a, b, c in zip(same, same[1:], same[2:], strict=False):
            # "13, and 17 in all, since four were never registered": the total stands between.
            near = c[1] - a[1] <= _CHARACTERS * 2 and b[1] - a[1] <= _CHARACTERS
            if near and b[3] >= _MIDDLE and math.isclose(a[3] + c[3], b[3], rel_tol=1e-9) and c[3] < a[3]:
                found |= {a[0]: b[3], c[0]: b[3]}
    return found


_MIDDLE = 11
_LEAST = 30
_SMALL = 0.1
