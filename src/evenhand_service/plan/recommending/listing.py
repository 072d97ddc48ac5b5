"""Recommendations of an area, narrowed by what stands in the address; a page of them in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from evenhand_service.plan.enums import Part, Response
from evenhand_service.plan.models import Answer, Escalation, Lead, Recommendation
from evenhand_service.plan.recommending.limits import limits


def recommendations_of(user: Any, area: UUID) -> "QuerySet[Recommendation]":
    """Return the recommendations of an area that somebody may see, source by source."""
    return Recommendation.objects.visible_to(user).filter(area_id=area)


def overdue(day: date) -> Q:
    """Return the condition that a reply should have come before a day: the last day still belongs to the period."""
    return Q(response=Response.NO_REPLY, reply_due_date__lt=day)


def narrowed(
    rows: "QuerySet[Recommendation]", asked: Mapping[str, Any], day: date
) -> "QuerySet[Recommendation]":
    """Return the recommendations that filters leave."""
    if asked.get("addressee"):
        # The address names a row: whom it is addressed to may be a person.
        rows = rows.filter(addressee__in=rows.filter(pk=asked["addressee"]).order_by().values("addressee"))
    for name in ("source_kind", "response"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if asked.get("q"):
        said = Q(text__icontains=asked["q"]) | Q(theme__icontains=asked["q"])
        rows = rows.filter(said | Q(source_title__icontains=asked["q"]))
    if asked.get("late"):
        rows = rows.filter(overdue(day))
    if asked.get("answered_by") == "none":
        rows = rows.filter(same_as=None).exclude(
            Q(answers__isnull=False) | Q(also_said_by__answers__isnull=False)
        )
    elif asked.get("answered_by") == "action":
        rows = rows.filter(Q(answers__isnull=False) | Q(also_said_by__answers__isnull=False)).distinct()
    if asked.get("lead"):
        led = Lead.objects.filter(agency=asked["lead"], part=Part.LEAD).values("action_id")
        rows = rows.filter(pk__in=Answer.objects.filter(action__in=led).values("recommendation_id"))
    return rows


def with_all(rows: "QuerySet[Recommendation]") -> "QuerySet[Recommendation]":
    """Fetch along with recommendations what a row shows, in a number of queries that does not grow."""
    alike = Recommendation.objects.filter(same_as=OuterRef("pk")).order_by().values("same_as")
    steps = Escalation.objects.only("recommendation_id", "step", "taken_date", "words")
    answers = Answer.objects.select_related("action").only(
        "recommendation_id", "action__reference", "action__wording", "action__status"
    )
    leads = Prefetch("action__leads", Lead.objects.filter(part=Part.LEAD))
    answers = answers.prefetch_related(leads)
    return (
        rows.annotate(also=Coalesce(Subquery(alike.annotate(number=Count("pk")).values("number")), 0))
        .select_related("same_as")
        .prefetch_related(Prefetch("escalations", steps), Prefetch("answers", answers))
    )


def addressees_of(rows: "QuerySet[Recommendation]") -> list[tuple[UUID, str]]:
    """Return to whom recommendations are addressed, each with one that is; one query."""
    found = rows.exclude(addressee="").order_by("addressee", "pk").distinct("addressee")
    return list(found.values_list("pk", "addressee")[: limits()["choices"]])


def leading(user: Any, rows: "QuerySet[Recommendation]") -> list[str]:
    """Return the bodies that lead actions which answer recommendations; one query."""
    answers = Answer.objects.visible_to(user).filter(recommendation__in=rows.order_by().values("pk"))
    led = Lead.objects.filter(action__in=answers.order_by().values("action_id"), part=Part.LEAD)
    found = led.exclude(agency="").order_by("agency").values_list("agency", flat=True).distinct()
    return list(found[: limits()["choices"]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many recommendations there are, how many of them wait, how long, and how many an action answers."""

    total: int
    no_reply: int
    overdue: int
    with_action: int


def counts_of(rows: "QuerySet[Recommendation]", day: date) -> Counts:
    """Return how many recommendations stand where; one query."""
    answered = Answer.objects.filter(recommendation__in=rows.order_by().values("pk"))
    found = rows.order_by().aggregate(
        total=Count("pk"),
        no_reply=Count("pk", filter=Q(response=Response.NO_REPLY)),
        overdue=Count("pk", filter=overdue(day)),
        with_action=Count("pk", filter=Q(pk__in=answered.values("recommendation_id"))),
    )
    return Counts(**found)


def counts_by_area(user: Any, day: date) -> dict[UUID, Counts]:
    """Return for each area that somebody may see how its recommendations stand; one query."""
    rows = Recommendation.objects.visible_to(user).order_by().values("area_id")
    answered = Answer.objects.visible_to(user).values("recommendation_id")
    found = rows.annotate(
        total=Count("pk"),
        no_reply=Count("pk", filter=Q(response=Response.NO_REPLY)),
        overdue=Count("pk", filter=overdue(day)),
        with_action=Count("pk", filter=Q(pk__in=answered)),
    )
    return {one.pop("area_id"): Counts(**one) for one in found}


def texts_by_id(user: Any, wanted: Iterable[UUID]) -> dict[UUID, Recommendation]:
    """Return recommendations by id; one query."""
    rows = Recommendation.objects.visible_to(user).filter(pk__in=list(wanted))
    return {one.pk: one for one in rows}
