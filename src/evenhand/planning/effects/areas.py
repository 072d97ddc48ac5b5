"""The change in an area beside that in areas that did not act, with what few areas can tell.

One area acted, so chance alone does not say how far areas come apart by themselves: the others do, each in turn taken for
the one that acted. Source: Donald and Lang 2007, doi:10.1162/rest.89.2.221; Conley and Taber 2011, doi:10.1162/REST_a_00049;
areas of different size: Ferman and Pinto 2019, doi:10.1162/rest_a_00759.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from evenhand.measures.intervals import Array
from evenhand.planning.effects.course import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The change beyond that of the others with its interval, in units of 1, and its rank among all areas.

    `rank` is the place of the area by the size of its change, 1 the largest, among `areas` (itself one of them);
    `by_chance` the share of areas with a change as large or larger.
    """

    change: float
    lower: float
    upper: float
    rank: int
    areas: int
    by_chance: float
    spread_between: float


def compare(own: Course, others: Sequence[Course], *, level: float, variance: float) -> Compared:
    """Return the change of `own` beyond that of the others (difference in differences), with placebo areas.

    `variance` is chance's of one person. The reach is the larger of two: Student's t with as many degrees as there are
    others, less one; and, from 19 others on at 95 %, the placebo change that so many areas stay under.
    """
    gained = np.array([_gain(one) for one in (own, *others)])
    chance = np.array([_chance(one, variance) for one in (own, *others)])
    between = _spread_between(gained[1:], chance[1:])
    beyond, spread = zip(*(_beyond(gained, chance, between, k) for k in range(len(gained))), strict=True)
    away = np.abs(np.array(beyond)) / np.array(spread)
    rank = 1 + int(np.sum(away[1:] > away[0]))
    as_large = 1 + int(np.sum(away[1:] >= away[0]))
    strict = float(stdtrit(len(others) - 1, 0.5 + level / 2))
    place = int(np.ceil(level * len(gained) - 1e-9))
    if place <= len(others):
        strict = max(strict, float(np.sort(away[1:])[place - 1]))
    off = _off(own) + float(np.mean([_off(one) for one in others]))
    reach = strict * spread[0] + off
    return Compared(
        change=beyond[0],
        lower=beyond[0] - reach,
        upper=beyond[0] + reach,
        rank=rank,
        areas=len(gained),
        by_chance=as_large / len(gained),
        spread_between=float(np.sqrt(between)),
    )


def has_both(course: Course) -> bool:
    """Return whether an area has figures on both sides of the start."""
    return bool(0 < course.since.sum() < len(course))


def _gain(one: Course) -> float:
    after = one.since > 0
    return _mean(one, after) - _mean(one, ~after)


def _mean(one: Course, where: NDArray[np.bool_]) -> float:
    return float(np.sum(one.figure[where] * one.people[where]) / np.sum(one.people[where]))


def _chance(one: Course, variance: float) -> float:
    after = one.since > 0
    return float(variance / one.people[after].sum() + variance / one.people[~after].sum())


def _off(one: Course) -> float:
    after = one.since > 0
    sides = (np.sum(one.off[at] * one.people[at]) / np.sum(one.people[at]) for at in (after, ~after))
    return float(sum(sides))


def _spread_between(gained: Array, chance: Array) -> float:
    """The variance of areas' changes beyond chance. Source: DerSimonian and Laird 1986, doi:10.1016/0197-2456(86)90046-2."""
    weight = 1 / chance
    mean = np.sum(weight * gained) / np.sum(weight)
    found = np.sum(weight * (gained - mean) ** 2) - (len(gained) - 1)
    return float(max(found / (np.sum(weight) - np.sum(weight**2) / np.sum(weight)), 0.0))


def _beyond(gained: Array, chance: Array, between: float, which: int) -> tuple[float, float]:
    """One area's change beyond the mean of the others, and the deviation it would have by itself.

    The area that acted (the first) is never among those that another is held against.
    """
    others = [k for k in range(1, len(gained)) if k != which]
    weight = 1 / (chance[others] + between)
    mean = float(np.sum(weight * gained[others]) / np.sum(weight))
    return float(gained[which] - mean), float(np.sqrt(chance[which] + between + 1 / np.sum(weight)))
