"""Parquet files: columns of text, numbers and dates become the same text that a CSV file would hold."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evenhand.foundations import UnreadableFile
from evenhand.records import read, write_rejects
from evenhand.records.contents import load
from evenhand.records.limits import load_limits
from evenhand.records.tables import tables
from evenhand.vocabulary import load_vocabulary
from tests.unit.records.files import faults


def days(written: list[str | None]) -> pa.Array:
    """Return moments as most programs write them."""
    return pa.array(written).cast(pa.timestamp("ns"))


def texts(tmp_path: Path, column: pa.Array) -> list[str]:
    """Return a column of a Parquet file as it is read."""
    path = tmp_path / "made-up.parquet"
    pq.write_table(pa.table({"column": column}), path)
    (table,) = tables(load(path, path.name), load_limits())
    return table.take_apart().cells.column("c0").to_pylist()


@pytest.mark.parametrize(
    ("column", "read_as"),
    [
        (pa.array(["x", None, "ë"]), ["x", "", "ë"]),
        (pa.array(["x", "y", "x"]).dictionary_encode(), ["x", "y", "x"]),
        (pa.array([b"x"]), ["x"]),
        (pa.array([1, None]), ["1", ""]),
        (pa.array([1.0, None, float("nan")]), ["1", "", ""]),
        (pa.array([1.5]), ["1.5"]),
        (pa.array([True]), ["true"]),
        (pa.array([date(2024, 3, 31)]), ["2024-03-31"]),
        (days(["2024-03-31", None]), ["2024-03-31", ""]),
        (days(["2024-03-31T10:05:00"]), ["2024-03-31T10:05:00"]),
    ],
)
def test_a_cell_is_read_as_a_csv_file_would_hold_it(
    tmp_path: Path, column: pa.Array, read_as: list[str]
) -> None:
    assert texts(tmp_path, column) == read_as


@pytest.mark.parametrize("column", [pa.array([b"\xff\xfe"]), pa.array(["a\0b"])])
def test_a_column_that_holds_no_text_is_named(tmp_path: Path, column: pa.Array) -> None:
    with pytest.raises(UnreadableFile, match="the column 'column' holds"):
        texts(tmp_path, column)


def test_rejected_rows_have_their_number_and_are_corrected_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "made-up.parquet"
    cells = {
        "person_id": ["p1", "p2"],
        "contact_date": [date(2024, 4, 2), None],
        "outcome": ["no_need", "need_found"],
    }
    pq.write_table(pa.table(cells), path)
    inputs = read([path], vocabulary=load_vocabulary())
    assert inputs.records["contact"].column("contact_date").to_pylist() == [date(2024, 4, 2)]
    assert faults(inputs) == [(2, "contact_date")]
    (written,) = write_rejects(inputs, tmp_path / "rejected")
    assert written.name == "made-up.parquet.csv"
