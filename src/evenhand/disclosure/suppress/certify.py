"""Certifies a pattern: one audit over the whole set for each attacker of stated knowledge."""

from evenhand.disclosure.linked.linked_set import Mask
from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.problem import Certificate, Problem


def certify(problem: Problem, hidden: Mask, policy: Policy) -> Certificate:
    """Return what every attacker learns where the cells `hidden` are not shown."""
    raise NotImplementedError
