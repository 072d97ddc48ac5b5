"""Workbooks: what a spreadsheet program shows in a cell is what is read, whatever stands above and below the table."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evenhand.foundations import UnreadableFile
from evenhand.records import Inputs, read, write_rejects
from evenhand.records.limits import Limits, load_limits
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import CONTACTS, faults, only_file
from tests.unit.records.workbook_files import ods, ods_row, sheet_xml, xlsx

HEADINGS = CONTACTS.split(",")
ROW = ["p1", "2024-04-02", "no_need"]
TREATMENT = ["person_id", "referral_date", "start_date", "end_date", "end_reason"]


def read_one(path: Path, limits: Limits | None = None) -> Inputs:
    return read([path], vocabulary=load_vocabulary(), limits=limits)


def contacts(path: Path) -> list[tuple[object, ...]]:
    table = read_one(path).records["contact"].select(HEADINGS)
    return [tuple(row.values()) for row in table.to_pylist()]


def refused(path: Path, **lower: int) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_one(path, replace(load_limits(), **lower))
    assert path.name in str(error.value)
    assert error.value.mend
    return str(error.value)


def test_title_rows_above_and_notes_below_are_passed_over(tmp_path: Path) -> None:
    rows = [
        ["Contacts in 2024"],
        [],
        ["", *HEADINGS],
        ["", *ROW],
        [],
        ["", "p2", *ROW[1:]],
        [],
        ["Note: made up"],
    ]
    inputs = read_one(xlsx(tmp_path / "made-up.xlsx", {"About": [["Hello"]], "Data": rows}))
    assert inputs.records["contact"].column("person_id").to_pylist() == ["p1", "p2"]
    assert only_file(inputs).warnings == (
        "Read from the sheet 'Data', with the headings in row 3.",
        "1 row of notes below the table passed over, from row 8.",
        "1 row with nothing in any cell passed over.",
    )


def test_a_workbook_with_packed_parts_of_nothing_is_read(tmp_path: Path) -> None:
    """As odfdo writes them: the folders in the archive are compressed, though nothing is in them."""
    path = ods(tmp_path / "made-up.ods", {"Data": ods_row(*HEADINGS) + ods_row(*ROW)})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Configurations2/popupmenu/current.xml", b"")
    assert contacts(path)[0][0] == "p1"


def test_line_of_a_fault_is_the_row_of_the_sheet(tmp_path: Path) -> None:
    rows = [["Title"], HEADINGS, ROW, [], ["p2", "2024-04-02", "perhaps"]]
    assert faults(read_one(xlsx(tmp_path / "made-up.xlsx", {"Data": rows}))) == [(5, "outcome")]


def test_days_and_whole_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    day = b'<c r="NAME" s="1"><v>45384</v></c>'
    assert contacts(xlsx(tmp_path / "made-up.xlsx", {"Data": [HEADINGS, [17.0, day, "no_need"]]})) == [
        ("17", date(2024, 4, 2), "no_need")
    ]
    rows = ods_row(*HEADINGS) + ods_row(17, date(2024, 4, 2), "no_need")
    assert contacts(ods(tmp_path / "made-up.ods", {"Data": rows})) == [("17", date(2024, 4, 2), "no_need")]


def test_formula_has_the_result_that_was_saved(tmp_path: Path) -> None:
    formula = b'<c r="NAME" t="str"><f>1+1</f><v>no_need</v></c>'
    path = xlsx(tmp_path / "made-up.xlsx", {"Data": [HEADINGS, [*ROW[:2], formula]]})
    assert contacts(path) == [("p1", date(2024, 4, 2), "no_need")]


def test_formula_without_a_result_is_told(tmp_path: Path) -> None:
    formula = b'<c r="NAME"><f>A2</f></c>'
    inputs = read_one(xlsx(tmp_path / "made-up.xlsx", {"Data": [HEADINGS, ROW, [*ROW[:2], formula]]}))
    assert faults(inputs) == [(3, "outcome")]
    assert "hold a formula without its result" in only_file(inputs).warnings[0]


def test_cell_merged_downwards_holds_for_all_its_rows(tmp_path: Path) -> None:
    rows = [HEADINGS, ROW, ["p2", "", "need_found"], ["p3", "", "no_need"]]
    merged = xlsx(tmp_path / "made-up.xlsx", {"Data": rows}, merged=["B2:B3"])
    assert faults(read_one(merged)) == [(4, "contact_date")]
    first = b"""<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>2024-04-02</text:p>
        </table:table-cell>"""
    covered = b"<table:covered-table-cell/>"
    rows_ = ods_row(*HEADINGS) + ods_row("p1", first, "no_need") + ods_row("p2", covered, "no_need")
    assert [row[1] for row in contacts(ods(tmp_path / "made-up.ods", {"Data": rows_}))] == [
        date(2024, 4, 2)
    ] * 2


def test_first_sheet_with_a_table_is_read_and_the_others_named(tmp_path: Path) -> None:
    treatments = [TREATMENT, ["p1", "2024-01-01", "", "", ""]]
    sheets = {"Old": [HEADINGS, ROW], "Contacts": [HEADINGS, ROW], "Treatment": treatments}
    path = xlsx(tmp_path / "made-up.xlsx", sheets, hidden=["Old"])
    inputs = read_one(path)
    assert list(inputs.records) == ["contact"]
    assert only_file(inputs).warnings == (
        "Read from the sheet 'Contacts', with the headings in row 1.",
        "Only the first sheet with a table is read; save as files of their own: 'Treatment'.",
    )


def test_no_sheet_with_a_table_is_told_what_is_nearest(tmp_path: Path) -> None:
    told = refused(xlsx(tmp_path / "made-up.xlsx", {"A": [["x", "y"]], "B": [[], HEADINGS[:2]]}))
    assert "made-up.xlsx, sheet 'B', row 2 is in no format" in told
    assert "the heading 'outcome'" in told
    assert "no sheet with a row of headings" in refused(xlsx(tmp_path / "made-up.xlsx", {"A": [["x"]]}))


def test_headings_without_rows(tmp_path: Path) -> None:
    assert "has headings but no rows" in refused(xlsx(tmp_path / "made-up.xlsx", {"A": [HEADINGS]}))


def test_rejected_rows_of_a_workbook_are_corrected_as_csv(tmp_path: Path) -> None:
    rows = [["Title"], HEADINGS, ROW, ["=p2", "2024-04-02", "perhaps"]]
    inputs = read_one(xlsx(tmp_path / "made-up.xlsx", {"Data": rows}))
    (path,) = write_rejects(inputs, tmp_path / "rejected")
    assert path.name == "made-up.xlsx.csv"
    assert '"\'=p2"' in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("perhaps", "need_found"), "utf-8")
    assert contacts(path) == [("=p2", date(2024, 4, 2), "need_found")]


@pytest.mark.parametrize(
    ("xml", "limit"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 10**7),
        ('<row r="9"><c><v>1</v></c><c><v>1</v></c></row>', 44),
    ],
)  # fmt: skip
def test_sheet_with_a_cell_far_away_is_refused_before_it_is_held(
    tmp_path: Path, xml: str, limit: int
) -> None:
    xml = sheet_xml([HEADINGS]).replace("</sheetData>", f"{xml}</sheetData>")
    assert "cells are the most" in refused(xlsx(tmp_path / "made-up.xlsx", {"Data": xml}), cells=limit)


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(*HEADINGS) + ods_row(*ROW, also='table:number-rows-repeated="100000000"'),
        ods_row(*HEADINGS) + '<table:table-row table:number-rows-repeated="99999999"/>' + ods_row(*ROW),
        ods_row(*HEADINGS) + ods_row(b'<table:table-cell table:number-columns-repeated="4000000000"/>', "x"),
    ],
)
def test_ods_in_which_a_cell_stands_for_millions_is_refused(tmp_path: Path, rows: str) -> None:
    assert "cells are the most" in refused(ods(tmp_path / "made-up.ods", {"Data": rows}))


def test_ods_whose_empty_rest_is_repeated_is_read(tmp_path: Path) -> None:
    empty = b'<table:table-cell table:number-columns-repeated="16381"/>'
    rows = ods_row(*HEADINGS, empty) + ods_row(*ROW, empty)
    rows += ods_row(
        b'<table:table-cell table:number-columns-repeated="16384"/>',
        also='table:number-rows-repeated="1048574"',
    )
    assert len(contacts(ods(tmp_path / "made-up.ods", {"Data": rows}))) == 1


def test_workbook_that_unpacks_to_more_than_is_held(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "made-up.xlsx", {"Data": [HEADINGS, *[ROW] * 500]})
    assert "unpacks to more than 10 KiB" in refused(path, unpacked_bytes=10240)


def test_workbook_that_lies_about_its_size(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "made-up.xlsx", {"Data": [HEADINGS, *[ROW] * 5000]})
    data = path.read_bytes()
    real = len(sheet_xml([HEADINGS, *[ROW] * 5000])).to_bytes(4, "little")
    assert data.count(real) == 2
    path.write_bytes(data.replace(real, (200).to_bytes(4, "little")))
    assert "made-up.xlsx" in refused(path)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_definitions_that_multiply_are_refused(tmp_path: Path, kind: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = tmp_path / f"made-up.{kind}"
    if kind == "ods":
        ods(path, {"Data": ods_row(*HEADINGS) + ods_row(*ROW)}, before=bomb)
    else:
        xlsx(path, {"Data": bomb + sheet_xml([HEADINGS, ROW])})
    assert "definitions that a workbook has no use for" in refused(path)


def test_cells_that_are_only_coloured_do_not_count(tmp_path: Path) -> None:
    xml = sheet_xml([HEADINGS, ROW]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )
    path = xlsx(tmp_path / "made-up.xlsx", {"Data": xml.replace('<row r="1048576">', '<row r="9">')})
    assert len(contacts(path)) == 1
    assert "cells are the most" in refused(path, cells=5)


@pytest.mark.parametrize(
    "cell",
    [
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c s="a>b" r="XFD1048576"><v>1</v></c>',
        b'<c\n r = "XFD1048576" ><v>1</v></c>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(tmp_path: Path, cell: bytes) -> None:
    xml = sheet_xml([HEADINGS, ROW]).replace(
        "</sheetData>", f'<row r="1048576">{cell.decode()}</row></sheetData>'
    )
    assert "cells are the most" in refused(xlsx(tmp_path / "made-up.xlsx", {"Data": xml}))
