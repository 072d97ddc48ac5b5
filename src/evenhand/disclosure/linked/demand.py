"""How much must stay unknown of a count, whoever computes."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.linked.linked_set import Number, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What must stay possible for each of `cells`: a count as low as `low`, one as high as `high`, `width` between.

    `low` is infinite and `high` minus infinite where nothing is asked of that side. All have one entry a cell.
    """

    cells: Whole
    low: Number
    high: Number
    width: Number

    def __len__(self) -> int:
        return len(self.cells)

    @classmethod
    def wide(cls, cells: Whole, width: Number | float) -> Self:
        """Demand that the interval of each cell is at least so wide (one number, or one a cell), wherever it lies."""
        none = np.full(len(cells), np.inf)
        return cls(
            cells=np.asarray(cells, np.int64),
            low=none,
            high=-none,
            width=np.full(len(cells), width, np.float64),
        )

    def of(self, which: Whole) -> Self:
        """Return these demands alone."""
        return replace(
            self, cells=self.cells[which], low=self.low[which], high=self.high[which], width=self.width[which]
        )

    def met(self, least: Number, most: Number) -> NDArray[np.bool_]:
        """Return which demands counts from `least` to `most` (one entry a demand) fulfil; parts of a person count not."""
        low, high = np.ceil(least - _NEAR), np.floor(most + _NEAR)
        return np.asarray(
            (low <= self.low) & (high >= self.high) & (high - low >= self.width), dtype=np.bool_
        )


_NEAR = 1e-6
"""What a solver may be wrong by."""
