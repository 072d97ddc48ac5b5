"""The same events over several denominators side by side, each with how well it is known (census, tested, treated)."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from evenhand.measures.estimate import Array, Estimate, estimate
from evenhand.measures.intervals import Interval, poisson, wilson, z_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """Numbers of people and between which they lie with the level of the interval; arrays of one shape.

    `is_need` is false where the people counted are no measure of who needed the service (residents).
    """

    name: str
    people: Array
    lower: Array
    upper: Array
    is_need: bool = True

    @classmethod
    def counted(cls, name: str, people: Array, *, is_need: bool = True) -> Self:
        """Return people that are counted, one by one."""
        return cls(name=name, people=people, lower=people, upper=people, is_need=is_need)

    @classmethod
    def varying(
        cls, name: str, people: Array, spread: Array, *, level: float = 0.95, is_need: bool = True
    ) -> Self:
        """Return an estimate of people with its coefficient of variation (0.1: a standard error of a tenth)."""
        reach = np.exp(z_of(level) * np.sqrt(np.log1p(np.asarray(spread, np.float64) ** 2)))
        return cls(name=name, people=people, lower=people / reach, upper=people * reach, is_need=is_need)


def rate_beside(x: Array, below: Denominator, *, level: float = 0.95, exact_below: float = 10) -> Estimate:
    """Return `x` events per one of the denominator, its interval wider by what is not known of the denominator.

    The ends of both are put together on the log scale (MOVER). Sources: Zou and Donner 2008, doi:10.1002/sim.3095; Byar's
    and exact limits for events.
    """
    limits = poisson(x, z_of(level), exact_below)
    return _over_people(x, limits, below)


def share_beside(x: Array, below: Denominator, *, level: float = 0.95) -> Estimate:
    """Return which part `x` people are of the denominator, of 1; where that is counted, with Wilson's interval.

    Where it is an estimate, the limits of the part are widened by MOVER, as in rate_beside.
    """
    low, high = wilson(np.minimum(x, below.people), below.people, z_of(level))
    found = _over_people(x, (low * below.people, high * below.people), below)
    return estimate(np.minimum(found.value, 1), found.lower, np.minimum(found.upper, 1))


def beside(
    x: Array, denominators: list[Denominator], *, level: float = 0.95, exact_below: float = 10
) -> dict[str, Estimate]:
    """Return the rate over each denominator by its name, in the order given; none is the right one alone."""
    return {one.name: rate_beside(x, one, level=level, exact_below=exact_below) for one in denominators}


def _over_people(x: Array, limits: Interval, below: Denominator) -> Estimate:
    known = below.people > 0
    people = np.where(known, below.people, 1.0)
    least, most = (np.where(known, one, 1.0) for one in (below.lower, below.upper))
    low, high = _end(x, limits[0], people, most), _end(x, limits[1], people, least)
    found = estimate(x / people, low, np.where(least > 0, high, np.nan))
    return found.without(~known, "nobody", value=True)


def _end(x: Array, limit: Array, people: Array, other: Array) -> Array:
    """One end of x / people from an end of each: their distances on the log scale, squared and added.

    Without events there is no distance from them: there the end of both at once, which is further.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.hypot(np.log(limit / x), np.log(people / other))
        end = x / people * np.exp(np.where(limit < x, -distance, distance))
    return np.asarray(np.where((x == 0) | (limit == 0), limit / other, end))
