"""What is plotted in a funnel, and the scale on which its spread is measured: proportions, rates, standardised ratios."""

from enum import StrEnum

import numpy as np

from evenhand.measures.estimate import Array


class Kind(StrEnum):
    """What the areas of a funnel are compared by."""

    PROPORTION = "proportion"
    RATE = "rate"
    RATIO = "ratio"


class Trim(StrEnum):
    """What is done with the outermost z-scores: drawn in to the quantile, or left out."""

    WINSORISE = "winsorise"
    TRUNCATE = "truncate"


TRIM_OF = {Kind.PROPORTION: Trim.WINSORISE, Kind.RATE: Trim.WINSORISE, Kind.RATIO: Trim.TRUNCATE}
"""As published: winsorised in general, truncated for mortality ratios (SHMI)."""


def transformed(kind: Kind, value: Array, n: Array) -> Array:
    """Return values on the scale where their standard error does not depend on them.

    Proportions: arcsine of the square root. Rates: square root, which steadies a Poisson count's variance and, unlike
    the log, has a value for no events. Ratios: log, as published for mortality; none observed counts as a half there.
    """
    if kind is Kind.PROPORTION:
        return np.asarray(np.arcsin(np.sqrt(np.clip(value, 0, 1))))
    if kind is Kind.RATE:
        return np.asarray(np.sqrt(value))
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.where(value == 0, 0.5 / n, value)))


def standard_error(kind: Kind, n: Array) -> Array:
    """Return the standard error on that scale: 1/(2 sqrt n) of n people or of n person-years, 1/sqrt E of E expected."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(kind is Kind.RATIO, 1.0, 0.5) / np.sqrt(n))


def plotted(kind: Kind, transformed_value: Array) -> Array:
    """Return values of the scale as they are plotted; what lies beyond an end of the scale is that end."""
    if kind is Kind.PROPORTION:
        return np.asarray(np.sin(np.clip(transformed_value, 0, np.pi / 2)) ** 2)
    if kind is Kind.RATE:
        return np.asarray(np.maximum(transformed_value, 0) ** 2)
    return np.asarray(np.exp(transformed_value))
