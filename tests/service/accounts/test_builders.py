"""The builders that every other test leans on make what they say."""

import pytest
from django.test import Client

from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.common.who import acting_as
from tests.service.builders_accounts import log_in, make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_a_person_may_what_their_role_may_in_their_area_alone() -> None:
    area, elsewhere = make_area(), make_area("Brynfa")
    analyst = make_person("analyst", make_organisation(area), area)
    with acting_as(analyst.pk):
        assert may(analyst, "run", area=area.pk)
        assert not may(analyst, "run", area=elsewhere.pk)
        assert "manage-people" not in permissions_of(analyst)


def test_a_client_is_logged_in_as_the_person(client: Client) -> None:
    person = make_person("panel-member")
    log_in(client, person)
    assert person.name in client.get("/accessibility").content.decode()
