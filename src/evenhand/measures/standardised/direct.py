"""Directly standardised rates: what the rate would be if a cell's strata were as large as those of a standard."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from evenhand.measures.estimate import Array, Estimate, Mask, estimate
from evenhand.measures.intervals import poisson, z_of
from evenhand.measures.standardised.settings import StandardisedSettings, load_settings


def direct(
    events: ArrayLike,
    people: ArrayLike,
    standard: ArrayLike,
    *,
    level: float = 0.95,
    settings: StandardisedSettings | None = None,
) -> Estimate:
    """Return the directly standardised rate of each cell, as events per one, with Dobson's interval.

    `events` and `people` have the shape (cells, strata); `standard` is the size of each stratum in the standard
    population, of that shape or (strata,). A stratum of the standard without people leaves the rate not estimable.
    Source: Dobson, Kuulasmaa, Eberle and Scherer 1991, doi:10.1002/sim.4780100317.
    """
    table = _checked(events, people, standard)
    return _dobson(table, _variance(*table), level, settings or load_settings())


def direct_of_repeated(
    people_by_events: ArrayLike,
    times: Sequence[int],
    people: ArrayLike,
    standard: ArrayLike,
    *,
    level: float = 0.95,
    settings: StandardisedSettings | None = None,
) -> Estimate:
    """Return the directly standardised rate of events that one person may have several of, with Dobson's interval.

    `people_by_events` has the shape (cells, strata, len(times)): how many people had the event `times[f]` times;
    `people` and `standard` are as in `direct`. The variance is the sum over f of times[f]^2 times that of the rate
    of those people, so that the interval widens where few people have many events. Source: as `direct`; sum over
    frequencies as the Office for Health Improvement and Disparities publishes it.
    """
    persons, often = np.asarray(people_by_events, np.float64), np.asarray(times, np.float64)
    events = persons @ often
    x, n, s = _checked(events, people, standard)
    variance = np.zeros(len(x))
    for place, time in enumerate(often.tolist()):
        variance = variance + time**2 * _variance(persons[..., place], n, s)
    return _dobson((x, n, s), variance, level, settings or load_settings())


def _checked(events: ArrayLike, people: ArrayLike, standard: ArrayLike) -> tuple[Array, Array, Array]:
    x, n, s = np.broadcast_arrays(*(np.asarray(one, np.float64) for one in (events, people, standard)))
    if x.ndim != 2:
        raise ValueError("Events have the shape (cells, strata).")
    return x, n, s


def _rate(x: Array, n: Array, s: Array) -> Array:
    return np.asarray((s * _over(x, n)).sum(axis=1) / _whole(s))


def _variance(x: Array, n: Array, s: Array) -> Array:
    return np.asarray((s * s * _over(x, n * n)).sum(axis=1) / _whole(s) ** 2)


def _unmet(n: Array, s: Array) -> Mask:
    """Where a stratum of the standard has nobody in the cell, or the standard holds nobody."""
    return np.asarray(((n <= 0) & (s > 0)).any(axis=1) | (s.sum(axis=1) <= 0))


def _dobson(
    table: tuple[Array, Array, Array], variance: Array, level: float, settings: StandardisedSettings
) -> Estimate:
    x, n, s = table
    total, rate = x.sum(axis=1), np.where(_unmet(n, s), np.nan, _rate(*table))
    lower, upper = poisson(total, z_of(level), settings.exact_below)
    scale = np.sqrt(_over(variance, total))
    reason = "stratum_without_people"
    found = estimate(rate, rate + scale * (lower - total), rate + scale * (upper - total), reason=reason)
    found = found.without(total < settings.least_events, "few_events")
    return found.without(_too_unequal(total, n, s, settings), "unequal_weights")


def _too_unequal(total: Array, n: Array, s: Array, settings: StandardisedSettings) -> Mask:
    """Where the weights leave too few events, or a stratum that weighs much expects hardly any.

    Both are told from the sizes of the strata and the events in all, as if the rate were the same in each: where
    events happened to fall must not decide whether an interval is given.
    """
    part = _over(s * s, n)
    hoped = total[:, None] * _over(n, n.sum(axis=1)[:, None])
    worth = _over(total * s.sum(axis=1) ** 2, n.sum(axis=1) * part.sum(axis=1))
    sparse = _over((part * (hoped < settings.sparse_below)).sum(axis=1), part.sum(axis=1))
    return np.asarray((worth < settings.least_events) | (sparse >= settings.sparse_share))


def _over(top: Array, bottom: Array) -> Array:
    return np.asarray(np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1), 0.0))


def _whole(s: Array) -> Array:
    total = s.sum(axis=1)
    return np.where(total > 0, total, np.nan)
