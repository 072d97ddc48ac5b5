"""Finds where a large problem comes apart: cells above, and pieces below that have no sum in common once those are decided.

Nothing is used but the sums. Two ways to cut are tried: by how far a cell is from what is nobody's part, which parts
tables that share margins; and along a hierarchy, which is a sum whose parts are wholes of like sums.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from evenhand.disclosure.linked.linked_set import Mask, Whole
from evenhand.disclosure.suppress.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a problem that is solved by itself: its `cells`, its sums (`rows`), and which cells were decided above."""

    cells: Whole
    rows: Whole
    decided: Mask


def blocks(problem: Problem, most: int) -> list[Block]:
    """Return the blocks of a problem with more than `most` open cells, from the top; none where it does not come apart."""
    open_ = ~problem.shown
    if open_.sum() <= most:
        return []
    tried = [_cut(problem, open_, above) for above in (*_by_depth(problem), *_along_hierarchies(problem))]
    sizes = [max((len(one.cells) for one in cut), default=len(problem)) for cut in tried]
    best = int(np.argmin(sizes)) if sizes else 0
    return tried[best] if sizes and sizes[best] < _WORTH * len(problem) else []


_WORTH = 0.9
"""A cut is worth while where the largest block has no more than this share of the cells."""


def _cut(problem: Problem, open_: Mask, above: Mask) -> list[Block]:
    """Return the block of the cells `above` and one for each piece that is left below."""
    ties = problem.sums.tocsr()
    below = np.flatnonzero(open_ & ~above)
    if len(below) in (0, open_.sum()):
        return []
    mine = coo_array(ties[:, below])
    size = len(below) + ties.shape[0]
    row, column = mine.coords
    graph = coo_array((np.ones(mine.nnz, np.int8), (row + len(below), column)), shape=(size, size))
    labels = connected_components(graph, directed=False)[1]
    piece = np.full(ties.shape[0], -1, np.int64)
    piece[row] = labels[len(below) + row]
    found = [_block(ties, np.flatnonzero(piece < 0), np.zeros(len(problem), np.bool_))]
    decided = above | ~open_
    found += [_block(ties, np.flatnonzero(piece == one), decided) for one in _in_order(labels[: len(below)])]
    return [one for one in found if len(one.cells)]


def _in_order(labels: NDArray[np.int32]) -> Whole:
    """Return the labels by the first cell of each."""
    names, first = np.unique(labels, return_index=True)
    return np.asarray(names[np.argsort(first)], np.int64)


def _block(ties: csr_array, rows: Whole, decided: Mask) -> Block:
    cells = np.unique(ties[rows].indices).astype(np.int64)
    return Block(cells=cells, rows=rows, decided=decided[cells])


def _parts(problem: Problem) -> tuple[csr_array, csr_array]:
    """Return which cells are parts of each sum, and which is its whole; one row a sum, 0 or 1."""
    exact = (problem.sum_least == 0) & (problem.sum_most == 0)
    parts, wholes = problem.sums.maximum(0).tocsr(), (-problem.sums).maximum(0).tocsr()
    exact &= (wholes > 0).sum(axis=1) == 1
    keep = csr_array((exact.astype(float), (np.arange(len(exact)),) * 2), shape=(len(exact),) * 2)
    made = [csr_array(keep @ one > 0).astype(np.float64) for one in (parts, wholes)]
    return made[0], made[1]


def _by_depth(problem: Problem) -> Iterator[Mask]:
    """Yield the cells that are at most so many sums below what is nobody's part."""
    parts, wholes = _parts(problem)
    above = coo_array(parts.T @ wholes)  # one row a part, one column its whole
    part, whole = above.coords
    depth = np.zeros(len(problem), np.int64)
    for _ in range(_DEEPEST):
        before = depth.copy()
        np.maximum.at(depth, part, before[whole] + 1)
        if np.array_equal(before, depth):
            break
    for most in range(int(depth.max(initial=0))):
        yield depth <= most


_DEEPEST = 50


def _along_hierarchies(problem: Problem) -> Iterator[Mask]:
    """Yield the cells of the upper levels of each hierarchy, level by level."""
    parts, wholes = _parts(problem)
    kind = _kinds(parts, wholes)
    names = np.unique(kind)
    by_kind = csr_array(
        (np.ones(len(kind)), (np.searchsorted(names, kind), np.arange(len(kind)))),
        shape=(len(names), len(kind)),
    )
    part_of, whole_of = csr_array(by_kind @ parts > 0), csr_array(by_kind @ wholes > 0)
    common = (whole_of.astype(np.int64) @ part_of.astype(np.int64).T).toarray()
    size = whole_of.sum(axis=1)
    below = (common == size[:, None]) & (size > 0)[:, None]
    level = np.zeros(len(names), np.int64)
    for _ in range(_DEEPEST):
        level = np.where(below.any(axis=1), 1 + (below * level[None, :]).max(axis=1), 0)
    trees = connected_components(coo_array(below), directed=False)[1]
    for tree in np.unique(trees[level > 0]):
        for most in range(int(level[trees == tree].max())):
            upper = (trees == tree) & (level <= most)
            yield np.asarray((part_of[upper].sum(axis=0) + whole_of[upper].sum(axis=0)) > 0, np.bool_)


def _kinds(parts: csr_array, wholes: csr_array) -> Whole:
    """Return for each sum the number of its kind: the same division of like wholes (men by age, women by age).

    Two sums are of a kind where, by sums of another kind, a part of one has a part of the other for its whole, and the
    whole of the one has the whole of the other.
    """
    above = csr_array(parts.T @ wholes)
    through_itself = csr_array(parts.sum(axis=1)[:, None] * (wholes @ parts.T))
    parts_tied = csr_array(parts @ above @ parts.T) - through_itself
    both = csr_array(parts_tied > _NONE).multiply(csr_array(wholes @ above @ wholes.T) > 0)
    return np.asarray(connected_components(coo_array(both), directed=False)[1], np.int64)


_NONE = 0.5
