"""Two editions side by side: every row of both in exactly one place, what changed, and what the numbering shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from evenhand.planning.editions.changes import Change, ChangeKind, changes_between
from evenhand.planning.editions.numbering import Dangling, dangling_in, gaps_in
from evenhand.planning.editions.pairs import paired_rows
from evenhand.planning.editions.renumbered import Renumbered, renumbered_between
from evenhand.planning.editions.types import Closure, Edition
from evenhand.planning.rows import PlanRow


class EntryKind(StrEnum):
    """What became of an action between two editions."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the comparison: the row in the older edition, in the newer one, or in both.

    `closure` is the closing note of a row that was dropped; a dropped row without one has gone without a word.
    """

    kind: EntryKind
    old: PlanRow | None
    new: PlanRow | None
    changes: tuple[Change, ...] = ()
    closure: Closure | None = None

    @property
    def reference(self) -> str:
        """The reference, as the edition has it that holds the row."""
        row = self.new or self.old
        return row.reference if row else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one edition to the other; `renumbered` are suggestions about added and dropped rows."""

    old: Edition
    new: Edition
    entries: tuple[Entry, ...]
    renumbered: tuple[Renumbered, ...]
    old_gaps: tuple[str, ...]
    new_gaps: tuple[str, ...]
    old_dangling: tuple[Dangling, ...]
    new_dangling: tuple[Dangling, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no row was added, dropped or changed."""
        return all(one.kind is EntryKind.UNCHANGED for one in self.entries)

    def of(self, kind: EntryKind) -> tuple[Entry, ...]:
        """Return the entries of a kind."""
        return tuple(one for one in self.entries if one.kind is kind)

    def with_change(self, *kinds: ChangeKind) -> tuple[Entry, ...]:
        """Return the entries in which something of these kinds changed: `with_change(ChangeKind.LATER)` for slips."""
        return tuple(one for one in self.entries if any(change.kind in kinds for change in one.changes))

    @property
    def gone_without_a_word(self) -> tuple[Entry, ...]:
        """The rows that were dropped without a closing note."""
        return tuple(one for one in self.of(EntryKind.DROPPED) if one.closure is None)

    @property
    def opened_gaps(self) -> tuple[str, ...]:
        """The numbers that are missing now and were not before."""
        return tuple(one for one in self.new_gaps if one not in self.old_gaps)


def compare(old: Edition, new: Edition) -> Comparison:
    """Return what changed from one edition to the other.

    A reference stands for the same action in both editions; a row under another reference is added and dropped, with a
    suggestion where the words say it may be the same. Closing notes come from the newer edition.
    """
    entries = tuple(_entry(old, new, pair) for pair in paired_rows(old.rows, new.rows))
    return Comparison(
        old=old,
        new=new,
        entries=entries,
        renumbered=renumbered_between(_rows(entries, EntryKind.DROPPED), _rows(entries, EntryKind.ADDED)),
        old_gaps=gaps_in(old.rows),
        new_gaps=gaps_in(new.rows),
        old_dangling=_dangling(old),
        new_dangling=_dangling(new),
    )


def _rows(entries: Sequence[Entry], kind: EntryKind) -> list[PlanRow]:
    rows = [one.old or one.new for one in entries if one.kind is kind]
    return [row for row in rows if row]


def _entry(old: Edition, new: Edition, pair: tuple[int | None, int | None]) -> Entry:
    before = old.rows[pair[0]] if pair[0] is not None else None
    after = new.rows[pair[1]] if pair[1] is not None else None
    if before is None:
        return Entry(kind=EntryKind.ADDED, old=None, new=after)
    if after is None:
        return Entry(kind=EntryKind.DROPPED, old=before, new=None, closure=new.closure_of(before.reference))
    changes = changes_between(before, after)
    kind = EntryKind.CHANGED if changes else EntryKind.UNCHANGED
    return Entry(kind=kind, old=before, new=after, changes=changes)


def _dangling(edition: Edition) -> tuple[Dangling, ...]:
    return dangling_in(edition.rows, {one.reference for one in edition.closures})
