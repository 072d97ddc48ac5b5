"""The whole story of an action: where it came from, what is known of it, what was said and shown, what should move."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models import Explanation, KeptFinding
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, ActionComment, Answer, Evidence, Indicator, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the page of an action shows."""

    action: Action
    finding: KeptFinding | None
    explanations: list[Explanation]
    answers: list[Answer]
    progress: list[Progress]
    evidence: list[Evidence]
    comments: list[ActionComment]
    indicators: list[Indicator]
    held_up: list[Action]
    has_earlier: bool


def story_of(user: Any, action: Action, *, whole_log: bool = False) -> Story:
    """Return the story of an action, in a number of queries that does not grow with it; its log from the newest entry on."""
    said = Progress.objects.visible_to(user).filter(action=action).order_by("-made_at")
    shown = limits()["progress_shown"]
    progress = list(said if whole_log else said[: shown + 1])
    has_earlier = not whole_log and len(progress) > shown
    return Story(
        action=action,
        finding=_finding(user, action),
        explanations=_explanations(user, action),
        answers=list(Answer.objects.visible_to(user).filter(action=action).select_related("recommendation")),
        progress=progress[:shown] if has_earlier else progress,
        has_earlier=has_earlier,
        evidence=list(Evidence.objects.visible_to(user).filter(action=action).order_by("-given_at")),
        comments=list(ActionComment.objects.visible_to(user).filter(action=action)),
        indicators=list(Indicator.objects.visible_to(user).filter(action=action, replaced_by=None)),
        held_up=list(
            Action.objects.visible_to(user).filter(
                waits_for__on=action, waits_for__kind="depends", waits_for__settled_at=None
            )
        ),
    )


def _finding(user: Any, action: Action) -> KeptFinding | None:
    """The newest approved word of the finding that it came from."""
    if action.thread_id is None:
        return None
    rows = KeptFinding.objects.visible_to(user).filter(same=action.thread.same, area_id=action.area_id)
    rows = rows.filter(release__kind=ReleaseKind.PROTECTED, release__state=ReleaseState.APPROVED)
    return rows.order_by("-release__period_ends", "-release__made_at").defer("evidence").first()


def _explanations(user: Any, action: Action) -> list[Explanation]:
    if action.thread_id is None:
        return []
    wanted = Q(pk=action.explanation_id) if action.explanation_id else Q(thread_id=action.thread_id)
    return list(Explanation.objects.visible_to(user).filter(wanted))


def expired(evidence: Evidence, day: date) -> bool:
    """Return whether evidence no longer counts on a day."""
    return evidence.expires is not None and evidence.expires < day
