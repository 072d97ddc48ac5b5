"""An edition of a plan: its rows as they stood, the day on its cover, and of what day the rows are."""

from dataclasses import dataclass
from datetime import date

from evenhand.planning.rows import PlanRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A closing note: an action that is in the plan no longer, why, and since when."""

    reference: str
    note: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A snapshot of a plan; it never changes.

    `cover_date` is what the cover says, `as_at` of what day the rows are: rows may speak of what came after the cover
    (the plan of 2006 does), so the two are kept apart and either may be unknown. `closures` say what became of actions
    that stood in an earlier edition. `made_up` marks an example that never was.
    """

    key: str
    plan: str
    rows: tuple[PlanRow, ...]
    version: str = ""
    cover_text: str = ""
    cover_date: date | None = None
    as_at: date | None = None
    closures: tuple[Closure, ...] = ()
    source: str = ""
    made_up: bool = False

    @property
    def counts_from(self) -> date | None:
        """From when what has no date is counted: of what day the rows are, or the cover where that is unknown."""
        return self.as_at or self.cover_date

    def closure_of(self, reference: str) -> Closure | None:
        """Return the closing note of an action, where there is one."""
        return next((one for one in self.closures if one.reference == reference), None)
