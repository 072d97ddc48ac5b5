"""One recommendation with all that hangs on it: steps, who says the same, the actions that answer it, their figures."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models import FindingThread, KeptFinding
from evenhand_service.plan.effects.queries import judgements_of
from evenhand_service.plan.models import (
    Action,
    Answer,
    Escalation,
    Indicator,
    Judgement,
    Plan,
    Recommendation,
)
from evenhand_service.plan.recommending.limits import limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the page of a recommendation shows."""

    recommendation: Recommendation
    steps: list[Escalation]
    group: list[Recommendation]
    answers: list[Answer]
    indicators: dict[UUID, list[Indicator]]
    judgements: dict[UUID, Judgement]


def recommendation_for(user: Any, recommendation: UUID) -> Recommendation:
    """Return a recommendation; raises Http404 for one that the person may not see."""
    rows = Recommendation.objects.visible_to(user)
    found = rows.select_related("area", "thread", "same_as").filter(pk=recommendation).first()
    if found is None:
        raise Http404
    return found


def may_answer(user: Any, one: Recommendation) -> bool:
    """Return whether somebody may say what was answered: they write the plan, or it is addressed to their body."""
    return Recommendation.objects.for_change(user).filter(pk=one.pk).exists()


def held_of(user: Any, one: Recommendation) -> Held:
    """Return a recommendation with all that hangs on it, in a number of queries that does not grow with it."""
    head = one.same_as_id or one.pk
    others = Recommendation.objects.visible_to(user).exclude(pk=one.pk)
    group = [*others.filter(pk=head), *others.filter(same_as=head)]
    answers = Answer.objects.visible_to(user).filter(
        recommendation__in=[one.pk, *(each.pk for each in group)]
    )
    told = list(answers.select_related("action__plan", "recommendation").prefetch_related("action__leads"))
    figures = Indicator.objects.visible_to(user).filter(
        action__in=[each.action_id for each in told], replaced_by=None
    )
    by_action: dict[UUID, list[Indicator]] = {}
    for figure in figures:
        by_action.setdefault(figure.action_id, []).append(figure)
    return Held(
        recommendation=one,
        steps=list(Escalation.objects.visible_to(user).filter(recommendation=one)),
        group=group,
        answers=told,
        indicators=by_action,
        judgements=judgements_of(user, [each for rows in by_action.values() for each in rows]),
    )


def newest_finding(user: Any, thread: FindingThread) -> KeptFinding | None:
    """Return the newest approved word on a finding; None where no release that stands has it."""
    rows = KeptFinding.objects.visible_to(user).filter(same=thread.same, area_id=thread.area_id)
    rows = rows.filter(release__kind=ReleaseKind.PROTECTED, release__state=ReleaseState.APPROVED)
    return rows.order_by("-release__period_ends", "-release__made_at").defer("evidence").first()


def actions_to_choose(user: Any, one: Recommendation) -> list[Action]:
    """Return the actions of a recommendation's area that do not answer it yet, the newest plan first."""
    rows = Action.objects.visible_to(user).filter(area_id=one.area_id).exclude(answers__recommendation=one)
    rows = rows.select_related("plan").order_by("-plan__financial_year", "theme__position", "position")
    return list(rows[: limits()["choices"]])


def plans_to_choose(user: Any, one: Recommendation) -> list[Plan]:
    """Return the plans of a recommendation's area with their themes, the newest first."""
    rows = Plan.objects.visible_to(user).filter(area_id=one.area_id)
    return list(rows.order_by("-financial_year", "title").prefetch_related("themes"))
