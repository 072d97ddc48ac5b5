"""Chooses the counts to hide so that small ones cannot be worked out."""

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.clean_up import clean_up
from evenhand.disclosure.suppress.flows import Flows
from evenhand.disclosure.suppress.greedy import hide_greedily
from evenhand.disclosure.suppress.pattern import Draft
from evenhand.disclosure.suppress.problem import Pattern, Problem
from evenhand.disclosure.suppress.repair import repair


def suppress(problem: Problem, policy: Policy) -> Pattern:
    """Return which counts to hide; raise CannotProtect where no choice protects a primary cell."""
    draft = Draft(problem, policy)
    flows = Flows(problem, draft.anyone, problem.cost)
    hide_greedily(draft, flows)
    clean_up(draft)
    repair(draft, flows)
    return Pattern(
        hidden=draft.hidden & ~problem.unpublished,
        primary=problem.primary,
        cost=draft.cost(),
        lower_bound=0.0,
        programmes=draft.programmes,
        method="cheapest flows",
    )
