"""What stands in a meeting's minutes, as plain values: frozen when they are agreed, written as DOCX and PDF."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from evenhand_service.governance.models import AgendaItem, Decision, Look, Meeting, Minutes, Raised
from evenhand_service.plan.models import Action

ALONE = ""
"""The key of what belongs to no item."""


def kept_body(user: Any, meeting: Meeting) -> Mapping[str, Any]:
    """Return what minutes say: as they were agreed, or as the draft stands now."""
    frozen = Minutes.objects.visible_to(user).filter(meeting=meeting).first()
    return frozen.body if frozen else body_of(user, meeting)


def body_of(user: Any, meeting: Meeting) -> dict[str, Any]:
    """Return what a meeting's minutes say now; seven queries. Names are those that people chose for them."""
    items = list(AgendaItem.objects.visible_to(user).filter(meeting=meeting, left_out=False))
    decisions = _by_item(
        Decision.objects.visible_to(user).filter(meeting=meeting).select_related("action"), _decision
    )
    raised = _by_item(Raised.objects.visible_to(user).filter(meeting=meeting), _raised)
    looks = Look.objects.visible_to(user).filter(meeting=meeting).select_related("action", "progress")
    local = timezone.localtime(meeting.starts_at)
    return {
        "group": meeting.group.name,
        "kind": meeting.group.kind,
        "area": meeting.group.area.name,
        "area_cy": meeting.group.area.name_cy,
        "day": local.date().isoformat(),
        "time": f"{local:%H:%M}",
        "place": meeting.place,
        "lang": meeting.lang,
        "state": meeting.state,
        "present": meeting.shown_present.get("present", []),
        "apologies": meeting.shown_present.get("apologies", []),
        "presence": meeting.presence,
        "release": meeting.release.period if meeting.release else "",
        "items": [
            {
                "title": one.title,
                "lang": one.lang,
                "kind": one.kind,
                "why": one.why,
                "minutes": one.minutes,
                "decisions": decisions.get(one.pk, []),
                "raised": raised.get(one.pk, []),
            }
            for one in items
        ],
        "alone": {"decisions": decisions.get(ALONE, []), "raised": raised.get(ALONE, [])},
        "looks": [
            {"action": _action(one.action), "words": one.progress.words, "lang": one.progress.lang}
            for one in looks.order_by("action__plan", "action__position", "progress__made_at")
        ],
        "papers": [
            {"title": one.title, "lang": one.lang}
            for one in meeting.papers.model.objects.visible_to(user).filter(meeting=meeting)
        ],
    }


def _by_item(rows: Any, told: Any) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {}
    for one in rows:
        found.setdefault(one.item_id or ALONE, []).append(told(one))
    return found


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "words": one.words,
        "lang": one.lang,
        "action": _action(one.action) if one.action else None,
        "reports_upward": one.reports_upward,
    }


def _raised(one: Raised) -> dict[str, Any]:
    return {"capacity": one.capacity, "words": one.words, "lang": one.lang, "came_of": one.came_of}


def _action(one: Action) -> dict[str, str]:
    return {"reference": one.reference, "wording": one.wording, "lang": one.lang, "when": one.when_text}
