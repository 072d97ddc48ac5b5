"""What smooth measures of spread give by chance: to the second order they are a square form of the shares' errors.

A measure is h + 2 sum b e + sum a e^2 - (sum c e)^2 for errors e with known variance. Source: cumulants of a square
form, Mathai and Provost 1992, Quadratic Forms in Random Variables, 3.2b.
"""

from dataclasses import replace

import numpy as np
from scipy.special import xlogy

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.profile import Profile

_ROOT = np.sqrt(2.0)


def variance_cumulants(profile: Profile) -> Cumulants:
    """Return those of the between-group variance."""
    w, spread = profile.w, profile.spread
    return _square_form(profile, _sum(w * spread**2), w * spread, w, w)


def relative_variance_cumulants(profile: Profile) -> Cumulants:
    """Return those of the between-group variance over the squared mean."""
    w, mean = profile.w, profile.mean[:, None]
    relative = profile.spread / mean
    truth = _sum(w * relative**2)
    return _square_form(profile, truth, w * (relative - truth[:, None]) / mean, w / mean**2, w / mean)


def log_cumulants(profile: Profile) -> Cumulants:
    """Return those of the mean log deviation (not times 1000), to the fourth order."""
    w, p, mean = profile.w, profile.p, profile.mean[:, None]
    truth = -_sum(w * np.log(p / mean))
    slope, bend = w * (1 / mean - 1 / p) / 2, w / (2 * p**2)
    form = _square_form(profile, truth, slope, bend, w / (_ROOT * mean), _swell(profile, 28 / 3, 20 / 3))
    more = _sum(w * (0.75 * profile.variance**2 / p**4 - profile.third / (3 * p**3)))
    return replace(form, mean=form.mean + more)


def theil_cumulants(profile: Profile) -> Cumulants:
    """Return those of Theil's index (not times 1000), to the fourth order."""
    w, p, mean = profile.w, profile.p, profile.mean[:, None]
    relative = p / mean
    truth = _sum(w * xlogy(relative, relative))
    slope, bend = w / mean * (np.log(relative) - truth[:, None]) / 2, w / (2 * p * mean)
    form = _square_form(
        profile, truth, slope, bend, w / (_ROOT * mean), _swell(profile, 17 / 6, 10 / 3, -np.inf)
    )
    more = _sum(w / mean * (profile.variance**2 / (4 * p**3) - profile.third / (6 * p**2)))
    return replace(form, mean=form.mean + more)


def _swell(profile: Profile, square: float, skew: float, floor: float = 0.0) -> Array:
    """By how much the third and fourth order make a squared error vary more than the second: a share per group.

    From the moments of a normal error u of a log series, 1 + `square` var(u) - `skew` third(u) / var(u); `floor`
    is the least that the last part may be (0: left out where it would make it less).
    """
    var = profile.variance / profile.p**2
    third = profile.third / profile.p**3
    leaning = np.where(var > 0, -third / np.where(var > 0, var, 1.0), 0.0)
    return np.asarray(np.maximum(square * var + skew * np.maximum(leaning, floor), 0.0))


def _square_form(
    profile: Profile, truth: Array, b: Array, a: Array, c: Array, swell: Array | float = 0.0
) -> Cumulants:
    var, third = profile.variance, profile.third
    d, u = a * var, c**2 * var
    whole, once, twice = _sum(u), _sum(u * d), _sum(u * d**2)
    crossed = _sum(c * var * b)
    squared = _sum(d**2) - 2 * once + whole**2
    cubed = _sum(d**3) - 3 * twice + 3 * once * whole - whole**3
    larger = 1 + _sum(d**2 * swell) / np.maximum(squared, 1e-300)
    return Cumulants(
        truth=truth,
        mean=truth + _sum(d) - whole,
        variance=2 * squared * larger + 4 * _sum(b**2 * var) + 4 * _sum((a - c**2) * b * third),
        third=8 * cubed * larger**2.5 + 24 * (_sum(a * (var * b) ** 2) - crossed**2) + 8 * _sum(b**3 * third),
        slope=2 * b,
    )


def _sum(values: Array) -> Array:
    return np.asarray(values.sum(axis=1))
