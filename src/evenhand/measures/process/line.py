"""A straight line through weighted points whose scatter beyond chance is estimated with it, for many series at once."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from evenhand.measures.estimate import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Lines through points of shape (series, periods): slope, its standard error, degrees of freedom; shape (series,).

    `heterogeneity` is the variance between points beyond chance and line; `slack` by how much the slope can be another
    where the points are known to within some distance alone.
    """

    slope: Array
    error: Array
    freedom: Array
    heterogeneity: Array
    slack: Array

    def interval(self, level: float) -> tuple[Array, Array]:
        """Return the interval of the slope by Student's t; NaN where no freedom is left."""
        tail = np.where(self.freedom > 0, self.freedom, np.nan)
        reach = stdtrit(tail, 0.5 + level / 2) * self.error
        return self.slope - reach, self.slope + reach


def fitted(value: Array, variance: Array, when: Array, *, slack: Array | None = None) -> Line:
    """Return the line of each series through values (NaN: no point) with the variance of chance, at the times `when`.

    Weights are the inverse of chance's variance and that between points, which is found by the method of moments; the
    error is scaled to the scatter about the line. Where points may lie up to `slack` off, it is scaled to the most that
    they can scatter about it. Source: DerSimonian and Laird 1986,
    doi:10.1016/0197-2456(86)90046-2; Knapp and Hartung 2003, doi:10.1002/sim.1482.
    """
    there = ~np.isnan(value)
    freedom = there.sum(axis=1) - 2.0
    y = np.nan_to_num(value)
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(there, 1 / variance, 0.0)
        total, away, spread, _, left = _weighted(weight, y, when)
        excess = (weight * left**2).sum(axis=1) - freedom
        squares = (weight**2).sum(axis=1) / total + (weight**2 * away**2).sum(axis=1) / spread
        between = np.maximum(excess / (total - squares), 0)
        weight = np.where(there, 1 / (variance + between[:, None]), 0.0)
        _, away, spread, slope, left = _weighted(weight, y, when)
        off = np.zeros_like(y) if slack is None else np.where(there, slack, 0.0)
        scale = (weight * (np.abs(left) + off) ** 2).sum(axis=1) / freedom
        error = np.sqrt(scale / spread)
        moved = (weight * np.abs(away) * off).sum(axis=1) / spread
    return Line(slope=slope, error=error, freedom=freedom, heterogeneity=between, slack=moved)


def _weighted(weight: Array, y: Array, when: Array) -> tuple[Array, Array, Array, Array, Array]:
    """Sum of weights, distances in time from their middle, their weighted square, slope, and what is left over."""
    total = weight.sum(axis=1)
    away = when - ((weight * when).sum(axis=1) / total)[:, None]
    spread = (weight * away**2).sum(axis=1)
    slope = (weight * away * y).sum(axis=1) / spread
    left = y - ((weight * y).sum(axis=1) / total)[:, None] - slope[:, None] * away
    return total, away, spread, slope, left
