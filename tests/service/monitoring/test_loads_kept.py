"""How long an uploaded file is kept, and files that another system puts into a folder."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.folder import Watched, take_in
from evenhand_service.monitoring.loads.operations import withdraw_load
from evenhand_service.monitoring.loads.retention import RawUploads
from evenhand_service.monitoring.loads.withdrawn import WithdrawnRows
from evenhand_service.monitoring.models import Load, LoadChunk
from evenhand_service.organisations.models import CareRows, EqualityRows, JusticeRows
from evenhand_service.organisations.purposes.operations import move_purpose
from evenhand_service.organisations.retention.sources import sources
from tests.service.builders import as_builder, as_keeper
from tests.service.builders_monitoring import (
    COUNTS,
    NOW,
    TREATMENTS,
    Place,
    again,
    approve,
    give,
    make_place,
    work,
)

pytestmark = pytest.mark.django_db


def _bytes_of(load: Load) -> int:
    with as_builder():
        return LoadChunk.objects.filter(load=load).count()


def test_the_file_goes_once_its_rows_are_in_the_stores_and_a_table_stays() -> None:
    assert [one.kind for one in sources()].count("raw-upload") == 1
    place = make_place()
    people, table = give(place, TREATMENTS), give(place)
    work()
    people, table = approve(people, place.lead), approve(table, place.lead)
    today = timezone.localdate(people.stored_at)
    told = {"days_of": lambda _area: 0}
    with as_keeper():
        assert RawUploads().lines(today=today, **told) == []
        tomorrow = today + timedelta(days=1)
        assert [one.number for one in RawUploads().lines(today=tomorrow, **told)] == [1]
        assert [one.kind for one in RawUploads().remove(today=tomorrow, **told)] == ["raw-upload"]
        assert RawUploads().remove(today=tomorrow, **told) == []
    assert (_bytes_of(people), _bytes_of(table)) == (0, 1)
    assert again(people, place.lead).state == "approved"


def test_what_nobody_approves_goes_in_the_end_and_is_withdrawn() -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    work()
    with as_keeper():
        RawUploads().remove(today=timezone.localdate() + timedelta(days=91), days_of=lambda _area: 0)
    load = again(load, place.lead)
    assert (load.state, load.withdrawn_because, _bytes_of(load)) == ("withdrawn", "Nobody approved it.", 0)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("received", "It was never read to its end."),
        ("checking", "It was never read to its end."),
        ("approved", "Its rows could not be put into the stores."),
    ],
)
def test_a_file_whose_rows_come_into_no_store_goes_in_the_end(state: str, told: str) -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    with as_builder():
        read = {"checked_at": NOW, "approved_at": NOW, "rows_read": 1, "rows_accepted": 1}
        seen = read if state == "approved" else {}
        Load.objects.filter(pk=load.pk).update(state=state, **seen)
    ages = {"days_of": lambda _area: 0}
    with as_keeper():
        assert (
            RawUploads().lines(today=timezone.localdate(load.uploaded_at) + timedelta(days=90), **ages) == []
        )
        gone = RawUploads().remove(today=timezone.localdate(load.uploaded_at) + timedelta(days=91), **ages)
    load = again(load, place.lead)
    assert [one.why for one in gone] == [told]
    assert (load.state, load.withdrawn_because, _bytes_of(load)) == ("withdrawn", told, 0)


def test_rows_of_a_withdrawn_file_go_where_its_purpose_was_open_again() -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    work()
    load = approve(load, place.lead)
    with acting_as(place.lead.pk):
        move_purpose(purpose=place.purpose, step="reopen")
        withdraw_load(load_id=load.pk, by=place.lead, because="A slip in the export.", now=NOW)
    assert _rows_of(load) > 0
    today, told = timezone.localdate(NOW), {"days_of": lambda _area: 0}
    with as_keeper():
        assert WithdrawnRows().lines(today=today, **told) == []
        found = WithdrawnRows().lines(today=today + timedelta(days=1), **told)
        assert [(one.kind, one.number) for one in found] == [("withdrawn-rows", 2)]
        assert WithdrawnRows().remove(today=today + timedelta(days=1), **told) == found
        assert WithdrawnRows().remove(today=today + timedelta(days=1), **told) == []
    assert _rows_of(load) == 0


def _rows_of(load: Load) -> int:
    with as_builder():
        return sum(
            one.objects.filter(load_id=load.pk).count() for one in (CareRows, EqualityRows, JusticeRows)
        )


def _folder(place: Place, folder: Path, files: dict[str, bytes]) -> Watched:
    for name, content in files.items():
        (folder / name).write_bytes(content)
        os.utime(folder / name, (1, 1))
    return Watched(folder=folder, organisation=place.partnership, area=place.area, by=place.analyst)


def test_files_of_a_folder_are_taken_in_or_refused_with_a_note(tmp_path: Path) -> None:
    place = make_place(purpose=False)
    watched = _folder(
        place, tmp_path, {"a.csv": COUNTS, "b.csv": COUNTS, "c.pdf": b"%PDF-", "people.csv": TREATMENTS}
    )
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    assert take_in(watched, now=timezone.now(), still_for_seconds=5) == (1, 3)
    assert sorted(one.name for one in (tmp_path / "taken").iterdir()) == ["a.csv"]
    refused = sorted(one.name for one in (tmp_path / "refused").iterdir())
    assert refused == ["b.csv", "b.csv.why.txt", "c.pdf", "c.pdf.why.txt", "people.csv", "people.csv.why.txt"]
    assert "given before" in (tmp_path / "refused" / "b.csv.why.txt").read_text()
    assert take_in(watched, now=timezone.now(), still_for_seconds=5) == (0, 0)
    with as_builder():
        load = Load.objects.get()
    assert (load.source, load.uploaded_by_id) == ("folder", place.analyst.pk)


def test_a_file_that_is_still_being_written_is_left_alone(tmp_path: Path) -> None:
    watched = _folder(make_place(purpose=False), tmp_path, {})
    (tmp_path / "new.csv").write_bytes(COUNTS[:20])
    assert take_in(watched, now=timezone.now(), still_for_seconds=5) == (0, 0)


def test_the_command_takes_in_once_and_refuses_who_may_not(tmp_path: Path) -> None:
    place, elsewhere = make_place(purpose=False), make_place(purpose=False)
    _folder(place, tmp_path, {"a.csv": COUNTS})
    told = {"organisation": place.partnership.pk, "area": place.area.code, "once": True}
    with pytest.raises(CommandError, match="may not upload"):
        call_command("watch_folder", str(tmp_path), person=elsewhere.analyst.pk, **told)
    os.utime(tmp_path / "a.csv", (1, 1))
    call_command("watch_folder", str(tmp_path), person=place.analyst.pk, **told)
    assert (tmp_path / "taken" / "a.csv").exists()
