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


def below(value: Array, of: Cumulants) -> tuple[Array, Array]:
    """Return the chance that the statistic is below `value`, and that it is above."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        sd = np.sqrt(np.maximum(of.variance, 1e-300))
        away = (value - of.mean) / sd
        skew = of.third / sd**3
        bent = np.abs(skew) > _NORMAL
        shape = 4 / np.where(bent, skew, 1.0) ** 2
        place = np.maximum(shape + np.sign(skew) * away * np.sqrt(shape), 0.0)
        low, high = gammainc(shape, place), gammaincc(shape, place)
    leans = skew > 0
    under = np.where(bent, np.where(leans, low, high), ndtr(away))
    over = np.where(bent, np.where(leans, high, low), ndtr(-away))
    return under, over
