"""What two releases of nearly the same people tell under common rules: each cell subtracted from its later self."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.line import line
from evenhand.disclosure import load_policy
from evenhand.disclosure.cell_key import PerturbationTable, load_perturbation, perturb_cells, possible
from evenhand.disclosure.cell_key.keys import sum_record_keys

AREAS, GROUPS, PEOPLE, MORE = 150, 19, 400_000, 0.02
"""The partnerships and ethnic groups of a nation, and the share by which the second release has more people."""
REPEATS = 50
"""How often somebody asks who averages what he gets."""
CELLS = 50_000

Whole = NDArray[np.int64]
Bounds = tuple[NDArray[np.float64], Whole, Whole]
"""What is shown of each count (NaN: hidden), and the least and the most that it may stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differenced:
    """What a reader finds by subtraction, of the cells in which one to four people were added.

    `exact`: share whose shown figures differ by the true change. `right`: of the cells whose shown figures differ by
    one to four, the share whose true change that is (NaN where there are none). `proven`: share of which it is
    certain that somebody was added. `unchanged`: of all cells that are shown alike twice, the share to which nobody was
    added (NaN where none are). `error`: how far a shown count is from the true one, in the mean over all cells.
    `hidden`: share of all cells that are not shown.
    """

    rule: str
    cells: int
    exact: float
    right: float
    proven: float
    unchanged: float
    error: float
    hidden: float


def differencing_figures(seed: int) -> tuple[Differenced, ...]:
    """Return what subtraction finds under each rule, on made-up people drawn with `seed`."""
    nation = _Nation(np.random.default_rng(seed))
    table = load_perturbation(load_policy("cell-key-5").perturbation)
    rules: dict[str, Callable[[int], Bounds]] = {
        "exact counts": lambda which: _rounded(nation.counts[which], base=1, hide=0),
        "hide 1 to 4": lambda which: _rounded(nation.counts[which], base=1, hide=5),
        "nearest 5": lambda which: _rounded(nation.counts[which], base=5, hide=0),
        "hide 1 to 7, others to the nearest 5": lambda which: _rounded(nation.counts[which], base=5, hide=8),
        "hide 0 to 9, others to the nearest 5": lambda which: _rounded(
            nation.counts[which], base=5, hide=10, zeros=True
        ),
        "hide 0 to 4, others to the nearest 5 (open-5)": lambda which: _rounded(
            nation.counts[which], base=5, hide=5, zeros=True
        ),
        "cell keys of people (cell-key-5)": lambda which: _by_people(nation, which, table),
        "cell keys of tables (cell-key-5)": lambda which: _by_cells(nation, which, table),
        "fresh noise": lambda which: _fresh(nation, which, table, 1),
        f"fresh noise, {REPEATS} answers averaged": lambda which: _fresh(nation, which, table, REPEATS),
    }
    return tuple(_differenced(name, nation, rule(0), rule(1)) for name, rule in rules.items())


def run() -> Iterator[str]:
    """Yield the time to change many cells, then one line for each rule."""
    yield line(f"{CELLS:,} cells of tables changed by keys", _seconds(), 1, "s")
    for one in differencing_figures(seed=1):
        yield (
            f"differencing, {one.rule}: {one.exact:.3f} of {one.cells:,} small changes exact, claims right {one.right:.3f}, "
            f"proven {one.proven:.3f}, alike means unchanged {one.unchanged:.3f}, error {one.error:.2f}, "
            f"hidden {one.hidden:.3f}"
        )


def _seconds() -> float:
    place = np.arange(CELLS)
    codes = {"area": (place % 150).astype(str), "group": (place // 150).astype(str)}
    table = load_perturbation(load_policy("cell-key-5").perturbation)
    start = time.perf_counter()
    perturb_cells(place % 97, codes, key=b"a key of a benchmark", table=table)
    return time.perf_counter() - start


class _Nation:
    """People in the first release and in the second, which has the same ones and more."""

    def __init__(self, rng: np.random.Generator) -> None:
        areas, groups = rng.lognormal(0, 0.7, AREAS), rng.lognormal(0, 1.2, GROUPS)
        chance = np.outer(areas, groups).ravel()
        people = int(PEOPLE * (1 + MORE))
        self.cells = rng.choice(len(chance), size=people, p=chance / chance.sum())
        self.keys = rng.integers(0, 2**32, people)
        self.people = (PEOPLE, people)
        self.counts = [np.bincount(self.cells[:size], minlength=len(chance)) for size in self.people]
        self.rng = rng


def _rounded(counts: Whole, *, base: int, hide: int, zeros: bool = False) -> Bounds:
    """Counts under `hide` hidden (zeros, if they are to be), the others to the nearest `base`."""
    half = base // 2
    value = base * ((counts + half) // base)
    hidden = (counts < hide) & ((counts > 0) | zeros)
    least = np.where(hidden, 0 if zeros else 1, np.where(counts == 0, 0, np.maximum(value - half, hide)))
    most = np.where(hidden, hide - 1, np.where((counts == 0) & (hide > 0), 0, value + half))
    return np.where(hidden, np.nan, value), least, most


def _noisy(shown: Whole, table: PerturbationTable) -> Bounds:
    return shown.astype(np.float64), *possible(shown, table)


def _by_people(nation: _Nation, which: int, table: PerturbationTable) -> Bounds:
    counts, size = nation.counts[which], nation.people[which]
    keys = sum_record_keys(nation.keys[:size], nation.cells[:size], len(counts))
    return _noisy(counts + table.change(counts, keys), table)


def _by_cells(nation: _Nation, which: int, table: PerturbationTable) -> Bounds:
    counts = nation.counts[which]
    names = np.char.add("cell ", np.arange(len(counts)).astype(str))
    return _noisy(perturb_cells(counts, {"cell": names}, key=b"a key of a benchmark", table=table), table)


def _fresh(nation: _Nation, which: int, table: PerturbationTable, times: int) -> Bounds:
    """What a reader makes of answers with new noise each time: their mean, to the nearest whole number."""
    counts = nation.counts[which]
    keys = nation.rng.integers(0, table.keys, (times, len(counts)))
    shown = counts + table.change(np.broadcast_to(counts, keys.shape), keys)
    least, most = possible(shown, table)
    return np.rint(shown.mean(axis=0)), least.max(axis=0), most.min(axis=0)


def _differenced(rule: str, nation: _Nation, first: Bounds, second: Bounds) -> Differenced:
    true = nation.counts[1] - nation.counts[0]
    small = (true >= 1) & (true <= 4)
    found = second[0] - first[0]
    claimed = (found >= 1) & (found <= 4)
    shown = ~np.isnan(first[0])
    return Differenced(
        rule=rule,
        cells=int(small.sum()),
        exact=float((found == true)[small].mean()),
        right=float((found == true)[claimed].mean()) if claimed.any() else float("nan"),
        proven=float((second[1] > first[2])[small].mean()),
        unchanged=float((true == 0)[found == 0].mean()),
        error=float(np.abs(first[0] - nation.counts[0])[shown].mean()),
        hidden=float((~shown).mean()),
    )
