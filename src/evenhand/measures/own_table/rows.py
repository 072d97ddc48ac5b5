"""Figures with their intervals as rows, and reasons in words."""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from evenhand.measures.estimate import Estimate, Holds
from evenhand.measures.own_table.types import Row
from evenhand.measures.process.rules import load_process_rules
from evenhand.measures.rules import load_rules
from evenhand.measures.standardised.settings import load_settings
from evenhand.vocabulary.speech import speech


def rows_of_estimate(
    measure: str, found: Estimate, groups: Sequence[str | None], *, least: int | None = None, **extra: Any
) -> Iterator[Row]:
    """Yield a row for each figure of `found`, shape (rows,); an `extra` that is a list has one element for each.

    `least`: the size that its reasons name, where that is not the one of shares.
    """
    states = found.state
    for place, group in enumerate(groups):
        yield Row(
            measure=measure,
            group=group,
            estimate=number(found.value[place]),
            lower=number(found.lower[place]),
            upper=number(found.upper[place]),
            state=str(states[place]),
            reason=words(str(found.reason[place]), least),
            extra={name: one[place] if isinstance(one, list) else one for name, one in extra.items()},
        )


def not_estimable(measure: str, reason: str, **extra: Any) -> Row:
    """Return the row of a measure that cannot be had of the table; `reason` is in words."""
    return Row(
        measure=measure,
        group=None,
        estimate=None,
        lower=None,
        upper=None,
        state=str(Holds.NOT_AT_ALL),
        reason=reason,
        extra=extra,
    )


def words(reason: str, least: int | None = None) -> str | None:
    """Return the words of a reason, None where there is none; its sizes are those of the rules that come along."""
    if not reason:
        return None
    sizes = _sizes().get(reason, {}) if least is None else {"least": least}
    return speech().say(f"reasons.{reason}", **sizes)


@cache
def _sizes() -> Mapping[str, Mapping[str, Any]]:
    """The sizes that reasons name."""
    return {
        "too_few_people": {"least": load_rules().least_people},
        "few_events": {"least": load_settings().least_events},
        "few_periods": {"least": load_process_rules().least_periods},
    }


def number(value: Any) -> float | None:
    """Return a number, None where it is not finite; what is nothing from below is 0, never -0."""
    return float(value) + 0.0 if value is not None and math.isfinite(value) else None
