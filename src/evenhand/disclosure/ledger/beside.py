"""What earlier releases demand of a new one that is about to be protected."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.ledger.overlap import overlapping
from evenhand.disclosure.ledger.pieces import shown_exactly
from evenhand.disclosure.linked import Contradiction, LinkedSet, Published, Sum
from evenhand.disclosure.linked.linked_set import Mask, Number
from evenhand.disclosure.linked.outer import outer_bounds
from evenhand.disclosure.linked.over_time import Joined, joined
from evenhand.disclosure.linked.programme import Programme
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress import Problem

_NEAR = 1e-6


def constraints_of(
    entries: Sequence[LedgerEntry],
    problem: Problem,
    *,
    codes: Mapping[str, NDArray[np.str_]],
    sums: tuple[Sum, ...],
    as_at: str,
    policy: Policy,
) -> Problem:
    """Return the problem with the counts of earlier releases of the same moment: its own cells first, theirs after.

    `codes`: for each dimension one code a cell of the problem. What those showed stays shown, what they hid stays
    hidden (with counts that fit, as the ledger has no true ones). A count is primary too where it differs by a few
    people from one that any earlier release shows. Raises Contradiction where no counts fit.
    """
    new = Published(
        name="",
        as_at=as_at,
        codes=codes,
        least=problem.counts,
        most=problem.counts,
        hidden=np.zeros(len(problem), np.bool_),
        width=np.zeros(len(problem)),
        sums=sums,
    )
    earlier = [entries[place].published for place in overlapping(new, [one.published for one in entries])]
    if not earlier:
        return problem
    return _Together(joined([*earlier, new], grows=False), earlier, problem, policy).problem()


class _Together:
    """The problem's cells and those of earlier releases of the same moment, as columns of a joined set."""

    def __init__(self, one: Joined, earlier: list[Published], problem: Problem, policy: Policy) -> None:
        self.one, self.earlier, self.own, self.policy = one, earlier, problem, policy
        self.mine = one.places[-1]
        self.now = int(one.moment[self.mine[0]])
        counts = np.flatnonzero(~one.is_difference & (one.moment == self.now))
        self.order = np.concatenate([self.mine, np.setdiff1d(counts, self.mine)])

    def problem(self) -> Problem:
        one, own = self.one, self.own
        others = self.order[len(own) :]
        open_, published = one.linked.open[others], one.is_published[others]
        shown, hidden = self._told_now()
        primary = (own.primary | self._changed_a_little()) & ~(own.shown | shown)
        linked = self._linked()
        low, high = outer_bounds(linked)
        told = (high - low < _NEAR) & (low > 1 - _NEAR) & (low < self.policy.threshold - _NEAR)
        return Problem(
            counts=_fitting(linked),
            sums=linked.sums,
            sum_least=linked.sum_least,
            sum_most=linked.sum_most,
            primary=np.concatenate([primary, one.pieces[others] & told[len(own) :]]),
            shown=np.concatenate([own.shown | (shown & ~own.unpublished), ~open_]),
            hidden=np.concatenate([own.hidden | (hidden & ~own.shown), open_ & published]),
            cost=np.concatenate([own.cost, np.ones(len(others))]),
            unpublished=np.concatenate([own.unpublished, open_ & ~published]),
            least_hidden=own.least_hidden,
        )

    def _told_now(self) -> tuple[Mask, Mask]:
        """Which of the problem's cells an earlier release of the same moment shows, and which one hides."""
        shown, hidden = np.zeros(len(self.one), np.bool_), np.zeros(len(self.one), np.bool_)
        for place, release in zip(self.one.places, self.earlier, strict=False):
            if len(place) and self.one.moment[place[0]] == self.now:
                shown[place[release.least == release.most]] = True
                hidden[place[release.hidden]] = True
        return shown[self.mine], (hidden & ~shown)[self.mine]

    def _changed_a_little(self) -> Mask:
        """Which of the problem's cells differ by a few people from a figure that was shown at another moment."""
        one = self.one
        changed = np.zeros(len(one), dtype=np.bool_)
        for place, release in zip(one.places, self.earlier, strict=False):
            exact = place[shown_exactly(release)]
            _, first, second = np.intersect1d(one.keys[exact], one.keys[self.mine], return_indices=True)
            change = np.abs(one.linked.least[self.mine[second]] - one.linked.least[exact[first]])
            changed[self.mine[second][(change > 1 - _NEAR) & (change < self.policy.threshold - _NEAR)]] = True
        return changed[self.mine] & ~self.own.unpublished

    def _linked(self) -> LinkedSet:
        """The counts of the moment alone, in the order of the problem, with odd bounds as sums of their own."""
        one, order = self.one, self.order
        others = np.setdiff1d(np.arange(len(one)), order)
        linked = one.linked.keeping(abs(one.linked.sums[:, others]).sum(axis=1) == 0)
        low, high = linked.least[order], linked.most[order]
        odd = np.flatnonzero((low < high) & one.is_published[order] & ((low != 1) | np.isfinite(high)))
        single = (np.ones(len(odd)), (np.arange(len(odd)), odd))
        return LinkedSet(
            least=low,
            most=high,
            sums=csr_array(vstack([linked.sums[:, order], csr_array(single, shape=(len(odd), len(order)))])),
            sum_least=np.concatenate([linked.sum_least, low[odd]]),
            sum_most=np.concatenate([linked.sum_most, high[odd]]),
        )


def _fitting(linked: LinkedSet) -> Number:
    """Counts that fit; those known are what they are."""
    counts = linked.least.copy()
    open_ = np.flatnonzero(linked.open)
    if len(open_):
        counts[open_] = Programme(linked, open_).highest(np.zeros(len(open_)))
    if len(linked.breaks(counts)):
        raise Contradiction(
            "The figures of the releases contradict each other.", mend="See which day each is of."
        )
    return counts
