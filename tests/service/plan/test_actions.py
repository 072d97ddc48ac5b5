"""Actions: taken in as written, changed by those who saw what they change, dates read and kept word for word."""

from datetime import date

import pytest

from evenhand_service.common.who import acting_as
from evenhand_service.plan.enums import LinkKind, ProgressKind, WhenKind
from evenhand_service.plan.models import Action, Dependency, Progress
from evenhand_service.plan.operations import actions, states
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed
from evenhand_service.plan.queries.snapshot import rows_of
from tests.service.builders import as_builder
from tests.service.builders_plan import NOW, Planned

pytestmark = pytest.mark.django_db


def test_a_season_is_kept_as_words_and_read_as_days(planned: Planned) -> None:
    action = planned.add("2/1", when_text="Spring 2007")
    assert (action.when_text, action.when_kind) == ("Spring 2007", WhenKind.UNMARKED)
    assert (action.earliest, action.latest) == (date(2007, 3, 1), date(2007, 5, 31))
    assert (action.due_from, action.due_by) == (date(2007, 3, 1), date(2007, 5, 31))


def test_stages_become_milestones_and_the_first_open_one_counts(planned: Planned) -> None:
    action = planned.add("1/5", when_text="March 2007 – First Stage  July 2007 – Second Stage")
    assert action.when_kind == WhenKind.STAGED
    with acting_as(planned.analyst.pk):
        first, second = action.milestones.all()
        assert (first.latest, second.latest) == (date(2007, 3, 31), date(2007, 7, 31))
        assert action.due_by == date(2007, 3, 31)
        states.reach_milestone(milestone=first, person=planned.analyst, done_date=date(2007, 3, 20), now=NOW)
        action.refresh_from_db()
    assert action.due_by == date(2007, 7, 31)


def test_a_reference_that_the_plan_lacks_dangles_until_it_comes(planned: Planned) -> None:
    waits = planned.add("1/6", when_text="Dependant on 1/5")
    with acting_as(planned.analyst.pk):
        link = waits.waits_for.get()
        assert (link.kind, link.on, link.on_text) == (LinkKind.DEPENDS, None, "1/5")
    came = planned.add("1/5")
    with acting_as(planned.analyst.pk):
        link.refresh_from_db()
        assert (link.on_id, link.on_text) == (came.pk, "")


def test_a_reference_stands_once_in_a_plan(planned: Planned) -> None:
    planned.add("2/1")
    with pytest.raises(NotAllowed, match="reference"):
        planned.add("2/1")
    planned.add("")
    planned.add("")


def test_numbering_gaps_stay_as_they_are(planned: Planned) -> None:
    for reference in ("1/4", "1/7", "2/5"):
        planned.add(reference)
    with acting_as(planned.analyst.pk):
        assert [one["reference"] for one in rows_of(planned.analyst, planned.plan)] == ["1/4", "1/7", "2/5"]


def test_two_people_who_change_the_same_action_are_told(planned: Planned) -> None:
    action = planned.add("2/1")
    change = {"person": planned.analyst, "version": 1, "now": NOW}
    with acting_as(planned.analyst.pk):
        actions.change_action(action=action, changes={"wording": "First"}, **change)
        with pytest.raises(ChangedMeanwhile) as told:
            actions.change_action(action=action, changes={"wording": "Second"}, **change)
        assert told.value.now.wording == "First"
        assert Action.objects.get(pk=action.pk).wording == "First"
        entry = Progress.objects.get(action=action, kind=ProgressKind.CHANGED)
        assert entry.details["wording"] == ["Ask in which language letters come", "First"]


def test_a_changed_date_is_read_anew_and_a_reached_stage_stays(planned: Planned) -> None:
    action = planned.add("1/5", when_text="March 2007 – First Stage  July 2007 – Second Stage")
    with acting_as(planned.analyst.pk):
        first = action.milestones.first()
        states.reach_milestone(milestone=first, person=planned.analyst, done_date=date(2007, 3, 20), now=NOW)
        actions.change_action(
            action=action,
            person=planned.analyst,
            version=1,
            changes={"when_text": "March 2007 – First Stage  September 2007 – Second Stage"},
            now=NOW,
        )
        assert [one.done_date for one in action.milestones.all()] == [date(2007, 3, 20), None]
    assert action.due_by == date(2007, 9, 30)


def test_leads_without_an_account_several_and_collective(planned: Planned) -> None:
    leads = [
        Answers(name="Kate D", agency="UCLan"),
        Answers(agency="All of Scrutiny Panel", is_collective=True),
    ]
    action = planned.add("3/1", leads=leads)
    with acting_as(planned.panel.pk):
        row = rows_of(planned.panel, planned.plan)[0]
        assert row["leads"] == [
            {"name": "Kate D", "agency": "UCLan"},
            {"name": "", "agency": "All of Scrutiny Panel"},
        ]
        assert action.leads.filter(is_collective=True).count() == 1


def test_an_action_never_waits_for_itself(planned: Planned) -> None:
    action = planned.add("1/5", depends_on=["1/5"])
    with as_builder():
        assert not Dependency.objects.filter(action=action, on=action).exists()
