"""From tables of exact counts to tables that may be published, with their certificate; or to a reason why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from evenhand.disclosure.ledger import Earlier, LedgerEntry
from evenhand.disclosure.policy import ROUNDING, SUPPRESSION, Policy, load_policy
from evenhand.disclosure.tables.by_keys import by_keys
from evenhand.disclosure.tables.by_rounding import by_rounding
from evenhand.disclosure.tables.by_suppression import by_suppression
from evenhand.disclosure.tables.certificate import certificate
from evenhand.disclosure.tables.read_table import read_table
from evenhand.disclosure.tables.settings import load_settings
from evenhand.disclosure.tables.shown import ShownCells, published_of
from evenhand.disclosure.tables.steps import perhaps_steps
from evenhand.disclosure.tables.table_set import TableSet, gather
from evenhand.disclosure.tables.types import STATUS, Given, Reading, Text, UnusableTable
from evenhand.disclosure.tables.written import Written, file_name, written
from evenhand.foundations import EvenhandError, NotProtected


class _Seal:
    """What protection puts on the files it made; it holds for these and no others."""

    __slots__ = ("files",)

    def __init__(self, files: tuple[Written, ...]) -> None:
        self.files = files


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Protected tables: what they were as a linked set, what is shown, the files, and what is told beside them.

    `notes` are sentences for whoever protects, not for publication.
    """

    tables: TableSet
    shown: ShownCells
    files: tuple[Written, ...]
    certificate: dict[str, Any]
    notes: tuple[str, ...]
    _seal: _Seal | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if type(self._seal) is not _Seal or self._seal.files is not self.files:
            raise NotProtected("Protected tables are made by `protect_tables` alone.")


def policy_for(name: str, *, width: int | None = None, threshold: int | None = None) -> Policy:
    """Return a policy by its short name (round, suppress, cellkey), name or file, with changes that it then says.

    Raises EvenhandError where there is none, or where it protects nothing.
    """
    policy = load_policy(load_settings().policies.get(name, name))
    if not policy.publishable:
        raise EvenhandError(
            f"Nothing may be published under {policy.id}.", mend="Take round, suppress or cellkey."
        )
    changed = {
        key: value
        for key, value in (("width", width), ("threshold", threshold))
        if value is not None and value != getattr(policy, key)
    }
    if not changed:
        return policy
    said = " and ".join(f"{key} {value}" for key, value in changed.items())
    return replace(policy, **changed, words=f"{policy.words}; here with {said}")  # type: ignore[arg-type]


def protect_tables(
    given: Sequence[Given],
    reading: Reading,
    policy: Policy,
    *,
    key: bytes = b"",
    made_with: str = "",
    as_at: str = "",
    beside: Sequence[LedgerEntry] = (),
) -> Protected:
    """Return tables protected together under a policy, or raise EvenhandError: then nothing may be published of them.

    `key`: the secret of a policy of cell keys. The order of rows and tables changes nothing of what is hidden.
    `beside`: earlier releases; under suppression what would be told together with them is hidden too, where that helps.
    """
    _check_names(given)
    if reading.largest and not (policy.dominance_n or policy.dominance_p):
        raise UnusableTable(
            f"The policy {policy.id} has no rule for counts of events that are mostly one person's.",
            mend="Give a policy file of your own with dominance_n and dominance_share, or with dominance_p.",
        )
    rounded = policy if policy.kind == ROUNDING and _was_rounded(given, reading, policy) else None
    tables = gather(given, reading, rounded=rounded)
    if policy.kind == ROUNDING:
        shown = by_rounding(tables, policy)
    elif policy.kind == SUPPRESSION:
        shown = _beside(tables, policy, Earlier(entries=beside, as_at=as_at, policy=policy))
    else:
        shown = by_keys(tables, policy, key)
    shown = shown.checked(tables)
    files = tuple(
        written(one, rows, shown, reading) for one, rows in zip(tables.tables, tables.rows, strict=True)
    )
    return Protected(
        tables=tables,
        shown=shown,
        files=files,
        certificate=certificate(tables, shown, files, made_with=made_with, as_at=as_at),
        notes=_notes(tables, files),
        _seal=_Seal(files),
    )


def _beside(tables: TableSet, policy: Policy, earlier: Earlier) -> ShownCells:
    """Tables under suppression, chosen again until nothing more that hiding could mend is told beside earlier releases."""
    if not earlier.entries:
        return by_suppression(tables, policy)
    while True:
        shown = by_suppression(tables, policy, earlier)
        further = earlier.further(published_of(tables, shown, name="", as_at=earlier.as_at))
        if further is None:
            return shown
        earlier = further


def _check_names(given: Sequence[Given]) -> None:
    if not given:
        raise UnusableTable("There is no table.", mend="Name at least one.")
    names = [file_name(one.name).casefold() for one in given]
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice:
        raise UnusableTable(
            f"Two of the tables would be written to one file, {twice}.",
            mend="Give each a name of its own: they are written to one folder.",
        )


def _was_rounded(given: Sequence[Given], reading: Reading, policy: Policy) -> bool:
    """Whether all tables say what is suppressed, and show nothing but what this policy would show."""
    if policy.base == 1 or any(STATUS not in one.cells.column_names for one in given):
        return False
    for one in given:
        told = read_table(one, reading)
        counts = told.counts[~told.hidden]
        if (counts % policy.base != 0).any() or (counts < policy.threshold).any():
            return False
    return True


def _notes(tables: TableSet, files: Sequence[Written]) -> tuple[str, ...]:
    said = [
        f"{one.file}: left blank, because it could tell a hidden count: {', '.join(one.blanked)}."
        for one in files
        if one.blanked
    ]
    said += [
        f"{one.given.name}: its rows stand in the order of their counts, and that tells between which counts a hidden one "
        "lies. Sort the rows by their codes."
        for one in tables.tables
        if _sorted_by_count(one.counts, tables, one.codes)
    ]
    said += [
        f"{name} is taken for steps ({', '.join(order)}): whoever is counted at one is counted at those before it. If its "
        f"codes are parts of a whole instead, add --incomplete {name}."
        for name, order in tables.steps.items()
        if name not in tables.reading.steps
    ]
    said += [
        f"The counts of {name} stand in one order everywhere. If its codes are steps, whoever is counted at one being "
        f"counted at those before it, add --steps {name}: what one leaves of the next is not protected now."
        for name in _perhaps_steps(tables)
    ]
    if tables.too_many:
        said.append(
            "The tables tie each other in a ring (as area by sex, area by age and sex by age do), and the joint table is "
            "too large to be held against them. What they tell together of it was not tried."
        )
    return tuple(said)


def _perhaps_steps(tables: TableSet) -> tuple[str, ...]:
    """Columns that nothing ties and that look like steps; none where counts are hidden, so that orders cannot be told."""
    if tables.hidden.any():
        return ()
    mine = ~tables.unpublished
    codes = {name: column[mine] for name, column in tables.codes.items()}
    known = {one.dimension for one in tables.sums if one.whole != tables.reading.total} | {
        *tables.reading.incomplete
    }
    return perhaps_steps(codes, tables.figures[mine], total=tables.reading.total, known=known)


def _sorted_by_count(counts: np.ndarray, tables: TableSet, codes: Mapping[str, Text]) -> bool:
    """Whether rows that are no totals stand from the greatest to the least or the other way, and not by their codes."""
    parts = np.ones(len(counts), np.bool_)
    for column in codes.values():
        parts &= column != tables.reading.total
    steps = np.diff(counts[parts])
    if len(steps) < _FEWEST_STEPS or not ((steps >= 0).all() or (steps <= 0).all()) or not steps.any():
        return False
    return not any((np.sort(column[parts]) == column[parts]).all() for column in codes.values())


_FEWEST_STEPS = 5
"""So many rows in a row do not stand in the order of their counts by chance."""
