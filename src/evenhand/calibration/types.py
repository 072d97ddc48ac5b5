"""What is simulated and what comes of it: sizes, patterns, scenarios; what was drawn held or not; a row of the table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many people an area has in each of its groups; the first group is the reference."""

    name: str
    words: str
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The true shares: from the first of `shares` to the last, over the groups in the order of `places`."""

    name: str
    words: str
    shares: tuple[float, float]
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What happens to records between the truth and the count, with its figures."""

    name: str
    words: str
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One made-up kind of area: its size, its true shares, what happens to its records."""

    size: Size
    pattern: Pattern
    condition: Condition

    @property
    def name(self) -> str:
        """What it is called in the table and in the seed."""
        return f"{self.size.name}/{self.pattern.name}/{self.condition.name}"

    @property
    def people(self) -> Array:
        """People of each group, shape (groups,)."""
        return np.array(self.size.groups, dtype=np.float64)

    @property
    def shares(self) -> Array:
        """The true share of each group, shape (groups,)."""
        steps = np.linspace(*self.pattern.shares, len(self.size.groups))
        fits = len(self.pattern.places) == len(steps)
        return steps[list(self.pattern.places)] if fits else steps


class Kind(StrEnum):
    """What a row counts: intervals that held the truth, alarms where nothing is wrong, or a plain figure."""

    COVERAGE = "coverage"
    FALSE_ALARM = "false alarms"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one measure or rule in every draw: arrays of the shape (draws,) or (draws, groups).

    `values` is 1 where an interval held the truth (or a rule raised an alarm) and 0 where not, or the figure itself.
    `given` is False where no interval was given: such a place counts as abstained and in nothing else. `at_least` says
    that the interval is meant to be wider than its level (bounds; counts that were rounded).
    """

    measure: str
    values: Array
    given: Mask
    kind: Kind = Kind.COVERAGE
    nominal: float | None = 0.95
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Measures that are tried together: how areas are drawn for them, and what came of each draw.

    `is_ours` says that they are held against the goal. `rests_on` are the files and folders, from the package's own, that
    make the intervals: where they change, the family's rows are out of date.
    """

    name: str
    title: str
    is_ours: bool
    rests_on: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    draws: float
    draw: Callable[[Scenario, np.random.Generator, int], Any]
    cover: Callable[[Any, Scenario], Iterator[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. Shares are of 1; `error` is the Monte Carlo standard error of `figure`.

    `lowest` is the coverage of the group that has the lowest; `abstained` the share of places without an interval;
    `verdict` a word of Verdict; `in_goal` says that the goal is to be met here.
    """

    family: str
    measure: str
    size: str
    pattern: str
    condition: str
    kind: str
    nominal: float | None
    figure: float | None
    error: float | None
    lowest: float | None
    abstained: float
    draws: int
    verdict: str
    in_goal: bool
    code: str


def held(
    measure: str,
    lower: ArrayLike,
    upper: ArrayLike,
    truth: ArrayLike,
    given: ArrayLike | None = None,
    *,
    at_least: bool = False,
) -> Outcome:
    """Return whether intervals hold the truth; an end that is missing, or `given` False, is an abstention."""
    low, high = np.asarray(lower, np.float64), np.asarray(upper, np.float64)
    there = ~np.isnan(low) & ~np.isnan(high)
    there = there if given is None else there & np.asarray(given, np.bool_)
    true = np.asarray(truth, np.float64)
    # A limit that is the truth but for the last digit of a float holds it.
    slack = 1e-12 * np.maximum(1, np.abs(true))
    with np.errstate(invalid="ignore"):
        inside = (low <= true + slack) & (true - slack <= high)
    return Outcome(measure=measure, values=inside.astype(np.float64), given=there, at_least=at_least)


def alarm(measure: str, raised: ArrayLike, *, nominal: float | None) -> Outcome:
    """Return whether a rule raised an alarm in each draw, where nothing was wrong."""
    values = np.asarray(raised, np.float64)
    return Outcome(
        measure=measure,
        values=values,
        given=np.ones(values.shape, np.bool_),
        kind=Kind.FALSE_ALARM,
        nominal=nominal,
    )


def figure(measure: str, values: ArrayLike) -> Outcome:
    """Return a plain figure of each draw, of which the table shows the mean; NaN is an abstention."""
    numbers = np.asarray(values, np.float64)
    there = np.isfinite(numbers)
    return Outcome(
        measure=measure, values=np.where(there, numbers, 0.0), given=there, kind=Kind.FIGURE, nominal=None
    )
