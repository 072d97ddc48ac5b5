"""Chooses the counts to hide so that small ones cannot be worked out."""

from dataclasses import replace

import numpy as np

from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.clean_up import clean_up
from evenhand.disclosure.suppress.flows import Flows
from evenhand.disclosure.suppress.in_blocks import in_blocks
from evenhand.disclosure.suppress.optimum import Effort, choose, least_cost
from evenhand.disclosure.suppress.patch import patch, unprotectable
from evenhand.disclosure.suppress.pattern import Draft
from evenhand.disclosure.suppress.problem import Pattern, Problem, TooLarge
from evenhand.disclosure.suppress.split import Block, blocks

MOST_CELLS, AFFORDABLE = 25_000, 1_000
"""Beyond the first, attackers' programmes take minutes each; up to the last, the optimum is within reach."""
_WORK, _ROUNDS = 300_000, 5
"""Work on one block: what is saved beyond that is little (4 per cent of the cost, for three times the seconds)."""


def suppress(problem: Problem, policy: Policy, *, effort: Effort | None = None) -> Pattern:
    """Return which counts to hide; raise CannotProtect where no choice protects a primary cell, TooLarge beyond a size.

    `effort`: when to stop looking for something cheaper; by default 2 per cent from the bound up to 1,000 cells;
    beyond, 5, or after few tries: `Pattern.dearer` says how far it then is. What is larger still than `Effort.block` is
    solved in blocks, where it comes apart. The order of cells and sums may decide
    between patterns that cost the same: see `suppress_in_order`.
    """
    if len(problem) > MOST_CELLS:
        raise TooLarge(
            f"{len(problem)} counts that hang together are too many to protect at once: the most is {MOST_CELLS}.",
            mend="Publish fewer divisions together, coarser areas, or each region's table as a release of its own.",
        )
    draft = Draft(problem, policy)
    _check_that_everything_would_do(draft)
    effort = effort or _effort(len(problem))
    found = blocks(problem, effort.block)
    bound, method = _by_blocks(draft, found, effort) if found else _at_once(draft, effort)
    return Pattern(
        hidden=draft.hidden & ~problem.unpublished,
        primary=problem.primary,
        cost=draft.cost(),
        lower_bound=bound,
        programmes=draft.programmes,
        method=method,
        tables=draft.tables,
    )


def _at_once(draft: Draft, effort: Effort) -> tuple[float, str]:
    """Choose for the whole problem at once; return a bound, and how it was done."""
    bound, done = choose(draft, effort)
    if done:
        return bound, "cheapest under cuts"
    before = draft.hidden.copy()
    _mend(draft)
    if len(draft.problem) <= AFFORDABLE:
        clean_up(draft, np.flatnonzero(draft.hidden & ~before))
    return bound, "cheapest under cuts, then cheapest flows"


def _by_blocks(draft: Draft, found: list[Block], effort: Effort) -> tuple[float, str]:
    """Choose for each block, from the top, then mend the whole; return a bound of the whole, and how it was done."""

    each = replace(
        effort, gap=0.05, work=min(effort.work, _WORK), rounds=min(effort.rounds, _ROUNDS), tries=50
    )

    def solve(problem: Problem) -> Mask:
        pattern = suppress(problem, draft.policy, effort=each)
        draft.programmes += pattern.programmes
        return pattern.hidden

    draft.hidden = in_blocks(draft.problem, found, solve)
    _mend(draft)
    return least_cost(draft, effort), f"{len(found)} blocks from the top, then cheapest flows"


def _mend(draft: Draft) -> None:
    """Hide what cheapest flows need until no attacker has anything in the whole problem."""
    patch(draft, Flows(draft.problem, draft.anyone, draft.problem.cost))


def _effort(cells: int) -> Effort:
    return Effort() if cells <= AFFORDABLE else Effort(gap=0.05, tries=4)


def _check_that_everything_would_do(draft: Draft) -> None:
    """Raise CannotProtect where attackers would succeed even with all hidden that may be."""
    draft.hidden = ~draft.problem.shown
    lacks = draft.lacking_for_anyone()
    if lacks:
        raise unprotectable(lacks[0], np.concatenate([lack.moves.cells for lack in lacks]))
    draft.hidden = draft.problem.kept.copy()
