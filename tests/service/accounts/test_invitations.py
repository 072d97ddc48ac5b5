"""Coming in by invitation: once, in time, by the one invited, and by what the inviter may give that day."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evenhand_service.accounts.models import Invitation, Membership, User
from evenhand_service.common.who import acting_as
from tests.service.accounts.entering import give_password, link_in_letter, logged_in_as
from tests.service.accounts.test_log_in import actions, without_tokens
from tests.service.builders import as_builder
from tests.service.builders_accounts import PASSWORD, log_in, make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
EMAIL = "canary.wren@example.test"
ACCEPT = "/invitation"


@pytest.fixture
def place() -> Any:
    return make_organisation(make_area())


@pytest.fixture
def lead(place: Any) -> Any:
    return make_person("partnership-lead", place, place.area, name="Lena Lead")


def invite(lead: Any, place: Any, **told: Any) -> Any:
    form = {
        "name": "Canary Wren",
        "email": EMAIL,
        "role": "panel-member",
        "organisation": place.pk,
        "area": place.area_id,
        "starts": timezone.localdate().isoformat(),
    }
    return log_in(Client(), lead).post(reverse("accounts:invite-person"), form | told)


def accept(client: Client, link: str, **told: Any) -> Any:
    opened = client.get(link)
    assert (opened.status_code, opened["Location"]) == (302, ACCEPT)
    return client.post(ACCEPT, {"name": "Canary Wren", "password": PASSWORD} | told)


def test_somebody_new_comes_in_by_the_link_with_the_role(client: Client, lead: Any, place: Any) -> None:
    assert invite(lead, place)["Location"] == reverse("accounts:list-people")
    letter = mail.outbox[0]
    assert letter.to == [EMAIL]
    assert "Lena Lead invites you to Evenhand as Scrutiny panel member for Aberwen Partnership" in letter.body
    assert not User.objects.filter(email=EMAIL).exists()
    link = link_in_letter()
    assert "canary" not in link.lower()
    page = client.get(link, follow=True).content.decode()
    assert "Lena Lead invites you as Scrutiny panel member" in page
    assert accept(client, link).status_code == 302
    person = User.objects.get(email=EMAIL)
    assert logged_in_as(client) == str(person.pk)
    with acting_as(person.pk):
        given = Membership.objects.get(user=person)
    assert (given.role, given.area_id, given.given_by_id) == ("panel-member", place.area_id, lead.pk)
    assert actions(person) == ["invitation-accepted", "log-in"]
    assert give_password(Client(), EMAIL).status_code == 302


def test_a_role_with_a_second_factor_opens_nothing_until_it_is_set_up(
    client: Client, lead: Any, place: Any
) -> None:
    invite(lead, place, role="analyst")
    accept(client, link_in_letter())
    assert client.get("/me")["Location"] == reverse("mfa_index")


def test_the_lead_reads_the_same_whether_or_not_the_address_is_known(lead: Any, place: Any) -> None:
    make_person("analyst", email="known@example.test")
    pages = []
    for email in ("known@example.test", "other@example.test"):
        answer = invite(lead, place, email=email)
        page = log_in(Client(), lead).get(answer["Location"])
        pages.append((answer.status_code, without_tokens(page.content).replace(email, "ADDRESS")))
        with as_builder():
            Invitation.objects.all().delete()
    strip = [
        (status, page.split("Invitations that wait")[1].split("/withdraw")[0][:400]) for status, page in pages
    ]
    assert strip[0] == strip[1]
    letters = [one.body.replace(link_in_letter(number), "") for number, one in enumerate(mail.outbox)]
    assert letters[0] == letters[1]


def test_somebody_known_accepts_by_logging_in(client: Client, lead: Any, place: Any) -> None:
    person = make_person("case-worker", email=EMAIL)
    invite(lead, place)
    page = client.get(link_in_letter(), follow=True).content.decode()
    assert "Log in with it to accept" in page
    assert 'name="password"' not in page
    give_password(client, EMAIL)
    assert "Accept" in client.get(ACCEPT).content.decode()
    assert client.post(ACCEPT).status_code == 302
    with acting_as(person.pk):
        held = set(Membership.objects.filter(user=person).values_list("role", flat=True))
    assert held == {"case-worker", "panel-member"}


def test_somebody_else_who_is_logged_in_cannot_take_it(client: Client, lead: Any, place: Any) -> None:
    other = make_person("case-worker")
    make_person(None, email=EMAIL)
    invite(lead, place)
    log_in(client, other)
    assert "under another address" in client.get(link_in_letter(), follow=True).content.decode()
    client.post(ACCEPT)
    with acting_as(other.pk):
        assert Membership.objects.filter(user=other).count() == 1


def _used(link: str, lead: Any) -> str:
    accept(Client(), link)
    return link


def _too_old(link: str, lead: Any) -> str:
    with as_builder():
        Invitation.objects.update(
            invited_at=timezone.now() - timedelta(days=8), expires_at=timezone.now() - timedelta(days=1)
        )
    return link


def _withdrawn(link: str, lead: Any) -> str:
    with as_builder():
        found = Invitation.objects.get()
    log_in(Client(), lead).post(reverse("accounts:withdraw-invitation", args=[found.pk]))
    return link


def _tampered(link: str, lead: Any) -> str:
    return link[:-3] + ("abc" if link[-3:] != "abc" else "abd")


def _of_an_inviter_who_is_gone(link: str, lead: Any) -> str:
    with as_builder():
        User.objects.filter(pk=lead.pk).update(is_active=False)
    return link


def _invited_anew(link: str, lead: Any) -> str:
    with as_builder():
        found = Invitation.objects.get()
        place = found.organisation
        _ = place.area
    invite(lead, place)
    return link


@pytest.mark.parametrize(
    "spoil", [_used, _too_old, _withdrawn, _tampered, _of_an_inviter_who_is_gone, _invited_anew]
)
def test_a_link_that_does_not_hold_says_so_in_the_same_words(
    client: Client, lead: Any, place: Any, spoil: Any
) -> None:
    invite(lead, place)
    link = spoil(link_in_letter(0), lead)
    people = User.objects.count()
    answer = client.get(link, follow=True)
    assert answer.status_code == 410
    nothing = Client().get(ACCEPT)
    assert without_tokens(answer.content) == without_tokens(nothing.content)
    assert client.post(ACCEPT, {"name": "X", "password": PASSWORD}).status_code == 410
    assert User.objects.count() == people


def test_an_invitation_outlives_nobodys_right_to_give_the_role(client: Client, lead: Any, place: Any) -> None:
    invite(lead, place)
    with as_builder():
        Membership.objects.filter(user=lead).update(ends=timezone.localdate() - timedelta(days=1))
    assert accept(client, link_in_letter()).status_code == 410
    assert logged_in_as(client) == ""


@pytest.mark.parametrize(
    "told",
    [
        {"role": "data-protection-officer"},
        {"role": "regional-viewer"},
        {"ends": "2020-01-01"},
        {"email": "no address"},
    ],
)
def test_what_may_not_be_given_is_not_sent(lead: Any, place: Any, told: dict[str, str]) -> None:
    assert invite(lead, place, **told).status_code == 200
    assert mail.outbox == []


def test_nobody_invites_themselves_to_more(lead: Any, place: Any) -> None:
    answer = invite(lead, place, email=lead.email.upper(), role="analyst")
    assert "Nobody changes their own roles" in answer.content.decode()


def test_nobody_invites_into_somebody_elses_area(lead: Any) -> None:
    elsewhere = make_organisation(make_area("Brynfa"))
    assert invite(lead, elsewhere).status_code == 200
    assert mail.outbox == []


def test_a_weak_password_is_refused_and_what_was_typed_stays(client: Client, lead: Any, place: Any) -> None:
    invite(lead, place)
    answer = accept(client, link_in_letter(), name="Canary W", password="canary.wren1")
    page = answer.content.decode()
    assert "govuk-error-summary" in page
    assert 'value="Canary W"' in page
    assert not User.objects.filter(email=EMAIL).exists()


def test_other_leads_do_not_see_or_withdraw_it(lead: Any, place: Any) -> None:
    invite(lead, place)
    other = log_in(Client(), make_person("partnership-lead"))
    assert EMAIL not in other.get(reverse("accounts:list-people")).content.decode()
    with as_builder():
        found = Invitation.objects.get()
    assert other.post(reverse("accounts:withdraw-invitation", args=[found.pk])).status_code == 404


def test_names_and_addresses_come_into_no_log_and_no_address(
    client: Client, lead: Any, place: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answers = [invite(lead, place), accept(client, link_in_letter())]
    told = "\n".join(one.getMessage() for one in caplog.records if one.name != "django.db.backends").lower()
    assert "canary" not in told
    assert "wren" not in "".join(one.get("Location", "") for one in answers).lower()


def test_the_page_says_where_the_role_is_also_where_the_installation_has_a_name(
    client: Client, lead: Any, place: Any, settings: Any
) -> None:
    settings.PARTNERSHIP_NAME = "The name in the head"
    invite(lead, place)
    page = client.get(link_in_letter(), follow=True).content.decode()
    assert "as Scrutiny panel member at Aberwen Partnership." in page


def test_a_mail_server_that_is_down_invites_nobody(
    lead: Any, place: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: EmailMessage) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", refuse)
    answer = invite(lead, place)
    assert "did not take the letter" in answer.content.decode()
    with as_builder():
        assert not Invitation.objects.filter(email=EMAIL).exists()
