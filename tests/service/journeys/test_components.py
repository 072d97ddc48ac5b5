"""Every component of the frame in a real browser: wide and narrow, in both languages, with and without scripts."""

import pytest

from tests.service.builders_accounts import make_person
from tests.service.common import pages
from tests.service.journeys.looks import axe_finds, check_page, sticks_out
from tests.service.journeys.walker import Walker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_service"),
    pytest.mark.slow,
]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_component_can_be_read_and_used_by_everybody(walker: Walker, language: str) -> None:
    walker.reads(language)
    for address in ("/components", "/progress", "/privacy", "/cookies", "/accessibility", "/fault/404"):
        walker.goes_to(address)
        check_page(walker)
    walker.narrow().goes_to("/components")
    assert axe_finds(walker.page) == []
    assert not walker.page.locator(".eh-figure__wide").is_visible()
    assert walker.page.locator(".eh-figure__narrow").is_visible()


def test_a_form_with_mistakes_leads_to_each_of_them(walker: Walker) -> None:
    """Given somebody who sends a form too early, when the page is back, then the list of mistakes has the focus."""
    walker.as_(make_person(None)).goes_to("/note")
    check_page(walker)
    walker.types(title="Letters").presses("Save")
    assert walker.page.title().startswith("Error: ")
    check_page(walker)
    walker.page.get_by_role("link", name="On: Enter a day, a month and a year.").click()
    assert walker.page.evaluate("document.activeElement.id") == "id_on_day"
    assert walker.page.locator("[name=title]").input_value() == "Letters"


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_typed_is_lost_when_the_time_is_up(walker: Walker, scripts: bool) -> None:
    """Given a long note, when the session has ended before it is sent, then it is there after logging in again."""
    person = make_person(None)
    if not scripts:
        walker.without_scripts()
    walker.as_(person).goes_to("/note")
    walker.types(title="Letters", text="The letter came in English,\nso we did not go.")
    walker.session_ends().presses("Save")
    assert walker.sees("What you typed is kept for a day")
    then = walker.page.url.split("next=")[1].replace("%2F", "/")
    walker.as_(person).goes_to(then)
    assert walker.sees("What you typed is back")
    assert (
        walker.page.locator("[name=text]").input_value() == "The letter came in English,\nso we did not go."
    )
    if scripts:
        check_page(walker)


def test_the_language_is_a_button_that_needs_no_script(walker: Walker) -> None:
    walker.without_scripts().goes_to("/privacy")
    walker.presses("Cymraeg")
    assert walker.sees("Hysbysiad preifatrwydd")
    assert walker.page.url.endswith("/privacy")
    walker.presses("English")
    assert walker.sees("Privacy notice")


def test_progress_goes_on_without_a_script_and_is_read_out_with_one(walker: Walker) -> None:
    walker.goes_to("/progress")
    live = walker.page.locator("[aria-live=polite]")
    assert live.get_attribute("data-refresh") == "3"
    walker.without_scripts().goes_to("/progress")
    assert walker.page.locator("noscript meta[http-equiv=refresh]").count() == 1
    walker.goes_to("/progress?finished=1")
    assert walker.page.locator("meta[http-equiv=refresh]").count() == 0


def test_five_minutes_before_the_end_the_page_says_so_and_one_may_stay(walker: Walker) -> None:
    """The clock of the page is put forward; the dialog is closed by its button, which begins the time anew."""
    walker.page.clock.install()
    walker.as_(make_person(None)).goes_to("/note")
    assert not walker.page.locator("#eh-time").is_visible()
    walker.page.clock.fast_forward("25:05")
    assert walker.page.locator("#eh-time").is_visible()
    assert axe_finds(walker.page) == []
    with walker.page.expect_response("**/stay") as answer:
        walker.presses("Stay logged in")
    assert answer.value.status == 204
    walker.page.locator("#eh-time").wait_for(state="hidden")


def test_pages_print_without_what_is_for_screens(walker: Walker) -> None:
    walker.goes_to("/components")
    walker.page.emulate_media(media="print")
    hidden = walker.page.locator(".eh-filters, .govuk-pagination, .eh-header__side, .eh-figure__ways")
    assert [one.is_visible() for one in hidden.all()] == [False] * hidden.count()
    assert walker.page.locator("table").first.is_visible()
    assert sticks_out(walker.page) == []
    assert pages.SVG.split("<rect", 1)[1][:10] in walker.page.content()
