"""What can be promised: how small a change could be seen, after how long, before anybody promises it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy.special import chdtr, chdtrc

from evenhand.foundations import EvenhandError, Period
from evenhand.measures.intervals import z_of
from evenhand.planning.effects.change import baseline_level
from evenhand.planning.effects.plain import Plain
from evenhand.planning.effects.rules import EffectRules, load_effect_rules
from evenhand.planning.effects.scales import SHARE, per_of, spread_of, variance_of_one
from evenhand.planning.effects.spending import critical_values
from evenhand.planning.effects.types import Baseline
from evenhand.planning.effects.words import promise_words
from evenhand.vocabulary.language import LANGUAGES
from evenhand.vocabulary.speech import speech

_YEAR = 365.25
_RECKONED = (1, 2, 3, 4, 6, 8, 12, 16, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Smallest(Plain):
    """The smallest change that would be seen after so many periods, in the units of the promise."""

    periods: int
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Plain):
    """What should move from where to where by when, and what figures of that size can show.

    `people` are the fewest and the most in one period; `planned` how many periods are looked at, up to `until`;
    `shortest` after how many the target could be seen (None: not within `most_periods`); `smallest` the smallest change
    by number of periods; `in_time` how many are over by the day `due`; `worth` the smallest change worth seeing, below
    which a figure counts as not moved. `warnings` are keys of messages (`effects.warning`), `rules` names the settings,
    `variance` is chance's of one person. Source: F5; docs/explanation/did-it-move.md.
    """

    baseline: Baseline
    target: float
    people: tuple[int, int]
    period: str
    starts: date
    due: date | None
    until: date
    made_on: date | None
    planned: int
    shortest: int | None
    smallest: tuple[Smallest, ...]
    worth: float
    warnings: tuple[str, ...]
    level: float
    power: float
    spending: str
    rules: str
    variance: float
    in_time: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> int:
        """1 where the figure should rise, -1 where it should fall."""
        return 1 if self.target > self.baseline.value else -1

    def fraction(self, people: float) -> float:
        """Return the share of the planned information that is there with so many people counted since the start."""
        start = _start_variance(self.baseline)
        planned = self.planned * sum(self.people) / 2
        return float(
            min(1.0, (start + self.variance / planned) / (start + self.variance / max(people, 1e-9)))
        )


def promise(
    baseline: Baseline,
    target: float,
    people_per_period: int | tuple[int, int],
    *,
    period: str = "quarter",
    starts: date | None = None,
    due: date | None = None,
    made_on: date | None = None,
    worth: float | None = None,
    off_by: float | None = None,
    reference_people: int | tuple[int, int] | None = None,
    own_figure: float | None = None,
    planned: int | None = None,
    rules: EffectRules | None = None,
) -> Promise:
    """Return what can be said of a promise before it is made: no figure of afterwards is needed, or asked for.

    `people_per_period` is as protected: one number or its ends; `off_by` by how much rounding may move a count (without
    it half the width of these ends). A gap also needs the people of the comparison group, taken as many if not given, and of
    rates the group's `own_figure`. Raises EvenhandError where target and baseline are the same or impossible.
    """
    from_rules = rules or load_effect_rules()
    people = _ends(people_per_period)
    _check(baseline, target, people, period, from_rules)
    sizes = _Sizes.of(baseline, target, people, reference_people, off_by, own_figure)
    wanted = abs(target - baseline.value)
    most = from_rules.most_periods[period]
    smallest = _smallest_changes(baseline, target, sizes, most, from_rules)
    shortest = next((one.periods for one in smallest if one.change <= wanted), None)
    begins = starts or Period.parse(baseline.period).last + timedelta(1)
    in_time = _periods_until(begins, due, from_rules.periods_per_year[period]) if due else None
    # Until the target could be seen, and up to the day that was promised even if little can be seen then.
    follow = planned or max(shortest or 0, in_time or 0) or most
    made = Promise(
        baseline=baseline,
        target=target,
        people=people,
        period=period,
        starts=begins,
        due=due,
        until=begins + timedelta(round(follow * _YEAR / from_rules.periods_per_year[period]) + 1),
        made_on=made_on,
        planned=follow,
        shortest=shortest,
        smallest=smallest,
        worth=from_rules.worth_share * wanted if worth is None else worth,
        warnings=(),
        level=from_rules.level,
        power=from_rules.power,
        spending=from_rules.spending,
        rules=from_rules.version,
        variance=sizes.variance * per_of(baseline.units) ** 2,
    )
    made = replace(made, in_time=in_time, warnings=tuple(_warnings(made, in_time, reference_people)))
    return replace(made, words={language: promise_words(made, speech(language)) for language in LANGUAGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sizes:
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
    ) -> "_Sizes":
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
        other = _ends(reference_people) if reference_people else people
        return cls(
            people=float(people[0]),
            variance=one * (1 + people[0] / other[0]),
            rounding=2 * off * (1 / n + 2 / sum(other)),
        )


def _smallest_changes(
    baseline: Baseline, target: float, sizes: _Sizes, most: int, rules: EffectRules
) -> tuple[Smallest, ...]:
    """By number of periods the change that the last look would see with the power of the rules; earlier looks add a little.

    How strict the last look is changes slowly with their number, so between some numbers it is drawn straight.
    """
    per = per_of(baseline.units)
    start = _start_variance(baseline) / per**2
    reckoned = sorted({*(k for k in _RECKONED if k <= most), most})
    last = [_last_look(start, sizes, k, rules) for k in reckoned]
    found = []
    for periods in range(1, most + 1):
        z = float(np.interp(periods, reckoned, last))
        before = baseline_level(baseline, z=z, per=per)
        reach = float(before.above if target > baseline.value else before.below)
        chance = np.sqrt(sizes.variance * _allowance(periods, rules) / (sizes.people * periods))
        luck = z_of(2 * rules.power - 1) * np.hypot(chance, np.sqrt(start))
        seen = per * (np.hypot(z * chance, reach) + luck + sizes.rounding)
        found.append(Smallest(periods=periods, change=float(seen)))
    return tuple(found)


def _allowance(periods: int, rules: EffectRules) -> float:
    """By how much periods will seem to scatter beyond chance, though they do not: the mean of what is allowed for it.

    Of so many periods' chi-squared, divided by its degrees of freedom, the mean of what is not under 1. With few periods
    since the start those before it tell, so the fewest from which it is told are counted.
    """
    spare = max(periods - 1, rules.least_scatter_periods)
    return float(chdtr(spare, spare) + chdtrc(spare + 2, spare))


def _last_look(start: float, sizes: _Sizes, periods: int, rules: EffectRules) -> float:
    parts = [start + sizes.variance / (sizes.people * k) for k in range(1, periods + 1)]
    return critical_values([parts[-1] / one for one in parts], level=rules.level, spending=rules.spending)[-1]


def _start_variance(baseline: Baseline) -> float:
    return spread_of(baseline.lower, baseline.upper, baseline.level) ** 2


def _ends(people: int | tuple[int, int]) -> tuple[int, int]:
    return (people, people) if isinstance(people, int) else (min(people), max(people))


def _check(
    baseline: Baseline, target: float, people: tuple[int, int], period: str, rules: EffectRules
) -> None:
    per_of(baseline.units)
    if target == baseline.value:
        raise EvenhandError("The target is where the figure starts.", mend="Say where it should move to.")
    if baseline.units == SHARE and not baseline.is_gap and not 0 <= target <= 1:
        raise EvenhandError("A share lies between 0 and 1.", mend="Write 55 % as 0.55.")
    if people[0] < 1:
        raise EvenhandError(
            "Nobody is counted in a period.", mend="Give how many people a period has, at fewest 1."
        )
    if period not in rules.periods_per_year:
        known = ", ".join(rules.periods_per_year)
        raise EvenhandError(f"Periods of the kind '{period}' are not known.", mend=f"Known: {known}.")


def _periods_until(starts: date, due: date, per_year: int) -> int:
    """Whole periods from the start to the day promised."""
    return max(int(((due - starts).days + 1) / _YEAR * per_year + 0.05), 0)


def _warnings(made: Promise, in_time: int | None, reference_people: Any) -> list[str]:
    """What whoever promises should know, the gravest first."""
    found = []
    if made.shortest is None:
        found.append("cannot_be_seen")
    elif in_time is not None and made.shortest > in_time:
        found.append("not_in_time")
    if made.baseline.lower <= made.target <= made.baseline.upper:
        found.append("within_noise")
    if made.baseline.is_shrunken:
        found.append("start_is_drawn")
    elif made.baseline.picked_from > 1:
        found.append("start_is_picked")
    else:
        found.append("start_is_own")
    if made.baseline.is_gap and not reference_people:
        found.append("reference_assumed")
    return found
