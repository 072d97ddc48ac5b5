"""The plan as a table: its actions narrowed by what stands in the address, a page of them with all that a row shows."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.plan.enums import NONE_NAMED, LinkKind, Part, ProgressKind
from evenhand_service.plan.models import Action, Lead, Plan, Progress, Theme
from evenhand_service.plan.queries.standing import with_standing

ROWS = ("leads", "milestones", "waits_for__on")
_TOLD = (
    ProgressKind.WORDS,
    ProgressKind.CARRIED,
    ProgressKind.COMPLETE,
    ProgressKind.CLOSED,
    ProgressKind.RETURNED,
)


def plans_of(user: Any) -> "QuerySet[Plan]":
    """Return the plans that somebody may see, the newest year first."""
    return Plan.objects.visible_to(user).select_related("area")


def actions_of(
    user: Any, *, plan: Plan | None = None, areas: Iterable[UUID] | None = None
) -> "QuerySet[Action]":
    """Return the actions of a plan, of areas, or all that the person may see, in the plan's order."""
    rows = Action.objects.visible_to(user)
    if plan is not None:
        return rows.filter(plan=plan).order_by("theme__position", "position")
    if areas is not None:
        rows = rows.filter(area_id__in=list(areas))
    return rows.order_by("area__name", "plan_id", "theme__position", "position")


def of_open_plans(rows: "QuerySet[Action]") -> "QuerySet[Action]":
    """Return the actions of plans that have not ended.

    Which plans these are is asked once: joined to words that somebody looks for, PostgreSQL expects one action and goes
    through every plan for each of thousands.
    """
    return rows.extra(
        where=["plan_action.plan_id = ANY (ARRAY(SELECT id FROM plan_plan WHERE closed_at IS NULL))"]
    )


def narrowed(user: Any, rows: "QuerySet[Action]", asked: Mapping[str, Any], day: date) -> "QuerySet[Any]":
    """Return the actions that filters leave; where they stand on the day is asked where a filter asks for it alone."""
    for name in ("theme", "characteristic", "stage", "area"):
        if asked.get(name):
            wanted = "" if asked[name] == NONE_NAMED else asked[name]
            rows = rows.filter(**{f"{name}_id" if name in ("theme", "area") else name: wanted})
    if asked.get("q"):
        rows = rows.filter(Q(wording__icontains=asked["q"]) | Q(reference__iexact=asked["q"]))
    if asked.get("agency"):
        rows = rows.filter(leads__agency=asked["agency"], leads__part=Part.LEAD).distinct()
    if asked.get("body"):
        rows = rows.filter(leads__agency__icontains=asked["body"], leads__part=Part.LEAD).distinct()
    if asked.get("mine"):
        rows = rows.filter(leads__user=user, leads__part__in=(Part.LEAD, Part.DEPUTY)).distinct()
    if asked.get("lead"):
        # The address names a row, not a person.
        named = Lead.objects.visible_to(user).filter(pk=asked["lead"]).values_list("name", "agency").first()
        rows = rows.filter(leads__name=named[0], leads__agency=named[1]).distinct() if named else rows.none()
    if asked.get("standing"):
        rows = with_standing(rows, day).filter(standing__in=asked["standing"])
    return rows


def with_all(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Fetch what a row shows along with it, in a number of queries that does not grow."""
    return rows.select_related("theme", "aim", "area").prefetch_related(*ROWS)


def newest_progress(user: Any, actions: Iterable[UUID]) -> dict[UUID, Progress]:
    """Return the newest words on each action; one query."""
    return {one.action_id: one for one in _newest_progress().rows(user=user.pk, actions=list(actions))}


@cache
def _newest_progress() -> Composed:
    return Composed(
        lambda user, actions: (
            Progress.objects.visible_to(Asking(user))
            .extra(where=["plan_progress.action_id = ANY (%s::uuid[])"], params=[actions])
            .filter(kind__in=_TOLD)
            .exclude(words="")
            .order_by("action_id", "-made_at")
            .distinct("action_id")
        ),
        user=UUID,
        actions=list,
    )


def themes_of(user: Any, plan: Plan) -> list[Theme]:
    """Return a plan's themes with their aims, in order; two queries."""
    return list(
        Theme.objects.visible_to(user).filter(plan=plan).prefetch_related("aims").order_by("position")
    )


def dangling(actions: Iterable[Action]) -> list[tuple[Action, str]]:
    """Return references that lead nowhere, with the action that has them; links have been fetched."""
    return [
        (one, link.on_text)
        for one in actions
        for link in one.waits_for.all()
        if link.on_id is None and not link.settled_at and link.kind in (LinkKind.DEPENDS, LinkKind.MENTIONS)
    ]


def counts_by_plan(user: Any, plans: Iterable[Plan], day: date) -> dict[UUID, dict[str, int]]:
    """Return for each plan how many of its actions stand where on a day; one query."""
    rows = with_standing(Action.objects.visible_to(user).filter(plan__in=list(plans)).order_by(), day)
    found: dict[UUID, dict[str, int]] = {}
    for plan, standing, number in rows.values_list("plan_id", "standing").annotate(number=Count("pk")):
        found.setdefault(plan, {})[standing] = number
    return found
