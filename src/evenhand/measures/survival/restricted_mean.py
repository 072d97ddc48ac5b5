"""The restricted mean: how many days of the first so many people stay, on average; and its difference between groups."""

import numpy as np
from scipy.special import stdtrit

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.survival.by_time import ByTime
from evenhand.measures.survival.kaplan_meier import greenwood_parts, staying
from evenhand.measures.survival.limits import TOO_FEW_PEOPLE
from evenhand.measures.survival.rules import survival_rules

NOT_SEEN_SO_LONG, FEW_LEFT = "not_followed_so_long", "few_left"


def restricted_mean(by_time: ByTime, until: float, level: float = 0.95) -> Estimate:
    """Return the mean time (groups) that people stay within the first `until`: the area under the curve up to there.

    Limits: Student's, on the scale of the log odds of the mean's part of `until`; none where fewer than `least_left`
    people left by then (few_left), or a group is too small. Not estimable (not_followed_so_long) where nobody of a
    group is followed up to `until` while some were still there. Source: Irwin 1949, doi:10.1017/S0022172400014443;
    Royston and Parmar 2013, doi:10.1186/1471-2288-13-152.
    """
    value, variance = mean_and_variance(by_time, until)
    lower, upper = _limits(by_time, until, (value, variance), level)
    return _told(estimate(value, lower, upper), by_time, until)


def restricted_mean_difference(
    by_time: ByTime, until: float, *, reference: str, level: float = 0.95
) -> Estimate:
    """Return how much longer (groups) people stay within the first `until` than those of the reference; 0 for itself.

    Limits from those of the two means, squared and added on either side. Source: Zou and Donner 2008,
    doi:10.1002/sim.3095.
    """
    place = by_time.groups.index(reference)
    value, variance = mean_and_variance(by_time, until)
    lower, upper = _limits(by_time, until, (value, variance), level)
    gap, same = value - value[place], np.arange(len(value)) == place
    below = np.hypot(value - lower, upper[place] - value[place])
    above = np.hypot(upper - value, value[place] - lower[place])
    found = estimate(gap, np.where(same, 0, gap - below), np.where(same, 0, gap + above))
    return _told(found, by_time, until, place)


def _limits(by_time: ByTime, until: float, told: tuple[Array, Array], level: float) -> tuple[Array, Array]:
    """Limits of a mean between 0 and `until`."""
    value, variance = told
    quantile = stdtrit(np.maximum(by_time.people - 1, 1), 0.5 + level / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = quantile * np.sqrt(variance) * until / (value * (until - value))
        place = np.log(value / (until - value))
        return until / (1 + np.exp(spread - place)), until / (1 + np.exp(-spread - place))


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
    unseen = (curve.min(axis=1, initial=1.0) > 0) & (last < until)
    few = by_time.people < survival_rules().least_people
    still = np.where(by_time.times <= until, by_time.leaving, 0).sum(axis=1) < survival_rules().least_left
    if reference is not None:
        unseen, few, still = (one | one[reference] for one in (unseen, few, still))
    found = found.without(unseen, NOT_SEEN_SO_LONG, value=True)
    return found.without(few, TOO_FEW_PEOPLE).without(still, FEW_LEFT)
