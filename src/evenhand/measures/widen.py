"""Intervals that hold for every count the protection allows: the widest over the possible counts."""

from collections.abc import Callable

import numpy as np

from evenhand.measures.intervals import Array, Interval
from evenhand.measures.pairs import Known

One = Callable[[Array, Array], Interval]
Two = Callable[[Array, Array, Array, Array], Interval]


def widen_one(interval: One, x: Known, n: Known, *, within: bool) -> Interval:
    """Return the widest interval of x of n over all counts from lower to upper.

    `within` says that x cannot exceed n (a share of people; not events among residents).
    """
    low, _ = interval(*low_corner(x, n))
    _, high = interval(*high_corner(x, n, within=within))
    return low, high


def widen_two(interval: Two, x1: Known, n1: Known, x2: Known, n2: Known, *, within: bool) -> Interval:
    """Return the widest interval of a comparison over all counts of group and reference.

    Where none of one side may have got there, fewer people widen the interval and do not move its middle: that
    side is tried with the fewest and with the most people.
    """
    most1, most2 = (high_corner(x, n, within=within) for x, n in ((x1, n1), (x2, n2)))
    own = (low_corner(x1, n1), _fewest(x1, n1), most1, most1)
    other = (most2, most2, low_corner(x2, n2), _fewest(x2, n2))
    counts = (np.stack(column) for corners in (own, other) for column in zip(*corners, strict=True))
    low, high = interval(*counts)
    return np.fmin(low[0], low[1]), np.fmax(high[2], high[3])


def low_corner(x: Known, n: Known) -> tuple[Array, Array]:
    """Return the counts that make x of n as low as is possible."""
    return x.lower, np.maximum(n.upper, x.lower)


def high_corner(x: Known, n: Known, *, within: bool) -> tuple[Array, Array]:
    """Return the counts that make x of n as high as is possible."""
    most = np.minimum(x.upper, np.maximum(n.lower, x.lower)) if within else x.upper
    return most, np.maximum(n.lower, x.lower) if within else n.lower


def _fewest(x: Known, n: Known) -> tuple[Array, Array]:
    return x.lower, np.maximum(n.lower, x.lower)
