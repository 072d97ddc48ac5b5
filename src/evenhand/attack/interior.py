"""Which counts can move at all: one linear programme finds a table that touches no bound it need not touch."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, vstack

from evenhand.disclosure.linked import LinkedSet
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.linked.programme import Programme

_ROOM = 1e-2
"""So far from each bound is far enough: below the smallest difference between two counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interior:
    """A table that fits (`counts`, one a cell), and which cells and sums stand away from their bounds in it."""

    counts: Number
    moves: Mask
    slack: Mask

    def equations(self, linked: LinkedSet) -> LinkedSet:
        """Return the set as equations: cells and sums that cannot leave a bound are held there, others are free."""
        held = linked.open & ~self.moves
        tight = (linked.sum_least < linked.sum_most) & ~self.slack
        made = linked.sums @ self.counts
        return LinkedSet(
            least=np.where(held, self.counts, linked.least),
            most=np.where(held, self.counts, linked.most),
            sums=linked.sums,
            sum_least=np.where(tight, made, linked.sum_least),
            sum_most=np.where(tight, made, linked.sum_most),
        )


def interior(linked: LinkedSet) -> Interior:
    """Return a table that keeps away from every bound that some table keeps away from.

    What is fixed in all tables that fit is then what the equations alone fix. Raises Contradiction where none fits.
    """
    cells, rows = np.flatnonzero(linked.open), np.flatnonzero(linked.sum_least < linked.sum_most)
    many, sums = len(cells), len(rows)
    if many == 0:
        return Interior(
            counts=linked.least, moves=linked.open, slack=np.ones(len(linked.sum_least), np.bool_)
        )
    away = eye_array(len(linked), format="csr")[cells]
    ones, none = eye_array(many), csr_array((many, sums))
    uneven = csr_array(linked.sums[rows])
    matrix = csr_array(
        vstack(
            [
                hstack([linked.sums, csr_array((linked.sums.shape[0], many + sums))]),
                hstack([away, -ones, none]),
                hstack([away, ones, none]),
                hstack([uneven, csr_array((sums, many)), -eye_array(sums)]),
                hstack([uneven, csr_array((sums, many)), eye_array(sums)]),
            ]
        )
    )
    endless = np.full(many, np.inf)
    wide = LinkedSet(
        least=np.concatenate([linked.least, np.zeros(many + sums)]),
        most=np.concatenate([linked.most, np.full(many + sums, _ROOM)]),
        sums=matrix,
        sum_least=np.concatenate(
            [linked.sum_least, linked.least[cells], -endless, linked.sum_least[rows], np.full(sums, -np.inf)]
        ),
        sum_most=np.concatenate(
            [linked.sum_most, endless, linked.most[cells], np.full(sums, np.inf), linked.sum_most[rows]]
        ),
    )
    programme = Programme(wide, np.flatnonzero(wide.open))
    found = np.where(wide.open, 0.0, wide.least)
    found[programme.cells] = programme.highest((programme.cells >= len(linked)).astype(np.float64))
    moves, slack = linked.open.copy(), np.zeros(len(linked.sum_least), np.bool_)
    moves[cells] = found[len(linked) : len(linked) + many] > _ROOM / 1e3
    slack[rows] = found[len(linked) + many :] > _ROOM / 1e3
    return Interior(counts=found[: len(linked)], moves=moves, slack=slack)
