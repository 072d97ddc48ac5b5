"""A meeting is run from its agenda to its minutes by somebody in front of a browser."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from evenhand_service.common.who import acting_as
from evenhand_service.governance.enums import MeetingState
from evenhand_service.governance.models import Meeting
from evenhand_service.plan.models import Action, Progress
from tests.service.builders import as_builder
from tests.service.builders_governance import Governed, make_governed
from tests.service.builders_releases import make_release
from tests.service.journeys.looks import axe_finds, is_a_page, sticks_out
from tests.service.journeys.walker import Walker


def look(walker: Walker, at: str) -> None:
    """Wait for the page with a heading, then look at it."""
    walker.page.get_by_role("heading", level=1, name=at).wait_for()
    found = is_a_page(walker.page) + axe_finds(walker.page)
    walker.narrow()
    found += sticks_out(walker.page)
    walker.wide()
    assert found == [], "\n".join([walker.page.url, *found])


def at_item(walker: Walker, item: str, words: str) -> None:
    """Press the button, or follow the link, of these words at an item of the agenda."""
    place = walker.page.locator("article", has_text=item)
    place.get_by_role("button", name=words).or_(place.get_by_role("link", name=words)).first.click()


def reads_then(walker: Walker, words: str) -> None:
    """Wait until words stand on the page: the answer to what was pressed."""
    walker.page.get_by_text(words).first.wait_for()


def plan_it(walker: Walker, governed: Governed) -> None:
    """Plan a meeting for today: what is overdue and newly found stands on its agenda at once."""
    today = timezone.localdate()
    walker.goes_to("/meetings/")
    look(walker, "Meetings")
    walker.presses("Riverside scrutiny panel")
    look(walker, "Riverside scrutiny panel")
    walker.presses("Plan a meeting")
    walker.types(starts="14:00", place="Town hall")
    walker.types(day_day=str(today.day), day_month=str(today.month), day_year=str(today.year))
    look(walker, "Plan a meeting")
    walker.presses("Plan the meeting")
    reads_then(walker, "2/1 Ask in which language letters come")
    reads_then(walker, "Bangladeshi")
    look(walker, "Riverside scrutiny panel, ")


def open_it(walker: Walker) -> None:
    walker.types(title="Money for interpreters").presses("Add it")
    at_item(walker, "Money for interpreters", "Move up")
    reads_then(walker, "The agenda was changed.")
    walker.presses("Send the agenda")
    reads_then(walker, "Letters sent: 2.")
    reads_then(walker, "Kim Quill")
    walker.presses("Begin the meeting")
    reads_then(walker, "In progress")
    walker.presses("Write down who was there")
    look(walker, "Who was there")
    walker.presses("Save")
    reads_then(walker, "Uses services: 1 of 1")


def talk(walker: Walker) -> None:
    """Write what was said, decide, take an action into the plan, and say how the others go."""
    at_item(walker, "2/1 Ask", "Write what was said")
    walker.types(minutes="Two of three providers asked.").presses("Write it down")
    at_item(walker, "Money for interpreters", "Add a decision or an action")
    look(walker, "What came of it")
    walker.page.get_by_label("Action", exact=True).check()
    walker.types(words="Ask for money for interpreters", leads="Jo Price", when_text="May 2027")
    walker.presses("Write it down")
    reads_then(walker, "The action stands in the plan.")
    at_item(walker, "Money for interpreters", "Write down what somebody raised")
    walker.types(words="Letters do not come in Urdu")
    walker.page.get_by_label("Who raised it").select_option(label="Sam Quill")
    look(walker, "What somebody raised")
    walker.presses("Write it down")
    reads_then(walker, "Raised (uses services)")
    walker.presses("Go through the action table")
    reads_then(walker, "Data report of Riverside")
    walker.page.get_by_label("Progress, as the meeting heard it: 2/1").fill("Half done")
    look(walker, "The action table")
    walker.presses("Write it to the logs")
    reads_then(walker, "from this meeting")


def end_it(walker: Walker, governed: Governed) -> Meeting:
    with as_builder():
        meeting = Meeting.objects.get(group=governed.panel)
    walker.goes_to(f"/meetings/{meeting.pk}/")
    walker.presses("Close the meeting")
    reads_then(walker, "Held, minutes in draft")
    with walker.page.expect_download() as told:
        walker.page.get_by_role("link", name="DOCX").last.click()
    text = "\n".join(one.text for one in Document(BytesIO(told.value.path().read_bytes())).paragraphs)
    assert "Draft" in text
    assert "Two of three providers asked." in text
    assert "Quill" not in text
    walker.presses("The minutes are agreed")
    reads_then(walker, "Agreed minutes as a file")
    look(walker, "Riverside scrutiny panel, ")
    walker.presses("Report to the group above")
    walker.types(words="Interpreters need money").presses("Send the report")
    reads_then(walker, "Sent to Riverside equality forum")
    return meeting


@pytest.mark.django_db(transaction=True)
def test_a_meeting_from_agenda_to_minutes(walker: Walker) -> None:
    governed = make_governed()
    make_release(governed.planned.area, approved_at=timezone.now() - timedelta(days=3))
    governed.planned.add("2/1", when_text="March 2026")
    walker.as_(governed.lead)
    plan_it(walker, governed)
    open_it(walker)
    talk(walker)
    meeting = end_it(walker, governed)
    walker.goes_to("/meetings/diary/")
    look(walker, "Your dates")
    walker.presses("Make a link")
    reads_then(walker, "/calendars/")
    look(walker, "Your dates")
    walker.as_(governed.member).reads("cy").goes_to(f"/meetings/{meeting.pk}/")
    reads_then(walker, "Cytunwyd ar y cofnodion")
    look(walker, "Riverside scrutiny panel, ")
    with acting_as(governed.lead.pk):
        meeting.refresh_from_db()
        assert meeting.state == MeetingState.AGREED
        assert Action.objects.get(wording="Ask for money for interpreters").origin == "meeting"
        assert Progress.objects.filter(words="Half done").count() == 1
    assert walker.complaints == []
