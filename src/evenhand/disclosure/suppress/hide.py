"""Chooses the counts to hide so that small ones cannot be worked out."""

import numpy as np

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.clean_up import clean_up
from evenhand.disclosure.suppress.flows import Flows
from evenhand.disclosure.suppress.optimum import Effort, choose
from evenhand.disclosure.suppress.patch import patch, unprotectable
from evenhand.disclosure.suppress.pattern import Draft
from evenhand.disclosure.suppress.problem import Pattern, Problem, TooLarge

MOST_CELLS, AFFORDABLE = 25_000, 1_000
"""Beyond the first, attackers' programmes take minutes each; up to the last, the optimum is within reach."""


def suppress(problem: Problem, policy: Policy, *, effort: Effort | None = None) -> Pattern:
    """Return which counts to hide; raise CannotProtect where no choice protects a primary cell, TooLarge beyond a size.

    `effort`: when to stop looking for something cheaper; by default 2 per cent from the bound up to 1,000 cells;
    beyond, 5, or after few tries: `Pattern.dearer` says how far it then is. The order of cells and sums may decide
    between patterns that cost the same: see `suppress_in_order`.
    """
    if len(problem) > MOST_CELLS:
        raise TooLarge(
            f"{len(problem)} counts that hang together are too many to protect at once: the most is {MOST_CELLS}.",
            mend="Publish fewer divisions together, coarser areas, or each region's table as a release of its own.",
        )
    effort = effort or _effort(len(problem))
    draft = Draft(problem, policy)
    _check_that_everything_would_do(draft)
    bound, done = choose(draft, effort)
    method = "cheapest under cuts"
    if not done:
        before = draft.hidden.copy()
        patch(draft, Flows(problem, draft.anyone, problem.cost))
        if len(problem) <= AFFORDABLE:
            clean_up(draft, np.flatnonzero(draft.hidden & ~before))
        method = "cheapest under cuts, then cheapest flows"
    return Pattern(
        hidden=draft.hidden & ~problem.unpublished,
        primary=problem.primary,
        cost=draft.cost(),
        lower_bound=bound,
        programmes=draft.programmes,
        method=method,
        tables=draft.tables,
    )


def _effort(cells: int) -> Effort:
    return Effort() if cells <= AFFORDABLE else Effort(gap=0.05, tries=4)


def _check_that_everything_would_do(draft: Draft) -> None:
    """Raise CannotProtect where attackers would succeed even with all hidden that may be."""
    draft.hidden = ~draft.problem.shown
    lacks = draft.lacking_for_anyone()
    if lacks:
        raise unprotectable(lacks[0], np.concatenate([lack.moves.cells for lack in lacks]))
    draft.hidden = draft.problem.kept.copy()
