"""The panel of the made-up partnership: held once with agreed minutes, ahead once with an agenda; made once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evenhand_service.common.who import acting_as
from evenhand_service.config.example.meeting import make_panel
from evenhand_service.governance.enums import MeetingState
from evenhand_service.governance.models import AgendaItem, Group, Meeting, Minutes, Seat, UpwardReport
from tests.service.builders import as_builder
from tests.service.builders_plan import make_planned
from tests.service.builders_releases import make_release


@pytest.mark.django_db
def test_the_example_has_a_panel_that_met_and_meets_again() -> None:
    planned, now = make_planned(), timezone.now()
    with as_builder():
        make_release(planned.area, approved_at=now)
    planned.add("2/1", when_text="March 2026")
    for _ in range(2):
        make_panel(planned.area, lead=planned.lead, member=planned.panel, now=now + timedelta(minutes=1))
    with acting_as(planned.lead.pk):
        assert Group.objects.count() == 2
        assert Seat.objects.get(user=planned.panel).capacity == "community"
        held, ahead = Meeting.objects.order_by("starts_at")
        assert (held.state, ahead.state) == (MeetingState.AGREED, MeetingState.PLANNED)
        assert Minutes.objects.get().body["items"][0]["decisions"]
        assert UpwardReport.objects.get().body
        kinds = set(AgendaItem.objects.filter(meeting=ahead).values_list("kind", flat=True))
        assert {"minutes", "overdue", "finding"} <= kinds
