"""Groups, meetings, seats and standing involvement as tables."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.common.templating.dates import day, moment
from evenhand_service.governance.addresses import page_of
from evenhand_service.governance.enums import Capacity, MeetingState
from evenhand_service.governance.models import Group, Meeting, Raised, Seat
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.plan.queries.tracked import key_of


def groups_table(rows: Sequence[Any]) -> dict[str, Any]:
    """Return the list of groups."""
    head = [_("Group"), _("Area"), _("What it is"), _("Reports to"), _("Next meeting"), _("Last meeting")]
    return {"head": head, "rows": [_group(one) for one in rows]}


def _group(one: Any) -> list[Any]:
    return [
        {"text": one.name, "href": reverse("governance:show-group", args=[one.pk]), "lang": one.lang},
        area_name(one.area),
        one.get_kind_display(),
        one.reports_to.name if one.reports_to else "–",
        moment(one.next_at)
        or (
            _("Closed on %(day)s.") % {"day": day(one.closed_date)} if one.closed_date else _("None planned")
        ),
        day(one.last_at) or _("None yet"),
    ]


def meetings_table(rows: Sequence[Meeting]) -> dict[str, Any]:
    """Return a group's meetings."""
    head = [_("Day"), _("Where"), _("How far"), _("Seats filled")]
    return {"head": head, "rows": [_meeting(one) for one in rows]}


def _meeting(one: Meeting) -> list[Any]:
    there = sum(pair[0] for pair in one.presence.values())
    seats = sum(pair[1] for pair in one.presence.values())
    filled = _("%(there)s of %(seats)s") % {"there": there, "seats": seats} if seats else "–"
    return [
        {"text": moment(one.starts_at), "href": reverse("governance:show-meeting", args=[one.pk])},
        one.place or "–",
        MeetingState(one.state).label,
        filled,
    ]


def capacities(group: Group) -> list[str]:
    """Return how many sit in a group by capacity."""
    held = group.seats_by_capacity
    return [
        ngettext("%(who)s: %(number)s seat", "%(who)s: %(number)s seats", held[one])
        % {"who": Capacity(one).label, "number": held[one]}
        for one in Capacity
        if held.get(one)
    ]


def seats_table(seats: Sequence[Seat], today: date) -> dict[str, Any]:
    """Return who sits in a group, for those who may read it: who sits there now first."""
    head = [_("Name"), _("In minutes as"), _("Capacity"), _("Part"), _("Speaks for"), _("Since"), _("Until")]
    ordered = sorted(seats, key=lambda one: not one.runs_on(today))
    return {"head": head, "rows": [_seat(one) for one in ordered]}


def _seat(one: Seat) -> list[Any]:
    return [
        {"text": one.name, "href": reverse("governance:change-seat", args=[one.group_id, one.pk])},
        one.shown_as,
        one.get_capacity_display(),
        one.get_part_display(),
        one.agency or "–",
        day(one.starts),
        day(one.ends) or "–",
    ]


def involvement_table(counted: Mapping[str, tuple[int, int, int]]) -> dict[str, Any]:
    """Return at how many meetings people of each capacity were."""
    head = [
        _("Who"),
        {"text": _("Meetings with somebody there"), "numeric": True},
        {"text": _("Meetings with such a seat"), "numeric": True},
    ]
    rows = [[Capacity(name).label, str(came), str(held)] for name, (came, held, _places) in counted.items()]
    return {"head": head, "rows": rows}


def raised_rows(rows: Sequence[Raised]) -> list[dict[str, Any]]:
    """Return what was raised, by whom in which capacity, and what came of it."""
    return [
        {
            "capacity": one.get_capacity_display(),
            "words": one.words,
            "lang": one.lang,
            "day": one.meeting.starts_at,
            "meeting": reverse("governance:show-meeting", args=[one.meeting_id]),
            "came_of": one.came_of,
            "came_of_lang": one.came_of_lang,
            "actions": [
                (key_of(link.action), page_of("action", link.action_id)) for link in one.actions.all()
            ],
            "change": reverse("governance:say-what-came", args=[one.meeting_id, one.pk]),
        }
        for one in rows
    ]
