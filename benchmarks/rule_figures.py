"""What a rule leaves to attackers on one table, and what it costs."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a rule leaves to attackers on one table, and what it costs; None where it was not tried.

    `small`: counts of 1 to 4. Of them: `exact`, known to the person by sums; `narrowed`, fewer counts are possible than the
    rule itself leaves (or, where that is more, fewer than six); `fewest`, how many are possible of the worst of them;
    `known_small`, it is certain that they are 1 to 4; `guessed`, the best estimate where counts are changed by chance
    is right; `insider`, further ones that somebody learns exactly who knows one of them.
    `same_outcome`: groups under 20 all of whom are certain to share an outcome.
    `changes`: cells to which 1 to 4 people were added between two releases; `changes_exact`, known to the person;
    `changes_proven`, it is certain that somebody was added; `claims_right`, the share of those which subtraction makes
    out to be 1 to 4 that are right; `exact_together`, small counts of the first release that both together tell.
    `hidden`: cells not shown; `error`: how far a shown count is from the true one in the mean. `outcome`: `refused` where
    nothing is shown.
    """

    table: str
    rule: str
    cells: int
    small: int
    outcome: str = "shown"
    hidden: int | None = None
    error: float | None = None
    exact: int | None = None
    narrowed: int | None = None
    fewest: int | None = None
    known_small: int | None = None
    guessed: int | None = None
    insider: int | None = None
    same_outcome: int | None = None
    changes: int | None = None
    changes_exact: int | None = None
    changes_proven: int | None = None
    claims_right: float | None = None
    exact_together: int | None = None

    def to_row(self) -> dict[str, str]:
        """Return the figures as text; nothing for what was not tried."""
        return {
            name: "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
            for name, value in asdict(self).items()
        }
