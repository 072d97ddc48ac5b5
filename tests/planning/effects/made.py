"""Made-up series and starts for the tests of effects."""

from datetime import date

import numpy as np

from evenhand.measures.intervals import wilson, z_of
from evenhand.planning.effects import Baseline, Point

AFTER_ALL = date(2040, 1, 1)


def quarters(first: int, number: int) -> list[str]:
    """Return quarters from the first one of a year on."""
    return [f"{first + k // 4}-Q{k % 4 + 1}" for k in range(number)]


def start(value: float = 0.45, reach: float = 0.06, **other) -> Baseline:
    """Return a shrunken start of the year 2024."""
    told = {
        "value": value,
        "lower": max(value - reach, 0.0),
        "upper": min(value + reach, 1.0),
        "kind": "shrunken",
        "units": "share",
        "period": "2024",
    }
    return Baseline(**(told | other))


def point(period: str, reached: int, people: int, *, rounded: int = 1, **other) -> Point:
    """Return a figure as it would be published: counts rounded, its range over all counts that rounding allows."""
    half = (rounded - 1) / 2
    x, n = (round(one / rounded) * rounded for one in (reached, people))
    z = z_of(0.95)
    low = wilson(np.array([max(x - half, 0.0)]), np.array([n + half]), z)[0]
    high = wilson(np.array([min(x + half, n - half)]), np.array([n - half]), z)[1]
    told = {
        "period": period,
        "estimate": min(x / n, 1.0),
        "lower": float(low[0]),
        "upper": float(high[0]),
        "people": (int(n - half), int(n + half)),
    }
    return Point(**(told | other))


def steady(share: float, people: int, number: int, first: int = 2025, **other) -> tuple[Point, ...]:
    """Return quarters of the same share."""
    return tuple(point(one, round(share * people), people, **other) for one in quarters(first, number))
