"""The stores' walls by SQL as evenhand_app: no filter of the program's, row-level security alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.stores.opening import open_store
from tests.service.builders import as_builder, as_keeper
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import make_area, make_organisation, make_purpose
from tests.service.organisations.stores import Place, some_tests

STORES = [DataClass.CARE, DataClass.JUSTICE, DataClass.EQUALITY]


def seen(person: User | None, store: DataClass, purpose: object = None) -> int:
    """How many parts row-level security shows in a store."""
    purpose_id = getattr(purpose, "pk", None)
    with (
        acting_as(person.pk if person else None),
        open_store(store, purpose_id=purpose_id),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'SELECT count(*) FROM "{store}".rows')
        return int(cursor.fetchone()[0])


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(ProgrammingError, match=r"permission denied|does not exist"), transaction.atomic():
        yield


@pytest.fixture
def place(db: None) -> Place:
    """A place with one load of tests, whose rows lie in all three stores."""
    place = Place()
    place.put(some_tests())
    return place


@pytest.mark.parametrize("store", STORES)
def test_the_service_has_no_way_into_a_store_but_its_role(place: Place, store: DataClass) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text")
        assert cursor.fetchone() == ("evenhand_app",)
        with refused():
            cursor.execute(f'SELECT 1 FROM "{store}".rows')
        others = [one for one in STORES if one != store]
        with acting_as(place.analyst.pk), open_store(store, purpose_id=place.purpose.pk):
            cursor.execute("SELECT current_user::text")
            assert cursor.fetchone() == (f"evenhand_{store}",)
            for table in (*(f'"{one}".rows' for one in others), "accounts_user", "organisations_purpose"):
                with refused():
                    cursor.execute(f"SELECT 1 FROM {table}")
        cursor.execute("SELECT current_user::text")
        assert cursor.fetchone() == ("evenhand_app",)


def test_a_mistake_within_gives_the_role_and_the_purpose_back(place: Place) -> None:
    with acting_as(place.analyst.pk), connection.cursor() as cursor:
        with pytest.raises(ZeroDivisionError), open_store(DataClass.CARE, purpose_id=place.purpose.pk):
            raise ZeroDivisionError
        cursor.execute("SELECT current_user::text, current_setting('evenhand.purpose', true)")
        role, purpose = cursor.fetchone()
        assert (role, purpose or "") == ("evenhand_app", "")


def test_who_sees_what_by_row_level_security_alone(place: Place) -> None:
    run, none = place.purpose, None
    everything = dict.fromkeys(STORES, 1)
    nothing = dict.fromkeys(STORES, 0)
    assert {store: seen(place.analyst, store, run) for store in STORES} == everything
    assert {store: seen(place.analyst, store, none) for store in STORES} == nothing
    # Justice roles never see care or equality data, whatever the purpose says.
    assert {store: seen(place.officer, store, run) for store in STORES} == nothing | {DataClass.JUSTICE: 1}
    assert {store: seen(None, store, run) for store in STORES} == nothing
    for role in (
        "case-worker",
        "provider-manager",
        "panel-member",
        "data-protection-officer",
        "regional-viewer",
    ):
        other = make_person(role, place.council, place.area)
        assert {store: seen(other, store, run) for store in STORES} == nothing


def test_an_analysts_role_in_a_justice_organisation_opens_no_care_and_no_characteristic(place: Place) -> None:
    person = make_person("analyst", place.police, place.area)
    assert [seen(person, store, place.purpose) for store in STORES] == [0, 1, 0]


def test_nobody_sees_a_characteristic_without_a_purpose_that_runs(place: Place) -> None:
    equality = DataClass.EQUALITY
    assert seen(place.analyst, equality, place.purpose) == 1
    for told in (
        {"complete": False},
        {"data_classes": ["care", "justice"]},
        {"state": "ended"},
        {"starts": "2019-01-01", "expires": "2019-12-31"},
    ):
        other = make_purpose(place.area, place.council, **told)
        assert seen(place.analyst, equality, other) == 0
    assert seen(place.analyst, equality, make_purpose(make_area("Elsewhere"))) == 0
    assert seen(place.analyst, equality, place.purpose) == 1


def test_another_area_and_another_organisation_see_nothing(place: Place) -> None:
    far = make_area("Far")
    stranger = make_organisation(place.area, "Stranger", kind="provider")
    for person in (
        make_person("analyst", make_organisation(far, "Far Council"), far),
        make_person("analyst", stranger, place.area),
    ):
        assert [seen(person, store, place.purpose) for store in STORES] == [0, 0, 0]


def test_an_agreement_that_is_over_shares_nothing(place: Place) -> None:
    with as_builder(), connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_agreement SET state = 'ended'")
    assert [seen(place.analyst, store, place.purpose) for store in STORES] == [0, 0, 0]


def test_the_housekeeper_reaches_all_stores(place: Place) -> None:
    with as_keeper(), connection.cursor() as cursor:
        for store in STORES:
            cursor.execute(f'SELECT count(*) FROM "{store}".rows')
            assert cursor.fetchone() == (1,)


def test_the_app_that_logs_in_holds_no_stores_rights(app_connection: psycopg.Connection) -> None:
    for store in STORES:
        held = app_connection.execute("SELECT has_schema_privilege(%s, 'USAGE')", [str(store)])
        assert held.fetchone() == (False,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app_connection.execute(f'SELECT 1 FROM "{store}".rows')
        app_connection.rollback()
        app_connection.execute(f"SET LOCAL ROLE evenhand_{store}")
        assert app_connection.execute(f'SELECT count(*) FROM "{store}".rows').fetchone() == (0,)
        app_connection.rollback()


def test_the_database_refuses_a_purpose_of_another_kind(db: None) -> None:
    area = make_area()
    for kind in ("immigration", "case", "enforcement", ""):
        with pytest.raises(Exception, match="a_purpose_is_of_a_known_kind"), transaction.atomic():
            make_purpose(area, kind=kind)
    assert isinstance(make_purpose(area, kind="research").pk, UUID)


def test_the_database_refuses_a_complete_purpose_with_a_part_missing(db: None) -> None:
    area = make_area()
    for part in (
        {"dpia_reference": ""},
        {"dpia_date": None},
        {"policy_document": ""},
        {"confidentiality": ""},
        {"objections_how": ""},
        {"article_6": []},
        {"data_classes": []},
        {"description": ""},
    ):
        with pytest.raises(Exception, match="a_complete_purpose_has_its_parts"), transaction.atomic():
            make_purpose(area, **part)
    for data_class in ("care", "equality"):
        with pytest.raises(Exception, match="special_categories_have_a_condition"), transaction.atomic():
            make_purpose(area, data_classes=[data_class], article_9=[])
    with pytest.raises(Exception, match="offences_have_a_ground"), transaction.atomic():
        make_purpose(area, data_classes=["justice"], article_10=[])
    assert make_purpose(area, data_classes=["justice"], article_9=[]).state == "complete"
