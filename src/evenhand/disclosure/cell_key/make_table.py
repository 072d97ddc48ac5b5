"""Makes a perturbation table from what is demanded of it: how far a count may change, and how much it does."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.cell_key.maximum_entropy import Number, Whole, most_even


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What is demanded of a perturbation table.

    No count changes by more than `largest_change`; none becomes negative, nor one from 1 to `least_shown` - 1.
    Changes have the mean 0 and, where the count allows it, this `variance`. A key has `key_bits` bits, so that
    chances are whole numbers of 1 / 2^`key_bits`.
    """

    largest_change: int
    least_shown: int
    variance: float
    key_bits: int

    def __post_init__(self) -> None:
        if self.least_shown > self.largest_change:
            raise ValueError("A count of 1 must be able to reach the least count that is shown.")


def make_weights(design: Design) -> Whole:
    """Return the chances of every change, as whole numbers that make 2^`key_bits` in each row.

    Rows: the true count, from 0 to the first one that no rule touches, which stands for all above. Columns: the
    change, from -`largest_change` to `largest_change`.
    """
    furthest = design.largest_change
    changes = np.arange(-furthest, furthest + 1)
    rows = furthest + design.least_shown + 1
    weights = np.zeros((rows, len(changes)), dtype=np.int64)
    for count in range(rows):
        result = count + changes
        # A zero stays: nobody stands behind it, and a mean of 0 leaves it no other way.
        may = (result == 0) | (result >= max(design.least_shown, 1)) if count else changes == 0
        weights[count, may] = _as_whole(
            changes[may], most_even(changes[may], design.variance), 2**design.key_bits
        )
    return weights


def _as_whole(changes: Whole, chances: Number, total: int) -> Whole:
    """The chances as whole numbers that make `total`, with a mean as near to 0 as they can have."""
    exact = chances * total
    weights = np.floor(exact + 1e-6).astype(np.int64)
    short = total - int(weights.sum())
    # Remainders that differ by what a solver may be wrong by are alike: the same table on every machine.
    weights[np.argsort(-np.round(exact - weights, 5), kind="stable")[:short]] += 1
    while (lean := int(weights @ changes)) != 0:
        before = np.flatnonzero(np.diff(changes) == 1)
        before = before[(weights[before] > 0) & (weights[before + 1] > 0)]
        if len(before) == 0:
            break
        widest = before[np.argmax(np.minimum(weights[before], weights[before + 1]))]
        weights[widest + 1] -= np.sign(lean)
        weights[widest] += np.sign(lean)
    return weights
