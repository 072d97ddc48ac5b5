"""A curve beside protected counts: whether what it says of a sum of them narrows one that is hidden."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from evenhand.disclosure.record_level.record_policy import RecordPolicy

Bounds = tuple[float, float]
_ROUNDS = 20
"""Enough for bounds of some ten counts and three sums to settle; more would be no looser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Counts, by name, of which the sum lies between `lower` and `upper`."""

    of: Collection[str]
    lower: float
    upper: float


def narrowed(known: Mapping[str, Bounds], sums: Sequence[Sum]) -> dict[str, Bounds]:
    """Return between what whole numbers each count lies for whoever takes the others from each sum, again and again."""
    found = dict(known)
    for _ in range(_ROUNDS):
        before = dict(found)
        for one in sums:
            for name in one.of:
                others = [found[other] for other in one.of if other != name]
                lower = ceil(one.lower - sum(other[1] for other in others) - 1e-9)
                upper = floor(one.upper - sum(other[0] for other in others) + 1e-9)
                found[name] = (max(found[name][0], lower), min(found[name][1], upper))
        if found == before:
            break
    return found


def tells(
    known: Mapping[str, Bounds],
    hidden: Collection[str],
    of_counts: Sequence[Sum],
    of_curve: Sequence[Sum],
    *,
    policy: RecordPolicy,
) -> bool:
    """Return whether the curve's sums, beside those of counts alone, tell more of a `hidden` count than they may.

    Of one known to be under `threshold` nothing at all; of a wider one not so much that fewer than `threshold` numbers
    are possible. Sums that no counts can meet tell that something else is wrong, and are not shown either.
    """
    alone, both = narrowed(known, of_counts), narrowed(known, [*of_counts, *of_curve])
    for name in hidden:
        if both[name] == alone[name]:
            continue
        low, high = both[name]
        if alone[name][1] < policy.threshold or high - low + 1 < policy.threshold:
            return True
    return any(low > high for low, high in both.values())
