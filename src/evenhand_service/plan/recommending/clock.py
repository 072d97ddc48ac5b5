"""The clock of a recommendation, by the library's ladders: what is due from whom, and which steps are left."""

from collections.abc import Iterable
from datetime import date

from evenhand.planning.recommendations import (
    Due,
    Ladder,
    Response,
    SourceKind,
    Step,
    Taken,
    usual_ladder,
    what_is_due,
)
from evenhand.planning.recommendations import Recommendation as Asked
from evenhand.planning.recommendations import ladder as ladder_of
from evenhand_service.plan.models import Escalation, Recommendation


def ladder_for(kind: str, key: str = "") -> Ladder:
    """Return the ladder that somebody chose, else the usual one of the source's kind."""
    return ladder_of(key) if key else usual_ladder(SourceKind(kind))


def first_due(kind: str, key: str, published: date | None) -> date | None:
    """Return the last day for a reply after publication; None where nobody knows when it was published."""
    return ladder_for(kind, key).steps[0].reply_due(published) if published else None


def due_on(one: Recommendation, steps: Iterable[Escalation], day: date) -> Due:
    """Return what is due of a recommendation on a day, given the steps that were taken."""
    up = ladder_for(one.source_kind, one.ladder)
    known = {step.key for step in up.steps}
    asked = Asked(
        key=str(one.pk),
        source=one.source_title,
        source_kind=SourceKind(one.source_kind),
        text=one.text,
        published=one.published_date,
        response=Response(one.response),
        responded=one.responded_date,
    )
    taken = [Taken(step=step.step, on=step.taken_date) for step in steps if step.step in known]
    return what_is_due(asked, day, taken=taken, ladder=up)


def steps_left(one: Recommendation, steps: Iterable[Escalation]) -> tuple[Step, ...]:
    """Return the steps above the highest that was taken: one that was left out is not gone back to."""
    up = ladder_for(one.source_kind, one.ladder)
    places = {step.key: place for place, step in enumerate(up.steps)}
    highest = max((places.get(step.step, 0) for step in steps), default=0)
    return up.steps[highest + 1 :]
