"""The panel of the made-up partnership: a meeting from agenda to agreed minutes, and the next one with its agenda."""

import tomllib
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

from django.utils import timezone

from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.governance.enums import Capacity, GroupKind, Presence, SeatPart
from evenhand_service.governance.models import Group, Meeting, Seat
from evenhand_service.governance.operations import agenda, groups, meetings, minutes, outcomes
from evenhand_service.governance.queries.agenda import proposals
from evenhand_service.governance.queries.minutes import body_of
from evenhand_service.governance.queries.reviewing import newest_report
from evenhand_service.organisations.models import Area


def make_panel(area: Area, *, lead: User, now: datetime, member: User | None = None) -> None:
    """Make a forum and the panel that reports to it, a meeting that was held, and the next; once and no more."""
    told = _told()
    with acting_as(lead.pk):
        if Group.objects.filter(area=area, name=told["panel"]).exists():
            return
        kept = {"area": area, "person": lead, "lang": "en", "now": now}
        forum = groups.make_group(name=told["forum"], kind=GroupKind.FORUM, **kept)
        panel = groups.make_group(
            name=told["panel"], kind=GroupKind.PANEL, purpose=told["purpose"], reports_to=forum, **kept
        )
        _seats(panel, lead, member, told, now)
        _held(panel, lead, told, now)
        ahead = _meet(panel, lead, told, now + timedelta(days=told["next_in_days"]), now)
        _find(ahead, lead, told["left_out_year"])


def _told() -> dict[str, Any]:
    text = (resources.files("evenhand_service.config.example") / "data" / "meetings.toml").read_text("utf-8")
    return tomllib.loads(text)


def _seats(panel: Group, lead: User, member: User | None, told: dict[str, Any], now: datetime) -> None:
    today = timezone.localdate(now)
    give = {"group": panel, "starts": today - timedelta(days=90), "today": today}
    groups.give_seat(
        name=lead.name,
        user=lead,
        capacity=Capacity.AGENCY,
        part=SeatPart.SECRETARY,
        agency="Partnership",
        **give,
    )
    for one in told["seat"]:
        if "role" not in one:
            groups.give_seat(**one, **give)
        elif member is not None:
            held = {name: value for name, value in one.items() if name != "role"}
            groups.give_seat(name=member.name, user=member, **held, **give)


def _meet(panel: Group, lead: User, told: dict[str, Any], day: datetime, now: datetime) -> Meeting:
    starts = timezone.localtime(day).replace(hour=14, minute=0, second=0, microsecond=0)
    return meetings.plan_meeting(group=panel, person=lead, starts_at=starts, place=told["place"], now=now)


def _find(meeting: Meeting, lead: User, year: str) -> None:
    day = timezone.localdate(meeting.starts_at)
    agenda.take_up(meeting=meeting, found=proposals(lead, meeting, day=day, language="en"))
    # The plan of 2006 stands in the same area as it was in its day: this panel leaves its rows out, as a reader would.
    for one in meeting.items.filter(action__plan__financial_year=year):
        agenda.leave_out(item=one, left_out=True)


def _held(panel: Group, lead: User, told: dict[str, Any], now: datetime) -> None:
    """A meeting with all that comes of one: presence, words, a decision, what somebody raised, minutes, a report."""
    meeting = _meet(panel, lead, told, now - timedelta(days=told["held_days_ago"]), now)
    item = agenda.add_item(meeting=meeting, title="What the newest report says", lang="en")
    report = newest_report(lead, panel.area_id)
    meetings.move(meeting=meeting, verb="begin", now=now, release=report)
    seats = list(Seat.objects.filter(group=panel))
    there = {one.pk: Presence.PRESENT for one in seats}
    there[next(one.pk for one in seats if one.capacity == Capacity.CARER)] = Presence.APOLOGIES
    meetings.say_who_was_there(meeting=meeting, told=there)
    agenda.write_minutes(item=item, words=told["said"])
    common = {"meeting": meeting, "person": lead, "lang": "en", "item": item, "now": now}
    made = outcomes.decide(kind="decision", words=told["decision"], reports_upward=True, **common)
    seat = next(one for one in seats if one.capacity == Capacity.COMMUNITY)
    raised = outcomes.raise_point(words=told["raised"], capacity="", seat=seat, **common)
    outcomes.say_what_came(raised=raised, version=1, words=told["came_of"], lang="en", actions=())
    meetings.move(meeting=meeting, verb="close", now=now)
    outcomes.report_upward(
        meeting=meeting, person=lead, words=told["said"], lang="en", decisions=[made], now=now
    )
    minutes.agree_minutes(meeting=meeting, person=lead, body=body_of(lead, meeting), now=now)
