"""Who may say that a file is used, what happens to its rows then, and how it is taken out of use."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.operations import approve_load, withdraw_load
from evenhand_service.monitoring.models import Load, LoadChunk, Run, RunInput
from evenhand_service.monitoring.states import NotAllowedNow
from tests.service.builders import as_builder
from tests.service.builders_accounts import give_role, make_person
from tests.service.builders_monitoring import NOW, TREATMENTS, again, approve, give, make_place, work

pytestmark = pytest.mark.django_db


def _stored(load: Load) -> list[tuple[str, int]]:
    with as_builder(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{one}', number_of_rows FROM \"{one}\".\"rows\" WHERE load_id = '{load.pk}'"
                for one in ("care", "justice", "equality")
            )
        )
        return sorted(cursor.fetchall())


def test_rows_about_people_go_to_their_stores_once_another_person_approves() -> None:
    place = make_place()
    load = give(place, TREATMENTS, by=place.lead)
    work()
    with acting_as(place.lead.pk), pytest.raises(NotAllowedNow, match="somebody other"):
        approve_load(load_id=load.pk, by=place.lead, now=NOW)
    assert _stored(load) == []
    other = make_person("partnership-lead", place.partnership, place.area)
    load = approve(again(load, other), other)
    assert _stored(load) == [("care", 2), ("equality", 2)]
    assert (load.approved_by_id, load.stored_at is not None) == (other.pk, True)


def test_who_holds_no_right_to_approve_is_refused() -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    work()
    with acting_as(place.analyst.pk), pytest.raises(PermissionDenied):
        approve_load(load_id=load.pk, by=place.analyst, now=NOW)


def test_the_load_of_another_organisation_is_not_there_without_an_agreement() -> None:
    place, elsewhere = make_place(), make_place()
    load = give(place, TREATMENTS)
    work()
    with acting_as(elsewhere.lead.pk):
        assert not Load.objects.visible_to(elsewhere.lead).exists()
        assert not Load.objects.exists()
        with pytest.raises(Load.DoesNotExist):
            approve_load(load_id=load.pk, by=elsewhere.lead, now=NOW)


def test_a_person_of_a_justice_organisation_sees_no_load_of_care() -> None:
    place = make_place()
    officer = make_person(None)
    give_role(officer, "justice-analyst", place.provider, place.area)
    with as_builder():
        place.provider.is_justice = True
        place.provider.save()
    give(place, TREATMENTS)
    with acting_as(officer.pk):
        assert not Load.objects.exists()


def test_withdrawing_takes_rows_and_bytes_away_and_marks_the_runs() -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    work()
    load = approve(load, place.lead)
    with as_builder():
        run = Run.objects.create(area=place.area, policy="open-5", asked_at=NOW, state="waiting")
        RunInput.objects.create(run=run, load=load, file="x.csv", sha256="0" * 64, profile="native", rows=2)
    with acting_as(place.lead.pk):
        withdraw_load(load_id=load.pk, by=place.lead, because="The wrong month", now=NOW + timedelta(days=1))
    load = again(load, place.lead)
    assert (load.state, load.withdrawn_because, load.stored_at) == ("withdrawn", "The wrong month", None)
    assert _stored(load) == []
    with as_builder():
        assert not LoadChunk.objects.filter(load=load).exists()
    assert again(run, place.analyst).redo_since == NOW + timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_the_same_moment_exactly_one_does() -> None:
    place = make_place(purpose=False)
    other = make_person("partnership-lead", place.partnership, place.area)
    load = give(place)
    work()
    both = threading.Barrier(2)
    outcomes: list[str] = []

    def approves(person: object) -> None:
        try:
            with acting_as(person.pk):  # type: ignore[attr-defined]
                both.wait(30)
                approve_load(load_id=load.pk, by=person, now=NOW)
            outcomes.append("approved")
        except NotAllowedNow as error:
            outcomes.append("somebody was quicker" if "quicker" in str(error.words) else "other")
        finally:
            connections.close_all()

    people = [threading.Thread(target=approves, args=(one,)) for one in (place.lead, other)]
    for one in people:
        one.start()
    for one in people:
        one.join(60)
    assert sorted(outcomes) == ["approved", "somebody was quicker"]
    assert work() == 1


def test_every_read_of_a_file_about_people_stands_in_the_audit_log() -> None:
    place = make_place()
    load, table = give(place, TREATMENTS), give(place)
    work()
    approve(load, place.lead)
    with as_builder(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor, reason FROM audit.entry WHERE action = 'read' AND row_id = ANY (%s) ORDER BY id",
            [[str(load.pk), str(table.pk)]],
        )
        read = cursor.fetchall()
    assert read == [(place.analyst.pk, "checking"), (place.lead.pk, "approved")]
