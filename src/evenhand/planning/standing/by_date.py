"""The rule for a date with a last day: overdue, review due, soon, or not yet; one place for actions and stages."""

from dataclasses import dataclass
from datetime import date

from evenhand.planning.dates import Kind
from evenhand.planning.standing.rules import StandingRules
from evenhand.planning.standing.types import State, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a date comes to on a day."""

    state: State
    why: Why
    due: date
    days: int


def judge_date(
    kind: Kind,
    earliest: date | None,
    latest: date,
    on: date,
    rules: StandingRules,
    *,
    reviewed_on: date | None = None,
) -> Judged:
    """Return where a date stands: the last day still belongs to it, so it is late from the day after.

    A review date is never overdue: a review is due. It is done when the action was looked at from its first day on.
    """
    review = kind is Kind.REVIEW
    days = (latest - on).days
    if review and reviewed_on and reviewed_on <= on and reviewed_on >= (earliest or latest):
        why = Why(message="reviewed", values={"day": reviewed_on})
        return Judged(state=State.NO_DATE, why=why, due=latest, days=days)
    if days < 0:
        state = State.REVIEW_DUE if review else State.OVERDUE
    elif days <= rules.due_soon_days:
        state = State.DUE_SOON
    else:
        state = State.NOT_YET_DUE
    message = f"review_{state}" if review and state is not State.REVIEW_DUE else str(state)
    return Judged(
        state=state,
        why=Why(message=message, values={"day": latest, "count": abs(days)}),
        due=latest,
        days=days,
    )
