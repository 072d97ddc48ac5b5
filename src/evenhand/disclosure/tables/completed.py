"""The cells that no table shows but that tie tables to each other: left-out parts and totals, pieces, joint cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from evenhand.disclosure.linked import Sum
from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.tables.additive import lines_of
from evenhand.disclosure.tables.grid import Grid, find
from evenhand.disclosure.tables.joined import Joined
from evenhand.disclosure.tables.settings import load_settings
from evenhand.disclosure.tables.types import Reading, TableRead, UnusableTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """All cells, published and not, in the order of their numbers.

    `unpublished`: no table shows it. `empty`: nobody is in it, as the parts that are there make the whole without it.
    `joint` is how many cells were added because tables share margins, `too_many` whether these were too many to add.
    """

    cells: Whole
    unpublished: Mask
    empty: Mask
    joint: int
    too_many: bool


def complete(tables: Sequence[TableRead], joined: Joined, sums: Sequence[Sum], reading: Reading) -> Completed:
    """Return the cells with those added that the sums need; `joined` is in a grid that has all codes of the sums."""
    grid = joined.grid
    cells, empty = _with_parts(joined, joined.cells, sums)
    most = load_settings().unpublished
    wholes = _with_wholes(grid, cells, joined.cells, sums)
    too_many = len(wholes) - len(cells) > most
    if len(wholes) > len(cells) and not too_many:
        cells, empty = _with_parts(joined, wholes, sums)
    grids = [_joint(grid, core, joined, reading) for core in cores(_edges(tables, grid))]
    added = np.setdiff1d(np.concatenate([*grids, cells[:0]]), cells)
    too_many |= any(not len(one) for one in grids) or len(added) > most
    if len(added) and not too_many:
        cells = np.union1d(cells, added)
    else:
        added = added[:0]
    return Completed(
        cells=cells,
        unpublished=find(cells, joined.cells) < 0,
        empty=np.isin(cells, empty),
        joint=len(added),
        too_many=too_many,
    )


def _with_parts(joined: Joined, cells: Whole, sums: Sequence[Sum]) -> tuple[Whole, Whole]:
    """The cells with all parts of each whole of which some part is there; and which of the added ones hold nobody."""
    empty: Whole = cells[:0]
    while True:
        before = len(cells)
        place = find(cells, joined.cells)
        counts = np.where(place >= 0, joined.counts[place], np.nan)
        counts[np.isin(cells, empty)] = 0.0
        found = [cells[:0]]
        for lines in lines_of(joined.grid, cells, sums):
            absent = lines.parts_at < 0
            found.append(np.unique(lines.parts[absent]))
            whole = counts[lines.whole_at]
            full = (lines.made(counts) == whole) & (not lines.rule.overlapping)
            empty = np.union1d(empty, lines.parts[absent & (full | (whole == 0))[:, np.newaxis]])
        cells = np.union1d(cells, np.concatenate(found))
        if len(cells) - len(joined.cells) > load_settings().pieces:
            raise UnusableTable(
                "The tables leave out too many parts of their totals to be held together.",
                mend="Protect tables that have little in common apart from each other, or fewer areas at a time.",
            )
        if len(cells) == before:
            return cells, empty


def _with_wholes(grid: Grid, cells: Whole, published: Whole, sums: Sequence[Sum]) -> Whole:
    """The cells with the wholes of parts that are there, where more than one sum, or a table, knows that whole."""
    often = [(one.dimension, one.whole) for one in sums]
    while True:
        before = len(cells)
        for one in sums:
            shown = len(grid.with_code(published, one.dimension, one.whole)) > 0
            if shown or often.count((one.dimension, one.whole)) > 1:
                for part in one.parts:
                    mine = grid.with_code(cells, one.dimension, part)
                    cells = np.union1d(cells, grid.moved(mine, one.dimension, part, one.whole))
        if len(cells) == before or len(cells) - before > load_settings().unpublished:
            return cells


def _edges(tables: Sequence[TableRead], grid: Grid) -> list[frozenset[str]]:
    """For each table the dimensions by which it divides; one of a single code divides nothing."""
    return [
        frozenset(name for name, codes in one.codes.items() if len(np.unique(codes)) > 1) for one in tables
    ]


def cores(edges: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return the dimensions of which a joint table is needed, though none shows it: where tables tie in a ring.

    Tables that hang together without a ring (area by sex, area by age) have a joint table whenever they agree where
    they overlap, so it tells no more. Source: Graham's reduction of a hypergraph (Beeri and others, JACM 1983).
    """
    left = set(edges)
    while True:
        trimmed = {
            frozenset(name for name in one if sum(name in other for other in left) > 1) for one in left
        }
        trimmed = {one for one in trimmed if one and not any(one < other for other in trimmed)}
        if trimmed == left:
            break
        left = trimmed
    found: list[frozenset[str]] = []
    for one in sorted(left, key=sorted):
        touching = [other for other in found if one & other]
        found = [other for other in found if other not in touching] + [one.union(*touching)]
    return found


def _joint(grid: Grid, core: frozenset[str], joined: Joined, reading: Reading) -> Whole:
    """All cells that the codes of some dimensions make, the others being at their total; none where too many."""
    published = grid.codes(joined.cells)
    used = {
        name: np.arange(len(codes))
        if name in core
        else _at_rest(grid, name, np.unique(published[name]), reading)
        for name, codes in grid.names.items()
    }
    if prod(len(one) for one in used.values()) > load_settings().unpublished + len(joined.cells):
        return joined.cells[:0]
    cells = np.zeros(1, np.int64)
    for name, digits in used.items():
        cells = (cells[:, np.newaxis] + grid.stride[name] * digits).ravel()
    return np.sort(cells)


def _at_rest(grid: Grid, name: str, published: np.ndarray, reading: Reading) -> np.ndarray:
    """The digit of a dimension that the joint table is not divided by: the total, or its one code."""
    code = published[0] if len(published) == 1 else reading.total
    return np.array([grid.digit_of(name, str(code))] if (name, str(code)) in grid else [], np.int64)
