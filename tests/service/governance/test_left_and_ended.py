"""What an agenda leaves out is counted; seats that end later are held until then; meetings that do not take place."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from evenhand_service.common.who import acting_as
from evenhand_service.governance.documents.content import content_of
from evenhand_service.governance.enums import ItemKind
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import AgendaItem, Group, Meeting
from evenhand_service.governance.operations import agenda, groups, meetings
from evenhand_service.governance.queries.agenda import proposals
from evenhand_service.governance.queries.answering import meetings_sat_in
from evenhand_service.governance.queries.minutes import body_of
from tests.service.builders_accounts import log_in
from tests.service.builders_governance import Governed
from tests.service.builders_plan import NOW, TODAY

pytestmark = pytest.mark.django_db
MOST = limits()["agenda"]["most_of_a_kind"]


def counting(governed: Governed, meeting: Meeting) -> list[str]:
    with acting_as(governed.lead.pk):
        rows = AgendaItem.objects.filter(meeting=meeting, action=None, kind=ItemKind.OVERDUE)
        return list(rows.values_list("title", flat=True))


def test_an_agenda_says_how_many_it_leaves_out_and_leads_to_the_list(
    governed: Governed, client: Client
) -> None:
    added = [governed.planned.add(f"1/{n}", when_text="March 2026") for n in range(MOST + 2)]
    meeting = governed.meet()
    governed.find(meeting)
    assert counting(governed, meeting) == ["2 more stand in the action table"]
    log_in(client, governed.lead)
    text = client.get(reverse("governance:show-meeting", args=[meeting.pk])).content.decode()
    there = reverse("governance:review-actions", args=[meeting.pk])
    assert f'<a class="govuk-link" href="{there}">2 more stand in the action table</a>' in text
    governed.planned.add("2/1", when_text="March 2026")
    governed.find(meeting)
    assert counting(governed, meeting) == ["3 more stand in the action table"]
    with acting_as(governed.lead.pk):
        type(added[0]).objects.filter(pk__in=[one.pk for one in added[:4]]).update(
            status="closed", closing_note="Not ours", completed_date=TODAY
        )
    governed.find(meeting)
    assert counting(governed, meeting) == []


def test_an_agenda_in_welsh_is_in_welsh_whoever_finds_it(governed: Governed) -> None:
    governed.planned.add("1/1", when_text="March 2026")
    governed.hold()
    meeting = governed.meet(starts_at=governed.meet().starts_at + timedelta(days=60), lang="cy")
    with acting_as(governed.lead.pk), translation.override("en"):
        first = proposals(governed.lead, meeting, day=TODAY, language="cy")[0]
    assert (first.lang, first.title) == ("cy", "Cofnodion y cyfarfod blaenorol")


def test_a_seat_that_ends_later_is_held_until_then(governed: Governed) -> None:
    near, far = governed.meet(), governed.meet(starts_at=governed.meet().starts_at + timedelta(days=90))
    with acting_as(governed.lead.pk):
        ends = {"ends": near.starts_at.date() + timedelta(days=30)}
        groups.change_seat(seat=governed.seats["member"], today=TODAY, changes=ends)
    with acting_as(governed.member.pk):
        found = set(meetings_sat_in(governed.member, TODAY).values_list("pk", flat=True))
    assert near.pk in found
    assert far.pk not in found


def test_seats_are_counted_anew_when_a_meeting_moves_on(governed: Governed) -> None:
    with acting_as(governed.lead.pk):
        soon = TODAY + timedelta(days=1)
        groups.change_seat(seat=governed.seats["carer"], today=TODAY, changes={"ends": soon})
        assert Group.objects.get(pk=governed.panel.pk).seats_by_capacity["carer"] == 1
        meeting = meetings.plan_meeting(
            group=governed.panel,
            person=governed.lead,
            starts_at=NOW + timedelta(days=40),
            now=NOW + timedelta(days=9),
        )
        assert "carer" not in Group.objects.get(pk=meeting.group_id).seats_by_capacity


def test_a_name_that_was_taken_out_stands_in_no_draft(governed: Governed) -> None:
    meeting = governed.hold()
    seat = governed.seats["user"]
    with acting_as(governed.lead.pk):
        before = [one["name"] for one in body_of(governed.lead, meeting)["present"]]
        assert seat.shown_as in before
        groups.change_seat(seat=seat, today=TODAY, changes={"ends": date(2026, 1, 2)})
        seat.refresh_from_db()
        groups.forget_holder(seat=seat, today=TODAY)
        meeting.refresh_from_db()
        body = body_of(governed.lead, meeting)
    assert seat.shown_as not in [one["name"] for one in body["present"]]
    assert body["presence"]["user"] == [1, 1]


def test_somebody_who_left_stays_on_the_list_of_who_was_there(governed: Governed, client: Client) -> None:
    meeting = governed.hold()
    with acting_as(governed.lead.pk):
        groups.change_seat(seat=governed.seats["user"], today=TODAY, changes={"ends": date(2026, 1, 2)})
    log_in(client, governed.lead)
    text = client.get(reverse("governance:say-who-was-there", args=[meeting.pk])).content.decode()
    assert f"seat-{governed.seats['user'].pk}" in text


def test_a_meeting_that_is_called_off_is_told_at_once(governed: Governed, client: Client) -> None:
    meeting = governed.meet()
    log_in(client, governed.lead)
    there = reverse("governance:call-off", args=[meeting.pk])
    mail.outbox.clear()
    told = client.post(there, {"called_off_because": "The hall is flooded"}, follow=True).content.decode()
    assert "Tell them that the meeting is called off" in told
    letter = next(one for one in mail.outbox if one.to == [governed.member.email])
    assert letter.subject == "Evenhand: a meeting is called off"
    assert "The hall is flooded" in letter.body
    with acting_as(governed.lead.pk):
        meeting.refresh_from_db()
        content = content_of(body_of(governed.lead, meeting), agenda=True)
    assert content["banner"] == "This meeting was called off."


def test_a_decision_taken_back_is_out_of_the_minutes_and_its_action_stays(
    governed: Governed, client: Client
) -> None:
    meeting = governed.hold()
    log_in(client, governed.lead)
    told: dict[str, Any] = {
        "kind": "action",
        "words": "Ask every provider",
        "theme": str(governed.planned.theme.pk),
    }
    client.post(reverse("governance:decide", args=[meeting.pk]), told)
    with acting_as(governed.lead.pk):
        made = meeting.decisions.get()
    there = reverse("governance:take-back-decision", args=[meeting.pk, made.pk])
    text = client.post(there, follow=True).content.decode()
    assert "Its action stays in the plan" in text
    with acting_as(governed.lead.pk):
        assert not body_of(governed.lead, meeting)["alone"]["decisions"]
        assert governed.planned.plan.actions.filter(wording="Ask every provider").exists()


def test_what_counts_something_and_was_written_on_stays(governed: Governed) -> None:
    added = [governed.planned.add(f"1/{n}", when_text="March 2026") for n in range(MOST + 1)]
    meeting = governed.begin(governed.meet())
    governed.find(meeting)
    with acting_as(governed.lead.pk):
        item = AgendaItem.objects.get(meeting=meeting, action=None, kind=ItemKind.OVERDUE)
        agenda.write_minutes(item=item, words="All thirteen were read out.")
        type(added[0]).objects.filter(pk=added[0].pk).update(
            status="closed", closing_note="Not ours", completed_date=TODAY
        )
    governed.find(meeting)
    assert counting(governed, meeting) == ["1 more stands in the action table"]
