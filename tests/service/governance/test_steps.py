"""A meeting's life: every step from every state is allowed or refused as the table says."""

import pytest

from evenhand_service.common.who import acting_as
from evenhand_service.governance.enums import MeetingState
from evenhand_service.governance.models import Meeting
from evenhand_service.governance.operations import agenda, meetings
from evenhand_service.governance.rules import ALLOWED, may_write, steps_from, why_not_write
from evenhand_service.governance.steps import MEETING_MACHINE
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from tests.service.builders import as_builder
from tests.service.builders_governance import Governed
from tests.service.builders_plan import NOW

pytestmark = pytest.mark.django_db
STATES = list(MeetingState)


def put(meeting: Meeting, state: str) -> None:
    with as_builder():
        Meeting.objects.filter(pk=meeting.pk).update(state=state, agreed_at=NOW, called_off_because="Snow")


def test_every_step_from_every_state(governed: Governed) -> None:
    meeting = governed.meet()
    for verb in MEETING_MACHINE.by_verb():
        step = MEETING_MACHINE.step(verb)
        for state in STATES:
            put(meeting, state)
            with acting_as(governed.lead.pk):
                if state in step.before:
                    meetings.move(meeting=meeting, verb=verb, now=NOW)
                    assert meeting.state == step.after
                else:
                    with pytest.raises(NotAllowed, match="another state"):
                        meetings.move(meeting=meeting, verb=verb, now=NOW)
                    assert Meeting.objects.get(pk=meeting.pk).state == state
            assert (verb in steps_from(state)) is (state in step.before)


def test_every_state_is_reached_and_the_last_ones_end() -> None:
    reached = {step.after for step in MEETING_MACHINE.steps} | {MeetingState.PLANNED}
    assert reached == set(STATES)
    assert {one for one in STATES if not steps_from(one)} == {MeetingState.AGREED, MeetingState.CALLED_OFF}


def test_nothing_is_written_of_what_is_over() -> None:
    over = (MeetingState.AGREED, MeetingState.CALLED_OFF)
    written = {(what, state) for what in ALLOWED for state in over if may_write(what, state)}
    assert written == {("report", MeetingState.AGREED)}
    assert "over" in str(why_not_write("minutes", MeetingState.AGREED))
    assert "Begin" in str(why_not_write("minutes", MeetingState.PLANNED))


def test_minutes_wait_for_the_meeting_and_its_day_stays_once_begun(governed: Governed) -> None:
    meeting = governed.meet()
    with acting_as(governed.lead.pk):
        item = agenda.add_item(meeting=meeting, title="Money", lang="en")
        with pytest.raises(NotAllowed, match="Begin"):
            agenda.write_minutes(item=item, words="Said")
        meetings.change_meeting(meeting=meeting, version=1, place="Library")
        with pytest.raises(ChangedMeanwhile):
            meetings.change_meeting(meeting=meeting, version=1, place="Elsewhere")
    governed.begin(meeting)
    with acting_as(governed.lead.pk), pytest.raises(NotAllowed, match="begun"):
        meetings.change_meeting(meeting=meeting, version=meeting.version, place="Elsewhere")
