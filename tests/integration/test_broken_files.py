"""Every kind of broken file: what `evenhand check` says of it, in words that whoever made the file can act on.

docs/how-to/check-and-correct-a-file.md lists the same kinds. Limits are lowered so that the files can be small; the
real ones stand in records/limits.toml.
"""

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evenhand.cli import main
from evenhand.records import limits
from tests.unit.records.workbook_files import ods, ods_row, sheet_xml, xlsx

HEADINGS = ["person_id", "contact_date", "outcome"]
HEAD = ",".join(HEADINGS)
ROW = "p1,2024-04-02,no_need"
CELLS = ROW.split(",")

Maker = Callable[[Path], Path]


def text(data: str | bytes, name: str = "made-up.csv") -> Maker:
    """Return what writes a file of this text."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return make


def fifo(folder: Path) -> Path:
    os.mkfifo(folder / "made-up.csv")
    return folder / "made-up.csv"


def loop(folder: Path) -> Path:
    (folder / "made-up.csv").symlink_to(folder / "made-up.csv")
    return folder / "made-up.csv"


def empty_folder(folder: Path) -> Path:
    (folder / "made-up.csv").mkdir()
    return folder / "made-up.csv"


def looped_folder(folder: Path) -> Path:
    inner = empty_folder(folder)
    (inner / "again").symlink_to(inner)
    return inner


def archive(name: str, inside: dict[str, bytes]) -> Maker:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as made:
            for part, data in inside.items():
                made.writestr(part, data)
        return folder / name

    return make


def zipped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("inside.csv", data)
    return buffer.getvalue()


def workbook(xml: str) -> Maker:
    return lambda folder: xlsx(folder / "made-up.xlsx", {"Data": xml})


def parquet(table: pa.Table, **how: object) -> Maker:
    def make(folder: Path) -> Path:
        pq.write_table(table, folder / "made-up.parquet", **how)
        return folder / "made-up.parquet"

    return make


def cut(make: Maker, keep: float) -> Maker:
    """Return what writes a file of which only a part arrived."""

    def shortened(folder: Path) -> Path:
        path = make(folder)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * keep)])
        return path

    return shortened


def columns(**cells: object) -> pa.Table:
    return pa.table({name: [value] for name, value in cells.items()})


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
FAR = sheet_xml([HEADINGS, CELLS]).replace(
    "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
)
MANY = ods_row(*HEADINGS) + ods_row(*CELLS, also='table:number-rows-repeated="900000000"')
WIDE = pa.table({f"c{place}": ["x"] for place in range(60)})
SHARED_WORD = pa.table({name: pa.array(["x" * 1000] * 2000).dictionary_encode() for name in HEADINGS})

UNUSABLE: list[tuple[str, Maker, str, str]] = [
    ("a file that is not there", lambda folder: folder / "made-up.csv", "does not exist", "Check its name"),
    ("an empty file", text(""), "is empty", "headings and at least one row"),
    ("blank lines only", text("\n \n"), "is empty", "headings and at least one row"),
    ("headings without rows", text(HEAD + "\n"), "has headings but no rows", "at least one row"),
    ("another table", text("a,b\n1,2\n"), "in no format that Evenhand knows", "evenhand profiles --new FILE"),
    (
        "a table like one that is known",
        text("person_id,test_date,area\np1,2024-01-01,x\n"),
        "in no format that Evenhand knows",
        "The nearest is native-tests",
    ),
    ("a heading twice", text(f"{HEAD},Person ID\n{ROW},x\n"), "the heading 'person_id' twice", "Take one"),
    ("a picture named .csv", text(b"\x89PNG\r\n\x1a\n\0\0"), "is a picture, whatever its name", "Give a CSV"),
    ("a PDF named .csv", text(b"%PDF-1.7\n"), "is a PDF", "Ask its sender for the table"),
    ("a compressed file", text(b"\x1f\x8b\x08\0"), "is a compressed file", "Unpack it"),
    ("a program", text(b"\x7fELF\2\1\1\0"), "is not a text file", "save its table as CSV"),
    ("a NUL byte in a row", text(f"{HEAD}\n{ROW}\np2,2024\0,x\n"), "line 3 holds a NUL byte", "ask for it again"),
    ("UTF-16 without its mark", text(f"{HEAD}\n{ROW}\n".encode("utf-16-le")), "UTF-16 without the mark", "UTF-8"),
    ("UTF-32", text(f"{HEAD}\n{ROW}\n".encode("utf-32")), "UTF-32", "UTF-8"),
    ("two encodings in one", text(f"{HEAD}\nZoë,".encode() + b"Zo\xeb,x\n"), "partly in UTF-8", "each part"),
    ("no known encoding", text(f"{HEAD}\n".encode() + b"\x81\x8d,,\n"), "neither in UTF-8 nor", "UTF-8"),
    ("a line without end", text(f"{HEAD}\n{ROW}\n" + "x" * 9000), "Line 3 of made-up.csv is longer", "row on a line"),
    ("a file larger than is held", text(f"{HEAD}\n" + f"{ROW}\n" * 9000), "is larger than", "Split it"),
    ("60 columns where 50 are the most",
     text(",".join(f"c{n}" for n in range(60)) + "\n" + "," * 59),
     "has 60 headings", "on its side"),
    ("headings without closing quote", text('"' + "x" * 3000 + "\n" + '"' * 2999), "made-up.csv", ""),
    ("a folder with nothing to read", empty_folder, "holds no CSV file, workbook", "Name the folder"),
    ("a folder with a link to itself", looped_folder, "holds no CSV file, workbook", "Name the folder"),
    ("a link to itself", loop, "cannot be opened", "a link that leads to itself"),
    ("a pipe", fifo, "is a pipe, a device", "Name the file itself"),
    ("a device", lambda _: Path("/dev/zero"), "is a pipe, a device", "Name the file itself"),
    ("an archive", archive("made-up.zip", {"made-up.csv": b"x"}), "not a workbook", "Unpack it"),
    ("archives in an archive",
     archive("made-up.xlsx", {"a.zip": zipped(zipped(b"0" * 10**6))}),
     "not a workbook", "Unpack it"),
    ("half a workbook", cut(workbook(sheet_xml([HEADINGS, CELLS])), 0.6), "damaged or incomplete", "save it again"),
    ("a workbook that unpacks to too much",
     workbook(sheet_xml([HEADINGS, *[CELLS] * 3000])),
     "unpacks to more than", "save the table as CSV"),
    ("a workbook with a large picture",
     lambda folder: xlsx(folder / "made-up.xlsx", {"Data": [HEADINGS, CELLS]}, more={"xl/media/a.png": bytes(10**6)}),
     "unpacks to more than", "don't open it"),
    ("a cell far away", workbook(FAR), "reaches down to row 1,048,576", "Delete what stands far below"),
    ("a row that stands for many",
     lambda folder: ods(folder / "made-up.ods", {"Data": MANY}),
     "cells are the most", "Delete what stands far below"),
    ("definitions in a workbook", workbook(BOMB + sheet_xml([HEADINGS, CELLS])), "made to do harm", "do not open it"),
    ("definitions in an ODS",
     lambda folder: ods(folder / "made-up.ods", {"Data": ods_row(*HEADINGS)}, before=BOMB),
     "made to do harm", "do not open it"),
    ("a sheet that is not XML", workbook("<worksheet><sheetData><row"), "made-up.xlsx", ""),
    ("a workbook without a table",
     lambda folder: xlsx(folder / "made-up.xlsx", {"Data": [["x"]]}),
     "no sheet with a row of headings", "above the table"),
    ("half an old workbook",
     text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "made-up.xls"),
     "old workbook (XLS) that is damaged", "save it as XLSX"),
    ("half a Parquet file",
     cut(parquet(columns(person_id="p1")), 0.5),
     "begins as a Parquet file does", "Write it again"),
    ("Parquet with the wrong name only",
     text(b"PAR1PAR1", "made-up.parquet"),
     "begins as a Parquet file does", "Write it again"),
    ("Parquet with tables in cells",
     parquet(columns(person_id="p1", contact_date="2024-04-02", outcome=["no_need"])),
     "inside its cells, in the column 'outcome'", "a column of its own"),
    ("Parquet with too many columns", parquet(WIDE), "has 60 columns", "Leave out"),
    ("Parquet with too many rows",
     parquet(pa.table({name: ["x"] * 5001 for name in HEADINGS})),
     "says that it has 5,001 rows", "Split it"),
    ("Parquet of one long word often", parquet(SHARED_WORD), "unpacks to more than", "Split it"),
    ("Parquet without rows",
     parquet(pa.table({name: pa.array([], pa.string()) for name in HEADINGS})),
     "has headings but no rows", "at least one row"),
]  # fmt: skip


@pytest.fixture
def _low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    low = replace(
        limits.load_limits(),
        file_bytes=150_000,
        line_bytes=4096,
        columns=50,
        unpacked_bytes=200_000,
        rows=5000,
    )
    for module in ("contents", "open"):
        monkeypatch.setattr(f"evenhand.records.{module}.load_limits", lambda: low)


@pytest.mark.usefixtures("_low_limits")
@pytest.mark.parametrize(
    ("make", "what", "mend"), [row[1:] for row in UNUSABLE], ids=[row[0] for row in UNUSABLE]
)
def test_a_file_that_cannot_be_used(
    tmp_path: Path, make: Maker, what: str, mend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(tmp_path)
    assert main(["check", str(path)]) == 2
    out, err = capsys.readouterr()
    assert what in err
    assert mend in err
    assert path.name in err
    assert err.startswith("evenhand: ")
    assert err.count("\n") == 1
    assert str(tmp_path) not in err
    assert out == ""


SOME_ROWS: list[tuple[str, str, str]] = [
    ("headings repeated in the middle", HEAD, "This row repeats the headings"),
    ("a row with too few cells", "p2,2024-04-02", "This row has 2 cells, but there are 3 headings"),
    ("a row with too many cells", f"{ROW},more", "This row has 4 cells"),
    ("a quotation mark without its fellow", '"p2,2024-04-02,no_need', "The quotation marks in this row don't match"),
    ("a blank cell", "p2,,no_need", "'contact_date' is blank"),
    ("a date without a day", "p2,2024-04,no_need", "gives the month but not the day"),
    ("a date without day and month", "p2,2024,no_need", "gives the year but not the day and month"),
    ("a day that does not exist", "p2,31/02/2024,no_need", "is not a date that exists"),
    ("day and month swapped", "p2,04/31/2024,no_need", "day and month were swapped"),
    ("a year of two digits", "p2,02/04/24,no_need", "the year with two digits"),
    ("a spreadsheet's number for a day", "p2,45384,no_need", "the number by which a spreadsheet holds a day"),
    ("a date far away", "p2,2204-04-02,no_need", "lies before 1900 or after 2100"),
    ("a word that is no code", "p2,2024-04-02,perhaps", "'outcome' holds a word that this format doesn't know"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "words"), [row[1:] for row in SOME_ROWS], ids=[row[0] for row in SOME_ROWS])
def test_a_row_that_cannot_be_used(
    tmp_path: Path, row: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = text(f"{HEAD}\n{ROW}\n{row}\np3,2024-04-03,no_need\n")(tmp_path)
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert words in out
    assert "2 accepted + 1 rejected" in out


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (250_000_000, "Line 2 of made-up.csv is longer than 1 MiB"),
        (300_000_000, "made-up.csv is larger than 256 MiB, the most for a text. Split it"),
    ],
)
def test_a_line_of_300_megabytes_is_refused_without_being_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], size: int, said: str
) -> None:
    path = tmp_path / "made-up.csv"
    with path.open("wb") as file:
        file.write(f"{HEAD}\n".encode())
        file.write(b"x" * 5_000_000)
        file.truncate(size)
    assert main(["check", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_a_name_that_would_act_on_a_terminal_is_shown_without_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = text("", "a\x1b[2Jb.csv")(tmp_path)
    assert main(["check", str(path)]) == 2
    assert "a?[2Jb.csv is empty" in capsys.readouterr().err
