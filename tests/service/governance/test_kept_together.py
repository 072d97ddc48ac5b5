"""What two people or a missing mail server could break: lines between groups, seats, the order of an agenda, letters."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from evenhand_service.common.who import acting_as
from evenhand_service.governance.enums import MeetingState
from evenhand_service.governance.models import Group, Meeting, Seat
from evenhand_service.governance.operations import agenda, groups, outcomes
from evenhand_service.plan.models import Lead
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_governance import Governed
from tests.service.builders_plan import TODAY

pytestmark = pytest.mark.django_db


def test_a_line_upward_that_is_not_offered_stays(client: Client, governed: Governed) -> None:
    with as_builder():
        Group.objects.filter(pk=governed.forum.pk).update(closed_date=TODAY)
    log_in(client, governed.lead)
    here = reverse("governance:change-group", args=[governed.panel.pk])
    assert (
        governed.forum.name
        not in client.get(here).content.decode().partition("<form")[2].partition("<select")[2]
    )
    told = {"name": "Renamed", "kind": "panel", "purpose": "", "reports_to": "", "lang": "en", "version": 1}
    assert client.post(here, told).status_code == 302
    with as_builder():
        held = Group.objects.get(pk=governed.panel.pk)
        assert (held.name, held.reports_to_id) == ("Renamed", governed.forum.pk)


def test_a_circle_that_is_there_already_is_no_endless_walk(governed: Governed) -> None:
    with acting_as(governed.lead.pk):
        told = {"area": governed.planned.area, "person": governed.lead, "now": governed.planned.plan.made_at}
        third = groups.make_group(name="Board", kind="board", **told)
        Group.objects.filter(pk=governed.forum.pk).update(reports_to=governed.panel)
        governed.forum.refresh_from_db()
        with pytest.raises(NotAllowed, match="itself"):
            groups.change_group(group=third, version=1, changes={"reports_to": governed.forum})


def test_a_second_seat_of_the_same_person_is_told_and_no_fault(client: Client, governed: Governed) -> None:
    seat = governed.seats["user"]
    log_in(client, governed.lead)
    here = reverse("governance:change-seat", args=[governed.panel.pk, seat.pk])
    told = {
        "name": "Sam Quill",
        "shown_as": "S.",
        "capacity": "user",
        "part": "member",
        "starts": "2026-01-01",
    }
    answer = client.post(here, told | {"user": str(governed.lead.pk)})
    assert answer.status_code == 422
    assert "has a seat in this group already" in answer.content.decode()
    with as_builder():
        assert Seat.objects.get(pk=seat.pk).user_id is None


def test_an_item_that_is_left_out_does_not_move(governed: Governed) -> None:
    meeting = governed.meet()
    with acting_as(governed.lead.pk):
        item = agenda.add_item(meeting=meeting, title="Letters", lang="en")
        agenda.leave_out(item=item, left_out=True)
        with pytest.raises(NotAllowed, match="left out"):
            agenda.move_item(item=item, up=True)


def test_the_state_that_counts_is_the_one_that_is_kept(governed: Governed) -> None:
    meeting = governed.meet()
    with acting_as(governed.lead.pk):
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Snow")
        with pytest.raises(NotAllowed, match="over"):
            agenda.add_item(meeting=meeting, title="Letters", lang="en")


def test_a_mail_server_that_is_down_is_told(
    client: Client, governed: Governed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: EmailMessage) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", refuse)
    meeting = governed.meet()
    log_in(client, governed.lead)
    here = reverse("governance:take-step", args=[meeting.pk])
    page = client.post(here, {"verb": "send_agenda"}, follow=True).content.decode()
    assert "Letters sent: 0." in page
    assert "Letters that the mail server did not take: 2." in page
    with as_builder():
        assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.AGENDA_SENT


def test_who_leads_an_action_that_a_meeting_made_is_tied_to_their_account(
    client: Client, governed: Governed
) -> None:
    meeting = governed.hold()
    log_in(client, governed.lead)
    here = reverse("governance:decide", args=[meeting.pk])
    told = {
        "kind": "action",
        "words": "Ask the people",
        "theme": str(governed.planned.theme.pk),
        "lang": "en",
    }
    assert client.post(here, told | {"leads": "Lee Lead\nSomebody Else"}).status_code == 302
    with as_builder():
        held = Lead.objects.filter(action__wording="Ask the people").order_by("position")
        assert [one.user_id for one in held] == [governed.lead.pk, None]


def test_a_closed_group_plans_no_meeting_after_its_last_day(client: Client, governed: Governed) -> None:
    log_in(client, governed.lead)
    group = governed.panel.pk
    told = {"name": "Panel", "kind": "panel", "purpose": "", "reports_to": "", "lang": "en", "version": 1}
    changed = client.post(
        reverse("governance:change-group", args=[group]), told | {"closed_date": "2026-11-30"}
    )
    assert changed.status_code == 302
    assert "Closed on 30 November 2026" in client.get(changed["Location"]).content.decode()
    listed = client.get(reverse("governance:list-groups")).content.decode()
    assert listed.index(governed.forum.name) < listed.index("Closed on 30 November 2026")
    plan = reverse("governance:plan-meeting", args=[group])
    meeting = {"starts": "14:00", "lang": "en", "place": ""}
    refused = client.post(plan, meeting | {"day": "2026-12-01"})
    assert refused.status_code == 422
    assert "The group is closed by that day." in refused.content.decode()
    assert client.post(plan, meeting | {"day": "2026-11-30"}).status_code == 302


def test_a_report_that_somebody_else_sent_meanwhile_is_not_written_over(governed: Governed) -> None:
    meeting = governed.hold()
    told = {"person": governed.lead, "lang": "en", "decisions": [], "now": governed.planned.plan.made_at}
    with acting_as(governed.lead.pk):
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
        meeting.refresh_from_db()
        outcomes.report_upward(meeting=meeting, words="First", **told)
        with pytest.raises(ChangedMeanwhile):
            outcomes.report_upward(meeting=meeting, words="Second", **told)
        assert outcomes.report_upward(meeting=meeting, words="Third", version=1, **told).version == 2


def test_who_comes_second_reads_what_stands_now_and_may_save_over_it(
    client: Client, governed: Governed
) -> None:
    log_in(client, governed.lead)
    here = reverse("governance:change-group", args=[governed.panel.pk])
    told = {"kind": "panel", "reports_to": str(governed.forum.pk), "lang": "en", "version": 1}
    with as_builder():
        held = Group.objects.get(pk=governed.panel.pk)
    first = told | {"name": "Named first", "purpose": held.purpose, "closed_date": "2027-03-31"}
    assert client.post(here, first).status_code == 302
    second = told | {"name": "Named second", "purpose": held.purpose}
    answer = client.post(here, second)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Somebody else changed this group meanwhile. Nothing was overwritten." in page
    assert "It says now: Named first" in page
    assert "It says now: 31 March 2027" in page
    assert page.count("It says now") == 4  # each beside its field, and in the summary
    assert 'value="Named second"' in page
    assert 'name="version" value="2"' in page
    assert client.post(here, second | {"version": 2}).status_code == 302
    with as_builder():
        held.refresh_from_db()
    assert (held.name, held.closed_date, held.version) == ("Named second", None, 3)


def test_what_came_of_a_point_is_told_to_who_writes_second(client: Client, governed: Governed) -> None:
    meeting = governed.hold()
    raised = governed.raises(meeting)
    log_in(client, governed.lead)
    here = reverse("governance:say-what-came", args=[meeting.pk, raised.pk])
    told = {"lang": "en", "version": raised.version}
    assert client.post(here, told | {"words": "Letters changed."}).status_code == 302
    page = client.post(here, told | {"words": "Nothing yet."}).content.decode()
    assert "It says now: Letters changed." in page
    assert "Nothing yet.</textarea>" in page
    again = {"words": "Nothing yet.", "lang": "en", "version": raised.version + 1}
    assert client.post(here, again).status_code == 302
