"""Measures of a gradient over ordered groups, with their intervals: slope, relative slope, concentration."""

import numpy as np

from evenhand.measures.estimate import Estimate, estimate
from evenhand.measures.inequality import concentration
from evenhand.measures.inequality.combination import combined, quotient
from evenhand.measures.inequality.slope import Ends, linear_ends
from evenhand.measures.inequality.tables import Tables


def slope_index(tables: Tables, ends: Ends) -> Estimate:
    """Return the fitted share at rank 1 less that at rank 0, in units of the share."""
    value = ends.high - ends.low
    factors = ends.high_by_share - ends.low_by_share
    return estimate(value, *combined(value, factors, tables.reaches), reason="no_fit")


def relative_index(tables: Tables, ends: Ends) -> Estimate:
    """Return the fitted share at rank 1 over that at rank 0; the interval is made on the scale of logs."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = ends.high / ends.low
        log = np.log(value)
        factors = ends.high_by_share / ends.high[:, None] - ends.low_by_share / ends.low[:, None]
        low, high = combined(log, factors, tables.reaches)
    return estimate(value, np.exp(low), np.exp(high), reason="no_fit")


def relative_index_linear(tables: Tables) -> Estimate:
    """Return (intercept + slope) / intercept of the straight line; no interval where the intercept may be 0 or less."""
    ends = linear_ends(tables.profile, tables.rank)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = ends.high / ends.low
    low, high = quotient(ends.high, ends.low, ends.high_by_share, ends.low_by_share, tables.reaches)
    return estimate(value, low, high, reason="no_limits")


def concentration_index(tables: Tables, *, times: float = 1.0) -> Estimate:
    """Return the absolute concentration index, or (4 `times`) Erreygers's."""
    value = times * concentration.aci(tables.profile, tables.rank)
    factors = times * concentration.aci_weights(tables.profile, tables.rank)
    return estimate(value, *combined(value, factors, tables.reaches))


def relative_concentration(tables: Tables) -> Estimate:
    """Return the absolute concentration index over the mean."""
    profile, top = tables.profile, concentration.aci_weights(tables.profile, tables.rank)
    value = concentration.rci(profile, tables.rank)
    absolute = concentration.aci(profile, tables.rank)
    low, high = quotient(absolute, profile.mean, top, profile.w, tables.reaches)
    return estimate(value, low, high, reason="no_events")


def bounded_concentration(tables: Tables) -> Estimate:
    """Return Wagstaff's index: the absolute one over mean times (1 - mean)."""
    profile, top = tables.profile, concentration.aci_weights(tables.profile, tables.rank)
    mean = profile.mean
    value = concentration.rci_wagstaff(profile, tables.rank)
    absolute = concentration.aci(profile, tables.rank)
    bottom = (1 - 2 * mean)[:, None] * profile.w
    low, high = quotient(absolute, mean * (1 - mean), top, bottom, tables.reaches)
    return estimate(value, low, high, reason="no_events")
