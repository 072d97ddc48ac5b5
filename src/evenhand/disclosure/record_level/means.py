"""Means of how long people stay: shown where enough people are behind each, on both sides."""

import numpy as np
import pyarrow as pa

from evenhand.disclosure.record_level.record_policy import RecordPolicy, ResultRefused
from evenhand.foundations.checked_result import CheckedResult, seal_result


def check_mean(
    values: pa.Table, *, people: int, left: int, stayed: int, policy: RecordPolicy
) -> CheckedResult:
    """Return a row of figures of a mean time as it may be shown: numbers in whole units.

    `people`: how many it is the mean of; `left`: how many left within the time, `stayed`: how many had not. Raises
    ResultRefused where either is fewer than `threshold`, or people are fewer than `small_group`: where all but one
    stayed, the mean would tell when that one left.
    """
    policy.enough(people, "A mean of times")
    if min(left, stayed) < policy.threshold:
        raise ResultRefused(
            f"The mean rests on fewer than {policy.threshold} people who left, or who stayed.",
            mend="Take a larger group, or another time.",
        )
    columns = {name: _whole(values.column(name)) for name in values.schema.names}
    note = f"Means of {policy.small_group} people or more, in whole days."
    return seal_result("mean", pa.table(columns), (note,), policy.protection)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    if not pa.types.is_floating(column.type):
        return column
    return pa.array(np.round(column.to_numpy()) + 0.0, from_pandas=True)  # no minus before a 0
