"""The action table that a meeting goes through, with what the newest data report says beside each action."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import Look, Meeting
from evenhand_service.governance.queries.matters import Matter, matters, open_actions
from evenhand_service.monitoring.findings.listing import Listed, list_findings, words_of
from evenhand_service.monitoring.findings.newest import approved, beside, newest_releases
from evenhand_service.monitoring.models import KeptFinding, Release
from evenhand_service.plan.enums import ProgressKind
from evenhand_service.plan.models import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """An action of the table: where it stands, its last words, what the report says, what this meeting said."""

    matter: Matter
    last: Progress | None
    found: Listed | None
    finding: KeptFinding | None
    here: tuple[Progress, ...]


def newest_report(user: Any, area: UUID) -> Release | None:
    """Return the newest approved release of an area: the data report that lies beside the table."""
    found = newest_releases(user, areas=[area])
    last = max(found, key=lambda one: one.period_ends, default=None)
    return approved(user).filter(pk=last.release).first() if last else None


def review_table(
    user: Any, meeting: Meeting, *, day: date, language: str
) -> tuple[list[Reviewed], Release | None]:
    """Return the open actions of a meeting's area, and the report beside them; the number of queries is fixed."""
    release = meeting.release or newest_report(user, meeting.area_id)
    rows = open_actions(user).filter(area_id=meeting.area_id)
    months = limits()["agenda"]["undated_months"]
    told = matters(user, rows, day, undated_months=months, language=language)
    said = _said(user, [one.action.pk for one in told])
    listed = list_findings(user, [beside(user, release)]) if release else []
    by_thread = {one.thread: one for one in listed}
    wanted = {one.action.thread_id for one in told}
    words = words_of(user, [one.id for one in listed if one.thread in wanted])
    here: dict[UUID, list[Progress]] = {}
    for look in Look.objects.visible_to(user).filter(meeting=meeting).select_related("progress"):
        here.setdefault(look.action_id, []).append(look.progress)
    table = [
        Reviewed(
            matter=one,
            last=said.get(one.action.pk),
            found=by_thread.get(one.action.thread_id),
            finding=words.get(by_thread[one.action.thread_id].id)
            if one.action.thread_id in by_thread
            else None,
            here=tuple(here.get(one.action.pk, ())),
        )
        for one in told
    ]
    return sorted(table, key=lambda one: one.matter.kind is None), release


def _said(user: Any, actions: list[UUID]) -> dict[UUID, Progress]:
    kinds = (ProgressKind.WORDS, ProgressKind.CARRIED, ProgressKind.REVIEWED)
    rows = Progress.objects.visible_to(user).filter(action_id__in=actions, kind__in=kinds).exclude(words="")
    newest = rows.order_by("action_id", "-made_at").distinct("action_id")
    return {one.action_id: one for one in newest}
