"""One publication as a reader holds it: cells, what each shows, and the sums its dimensions make."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.linked.link import Sum, link
from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The cells of one publication: every table of it, each cell once.

    `codes`: for each dimension one code a cell ("Total", or another whole, where the cell is not divided by it).
    `least`, `most`: what is shown, with what the policy that is printed beside it says of counts that are not.
    `hidden`: not shown as it is. `width`: how far apart the bounds that anybody derives must stay by that policy, one
    a cell (0: shown as it is, nothing is promised). `sums`: how codes add up. `name` is said to readers, `as_at`
    (ISO date, or empty) is when the counts were taken. `public`: counts that everybody has anyway (residents at a
    census), so that nothing is asked of how they change; none of them if it is not given.
    """

    name: str
    as_at: str
    codes: Mapping[str, NDArray[np.str_]]
    least: Number
    most: Number
    hidden: Mask
    width: Number
    sums: tuple[Sum, ...]
    public: Mask | None = None

    def __len__(self) -> int:
        return len(self.least)

    def linked(self) -> LinkedSet:
        """Return the cells tied by their sums."""
        return link(self.codes, self.least, self.most, self.sums)
