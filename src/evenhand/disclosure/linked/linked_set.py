"""What a reader knows of many counts at once: bounds for each, and the sums that tie them."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components

from evenhand.foundations import EvenhandError

Whole = NDArray[np.int64]
Number = NDArray[np.float64]
Mask = NDArray[np.bool_]


_NEAR = 1e-6


class Contradiction(EvenhandError):
    """Published figures that no table of counts can have: somebody's assumption about them is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSet:
    """Counts of people, each from `least` to `most`, tied by sums.

    `least`, `most`: one number a cell; `most` may be infinite where nothing is known. `sums`: one row an equation,
    one column a cell; a row times the counts lies from `sum_least` to `sum_most` (0 and 0 where parts make a whole).
    What is published exactly has `least` equal to `most`. Source: Fischetti and Salazar, Management Science 2001.
    """

    least: Number
    most: Number
    sums: csr_array
    sum_least: Number
    sum_most: Number

    def __post_init__(self) -> None:
        if self.sums.shape != (len(self.sum_least), len(self.least)):
            raise ValueError(f"{self.sums.shape} sums do not fit {len(self.least)} cells.")
        if (self.least > self.most).any() or (self.sum_least > self.sum_most).any():
            raise Contradiction("A count's lower bound is above its upper bound.")

    def __len__(self) -> int:
        return len(self.least)

    @classmethod
    def untied(cls, least: Number, most: Number) -> Self:
        """Return counts without any sums."""
        none = np.zeros(0)
        return cls(
            least=np.asarray(least, np.float64),
            most=np.asarray(most, np.float64),
            sums=csr_array((0, len(least))),
            sum_least=none,
            sum_most=none,
        )

    def known(self, cells: NDArray[np.int64], least: Number, most: Number) -> Self:
        """Return the set of one who knows more: these cells lie within these bounds too."""
        low, high = self.least.copy(), self.most.copy()
        low[cells] = np.maximum(low[cells], least)
        high[cells] = np.minimum(high[cells], most)
        return replace(self, least=low, most=high)

    def bounded(self, least: Number, most: Number) -> Self:
        """Return the same sums with other bounds for the cells."""
        return replace(self, least=least, most=most)

    def possible(self, least: Number, most: Number) -> Mask:
        """Return which sums counts from `least` to `most` can fulfil, each sum taken by itself."""
        up, down = self.sums.maximum(0), self.sums.minimum(0)
        lowest, highest = up @ least + down @ most, up @ most + down @ least
        return np.asarray(
            (lowest <= self.sum_most + _NEAR) & (highest >= self.sum_least - _NEAR), dtype=np.bool_
        )

    def keeping(self, rows: Mask) -> Self:
        """Return the set with these of its sums alone."""
        return replace(
            self,
            sums=csr_array(self.sums[rows]),
            sum_least=self.sum_least[rows],
            sum_most=self.sum_most[rows],
        )

    def with_sums(self, sums: csr_array, least: Number, most: Number) -> Self:
        """Return the set with further equations."""
        return replace(
            self,
            sums=csr_array(vstack([self.sums, sums])),
            sum_least=np.concatenate([self.sum_least, least]),
            sum_most=np.concatenate([self.sum_most, most]),
        )

    @property
    def open(self) -> Mask:
        """Which cells a reader does not know exactly."""
        return self.least < self.most

    def components(self) -> Whole:
        """Return for each cell the number of the part of the set it belongs to; -1 where it is known exactly.

        Cells of different parts have no sum of open cells in common, so each part can be solved by itself.
        """
        found = np.full(len(self), -1, dtype=np.int64)
        mine = np.flatnonzero(self.open)
        if len(mine) == 0:
            return found
        ties = coo_array(self.sums[:, mine])
        size = len(mine) + self.sums.shape[0]
        graph = coo_array((np.ones(ties.nnz, np.int8), (ties.row + len(mine), ties.col)), shape=(size, size))
        _, labels = connected_components(graph, directed=False)
        found[mine] = np.unique(labels[: len(mine)], return_inverse=True)[1]
        return found

    def breaks(self, counts: Number, *, by: float = 1e-6) -> Whole:
        """Return the rows of `sums` that these counts do not fulfil."""
        made = self.sums @ counts
        return np.flatnonzero((made < self.sum_least - by) | (made > self.sum_most + by))
