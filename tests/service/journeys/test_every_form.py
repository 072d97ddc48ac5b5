"""Every form sent as it is: where it comes back with mistakes, the page is as good as any, in English and in Welsh."""

import pytest

from tests.service.journeys.looks import faults, is_a_page
from tests.service.journeys.rounds import by_person, in_welsh, told
from tests.service.journeys.sent import reader, send, show
from tests.service.journeys.shapes import shape_of
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
    """Send forms as they are; of each that comes back with mistakes, return what is wrong with its page.

    One form of each app is sent by the browser itself, and has to come back the same.
    """
    found: dict[str, list[str]] = {}
    begins = {"en": "Error: ", "cy": "Gwall: "}[language]
    walker.reads(language).as_(world.people["lead"])
    (walker.narrow if language == "cy" else walker.wide)()
    client = reader(world.people["lead"], language)
    pressed: set[str] = set()
    for name in names:
        back = send(client, address(name, world), language)
        if back is None:
            continue
        walker.complaints.clear()
        show(walker, back)
        app = name.partition(":")[0]
        first = language == "en" and app not in pressed
        shape = _shape(walker) if first else set()
        wrong = [*back.wrong, *(faults(walker, keyboard=False) if language == "en" else in_welsh(walker))]
        if not walker.page.title().startswith(begins):
            wrong.append(f"its title does not say that there is a mistake: {walker.page.title()}")
        if first:
            pressed.add(app)
            if _pressed(walker, address(name, world)) != shape:
                wrong.append("comes back otherwise when the button is pressed")
        found[name] = wrong
    return found


def _shape(walker: Walker) -> set[str]:
    """Return the shape of a page that is whole, once it stays as it is."""
    assert is_a_page(walker.page) == []
    before: set[str] = set()
    now = shape_of(walker.page)
    while before != now:
        walker.page.wait_for_timeout(100)
        before, now = now, shape_of(walker.page)
    return now


def _pressed(walker: Walker, where: str) -> set[str]:
    """Press the button in the browser; return the shape of what comes back."""
    walker.goes_to(where)
    walker.page.locator("main form[method=post] button[type=submit]").first.click()
    walker.page.wait_for_load_state("load")
    walker.page.locator(".govuk-error-summary").wait_for()
    return _shape(walker)
