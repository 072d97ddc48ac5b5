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

from evenhand.planning.dates import Mark
from evenhand.planning.standing import standing_rules
from evenhand_service.plan.enums import ActionStatus, LinkKind, Standing, WhenKind
from evenhand_service.plan.models import Action, Dependency, Milestone

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
    cases = (*_ended(day), *_pressing(day), *_waits(day), *_others(day))
    return Case(
        *(When(condition, then=Value(str(state))) for condition, state in cases),
        default=Value(str(Standing.NO_DATE)),
        output_field=CharField(),
    )


Cases = tuple[tuple[Any, Standing], ...]
_STAGED = Q(when_kind=WhenKind.STAGED)


def _ended(day: date) -> Cases:
    """What is over, or said to be: by somebody, by the words of its date, by all of its stages."""
    over = Q(completed_date__isnull=False, completed_date__lte=day)
    reached = _STAGED & Q(latest__isnull=False) & ~Q(_open_stage(day))
    return (
        (over & Q(status=ActionStatus.CLOSED), Standing.CLOSED),
        (over & Q(confirmed_at__isnull=True), Standing.UNCONFIRMED),
        (over, Standing.DONE),
        (Q(when_notes__contains=_SAYS_DONE), Standing.UNCONFIRMED),
        (reached, Standing.UNCONFIRMED),
    )


def _pressing(day: date) -> Cases:
    """What a day has passed for, whatever it waits for. Something ongoing may have an end, or a day to look at it."""
    passed = Q(due_by__lt=day) & ~_STAGED
    ends = Q(earliest__isnull=True) | Q(when_mark=Mark.DEADLINE)
    ongoing, review = Q(when_kind=WhenKind.ONGOING), Q(when_kind=WhenKind.REVIEW)
    late = {"latest__lt": day}
    return (
        (_STAGED & Q(_open_stage(day, ~Q(kind=WhenKind.REVIEW), **late)), Standing.OVERDUE),
        (_STAGED & Q(_open_stage(day, _to_look_at(day), **late)), Standing.REVIEW_DUE),
        (passed & ongoing & ~ends & ~_looked_at(day), Standing.REVIEW_DUE),
        (passed & review & ~_looked_at(day), Standing.REVIEW_DUE),
        (passed & ongoing & ends, Standing.OVERDUE),
        (passed & ~ongoing & ~review, Standing.OVERDUE),
    )


def _waits(day: date) -> Cases:
    return (
        (Q(waiting(day)), Standing.BLOCKED),
        (Q(Exists(_links().filter(on=None))), Standing.CANNOT_TELL),
    )


def _others(day: date) -> Cases:
    soon = day + timedelta(days=standing_rules().due_soon_days)
    still = ~Q(kind=WhenKind.REVIEW) | _to_look_at(day)
    named = Exists(Dependency.objects.filter(action=OuterRef("pk"), kind=LinkKind.DEPENDS))
    return (
        (_STAGED & Q(_open_stage(day, latest=None)), Standing.CANNOT_TELL),
        (_STAGED & Q(_open_stage(day, still, latest__lte=soon)), Standing.DUE_SOON),
        (_STAGED & Q(_open_stage(day, still)), Standing.NOT_YET_DUE),
        (_STAGED, Standing.NO_DATE),
        (Q(when_kind=WhenKind.REVIEW) & _looked_at(day), Standing.NO_DATE),
        (Q(when_kind=WhenKind.ONGOING), Standing.ONGOING),
        (Q(due_by__lte=soon), Standing.DUE_SOON),
        (Q(due_by__isnull=False), Standing.NOT_YET_DUE),
        (Q(when_kind=WhenKind.DEPENDENT) & Q(named), Standing.NO_DATE),
        (Q(when_kind=WhenKind.DEPENDENT) | ~Q(when_unread=""), Standing.CANNOT_TELL),
    )


def _looked_at(day: date) -> Q:
    """Whether an action was looked at from the first day of its date on."""
    return Q(reviewed_date__isnull=False, reviewed_date__lte=day) & Q(
        reviewed_date__gte=Coalesce("earliest", "latest")
    )


def _open_stage(day: date, wanted: Q | None = None, **more: Any) -> Exists:
    """The condition that a stage of an action, not reached by a day, is as wanted."""
    stages = Milestone.objects.filter(action=OuterRef("pk"), is_stage=True).exclude(done_date__lte=day)
    return Exists(stages.filter(wanted or Q(), **more))


def _to_look_at(day: date) -> Q:
    """Whether a stage is a review, and its action was not looked at from the stage's first day on."""
    first = Coalesce("earliest", "latest")
    looked = Q(action__reviewed_date__isnull=False, action__reviewed_date__lte=day)
    return Q(kind=WhenKind.REVIEW) & ~(looked & Q(action__reviewed_date__gte=first))
