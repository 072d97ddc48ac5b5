"""An agenda holds what is due, overdue, blocked, to be reviewed, undated, new and reported; each once, in any order."""

from datetime import date, timedelta

import pytest

from evenhand_service.common.who import acting_as
from evenhand_service.governance.enums import ItemKind, MeetingState
from evenhand_service.governance.models import AgendaItem, Meeting
from evenhand_service.governance.operations import agenda, outcomes
from evenhand_service.governance.rules import matter_of, months_between
from evenhand_service.monitoring.models import KeptFinding
from evenhand_service.plan.enums import Standing
from evenhand_service.plan.operations.faults import NotAllowed
from tests.service.builders import as_builder
from tests.service.builders_governance import LATER, STARTS, Governed
from tests.service.builders_plan import NOW, TODAY
from tests.service.builders_releases import make_release

pytestmark = pytest.mark.django_db


def kinds(governed: Governed, meeting: Meeting, day: date = TODAY) -> dict[str, str]:
    governed.find(meeting, day=day)
    with acting_as(governed.lead.pk):
        return {one.title.split()[0]: one.kind for one in AgendaItem.objects.filter(meeting=meeting)}


def test_what_is_due_overdue_blocked_and_undated_is_found(governed: Governed) -> None:
    planned = governed.planned
    planned.add("1/1", when_text="March 2026")
    planned.add("1/2", when_text="30 November 2026")
    planned.add("1/3", when_text="May 2027")
    planned.add("1/4", depends_on=["1/3"])
    planned.add("1/5")
    planned.add("1/6", now=NOW - timedelta(days=200))
    planned.add("1/7", when_text="Ongoing", now=NOW - timedelta(days=200))
    planned.add("1/8", review_date=date(2026, 11, 1))
    planned.add("1/9", now=NOW - timedelta(days=200), review_date=date(2027, 1, 1))
    assert kinds(governed, governed.meet()) == {
        "1/1": ItemKind.OVERDUE,
        "1/2": ItemKind.DUE_SOON,
        "1/4": ItemKind.BLOCKED,
        "1/6": ItemKind.UNDATED,
        "1/7": ItemKind.UNDATED,
        "1/8": ItemKind.REVIEW_DUE,
    }


def test_found_again_nothing_comes_twice_and_what_was_left_out_stays_out(governed: Governed) -> None:
    governed.planned.add("1/1", when_text="March 2026")
    meeting = governed.meet()
    first = governed.find(meeting)
    with acting_as(governed.lead.pk):
        agenda.leave_out(item=first[0], left_out=True)
    assert governed.find(meeting) == []
    governed.planned.add("1/2", when_text="March 2026")
    assert [one.title[:3] for one in governed.find(meeting)] == ["1/2"]


def test_new_findings_come_with_a_newer_report_and_not_again(governed: Governed) -> None:
    with as_builder():
        make_release(governed.planned.area, approved_at=STARTS - timedelta(days=5))
        assert KeptFinding.objects.exists()
    meeting = governed.meet()
    found = governed.find(meeting)
    assert found
    assert {one.kind for one in found} == {ItemKind.FINDING}
    assert all(one.thread_id and one.title for one in found)
    governed.begin(meeting)
    after = governed.meet(starts_at=LATER)
    assert [one.kind for one in governed.find(after)] == [ItemKind.MINUTES]


def test_what_the_panel_reports_upward_stands_on_the_forums_next_agenda(governed: Governed) -> None:
    meeting = governed.hold()
    with acting_as(governed.lead.pk):
        done = outcomes.decide(
            meeting=meeting,
            person=governed.lead,
            kind="decision",
            words="Ask all four prisons",
            lang="en",
            now=NOW,
        )
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
        meeting.refresh_from_db()
        report = outcomes.report_upward(
            meeting=meeting, person=governed.lead, words="Prisons first", lang="en", decisions=[done], now=NOW
        )
    assert report.body[0]["words"] == "Ask all four prisons"
    above = governed.meet(group=governed.forum, starts_at=LATER)
    found = governed.find(above)
    assert [(one.kind, one.report_id) for one in found] == [(ItemKind.REPORTED, report.pk)]
    governed.begin(above)
    assert [
        one.kind for one in governed.find(governed.meet(group=governed.forum, starts_at=LATER + timedelta(9)))
    ] == [ItemKind.MINUTES]


def test_items_are_put_in_order_and_stay_when_something_was_written(governed: Governed) -> None:
    meeting = governed.meet()
    with acting_as(governed.lead.pk):
        rows = [agenda.add_item(meeting=meeting, title=one, lang="en") for one in "abc"]
        agenda.move_item(item=rows[2], up=True)
        agenda.move_item(item=rows[0], up=True)
        agenda.move_item(item=rows[1], up=False)
        assert [one.title for one in meeting.items.all()] == ["a", "c", "b"]
    governed.begin(meeting)
    with acting_as(governed.lead.pk):
        agenda.write_minutes(item=rows[0], words="Much")
        rows[0].refresh_from_db()
        rows[0].meeting.refresh_from_db()
        with pytest.raises(NotAllowed, match="written"):
            agenda.leave_out(item=rows[0], left_out=True)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2026-01-31", "2026-02-28", 0), ("2026-01-15", "2026-04-15", 3), ("2025-12-31", "2026-12-30", 11)],
)
def test_months_are_whole(first: str, last: str, months: int) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


def test_every_standing_has_an_answer() -> None:
    told = {
        one: matter_of(one, review_date=None, quiet_since=TODAY, day=TODAY, undated_months=3)
        for one in Standing
    }
    assert told[Standing.OVERDUE] == ItemKind.OVERDUE
    assert told[Standing.DONE] is None
    assert told[Standing.NO_DATE] is None
