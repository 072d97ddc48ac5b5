"""Changed counts that sums narrow too much all the same: further counts are hidden until none is."""

import numpy as np
from scipy.sparse import csc_array

from evenhand.disclosure.cell_key.maximum_entropy import Whole
from evenhand.disclosure.linked import Demand, LinkedSet, audit
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.foundations import EvenhandError


def hide_narrowed(linked: LinkedSet, *, width: float, seen: Number | None = None) -> Mask:
    """Return which cells not to show, so that what all sums leave possible of each cell is at least `width` wide.

    `linked` has the bounds that the shown counts have by the perturbation table (see `possible`); a hidden cell may be
    anything from 0. The choice depends on these bounds alone, so that a reader who repeats it learns nothing. `seen`:
    tables known to fit, the true one say, which save work and change nothing. Raises EvenhandError where hiding does
    not help.
    """
    hidden = np.zeros(len(linked), dtype=np.bool_)
    # Those whose bounds are exact are shown as they are by the policy, a zero that stays say: nothing is asked of them.
    asked = np.flatnonzero(linked.open)
    while True:
        bounds = linked.bounded(np.where(hidden, 0, linked.least), np.where(hidden, np.inf, linked.most))
        failing = audit(bounds, Demand.wide(asked, width), seen=seen, narrow=False).failing
        if len(failing) == 0:
            return hidden
        more = _least_beside(linked, failing, hidden)
        more = more if len(more) else failing[~hidden[failing]]
        if len(more) == 0:
            raise EvenhandError(
                f"{len(failing)} counts can be narrowed too much, whatever is hidden beside them.",
                mend="Leave out a dimension, or publish fewer counts unchanged.",
            )
        hidden[more] = True


def _least_beside(linked: LinkedSet, failing: Whole, hidden: Mask) -> Whole:
    """For each sum that a failing cell is in, the smallest cell of it that is still shown, other than the cell."""
    columns = csc_array(linked.sums)
    found: set[int] = set()
    for cell in failing.tolist():
        for row in columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]].tolist():
            start, end = linked.sums.indptr[row], linked.sums.indptr[row + 1]
            others = linked.sums.indices[start:end]
            others = others[(others != cell) & ~hidden[others] & linked.open[others]]
            if len(others):
                found.add(int(others[np.argmin(linked.least[others])]))
    return np.array(sorted(found), dtype=np.int64)
