"""Pages of groups and meetings: what each role sees and may do, and as many queries for three rows as for one."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evenhand_service.common.who import acting_as
from evenhand_service.governance.enums import DecisionKind
from evenhand_service.governance.models import Decision, Group, Meeting, Paper, Raised
from evenhand_service.plan.enums import OriginKind
from evenhand_service.plan.models import Action, Progress
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_governance import Governed

pytestmark = pytest.mark.django_db


def page(person: Any, name: str, *args: Any) -> str:
    response = log_in(Client(), person).get(reverse(f"governance:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def queries(person: Any, address: str) -> int:
    client = log_in(Client(), person)
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def send(person: Any, where: str, *args: Any, item: Any = None, **form: Any) -> Any:
    query = f"?item={item}" if item else ""
    response = log_in(Client(), person).post(reverse(f"governance:{where}", args=args) + query, form)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return response


def test_a_group_is_made_gets_seats_and_plans_a_meeting(governed: Governed) -> None:
    lead = governed.lead
    send(
        lead,
        "add-group",
        area=governed.planned.area.pk,
        name="Board",
        kind="board",
        reports_to=governed.forum.pk,
    )
    with acting_as(lead.pk):
        board = Group.objects.get(name="Board")
    form = {
        "name": "Jo Canary",
        "capacity": "ex_user",
        "part": "member",
        "starts": "2026-01-01",
        "shown_as": "J.",
    }
    send(lead, "give-seat", board.pk, **form)
    send(lead, "plan-meeting", board.pk, day="2026-12-02", starts="14:00", lang="en", place="Hall")
    told = page(lead, "show-group", board.pk)
    assert "Jo Canary" in told
    assert "Has used services: 1 seat" in told
    member = page(governed.member, "show-group", board.pk)
    assert "Canary" not in member
    assert "Has used services: 1 seat" in member


def test_names_of_seats_are_told_to_nobody_else(governed: Governed) -> None:
    meeting = governed.hold()
    governed.raises(meeting)
    for name, args in (
        ("show-group", [governed.panel.pk]),
        ("show-meeting", [meeting.pk]),
        ("review-actions", [meeting.pk]),
        ("list-groups", []),
    ):
        assert "Quill" not in page(governed.member, name, *args), name
    told = page(governed.member, "show-meeting", meeting.pk)
    assert "Kim (carer or family member)" in told
    assert "Letters do not come in Urdu" in told
    assert "S. (" not in told
    assert "Quill" in page(governed.lead, "show-group", governed.panel.pk)


def test_who_runs_no_meetings_changes_nothing(governed: Governed) -> None:
    meeting = governed.meet()
    client = log_in(Client(), governed.member)
    for name, args in (
        ("add-group", []),
        ("plan-meeting", [governed.panel.pk]),
        ("take-step", [meeting.pk]),
        ("decide", [meeting.pk]),
        ("give-seat", [governed.panel.pk]),
    ):
        assert client.post(reverse(f"governance:{name}", args=args), {"verb": "begin"}).status_code == 403
    assert "Begin the meeting" not in page(governed.member, "show-meeting", meeting.pk)


def test_a_decided_action_stands_in_the_plan(governed: Governed) -> None:
    meeting, lead, planned = governed.hold(), governed.lead, governed.planned
    form = {"kind": "action", "words": "Write to every provider", "lang": "en", "theme": planned.theme.pk}
    form |= {"leads": f"Jo Price ({planned.provider.name})", "when_text": "May 2027", "reports_upward": "on"}
    send(lead, "decide", meeting.pk, **form)
    with acting_as(lead.pk):
        action = Action.objects.get(wording="Write to every provider")
        assert action.origin == OriginKind.MEETING
        assert action.due_by.isoformat() == "2027-05-31"
        assert action.leads.get().organisation_id == planned.provider.pk
        assert Decision.objects.get().kind == DecisionKind.ACTION
    assert "Write to every provider" in page(lead, "show-meeting", meeting.pk)


def test_an_action_that_is_there_gets_progress_and_a_new_date(governed: Governed) -> None:
    action = governed.planned.add("2/1", when_text="March 2026")
    meeting, lead = governed.hold(), governed.lead
    form = {"kind": "action", "words": "Two of three asked", "lang": "en", "action": action.pk}
    form |= {"theme": governed.planned.theme.pk, "when_text": "May 2027"}
    send(lead, "decide", meeting.pk, **form)
    with acting_as(lead.pk):
        action.refresh_from_db()
        assert action.due_by.isoformat() == "2027-05-31"
        assert Progress.objects.filter(action=action, words="Two of three asked").exists()


def test_progress_from_the_action_table_stands_in_each_log(governed: Governed) -> None:
    actions = [governed.planned.add(f"2/{n}", when_text="March 2026") for n in (1, 2)]
    meeting = governed.hold()
    assert "Progress, as the meeting heard it" in page(governed.lead, "review-actions", meeting.pk)
    form = {f"action-{actions[0].pk}": "Half done", f"action-{actions[1].pk}": " ", "lang": "en"}
    send(governed.lead, "review-actions", meeting.pk, **form)
    with acting_as(governed.lead.pk):
        entry = Progress.objects.get(words="Half done")
        assert (entry.action_id, entry.look.meeting_id) == (actions[0].pk, meeting.pk)
        assert entry.as_at_date == meeting.starts_at.date()
    assert "from this meeting" in page(governed.member, "review-actions", meeting.pk)


def test_what_came_of_what_somebody_raised(governed: Governed) -> None:
    action = governed.planned.add("2/1")
    raised = governed.raises(governed.hold())
    form = {"words": "Letters go out in Urdu", "lang": "en", "actions": [str(action.pk)], "version": 1}
    send(governed.lead, "say-what-came", raised.meeting_id, raised.pk, **form)
    told = page(governed.member, "show-group", governed.panel.pk)
    assert "Letters go out in Urdu" in told
    assert reverse("plan:show-action", args=[action.pk]) in told
    with acting_as(governed.lead.pk):
        assert Raised.objects.get().capacity == "user"


def test_lists_ask_as_many_questions_for_three_as_for_one(governed: Governed) -> None:
    lead, planned = governed.lead, governed.planned
    meeting = governed.hold()
    governed.raises(meeting)
    planned.add("2/1", when_text="March 2026")
    governed.find(meeting)
    addresses = [
        reverse("governance:list-groups"),
        reverse("governance:show-group", args=[governed.panel.pk]),
        reverse("governance:show-meeting", args=[meeting.pk]),
        reverse("governance:review-actions", args=[meeting.pk]),
        reverse("governance:show-diary"),
    ]
    before = [queries(lead, one) for one in addresses]
    for n in (2, 3):
        planned.add(f"2/{n}", when_text="March 2026", depends_on=["2/1"], leads=[planned.by_provider()])
        governed.raises(meeting)
        governed.meet()
    governed.find(meeting)
    assert [queries(lead, one) for one in addresses] == before


def test_another_area_has_no_such_pages(governed: Governed) -> None:
    outside = make_person("partnership-lead", area=make_area("Elsewhere"))
    meeting = governed.meet()
    client = log_in(Client(), outside)
    for name, args in (
        ("show-group", [governed.panel.pk]),
        ("show-meeting", [meeting.pk]),
        ("minutes-docx", [meeting.pk]),
        ("agenda-pdf", [meeting.pk]),
        ("review-actions", [meeting.pk]),
    ):
        assert client.get(reverse(f"governance:{name}", args=args)).status_code == 404, name
    with acting_as(outside.pk):
        assert not Meeting.objects.exists()


def test_papers_are_kept_byte_for_byte(governed: Governed) -> None:
    meeting = governed.meet()
    client = log_in(Client(), governed.lead)
    address = reverse("governance:add-paper", args=[meeting.pk])
    pdf = SimpleUploadedFile("Jo Canary.pdf", b"%PDF-1.7 x", content_type="application/pdf")
    assert client.post(address, {"title": "Report", "file": pdf, "lang": "en"}).status_code == 302
    program = SimpleUploadedFile("x.exe", b"MZ", content_type="application/x-msdownload")
    refused = client.post(address, {"title": "Bad", "file": program, "lang": "en"})
    assert refused.status_code == 422
    assert "kind are not taken" in refused.content.decode()
    with acting_as(governed.lead.pk):
        paper = Paper.objects.get()
    taken = log_in(Client(), governed.member).get(
        reverse("governance:take-paper", args=[meeting.pk, paper.pk])
    )
    assert taken.content == b"%PDF-1.7 x"
    assert "Canary" not in str(taken.headers) + page(governed.lead, "show-meeting", meeting.pk)
    with as_builder():
        assert len(Paper.objects.get().sha256) == 64


def test_a_name_is_taken_out_once_the_seat_is_over(governed: Governed) -> None:
    seat = governed.seats["user"]
    raised = governed.raises(governed.hold())
    form = {"name": seat.name, "capacity": "user", "part": "member", "starts": "2026-01-01", "forget": "on"}
    address = reverse("governance:change-seat", args=[governed.panel.pk, seat.pk])
    client = log_in(Client(), governed.lead)
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "still held" in refused.content.decode()
    send(governed.lead, "change-seat", governed.panel.pk, seat.pk, **form, ends="2026-11-01")
    assert "Sam Quill" not in page(governed.lead, "show-group", governed.panel.pk)
    with acting_as(governed.lead.pk):
        raised.refresh_from_db()
        assert (raised.seat_id, raised.capacity) == (None, "user")
        assert raised.meeting.presence["user"] == [1, 1]
