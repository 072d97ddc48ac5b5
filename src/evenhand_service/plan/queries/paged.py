"""A page of the list of all actions, narrowed by where they stand or by nothing, as most people ask for it.

Its questions hang on nothing that somebody typed, so each is composed once; other filters are asked by `listing`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from evenhand_service.common.composed import Composed, hang
from evenhand_service.plan.models import Action, Dependency, Lead, Milestone
from evenhand_service.plan.queries.offered import kinds, open_actions
from evenhand_service.plan.queries.standing import with_standing

_OF_ACTION = {Lead: "leads", Milestone: "milestones", Dependency: "waits_for"}


def actions_between(
    user: Any, day: date, standings: Sequence[str], first: int, last: int, **within: Any
) -> list[Action]:
    """Return the actions from one place of the list to another, of those that stand as asked on a day, else of all."""
    if last <= first:
        return []
    scope = next(iter(within), "")
    return _page(scope, day, tuple(standings), first, last).rows(user=user.pk, **within)


def with_rows(actions: Sequence[Action]) -> Sequence[Action]:
    """Fetch what rows show of actions along with them: leads, milestones, what they wait for; three queries."""
    wanted = [one.pk for one in actions]
    for model, name in _OF_ACTION.items():
        hang(_of_actions(model).rows(actions=wanted) if wanted else [], actions, name, "action_id")
    return actions


@lru_cache(maxsize=64)
def _page(scope: str, day: date, standings: tuple[str, ...], first: int, last: int) -> Composed:
    def compose(user: UUID, **within: Any) -> "QuerySet[Any]":
        rows = open_actions(user, within).select_related("theme", "aim", "area")
        if standings:
            rows = with_standing(rows, day).filter(standing__in=standings)
        return rows.order_by("area__name", "plan_id", "theme__position", "position")[first:last]

    return Composed(compose, **kinds(scope))


@cache
def _of_actions(model: Any) -> Composed:
    """Rows of actions that were found behind the walls; `waits_for` with what is waited for."""

    def compose(actions: Any) -> "QuerySet[Any]":
        rows = model.objects.extra(  # noqa: S610  (a table of our own)
            where=[f"{model._meta.db_table}.action_id = ANY (%s::uuid[])"], params=[actions]
        )
        return rows.select_related("on") if model is Dependency else rows

    return Composed(compose, actions=list)


def in_all(counts: dict[str, int], standings: Iterable[str]) -> int:
    """Return how many actions a list has, from how many stand where."""
    asked = set(standings)
    return sum(number for standing, number in counts.items() if not asked or standing in asked)
