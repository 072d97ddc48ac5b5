"""Where actions stand on a day, asked in the database so that long lists can be narrowed by it."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from evenhand_service.plan.enums import ActionStatus, LinkKind, Standing, WhenKind
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Dependency


def waiting() -> Exists:
    """Return the condition that an action waits: for an action not confirmed as complete, or for what no action is."""
    rows = Dependency.objects.filter(action=OuterRef("pk"), kind=LinkKind.DEPENDS, settled_at=None)
    return Exists(rows.exclude(on__confirmed_at__isnull=False))


def with_standing(rows: "QuerySet[Action]", day: date) -> "QuerySet[Any]":
    """Add to each action its `standing` on a day, and whether it `is_blocked`.

    The last day still belongs to a date: what is due by 31 March is overdue from 1 April. An action that ended later
    than the day was open on it. Source: F2.
    """
    over = Q(completed_date__isnull=False, completed_date__lte=day)
    soon = day + timedelta(days=limits()["soon_days"])
    return rows.annotate(is_blocked=waiting()).annotate(
        standing=Case(
            When(over & Q(status=ActionStatus.CLOSED), then=Value(Standing.CLOSED)),
            When(over & Q(confirmed_at__isnull=True), then=Value(Standing.UNCONFIRMED)),
            When(over, then=Value(Standing.COMPLETE)),
            When(is_blocked=True, then=Value(Standing.BLOCKED)),
            When(due_by__lt=day, then=Value(Standing.OVERDUE)),
            When(due_by__lte=soon, then=Value(Standing.DUE_SOON)),
            When(due_by__isnull=False, then=Value(Standing.NOT_YET_DUE)),
            When(when_kind=WhenKind.ONGOING, then=Value(Standing.ONGOING)),
            default=Value(Standing.UNDATED),
            output_field=CharField(),
        )
    )
