"""Keeping chance out of what is said: probabilities after control for everything that was looked at."""

import numpy as np
from numpy.typing import NDArray

from evenhand.foundations import UnknownName

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
Mask = NDArray[np.bool_]

METHODS = ("hierarchical", "holm")


def controlled(method: str, more: Array, fewer: Array, characteristic: Codes, group: Codes) -> Array:
    """Return the adjusted probability of each comparison, by a method of METHODS; raise UnknownName for another.

    `more` and `fewer` are its one-sided probabilities by chance; `characteristic` and `group` say by whole numbers what
    it belongs to, whatever its stage, area and period. All of one length.
    """
    if method == "hierarchical":
        return hierarchical(more, fewer, characteristic, group)
    if method == "holm":
        return holm(np.minimum(1, 2 * np.minimum(more, fewer)))
    raise UnknownName(
        f"'{method}' is no way to keep chance out of what is said.",
        mend=f"Choose one of: {', '.join(METHODS)}.",
    )


def holm(p: Array) -> Array:
    """Return Holm's step-down adjusted probabilities, in the order given. Source: Holm 1979."""
    order = np.argsort(p, kind="stable")
    factor = np.arange(len(p), 0, -1)
    stepped = np.maximum.accumulate(np.minimum(p[order] * factor, 1))
    adjusted = np.empty_like(p)
    adjusted[order] = stepped
    return adjusted


def hierarchical(more: Array, fewer: Array, characteristic: Codes, group: Codes) -> Array:
    """Return the adjusted probability of each comparison under control by characteristic, group and comparison.

    The level is shared out between the characteristics by their number of comparisons, whatever depends on what, and
    within each in halves between the directions. Within a characteristic and direction, where a shared reference and
    nested stages let chances rise together, `two_layers` keeps the share of false ones, among the groups named and
    among the differences stated. Both shares, and the chance of any finding where no group differs, stay at or below
    the level. Whatever is below level / number of comparisons (two-sided) is stated always.
    Source: docs/adr/0024; sum of levels as in Bonferroni; layers as in `two_layers`.
    """
    adjusted = np.ones(len(more))
    for one in np.unique(characteristic):
        rows = np.flatnonzero(characteristic == one)
        for chance in (more, fewer):
            share = len(rows) / len(more) / 2
            found = two_layers(chance[rows], group[rows], most=share) / share
            adjusted[rows] = np.minimum(adjusted[rows], found)
    return adjusted


def two_layers(p: Array, group: Codes, *, most: float = 1.0) -> Array:
    """Return adjusted probabilities under control of false groups and of false comparisons at once (p-filter).

    A level admits the widest set of comparisons such that, with n comparisons, the largest probability is at most
    level * (comparisons in the set) / n, and the largest of the groups' Simes probabilities, each divided by the
    group's share of the n, is at most level * (groups in the set). The smallest level that admits it is a comparison's
    adjusted probability, given as 1 where it is above `most`. Both false discovery rates are at most the level where
    the probabilities depend positively on each other. Source: Barber and Ramdas 2017, doi:10.1111/rssb.12218; weights as
    in Ramdas et al. 2019, doi:10.1214/18-AOS1765; Simes 1986, doi:10.1093/biomet/73.3.751.
    """
    adjusted, number = np.ones(len(p)), len(p)
    named, of = np.unique(group, return_inverse=True)
    by_group = number * _simes_per_comparison(p, of, len(named))
    left = _widest(number * p, by_group, of, most)
    size, level = np.bincount(of[left], minlength=len(named)), most
    while left.any():
        # What is left is the widest set for its own level; take away what asks for that level, and look again.
        top, top_group = p[left].max(), by_group[size > 0].max()
        asked = top * number / left.sum(), top_group / (size > 0).sum()
        level = min(level, max(asked))
        gone = left & (p == top if asked[0] >= asked[1] else by_group[of] == top_group)
        adjusted[gone] = level
        left &= ~gone
        size -= np.bincount(of[gone], minlength=len(named))
    return adjusted


def _widest(comparisons: Array, groups: Array, of: Codes, level: float) -> Mask:
    """The widest set that a level admits: both layers stepped up in turn until neither takes anything away."""
    left = np.ones(len(comparisons), dtype=np.bool_)
    while True:
        before = left.sum()
        left &= comparisons <= _stepped_up(comparisons[left], level)
        left &= groups[of] <= _stepped_up(groups[np.unique(of[left])], level)
        if left.sum() == before:
            return left


def _stepped_up(asked: Array, level: float) -> float:
    """The largest of the numbers that is at most the level times its place in their order; -1 where none is."""
    ordered = np.sort(asked)
    held = ordered[ordered <= level * np.arange(1, len(ordered) + 1)]
    return float(held[-1]) if len(held) else -1.0


def _simes_per_comparison(p: Array, of: Codes, groups: int) -> Array:
    """Simes' probability of each group divided by its number of comparisons: the least of p(k) / k."""
    order = np.lexsort((p, of))
    starts = np.searchsorted(of[order], np.arange(groups))
    place = np.arange(len(p)) - starts[of[order]] + 1
    return np.minimum.reduceat(p[order] / place, starts) if groups else np.zeros(0)
