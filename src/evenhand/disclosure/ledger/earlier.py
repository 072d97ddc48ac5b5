"""The earlier releases beside which one is being protected: what they demand, and what is still weak beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from evenhand.disclosure.ledger.beside import constraints_of
from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.ledger.overlap import overlapping
from evenhand.disclosure.ledger.settings import settings
from evenhand.disclosure.ledger.trial import Trial
from evenhand.disclosure.ledger.types import Cell
from evenhand.disclosure.linked import Published, Sum
from evenhand.disclosure.linked.cell_space import TOTAL
from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Releases of a ledger, for one that is being protected.

    `must`: cells that turned out to have to be hidden; `guarded`: those of them that others must be hidden for too.

    Protect the problem that `demands` returns, see what is then shown, and begin again with what `further` returns
    until that is None: nothing is weak any more, or nothing helps (which the ledger then says, and refuses).
    """

    entries: Sequence[LedgerEntry]
    as_at: str
    policy: Policy
    must: frozenset[Cell] = frozenset()
    guarded: frozenset[Cell] = frozenset()
    turn: int = field(default=0)

    def demands(
        self, problem: Problem, codes: Mapping[str, NDArray[np.str_]], sums: tuple[Sum, ...]
    ) -> Problem:
        """Return the problem with what these releases demand of it; its own cells come first, others may follow."""
        free = ~problem.shown & ~problem.unpublished
        mine = replace(
            problem,
            hidden=problem.hidden | (_cells(self.must, codes) & free),
            primary=problem.primary | (_cells(self.guarded, codes) & free),
        )
        return constraints_of(
            self.entries, mine, codes=codes, sums=sums, as_at=self.as_at, policy=self.policy
        )

    def further(self, published: Published) -> "Earlier | None":
        """Return these with what is weak in `published` beside them; None if nothing is, or is not known already."""
        places = overlapping(published, [one.published for one in self.entries])
        trial = Trial(new=published, earlier={}, place=len(self.entries), threshold=self.policy.threshold)
        weak, _ = trial.of(published, {place: self.entries[place].published for place in places})
        cells = frozenset(one.cell for one in weak)
        if cells <= self.guarded or self.turn >= settings().turns:
            return None
        hidden = _codes_of(published, published.hidden, cells)
        return replace(
            self,
            must=self.must | cells,
            guarded=self.guarded | (cells & self.must) | hidden,
            turn=self.turn + 1,
        )


def _codes_of(published: Published, which: Mask, cells: frozenset[Cell]) -> frozenset[Cell]:
    """Those of `cells` that the publication has among `which`."""
    return frozenset(one for one in cells if (_cells(frozenset([one]), published.codes) & which).any())


def _cells(cells: frozenset[Cell], codes: Mapping[str, NDArray[np.str_]]) -> Mask:
    found = np.zeros(len(next(iter(codes.values()))), dtype=np.bool_)
    for cell in cells:
        named = dict(cell)
        here = ~found
        for name, values in codes.items():
            here &= values == named.get(name, TOTAL)
        found |= here
    return found
