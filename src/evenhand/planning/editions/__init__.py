"""Editions of a plan: snapshots, and what changed between two of them (F3)."""

from evenhand.planning.editions.changes import Change, ChangeKind, changes_between, leads_words
from evenhand.planning.editions.compare import Comparison, Entry, EntryKind, compare
from evenhand.planning.editions.numbering import Dangling, dangling_in, gaps_in
from evenhand.planning.editions.renumbered import Renumbered
from evenhand.planning.editions.scope import Asked, Question, ScopeReview, scope_review
from evenhand.planning.editions.types import Closure, Edition
from evenhand.planning.editions.wording import Fate, Piece, word_changes
from evenhand.planning.editions.words import change_said

__all__ = [
    "Asked",
    "Change",
    "ChangeKind",
    "Closure",
    "Comparison",
    "Dangling",
    "Edition",
    "Entry",
    "EntryKind",
    "Fate",
    "Piece",
    "Question",
    "Renumbered",
    "ScopeReview",
    "change_said",
    "changes_between",
    "compare",
    "dangling_in",
    "gaps_in",
    "leads_words",
    "scope_review",
    "word_changes",
]
