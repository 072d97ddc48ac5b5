"""Several tables as one linked set: cells, sums between them, and counts that fit for those that no table shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from evenhand.disclosure.linked import Contradiction, Demand, LinkedSet, Sum, audit, link
from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.programme import Programme
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.tables.adding_up import adding_up, with_rest
from evenhand.disclosure.tables.additive import check_additive
from evenhand.disclosure.tables.completed import complete
from evenhand.disclosure.tables.grid import Grid, find
from evenhand.disclosure.tables.joined import join
from evenhand.disclosure.tables.read_table import read_table
from evenhand.disclosure.tables.steps_of_tables import steps_of_tables
from evenhand.disclosure.tables.types import Given, Reading, TableRead, Text, UnusableTable

Array = TypeVar("Array", Number, Mask)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSet:
    """The cells of all tables and those between them, each with its codes, in an order that rows do not change.

    `figures`: what the tables say. `counts`: the true ones; of `unpublished` cells, and of those `hidden` by an earlier
    protection, some that fit all sums. `fixed`: unpublished, but the tables leave it one count. `empty`: unpublished,
    and nobody is in it. `largest`: one row a cell, contributions of single persons. `rows`: for each table the cell of
    each row. `steps`: for a column of steps its codes in their order. `joint`: how many unpublished cells tie tables in a
    ring; `too_many`: these were left out.
    """

    reading: Reading
    tables: tuple[TableRead, ...]
    codes: Mapping[str, Text]
    figures: Number
    counts: Number
    hidden: Mask
    unpublished: Mask
    fixed: Mask
    empty: Mask
    largest: Number
    sums: tuple[Sum, ...]
    steps: Mapping[str, tuple[str, ...]]
    linked: LinkedSet
    rows: tuple[Whole, ...]
    joint: int
    too_many: bool

    def __len__(self) -> int:
        return len(self.counts)

    def words(self, cell: int) -> str:
        """Return how a cell is called in a message."""
        said = [f"{name}={codes[cell]}" for name, codes in self.codes.items()]
        return (
            ", ".join(one for one in said if not one.endswith(f"={self.reading.total}")) or "the total of all"
        )


def gather(given: Sequence[Given], reading: Reading, *, rounded: Policy | None = None) -> TableSet:
    """Return the tables as one linked set; raise EvenhandError, with the place, where they cannot be used.

    `rounded`: the counts were rounded under this policy before, so that they need not add up; `counts` are
    then some that would be rounded so.
    """
    tables = tuple(read_table(one, reading) for one in given)
    joined = join(tables, reading)
    if rounded:
        joined = joined.rounded(rounded)
    steps = steps_of_tables(tables, joined, reading)
    sums = adding_up(tables, joined, reading, steps)
    sums = with_rest(sums, check_additive(tables, joined, sums, reading))
    grid = Grid({name: _all_codes(name, names.tolist(), sums) for name, names in joined.grid.names.items()})
    joined = joined.renumbered(grid, reading.total)
    made = complete(tables, joined, sums, reading)
    place = find(joined.cells, made.cells)
    least, most = np.zeros(len(made.cells)), np.where(made.empty, 0.0, np.inf)
    least[place], most[place] = joined.least, joined.most
    codes_of = grid.codes(made.cells)
    linked = _narrowed(link(codes_of, least, most, sums))
    counts, fixed = _fitting(linked)
    return TableSet(
        reading=reading,
        tables=tables,
        codes=codes_of,
        counts=counts,
        figures=_spread(joined.figures, place, made.cells),
        hidden=_spread(joined.hidden, place, made.cells),
        unpublished=made.unpublished,
        fixed=fixed & made.unpublished & ~made.empty,
        empty=made.empty & made.unpublished,
        largest=_spread(joined.largest, place, made.cells),
        sums=sums,
        steps=steps,
        linked=linked,
        rows=tuple(place[one] for one in joined.rows),
        joint=made.joint,
        too_many=made.too_many,
    )


def _spread(values: Array, place: Whole, cells: Whole) -> Array:
    """Values of published cells among all cells; nothing (0) for the others."""
    made = np.zeros((len(cells), *values.shape[1:]), values.dtype)
    made[place] = values
    return made


def _all_codes(dimension: str, published: Sequence[str], sums: Sequence[Sum]) -> set[str]:
    mine = [one for one in sums if one.dimension == dimension]
    return {*published, *(one.whole for one in mine), *(part for one in mine for part in one.parts)}


def _fitting(linked: LinkedSet) -> tuple[Number, Mask]:
    """Counts that fit all sums, those of open cells too, and for which of these one count alone is possible."""
    counts = linked.least.copy()
    parts = linked.components()
    try:
        for number in np.unique(parts[parts >= 0]):
            programme = Programme(linked, np.flatnonzero(parts == number))
            counts[programme.cells] = programme.highest(np.zeros(len(programme.cells)))
        wrong = linked.breaks(counts)
    except Contradiction as error:
        raise _contradictory() from error
    if len(wrong):
        raise _contradictory()
    open_ = np.flatnonzero(linked.open)
    fixed = np.zeros(len(linked), np.bool_)
    fixed[audit(linked, Demand.wide(open_, 1.0), seen=counts).failing] = True
    return counts, fixed


def _narrowed(linked: LinkedSet) -> LinkedSet:
    """The set with no part above its whole: most of what nobody is in is seen without a programme."""
    entries = linked.sums.tocoo()
    (rows, cells), signs = entries.coords, entries.data
    whole_of = np.full(linked.sums.shape[0], -1)
    whole_of[rows[signs < 0]] = cells[signs < 0]
    bound = np.isclose(linked.sum_most, 0.0)[rows] & (signs > 0)
    parts, wholes = cells[bound], whole_of[rows[bound]]
    most = linked.most.copy()
    while True:
        before = most.copy()
        np.minimum.at(most, parts, before[wholes])
        if np.array_equal(most, before):
            return linked.bounded(linked.least, np.maximum(most, linked.least))


def _contradictory() -> UnusableTable:
    return UnusableTable(
        "The tables contradict each other: no counts fit all of them.",
        mend="Each may be right by itself. See whether they are of one day and count one thing; name with --overlapping a "
        "column in whose codes one person may be several times, and with --incomplete one that leaves people out.",
    )
