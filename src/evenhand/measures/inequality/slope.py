"""Slope and relative index of inequality: a line through the shares of groups in their order.

Groups stand from the least to the most advantaged. The rank of a group is the middle of its place in the whole
population, 0 to 1. Linear: weighted least squares, the weights being population shares (as PHEindicatormethods does
it). Log and logit: the weighted score equations of a log-linear and of a logistic model, which hold zeros.
Source: Mackenbach and Kunst 1997, doi:10.1016/S0277-9536(96)00073-1; Moreno-Betancur and others 2015,
doi:10.1097/EDE.0000000000000311.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from evenhand.measures.estimate import Array
from evenhand.measures.inequality.profile import Profile

_STEPS = 25
_FITTED = 1e-10
Curve = Callable[[Array], Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The fitted shares at rank 0 and at rank 1, one per table, and how each moves with every group's share."""

    low: Array
    high: Array
    low_by_share: Array
    high_by_share: Array


def ranks(profile: Profile, order: Array) -> Array:
    """Return the middle of each group's place in the population, 0 to 1; groups of the same order share a place."""
    below = order[:, None, :] < order[:, :, None]
    level = order[:, None, :] == order[:, :, None]
    return np.asarray(np.einsum("tjk,tk->tj", below + level / 2, profile.w))


def linear_ends(profile: Profile, rank: Array) -> Ends:
    """Return the ends of the straight line; NaN where all groups have one rank."""
    away = rank - 0.5
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = profile.w * away / np.einsum("tk,tk->t", profile.w, away**2)[:, None]
    low, high = profile.w - slope / 2, profile.w + slope / 2
    at_low, at_high = (np.einsum("tk,tk->t", one, profile.p) for one in (low, high))
    return Ends(low=at_low, high=at_high, low_by_share=low, high_by_share=high)


def log_ends(profile: Profile, rank: Array) -> Ends:
    """Return the ends of the log-linear curve; an end may lie above 1. NaN where nothing fits."""
    return _curve_ends(profile, rank, np.exp, np.exp, np.log)


def logit_ends(profile: Profile, rank: Array) -> Ends:
    """Return the ends of the logistic curve. NaN where nothing fits (all or none of every group)."""

    def steepness(score: Array) -> Array:
        share = expit(score)
        return np.asarray(share * (1 - share))

    def start(share: Array) -> Array:
        return np.log(share) - np.log1p(-share)

    return _curve_ends(profile, rank, expit, steepness, start)


def _curve_ends(profile: Profile, rank: Array, curve: Curve, steepness: Curve, start: Curve) -> Ends:
    """Solve sum w (p - curve(a + b rank)) (1, rank) = 0 by Newton's steps, all tables at once."""
    p, w, away = profile.p, profile.w, rank - 0.5
    with np.errstate(all="ignore"):
        a, b = start(profile.mean), np.zeros(len(p))
        step = np.full(len(p), np.inf)
        for _ in range(_STEPS):
            score = a[:, None] + b[:, None] * away
            rest, bend = w * (p - curve(score)), w * steepness(score)
            by_a, by_b = _solved(bend, away, rest.sum(axis=1), (rest * away).sum(axis=1))
            step = np.maximum(np.abs(by_a), np.abs(by_b))
            short = 1 / np.maximum(step / 2, 1)
            a, b = a + short * by_a, b + short * by_b
            if not bool(np.any(step > _FITTED)):
                break
        score = a[:, None] + b[:, None] * away
        a_by, b_by = _solved(w * steepness(score), away, w, w * away)
        found = step < 1e-6
        ends = [np.where(found, curve(a + side * b), np.nan) for side in (-0.5, 0.5)]
        moves = [steepness(a + side * b)[:, None] * (a_by + side * b_by) for side in (-0.5, 0.5)]
    return Ends(low=ends[0], high=ends[1], low_by_share=moves[0], high_by_share=moves[1])


def _solved(bend: Array, away: Array, first: Array, second: Array) -> tuple[Array, Array]:
    """Solve the two equations of a fit: first and second of shape (tables,) or (tables, groups)."""
    sums = [np.asarray((bend * away**power).sum(axis=1)) for power in (0, 1, 2)]
    whole, lean, spread = ([one[:, None] for one in sums]) if first.ndim > 1 else sums
    size = whole * spread - lean**2
    return (spread * first - lean * second) / size, (whole * second - lean * first) / size
