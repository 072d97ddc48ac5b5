"""Small groups helped by their peers: shares drawn to the others, strata in a multilevel model, and when to borrow."""

from evenhand.measures.borrowing.constants import BorrowingRules, load_borrowing
from evenhand.measures.borrowing.intersections import Intersections, intersections
from evenhand.measures.borrowing.ladder import Rung, rungs
from evenhand.measures.borrowing.shrunken import Shrunken, shrunken_proportions, shrunken_rates

__all__ = [
    "BorrowingRules",
    "Intersections",
    "Rung",
    "Shrunken",
    "intersections",
    "load_borrowing",
    "rungs",
    "shrunken_proportions",
    "shrunken_rates",
]
