"""From what held in every draw to one row of the table: the share, its Monte Carlo error, and the verdict."""

from enum import StrEnum

import numpy as np

from evenhand.calibration.plan import Plan
from evenhand.calibration.types import Array, Family, Kind, Outcome, Row, Scenario

_AS_RECORDED = "as recorded"


class Verdict(StrEnum):
    """Whether a row does what its level says; nothing is said of plain figures."""

    HOLDS = "holds"
    SHORT = "too low"
    WIDE = "too high"
    ALARMS = "too many"
    NONE = ""


def row_of(outcome: Outcome, scenario: Scenario, *, family: Family, plan: Plan, code: str) -> Row:
    """Return the row of an outcome; figure and error are missing where no interval was given in any draw."""
    values, given = _two(outcome.values), _two(outcome.given.astype(np.float64))
    share = values.sum(where=given > 0) / given.sum() if given.any() else np.nan
    error, lowest = _error(values, given, share), _lowest(values, given)
    is_coverage = outcome.kind == Kind.COVERAGE
    return Row(
        family=family.name,
        measure=outcome.measure,
        size=scenario.size.name,
        pattern=scenario.pattern.name,
        condition=scenario.condition.name,
        kind=str(outcome.kind),
        nominal=outcome.nominal,
        figure=_digits(share),
        error=_digits(error),
        lowest=_digits(lowest) if is_coverage and values.shape[1] > 1 else None,
        abstained=round(float(1 - given.mean()), 4),
        draws=len(values),
        verdict=str(_verdict(outcome, share, error, plan)),
        in_goal=bool(
            is_coverage
            and family.is_ours
            and min(scenario.size.groups) >= plan.least_group
            and scenario.condition.name == _AS_RECORDED
        ),
        code=code,
    )


def _two(values: Array) -> Array:
    """The values with the shape (draws, places)."""
    return values.reshape(len(values), -1)


def _error(values: Array, given: Array, share: float) -> float:
    """The standard error of a share of places, the places of one draw being alike (ratio estimator over draws)."""
    draws, places = len(values), given.sum()
    if not places or draws < 2:
        return np.nan
    off = ((values - share) * given).sum(axis=1)
    return float(np.sqrt(draws / (draws - 1) * (off**2).sum()) / places)


def _lowest(values: Array, given: Array) -> float:
    """The least share of a group, of those with an interval in half of the draws or more."""
    counted = given.sum(axis=0)
    often = counted >= len(values) / 2
    if not often.any():
        return np.nan
    return float(((values * given).sum(axis=0)[often] / counted[often]).min())


def _verdict(outcome: Outcome, share: float, error: float, plan: Plan) -> Verdict:
    if np.isnan(share) or outcome.nominal is None:
        return Verdict.NONE
    if outcome.kind == Kind.FALSE_ALARM:
        return Verdict.ALARMS if share > outcome.nominal + 2 * error else Verdict.HOLDS
    # The goal is written for 95%; for another level it is as far from that level.
    low, high = (goal - 0.95 + outcome.nominal for goal in plan.goal)
    is_wide = share > min(high, 1) and not outcome.at_least
    return Verdict.SHORT if share < low else Verdict.WIDE if is_wide else Verdict.HOLDS


def _digits(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 5)
