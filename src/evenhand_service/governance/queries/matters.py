"""Actions that somebody has to look at: where each stands, why, and since when nobody said a word on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from evenhand_service.governance.enums import ItemKind
from evenhand_service.governance.rules import matter_of
from evenhand_service.plan.enums import ActionStatus, ProgressKind
from evenhand_service.plan.models import Action, Dependency, Lead, Progress
from evenhand_service.plan.queries.standing import with_standing
from evenhand_service.plan.queries.tracked import Stands, stand_on

_WORDS = (ProgressKind.WORDS, ProgressKind.MADE, ProgressKind.REVIEWED, ProgressKind.CARRIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An action with where it stands, and why it has to be looked at (None where it has not)."""

    action: Action
    kind: ItemKind | None
    stands: Stands
    quiet_since: date


def open_actions(user: Any) -> QuerySet[Action]:
    """Return the actions of running plans that are open, or said to be complete and not confirmed."""
    waits = Q(status=ActionStatus.OPEN) | Q(status=ActionStatus.COMPLETE, confirmed_at=None)
    return Action.objects.visible_to(user).filter(waits, plan__closed_at=None)


def matters(
    user: Any, actions: QuerySet[Action], day: date, *, undated_months: int, language: str = "en"
) -> list[Matter]:
    """Return actions with where they stand on a day, the first due first; five queries."""
    said = Progress.objects.visible_to(user).filter(action=OuterRef("pk"), kind__in=_WORDS).order_by()
    last = said.values("action").annotate(last=Max("made_at")).values("last")
    rows = list(
        with_standing(actions, day)
        .annotate(last_word=Subquery(last))
        .select_related("plan")
        .prefetch_related(
            Prefetch("leads", Lead.objects.visible_to(user)),
            "milestones",
            Prefetch("waits_for", Dependency.objects.visible_to(user).select_related("on")),
        )
        .order_by("due_by", "plan", "position")
    )
    stands = stand_on(rows, day, language=language)
    return [_matter(one, stands[one.pk], day, undated_months) for one in rows]


def _matter(action: Any, stands: Stands, day: date, undated_months: int) -> Matter:
    quiet = timezone.localdate(action.last_word or action.made_at)
    kind = matter_of(
        action.standing,
        review_date=action.review_date,
        quiet_since=quiet,
        day=day,
        undated_months=undated_months,
    )
    return Matter(action=action, kind=kind, stands=stands, quiet_since=quiet)


def title_of(action: Action) -> str:
    """Return an action's reference and words, as long as a title may be."""
    text = f"{action.reference} {action.wording}".strip()
    return text if len(text) <= 300 else f"{text[:299]}…"
