"""Editions of a plan: snapshots, and what changed between two of them (F3)."""

from evenhand.planning.editions.types import Closure, Edition

__all__ = ["Closure", "Edition"]
