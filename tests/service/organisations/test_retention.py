"""What goes when: the dry run says exactly what `retain` removes, and nothing of it is left anywhere."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.models import CareRows, Certificate, EqualityRows, Erasure, JusticeRows
from evenhand_service.organisations.person_keys import digest_of
from evenhand_service.organisations.retention import sources
from evenhand_service.organisations.retention.operations import (
    ask_for_erasure,
    erase,
    retain,
    set_period,
    use_default,
)
from evenhand_service.organisations.retention.queries import would_go
from evenhand_service.organisations.retention.rules import Line, PeriodNotRight, is_due, periods
from evenhand_service.organisations.stores.parts import from_bytes
from evenhand_service.organisations.stores.queries import gather
from evenhand_service.organisations.stores.rules import is_aggregate
from tests.service.builders import as_builder, as_keeper
from tests.service.builders_accounts import make_person
from tests.service.organisations.stores import NOW, TODAY, Place, rows_of, some_tests

pytestmark = pytest.mark.django_db
MODELS = (JusticeRows, CareRows, EqualityRows)


def a_test(person: str, day: date | None, result: str = "opiates") -> dict[str, Any]:
    return {
        "person_id": person,
        "test_date": day,
        "result": result,
        "sex": "FEMALE",
        "drug_group": "OPIATE",
    }


def rows_left() -> dict[str, int]:
    with as_builder():
        return {
            model._meta.model_name: sum(from_bytes(one.content).num_rows for one in model.objects.all())
            for model in MODELS
        }


def people_left() -> set[str]:
    with as_builder():
        held = [from_bytes(one.content) for model in MODELS for one in model.objects.all()]
    return {
        str(value) for rows in held for name in rows.column_names for value in rows.column(name).to_pylist()
    }


def test_every_record_type_about_people_has_a_period_with_its_reason() -> None:
    from evenhand.records import RECORD_SCHEMAS

    kept = {one.record for one in periods().values() if one.action == "rows"}
    assert {one for one in RECORD_SCHEMAS if not is_aggregate(one)} <= kept
    for one in periods().values():
        assert one.source or one.why_en
        assert one.why_cy
        assert not one.record or one.column in RECORD_SCHEMAS[one.record].names


def test_a_period_is_over_the_day_after_its_last() -> None:
    day = date(2026, 10, 25)
    assert not is_due(day, 28, day + timedelta(days=28))
    assert is_due(day, 28, day + timedelta(days=29))


def test_identifiers_of_negative_tests_go_and_the_tests_still_count() -> None:
    place = Place()
    rows = rows_of(
        "test",
        [
            a_test("old-negative", TODAY - timedelta(days=29), "negative"),
            a_test("old-negative", TODAY - timedelta(days=60), "negative"),
            a_test("new-negative", TODAY - timedelta(days=28), "negative"),
            a_test("old-positive", TODAY - timedelta(days=60)),
        ],
    )
    load_id, _kept = place.put(rows)
    with as_keeper():
        (line,) = would_go(today=TODAY)
        assert (line.kind, line.number) == ("negative-test-identifiers", 2)
        (certificate,) = retain(today=TODAY, now=NOW)
        assert certificate.lines == [
            {"kind": "negative-test-identifiers", "number": 2, "why": "Older than 28 days."}
        ]
        assert would_go(today=TODAY) == []
    assert "old-negative" not in people_left()
    assert {"new-negative", "old-positive"} <= people_left()
    with acting_as(place.analyst.pk):
        after = gather(load_ids=[load_id], purpose=place.purpose, person=place.analyst, today=TODAY)
    kept = after.parts[0].rows
    assert kept.num_rows == 4
    assert kept.drop_columns(["person_id"]).equals(rows.drop_columns(["person_id"]))
    assert len(set(kept.column("person_id").to_pylist())) == 4


def test_old_rows_go_from_every_store_and_the_others_stay_as_they_were() -> None:
    place = Place()
    old, new = TODAY - timedelta(days=1096), TODAY - timedelta(days=1095)
    load_id, _kept = place.put(
        rows_of("test", [a_test("old", old), a_test("new", new), a_test("undated", None)])
    )
    with as_keeper():
        assert [(one.kind, one.number) for one in would_go(today=TODAY)] == [("test", 1)]
        retain(today=TODAY, now=NOW)
    assert rows_left() == {"justicerows": 2, "carerows": 2, "equalityrows": 2}
    assert "old" not in people_left()
    with acting_as(place.analyst.pk):
        after = gather(load_ids=[load_id], purpose=place.purpose, person=place.analyst, today=TODAY)
    assert after.parts[0].rows.column("sex").to_pylist() == ["FEMALE", "FEMALE"]


def test_rows_of_a_purpose_that_is_over_go() -> None:
    place = Place()
    place.put(some_tests())
    with as_builder():
        place.purpose.expires = TODAY - timedelta(days=1)
        place.purpose.save()
    with as_keeper():
        assert [(one.kind, one.number) for one in would_go(today=TODAY)] == [("purpose-over", 3)]
        retain(today=TODAY, now=NOW)
    assert rows_left() == {"justicerows": 0, "carerows": 0, "equalityrows": 0}


def test_an_areas_own_period_holds_there_and_nowhere_else() -> None:
    place, other = Place(), Place()
    for one in (place, other):
        one.put(rows_of("test", [a_test("a", TODAY - timedelta(days=100))]))

    officer = make_person("data-protection-officer", place.council, place.area)
    with acting_as(officer.pk):
        set_period(area=place.area, kind="test", days=90, reason="Agreed by the board.", now=NOW)
    with as_keeper():
        assert [(one.area_id, one.number) for one in would_go(today=TODAY)] == [(str(place.area.pk), 1)]
    with acting_as(officer.pk):
        use_default(area=place.area, kind="test")
    with as_keeper():
        assert would_go(today=TODAY) == []


@pytest.mark.parametrize(
    ("kind", "days", "reason"),
    [("shoes", 3, "Why"), ("test", -1, "Why"), ("test", 40000, "Why"), ("test", 3, " ")],
)
def test_a_period_that_cannot_be_is_refused(kind: str, days: int, reason: str) -> None:
    place = Place()
    with pytest.raises(PeriodNotRight):
        set_period(area=place.area, kind=kind, days=days, reason=reason, now=NOW)


def test_the_dry_run_says_what_goes_whatever_there_is() -> None:
    place = Place()
    days = st.one_of(st.none(), st.dates(TODAY - timedelta(days=1200), TODAY))
    row = st.builds(a_test, st.sampled_from("abc"), days, st.sampled_from(["negative", "opiates"]))

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(row, min_size=1, max_size=6))
    def check(rows: list[dict[str, Any]]) -> None:
        place.put(rows_of("test", rows))
        before = rows_left()["justicerows"]
        with as_keeper():
            said = {one.kind: one.number for one in would_go(today=TODAY)}
            made = retain(today=TODAY, now=NOW)
            went = {line["kind"]: line["number"] for one in made for line in one.lines}
            assert said == went
            assert would_go(today=TODAY) == []
        assert before - rows_left()["justicerows"] == went.get("test", 0)
        assert len(set(rows_left().values())) == 1

    check()


class Uploads:
    """Files of another app."""

    kind = "raw-upload"

    def __init__(self, area_id: str) -> None:
        self.area_id, self.files = area_id, 2

    def lines(self, *, today: date, days_of: sources.DaysOf) -> list[Line]:
        assert days_of(self.area_id) == 0
        return [Line(area_id=self.area_id, kind=self.kind, number=self.files, why="Approved.")]

    def remove(self, *, today: date, days_of: sources.DaysOf) -> list[Line]:
        lines, self.files = self.lines(today=today, days_of=days_of), 0
        return lines


def test_what_other_apps_keep_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place()
    monkeypatch.setattr(sources, "_SOURCES", {})
    sources.register(Uploads(str(place.area.pk)))
    with as_keeper():
        assert [one.number for one in would_go(today=TODAY)] == [2]
        (certificate,) = retain(today=TODAY, now=NOW)
        assert certificate.lines == [{"kind": "raw-upload", "number": 2, "why": "Approved."}]
        assert retain(today=TODAY, now=NOW) == []


def test_a_person_is_removed_from_every_store_and_after_a_restore_again(tmp_path: Path) -> None:

    place = Place()
    officer = make_person("data-protection-officer", place.council, place.area)
    place.put(rows_of("test", [a_test("canary-7", TODAY), a_test("other", TODAY), a_test("canary-7", TODAY)]))
    place.put(rows_of("contact", [{"person_id": "canary-7", "outcome": "no_need"}]), record="contact")
    with acting_as(officer.pk):
        asked = ask_for_erasure(area=place.area, person_key=" canary-7 ", now=NOW)
    assert asked.digest == digest_of("canary-7")
    with as_keeper():
        (certificate,) = erase(now=NOW)
        assert certificate.lines == [{"kind": "erasure", "number": 3, "why": "A person was removed."}]
        assert erase(now=NOW) == []
        call_command("erasures", "--write", str(tmp_path / "list.csv"), stdout=StringIO())
    assert "canary-7" not in people_left()
    assert "other" in people_left()
    assert "canary" not in (tmp_path / "list.csv").read_text()
    # A backup of before brings the rows back, and knows nothing of the removal.
    with as_builder():
        Erasure.objects.all().delete()
    place.put(rows_of("test", [a_test("canary-7", TODAY)]))
    assert "canary-7" in people_left()
    told = StringIO()
    with as_keeper():
        call_command("erasures", "--apply", str(tmp_path / "list.csv"), stdout=told)
    assert told.getvalue() == "1 of 1 were not yet on the list; 1 rows went.\n"
    assert "canary-7" not in people_left()
    with as_builder():
        log = " ".join(str(one) for one in AuditEntry.objects.values_list("told", "reason", "row_id"))
    assert "canary" not in log
    assert asked.digest not in log


def test_a_later_file_does_not_bring_a_removed_person_back() -> None:

    place = Place()
    officer = make_person("data-protection-officer", place.council, place.area)
    with acting_as(officer.pk):
        ask_for_erasure(area=place.area, person_key="canary-7", now=NOW)
    _load, kept = place.put(rows_of("test", [a_test("canary-7", TODAY), a_test("other", TODAY)]))
    (left,) = kept.left_out
    assert (kept.rows, left.what, left.rows) == (1, "People who were removed", 1)
    assert "canary-7" not in people_left()


def test_a_list_that_is_none_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("place,key\n1,2\n")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("erasures", "--apply", str(tmp_path / "list.csv"))


def test_the_command_says_and_does(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place()
    place.put(rows_of("test", [a_test("old", date(2015, 1, 1))]))
    told = StringIO()
    with as_keeper():
        call_command("retain", "--dry-run", stdout=told)
        assert "1 × Drug tests. Older than 1095 days." in told.getvalue()
        assert "1 would go; 0 people wait to be removed." in told.getvalue()
        assert Certificate.objects.using("keeper").count() == 0
        call_command("retain", stdout=told)
    assert told.getvalue().count("1 × Drug tests. Older than 1095 days.") == 2
    assert "1 went; 1 certificate." in told.getvalue()
    assert rows_left() == {"justicerows": 0, "carerows": 0, "equalityrows": 0}


def test_who_is_to_be_removed_again_is_removed_again() -> None:
    place = Place()
    officer = make_person("data-protection-officer", place.council, place.area)
    place.put(some_tests(2))
    for moment in (NOW, NOW + timedelta(days=1)):
        with acting_as(officer.pk):
            assert ask_for_erasure(area=place.area, person_key="person-1", now=moment).done_at is None
        with as_keeper():
            erase(now=moment)
        with as_builder():
            assert Erasure.objects.get().done_at == moment
    assert "person-1" not in people_left()
