"""What has no last day comes up again by itself, some months after it was last looked at."""

from datetime import date

from evenhand.planning.months import add_months
from evenhand.planning.standing.types import Standing, State, Tracked, Why


def comes_again(action: Tracked, on: date, state: State, months: int) -> Standing:
    """Return when it comes up: so many months after it was last looked at, or came into the plan; at once if unknown."""
    days = [day for day in (action.recorded_on, action.reviewed_on) if day and day <= on]
    if not days:
        return Standing(key=action.key, state=state, why=Why(message=f"{state}_never"), comes_up=True)
    again = add_months(max(days), months)
    message = f"{state}_now" if again <= on else str(state)
    return Standing(
        key=action.key,
        state=state,
        why=Why(message=message, values={"day": again}),
        next_review=again,
        comes_up=again <= on,
    )
