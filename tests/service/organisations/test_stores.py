"""Rows put into the stores and together again: who may, what is left out, what the log says."""

from datetime import date
from uuid import uuid4

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.records import RECORD_SCHEMAS
from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.models import CareRows, EqualityRows, JusticeRows, Objection
from evenhand_service.organisations.person_keys import digest_of
from evenhand_service.organisations.purposes.rules import NoPurpose
from evenhand_service.organisations.stores.operations import RowsAlreadyPut, StoreClosed, remove_rows
from evenhand_service.organisations.stores.parts import from_bytes
from evenhand_service.organisations.stores.queries import Gathered, RowsNotReached, gather
from tests.service.builders import as_builder
from tests.service.builders_organisations import make_area, make_organisation, make_purpose
from tests.service.organisations.stores import TODAY, Place, rows_of, some_tests

pytestmark = pytest.mark.django_db


def gathered(place: Place, load_ids: list, **told: object) -> Gathered:
    person = told.pop("person", place.analyst)
    with acting_as(person.pk):
        return gather(load_ids=load_ids, person=person, today=TODAY, **{"purpose": place.purpose} | told)


def test_rows_lie_apart_and_come_back_as_they_were() -> None:
    place = Place()
    rows = some_tests()
    load_id, kept = place.put(rows, code_lists={"sex": "sex:2021", "drug_group": "drug-group:2026"})
    assert (kept.rows, kept.stores, kept.left_out) == (3, ("care", "equality", "justice"), ())
    with as_builder():
        justice, care, equality = (
            from_bytes(model.objects.get().content) for model in (JusticeRows, CareRows, EqualityRows)
        )
    assert "person_id" in justice.column_names
    assert care.column_names == ["row_number", "drug_group"]
    assert equality.column_names == ["row_number", "age", "ethnicity", "sex", "age_band"]
    (part,) = gathered(place, [load_id]).parts
    assert part.rows.equals(rows)
    assert part.code_lists == {"sex": "sex:2021", "drug_group": "drug-group:2026"}


WORDS = st.one_of(st.none(), st.text(alphabet="abcäå é'\",;\n0", max_size=6))
KINDS = {pa.string(): WORDS, pa.int32(): st.one_of(st.none(), st.integers(10, 99))}
DAYS = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2026, 1, 1)))


@st.composite
def accepted(draw: st.DrawFn) -> tuple[str, pa.Table]:
    """Rows of a record type with anything in any cell, some columns empty from top to bottom."""
    record = draw(
        st.sampled_from(["test", "contact", "treatment", "order", "custody", "participant", "visit"])
    )
    number = draw(st.integers(1, 4))
    columns = {}
    for column in RECORD_SCHEMAS[record]:
        if draw(st.integers(0, 3)) == 0:
            columns[column.name] = pa.nulls(number, column.type)
        else:
            values = KINDS.get(column.type, DAYS)
            columns[column.name] = pa.array([draw(values) for _ in range(number)], column.type)
    return record, pa.table(columns, schema=RECORD_SCHEMAS[record])


def test_what_is_put_is_what_is_gathered() -> None:
    place = Place()

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(given_rows=accepted())
    def check(given_rows: tuple[str, pa.Table]) -> None:
        record, rows = given_rows
        load_id, kept = place.put(rows, record=record)
        (part,) = gathered(place, [load_id]).parts
        assert kept.rows == rows.num_rows
        assert part.rows.equals(rows)

    check()


def test_tables_of_counts_need_no_purpose() -> None:
    place = Place()
    rows = rows_of("estimate", [{"area": "Y1", "count": 1200, "drug_group": "OPIATE"}])
    load_id, kept = place.put(rows, record="estimate", purpose=None)
    assert kept.stores == ("aggregate",)
    (part,) = gathered(place, [load_id], purpose=None).parts
    assert part.rows.equals(rows)


def test_rows_about_people_are_refused_without_a_purpose_that_covers_them() -> None:
    place = Place()
    with pytest.raises(NoPurpose, match="no complete and running purpose"):
        place.put(some_tests(), purpose=None)
    narrow = make_purpose(place.area, place.council, title="Narrow", data_classes=["justice"])
    with pytest.raises(NoPurpose) as refused:
        place.put(some_tests(), purpose=narrow)
    assert "“Narrow”: does not cover Care, Equality characteristics." in refused.value.mend
    late = make_purpose(place.area, place.council, title="Late", expires=date(2026, 11, 21))
    with pytest.raises(NoPurpose) as refused:
        place.put(some_tests(), purpose=late)
    assert "expired on 21 November 2026" in refused.value.mend
    elsewhere = make_purpose(make_area("Elsewhere"))
    with pytest.raises(NoPurpose):
        place.put(some_tests(), purpose=elsewhere)
    with as_builder():
        assert not JusticeRows.objects.exists()


def test_a_load_is_put_once() -> None:
    place = Place()
    load_id, _kept = place.put(some_tests())
    with pytest.raises(RowsAlreadyPut):
        place.put(some_tests(), load_id=load_id)
    assert len(gathered(place, [load_id]).parts) == 1


def test_without_an_agreement_another_organisations_rows_are_not_taken() -> None:
    place = Place()
    stranger = make_organisation(place.area, "Stranger", kind="provider")
    with pytest.raises(StoreClosed, match="You may not put rows of Stranger"):
        place.put(some_tests(), organisation=stranger)
    with as_builder():
        assert not EqualityRows.objects.exists()


def test_what_is_off_is_left_out_with_a_count_and_the_reason() -> None:
    place = Place()
    rows = some_tests(3, sexual_orientation=["GAY", None, "STRAIGHT"])
    load_id, kept = place.put(rows)
    (left,) = kept.left_out
    assert (left.what, left.rows, left.reason) == ("Sexuality", 2, "It is not switched on for this purpose.")
    (part,) = gathered(place, [load_id]).parts
    assert part.rows.equals(some_tests(3))
    with as_builder():
        assert "sexual_orientation" not in from_bytes(EqualityRows.objects.get().content).column_names


def test_what_is_switched_on_is_kept_until_it_is_switched_off() -> None:
    place = Place()
    with as_builder():
        place.purpose.switched_on = ["sexuality"]
        place.purpose.save()
    rows = some_tests(2, sexual_orientation=["GAY", "STRAIGHT"])
    load_id, kept = place.put(rows)
    assert kept.left_out == ()
    assert gathered(place, [load_id]).parts[0].rows.equals(rows)
    with as_builder():
        place.purpose.switched_on = []
        place.purpose.save()
    after = gathered(place, [load_id])
    assert after.parts[0].rows.equals(some_tests(2))


def test_people_who_object_are_left_out_before_and_after() -> None:
    place = Place()
    with as_builder():
        Objection.objects.create(purpose=place.purpose, digest=digest_of("person-1"), objected_date=TODAY)
    load_id, kept = place.put(some_tests(3))
    assert (kept.rows, kept.left_out[0].rows) == (2, 1)
    with as_builder():
        Objection.objects.create(purpose=place.purpose, digest=digest_of("person-2"), objected_date=TODAY)
    after = gathered(place, [load_id])
    assert after.parts[0].rows.column("person_id").to_pylist() == ["person-0"]
    assert after.parts[0].rows.equals(some_tests(1))
    assert after.left_out[0].rows == 1


def test_a_run_says_so_where_it_cannot_read_all() -> None:
    place = Place()
    load_id, _kept = place.put(some_tests())
    with pytest.raises(RowsNotReached, match="cannot be read"):
        gathered(place, [load_id, uuid4()])
    with pytest.raises(NoPurpose, match="read for a purpose"):
        gathered(place, [load_id], purpose=None)
    with as_builder():
        place.purpose.state = "ended"
        place.purpose.save()
    with pytest.raises(NoPurpose, match="does not run today"):
        gathered(place, [load_id])


def test_where_characteristics_are_not_covered_rows_come_without_them() -> None:
    place = Place()
    load_id, _kept = place.put(some_tests())
    other = make_purpose(place.area, place.council, title="Without", data_classes=["care", "justice"])
    (part,) = gathered(place, [load_id], purpose=other).parts
    assert part.rows.column_names == some_tests().column_names
    assert part.rows.column("ethnicity").null_count == 3
    assert part.rows.column("drug_group").null_count == 0


def test_a_police_analyst_gathers_no_care_and_no_characteristic() -> None:
    place = Place()
    load_id, _kept = place.put(some_tests(), organisation=place.police)
    care, _kept = place.put(rows_of("contact", [{"person_id": "a", "outcome": "no_need"}]), record="contact")
    (part,) = gathered(place, [load_id], person=place.officer).parts
    assert part.rows.column("person_id").null_count == 0
    assert part.rows.column("ethnicity").null_count == 3
    assert part.rows.column("drug_group").null_count == 3
    with pytest.raises(RowsNotReached):
        gathered(place, [care], person=place.officer)


def test_every_read_is_noted_with_the_purpose_and_no_value() -> None:
    place = Place()
    load_id, _kept = place.put(some_tests())
    gathered(place, [load_id])
    with as_builder():
        noted = AuditEntry.objects.filter(action="read", actor=place.analyst.pk)
        assert sorted(noted.values_list("subject", flat=True)) == [
            "organisations.carerows",
            "organisations.equalityrows",
            "organisations.justicerows",
        ]
        assert set(noted.values_list("purpose", "number_of_rows", "area_id")) == {
            (place.purpose.pk, 3, place.area.pk)
        }
        written = AuditEntry.objects.filter(action="insert", subject="organisations.equalityrows").get()
    assert "content" in written.untold
    assert "person-1" not in str(written.told)


def test_a_withdrawn_loads_rows_leave_the_stores() -> None:
    place = Place()
    load_id, _kept = place.put(some_tests())
    kept_load, _kept = place.put(some_tests())
    with acting_as(place.lead.pk):
        assert remove_rows(load_id=load_id, purpose=place.purpose, person=place.lead) == 3
    with as_builder():
        for model in (JusticeRows, CareRows, EqualityRows):
            assert [one.load_id for one in model.objects.all()] == [kept_load]
