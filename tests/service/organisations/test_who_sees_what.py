"""List, detail, search and row-level security agree on what each person sees, whoever holds what and shares with whom."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand_service.common.walls.predicate import quoted
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.agreements import queries as agreements
from evenhand_service.organisations.directory import queries as directory
from evenhand_service.organisations.models import Agreement, Objection, Purpose, Service
from evenhand_service.organisations.purposes import queries as purposes
from tests.service.builders import as_builder
from tests.service.builders_accounts import give_role, make_person
from tests.service.builders_organisations import (
    make_agreement,
    make_area,
    make_organisation,
    make_purpose,
    make_service,
)
from tests.service.organisations.stores import TODAY, Place, some_tests

pytestmark = pytest.mark.django_db
ROLES = (
    "partnership-lead",
    "analyst",
    "provider-manager",
    "case-worker",
    "data-protection-officer",
    "justice-analyst",
    "regional-viewer",
)


def by_security_alone(model: Any, person: Any) -> set[Any]:
    """The ids that the database shows to evenhand_app, without any filter of the program's."""
    with acting_as(person.pk if person else None), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {quoted(model._meta.db_table)}")
        return {row[0] for row in cursor.fetchall()}


def by_filter_alone(model: Any, person: Any) -> set[Any]:
    """The ids that the program's filter leaves to somebody whom the database would show everything."""
    with as_builder():
        return set(model.objects.visible_to(person).values_list("pk", flat=True))


def found_singly(get: Any, model: Any, ids: set[Any]) -> set[Any]:
    """The ids whose page there is."""
    seen = set()
    for pk in ids:
        try:
            seen.add(get(pk).pk)
        except model.DoesNotExist:
            continue
    return seen


@st.composite
def held(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """Roles with the place of their organisation and of their area."""
    return draw(st.lists(st.tuples(st.sampled_from(ROLES), st.integers(0, 2), st.integers(0, 3)), max_size=3))


def test_list_detail_and_search_agree_with_the_database_alone() -> None:
    region = make_area("Region", level="region")
    areas = [make_area(f"Area {one}", parent=region) for one in range(3)]
    places = [*areas, region]
    organisations = [make_organisation(area, f"Organisation {number}") for number, area in enumerate(areas)]
    for area, organisation in zip(areas, organisations, strict=True):
        make_agreement(area, [organisation], title="Sharing", state="draft")
        make_purpose(area, organisation, title="Purpose")
        make_service(organisation, "Service", is_public=area is areas[0])
    with as_builder():
        every = {
            model: set(model.objects.values_list("pk", flat=True)) for model in (Agreement, Purpose, Service)
        }

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(roles=held())
    def check(roles: list[tuple[str, int, int]]) -> None:
        person = make_person(None)
        for role, organisation, area in roles:
            give_role(person, role, organisations[organisation], places[area])
        with acting_as(person.pk):
            listed = {
                Agreement: set(agreements.agreements_for(person, today=TODAY)),
                Purpose: set(purposes.purposes_for(person)),
                Service: set(directory.services_for(person, today=TODAY)),
            }
            searched = {
                Agreement: set(agreements.agreements_for(person, today=TODAY, words="sharing")),
                Purpose: set(purposes.purposes_for(person, words="purpose")),
                Service: set(
                    directory.services_for(person, today=TODAY, wanted=directory.Wanted(words="service"))
                ),
            }
            single = {
                Agreement: found_singly(
                    lambda pk: agreements.agreement_for(person, pk), Agreement, every[Agreement]
                ),
                Purpose: found_singly(
                    lambda pk: purposes.purposes_for(person).get(pk=pk), Purpose, every[Purpose]
                ),
                Service: found_singly(lambda pk: directory.service_for(person, pk), Service, every[Service]),
            }
        for model, rows in listed.items():
            ids = {one.pk for one in rows}
            assert ids == {one.pk for one in searched[model]} == single[model]
            assert ids == by_security_alone(model, person) == by_filter_alone(model, person)
        wide = {
            places[area] for role, _organisation, area in roles if role in ("partnership-lead", "analyst")
        }
        if region in wide:
            assert {one.pk for one in listed[Purpose]} == every[Purpose]

    check()


def test_anybody_sees_public_services_and_nothing_else() -> None:
    area = make_area()
    organisation = make_organisation(area)
    shown = make_service(organisation, "Shown", is_public=True)
    make_service(organisation, "Hidden")
    make_agreement(area, [organisation])
    make_purpose(area, organisation)
    assert by_security_alone(Service, None) == {shown.pk}
    assert by_security_alone(Agreement, None) == by_security_alone(Purpose, None) == set()
    with acting_as(None):
        assert [one.pk for one in directory.public_services(today=TODAY)] == [shown.pk]
    lead = make_person("partnership-lead", organisation, area)
    with acting_as(lead.pk):
        assert [one.pk for one in directory.public_services(today=TODAY)] == [shown.pk]


def test_objections_are_seen_and_changed_with_their_purpose_alone() -> None:
    place = Place()
    far = make_area("Far")
    stranger = make_person("data-protection-officer", make_organisation(far), far)
    with as_builder():
        Objection.objects.create(purpose=place.purpose, digest="a" * 64, objected_date=TODAY)
    assert len(by_security_alone(Objection, place.analyst)) == 1
    assert by_security_alone(Objection, stranger) == set()
    for person in (place.analyst, stranger):
        with acting_as(person.pk), connection.cursor() as cursor:
            cursor.execute("DELETE FROM organisations_objection")
            assert cursor.rowcount == 0


def test_results_never_lead_back_to_a_case() -> None:
    """Nobody's case is in reach of monitoring: stores hold loads and numbers of rows, and no table points at a row."""
    from django.apps import apps

    from evenhand_service.organisations.models import CareRows, EqualityRows, JusticeRows

    stores = {CareRows, JusticeRows, EqualityRows}
    pointing = [
        f"{model.__name__}.{one.name}"
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if one.related_model in stores
    ]
    assert pointing == []
    for model in stores:
        assert not [
            one.name for one in model._meta.concrete_fields if "person" in one.name or "case" in one.name
        ]
    place = Place()
    load_id, _kept = place.put(some_tests())
    for role in ("case-worker", "provider-manager", "partnership-lead"):
        person = make_person(role, place.provider, place.area)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            acting_as(person.pk),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT content FROM care.rows WHERE load_id = %s", [load_id])
