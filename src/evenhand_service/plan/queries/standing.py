"""Where actions stand on a day, asked in the database so that long lists can be narrowed by it.

The rules are those of `evenhand.planning.standing`, which gives the reasons for the rows of a page; a test holds the two
against each other.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from evenhand.planning.standing import standing_rules
from evenhand_service.plan.enums import ActionStatus, LinkKind, Standing, WhenKind
from evenhand_service.plan.models import Action, Dependency

_SAYS_DONE = ["The words say that it is done."]


def _links() -> Any:
    return Dependency.objects.filter(action=OuterRef("pk"), kind=LinkKind.DEPENDS, settled_at=None)


def waiting(day: date) -> Exists:
    """Return the condition that an action waits for another whose completion was not confirmed by a day."""
    return Exists(
        _links().filter(on__isnull=False).exclude(on__confirmed_at__isnull=False, on__completed_date__lte=day)
    )


def with_standing(rows: "QuerySet[Action]", day: date) -> "QuerySet[Any]":
    """Add to each action of a query (not of one within another) its `standing` on a day.

    The last day still belongs to a date: what is due by 31 March is overdue from 1 April. An action that ended later
    than the day was open on it. Source: F2.
    """
    sql, given = _composed(day)
    return rows.annotate(standing=RawSQL(sql, given, output_field=CharField()))  # noqa: S611  (Django's own SQL)


@lru_cache(maxsize=16)
def _composed(day: date) -> tuple[str, tuple[Any, ...]]:
    """The rule as SQL, composed once a day: Django takes longer over it than the database."""
    rows = Action.objects.order_by().annotate(standing=_standing(day)).values_list("standing")
    sql, given = rows.query.sql_with_params()
    before, after = "SELECT ", ' AS "standing" FROM "plan_action"'
    if not sql.startswith(before) or not sql.endswith(after):
        raise AssertionError(sql)
    return sql.removeprefix(before).removesuffix(after), tuple(given)


def _standing(day: date) -> Case:
    soon = day + timedelta(days=standing_rules().due_soon_days)
    over = Q(completed_date__isnull=False, completed_date__lte=day)
    looked_at = Q(
        when_kind=WhenKind.REVIEW, reviewed_date__lte=day, reviewed_date__gte=Coalesce("earliest", "latest")
    )
    undated = Q(due_by__isnull=True)
    named = Exists(Dependency.objects.filter(action=OuterRef("pk"), kind=LinkKind.DEPENDS))
    cases = (
        (over & Q(status=ActionStatus.CLOSED), Standing.CLOSED),
        (over & Q(confirmed_at__isnull=True), Standing.UNCONFIRMED),
        (over, Standing.DONE),
        (Q(when_notes__contains=_SAYS_DONE), Standing.UNCONFIRMED),
        (undated & Q(when_kind=WhenKind.STAGED, latest__isnull=False), Standing.UNCONFIRMED),
        (Q(due_by__lt=day) & Q(when_kind=WhenKind.REVIEW) & ~looked_at, Standing.REVIEW_DUE),
        (Q(due_by__lt=day) & ~Q(when_kind=WhenKind.REVIEW), Standing.OVERDUE),
        (Q(waiting(day)), Standing.BLOCKED),
        (Q(Exists(_links().filter(on=None))), Standing.CANNOT_TELL),
        (looked_at, Standing.NO_DATE),
        (Q(when_kind=WhenKind.ONGOING), Standing.ONGOING),
        (Q(due_by__lte=soon), Standing.DUE_SOON),
        (~undated, Standing.NOT_YET_DUE),
        (Q(when_kind=WhenKind.DEPENDENT) & Q(named), Standing.NO_DATE),
        (Q(when_kind=WhenKind.DEPENDENT) | ~Q(when_unread=""), Standing.CANNOT_TELL),
    )
    return Case(
        *(When(condition, then=Value(str(state))) for condition, state in cases),
        default=Value(str(Standing.NO_DATE)),
        output_field=CharField(),
    )
