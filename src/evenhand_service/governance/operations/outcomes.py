"""Writes of what comes of a meeting: decisions, actions and their progress, what people raised, reports upward."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from evenhand_service.governance.enums import DecisionKind
from evenhand_service.governance.models import (
    AgendaItem,
    CameOf,
    Decision,
    Look,
    Meeting,
    Raised,
    Seat,
    UpwardReport,
)
from evenhand_service.governance.operations.meetings import require
from evenhand_service.plan.enums import OriginKind
from evenhand_service.plan.models import Action, Theme
from evenhand_service.plan.operations.actions import Answers, add_action, change_action
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.operations.log import log_progress


def decide(
    *,
    meeting: Meeting,
    person: Any,
    kind: str,
    words: str,
    lang: str,
    now: datetime,
    item: AgendaItem | None = None,
    reports_upward: bool = False,
    action: Action | None = None,
    theme: Theme | None = None,
    when_text: str = "",
    leads: Iterable[Answers] = (),
) -> Decision:
    """Write down what came of an item. Source: D12.

    An action is taken into the plan under `theme`; where `action` is one that the plan has, it gets the words as
    progress, and another date where one was given.
    """
    require(meeting, "decisions")
    with transaction.atomic():
        if kind == DecisionKind.ACTION:
            action = _act(meeting, person, words, lang, now, action, theme, when_text, leads, item)
        return Decision.objects.create(
            meeting=meeting,
            item=item,
            area_id=meeting.area_id,
            kind=kind,
            words=words,
            lang=lang,
            action=action if kind == DecisionKind.ACTION else None,
            reports_upward=reports_upward,
            made_by=person,
            made_by_name=person.name,
            made_at=now,
        )


def _act(
    meeting: Meeting,
    person: Any,
    words: str,
    lang: str,
    now: datetime,
    action: Action | None,
    theme: Theme | None,
    when_text: str,
    leads: Iterable[Answers],
    item: AgendaItem | None,
) -> Action:
    if action is not None:
        _same_area(meeting, action)
        if when_text and when_text != action.when_text:
            changes = {"when_text": when_text}
            change_action(action=action, person=person, version=action.version, changes=changes, now=now)
        look_at(meeting=meeting, person=person, told={action.pk: words}, lang=lang, now=now)
        return action
    if theme is None or theme.area_id != meeting.area_id:
        raise NotAllowed(
            _("Pick the part of the plan that the action belongs to, or an action that is there.")
        )
    return add_action(
        plan=theme.plan,
        theme=theme,
        person=person,
        wording=words,
        lang=lang,
        when_text=when_text,
        leads=leads,
        origin=OriginKind.MEETING,
        now=now,
        **_about(item),
    )


def _about(item: AgendaItem | None) -> dict[str, Any]:
    """What an action that comes of a finding on the agenda is about."""
    if item is None or item.thread is None:
        return {}
    thread = item.thread
    return {
        "thread": thread,
        "stage": thread.stage,
        "characteristic": thread.characteristic,
        "group": thread.group,
    }


def _same_area(meeting: Meeting, action: Action) -> None:
    if action.area_id != meeting.area_id:
        raise NotAllowed(_("The action is of another area than this meeting."))


def take_back_decision(*, decision: Decision) -> None:
    """Take a decision back that was written by mistake; an action that it made stays in the plan."""
    require(decision.meeting, "decisions")
    decision.delete()


def look_at(
    *, meeting: Meeting, person: Any, told: Mapping[UUID, str], lang: str, now: datetime
) -> list[Look]:
    """Say how actions go, from the meeting: an entry in the log of each, dated with the meeting. Source: F3; 001 3.10."""
    require(meeting, "progress")
    actions = Action.objects.filter(pk__in=list(told), area_id=meeting.area_id)
    found: list[Look] = []
    with transaction.atomic():
        for one in actions:
            entry = log_progress(
                action=one,
                person=person,
                words=told[one.pk],
                lang=lang,
                as_at_date=localdate(meeting.starts_at),
                now=now,
            )
            found.append(
                Look.objects.create(meeting=meeting, area_id=meeting.area_id, action=one, progress=entry)
            )
    return found


def raise_point(
    *,
    meeting: Meeting,
    person: Any,
    words: str,
    lang: str,
    capacity: str,
    now: datetime,
    seat: Seat | None = None,
    item: AgendaItem | None = None,
) -> Raised:
    """Write down what somebody raised; of a seat, its capacity counts. Source: D15."""
    require(meeting, "raised")
    return Raised.objects.create(
        meeting=meeting,
        item=item,
        area_id=meeting.area_id,
        seat=seat,
        capacity=seat.capacity if seat else capacity,
        words=words,
        lang=lang,
        made_by_name=person.name,
        made_at=now,
    )


def say_what_came(*, raised: Raised, version: int, words: str, lang: str, actions: Iterable[Action]) -> None:
    """Say what came of what somebody raised, at any time after, with the actions that it led to. Source: D15."""
    with transaction.atomic():
        rows = Raised.objects.filter(pk=raised.pk, version=version)
        if not rows.update(came_of=words, came_of_lang=lang, version=version + 1):
            raise ChangedMeanwhile(
                _("Somebody else wrote what came of it meanwhile. Nothing was overwritten.")
            )
        wanted = {one.pk: one for one in actions if one.area_id == raised.area_id}
        raised.actions.exclude(action_id__in=list(wanted)).delete()
        held = set(raised.actions.values_list("action_id", flat=True))
        CameOf.objects.bulk_create(
            CameOf(raised=raised, action=one, area_id=raised.area_id)
            for key, one in wanted.items()
            if key not in held
        )


@transaction.atomic
def report_upward(
    *,
    meeting: Meeting,
    person: Any,
    words: str,
    lang: str,
    decisions: Iterable[Decision],
    now: datetime,
    version: int = 0,
) -> UpwardReport:
    """Report to the group above: words, and the decisions that were picked; it stands on that group's next agenda.

    Sent anew, it replaces what was sent before, of which `version` is what the person saw (0: nothing).
    Source: D12; 001 3.8.
    """
    # Who reports of the same meeting at the same moment waits, and is told.
    Meeting.objects.select_for_update(no_key=True).filter(pk=meeting.pk).values_list("pk").first()
    held = UpwardReport.objects.filter(meeting=meeting).values_list("version", flat=True).first() or 0
    if held != version:
        raise ChangedMeanwhile(
            _(
                "Somebody else sent this report meanwhile. Nothing was overwritten. Read theirs, then send yours."
            )
        )
    require(meeting, "report")
    above = meeting.group.reports_to
    if above is None:
        raise NotAllowed(_("Nobody said to whom this group reports. Its page says so once somebody did."))
    rows = [
        {"kind": one.kind, "words": one.words, "lang": one.lang, "action": str(one.action_id or "")}
        for one in decisions
        if one.meeting_id == meeting.pk
    ]
    report, _made = UpwardReport.objects.update_or_create(
        meeting=meeting,
        defaults={
            "area_id": meeting.area_id,
            "to_group": above,
            "to_area_id": above.area_id,
            "group_name": meeting.group.name,
            "words": words,
            "lang": lang,
            "body": rows,
            "version": held + 1,
            "sent_by_name": person.name,
            "sent_at": now,
        },
    )
    return report
