"""The plan in a browser, without a script too: its table at a glance, a row opened in place, two people at once."""

import os
from datetime import date
from pathlib import Path

import pytest

from evenhand_service.common.who import acting_as
from evenhand_service.plan.models import Action, Document
from evenhand_service.plan.operations import actions, log, states
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.tasks import read_document
from tests.service.builders import as_builder
from tests.service.builders_plan import NOW, Planned, make_planned
from tests.service.journeys.looks import axe_finds, check_page, is_a_page, sticks_out
from tests.service.journeys.walker import Walker

ROWS = (
    (
        "1/4",
        "Bring people from other lines of work onto the training course.",
        "February 2007",
        "Pam S (Home Office)",
    ),
    (
        "1/5",
        "Record who works in the sector.",
        "March 2007 – First Stage  July 2007 – Second Stage",
        "Pam S (Home Office)",
    ),
    ("1/6", "See whether some groups get on less often.", "Dependant on 1/5", "Pam S (Home Office)"),
    ("5/3", "Collect examples of good practice.", "Ongoing", "All of Scrutiny Panel"),
)


def look(walker: Walker, name: str) -> None:
    """Look at a page as it is, on a telephone too; keep a picture where somebody asks for one."""
    if folder := os.environ.get("EVENHAND_PICTURES"):
        walker.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    found = is_a_page(walker.page) + axe_finds(walker.page)
    walker.narrow()
    found += sticks_out(walker.page)
    if folder:
        walker.page.screenshot(path=Path(folder) / f"{name}-narrow.png", full_page=True)
    walker.wide()
    assert found == [], "\n".join([walker.page.url, *found])


def plan_of_2006() -> Planned:
    """Return a plan with the dates that the plan of 2006 has, and something said of it."""
    planned = make_planned()
    for reference, wording, when, lead in ROWS:
        name, _bracket, agency = lead.rstrip(")").partition(" (")
        action = planned.add(reference, wording, when_text=when, leads=[Answers(name=name, agency=agency)])
    with acting_as(planned.lead.pk):
        first = Action.objects.get(reference="1/4")
        log.log_progress(
            action=first,
            person=planned.lead,
            words="24 people came; follow-up is under way.",
            lang="en",
            now=NOW,
        )
        states.reach_milestone(
            milestone=Action.objects.get(reference="1/5").milestones.first(),
            person=planned.lead,
            done_date=date(2007, 3, 20),
            now=NOW,
        )
        assert action
    return planned


@pytest.mark.django_db(transaction=True)
def test_a_plan_is_read_at_a_glance_and_written_row_by_row(walker: Walker) -> None:
    planned = plan_of_2006()
    here = f"/plans/{planned.plan.pk}/"
    walker.as_(planned.analyst).goes_to("/plans/")
    look(walker, "plans")
    walker.goes_to(f"{here}?on=2007-04-01")
    assert walker.sees("Overdue")
    assert walker.sees("Waits for 1/5")
    check_page(walker)
    look(walker, "plan")
    with as_builder():
        action = Action.objects.get(reference="1/4")
    walker.goes_to(f"{here}?edit={action.pk}")
    look(walker, "plan-row-open")
    walker.types(wording="Bring people onto the course, from everywhere.", when_text="Spring 2027")
    walker.presses("Save this row")
    assert walker.sees("1 March to 31 May 2027")
    walker.goes_to(f"/actions/{action.pk}/")
    check_page(walker)
    look(walker, "action")
    walker.goes_to(f"{here}timeline/")
    look(walker, "timeline")
    walker.goes_to(f"{here}editions/")
    walker.presses("Take the edition")
    look(walker, "editions")
    walker.reads("cy").goes_to(here)
    look(walker, "plan-cy")
    assert walker.complaints == []


@pytest.mark.django_db(transaction=True)
def test_without_a_script_two_people_who_write_one_row_are_told(walker: Walker) -> None:
    planned = plan_of_2006()
    with as_builder():
        action = Action.objects.get(reference="1/6")
    here = f"/plans/{planned.plan.pk}/?edit={action.pk}"
    walker.without_scripts().as_(planned.analyst).goes_to(here)
    with acting_as(planned.lead.pk):
        actions.change_action(
            action=action, person=planned.lead, version=1, changes={"wording": "Words of the lead"}, now=NOW
        )
    walker.types(wording="Words of the analyst").presses("Save this row")
    assert walker.sees("Lee Lead changed this action")
    assert walker.sees("Words of the lead")
    assert walker.page.locator("[name=wording]").input_value() == "Words of the analyst"
    walker.presses("Save the action")
    assert walker.sees("The action is saved.")
    with as_builder():
        assert Action.objects.get(pk=action.pk).wording == "Words of the analyst"


@pytest.mark.django_db(transaction=True)
def test_a_document_is_read_and_its_rows_confirmed_together(walker: Walker, tmp_path: Path) -> None:
    planned = make_planned()
    document = tmp_path / "plan.md"
    document.write_text(
        "# Plan\n\n## 1. Workforce\n\n| Ref | Action | Deadline | Lead |\n|---|---|---|---|\n"
        "| 1/4 | Record who works here. | March 2027 | Jo Price (Council) |\n"
        "| 1/6 | Use what 1/4 records. | Dependent on 1/4 | All of the panel |\n",
        "utf-8",
    )
    walker.as_(planned.analyst).goes_to(f"/plans/{planned.plan.pk}/documents/")
    look(walker, "documents")
    walker.page.set_input_files("[name=file]", document)
    walker.presses("Read it")
    assert walker.sees("The document is being read")
    look(walker, "document-being-read")
    with as_builder():
        held = Document.objects.get()
    read_document.call(str(held.pk), str(planned.analyst.pk))
    walker.goes_to(f"/plan-documents/{held.pk}/?tick=all")
    look(walker, "document-read")
    walker.presses("Confirm the ticked rows as they stand")
    assert walker.sees("2 rows are in the plan now.")
    walker.goes_to(f"/plan-documents/{held.pk}/")
    look(walker, "document-confirmed")
    with as_builder():
        action = Action.objects.get(reference="1/4")
    walker.goes_to(f"/actions/{action.pk}/milestones/new/")
    walker.presses("Set it")
    look(walker, "milestone-empty")
    walker.types(wording="Ask ten people", when_text="May 2027").presses("Set it")
    assert walker.sees("Ask ten people")
    look(walker, "action-with-milestone")
    assert walker.complaints == []
