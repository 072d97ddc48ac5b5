"""The actions that came from a finding, for the finding's own page."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Count, prefetch_related_objects
from django.utils import timezone

from evenhand_service.common.composed import Asking, Composed
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.findings.followed import Came
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.plan.effects.presenters import verdict_words
from evenhand_service.plan.models import Action, Judgement
from evenhand_service.plan.presenters import table, words
from evenhand_service.plan.queries import listing
from evenhand_service.plan.queries.tracked import stand_on


def actions_of_finding(user: Any, thread: FindingThread) -> list[dict[str, Any]]:
    """Return the actions of plans that came from a finding, as rows of a plan; five queries at most."""
    actions = _from_finding().rows(user=user.pk, thread=thread.pk)
    prefetch_related_objects(actions, *listing.ROWS)
    stands = stand_on(actions, timezone.localdate(), language=words.language())
    return [table.row(one, stands[one.pk], None) for one in actions]


@cache
def _from_finding() -> Composed:
    return Composed(
        lambda user, thread: (
            listing.actions_of(Asking(user)).filter(thread_id=thread).select_related("theme", "aim", "area")
        ),
        user=UUID,
        thread=UUID,
    )


def came_of_findings(user: Any, threads: Sequence[UUID]) -> dict[UUID, Came]:
    """Return of findings how many actions came of them, and what releases say of the figures these should move; two queries.

    An action that was carried into another plan counts once, and its figures go with it. Source: F5.
    """
    wanted = list(threads)
    moved: dict[UUID, list[str]] = {}
    for thread, verdict, direction in _judged().rows(user=user.pk, threads=wanted):
        moved.setdefault(thread, []).append(verdict_words(verdict, direction))
    return {
        thread: Came(actions=number, moved=tuple(moved.get(thread, ())))
        for thread, number in _taken_up().rows(user=user.pk, threads=wanted)
    }


_OF_THREADS = "plan_action.thread_id = ANY (%s::uuid[])"


@cache
def _taken_up() -> Composed:
    return Composed(
        lambda user, threads: (
            Action.objects.visible_to(Asking(user))
            .extra(where=[_OF_THREADS], params=[threads])  # noqa: S610
            .filter(carried_into=None)
            .order_by()
            .values_list("thread_id")
            .annotate(number=Count("pk"))
        ),
        user=UUID,
        threads=list,
    )


@cache
def _judged() -> Composed:
    """The newest judgement of each figure, of releases that are approved still."""
    return Composed(
        lambda user, threads: (
            Judgement.objects.visible_to(Asking(user))
            .filter(release__state=ReleaseState.APPROVED, indicator__replaced_by=None)
            .filter(indicator__action__thread__isnull=False)
            .extra(where=[_OF_THREADS], params=[threads])  # noqa: S610
            .order_by("indicator_id", "-as_at", "-made_at")
            .distinct("indicator_id")
            .values_list("indicator__action__thread_id", "verdict", "direction")
        ),
        user=UUID,
        threads=list,
    )
