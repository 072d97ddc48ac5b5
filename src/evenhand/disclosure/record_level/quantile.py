"""Medians and other quantiles: never one person's own value."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evenhand.disclosure.record_level.record_policy import RecordPolicy, ResultRefused
from evenhand.disclosure.record_level.significant import to_digits
from evenhand.foundations.checked_result import CheckedResult, seal_result


def check_quantile(
    values: NDArray[np.float64], shares: Sequence[float], *, policy: RecordPolicy
) -> CheckedResult:
    """Return the value below which each of `shares` of the people lie, as it may be shown.

    `values`: one for each person. Where at least `threshold` people share the value it is shown as it is; else the
    mean of the `threshold` people around that place. Raises ResultRefused for the least and the greatest value, and
    where fewer people lie below, above or between the places than the policy asks; ValueError where a value is not
    known.
    """
    if np.isnan(values).any():
        raise ValueError("Values that are not known have no place among the others.")
    people, least = len(values), policy.threshold
    policy.enough(people, "A quantile")
    places = np.sort(np.asarray(shares, dtype=np.float64))
    apart = np.diff(np.concatenate([[0.0], places, [1.0]])) * people
    if (apart < least - 1e-9).any():
        raise ResultRefused(
            f"Fewer than {least} people lie below, above or between these places.",
            mend="Ask for the median or quartiles; the least and the greatest value are one person's.",
        )
    ordered = np.sort(values)
    shown = [_around(ordered, share, least) for share in places]
    table = {"share": places, "value": to_digits(np.array(shown), policy.digits)}
    note = (
        f"A value that fewer than {least} people share is the mean of the {least} people around that place."
    )
    return seal_result("quantiles", pa.table(table), (note,), policy.protection)


def _around(ordered: NDArray[np.float64], share: float, least: int) -> float:
    place = max(int(np.ceil(share * len(ordered) - 1e-9)) - 1, 0)
    value = ordered[place]
    if (ordered == value).sum() >= least:
        return float(value)
    start = min(max(place - least // 2, 0), len(ordered) - least)
    return float(ordered[start : start + least].mean())
