"""Curves of time: steps that rest on too few people are put together, and the tail with too few left is cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.record_level.record_policy import RecordPolicy, ResultRefused
from evenhand.foundations.checked_result import CheckedResult, seal_result

Number = NDArray[np.float64]
Whole = NDArray[np.int64]


def check_curve(
    times: Number, at_risk: Whole, events: Mapping[str, Whole], *, policy: RecordPolicy
) -> CheckedResult:
    """Return the curve as it may be shown: each step rests on enough events, and enough people stay at risk.

    `times`: when something happened, rising, above 0. `at_risk`: how many were at risk just before. `events`: for each
    way to leave how many left so at that time; one way makes a Kaplan-Meier curve, several an Aalen-Johansen one. The
    columns of the result: `time`, `staying` (the share that had no event) and, for several, one for each way (the
    share that had left so). A way with no event in a step tells nothing of anyone; one with 1 to `threshold` - 1 makes
    the step wait. Raises ResultRefused where no step can be shown, ValueError where the numbers cannot be.
    """
    risks = _Risks(times, at_risk, events)
    policy.enough(int(at_risk[0]) if len(at_risk) else 0, "A curve")
    shares = risks.shares()
    # The last of the times that fall into each multiple of `every`, and where that ends.
    ends = np.ceil(times / policy.every) * policy.every
    last = np.flatnonzero(np.append(np.diff(ends) > 0, True))
    steps, passed = _steps(risks, last, policy)
    if not steps:
        raise ResultRefused(
            f"No step of the curve rests on {policy.threshold} people with as many left after it.",
            mend="Take a larger group, put rare ways to leave together, or show the share at the end alone, from "
            "protected counts.",
        )
    columns = {
        "time": np.concatenate([[0.0], ends[steps]]),
        **{
            name: np.round(np.append(one[0], one[1:][steps]), policy.decimals) for name, one in shares.items()
        },
    }
    return seal_result(
        "curve", pa.table(columns), tuple(_notes(steps, last, passed, ends, policy)), policy.protection
    )


@dataclass(frozen=True, slots=True)
class _Risks:
    """The numbers behind a curve, and the curve itself."""

    times: Number
    at_risk: Whole
    events: Mapping[str, Whole]

    def __post_init__(self) -> None:
        all_ = np.stack([self.at_risk, *self.events.values()]) if self.events else np.zeros((0, 0))
        left = self.at_risk - self.leaving
        if (
            not self.events
            or len(self.times) != len(self.at_risk)
            or (np.diff(self.times, prepend=0) <= 0).any()
            or (all_ < 0).any()
            or (left < 0).any()
            or (self.at_risk[1:] > left[:-1]).any()
        ):
            raise ValueError("Times rise from above 0; whoever is at risk was so before and had not left.")

    @property
    def leaving(self) -> Whole:
        return np.asarray(sum(self.events.values(), np.zeros(len(self.at_risk), np.int64)), np.int64)

    def shares(self) -> dict[str, Number]:
        """The share staying before anything and after each time, and the shares that have left by each way."""
        hazard = self.leaving / np.maximum(self.at_risk, 1)
        staying = np.concatenate([[1.0], np.cumprod(1 - hazard)])
        if len(self.events) == 1:
            return {"staying": staying}
        gone = {
            way: np.concatenate([[0.0], np.cumsum(staying[:-1] * one / np.maximum(self.at_risk, 1))])
            for way, one in self.events.items()
        }
        return {"staying": staying, **gone}


def _steps(risks: _Risks, last: Whole, policy: RecordPolicy) -> tuple[list[int], int]:
    """The places at which the curve may be read, and the last place up to which enough people are left."""
    after = risks.at_risk - risks.leaving
    counted = np.stack([np.cumsum(one) for one in risks.events.values()])
    before = np.zeros(len(counted), np.int64)
    steps: list[int] = []
    passed = -1
    for place in last.tolist():
        if after[place] < policy.threshold:
            break
        passed = place
        new = counted[:, place] - before
        if new.any() and ((new == 0) | (new >= policy.threshold)).all():
            steps.append(place)
            before = counted[:, place]
    return steps, passed


def _notes(steps: Sequence[int], last: Whole, passed: int, ends: Number, policy: RecordPolicy) -> list[str]:
    notes = [
        f"Read at whole multiples of {policy.every}; each step rests on {policy.threshold} people or more."
    ]
    if len(steps) < (last <= passed).sum():
        notes.append("Steps of fewer people are put together with later ones.")
    if steps[-1] < last[-1]:
        notes.append(
            f"Not shown after {ends[steps[-1]]:g}: too few people are left, or left in too few ways."
        )
    return notes
