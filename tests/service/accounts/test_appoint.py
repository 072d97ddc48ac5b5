"""The keeper appoints the first people, and those whom nobody who is overseen may choose."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from evenhand_service.accounts.models import Membership, User
from evenhand_service.common.who import acting_as
from tests.service.accounts.entering import give_password
from tests.service.builders import as_keeper
from tests.service.builders_accounts import make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
NEW = "plum harbour seven kettle"


def appointed(*args: Any, **told: Any) -> str:
    said = StringIO()
    with as_keeper():
        call_command("appoint", *args, stdout=said, **told)
    return said.getvalue()


def test_the_first_lead_of_an_empty_installation_chooses_a_password_and_comes_in(client: Client) -> None:
    area = make_area()
    told = appointed("first@example.test", "First Lead", "partnership-lead", "Aberwen Partnership", area.code)
    link = told.split()[-1].removeprefix("https://testserver")
    form = client.get(link)
    assert form.status_code == 302
    client.post(form["Location"], {"password1": NEW, "password2": NEW})
    assert give_password(client, "first@example.test", NEW).status_code == 302
    person = User.objects.get(email="first@example.test")
    with acting_as(person.pk):
        held = Membership.objects.select_related("organisation").get(user=person)
    assert (held.role, held.area_id, held.organisation.name) == (
        "partnership-lead",
        area.pk,
        "Aberwen Partnership",
    )


def test_somebody_known_gets_a_role_besides_and_no_link() -> None:
    place = make_organisation(make_area())
    person = make_person("analyst", place, place.area)
    told = appointed(person.email, "Another Name", "regional-viewer", place.name, place.area.code)
    assert "http" not in told
    person.refresh_from_db()
    assert person.name != "Another Name"
    with acting_as(person.pk):
        assert set(Membership.objects.filter(user=person).values_list("role", flat=True)) == {
            "analyst",
            "regional-viewer",
        }


def test_what_does_not_go_together_is_refused() -> None:
    police = make_organisation(make_area(), "Police", kind="police", is_justice=True)
    with pytest.raises(CommandError, match="justice and care are kept apart"):
        appointed("a@example.test", "A", "analyst", police.name, police.area.code)
    with pytest.raises(CommandError, match="There is no area"):
        appointed("a@example.test", "A", "analyst", "B", "X1")
    assert not User.objects.filter(email="a@example.test").exists()
