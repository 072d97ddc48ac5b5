"""Mean stays of groups, each checked before it leaves: days within the first weeks, and differences from the reference."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from evenhand.disclosure.record_level import RecordPolicy, ResultRefused, check_mean
from evenhand.foundations import EVERYONE
from evenhand.foundations.checked_result import CheckedResult
from evenhand.measures.survival import ByTime, restricted_mean, restricted_mean_difference
from evenhand.measures.survival.rules import survival_rules

_APART = ("difference", "difference_lower", "difference_upper")


def means_within(
    by_time: ByTime, place: int, reference: str | None, policy: RecordPolicy
) -> Iterator[CheckedResult]:
    """Yield the mean stay of a group within each of the usual times, and its difference from the reference's.

    Nothing of everyone: with the means of all groups but one it would tell of that one.
    """
    if by_time.groups[place] == EVERYONE:
        return
    for until in survival_rules().mean_until:
        mean = restricted_mean(by_time, until)
        numbers = {"mean": mean.value, "lower": mean.lower, "upper": mean.upper}
        compared = None
        if reference in by_time.groups and reference != by_time.groups[place]:
            other = by_time.groups.index(reference)
            if _may(by_time, other, until, policy) and np.isfinite(mean.lower[other]):
                apart = restricted_mean_difference(by_time, until, reference=reference)
                compared = reference
                numbers |= dict(zip(_APART, (apart.value, apart.lower, apart.upper), strict=True))
        words = {"until": pa.array([until]), "reference": pa.array([compared], pa.string())}
        row = pa.table({**words, **{name: pa.array([float(one[place])]) for name, one in numbers.items()}})
        people, left, stayed = _behind(by_time, place, until)
        if np.isfinite(mean.lower[place]):
            try:
                yield check_mean(row, people=people, left=left, stayed=stayed, policy=policy)
            except ResultRefused:
                continue


def _behind(by_time: ByTime, place: int, until: float) -> tuple[int, int, int]:
    """How many people there are, left by `until`, and were still there and in sight after it."""
    early = by_time.times <= until
    left = by_time.leaving[place][early].sum()
    later = by_time.at_risk[place][~early]
    return int(by_time.people[place]), int(left), int(later[0]) if len(later) else 0


def _may(by_time: ByTime, place: int, until: float, policy: RecordPolicy) -> bool:
    people, left, stayed = _behind(by_time, place, until)
    return people >= policy.small_group and min(left, stayed) >= policy.threshold
