"""Chooses what to hide block by block, from the top: what is decided above is kept below."""

from collections.abc import Callable
from dataclasses import replace

from scipy.sparse import csr_array

from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.suppress.problem import CannotProtect, Problem
from evenhand.disclosure.suppress.split import Block

Solve = Callable[[Problem], Mask]


def in_blocks(problem: Problem, found: list[Block], solve: Solve) -> Mask:
    """Return which cells are hidden where `solve` chooses for each block; the whole need not be protected by that.

    A block that cannot be protected with what was decided above may hide more of that; then it is what the
    blocks after it find decided. One that cannot be protected even so is left to whoever mends the whole.
    """
    hidden = problem.kept.copy()
    for block in found:
        for free in (False, True):
            try:
                hidden[block.cells] |= solve(_problem_of(problem, block, hidden, free=free))
                break
            except CannotProtect:
                continue
    return hidden


def _problem_of(problem: Problem, block: Block, hidden: Mask, *, free: bool) -> Problem:
    """Return a block's problem. Cells hidden above are protected here too, or this block would tell them.

    `free`: cells shown above may be hidden after all.
    """
    cells, decided = block.cells, block.decided
    mine = hidden[cells]
    small = (problem.counts[cells] > 0) & ~problem.unpublished[cells]
    shown = problem.shown[cells] | (decided & ~mine & (not free))
    return replace(
        problem,
        counts=problem.counts[cells],
        sums=csr_array(problem.sums[block.rows][:, cells]),
        sum_least=problem.sum_least[block.rows],
        sum_most=problem.sum_most[block.rows],
        primary=problem.primary[cells] | (decided & mine & small),
        shown=shown,
        hidden=mine & ~problem.unpublished[cells],
        cost=problem.cost[cells],
        unpublished=problem.unpublished[cells],
    )
