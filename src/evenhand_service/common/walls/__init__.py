"""The walls: who may see and change a row, declared beside each model, asked by every query, kept by the database.

One predicate in SQL is used twice: `visible_to` and `for_change` filter with it, and row-level security repeats it for
a filter that was forgotten. Source: J2; 001 3.8.
"""

from evenhand_service.common.walls.behind import WalledQuerySet
from evenhand_service.common.walls.wall import Wall, Walled

__all__ = ["Wall", "Walled", "WalledQuerySet"]
