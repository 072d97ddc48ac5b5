"""Mantel-Haenszel: one ratio and one difference of two groups from many strata, and how far hidden counts move them.

Arrays have the shape (comparisons, strata): `a` of `n1` people of the group, `c` of `n0` of its reference. A stratum
in which one side has nobody adds nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from evenhand.measures.intervals import Array, Interval

_ROUNDS = 60
_SLACK = 1e-12
Terms = tuple[Array, Array]
"""What each stratum adds to the top and to the bottom of a quotient."""
TermsOf = Callable[[Array, Array, Array, Array], Terms]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The least and the greatest count of each kind in each stratum, whole numbers; `a` <= `n1` and `c` <= `n0`."""

    a: Interval
    n1: Interval
    c: Interval
    n0: Interval


def ratio_terms(a: Array, n1: Array, c: Array, n0: Array) -> Terms:
    """Return the terms of the risk ratio. Source: Mantel and Haenszel 1959; Rothman, Greenland and Lash 2008, 15."""
    return _share(a * n0, n1 + n0), _share(c * n1, n1 + n0)


def difference_terms(a: Array, n1: Array, c: Array, n0: Array) -> Terms:
    """Return the terms of the risk difference. Source: Greenland and Robins 1985, doi:10.2307/2530643."""
    return _share(a * n0 - c * n1, n1 + n0), _share(n1 * n0, n1 + n0)


def pooled(terms: Terms) -> Array:
    """Return the pooled figure of each comparison; NaN where no stratum has both sides (or, of a ratio, no event)."""
    top, bottom = (one.sum(axis=1) for one in terms)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where((bottom == 0) & (top == 0), np.nan, top / bottom))


def log_ratio_error(a: Array, n1: Array, c: Array, n0: Array) -> Array:
    """Return the standard error of the log of the pooled ratio. Source: Greenland and Robins 1985."""
    total = n1 + n0
    spread = _share((a + c) * n1 * n0 - a * c * total, total * total).sum(axis=1)
    top, bottom = (one.sum(axis=1) for one in ratio_terms(a, n1, c, n0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt(np.maximum(spread, 0) / (top * bottom)))


def difference_error(a: Array, n1: Array, c: Array, n0: Array) -> Array:
    """Return the standard error of the pooled difference, for few large and for many small strata.

    Source: Sato 1989, doi:10.2307/2531784 (with Greenland and Robins).
    """
    total = n1 + n0
    p = _share(n1 * n1 * c - n0 * n0 * a + n1 * n0 * (n0 - n1) / 2, total * total).sum(axis=1)
    q = _share(a * (n0 - c) + c * (n1 - a), 2 * total).sum(axis=1)
    top, bottom = (one.sum(axis=1) for one in difference_terms(a, n1, c, n0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt(np.maximum(top / bottom * p + q, 0)) / bottom)


def extreme(box: Box, terms_of: TermsOf, *, lowest: bool) -> tuple[Array, tuple[Array, Array, Array, Array]]:
    """Return the least (or greatest) pooled figure over all tables of whole counts in the box, and one such table.

    For a fixed value v, top - v * bottom is a sum over strata, in each of which the extreme lies in a corner of the
    box cut by a <= n1 and c <= n0: for fixed a and c it is a quotient of linear functions of n1 and of n0. The least
    v is found by taking the best corners for v, then v of these, until v stays (Dinkelbach 1967,
    doi:10.1287/mnsc.13.7.492). Infinite where the bottom can be 0.
    """
    corners = _corners(box, lowest=lowest)
    terms = [terms_of(*corner) for corner in corners]
    tops, bottoms = (np.stack([one[place] for one in terms]) for place in (0, 1))
    sign = 1.0 if lowest else -1.0
    chosen = np.argmax(bottoms, axis=0)
    value = pooled(_picked(tops, bottoms, chosen))
    for _ in range(_ROUNDS):
        gain = sign * (tops - np.where(np.isfinite(value), value, 0.0)[:, None] * bottoms)
        better = np.argmin(gain, axis=0)
        reached = _picked(tops, bottoms, better)
        moves = np.isfinite(value) & (np.take_along_axis(gain, better[None], 0)[0].sum(axis=1) < -_SLACK)
        if not moves.any():
            break
        chosen = np.where(moves[:, None], better, chosen)
        value = np.where(moves, pooled(reached), value)
    table = tuple(
        np.take_along_axis(np.stack([corner[place] for corner in corners]), chosen[None], 0)[0]
        for place in range(4)
    )
    return value, (table[0], table[1], table[2], table[3])


def _corners(box: Box, *, lowest: bool) -> list[tuple[Array, Array, Array, Array]]:
    """The tables of one stratum in which an extreme can lie: the side that is to be low and the one to be high."""
    group = _low_side(box.a, box.n1) if lowest else _high_side(box.a, box.n1)
    other = _high_side(box.c, box.n0) if lowest else _low_side(box.c, box.n0)
    return [(a, n1, c, n0) for a, n1 in group for c, n0 in other]


def _low_side(x: Interval, n: Interval) -> list[Interval]:
    return [(x[0], np.maximum(n[0], x[0])), (x[0], np.maximum(n[1], x[0]))]


def _high_side(x: Interval, n: Interval) -> list[Interval]:
    least, most = np.maximum(n[0], x[0]), np.maximum(n[1], x[0])
    turn = np.clip(x[1], least, most)
    return [(np.minimum(x[1], one), one) for one in (least, turn, most)]


def _picked(tops: Array, bottoms: Array, chosen: np.ndarray) -> Terms:
    return tuple(np.take_along_axis(one, chosen[None], 0)[0] for one in (tops, bottoms))


def _share(top: Array, bottom: Array) -> Array:
    """Return top / bottom, 0 where the bottom is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1), 0.0))
