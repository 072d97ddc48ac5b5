"""Files that are damaged, or of another kind than their names say: each is said, and none stops the rest."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from evenhand.attack.carriers import carriers
from evenhand.attack.carriers.document import document_figures
from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.known import Known, entries_of, read_known
from evenhand.attack.carriers.measures import judge_measures, measures_files
from evenhand.attack.carriers.objects import people_of_findings
from evenhand.attack.carriers.picture import picture_figures
from evenhand.attack.carriers.reading import parsed
from evenhand.attack.carriers.sheets import sheet_figures
from evenhand.attack.carriers.spreadsheet import spreadsheet_figures
from evenhand.attack.carriers.tables import table_figures
from evenhand.foundations import UnreadableFile

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
