"""A plan's rows as plain values: what editions freeze, compare and export. The names are those of the library's rows."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from evenhand_service.common.rows_sent import parts_of
from evenhand_service.plan.enums import LinkKind, Part, ProgressKind
from evenhand_service.plan.limits import limits
from evenhand_service.plan.models import Action, Plan, Progress

_TOLD = (ProgressKind.WORDS, ProgressKind.CARRIED, ProgressKind.COMPLETE, ProgressKind.CLOSED)


def rows_of(user: Any, plan: Plan) -> list[dict[str, Any]]:
    """Return every action of a plan in its order, with the newest words of its progress."""
    return list(rows_sent(user, plan))


def rows_sent(user: Any, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the rows of a plan from one statement, read on as they are taken; what hangs on them comes part by part."""
    actions = (
        Action.objects.visible_to(user)
        .filter(plan=plan)
        .select_related("theme", "aim")
        .prefetch_related("leads", "milestones", Prefetch("waits_for__on"))
        .order_by("theme__position", "position", "pk")
    )
    size = limits()["rows_at_once"]
    for part in parts_of(actions.iterator(chunk_size=size), size):
        newest = _newest(user, [one.pk for one in part])
        yield from (_row(one, newest.get(one.pk, "")) for one in part)


def _newest(user: Any, actions: list[UUID]) -> dict[UUID, str]:
    """The newest words of progress of some actions; one query."""
    said = (
        Progress.objects.visible_to(user)
        .filter(action_id__in=actions, kind__in=_TOLD)
        .exclude(words="")
        .order_by("action_id", "-made_at")
        .distinct("action_id")
        .values_list("action_id", "words")
    )
    return dict(said)


def _row(action: Action, progress: str) -> dict[str, Any]:
    links = list(action.waits_for.all())
    return {
        "id": str(action.pk),
        "reference": action.reference,
        "theme": f"{action.theme.reference} {action.theme.title}".strip(),
        "supporting": action.theme.is_supporting,
        "aim": f"{action.aim.mark} {action.aim.wording}".strip() if action.aim else "",
        "action": action.wording,
        "lang": action.lang,
        "progress": progress,
        "when": action.when_text,
        "kind": action.when_kind,
        "earliest": _iso(action.earliest),
        "latest": _iso(action.latest),
        "due_by": _iso(action.due_by),
        "review_date": _iso(action.review_date),
        "stages": [
            {
                "text": one.wording,
                "earliest": _iso(one.earliest),
                "latest": _iso(one.latest),
                "done": _iso(one.done_date),
            }
            for one in action.milestones.all()
        ],
        "leads": [_lead(one) for one in action.leads.all() if one.part == Part.LEAD],
        "deputies": [_lead(one) for one in action.leads.all() if one.part == Part.DEPUTY],
        "confirmers": [_lead(one) for one in action.leads.all() if one.part == Part.CONFIRMER],
        "depends_on": [_named(one) for one in links if one.kind == LinkKind.DEPENDS],
        "mentions": [_named(one) for one in links if one.kind == LinkKind.MENTIONS],
        "status": action.status,
        "confirmed": action.confirmed_at is not None,
        "completed": _iso(action.completed_date),
        "closing_note": action.closing_note,
        "stage": action.stage,
        "characteristic": action.characteristic,
        "group": action.group,
    }


def _lead(lead: Any) -> dict[str, str]:
    return {"name": lead.name, "agency": lead.agency}


def _named(link: Any) -> str:
    return link.on.reference or str(link.on_id) if link.on else link.on_text


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
