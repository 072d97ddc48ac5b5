"""Words of SQL, and a rule as SQL with the sentences for whoever reads what it found."""

from dataclasses import dataclass

from evenhand.foundations.sql import identifier as name
from evenhand.foundations.sql import literal

__all__ = ["Fault", "literal", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way in which a row can be wrong: the SQL that is true of it, and the sentences for its reader.

    `target` is the column whose cell alone decides, where one does.
    """

    column: str
    where: str
    rule: str
    mend: str
    target: str | None = None
