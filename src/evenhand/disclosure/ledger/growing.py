"""What somebody derives who knows that nobody is taken out: all moments solved together, less what settles itself."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack

from evenhand.disclosure.ledger.told import Told
from evenhand.disclosure.linked import Contradiction, LinkedSet
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.linked.outer import outer_bounds

_NEAR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Growing:
    """All moments as one set with nothing in it that bounds alone settle; the columns are those of the joined set.

    `changes`: those that might become known as a small number. `exact`: those whose two counts are known. `ends`:
    for each of `changes` the column that tells it: its own, or that of its one count that is not known. `tied`: how
    many pairs of counts growth ties to each other.
    """

    linked: LinkedSet
    changes: Whole
    exact: Whole
    ends: Whole
    tied: int


def growing(told: Told, near: Mask, threshold: int) -> Growing:
    """Return the set, with bounds carried from sum to sum; raise Contradiction where the figures do not grow.

    Where one of a change's counts is known, the other's bounds say all; where the earlier count's most is no more than
    the later one's least, growth says nothing. Both leave the set.
    """
    one, first = told.one, told.first_change
    least, most = outer_bounds(one.linked)
    if (least > most + _NEAR).any():
        raise Contradiction("These figures do not grow.")
    tight = one.linked.bounded(least, np.maximum(least, most))
    known = most - least < _NEAR
    watched = near & one.is_difference & ~told.public & (least < threshold) & (most > -threshold)
    earlier, later = one.between.earlier, one.between.later
    apart = known[earlier] | known[later]
    mine = watched[first:]
    changes = np.flatnonzero(mine & ~(known[earlier] & known[later]) & ~known[first:])
    ends = np.where(known[earlier], later, np.where(known[later], earlier, first + np.arange(len(earlier))))
    binding = one.between.growing & (least[later] < most[earlier]) & ~apart
    return Growing(
        linked=_reduced(tight, first, kept=mine & ~apart & ~known[first:], binding=binding),
        changes=first + changes,
        exact=first + np.flatnonzero(mine & known[first:]),
        ends=ends[changes],
        tied=int(binding.sum()),
    )


def _reduced(linked: LinkedSet, first: int, *, kept: Mask, binding: Mask) -> LinkedSet:
    """The set with the changes in `kept` as columns, and those in `binding` as sums of their two counts alone."""
    has_change = abs(linked.sums[:, np.arange(first, first + len(kept))]).sum(axis=1) > 0
    start = int((~has_change).sum())
    ties, together = linked.sums[start : start + len(kept)], linked.sums[start + len(kept) :]
    counts = csr_array(ties[:, np.arange(first)])
    short = np.flatnonzero(binding & ~kept)
    rows = [
        (counts[short], np.zeros(len(short)), np.full(len(short), np.inf)),
        (
            csr_array(together[:, np.arange(first, first + len(kept))]) @ counts,
            linked.sum_least[start + len(kept) :],
            linked.sum_most[start + len(kept) :],
        ),
    ]
    which = np.zeros(linked.sums.shape[0], dtype=np.bool_)
    which[:start] = True
    which[start : start + len(kept)] = kept
    reduced = linked.keeping(which)
    for matrix, low, high in rows:
        if matrix.shape[0]:
            wide = csr_array(hstack([matrix, csr_array((matrix.shape[0], len(kept)))]))
            reduced = reduced.with_sums(wide, low, high)
    return reduced
