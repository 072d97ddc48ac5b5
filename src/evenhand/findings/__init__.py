"""Statements in plain words with their evidence, and what cannot be said. Made from measures and counts."""

from evenhand.findings.find import find
from evenhand.findings.trust import how_far_to_trust
from evenhand.findings.types import Finding, Findings, Unsaid, Within

__all__ = ["Finding", "Findings", "Unsaid", "Within", "find", "how_far_to_trust"]
