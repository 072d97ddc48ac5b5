"""The restricted mean: how many days of the first so many people stay, on average; and its difference between groups."""

import numpy as np

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.intervals import z_of
from evenhand.measures.survival.by_time import ByTime
from evenhand.measures.survival.kaplan_meier import greenwood_parts, staying
from evenhand.measures.survival.limits import TOO_FEW_PEOPLE
from evenhand.measures.survival.rules import survival_rules

NOT_SEEN_SO_LONG = "not_followed_so_long"


def restricted_mean(by_time: ByTime, until: float, level: float = 0.95) -> Estimate:
    """Return the mean time (groups) that people stay within the first `until`: the area under the curve up to there.

    Not estimable (not_followed_so_long) where nobody of a group is followed up to `until` while some were still there.
    Source: Irwin 1949, doi:10.1017/S0022172400014443; Royston and Parmar 2013, doi:10.1186/1471-2288-13-152.
    """
    value, variance = mean_and_variance(by_time, until)
    spread = z_of(level) * np.sqrt(variance)
    found = estimate(value, np.maximum(value - spread, 0), np.minimum(value + spread, until))
    return _told(found, by_time, until)


def restricted_mean_difference(
    by_time: ByTime, until: float, *, reference: str, level: float = 0.95
) -> Estimate:
    """Return how much longer (groups) people stay within the first `until` than those of the reference; 0 for itself."""
    place = by_time.groups.index(reference)
    value, variance = mean_and_variance(by_time, until)
    gap = value - value[place]
    spread = z_of(level) * np.sqrt(variance + variance[place])
    same = np.arange(len(gap)) == place
    found = estimate(gap, np.where(same, 0, gap - spread), np.where(same, 0, gap + spread))
    return _told(found, by_time, until, place)


def mean_and_variance(by_time: ByTime, until: float) -> tuple[Array, Array]:
    """Return the restricted mean (groups) and its variance, people over people less one times the usual one."""
    curve = staying(by_time)
    times = np.minimum(by_time.times, until)
    widths = np.diff(times, append=until)
    areas = curve * widths
    value = (
        np.minimum(by_time.times[0], until) + areas.sum(axis=1) if len(times) else np.full(len(curve), until)
    )
    # The area under the curve from each time up to `until`.
    later = np.cumsum(areas[:, ::-1], axis=1)[:, ::-1]
    variance = (later**2 * greenwood_parts(by_time)).sum(axis=1)
    people = by_time.people
    return value, variance * people / np.maximum(people - 1, 1)


def _told(found: Estimate, by_time: ByTime, until: float, reference: int | None = None) -> Estimate:
    """The figures, without those of groups of which nobody is followed so long, and limits where people are few."""
    curve = staying(by_time)
    last = np.where(by_time.at_risk > 0, by_time.times, -np.inf).max(axis=1, initial=-np.inf)
    some_stay = curve.min(axis=1, initial=1.0) > 0
    unseen, few = some_stay & (last < until), by_time.people < survival_rules().least_people
    if reference is not None:
        unseen, few = unseen | unseen[reference], few | few[reference]
    return found.without(unseen, NOT_SEEN_SO_LONG, value=True).without(few, TOO_FEW_PEOPLE)
