"""The page of the audit log: for the data protection officer of the area, a page at a time, telling no value it may not."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from evenhand_service.accounts.models import Membership
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.models import Organisation
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_organisation, make_person

pytestmark = pytest.mark.django_db
LOG = reverse("auditing:log")


def test_only_the_officer_reads_it(client: Client) -> None:
    assert client.get(LOG).status_code == 302
    log_in(client, make_person("partnership-lead"))
    refused = client.get(LOG)
    assert refused.status_code == 403
    assert b"govuk-table" not in refused.content


def test_it_tells_who_changed_what_and_keeps_names_of_people_out(client: Client) -> None:
    area = make_area("Riverside")
    organisation = make_organisation(area, "Riverside Partnership")
    officer = make_person("data-protection-officer", organisation, area)
    with as_builder():
        Organisation.objects.filter(pk=organisation.pk).update(name="Riverside and Hill")
        Membership.objects.filter(user=officer).update(role="data-protection-officer", ends=None)
    log_in(client, officer)
    page = client.get(LOG, {"action": "update"}).content.decode()
    assert "name: Riverside Partnership → Riverside and Hill" in page
    assert officer.email not in page


def test_other_areas_are_not_in_it(client: Client) -> None:
    here, there = make_area("Riverside"), make_area("Hill")
    make_organisation(there, "Canary of the hill")
    log_in(client, make_person("data-protection-officer", make_organisation(here), here))
    assert b"Canary of the hill" not in client.get(LOG).content


def test_filters_narrow_it_and_older_entries_are_a_link_away(client: Client) -> None:
    area = make_area("Riverside")
    officer = make_person("data-protection-officer", make_organisation(area), area)
    with as_builder():
        for number in range(60):
            Organisation.objects.create(name=f"Organisation {number:02}", kind="provider", area=area)
    log_in(client, officer)
    asked = {"subject": "organisations.organisation", "action": "insert"}
    first = client.get(LOG, asked).content.decode()
    assert "Organisation 59" in first
    assert "Organisation 05" not in first
    address = first.split('href="?')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"{LOG}?{address}").content.decode()
    assert "Organisation 05" in second
    assert "Organisation 59" not in second
    assert "No entry is like this" in client.get(LOG, {"action": "delete"}).content.decode()


def test_a_filter_that_is_no_day_is_told(client: Client) -> None:
    log_in(client, make_person("data-protection-officer"))
    page = client.get(LOG, {"first": "yesterday"})
    assert page.status_code == 200
    assert b"There is a problem" in page.content


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_entries(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    area = make_area("Riverside")
    officer = make_person("data-protection-officer", make_organisation(area), area)
    with as_builder():
        for one in range(number):
            Organisation.objects.create(name=f"Organisation {one}", kind="provider", area=area)
    log_in(client, officer)
    client.get(LOG)
    with django_assert_max_num_queries(14):
        client.get(LOG, {"subject": "organisations.organisation"})


def test_a_name_leads_to_all_that_somebody_did_and_stands_in_no_address(client: Client) -> None:
    area = make_area("Riverside")
    body = make_organisation(area)
    officer, lead = (
        make_person("data-protection-officer", body, area),
        make_person("partnership-lead", body, area),
    )
    with acting_as(lead.pk):
        Organisation.objects.create(name="By the lead", kind="provider", area=area)
    log_in(client, officer)
    page = client.get(LOG, {"person": str(lead.pk)}).content.decode()
    assert "By the lead" in page
    assert f'href="?person={lead.pk}"' in page
    assert lead.email not in page
    assert "No entry is like this" in client.get(LOG, {"person": str(area.pk)}).content.decode()


def test_columns_ids_and_times_are_told_in_words(client: Client) -> None:
    area = make_area("Riverside")
    body = make_organisation(area, "Riverside Partnership")
    officer = make_person("data-protection-officer", body, area)
    with as_builder():
        made = Membership.objects.filter(user=officer)
        made.update(given_by=officer, given_at=now())
    log_in(client, officer)
    page = client.get(LOG, {"subject": "accounts.membership"}).content.decode()
    assert "organisation: Riverside Partnership" in page
    assert "area: Riverside" in page
    assert f"given by: nothing → {officer.name}" in page
    for raw in ("organisation_id", "given_by_id", str(area.pk), str(body.pk)):
        assert raw not in page
    assert re.search(r"given: nothing → \d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d", page)
    client.cookies["django_language"] = "cy"
    welsh = client.get(
        LOG, {"subject": "accounts.membership"}, headers={"accept-language": "cy"}
    ).content.decode()
    assert "rhoddwyd gan: " in welsh


def test_a_day_is_typed_as_three_numbers(client: Client) -> None:
    log_in(client, make_person("data-protection-officer"))
    page = client.get(LOG, {"first_day": "31", "first_month": "2", "first_year": "2026"}).content.decode()
    assert "Enter a real date" in page
    assert 'value="31"' in page
    assert 'type="date"' not in page


def test_every_field_that_the_log_tells_has_words_in_both_languages() -> None:
    from evenhand_service.accounts.auditing.values import _fields
    from evenhand_service.common.walls.raising import walled_models

    told = {
        one.column.removesuffix("_id")
        for model in walled_models()
        if model.wall.audit == "rows"
        for one in model._meta.concrete_fields
        if one.name != "id"
    }
    assert len(told) > 100
    assert told - _fields().keys() == set(), "add these to accounts/data/log_fields.toml"
    assert all(set(one) == {"en", "cy"} and all(one.values()) for one in _fields().values())


def test_every_kind_of_row_has_a_name_in_both_languages() -> None:
    from evenhand_service.accounts.auditing.presenters import _words_of_subjects
    from evenhand_service.common.walls.raising import walled_models

    words = _words_of_subjects()
    assert set(words) == {one._meta.label_lower for one in walled_models()}
    assert all(set(one) == {"en", "cy"} and all(one.values()) for one in words.values())


def test_a_day_begins_and_ends_here_and_one_that_was_mistyped_is_told(client: Client) -> None:
    area = make_area("Riverside")
    officer = make_person("data-protection-officer", make_organisation(area), area)
    with as_builder():
        Organisation.objects.create(name="Made today", kind="provider", area=area)
    log_in(client, officer)
    today = timezone.localdate().isoformat()
    asked = {"subject": "organisations.organisation", "action": "insert"}
    assert b"Made today" in client.get(LOG, asked | {"first": today, "last": today}).content
    assert b"Made today" in client.get(LOG, asked | {"first": "1800-01-01", "last": "2199-12-31"}).content
    assert b"Made today" not in client.get(LOG, asked | {"last": "2026-01-01"}).content
    assert b"Enter a real date" in client.get(LOG, asked | {"last": "9999-12-31"}).content
