"""What smooth measures of spread give by chance: to the second order they are a square form of the shares' errors.

A measure is h + 2 sum b e + sum a e^2 - (sum c e)^2 for errors e with known variance. Source: cumulants of a square
form, Mathai and Provost 1992, Quadratic Forms in Random Variables, 3.2b.
"""

from dataclasses import replace

import numpy as np

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.cumulants import Cumulants
from evenhand.measures.inequality.profile import Profile

_ROOT = np.sqrt(2.0)


def variance_cumulants(profile: Profile) -> Cumulants:
    """Return those of the between-group variance."""
    w, spread = profile.w, profile.spread
    return _square_form(profile, _dot(w * spread, spread), w * spread, w, w)


def relative_variance_cumulants(profile: Profile) -> Cumulants:
    """Return those of the between-group variance over the squared mean."""
    w, mean = profile.w, profile.mean[:, None]
    relative = profile.spread / mean
    truth = _dot(w, relative * relative)
    return _square_form(profile, truth, w * (relative - truth[:, None]) / mean, w / (mean * mean), w / mean)


def log_cumulants(profile: Profile) -> Cumulants:
    """Return those of the mean log deviation (not times 1000), to the fourth order."""
    w, p, mean = profile.w, profile.p, profile.mean[:, None]
    truth = -_dot(w, np.log(p / mean))
    slope, bend = w * (1 / mean - 1 / p) / 2, w / (2 * p * p)
    form = _square_form(profile, truth, slope, bend, w / (_ROOT * mean), _swell(profile, 28 / 3, 20 / 3))
    square, cube = profile.variance / (p * p), profile.third / (p * p * p)
    more = _dot(w, 0.75 * square * square - cube / 3)
    return replace(form, mean=form.mean + more)


def theil_cumulants(profile: Profile) -> Cumulants:
    """Return those of Theil's index (not times 1000), to the fourth order."""
    w, p, mean = profile.w, profile.p, profile.mean[:, None]
    relative = p / mean
    logs = np.log(relative)
    truth = _dot(w * relative, logs)
    slope, bend = w / mean * (logs - truth[:, None]) / 2, w / (2 * p * mean)
    form = _square_form(
        profile, truth, slope, bend, w / (_ROOT * mean), _swell(profile, 17 / 6, 10 / 3, -np.inf)
    )
    square = profile.variance / p
    more = _dot(w / mean, square * square / (4 * p) - profile.third / (6 * p * p))
    return replace(form, mean=form.mean + more)


def _swell(profile: Profile, square: float, skew: float, floor: float = 0.0) -> Array:
    """By how much the third and fourth order make a squared error vary more than the second: a share per group.

    From the moments of a normal error u of a log series, 1 + `square` var(u) - `skew` third(u) / var(u); `floor`
    is the least that the last part may be (0: left out where it would make it less).
    """
    var = profile.variance / (profile.p * profile.p)
    leaning = np.where(var > 0, -profile.third / np.where(var > 0, profile.variance * profile.p, 1.0), 0.0)
    return np.asarray(np.maximum(square * var + skew * np.maximum(leaning, floor), 0.0))


def _square_form(
    profile: Profile, truth: Array, b: Array, a: Array, c: Array, swell: Array | None = None
) -> Cumulants:
    var, third = profile.variance, profile.third
    d, u, moved = a * var, c * c * var, b * var
    dd, ud = d * d, u * d
    whole, once, twice = _sum(u), _sum(ud), _dot(ud, d)
    crossed = _dot(c, moved)
    squared = _sum(dd) - 2 * once + whole * whole
    cubed = _dot(dd, d) - 3 * twice + 3 * once * whole - whole * whole * whole
    larger = np.ones_like(truth)
    if swell is not None:
        larger = 1 + _dot(dd, swell) / np.maximum(squared, 1e-300)
    leaning = b * third
    return Cumulants(
        truth=truth,
        mean=truth + _sum(d) - whole,
        variance=2 * squared * larger + 4 * _dot(b, moved) + 4 * _dot(a - c * c, leaning),
        third=8 * cubed * larger * larger * np.sqrt(larger)
        + 24 * (_dot(a * moved, moved) - crossed * crossed)
        + 8 * _dot(b * b, leaning),
        slope=2 * b,
    )


def _sum(values: Array) -> Array:
    return np.asarray(values.sum(axis=1))


def _dot(one: Array, other: Array) -> Array:
    return np.asarray(np.einsum("tk,tk->t", one, other))
