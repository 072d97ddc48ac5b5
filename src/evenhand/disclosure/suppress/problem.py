"""What is to be protected by hiding, and what comes out: a pattern of hidden counts, and its certificate."""

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole
from evenhand.foundations import EvenhandError


class CannotProtect(EvenhandError):
    """No choice of further counts protects these `cells` (places in the problem)."""

    def __init__(self, what: str, *, mend: str, cells: Whole) -> None:
        super().__init__(what, mend=mend)
        self.cells = cells


class TooLarge(EvenhandError):
    """More cells than can be protected together in reasonable time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Counts tied by sums, some of them too small to be shown. One entry a cell, one row of `sums` an equation.

    `counts`: the true ones. A row of `sums` times the counts lies from `sum_least` to `sum_most`. `primary`: must be
    hidden for its own sake. `shown`: must stay shown (zeros; what an earlier release has shown). `hidden`: is hidden
    already, stays so, and costs nothing. `unpublished`: a count in no table, of which a reader knows that it is 0
    or more; it costs nothing. `least_hidden`: what a reader knows every hidden count to be at least; 1 where all zeros
    are in `shown`, 0 where some may be hidden. `cost`: what is lost by hiding a cell, above 0. Raises ValueError where
    the parts do not fit each other: other lengths, a primary cell that must stay shown, counts that break the sums.
    """

    counts: Number
    sums: csr_array
    sum_least: Number
    sum_most: Number
    primary: Mask
    shown: Mask
    hidden: Mask
    cost: Number
    unpublished: Mask = field(default_factory=lambda: np.zeros(0, np.bool_))
    least_hidden: float = 1.0

    def __post_init__(self) -> None:
        if len(self.unpublished) == 0:
            object.__setattr__(self, "unpublished", np.zeros(len(self.counts), np.bool_))
        lengths = {len(one) for one in (self.primary, self.shown, self.hidden, self.cost, self.unpublished)}
        if lengths != {len(self.counts)}:
            raise ValueError(f"The columns of a problem of {len(self.counts)} cells have other lengths.")
        if (self.shown & (self.primary | self.hidden | self.unpublished)).any():
            raise ValueError("A cell that must stay shown can be neither primary, hidden nor unpublished.")
        if self.least_hidden > 0 and (self.primary | self.hidden | self.candidates)[self.counts == 0].any():
            raise ValueError("A zero may be hidden, and so a hidden count may be 0.")
        if len(self.truth().breaks(self.counts)):
            raise ValueError("The counts do not make the sums between them.")

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def kept(self) -> Mask:
        """Which cells are hidden whatever is chosen."""
        return self.primary | self.hidden | self.unpublished

    @property
    def candidates(self) -> Mask:
        """Which cells may be hidden for the sake of others."""
        return ~(self.kept | self.shown)

    def truth(self) -> LinkedSet:
        """Return the set with everything shown."""
        return LinkedSet(
            least=self.counts,
            most=self.counts,
            sums=self.sums,
            sum_least=self.sum_least,
            sum_most=self.sum_most,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Which counts are hidden, and what that costs.

    `hidden`: all cells to be suppressed, primary ones too (unpublished ones are not among them). `cost`: of those
    that were chosen; no pattern that protects costs less than `lower_bound`. `method`: how they were chosen.
    `tables`: other tables that fit what is shown (one a row): given to `certify` they save work. They are as secret
    as the counts.
    """

    hidden: Mask
    primary: Mask
    cost: float
    lower_bound: float
    programmes: int
    method: str
    tables: Number = field(repr=False, compare=False)

    @property
    def dearer(self) -> float:
        """The share by which the pattern may be dearer than the cheapest one: its distance from the bound."""
        return self.cost / self.lower_bound - 1 if self.lower_bound > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacker:
    """Somebody with stated knowledge: how many counts were held against it, and which of them are narrowed too far."""

    knowledge: str
    cells: int
    failing: Whole

    @property
    def passed(self) -> bool:
        """Whether nothing is learnt that must stay unknown."""
        return len(self.failing) == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What each attacker can do against a pattern, over the whole set at once."""

    attackers: tuple[Attacker, ...]
    programmes: int

    @property
    def passed(self) -> bool:
        """Whether all attackers fail."""
        return all(one.passed for one in self.attackers)
