"""Statements in plain words with their evidence, and what cannot be said. Made from measures and counts."""

from evenhand.findings.types import Finding, Findings, Unsaid

__all__ = ["Finding", "Findings", "Unsaid"]
