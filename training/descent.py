"""The lowest place of a smooth loss, by L-BFGS: no chance in it, the same loss gives the same place."""

from collections.abc import Callable

import numpy as np

KEPT = 8
"""The last steps that are kept."""
FLAT = 0.02
"""Greatest slope at which the descent ends."""

Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]
"""A place to its value and its slope."""


def descend(loss: Loss, w: np.ndarray, most: int) -> np.ndarray:
    """Go down from a place, ``most`` steps at the most."""
    value, slope = loss(w)
    steps: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(most):
        way = _direction(slope, steps)
        t = 1.0
        while True:
            next_value, next_slope = loss(w + t * way)
            if next_value <= value + 1e-4 * t * (slope @ way) or t < 1e-6:
                break
            t /= 2
        s, y = t * way, next_slope - slope
        if s @ y > 1e-10:
            steps = [*steps, (s, y)][-KEPT:]
        w, value, slope = w + s, next_value, next_slope
        if np.abs(slope).max() < FLAT:
            break
    return w


def _direction(slope: np.ndarray, steps: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    q, shares = slope.copy(), []
    for s, y in reversed(steps):
        shares.append((s @ q) / (y @ s))
        q -= shares[-1] * y
    q *= (steps[-1][0] @ steps[-1][1]) / (steps[-1][1] @ steps[-1][1]) if steps else 0.01
    for (s, y), share in zip(steps, reversed(shares), strict=True):
        q += s * (share - (y @ q) / (y @ s))
    return -q
