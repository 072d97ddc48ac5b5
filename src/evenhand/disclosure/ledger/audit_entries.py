"""Audits a release together with the earlier ones it overlaps; says what clashes, and tries what would mend it."""

from collections.abc import Sequence

from evenhand.disclosure.ledger.clashes import clashes_of
from evenhand.disclosure.ledger.entry import LedgerEntry
from evenhand.disclosure.ledger.mends import mends_of
from evenhand.disclosure.ledger.overlap import overlapping
from evenhand.disclosure.ledger.trial import Trial
from evenhand.disclosure.ledger.types import Attacker, Verdict
from evenhand.disclosure.linked import Published


def audit_entries(
    new: Published, entries: Sequence[LedgerEntry], *, threshold: int, certified: bool = False
) -> Verdict:
    """Return whether `new` may be published beside the releases of these entries, oldest first.

    `threshold`: changes from 1 to less than it must not become exact (nor less than any entry's own). `certified`: the
    release was audited by itself already.
    Raises Contradiction where figures of one release contradict each other.
    """
    overlaps = overlapping(new, [one.published for one in entries])
    releases = {place: entries[place].published for place in overlaps}
    trial = Trial(
        new=new,
        earlier=releases,
        place=len(entries),
        certified=certified,
        threshold=max([threshold, *(entries[place].threshold for place in overlaps)]),
    )
    weak, found = trial.of(new, releases)
    names = {place: entries[place].name for place in overlaps}
    return Verdict(
        passed=not weak,
        name=new.name,
        against=tuple(names.values()),
        attackers=tuple(
            Attacker(knowledge=knowledge, cells=one.cells, passed=not one.weak & weak, solved=one.solved)
            for knowledge, one in found.items()
        ),
        clashes=clashes_of(trial, weak, names) if weak else (),
        mends=mends_of(trial, weak) if weak else (),
        cells=sum(one.cells for one in found.values()),
        programmes=sum(one.programmes for one in found.values()),
        notes=tuple(dict.fromkeys(note for one in found.values() for note in one.notes)),
    )
