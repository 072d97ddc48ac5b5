"""Threshold and rounding: what may be shown of a count, whether it came exact or as an interval."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.policy import CELL_KEYS, ROUNDING, SUPPRESSION, Policy
from evenhand.foundations import EvenhandError

EXACT, ROUNDED, BELOW, WITHHELD = "exact", "rounded", "below_threshold", "withheld"
SUPPRESSED = "suppressed"
ROUNDED_AT_SOURCE, HIDDEN_AT_SOURCE = "rounded_at_source", "hidden_at_source"

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What may be shown of many counts: `value` (0 where `hidden`), the bounds that a reader learns, the status."""

    value: Whole
    lower: Whole
    upper: Whole
    status: NDArray[np.str_]
    hidden: NDArray[np.bool_]


def round_counts(
    point: NDArray[np.float64], lower: Whole, upper: Whole, exempt: NDArray[np.bool_], policy: Policy
) -> Shown:
    """Return what a policy lets be shown of counts known to lie from `lower` to `upper`.

    `point` is the figure itself, NaN where its publisher hid it. The bounds are those of all counts that would be
    shown like the lowest and like the highest possible one, so they hold what came in and never less. `exempt`
    counts are public and pass as they are. All arrays have one entry for each count. Raises EvenhandError for a
    policy of cell keys: these need a secret, and rounding by 1 would show exact counts in their stead.
    """
    if policy.kind == CELL_KEYS:
        raise EvenhandError(
            f"The policy {policy.id} changes counts by cell keys, which a report cannot do.",
            mend="Choose another policy; 'evenhand protect' takes this one.",
        )
    half, known = policy.base // 2, lower == upper
    told = np.where(np.isnan(point), lower, point).astype(np.int64)
    value = policy.base * ((told + half) // policy.base)
    least, most = _class_of(lower, policy)[0], _class_of(upper, policy)[1]
    below = upper < policy.threshold
    hidden = below | np.isnan(point) | (told < policy.threshold)
    made = EXACT if policy.base == 1 else ROUNDED
    status = np.select(
        [below, hidden, ~known], [BELOW, HIDDEN_AT_SOURCE, ROUNDED_AT_SOURCE], default=made
    ).astype("<U20")
    source = np.select([known, np.isnan(point)], [EXACT, HIDDEN_AT_SOURCE], default=ROUNDED_AT_SOURCE)
    hidden = np.where(exempt, np.isnan(point), hidden)
    return Shown(
        value=np.where(hidden, 0, np.where(exempt, told, value)),
        lower=np.where(exempt, lower, least),
        upper=np.where(exempt, upper, most),
        status=np.where(exempt, source, status),
        hidden=hidden,
    )


def beside(policy: Policy) -> Policy:
    """Return the policy for counts that stand beside the table of counts: these are rounded where those are exact.

    They are tied to the table by sums that nobody lists (the people of all suites are those tested), so that exact
    ones would tell hidden counts.
    """
    if policy.kind != SUPPRESSION:
        return policy
    return replace(policy, kind=ROUNDING, base=policy.threshold + 1 - policy.threshold % 2)


def _class_of(count: Whole, policy: Policy) -> tuple[Whole, Whole]:
    """The least and the greatest count that would be shown like this one."""
    half = policy.base // 2
    middle = policy.base * ((count + half) // policy.base)
    below = count < policy.threshold
    least = np.where(below, 0, np.maximum(middle - half, policy.threshold))
    return least, np.where(below, policy.threshold - 1, middle + half)
