"""How fast suppression protects and audits sets of some 2,000 linked counts, and how far from the cheapest it is."""

import itertools
from collections.abc import Iterator
from time import perf_counter, process_time

import numpy as np

from benchmarks.line import line
from evenhand.disclosure import load_policy
from evenhand.disclosure.linked import Sum, audit, link
from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.suppress import Problem, below_threshold, certify, suppress
from evenhand.disclosure.suppress.attackers import Room
from evenhand.disclosure.suppress.certify import demand_of, linked_for

POLICY = load_policy("suppress-5")
MEAN = 4.8
"""Makes about as many small counts as large ones."""


def run() -> Iterator[str]:
    """Yield seconds for protecting and auditing; the witness audit's share of the full one; the distance from the bound.

    Zeros are shown, so that a hidden count is at least 1: dearer to protect than where zeros may be hidden too.
    """
    three_way, tied = _table((19, 10, 8)), _tied_tables()
    for name, problem in (("a 3-way table", three_way), ("2-way tables tied by margins", tied)):
        began = perf_counter()
        found = suppress(problem, POLICY)
        passed = certify(problem, found.hidden, POLICY, seen=found.tables).passed
        yield line(f"protect and audit {name}, {len(problem)} counts", perf_counter() - began, 6.0, "s")
        yield line(f"  attackers with a success (of 3): {name}", float(not passed), 1.0, "")
        yield line(f"  dearer than the cheapest by at most: {name}", found.dearer, 0.15, "")
        patterns = {"passing": found.hidden, "primary alone": problem.primary, "naive": naive(problem)}
        for said, hidden in patterns.items():
            yield line(f"  witness audit / full audit, {said}", *_share(problem, hidden))


def _share(problem: Problem, hidden: Mask) -> tuple[float, float, str]:
    """How long the audit takes as a share of two programmes for each cell; raises ValueError if verdicts differ."""
    linked, demand = linked_for(problem, Room.of_anyone(problem), hidden), demand_of(problem, POLICY)
    began = process_time()
    few = audit(linked, demand, seen=problem.counts, narrow=False)
    middle = process_time()
    every = audit(linked, demand, seen=problem.counts, witnesses=False)
    if (few.passed != every.passed).any():
        raise ValueError("The two audits differ.")
    return (middle - began) / (process_time() - middle), 0.1, ""


def naive(problem: Problem) -> Mask:
    """Hide the next smallest count in each sum that has one hidden count alone."""
    hidden, sums = problem.primary.copy(), problem.sums
    for start, end in zip(sums.indptr[:-1], sums.indptr[1:], strict=True):
        cells = sums.indices[start:end]
        others = cells[~hidden[cells] & ~problem.shown[cells]]
        if hidden[cells].sum() == 1 and len(others):
            hidden[others[np.argmin(problem.counts[others])]] = True
    return hidden


def _table(shape: tuple[int, ...]) -> Problem:
    """A table of drawn counts with all its margins."""
    full = np.random.default_rng(0).poisson(MEAN, shape).astype(float)
    for axis in range(len(shape)):
        full = np.concatenate([full.sum(axis=axis, keepdims=True), full], axis=axis)
    names = [["Total", *(f"c{code:02d}" for code in range(size))] for size in shape]
    cells = list(itertools.product(*names))
    codes = {f"d{axis}": np.array([cell[axis] for cell in cells]) for axis in range(len(shape))}
    sums = [
        Sum(dimension=f"d{axis}", whole="Total", parts=tuple(names[axis][1:])) for axis in range(len(shape))
    ]
    return _problem(codes, full.ravel(), sums)


def _tied_tables() -> Problem:
    """Tables of two dimensions each, out of four that are never crossed together: tied by the margins they share."""
    sizes = (40, 19, 16, 12)
    drawn = np.random.default_rng(1)
    people = np.stack([drawn.integers(0, size, 3_000) + 1 for size in sizes])
    pairs = list(itertools.combinations(range(4), 2))
    rows = {
        tuple(int(cell.get(axis, 0)) for axis in range(4))
        for one, two in pairs
        for cell in ({one: a, two: b} for a in range(sizes[one] + 1) for b in range(sizes[two] + 1))
    }
    cells = np.array(sorted(rows))
    counts = np.array(
        [((people == cell[:, None]) | (cell[:, None] == 0)).all(axis=0).sum() for cell in cells], float
    )
    codes = {f"d{axis}": np.array([f"c{code:02d}" for code in cells[:, axis]]) for axis in range(4)}
    sums = [
        Sum(dimension=f"d{axis}", whole="c00", parts=tuple(f"c{code:02d}" for code in range(1, size + 1)))
        for axis, size in enumerate(sizes)
    ]
    return _problem(codes, counts, sums)


def _problem(codes: dict[str, np.ndarray], counts: np.ndarray, sums: list[Sum]) -> Problem:
    linked = link(codes, counts, counts, sums)
    return Problem(
        counts=counts,
        sums=linked.sums,
        sum_least=linked.sum_least,
        sum_most=linked.sum_most,
        primary=below_threshold(counts, POLICY),
        shown=counts == 0,
        hidden=np.zeros(len(counts), np.bool_),
        cost=np.maximum(counts, 1.0),
    )
