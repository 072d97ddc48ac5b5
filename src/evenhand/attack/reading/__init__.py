"""Published files as a reader holds them: which column is what, what each row shows, and how the counts add up."""

from evenhand.attack.reading.hierarchies import read_hierarchies
from evenhand.attack.reading.holding import Holding, Table
from evenhand.attack.reading.open_release import open_release

__all__ = ["Holding", "Table", "open_release", "read_hierarchies"]
