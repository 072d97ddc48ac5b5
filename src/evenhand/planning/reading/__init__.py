"""Reads plans from documents: rows beside the words they were read from, and everything that could not be placed."""

from evenhand.planning.reading.open import open_document, read_plan
from evenhand.planning.reading.place import place
from evenhand.planning.reading.recommended import GroupRead, RecommendationRead
from evenhand.planning.reading.types import (
    Block,
    Cell,
    Document,
    Placed,
    PlanRead,
    Shape,
    UnreadableDocument,
    letters,
    letters_of,
)

__all__ = [
    "Block",
    "Cell",
    "Document",
    "GroupRead",
    "Placed",
    "PlanRead",
    "RecommendationRead",
    "Shape",
    "UnreadableDocument",
    "letters",
    "letters_of",
    "open_document",
    "place",
    "read_plan",
]
