"""Dates as people write them in plans: 'Spring 2007', 'Q2 2025/26', two stages, 'ongoing', 'dependent on 1/5'."""

from evenhand.planning.dates.read import read_when
from evenhand.planning.dates.references import named_references, references_in
from evenhand.planning.dates.types import Kind, Mark, Stage, When

__all__ = ["Kind", "Mark", "Stage", "When", "named_references", "read_when", "references_in"]
