"""Somebody new comes in: by the link of a letter, with a passkey that their browser makes, and again with it alone."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from evenhand_service.accounts.people import invitations
from evenhand_service.common.who import acting_as
from tests.service.accounts.entering import code
from tests.service.builders_accounts import PASSWORD, make_area, make_organisation, make_person
from tests.service.journeys.looks import check_page
from tests.service.journeys.walker import Walker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def device(walker: Walker) -> Iterator[Any]:
    """A device with a finger reader, as Chromium pretends one."""
    # The first page of a fresh server, on a machine that does other things besides.
    walker.waits(30_000)
    session = walker.context.new_cdp_session(walker.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


@pytest.fixture
def link() -> str:
    place = make_organisation(make_area())
    lead = make_person("partnership-lead", place, place.area, name="Lena Lead")
    with acting_as(lead.pk):
        sent = invitations.invite_person(
            by=lead,
            email="noa.new@example.test",
            name="Noa New",
            role="analyst",
            organisation=place,
            area=place.area,
            starts=date(2026, 1, 1),
            ends=None,
            now=timezone.now(),
        )
    return f"/invitation/{invitations.sign(sent)}"


def _logs_out(page: Any) -> None:
    page.get_by_role("link", name="Log out").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(lambda address: "logout" not in address)


def test_with_a_passkey(walker: Walker, device: Any, link: str) -> None:
    page = walker.page
    walker.goes_to(link)
    assert walker.sees("Lena Lead invites you as Analyst at Aberwen Partnership.")
    check_page(walker)
    walker.types(password=PASSWORD).presses("Accept")
    page.wait_for_url("**/second-factor/")
    assert walker.sees("Set up a second factor")
    walker.presses("Set up a passkey")
    page.get_by_label("Log in with this passkey alone").check()
    walker.presses("Make the passkey")
    page.wait_for_url("**/codes/")
    assert page.locator("main code").count() == 10
    check_page(walker)
    walker.goes_to("/me")
    assert walker.sees("Beside the password: a passkey and recovery codes.")

    _logs_out(page)
    walker.goes_to("/account/login/?next=/me")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url(lambda address: "login" not in address)
    walker.goes_to("/me")
    assert walker.sees("Noa New")

    # ... and with the password, it is the second factor.
    _logs_out(page)
    walker.goes_to("/account/login/?next=/me")
    walker.types(login="noa.new@example.test", password=PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/second-factor/show/")
    check_page(walker)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/me")
    assert walker.sees("My profile")
    assert walker.complaints == []


def test_with_an_app_and_no_script(walker: Walker, link: str) -> None:
    page = walker.without_scripts().page
    page.set_default_timeout(30_000)
    walker.goes_to(link)
    walker.types(password=PASSWORD).presses("Accept")
    walker.presses("Set up an app")
    secret = page.locator("main code").inner_text().replace(" ", "")
    walker.types(code="000000")
    walker.presses("Set it up")
    assert walker.sees("That code is not right.")
    assert page.locator("main code").inner_text().replace(" ", "") == secret
    walker.types(code=code(secret)).presses("Set it up")
    assert page.locator("main li code").count() == 10
    walker.goes_to("/me")
    assert walker.sees("Beside the password: an authenticator app and recovery codes.")
