"""Every form sent as it is: where it comes back with mistakes, the page is as good as any, in English and in Welsh."""

import pytest

from tests.service.journeys.looks import faults
from tests.service.journeys.rounds import by_person, in_welsh, told
from tests.service.journeys.walker import Walker
from tests.service.journeys.ways import WALKED, address
from tests.service.journeys.world import World, make_world

pytestmark = pytest.mark.slow


@pytest.mark.django_db(transaction=True)
def test_every_form_that_comes_back_with_mistakes(walker: Walker) -> None:
    world = make_world()
    found = mistakes(walker, world, "en") | mistakes(walker, world, "cy")
    assert found == {}, told(found)


def mistakes(walker: Walker, world: World, language: str) -> dict[str, list[str]]:
    """Send every form as it is; where it comes back with mistakes, return what is wrong with the page."""
    found: dict[str, list[str]] = {}
    begins = {"en": "Error: ", "cy": "Gwall: "}[language]
    walker.reads(language).as_(world.people["lead"])
    for name in by_person():
        if WALKED[name][0] != "lead" or name in {"account_logout", "accounts:close-access"}:
            continue
        walker.complaints.clear()
        # A form that is sent may have chosen a language: the one of the profile does.
        walker.reads(language).goes_to(address(name, world))
        button = walker.page.locator("main form[method=post] button[type=submit]")
        if (
            not button.count()
            or not walker.page.locator(
                "main form[method=post] :is(input:not([type=hidden]), textarea, select)"
            ).count()
        ):
            continue
        button.first.click()
        walker.page.wait_for_load_state("load")
        if walker.page.locator(".govuk-error-summary").count():
            wrong = faults(walker, keyboard=False) if language == "en" else in_welsh(walker)
            if not walker.page.title().startswith(begins):
                wrong.append(f"its title does not say that there is a mistake: {walker.page.title()}")
            if wrong:
                found[f"{name} (mistakes, {language})"] = wrong
    return found
