"""What filters over a list of actions offer, and how many stand where: of all that somebody sees, an area's or a plan's.

None of it hangs on what is asked in the filters, so each question is composed once.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.organisations.models import Area
from evenhand_service.plan.enums import Part
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Lead
from evenhand_service.plan.queries.standing import with_standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is to narrow a list by."""

    leads: list[tuple[UUID, str, str]]
    agencies: list[str]
    characteristics: list[str]
    stages: list[str]


def choices_of(user: Any, *, with_leads: bool = True, **within: Any) -> Choices:
    """Return what filters offer `within` a plan, an area or areas; two queries. Leads of many areas would be too many."""
    about = set(_about(_scope(within)).rows(user=user.pk, **within))
    leads = _leads(_scope(within)).rows(user=user.pk, **within) if with_leads else []
    return Choices(
        leads=[one for one in leads if one[1]],
        agencies=sorted({one[2] for one in leads if one[2]}),
        characteristics=sorted({one[0] for one in about if one[0]}),
        stages=sorted({one[1] for one in about if one[1]}),
    )


def counts_by_standing(user: Any, day: date, **within: Any) -> dict[str, int]:
    """Return how many actions, `within` a plan or areas where they are given, stand where on a day; one query."""
    return dict(_counts(_scope(within), day).rows(user=user.pk, **within))


def areas_with_actions(user: Any, **within: Any) -> list[Area]:
    """Return the areas that have actions somebody may see, as many as a filter offers."""
    return _areas(_scope(within)).rows(user=user.pk, **within)


def _scope(within: dict[str, Any]) -> str:
    return next(iter(within), "")


def kinds(scope: str) -> dict[str, type]:
    """Return of what kind the parameters are of a question about all, an area's, areas' or a plan's actions."""
    return {"user": UUID} | ({scope: list if scope == "areas" else UUID} if scope else {})


def open_actions(user: UUID, within: dict[str, Any]) -> "QuerySet[Any]":
    """Return a plan's actions, else those of plans that have not ended; for a question that is composed once."""
    rows = Action.objects.visible_to(Asking(user)).order_by()
    if "plan" in within:
        return rows.filter(plan_id=within["plan"])
    rows = rows.filter(plan__closed_at=None)
    if "areas" in within:
        return rows.filter(area_id__in=RawSQL("SELECT unnest(%s::uuid[])", [within["areas"]]))
    return rows.filter(area_id=within["area"]) if "area" in within else rows


@cache
def _about(scope: str) -> Composed:
    return Composed(
        lambda user, **within: (
            open_actions(user, within)
            .values_list("characteristic", "stage")
            .distinct()[: limits()["choices"]]
        ),
        **kinds(scope),
    )


@cache
def _leads(scope: str) -> Composed:
    return Composed(
        lambda user, **within: (
            Lead.objects.visible_to(Asking(user))
            .filter(action__in=open_actions(user, within).values("pk"), part=Part.LEAD)
            .order_by("name", "agency", "id")
            .distinct("name", "agency")
            .values_list("pk", "name", "agency")[: limits()["choices"]]
        ),
        **kinds(scope),
    )


@lru_cache(maxsize=16)
def _counts(scope: str, day: date) -> Composed:
    return Composed(
        lambda user, **within: (
            with_standing(open_actions(user, within), day)
            .values_list("standing")
            .annotate(number=Count("pk"))
        ),
        **kinds(scope),
    )


@cache
def _areas(scope: str) -> Composed:
    return Composed(
        lambda user, **within: Area.objects.filter(
            pk__in=open_actions(user, within).values("area_id").distinct()
        )[: limits()["choices"]],
        **kinds(scope),
    )
