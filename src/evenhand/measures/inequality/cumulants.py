"""The distribution of a summary measure under given true shares, by its first three cumulants.

The distribution is taken as a gamma, shifted to fit mean, variance and skewness (Pearson's type III), which near no
difference is the scaled chi-squared that quadratic measures follow, and far from it the normal.
Source: Pearson 1959, doi:10.1093/biomet/46.3-4.364; Imhof 1961, doi:10.1093/biomet/48.3-4.419.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc, gammaincc, ndtr

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

    def tails(self, value: Array) -> tuple[Array, Array]:
        """Return the chance that the statistic is below `value`, and that it is above."""
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            sd = np.sqrt(np.maximum(self.variance, 1e-300))
            away = (value - self.mean) / sd
            skew = self.third / sd**3
            bent = np.abs(skew) > _NORMAL
            shape = 4 / np.where(bent, skew, 1.0) ** 2
            place = np.maximum(shape + np.sign(skew) * away * np.sqrt(shape), 0.0)
            low, high = gammainc(shape, place), gammaincc(shape, place)
        leans = skew > 0
        under = np.where(bent, np.where(leans, low, high), ndtr(away))
        over = np.where(bent, np.where(leans, high, low), ndtr(-away))
        return under, over


def skewed_normal(away: Array, skew: Array) -> Array:
    """Return the normal score of a value `away` standard deviations from the mean of a distribution so skewed.

    Source: Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684.
    """
    bent = np.where(np.abs(skew) > _NORMAL, skew, _NORMAL)
    root = np.cbrt(np.maximum(1 + bent * away / 2, 0.0))
    return np.asarray(6 / bent * (root - 1) + bent / 6)
