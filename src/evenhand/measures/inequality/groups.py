"""The groups of many tables at once: how many people, how many of them, and what else is known of the groups."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evenhand.foundations import EvenhandError
from evenhand.measures.estimate import Array, Mask


class UnfitGroups(EvenhandError):
    """The counts of the groups do not fit together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Events `x` of `n` people: float arrays of shape (tables, groups); a place with n = 0 holds no group.

    `population`: the people by whom groups are weighted, of the same shape (left out: the denominators). `order`: the
    rank of each group from the least to the most advantaged, of shape (groups,) or (tables, groups); equal numbers
    share a place. `reference`: the column of the reference group, one number or one per table, -1 where there is none.
    `favourable`: whether more is better; None: nobody has said. `is_rate`: events may exceed people (Poisson).
    """

    x: Array
    n: Array
    population: Array | None = None
    order: Array | None = None
    reference: NDArray[np.int64] | None = None
    favourable: bool | None = None
    is_rate: bool = False

    @classmethod
    def of(
        cls,
        x: ArrayLike,
        n: ArrayLike,
        *,
        population: ArrayLike | None = None,
        order: ArrayLike | None = None,
        reference: ArrayLike | None = None,
        favourable: bool | None = None,
        is_rate: bool = False,
    ) -> Self:
        """Return groups from any arrays; one table may be given as one row.

        Raises UnfitGroups where shapes differ, a count is negative or missing, or x exceeds n.
        """
        x, n = (np.atleast_2d(np.asarray(one, np.float64)) for one in (x, n))
        _check(x, n, is_rate=is_rate)
        people = None if population is None else _alike(population, x, "population")
        if people is not None and not bool(np.all(people[n > 0] > 0)):
            raise UnfitGroups("A group with people has no population.", mend="Give a population over 0.")
        column = None if reference is None else np.broadcast_to(np.asarray(reference, np.int64), len(x))
        if column is not None and len(column) and int(column.max()) >= x.shape[1]:
            raise UnfitGroups("The reference is not one of the groups.", mend="Number columns from 0.")
        return cls(
            x=x,
            n=n,
            population=people,
            order=None if order is None else _alike(order, x, "order"),
            reference=column,
            favourable=favourable,
            is_rate=is_rate,
        )

    def __len__(self) -> int:
        return len(self.x)

    @property
    def here(self) -> Mask:
        """Which places hold a group."""
        return np.asarray(self.n > 0)

    def take(self, rows: NDArray[np.int64] | Mask) -> "Groups":
        """Return the tables of these numbers."""
        return Groups(
            x=self.x[rows],
            n=self.n[rows],
            population=None if self.population is None else self.population[rows],
            order=None if self.order is None else self.order[rows],
            reference=None if self.reference is None else self.reference[rows],
            favourable=self.favourable,
            is_rate=self.is_rate,
        )


def _check(x: Array, n: Array, *, is_rate: bool) -> None:
    if x.shape != n.shape:
        raise UnfitGroups(
            "Events and people are not of one shape.", mend="Give one number of each per group."
        )
    fits = (x >= 0) & (n >= 0) & np.isfinite(x) & np.isfinite(n) & (is_rate | (x <= n) | (n == 0))
    if not bool(np.all(fits)):
        raise UnfitGroups(
            "A count is missing, negative, or larger than its group.",
            mend="Give whole counts; for events that may exceed people say is_rate.",
        )


def _alike(values: ArrayLike, x: Array, name: str) -> Array:
    try:
        return np.broadcast_to(np.asarray(values, np.float64), x.shape)
    except ValueError:
        raise UnfitGroups(
            f"The {name} is not of the shape of the groups.", mend="Give one per group."
        ) from None
