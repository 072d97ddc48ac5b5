"""Rows from the stores as files of a run: what was in the stores is read again as it was, whichever format it came in."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from evenhand.records import Inputs, read
from evenhand.records.export import export_treatments, write_export
from evenhand.vocabulary import load_vocabulary
from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import Load
from evenhand_service.monitoring.runs.extracts import MANIFEST, Extracts, write_extracts
from evenhand_service.monitoring.runs.gathering import loads_for
from evenhand_service.monitoring.runs.reading import read_extracts
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.stores.rules import place as place_of
from tests.service.builders_monitoring import Place, approve, give, make_place, synthetic_files, work

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@cache
def national_file() -> bytes:
    """The made-up treatments in the national system's format."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "treatments.csv"
        first, *rows = synthetic_files(300)["treatments.csv"].splitlines()
        more = (b",provider,consent,area,age,ethnicity,sex", b",QUAY,yes,X00000901,33,Irish,F")
        path.write_bytes(b"\n".join([first + more[0], *(one + more[1] for one in rows)]))
        inputs = read([path], vocabulary=load_vocabulary())
        return write_export(export_treatments(inputs, load_vocabulary()), Path(folder) / "k.csv").read_bytes()


def _approved(place: Place, content: bytes, name: str) -> Load:
    load = give(place, content, name=name)
    work()
    load = approve(load, place.lead)
    assert (load.state, load.refused_what) == ("approved", "")
    return load


def _extracts(place: Place, folder: Path) -> Extracts:
    with acting_as(place.analyst.pk):
        person = User.objects.get(pk=place.analyst.pk)
        loads = loads_for(place.area, person)
        return write_extracts(area=place.area, loads=loads, folder=folder, person=person, today=TODAY)


def _as_given(content: bytes, folder: Path) -> Inputs:
    path = folder / "given.csv"
    path.write_bytes(content)
    return read([path], vocabulary=load_vocabulary())


@pytest.mark.parametrize("name", ["tests.csv", "contacts.csv", "treatments.csv", "k.csv"])
def test_rows_come_out_of_the_stores_as_they_went_in(name: str, tmp_path: Path) -> None:
    content = national_file() if name == "k.csv" else synthetic_files(300)[name]
    place = make_place()
    load = _approved(place, content, name)
    extracts = _extracts(place, tmp_path)
    given, found = _as_given(content, tmp_path), read_extracts(extracts, as_at=None)
    record = load.kind
    assert found.files[0].rejected == 0
    columns = [
        one
        for one in given.records[record].column_names
        if given.records[record][one].null_count < load.rows_accepted
    ]
    order = [(one, "ascending") for one in ("person_id", columns[1])]
    before = given.records[record].select(columns).sort_by(order).to_pylist()
    assert found.records[record].select(columns).sort_by(order).to_pylist() == before
    characteristics = place_of(record, columns).columns[DataClass.EQUALITY]
    lists = {key: code for key, code in given.code_lists.items() if key[1] in characteristics}
    assert {key: found.code_lists[key] for key in lists} == lists


def test_the_manifest_names_each_file_with_its_load_and_fingerprint(tmp_path: Path) -> None:
    place = make_place()
    load = _approved(place, synthetic_files(300)["treatments.csv"], "t.csv")
    extracts = _extracts(place, tmp_path)
    assert (tmp_path / "areas.csv").read_text("utf-8").splitlines()[0] == "code,name,level,within,name_cy"
    listed = json.loads((tmp_path / MANIFEST).read_text())["files"]
    assert {one["file"] for one in listed} == {extracts.files[0].file, "areas.csv"}
    mine = next(one for one in listed if one.get("load"))
    assert (mine["load"], mine["rows"], mine["sha256"]) == (
        str(load.pk),
        load.rows_accepted,
        extracts.files[0].sha256,
    )
    assert str(load.pk)[:8] in mine["file"]


def test_the_same_rows_in_two_files_are_counted_once(tmp_path: Path) -> None:
    place = make_place()
    content = synthetic_files(300)["treatments.csv"]
    load = _approved(place, content, "t.csv")
    _approved(place, b"\n".join(content.splitlines()[:20]) + b"\n", "again.csv")
    found = read_extracts(_extracts(place, tmp_path), as_at=None)
    assert found.records["treatment"].num_rows == load.rows_accepted
    assert sum(one.duplicates for one in found.files) == 19
