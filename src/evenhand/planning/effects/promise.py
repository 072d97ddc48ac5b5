"""What can be promised: how small a change could be seen, after how long, before anybody promises it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from evenhand.foundations import EvenhandError, Period
from evenhand.planning.effects.due import first_period, last_day, periods_over
from evenhand.planning.effects.plain import Plain
from evenhand.planning.effects.rules import EffectRules, load_effect_rules
from evenhand.planning.effects.scales import SHARE, per_of
from evenhand.planning.effects.smallest import (
    Sizes,
    Smallest,
    people_ends,
    planned_changes,
    smallest_changes,
    start_variance,
)
from evenhand.planning.effects.types import Baseline
from evenhand.planning.effects.words import promise_words
from evenhand.vocabulary.language import LANGUAGES
from evenhand.vocabulary.speech import speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Plain):
    """What should move from where to where by when, and what figures of that size can show.

    `people` are the fewest and the most in one period; `planned` how many periods are looked at, up to `until`;
    `shortest` after how many the target could be seen (None: not within `most_periods`); `smallest` the smallest change
    by number of periods; `in_time` how many are over by the day `due`, and `by_due`
    the change that could be seen by then; `worth` the smallest change worth seeing, below
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
    by_due: float | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> int:
        """1 where the figure should rise, -1 where it should fall."""
        return 1 if self.target > self.baseline.value else -1

    def fraction(self, people: float) -> float:
        """Return the share of the planned information that is there with so many people counted since the start."""
        start = start_variance(self.baseline)
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
    people = people_ends(people_per_period)
    _check(baseline, target, people, period, from_rules)
    sizes = Sizes.of(baseline, target, people, reference_people, off_by, own_figure)
    wanted = abs(target - baseline.value)
    most = from_rules.most_periods[period]
    smallest = smallest_changes(baseline, target, sizes, most, from_rules)
    alone = next((one.periods for one in smallest if one.change <= wanted), None)
    begins = starts or Period.parse(baseline.period).last + timedelta(1)
    per_year = from_rules.periods_per_year[period]
    first = first_period(baseline.period, begins, per_year)
    in_time = periods_over(first, due, per_year) if due else None
    # Until the target could be seen, and up to the day that was promised even if little can be seen then.
    follow = planned or max(alone or 0, in_time or 0) or most
    looks = planned_changes(baseline, target, sizes, follow, from_rules)
    made = Promise(
        baseline=baseline,
        target=target,
        people=people,
        period=period,
        starts=begins,
        due=due,
        until=last_day(first, follow, per_year),
        made_on=made_on,
        planned=follow,
        shortest=next((one.periods for one in looks if one.change <= wanted), alone),
        by_due=looks[min(in_time, follow) - 1].change if in_time else None,
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
