"""Tables that lie at the edge of what protected counts may be: groups as alike, and as far apart, as can be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.measures.estimate import Array, Mask

_ROUNDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """The least, the middle and the greatest share of each group, and fewest and most people: (tables, groups)."""

    low: Array
    middle: Array
    high: Array
    fewest: Array
    people: Array
    most: Array

    @property
    def here(self) -> Mask:
        """Which places hold a group."""
        return np.asarray(self.people > 0)


def edge_tables(ranges: Ranges, reference: NDArray[np.int64]) -> list[tuple[Array, Array]]:
    """Return tables of shares and people: the middle first, then the alike, then those far apart in each way.

    Far apart from the mean, from the reference group (it low and the others high, and the other way round), and from
    the best group (highest with all others low, lowest with all others high). Each is given with the fewest and with
    the most people, since few people widen an interval and many raise its lower end, and with both mixtures of these.
    """
    low, high = ranges.low, ranges.high
    column = np.arange(low.shape[1])
    is_reference = column == reference[:, None]
    first = column == np.argmax(np.where(ranges.here, high, -np.inf), axis=1)[:, None]
    last = column == np.argmin(np.where(ranges.here, low, np.inf), axis=1)[:, None]
    shares = [
        _alike(ranges),
        _alike_to(ranges, reference),
        _apart(ranges),
        np.where(is_reference, low, high),
        np.where(is_reference, high, low),
        np.where(first, high, low),
        np.where(last, low, high),
    ]
    tables = [(ranges.middle, ranges.people)]
    for share in shares:
        tables += [(share, ranges.fewest), (share, ranges.most)]
    # Relative measures are also moved by the mean: where the low groups have most people and the high ones fewest.
    for share in shares:
        below = share < _mean(ranges, share)[:, None]
        tables += [
            (share, np.where(below, ranges.most, ranges.fewest)),
            (share, np.where(below, ranges.fewest, ranges.most)),
        ]
    return tables


def _alike(ranges: Ranges) -> Array:
    """Shares as near to one common share as their ranges allow; it is the mean of them all."""
    common = _mean(ranges, ranges.middle)
    for _ in range(_ROUNDS):
        common = _mean(ranges, np.clip(common[:, None], ranges.low, ranges.high))
    return np.clip(common[:, None], ranges.low, ranges.high)


def _alike_to(ranges: Ranges, reference: NDArray[np.int64]) -> Array:
    """Shares as near to the middle of the reference's range as theirs allow."""
    base = np.take_along_axis(ranges.middle, np.maximum(reference, 0)[:, None], axis=1)
    return np.clip(base, ranges.low, ranges.high)


def _apart(ranges: Ranges) -> Array:
    """Each share at the end of its range that is further from the mean."""
    share = ranges.middle
    for _ in range(4):
        mean = _mean(ranges, share)[:, None]
        share = np.where(ranges.high - mean > mean - ranges.low, ranges.high, ranges.low)
    return share


def _mean(ranges: Ranges, share: Array) -> Array:
    people = ranges.people.sum(axis=1)
    return np.asarray((share * ranges.people).sum(axis=1) / np.where(people > 0, people, 1.0))
