"""Every form sent as it is: where it comes back with mistakes, the page is as good as any, in English and in Welsh."""

import pytest

from tests.service.journeys.looks import faults
from tests.service.journeys.rounds import by_person, in_welsh, told
from tests.service.journeys.walker import Walker
from tests.service.journeys.ways import WALKED, address
from tests.service.journeys.world import World, make_world

pytestmark = pytest.mark.slow
# Sent, these end the walk of who sends them.
NOT_SENT = {"account_logout", "accounts:close-access"}
# How many forms come back at least: were none to come back, nothing would have been looked at.
FEWEST_FORMS = 70


@pytest.mark.django_db(transaction=True)
def test_every_form_that_comes_back_with_mistakes(walker: Walker) -> None:
    world = make_world()
    names = [name for name in by_person() if WALKED[name][0] == "lead" and name not in NOT_SENT]
    english = mistakes(walker, world, names, "en")
    # What is wrong with a form does not hang on the language: those that came back do so again, and no others.
    welsh = mistakes(walker, world, list(english), "cy")
    assert welsh.keys() == english.keys()
    assert len(english) >= FEWEST_FORMS
    found = {f"{name} (en)": wrong for name, wrong in english.items() if wrong}
    found |= {f"{name} (cy)": wrong for name, wrong in welsh.items() if wrong}
    assert found == {}, told(found)


def mistakes(walker: Walker, world: World, names: list[str], language: str) -> dict[str, list[str]]:
    """Send forms as they are; of each that comes back with mistakes, return what is wrong with its page."""
    found: dict[str, list[str]] = {}
    begins = {"en": "Error: ", "cy": "Gwall: "}[language]
    walker.reads(language).as_(world.people["lead"])
    for name in names:
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
            found[name] = wrong
    return found
