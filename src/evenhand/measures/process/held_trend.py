"""The trend of a ratio from counts that are known between two numbers: the interval that holds for each of them."""

import numpy as np

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.intervals import Interval
from evenhand.measures.process.line import fitted
from evenhand.measures.process.ratio_trend import chance_of, log_share
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.stretches import stretches_of

Side = tuple[Interval, Interval]
"""The ends of numerators, and those of denominators; shape (series, periods), NaN and 0 where there is no figure."""


def held_trend(
    own: Side,
    other: Side,
    years: Array,
    *,
    people: bool,
    level: float,
    rules: ProcessRules | None = None,
) -> Estimate:
    """Return by what the ratio of two sides is multiplied in a year, with an interval for every possible count.

    Figure and weights are those of the middles of the counts; the interval of the slope is moved outwards by the most
    that the counts can move the slope, and its width taken at the most that they can scatter. Shape (series,).
    """
    rules = rules or load_process_rules()
    there = ~np.isnan(own[0][0]) & ~np.isnan(other[0][0]) & (own[1][0] > 0) & (other[1][0] > 0)
    middles = [_middle(side, there) for side in (own, other)]
    value = np.where(there, log_share(*middles[0]) - log_share(*middles[1]), np.nan)
    low, high = _ends(own, there), _ends(other, there)
    slack = np.where(
        there,
        np.maximum(np.nan_to_num(value) - (low[0] - high[1]), (low[1] - high[0]) - np.nan_to_num(value)),
        0,
    )
    chance = chance_of(stretches_of(there, None, None), *middles, people=people)
    line = fitted(value, chance, np.broadcast_to(years, value.shape), slack=slack)
    below, above = line.interval(level)
    events = np.minimum(*(np.where(there, one[0], 0).sum(axis=1) for one in middles)) / np.maximum(
        there.sum(axis=1), 1
    )
    with np.errstate(over="ignore"):  # an end without limit is told as such
        found = estimate(np.exp(line.slope), np.exp(below - line.slack), np.exp(above + line.slack))
    few = there.sum(axis=1) < rules.least_trend_periods
    found = found.without(few, "few_periods_for_trend", value=True)
    return found.without(events < rules.least_trend_events, "few_events_for_trend", value=True)


def _middle(side: Side, there: np.ndarray) -> tuple[Array, Array]:
    (x_low, x_high), (n_low, n_high) = side
    return np.where(there, (x_low + x_high) / 2, 0.0), np.where(there, (n_low + n_high) / 2, 1.0)


def _ends(side: Side, there: np.ndarray) -> Interval:
    """The least and the greatest log share of a side."""
    (x_low, x_high), (n_low, n_high) = side
    sizes = [np.where(there, one, 1.0) for one in (n_high, n_low)]
    counts = [np.where(there, one, 0.0) for one in (x_low, x_high)]
    return log_share(counts[0], sizes[0]), log_share(counts[1], sizes[1])
