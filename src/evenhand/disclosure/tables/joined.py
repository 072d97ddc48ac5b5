"""Several tables as one set of cells: a cell that stands in two tables is one cell and has one count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evenhand.disclosure.linked.linked_set import Mask, Number, Whole
from evenhand.disclosure.linked.ranges import codes_that_differ_in_writing
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.rounding import round_counts
from evenhand.disclosure.tables.grid import Grid, find
from evenhand.disclosure.tables.settings import load_settings
from evenhand.disclosure.tables.types import Reading, TableRead, UnusableTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The cells of all tables, in the order of their numbers in `grid`, and where each row of each table has its own.

    `figures` are what the tables say (not a number where `hidden`), `counts` the exact ones where these are known, and
    `least` and `most` what they may be. `largest` has one row a cell. `rows` has one array a table.
    """

    grid: Grid
    cells: Whole
    figures: Number
    counts: Number
    least: Number
    most: Number
    hidden: Mask
    largest: Number
    rows: tuple[Whole, ...]

    def renumbered(self, grid: Grid, total: str) -> "Joined":
        """Return the same cells in a grid with more codes; their order may change, and `rows` with it."""
        cells = grid.numbers(self.grid.codes(self.cells), len(self.cells), total)
        order = np.argsort(cells)
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        return replace(
            self,
            grid=grid,
            cells=cells[order],
            rows=tuple(place[one] for one in self.rows),
            **{name: getattr(self, name)[order] for name in _BY_CELL},
        )

    def rounded(self, policy: Policy) -> "Joined":
        """Return the cells of tables that were rounded before: of each is known what would be rounded so."""
        told = np.nan_to_num(self.figures)
        exact = told.astype(np.int64)
        shown = round_counts(told, exact, exact, np.zeros(len(self.cells), np.bool_), policy)
        return replace(
            self,
            counts=np.full(len(self.cells), np.nan),
            least=np.where(self.hidden, 0.0, shown.lower),
            most=np.where(self.hidden, np.inf, shown.upper),
        )


_BY_CELL = ("figures", "counts", "least", "most", "hidden", "largest")


def join(tables: Sequence[TableRead], reading: Reading) -> Joined:
    """Return the cells of all tables; raise UnusableTable for duplicates and for a cell with two counts."""
    _check_names(tables, reading)
    grid = Grid(_all_codes(tables, reading.total))
    numbers = [grid.numbers(one.codes, len(one), reading.total) for one in tables]
    for one, mine in zip(tables, numbers, strict=True):
        _check_once(one, mine, grid, reading)
    cells = np.unique(np.concatenate(numbers))
    rows = tuple(find(mine, cells) for mine in numbers)
    counts, hidden = np.full(len(cells), -1.0), np.zeros(len(cells), np.bool_)
    largest = np.zeros((len(cells), len(reading.largest)))
    owner = np.full(len(cells), -1)
    for number, (one, mine) in enumerate(zip(tables, rows, strict=True)):
        other = (owner[mine] >= 0) & ((hidden[mine] != one.hidden) | ~_same(counts[mine], one.counts))
        if other.any():
            _refuse_two_counts(tables, number, owner[mine[other]], cells[mine[other]], grid, reading)
        counts[mine], hidden[mine], owner[mine] = one.counts, one.hidden, number
        largest[mine] = np.maximum(largest[mine], one.largest)
    return Joined(
        grid=grid,
        cells=cells,
        figures=counts,
        counts=counts,
        least=np.where(hidden, 0.0, counts),
        most=np.where(hidden, np.inf, counts),
        hidden=hidden,
        largest=largest,
        rows=rows,
    )


def _same(some: Number, others: Number) -> Mask:
    return np.asarray((some == others) | (np.isnan(some) & np.isnan(others)), np.bool_)


def _all_codes(tables: Sequence[TableRead], total: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in tables:
        for name, codes in one.codes.items():
            found.setdefault(name, set()).update(np.unique(codes).tolist())
    for name in found:
        if any(name not in one.codes for one in tables):
            found[name].add(total)
    return found


def _check_names(tables: Sequence[TableRead], reading: Reading) -> None:
    names = [one.given.name for one in tables]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UnusableTable(
            f"Two of the tables are called {twice}.",
            mend="Give each a name of its own: they are written to one folder under the names they have.",
        )
    if sum(map(len, tables)) > load_settings().rows:
        raise UnusableTable(
            f"The tables have {sum(map(len, tables)):,} rows together; {load_settings().rows:,} is the most.",
            mend="Protect fewer tables at a time, or those of fewer areas.",
        )
    codes = _all_codes(tables, reading.total)
    for option in ("overlapping", "incomplete", "steps"):
        for name in getattr(reading, option):
            if name not in codes:
                raise UnusableTable(
                    f"No table has a column '{name}' (--{option}).",
                    mend=f"The columns are {', '.join(codes)}.",
                )
    for first, second in codes_that_differ_in_writing(codes):
        raise UnusableTable(
            f"One table has a column '{first}' and another '{second}'.", mend="Call it the same in all."
        )
    for name, listed in codes.items():
        for first, second in codes_that_differ_in_writing(listed):
            raise UnusableTable(
                f"The column {name} has '{first}' and '{second}'.",
                mend="Write one code in one way in all tables.",
            )
        _check_total(name, listed, reading)


def _check_total(name: str, codes: set[str], reading: Reading) -> None:
    """Refuse a column in which a word for all together is taken for a code like others."""
    if any(
        name in (one.dimension, "") and code in one.parents for one in reading.hierarchies for code in codes
    ):
        return
    words = sorted(code for code in codes if code != reading.total and code.lower() in load_settings().totals)
    if words:
        raise UnusableTable(
            f"The column {name} has the code '{words[0]}', which may stand for all of its codes together.",
            mend=f"If it does, write '{reading.total}' instead, or say --total '{words[0]}'. If not, rename it.",
        )


def _check_once(one: TableRead, cells: Whole, grid: Grid, reading: Reading) -> None:
    order = np.argsort(cells, kind="stable")
    again = order[1:][np.diff(cells[order]) == 0]
    if len(again):
        first = int(again.min())
        before = int(np.flatnonzero(cells == cells[first])[0])
        raise UnusableTable(
            f"{one.given.name} has two rows of one cell, on lines {one.given.lines[before]:,} and "
            f"{one.given.lines[first]:,} ({grid.words(int(cells[first]), reading.total)}); {len(again):,} in all.",
            mend="Take one of them out; or name the column that tells them apart, if it was named with --other.",
        )


def _refuse_two_counts(
    tables: Sequence[TableRead], number: int, owners: Whole, cells: Whole, grid: Grid, reading: Reading
) -> None:
    first, second = tables[int(owners[0])].given.name, tables[number].given.name
    raise UnusableTable(
        f"{first} and {second} have different counts of one cell ({grid.words(int(cells[0]), reading.total)}); "
        f"{len(cells):,} in all.",
        mend="Bring the tables to one day and one definition. If they count different things, add a column that says "
        "what each counts, or protect them apart and hold them against each other in a ledger.",
    )
