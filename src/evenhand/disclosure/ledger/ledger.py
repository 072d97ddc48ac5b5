"""The releases made so far, and whether a further one may join them."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.ledger.audit_entries import audit_entries
from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.ledger.types import Verdict, WouldDisclose
from evenhand.disclosure.linked import Published
from evenhand.disclosure.linked.cell_space import CellSpace
from evenhand.disclosure.policy import DEFAULT_POLICY, Policy, load_policy


@dataclass(frozen=True, slots=True)
class Ledger:
    """The releases made so far, oldest first."""

    entries: tuple[LedgerEntry, ...] = ()

    def differing(self, new: LedgerEntry) -> int:
        """Return how many cells of `new` an earlier release showed otherwise: each lets two releases be compared."""
        differs = np.zeros(len(new.published), dtype=np.bool_)
        for entry in self.entries:
            space = CellSpace.of([new.published, entry.published])
            mine, other = space.keys(new.published), space.keys(entry.published)
            _, here, there = np.intersect1d(mine, other, return_indices=True)
            for name in ("least", "most"):
                differs[here] |= getattr(new.published, name)[here] != getattr(entry.published, name)[there]
        return int(differs.sum())

    def holds(self, new: LedgerEntry) -> bool:
        """Return whether a release that says the same of the same day is entered already."""
        return any(entry.fingerprint == new.fingerprint for entry in self.entries)

    def with_entry(self, new: LedgerEntry) -> "Ledger":
        """Return the ledger with `new` at its end, unaudited; the same release is entered once only."""
        return self if self.holds(new) else Ledger((*self.entries, new))

    def admit(self, new: LedgerEntry, *, certified: bool = False) -> "Ledger":
        """Return the ledger with `new` at its end; raise WouldDisclose if that would tell what may not be told.

        `certified`: its own protection has audited it by itself, which need not be done twice.
        """
        if self.holds(new):
            return self
        verdict = audit_entries(new.published, self.entries, threshold=new.threshold, certified=certified)
        if not verdict.passed:
            raise WouldDisclose(verdict)
        return Ledger((*self.entries, new))


def audit_release(new: Published, ledger: Ledger, *, policy: Policy | None = None) -> Verdict:
    """Return whether `new` may be published beside the releases in `ledger` that it overlaps.

    `policy` is the one `new` was made under (the default one if not given). Two readers are tried: one knows all that
    is published and the policies, the other also that nobody is taken out of the counts from one day to the next.
    """
    threshold = (policy or load_policy(DEFAULT_POLICY)).threshold
    return audit_entries(new, ledger.entries, threshold=threshold)
