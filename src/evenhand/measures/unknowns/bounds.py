"""Worst and best case over everybody whose group nobody knows: for a group's share or rate, and against its reference.

Arrays of one shape: `x` of `n` known people of the group, `x0` of `n0` of its reference, `with_it` and `without` people
of unknown group who reached the stage and who did not. Each unknown person may be of the group, of the reference, or of
any other group; no two groups get the same person. All bounds are sharp: some assignment gives them.
"""

from dataclasses import dataclass

import numpy as np

from evenhand.measures.estimate import Array

Bounds = tuple[Array, Array]
"""The least and the greatest figure that is possible, arrays of one shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """People of unknown group: who reached the stage, and who did not (0 for rates: residents have their group)."""

    with_it: Array
    without: Array


def proportion_bounds(x: Array, n: Array, unknown: Unknown) -> Bounds:
    """Return the least and the greatest share of the group: all without it are its, or all with it.

    Source: Manski 1990, American Economic Review 80(2), 319-323; Horowitz and Manski 1995, doi:10.2307/2951627.
    """
    return _over(x, n + unknown.without), _over(x + unknown.with_it, n + unknown.with_it)


def rate_bounds(x: Array, n: Array, unknown: Unknown) -> Bounds:
    """Return the least and the greatest rate, events per one of `n` residents: no unknown event is theirs, or all."""
    return _over(x, n), _over(x + unknown.with_it, n)


def difference_bounds(own: Bounds, base: Bounds) -> Bounds:
    """Return the bounds of the difference of a group to its reference, from the bounds of each.

    Sharp, since the ends of the two ask for different people: those with it go to one, those without it to the other.
    """
    return own[0] - base[1], own[1] - base[0]


def ratio_bounds(own: Bounds, base: Bounds) -> Bounds:
    """Return the bounds of the ratio of a group to its reference; the upper one is infinite where the base may be 0."""
    return _over(own[0], base[1]), _over(own[1], base[0])


def _over(top: Array, bottom: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.divide(top, bottom), dtype=np.float64)
