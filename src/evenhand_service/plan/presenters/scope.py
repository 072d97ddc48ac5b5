"""What the yearly look at a plan's scope asks of each action, in the library's words. Source: F3; 001 4.6."""

from datetime import date
from typing import Any

from django.urls import reverse

from evenhand.planning.editions import Edition as Snapshot
from evenhand.planning.editions import scope_review
from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.models import Plan
from evenhand_service.plan.presenters.words import language
from evenhand_service.plan.queries import listing
from evenhand_service.plan.queries.frozen import row_of
from evenhand_service.plan.queries.snapshot import rows_of
from evenhand_service.plan.queries.tracked import key_of, tracked_of


def questions(user: Any, plan: Plan, day: date) -> list[dict[str, Any]]:
    """Return each action that was not closed with what is asked of it, then numbers that no action has."""
    rows = [one for one in rows_of(user, plan) if one["status"] != ActionStatus.CLOSED]
    actions = {str(one.pk): one for one in listing.with_all(listing.actions_of(user, plan=plan))}
    ordered = [actions[one["id"]] for one in rows]
    now = Snapshot(key="now", plan=plan.title, rows=tuple(row_of(one) for one in rows), as_at=day)
    found = scope_review(now, day, actions=[tracked_of(one, day) for one in ordered])
    told: dict[str, dict[str, Any]] = {
        key_of(one): {
            "reference": one.reference or "–",
            "text": one.wording,
            "lang": one.lang,
            "href": reverse("plan:show-action", args=[one.pk]),
            "asked": [],
        }
        for one in ordered
    }
    for one in found.questions:
        row = told.setdefault(one.reference, {"reference": one.reference, "asked": []})
        row["asked"].append(one.said(language()))
    return list(told.values())
