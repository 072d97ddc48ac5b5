"""Charts over time: the centre of a series and the limits within which chance leaves it."""

import numpy as np
from numpy.typing import ArrayLike

from evenhand.measures.process.counted import counted_chart
from evenhand.measures.process.drawn import around, chart_of
from evenhand.measures.process.rules import ProcessRules, load_process_rules
from evenhand.measures.process.stretches import Baseline, stretches_of
from evenhand.measures.process.types import Chart, ChartKind


def p_chart(
    x: ArrayLike,
    n: ArrayLike,
    *,
    segments: ArrayLike | None = None,
    baseline: Baseline = None,
    per: float = 1.0,
    rules: ProcessRules | None = None,
) -> Chart:
    """Return the chart of x of n people over time, limits by chance alone; shapes (periods,) or (series, periods).

    A period with n = 0 or NaN has no figure. `segments` numbers the stretches with limits of their own (see
    segment_numbers); `baseline` is how many first periods of each stretch its centre and limits are taken from
    (all, unless given; one number, or one for each stretch). Limits are three sigma, and those of the counts
    themselves where fewer than the rules' `small_count` are expected. Raises EvenhandError where more are counted than
    there are. Source: Shewhart 1931; Montgomery 2009, 7.2.
    """
    return counted_chart(ChartKind.P, x, n, segments, baseline, per, rules)


def p_prime_chart(
    x: ArrayLike,
    n: ArrayLike,
    *,
    segments: ArrayLike | None = None,
    baseline: Baseline = None,
    per: float = 1.0,
    rules: ProcessRules | None = None,
) -> Chart:
    """Return the chart of x of n people over time, limits as wide as the series itself scatters; otherwise as p_chart.

    Source: Laney 2002, doi:10.1081/QEN-120006555.
    """
    return counted_chart(ChartKind.P_PRIME, x, n, segments, baseline, per, rules)


def u_chart(
    x: ArrayLike,
    n: ArrayLike,
    *,
    segments: ArrayLike | None = None,
    baseline: Baseline = None,
    per: float = 1.0,
    rules: ProcessRules | None = None,
) -> Chart:
    """Return the chart of x events in n person-years (or days) over time, limits by chance alone; otherwise as p_chart.

    Source: Montgomery 2009, 7.3.
    """
    return counted_chart(ChartKind.U, x, n, segments, baseline, per, rules)


def u_prime_chart(
    x: ArrayLike,
    n: ArrayLike,
    *,
    segments: ArrayLike | None = None,
    baseline: Baseline = None,
    per: float = 1.0,
    rules: ProcessRules | None = None,
) -> Chart:
    """Return the chart of x events in n person-years over time, limits as wide as the series itself scatters.

    Otherwise as p_chart. Source: Laney 2002, doi:10.1081/QEN-120006555.
    """
    return counted_chart(ChartKind.U_PRIME, x, n, segments, baseline, per, rules)


def xmr_chart(
    value: ArrayLike,
    *,
    segments: ArrayLike | None = None,
    baseline: Baseline = None,
    per: float = 1.0,
    rules: ProcessRules | None = None,
) -> Chart:
    """Return the chart of values over time: mean and 2.66 mean moving ranges, the widest ranges left out once.

    Where these ranges are all 0 there are no limits (no_scatter): a width of 0 would say that all is certain. It knows
    no denominators: take p_prime_chart or u_prime_chart where there are some. Shapes and the other arguments as of
    p_chart. Source: NHS England, Making Data Count; Nelson 1982, doi:10.1080/00224065.1982.11978811.
    """
    rules = rules or load_process_rules()
    given = np.asarray(value, np.float64)
    values = np.atleast_2d(given)
    parts = stretches_of(~np.isnan(values), segments, baseline)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = parts.total(np.nan_to_num(values)) / parts.count()
    ranges = parts.mean_range(values, screen=rules.range_screen)
    half = np.where(ranges > 0, rules.xmr_factor * ranges, np.nan)
    drawn = around(values, centre, half, np.ones_like(values), rules)
    return chart_of(ChartKind.XMR, drawn, parts, per=per, shape=given.shape, rules=rules)


def run_chart(
    value: ArrayLike,
    *,
    segments: ArrayLike | None = None,
    baseline: Baseline = None,
    per: float = 1.0,
    rules: ProcessRules | None = None,
) -> Chart:
    """Return the run chart of values over time: the median, no limits, and runs by the Anhoej rules.

    Shapes and the other arguments as of p_chart. Source: Anhoej and Olesen 2014, doi:10.1371/journal.pone.0113825.
    """
    rules = rules or load_process_rules()
    given = np.asarray(value, np.float64)
    values = np.atleast_2d(given)
    parts = stretches_of(~np.isnan(values), segments, baseline)
    nothing = np.full_like(values, np.nan)
    drawn = around(values, parts.median(values), nothing, np.ones_like(values), rules)
    return chart_of(ChartKind.RUN, drawn, parts, per=per, shape=given.shape, rules=rules)
