"""Indirectly standardised ratios and rates: events that were seen beside those expected at the rates of a standard."""

import numpy as np
from numpy.typing import ArrayLike

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.intervals import poisson, z_of
from evenhand.measures.standardised.settings import StandardisedSettings, load_settings


def expected_events(people: ArrayLike, standard_events: ArrayLike, standard_people: ArrayLike) -> Array:
    """Return the events expected in each cell, shape (cells,), if its strata had the rates of the standard.

    `people` has the shape (cells, strata), the standard (strata,) or that of people. NaN where a stratum with people
    has nobody in the standard.
    """
    n, events, persons = np.broadcast_arrays(
        *(np.asarray(one, np.float64) for one in (people, standard_events, standard_people))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(n > 0, n * np.where(persons > 0, events / persons, np.nan), 0.0)
    return np.asarray(parts.sum(axis=-1))


def indirect_ratio(
    observed: ArrayLike,
    expected: ArrayLike,
    *,
    level: float = 0.95,
    settings: StandardisedSettings | None = None,
) -> Estimate:
    """Return observed / expected of each cell, a pure number, with Byar's interval (exact below ten events).

    The events expected are taken as known. Not estimable where none are expected. Source: Breslow and Day 1987,
    volume II, 2.3.
    """
    settings = settings or load_settings()
    seen, hoped = np.broadcast_arrays(np.asarray(observed, np.float64), np.asarray(expected, np.float64))
    lower, upper = poisson(seen, z_of(level), settings.exact_below)
    base = np.where(hoped > 0, hoped, np.nan)
    return estimate(seen / base, lower / base, upper / base, reason="none_expected")


def indirect_rate(
    observed: ArrayLike,
    expected: ArrayLike,
    reference_rate: ArrayLike,
    *,
    level: float = 0.95,
    settings: StandardisedSettings | None = None,
) -> Estimate:
    """Return observed / expected times the rate of the standard, in the units of that rate, with its interval."""
    ratio = indirect_ratio(observed, expected, level=level, settings=settings)
    rate = np.asarray(reference_rate, np.float64)
    return Estimate(
        value=ratio.value * rate, lower=ratio.lower * rate, upper=ratio.upper * rate, reason=ratio.reason
    )
