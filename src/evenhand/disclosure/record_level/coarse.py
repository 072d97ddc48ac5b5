"""Curves in steps that are worth several people each, so that two of them, or one and a count, tell of nobody."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.record_level.record_policy import RecordPolicy
from evenhand.foundations.checked_result import CheckedResult, seal_result

Number = NDArray[np.float64]

TIME, STAYING = "time", "staying"


def shares_worth_enough(people: int, policy: RecordPolicy) -> tuple[float, ...]:
    """Return by what the shares of so many people may be rounded, finest first: steps worth `threshold` people or more.

    `people` is the least number that the published counts allow. None may be where people are few.
    """
    return tuple(one for one in policy.shares if one * people >= policy.threshold - 1e-9)


def coarsen(curve: CheckedResult, share: float, seen: Number, policy: RecordPolicy) -> CheckedResult:
    """Return a checked curve with its shares rounded to whole multiples of `share`, times without a change left out.

    With several ways to leave each way is rounded, and those still there are the rest: three rounded parts of one whole
    would tell each other more closely. With one way those still there are rounded. `seen`: for each row of the curve, of
    what part of the people it tells (1 where nobody is lost from sight); given in whole tenths, downwards.
    """
    values = {name: curve.values.column(name).to_numpy() for name in curve.values.schema.names}
    ways = [name for name in values if name not in (TIME, STAYING)]
    rounded = {name: np.round(np.round(values[name] / share) * share, 10) for name in ways or [STAYING]}
    if ways:
        rest = 1 - np.sum(list(rounded.values()), axis=0)
        rounded[STAYING] = np.round(np.maximum(rest, 0.0), 10)
    kept = np.append(True, np.any([np.diff(one) != 0 for one in rounded.values()], axis=0))
    columns = {TIME: values[TIME][kept], STAYING: rounded[STAYING][kept]} | {
        name: rounded[name][kept] for name in ways
    }
    columns["rounded_to"] = np.full(int(kept.sum()), share)
    columns["seen"] = np.floor(np.clip(seen, 0, 1)[kept] * 10 + 1e-9) / 10
    notes = (
        curve.notes[0],
        f"Shares are rounded to steps worth {policy.threshold} people or more.",
        "A curve ends where too few people are left, or left in too few ways.",
    )
    return seal_result("curve", pa.table(columns), notes, policy.protection)
