"""Somebody who has never seen it finds the worst gap of their area, looks at it, and makes something of it."""

from datetime import date

import pytest

from evenhand_service.monitoring.models import ActionSeed
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_area, make_person
from tests.service.builders_releases import make_release
from tests.service.journeys.looks import axe_finds, check_page, is_a_page, sticks_out
from tests.service.journeys.walker import Walker

WORST = "of every 100 Bangladeshi people found in need, about 29 started treatment"


def look(walker: Walker) -> None:
    """Look at a page as it is, on a telephone too; the keyboard's way is the same on all of them, and tried once."""
    found = is_a_page(walker.page) + axe_finds(walker.page)
    walker.narrow()
    found += sticks_out(walker.page)
    walker.wide()
    assert found == [], "\n".join([walker.page.url, *found])


@pytest.mark.django_db(transaction=True)
def test_from_the_first_page_to_a_next_step_in_three_presses(walker: Walker) -> None:
    region = make_area("North West", level="region")
    area = make_area("Riverside", parent=region)
    make_release(area)
    make_release(area, period_ends=date(2025, 12, 31), size=0.3)
    walker.as_(make_person("partnership-lead", area=area)).goes_to("/")
    walker.presses("Findings")
    assert WORST in walker.page.locator("main").inner_text()[:600]
    check_page(walker)
    walker.presses("Look at this finding")
    assert walker.sees("33 to 72 people")
    assert walker.sees("Not clearly different then")
    look(walker)
    walker.presses("Add what might explain it")
    walker.presses("In which language do letters")
    look(walker)
    walker.presses("Write it down").presses("Make this an action")
    walker.presses("Keep the action")
    assert walker.sees("There is a problem")
    look(walker)
    walker.types(wording="A worker with the language in the suite", lead_name="Jo")
    walker.types(due_date_day="31", due_date_month="3", due_date_year="2027").presses("Keep the action")
    assert walker.sees("30 of every 100 (21 to 40)")
    with as_builder():
        assert ActionSeed.objects.get(area=area).due_date == date(2027, 3, 31)
    walker.goes_to(f"/areas/{area.code}/")
    assert walker.sees("A worker with the language in the suite")
    walker.goes_to(f"/areas/{area.code}/needs/")
    look(walker)
    walker.as_(make_person("regional-viewer", area=region)).reads("cy").goes_to("/review/")
    assert walker.sees("Adolygiad o North West")
    look(walker)
    assert walker.complaints == []
