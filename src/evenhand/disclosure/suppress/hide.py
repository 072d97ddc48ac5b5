"""Chooses the counts to hide so that small ones cannot be worked out."""

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.suppress.problem import Pattern, Problem


def suppress(problem: Problem, policy: Policy) -> Pattern:
    """Return which counts to hide; raise CannotProtect where no choice protects a primary cell."""
    raise NotImplementedError
