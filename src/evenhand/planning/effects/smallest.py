"""The smallest change that figures of a size could show after so many periods: what a promise is held against."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import chdtr, chdtrc

from evenhand.foundations import EvenhandError
from evenhand.measures.intervals import z_of
from evenhand.planning.effects.change import baseline_level
from evenhand.planning.effects.plain import Plain
from evenhand.planning.effects.rules import EffectRules
from evenhand.planning.effects.scales import SHARE, per_of, spread_of, variance_of_one
from evenhand.planning.effects.spending import critical_values
from evenhand.planning.effects.types import Baseline

_RECKONED = (1, 2, 3, 4, 6, 8, 12, 16, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Smallest(Plain):
    """The smallest change that would be seen after so many periods, in the units of the promise."""

    periods: int
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Of one period, in units of 1: chance's variance times people, people at fewest, and what rounding may move."""

    people: float
    variance: float
    rounding: float

    @classmethod
    def of(
        cls,
        baseline: Baseline,
        target: float,
        people: tuple[int, int],
        reference_people: Any,
        off_by: float | None,
        own_figure: float | None,
    ) -> "Sizes":
        """Return the sizes of a start and its target, or of a difference of two groups."""
        per = per_of(baseline.units)
        off = (people[1] - people[0]) / 2 if off_by is None else off_by
        n = sum(people) / 2
        if not baseline.is_gap:
            ends = [
                min(max(one / per, 0.0), 1.0 if baseline.units == SHARE else np.inf)
                for one in (baseline.value, target)
            ]
            variance = max(variance_of_one(one, baseline.units) for one in ends)
            share = ends[1] if baseline.units == SHARE else 0.0
            return cls(people=float(people[0]), variance=variance, rounding=off * (1 + share) / n)
        base = "share" if baseline.units.startswith("share") else baseline.units.removesuffix("_difference")
        if own_figure is None and base != SHARE:
            raise EvenhandError(
                "How large a gap of rates could be seen depends on the rate.", mend="Give own_figure."
            )
        one = variance_of_one(0.5 if own_figure is None else own_figure / per, base)
        other = people_ends(reference_people) if reference_people else people
        return cls(
            people=float(people[0]),
            variance=one * (1 + people[0] / other[0]),
            rounding=2 * off * (1 / n + 2 / sum(other)),
        )


def smallest_changes(
    baseline: Baseline, target: float, sizes: Sizes, most: int, rules: EffectRules
) -> tuple[Smallest, ...]:
    """Return by number of periods the change that the last look sees with the power of the rules; others add a little.

    How strict the last look is changes slowly with their number, so between some numbers it is drawn straight.
    """
    per = per_of(baseline.units)
    start = start_variance(baseline) / per**2
    reckoned = sorted({*(k for k in _RECKONED if k <= most), most})
    last = [_looks(start, sizes, k, rules)[-1] for k in reckoned]
    return tuple(
        _seen_with(float(np.interp(k, reckoned, last)), k, baseline, target, sizes, rules)
        for k in range(1, most + 1)
    )


def planned_changes(
    baseline: Baseline, target: float, sizes: Sizes, planned: int, rules: EffectRules
) -> tuple[Smallest, ...]:
    """Return by number of periods the change that each look of one plan sees: earlier ones are the stricter ones."""
    start = start_variance(baseline) / per_of(baseline.units) ** 2
    looks = _looks(start, sizes, planned, rules)
    return tuple(_seen_with(z, k, baseline, target, sizes, rules) for k, z in enumerate(looks, start=1))


def _seen_with(
    z: float, periods: int, baseline: Baseline, target: float, sizes: Sizes, rules: EffectRules
) -> Smallest:
    """The change that a look of that strictness sees with the power of the rules."""
    per = per_of(baseline.units)
    before = baseline_level(baseline, z=z, per=per)
    reach = float(before.above if target > baseline.value else before.below)
    chance = np.sqrt(sizes.variance * _allowance(periods, rules) / (sizes.people * periods))
    luck = z_of(2 * rules.power - 1) * np.hypot(chance, np.sqrt(start_variance(baseline)) / per)
    return Smallest(
        periods=periods, change=float(per * (np.hypot(z * chance, reach) + luck + sizes.rounding))
    )


def _allowance(periods: int, rules: EffectRules) -> float:
    """By how much periods will seem to scatter beyond chance, though they do not: the mean of what is allowed for it.

    Of so many periods' chi-squared, divided by its degrees of freedom, the mean of what is not under 1. With few periods
    since the start those before it tell, so the fewest from which it is told are counted.
    """
    spare = max(periods - 1, rules.least_scatter_periods)
    return float(chdtr(spare, spare) + chdtrc(spare + 2, spare))


def _looks(start: float, sizes: Sizes, planned: int, rules: EffectRules) -> tuple[float, ...]:
    """How strict each of so many looks is."""
    parts = [start + sizes.variance / (sizes.people * k) for k in range(1, planned + 1)]
    return critical_values([parts[-1] / one for one in parts], level=rules.level, spending=rules.spending)


def start_variance(baseline: Baseline) -> float:
    """Return the variance that the range of a start stands for, in its squared units."""
    return spread_of(baseline.lower, baseline.upper, baseline.level) ** 2


def people_ends(people: int | tuple[int, int]) -> tuple[int, int]:
    """Return the fewest and the most of a number of people, given as one or as two."""
    return (people, people) if isinstance(people, int) else (min(people), max(people))
