"""Chance with a seed: whole numbers and choices made from plain uniform draws, alike on every machine.

Only `Generator.random` is used, and only additions, multiplications and comparisons are made with what it
gives: the functions for other distributions may change from one version of numpy to the next.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Share = NDArray[np.float64]


class Draws:
    """One stream of draws. The order in which draws are asked for is part of what a seed means.

    A seed has a main stream, and further ones by number: what is drawn from one doesn't change another.
    """

    def __init__(self, seed: int, stream: int | None = None) -> None:
        self._generator = np.random.default_rng(seed if stream is None else [seed, stream])

    def shares(self, size: int) -> Share:
        """Return `size` numbers from 0 up to 1, each as likely as another."""
        return self._generator.random(size)

    def happens(self, probability: float, size: int) -> NDArray[np.bool_]:
        """Return for each of `size` whether something of that probability happens."""
        return self.shares(size) < probability

    def whole(self, low: int, high: int | Whole, size: int) -> Whole:
        """Return whole numbers from `low` to `high`, both included, each as likely as another."""
        return spread(self.shares(size), low, high)

    def soon(self, low: int, high: int, size: int) -> Whole:
        """Return whole numbers from `low` to `high`, both included, small ones more often: most waits."""
        share = self.shares(size)
        return spread(share * share, low, high)

    def choose(self, shares: Sequence[float], size: int) -> Whole:
        """Return places in `shares`, each as often as its share says; the last takes what is left."""
        return place(
            self.shares(size), np.asarray([shares], dtype=np.float64), np.zeros(size, dtype=np.int64)
        )


def spread(share: Share, low: int | Whole, high: int | Whole) -> Whole:
    """Return the whole number from `low` to `high` at which a share of 0 to 1 lies."""
    numbers = np.floor(low + (high - low + 1) * share).astype(np.int64)
    return np.minimum(numbers, high)


def place(share: Share, rows: Share, row: Whole) -> Whole:
    """Return in which part of `rows[row]`, laid end to end, each share falls; beyond them all, the last."""
    ends = np.cumsum(rows, axis=1)[:, :-1]
    found = np.zeros(len(share), dtype=np.int64)
    for part in range(ends.shape[1]):
        found += share >= ends[row, part]
    return found


def pick(values: Mapping[str, float], draws: Draws, size: int) -> NDArray[np.object_]:
    """Return `size` of the names in `values`, each as often as its share says."""
    return np.asarray(list(values), dtype=np.object_)[draws.choose(list(values.values()), size)]
