"""Bounds over unknown groups with chance added: an interval that holds the true figure, wherever it lies between them.

Arrays of one shape, as in `bounds`.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import ndtr

from evenhand.measures import score
from evenhand.measures.estimate import Array
from evenhand.measures.intervals import Interval, wilson, z_of
from evenhand.measures.unknowns.bounds import Unknown
from evenhand.measures.unknowns.constants import UnknownsRules, load_unknowns

Limits = Callable[..., Interval]
Case = tuple[Array, Array, Array, Array]


def proportion_with_chance(x: Array, n: Array, unknown: Unknown, *, level: float = 0.95) -> Interval:
    """Return the interval of a group's share over all its possible people: Wilson's ends of the worst and best case."""
    low, high = (x, n + unknown.without), (x + unknown.with_it, n + unknown.with_it)
    ends = [_share(*low), _share(*high)]
    errors = [_share_error(*low), _share_error(*high)]
    z = one_sided_z(ends[1] - ends[0], np.fmax(errors[0], errors[1]), level)
    return _limits(wilson, low, high, z)


def difference_with_chance(
    x: Array, n: Array, x0: Array, n0: Array, unknown: Unknown, *, level: float = 0.95
) -> Interval:
    """Return the interval of the difference of two groups' shares: score limits of the worst and the best case.

    Source: Imbens and Manski 2004, doi:10.1111/j.1468-0262.2004.00555.x; limits by Miettinen and Nurminen.
    """
    worst, best = _cases(x, n, x0, n0, unknown)
    ends = [_share(*one[:2]) - _share(*one[2:]) for one in (worst, best)]
    errors = [np.hypot(_share_error(*one[:2]), _share_error(*one[2:])) for one in (worst, best)]
    z = one_sided_z(ends[1] - ends[0], np.fmax(errors[0], errors[1]), level)
    return _limits(score.difference_of_proportions, worst, best, z)


def ratio_with_chance(
    x: Array, n: Array, x0: Array, n0: Array, unknown: Unknown, *, level: float = 0.95
) -> Interval:
    """Return the interval of the ratio of two groups' shares: Koopman's limits of the worst and the best case.

    The upper limit is infinite where nobody of the reference may have reached the stage. Source: as the difference.
    """
    worst, best = _cases(x, n, x0, n0, unknown)
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = [np.log(_share(*one[:2]) / _share(*one[2:])) for one in (worst, best)]
        errors = [np.sqrt(_log_variance(*one[:2]) + _log_variance(*one[2:])) for one in (worst, best)]
        width = ends[1] - ends[0]
    z = one_sided_z(np.where(np.isfinite(width), width, 0.0), np.fmax(errors[0], errors[1]), level)
    return _limits(score.ratio_of_proportions, worst, best, z)


def one_sided_z(width: Array, error: Array, level: float, *, rules: UnknownsRules | None = None) -> Array:
    """Return the quantile by which both ends of bounds `width` apart move, so that each truth between is held.

    It runs from the two-sided one (1.96 for 95%) where the bounds meet, to the one-sided one (1.64) where they lie far
    apart against the greater standard error of the two. Source: Imbens and Manski 2004, (6) and (7).
    """
    rules = rules or load_unknowns()
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.where(error > 0, np.maximum(width, 0) / error, 0.0)
    apart = np.where(np.isfinite(apart), apart, 0.0)
    low, high = np.full_like(apart, z_of(2 * level - 1)), np.full_like(apart, z_of(level))
    for _ in range(rules.bisections):
        middle = (low + high) / 2
        short = ndtr(middle + apart) - ndtr(-middle) < level
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.asarray((low + high) / 2)


def _cases(x: Array, n: Array, x0: Array, n0: Array, unknown: Unknown) -> tuple[Case, Case]:
    """The counts of the group and of its reference in the worst and in the best case."""
    worst = (x, n + unknown.without, x0 + unknown.with_it, n0 + unknown.with_it)
    best = (x + unknown.with_it, n + unknown.with_it, x0, n0 + unknown.without)
    return worst, best


def _limits(of: Limits, worst: tuple[Array, ...], best: tuple[Array, ...], z: Array) -> Interval:
    """The lower limit of the worst case and the upper one of the best; each row has its own quantile."""
    return of(*worst, z)[0], of(*best, z)[1]


def _share(x: Array, n: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(x / n)


def _share_error(x: Array, n: Array) -> Array:
    share = (x + 1) / (n + 2)
    return np.asarray(np.sqrt(share * (1 - share) / (n + 2)))


def _log_variance(x: Array, n: Array) -> Array:
    return np.asarray(1 / (x + 0.5) - 1 / (n + 0.5))
