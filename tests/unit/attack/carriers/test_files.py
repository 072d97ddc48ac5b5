"""Files that are damaged, or of another kind than their names say: each is said, and none stops the rest."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from evenhand.attack.carriers import carriers
from evenhand.attack.carriers.document import document_figures
from evenhand.attack.carriers.figure import Entry, Figure, Thing
from evenhand.attack.carriers.known import Known, entries_of, read_known
from evenhand.attack.carriers.measures import judge_measures, measures_files
from evenhand.attack.carriers.objects import object_figures, people_of_findings
from evenhand.attack.carriers.picture import picture_figures
from evenhand.attack.carriers.reading import parsed
from evenhand.attack.carriers.rules import rules
from evenhand.attack.carriers.sheets import sheet_figures
from evenhand.attack.carriers.spreadsheet import spreadsheet_figures
from evenhand.attack.carriers.tables import page_tables, table_figures
from evenhand.foundations import KEY_COLUMNS, UnreadableFile

HEAD = "cell_id,area,period,characteristic,code_list,edition,group,stage,state,unit,value,lower,upper,status"
MANIFEST = '<m><file-entry full-path="/"/><file-entry full-path="content.xml"/></m>'
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def file(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def line(value: str, lower: str, upper: str, status: str) -> str:
    return f"a,X1,2024,sex,sex,2021,FEMALE,p/s,reached,people,{value},{lower},{upper},{status}"


def test_bounds_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    file(tmp_path, "counts.csv", f"{HEAD}\n{line('5', 'few', '7', 'rounded')}\n")
    with pytest.raises(UnreadableFile):
        read_known(tmp_path)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        list(entries_of(file(tmp_path, "counts.csv", b"\xff\xfe\xfa")))


def test_a_table_of_measures_holds_no_counts(tmp_path: Path) -> None:
    path = file(tmp_path, "other.csv", "measure,value,lower,upper,status\nshare,1,1,1,ok\n")
    assert list(entries_of(path)) == []


def test_a_measure_that_is_no_number_is_refused(tmp_path: Path) -> None:
    file(tmp_path, "measures.csv", "cell_id,estimate\na,many\n")
    with pytest.raises(UnreadableFile):
        list(measures_files(tmp_path))


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_measures_that_are_no_list_of_objects_are_refused(text: str, tmp_path: Path) -> None:
    file(tmp_path, "measures.json", text)
    with pytest.raises(UnreadableFile):
        list(measures_files(tmp_path))


def test_a_folder_may_hold_no_measures(tmp_path: Path) -> None:
    assert list(judge_measures(tmp_path, Known())) == []


@pytest.mark.parametrize("text", ["{", "{}", '{"findings": [{"people": [1, 2]}]}', '{"findings": ["a"]}'])
def test_findings_that_cannot_be_followed_excuse_nobody(text: str, tmp_path: Path) -> None:
    known = Known()
    people_of_findings(file(tmp_path, "findings.json", text), known)
    assert known.derived == set()


def test_a_picture_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = file(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0")
    assert list(picture_figures(path, "a.png")) == []


def test_a_document_with_broken_streams_is_read(tmp_path: Path) -> None:
    data = (
        b"%PDF\n1 0 obj\n<</Length 3>>\nstream\n/Alt (23 people)\nendstream\n<</Producer ("
        + b"x1" * 40
        + b")>>"
    )
    found = list(document_figures(file(tmp_path, "a.pdf", data), "a.pdf", frozenset()))
    assert [one.number for one in found if isinstance(one, Figure)] == [23]


def test_an_archive_that_is_none_is_said(tmp_path: Path) -> None:
    (found,) = spreadsheet_figures(file(tmp_path, "tables.ods", b"no archive"), "tables.ods")
    assert isinstance(found, Thing)
    assert not found.told


def package(folder: Path, change: Callable[[ZipFile], None]) -> list[Figure | Thing]:
    path = folder / "tables.ods"
    with ZipFile(path, "w") as made:
        change(made)
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr("content.xml", f"<a {NAMESPACES}/>")
    return list(spreadsheet_figures(path, "tables.ods"))


def test_comments_and_foreign_fields_of_an_archive_are_seen(tmp_path: Path) -> None:
    from zipfile import ZipInfo

    def change(made: ZipFile) -> None:
        first = ZipInfo("mimetype", date_time=(1980, 1, 1, 0, 0, 0))
        first.extra = b"\x01\x00\x02\x00ab"
        first.comment = b"23 people"
        made.writestr(first, "application/vnd.oasis.opendocument.spreadsheet")
        made.comment = b"nothing to count"

    found = package(tmp_path, change)
    assert [one.number for one in found if isinstance(one, Figure)] == [23]
    words = " ".join(one.words for one in found if isinstance(one, Thing))
    assert "a field of another program" in words
    assert "a comment that nobody sees" in words
    assert "a time of writing" in words


def test_bytes_before_an_archive_are_seen(tmp_path: Path) -> None:
    package(tmp_path, lambda made: None)
    path = tmp_path / "tables.ods"
    path.write_bytes(b"23 people" + path.read_bytes())
    words = " ".join(one.words for one in spreadsheet_figures(path, "tables.ods") if isinstance(one, Thing))
    assert "before the archive begins" in words


def sheet(rows: str, columns: str = "") -> list[Figure | Thing]:
    text = f'<office:a {NAMESPACES}><table:table table:name="T">{columns}{rows}</table:table></office:a>'
    return list(sheet_figures(parsed(text.encode()), "a.ods"))


def test_a_cell_whose_value_is_no_number_is_said() -> None:
    (found,) = sheet(
        '<table:table-row><table:table-cell office:value="x"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    assert found == Thing(where="a.ods T row 1 column 1", words="a value that is no number", told=False)


def test_only_whole_columns_that_count_from_one_are_ranks() -> None:
    cells = "".join(
        f'<table:table-row><table:table-cell office:value="{n}"><text:p>{n}</text:p></table:table-cell></table:table-row>'
        for n in (1, 2, 3)
    )
    assert sheet(cells) == []
    assert len(sheet(cells.replace('"3"', '"4"').replace(">3<", ">4<"))) == 3


def test_repeated_columns_move_what_follows_and_shapes_are_no_cells() -> None:
    row = (
        '<table:table-row><table:shapes/><table:table-cell table:number-columns-repeated="3"/>'
        "<table:table-cell><text:p>23 <text:span>people</text:span></text:p></table:table-cell></table:table-row>"
    )
    (found,) = sheet(
        row, columns='<table:table-column table:number-columns-repeated="4" table:visibility="filter"/>'
    )
    assert isinstance(found, Figure)
    assert (found.where, found.number, found.visible) == ("a.ods T row 1 column 4", 23, False)


def test_an_empty_table_has_no_figures(tmp_path: Path) -> None:
    assert list(table_figures(file(tmp_path, "a.csv", ""), "a.csv")) == []


def test_a_leftover_that_is_no_table_holds_no_persons(tmp_path: Path) -> None:
    file(tmp_path, "counts.csv", f"{HEAD}\n{line('5', '5', '7', 'rounded')}\n")
    file(tmp_path, "notes.txt", b"\xff\xfe\xfa")
    tried = carriers(tmp_path)
    assert tried.recovered == ()
    assert "notes.txt" in tried.note


def test_a_number_in_the_name_of_a_place_is_no_count_and_the_same_number_elsewhere_is() -> None:
    known = Known()
    known.name(["Ward 1037", "3", "18_24"])
    assert known.is_named(1037, "In Ward 1037, of every 100")
    assert not known.is_named(1037, "1037 people in the ward")
    assert not known.is_named(3, "3 people")


def test_a_table_of_a_page_without_columns_of_counts_has_none() -> None:
    page = (
        '<table><tr><th>a.csv</th><td data-head="Share">23</td><td data-head="Out of">few</td></tr></table>'
    )
    assert list(page_tables(page, "a.html", Known())) == []


def test_how_long_a_file_is_that_holds_nobody_may_be_told() -> None:
    page = '<table><tr><th>{}</th><td data-head="Rows read">1037</td></tr></table>'
    cell = {"file": "tests.csv", "what": "accepted"}
    entry = Entry(where="a", cell=cell, value=5, lower=5, upper=7, status="rounded")
    known = Known(entries=[entry])
    assert list(page_tables(page.format("areas.csv"), "a.html", known)) == []
    assert [one.number for one in page_tables(page.format("tests.csv"), "a.html", known)] == [1037]


def comparison(**changes: object) -> dict[str, object]:
    made = {
        "cell_id": "a",
        "measure": "difference",
        "estimate": 0.1,
        "group": "B",
        "reference": "A",
        "stage": "s",
    }
    return made | changes


def proportion(group: str, estimate: float | None) -> dict[str, object]:
    return {"cell_id": "b", "measure": "proportion", "estimate": estimate, "group": group, "stage": "s"}


@pytest.mark.parametrize(
    ("rows", "recovered"),
    [
        ([comparison()], 0),
        ([comparison(), proportion("A", None), proportion("B", 0.5)], 0),
        ([comparison(measure="ratio"), proportion("A", 0.0), proportion("B", 0.5)], 0),
        ([comparison(estimate=None), proportion("A", 0.4), proportion("B", 0.5)], 0),
        ([comparison(), proportion("A", 0.4), proportion("B", 0.5)], 0),
        ([comparison(estimate=0.2), proportion("A", 0.4), proportion("B", 0.5)], 1),
        ([comparison(measure="ratio", estimate=1.2), proportion("A", 0.4), proportion("B", 0.5)], 1),
    ],
)
def test_a_comparison_is_that_of_the_two_figures_beside_it(
    rows: list[dict[str, object]], recovered: int, tmp_path: Path
) -> None:
    file(tmp_path, "measures.json", json.dumps(rows))
    keys = dict.fromkeys(KEY_COLUMNS, "")
    cell = Entry(where="", cell={"cell_id": "a", **keys}, value=5, lower=5, upper=7, status="rounded")
    assert len(list(judge_measures(tmp_path, Known(cells={"a": cell})))) == recovered


def test_a_range_around_a_denominator_that_may_be_nobody_is_not_reckoned(tmp_path: Path) -> None:
    keys = dict.fromkeys(KEY_COLUMNS, "")
    hidden = {"value": None, "lower": 0, "upper": 0, "status": "withheld"}
    x = Entry(where="", cell={"cell_id": "a", **keys, "state": "reached"}, **hidden)
    n = Entry(where="", cell={"cell_id": "n", **keys, "state": "at_risk"}, **hidden)
    row = {
        "cell_id": "a",
        "measure": "proportion",
        "denominator": None,
        "estimate": 0.5,
        "lower": 0.1,
        "upper": 0.2,
    }
    file(tmp_path, "measures.json", json.dumps([row]))
    assert list(judge_measures(tmp_path, Known(cells={"a": x, "n": n}))) == []


def test_the_ends_of_a_scale_are_no_figures(tmp_path: Path) -> None:
    path = file(tmp_path, "findings.json", '{"estimate": 1.0, "lower": 0.0}')
    assert list(object_figures(path, "findings.json", Known())) == []


@pytest.mark.parametrize(
    "name", ["staying.html", "curves.csv", "stays.csv", "curves.csv-metadata.json", "stays.csv-metadata.json"]
)
def test_how_long_people_stay_is_read_as_part_of_a_release(name: str) -> None:
    assert any(re.fullmatch(pattern, name) for pattern in rules().written)
