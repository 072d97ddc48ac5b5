"""The logistic model of one group, its reference and strata, for thousands of tables at once: no matrix is inverted.

Arrays have the shape (comparisons, strata): `a` of `n1` people of the group, `c` of `n0` of its reference.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from evenhand.measures.adjusted.constants import AdjustedRules, load_adjusted
from evenhand.measures.estimate import Array, Mask
from evenhand.measures.intervals import Interval, wilson

Table = tuple[Array, Array, Array, Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standardised:
    """Standardised shares of the group and of its reference, how many people each is worth, and their correlation."""

    own: Array
    base: Array
    own_worth: Array
    base_worth: Array
    alike: Array


def standardised(
    a: Array, n1: Array, c: Array, n0: Array, *, rules: AdjustedRules | None = None
) -> Standardised:
    """Return the shares that both groups would have in the strata of both together (comparisons,).

    The same as `adjusted` for two groups and one level per stratum. In a stratum where nobody, or everybody, of both
    reached the stage, both shares are 0, or 1. Where nobody (or everybody) of one side did, its share is at that end
    and is worth its people. Not known where no stratum with both outcomes holds both sides. Source: Lane and Nelder
    1982, doi:10.2307/2530043.
    """
    rules = rules or load_adjusted()
    people, events = n1 + n0, a + c
    mixed = (events > 0) & (events < people)
    ended = _ends(np.where(mixed, a, 0), np.where(mixed, n1, 0)) | _ends(
        np.where(mixed, c, 0), np.where(mixed, n0, 0)
    )
    level, gap = _fitted(a, n1, c, n0, mixed & ~ended[:, None], rules)
    p1, p0 = _at_ends(expit(level + gap[:, None]), expit(level), (a, n1, c, n0), mixed)
    total = people.sum(axis=1, keepdims=True)
    weight = np.divide(people, total, out=np.zeros_like(people), where=total > 0)
    w1, w0 = n1 * p1 * (1 - p1), n0 * p0 * (1 - p0)
    changes = weight * p1 * (1 - p1), weight * p0 * (1 - p0)
    variances = _variances(w1, w0, *changes)
    errors = [np.sqrt(np.maximum(one, 0)) for one in variances[:2]]
    with np.errstate(divide="ignore", invalid="ignore"):
        alike = np.nan_to_num(variances[2] / (errors[0] * errors[1]))
    met = mixed & (n1 > 0) & (n0 > 0)
    apart = mixed.any(axis=1) & ~met.any(axis=1)
    empty = (n1.sum(axis=1) == 0) | (n0.sum(axis=1) == 0) | apart
    own, base = ((weight * one).sum(axis=1) for one in (p1, p0))
    return Standardised(
        own=np.where(empty, np.nan, own), base=np.where(empty, np.nan, base),
        own_worth=_worth(own, errors[0], a, n1), base_worth=_worth(base, errors[1], c, n0),
        alike=np.clip(alike, -1, 1),
    )  # fmt: skip


def limits_of(found: Standardised, z: float, *, ratio: bool) -> Interval:
    """Return the interval of the difference, or of the ratio, as in `adjusted` (MOVER of Wilson's limits)."""
    own, base = (np.clip(one, 1e-12, 1 - 1e-12) for one in (found.own, found.base))
    sides = []
    for share, worth in ((own, found.own_worth), (base, found.base_worth)):
        sides.append((share, *wilson(share * worth, worth, z)))
    if ratio:
        with np.errstate(divide="ignore"):
            sides = [(np.log(one), np.log(low), np.log(high)) for one, low, high in sides]
    (one, low, high), (other, base_low, base_high) = sides
    down, up, base_down, base_up = one - low, high - one, other - base_low, base_high - other
    with np.errstate(invalid="ignore"):
        return _put_together(one - other, (down, up), (base_down, base_up), found.alike, ratio=ratio)


def _put_together(figure: Array, own: Interval, base: Interval, alike: Array, *, ratio: bool) -> Interval:
    """The limits of a difference (of logs, for a ratio) from how far each side reaches down and up."""
    low = np.sqrt(np.maximum(own[0] ** 2 + base[1] ** 2 - 2 * alike * own[0] * base[1], 0))
    high = np.sqrt(np.maximum(own[1] ** 2 + base[0] ** 2 - 2 * alike * own[1] * base[0], 0))
    ends = figure - low, figure + high
    return (np.exp(ends[0]), np.exp(ends[1])) if ratio else ends


def _at_ends(p1: Array, p0: Array, table: Table, mixed: Mask) -> Interval:
    """The shares, where some have no finite log odds: of strata all or none of whom got there, and of sides like that."""
    a, n1, c, n0 = (np.where(mixed, one, 0.0) for one in table)
    own_share, base_share = (
        np.divide(x, n, out=np.zeros_like(x), where=n > 0) for x, n in ((a, n1), (c, n0))
    )
    own_all, base_all = (
        (x.sum(axis=1) / np.maximum(n.sum(axis=1), 1e-300))[:, None] for x, n in ((a, n1), (c, n0))
    )
    own_ends, base_ends = ((one == 0) | (one == 1) for one in (own_all, base_all))
    p1 = np.where(own_ends, own_all, np.where(base_ends, own_share, p1))
    p0 = np.where(base_ends, base_all, np.where(own_ends, base_share, p0))
    all_or_none = np.where(table[0] + table[2] > 0, 1.0, 0.0)
    return np.where(mixed, p1, all_or_none), np.where(mixed, p0, all_or_none)


def _ends(x: Array, n: Array) -> Mask:
    """Whether nobody, or everybody, of a side got there: no finite gap fits it."""
    events, people = x.sum(axis=1), n.sum(axis=1)
    found: Mask = (events == 0) | (events == people)
    return found


def _worth(share: Array, error: Array, events: Array, people: Array) -> Array:
    """As many people as would give a share that error; all people of a side of whom none, or all, got there."""
    events, people = events.sum(axis=1), people.sum(axis=1)
    at_end = (events == 0) | (events == people) | (error <= 0)
    return np.where(at_end, people, share * (1 - share) / np.where(error > 0, error, 1) ** 2)


def _fitted(
    a: Array, n1: Array, c: Array, n0: Array, mixed: Mask, rules: AdjustedRules
) -> tuple[Array, Array]:
    """Newton's steps for the level of each stratum and the one gap; both are kept from running off."""
    n1, n0, a, c = (np.where(mixed, one, 0.0) for one in (n1, n0, a, c))
    people = np.maximum(n1 + n0, 1)
    level = np.where(mixed, logit(np.clip((a + c) / people, 1e-6, 1 - 1e-6)), 0.0)
    gap = np.zeros(len(a))
    for _ in range(rules.most_steps):
        p1, p0 = expit(level + gap[:, None]), expit(level)
        w1, w0 = n1 * p1 * (1 - p1), n0 * p0 * (1 - p0)
        both = np.maximum(w1 + w0, 1e-12)
        right, left = a - n1 * p1, c - n0 * p0
        bottom = (w1 * w0 / both).sum(axis=1)
        top = right.sum(axis=1) - (w1 / both * (right + left)).sum(axis=1)
        step = np.clip(np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 1e-10), -2, 2)
        gap = np.clip(gap + step, -rules.far_out, rules.far_out)
        shift = np.clip((right + left - w1 * step[:, None]) / both, -2, 2)
        level = np.clip(level + np.where(mixed, shift, 0.0), -2 * rules.far_out, 2 * rules.far_out)
        if max(np.abs(step).max(initial=0), np.abs(shift).max(initial=0, where=mixed)) < rules.close_enough:
            break
    return level, gap


def _variances(w1: Array, w0: Array, g1: Array, g0: Array) -> tuple[Array, Array, Array]:
    """Variances of both shares and their covariance, from the inverse of the information in its blocks."""
    both = w1 + w0
    turned = np.divide(1, both, out=np.zeros_like(both), where=both > 1e-12)
    part = w1 * turned
    bottom = (w1 * w0 * turned).sum(axis=1)
    of_gap = np.divide(1, bottom, out=np.zeros_like(bottom), where=bottom > 1e-10)
    own, base = (g1 * (1 - part)).sum(axis=1), -(g0 * part).sum(axis=1)
    return (
        (g1 * g1 * turned).sum(axis=1) + own * own * of_gap,
        (g0 * g0 * turned).sum(axis=1) + base * base * of_gap,
        (g1 * g0 * turned).sum(axis=1) + own * base * of_gap,
    )
