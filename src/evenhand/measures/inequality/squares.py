"""What smooth measures of spread give by chance: to the second order they are a square form of the shares' errors.

A measure is h + 2 sum b e + sum a e^2 - (sum c e)^2 for errors e with known variance. Source: cumulants of a square
form, Mathai and Provost 1992, Quadratic Forms in Random Variables, 3.2b.
"""

import numpy as np
from scipy.special import xlogy

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.profile import Profile


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
    """Return those of the mean log deviation (not times 1000), with the third and fourth order in its mean."""
    w, p, mean = profile.w, profile.p, profile.mean[:, None]
    truth = -_sum(w * np.log(p / mean))
    form = _square_form(profile, truth, w * (1 / mean - 1 / p) / 2, w / (2 * p**2), w / (np.sqrt(2) * mean))
    more = _sum(w * (0.75 * profile.variance**2 / p**4 - profile.third / (3 * p**3)))
    return _raised(form, more)


def theil_cumulants(profile: Profile) -> Cumulants:
    """Return those of Theil's index (not times 1000), with the third and fourth order in its mean."""
    w, p, mean = profile.w, profile.p, profile.mean[:, None]
    relative = p / mean
    truth = _sum(w * xlogy(relative, relative))
    slope = w / mean * (np.log(relative) - truth[:, None]) / 2
    form = _square_form(profile, truth, slope, w / (2 * p * mean), w / (np.sqrt(2) * mean))
    more = _sum(w / mean * (profile.variance**2 / (4 * p**3) - profile.third / (6 * p**2)))
    return _raised(form, more)


def _square_form(profile: Profile, truth: Array, b: Array, a: Array, c: Array) -> Cumulants:
    var, third = profile.variance, profile.third
    d, u = a * var, c**2 * var
    whole, once, twice = _sum(u), _sum(u * d), _sum(u * d**2)
    crossed = _sum(c * var * b)
    noise = _sum(d) - whole
    squared = _sum(d**2) - 2 * once + whole**2
    cubed = _sum(d**3) - 3 * twice + 3 * once * whole - whole**3
    return Cumulants(
        truth=truth,
        mean=truth + noise,
        variance=2 * squared + 4 * _sum(b**2 * var) + 4 * _sum((a - c**2) * b * third),
        third=8 * cubed + 24 * (_sum(a * (var * b) ** 2) - crossed**2) + 8 * _sum(b**3 * third),
    )


def _raised(form: Cumulants, more: Array) -> Cumulants:
    return Cumulants(truth=form.truth, mean=form.mean + more, variance=form.variance, third=form.third)


def _sum(values: Array) -> Array:
    return np.asarray(values.sum(axis=1))
