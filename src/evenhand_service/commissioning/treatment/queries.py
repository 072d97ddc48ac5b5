"""Reads of treatment plans."""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from evenhand_service.commissioning.models import Priority, PriorityFinding, Specification, TreatmentPlan


def treatment_plans_for(user: Any) -> QuerySet[Any]:
    """Return the treatment plans that somebody may see, the newest year first."""
    rows = TreatmentPlan.objects.visible_to(user).select_related("area")
    return rows.annotate(how_many=Count("priorities")).order_by("-financial_year", "area__name", "pk")


def priorities_of(user: Any, plan: TreatmentPlan) -> list[Priority]:
    """Return what a plan puts first, each with the findings that it answers; three queries."""
    answered = PriorityFinding.objects.visible_to(user).select_related("thread")
    rows = Priority.objects.visible_to(user).filter(treatment_plan=plan).order_by("position")
    return list(rows.prefetch_related(Prefetch("answered", answered)))


def specifications_of(user: Any, plan: TreatmentPlan) -> list[Specification]:
    """Return the specifications made from a plan."""
    rows = Specification.objects.visible_to(user).filter(treatment_plan=plan).select_related("priority")
    return list(rows.order_by("title", "pk"))
