"""Recommendations in a browser, on a telephone too: loaded, waited for, merged, answered by an action."""

import os
from pathlib import Path

import pytest

from evenhand_service.plan.models import Recommendation
from tests.service.builders import as_builder
from tests.service.builders_plan import make_planned
from tests.service.journeys.looks import axe_finds, check_page, is_a_page, sticks_out
from tests.service.journeys.walker import Walker
from tests.service.plan.test_comparisons import make_followed, others
from tests.service.plan.test_effects import address


def look(walker: Walker, name: str) -> None:
    """Look at a page as it is, on a telephone too; keep a picture where somebody asks for one."""
    folder = os.environ.get("EVENHAND_PICTURES")
    walker.page.wait_for_selector("h1")
    found = is_a_page(walker.page) + axe_finds(walker.page)
    if folder:
        walker.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    walker.narrow()
    found += sticks_out(walker.page)
    if folder:
        walker.page.screenshot(path=Path(folder) / f"{name}-narrow.png", full_page=True)
    walker.wide()
    assert found == [], "\n".join([walker.page.url, *found])


@pytest.mark.django_db(transaction=True)
def test_a_recommendation_from_its_source_to_an_action(walker: Walker) -> None:
    planned = make_planned()
    area = f"/areas/{planned.area.code}/recommendations/"
    walker.as_(planned.analyst).goes_to(f"{area}load/")
    look(walker, "rec-load")
    walker.presses("Load them")
    assert walker.sees("85 recommendations came")
    look(walker, "rec-list")
    walker.goes_to(f"{area}alike/")
    look(walker, "rec-alike")
    walker.page.get_by_role("button", name="The same: the first stands for both").first.click()
    assert walker.sees("They are merged")
    walker.page.get_by_role("button", name="Not the same").first.click()
    assert walker.sees("They are kept apart")
    look(walker, "rec-alike-decided")
    with as_builder():
        one = Recommendation.objects.get(source_kind="committee", number="4")
    here = f"/recommendations/{one.pk}/"
    walker.goes_to(f"{here}actions/new/")
    look(walker, "rec-new-action")
    walker.types(reference="2/1", when_text="Spring 2027").presses("Take it into the plan")
    walker.goes_to(f"{here}reply/")
    walker.presses("Keep the reply")
    assert walker.sees("There is a problem")
    look(walker, "rec-reply-wrong")
    walker.goes_to(f"{here}escalate/")
    look(walker, "rec-escalate")
    walker.presses("Keep the step")
    assert walker.sees("The step is on record")
    check_page(walker)
    look(walker, "rec-page")
    walker.goes_to(f"{here}edit/")
    look(walker, "rec-edit")
    walker.goes_to("/recommendations/")
    look(walker, "rec-areas")
    walker.reads("cy").goes_to(here)
    look(walker, "rec-page-cy")
    assert walker.complaints == []


@pytest.mark.django_db(transaction=True)
def test_a_promise_beside_areas_that_did_not_act_and_what_is_added_up(walker: Walker) -> None:
    planned, indicator = make_followed()
    named = others(5)
    walker.as_(planned.analyst).goes_to(address(indicator))
    look(walker, "promise")
    walker.types(
        target="50",
        starts_day="1",
        starts_month="1",
        starts_year="2025",
        due_day="30",
        due_month="6",
        due_year="2026",
    )
    walker.page.get_by_label("Set its change beside the change in areas that did not act").check()
    walker.presses("Reckon what could be seen")
    assert walker.sees("Name 5 areas at least")
    look(walker, "promise-wrong")
    for one in named:
        walker.page.get_by_label(one.name).check()
    walker.presses("Reckon what could be seen")
    assert walker.sees("What could be seen")
    look(walker, "promise-reckoned")
    walker.presses("Promise this")
    assert walker.sees("It is promised")
    look(walker, "promise-made")
    walker.presses("Look again with what these areas have published since")
    assert walker.sees("published nothing new") or walker.sees("It was looked at again")
    walker.goes_to(f"/areas/{planned.area.code}/roll-up/")
    look(walker, "roll-up")
    for name, where in (("roll-ups", "/roll-up/"), ("loops", f"/areas/{planned.area.code}/loops/")):
        walker.goes_to(where)
        look(walker, name)
    walker.reads("cy").goes_to(f"/areas/{planned.area.code}/roll-up/")
    look(walker, "roll-up-cy")
    assert walker.complaints == []
