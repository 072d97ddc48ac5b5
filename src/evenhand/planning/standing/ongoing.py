"""Where something ongoing stands: it is never overdue, unless the words name an end."""

from dataclasses import replace
from datetime import date

from evenhand.planning.dates import Kind, Mark
from evenhand.planning.standing.again import comes_again
from evenhand.planning.standing.by_date import judge_date
from evenhand.planning.standing.rules import StandingRules
from evenhand.planning.standing.types import Standing, State, Tracked, Why


def stand_ongoing(action: Tracked, on: date, by: StandingRules, *, nothing_marked: bool) -> Standing:
    """Return where an ongoing action stands.

    Without a day it comes up again each quarter. A period in it ('ongoing, review April 2007') is read as a review, and
    'until March 2008' or a D as its end. What is marked with a letter is no inference.
    """
    when = action.when
    again = comes_again(action, on, State.ONGOING, by.ongoing_months)
    if when.latest is None:
        return again
    ends = when.earliest is None or when.mark is Mark.DEADLINE
    if not ends and action.reviewed_on and when.earliest and when.earliest <= action.reviewed_on <= on:
        return again
    if on <= when.latest:
        still = replace(again, due=when.latest, days=(when.latest - on).days)
        if not ends:
            why = Why(message="ongoing", values={"day": when.latest})
            return replace(still, why=why, next_review=when.latest, comes_up=False)
        until = Why(message="ongoing_until", values={"day": when.latest})
        return still if again.comes_up else replace(still, why=until)
    judged = judge_date(Kind.DEADLINE if ends else Kind.REVIEW, when.earliest, when.latest, on, by)
    message = "ongoing_review" if not ends else "nothing_marked" if nothing_marked else "not_marked"
    inference = Why(message=message, values={"text": when.text, "state": str(judged.state)})
    return Standing(
        key=action.key,
        state=judged.state,
        why=judged.why,
        inferred=when.mark is None,
        inference=inference if when.mark is None else None,
        due=judged.due,
        days=judged.days,
    )
