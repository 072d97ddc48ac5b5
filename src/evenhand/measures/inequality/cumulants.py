"""The distribution of a summary measure under given true shares, by its first three cumulants.

The distribution is taken as a gamma, shifted to fit mean, variance and skewness (Pearson's type III), which near no
difference is the scaled chi-squared that quadratic measures follow, and far from it the normal.
Source: Pearson 1959, doi:10.1093/biomet/46.3-4.364; Imhof 1961, doi:10.1093/biomet/48.3-4.419.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc, gammaincc, gammaincinv, ndtr

from evenhand.measures.estimate import Array

_NORMAL = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulants:
    """Mean, variance and third cumulant of a statistic, one per table, where the measure is truly `truth`."""

    truth: Array
    mean: Array
    variance: Array
    third: Array
    slope: Array
    """How the measure moves with each group's share, of shape (tables, groups)."""

    def below(self, value: Array) -> Array:
        """Return the chance that the statistic is below `value`."""
        return self._tail(value, above=False)

    def above(self, value: Array) -> Array:
        """Return the chance that the statistic is above `value`."""
        return self._tail(value, above=True)

    def _tail(self, value: Array, *, above: bool) -> Array:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            sd = np.sqrt(np.maximum(self.variance, 1e-300))
            away = (value - self.mean) / sd
            skew = self.third / (sd * sd * sd)
            bent, leans = np.abs(skew) > _NORMAL, skew > 0
            half = 2 / np.where(bent, np.abs(skew), 1.0)
            shape, place = half * half, half * np.maximum(half + np.where(leans, away, -away), 0.0)
        chance = np.empty_like(away)
        for part, found in ((bent & (leans == above), gammaincc), (bent & (leans != above), gammainc)):
            chance[part] = found(shape[part], place[part])
        plain = ~bent
        chance[plain] = ndtr(-away[plain] if above else away[plain])
        return chance

    def low(self) -> Array:
        """Return the figure than which one in six is lower: of a normal, one standard deviation under its mean."""
        sd = np.sqrt(np.maximum(self.variance, 1e-300))
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            skew = self.third / sd**3
            leans = skew > _NORMAL
            half = 2 / np.where(leans, skew, 1.0)
            away = gammaincinv(half * half, ndtr(-1.0)) / half - half
        return np.asarray(self.mean + sd * np.where(leans, away, -1.0))


def skewed_normal(away: Array, skew: Array) -> Array:
    """Return the normal score of a value `away` standard deviations from the mean of a distribution so skewed.

    Source: Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684.
    """
    bent = np.where(np.abs(skew) > _NORMAL, skew, _NORMAL)
    root = np.cbrt(np.maximum(1 + bent * away / 2, 0.0))
    return np.asarray(6 / bent * (root - 1) + bent / 6)
