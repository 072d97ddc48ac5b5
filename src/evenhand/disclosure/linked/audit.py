"""Does every count stay as unknown as it must? One programme's answer is a witness for many counts."""

from dataclasses import dataclass

import numpy as np

from evenhand.disclosure.linked.demand import Demand
from evenhand.disclosure.linked.linked_set import LinkedSet, Mask, Number, Whole
from evenhand.disclosure.linked.outer import outer_bounds
from evenhand.disclosure.linked.programme import Programme
from evenhand.disclosure.linked.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was found for each demand: the counts that were seen to be possible, and whether they suffice.

    `least` and `most` are seen in a table that fits all that is published. Where `passed` is False they are the
    very bounds that a reader can derive (if the audit was asked to find them). `programmes`: how many linear
    programmes were solved. `tables`: tables that fit and show it, one a row, one column a cell of the set.
    """

    demand: Demand
    least: Number
    most: Number
    passed: Mask
    programmes: int
    tables: Number

    @property
    def failing(self) -> Whole:
        """The cells that can be narrowed more than they may."""
        return self.demand.cells[~self.passed]


def audit(
    linked: LinkedSet,
    demand: Demand,
    *,
    seen: Number | None = None,
    witnesses: bool = True,
    narrow: bool = True,
) -> Audit:
    """Return whether each cell in `demand` stays as unknown as is demanded of it, for a reader who knows `linked`.

    `seen`: tables that are known to fit (one a row, one column a cell of the set), the true one say; each saves work.
    `witnesses`: let one programme serve many cells, and settle without any what simple sums refute; without, two are
    solved for each. `narrow`: find the very bounds of the cells that fail. The verdict is the same.
    Raises Contradiction where nothing fits what is published.
    """
    known = np.zeros((0, len(linked))) if seen is None else np.atleast_2d(seen)
    least, most = linked.least[demand.cells].copy(), linked.most[demand.cells].copy()
    parts = linked.components()
    mine = parts[demand.cells]
    open_ = mine >= 0
    least[open_], most[open_] = np.inf, -np.inf
    outer = outer_bounds(linked) if witnesses else (linked.least, linked.most)
    solved, tables = 0, []
    for number in np.unique(mine[open_]):
        these, cells = np.flatnonzero(mine == number), np.flatnonzero(parts == number)
        search = _search(linked, demand.of(these), cells, outer, known)
        _settle(search, witnesses=witnesses, narrow=narrow)
        least[these], most[these] = search.least, search.most
        solved += search.programme.solved
        tables.append(_in_the_set(linked, known, cells, search.tables))
    found = np.concatenate(tables) if tables else np.zeros((0, len(linked)))
    passed = demand.met(least, most)
    return Audit(demand=demand, least=least, most=most, passed=passed, programmes=solved, tables=found)


def _search(
    linked: LinkedSet, demand: Demand, cells: Whole, outer: tuple[Number, Number], known: Number
) -> Search:
    search = Search(
        programme=Programme(linked, cells),
        demand=demand,
        place=np.searchsorted(cells, demand.cells),
        least=np.full(len(demand), np.inf),
        most=np.full(len(demand), -np.inf),
        outer_least=outer[0][demand.cells],
        outer_most=outer[1][demand.cells],
    )
    if len(known):
        search.base = known[0, cells]
        search.least, search.most = known[:, demand.cells].min(axis=0), known[:, demand.cells].max(axis=0)
    return search


def _settle(search: Search, *, witnesses: bool, narrow: bool) -> None:
    if not witnesses:
        search.one_by_one(every=True)
        return
    search.all_together()
    search.one_by_one(every=False)
    if narrow:
        search.narrow()


def _in_the_set(linked: LinkedSet, known: Number, cells: Whole, tables: list[Number]) -> Number:
    """Return tables of one part as tables of the whole set, where one of the whole set is known; else none."""
    if len(known) == 0 or not tables:
        return np.zeros((0, len(linked)))
    whole = np.repeat(known[:1], len(tables), axis=0)
    whole[:, cells] = np.stack(tables)
    return whole
