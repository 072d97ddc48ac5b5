"""Joining records of the same person; what cannot be joined is counted. Imports records, vocabulary, foundations."""

from evenhand.linkage.exact import link_by_person
from evenhand.linkage.types import Linked, Unlinked

__all__ = ["Linked", "Unlinked", "link_by_person"]
