"""How far strata lie apart on the log-odds scale: the likeliest deviation, its interval, and weights over all of them."""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.borrowing.constants import BorrowingRules
from evenhand.measures.borrowing.profile import Profile, Strata, profile
from evenhand.measures.estimate import Array
from evenhand.measures.intervals import z_of

_ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """The deviation between strata and its interval (tables,); and the profile over the deviations that are likely, with
    the weight of each (tables, deviations). An interval that begins at 0 says that there may be no deviation."""

    value: Array
    lower: Array
    upper: Array
    profile: Profile
    weight: Array


def deviation_of(
    strata: Strata, rules: BorrowingRules, *, level: float = 0.95, corrected: bool = True
) -> Deviation:
    """Return the deviation between strata, by the corrected likelihood or the plain one.

    The interval holds the deviations that the likelihood ratio does not reject. Every deviation is equally likely before
    any count is seen. Source: Gelman 2006, doi:10.1214/06-BA117A (flat on the deviation).
    """
    tables = len(strata.x)
    coarse = np.linspace(0, 1, rules.coarse_steps) ** 1.5 * rules.widest_deviation
    first = profile(strata, np.broadcast_to(coarse, (tables, len(coarse))), rules)
    there = _likelihood(first, corrected=corrected)
    matters = there > there.max(axis=1, keepdims=True) + rules.matters
    last = len(coarse) - 1
    low = coarse[np.maximum(np.argmax(matters, axis=1) - 1, 0)]
    high = coarse[np.minimum(last - np.argmax(matters[:, ::-1], axis=1) + 1, last)]
    spaced = np.linspace(0, 1, 2 * rules.coarse_steps - 1)
    fine = profile(strata, low[:, None] + (high - low)[:, None] * spaced, rules)
    likely = _likelihood(fine, corrected=corrected)
    best, top = _likeliest(strata, fine, rules, corrected=corrected)
    ends = _ends(fine.deviation, likely, best, top, z_of(level))
    weight = np.exp(likely - likely.max(axis=1, keepdims=True))
    weight[:, [0, -1]] /= 2
    return Deviation(
        value=best,
        lower=ends[0],
        upper=ends[1],
        profile=fine,
        weight=weight / weight.sum(axis=1, keepdims=True),
    )


def _likelihood(found: Profile, *, corrected: bool) -> Array:
    return found.corrected if corrected else found.log_likelihood


def _likeliest(
    strata: Strata, fine: Profile, rules: BorrowingRules, *, corrected: bool
) -> tuple[Array, Array]:
    """The deviation of the greatest likelihood and that likelihood, by looking nearer and nearer."""
    points, likely = fine.deviation, _likelihood(fine, corrected=corrected)
    for _ in range(_ROUNDS):
        place = np.clip(likely.argmax(axis=1), 1, points.shape[1] - 2)[:, None]
        low, high = (np.take_along_axis(points, place + one, 1) for one in (-1, 1))
        points = low + (high - low) * np.linspace(0, 1, 7)
        likely = _likelihood(profile(strata, points, rules), corrected=corrected)
    place = likely.argmax(axis=1)[:, None]
    return np.take_along_axis(points, place, 1)[:, 0], likely.max(axis=1)


def _ends(points: Array, likely: Array, best: Array, top: Array, z: float) -> tuple[Array, Array]:
    """Where the signed root of the likelihood ratio passes -z and z: between points in a straight line; 0 if never."""
    root = np.sign(points - best[:, None]) * np.sqrt(np.maximum(2 * (top[:, None] - likely), 0))
    root = np.maximum.accumulate(root, axis=1)
    low = np.where(root[:, 0] > -z, 0.0, _passed(points, root, -z))
    return low, np.where(root[:, -1] < z, np.nan, _passed(points, root, z))


def _passed(points: Array, root: Array, height: float) -> Array:
    after = np.clip((root < height).sum(axis=1), 1, points.shape[1] - 1)[:, None]
    x0, x1 = (np.take_along_axis(points, after + one, 1)[:, 0] for one in (-1, 0))
    y0, y1 = (np.take_along_axis(root, after + one, 1)[:, 0] for one in (-1, 0))
    return np.asarray(x0 + (x1 - x0) * np.clip((height - y0) / np.maximum(y1 - y0, 1e-12), 0, 1))
