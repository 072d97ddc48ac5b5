"""Where a next step starts from: the group's figure drawn to its peers where the release has one, else its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BORROWED = 3
"""The column of the table 'with strength borrowed' that holds the borrowed figure and its range."""
_HUNDRED = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A figure with its range; `kind` is shrunken, own, or gap where a release tells the difference alone."""

    value: float | None
    lower: float | None
    upper: float | None
    kind: str
    units: str
    period: str


def baseline_of(
    *,
    evidence: Mapping[str, Any],
    units: str,
    period: str,
    estimate: tuple[float, float, float],
    group_label: str,
    borrowed: Sequence[Sequence[str]] = (),
) -> Baseline:
    """Return where a finding's group stands; `estimate` (lower, best, upper) is the gap, for findings without more.

    Source: C8, F5; a small group's own figure starts by luck as often as by service, and would then move by itself.
    """
    own = evidence.get("own")
    if drawn := _borrowed(borrowed, group_label):
        scale = _HUNDRED if units.startswith("share") else 1.0
        best, lower, upper = (one / scale for one in drawn)
        return Baseline(
            value=best, lower=lower, upper=upper, kind="shrunken", units=_of(units), period=period
        )
    if own and len(own) == len(estimate):
        return Baseline(value=own[1], lower=own[0], upper=own[2], kind="own", units=_of(units), period=period)
    lower, best, upper = estimate
    return Baseline(value=best, lower=lower, upper=upper, kind="gap", units=units, period=period)


def _of(units: str) -> str:
    """The units of the figure whose difference is told in `units`."""
    return units.removesuffix("_difference")


def _borrowed(rows: Sequence[Sequence[str]], group: str) -> tuple[float, ...]:
    cell = next((row[_BORROWED] for row in rows if row[0] == group and len(row) > _BORROWED), "")
    found = tuple(float(one.replace(",", "")) for one in _NUMBERS.findall(cell))
    return found if len(found) == len(("best", "lower", "upper")) else ()
