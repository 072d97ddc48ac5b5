"""What ends access: a role's last day, an account that is closed, an organisation that has ended; and nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from evenhand_service.accounts.models import Membership, User
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.models import Organisation
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=-1)


def ends_role(person: User, body: Organisation, days: timedelta) -> None:
    Membership.objects.filter(user=person).update(ends=timezone.localdate() + days)


def ends_organisation(person: User, body: Organisation, days: timedelta) -> None:
    Organisation.objects.filter(pk=body.pk).update(ends=timezone.localdate() + days)


def closes_account(person: User, body: Organisation, days: timedelta) -> None:
    User.objects.filter(pk=person.pk).update(is_active=days == timedelta(0))


@pytest.mark.parametrize("how", [ends_role, ends_organisation, closes_account])
@pytest.mark.parametrize(("days", "held"), [(YESTERDAY, False), (timedelta(0), True)])
def test_what_ended_yesterday_opens_nothing_and_what_ends_today_still_does(
    how: Callable[..., Any], days: timedelta, held: bool
) -> None:
    area = make_area()
    body = make_organisation(area)
    person = make_person("analyst", body, area)
    with as_builder():
        how(person, body, days)
    with acting_as(person.pk):
        assert may(person, "see-releases", area=area.pk) is held
        assert ("see-releases" in permissions_of(person)) is held


@pytest.mark.parametrize(
    "moment", [datetime(2026, 7, 1, 23, 30, tzinfo=UTC), datetime(2026, 1, 1, 23, 30, tzinfo=UTC)]
)
def test_the_database_changes_the_day_at_the_midnight_that_people_see(moment: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT access.day_of(%s::timestamptz), access.today() = access.day_of(now())", [moment]
        )
        assert cursor.fetchone() == (timezone.localdate(moment), True)


def test_no_wall_asks_the_connection_which_day_it_is() -> None:
    folder = resources.files("evenhand_service.common.walls") / "sql"
    assert [one.name for one in folder.iterdir() if "current_date" in one.read_text("utf-8").lower()] == []
