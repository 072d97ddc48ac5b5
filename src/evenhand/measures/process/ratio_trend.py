"""The disparity itself over time: the ratio of a group to its reference in each period, its yearly trend, its chart."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from evenhand.foundations import EvenhandError
from evenhand.measures.estimate import Array, Estimate, Mask, estimate
from evenhand.measures.intervals import z_of
from evenhand.measures.process.drawn import around, chart_of
from evenhand.measures.process.line import fitted
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.stretches import Baseline, Stretches, stretches_of
from evenhand.measures.process.types import Chart, ChartKind
from evenhand.measures.score import ratio_of_proportions, ratio_of_rates

_ADDED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioTrend:
    """Ratios over time and how they change: arrays of shape (series, periods), and (series,) for the trend.

    `ratio` is each period's with its score interval; `per_year` by what the ratio is multiplied in a year;
    `heterogeneity` the variance of the log ratio between periods beyond chance and trend; `chart` the control chart
    of the log ratio.
    """

    ratio: Estimate
    per_year: Estimate
    heterogeneity: Array
    chart: Chart


def ratio_trend(
    x: ArrayLike,
    n: ArrayLike,
    x_reference: ArrayLike,
    n_reference: ArrayLike,
    years: ArrayLike,
    *,
    people: bool = True,
    level: float = 0.95,
    segments: ArrayLike | None = None,
    baseline: Baseline = None,
    rules: ProcessRules | None = None,
) -> RatioTrend:
    """Return the trend of the ratio of x of n to x_reference of n_reference; shapes (series, periods), `years` (periods,).

    `years` are the middles of the periods, in years. `people` says that x are among n (shares); events otherwise. A
    period with n = 0 or NaN in either is left out. Each log ratio (a half added to the counts) is weighted by the
    inverse of its variance, taken at the shares of all periods. With fewer periods or events than the rules say no
    trend is given. `segments` and `baseline` are of the chart, as of p_chart: give one stretch alone for its trend.
    Raises EvenhandError for impossible counts. Source: Walter 1975, doi:10.1093/biomet/62.2.371; see `fitted`.
    """
    rules = rules or load_process_rules()
    own, other, there = _sides(x, n, x_reference, n_reference, people=people)
    value = np.where(there, log_share(*own) - log_share(*other), np.nan)
    when = np.broadcast_to(np.asarray(years, np.float64), there.shape)
    one = stretches_of(there, None, None)
    line = fitted(value, chance_of(one, own, other, people=people), when)
    low, high = line.interval(level)
    events = np.minimum(own[0].sum(axis=1), other[0].sum(axis=1)) / np.maximum(there.sum(axis=1), 1)
    per_year = estimate(np.exp(line.slope), np.exp(low), np.exp(high))
    few = there.sum(axis=1) < rules.least_trend_periods
    per_year = per_year.without(few, "few_periods_for_trend", value=True)
    per_year = per_year.without(events < rules.least_trend_events, "few_events_for_trend", value=True)
    parts = stretches_of(there, segments, baseline)
    return RatioTrend(
        ratio=_ratios(own, other, there, level, people=people),
        per_year=per_year,
        heterogeneity=np.where(np.isnan(per_year.value), np.nan, line.heterogeneity),
        chart=_chart(value, own, other, parts, rules, people=people),
    )


Side = tuple[Array, Array]


def _sides(
    x: ArrayLike, n: ArrayLike, x0: ArrayLike, n0: ArrayLike, *, people: bool
) -> tuple[Side, Side, Mask]:
    """Counts of the group and its reference, shape (series, periods), 0 of 1 where either has no figure."""
    counts = np.broadcast_arrays(*(np.atleast_2d(np.asarray(one, np.float64)) for one in (x, n, x0, n0)))
    there = np.all([~np.isnan(one) for one in counts], axis=0) & (counts[1] > 0) & (counts[3] > 0)
    pairs: list[Side] = []
    for count, size in ((counts[0], counts[1]), (counts[2], counts[3])):
        if (there & ((count < 0) | ((count > size) & people))).any():
            raise EvenhandError("Some periods have counts below 0, or more people counted than there are.")
        pairs.append((np.where(there, count, 0.0), np.where(there, size, 1.0)))
    return pairs[0], pairs[1], there


def log_share(x: Array, n: Array) -> Array:
    """Return the log of a share or rate, a half added to both counts so that there is one for no events."""
    return np.asarray(np.log((x + _ADDED) / (n + _ADDED)))


def chance_of(parts: Stretches, own: Side, other: Side, *, people: bool) -> Array:
    """Return chance's variance of each log ratio at the shares of its whole stretch: no weight follows its own figure."""
    found = np.zeros(parts.there.shape)
    for x, n in (own, other):
        share = (parts.total(x) + _ADDED) / (parts.total(n) + 2 * _ADDED)
        found = found + np.maximum(1 - share if people else 1.0, _ADDED / n) / (n * share)
    return found


def _ratios(own: Side, other: Side, there: Mask, level: float, *, people: bool) -> Estimate:
    interval = ratio_of_proportions if people else ratio_of_rates
    lower, upper = interval(*own, *other, z_of(level))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (own[0] / own[1]) / (other[0] / other[1])
    found = estimate(np.where(there, ratio, np.nan), lower, upper)
    return replace(found, reason=np.where(there, found.reason, "nobody").astype(np.str_))


def _chart(
    value: Array, own: Side, other: Side, parts: Stretches, rules: ProcessRules, *, people: bool
) -> Chart:
    """The control chart of log ratios: limits as wide as the series itself scatters, as by Laney."""
    chance = chance_of(parts, own, other, people=people)
    weight = np.where(parts.there, 1 / chance, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = parts.total(weight * np.nan_to_num(value)) / parts.total(weight)
        events = np.minimum(parts.total(own[0]), parts.total(other[0])) / parts.count()
    sigma = np.sqrt(chance)
    scatter = parts.mean_range((value - centre) / sigma) / rules.range_bias
    # With few events a log ratio leans far towards low values, and limits of either side would not be alike.
    few = events < rules.least_chart_events
    half = np.where(few, np.nan, rules.sigmas * sigma * scatter)
    drawn = around(value, centre, half, scatter, rules)
    made = chart_of(ChartKind.LOG_RATIO, drawn, parts, per=1.0, shape=value.shape, rules=rules)
    reason = np.where(few & (made.reason == "no_scatter"), "few_events_for_limits", made.reason)
    return replace(made, reason=reason.astype(np.str_))
