"""A leak beside the tables, in names, in leftover files or in another language is recovered."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.attack.carriers import carriers
from tests.disclosure.carriers_planted import (
    added,
    json_changed,
    swapped,
)
from tests.disclosure.carriers_released import CHART, found_in, hidden

OBJECTS = {
    "people of a finding": (
        json_changed("findings.json", lambda data: data["findings"][0].update(people=[1037, 1038])),
        1037,
        "findings.json findings people",
    ),
    "a figure of a finding": (
        json_changed("findings.json", lambda data: data["findings"][0].update(estimate=0.4347826)),
        10,
        "findings.json findings estimate",
    ),
    "a sentence": (
        json_changed("findings.json", lambda data: data["findings"][0].update(sentence="23 people")),
        23,
        "findings.json findings sentence",
    ),
    "a name of a field": (
        json_changed("findings.json", lambda data: data.update(women_23="")),
        23,
        "findings.json a key",
    ),
    "a note beside a table": (
        json_changed("counts.csv-metadata.json", lambda data: data["rdfs:comment"].append("1,037 people")),
        1037,
        "counts.csv-metadata.json rdfs:comment",
    ),
    "a cell beside a chart": (
        swapped(f"{CHART}.csv", "\n", "\n1037,"),
        1037,
        f"{CHART}.csv",
    ),
}


@pytest.mark.parametrize("kind", OBJECTS)
def test_a_leak_beside_the_tables_is_recovered(kind: str, copied: Path, also: Callable[..., None]) -> None:
    plant, number, where = OBJECTS[kind]
    also("counts.csv-metadata.json")
    if where.startswith("charts"):
        added(f"{CHART}.csv", "Sex,Out of\nWomen,23\nMen,1037\n")(copied)
    else:
        plant(copied)
    found = found_in(copied)
    assert any(one.least == number and one.where.startswith(where) for one in found), found


def test_json_that_cannot_be_read_is_said(copied: Path) -> None:
    added("findings.json", "{")(copied)
    assert "findings.json: JSON that cannot be read" in carriers(copied).note


NAMES = {
    "a number in a name": ("charts/area-1-women-23.svg", "<svg/>", 23),
    "a copy": ("counts.csv.bak", "", None),
    "an editor's copy": ("index.html~", "", None),
    "an office lock": (".~lock.tables.ods#", "", None),
    "a desktop's list": ("charts/.DS_Store", "", None),
    "small pictures": ("Thumbs.db", "", None),
    "a history": (".git/HEAD", "ref", None),
    "a table of rows": ("rows.parquet", b"PAR1", None),
    "rows of persons": ("extract.csv", "person_id,sex\nN1,FEMALE\n", None),
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_leak_in_a_name_or_a_leftover_file_is_recovered(kind: str, copied: Path) -> None:
    name, data, number = NAMES[kind]
    added(name, data)(copied)
    assert [(one.where, one.least) for one in found_in(copied)] == [(name, number)]


def test_made_up_records_beside_a_release_are_nobodys(copied: Path) -> None:
    added("data/truth.json", "{}")(copied)
    added("data/records/tests.csv", "person_id\nN1\n")(copied)
    assert found_in(copied) == []


def test_a_file_that_no_release_holds_is_said(copied: Path) -> None:
    added("readme.txt", "1,037")(copied)
    tried = carriers(copied)
    assert tried.recovered == ()
    assert "readme.txt: no file that a release holds" in tried.note


def test_a_second_language_that_tells_more_is_recovered(written: Path, tmp_path: Path) -> None:
    for name in ("", "cy/"):
        (tmp_path / name).mkdir(exist_ok=True)
        for file in ("counts.csv", "measures.csv"):
            shutil.copy(written / name / file, tmp_path / name / file)
    assert found_in(tmp_path) == []
    hidden({"value": "3", "lower": "3", "upper": "3", "status": "exact"})(tmp_path / "cy")
    found = [one for one in found_in(tmp_path) if "otherwise" in one.words]
    assert [(one.least, one.where.startswith("cy/counts.csv line")) for one in found] == [(3, True)]


def test_a_leak_in_welsh_is_recovered(written: Path, tmp_path: Path) -> None:
    for name in (
        "counts.csv",
        "measures.csv",
        "measures.json",
        "findings.json",
        "index.html",
        f"{CHART}.svg",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(written / "cy" / name, tmp_path / name)
    assert found_in(tmp_path) == []
    swapped("index.html", "<h1>", "<p>23 o bobl</p><h1>")(tmp_path)
    swapped(f"{CHART}.svg", "</desc>", " Menywod: 1,037.</desc>")(tmp_path)
    places = {one.where: one.least for one in found_in(tmp_path)}
    assert places == {"index.html <p>": 23, f"{CHART}.svg <desc>": 1037}
