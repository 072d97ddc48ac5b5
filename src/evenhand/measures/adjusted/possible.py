"""Adjusted figures over every count that the protection allows: least and greatest, and chance added.

Arrays have the shape (comparisons, strata); counts as in `within`.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np

from evenhand.measures.adjusted.two_groups import Standardised, limits_of, standardised
from evenhand.measures.estimate import Array
from evenhand.measures.intervals import Interval
from evenhand.measures.stratified import Box, difference_terms, extreme, pooled, ratio_terms

Table = tuple[Array, Array, Array, Array]
Figures = tuple[Array, Array, Array]


def adjusted_ranges(table: Table, box: Box, z: float) -> tuple[Figures, Figures]:
    """Return the difference and the ratio of the table in the middle, each with an interval for every table in the box.

    The model is fitted to the middle and to the tables at which the Mantel-Haenszel figure, whose least and greatest
    are found exactly, is least and greatest, and to those with fewest and most events and people on either side. Each
    end lies as far out as the furthest of these, and at least as far from the middle as the Mantel-Haenszel figure
    goes; the longest reach of chance among them is added. Ends as in `limits_of`.
    """
    fits = [standardised(*one) for one in (table, *_corners(box))]
    return _range(fits, table, box, z, ratio=False), _range(fits, table, box, z, ratio=True)


def _range(fits: list[Standardised], table: Table, box: Box, z: float, *, ratio: bool) -> Figures:
    value = _figure(fits[0], ratio=ratio)
    terms = ratio_terms if ratio else difference_terms
    base = _scaled(pooled(terms(*table)), ratio=ratio)
    ends = [extreme(box, terms, lowest=lowest) for lowest in (True, False)]
    moved = [value + _moved(_scaled(end, ratio=ratio), base) for end, _ in ends]
    least, most = np.fmin(value, moved[0]), np.fmax(value, moved[1])
    down, up = np.zeros_like(value), np.zeros_like(value)
    for found in (*fits, *(standardised(*one) for _, one in ends)):
        there = _figure(found, ratio=ratio)
        reach = _chance(found, there, z, ratio=ratio)
        least, most = np.fmin(least, there), np.fmax(most, there)
        down, up = np.fmax(down, reach[0]), np.fmax(up, reach[1])
    if ratio:
        return np.exp(value), np.exp(least - down), np.exp(most + up)
    return value, np.maximum(least - down, -1), np.minimum(most + up, 1)


def _moved(end: Array, base: Array) -> Array:
    """How far the Mantel-Haenszel figure moves; not at all where it has no end, or no middle."""
    known = np.isfinite(end) & np.isfinite(base)
    return np.where(known, np.where(known, end, 0.0) - np.where(known, base, 0.0), 0.0)


def _figure(found: Standardised, *, ratio: bool) -> Array:
    if not ratio:
        return found.own - found.base
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log(found.own) - np.log(found.base))


def _chance(found: Standardised, value: Array, z: float, *, ratio: bool) -> Interval:
    """How far chance reaches down and up from the figure."""
    low, high = limits_of(found, z, ratio=ratio)
    with np.errstate(divide="ignore", invalid="ignore"):
        if ratio:
            low, high = np.log(low), np.log(high)
        return value - low, high - value


def _scaled(figure: Array, *, ratio: bool) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(figure) if ratio else figure


def _corners(box: Box) -> Iterator[Table]:
    """Events of both sides as few or as many as is possible, with the fewest and the most people of each."""
    for events, others, people, residents in product((0, 1), repeat=4):
        n1, n0 = np.maximum(box.n1[people], box.a[0]), np.maximum(box.n0[residents], box.c[0])
        yield np.minimum(box.a[events], n1), n1, np.minimum(box.c[others], n0), n0
