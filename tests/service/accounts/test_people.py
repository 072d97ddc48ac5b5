"""Giving, ending and seeing roles: within one's own areas, never beyond one's own, never one's own."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evenhand_service.accounts.models import Membership
from evenhand_service.accounts.people import operations
from evenhand_service.accounts.queries import may
from evenhand_service.accounts.roles import roles
from evenhand_service.accounts.rules import (
    DaysTheWrongWayRound,
    HoldsRolesElsewhere,
    OnesOwnRole,
    RoleBeyondOnesOwn,
    WrongSide,
)
from evenhand_service.common.who import acting_as
from tests.service.builders_accounts import (
    give_role,
    log_in,
    make_area,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def place() -> Any:
    return make_organisation(make_area())


@pytest.fixture
def lead(place: Any) -> Any:
    return make_person("partnership-lead", place, place.area, name="Lena Lead")


def giving(by: Any, person: Any, role: str, place: Any, **told: Any) -> Any:
    told = {"starts": TODAY, "ends": None, "now": timezone.now()} | told
    with acting_as(by.pk):
        return operations.give_role(
            by=by, person=person, role=role, organisation=place, area=place.area, **told
        )


def test_what_each_role_may_give_is_this() -> None:
    given = {
        one.id: sorted(other.id for other in roles().values() if one.may_give(other))
        for one in roles().values()
    }
    nobody = {name: [] for name in roles()}
    assert given == nobody | {
        "partnership-lead": [
            "analyst",
            "case-worker",
            "commissioner",
            "community-researcher",
            "justice-analyst",
            "panel-member",
            "partnership-lead",
            "provider-manager",
        ]
    }


def test_a_lead_gives_a_role_in_their_area(lead: Any, place: Any) -> None:
    person = make_person(None)
    given = giving(lead, person, "analyst", place)
    assert (given.role, given.given_by, given.starts) == ("analyst", lead, TODAY)
    with acting_as(person.pk):
        assert may(person, "run", area=place.area_id)


@pytest.mark.parametrize("role", ["data-protection-officer", "regional-viewer", "public", "no-such-role"])
def test_nobody_gives_a_role_that_may_do_more_than_theirs(lead: Any, place: Any, role: str) -> None:
    with pytest.raises(RoleBeyondOnesOwn):
        giving(lead, make_person(None), role, place)


@pytest.mark.parametrize("role", sorted(set(roles()) - {"partnership-lead"}))
def test_no_other_role_gives_any(place: Any, role: str) -> None:
    holder = make_person(role, place, place.area)
    with pytest.raises(RoleBeyondOnesOwn):
        giving(holder, make_person(None), "panel-member", place)


def test_nobody_gives_themselves_a_role(lead: Any, place: Any) -> None:
    with pytest.raises(OnesOwnRole):
        giving(lead, lead, "analyst", place)


def test_nobody_gives_a_role_outside_their_area(lead: Any) -> None:
    elsewhere = make_organisation(make_area("Brynfa"))
    with pytest.raises(RoleBeyondOnesOwn):
        giving(lead, make_person(None), "panel-member", elsewhere)


def test_the_database_refuses_where_the_rules_are_left_out(lead: Any) -> None:
    elsewhere = make_organisation(make_area("Brynfa"))
    person = make_person(None)
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(lead.pk):
        Membership.objects.create(
            user=person, role="analyst", organisation=elsewhere, area=elsewhere.area, starts=TODAY
        )


def test_an_area_within_ones_own_counts_and_one_above_does_not(lead: Any, place: Any) -> None:
    within = make_organisation(make_area("Aberwen North", parent=place.area))
    assert giving(lead, make_person(None), "panel-member", within).area == within.area
    above = make_organisation(make_area("The region", level="region"))
    with pytest.raises(RoleBeyondOnesOwn):
        giving(lead, make_person(None), "panel-member", above)


def test_justice_and_care_are_kept_apart(lead: Any, place: Any) -> None:
    police = make_organisation(place.area, "Police", kind="police", is_justice=True)
    assert giving(lead, make_person(None), "justice-analyst", police).role == "justice-analyst"
    with pytest.raises(WrongSide):
        giving(lead, make_person(None), "justice-analyst", place)
    with pytest.raises(WrongSide):
        giving(lead, make_person(None), "analyst", police)


def test_a_role_does_not_end_before_it_starts(lead: Any, place: Any) -> None:
    with pytest.raises(DaysTheWrongWayRound):
        giving(lead, make_person(None), "panel-member", place, ends=TODAY - timedelta(days=1))


def test_an_ended_role_is_gone_at_the_next_click(client: Client, lead: Any, place: Any) -> None:
    person = make_person("analyst", place, place.area)
    log_in(client, person)
    assert client.get(reverse("accounts:list-tokens")).status_code == 200
    with acting_as(lead.pk):
        membership = Membership.objects.get(user=person)
        operations.end_role(by=lead, membership=membership, last_day=None, today=timezone.localdate())
    assert client.get(reverse("accounts:list-tokens")).status_code == 403
    with acting_as(lead.pk):
        assert Membership.objects.get(user=person).ends == timezone.localdate() - timedelta(days=1)


def test_a_role_that_never_ran_goes_and_the_log_keeps_that_it_was_given(lead: Any, place: Any) -> None:
    person = make_person(None)
    given = giving(lead, person, "panel-member", place, starts=timezone.localdate())
    with acting_as(lead.pk):
        operations.end_role(by=lead, membership=given, last_day=None, today=timezone.localdate())
        assert not Membership.objects.filter(user=person).exists()


def test_nobody_ends_a_role_that_they_could_not_give(lead: Any, place: Any) -> None:
    officer = make_person("data-protection-officer", place, place.area)
    with acting_as(lead.pk):
        membership = Membership.objects.get(user=officer)
        with pytest.raises(RoleBeyondOnesOwn):
            operations.end_role(by=lead, membership=membership, last_day=None, today=TODAY)


def test_somebody_deactivated_is_out_at_the_next_click(client: Client, lead: Any, place: Any) -> None:
    person = make_person("analyst", place, place.area)
    log_in(client, person)
    assert client.get("/me").status_code == 200
    with acting_as(lead.pk):
        operations.deactivate(by=lead, person=person, today=timezone.localdate())
    assert client.get("/me").status_code == 302
    with acting_as(person.pk):
        assert not may(person, "see-releases")


@pytest.mark.parametrize(
    "operation", [operations.deactivate, operations.remove_second_factors, operations.reopen]
)
def test_access_is_closed_by_none_who_reaches_part_of_it(
    lead: Any, place: Any, operation: Callable[..., None]
) -> None:
    person = make_person("analyst", place, place.area)
    give_role(person, "panel-member", make_organisation(make_area("Brynfa")))
    with acting_as(lead.pk), pytest.raises(HoldsRolesElsewhere):
        operation(by=lead, person=person, today=TODAY)


@pytest.mark.parametrize("operation", [operations.deactivate, operations.remove_second_factors])
def test_nobody_closes_their_own_access_or_that_of_who_oversees_them(
    lead: Any, place: Any, operation: Callable[..., None]
) -> None:
    officer = make_person("data-protection-officer", place, place.area)
    with acting_as(lead.pk):
        with pytest.raises(RoleBeyondOnesOwn):
            operation(by=lead, person=officer, today=TODAY)
        with pytest.raises(OnesOwnRole):
            operation(by=lead, person=lead, today=TODAY)


def test_whoever_was_closed_out_may_be_let_in_again_without_their_roles(
    client: Client, lead: Any, place: Any
) -> None:
    person = make_person("analyst", place, place.area)
    log_in(client, lead)
    client.post(reverse("accounts:close-access", args=[person.pk]))
    assert "access closed" in client.get(reverse("accounts:list-people") + "?ended=on").content.decode()
    client.post(reverse("accounts:reopen-access", args=[person.pk]))
    person.refresh_from_db()
    assert person.is_active
    with acting_as(person.pk):
        assert not may(person, "see-releases")


# ---- pages


def test_the_list_shows_ones_own_areas_alone(client: Client, lead: Any, place: Any) -> None:
    make_person("analyst", place, place.area, name="Ann Here")
    make_person("analyst", name="Bob Elsewhere")
    log_in(client, lead)
    page = client.get(reverse("accounts:list-people")).content.decode()
    assert "Ann Here" in page
    assert "Bob Elsewhere" not in page


def test_somebody_elsewhere_is_not_there_for_a_lead(client: Client, lead: Any) -> None:
    other = make_person("analyst", name="Bob Elsewhere")
    log_in(client, lead)
    for name in ("show-person", "give-role", "close-access", "reopen-access", "remove-second-factors"):
        for answer in (client.get(reverse(f"accounts:{name}", args=[other.pk])),):
            assert answer.status_code == 404
            assert "Bob" not in answer.content.decode()
    membership = give_role(other, "panel-member")
    assert client.get(reverse("accounts:end-role", args=[membership.pk])).status_code == 404
    assert client.post(reverse("accounts:end-role", args=[membership.pk])).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_as_often_whoever_is_in_it(
    client: Client, lead: Any, place: Any, people: int, django_assert_num_queries: Any
) -> None:
    for _ in range(people):
        give_role(make_person("analyst", place, place.area), "panel-member", place)
    log_in(client, lead)
    client.get(reverse("accounts:list-people"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("accounts:list-people"))


QUERIES = 13


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, {"Ann", "Bea", "Cai", "Lena Lead"}),
        ({"role": "analyst"}, {"Ann"}),
        ({"ended": "on"}, {"Dai"}),
    ],
)
def test_the_list_narrows(
    client: Client, lead: Any, place: Any, asked: dict[str, str], shown: set[str]
) -> None:
    make_person("analyst", place, place.area, name="Ann")
    make_person("panel-member", place, place.area, name="Bea")
    make_person("case-worker", place, place.area, name="Cai")
    make_person("case-worker", place, place.area, name="Dai", ends=date(2021, 1, 1))
    log_in(client, lead)
    page = client.get(reverse("accounts:list-people"), asked).content.decode()
    table = page[page.index("<tbody") : page.index("</tbody>")]
    assert {name for name in ("Ann", "Bea", "Cai", "Dai", "Lena Lead") if name in table} == shown


def test_a_name_is_looked_for_without_standing_in_an_address(client: Client, lead: Any, place: Any) -> None:
    make_person("analyst", place, place.area, name="Canary Wren")
    make_person("analyst", place, place.area, name="Somebody Quiet")
    log_in(client, lead)
    answer = client.post(reverse("accounts:find-people"), {"words": "canary"})
    assert answer["Location"] == reverse("accounts:list-people")
    page = client.get(answer["Location"]).content.decode()
    assert "Canary Wren" in page
    assert "Somebody Quiet" not in page
    client.post(reverse("accounts:find-people"), {"words": ""})
    assert "Somebody Quiet" in client.get(answer["Location"]).content.decode()


def test_a_role_is_given_and_ended_on_pages(client: Client, lead: Any, place: Any) -> None:
    person = make_person("panel-member", place, place.area, name="Ann Here")
    log_in(client, lead)
    form = {
        "role": "analyst",
        "organisation": place.pk,
        "area": place.area_id,
        "starts_day": "1",
        "starts_month": "12",
        "starts_year": "2026",
    }
    answer = client.post(reverse("accounts:give-role", args=[person.pk]), form)
    assert answer.status_code == 302, answer.content.decode()
    assert mail.outbox[0].to == [person.email]
    assert "Analyst" in mail.outbox[0].body
    with acting_as(lead.pk):
        given = Membership.objects.get(user=person, role="analyst")
    assert given.starts == date(2026, 12, 1)
    page = client.get(reverse("accounts:show-person", args=[person.pk])).content.decode()
    assert "1 December 2026" in page
    assert client.post(reverse("accounts:end-role", args=[given.pk])).status_code == 302


@pytest.mark.parametrize("role", ["data-protection-officer", "regional-viewer"])
def test_a_role_beyond_ones_own_sent_by_hand_is_refused(
    client: Client, lead: Any, place: Any, role: str
) -> None:
    person = make_person("panel-member", place, place.area)
    log_in(client, lead)
    form = {"role": role, "organisation": place.pk, "area": place.area_id, "starts": "2026-12-01"}
    answer = client.post(reverse("accounts:give-role", args=[person.pk]), form)
    assert answer.status_code == 200
    with acting_as(lead.pk):
        assert not Membership.objects.filter(user=person, role=role).exists()


def test_the_officer_sees_people_and_their_history_and_changes_nothing(
    client: Client, lead: Any, place: Any
) -> None:
    officer = make_person("data-protection-officer", place, place.area)
    person = make_person(None, name="Ann Here")
    given = giving(lead, person, "panel-member", place)
    log_in(client, officer)
    page = client.get(reverse("accounts:show-person", args=[person.pk])).content.decode()
    assert "a role was given: Scrutiny panel member" in page
    assert "Lena Lead" in page
    for name in ("give-role", "close-access"):
        assert client.get(reverse(f"accounts:{name}", args=[person.pk])).status_code == 403
        assert f"/{name}" not in page
    assert client.get(reverse("accounts:end-role", args=[given.pk])).status_code == 403


def test_a_lead_reads_no_history(client: Client, lead: Any, place: Any) -> None:
    person = make_person("panel-member", place, place.area)
    log_in(client, lead)
    assert "History" not in client.get(reverse("accounts:show-person", args=[person.pk])).content.decode()


@pytest.mark.parametrize("role", sorted(set(roles()) - {"partnership-lead", "data-protection-officer"}))
def test_others_do_not_see_who_holds_what(client: Client, role: str) -> None:
    log_in(client, make_person(role))
    assert client.get(reverse("accounts:list-people")).status_code == 403
    assert client.get(reverse("accounts:invite-person")).status_code == 403


def test_the_head_of_a_page_says_where_one_acts(client: Client, place: Any) -> None:
    person = make_person("analyst", place, place.area)
    give_role(person, "panel-member", make_organisation(make_area("Brynfa")))
    log_in(client, person)
    assert "Analyst, Aberwen and 1 more" in client.get("/me").content.decode()


def test_my_profile_keeps_name_and_language(client: Client) -> None:
    person = make_person("panel-member")
    log_in(client, person)
    client.post("/me", {"name": "A New Name", "language": "cy"})
    person.refresh_from_db()
    assert (person.name, person.language) == ("A New Name", "cy")
    assert '<html lang="cy"' in client.get("/me").content.decode()
