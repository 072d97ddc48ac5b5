"""The spreadsheet keeps the guidance for statistics, and two readers that did not write it find the same numbers."""

import re
import warnings
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from evenhand.disclosure import load_policy
from evenhand.disclosure.side_tables import protect_tally
from evenhand.foundations import exact_tally
from evenhand.publish import Release
from evenhand.publish.shelf import Shelf
from evenhand.publish.spreadsheet import spreadsheet
from evenhand.publish.spreadsheet.names import Names
from evenhand.publish.spreadsheet.package import marked_range, ods
from evenhand.publish.spreadsheet.sheets import Sheet, Workbook
from tests.unit.publish.releases import HOSTILE, nothing_found, partnership, stop_and_search
from tests.unit.publish.spreadsheet_rules import faults, named, part, rows_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from odfdo import Document


def with_tally(release: Release) -> Release:
    """Return the release with a side table of tests by suite."""
    suites = {"suite": pa.array(["=Central", "North", "South"])}
    exact = exact_tally(
        "suites", "Tests", ["suite"], ["suite"], "tests", suites, pa.array([120, 3, 61]), "Of one year."
    )
    return replace(release, tallies=(protect_tally(exact, load_policy("open-5")),))


RELEASES = {
    "partnership": lambda: partnership(areas={"X1": "Riverside"}, earlier="2023-04-01/2024-03-31"),
    "hostile names": lambda: with_tally(partnership(areas=HOSTILE)),
    "stop and search": stop_and_search,
    "nothing found": lambda: nothing_found(partnership(size=0.2)),
    "exact": lambda: partnership(areas={"X1": "Riverside"}, policy="internal-exact"),
}


@pytest.fixture(scope="module", params=RELEASES)
def release(request: pytest.FixtureRequest) -> Release:
    made: Release = RELEASES[request.param]()
    return made


@pytest.fixture(scope="module")
def data(release: Release) -> bytes:
    return spreadsheet(release)


def test_the_file_keeps_the_guidance(data: bytes) -> None:
    assert list(faults(data)) == []


def test_the_same_release_gives_the_same_bytes(release: Release, data: bytes) -> None:
    assert spreadsheet(release) == data
    with ZipFile(BytesIO(data)) as file:
        assert file.namelist()[0] == "mimetype"
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.infolist()[0].compress_type == 0


def test_calamine_reads_every_measure(release: Release, data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = [name for name in book.sheet_names if name.startswith("Table_")]
    read = [table_of(book.get_sheet_by_name(name).to_python()) for name in sheets]
    figures = [row for table in read for row in table if any(head.startswith("Best figure") for head in row)]
    assert len(figures) == len(release.measures)
    best = sorted(
        round(value, 4)
        for row in figures
        for head, value in row.items()
        if head.startswith("Best figure") and isinstance(value, float)
    )
    times = {"share": 100, "share_difference": 100}
    expected = [
        round(float(f"{row['estimate'] * times.get(row['units'], 1):.6g}"), 4)
        for row in release.measures.to_rows()
        if row["estimate"] is not None and row["estimate"] == row["estimate"]
    ]
    assert best == sorted(expected)


def test_calamine_reads_every_count_as_it_may_be_shown(release: Release, data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    tables = [
        table_of(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names if "Table" in name
    ]
    counts = next(table for table in tables if "State" in table[0])
    shown = sorted(str(row["Count shown"]) for row in counts)
    expected = []
    for row in release.counts.to_rows():
        hidden = row["status"] in ("below_threshold", "withheld")
        low = not hidden and row["value"] == 0 and row["upper"] > 0
        expected.append("[c]" if hidden else "[low]" if low else str(float(row["value"])))
    assert shown == sorted(expected)


def test_odfdo_reads_the_same_cells() -> None:
    data = spreadsheet(partnership(areas={"X1": "=1+1"}))
    book = Document(BytesIO(data))
    other = CalamineWorkbook.from_filelike(BytesIO(data))
    for name in ("Notes", "Shorthand", "Table_1"):
        table = next(one for one in book.body.tables if one.name == name)
        first, wide = table_bounds(data, name)
        rows = [row[:wide] for row in table.get_values()[first:]]
        theirs = [row[:wide] for row in other.get_sheet_by_name(name).to_python()[first:]]
        assert [[plain(cell) for cell in row] for row in rows] == theirs


def plain(value: object) -> object:
    """Return a number as calamine gives it, whatever kind of number it is."""
    return value if isinstance(value, str) else float(str(value))


def table_bounds(data: bytes, name: str) -> tuple[int, int]:
    """Return in which row a sheet's headings stand, from 0, and how many columns there are."""
    sheet = next(
        one
        for one in part(data, "content.xml").iter(named("table:table"))
        if one.get(named("table:name")) == name
    )
    rows = rows_of(sheet)
    wide = max(len(row) for row in rows)
    return next(n for n, row in enumerate(rows) if len(row) == wide), wide


def table_of(rows: list[list[object]]) -> list[dict[str, object]]:
    """Return the table of a sheet as rows by heading: it begins with the first row that is full."""
    at = next(n for n, row in enumerate(rows) if all(cell != "" for cell in row) and n > 1)
    return [dict(zip(map(str, rows[at]), row, strict=True)) for row in rows[at + 1 :]]


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    data = spreadsheet(with_tally(partnership(areas=HOSTILE)))
    content = part(data, "content.xml")
    found = [
        cell
        for cell in content.iter(named("table:table-cell"))
        if re.match("[=+@-]", "".join(cell.itertext())) and cell.get(named("office:value-type")) == "string"
    ]
    assert {"=HYPERLINK('x')", "=Central"} <= {"".join(cell.itertext()) for cell in found}
    assert not any(cell.get(named("table:formula")) for cell in content.iter(named("table:table-cell")))


def test_side_tables_are_protected_and_named() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(spreadsheet(with_tally(stop_and_search()))))
    rows = book.get_sheet_by_name(book.sheet_names[-1]).to_python()
    assert rows[0][0] == "Data quality: Tests (tests)"
    assert [row["Count shown"] for row in table_of(rows)] == [120.0, "[c]", 60.0]


def test_what_xml_cannot_hold_is_replaced() -> None:
    sheet = Sheet(
        name="Table_1", title="a\x00b", lines=("c",), heads=("d",), rows=(("\x1b<&>\ud800",),), widths=(9,)
    )
    book = Workbook(title="t\x07", description="", language="en", day="", sheets=(sheet,))
    read = CalamineWorkbook.from_filelike(BytesIO(ods(book))).get_sheet_by_name("Table_1").to_python()
    assert read == [["a\ufffdb"], ["c"], ["d"], ["\ufffd<&>\ufffd"]]


def test_an_empty_cell_or_a_short_row_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="empty cell"):
        Sheet(name="x", title="x", lines=(), heads=("a",), rows=(("",),))
    with pytest.raises(ValueError, match="more or fewer"):
        Sheet(name="x", title="x", lines=(), heads=("a",), rows=(("b", "c"),))


def test_a_wide_table_is_marked_to_its_last_column() -> None:
    sheet = Sheet(name="x", title="x", lines=("y",), heads=tuple(str(n) for n in range(28)))
    assert marked_range(sheet) == ("A3", "AB3")


def test_people_divided_by_two_characteristics_are_named_by_both() -> None:
    names = Names(Shelf(stop_and_search()))
    assert names.characteristic("ethnicity*sex") == "ethnic group, sex"
    assert names.listed("ethnicity-18+1*sex", "2011*2021") == "ethnicity-18+1 2011, sex 2021"
    assert names.group("ethnicity-18+1*sex", "2011*2021", "ASIAN_BANGLADESHI*MALE") == "Bangladeshi, Men"
    assert names.group("", "", "everyone") == "Everyone"
